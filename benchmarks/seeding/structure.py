"""Defects of structure: what is dropped, added, merged, split, moved, repeated, marked up anew."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from benchmarks.seeding.pairs import MARK, Draft, Mutation, neighbours, same, weight
from benchmarks.seeding.sentences import SENTENCES, TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from random import Random

    from benchmarks.seeding.pairs import Pair, Twin

    Group = Callable[[Pair], list[list[Twin]]]
    Seed = Callable[[Random, Pair], Iterator[Mutation]]

SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?;؛؟])\s+(?=\S)|(?<=[。；！？])(?=\S)")
LEAST_SENTENCE = 20
FEWEST_ROWS = 3
FEWEST_CELLS = 3
DEEPEST = 6
NOTE = re.compile(r"\[\^[^\]]+\]")
LONG_ENOUGH = 15
"""Letters of a paragraph that can be told from its neighbours by what it says."""


def paragraphs(pair: Pair) -> list[list[Twin]]:
    """Give the free paragraphs of each section that has two or more."""
    return [run for run in pair.runs if len(run) > 1]


def items(pair: Pair) -> list[list[Twin]]:
    """Give the items of each list that has two or more."""
    return [row for row in pair.lists if len(row) > 1]


def rows(pair: Pair) -> list[list[Twin]]:
    """Give the rows of each table, less the heading row."""
    return [table[1:] for table in pair.tables if len(table) >= FEWEST_ROWS]


def dropped(group: Group, which: str) -> Seed:
    """Drop the first, a middle or the last block of a row of blocks, with all it holds."""
    part = {"first": slice(0, 1), "middle": slice(1, -1), "last": slice(-1, None)}[which]

    def seed(_: Random, pair: Pair) -> Iterator[Mutation]:
        for row in group(pair):
            for twin in row[part]:
                held = pair.below(twin) if twin.theirs.kind == "item" else [twin]
                if not any(t.theirs.notes for t in held) and not _has_copy(twin, row):
                    yield _cut(pair, held)

    return seed


def _has_copy(twin: Twin, row: Iterable[Twin]) -> bool:
    return any(t is not twin and same(t.theirs.words, twin.theirs.words) for t in row)


def _cut(pair: Pair, held: Sequence[Twin], first: int = 0, last: int = 0) -> Mutation:
    draft = Draft(pair)
    draft.cut(
        first or min(t.theirs.line for t in held), last or max(t.theirs.end_line for t in held)
    )
    return pair.mutation(draft, held, f"dropped: {held[0].theirs.text}")


def heading_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop a heading and leave what stands under it."""
    for twin in pair.twins:
        if twin.theirs.kind == "heading":
            yield _cut(pair, [twin])


def section_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop a heading and all that stands under it, where that is not most of the text."""
    for twins in pair.headed:
        if 2 * len(twins) < len(pair.twins) and not any(t.theirs.notes for t in twins):
            yield _cut(pair, twins)


def part_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop a part of a letter with all that stands within its two lines."""
    for section in pair.translation.sections:
        if section.kind != "part" or section.name == "footnotes":
            continue
        first, last = section.line, section.end_line
        held = [t for t in pair.twins if first <= t.theirs.line and t.theirs.end_line <= last]
        if held and not any(t.theirs.notes for t in held):
            yield _cut(pair, held, first, last)


