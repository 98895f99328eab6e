"""From a folder to all that is published of it: read, checked, and written as pages.

Each communication is made by itself, from its folder, the site's facts and its templates alone,
so that many can be made side by side, and none needs to be made again that is as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from concordance import citing, pages, writing
from concordance.check import Examined, examine
from concordance.folders import MARKDOWN_SUFFIXES, visible
from concordance.model import Communication
from concordance.reading import VERSION_FILE, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from concordance.findings import Finding
    from concordance.model import Version
    from concordance.reading import Reader
    from concordance.site import Alternate, Site

LETTER, UNREAD = "communication.html", "unread.html"
Render = Callable[[str, "Mapping[str, Any]"], str] if TYPE_CHECKING else object
"""Renders a template, of that name, with what it is to show."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page of a communication, and the files beside it."""

    language: str
    source: str
    """The path of the version, from that of the site's sources."""
    url: str
    """The address, from the site's root."""
    files: Mapping[str, str] = field(repr=False)
    """What is published at the address, by name."""

    @property
    def html(self) -> str:
        """The page itself."""
        return self.files["index.html"]


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a communication once its pages are written; nothing of its text."""

    examined: Examined
    entry: pages.Entry | None
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
        if not communication and self.preview:
            communication = self._as_far_as_read(folder)
        written = tuple(self._pages(communication, examined.findings)) if communication else ()
        if self.preview:
            written += tuple(self._unread(folder, communication, examined.findings))
        ...

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
