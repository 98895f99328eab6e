# ruff: noqa: RUF001 (texts of many languages, in their own letters)
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from concordance.glossary import FILE, Glossary, GlossaryError, load
from concordance.signature import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COUNCIL = "council:\n  fr: [conseil* municipa*]\n  en: [town council*, council of the town]\n"


@pytest.fixture
def glossary(tmp_path: Path) -> Callable[[str], Glossary]:
    def loaded(text: str) -> Glossary:
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        return load(tmp_path / FILE)

    return loaded


def lacking(glossary: Glossary, french: str, english: str) -> list[tuple[str, tuple[str, ...]]]:
    return list(glossary.lacking(fold(french), "fr", fold(english), "en"))


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Le conseil municipal décide.", "The town council decides."),
        ("Les conseils municipaux décident.", "The town councils decide."),
        ("LE CONSEIL MUNICIPAL", "Town Council"),
        ("Le conseil\u00a0municipal décide.", "The town\ncouncil decides."),
        ("Le conseil municipal décide.", "The council of the town decides."),
        ("Le conseil de l’école décide.", "The school board decides."),
        ("Un déconseil municipal", "Nothing"),
        ("", ""),
    ],
)
def test_lacking__nothing(french: str, english: str, glossary: Callable[[str], Glossary]) -> None:
    assert lacking(glossary(COUNCIL), french, english) == []


@pytest.mark.parametrize(
    "english", ["The board decides.", "The towncouncil decides.", "A council of a town", ""]
)
def test_lacking(english: str, glossary: Callable[[str], Glossary]) -> None:
    found = lacking(glossary(COUNCIL), "Le Conseil municipal décide.", english)
    assert found == [("conseil municipal", ("town council…", "council of the town"))]


def test_lacking__not_of_a_language_without_terms(glossary: Callable[[str], Glossary]) -> None:
    terms = glossary(COUNCIL)
    assert list(terms.lacking("le conseil municipal", "fr", "el consejo", "es")) == []
    assert list(terms.lacking("el consejo", "es", "the board", "en")) == []


def test_lacking__each_concept_once(glossary: Callable[[str], Glossary]) -> None:
    terms = glossary("a: {fr: [pont, ponts], en: [bridge*]}\nb: {fr: [bac], en: [ferry]}\n")
    found = lacking(terms, "Les ponts, le pont et le bac.", "The works.")
    assert [accepted for _, accepted in found] == [("bridge…",), ("ferry",)]


@pytest.mark.parametrize(
    ("chinese", "found"), [("理事会决定", []), ("市理事会决定", []), ("委员会决定", [("理事会",)])]
)
def test_lacking__without_spaces(
    chinese: str, found: list[tuple[str, ...]], glossary: Callable[[str], Glossary]
) -> None:
    terms = glossary("council: {en: [council], zh: [理事会]}\n")
    told = terms.lacking("the council decides.", "en", chinese, "zh")
    assert [accepted for _, accepted in told] == found


@pytest.mark.parametrize("term", ["C++ (v. 2)", "a.b", "état", "l’eau", "l'eau"])
def test_lacking__signs_are_taken_as_they_are(
    term: str, glossary: Callable[[str], Glossary]
) -> None:
    terms = glossary(f'a:\n  fr: ["{term}"]\n  en: [x]\n')
    assert len(lacking(terms, f"Le {term} ici.", "y")) == 1
    assert lacking(terms, "Le axb, CCC v 2, étage.", "y") == []


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_load__nothing(text: str, glossary: Callable[[str], Glossary]) -> None:
    assert glossary(text) == Glossary()


def test_load__no_file(tmp_path: Path) -> None:
    assert load(tmp_path / FILE) == Glossary()
    assert lacking(load(tmp_path / FILE), "Le conseil", "The board") == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: [", "not valid YAML: "),
        ("- a\n- b\n", "write a concept on each line"),
        ("conseil\n", "write a concept on each line"),
        ("council:\n", '"council" is not written as lists of terms'),
        ("council: conseil\n", '"council" is not written as lists of terms'),
        ("council: {fr: conseil}\n", '"council" is not written as lists of terms'),
        ("council: {fr: [conseil, 12]}\n", '"council" is not written as lists of terms'),
        ('council: {fr: [" "]}\n', '"council" is not written as lists of terms'),
        ("council: {fr: [[conseil]]}\n", '"council" is not written as lists of terms'),
    ],
)
def test_load__bad_file(text: str, why: str, glossary: Callable[[str], Glossary]) -> None:
    with pytest.raises(GlossaryError) as error:
        glossary(text)
    assert why in str(error.value)
    assert FILE in str(error.value)
    assert "\n" not in str(error.value)


def test_load__not_utf_8(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"a: {fr: [\xe9]}\n")
    with pytest.raises(GlossaryError, match="not valid YAML"):
        load(tmp_path / FILE)
