"""Stands for reading and checking where their cost is to be left out.

The pages are the same: each text is converted, once, and stands beside its counterpart by the ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concordance import front_matter
from concordance.blocks import CONTAINERS
from concordance.check import examine
from concordance.findings import Report
from concordance.folders import find_communications
from concordance.model import Block, Communication, Section, Version
from concordance.remembering import Memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.blocks import Text
    from concordance.check import Examined
    from concordance.reading import Reader


class Unchecked(Memory):
    """Reads no more of a text than its front matter, and what a page needs."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[str, Text] = {}

    @property
    def texts(self) -> dict[str, Text]:
        """What each version is converted to, by the path of its file."""
        return self._texts

    def check(
        self,
        reader: Reader,
        *paths: Path,
        examine: Callable[[Reader, Path], Examined] = examine,  # noqa: ARG002  (as in Memory)
    ) -> tuple[list[Communication], Report]:
        """Give all communications, and say that nothing was found."""
        folders = [folder for path in paths for folder in find_communications(reader, path)]
        found = [self._communication(reader, folder) for folder in folders]
        return found, Report(len(found), 0, 0, ())

    def _communication(self, reader: Reader, folder: Path) -> Communication:
        versions = [self._version(reader, path) for path in sorted(folder.glob("index.*.md"))]
        original = next(one for one in versions if not one.facts.translation_of)
        return Communication(folder, original, tuple(v for v in versions if v is not original))

    def _version(self, reader: Reader, path: Path) -> Version:
        matter = front_matter.split(path.read_text(encoding="utf-8"))
        text = reader._blocks.convert(matter.body)  # noqa: SLF001  (what reading begins with)
        self._texts[str(path)] = text
        nodes = (node for root in text.nodes for node in root)
        ids = [node.id for node in nodes if node.kind not in CONTAINERS]
        blocks = tuple(Block(id_, "paragraph", "", 1, 1) for id_ in ids)
        whole = Section("body", "body", "", 0, 1, 1, blocks)
        return Version(path, path.suffixes[-2][1:], matter.facts, matter.body, (whole,), ())
