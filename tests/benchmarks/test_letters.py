"""The letters of the benchmarks: correct, always the same, and of the shape that is promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.letters import (
    FEWEST,
    FIRST,
    LAST,
    MOST,
    SECTIONS,
    head,
    write_letter,
    write_letters,
)

from concordance.model import FOLDER
from tests.made import check

if TYPE_CHECKING:
    from pathlib import Path

    from concordance.model import Communication
    from concordance.reading import Reader

LETTERS = 30


@pytest.fixture
def blocks(reader: Reader) -> int:
    return write_letters(reader.docs / FOLDER, LETTERS)


def test_letters__are_correct(reader: Reader, blocks: int) -> None:
    communications, report = check(reader, reader.docs)
    assert [finding for finding in report.findings if finding.severity != "note"] == []
    assert (report.communications, report.blocks) == (LETTERS, 2 * blocks)
    for communication in communications:
        _has_the_shape(communication)


@pytest.mark.parametrize(
    "number",
    [
        1727,  # a name and few other words, in which French is heard
        7224,  # of two headings in a row one begins a word as its neighbour's translation does
    ],
)
def test_letters__that_were_accused_are_correct(reader: Reader, number: int) -> None:
    write_letter(reader.docs / FOLDER, number)
    _, report = check(reader, reader.docs)
    assert [finding for finding in report.findings if finding.severity != "note"] == []


def _has_the_shape(communication: Communication) -> None:
    for version in communication.versions:
        kinds = [block.kind for block in version.blocks if block.id.startswith(("sec_", "para_"))]
        assert kinds.count("heading") == SECTIONS
        ids = {block.id for block in version.blocks}
        paragraphs = {id_ for id_ in ids if id_.startswith("para_") and "__" not in id_}
        assert FEWEST <= len(paragraphs) <= MOST
        assert {"letterhead__para_1", "closing__para_1", "signature__para_1"} <= ids


def test_letters__are_always_the_same(reader: Reader, blocks: int) -> None:
    again = reader.root / "again"
    assert write_letters(again, LETTERS) == blocks
    first, second = (_texts(one) for one in (reader.docs / FOLDER, again))
    assert first == second
    assert len(set(first.values())) == 2 * LETTERS


def _texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.md")}


def test_letters__differ(reader: Reader, blocks: int) -> None:
    assert blocks
    communications, _ = check(reader, reader.docs)
    for language in ("fr", "en"):
        versions = [
            next(one for one in communication.versions if one.language == language)
            for communication in communications
        ]
        assert len({one.facts.title for one in versions}) == LETTERS
        assert len({one.facts.description for one in versions}) == LETTERS
        assert len({len(tuple(one.blocks)) for one in versions}) > LETTERS / 3
        words = {word for one in versions for block in one.blocks for word in block.words.split()}
        assert len(words) > 3_000
    assert {one.original.language for one in communications} == {"fr", "en"}
    kinds = {block.kind for one in communications for block in one.original.blocks}
    assert {"heading", "paragraph", "item", "row", "footnote"} <= kinds
    assert any(one.original.facts.references for one in communications)


def test_dates__are_spread_over_decades() -> None:
    days = [head(number).day for number in range(1_000)]
    assert FIRST <= min(days) < max(days) <= LAST
    years = [day.year for day in days]
    counts = {years.count(year) for year in set(years)}
    assert len(set(years)) > 40
    assert len(counts) > 10
