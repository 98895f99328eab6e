"""What was made before, kept by what it was made from: nothing stale can ever be found in it.

Each entry is a file of its own: a digest of all that follows, a line that says what it holds, and
that. What does not agree with its digest is as if it were not there. The folder may be deleted at
any time.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT = 14 * 24 * 60 * 60
"""How long what is not used is kept, in seconds."""
TOUCHED = 24 * 60 * 60
"""After so many seconds it is noted again that an entry was used."""


def digest(*parts: bytes) -> str:
    """Give a name to contents: another to any other."""
    found = blake2b(digest_size=20)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


@dataclass(frozen=True)
class Store:
    """A folder of entries, each under its key."""

    folder: Path
    _whole: set[str] = field(default_factory=set, repr=False)
    """The names of those that have been read, and found whole: that is looked at once."""

    def put(self, key: str, told: Mapping[str, Any], files: Mapping[str, str | bytes]) -> None:
        """Keep what is told of something, and its files.

        Raises:
            OSError: it cannot be written.

        """
        contents = {
            name: content.encode() if isinstance(content, str) else content
            for name, content in files.items()
        }
        sizes = {name: len(content) for name, content in contents.items()}
        head = json.dumps({"told": told, "sizes": sizes}).encode()
        body = b"".join((head, b"\n", *contents.values()))
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(digest(body).encode() + b"\n" + body)
        Path(file.name).replace(path)

    def told(self, key: str) -> Mapping[str, Any] | None:
        """Give what is told of something, if it is kept and whole."""
        found = self._read(key)
        return found[0]["told"] if found else None

    def files(self, key: str) -> Mapping[str, bytes] | None:
        """Give the files of something, if they are kept and whole."""
        found = self._read(key)
        if not found:
            return None
        head, body = found
        files, at = {}, 0
        for name, size in head["sizes"].items():
            files[name] = body[at : at + size]
            at += size
        return files

    def _read(self, key: str) -> tuple[Any, bytes] | None:
        path = self._path(key)
        try:
            raw = path.read_bytes()
            if time.time() - path.stat().st_mtime > TOUCHED:
                os.utime(path)
        except OSError:
            return None
        known, _, body = raw.partition(b"\n")
        if path.name not in self._whole and digest(body).encode() != known:
            return None
        self._whole.add(path.name)
        head, _, files = body.partition(b"\n")
        return json.loads(head), files

    def tidy(self) -> None:
        """Remove what has not been used for long."""
        for path in self.folder.glob("*/*"):
            with suppress(OSError):
                if path.name not in self._whole and time.time() - path.stat().st_mtime > KEPT:
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
