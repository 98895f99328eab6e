"""Makes communications side by side, and none that is kept from before."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from concordance import identifying, record, writing
from concordance.findings import Finding, Place, Waived
from concordance.folders import MARKDOWN_SUFFIXES, visible
from concordance.formerly import Claim
from concordance.language import common_words
from concordance.register import Entry, Version
from concordance.store import Store, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from concordance.making import Made, Maker

FEW = 8
"""So few communications are made at once by the process that asks for them."""
WORDS = "words"
"""The name under which what the search finds in a page is kept beside its files."""
FROM_HISTORY = {"stale-translation"}
"""Rules whose messages tell what git has kept, which no file of the folder says."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that has been written."""

    key: str
    """Under which its files are kept."""
    language: str
    source: str
    """The path of the version, from the folder of the site's sources."""
    url: str
    """The address, from the site's root."""
    links: tuple[str, ...]
    """The links to other sources in it, as their authors wrote them."""
    words: str
    """Tells what the search finds in it from all else; empty where that is nothing."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a communication without looking at its text."""

    uri: str
    """The path of its folder, from that of the site's sources."""
    counts: tuple[int, int, int]
    """The number of communications, versions and blocks: the first is 0 or 1."""
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    entry: Entry | None
    claim: Claim | None
    pages: tuple[Page, ...]
    anew: bool
    """Whether it was made now, and not found in the store."""


@dataclass(frozen=True)
class Workshop:
    """Where a site's communications are made."""

    maker: Maker
    store: Store
    settings: str
    """Tells apart all that a page depends on besides the files of its folder."""
    processes: int = os.cpu_count() or 1
    """How many work side by side."""

    def make(self, folders: Sequence[Path]) -> Iterator[Kept]:
        """Make those that are not kept, and give all, in no order.

        Raises:
            OSError: a folder cannot be read, or what is made of it not kept.
            BrokenProcessPool: a process has been ended from outside.

        """
        missing = []
        for folder in folders:
            key = self._key(folder)
            told = self.store.told(key)
            if told and not told["fleeting"]:
                yield _from_plain(key, self._uri(folder), told, anew=False)
            else:
                missing.append((folder, key))
        yield from self._make(missing)

    def _make(self, missing: Sequence[tuple[Path, str]]) -> Iterator[Kept]:
        side_by_side = (
            len(missing) > FEW
            and self.processes > 1
            and threading.active_count() == 1  # a fork would take no other thread along
            and sys.platform != "darwin"  # which has forks, and libraries that cannot bear them
            and "fork" in multiprocessing.get_all_start_methods()
        )
        if not side_by_side:
            for folder, key in missing:
                yield self.make_one(folder, key)
            return
        # What making one needs, such as templates, is then there for all that are forked.
        first, *rest = missing
        yield self.make_one(*first)
        if not all(map(common_words, self.maker.site.by_code)):
            identifying.prepare()  # each of them would ask, and they share it
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(self.processes, context, _begin, (self,)) as pool:
            yield from pool.map(_make, rest, chunksize=4)

    def make_one(self, folder: Path, key: str) -> Kept:
        """Make one, and keep it."""
        try:
            made = self.maker.make(folder)
        except Exception as error:
            error.add_note(f"while {folder} was made")
            raise
        if (now := self._key(folder)) != key:  # it has been changed meanwhile
            return self.make_one(folder, now)
        told = _to_plain(made)
        files = {
            f"{page.language}/{name}": content
            for page in made.pages
            for name, content in (*page.files.items(), (WORDS, page.words))
        }
        self.store.put(key, told, files)
        return _from_plain(key, self._uri(folder), told, anew=True)

    def _uri(self, folder: Path) -> str:
        return self.maker.site.uri(folder)

    def _key(self, folder: Path) -> str:
        """Tell what a folder holds from all else that it might."""
        parts = [self.settings.encode(), os.fsencode(self._uri(folder))]
        for path in visible(folder):
            parts.append(os.fsencode(path.name))
            parts.append(_content(path))
        return digest(*parts)


_workshop: Workshop


def _begin(workshop: Workshop) -> None:
    global _workshop  # noqa: PLW0603  (each process has one, and begins with it)
    _workshop = workshop


def _make(one: tuple[Path, str]) -> Kept:
    return _workshop.make_one(*one)


def _content(path: Path) -> bytes:
    """Give what a file says; of what is neither a text nor the record, the name is enough."""
    if path.suffix.lower() not in MARKDOWN_SUFFIXES and path.name != record.FILE:
        return b"a folder" if path.is_dir() else b""
    try:
        return path.read_bytes()
    except OSError as error:
        return str(error).encode()


def _to_plain(made: Made) -> dict[str, Any]:
    examined = made.examined
    return {
        "counts": examined.counts,
        "findings": [asdict(finding) for finding in examined.findings],
        "waived": [asdict(waived) for waived in examined.waived],
        "entry": made.entry and {**asdict(made.entry), "date": _written(made.entry.date)},
        "claim": made.claim and asdict(made.claim),
        "pages": [
            {
                "language": page.language,
                "source": page.source,
                "url": page.url,
                "links": sorted(set(writing.sources(page.files["index.html"]))),
                "words": digest(page.words.encode()) if page.words else "",
            }
            for page in made.pages
        ],
        "fleeting": any(finding.rule in FROM_HISTORY for finding in examined.findings),
    }


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _from_plain(key: str, uri: str, told: Mapping[str, Any], *, anew: bool) -> Kept:
    pages = (Page(key, **{**page, "links": tuple(page["links"])}) for page in told["pages"])
    waived = (Waived(_finding(one["finding"]), one["reason"]) for one in told["waived"])
    return Kept(
        uri=uri,
        counts=tuple(told["counts"]),
        findings=tuple(map(_finding, told["findings"])),
        waived=tuple(waived),
        entry=_entry(told["entry"]) if told["entry"] else None,
        claim=_claim(told["claim"]) if told["claim"] else None,
        pages=tuple(pages),
        anew=anew,
    )


def _finding(told: Mapping[str, Any]) -> Finding:
    sides = {side: told[side] and Place(**told[side]) for side in ("original", "translation")}
    return Finding(**{**told, **sides})


def _claim(told: Mapping[str, Any]) -> Claim:
    return Claim(**{**told, "formerly": tuple(told["formerly"])})


def _entry(told: Mapping[str, Any]) -> Entry:
    return Entry(
        name=told["name"],
        date=date.fromisoformat(told["date"]) if told["date"] else None,
        original=told["original"],
        versions=tuple(Version(**version) for version in told["versions"]),
        references=tuple(told["references"]),
    )
