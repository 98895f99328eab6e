"""Every rule's example makes that finding and no other, and none once it is mended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from concordance.approving import Wanted, approve
from concordance.glossary import load
from concordance.rules.catalogue import catalogue, severity
from tests.made import check
from tests.table import contributing, table

if TYPE_CHECKING:
    from pathlib import Path

    from concordance.reading import Reader
    from concordance.rules.catalogue import Example, Rule

RULES = tuple(catalogue().values())
EXAMPLES = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


AT_ONCE = {"stale-translation", "unapproved"}
"""What approving mends."""


def told(rule: Rule, reader: Reader, tmp_path: Path) -> Reader:
    """Give the reader what the example needs: a glossary, and that records are kept."""
    (tmp_path / "glossary.yml").write_text(rule.example.glossary, encoding="utf-8")
    keeps = rule.name == "unapproved"
    return replace(reader, glossary=load(tmp_path / "glossary.yml"), keeps_records=keeps)


def lay(folder: Path, texts: dict[str, str]) -> None:
    """Write texts over those that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def published(rule: Rule, reader: Reader) -> Path:
    """Approve the texts of the example as they were once published, if they were."""
    folder = reader.docs / "communications" / (rule.example.published_as or "letter")
    if rule.example.published:
        original, translation = rule.example.published
        lay(folder, files(rule.example, translation, original))
        approve(reader, folder, Wanted())
    return folder.rename(folder.with_name("letter")) if rule.example.published_as else folder


def files(example: Example, translation: str | None, original: str) -> dict[str, str]:
    ours, theirs = example.languages
    heads = {
        ours: "---\ntitle: A\n---\n",
        theirs: f"---\ntitle: B\ntranslation_of: {ours}\n---\n",
    }
    texts = {ours: original, theirs: translation}
    return {
        f"index.{language}.md": text if text.startswith("---") else heads[language] + text
        for language, text in texts.items()
        if text is not None
    }


@EXAMPLES
def test_example__defect(rule: Rule, reader: Reader, tmp_path: Path) -> None:
    example = rule.example
    lay(published(rule, reader), files(example, example.defect, example.original))
    _, report = check(told(rule, reader, tmp_path), reader.docs)
    assert {(finding.rule, finding.severity) for finding in report.findings} == {
        (rule.name, rule.severity)
    }


@EXAMPLES
def test_example__mended(rule: Rule, reader: Reader, tmp_path: Path) -> None:
    folder, example = published(rule, reader), rule.example
    original = example.mended_original or example.original
    lay(folder, files(example, example.mended, original))
    if rule.name in AT_ONCE:
        approve(reader, folder, Wanted())
    _, report = check(told(rule, reader, tmp_path), reader.docs)
    assert report.findings == ()


@EXAMPLES
def test_sentences(rule: Rule) -> None:
    for text in (rule.meaning, rule.cure):
        assert text[0].isupper()
        assert text.endswith(".")
        assert "\n" not in text


def test_severity() -> None:
    assert severity("number") == "error"
    assert severity("term") == "warning"
    with pytest.raises(KeyError):
        severity("numbers")


def test_contributing__has_the_table() -> None:
    text = contributing().read_text(encoding="utf-8")
    assert table() in text, "run `make table`: CONTRIBUTING.md lags behind catalogue.yml"
