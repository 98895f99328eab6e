"""What was read and found before, for whoever asks again and again: a preview does.

A folder in which nothing has changed is not examined again, and of one in which something has,
only the files are read that are not as they were.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from concordance import record
from concordance.blocks import NAME
from concordance.check import Examined, check, examine
from concordance.folders import MARKDOWN_SUFFIXES, visible
from concordance.model import Communication
from concordance.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from concordance.blocks import Text
    from concordance.findings import Report
    from concordance.model import Version

Readings = dict[tuple[object, ...], tuple["Version", "Text"]]
"""What was read, by all that it depends on."""


@dataclass(frozen=True)
class _Folder:
    """What a folder was like, and what came of it."""

    state: tuple[tuple[str, bytes], ...]
    examined: Examined
    readings: Readings


@dataclass(frozen=True)
class _Remembering(Reader):
    """Reads a file only if it was not read before as it is now."""

    before: Readings = field(default_factory=dict)
    now: Readings = field(default_factory=dict)

    def version(
        self,
        path: Path,
        language: str,
        left_out: Mapping[str, Sequence[str]] | None = None,
        renamed: Mapping[str, str] | None = None,
    ) -> Version:
        """Read one file, or give what was read of it before."""
        raw, without, names = path.read_bytes(), left_out or {}, renamed or {}
        beside = (*((id_, *ids) for id_, ids in without.items()), *names.items())
        key = (path, language, beside, _digest(raw))
        self.now[key] = self.before.get(key) or self.read(path, raw, language, without, names)
        return self.now[key][0]


class Memory:
    """Checks as ever, and keeps what it takes to check again."""

    def __init__(self) -> None:
        self._settings: Mapping[str, Any] = {}
        self._reader: _Remembering | None = None
        self._folders: dict[Path, _Folder] = {}

    @property
    def texts(self) -> dict[str, Text]:
        """What each version is converted to, by the path of its file."""
        return {
            str(version.path): text
            for folder in self._folders.values()
            for version, text in folder.readings.values()
        }

    def partial(self) -> Iterator[Communication]:
        """Give the communications that cannot be read whole, with the versions that can."""
        for path, folder in self._folders.items():
            read = {version.path: version for version, _ in folder.readings.values()}
            if read and not folder.examined.communication:
                versions = sorted(read.values(), key=lambda one: bool(one.facts.translation_of))
                yield Communication(path, versions[0], tuple(versions[1:]))

    def check(
        self,
        reader: Reader,
        *paths: Path,
        examine: Callable[[Reader, Path], Examined] = examine,
    ) -> tuple[list[Communication], Report]:
        """Check what has changed since the last time, and give all.

        Raises:
            OSError: a folder cannot be read.

        """
        # A hook may change the settings while the site is built, and they are compared later.
        settings = {one.name: getattr(reader, one.name) for one in fields(Reader)}
        configs = {k: v for k, v in settings["extension_configs"].items() if k != NAME}
        settings |= {"extensions": list(reader.extensions), "extension_configs": deepcopy(configs)}
        if self._reader is None or settings != self._settings:
            self._settings, self._reader, self._folders = settings, _Remembering(**settings), {}
        before, self._folders = self._folders, {}
        remembering = self._reader

        def again(_: Reader, folder: Path) -> Examined:
            known = before.get(folder)
            state = _state(folder)
            if known is None or known.state != state:
                remembering.before.clear()
                remembering.before.update(known.readings if known else {})
                remembering.now.clear()
                examined = examine(remembering, folder)
                known = _Folder(state, examined, dict(remembering.now))
            self._folders[folder] = known
            return known.examined

        return check(remembering, *paths, examine=again)


def _state(folder: Path) -> tuple[tuple[str, bytes], ...]:
    """Tell what a folder holds: the texts by their content, all else by its name."""
    return tuple((path.name, _content(path)) for path in visible(folder))


def _content(path: Path) -> bytes:
    if path.is_dir():
        return b"a folder"
    if path.suffix.lower() not in MARKDOWN_SUFFIXES and path.name != record.FILE:
        return b""
    try:
        return _digest(path.read_bytes())
    except OSError as error:
        return str(error).encode()


def _digest(raw: bytes) -> bytes:
    return blake2b(raw, digest_size=16).digest()
