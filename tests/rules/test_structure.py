"""What the cases in ``cases/`` do not show: places, and the cost of long texts."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.made import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.findings import Finding
    from concordance.reading import Reader


@pytest.fixture
def compare(reader: Reader, write: Callable[..., Path]) -> Callable[[str, str], list[Finding]]:
    def compared(french: str, english: str) -> list[Finding]:
        fr, en = "---\ntitle: A\n---\n", "---\ntitle: A\ntranslation_of: fr\n---\n"
        write("a", {"index.fr.md": fr + french, "index.en.md": en + english})
        return list(check(reader, reader.docs)[1].findings)

    return compared


def rules(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.id) for finding in findings]


def sections(*names: str, paragraphs: int = 2) -> str:
    return "\n\n".join(f"## {n}" + f"\n\nText {n}." * paragraphs for n in names)


def test_missing_section__places(compare: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = compare(sections("1", "2", "3"), sections("1", "3"))
    assert finding.original
    assert finding.translation
    assert (finding.original.line, finding.original.end_line) == (10, 14)
    assert (finding.translation.line, finding.translation.end_line) == (11, 11)
    assert (finding.original.language, finding.translation.language) == ("fr", "en")


@pytest.mark.parametrize("gone", range(6))
def test_missing_section__which_of_six_alike(
    gone: int, compare: Callable[[str, str], list[Finding]]
) -> None:
    names = [str(number) for number in range(10, 70, 10)]
    left = [name for name in names if name != names[gone]]
    findings = compare(sections(*names), sections(*left))
    assert rules(findings) == [("missing-section", f"sec_{gone + 1}")]


@pytest.mark.parametrize("gone", range(4))
def test_missing_heading__which_of_four(
    gone: int, compare: Callable[[str, str], list[Finding]]
) -> None:
    french = sections("1", "2", "3", "4", paragraphs=3)
    (finding,) = compare(french, french.replace(f"## {gone + 1}\n\n", ""))
    assert rules([finding]) == [("missing-paragraph", f"sec_{gone + 1}")]
    assert finding.message == f'a heading of the original is missing here: "{gone + 1}"'


def test_extra_section__where_it_would_stand(compare: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = compare(sections("1", "3"), sections("1", "2", "3"))
    assert rules([finding]) == [("extra-section", "sec_2")]
    assert finding.original
    assert finding.translation
    assert (finding.original.line, finding.translation.line) == (10, 11)


def test_several_defects__one_finding_each(compare: Callable[[str, str], list[Finding]]) -> None:
    french = sections("1", "2", "3", "4", "5")
    english = sections("1", "2", "4", "5").replace("Text 2.\n\nText 2.", "Text 2.")
    english += "\n\nText 5 and more."
    assert rules(compare(french, english)) == [
        ("missing-paragraph", "para_4"),
        ("missing-section", "sec_3"),
        ("extra-paragraph", "para_8"),
    ]


def test_section_order__says_where(compare: Callable[[str, str], list[Finding]]) -> None:
    closing, signature = "/// closing\nC\n///\n\n", "/// signature\nS\n///\n\n"
    (finding,) = compare(f"Un.\n\n{closing}{signature}", f"One.\n\n{signature}{closing}")
    assert rules([finding]) == [("section-order", "closing")]
    assert finding.help == 'move it to where it stands in the original: below para_1, "Un."'


def test_section_order__first_of_all(compare: Callable[[str, str], list[Finding]]) -> None:
    letterhead = "/// letterhead\nL\n///\n\n"
    (finding,) = compare(f"{letterhead}Un.\n\nDeux.", f"One.\n\nTwo.\n\n{letterhead}")
    assert rules([finding]) == [("section-order", "letterhead")]
    assert finding.help == "move it to where it stands in the original: at the beginning"


def test_section_order__not_for_an_id_that_is_on_one_side_only(
    compare: Callable[[str, str], list[Finding]],
) -> None:
    closing = "/// closing\nC\n///\n"
    findings = compare(f"## A {{ #a }}\n\nUn.\n\n{closing}", f"## A\n\nOne.\n\n{closing}")
    assert rules(findings) == [("different-id", "a")]


def test_empty_part_left_out(compare: Callable[[str, str], list[Finding]]) -> None:
    french = "/// letterhead\n///\n\nUn."
    assert compare(french, "/// untranslated | letterhead\n///\n\nOne.") == []


def test_footnotes_written_in_an_annex(compare: Callable[[str, str], list[Finding]]) -> None:
    french = "Un[^1].\n\nDeux.\n\n/// annex\nA.\n\n[^1]: Note.\n\nB.\n///\n"
    english = "One[^1].\n\n[^1]: Note.\n\n/// annex\nA.\n\nB.\n///\n"
    assert rules(compare(french, english)) == [("missing-paragraph", "para_2")]


def test_long_quotes_are_cut(compare: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = compare(f"/// closing\n{'mot ' * 40}\n///\n\nUn.", "One.")
    quoted = finding.message.partition(": ")[2]
    assert quoted.endswith('mot…"')
    assert len(quoted) <= 62


def test_many_sections__in_good_time(compare: Callable[[str, str], list[Finding]]) -> None:
    names = [str(number) for number in range(1000, 1150)]
    started = time.process_time()
    findings = compare(sections(*names), sections(*names[:70], *names[71:]))
    assert rules(findings) == [("missing-section", "sec_71")]
    assert time.process_time() - started < 10
