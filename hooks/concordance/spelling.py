"""Numbers in words: only ever a reason to believe that a number is there, never to miss one.

The words come from num2words, for the languages that it has. They are looked for by their
beginnings, since many languages inflect them: « trente » stands in « la trentième ».
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from num2words import num2words

from concordance.signature import fold

if TYPE_CHECKING:
    from decimal import Decimal

LARGEST = 10**12
INFLECTED = {"ar", "be", "bg", "cs", "hr", "lt", "lv", "pl", "ru", "sk", "sl", "sr", "uk"}
"""Languages that change the ends of their numerals; the others only add or change a vowel."""
ENDING = 2
"""How many letters at the end of a word may differ, in those."""
SHORTEST = 3
BETWEEN = r"\W+(?:\w{1,3}\W+)?"
"""What may stand between two words of a number: « cent et un »."""
WORD = re.compile(r"\w+")
COMPOUND = re.compile(r"[\w-]+")
ELEMENTS = (*range(1, 21), *range(30, 100, 10), 100, 1000, 10**6, 10**9)
"""Of what larger numbers are made."""
COMMON = (*range(2, 101), 1000, 10**6, 10**9)
"""Numbers that a text is known by."""
BEGINNING = 4
"""So many letters a word has at least that a text is known by, and begins with."""


def is_spelled(number: Decimal, text: str, language: str) -> bool:
    """Whether a text has a whole number in words, as a cardinal or an ordinal."""
    if number != number.to_integral_value() or not 0 <= number <= LARGEST:
        return False
    folded, code = fold(text), language.partition("-")[0]
    return any(
        not _is_part_of_another(found, folded, code)
        for pattern in _patterns(int(number), code)
        for found in pattern.finditer(folded)
    )


def _is_part_of_another(found: re.Match[str], text: str, code: str) -> bool:
    """Whether a numeral stands beside it: "thirty" of "thirty-five" is not 30."""
    before, after = text[: found.start()], text[found.end() :]
    last = re.search(r"(\w+)[ \u00a0-]+$", before)
    following = re.match(r"[ \u00a0-]+(\w+)", after)
    numerals = _numerals(code)
    return any(one is not None and one[1] in numerals for one in (last, following))


def numerals(folded: str, beginnings: frozenset[str], language: str) -> frozenset[int]:
    """Find the words of a folded text that are numbers: a quick look, to know the text by.

    The beginnings of its words are given; few texts have one of a number. Of a number that is
    not in the table, the parts are found: 30 and 7 of « treinta y siete ».
    """
    code = language.partition("-")[0]
    if beginnings.isdisjoint(_beginnings(code)):
        return frozenset()
    known, heads, found = _number_of(code), _heads(code), set()
    for compound in COMPOUND.findall(folded):
        if compound[:SHORTEST] not in heads and "-" not in compound:
            continue  # most words are no number, and need not be looked at any closer
        whole = _stem(compound, code)
        stems = [whole] if whole in known else [_stem(word, code) for word in compound.split("-")]
        found |= {known[stem] for stem in stems if stem in known}
    return frozenset(found)


@cache
def _beginnings(code: str) -> frozenset[str]:
    return frozenset(form[:BEGINNING] for number in COMMON for form in _common_forms(number, code))


@cache
def _number_of(code: str) -> dict[str, int]:
    return {_stem(form, code): n for n in COMMON for form in _common_forms(n, code)}


@cache
def _heads(code: str) -> frozenset[str]:
    """Give what the words of numbers begin with, whatever becomes of their ends."""
    return frozenset(stem[:SHORTEST] for stem in _number_of(code))


@cache
def _common_forms(number: int, code: str) -> frozenset[str]:
    forms = _forms(number, code, ("cardinal",))
    return frozenset(form for form in forms if len(form) >= BEGINNING)


def _stem(word: str, code: str) -> str:
    """Leave out of a word what may change at its end."""
    if code in INFLECTED:
        return word[: max(len(word) - ENDING, SHORTEST)]
    stem = word.removesuffix("s")
    return stem.rstrip("aeo") if len(stem) > SHORTEST + 1 else word


@cache
def _numerals(code: str) -> frozenset[str]:
    words = {word for number in ELEMENTS for word in _forms(number, code, ("cardinal",))}
    return frozenset(word for form in words for word in WORD.findall(form)) - {"et", "and", "y"}


@cache
def _patterns(number: int, code: str) -> tuple[re.Pattern[str], ...]:
    forms = sorted(_forms(number, code, ("cardinal", "ordinal")))
    return tuple(re.compile(_pattern(form, code)) for form in forms if form)


def _forms(number: int, code: str, kinds: tuple[str, ...]) -> set[str]:
    forms = set()
    for kind in kinds:
        # A language that it does not have, or a number that it cannot write in this form.
        with suppress(NotImplementedError, OverflowError, KeyError, IndexError, TypeError):
            forms.add(fold(str(num2words(number, lang=code, to=kind))))
    return forms


def _pattern(form: str, code: str) -> str:
    ending = _inflected if code in INFLECTED else _varied
    return r"(?<!\w)" + BETWEEN.join(ending(word) for word in WORD.findall(form))


def _inflected(word: str) -> str:
    kept = max(len(word) - ENDING, SHORTEST)
    return re.escape(word[:kept]) + (r"\w*" if len(word) > kept else r"\w{0,4}(?!\w)")


def _varied(word: str) -> str:
    """Let a word end in another vowel or a plural: « premier », « première », "third(s)"."""
    if word[-1] in "aeo":
        return re.escape(word[:-1]) + r"[aeo]?s?(?!\w)"
    return re.escape(word) + r"(?:es?|s)?(?!\w)"
