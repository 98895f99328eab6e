"""How versions are cited, read back by the libraries that others read such files with."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from concordance.citing import Reference, bibtex, cited, csl_json, lead, reference, ris
from concordance.folders import read_communication

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.model import Communication
    from concordance.reading import Reader

FR = """---
title: Lettre sur le pont
date: 2031-05-04
place: Port-Vieux
symbol: PONT/31/4
---
/// salutation
Excellence,
///

Un.

- a
- b
"""
EN = """---
title: Letter about the bridge
translation_of: fr
translator: Smith and Sons
place: Old Harbour
---
/// untranslated | salutation
///

One.

- a
- b
"""
PLAIN = "---\ntitle: Note\n---\nUn.\n"
PLAIN_EN = "---\ntitle: A note\ntranslation_of: fr\n---\nOne.\n"
ADDRESSES = {"fr": "https://site.example/a/", "en": "https://site.example/en/a/"}
NASTY = (
    r"A {brace} } & 50 % of $3 #1_b ~ \back\ \% {",
    "كتاب رسمي إلى الأمم المتحدة",
    "关于饮用水的信函",
    "@comment{x, title = {y}} <b>",
    'He said "no", ER  - then TY  - BOOK',
)


@pytest.fixture
def make(reader: Reader, write: Callable[..., Path]) -> Callable[..., Communication]:
    def made(name: str = "a", french: str = FR, english: str = EN) -> Communication:
        folder = write(name, {"index.fr.md": french, "index.en.md": english})
        return read_communication(reader, folder)

    return made


@pytest.fixture
def original(make: Callable[..., Communication]) -> Reference:
    letter = make()
    return reference(letter, letter.original, ADDRESSES["fr"], "Communications")


@pytest.fixture
def translation(make: Callable[..., Communication]) -> Reference:
    letter = make()
    return reference(letter, letter.translations[0], ADDRESSES["en"], "Communications")


def read_bibtex(text: str) -> dict[str, str]:
    context = get_default_latex_context_db()
    # LaTeX has these, pylatexenc does not know them.
    braces = [MacroTextSpec("textbraceleft", "{"), MacroTextSpec("textbraceright", "}")]
    context.add_context_category("braces", macros=braces, prepend=True)
    decode = LatexDecodingMiddleware(
        decoder=LatexNodes2Text(latex_context=context, keep_braced_groups=False)
    )
    library = parse_string(text, append_middleware=[decode])
    assert library.failed_blocks == []
    assert len(library.blocks) == 1
    (entry,) = library.entries
    return {"key": entry.key, **{field.key: field.value for field in entry.fields}}


def read_ris(text: str) -> dict[str, object]:
    (entry,) = rispy.loads(text)
    assert "unknown_tag" not in entry
    return dict(entry)


# --- In words ----------------------------------------------------------------------------


def test_lead(make: Callable[..., Communication]) -> None:
    letter = make()
    french, english = letter.versions
    assert lead(letter, french) == "Lettre sur le pont, PONT/31/4, 4 mai 2031, original français"
    assert lead(letter, english) == (
        "Letter about the bridge, PONT/31/4, 4 May 2031, English translation"
    )


def test_lead__no_more_than_is_known(make: Callable[..., Communication]) -> None:
    note = make("a", PLAIN, PLAIN_EN)
    assert [lead(note, version) for version in note.versions] == [
        "Note, original français",
        "A note, English translation",
    ]


def test_lead__translation_into_french(make: Callable[..., Communication]) -> None:
    note = make("a", PLAIN_EN.replace("of: fr", "of: en"), PLAIN)
    assert lead(note, note.translations[0]) == "A note, traduction en français"


def test_cited(make: Callable[..., Communication]) -> None:
    told = cited(make(), ADDRESSES)
    assert list(told) == ["fr", "en"]
    assert told["fr"] == {
        "key": "a-fr",
        "lead": "Lettre sur le pont, PONT/31/4, 4 mai 2031, original français",
        "separator": ", ",
        "quotation": "«\u00a0{text}\u00a0»",
        "address": "https://site.example/a/",
        "names": {
            "salutation": "appel",
            "salutation__para_1": "paragraphe 1 (appel)",
            "para_1": "paragraphe 1",
            "para_1__point_a": "point 1 a",
            "para_1__point_b": "point 1 b",
        },
    }
    assert told["en"]["quotation"] == "“{text}”"
    # What is not translated cannot be cited in translation.
    assert list(told["en"]["names"]) == ["para_1", "para_1__point_a", "para_1__point_b"]
    assert told["en"]["names"]["para_1"] == "paragraph 1"


def test_cited__only_what_has_an_address(make: Callable[..., Communication]) -> None:
    assert list(cited(make(), {"en": ADDRESSES["en"]})) == ["en"]


# --- For reference managers ----------------------------------------------------------------


def test_bibtex__original(original: Reference) -> None:
    assert read_bibtex(bibtex(original)) == {
        "key": "a-fr",
        "title": "Lettre sur le pont",
        "year": "2031",
        "date": "2031-05-04",
        "address": "Port-Vieux",
        "number": "PONT/31/4",
        "language": "fr",
        "note": "original français",
        "publisher": "Communications",
        "url": "https://site.example/a/",
    }


def test_bibtex__translation(translation: Reference) -> None:
    assert read_bibtex(bibtex(translation)) == {
        "key": "a-en",
        "title": "Letter about the bridge",
        "year": "2031",
        "date": "2031-05-04",
        "address": "Old Harbour",
        "number": "PONT/31/4",
        "language": "en",
        "translator": "Smith and Sons",
        "origtitle": "Lettre sur le pont",
        "origlanguage": "fr",
        "note": "English translation",
        "publisher": "Communications",
        "url": "https://site.example/en/a/",
    }


def test_bibtex__names_and_titles_stay_whole(translation: Reference) -> None:
    """No "and" parts a name, and no style takes the capitals away."""
    written = bibtex(translation)
    assert "translator = {{Smith and Sons}}" in written
    assert "title = {{Letter about the bridge}}" in written


def test_ris__original(original: Reference) -> None:
    assert read_ris(ris(original)) == {
        "type_of_reference": "GOVDOC",
        "id": "a-fr",
        "title": "Lettre sur le pont",
        "year": "2031",
        "date": "2031/05/04",
        "place_published": "Port-Vieux",
        "issn": "PONT/31/4",  # the number of the document, for one of this type
        "language": "fr",
        "notes": ["original français"],
        "publisher": "Communications",
        "urls": ["https://site.example/a/"],
    }


def test_ris__translation(translation: Reference) -> None:
    told = read_ris(ris(translation))
    assert told["subsidiary_authors"] == ["Smith and Sons"]
    assert told["original_publication"] == (
        "Lettre sur le pont, PONT/31/4, 4 mai 2031, original français"
    )
    assert (told["language"], told["notes"]) == ("en", ["English translation"])


def test_ris__lines_end_as_specified(original: Reference) -> None:
    lines = ris(original).split("\r\n")
    assert lines[0] == "TY  - GOVDOC"
    assert lines[-2:] == ["ER  - ", ""]
    assert not any("\n" in line for line in lines)


def test_csl_json__original(original: Reference) -> None:
    assert json.loads(csl_json(original)) == [
        {
            "id": "a-fr",
            "type": "document",
            "title": "Lettre sur le pont",
            "issued": {"date-parts": [[2031, 5, 4]]},
            "publisher-place": "Port-Vieux",
            "number": "PONT/31/4",
            "language": "fr",
            "note": "original français",
            "publisher": "Communications",
            "URL": "https://site.example/a/",
        }
    ]


def test_csl_json__translation(translation: Reference) -> None:
    (told,) = json.loads(csl_json(translation))
    assert told["translator"] == [{"literal": "Smith and Sons"}]
    assert told["original-title"] == "Lettre sur le pont"
    assert told["custom"] == {"original-language": "fr"}
    assert told["language"] == "en"


def test_nothing_is_said_that_is_not_known(make: Callable[..., Communication]) -> None:
    note = make("a", PLAIN, PLAIN_EN)
    told = reference(note, note.original, ADDRESSES["fr"], "Communications")
    assert set(read_bibtex(bibtex(told))) == {
        "key", "title", "language", "note", "publisher", "url",
    }  # fmt: skip
    assert set(read_ris(ris(told))) == {
        "type_of_reference", "id", "title", "language", "notes", "publisher", "urls",
    }  # fmt: skip
    assert set(json.loads(csl_json(told))[0]) == {
        "id", "type", "title", "language", "note", "publisher", "URL",
    }  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_any_text_comes_through(translation: Reference, text: str) -> None:
    told = replace(
        translation,
        title=text,
        place=text,
        symbol=text,
        translator=text,
        original_title=text,
        original=text,
        publisher=text,
    )
    bib, lines, (item,) = read_bibtex(bibtex(told)), read_ris(ris(told)), json.loads(csl_json(told))
    for name in ("title", "address", "number", "translator", "origtitle", "publisher"):
        assert bib[name] == text, name
    assert lines["title"] == lines["place_published"] == lines["issn"] == text
    assert lines["subsidiary_authors"] == [text]
    assert lines["original_publication"] == lines["publisher"] == text
    for name in ("title", "publisher-place", "number", "original-title", "publisher"):
        assert item[name] == text, name


@pytest.mark.parametrize("text", NASTY)
def test_bibtex__every_brace_is_closed(original: Reference, text: str) -> None:
    """BibTeX counts those that are escaped as well."""
    depth = 0
    for sign in bibtex(replace(original, title=text)):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0


def test_titles_of_more_than_one_line(make: Callable[..., Communication]) -> None:
    folded = FR.replace("title: Lettre sur le pont", "title: |\n  Lettre\n    sur le pont")
    letter = make("a", folded)
    assert lead(letter, letter.original).startswith("Lettre sur le pont, ")
    told = reference(letter, letter.original, ADDRESSES["fr"], "Two\nlines")
    assert (told.title, told.publisher) == ("Lettre sur le pont", "Two lines")
    assert read_ris(ris(told))["title"] == "Lettre sur le pont"


def test_key_of_a_folder_with_any_name(make: Callable[..., Communication]) -> None:
    letter = make("2031 (draft), §4")
    told = reference(letter, letter.original, ADDRESSES["fr"], "Communications")
    assert told.key == "2031-draft-4-fr"
    assert told.date == date(2031, 5, 4)
