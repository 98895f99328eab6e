"""What the other modules pass to one another: plain, frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from concordance.blocks import Text
    from concordance.record import Record

BlockKind = Literal["paragraph", "heading", "item", "row", "quotation", "code", "html", "footnote"]
SectionKind = Literal["part", "heading", "body"]


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest thing that is aligned and linked to."""

    id: str
    """The id in the HTML, the same in every version (after AKN4UN's eId)."""
    kind: BlockKind
    text: str
    """The Markdown between the markers, as written, without an attribute list."""
    line: int
    """The first line in the file, counted from 1, front matter included."""
    end_line: int
    level: int = 0
    """The level of a heading, 1 to 6; 0 for every other kind."""
    named: bool = False
    """Whether the author wrote the id; otherwise it is counted."""
    cells: tuple[str, ...] = ()
    """What a reader sees: one text, or one for each cell of a table row."""
    links: tuple[str, ...] = ()
    """Where its links and images lead, as written, in the order of the text."""
    notes: tuple[str, ...] = ()
    """The labels of the footnotes that it refers to, in the order of the text."""
    html: tuple[str, ...] = ()
    """Its raw HTML, tag by tag."""
    unordered: str = ""
    """The list or section, declared unordered, that it stands in; empty where order counts."""

    @property
    def words(self) -> str:
        """What a reader sees, as one text."""
        return self.cells[0] if len(self.cells) == 1 else " | ".join(self.cells)


@dataclass(frozen=True, slots=True)
class Section:
    """A named part of a version, or what stands under a heading, or between parts."""

    id: str
    """The id of the part or heading; ``body``, ``body_2`` … for the text between parts."""
    kind: SectionKind
    name: str
    """The part's name (``letterhead`` …); empty for a heading or the body."""
    level: int
    """The level of the heading; 0 where there is none."""
    line: int
    end_line: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What a translation leaves out on purpose, declared where it would stand."""

    id: str
    """The id, in the original, of the part or block that is left out."""
    line: int


@dataclass(frozen=True, slots=True)
class Waiver:
    """An editor's written reason why what a rule finds in one block is right as it is."""

    id: str
    """The id that the finding is about."""
    rule: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The front matter of a version. Date, place, symbol and references stand in the original."""

    title: str
    description: str = ""
    date: date | None = None
    place: str = ""
    symbol: str = ""
    references: tuple[str, ...] = ()
    translation_of: str | None = None
    """The language of the original; ``None`` in the original itself."""
    translator: str = ""
    formerly: tuple[str, ...] = ()
    """The addresses that the communication had before; they stand in the original."""
    waivers: tuple[Waiver, ...] = ()
    lines: dict[str, int] = field(default_factory=dict, compare=False)
    """The line on which each key stands."""


@dataclass(frozen=True, slots=True)
class Version:
    """A communication in one language: one Markdown file."""

    path: Path
    language: str
    facts: Facts
    markdown: str
    """The text below the front matter, line ends normalised: what the site converts."""
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]
    text: Text | None = field(default=None, compare=False, repr=False)
    """What it has been converted to, from which its page is made."""

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block, in the order of the text; footnotes come last."""
        return (block for section in self.sections for block in section.blocks)

    def within(self, id_: str) -> tuple[str, ...]:
        """Give the ids that go with a part, block or heading: its own and all that it holds.

        With a heading goes what stands under it, lower headings included. Empty where
        nothing has that id.
        """
        ids: list[str] = []
        under = 0  # the level of the heading that everything here stands under, if any
        for section in self.sections:
            if section.kind != "heading" or section.level <= under:
                under = 0
            if section.id == id_ and section.kind == "heading":
                under = section.level
            names = [block.id for block in section.blocks]
            if section.kind == "part":
                names.insert(0, section.id)
            ids += [n for n in names if under or n == id_ or n.startswith(f"{id_}__")]
        return tuple(ids)

    def left_out(self, original: Version) -> dict[str, tuple[str, ...]]:
        """Give, for the id of each gap, the ids of the original that are left out with it."""
        return {gap.id: original.within(gap.id) for gap in self.gaps}


FOLDER = "communications"
"""What holds the folders of all communications, and begins their addresses."""


@dataclass(frozen=True, slots=True)
class Communication:
    """One official text, whatever its languages: one folder."""

    folder: Path
    original: Version
    translations: tuple[Version, ...]
    record: Record | None = None
    """What was published of it; ``None`` until it is first approved."""
    stale: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By language, the ids in a translation whose original has changed since it was approved, each
    with the ids of that original."""

    @property
    def name(self) -> str:
        """The folder's name, which is also the last part of the address."""
        return self.folder.name

    @property
    def address(self) -> str:
        """What stands behind ``communications/`` in its address: its name, unless it lies deeper.

        Readers hold the whole of it, so a folder that is moved into another is at a new address,
        as one that is renamed is.
        """
        above = [parent.name for parent in self.folder.parents]
        if FOLDER not in above:
            return self.name
        return self.folder.relative_to(self.folder.parents[above.index(FOLDER)]).as_posix()

    @property
    def versions(self) -> tuple[Version, ...]:
        """The original, then its translations."""
        return (self.original, *self.translations)
