"""What the templates show: plain data made from communications."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from concordance.phrases import language_name, long_date, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from concordance.model import Communication, Version


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above a text: the publisher's words, not the author's."""

    title: str
    description: str
    date: date | None
    long_date: str
    place: str
    place_language: str
    """The language that the place is in: that of the original, unless it is translated."""
    symbol: str
    references: tuple[str, ...]
    translator: str
    is_original: bool
    label: str
    """Which version this is: « Original français », "English translation"."""
    original_language: str
    """The code of the original's language."""
    original_name: str
    """The name of that language, in the language of the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A communication in the register."""

    name: str
    """The name of its folder."""
    title: str
    description: str
    title_language: str
    """The language that title and description are in."""
    date: date | None
    long_date: str
    url: str
    """The address, from the site's root, in the language of the register."""
    languages: tuple[tuple[str, str, bool], ...]
    """The code of each version's language, its address, and whether it is the original."""


def markdown_options(
    communication: Communication, version: Version, others: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """Give the options of the Markdown extension for the page of a version."""
    original = communication.original
    say_name = {code: language_name(code, version.language) for code in _codes(communication)}
    named = [{**other, "name": say_name.get(other["language"], other["name"])} for other in others]
    return {
        "links": True,
        "others": named,
        "original": next((o for o in named if o["language"] == original.language), {}),
        "left_out": version.left_out(original),
        "kinds": {gap.id: _kind(original, gap.id) for gap in version.gaps},
    }


def _kind(original: Version, id_: str) -> str:
    """Give the kind of a block or part, or of what holds blocks: a quotation, a table."""
    kinds: dict[str, str] = {block.id: block.kind for block in original.blocks}
    kinds |= {section.id: "part" for section in original.sections if section.kind == "part"}
    within = {"row": "table", "quotation": "quotation"}
    held = original.within(id_)
    return kinds.get(id_) or within.get(kinds[held[0]] if held else "", "html")


def _codes(communication: Communication) -> list[str]:
    return [version.language for version in communication.versions]


def masthead(communication: Communication, version: Version) -> Masthead:
    """Give what stands above a version. Facts that stand once come from the original."""
    original, facts = communication.original.facts, version.facts
    language = version.language
    is_original = version is communication.original
    label = phrases(language)["original" if is_original else "translation"]
    name = language_name(language, language)
    return Masthead(
        title=facts.title,
        description=facts.description,
        date=original.date,
        long_date=long_date(original.date, language) if original.date else "",
        place=facts.place or original.place,
        place_language=language if facts.place else communication.original.language,
        symbol=original.symbol,
        references=original.references,
        translator=facts.translator,
        is_original=is_original,
        label=label.format(language=name),
        original_language=communication.original.language,
        original_name=language_name(communication.original.language, language),
    )


def schema(
    communication: Communication, version: Version, addresses: Mapping[str, str]
) -> dict[str, Any]:
    """Describe a version to machines, after schema.org's CreativeWork."""
    original, facts = communication.original, version.facts
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Message",
        "@id": addresses[version.language],
        "url": addresses[version.language],
        "name": facts.title,
        "inLanguage": version.language,
    }
    if facts.description:
        described["description"] = facts.description
    if original.facts.date:
        described["dateCreated"] = original.facts.date.isoformat()
    if original.facts.references:
        described["mentions"] = list(original.facts.references)
    if version is original:
        described["workTranslation"] = [
            {"@id": addresses[translation.language]}
            for translation in communication.translations
            if translation.language in addresses
        ]
    elif original.language in addresses:
        described["translationOfWork"] = {"@id": addresses[original.language]}
    if facts.translator:
        described["translator"] = facts.translator
    return described


def register(
    communications: Iterable[Communication],
    language: str,
    languages: Sequence[str],
    addresses: Mapping[tuple[str, str], str],
) -> list[Entry]:
    """List the communications that are published, newest first, those without a date last."""
    published = {name for name, _ in addresses}  # less what the configuration excludes
    listed = [c for c in communications if c.name in published]
    ordered = sorted(listed, key=lambda communication: communication.name)
    ordered.sort(key=lambda c: c.original.facts.date or date.min, reverse=True)
    return [_entry(c, language, languages, addresses) for c in ordered]


def _entry(
    communication: Communication,
    language: str,
    languages: Sequence[str],
    addresses: Mapping[tuple[str, str], str],
) -> Entry:
    original = communication.original
    by_language = {version.language: version for version in communication.versions}
    shown = by_language.get(language, original)
    day = original.facts.date
    return Entry(
        name=communication.name,
        title=shown.facts.title,
        description=shown.facts.description,
        title_language=shown.language,
        date=day,
        long_date=long_date(day, language) if day else phrases(language)["undated"],
        url=addresses[communication.name, shown.language],
        languages=tuple(
            (code, addresses[communication.name, code], by_language[code] is original)
            for code in languages
            if code in by_language and (communication.name, code) in addresses
        ),
    )
