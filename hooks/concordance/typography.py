"""What a line must not be broken at, by the rules of the language that it is in.

Not a character of a text is changed: what must hold together is put into an element of its own,
which the style keeps on one line. So what a reader copies, finds and searches is the source.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from concordance.language import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from concordance.language import Language

HELD = "nb"
"""The class of what is held together."""
LONGEST = 30
"""No more characters than these are held together: a narrow screen must have room for them."""
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
"""The elements that do not end the line that they stand in."""

FIGURES, ROMAN = "0-9٠-٩۰-۹", "IVXLC"
SIGNS = {"%", "٪", "‰", "°", "°C", "°F"}
NEVER = "(?!)"
BACKWARD = {"mark", "numeral"}
"""What always holds to the word before it."""
UNSPACED_AMOUNT = r"(?:\d{1,3}(?: \d{3})+|\d[\d.,]*)"
UNSPACED_SYMBOL = (
    r"(?:[A-Z][A-Za-z.]*[-–/])*\d[A-Za-z\d.]*"
    r"(?:(?:[-–/][A-Za-z\d.]+)+(?: ?[(（]\d{4}[)）])?| ?[(（]\d{4}[)）])"
)

Piece = tuple[str, bool]
"""A piece of a text, and whether it must hold together."""


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """Make the pattern that finds what holds together in a language.

    Where words stand between blanks it finds, in groups of these names: a ``mark`` that holds to
    the word before it; an ``opening`` that holds to the word after it, with the blank between
    them; a number, from its first figure on, that holds to what is ``before`` it, to what is
    behind it or by itself; a ``numeral`` in Roman letters, that holds to what is before it; and
    a number that is ``last``, whatever holds to it. Otherwise it finds just what holds together.

    It begins with a set of characters, so that the few places to look at are found at once.
    """
    facts = language(code)
    currencies = {sign for sign in facts.currencies if not any(map(str.islower, sign))}
    signs = _any_of({*facts.units, *facts.scales, *currencies, *SIGNS})
    if not facts.spaced:
        dates = [facts.numeric.pattern] if facts.numeric else []
        return re.compile("|".join((*dates, UNSPACED_SYMBOL, f"{UNSPACED_AMOUNT} ?{signs}")))
    marks, openings = re.escape(facts.closing), sorted({*facts.opening, *facts.titles})
    beginnings = "".join(sorted({re.escape(word[0]) for word in openings}))
    opening = "|".join(rf"(?<={re.escape(word[0])}){re.escape(word[1:])} " for word in openings)
    before = _right_after(facts.numbered | currencies)
    days = _right_after(facts.months if facts.order == "mdy" else ())
    number = (
        rf"(?:(?P<before>{before}|{days}(?=\d?(?!\d)))|)"
        rf"(?:{_number(facts, signs)}|(?P<last>[^ ]*+ *+$)|(?(before)|{NEVER}))"
    )
    alternatives = [
        rf"(?<=[{FIGURES}])(?<!\d\d){number}",
        rf"(?P<numeral>(?<=[{ROMAN}]){before}[{ROMAN}]*(?!\w))",
    ]
    if marks:
        alternatives.append(rf"(?P<mark>(?<= [{marks}])[^\w ]*(?= |$))")
    if openings:
        alternatives.append(rf"(?P<opening>(?<=[{beginnings}])(?<!\w.)(?:{opening}))")
    return re.compile(rf"[{FIGURES}{ROMAN}{marks}{beginnings}](?:{'|'.join(alternatives)})")


def _number(facts: Language, signs: str) -> str:
    """Make the pattern of a number, less its first figure, that holds together by itself."""
    links = f"(?:{_any_of(facts.dates)} )?" if facts.dates else ""
    hours = rf"{_any_of(facts.hours)}(?: [0-5]\d)?(?!\w)|" if facts.hours else ""
    months = {form for name in facts.months for form in (name, name.lower(), name.title())}
    month = rf"(?<!\d\d\d ){links}{_any_of(months)}(?!\w)"
    session = rf"(?<=\d )\((?:(?:1[89]|20)\d\d\b|[{ROMAN}]+\))"
    behind = rf"(?<=[\w%]) (?:{hours}{signs}(?!\w)|{month}|{session})"
    groups = r"\d{0,2}+(?: \d{3}(?!\d))+"
    symbol = r"(?<=[-–/]\d)|[\d.,]*+[-–/]"
    return rf"{groups}(?:[^ ]*+{behind})?|[^ ]*+{behind}|{symbol}"


def _right_after(words: Iterable[str]) -> str:
    """Make a pattern that looks back, past a character and a blank, for one of these words."""
    endings = "".join(sorted({re.escape(word[-1]) for word in words}))
    each = "|".join(rf"(?<=(?<!\w){re.escape(word)} .)" for word in sorted(words))
    return f"(?<=[{endings}] .)(?:{each})" if endings else NEVER


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    beginnings = "".join(sorted({re.escape(word[0]) for word in words}))
    return f"(?=[{beginnings}])(?:{'|'.join(map(re.escape, longest_first))})"


def pieces(text: str, code: str, *, last: bool = False) -> list[Piece]:
    """Divide a text into what must hold together and what need not; joined, they are the text.

    It is the ``last`` of its paragraph where no other text of the paragraph follows.
    """
    found, end = list[Piece](), 0
    for start, stop in _spans(text.replace("\n", " ").replace("\t", " "), code, last=last):
        if end < start:
            found.append((text[end:start], False))
        if stop - start <= LONGEST:
            found.append((text[start:stop], True))
        else:
            found += _parted(text[start:stop])
        end = stop
    if end < len(text):
        found.append((text[end:], False))
    return found


def _spans(text: str, code: str, *, last: bool) -> list[tuple[int, int]]:
    """Find where what holds together begins and ends."""
    matches = _pattern(code).finditer(text)
    if not language(code).spaced:
        return [match.span() for match in matches]
    found: list[tuple[int, int]] = []
    end = len(text.rstrip(" ")) if last else len(text) + 1
    for match in matches:
        start, stop = _start(text, match.start()), _stop(text, match.end())
        kind = match.lastgroup
        if start and (kind in BACKWARD or match["before"] is not None or stop >= end):
            found.append((_start(text, start - 1), _stop(text, start)))
        if kind not in {"mark", "last"}:
            found.append((start, stop))
    return _merged(sorted(found)) if len(found) > 1 else found


def _start(text: str, at: int) -> int:
    """Give where the word before a place begins."""
    return text.rfind(" ", 0, max(at, 0)) + 1


def _stop(text: str, at: int) -> int:
    """Give where the word after a place ends."""
    stop = text.find(" ", at)
    return stop if stop >= 0 else len(text)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Make one of those that share a word; where it would be too long, the later one stays."""
    merged: list[tuple[int, int]] = []
    for start, stop in spans:
        first, end = merged[-1] if merged else (0, 0)
        if start >= end:
            merged.append((start, stop))
        else:
            end = max(stop, end)
            merged[-1] = (first if end - first <= LONGEST else start, end)
    return merged


def _parted(held: str) -> list[Piece]:
    """Part what is too long after its slashes, if it has any: it is a symbol."""
    parts = [""]
    for part in re.split(r"(?<=/)", held):
        if len(parts[-1]) + len(part) > LONGEST:
            parts.append("")
        parts[-1] += part
    return [(part, len(part) <= LONGEST) for part in parts if part]


def html(text: str, code: str, *, last: bool = True, escape: Callable[[str], str] = escape) -> str:
    """Write a text as HTML, with what must hold together."""
    found = pieces(text, code, last=last)
    if len(found) == 1 and not found[0][1]:
        return escape(text)
    written, joined = "", False
    for piece, held in found:
        # A symbol that is too long has two halves.
        between = "<wbr />" if held and joined else ""
        written += (
            f'{between}<span class="{HELD}">{escape(piece)}</span>' if held else escape(piece)
        )
        joined = held
    return written
