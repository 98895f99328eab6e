"""The exact source lines of each block.

Python-Markdown keeps no source lines, but each block's raw text stands in the source in the
order in which the blocks are found. So a cursor moves down the file from block to block and
compares whole lines, less what marks the structure: ``>``, ``-``, ``1.``, ``##``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markdown.extensions.fenced_code import FencedBlockPreprocessor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from concordance.blocks import Node

Span = tuple[int, int]
"""The first and the last line of something, counted from 0."""

STRUCTURE = re.compile(r"(?:\s|>|[-*+](?=\s|$)|\d+[.)](?=\s|$)|#{1,6}|\[\^[^\]]*\]:)*")
QUOTED = re.compile(r"^ {0,3}>[> ]*")
LIST_MARK = re.compile(r"\s*(?:[-*+]|\d+[.)])(?:\s+|$)")
PART_LINE = re.compile(r"(?P<slashes>/{3,})\s*(?P<name>[\w-]*)")
FOOTNOTES_HERE = "///Footnotes Go Here///"
FOOTNOTE = re.compile(r"\s*\[\^(?P<label>[^\]]*)\]:")
NOTE_END = re.compile(r" {0,3}/{3,}|#")
COMMENT = re.compile(r"^ {0,3}<!--.*?--!?>", re.DOTALL | re.MULTILINE)
UNDERLINE = re.compile(r"\s*(?:=+|-+)\s*$")
TABLE_RULE = re.compile(r"[\s|:-]+$")
TABLE_MARKS = re.compile(r"[\s|\\]+")
INDENT = " " * 4


@dataclass(frozen=True, slots=True)
class Part:
    """A ``///`` block in the source, from its first line to the one that closes it."""

    name: str
    start: int
    end: int | None
    """The line that closes it; ``None`` where nothing does."""
    closed_by: int | None = None
    """The line of the block that opens, wrongly, where this one ought to have been closed."""


