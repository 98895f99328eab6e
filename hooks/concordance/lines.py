"""The exact source lines of each block.

Python-Markdown keeps no source lines, but each block's raw text stands in the source in the
order in which the blocks are found. So a cursor moves down the file from block to block and
compares whole lines, less what marks the structure: ``>``, ``-``, ``1.``, ``##``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from concordance.blocks import Node

Span = tuple[int, int]
"""The first and the last line of something, counted from 0."""

MARKS = r"(?:\s|>|[-*+](?=\s|$)|\d+[.)](?=\s|$)|#{1,6}|\[\^[^\]]*\]:)*"
STRUCTURE = re.compile(MARKS)
LIST_MARK = re.compile(r"[\s>]*(?:[-*+]|\d+[.)])(?:\s|$)")
FENCE = re.compile(rf"{MARKS}(?P<fence>`{{3,}}|~{{3,}})")
PART_LINE = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(?P<slashes>/{3,})\s*(?P<name>[\w-]*)")
FOOTNOTE = re.compile(r"[ ]{0,3}\[\^[^\]]+\]:")
INDENTED = re.compile(r"[ ]{4}|\t")
UNDERLINE = re.compile(r"\s*(?:=+|-+)\s*$")
TABLE_MARKS = re.compile(r"[\s|\\]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A ``///`` block in the source, from its first line to the one that closes it."""

    name: str
    start: int
    end: int | None
    """The line that closes it; ``None`` where nothing does."""
    closed_by: int | None = None
    """The line of the block that opens, wrongly, where this one ought to have been closed."""


def find_parts(lines: Sequence[str]) -> list[Part]:
    """Find the ``///`` blocks in the order in which they open, those left open included.

    A closing line that closes nothing is a part without a name.
    """
    parts: list[Part] = []
    opened: list[tuple[int, int]] = []  # of each block that stands open: slashes, index in `parts`
    for number, line in _outside_code(lines):
        mark = PART_LINE.match(line)
        if not mark:
            continue
        slashes, name = len(mark["slashes"]), mark["name"]
        if name:
            # A block within another needs another number of slashes than the one around it.
            if opened and opened[-1][0] == slashes:
                index = opened.pop()[1]
                parts[index] = replace(parts[index], closed_by=number)
            opened.append((slashes, len(parts)))
            parts.append(Part(name, number, None))
        elif line[mark.end() :].strip():
            continue
        elif any(length == slashes for length, _ in opened):
            while opened[-1][0] != slashes:
                opened.pop()
            index = opened.pop()[1]
            parts[index] = replace(parts[index], end=number)
        else:
            parts.append(Part("", number, None))
    return parts


def _outside_code(lines: Sequence[str]) -> Iterable[tuple[int, str]]:
    fence = ""
    for number, line in enumerate(lines):
        mark = FENCE.match(line)
        if fence:
            if mark and mark["fence"].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
        elif mark:
            fence = mark["fence"]
        else:
            yield number, line


class Cursor:
    """Moves down the lines of a source and finds each block where it stands."""

    def __init__(self, lines: Sequence[str], parts: Iterable[Part]) -> None:
        self._lines = [line.expandtabs(4) for line in lines]
        self._parts = list(parts)
        self._notes = _footnote_lines(self._lines)
        self._at = 0

    def open(self, name: str) -> Span:
        """Go to the next part of that name: past its first line. Give all its lines."""
        for index, part in enumerate(self._parts):
            if part.name == name and part.start >= self._at:
                del self._parts[: index + 1]
                self._at = part.start + 1
                return part.start, part.start if part.end is None else part.end
        return self._here()

    def leave(self, line: int) -> None:
        """Go on below that line."""
        self._at = max(self._at, line + 1)

    def find(self, node: Node) -> Span:
        """Find a block and go on below it."""
        match node.kind:
            case "footnote":
                span = self._footnote(node)
                self._at = span[1] + 1
                return span
            case "row":
                span = self._row(node.text)
            case "code" if node.element.tag != "pre":
                span = self._fenced()
            case "item" if not node.text.strip():
                span = self._search(lambda at: at if LIST_MARK.match(self._lines[at]) else None)
            case _:
                span = self._text(node.text.split("\n"), heading=node.kind == "heading")
        self.leave(span[1])
        return span

    def _here(self) -> Span:
        """Give the next line with text: where a block is taken to be that was not found."""
        at = next((n for n in range(self._at, len(self._lines)) if self._lines[n].strip()), None)
        at = min(self._at, len(self._lines) - 1) if at is None else at
        return at, at

    def _search(self, end_of: Callable[[int], int | None]) -> Span:
        for at in range(self._at, len(self._lines)):
            if at not in self._notes and (end := end_of(at)) is not None:
                return at, end
        return self._here()

    def _text(self, raw: Sequence[str], *, heading: bool) -> Span:
        wanted = [line.strip() for line in raw]

        def end_of(at: int) -> int | None:
            if at + len(wanted) > len(self._lines):
                return None
            for line, want in zip(self._lines[at:], wanted, strict=False):
                if not _holds(line, want, heading=heading):
                    return None
            end = at + len(wanted) - 1
            below = self._lines[end + 1] if end + 1 < len(self._lines) else ""
            underlined = heading and "#" not in self._lines[at][:8] and UNDERLINE.match(below)
            return end + 1 if underlined else end

        return self._search(end_of)

    def _row(self, text: str) -> Span:
        wanted = TABLE_MARKS.sub("", text)

        def end_of(at: int) -> int | None:
            line = self._lines[at]
            found = "|" in line and TABLE_MARKS.sub("", _bare(line)) == wanted
            return at if found else None

        return self._search(end_of)

    def _fenced(self) -> Span:
        def end_of(at: int) -> int | None:
            mark = FENCE.match(self._lines[at])
            if not mark:
                return None
            for end in range(at + 1, len(self._lines)):
                close = FENCE.match(self._lines[end])
                if close and close["fence"].startswith(mark["fence"]):
                    return end
            return len(self._lines) - 1

        return self._search(end_of)

    def _footnote(self, node: Node) -> Span:
        """Footnotes stand anywhere, and are shown at the end in the order of their numbers."""
        first, *rest = node.text.split("\n")
        for at in sorted(self._notes):
            mark = FOOTNOTE.match(self._lines[at])
            if mark and self._lines[at][mark.end() :].strip() == first.strip():
                return at, at + len(rest)
            above = at and FOOTNOTE.match(self._lines[at - 1])
            if above and self._lines[at].strip() == first.strip():
                return at, at + len(rest)
        return self._here()


def _holds(line: str, wanted: str, *, heading: bool) -> bool:
    line = line.rstrip()
    if heading and not line.endswith(wanted):
        line = line.rstrip("#").rstrip()
    if not wanted:
        return STRUCTURE.fullmatch(line) is not None
    return line.endswith(wanted) and bool(STRUCTURE.fullmatch(line[: len(line) - len(wanted)]))


def _bare(line: str) -> str:
    """Take the marks of quotations and lists off a line."""
    return re.sub(r"^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?", "", line)


def _footnote_lines(lines: Sequence[str]) -> set[int]:
    """Find the lines of footnotes: the first, those below it, and what is indented after that."""
    found: set[int] = set()
    inside = False
    for number, line in _outside_code(lines):
        if FOOTNOTE.match(line):
            inside = True
        elif inside and line.strip() and number and not lines[number - 1].strip():
            inside = INDENTED.match(line) is not None
        if inside:
            found.add(number)
    return found
