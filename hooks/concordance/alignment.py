"""The alignment of two versions: which block of a translation stands for which of the original.

Blocks are paired in the order of the text by dynamic programming, by what it costs to take them
for one another (Gale and Church 1993; Simard, Foster and Isabelle 1992). Besides one for one, a
block may be missing, extra, two or three merged into one, one split into two or three, or two
neighbours swapped. What is then left over on both sides is tried against each other: that is what
has been moved.
"""

from __future__ import annotations

import math
from itertools import pairwise, product
from typing import TYPE_CHECKING, Literal, NamedTuple

from concordance.likeness import CHEAPEST, OTHER_PART, SHARED_AT_MOST, Likeness
from concordance.order import Pair, ascends, displaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from concordance.model import Block
    from concordance.signature import Signature

How = Literal[
    "pair", "missing", "extra", "replaced", "merged", "split", "moved", "swapped", "duplicated"
]  # fmt: skip

GAP = 3.0
"""What it costs that a block has no counterpart."""
MERGE, SWAP = 2.8, 3.2
MERGES = [(2, 1), (1, 2), (3, 1), (1, 3)]
"""How many blocks of each side may have become one another."""
BAND = 2
"""How far from the diagonal pairs are looked for at first."""
MEDIOCRE = 1.4
"""From this cost a pair on, on average, the best way is looked for farther off."""
MOST_CELLS = 12_000
SURE, LEAD = -0.5, 2.0
"""Up to what cost a pair in the same place is sure, and how much less its neighbours' has to be."""
FEW_ODD = 2
REARRANGED = 4.0
"""What it costs to believe that whole sections stand in another order."""
MOST_SECTIONS = 2500
DOUBTED = 2.8
"""From this cost on, a pair whose values differ in more than one way is no pair."""
WEAK = 1.6
"""From this cost on a pair is no proof that the two belong together."""
UNPROVED, AGAINST = 0.5, 10.0
"""From this cost on a pair may still be exchanged for others; numbers or lengths that do not agree
speak against any."""
BETTER = 3.3
"""By how much an exchange has to be better to be believed."""
BELIEVED, ALONE = 1.0, 4.0
"""Up to this cost, what is left over on both sides is the same block, moved; the second, where
nothing else is left over."""
AS_WELL = 0.6
MOST_WEAK, MOST_TRIED = 60, 100
"""How many weak pairs are tried against each other, and, in texts of so many pairs, against all."""
ALIKE, FEW_STEMS = 0.8, 4
FORMULA = 2
"""What stands in the translation more often than this is a formula, and no copy."""
NO_HEADING = 9


class Match(NamedTuple):
    """Blocks of the original and their counterparts in the translation; either may be none."""

    how: How
    ours: tuple[Block, ...]
    theirs: tuple[Block, ...]
    other: Block | None = None
    """In the translation: of swapped blocks the first of those that they have changed places
    with; of a duplicated one the block that it repeats."""
    at: int = 0
    """Where one side has nothing: the line of that side's file where it would stand."""
    cost: float = 0.0
    """What a pair costs: from ``DOUBTED`` on, it may be none."""


def align(ours: Sequence[Signature], theirs: Sequence[Signature]) -> list[Match]:
    """Pair the blocks of an original with those of a translation."""
    likeness = Likeness(ours, theirs)
    theirs = _in_order_of(ours, theirs, likeness)
    steps, order = _path_by_anchors(ours, theirs, likeness), list(range(len(theirs)))
    if _is_doubtful(steps) and (other := _by_sections(ours, theirs, likeness)):
        rearranged = _best_path(ours, [theirs[j] for j in other], likeness)
        if _price(rearranged) + REARRANGED < _price(steps):
            steps, order = rearranged, other
    return _Sorter(ours, theirs, likeness).matches(steps, order)


def _path_by_anchors(
    ours: Sequence[Signature], theirs: Sequence[Signature], likeness: Likeness
) -> list[tuple[int, int, Step]]:
    """Find the best path; between pairs beyond doubt, where both texts have as many blocks."""
    kinds = [[(one.block.kind, one.part) for one in side] for side in (ours, theirs)]
    if kinds[0] != kinds[1]:
        return _best_path(ours, theirs, likeness)
    path: list[tuple[int, int, Step]] = []
    start, price = 0, 0.0
    for i in range(len(ours) + 1):
        cost = 0.0 if i == len(ours) else _beyond_doubt(ours, theirs, likeness, i)
        if cost is None:
            continue
        if start < i:
            for j, k, step in _best_path(ours[start:i], theirs[start:i], likeness):
                path.append((start + j, start + k, step._replace(cost=price + step.cost)))
            price = _price(path)
        if i < len(ours):
            price += cost
            path.append((i, i, Step(price, 1, 1)))
        start = i + 1
    return path


