"""What mkdocs.yml says is taken as it is meant, or refused in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from concordance.configuration import UsageError, load, reader_of
from tests.built import PROJECT

if TYPE_CHECKING:
    from concordance.findings import Severity


def severities(extra: Any) -> dict[str, Severity]:  # noqa: ANN401  (as YAML may have it)
    config = load()
    config["extra"] = extra
    return dict(reader_of(config, root=PROJECT).severities)


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ({}, {}),
        ({"concordance": None}, {}),
        ({"concordance": {"severities": None}}, {}),
        (
            {"concordance": {"severities": {"stale-translation": "note", "term": "error"}}},
            {"stale-translation": "note", "term": "error"},
        ),
    ],
)
def test_severities(extra: Any, expected: dict[str, Severity]) -> None:  # noqa: ANN401
    assert severities(extra) == expected


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        (
            {"severities": {"stale": "note"}},
            'extra.concordance.severities: "stale: note": write the name of a rule, and error',
        ),
        (
            {"severities": {"number": "off"}},
            'extra.concordance.severities: "number: off": write the name of a rule, and error',
        ),
        (
            {"severities": {"number": ["note"]}},
            "extra.concordance.severities: \"number: ['note']\": write the name of a rule",
        ),
        ({"severities": "note"}, "extra.concordance.severities: 'note' is no list of keys"),
        (["severities"], "extra.concordance: ['severities'] is no list of keys and values"),
    ],
)
def test_severities__refused(extra: object, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        severities({"concordance": extra})
    assert message in str(refused.value)
    assert "mkdocs.yml: " in str(refused.value)
    assert "\n" not in str(refused.value)
