"""What a preview has read before: of a communication that changes, only the file that does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from concordance.reading import Reader
from concordance.store import digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from concordance.model import Version

MOST = 100
"""So many readings are kept, the latest ones."""
Readings = dict[tuple[object, ...], "Version"]
"""What was read, by all that it depends on but the settings of the reader."""


@dataclass(frozen=True)
class Remembering(Reader):
    """Reads a file only if it was not read lately as it is now."""

    readings: Readings = field(default_factory=dict)

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
        key = (path, language, beside, digest(raw))
        known = self.readings.pop(key, None) or self.read(path, raw, language, without, names)
        self.readings[key] = known  # the last one again
        for oldest in list(self.readings)[:-MOST]:
            del self.readings[oldest]
        # A page is made of the text that is given, and this one is wanted again.
        return replace(known, text=known.text.copy()) if known.text else known
