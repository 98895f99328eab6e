"""How a text read when it was approved: git has kept it, the record only its print."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from concordance.fingerprint import digest_of, print_of
from concordance.reading import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from concordance.model import Version
    from concordance.reading import Reader

MOST_REVISIONS = 50


@dataclass
class Wording:
    """Finds the earlier texts of a version in the history of its file, the latest first."""

    version: Version
    reader: Reader
    _known: dict[str, str] = field(default_factory=dict)
    _revisions: Iterator[str] | None = None

    def __call__(self, wanted: str) -> str:
        """Give the text of a print; nothing, if the history does not reach so far."""
        if self._revisions is None:
            self._revisions = self._history()
        while not (found := self._known.get(digest_of(wanted), "")):
            revision = next(self._revisions, None)
            if revision is None:
                break
            self._read(revision)
        return found

    def _history(self) -> Iterator[str]:
        path = self.version.path
        options = ["log", f"--max-count={MOST_REVISIONS}", "--format=%H", "--", path.name]
        yield from (self._git(*options) or b"").decode().split()

    def _read(self, revision: str) -> None:
        path = self.version.path
        raw = self._git("show", f"{revision}:./{path.name}")
        if raw is None:
            return
        try:
            version = self.reader.read(path, raw, self.version.language, {}, {})
        except SourceError:
            return
        for block in version.blocks:
            self._known.setdefault(digest_of(print_of(block.words)), block.words)

    def _git(self, *arguments: str) -> bytes | None:
        """Run git in the folder of the version; nothing, where there is none or no history."""
        try:
            done = subprocess.run(  # noqa: S603
                ["git", *arguments],  # noqa: S607  (git is where the system has it)
                cwd=self.version.path.parent,
                capture_output=True,
                check=False,
            )
        except OSError:
            return None
        return done.stdout if done.returncode == 0 else None