class Source:
    """The lines of a text, and what stands on them that is no block of the text."""

    def __init__(self, text: str) -> None:
        """Read the lines as Python-Markdown does: tabs are spaces."""
        text = text.expandtabs(len(INDENT))
        self.lines = text.split("\n")
        self.fences = [
            (text.count("\n", 0, found.start()), text.count("\n", 0, found.end()))
            for found in FencedBlockPreprocessor.FENCED_BLOCK_RE.finditer(text)
        ]
        self._bare = [QUOTED.sub("", line) if ">" in line else line for line in self.lines]
        """The lines without the marks of quotations."""
        self._hidden = _comment_lines(self._without_code())
        self._marks = set(self._mark_lines())
        self.parts = self._find_parts()
        self.definitions: dict[str, list[int]] = {}
        """The lines on which the footnote of each label begins: one, unless it stands twice."""
        self.nested: list[int] = []
        """The lines on which a footnote begins within another, which Markdown does not know."""
        self.notes = self._find_notes()
        """All lines of each footnote, by its label."""

    def _without_code(self) -> str:
        lines = list(self.lines)
        for start, end in self.fences:
            lines[start : end + 1] = [""] * (end + 1 - start)
        return "\n".join(lines)

    def _mark_lines(self) -> Iterator[int]:
        """Give the lines on which a mark means something: not in code, not in a comment.

        What is indented is code, unless it stands in a list or a footnote.
        """
        code = {number for start, end in self.fences for number in range(start, end + 1)}
        nothing_indented = not any(line.startswith(INDENT) for line in self._bare)
        holds_indented = False
        blank_above = True
        for number, line in enumerate(self._bare):
            if number not in code and number not in self._hidden and line.strip():
                indented = line.startswith(INDENT)
                if not indented and not nothing_indented:
                    begins = LIST_MARK.match(line) or FOOTNOTE.match(line)
                    ends = blank_above or PART_LINE.match(line.strip())
                    holds_indented = bool(begins or (holds_indented and not ends))
                if holds_indented or not indented:
                    yield number
            blank_above = not line.strip(" ")

    def _find_parts(self) -> list[Part]:
        """Find the ``///`` blocks in the order in which they open, those left open included.

        A closing line that closes nothing is a part without a name.
        """
        parts: list[Part] = []
        opened: list[tuple[int, int]] = []  # of each that stands open: slashes, index in `parts`
        for number in sorted(self._marks):
            if "///" not in self._bare[number]:
                continue
            line = LIST_MARK.sub("", self._bare[number], count=1).strip()
            mark = PART_LINE.match(line)
            if not mark or line == FOOTNOTES_HERE:
                continue
            slashes, name = len(mark["slashes"]), mark["name"]
            same = next((index for length, index in opened if length == slashes), None)
            if not name and line[mark.end() :]:
                continue
            if same is not None:
                # A block within another needs another number of slashes than all around it.
                ended = parts[same]
                parts[same] = (
                    replace(ended, closed_by=number) if name else replace(ended, end=number)
                )
                opened = [entry for entry in opened if entry[1] < same]
            if name:
                opened.append((slashes, len(parts)))
            if name or same is None:
                parts.append(Part(name, number, None))
        return parts

    def _find_notes(self) -> dict[str, list[int]]:
        """Find footnotes: the first line, those right below it, and what is indented after."""
        notes: dict[str, list[int]] = {}
        if not any("[^" in line for line in self._bare):
            return notes
        inside: list[int] | None = None
        depth = 0  # of the quotation that the footnote stands in
        fenced = {start for start, _ in self.fences}
        blank_above = False
        for number, line in enumerate(self._bare):
            blank = not line.strip(" ")
            if mark := FOOTNOTE.match(line) if number in self._marks else None:
                if inside and line.startswith(INDENT):
                    self.nested.append(number)
                inside = notes.setdefault(mark["label"], [])
                self.definitions.setdefault(mark["label"], []).append(number)
                depth = self._depth(number)
            elif number in self._hidden or number in fenced or (blank and blank_above):
                inside = None
            elif not blank and not line.startswith(INDENT):
                ends = blank_above or NOTE_END.match(line) or self._depth(number) > depth
                inside = None if ends else inside
            if inside is not None:
                inside.append(number)
            blank_above = blank
        return notes

    def _depth(self, number: int) -> int:
        return self.lines[number].removesuffix(self._bare[number]).count(">")

    def bare(self, number: int) -> str:
        """Give a line without the marks of quotations; empty below the last line."""
        return self._bare[number] if number < len(self._bare) else ""

    def text_lines(self) -> list[int]:
        """Give the lines on which blocks of the text may stand."""
        notes = {number for lines in self.notes.values() for number in lines}
        return [n for n in range(len(self.lines)) if n not in notes and n not in self._hidden]


