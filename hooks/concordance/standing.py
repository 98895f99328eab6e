"""The site that stands: kept aside while a new one is built, and put back if that fails.

MkDocs empties the folder of the site before it builds, and says only at the very end that a
strict build has failed. What readers have must not depend on that.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class StandingSite:
    """A built site, and where it is kept meanwhile: beside its folder, under another name."""

    folder: Path
    built: bool = False
    """Whether a new site has been built whole."""
    safe: bool = False
    """Whether nothing that stands there can be lost: it is aside, or there was nothing."""

    @property
    def aside(self) -> Path:
        """Where the site is kept while a new one is built."""
        return self.folder.with_name(f".{self.folder.name}.standing")

    def keep(self) -> None:
        """Put the site aside, or the one that a build left there that was broken off."""
        if self.aside.exists() or not self.folder.exists():
            self.safe = True
            return
        # A folder that cannot be moved, such as a mounted one, is left to MkDocs.
        with suppress(OSError):
            self.folder.rename(self.aside)
            self.safe = True

    def settle(self) -> None:
        """Leave the new site if it is whole, else put the one back that stood there, if any."""
        if self.built:
            shutil.rmtree(self.aside, ignore_errors=True)
            return
        if self.safe or self.aside.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
        if self.aside.exists():
            self.aside.rename(self.folder)
