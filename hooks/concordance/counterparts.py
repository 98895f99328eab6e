"""Which blocks of two versions a reader sees beside one another, by their ids.

What is published has the same ids in every version, which the check has made sure of, so the ids
are the alignment. Only where an editor has excused that they differ, or in a preview, are the
versions aligned to find out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from concordance.alignment import align
from concordance.rules.catalogue import catalogue
from concordance.signature import signatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from concordance.alignment import Match
    from concordance.model import Version

STRUCTURE = "structure"


@dataclass(frozen=True)
class Counterparts:
    """What stands beside the blocks of a version, in another."""

    ids: Mapping[str, tuple[str, ...]]
    """By the id of each block and gap of the version: the ids in the other; none, if it has none.

    What has no counterpart in the version stands beside the block before it.
    """
    left_out: frozenset[str]
    """The ids of the version that the other says it leaves out."""
    alone: frozenset[str]
    """The ids of the other that have no counterpart in the version."""

    @cached_property
    def back(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of each block of the other: the ids in the version that it stands beside."""
        back: dict[str, tuple[str, ...]] = {}
        for mine, theirs in self.ids.items():
            for id_ in theirs:
                back[id_] = (*back.get(id_, ()), mine)
        return back


def counterparts(original: Version, translation: Version, *, of: Version) -> Counterparts:
    """Give what stands beside the blocks of one of two versions in the other of them."""
    gaps = translation.left_out(original)
    gone = frozenset(chain.from_iterable(gaps.values()))
    blocks = frozenset(block.id for block in original.blocks)
    pairs = _pairs(original, translation, gone)
    alone_here = [ours for ours, theirs in pairs if not theirs]
    alone_there = [theirs for ours, theirs in pairs if not ours]
    if of is original:
        ids = _beside([block.id for block in original.blocks], pairs)
        return Counterparts(ids, gone & blocks, frozenset(chain.from_iterable(alone_there)))
    flipped = [(theirs, ours) for ours, theirs in pairs]
    held = {gap: tuple(id_ for id_ in ids if id_ in blocks) for gap, ids in gaps.items()}
    ids = held | _beside([block.id for block in translation.blocks], flipped)
    return Counterparts(ids, frozenset(), frozenset(chain.from_iterable(alone_here)))


Pair = tuple[tuple[str, ...], tuple[str, ...]]


def _pairs(original: Version, translation: Version, gone: frozenset[str]) -> list[Pair]:
    """Pair the ids, in the order of the text; either side may be empty."""
    ours = {block.id: block.kind for block in original.blocks if block.id not in gone}
    theirs = {block.id: block.kind for block in translation.blocks}
    if ours == theirs and not _has_excused_structure(translation):
        return [((id_,), (id_,)) for id_ in ours]
    matches = align(signatures(original, gone), signatures(translation))
    return [_ids(match) for match in sorted(matches, key=_line)]


def _has_excused_structure(translation: Version) -> bool:
    rules = catalogue()
    return any(
        rules[waiver.rule].family == STRUCTURE
        for waiver in translation.facts.waivers
        if waiver.rule in rules
    )


def _ids(match: Match) -> Pair:
    ours = match.ours if match.how != "duplicated" else ()
    return tuple(block.id for block in ours), tuple(block.id for block in match.theirs)


def _line(match: Match) -> int:
    return match.ours[0].line if match.ours else match.at


def _beside(ids: Sequence[str], pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    """Say what stands beside each block; what stands alone goes with what comes before it."""
    beside: dict[str, tuple[str, ...]] = dict.fromkeys(ids, ())
    last = next(iter(ids), "")
    for mine, theirs in pairs:
        if mine:
            beside |= {id_: beside[id_] + theirs for id_ in mine}
            last = mine[-1]
        elif last:
            beside[last] += theirs
    return beside
