"""The register: every communication, newest first, divided into pages that are light to load.

What is here is the same in every language: which communications stand on which page, and where.
A handful stands on the home page. Where there are more, that shows the newest, and there are pages
for each year, for the languages of the originals and of the versions, and for what is referred to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from concordance.model import Communication

FEW = 12
"""So many communications stand on the home page, and nothing else is needed."""
NEWEST = 10
"""Where there are more, so many of them stand there."""
HELD = 50
"""So many stand on a page of a year, with all that is said of them."""
LINES = 250
"""So many stand on any other page, each on a line that leads to it."""
AT = "register/"
"""Where the pages stand, from the site's root in their language."""

UNDATED = "undated"

Kind = Literal["all", "year", "original", "version", "references"]


@dataclass(frozen=True, slots=True)
class Version:
    """A version as the register lists it."""

    language: str
    title: str
    description: str
    url: str
    """Its address, from the site's root."""
    behind: int = 0
    """How many of its passages are behind the original."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A communication in the register, in all its languages."""

    name: str
    """The name of its folder."""
    date: date | None
    original: str
    """The language of the original."""
    versions: tuple[Version, ...]
    """What is published of it, in the order of the site's languages; at least one."""
    references: tuple[str, ...] = ()

    def version(self, language: str) -> Version:
        """Give the version in a language, else the original, else any."""
        found = {version.language: version for version in self.versions}
        return found.get(language) or found.get(self.original) or self.versions[0]


