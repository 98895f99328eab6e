"""The family "structure": sections and blocks that have lost their counterpart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from concordance.alignment import (
    Unit,
    align,
    join_bodies,
    levels_differ,
    parts_with_place,
    shape,
    split,
)
from concordance.findings import Finding, counted
from concordance.model import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from concordance.model import Block, Version
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
    ours, theirs = pair.expected(), join_bodies(translation.sections)
    findings = list(pair.idle_gaps())
    if [shape(s) for s in ours] != [shape(s) for s in theirs]:
        findings += list(pair.differences(ours, theirs)) or pair.part_elsewhere(ours, theirs)
    # What is not there, or elsewhere, shifts the ids of all below it.
    findings = findings or list(pair.differing_ids(ours, theirs))
    yield from findings or pair.gaps_elsewhere()


class _Pair:
    def __init__(
        self, reader: Reader, communication: str, original: Version, translation: Version
    ) -> None:
        self._reader, self._communication = reader, communication
        self._original, self._translation = original, translation
        self._gaps = translation.left_out(original)
        self._left_out = {name for names in self._gaps.values() for name in names}

    def idle_gaps(self) -> Iterator[Finding]:
        """Find declared gaps that leave nothing out, or something that is there."""
        gaps = self._gaps
        for gap in self._translation.gaps:
            around = [id_ for id_, ids in gaps.items() if gap.id in ids and id_ != gap.id]
            if around or not gaps[gap.id]:
                why = (
                    f'"{around[0]}" is left out already'
                    if around
                    else "the original has no such id"
                )
                yield self._finding(
                    "unused-waiver",
                    gap.id,
                    f'"/// untranslated | {gap.id}" leaves nothing out: {why}',
                    "remove the two lines" if around else "correct the id, or remove the two lines",
                    (1, 1),
                    (gap.line, gap.line),
                )
        for block in self._translation.blocks:
            if block.id in self._left_out:
                yield self._finding(
                    "duplicate-id",
                    block.id,
                    f'"{block.id}" is here, and declared as untranslated too: {_quote(block)}',
                    "give it another id, or correct what is declared",
                    (1, 1),
                    (block.line, block.end_line),
                )

    def gaps_elsewhere(self) -> Iterator[Finding]:
        """Find declared gaps that do not stand where what they leave out would stand."""
        order = [block.id for block in self._original.blocks]
        lines = {b.id: b.line for b in self._translation.blocks if b.kind != "footnote"}
        for gap in self._translation.gaps:
            places = [order.index(id_) for id_ in self._gaps[gap.id] if id_ in order]
            if not places or self._is_footnote(order[places[0]]):
                continue
            above = [lines[id_] for id_ in order[: places[0]] if id_ in lines]
            below = [lines[id_] for id_ in order[places[-1] :] if id_ in lines]
            if max(above, default=0) < gap.line < min(below, default=gap.line + 1):
                continue
            block = next(b for b in self._original.blocks if b.id == order[places[0]])
            line = below[0] if below else max(above)
            yield self._finding(
                "section-order",
                gap.id,
                f'"/// untranslated | {gap.id}" stands elsewhere than what it leaves out',
                f"move it to where that would stand: {'before' if below else 'after'} line {line}",
                (block.line, block.end_line),
                (gap.line, gap.line),
            )

    def _is_footnote(self, id_: str) -> bool:
        return any(b.id == id_ and b.kind == "footnote" for b in self._original.blocks)

    def expected(self) -> list[Section]:
        """Give the sections of the original less what the translation leaves out."""
        kept = []
        for section in self._original.sections:
            blocks = tuple(block for block in section.blocks if block.id not in self._left_out)
            if blocks or not (section.blocks or section.id in self._left_out):
                kept.append(replace(section, blocks=blocks))
        return join_bodies(kept)

    def differences(
        self,
        ours: Sequence[Section],
        theirs: Sequence[Section],
        leads: tuple[Section, Section] | tuple[None, None] = (None, None),
    ) -> Iterator[Finding]:
        """Compare two rows of sections: those of the whole text, or those within a part."""
        parts, text = split(ours, leads[0])
        other_parts, other_text = split(theirs, leads[1])
        matches = [*align(parts, other_parts), *align(text, other_text)]
        both = [(unit.section, other.section) for unit, other in matches if unit and other]
        last = _last_line(leads[0], self._original), _last_line(leads[1], self._translation)
        extra = {other.name: other for unit, other in matches if other and not unit and other.name}
        moved = {unit.name for unit, other in matches if unit and not other} & extra.keys()
        for unit, other in matches:
            if unit and other:
                yield from self._both(unit, other)
            elif unit and unit.name in moved:
                yield self._moved(unit.section, extra[unit.name].section)
            elif unit:
                yield self._missing(unit.section, _line_for(unit.section, both) or last[1])
            elif other and other.name not in moved:
                reverse = [(there, here) for here, there in both]
                yield self._extra(other.section, _line_for(other.section, reverse) or last[0])

    def differing_ids(
        self, ours: Sequence[Section], theirs: Sequence[Section]
    ) -> Iterator[Finding]:
        """Find the first block whose link would not lead to its counterpart."""
        blocks = [block for section in ours for block in section.blocks]
        others = [block for section in theirs for block in section.blocks]
        for block, other in zip(blocks, others, strict=False):
            if block.id == other.id:
                continue
            same_kind = block.kind == other.kind
            kinds = f"{WORDS[other.kind]} here, {WORDS[block.kind]} in the original"
            ids = f'the id is "{other.id}" here, "{block.id}" in the original'
            yield self._finding(
                "different-id" if same_kind else "block-kind",
                block.id,
                f"{ids if same_kind else kinds}: {_quote(other)}",
                "write the same id in both versions, or in neither"
                if same_kind
                else "mark it up as in the original",
                (block.line, block.end_line),
                (other.line, other.end_line),
            )
            return

    def part_elsewhere(
        self, ours: Sequence[Section], theirs: Sequence[Section]
    ) -> Iterator[Finding]:
        """Find the first part that stands elsewhere in the running text."""
        for (part, above), (other, others_above) in zip(
            parts_with_place(ours), parts_with_place(theirs), strict=False
        ):
            if above != others_above:
                yield self._moved(part, other)
                return

    def _both(self, unit: Unit, other: Unit) -> Iterator[Finding]:
        section, counterpart = unit.section, other.section
        if unit.within or other.within:
            yield from self.differences(unit.within, other.within, (section, counterpart))
            return
        if levels_differ(section, counterpart):
            yield self._finding(
                "heading-level",
                section.id,
                f"the heading is of level {counterpart.level} here, "
                f"of level {section.level} in the original: {_quote(counterpart)}",
                f"begin it with {'#' * section.level}",
                (section.line, section.line),
                (counterpart.line, counterpart.line),
            )
        if len(section.blocks) != len(counterpart.blocks):
            yield self._counts_differ(section, counterpart)

    def _counts_differ(self, section: Section, other: Section) -> Finding:
        ours, theirs = section.blocks, other.blocks
        missing = len(ours) > len(theirs)
        unmatched = _unmatched(ours, theirs) if missing else _unmatched(theirs, ours)
        kinds = {block.kind for block in unmatched}
        what = counted(
            abs(len(ours) - len(theirs)), WORDS[kinds.pop()] if len(kinds) == 1 else "block"
        )
        there = f"{counted(len(theirs), 'block')} here, {len(ours)} in the original"
        if left_out := self._declared(section):
            there += f" besides {left_out} declared as untranslated"
        first = unmatched[0]
        likely = f"most likely {first.id}: {_quote(first)}"
        help_ = (
            f"translate what is missing, {likely}; or declare it: /// untranslated | {first.id}"
            if missing
            else f"remove what was added, {likely}; or add it to the original"
        )
        return self._finding(
            "missing-paragraph" if missing else "extra-paragraph",
            section.id,
            f"{what} {'missing' if missing else 'too many'} in {_title(section)}: {there}",
            help_,
            (section.line, section.end_line),
            (other.line, other.end_line),
        )

    def _declared(self, section: Section) -> int:
        whole = next(one for one in self._original.sections if one.id == section.id)
        return sum(block.id in self._left_out for block in whole.blocks)

    def _missing(self, section: Section, line: int) -> Finding:
        what, id_ = "it", section.id
        if section.kind == "body":
            what, id_ = "each block", section.blocks[0].id
        return self._finding(
            "missing-section",
            section.id,
            f"{_title(section)} is missing here{_beginning(section)}",
            f"translate it, or declare {what} where it would stand: /// untranslated | {id_}",
            (section.line, section.end_line),
            (line, line),
        )

    def _extra(self, section: Section, line: int) -> Finding:
        fault, help_ = "is not in the original", "remove it, or add it to the original"
        for original in self._original.sections:
            if section.name and section.name == original.name and original.id in self._left_out:
                fault = f'is here, and "/// untranslated | {original.id}" too'
                help_ = "remove one of the two"
        return self._finding(
            "extra-section",
            section.id,
            f"{_title(section)} {fault}{_beginning(section)}",
            help_,
            (line, line),
            (section.line, section.end_line),
        )

    def _moved(self, section: Section, other: Section) -> Finding:
        sections = self._original.sections
        index = next(n for n, one in enumerate(sections) if one.id == section.id)
        place = f"below {_title(sections[index - 1])}" if index else "at the beginning"
        return self._finding(
            "section-order",
            section.id,
            f"{_title(section)} stands elsewhere than in the original{_beginning(other)}",
            f"move it to where it stands in the original: {place}",
            (section.line, section.end_line),
            (other.line, other.end_line),
        )

    def _finding(
        self,
        rule: str,
        id_: str,
        message: str,
        help_: str,
        ours: tuple[int, int],
        theirs: tuple[int, int],
    ) -> Finding:
        return Finding(
            rule,
            "error",
            self._communication,
            id_,
            message,
            help_,
            original=self._reader.place(self._original.path, *ours),
            translation=self._reader.place(self._translation.path, *theirs),
        )


def _unmatched(longer: Sequence[Block], shorter: Sequence[Block]) -> list[Block]:
    """Give the blocks most likely without a counterpart, by kind, numbers and length."""
    matches = align(_units(longer), _units(shorter))
    return [unit.blocks[0] for unit, other in matches if unit and not other]


def _units(blocks: Iterable[Block]) -> list[Unit]:
    return [Unit(Section(b.id, "part", "", 0, b.line, b.end_line, (b,))) for b in blocks]


def _line_for(section: Section, both: Iterable[tuple[Section, Section]]) -> int | None:
    """Give the line, on the other side, of the next section below that is on both sides."""
    below = [(here.line, there.line) for here, there in both if here.line > section.line]
    return min(below)[1] if below else None


def _last_line(lead: Section | None, version: Version) -> int:
    return lead.end_line if lead else max((s.end_line for s in version.sections), default=1)


def _title(section: Section) -> str:
    match section.kind:
        case "part":
            return f'the part "{section.name}"'
        case "heading":
            return f"the section under {_quote(section)}"
        case "body":
            return "the text between the parts"


def _beginning(section: Section) -> str:
    return "" if section.kind == "heading" else f": {_quote(section)}"


def _quote(quoted: Section | Block) -> str:
    blocks = quoted.blocks if isinstance(quoted, Section) else (quoted,)
    text = " ".join(blocks[0].text.split()) if blocks else ""
    cut = text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"
    return f'"{cut}"'
