"""The site as it is published: built as a publisher builds it, and read as HTML."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROJECT = Path(__file__).parents[1]
SITE_URL = "https://concordance.example/"
LANGUAGES = ("fr", "en")
LETTER = "communications/2024-03-15-resolution-78-123/"
NOT_FOUND = ("404.html", "en/404.html")
SOURCE = re.compile(r"(?P<stem>.+)\.(?P<language>[a-z]{2})\.md")
FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)


def within(address: str, language: str) -> str:
    """Give the address of a page in a language, from its address in French."""
    return address if language == "fr" else f"{language}/{address}"


def language_of(address: str) -> str:
    """Give the language of the page at an address."""
    prefix = re.match(r"([a-z]{2})/", address)
    return prefix[1] if prefix else "fr"


def addresses(project: Path = PROJECT) -> Iterator[str]:
    """Give the address of every page that the sources make."""
    docs = project / "docs"
    for path in sorted(docs.rglob("*.md")):
        if source := SOURCE.fullmatch(path.relative_to(docs).as_posix()):
            stem = f"{source['stem']}/".removesuffix("index/")
            yield within(stem, source["language"])


def written(language: str, letter: str = LETTER) -> list[str]:
    """Give the paragraphs of a letter as its author wrote them."""
    path = PROJECT / "docs" / letter / f"index.{language}.md"
    body = FRONT_MATTER.sub("", path.read_text(encoding="utf-8"), count=1)
    text = re.sub(r"^///.*$", "", body, flags=re.MULTILINE)
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def every(element: html.HtmlElement, xpath: str) -> list[html.HtmlElement]:
    """Find elements."""
    return cast("list[html.HtmlElement]", element.xpath(xpath))


def values(element: html.HtmlElement, xpath: str) -> list[str]:
    """Find attributes or texts."""
    return [str(value) for value in cast("Iterable[object]", element.xpath(xpath))]


def has_class(name: str) -> str:
    """Write the condition that an element is of a class, in XPath."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def words(element: html.HtmlElement) -> str:
    """Give what an element says, its blanks made one."""
    return " ".join(str(element.text_content()).split())


@dataclass(frozen=True)
class BuiltPage:
    """A page of the built site."""

    address: str
    """From the root of the site."""
    path: Path

    @property
    def language(self) -> str:
        """The language that the page should be in."""
        return language_of(self.address)

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The page, parsed."""
        parser = html.HTMLParser(encoding="utf-8")
        return html.document_fromstring(self.path.read_bytes(), parser=parser)

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in the order of the page."""
        return values(self.tree, "//@id")

    @property
    def letter(self) -> html.HtmlElement:
        """The text, with what the publisher puts beside it."""
        return every(self.tree, f"//article[{has_class('letter')}]")[0]

    @property
    def text(self) -> html.HtmlElement:
        """What the author wrote, and nothing else."""
        letter = html.fromstring(html.tostring(self.letter))
        for name in ("gap", "links", "beside", "heads"):
            for added in every(letter, f".//*[{has_class(name)}]"):
                added.drop_tree()
        return letter


@dataclass(frozen=True)
class Built:
    """A built site."""

    folder: Path
    url: str
    """Where it is published; ends with a slash."""
    languages: tuple[str, ...] = LANGUAGES
    said: str = ""
    """What the build said, if it was not quiet."""

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every page by its address, the pages for what is not found among them."""
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            address = path.relative_to(self.folder).as_posix()
            if path.name == "index.html":
                address = address.removesuffix("index.html")
            found[address] = BuiltPage(address, path)
        return found

    @property
    def lasting(self) -> list[BuiltPage]:
        """The pages that have an address of their own."""
        return [page for page in self.pages.values() if page.path.name != "404.html"]

    def letters(self, letter: str = LETTER) -> dict[str, BuiltPage]:
        """Give the versions of one letter by their language."""
        return {language: self.pages[within(letter, language)] for language in self.languages}


def copy_project(root: Path) -> Path:
    """Copy what a site is built from."""
    shutil.copy(PROJECT / "mkdocs.yml", root)
    for name in ("docs", "hooks", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / name, root / name, ignore=ignored)
    return root


def add_hook(project: Path, name: str, code: str) -> None:
    """Write a hook of a copy of the project, and let MkDocs load it after ours."""
    (project / "hooks" / name).write_text(code, encoding="utf-8")
    file, ours = project / "mkdocs.yml", "  - hooks/publish.py\n"
    configuration = file.read_text(encoding="utf-8")
    assert configuration.count(ours) == 1
    with_it = configuration.replace(ours, f"{ours}  - hooks/{name}\n")
    file.write_text(with_it, encoding="utf-8")


def files_below(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, by its path from there."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def attempt(project: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site, in a process of its own as all builds are, whether or not it succeeds."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build(
    folder: Path,
    *,
    project: Path = PROJECT,
    url: str = SITE_URL,
    languages: tuple[str, ...] = LANGUAGES,
    quiet: bool = True,
) -> Built:
    """Build a site that there is nothing to be said against."""
    options = ["--strict", "--site-dir", str(folder), *(["--quiet"] if quiet else [])]
    done = attempt(project, *options, SITE_URL=url)
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(folder, url, languages, done.stderr)