def _beyond_doubt(
    ours: Sequence[Signature], theirs: Sequence[Signature], likeness: Likeness, i: int
) -> float | None:
    """Give the cost of the pair in the same place on both sides, if no neighbour is near it."""
    cost = likeness.cost(ours[i], theirs[i])
    if cost > SURE:
        return None
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(theirs)]
    if any(likeness.cost(ours[i], theirs[j]) < cost + LEAD for j in beside):
        return None
    return cost


def _is_doubtful(steps: Sequence[tuple[int, int, Step]]) -> bool:
    """Whether so much is out of order that whole sections may be."""
    return sum(step.ours != 1 or step.theirs != 1 for _, _, step in steps) > FEW_ODD


def _price(steps: Sequence[tuple[int, int, Step]]) -> float:
    return steps[-1][2].cost if steps else 0.0


def _by_sections(
    ours: Sequence[Signature], theirs: Sequence[Signature], likeness: Likeness
) -> list[int]:
    """Put the sections of the translation into the order of those that they are most like.

    Nothing, if that is the order in which they stand.
    """
    runs, others = _sections(ours), _sections(theirs)
    if len(runs) < 2 or len(others) < 2 or len(runs) * len(others) > MOST_SECTIONS:  # noqa: PLR2004
        return []
    costs = sorted(
        (
            likeness.cost(
                likeness.join(ours[run.start : run.stop]), likeness.join(theirs[o.start : o.stop])
            )
            - SHARED_AT_MOST * (run.start == o.start == 0),
            k,
            m,
        )
        for (k, run), (m, o) in product(enumerate(runs), enumerate(others))
    )
    rank: dict[int, int] = {}
    for _, k, m in costs:
        if m not in rank and k not in rank.values():
            rank[m] = k
    arranged = sorted(range(len(others)), key=lambda m: (rank.get(m, len(runs)), m))
    return [] if ascends(arranged) else [j for m in arranged for j in others[m]]


def _sections(side: Sequence[Signature]) -> list[range]:
    """Give what stands before the first heading and under each one."""
    starts = [i for i, one in enumerate(side) if not i or one.block.kind == "heading"]
    return [range(*span) for span in pairwise([*starts, len(side)])]


class Step(NamedTuple):
    """How the best way reaches a point: so many blocks of each side, taken together."""

    cost: float
    ours: int
    theirs: int
    swap: bool = False


def _best_path(
    ours: Sequence[Signature], theirs: Sequence[Signature], likeness: Likeness
) -> list[tuple[int, int, Step]]:
    """Find the cheapest way through both texts, near the diagonal first, then farther off."""
    band = abs(len(ours) - len(theirs)) + BAND
    while True:
        table = _table(ours, theirs, likeness, band)
        path, farthest = _way_back(table, len(ours), len(theirs))
        good = farthest < band and _price(path) <= MEDIOCRE * len(path)
        if good or band >= max(len(ours), len(theirs)) or band * len(ours) > MOST_CELLS:
            return path
        band *= 3


def _table(  # noqa: C901  (a branch for each kind of step)
    ours: Sequence[Signature], theirs: Sequence[Signature], likeness: Likeness, band: int
) -> dict[Pair, Step]:
    """Give the best step to each point near the diagonal."""
    table = {(0, 0): Step(0.0, 0, 0)}
    costs: dict[Pair, float] = {}

    def pair(i: int, j: int) -> float:
        if (i, j) not in costs:
            costs[i, j] = likeness.cost(ours[i], theirs[j])
        return costs[i, j]

    for i in range(len(ours) + 1):
        for j in range(max(0, i - band), min(len(theirs), i + band) + 1):
            if not i and not j:
                continue
            best = Step(math.inf, 0, 0)
            if above := table.get((i - 1, j)):
                best = Step(above.cost + GAP, 1, 0)
            if (left := table.get((i, j - 1))) and left.cost + GAP < best.cost:
                best = Step(left.cost + GAP, 0, 1)
            # What cannot be cheaper, however alike the blocks are, is not looked at.
            if (corner := table.get((i - 1, j - 1))) and corner.cost + CHEAPEST < best.cost:
                best = min(best, Step(corner.cost + pair(i - 1, j - 1), 1, 1))
            if (corner := table.get((i - 2, j - 2))) and (
                corner.cost + SWAP + 2 * CHEAPEST < best.cost
            ):
                crosswise = SWAP + pair(i - 2, j - 1) + pair(i - 1, j - 2)
                crosswise -= likeness.labels_in_place(ours[i - 2 : i], theirs[j - 2 : j])
                best = min(best, Step(corner.cost + crosswise, 2, 2, swap=True))
            for up, across in MERGES:
                price = MERGE * (max(up, across) - 1)
                corner = table.get((i - up, j - across))
                if corner and corner.cost + price + CHEAPEST < best.cost:
                    run, other = ours[i - up : i], theirs[j - across : j]
                    if likeness.may_merge(run, other):
                        price += likeness.cost(likeness.join(run), likeness.join(other))
                        best = min(best, Step(corner.cost + price, up, across))
            table[i, j] = best
    return table


