"""A correct pair of versions, and a draft of one of them into which a defect is put."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from concordance.model import Block, Section, Version

MARK = re.compile(r"\s*(?:#{1,6}\s+|\[\^[^\]]+\]:\s*|(?:>\s?)+|(?:[-*+]|\d+[.)])\s+)?")
"""What stands before the text of a block on its first line."""
LABEL = re.compile(r"\(?(?:\d{1,2}|[^\W\d_]{1,4})\)\s+")
FEWEST_LETTERS = 3
CJK = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"\w+")
STEM = 5
"""By so many letters words are the same, but for their endings: [Abrogé], [Abrogée]."""
WORTH = 3
"""A Chinese character says about as much as this many letters."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A version with exactly one defect, and where a finding has to point."""

    text: str
    ids: frozenset[str]
    original: frozenset[int]
    """The lines of the original that the defect is about."""
    translation: frozenset[int]
    """The lines of the translation that it is on; none where something was taken away."""
    change: str
    """What was done, for a person to judge a miss."""
    in_original: bool = False
    """Whether the text is that of the original; the translation is left as it was."""

    def flipped(self) -> Mutation:
        """Give the defect as seen from the other side: what was dropped here is extra there."""
        return replace(self, original=self.translation, translation=self.original, in_original=True)


@dataclass(frozen=True, slots=True)
class Twin:
    """A block and its translation, in a correct pair."""

    ours: Block
    theirs: Block
    section: Section
    """The section of the translation that it stands in."""

    @property
    def id(self) -> str:
        """The id, the same in both."""
        return self.ours.id


class Pair:
    """An original and one translation, with the source of both."""

    def __init__(self, original: Version, translation: Version) -> None:
        self.original, self.translation = original, translation
        self.text = translation.path.read_text(encoding="utf-8")
        self.lines = self.text.split("\n")
        ours = {block.id: block for block in original.blocks}
        self.twins = tuple(
            Twin(ours[block.id], block, section)
            for section in translation.sections
            for block in section.blocks
            if block.id in ours and ours[block.id].kind == block.kind
        )

    @property
    def language(self) -> str:
        """The language that a defect is written in."""
        return self.translation.language

    def reversed(self) -> Pair:
        """Take the original for the translation, to put a defect into the original."""
        return Pair(self.translation, self.original)

    def source(self, block: Block) -> str:
        """Give the lines of a block as they stand in the file."""
        return "\n".join(self.lines[block.line - 1 : block.end_line])

    def prose(self, twin: Twin) -> tuple[str, str]:
        """Give what marks a block in the source, with its label, and then its text."""
        source = self.source(twin.theirs)
        mark = found.end() if (found := MARK.match(source)) else 0
        if twin.theirs.kind == "item" and (label := LABEL.match(source, mark)):
            mark = label.end()
        return source[:mark], source[mark:]

    def below(self, item: Twin) -> list[Twin]:
        """Give an item and all that it holds."""
        return [t for t in self.twins if t.id == item.id or t.id.startswith(f"{item.id}__")]

    def owns_list(self, twin: Twin) -> bool:
        """Whether a paragraph introduces a list."""
        return any(t.theirs.kind == "item" and t.id.startswith(f"{twin.id}__") for t in self.twins)

    @cached_property
    def runs(self) -> list[list[Twin]]:
        """Paragraphs that can stand anywhere, section by section."""
        found: dict[str, list[Twin]] = {}
        for twin in self.twins:
            if twin.theirs.kind == "paragraph" and self._is_free(twin):
                found.setdefault(twin.section.id, []).append(twin)
        return list(found.values())

    @cached_property
    def lists(self) -> list[list[Twin]]:
        """Items, list by list, those within an item apart."""
        found: dict[str, list[Twin]] = {}
        for twin in self.twins:
            if twin.theirs.kind == "item" and not twin.theirs.named:
                found.setdefault(twin.id.rpartition("__")[0], []).append(twin)
        return list(found.values())

    @cached_property
    def tables(self) -> list[list[Twin]]:
        """Rows, table by table, the heading row first."""
        found: dict[str, list[Twin]] = {}
        for twin in self.twins:
            if twin.theirs.kind == "row":
                found.setdefault(twin.id.rpartition("__")[0], []).append(twin)
        return list(found.values())

    @cached_property
    def headed(self) -> list[list[Twin]]:
        """What stands under each heading, lower headings included, the heading itself first."""
        found = []
        sections = self.translation.sections
        for index, section in enumerate(sections):
            if section.kind != "heading":
                continue
            ids = {section.id}
            for other in sections[index + 1 :]:
                if other.kind != "heading" or other.level <= section.level:
                    break
                ids.add(other.id)
            found.append([t for t in self.twins if t.section.id in ids])
        return [twins for twins in found if twins and twins[0].theirs.kind == "heading"]

    def _is_free(self, twin: Twin) -> bool:
        block = twin.theirs
        bare = not block.named and not block.notes and block.line == self._first_line(block)
        return bare and weight(block.words) >= FEWEST_LETTERS

    def _first_line(self, block: Block) -> int:
        """Give the line of a block that stands at the margin; 0 for any other."""
        return 0 if self.lines[block.line - 1][:1] in {" ", ">", "\t", ""} else block.line

    def mutation(self, draft: Draft, twins: Iterable[Twin], change: str) -> Mutation:
        """Make a mutation of a draft: the defect is about these blocks."""
        text, marked = draft.finished()
        twins = list(twins)
        lines = {n for t in twins for n in range(t.ours.line, t.ours.end_line + 1)}
        ids = frozenset(t.id for t in twins)
        return Mutation(text, ids, frozenset(lines), marked, change)


