"""The alignment of two versions, so far of their sections: which belongs with which.

Sections are paired in order, so that as few blocks as possible lack a counterpart, by dynamic
programming as Gale and Church (1993) pair sentences. What is a part is paired with a part of
that name only.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from concordance.model import Block, Section

COUNTED_ID = re.compile(r"(?:.*__)?sec_\d+")
NUMBER = re.compile(r"\d+")
NEVER = float("inf")
MERGING = 0.5
"""What it costs to take two sections for one, besides the heading: less than any block."""


@dataclass(frozen=True)
class Unit:
    """A section and, where it is a part, all sections within it."""

    section: Section
    within: tuple[Section, ...] = ()

    @property
    def name(self) -> str:
        """The name of a part, or the id of a heading where its author wrote one."""
        return _name(self.section)

    @cached_property
    def blocks(self) -> list[Block]:
        """All blocks, in the order of the text."""
        return [block for section in (self.section, *self.within) for block in section.blocks]

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many blocks of each kind there are."""
        return Counter(block.kind for block in self.blocks)

    @cached_property
    def numbers(self) -> set[str]:
        """The numbers in the text, which survive translation."""
        return {number for block in self.blocks for number in NUMBER.findall(block.text)}

    @cached_property
    def length(self) -> int:
        """The length of the text, in characters."""
        return sum(len(block.text) for block in self.blocks)


Match: TypeAlias = tuple[Unit | None, Unit | None]
"""A unit of the original and its counterpart in the translation."""


def _name(section: Section) -> str:
    if section.kind == "heading" and not COUNTED_ID.fullmatch(section.id):
        return section.id
    return section.name


def shape(section: Section) -> tuple[object, ...]:
    """Give what a section and its counterpart have in common."""
    return section.kind, _name(section), section.level, len(section.blocks)


def join_bodies(sections: Iterable[Section]) -> list[Section]:
    """Join the text before a part with that after it, where the part is not there."""
    joined: list[Section] = []
    for section in sections:
        if section.kind == "body" and joined and joined[-1].kind != "part":
            joined[-1] = _together(joined[-1], section)
        else:
            joined.append(section)
    return joined


def _together(section: Section, after: Section) -> Section:
    blocks = section.blocks + after.blocks
    return replace(section, end_line=max(section.end_line, after.end_line), blocks=blocks)


def split(sections: Iterable[Section], lead: Section | None) -> tuple[list[Unit], list[Unit]]:
    """Separate the parts, each with what is within it, from the running text around them.

    Within a part, the running text begins with the part's own: the ``lead``.
    """
    parts: list[Unit] = []
    text = [Unit(lead)] if lead else []
    for section in sections:
        if parts and _is_within(section, parts[-1].section):
            parts[-1] = replace(parts[-1], within=(*parts[-1].within, section))
        elif section.kind == "part":
            parts.append(Unit(section))
        elif section.kind == "body" and text:
            text[-1] = Unit(_together(text[-1].section, section))
        else:
            text.append(Unit(section))
    return parts, text


def parts_with_place(sections: Iterable[Section]) -> Iterator[tuple[Section, int]]:
    """Give each part with the number of blocks above it."""
    above = 0
    for section in sections:
        if section.kind == "part":
            yield section, above
        above += len(section.blocks)


def _is_within(section: Section, part: Section) -> bool:
    # Footnotes come last, wherever they are written.
    return section.name != "footnotes" and part.line <= section.line <= part.end_line


def align(ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[Match]:
    """Pair two rows of units, in order, so that the fewest blocks lack a counterpart.

    Where a heading has been lost, two units of running text pair with one.
    """
    doubled, others_doubled = _doubled(ours), _doubled(theirs)
    best: dict[tuple[int, int], tuple[float, int, int, Match]] = {}
    for i, j in product(range(len(ours) + 1), range(len(theirs) + 1)):
        ways: list[tuple[float, int, int, Match]] = []
        if i and j:
            ways.append((0, 1, 1, (ours[i - 1], theirs[j - 1])))
        if i:
            ways.append((0, 1, 0, (ours[i - 1], None)))
        if j:
            ways.append((0, 0, 1, (None, theirs[j - 1])))
        if i and j and (both := doubled[i - 1]) and _lost_heading(both, theirs[j - 1]):
            ways.append((MERGING, 2, 1, (both, theirs[j - 1])))
        if i and j and (both := others_doubled[j - 1]) and _lost_heading(ours[i - 1], both):
            ways.append((MERGING, 1, 2, (ours[i - 1], both)))
        options = [
            (best[i - up, j - left][0] + more + _cost(*match), up, left, match)
            for more, up, left, match in ways
        ]
        best[i, j] = min(options, key=itemgetter(0), default=(0, 0, 0, (None, None)))
    at, other_at = len(ours), len(theirs)
    matches: list[Match] = []
    while at or other_at:
        _, up, left, match = best[at, other_at]
        matches.insert(0, match)
        at, other_at = at - up, other_at - left
    return matches


def _doubled(units: Sequence[Unit]) -> list[Unit | None]:
    """Give each unit of running text together with the one before it."""
    return [
        Unit(_together(units[index - 1].section, unit.section))
        if index and unit.section.kind != "part"
        else None
        for index, unit in enumerate(units)
    ]


def _lost_heading(unit: Unit, other: Unit) -> bool:
    return (unit.kinds - other.kinds) + (other.kinds - unit.kinds) == Counter(heading=1)


def _cost(unit: Unit | None, other: Unit | None) -> float:
    """Count the blocks that would lack a counterpart; of equals prefer the more alike."""
    if not unit or not other:
        return max(1, sum(len(one.blocks) for one in (unit, other) if one))
    if (unit.section.kind == "part") != (other.section.kind == "part"):
        return NEVER
    if unit.name and other.name and unit.name != other.name:
        return NEVER
    apart = (unit.kinds - other.kinds).total() + (other.kinds - unit.kinds).total()
    return apart + levels_differ(unit.section, other.section) + _unlike(unit, other) / 100


def levels_differ(section: Section, other: Section) -> bool:
    """Whether two headings are of different levels."""
    return section.kind == other.kind == "heading" and section.level != other.level


def _unlike(unit: Unit, other: Unit) -> float:
    """Say from 0 to 1 how unlike two texts are, whatever their languages."""
    either = unit.numbers | other.numbers
    shared = len(unit.numbers & other.numbers) / len(either) if either else 1
    shorter, longer = sorted((unit.length, other.length))
    return 1 - (shared + shorter / (longer or 1)) / 2
