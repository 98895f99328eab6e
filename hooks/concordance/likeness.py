"""What it costs to take blocks for one another: how unlikely it is that they belong together.

The likelier, the more their lengths agree (Gale and Church 1993), and the more they share of what
survives translation; what few blocks have tells more than what many have. All costs are
logarithms of likelihoods, up to a constant. They were found by trying them on texts in several
languages, and are held by the suite of seeded defects in ``benchmarks/``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from concordance.language import language
from concordance.spelling import numerals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concordance.signature import Signature

BASE = 1.0
"""A pair about which nothing is known."""
OTHER_KIND, OTHER_PART, OTHER_LEVEL = 3.0, 3.0, 1.0
OTHER_LABEL, OTHER_TAIL, OTHER_EMPHASIS = 0.8, 0.5, 0.4
SAME_NAME = 3.0
"""What is gained by an id that both authors have written."""
LENGTH_VARIANCE = 6.8
"""The variance of the number of characters that one character becomes (Gale and Church 1993)."""
LENGTH_AT_MOST = 3.5
UNSHARED_VALUE, UNSHARED_AT_MOST = 0.9, 3.0
SHARED_AT_MOST = 7.0
CHEAPEST = BASE - SHARED_AT_MOST - OTHER_LABEL - SAME_NAME
"""No pair costs less."""
LEAST_SPREAD = 3.0
TELLING = 0.6
"""What a part has to have in common with what it has become a part of."""
FILLING, HINT = 1.2, 0.15
"""By how much lengths have to agree better with a part than without it, to tell all or a little."""
MERGED_KINDS = {"paragraph", "item", "quotation", "footnote"}
MERGED_APART = 0.35
"""How far, as a share, the length of merged blocks may be from what is to be expected."""
EMPTY = 2.0
"""A block that has lost its text."""
NEVER = 99.0
STOP = re.compile(
    r"(?:[^\W\d_]{3}|\d{3}|%)[\"'»”’)\]*_]*\s?[.;:?!؟؛](?=\s|$)|[。；：！？]|\S[.;:?!]$"
)
"""The end of a sentence or clause; that of an abbreviation seldom follows three letters."""
FEW = 2
"""Numbers in words up to this may mean anything: « un »."""


class Likeness:
    """Says what it costs to take blocks for one another."""

    def __init__(self, ours: Sequence[Signature], theirs: Sequence[Signature]) -> None:
        blocks = [*ours, *theirs]
        self._numerals = {id(one): _numerals(one) for one in blocks}
        self._count = max(len(blocks), 8)
        signs = ((one.hard, one.soft, self._numerals[id(one)] - one.hard) for one in blocks)
        frequency = Counter[object](chain.from_iterable(chain.from_iterable(signs)))
        weights = {n: math.log(self._count / (1 + n)) for n in set(frequency.values())}
        self._weights = {sign: weights[times] for sign, times in frequency.items()}
        lengths = sum(one.length for one in ours), sum(one.length for one in theirs)
        self._ratio = min(max(lengths[1] / lengths[0], 0.2), 5.0) if all(lengths) else 1.0
        self._texts = Counter(one.text for one in theirs)
        self._costs: dict[tuple[int, int], float] = {}
        self._joined: dict[tuple[int, ...], Signature] = {}

    def cost(self, one: Signature, other: Signature) -> float:
        """Give the cost of a pair."""
        key = id(one), id(other)
        if key not in self._costs:
            self._costs[key] = self._cost(one, other)
        return self._costs[key]

    def _cost(self, one: Signature, other: Signature) -> float:
        block, counterpart = one.block, other.block
        cost = BASE + self._of_lengths(one.length, other.length)
        if not other.text.strip():
            return BASE + EMPTY if block.kind == counterpart.kind else NEVER
        if block.kind != counterpart.kind:
            cost += OTHER_KIND
        elif block.level != counterpart.level:
            cost += OTHER_LEVEL
        if one.part != other.part:
            cost += OTHER_PART
        if one.label != other.label:
            cost += OTHER_LABEL
        elif one.label:
            cost -= OTHER_LABEL
        if one.tail != other.tail:
            cost += OTHER_TAIL
        if one.emphasis != other.emphasis:
            cost += OTHER_EMPHASIS
        if block.named and counterpart.named and block.id == counterpart.id:
            cost -= SAME_NAME
        return cost - self._shared(one, other)

    def labels_in_place(self, ours: Sequence[Signature], theirs: Sequence[Signature]) -> float:
        """Give what labels cost that have stayed where their texts have changed places."""
        labels = [[one.label for one in side] for side in (ours, theirs)]
        return 2 * OTHER_LABEL * len(ours) if all(labels[0]) and labels[0] == labels[1] else 0.0

    def is_odd(self, one: Signature, other: Signature) -> bool:
        """Whether the lengths of a pair hardly agree."""
        return self._of_lengths(one.length, other.length) > LENGTH_AT_MOST / 2

    def _of_lengths(self, length: float, other: float) -> float:
        expected = length * self._ratio
        spread = math.sqrt(LENGTH_VARIANCE * (expected + other) / 2) + LEAST_SPREAD
        return min(((other - expected) / spread) ** 2 / 2, LENGTH_AT_MOST)

    def _shared(self, one: Signature, other: Signature) -> float:
        weight_of = self._weights.__getitem__
        shared = 0.0
        words = self._in_words(one, other)
        if words:
            shared += sum(map(weight_of, words))
        if one.hard or other.hard:
            common = one.hard & other.hard
            shared += sum(map(weight_of, common))
            unshared = max(len(one.hard - words), len(other.hard - words)) - len(common - words)
            shared -= min(UNSHARED_VALUE * unshared, UNSHARED_AT_MOST)
        if common_stems := one.soft & other.soft:
            weight = sum(map(weight_of, common_stems))
            smaller = min(len(one.soft), len(other.soft))
            shared += weight * (0.35 + 0.65 * len(common_stems) / smaller)
        return min(shared, SHARED_AT_MOST)

    def _in_words(self, one: Signature, other: Signature) -> frozenset[object]:
        """Give the numbers that both have, of which one or both write them in words."""
        here, there = self._numerals[id(one)], self._numerals[id(other)]
        if not here and not there:
            return here
        return ((here | one.hard) & (there | other.hard)) - (one.hard & other.hard)

    def join(self, run: Sequence[Signature]) -> Signature:
        """Take several blocks of one side together, as if they were one."""
        if len(run) == 1:
            return run[0]
        key = tuple(map(id, run))
        if key not in self._joined:
            joined = self._joined[key] = replace(
                run[0],
                length=sum(one.length for one in run),
                hard=frozenset().union(*(one.hard for one in run)),
                soft=frozenset().union(*(one.soft for one in run)),
                tail=run[-1].tail,
                emphasis=sum(one.emphasis for one in run),
            )
            several = (self._numerals[id(one)] for one in run)
            self._numerals[id(joined)] = frozenset[object]().union(*several)
        return self._joined[key]

    def may_merge(self, ours: Sequence[Signature], theirs: Sequence[Signature]) -> bool:
        """Whether some blocks may have become one: all are text, in one part, and long enough."""
        several, one = (ours, theirs[0]) if len(ours) > 1 else (theirs, ours[0])
        first = several[0].block.kind
        if one.block.kind != first or first not in MERGED_KINDS:
            return False
        length = sum(s.length for s in ours) * self._ratio
        other = sum(s.length for s in theirs)
        if abs(length - other) > MERGED_APART * max(length, other) + LEAST_SPREAD:
            return False
        if any(s.block.kind not in {first, "item"} or s.part != one.part for s in several):
            return False
        if len({s.part_line for s in several}) > 1:
            return False
        if several is theirs and any(self._texts[s.text] > 1 for s in several):
            return False  # a copy, and no part
        scale = self._ratio if several is ours else 1 / self._ratio
        return all(self._is_in(s, one, several, scale) for s in several)

    def _is_in(
        self, part: Signature, whole: Signature, several: Sequence[Signature], scale: float
    ) -> bool:
        """Whether a text has likely become a part of another: its length and its words say so."""
        length = sum(one.length for one in several)
        without = self._of_lengths((length - part.length) * scale / self._ratio, whole.length)
        better = without - self._of_lengths(length * scale / self._ratio, whole.length)
        common = part.soft & whole.soft
        stops = sum(_stops(one.text) for one in several) - _stops(whole.text)
        odd, odd_without = abs(stops), abs(stops - _stops(part.text))
        if better > FILLING and odd <= odd_without:
            return True
        rest = frozenset[object]().union(*(one.hard for one in several if one is not part))
        if part.hard and part.hard <= whole.hard - rest and better > -HINT:
            return True
        if better < -HINT or (part.hard and whole.hard.isdisjoint(part.hard)):
            return False
        known = sum(self._weights.get(stem, 1.0) for stem in common) + bool(part.hard)
        if part.emphasis and whole.emphasis >= sum(one.emphasis for one in several):
            known += TELLING + HINT
        if odd != odd_without:
            known += TELLING + HINT if odd < odd_without else -2 * TELLING
        if several[0].tail != several[-1].tail == whole.tail and better > HINT:
            known += TELLING / 2
        return known + min(better, FILLING) >= TELLING


@lru_cache(maxsize=4096)
def _stops(text: str) -> int:
    """Count the sentences and clauses that end in a text."""
    return len(STOP.findall(text))


def _numerals(one: Signature) -> frozenset[object]:
    """Give the numbers in words, written as in ``hard``."""
    found = numerals(one.folded, one.soft, one.language)
    if not language(one.language).spaced:
        found |= one.values.spelled
    return frozenset([str(number) for number in found if number > FEW])
