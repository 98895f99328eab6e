from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from concordance.folders import read_communication
from concordance.pages import markdown_options, masthead, schema

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


def test_markdown_options(make: Callable[..., Communication]) -> None:
    letter = make("a")
    french = {"language": "fr", "own_name": "Français", "href": "../../a/"}
    options = markdown_options(letter, letter.translations[0], [french], {})
    named = {**french, "name": "French", "direction": "ltr"}
    assert options == {
        "beside": (),  # nothing is converted yet
        "links": True,
        "others": [named],
        "original": named,
        "left_out": {
            "letterhead": ("letterhead", "letterhead__para_1", "letterhead__para_2"),
        },
        "kinds": {"letterhead": "part"},
        "withdrawn": {},
    }


def test_markdown_options__original(make: Callable[..., Communication]) -> None:
    letter = make("a")
    english = {"language": "en", "own_name": "English", "href": "../en/a/"}
    options = markdown_options(letter, letter.original, [english], {})
    assert options["others"] == [{**english, "name": "anglais", "direction": "ltr"}]
    assert (options["original"], options["left_out"]) == ({}, {})