def paragraph_added(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Add a paragraph of no original after a paragraph."""
    for twin in (t for run in pair.runs for t in run if not pair.owns_list(t)):
        yield _added(pair, twin, random.choice(SENTENCES[pair.language]))


def _added(pair: Pair, after: Twin, text: str, *, apart: bool = True) -> Mutation:
    draft = Draft(pair)
    draft.add(after.theirs.end_line, text, apart=apart)
    return pair.mutation(draft, [], f"added: {text}")


def item_added(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Add an item of no original below an item."""
    for row in pair.lists:
        for twin in row:
            if len(pair.below(twin)) == 1:
                mark = MARK.match(pair.source(twin.theirs))
                text = (mark[0] if mark else "- ") + random.choice(SENTENCES[pair.language])
                yield _added(pair, twin, text, apart=False)


def row_added(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Add a row of no original below a row."""
    for row in rows(pair):
        for twin in row:
            rest = " | ".join("—" for _ in twin.theirs.cells[1:])
            text = f"| {random.choice(SENTENCES[pair.language])} | {rest} |"
            yield _added(pair, twin, text, apart=False)


def section_added(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Add a heading, and a paragraph under it, between two sections."""
    text = f"{TITLES[pair.language]}\n\n{random.choice(SENTENCES[pair.language])}"
    for twins in pair.headed:
        draft = Draft(pair)
        draft.add(twins[-1].theirs.end_line, f"{'#' * twins[0].theirs.level} {text}")
        yield pair.mutation(draft, [], f"added: {text}")


def paragraphs_merged(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Make one paragraph of two."""
    for run in paragraphs(pair):
        for one, other in neighbours(run):
            if _adjacent(pair, one, other):
                yield _merged(pair, one, other)


def items_merged(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Make one item of two."""
    for row in items(pair):
        for one, other in neighbours(row):
            if len(pair.below(one)) == 1 and not {*one.theirs.notes, *other.theirs.notes}:
                yield _merged(pair, one, other)


def _adjacent(pair: Pair, one: Twin, other: Twin) -> bool:
    between = pair.lines[one.theirs.end_line : other.theirs.line - 1]
    return not any(line.strip() for line in between)


def _merged(pair: Pair, one: Twin, other: Twin) -> Mutation:
    first, second = pair.source(one.theirs), pair.prose(other)[1]
    glue = "" if pair.language == "zh" else " "
    draft = Draft(pair)
    draft.cut(one.theirs.end_line + 1, other.theirs.end_line)
    draft.put(one.theirs.line, one.theirs.end_line, first + glue + second)
    return pair.mutation(draft, [one, other], f"merged: {first} + {second}")


def paragraph_split(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Make two paragraphs of one, at the end of a sentence."""
    for twin in (t for run in pair.runs for t in run):
        yield from _split(pair, twin, "\n\n")


def item_split(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Make two items of one, at the end of a sentence."""
    for twin in (t for row in pair.lists for t in row):
        mark = MARK.match(pair.source(twin.theirs))
        if mark and not twin.theirs.notes:
            yield from _split(pair, twin, f"\n{mark[0]}")


def _split(pair: Pair, twin: Twin, between: str) -> Iterator[Mutation]:
    source = pair.source(twin.theirs)
    for end in SENTENCE_END.finditer(source):
        one, other = source[: end.start()], source[end.end() :]
        if min(weight(one), weight(other)) >= LEAST_SENTENCE:
            draft = Draft(pair)
            draft.put(twin.theirs.line, twin.theirs.end_line, one + between + other)
            yield pair.mutation(draft, [twin], f"split: {one} // {other}")


def _movable(pair: Pair, run: Iterable[Twin]) -> list[Twin]:
    return [t for t in run if not pair.owns_list(t) and weight(t.theirs.words) >= LONG_ENOUGH]


def moved_within(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Move a paragraph past two others or more of its section."""
    for run in paragraphs(pair):
        movable = _movable(pair, run)
        for twin in movable:
            at = run.index(twin)
            for place in (*range(at - 2), *range(at + 2, len(run))):
                if not pair.owns_list(run[place]) and not _has_copy(twin, run):
                    yield _moved(pair, twin, run[place])


def moved_elsewhere(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Move a paragraph to another section."""
    runs = [_movable(pair, run) for run in pair.runs]
    for one, other in combinations(range(len(runs)), 2):
        for home, away in ((one, other), (other, one)):
            if len(pair.runs[home]) > 1:
                for twin in runs[home]:
                    for place in runs[away]:
                        yield _moved(pair, twin, place)


def _moved(pair: Pair, twin: Twin, after: Twin) -> Mutation:
    draft = Draft(pair)
    draft.add(after.theirs.end_line, pair.source(twin.theirs))
    draft.cut(twin.theirs.line, twin.theirs.end_line)
    change = f"moved: {twin.theirs.text} -> after: {after.theirs.text}"
    return pair.mutation(draft, [twin], change)


def neighbours_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let two paragraphs that follow one another change places."""
    for run in paragraphs(pair):
        movable = _movable(pair, run)
        for one, other in neighbours(run):
            if one in movable and other in movable:
                yield _swapped(pair, one, other)


def short_lines_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let two neighbouring paragraphs change places of which one is no more than a word or two."""
    for run in paragraphs(pair):
        movable = _movable(pair, run)
        for one, other in neighbours(run):
            short = one not in movable or other not in movable
            if short and not pair.owns_list(one) and not pair.owns_list(other):
                yield _swapped(pair, one, other)


def distant_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let two paragraphs with others between them change places."""
    free = [(n, t) for n, t in enumerate(t for run in pair.runs for t in run)]
    movable = {t.id for t in _movable(pair, (t for _, t in free))}
    for (place, one), (elsewhere, other) in combinations(free, 2):
        apart = elsewhere - place > 1 and {one.id, other.id} <= movable
        if apart and not same(one.theirs.words, other.theirs.words):
            yield _swapped(pair, one, other)


def items_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let two items change places, while their labels stay."""
    for row in items(pair):
        for one, other in neighbours(row):
            leaves = len(pair.below(one)) == len(pair.below(other)) == 1
            notes = {*one.theirs.notes, *other.theirs.notes}
            long = min(weight(t.theirs.words) for t in (one, other)) >= LONG_ENOUGH
            if leaves and not notes and long:
                yield _swapped(pair, one, other)


def rows_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let two rows of a table change places."""
    for table in rows(pair):
        for one, other in neighbours(table):
            yield _swapped(pair, one, other)


def _swapped(pair: Pair, one: Twin, other: Twin) -> Mutation:
    (mark, text), (other_mark, other_text) = pair.prose(one), pair.prose(other)
    draft = Draft(pair)
    draft.put(one.theirs.line, one.theirs.end_line, mark + other_text)
    draft.put(other.theirs.line, other.theirs.end_line, other_mark + text)
    return pair.mutation(draft, [one, other], f"swapped: {text} <-> {other_text}")


def sections_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let two sections of one level, heading and all, change places."""
    for one, other in combinations(pair.headed, 2):
        first, second = one[0].theirs, other[0].theirs
        end = one[-1].theirs.end_line
        if first.level != second.level or any(
            line.strip() for line in pair.lines[end : second.line - 1]
        ):
            continue
        if any(t.theirs.notes for t in (*one, *other)):
            continue
        last = other[-1].theirs.end_line
        draft = Draft(pair)
        draft.put(first.line, end, "\n".join(pair.lines[second.line - 1 : last]))
        draft.put(second.line, last, "\n".join(pair.lines[first.line - 1 : end]))
        yield pair.mutation(draft, [*one, *other], f"swapped: {first.text} <-> {second.text}")


def parts_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let two parts of a letter that follow one another change places."""
    parts = [s for s in pair.translation.sections if s.kind == "part" and s.name != "footnotes"]
    for one, other in pairwise(parts):
        between = pair.lines[one.end_line : other.line - 1]
        if other.line <= one.end_line or any(line.strip() for line in between):
            continue
        draft = Draft(pair)
        draft.put(one.line, one.end_line, "\n".join(pair.lines[other.line - 1 : other.end_line]))
        draft.put(other.line, other.end_line, "\n".join(pair.lines[one.line - 1 : one.end_line]))
        held = [
            t
            for t in pair.twins
            if any(s.line <= t.theirs.line <= s.end_line for s in (one, other))
        ]
        mutation = pair.mutation(draft, held, f"swapped: {one.id} <-> {other.id}")
        yield mutation


def duplicated_beside(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Repeat a paragraph right below itself."""
    for twin in (t for run in pair.runs for t in run if not pair.owns_list(t)):
        yield _duplicated(pair, twin, twin)


def duplicated_elsewhere(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Repeat a paragraph in another place."""
    free = [t for run in pair.runs for t in run]
    for one, other in combinations(free, 2):
        if one.section.id != other.section.id or abs(free.index(one) - free.index(other)) > 1:
            for twin, after in ((one, other), (other, one)):
                if twin in _movable(pair, [twin]) and not pair.owns_list(after):
                    yield _duplicated(pair, twin, after)


def _duplicated(pair: Pair, twin: Twin, after: Twin, *, apart: bool = True) -> Mutation:
    draft = Draft(pair)
    draft.mark(twin.theirs)
    draft.add(after.theirs.end_line, pair.source(twin.theirs), apart=apart)
    return pair.mutation(draft, [twin], f"repeated after {after.id}: {twin.theirs.text}")


def item_duplicated(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Repeat an item right below itself."""
    for twin in (t for row in pair.lists for t in row):
        if len(pair.below(twin)) == 1 and not twin.theirs.notes:
            yield _duplicated(pair, twin, twin, apart=False)


def heading_level(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Let a heading be one level higher or lower."""
    for twin in pair.twins:
        block = twin.theirs
        if block.kind == "heading":
            steps = [s for s in (-1, 1) if 1 < block.level + s <= DEEPEST]
            marks = "#" * (block.level + random.choice(steps))
            draft = Draft(pair)
            text = marks + pair.source(block).lstrip("#")
            draft.put(block.line, block.end_line, text)
            yield pair.mutation(draft, [twin], f"level: {pair.source(block)} -> {text}")


def paragraph_to_item(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Mark a paragraph up as an item."""
    order = list(pair.twins)
    for twin in (t for run in pair.runs for t in run if not pair.owns_list(t)):
        at = order.index(twin)
        around = order[max(at - 1, 0) : at] + order[at + 1 : at + 2]
        if all(t.theirs.kind != "item" for t in around):
            yield _rewritten(pair, twin, f"- {pair.source(twin.theirs)}")


def item_to_paragraph(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Mark the last item of a list up as a paragraph."""
    for row in items(pair):
        twin = row[-1]
        source = pair.source(twin.theirs)
        mark = MARK.match(source)
        if mark and mark[0].lstrip() == mark[0] and len(pair.below(twin)) == 1:
            yield _rewritten(pair, twin, f"\n{source[mark.end() :]}\n")


def _rewritten(pair: Pair, twin: Twin, text: str) -> Mutation:
    draft = Draft(pair)
    draft.put(twin.theirs.line, twin.theirs.end_line, text)
    return pair.mutation(draft, [twin], f"{pair.source(twin.theirs)} -> {text.strip()}")


def paragraph_emptied(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Leave nothing of a paragraph but a blank that keeps its place."""
    for twin in (t for run in pair.runs for t in run if not pair.owns_list(t)):
        yield _rewritten(pair, twin, "&nbsp;")


def item_emptied(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Leave nothing of an item but its mark."""
    for twin in (t for row in pair.lists for t in row):
        mark = MARK.match(pair.source(twin.theirs))
        if mark and len(pair.below(twin)) == 1 and not twin.theirs.notes:
            yield _rewritten(pair, twin, f"{mark[0]}&nbsp;")


def cell_emptied(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Leave nothing in a cell of a table."""
    for twin, cells in _cells(pair):
        for at, cell in enumerate(cells):
            if any(c.isalnum() for c in cell):
                yield _rewritten(pair, twin, _row([*cells[:at], "", *cells[at + 1 :]]))


def cell_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Take a cell out of a row, so that those after it move up."""
    for twin, cells in _cells(pair):
        for at in range(len(cells) - 1):
            yield _rewritten(pair, twin, _row([*cells[:at], *cells[at + 1 :]]))


def column_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Take a column out of a table."""
    for table in pair.tables:
        first, last = table[0].theirs.line, table[-1].theirs.end_line
        lines = [split_row(line) for line in pair.lines[first - 1 : last]]
        if len(lines[0]) < FEWEST_CELLS or any(len(line) != len(lines[0]) for line in lines):
            continue
        for at in range(len(lines[0])):
            draft = Draft(pair)
            text = "\n".join(_row([*cells[:at], *cells[at + 1 :]]) for cells in lines)
            draft.put(first, last, text)
            yield pair.mutation(draft, table, f"column {at + 1} dropped: {lines[0][at]}")


def split_row(line: str) -> list[str]:
    """Give the cells of a row as they stand in the source."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(pair: Pair) -> Iterator[tuple[Twin, list[str]]]:
    for table in pair.tables:
        for twin in table[1:]:
            cells = split_row(pair.source(twin.theirs))
            if len(cells) == len(twin.theirs.cells):
                yield twin, cells


def footnote_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop a footnote and the reference to it."""
    for twin, note in _noted(pair):
        draft = Draft(pair)
        _without_reference(pair, draft, twin, note.id)
        draft.cut(note.theirs.line, note.theirs.end_line)
        yield pair.mutation(draft, [twin, note], f"footnote dropped: {note.theirs.text}")


def note_text_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop a footnote and leave the reference to it."""
    for twin, note in _noted(pair):
        draft = Draft(pair)
        draft.cut(note.theirs.line, note.theirs.end_line)
        draft.mark(twin.theirs)
        yield pair.mutation(draft, [twin, note], f"footnote's text dropped: {note.theirs.text}")


def reference_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop the reference to a footnote and leave the footnote."""
    for twin, note in _noted(pair):
        draft = Draft(pair)
        draft.mark(note.theirs)
        _without_reference(pair, draft, twin, note.id)
        yield pair.mutation(draft, [twin, note], f"reference dropped: {twin.theirs.text}")


def _without_reference(pair: Pair, draft: Draft, twin: Twin, id_: str) -> None:
    text = pair.source(twin.theirs).replace(f"[^{id_.removeprefix('fn_')}]", "", 1)
    draft.put(twin.theirs.line, twin.theirs.end_line, text)


def _noted(pair: Pair) -> Iterator[tuple[Twin, Twin]]:
    """Give each block that refers to a footnote, with the footnote."""
    notes = {t.id: t for t in pair.twins if t.theirs.kind == "footnote"}
    for twin in pair.twins:
        for label in twin.theirs.notes:
            if note := notes.get(f"fn_{label}"):
                yield twin, note


def references_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let two references to footnotes change places."""
    noted = list(_noted(pair))
    for (one, note), (other, other_note) in pairwise(noted):
        if one is other:
            continue
        first, second = (f"[^{n.id.removeprefix('fn_')}]" for n in (note, other_note))
        draft = Draft(pair)
        for twin, old, new in ((one, first, second), (other, second, first)):
            text = pair.source(twin.theirs).replace(old, new)
            draft.put(twin.theirs.line, twin.theirs.end_line, text)
        twins = [one, other, note, other_note]
        yield pair.mutation(draft, twins, f"references swapped: {one.id} <-> {other.id}")


def in_original(seed: Seed) -> Seed:
    """Put the same defect into the original instead."""

    def seed_original(random: Random, pair: Pair) -> Iterator[Mutation]:
        for mutation in seed(random, pair.reversed()):
            yield mutation.flipped()

    return seed_original
