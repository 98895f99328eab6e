"""The correct texts: all of them are read, and nothing is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from concordance.findings import as_text
from concordance.identifying import is_surely_in
from tests.made import check

if TYPE_CHECKING:
    from concordance.reading import Reader

TEXTS = sorted(path for path in Path(__file__).with_name("texts").iterdir() if path.is_dir())
SIX = {"ar", "en", "es", "fr", "ru", "zh"}


@pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.name)
def test_text__has_no_finding(folder: Path, site_reader: Reader) -> None:
    read, report = check(site_reader, folder)
    assert [communication.name for communication in read] == [folder.name]
    assert report.versions > 1
    assert report.findings == (), as_text(report)


def test_texts__are_many_and_of_six_languages(site_reader: Reader) -> None:
    read, _ = check(site_reader, *TEXTS)
    assert len(read) >= 12
    assert {version.language for text in read for version in text.versions} == SIX
    assert {text.original.language for text in read} == {"en", "fr"}
    assert all(12 <= sum(1 for _ in text.original.blocks) <= 45 for text in read)


def test_no_text__is_surely_in_another_language(site_reader: Reader) -> None:
    read, _ = check(site_reader, *TEXTS)
    wrong = [
        (code, block.words)
        for text in read
        for version in text.versions
        for block in version.blocks
        for code in {"ar", "de", "en", "es", "fr", "it", "nl", "pt", "ru"} - {version.language}
        if is_surely_in(block.words, code, version.language)
    ]
    assert wrong == []
