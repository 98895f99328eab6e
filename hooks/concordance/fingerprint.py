"""What is kept of a text that was published: enough to know it again, changed or not.

A print has two halves. The first is a digest, the same for the same text. The second is a
SimHash (Charikar 2002; Manku, Jain and Das Sarma 2007): texts that share most of their words differ
in few of its 64 bits, others in about half, so a paragraph that was mended is told from another
paragraph in its place, without the text itself being kept.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from concordance.identifying import SPACELESS

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, joiners and marks of direction: no text of their own."""
WORD = re.compile(r"[^\W_]+")
DIGEST_BYTES, BITS = 6, 64
LANE = 32
"""How many bits the votes on one bit are counted in."""
SPREAD = {ord(bit): f"{bit:0>{LANE // 4}}" for bit in "01"}
PRINT = re.compile(r"[0-9a-f]{12}-[0-9a-f]{16}")
ALIKE = 13
"""In up to so many bits, the prints of two texts differ that are versions of one another."""


def plain(text: str) -> str:
    """Give a text less what is none: kinds and numbers of blanks, and what is unseen."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=4096)  # a text is asked for again with each translation of it
def print_of(text: str) -> str:
    """Take the print of a text: ``9f86d081884c-7d659a2feaa0c55a``."""
    said = plain(text)
    return f"{_digest(said)}-{_simhash(said):016x}"


def is_of(print_: str, text: str) -> bool:
    """Whether a print is of this very text; cheaper than to take the print of the text."""
    return digest_of(print_) == _digest(plain(text))


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[: DIGEST_BYTES * 2]


def digest_of(print_: str) -> str:
    """Give the half of a print that is the same for the same text only."""
    return print_.partition("-")[0]


def same(one: str, other: str) -> bool:
    """Whether two prints are of the same text."""
    return digest_of(one) == digest_of(other)


def alike(one: str, other: str) -> bool:
    """Whether two prints are of one text before and after it was mended."""
    return same(one, other) or distance(one, other) <= ALIKE


def distance(one: str, other: str) -> int:
    """Say in how many bits two prints differ."""
    halves = (int(each.partition("-")[2], 16) for each in (one, other))
    return (next(halves) ^ next(halves)).bit_count()


def _simhash(text: str) -> int:
    """Let every word vote on each bit: it is set where most words set it."""
    features = _features(text)
    votes = sum(map(_votes, features))
    counts = (votes >> LANE * bit & (1 << LANE) - 1 for bit in range(BITS))
    return sum(1 << bit for bit, count in enumerate(counts) if 2 * count > len(features))


@lru_cache(maxsize=8192)
def _votes(feature: str) -> int:
    """Give the votes of a word, each in a lane of its own, so that all are added up at once."""
    bits = int.from_bytes(hashlib.blake2b(feature.encode(), digest_size=8).digest())
    return int(f"{bits:0{BITS}b}".translate(SPREAD), 16)


def _features(text: str) -> list[str]:
    """Give the words of a text; of a language that does not part them, its pairs of letters."""
    folded = text.casefold()
    spaceless = SPACELESS.findall(folded)
    pairs = [a + b for a, b in pairwise(spaceless)]
    words = WORD.findall(SPACELESS.sub(" ", folded))
    return words + pairs or [folded]
