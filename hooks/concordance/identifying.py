"""Which language a text is in.

py3langid knows, but takes time to load and to ask. Most texts need not be asked about: their
words stand elsewhere in the same version as well, or are frequent ones of their language.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from concordance.language import common_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

WORD = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"(?<!\w)[^\W\d_]+(?:-[^\W\d_]+)*")
"""A word with all that hyphens join to it: a name such as Port-des-Barques has no word in it."""
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")
WIDESPREAD = ("ar", "de", "en", "es", "fr", "it", "pt", "ru", "zh")
"""The languages that a text may be in, besides those of the communication."""
FEWEST_LETTERS = 28
"""With fewer letters nothing is said; those of words without spaces count double."""
FEWEST_LETTERS_COPIED = 14
LEAST_LEAD_COPIED = 8.0
FEWEST_SMALL = 2
LEAST_LEAD, LEAST_LEAD_PER_LETTER = 18.0, 0.45
"""By how much another language has to be likelier: the logarithm of the likelihoods' ratio."""
KNOWN, SOME, TWICE = 0.6, 0.25, 2
FEWEST_COMMON, LEAST_SHARE, MANY_MORE = 2, 0.2, 4
"""How many frequent words, which share of all, and how many times those of another language."""
SPACELESS = re.compile("[\u2e80-\u9fff\u0e00-\u0fff]")


def words_of(words: Iterable[str]) -> list[str]:
    """Give those of some words, as they stand between blanks, that are no figures and no names.

    What begins with a capital may be a name, which is the same in every language.
    """
    return [word for word in words if word[0].isalpha() and not word[0].isupper()]


def words_repeated(texts: Iterable[str]) -> set[str]:
    """Give the words that stand in more than one of some texts."""
    seen = Counter(chain.from_iterable(set(text.split()) for text in texts))
    return set(words_of(word for word, times in seen.items() if times > 1))


def is_at_home(text: str, own: Collection[str], other: Collection[str]) -> bool:
    """Whether the words of a text say by themselves that it is in the language of its version.

    What is known are the words that are repeated in that version, and those of the other one.
    """
    all_words = text.split()
    here = sum(map(own.__contains__, all_words))
    if here >= KNOWN * len(all_words):
        return True  # of these words too, which are no more than all
    words = words_of(all_words)
    if here >= KNOWN * len(words):
        return True
    return here >= SOME * len(words) and here > TWICE * sum(map(other.__contains__, words))


def is_surely_in(text: str, own: str, other: str, original: str = "") -> bool:
    """Whether frequent words of a language say that a text is in it, and none else.

    A word says nothing that stands in the original as well, or that two languages have, between
    the two of them.
    """
    if SPACELESS.search(text) or not common_words(other):
        return False
    known = common_words(own)
    words = [word.casefold() for word in COMPOUND.findall(text)]
    there = {word.casefold() for word in COMPOUND.findall(original)}
    mine = [word for word in words if word in known and word not in there]
    if len(set(mine)) < FEWEST_COMMON or len(mine) < LEAST_SHARE * len(words):
        return False
    for code in {*WIDESPREAD, _short(other)} - {_short(own)}:
        theirs = common_words(code)
        for_mine = sum(word not in theirs for word in mine)
        for_theirs = sum(word in theirs and word not in known for word in words)
        if not for_mine or for_mine < MANY_MORE * for_theirs:
            return False
    return True


def language_of(text: str, own: str, other: str) -> str:
    """Say which language a text is in, if that is surely another than its own; else ``own``."""
    if _letters(text) < FEWEST_LETTERS:
        return own
    candidates = [code for code in (*WIDESPREAD, other) if code != own]
    best = max(candidates, key=lambda code: _lead(text, code, own))
    least = max(LEAST_LEAD, LEAST_LEAD_PER_LETTER * _letters(text))
    return best if _lead(text, best, own) >= least else own


def is_copied(text: str, own: str, other: str) -> bool:
    """Whether a text that both versions have is surely in the other's language.

    Names, which are the same in both, have no words in small letters.
    """
    letters = _letters(text)
    small = sum(word[0].islower() or not word[0].isupper() for word in WORD.findall(text))
    fewest = FEWEST_SMALL * 2 if DIGIT.search(text) else FEWEST_SMALL  # an address, a reference
    if letters < FEWEST_LETTERS_COPIED or small < fewest:
        return False
    return _lead(text, other, own) >= max(LEAST_LEAD_COPIED, LEAST_LEAD_PER_LETTER * letters)


def _letters(text: str) -> int:
    return len(LETTER.findall(text)) + len(SPACELESS.findall(text))


def _lead(text: str, code: str, own: str) -> float:
    """Say by how much likelier one language is than another."""
    likelihoods = _likelihoods(text)
    mine, yours = likelihoods.get(_short(own)), likelihoods.get(_short(code))
    return 0.0 if mine is None or yours is None else yours - mine


def _short(code: str) -> str:
    """Leave out of the code of a language where it is spoken: pt of pt-BR."""
    return code.partition("-")[0]


def prepare() -> None:
    """Load what knows languages before it is asked."""
    _likelihoods("")


@lru_cache(maxsize=16)  # one text is asked about several times, and then no more
def _likelihoods(text: str) -> dict[str, float]:
    """Give the logarithm of how likely a text is in each language that is known."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # who forks later takes no threads along
    from py3langid import rank  # noqa: PLC0415  (the model takes a second to load)

    return dict(rank(text))
