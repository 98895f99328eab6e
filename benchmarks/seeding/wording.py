"""Defects of wording: what is in the wrong language, too short, too long or of another place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.seeding.pairs import weight
from benchmarks.seeding.sentences import SENTENCES
from benchmarks.seeding.values import rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.seeding.pairs import Mutation, Pair, Twin

SHORT, LONG = 60, 80
LEAST = 15
KEPT = 0.4
BREAK = re.compile(r"\s+|(?<=[，。；、])")


def _texts(pair: Pair) -> Iterator[tuple[Twin, str, str]]:
    """Give paragraphs and items with what marks them and what they say."""
    for twin in pair.twins:
        if twin.theirs.kind in {"paragraph", "item", "quotation", "footnote"}:
            mark, text = pair.prose(twin)
            if not twin.theirs.notes and not twin.theirs.links and "{ #" not in text:
                yield twin, mark, text


def untranslated(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Leave a paragraph in the language of the original."""
    yield from _left(pair, SHORT, 100_000)


def untranslated_short(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Leave a line of a few words in the language of the original."""
    yield from _left(pair, LEAST, SHORT)


def _left(pair: Pair, least: int, most: int) -> Iterator[Mutation]:
    for twin, mark, text in _texts(pair):
        ours = pair.reversed().prose(twin_of(twin))[1]
        if least <= weight(ours) < most and ours.split() != text.split():
            yield rewritten(pair, twin, mark + ours, f"left as in the original: {ours}")


def twin_of(twin: Twin) -> Twin:
    """See a pair of blocks from the other side."""
    return type(twin)(twin.theirs, twin.ours, twin.section)


def third_language(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Put a sentence in neither of the two languages in the place of a paragraph."""
    own = {pair.language, pair.original.language}
    foreign = [SENTENCES[name] for name in SENTENCES if name not in own]
    for twin, mark, text in _texts(pair):
        if LONG / 2 <= weight(text) <= LONG * 3 and not re.search(r"\d", text):
            new = random.choice(random.choice(foreign))
            yield rewritten(pair, twin, mark + new, f"{text} -> {new}")


def truncated(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Keep less than half of a paragraph."""
    for twin, mark, text in _texts(pair):
        ends = [found.start() for found in BREAK.finditer(text)]
        end = min(ends, key=lambda n: abs(n - KEPT * len(text)), default=0)
        short = text[:end].rstrip(" ,;،，、")
        if weight(text) >= LONG and short and not re.search(r"\d", text[end:]):
            yield rewritten(pair, twin, mark + short, f"{text} -> {short}")


def lengthened(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Add to a paragraph sentences of no original until it is twice as long."""
    invented = SENTENCES[pair.language]
    glue = "" if pair.language == "zh" else " "
    for twin, mark, text in _texts(pair):
        if weight(text) < LONG:
            continue
        longer = text
        for sentence in random.sample(invented, len(invented)):
            if weight(longer) < 2 * weight(text):
                longer += glue + sentence
        if weight(longer) >= 2 * weight(text):
            yield rewritten(pair, twin, mark + longer, f"{text} -> {longer}")


def replaced(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Put what another paragraph says in the place of a paragraph."""
    texts = [entry for entry in _texts(pair) if weight(entry[2]) >= SHORT]
    for twin, mark, text in texts:
        others = [other for other_twin, _, other in texts if other_twin is not twin]
        if others and (new := random.choice(others)) != text:
            yield rewritten(pair, twin, mark + new, f"{text} -> {new}")
