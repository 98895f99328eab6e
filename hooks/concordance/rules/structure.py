"""The family "structure": sections and blocks that have lost their counterpart."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from concordance.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from concordance.model import Block, Section, Version
    from concordance.reading import Reader

WORDS = {
    "paragraph": "paragraph",
    "heading": "heading",
    "item": "list item",
    "row": "table row",
    "quotation": "quotation",
    "code": "code block",
    "html": "HTML block",
    "footnote": "footnote",
}
LONGEST_QUOTE = 60


def compare(
    reader: Reader, communication: str, original: Version, translation: Version
) -> Iterator[Finding]:
    """Compare the sections of two versions, and the number of blocks in each.

    What the translation declares as untranslated counts as being there.
    """
    pair = _Pair(reader, communication, original, translation)
    yield from pair.idle_gaps()
    ours, theirs = pair.expected(), list(translation.sections)
    matcher = SequenceMatcher(
        None, [_key(s) for s in ours], [_key(s) for s in theirs], autojunk=False
    )
    for what, low, high, there_low, there_high in matcher.get_opcodes():
        if what == "equal":
            for section, other in zip(ours[low:high], theirs[there_low:there_high], strict=True):
                yield from pair.block_counts(section, other)
        else:
            for section in ours[low:high]:
                yield pair.missing_section(section, theirs, there_low)
            for section in theirs[there_low:there_high]:
                yield pair.extra_section(section, ours, low)


def _key(section: Section) -> tuple[str, str, int]:
    return section.kind, section.name, section.level


class _Pair:
    def __init__(
        self, reader: Reader, communication: str, original: Version, translation: Version
    ) -> None:
        self._reader, self._communication = reader, communication
        self._original, self._translation = original, translation
        self._left_out = {name for gap in translation.gaps for name in original.within(gap.id)}

    def expected(self) -> list[Section]:
        """Give the sections of the original less those that the translation leaves out."""
        return [s for s in self._original.sections if self._kept(s) or not s.blocks]

    def _kept(self, section: Section) -> Sequence[Block]:
        return [block for block in section.blocks if block.id not in self._left_out]

    def idle_gaps(self) -> Iterator[Finding]:
        """Find declared gaps that leave nothing out."""
        for gap in self._translation.gaps:
            if not self._original.within(gap.id):
                yield Finding(
                    "unused-waiver",
                    "error",
                    self._communication,
                    gap.id,
                    f'"/// untranslated | {gap.id}" leaves nothing out: '
                    "the original has no such id",
                    "correct the id, or remove the two lines",
                    original=self._at(self._original, 1, 1),
                    translation=self._at(self._translation, gap.line, gap.line),
                )

    def block_counts(self, section: Section, other: Section) -> Iterator[Finding]:
        """Compare the number of blocks in two sections that belong together."""
        kept, theirs = self._kept(section), other.blocks
        if len(kept) == len(theirs):
            return
        missing = len(kept) > len(theirs)
        block = _first_difference(kept, theirs) if missing else _first_difference(theirs, kept)
        do = (
            "translate what is missing, or declare it: /// untranslated | ID"
            if missing
            else "remove what was added"
        )
        yield Finding(
            "missing-paragraph" if missing else "extra-paragraph",
            "error",
            self._communication,
            section.id,
            f"{_title(section)} has {_count(len(theirs))} here, "
            f"{_count(len(kept))} in the original",
            f"{do} (the first {WORDS[block.kind]} without a counterpart, counting from the top, "
            f"is {block.id}: {_quote(block.text)})",
            original=self._at(self._original, section.line, section.end_line),
            translation=self._at(self._translation, other.line, other.end_line),
        )

    def missing_section(self, section: Section, others: Sequence[Section], at: int) -> Finding:
        """Say that a section of the original has no counterpart."""
        line = others[at].line if at < len(others) else others[-1].end_line if others else 1
        return Finding(
            "missing-section",
            "error",
            self._communication,
            section.id,
            f"{_title(section)} is missing here: {_quote(_text(section))}",
            f"translate it, or declare it where it would stand: /// untranslated | {section.id}",
            original=self._at(self._original, section.line, section.end_line),
            translation=self._at(self._translation, line, line),
        )

    def extra_section(self, section: Section, others: Sequence[Section], at: int) -> Finding:
        """Say that the translation has a section that the original has not."""
        line = others[at].line if at < len(others) else others[-1].end_line if others else 1
        return Finding(
            "extra-section",
            "error",
            self._communication,
            section.id,
            f"{_title(section)} is not in the original: {_quote(_text(section))}",
            "remove it, or add it to the original",
            original=self._at(self._original, line, line),
            translation=self._at(self._translation, section.line, section.end_line),
        )

    def _at(self, version: Version, line: int, end_line: int) -> Place:
        return self._reader.place(version.path, line, end_line)


def _first_difference(longer: Sequence[Block], shorter: Sequence[Block]) -> Block:
    known = {block.id for block in shorter}
    return next((block for block in longer if block.id not in known), longer[-1])


def _title(section: Section) -> str:
    match section.kind:
        case "part":
            return f'the part "{section.name}"'
        case "heading":
            return f"what stands under the heading of level {section.level}"
        case "body":
            return "the text between the parts"


def _text(section: Section) -> str:
    return section.blocks[0].text if section.blocks else ""


def _quote(text: str) -> str:
    text = " ".join(text.split())
    cut = text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"
    return f'"{cut}"'


def _count(number: int) -> str:
    return f"{number} block{'' if number == 1 else 's'}"
