"""Where this project reaches deeper into MkDocs than its events: here, and nowhere else.

The pages of communications are written before MkDocs builds, so it only copies them. What it
would have done for pages of its own is asked of it here: where a link to a source leads, and
whether the passage that it names is there. ``tests/test_inside.py`` fails where MkDocs changes.
"""

from __future__ import annotations

import os
import re
from html import unescape
from os.path import normpath
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from watchdog.events import FileSystemEventHandler

from concordance.folders import LEFT_BEHIND
from concordance.markup import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from watchdog.events import FileSystemEvent

PAGE = "index.html"
ID = re.compile(r' id="([^"]*)')


class Letter(File):
    """The page of a version, which is written already, with the files beside it.

    Links lead to it as to the source that it was made from.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        source: str,
        url: str,
        files: Callable[[], Mapping[str, bytes]],
        links: tuple[str, ...],
        settle: Callable[[Letter, bytes], bytes],
    ) -> None:
        """Take the path of its source, its address, and what is published there, by name.

        The last is done to the page when it is published: its links are ``links`` until then.
        """
        super().__init__(
            source,
            None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=f"{unquote(url)}{PAGE}",
        )
        self.links = links
        self.links_to_anchors: dict[File, dict[str, str]] = {}
        self._files, self._settle = files, settle

    def is_documentation_page(self) -> bool:
        """Say no: MkDocs has nothing to make of it."""
        return False

    @property
    def page(self) -> Page:  # type: ignore[override]
        """Give what MkDocs asks of a page that links lead to: which passages it has."""
        return cast("Page", SimpleNamespace(present_anchor_ids=_Passages(self._files()[PAGE])))

    @property
    def passages(self) -> set[str]:
        """The ids of its page."""
        return _ids(self._files()[PAGE])

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  (as MkDocs has it)
        """Write the page and the files beside it."""
        folder = Path(self.abs_dest_path).parent
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._files().items():
            path = folder / name
            if "/" in name:  # it stands elsewhere: at an old address
                path = Path(normpath(path))
                path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._settle(self, content) if name == PAGE else content)


class _Passages:
    """The ids of a page, which are listed only where one is not found as we write them."""

    def __init__(self, page: bytes) -> None:
        self._page = page

    def __contains__(self, id_: str) -> bool:
        return f' id="{escape(id_)}"'.encode() in self._page or id_ in _ids(self._page)


def _ids(page: bytes) -> set[str]:
    return {unescape(id_) for id_ in ID.findall(page.decode())}


def addresses(letter: Letter, files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Find where the links of a page lead; MkDocs warns of those that lead nowhere."""
    resolver = _RelativePathTreeprocessor(letter, files, config)
    found = {link: resolver.path_to_url(link) for link in letter.links}
    letter.links_to_anchors = resolver.links_to_anchors
    return found


def shorten(
    server: LiveReloadServer,
    watched: Iterable[str],
    quick: Callable[[Collection[Path]], bool],
    *,
    whole: bool = True,
) -> None:
    """Let a preview try first what is quick.

    It is given the files that have changed, of those that MkDocs watches and those ``watched``
    besides, and says whether nothing else need be done: if not, MkDocs builds all. That it does
    as well after what has failed, and at first, if the site is not ``whole``.
    """
    changed: set[Path] = set()
    build = server.builder

    def note(event: FileSystemEvent) -> None:
        paths = () if event.is_directory else (event.src_path, event.dest_path)
        changed.update(Path(os.fsdecode(path)) for path in paths if path)

    def rebuild() -> None:
        nonlocal whole
        paths = set()
        while changed:  # and no other thread adds one between looking at them and removing them
            paths.add(changed.pop())
        lasting = {path for path in paths if not LEFT_BEHIND.fullmatch(path.name)}
        if paths and not lasting:
            return
        was, whole = whole, False
        if not (was and quick(lasting)):
            build()
        whole = True

    handler = FileSystemEventHandler()
    handler.on_any_event = note  # type: ignore[method-assign]
    for path in {*server._watched_paths, *watched}:  # noqa: SLF001  (nothing else tells)
        server.observer.schedule(handler, str(Path(path).absolute()), recursive=True)
    server.builder = rebuild


def look_for_passages(letters: Iterable[Letter], files: Files, config: MkDocsConfig) -> None:
    """Let MkDocs warn of links to passages that are not there."""
    for letter in letters:
        page: Any = letter  # it is asked for its file and for its links
        page.file = letter
        Page.validate_anchor_links(page, files=files, log_level=config.validation.links.anchors)
