"""What is out of order: which of some pairs have moved, and which have changed places."""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Pair: TypeAlias = tuple[int, int]
"""The places of a block in the original and of its counterpart in the translation."""
MOST_RUNS = 30
MOST_CROSSING = 40
"""With more pairs that cross, no two are tried against each other."""


def displaced(
    pairs: Iterable[Pair],
) -> tuple[set[Pair], dict[Pair, int]]:
    """Say which pairs are out of order: those that have moved, and those that have been swapped.

    A pair that has been swapped comes with the first block of the other side that stands in
    its place. As few pairs as possible are called out of order.
    """
    moved: set[Pair] = set()
    swapped: dict[Pair, int] = {}
    for knot in _knots(sorted(pairs)):
        strays, exchanged = _untied(knot)
        moved |= strays
        swapped |= exchanged
    return moved, swapped


def _untied(order: Sequence[Pair]) -> tuple[set[Pair], dict[Pair, int]]:
    for one, other in combinations(order, 2) if len(order) <= MOST_CROSSING else ():
        exchanged = {one: other[1], other: one[1]}
        if ascends([exchanged.get(pair, pair[1]) for pair in order]):
            return set(), exchanged
    moved = [pair for pair in order if pair not in set(_longest_ascent(order))]
    runs = _runs_of(moved, order)
    swapped: dict[Pair, int] = {}
    for run, counterrun in combinations(runs, 2) if len(runs) <= MOST_RUNS else ():
        in_place = _between(run, counterrun, order, moved) and _between(
            counterrun, run, order, moved
        )
        alone = len(runs) == 2 and run[0][1] > counterrun[-1][1]  # noqa: PLR2004
        if (in_place or alone) and run[0] not in swapped and counterrun[0] not in swapped:
            swapped |= dict.fromkeys(run, counterrun[0][1]) | dict.fromkeys(counterrun, run[0][1])
    return {pair for pair in moved if pair not in swapped}, swapped


def _knots(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Give the groups of pairs that cross one another, and no pair outside the group."""
    lowest = list(accumulate((j for _, j in reversed(pairs)), min))[::-1]
    knot: list[Pair] = []
    highest = -1
    for pair, low in zip(pairs, lowest, strict=True):
        if low > highest:
            if len(knot) > 1:
                yield knot
            knot = []
        knot.append(pair)
        highest = max(highest, pair[1])
    if len(knot) > 1:
        yield knot


def ascends(numbers: Sequence[int]) -> bool:
    """Whether each number is greater than the one before it."""
    return all(one < other for one, other in pairwise(numbers))


def _longest_ascent(pairs: Sequence[Pair]) -> list[Pair]:
    """Give the longest row of pairs none of which cross (Schensted 1961)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [index]
        before.append(ends[place - 1] if place else -1)
    row, index = [], ends[-1] if ends else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _runs_of(moved: Sequence[Pair], order: Sequence[Pair]) -> list[list[Pair]]:
    """Give those together that have moved together."""
    place = {pair: number for number, pair in enumerate(order)}
    runs: list[list[Pair]] = []
    for pair in moved:
        last = runs[-1][-1] if runs else None
        if last and place[pair] - place[last] == 1 and pair[1] > last[1]:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _between(
    run: Sequence[Pair],
    other: Sequence[Pair],
    order: Sequence[Pair],
    moved: Sequence[Pair],
) -> bool:
    """Whether one run stands, in the translation, where the other stands in the original."""
    stayed = [pair for pair in order if pair not in moved]
    above = max((j for i, j in stayed if i < other[0][0]), default=-1)
    below = min((j for i, j in stayed if i > other[-1][0]), default=math.inf)
    return all(above < j < below for _, j in run)