def _way_back(
    table: Mapping[Pair, Step], i: int, j: int
) -> tuple[list[tuple[int, int, Step]], int]:
    path, farthest = [], 0
    while i or j:
        step = table[i, j]
        i, j = i - step.ours, j - step.theirs
        farthest = max(farthest, abs(i - j))
        path.append((i, j, step))
    return path[::-1], farthest


def _in_order_of(
    ours: Sequence[Signature], theirs: Sequence[Signature], likeness: Likeness
) -> list[Signature]:
    """Put what is declared unordered into the order of the original, as far as it is known."""
    order = list(theirs)
    wanted: dict[str, list[Signature]] = {}
    declared: dict[str, str] = {}
    for one in ours:
        if one.block.unordered:
            wanted.setdefault(one.block.unordered, []).append(one)
            declared[one.block.id] = one.block.unordered
    groups: dict[str, list[int]] = {}
    for index, one in enumerate(theirs):
        if name := one.block.unordered or declared.get(one.block.id):
            groups.setdefault(name, []).append(index)
            known = [other for other in ours if other.block.id == one.block.id]
            wanted.setdefault(name, [])
            wanted[name] += [other for other in known if not other.block.unordered]
    for name, places in groups.items():
        free = [theirs[place] for place in places]
        costs = sorted(
            (likeness.cost(one, other), i, j)
            for (i, one), (j, other) in product(enumerate(wanted.get(name, ())), enumerate(free))
        )
        rank: dict[int, int] = {}
        for _, i, j in costs:
            if j not in rank and i not in rank.values():
                rank[j] = i
        chosen = sorted(range(len(free)), key=lambda j: (rank.get(j, len(ours)), j))
        for place, j in zip(places, chosen, strict=True):
            order[place] = free[j]
    return order


