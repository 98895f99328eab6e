from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from concordance.folders import read_communication
from concordance.pages import masthead, page_of, schema
from tests.made import there

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.model import Communication
    from concordance.reading import Reader

FR = """---
title: Lettre sur le pont
description: Fermeture du pont
date: 2031-05-04
place: Port-Vieux
symbol: PONT/31/4
references: [PONT/30/1, PONT/30/2]
---
/// letterhead
OFFICE

Le 4 mai
///

Un.

Deux.
"""
EN = """---
title: Letter about the bridge
translation_of: fr
translator: The bridge office
place: Old Harbour
---
/// untranslated | letterhead
///

One.

Two.
"""
PLAIN = "---\ntitle: Note\n---\nUn.\n"
PLAIN_EN = "---\ntitle: A note\ntranslation_of: fr\n---\nOne.\n"
ADDRESSES = {"fr": "https://site.example/a/", "en": "https://site.example/en/a/"}


@pytest.fixture
def make(reader: Reader, write: Callable[..., Path]) -> Callable[..., Communication]:
    def made(name: str, french: str = FR, english: str = EN) -> Communication:
        folder = write(name, {"index.fr.md": french, "index.en.md": english})
        return read_communication(reader, folder)

    return made


def test_masthead__original(make: Callable[..., Communication]) -> None:
    letter = make("a")
    shown = masthead(letter, letter.original)
    assert (shown.title, shown.description) == ("Lettre sur le pont", "Fermeture du pont")
    assert (shown.date, shown.long_date) == (date(2031, 5, 4), "4 mai 2031")
    assert (shown.place, shown.symbol) == ("Port-Vieux", "PONT/31/4")
    assert shown.references == ("PONT/30/1", "PONT/30/2")
    assert (shown.is_original, shown.label, shown.translator) == (True, "Original français", "")
    assert (shown.original_language, shown.original_name) == ("fr", "français")


def test_masthead__translation(make: Callable[..., Communication]) -> None:
    letter = make("a")
    shown = masthead(letter, letter.translations[0])
    assert (shown.title, shown.description) == ("Letter about the bridge", "")
    assert (shown.date, shown.long_date) == (date(2031, 5, 4), "4 May 2031")
    assert (shown.place, shown.symbol) == ("Old Harbour", "PONT/31/4")
    assert shown.references == ("PONT/30/1", "PONT/30/2")
    assert (shown.is_original, shown.label) == (False, "English translation")
    assert shown.translator == "The bridge office"
    assert (shown.original_language, shown.original_name) == ("fr", "French")


def test_masthead__translation_into_french(make: Callable[..., Communication]) -> None:
    note = make("a", PLAIN_EN.replace("of: fr", "of: en"), PLAIN)
    shown = masthead(note, note.translations[0])
    assert (shown.label, shown.original_name) == ("Traduction en français", "anglais")
    assert (shown.date, shown.long_date, shown.place) == (None, "", "")
    assert masthead(note, note.original).label == "English original"


def test_schema__original(make: Callable[..., Communication]) -> None:
    letter = make("a")
    assert schema(letter, letter.original, ADDRESSES) == {
        "@context": "https://schema.org",
        "@type": "Message",
        "@id": "https://site.example/a/",
        "url": "https://site.example/a/",
        "name": "Lettre sur le pont",
        "inLanguage": "fr",
        "description": "Fermeture du pont",
        "dateCreated": "2031-05-04",
        "mentions": ["PONT/30/1", "PONT/30/2"],
        "workTranslation": [{"@id": "https://site.example/en/a/"}],
    }


def test_schema__translation(make: Callable[..., Communication]) -> None:
    letter = make("a")
    described = schema(letter, letter.translations[0], ADDRESSES)
    assert described["@id"] == "https://site.example/en/a/"
    assert described["inLanguage"] == "en"
    assert described["translationOfWork"] == {"@id": "https://site.example/a/"}
    assert described["translator"] == "The bridge office"
    assert "workTranslation" not in described
    assert "description" not in described


def test_schema__says_nothing_that_is_not_known(make: Callable[..., Communication]) -> None:
    note = make("a", PLAIN, PLAIN_EN)
    for version in note.versions:
        described = schema(note, version, ADDRESSES)
        assert not {"description", "dateCreated", "mentions", "translator"} & set(described)


def test_page_of(make: Callable[..., Communication]) -> None:
    letter = make("a")
    texts = {version.language: version.text for version in letter.versions if version.text}
    french = there("fr", "../../a/")
    page = page_of(letter, letter.translations[0], [french], texts)
    assert (page.language, page.others, page.original) == ("en", (french,), french)
    assert page.beside
    assert (page.beside.language, page.beside.name) == ("fr", "French")
    assert page.kinds == {"letterhead": "part"}


def test_page_of__original(make: Callable[..., Communication]) -> None:
    letter = make("a")
    texts = {version.language: version.text for version in letter.versions if version.text}
    page = page_of(letter, letter.original, [there("en")], texts)
    assert (page.original, page.kinds) == (None, {})
    assert page.beside
    assert page.beside.language == "en"
