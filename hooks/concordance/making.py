"""From a folder to all that is published of it: read, checked, and written as pages.

Each communication is made by itself, from its folder, what its site is like and the templates
alone, so that many can be made side by side, and none needs to be made again that is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from posixpath import relpath
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from concordance import citing, formerly, pages, writing
from concordance.check import Examined, examine
from concordance.folders import visible
from concordance.formerly import Claim, claim_of
from concordance.model import FOLDER, Communication
from concordance.reading import VERSION_FILE, SourceError
from concordance.register import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from concordance.findings import Finding
    from concordance.model import Version
    from concordance.reading import Reader
    from concordance.register import Entry
    from concordance.site import Alternate, Site

LETTER, UNREAD = "communication.html", "unread.html"
Render = Callable[[str, str, Mapping[str, Any]], str]
"""Renders a template, of that name, in a language, with what it is to show."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page, and the files beside it."""

    language: str
    source: str
    """The path of the version, from the folder of the site's sources."""
    url: str
    """The address, from the site's root."""
    files: Mapping[str, str]
    """What is published there, by name."""
    words: str = ""
    """What the search finds in it, as HTML; nothing, where it has no text to find."""


@dataclass(frozen=True, slots=True)
class Made:
    """A communication as it is published, and what was found in it."""

    examined: Examined
    entry: Entry | None
    """What the register says of it; ``None`` where nothing of it can be read."""
    claim: Claim | None
    """What it says of the addresses that it had, if it had any."""
    pages: tuple[Written, ...]


@dataclass(frozen=True)
class Maker:
    """Makes communications for a site."""

    reader: Reader
    site: Site
    render: Render
    preview: bool = False
    """Whether pages show what was found, and texts that cannot be read are shown as they are."""

    def make(self, folder: Path) -> Made:
        """Make one.

        Raises:
            OSError: the folder cannot be read.

        """
        examined = examine(self.reader, folder)
        communication = examined.communication
        shown = examined.findings if self.preview else ()
        if self.preview and not communication:
            communication = self._as_far_as_read(folder)
        unread = self._unread(folder, communication, shown) if self.preview else ()
        if not communication:
            return Made(examined, None, None, tuple(unread))
        read = self._written(communication, shown)
        entry, claim = self._entry(communication), claim_of(communication)
        return Made(examined, entry, claim, (*read, *unread))

    def _as_far_as_read(self, folder: Path) -> Communication | None:
        """Give what can be read of a communication that cannot be read whole."""
        versions = []
        for path in visible(folder):
            if name := VERSION_FILE.fullmatch(path.name):
                try:
                    versions.append(self.reader.version(path, name["language"]))
                except (SourceError, OSError):
                    continue
        versions.sort(key=lambda one: bool(one.facts.translation_of))
        return Communication(folder, versions[0], tuple(versions[1:])) if versions else None

    def _entry(self, communication: Communication) -> Entry | None:
        languages = (version.language for version in communication.versions)
        alternates = self.site.alternates(communication.folder, languages)
        addresses = {one.code: one.url for one in alternates}
        return entry_of(communication, list(self.site.by_code), addresses)

    def _written(
        self, communication: Communication, findings: Sequence[Finding]
    ) -> Iterator[Written]:
        """Write the pages of a communication in the languages of the site."""
        blocks = self.reader.extension
        texts = {
            version.language: writing.finish(
                blocks, version.text, version.language, pages.withdrawn(communication, version)
            )
            for version in communication.versions
            if version.text
        }
        alternates = self.site.alternates(communication.folder, texts)
        for version in communication.versions:
            if any(version.language == one.code for one in alternates):
                others = self.site.others(alternates, version.language)
                page = pages.page_of(communication, version, others, texts, findings)
                content = writing.write(blocks, texts[version.language], page)
                words = writing.plain(blocks, texts[version.language], version.language)
                made = self._page(communication, version, alternates, content, findings)
                yield replace(made, words=pages.searched(version, words))

    def _page(
        self,
        communication: Communication,
        version: Version,
        alternates: Sequence[Alternate],
        content: str,
        findings: Iterable[Finding],
    ) -> Written:
        code, site = version.language, self.site
        addresses = {one.code: one.absolute for one in alternates}
        beside = pages.choices(communication, version, list(addresses))
        shown = {code, *(choice.code for choice in beside)}
        cited = {code: address for code, address in addresses.items() if code in shown}
        url = site.address(communication.folder, code)
        page = SimpleNamespace(
            url=url,
            canonical_url=addresses[code],
            title=version.facts.title,
            content=content,
            meta={"description": version.facts.description},
        )
        context = {
            "page": page,
            "alternates": alternates,
            "masthead": pages.masthead(communication, version),
            "schema": pages.schema(communication, version, addresses),
            "beside": beside,
            "cited": citing.cited(communication, cited),
            "citations": citing.FILES,
            "findings": pages.shown(findings, code, version),
        }
        name = site.by_code[code].site_name
        reference = citing.reference(communication, version, addresses[code], name)
        files = {f"citation.{end}": text for end, text in citing.files(reference).items()}
        files |= self._old_addresses(communication, version, addresses[code])
        html = self.render(LETTER, code, context)
        source = f"{site.uri(communication.folder)}/{version.path.name}"
        return Written(code, source, url, {"index.html": html, **files})

    def _old_addresses(
        self, communication: Communication, version: Version, canonical: str
    ) -> dict[str, str]:
        """Write a page for every address that a communication had before, by its place."""
        root = self.site.by_code[version.language].prefix
        here = root + self.site.uri(communication.folder)
        written = {}
        for address in dict.fromkeys(communication.original.facts.formerly):
            old = f"{root}{FOLDER}/{address}"
            there, script = quote(relpath(here, old)), relpath(formerly.SCRIPT, old)
            written[f"{relpath(old, here)}/index.html"] = formerly.page(
                version.language, version.facts.title, f"{there}/", canonical, script
            )
        return written

    def _unread(
        self, folder: Path, communication: Communication | None, findings: Sequence[Finding]
    ) -> Iterator[Written]:
        """Show the texts that cannot be read, as their authors wrote them."""
        read = {version.path for version in communication.versions} if communication else set()
        paths = {
            name["language"]: path
            for path in visible(folder)
            if (name := VERSION_FILE.fullmatch(path.name)) and path not in read
        }
        alternates = self.site.alternates(folder, paths)
        for one in alternates:
            page = SimpleNamespace(
                url=one.url, canonical_url=one.absolute, title=folder.name, meta={}
            )
            context = {
                "page": page,
                "alternates": alternates,
                "findings": pages.shown(findings, one.code),
                "raw": paths[one.code].read_bytes().decode(errors="replace").splitlines(),
            }
            html = self.render(UNREAD, one.code, context)
            source = f"{self.site.uri(folder)}/{paths[one.code].name}"
            yield Written(one.code, source, one.url, {"index.html": html})
