"""The register in one language, as its templates show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal

from concordance.phrases import direction, language_name, long_date, phrases
from concordance.register import AT, UNDATED
from concordance.typography import html

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from concordance.register import Entry, Group, Listing, Register

AROUND = 2
"""So many pages are named on either side of the one that is shown, besides the first and last."""


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A link to a version of an entry."""

    code: str
    name: str
    """The name of its language, in itself."""
    direction: str
    url: str
    """From the site's root."""
    is_original: bool
    behind: str
    """How far it is behind the original, in words; nothing where it is not."""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A communication as the register shows it, whatever the page."""

    name: str
    title: str
    """As HTML, like all that must hold together on a line."""
    description: str
    language: str
    """The language that title and description are in."""
    direction: str
    date: str
    """As machines read it; empty where there is none."""
    long_date: str
    url: str
    """From the site's root, in the language of the register if there is a version in it."""
    versions: tuple[ShownVersion, ...]
    references: tuple[tuple[str, str], ...]
    """Each as HTML, and where all that refer to it are listed, if anywhere."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a page of the register."""

    name: str
    address: str = ""
    """From the site's root in the language; empty of the page that is shown."""
    count: str = ""
    """How many communications it lists."""
    key: str = ""
    """What stands for it in an address that filters."""


class Told:
    """The register in one language. Each entry is made when it is first shown, and once."""

    def __init__(self, register: Register, language: str, names: Mapping[str, str]) -> None:
        """Take the register, the language, and what each language of the site calls itself."""
        self._register, self._language, self._names = register, language, names
        self._say = say = phrases(language)
        self._directions = {code: direction(code) for code in names}
        self._entries: dict[str, ShownEntry] = {}
        self._dates: dict[date | None, str] = {None: say["undated"]}

    def home(self) -> dict[str, Any]:
        """Give what the home page shows."""
        register, say = self._register, self._say
        shown = {"entries": self._shown(register.newest), "divided": register.divided}
        if not register.divided:
            return {**shown, "count": self._count(len(register.entries))}
        newest = say["register_newest"].format(
            count=self._number(len(register.entries)), newest=self._number(len(register.newest))
        )
        return {**shown, **self._ways(), "count": newest}

    def page(self, listing: Listing) -> dict[str, Any]:
        """Give what any other page shows."""
        shown: dict[str, Any] = {
            "heading": self._heading(listing),
            "up": self._up(listing),
            "entries": self._shown(listing.entries),
            "in_full": listing.kind == "year",
            "cited": [
                (one, self._html(one.reference), self._shown(one.entries)) for one in listing.cited
            ],
            "pages": self._pages(listing) if listing.number else [],
        }
        if listing.kind == "all":
            return {**shown, **self._ways(), "count": self._count(len(self._register.entries))}
        if listing.kind == "references":
            return {
                **shown,
                "count": _range(listing) if listing.pages and listing.number else "",
                "contents": [] if listing.cited else self._contents(),
            }
        count = self._count(listing.size)
        return {**shown, "count": self._paged(count, listing) if listing.number > 1 else count}

    def title(self, listing: Listing) -> str:
        """Name a page where its heading is not seen."""
        heading = self._heading(listing)
        # The first page is named like its group; before that of references stand their contents.
        first = 0 if listing.kind == "references" and listing.pages else 1
        return heading if listing.number == first else self._paged(heading, listing)

    def _paged(self, text: str, listing: Listing) -> str:
        say = self._say
        page = say["register_page"].format(number=self._number(listing.number))
        return f"{text}{say['cited_separator']}{page}"

    def _behind(self, count: int) -> str:
        say = self._say
        if count <= 1:
            return say["behind_one"] if count else ""
        return say["behind"].format(count=self._number(count))

    def _heading(self, listing: Listing) -> str:
        say, kind, key = self._say, listing.kind, listing.key
        if kind == "all":
            return say["register_all"]
        if kind == "references":
            return say["references"]
        if kind == "year":
            return (
                say["register_undated"] if key == UNDATED else say["register_of"].format(year=key)
            )
        name = language_name(key, self._language)
        if kind == "original":
            return say["register_original"].format(language=name)
        return say["register_version"].format(language=name)

    def _up(self, listing: Listing) -> Way:
        say = self._say
        if listing.kind == "all":
            return Way(say["home_short"])
        if listing.kind == "references" and listing.pages and listing.number:
            return Way(say["references"], self._register.references[0].address)
        return Way(say["register_all"], AT)

    def _ways(self) -> dict[str, Any]:
        register, say = self._register, self._say
        versions = register.narrowing(register.versions)
        originals = register.narrowing(register.originals)
        return {
            "years": [
                self._way(group, say["undated"] if group.key == UNDATED else group.key)
                for group in register.years
            ],
            "originals": [self._way(group, self._named(group)) for group in originals],
            "versions": [self._way(group, self._named(group)) for group in versions],
            "languages": [
                *(self._way(group, self._named(group)) for group in register.versions),
                *(self._way(group, self._as_original(group)) for group in originals),
            ],
            "references": register.references[0].address if register.references else "",
        }

    def _way(self, group: Group, name: str) -> Way:
        key = f"original-{group.key}" if group.kind == "original" else group.key
        return Way(name, group.address, self._number(len(group.entries)), key)

    def _named(self, group: Group) -> str:
        name = language_name(group.key, self._language)
        return f"{name[0].upper()}{name[1:]}"

    def _as_original(self, group: Group) -> str:
        say = self._say
        return say["original"].format(language=language_name(group.key, self._language))

    def _contents(self) -> list[Way]:
        """Say from which reference to which each page goes."""
        return [Way(_range(page), page.address) for page in self._register.references[1:]]

    def _pages(self, listing: Listing) -> list[Way | None]:
        """Give links to the first page, the last and those around this one; none for a gap."""
        last = len(listing.pages)
        if last <= 1:
            return []
        near = range(listing.number - AROUND, listing.number + AROUND + 1)
        numbers = sorted({1, last, *(number for number in near if 0 < number <= last)})
        links: list[Way | None] = []
        for before, number in zip([0, *numbers], numbers, strict=False):
            if number > before + 1:
                links.append(None)
            here = number == listing.number
            address = "" if here else listing.pages[number - 1]
            links.append(Way(self._number(number), address))
        return links

    def _shown(self, entries: Iterable[Entry]) -> list[ShownEntry]:
        return [self._entries.get(entry.name) or self._made(entry) for entry in entries]

    def _made(self, entry: Entry) -> ShownEntry:
        version = entry.version(self._language)
        language, places = version.language, self._register.places
        if entry.date not in self._dates and entry.date:
            self._dates[entry.date] = long_date(entry.date, self._language)
        shown = ShownEntry(
            name=entry.name,
            title=html(version.title, language),
            description=html(version.description, language),
            language=language,
            direction=self._directions[language],
            date=entry.date.isoformat() if entry.date else "",
            long_date=self._dates[entry.date],
            url=version.url,
            versions=tuple(
                ShownVersion(
                    code=one.language,
                    name=self._names[one.language],
                    direction=self._directions[one.language],
                    url=one.url,
                    is_original=one.language == entry.original,
                    behind=self._behind(one.behind),
                )
                for one in entry.versions
            ),
            references=tuple(
                (self._html(reference), places.get(reference, "")) for reference in entry.references
            ),
        )
        self._entries[entry.name] = shown
        return shown

    def _html(self, reference: str) -> str:
        return html(reference, self._language)

    def _count(self, count: int) -> str:
        say = self._say
        if count == 1:
            return say["register_count_one"]
        return say["register_count"].format(count=self._number(count))

    def _number(self, number: int) -> str:
        return str(format_decimal(number, locale=self._say["locale"]))


def _range(listing: Listing) -> str:
    """Say from which reference to which a page goes."""
    first, last = listing.cited[0].reference, listing.cited[-1].reference
    return first if first == last else f"{first} – {last}"
