"""What of a block survives translation, by which its counterpart is known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from concordance.values import glance, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from concordance.model import Block, Section, Version
    from concordance.values import Glance, Values

LABEL = re.compile(
    r"\(?(?P<label>[^\W\d_]|[ivxlIVXL]{1,6}|[a-z]{2}|\d{1,3})\)\s|(?P<bare>[^\W\d_]|\d{1,3})\.\s"
)
EMPHASIS = re.compile(r"(?<![\w*_])(\*\*|__|\*|_)(?=\S)[^*_]+(?<=\S)\1(?![\w*_])")
TAIL = re.compile(r"([.,;:?!؟؛،。，；：！？…—]|\](?=\s*$))[\s\"'»”’)\]*_]*$")
TAILS = str.maketrans("؟؛،。，；：！？", "?;,.,;:!?")
MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
"""Accents, and the marks of vowels in Hebrew and Arabic."""
STEM, ASCII_STEM = re.compile(r"([^\W\d_]{4})[^\W\d_]*"), re.compile("([a-z]{4})[a-z]*")
"""The letters that cognates share at their beginning (Simard et al. 1992); of a text without case
that is all ASCII, which takes half the time."""


@dataclass(frozen=True, eq=False, slots=True)
class Signature:
    """What of a block, or of several taken together, survives translation."""

    block: Block
    language: str
    part: tuple[str, ...]
    """The names of the parts that it stands in, the outermost first."""
    part_line: int
    """The line on which the innermost of them begins; 0 outside of all."""
    text: str
    """What a reader sees."""
    folded: str
    """The same without case and accents."""
    glance: Glance
    """Its digits, months and Roman numerals."""
    length: int
    """Of the text, in characters."""
    hard: frozenset[object]
    """What is the same in every language: digits, labels of footnotes."""
    soft: frozenset[str]
    """The beginnings of words, without accents: what cognates and names have in common."""
    label: str
    """The label that the text begins with, without its brackets: b of "(b) the piers;"."""
    tail: str
    """The sign that the text ends with."""
    emphasis: int
    """How many passages are emphasised."""

    @property
    def values(self) -> Values:
        """The values in the text."""
        return values(self.text, self.language)


def describe(
    block: Block, language: str, part: tuple[str, ...] = (), part_line: int = 0
) -> Signature:
    """Read of a block what survives translation."""
    text = block.words
    seen, folded = glance(text, language), fold(text)
    hard: set[object] = {digits.lstrip("0") or "0" for digits in seen.digits}
    ending = TAIL.search(text[-8:])
    return Signature(
        block=block,
        language=language,
        part=part,
        part_line=part_line,
        text=text,
        folded=folded,
        glance=seen,
        length=len(text),
        hard=frozenset(hard | {("note", note) for note in block.notes}),
        soft=frozenset((ASCII_STEM if folded.isascii() else STEM).findall(folded)),
        label=label_of(text),
        tail=ending[1].translate(TAILS) if ending else "",
        emphasis=len(EMPHASIS.findall(block.text)) if "*" in block.text else 0,
    )


def label_of(text: str) -> str:
    """Give the label that a text begins with, without its brackets: a) is (a)."""
    found = LABEL.match(text)
    return (found["label"] or found["bare"]).casefold() if found else ""


def fold(text: str) -> str:
    """Write a text without case and accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return MARKS.sub("", unicodedata.normalize("NFKD", folded))


def signatures(version: Version, left_out: Iterable[str] = ()) -> list[Signature]:
    """Describe the blocks of a version, in their order, less what the translation leaves out."""
    gone = set(left_out)
    found = []
    parts: list[Section] = []
    for section in version.sections:
        parts = [part for part in parts if _is_within(section, part)]
        if section.kind == "part":
            parts.append(section)
        names, line = tuple(part.name for part in parts), parts[-1].line if parts else 0
        found += [
            describe(block, version.language, names, line)
            for block in section.blocks
            if block.id not in gone
        ]
    return found


def _is_within(section: Section, part: Section) -> bool:
    # Footnotes come last, wherever they are written.
    return section.name != "footnotes" and part.line <= section.line <= part.end_line
