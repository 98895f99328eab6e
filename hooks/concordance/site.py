"""What pages need to know of the site that they are on: plain data, from its configuration."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from concordance.beside import There
from concordance.phrases import direction, language_name, locale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Language:
    """A language of the site."""

    code: str
    name: str
    """Its name in itself."""
    site_name: str
    site_description: str
    prefix: str
    """What the addresses of its pages begin with: ``en/``, or nothing for the default one."""


@dataclass(frozen=True)
class Alternate:
    """A page in one of its languages."""

    code: str
    name: str
    url: str
    """From the site's root."""
    absolute: str
    locale: str


@dataclass(frozen=True)
class Site:
    """The site, in all its languages."""

    url: str
    """Where it is published; every permanent address begins with it."""
    docs: Path
    languages: tuple[Language, ...]
    """The default one first."""
    is_published: Callable[[str], bool] = field(default=lambda _: True, compare=False, repr=False)
    """Whether the configuration lets a source be published, by its path."""

    @cached_property
    def by_code(self) -> Mapping[str, Language]:
        """The languages by their codes."""
        return {language.code: language for language in self.languages}

    def address(self, folder: Path, code: str) -> str:
        """Give the address of a communication in a language, from the site's root."""
        return f"{self.by_code[code].prefix}{quote(self.uri(folder))}/"

    def uri(self, folder: Path) -> str:
        """Give the path of a folder from that of the site's sources."""
        return folder.relative_to(self.docs).as_posix()

    def alternates(self, folder: Path, codes: Iterable[str]) -> list[Alternate]:
        """Give the pages of a communication that has versions in some languages."""
        uri = self.uri(folder)
        there = {code for code in codes if self.is_published(f"{uri}/index.{code}.md")}
        return [
            Alternate(
                language.code,
                language.name,
                url := self.address(folder, language.code),
                urljoin(self.url, url),
                locale(language.code),
            )
            for language in self.languages
            if language.code in there
        ]

    def others(self, alternates: Iterable[Alternate], code: str) -> list[There]:
        """Give the same page in all languages but one, in which it names them."""
        own = self.by_code[code].prefix
        return [
            There(
                language=other.code,
                name=language_name(other.code, code),
                own_name=other.name,
                direction=direction(other.code),
                href=_relative(other.url, own, self.by_code[other.code].prefix),
            )
            for other in alternates
            if other.code != code
        ]


def _relative(url: str, own: str, prefix: str) -> str:
    """Give the address of a page from that of the same page in another language."""
    up = "../" * (url.removeprefix(prefix).count("/") + own.count("/"))
    return up + url