class Draft:
    """The lines of a file while a defect is put in; line numbers stay those of the file."""

    def __init__(self, pair: Pair) -> None:
        self._slots = [[(line, False)] for line in pair.lines]

    def cut(self, first: int, last: int) -> None:
        """Take lines away."""
        for number in range(first, last + 1):
            self._slots[number - 1] = []

    def put(self, first: int, last: int, text: str) -> None:
        """Put a text in the place of lines, and mark it as the place of the defect."""
        self.cut(first, last)
        self._slots[first - 1] = [(line, True) for line in text.split("\n")]

    def add(self, line: int, text: str, *, apart: bool = True) -> None:
        """Add a text after a line, set apart by blank lines if need be, and mark it."""
        blank = [("", False)] if apart else []
        new = [(line, True) for line in text.split("\n")]
        self._slots[line - 1] += [*blank, *new, *blank]

    def mark(self, block: Block) -> None:
        """Mark the lines of a block that itself stays as it is."""
        for number in range(block.line, block.end_line + 1):
            self._slots[number - 1] = [(line, True) for line, _ in self._slots[number - 1]]

    def finished(self) -> tuple[str, frozenset[int]]:
        """Give the text, with no more than one blank line at a time, and the marked lines."""
        lines: list[tuple[str, bool]] = []
        for slot in self._slots:
            for line in slot:
                if line[0].strip() or not lines or lines[-1][0].strip():
                    lines.append(line)
        marked = frozenset(n for n, (line, mark) in enumerate(lines, 1) if mark and line.strip())
        return "\n".join(line for line, _ in lines), marked


def weight(text: str) -> int:
    """Say how much a text holds, in letters."""
    return sum(WORTH if CJK.match(c) else 1 for c in text if c.isalpha())


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, but for signs, case and the endings of words."""
    return _stems(one) == _stems(other)


def _stems(text: str) -> list[str]:
    words = WORD.findall(text.casefold())
    return [word[:STEM] if word.isalpha() else word for word in words]


def neighbours(twins: Sequence[Twin]) -> Iterator[tuple[Twin, Twin]]:
    """Give each two that follow one another and differ."""
    for one, other in pairwise(twins):
        if not same(one.theirs.words, other.theirs.words):
            yield one, other