class Cursor:
    """Moves down the lines of a source and finds each block where it stands."""

    def __init__(self, source: Source, numbers: Sequence[int]) -> None:
        """Begin at the first of these lines; blocks are looked for on no others."""
        self._source = source
        self._lines = source.lines
        self._numbers = numbers
        self._at = numbers[0] if numbers else 0
        self._last = self._at
        """The line on which the last block begins."""

    def leave(self, line: int) -> None:
        """Go on below that line."""
        self._at = max(self._at, line + 1)

    def find(self, node: Node) -> Span:
        """Find a block and go on below it."""
        span = self._row(node) if node.kind == "row" else self._block(node)
        self._last = span[0]
        return span

    def _block(self, node: Node) -> Span:
        raw = node.text.split("\n")
        span = None
        if node.kind == "code" and node.element.tag != "pre":  # fenced, not indented
            span = self._fenced(node.text)
        elif node.kind == "item" and not node.text.strip():
            span = self._search(self._empty_item)
        span = span or self._search(self._ends_of(raw, heading=node.kind == "heading"))
        if span is None:
            # Nothing below is to be missed because this one was not found.
            return self._nearby(raw)
        self.leave(span[1])
        return span

    def note(self, id_: str) -> Cursor:
        """Give a cursor of its own for the footnote with that id."""
        label = id_.removeprefix("fn")[1:]  # fn_1, or with another separator
        return Cursor(self._source, self._source.notes.get(label, []))

    def _search(self, end_of: Callable[[int], int | None]) -> Span | None:
        for index in range(bisect_left(self._numbers, self._at), len(self._numbers)):
            at = self._numbers[index]
            if (end := end_of(at)) is not None:
                return at, end
        return None

    def _ends_of(self, raw: Sequence[str], *, heading: bool) -> Callable[[int], int | None]:
        first, *rest = [line.strip() for line in raw]
        lines = self._lines

        def end_of(at: int) -> int | None:
            if not heading and first not in lines[at]:
                return None
            end = at + len(rest)
            if end >= len(lines) or not _holds(lines[at], first, heading=heading):
                return None
            for number, want in enumerate(rest, start=at + 1):
                if not _holds(lines[number], want, heading=heading):
                    return None
            return end + 1 if heading and self._underlined(end) else end

        return end_of

    def _underlined(self, at: int) -> bool:
        marks = STRUCTURE.match(self._lines[at])
        atx = marks is not None and "#" in marks[0]
        return not atx and UNDERLINE.match(self._source.bare(at + 1)) is not None

    def _empty_item(self, at: int) -> int | None:
        line = self._source.bare(at)
        return at if LIST_MARK.match(line) and STRUCTURE.fullmatch(line) else None

    def _row(self, row: Node) -> Span:
        """Find the first row by its text; the others stand below it and the rule, in order."""
        wanted = TABLE_MARKS.sub("", row.text)
        if row.element.find("th") is not None:
            found = self._search(lambda at: at if self._heads_table(at, wanted) else None)
            at = found[0] if found else self._nearby([row.text])[0]
            self.leave(at + 1)
            return at, at
        at = self._at
        below = TABLE_MARKS.sub("", self._source.bare(at))
        if not self._source.bare(at).strip(" ") or (below and not wanted):
            # Python-Markdown gives an empty row to a table that has none.
            above = min(at, len(self._lines)) - 1
            return above, above
        self.leave(at)
        return at, at

    def _heads_table(self, at: int, wanted: str) -> bool:
        line = self._source.bare(at)
        if "|" not in line:
            return False
        cells = {TABLE_MARKS.sub("", text) for text in (line, LIST_MARK.sub("", line, count=1))}
        return wanted in cells and TABLE_RULE.match(self._source.bare(at + 1)) is not None

    def _fenced(self, code: str) -> Span | None:
        wanted = [line.rstrip() for line in code.split("\n")]
        for start, end in self._source.fences:
            inside = "\n".join(line.rstrip() for line in self._lines[start + 1 : end])
            if start >= self._at and inside.strip("\n").split("\n") == wanted:
                return start, end
        return None

    def _nearby(self, raw: Sequence[str]) -> Span:
        """Give the line where a block is taken to be that does not stand on lines of its own.

        That is text behind raw HTML or a comment, on the line that this ends on.
        """
        first = raw[0].strip()
        index = bisect_left(self._numbers, self._at)
        above = max(self._numbers[index - 1], self._last) if index else self._last
        if first and self._lines[above].rstrip().endswith(first):
            return above, above
        below = (n for n in self._numbers[index:] if self._lines[n].strip())
        at = next(below, above)
        return at, at


def _holds(line: str, wanted: str, *, heading: bool) -> bool:
    line = line.rstrip()
    if line == wanted and wanted:
        return True
    if heading and not wanted:
        return "#" in line and STRUCTURE.fullmatch(line) is not None
    if heading and not line.endswith(wanted):
        line = line.rstrip("#").rstrip()
    if not wanted:
        return STRUCTURE.fullmatch(line) is not None
    return line.endswith(wanted) and bool(STRUCTURE.fullmatch(line[: len(line) - len(wanted)]))


def _comment_lines(text: str) -> set[int]:
    """Find the lines that hold nothing but a comment."""
    hidden: set[int] = set()
    if "<!--" not in text:
        return hidden
    for found in COMMENT.finditer(text):
        first = text.count("\n", 0, found.start())
        last = text.count("\n", 0, found.end())
        rest = text[found.end() :].partition("\n")[0]
        hidden.update(range(first, last if rest.strip() else last + 1))
    return hidden
