"""How a version is cited: in words, and in the formats that reference managers read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from concordance.blocks import PARTS, name_of
from concordance.phrases import language_name, long_date, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from concordance.model import Communication, Version

FILES = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
"""The suffix of each file beside a page, and the name of its format."""
TEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        # BibTeX counts braces, escaped or not: these have none that are not closed.
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
UNFIT = re.compile(r"[^\w.-]+")
"""What may not stand in a key."""


class Cited(TypedDict):
    """What a page knows to cite a version by, whole or passage by passage, as it reads it."""

    key: str
    """Tells it from all others: the name of the folder, and the language."""
    lead: str
    """What a citation begins with."""
    separator: str
    """What stands between that, the name of the passage and the address."""
    quotation: str
    """How a text is quoted: ``“{text}”``."""
    address: str
    names: dict[str, str]
    """What each block and part is called, by its id."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference manager is told of a version; empty where nothing is known."""

    key: str
    title: str
    date: date | None
    place: str
    symbol: str
    language: str
    note: str
    """Which version this is: « original français », "English translation"."""
    translator: str
    original: str
    """The beginning of a citation of the original, in a translation."""
    original_title: str
    original_language: str
    publisher: str
    address: str


def lead(communication: Communication, version: Version) -> str:
    """Give what a citation begins with, in the language of the version.

    « Lettre officielle des Nations Unies, 15 mars 2024, original français »
    """
    facts, say = communication.original.facts, phrases(version.language)
    day = long_date(facts.date, version.language) if facts.date else ""
    parts = (version.facts.title, facts.symbol, day, _which(communication, version))
    return say["cited_separator"].join(_line(part) for part in parts if part)


def _which(communication: Communication, version: Version) -> str:
    say, original = phrases(version.language), version is communication.original
    phrase = say["cited_original"] if original else say["cited_translation"]
    return phrase.format(language=language_name(version.language, version.language))


def cited(communication: Communication, addresses: Mapping[str, str]) -> dict[str, Cited]:
    """Give what each version that has an address is cited by, by language."""
    return {
        version.language: _cited(communication, version, addresses[version.language])
        for version in communication.versions
        if version.language in addresses
    }


def _cited(communication: Communication, version: Version, address: str) -> Cited:
    say = phrases(version.language)
    parts = [section for section in version.sections if section.name in PARTS]
    names = {part.id: name_of(part.id, "part", version.language, part.name) for part in parts}
    names |= {block.id: name_of(block.id, block.kind, version.language) for block in version.blocks}
    return Cited(
        key=_key(communication, version),
        lead=lead(communication, version),
        separator=say["cited_separator"],
        quotation=say["cited_quotation"],
        address=address,
        names=names,
    )


def _key(communication: Communication, version: Version) -> str:
    return f"{UNFIT.sub('-', communication.name)}-{version.language}"


def reference(
    communication: Communication, version: Version, address: str, publisher: str
) -> Reference:
    """Gather what reference managers are told of a version."""
    original, facts = communication.original, version.facts
    translated = version is not original
    return Reference(
        key=_key(communication, version),
        title=_line(facts.title),
        date=original.facts.date,
        place=_line(facts.place or original.facts.place),
        symbol=_line(original.facts.symbol),
        language=version.language,
        note=_which(communication, version),
        translator=_line(facts.translator),
        original=lead(communication, original) if translated else "",
        original_title=_line(original.facts.title) if translated else "",
        original_language=original.language if translated else "",
        publisher=_line(publisher),
        address=address,
    )


def _line(text: str) -> str:
    """Write a text on one line: none of the formats has room for more."""
    return " ".join(text.split())


def files(told: Reference) -> dict[str, str]:
    """Give what stands in the file of each format, by its suffix."""
    return {"bib": bibtex(told), "ris": ris(told), "json": csl_json(told)}


def bibtex(told: Reference) -> str:
    """Write a reference for BibTeX and BibLaTeX, which passes over what it does not know.

    Titles and names stand in braces of their own: a style changes no capital in them, and
    takes no office for a person with a first and a last name.
    """
    fields = {
        "title": _protected(told.title),
        "year": str(told.date.year) if told.date else "",
        "date": told.date.isoformat() if told.date else "",
        "address": told.place.translate(TEX),
        "number": told.symbol.translate(TEX),
        "language": told.language,
        "translator": _protected(told.translator),
        "origtitle": _protected(told.original_title),
        "origlanguage": told.original_language,
        "note": told.note.translate(TEX),
        "publisher": _protected(told.publisher),
        "url": told.address,
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{told.key},\n{''.join(lines)}}}\n"


def _protected(text: str) -> str:
    return f"{{{text.translate(TEX)}}}" if text else ""


def ris(told: Reference) -> str:
    """Write a reference as RIS, whose lines end as its specification has it."""
    fields = (
        ("TY", "GOVDOC"),
        ("ID", told.key),
        ("TI", told.title),
        ("PY", str(told.date.year) if told.date else ""),
        ("DA", told.date.isoformat().replace("-", "/") if told.date else ""),
        ("CY", told.place),
        ("SN", told.symbol),
        ("LA", told.language),
        ("A4", told.translator),
        ("OP", told.original),
        ("N1", told.note),
        ("PB", told.publisher),
        ("UR", told.address),
    )
    lines = [f"{tag}  - {value}\r\n" for tag, value in fields if value]
    return f"{''.join(lines)}ER  - \r\n"


def csl_json(told: Reference) -> str:
    """Write a reference as the Citation Style Language has it."""
    day = told.date
    fields: dict[str, Any] = {
        "id": told.key,
        "type": "document",
        "title": told.title,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "publisher-place": told.place,
        "number": told.symbol,
        "language": told.language,
        "translator": [{"literal": told.translator}] if told.translator else None,
        "original-title": told.original_title,
        # It has no variable for that language.
        "custom": told.original_language and {"original-language": told.original_language},
        "note": told.note,
        "publisher": told.publisher,
        "URL": told.address,
    }
    item = {name: value for name, value in fields.items() if value}
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
