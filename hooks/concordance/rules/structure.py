"""The family "structure": what has lost its counterpart, or stands elsewhere than it."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from concordance.findings import counted
from concordance.rules.pairing import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from concordance.alignment import Match
    from concordance.findings import Finding
    from concordance.model import Block, Section, Version
    from concordance.rules.pairing import Pairing

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
LETTER_OR_DIGIT = re.compile(r"\w")
TABLE = re.compile(r"(?P<table>.*table_\d+)__row_\d+")


def check(pairing: Pairing) -> Iterator[Finding]:
    """Find all breaches of structure; one defect gives one finding."""
    found = [finding for rule in RULES for finding in rule(pairing)]
    yield from found
    if not found:
        yield from gaps_elsewhere(pairing)
        yield from differing_ids(pairing)


def idle_gaps(pairing: Pairing) -> Iterator[Finding]:
    """Find declared gaps that leave nothing out, or something that is there."""
    gaps = pairing.translation.left_out(pairing.original)
    for gap in pairing.translation.gaps:
        around = [id_ for id_, ids in gaps.items() if gap.id in ids and id_ != gap.id]
        if around or not gaps[gap.id]:
            why = f'"{around[0]}" is left out already' if around else "the original has no such id"
            yield pairing.finding(
                "unused-waiver",
                gap.id,
                f'"/// untranslated | {gap.id}" leaves nothing out: {why}',
                "remove the two lines" if around else "correct the id, or remove the two lines",
                1,
                gap.line,
            )
    for block in pairing.translation.blocks:
        if block.id in pairing.left_out:
            yield pairing.finding(
                "duplicate-id",
                block.id,
                f'"{block.id}" is here, and declared as untranslated too: {quote(block)}',
                "give it another id, or correct what is declared",
                1,
                [block],
            )


def gaps_elsewhere(pairing: Pairing) -> Iterator[Finding]:
    """Find declared gaps that do not stand where what they leave out would stand."""
    original, translation = pairing.original, pairing.translation
    blocks = list(original.blocks)
    order = [block.id for block in blocks]
    lines = {b.id: b.line for b in translation.blocks if b.kind != "footnote"}
    gaps = translation.left_out(original)
    for gap in translation.gaps:
        places = [order.index(id_) for id_ in gaps[gap.id] if id_ in order]
        if not places or blocks[places[0]].kind == "footnote":
            continue
        above = [lines[id_] for id_ in order[: places[0]] if id_ in lines]
        below = [lines[id_] for id_ in order[places[-1] :] if id_ in lines]
        if max(above, default=0) < gap.line < min(below, default=gap.line + 1):
            continue
        line = below[0] if below else max(above)
        yield pairing.finding(
            "section-order",
            gap.id,
            f'"/// untranslated | {gap.id}" stands elsewhere than what it leaves out',
            f"move it to where that would stand: {'before' if below else 'after'} line {line}",
            [blocks[places[0]]],
            gap.line,
        )


def missing(pairing: Pairing) -> Iterator[Finding]:
    """Find what is in the original only: whole sections, then what is left of blocks."""
    lost = [match for match in pairing.matches if match.how == "missing"]
    places = {match.ours[0].id: match.at for match in lost}
    whole = _whole_sections(pairing.original, places.keys(), pairing.left_out)
    for section, ids in whole:
        blocks = [block for block in pairing.original.blocks if block.id in ids]
        yield pairing.finding(
            "missing-section",
            section.id,
            f"{_title(section)} is missing here{_beginning(section)}",
            f"translate it, or declare it where it would stand: /// untranslated | {section.id}",
            blocks,
            min(places[id_] for id_ in ids),
        )
    covered = {id_ for _, ids in whole for id_ in ids}
    rest = [match for match in lost if match.ours[0].id not in covered]
    for run in _runs(rest, pairing.original, lambda match: match.ours[0]):
        blocks = [match.ours[0] for match in run]
        one = len(blocks) == 1
        yield pairing.finding(
            "missing-paragraph",
            blocks[0].id,
            f"{_what(blocks)} of the original {'is' if one else 'are'} missing here: "
            f"{quote(blocks[0])}{_until(blocks)}",
            _translating(blocks),
            blocks,
            run[0].at,
        )


def _translating(blocks: Sequence[Block]) -> str:
    """Say how to mend what is missing; to declare a heading would leave out its section."""
    if any(block.kind == "heading" for block in blocks):
        return "translate " + ("it, and write it here" if len(blocks) == 1 else "them")
    declared = " and ".join(f"/// untranslated | {block.id}" for block in blocks[:2])
    declaring = "it, or declare it" if len(blocks) == 1 else "them, or declare each"
    return f"translate {declaring}: {declared}{' …' if len(blocks) > 2 else ''}"  # noqa: PLR2004


def extra(pairing: Pairing) -> Iterator[Finding]:
    """Find what is in the translation only."""
    added = [match for match in pairing.matches if match.how == "extra"]
    whole, places = _added_sections(pairing)
    for section, ids in whole:
        fault, help_ = "is not in the original", "remove it, or add it to the original"
        for one in pairing.original.sections:
            if section.name and section.name == one.name and one.id in pairing.left_out:
                fault = f'is here, and "/// untranslated | {one.id}" too'
                help_ = "remove one of the two"
        yield pairing.finding(
            "extra-section",
            section.id,
            f"{_title(section)} {fault}{_beginning(section)}",
            help_,
            min(places[id_] for id_ in ids),
            [block for block in pairing.translation.blocks if block.id in ids],
        )
    covered = {id_ for _, ids in whole for id_ in ids}
    rest = [match for match in added if match.theirs[0].id not in covered]
    for run in _runs(rest, pairing.translation, lambda match: match.theirs[0]):
        blocks = [match.theirs[0] for match in run]
        yield pairing.finding(
            "extra-paragraph",
            blocks[0].id,
            f"{_what(blocks)} here {'is' if len(blocks) == 1 else 'are'} not in the original: "
            f"{quote(blocks[0])}{_until(blocks)}",
            f"remove {'it' if len(blocks) == 1 else 'them'}, or add the same to the original",
            run[0].at,
            blocks,
        )


def _added_sections(
    pairing: Pairing,
) -> tuple[list[tuple[Section, list[str]]], dict[str, int]]:
    """Give the sections that are in the translation only, and where each block would stand.

    Of a section that has been added, some blocks may stand elsewhere too; of one that has been
    repeated, all do.
    """
    added = {
        match.theirs[0].id: match
        for match in pairing.matches
        if match.how in {"extra", "duplicated"}
    }
    whole = [
        (section, ids)
        for section, ids in _whole_sections(pairing.translation, added.keys(), ())
        if any(added[id_].how == "extra" for id_ in ids)
    ]
    return whole, {id_: match.at for id_, match in added.items()}


def duplicated(pairing: Pairing) -> Iterator[Finding]:
    """Find what stands twice in the translation, and once in the original."""
    covered = {id_ for _, ids in _added_sections(pairing)[0] for id_ in ids}
    twice = [
        match
        for match in pairing.matches
        if match.how == "duplicated" and match.theirs[0].id not in covered
    ]
    for run in _runs(twice, pairing.translation, lambda match: match.theirs[0]):
        blocks = [match.theirs[0] for match in run]
        first = run[0].other or blocks[0]
        yield pairing.finding(
            "duplicated-paragraph",
            blocks[0].id,
            f"{_what(blocks)} here {'stands' if len(blocks) == 1 else 'stand'} twice, first on "
            f"line {first.line}, and once in the original: {quote(blocks[0])}",
            "remove one of the two",
            [match.ours[0] for match in run],
            blocks,
        )


def joined(pairing: Pairing) -> Iterator[Finding]:
    """Find paragraphs of the original that have become one, and the one that has become several."""
    for match in pairing.matches:
        ours, theirs = match.ours, match.theirs
        word = WORDS[ours[0].kind] if ours else ""
        if match.how == "merged":
            yield pairing.finding(
                "merged-paragraphs",
                ours[0].id,
                f"{counted(len(ours), word)} of the original, {ours[0].id} to {ours[-1].id}, "
                f"are one here: {quote(theirs[0])}",
                f"begin a new {word} where the original has {quote(ours[1])}",
                ours,
                theirs,
            )
        elif match.how == "split":
            yield pairing.finding(
                "split-paragraph",
                ours[0].id,
                f"one {word} of the original has become {len(theirs)} here; the second begins "
                f"{quote(theirs[1])}",
                f"join them: in the original it is one {word}, {quote(ours[0])}",
                ours,
                theirs,
            )


def moved(pairing: Pairing) -> Iterator[Finding]:
    """Find what stands elsewhere than in the original."""
    strays = [match for match in pairing.matches if match.how == "moved"]
    ids = {match.ours[0].id for match in strays}
    whole = _whole_sections(pairing.original, ids, pairing.left_out, alone=True)
    by_id = {match.ours[0].id: match for match in strays}
    for section, names in whole:
        group = [by_id[name] for name in names if name in by_id]
        yield _section_elsewhere(pairing, section, group)
    covered = {id_ for _, names in whole for id_ in names}
    rest = [match for match in strays if match.ours[0].id not in covered]
    for run in _runs(rest, pairing.original, lambda match: match.ours[0]):
        blocks = [match.ours[0] for match in run]
        yield pairing.finding(
            "moved-paragraph",
            blocks[0].id,
            f"{_what(blocks)} here {'stands' if len(blocks) == 1 else 'stand'} elsewhere than in "
            f"the original: {quote(run[0].theirs[0])}"
            f"{_until(blocks)}",
            f"move it to where it stands in the original: {_place_of(pairing, blocks[0])}",
            blocks,
            [match.theirs[0] for match in run],
        )


def swapped(pairing: Pairing) -> Iterator[Finding]:
    """Find what has changed places: blocks, or runs of blocks, two by two."""
    order = [match for match in pairing.matches if match.how == "swapped" and match.other]
    runs = [list(run) for _, run in groupby(order, key=lambda match: match.other)]
    for first in runs:
        second = next((run for run in runs if first[0].other in run[0].theirs), [])
        if not second or runs.index(second) < runs.index(first):
            continue
        both = first + second
        ids = {match.ours[0].id for match in both}
        whole = _whole_sections(pairing.original, ids, pairing.left_out, alone=True)
        if {name for _, names in whole for name in names} == ids:
            yield _section_elsewhere(pairing, whole[0][0], both)
            continue
        names = [
            run[0].ours[0].id + (f" to {run[-1].ours[0].id}" if len(run) > 1 else "")
            for run in (first, second)
        ]
        yield pairing.finding(
            "moved-paragraph",
            first[0].ours[0].id,
            f"{names[0]} and {names[1]} have changed places: "
            f"{quote(first[0].theirs[0])} and {quote(second[0].theirs[0])}",
            f"put them into the order of the original: {quote(first[0].ours[0])} stands first",
            [match.ours[0] for match in both],
            [match.theirs[0] for match in both],
        )


def _section_elsewhere(pairing: Pairing, section: Section, group: Sequence[Match]) -> Finding:
    return pairing.finding(
        "section-order",
        section.id,
        f"{_title(section)} stands elsewhere than in the original"
        f"{_beginning(group[0].theirs[0]) if section.kind != 'heading' else ''}",
        f"move it to where it stands in the original: {_place_of(pairing, section.blocks[0])}",
        [match.ours[0] for match in group],
        [match.theirs[0] for match in group],
    )


def parts(pairing: Pairing) -> Iterator[Finding]:
    """Find blocks that stand in a part in one version and outside it in the other."""
    described = pairing.described
    strays = []
    marked = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for match in pairing.counterparts():
        here, there = described[id(match.theirs[0])].part, described[id(match.ours[0])].part
        if here == there:
            marked[0].add(there)
            marked[1].add(here)
        elif match.how not in {"moved", "swapped"}:
            strays.append((there, here, match))
    for (there, here), group in groupby(strays, key=lambda stray: stray[:2]):
        matches = [match for _, _, match in group]
        blocks, others = [m.ours[0] for m in matches], [m.theirs[0] for m in matches]
        if there not in marked[0] and there:
            rule, message = "missing-section", f'the part "{there[-1]}" is not marked as such here'
            help_ = f'write "/// {there[-1]}" above it and "///" below it'
        elif here not in marked[1] and here:
            rule = "extra-section"
            message = f'the part "{here[-1]}" is no such part in the original'
            help_ = f'remove "/// {here[-1]}" and the "///" that closes it, or mark the original'
        else:
            rule = "moved-paragraph"
            message = (
                f"{_what(blocks)} {'stands' if len(blocks) == 1 else 'stand'} in {_part(here)} "
                f"here, in {_part(there)} in the original"
            )
            help_ = f"move it into {_part(there)}, as in the original"
        yield pairing.finding(
            rule, blocks[0].id, f"{message}: {quote(others[0])}", help_, blocks, others
        )


def _part(names: tuple[str, ...]) -> str:
    return f'the part "{names[-1]}"' if names else "the text between the parts"


def kinds(pairing: Pairing) -> Iterator[Finding]:
    """Find blocks of another kind than their counterparts, those in a row together."""
    pairs = [(m.ours[0], m.theirs[0]) for m in pairing.counterparts()]
    for (kind, other), group in groupby(pairs, key=lambda pair: (pair[0].kind, pair[1].kind)):
        if kind != other:
            blocks, others = zip(*group, strict=True)
            many = "" if len(blocks) == 1 else f" ({len(blocks)} in a row)"
            yield pairing.finding(
                "block-kind",
                blocks[0].id,
                f"{WORDS[other]} here, {WORDS[kind]} in the original{many}: {quote(others[0])}",
                "mark it up as in the original",
                blocks,
                others,
            )


def levels(pairing: Pairing) -> Iterator[Finding]:
    """Find headings of another level than their counterparts, those in a row together."""
    pairs = [
        (match.ours[0], match.theirs[0])
        for match in pairing.counterparts()
        if match.ours[0].kind == match.theirs[0].kind == "heading"
    ]
    for shift, group in groupby(pairs, key=lambda pair: pair[1].level - pair[0].level):
        if shift:
            block, other = next(group)
            yield pairing.finding(
                "heading-level",
                block.id,
                f"the heading is of level {other.level} here, of level {block.level} in the "
                f"original: {quote(other)}",
                f"begin it with {'#' * block.level}",
                [block],
                [other],
            )


def empty(pairing: Pairing) -> Iterator[Finding]:
    """Find blocks, and cells of tables, with nothing in them where the original says something."""
    for match in pairing.counterparts():
        block, other, where = match.ours[0], match.theirs[0], emptied(match)
        if not where:
            continue
        what = (
            f"cell {where} of the table row" if block.kind == "row" else f"the {WORDS[other.kind]}"
        )
        yield pairing.finding(
            "empty-paragraph",
            block.id,
            f"{what} is empty here, but says in the original: {quote(block)}",
            f"translate it, or declare it: /// untranslated | {block.id}",
            [block],
            [other],
        )


def emptied(match: Match) -> int:
    """Say which cell of a block has lost its text, counted from 1; 0 if none has."""
    cells = zip(match.ours[0].cells, match.theirs[0].cells, strict=False)
    lost = (n for n, (cell, other) in enumerate(cells, start=1) if not _says(other) and _says(cell))
    return next(lost, 0) if match.theirs[0].kind != "html" else 0


def _says(text: str) -> bool:
    return LETTER_OR_DIGIT.search(text) is not None


def tables(pairing: Pairing) -> Iterator[Finding]:
    """Find tables with another number of columns, once for each table."""
    seen = set()
    for match in pairing.counterparts():
        block, other = match.ours[0], match.theirs[0]
        if reshaped(match):
            table = TABLE.match(block.id)
            name = table["table"] if table else block.id
            if name not in seen:
                seen.add(name)
                yield pairing.finding(
                    "table-shape",
                    block.id,
                    f"{counted(len(other.cells), 'column')} here, "
                    f"{len(block.cells)} in the original: {quote(other)}",
                    "give the table the columns of the original",
                    [block],
                    [other],
                )


def reshaped(match: Match) -> bool:
    """Whether a table row has another number of cells."""
    block, other = match.ours[0], match.theirs[0]
    return block.kind == other.kind == "row" and len(block.cells) != len(other.cells)


def differing_ids(pairing: Pairing) -> Iterator[Finding]:
    """Find the first block whose link would not lead to its counterpart."""
    for match in pairing.matches:
        if match.how == "pair" and not (match.ours[0].unordered or match.theirs[0].unordered):
            block, other = match.ours[0], match.theirs[0]
            if block.id != other.id:
                yield pairing.finding(
                    "different-id",
                    block.id,
                    f'the id is "{other.id}" here, "{block.id}" in the original: {quote(other)}',
                    "write the same id in both versions, or in neither",
                    [block],
                    [other],
                )
                return


RULES: tuple[Callable[[Pairing], Iterator[Finding]], ...] = (
    idle_gaps, missing, extra, duplicated, joined, moved, swapped, parts, kinds, levels, empty,
    tables,
)  # fmt: skip


def _whole_sections(
    version: Version, ids: Collection[str], left_out: Collection[str], *, alone: bool = False
) -> list[tuple[Section, list[str]]]:
    """Find the sections all of whose blocks are among some ids, the largest ones first.

    A heading by itself counts as a block, unless what stands under it is meant ``alone``.
    """
    found: list[tuple[Section, list[str]]] = []
    covered: set[str] = set()
    if not ids:
        return found
    there = {block.id for block in version.blocks} - set(left_out)
    for section in version.sections:
        if section.kind == "body" or section.name == "footnotes" or not section.blocks:
            continue
        own = [block.id for block in section.blocks if block.id in there]
        for names in ([name for name in version.within(section.id) if name in there], own):
            is_section = section.kind == "part" or len(names) > 1 or alone
            fits = names and is_section and not covered & set(names)
            if fits and all(name in ids for name in names):
                found.append((section, names))
                covered |= set(names)
                break
    return found


def _runs(
    matches: Sequence[Match], version: Version, block_of: Callable[[Match], Block]
) -> Iterator[list[Match]]:
    """Give together what follows one another in the text."""
    order = {block.id: number for number, block in enumerate(version.blocks)}
    ordered = sorted(matches, key=lambda match: order[block_of(match).id])
    run: list[Match] = []
    for before, match in pairwise([None, *ordered]):
        if match is None:
            continue
        follows = before and order[block_of(match).id] - order[block_of(before).id] == 1
        if run and not (follows and _same_place(run[-1], match)):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _same_place(one: Match, other: Match) -> bool:
    return one.at == other.at


def _place_of(pairing: Pairing, block: Block) -> str:
    """Say where a block of the original stands: below what, or at the beginning."""
    above = None
    for one in pairing.original.blocks:
        if one.id == block.id:
            break
        above = one
    return f"below {above.id}, {quote(above)}" if above else "at the beginning"


def _what(blocks: Sequence[Block]) -> str:
    """Name some blocks by their kind, if they have one in common."""
    found = {block.kind for block in blocks}
    word = WORDS[found.pop()] if len(found) == 1 else "block"
    return f"a {word}" if len(blocks) == 1 else counted(len(blocks), word)


def _until(blocks: Sequence[Block]) -> str:
    return f" to {quote(blocks[-1])}" if len(blocks) > 1 else ""


def _title(section: Section) -> str:
    match section.kind:
        case "part":
            return f'the part "{section.name}"'
        case "heading":
            return f"the section under {quote(section)}"
        case "body":
            return "the text between the parts"


def _beginning(section: Section | Block) -> str:
    return "" if getattr(section, "kind", "") == "heading" else f": {quote(section)}"