@dataclass(frozen=True, slots=True)
class Group:
    """Communications that have a year or a language in common."""

    kind: Kind
    key: str
    """The year or ``undated``, or the code of the language."""
    address: str
    """That of its first page, from the site's root in the language of the page."""
    entries: tuple[Entry, ...]

    def page(self, number: int) -> str:
        """Give the address of one of its pages, counted from 1."""
        return self.address if number == 1 else f"{self.address}{number}/"


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference, and the communications that refer to it."""

    reference: str
    id: str
    """Its id on the page on which it stands."""
    entries: tuple[Entry, ...]
    begun: bool = False
    """Whether it has been begun on the page before."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the register."""

    kind: Kind
    key: str
    address: str
    """From the site's root in the language of the page."""
    number: int = 1
    """Which of the pages of its group it is."""
    pages: tuple[str, ...] = ()
    """The addresses of all pages of that group."""
    size: int = 0
    """How many communications there are on all of them."""
    entries: tuple[Entry, ...] = ()
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Register:
    """Every communication, in order, and the pages that it fills."""

    entries: tuple[Entry, ...]

    @property
    def divided(self) -> bool:
        """Whether there are more communications than one page shows well."""
        return len(self.entries) > FEW

    @property
    def newest(self) -> tuple[Entry, ...]:
        """What the home page shows."""
        return self.entries[:NEWEST] if self.divided else self.entries

    @cached_property
    def years(self) -> tuple[Group, ...]:
        """The years, the last one first; in the end what has no date."""
        by_year: dict[str, list[Entry]] = {}
        for entry in self.entries:
            year = f"{entry.date.year:04}" if entry.date else UNDATED
            by_year.setdefault(year, []).append(entry)
        return tuple(
            Group("year", year, f"{AT}{year}/", tuple(found)) for year, found in by_year.items()
        )

    @cached_property
    def originals(self) -> tuple[Group, ...]:
        """The languages of the originals, the most frequent first."""
        by_language: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_language.setdefault(entry.original, []).append(entry)
        return _by_language("original", by_language)

    @cached_property
    def versions(self) -> tuple[Group, ...]:
        """The languages that communications can be read in, the most frequent first."""
        by_language: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for version in entry.versions:
                by_language.setdefault(version.language, []).append(entry)
        return _by_language("version", by_language)

    def narrowing(self, groups: Iterable[Group]) -> tuple[Group, ...]:
        """Give the groups that leave something out; the others would list all once more."""
        return tuple(group for group in groups if len(group.entries) < len(self.entries))

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """What communications refer to, in the order of the numbers in it."""
        by_reference: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for reference in entry.references:
                by_reference.setdefault(reference, []).append(entry)
        ids = ids_of(by_reference)
        return tuple(
            Cited(reference, id_, tuple(by_reference[reference])) for reference, id_ in ids.items()
        )

    @cached_property
    def references(self) -> tuple[Listing, ...]:
        """The pages of references: one, or a table of contents and those that it leads to."""
        at = f"{AT}references/"
        pages = [*_filled(self.cited)]
        if len(pages) <= 1:
            return tuple(Listing("references", "", at, cited=cited) for cited in pages)
        addresses = tuple(f"{at}{number}/" for number, _ in enumerate(pages, start=1))
        return (
            Listing("references", "", at, number=0, pages=addresses),
            *(
                Listing("references", "", address, number, addresses, cited=cited)
                for number, (address, cited) in enumerate(
                    zip(addresses, pages, strict=True), start=1
                )
            ),
        )

    @cached_property
    def places(self) -> dict[str, str]:
        """The page and the id that each reference is first found at."""
        found: dict[str, str] = {}
        for listing in self.references if self.divided else ():
            for cited in listing.cited:
                found.setdefault(cited.reference, f"{listing.address}#{quote(cited.id)}")
        return found

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Every page but the home page; none where that shows all."""
        if not self.divided:
            return ()
        languages = self.narrowing((*self.originals, *self.versions))
        listings = [page for group in (*self.years, *languages) for page in _paged(group)]
        return (Listing("all", "", AT), *listings, *self.references)


def register(entries: Iterable[Entry]) -> Register:
    """Put communications in order: the newest first, those without a date last."""
    ordered = sorted(entries, key=lambda entry: entry.name)
    ordered.sort(key=lambda entry: entry.date or date.min, reverse=True)
    return Register(tuple(ordered))


def entry_of(
    communication: Communication,
    languages: Sequence[str],
    addresses: Mapping[str, str],
) -> Entry | None:
    """List a communication, unless the configuration keeps all of it from being published.

    ``addresses`` are those of its versions, by language.
    """
    original = communication.original
    by_language = {version.language: version for version in communication.versions}
    versions = tuple(
        Version(
            language=code,
            title=by_language[code].facts.title,
            description=by_language[code].facts.description,
            url=addresses[code],
            behind=len(communication.stale.get(code, ())),
        )
        for code in languages
        if code in by_language and code in addresses
    )
    if not versions:
        return None
    references = (" ".join(reference.split()) for reference in original.facts.references)
    return Entry(
        name=communication.name,
        date=original.facts.date,
        original=original.language,
        versions=versions,
        references=tuple(dict.fromkeys(reference for reference in references if reference)),
    )


def ids_of(references: Iterable[str]) -> dict[str, str]:
    """Give each reference an id: itself, for HTML takes all but blanks, of which it makes lines.

    They come in their order, in which A/RES/78/9 stands before A/RES/78/123.
    """
    ordered = sorted(references, key=lambda reference: (_natural(reference), reference))
    ids: dict[str, str] = {}
    taken = {reference for reference in ordered if " " not in reference}
    for reference in ordered:
        id_ = reference.replace(" ", "_")
        while id_ != reference and id_ in taken:
            id_ += "_"
        taken.add(id_)
        ids[reference] = id_
    return ids


def _natural(text: str) -> list[tuple[int, str]]:
    """Give what a text is sorted by: numbers by their value, letters whatever their case."""
    parts = re.split(r"([0-9]+)", text.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _by_language(kind: Kind, found: Mapping[str, Sequence[Entry]]) -> tuple[Group, ...]:
    return tuple(
        Group(kind, language, f"{AT}{kind}-{language}/", tuple(entries))
        for language, entries in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    )


def _paged(group: Group) -> Iterator[Listing]:
    held = HELD if group.kind == "year" else LINES
    starts = range(0, len(group.entries), held)
    pages = tuple(group.page(number) for number, _ in enumerate(starts, start=1))
    for number, start in enumerate(starts, start=1):
        size, address = len(group.entries), pages[number - 1]
        entries = group.entries[start : start + held]
        yield Listing(group.kind, group.key, address, number, pages, size, entries)


def _filled(cited: Iterable[Cited]) -> Iterator[tuple[Cited, ...]]:
    """Fill pages with references; what too many refer to goes on on the next page."""
    page: list[Cited] = []
    room = LINES
    for one in cited:
        rest, begun = one.entries, False
        while rest:
            if room == 0:
                yield tuple(page)
                page, room = [], LINES
            taken, rest = rest[:room], rest[room:]
            page.append(Cited(one.reference, one.id, taken, begun))
            room, begun = room - len(taken), True
    if page:
        yield tuple(page)
