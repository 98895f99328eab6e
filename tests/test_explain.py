from __future__ import annotations

import pytest

from concordance.configuration import UsageError
from concordance.explain import explain, list_rules
from concordance.rules.catalogue import catalogue


def test_explain() -> None:
    rule = catalogue()["heading-level"]
    assert explain("heading-level") == (
        "heading-level (structure, error)\n"
        "\n"
        f"{rule.meaning}\n"
        "\n"
        f"What to do: {rule.cure}\n"
        "\n"
        "The original (fr):\n"
        "\n"
        "    ## Les travaux\n"
        "\n"
        "    Le pont sera fermé.\n"
        "\n"
        "With the defect (en):\n"
        "\n"
        "    ### The works\n"
        "\n"
        "    The bridge will be closed.\n"
        "\n"
        "Mended (en):\n"
        "\n"
        "    ## The works\n"
        "\n"
        "    The bridge will be closed."
    )


def test_explain__no_file() -> None:
    assert "With the defect (en):\n\n    (there is no file)\n" in explain("missing-translation")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("numbers", 'there is no rule "numbers": did you mean "number"?'),
        ("xyz", 'there is no rule "xyz": concordance explain lists all'),
    ],
)
def test_explain__unknown(name: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        explain(name)
    assert str(caught.value) == message


def test_list() -> None:
    lines = list_rules().split("\n")
    assert [line.split()[0] for line in lines] == list(catalogue())
    term = lines[list(catalogue()).index("term")]
    assert term == f"term                  warning  {catalogue()['term'].meaning}"