class _Sorter:
    """Tells what each step of the way means, and what has been moved."""

    def __init__(
        self, ours: Sequence[Signature], theirs: Sequence[Signature], likeness: Likeness
    ) -> None:
        self._ours, self._theirs, self._likeness = ours, theirs, likeness
        self._ends = _end(ours), _end(theirs)
        self._tried: list[Pair] = []

    def matches(self, steps: Iterable[tuple[int, int, Step]], order: Sequence[int]) -> list[Match]:
        """Give all matches in the order of the original, what is extra where it stands.

        The steps count the blocks of the translation in the ``order`` that is given.
        """
        at = [*order, len(order)]
        pairs: list[Pair] = []
        missing: list[Pair] = []  # a block, and where it would stand in the other
        extra: list[Pair] = []
        joined: list[tuple[range, Sequence[int]]] = []
        for i, j, step in steps:
            match step.ours, step.theirs:
                case 1, 1:
                    pairs.append((i, at[j]))
                case 1, 0:
                    missing.append((i, at[j]))
                case 0, 1:
                    extra.append((i, at[j]))
                case _ if step.swap:
                    pairs += [(i, at[j + 1]), (i + 1, at[j])]
                case up, across:
                    joined.append((range(i, i + up), at[j : j + across]))
        self._exchange(pairs)
        pairs += self._moved(missing, extra, BELIEVED)
        self._strayed(pairs, missing, extra)
        mine, yours = {i for i, _ in pairs}, {j for _, j in pairs}
        missing = [one for one in missing if one[0] not in mine]
        extra = [one for one in extra if one[1] not in yours]
        pairs += self._moved(missing, extra, ALONE if len(missing) == len(extra) == 1 else BELIEVED)
        self._exchange(pairs)
        self._follow(pairs)
        self._settle(missing, pairs, self._ours, mine=True)
        self._settle(extra, pairs, self._theirs, mine=False)
        found = [
            self._match("merged" if len(up) > 1 else "split", up, across) for up, across in joined
        ]
        moved, swapped = displaced(pairs)
        for i, j in pairs:
            if (i, j) in swapped:
                found.append(self._match("swapped", (i,), (j,), other=swapped[i, j]))
            elif (i, j) in moved:
                found.append(self._match("moved", (i,), (j,)))
            else:
                found.append(self._match("pair", (i,), (j,), cost=self._cost(i, j)))
        gone, come = {i for i, _ in pairs}, {j for _, j in pairs}
        missing = [one for one in missing if one[0] not in gone]
        extra = [one for one in extra if one[1] not in come]
        replaced = self._replaced(missing, extra)
        found += [self._match("replaced", (i,), (j,)) for i, j in replaced.items()]
        found += [
            self._match("missing", (i,), (), at=self._line(self._theirs, j, 1))
            for i, j in missing if i not in replaced
        ]  # fmt: skip
        there = dict(pairs)
        found += [self._extra(i, j, there) for i, j in extra if j not in replaced.values()]
        return sorted(found, key=self._place)

    def _match(
        self,
        how: How,
        ours: Iterable[int],
        theirs: Iterable[int],
        *,
        other: int | None = None,
        at: int = 0,
        cost: float = 0.0,
    ) -> Match:
        return Match(
            how,
            tuple(self._ours[i].block for i in ours),
            tuple(self._theirs[j].block for j in theirs),
            None if other is None else self._theirs[other].block,
            at,
            cost,
        )

    def _place(self, match: Match) -> Pair:
        line = match.ours[0].line if match.ours else match.at
        return line, match.theirs[0].line if match.theirs else match.at

    def _line(self, side: Sequence[Signature], index: int, which: int) -> int:
        return side[index].block.line if index < len(side) else self._ends[which]

    def _cost(self, i: int, j: int) -> float:
        return self._likeness.cost(self._ours[i], self._theirs[j])

    def _exchange(self, pairs: list[Pair]) -> None:
        """Find pairs, however far apart, that make better pairs crosswise."""
        if pairs == self._tried:
            return
        self._tried = list(pairs)
        doubt = {pair: self._doubt(*pair) for pair in pairs}
        weak = sorted((p for p in pairs if doubt[p] > UNPROVED), key=lambda p: -doubt[p])
        weak = weak[:MOST_WEAK]
        gains = []
        for (i, j), (k, m) in product(weak, pairs if len(pairs) <= MOST_TRIED else weak):
            alike = self._ours[i].block.kind == self._theirs[m].block.kind
            better = self._cost(i, j) - self._cost(i, m) if alike else 0.0
            gain = better + self._cost(k, m) - self._cost(k, j) if better > 0 else 0.0
            if gain > BETTER:
                gains.append((gain, (i, j), (k, m)))
        for _, one, other in sorted(gains, reverse=True):
            if one in pairs and other in pairs:
                pairs.remove(one)
                pairs.remove(other)
                pairs += [(one[0], other[1]), (other[0], one[1])]

    def _follow(self, pairs: list[Pair]) -> None:
        """Of blocks that read alike, let each stand below what it stands below in the original."""
        there = dict(pairs)
        home = {j: i for i, j in pairs}
        for i, j in sorted(pairs):
            k, m = home.get(j + 1), there.get(i + 1)
            if k is None or m is None or k == i + 1:
                continue
            straight, crosswise = [(i + 1, m), (k, j + 1)], [(i + 1, j + 1), (k, m)]
            costs = [sum(self._cost(*pair) for pair in two) for two in (straight, crosswise)]
            follow = [
                sum((there.get(a - 1) == b - 1) + (there.get(a + 1) == b + 1) for a, b in two)
                for two in (straight, crosswise)
            ]
            if costs[1] <= costs[0] and follow[1] > follow[0]:
                there |= crosswise
                home |= {b: a for a, b in crosswise}
        pairs[:] = there.items()

    def _doubt(self, i: int, j: int) -> float:
        """Say how little a pair proves that the two belong together."""
        one, other = self._ours[i], self._theirs[j]
        apart = not (one.hard <= other.hard or other.hard <= one.hard)
        against = apart or self._likeness.is_odd(one, other)
        return self._cost(i, j) + (AGAINST if against else 0.0)

    def _moved(self, missing: Sequence[Pair], extra: Sequence[Pair], limit: float) -> list[Pair]:
        """Find what is missing in one place and stands in another."""
        costs = sorted(
            (self._cost(i, j) - OTHER_PART * (self._ours[i].part != self._theirs[j].part), i, j)
            for (i, _), (_, j) in product(missing, extra)
        )
        moved: dict[int, int] = {}
        for cost, i, j in costs:
            if cost <= limit and i not in moved and j not in moved.values():
                moved[i] = j
        return list(moved.items())

    def _replaced(self, missing: Sequence[Pair], extra: Sequence[Pair]) -> dict[int, int]:
        """Find what is missing just where something else of its kind stands instead."""
        found: dict[int, int] = {}
        for (i, place), (at, j) in product(missing, extra):
            in_place = at in {i, i + 1} and place in {j, j + 1}
            alike = self._ours[i].block.kind == self._theirs[j].block.kind
            if in_place and alike and i not in found and j not in found.values():
                found[i] = j
        return found

    def _settle(
        self,
        gaps: list[Pair],
        pairs: list[Pair],
        side: Sequence[Signature],
        *,
        mine: bool,
    ) -> None:
        """Let a run of blocks without counterparts begin with a heading, where it may as well.

        Where blocks read alike, such as "[Repealed]", the run can be shifted at no cost.
        """
        lost = {index if mine else at: at if mine else index for index, at in gaps}
        there = {i if mine else j: j if mine else i for i, j in pairs}
        for start in sorted(index for index in lost if index - 1 not in lost):
            end = start
            while end + 1 in lost:
                end += 1
            best = min(range(start - end, end - start + 1), key=lambda n: _rank(side, start + n, n))
            for n in range(abs(best)):
                free, taken = (start + n, end + 1 + n) if best > 0 else (end - n, start - 1 - n)
                if taken not in there or not self._as_well(free, taken, there[taken], mine=mine):
                    break
                other = there.pop(taken)
                pairs.remove((taken, other) if mine else (other, taken))
                pairs.append((free, other) if mine else (other, free))
                there[free] = other
                gaps.remove((free, lost[free]) if mine else (lost[free], free))
                gaps.append((taken, other) if mine else (other, taken))
                lost[taken] = other

    def _as_well(self, free: int, taken: int, other: int, *, mine: bool) -> bool:
        """Whether one block may as well have a counterpart as another."""
        if mine:
            return self._cost(free, other) <= self._cost(taken, other) + AS_WELL
        return self._cost(other, free) <= self._cost(other, taken) + AS_WELL

    def _strayed(
        self,
        pairs: list[Pair],
        missing: list[Pair],
        extra: list[Pair],
    ) -> None:
        """Find weak pairs one side of which has its true counterpart among what is left over."""
        for i, j in [(i, j) for i, j in pairs if self._cost(i, j) > WEAK]:
            least = self._cost(i, j) - BETTER
            if better := next((one for one in missing if self._cost(one[0], j) < least), None):
                pairs[pairs.index((i, j))] = (better[0], j)
                missing[missing.index(better)] = (i, j)
            elif better := next((one for one in extra if self._cost(i, one[1]) < least), None):
                pairs[pairs.index((i, j))] = (i, better[1])
                extra[extra.index(better)] = (i, j)

    def _extra(self, i: int, j: int, there: Mapping[int, int]) -> Match:
        at = self._line(self._ours, i, 0)
        mine = self._theirs[j]
        home = {m: k for k, m in there.items() if m != j}
        same = [m for m in home if _same_text(mine, self._theirs[m])]
        alike = same or [m for m in home if _repeats(mine, self._theirs[m])]
        beside = [m for m in same if abs(m - j) == 1]
        if not beside and not 1 <= len(alike) <= (FORMULA if same else 1):
            # What stands here many times is a formula, not a copy.
            return self._match("extra", (), (j,), at=at)
        m = (beside or alike)[0]
        first, second = (m, j) if m < j or any(j < other < m for other in home) else (j, m)
        return self._match("duplicated", (home[m],), (second,), other=first, at=at)


def _rank(side: Sequence[Signature], index: int, shift: int) -> Pair:
    """Say how unlikely a run begins here: least where a heading of a high level stands."""
    level = side[index].block.level if 0 <= index < len(side) else 0
    return level or NO_HEADING, abs(shift)


def _end(side: Sequence[Signature]) -> int:
    return max((one.block.end_line for one in side), default=1)


def _same_text(one: Signature, other: Signature) -> bool:
    return one.block.kind == other.block.kind and one.text.casefold() == other.text.casefold()


def _repeats(one: Signature, other: Signature) -> bool:
    if one.block.kind != other.block.kind:
        return False
    either = one.soft | other.soft
    return len(either) > FEW_STEMS and len(one.soft & other.soft) >= ALIKE * len(either)
