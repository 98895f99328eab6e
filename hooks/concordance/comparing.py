"""Which values of an original are missing, changed or added in its translation.

Values that are alike cancel each other out. What is left on one side only may still be there in
another notation: a date as day, month and year apart, a time as two numbers, a number in words or
in Roman numerals. What then remains has been changed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

from concordance.language import language
from concordance.signature import fold
from concordance.spelling import is_spelled
from concordance.values import MINUTES, Range, Value, Values, glance, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

INTEGER = re.compile(r"\d+")
LETTERS = re.compile(r"[^\W\d_]+")
NOON = 12 * MINUTES
UNTOLD = {"ar"}
SMALL = 100
FRACTION = re.compile(r"\d/\d")
PERCENT = frozenset("%")
MOST_EDITS = 1
"""Letters of a symbol that differ in more places are a translation: SOR/2003-180, DORS/2003-180."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Values that have no counterpart: the words on both sides; either may be empty."""

    rule: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(slots=True)
class Side:
    """What one side says, and what of it has not been found on the other."""

    text: str
    language: str
    found: tuple[Value, ...]
    ranges: tuple[Range, ...] = ()
    spelled: frozenset[int] = frozenset()
    left: list[Value] = field(default_factory=list)

    def of(self, kind: str) -> list[Value]:
        """Give what is left of a kind."""
        return [value for value in self.left if value.kind == kind]

    def drop(self, gone: Iterable[Value]) -> None:
        """Cancel some values."""
        names = {id(value) for value in gone}
        self.left = [value for value in self.left if id(value) not in names]

    def says(self, number: Decimal) -> bool:
        """Whether a number stands here in whatever form."""
        if any(number in _numbers(value) for value in self.found if value.kind != "symbol"):
            return True
        whole = number == number.to_integral_value()
        if whole and int(number) in self.spelled:
            return True
        return is_spelled(number, self.text, self.language)


def by_cells(
    ours: Sequence[str], theirs: Sequence[str], languages: tuple[str, str]
) -> list[Difference]:
    """Compare two table rows cell by cell; at most one difference for each rule."""
    found: dict[str, Difference] = {}
    for cell, other in zip(ours, theirs, strict=True):
        if glance(cell, languages[0]).agrees(glance(other, languages[1])):
            continue
        here, there = (
            side(text, code, [values(text, code)])
            for text, code in zip((cell, other), languages, strict=True)
        )
        for one in differences(here, there):
            so_far = found.get(one.rule, Difference(one.rule, (), ()))
            found[one.rule] = Difference(
                one.rule, so_far.ours + one.ours, so_far.theirs + one.theirs
            )
    return list(found.values())


def side(text: str, language: str, read: Sequence[Values]) -> Side:
    """Take the values of a text, or of several that have been merged, as one side."""
    found = tuple(value for one in read for value in one.found)
    ranges = tuple(span for one in read for span in one.ranges)
    spelled = frozenset().union(*(one.spelled for one in read))
    return Side(text, language, found, ranges, spelled)


def differences(
    ours: Side, theirs: Side, names: Callable[[], Mapping[str, str]] = dict
) -> list[Difference]:
    """Compare the values of two sides; at most one difference for each rule.

    ``names`` gives the letters that stand for those of a symbol in the other language.
    """
    for one in (ours, theirs):
        one.left = [value for value in one.found if value.kind not in {"month", "roman", "letter"}]
    units = _cancel(ours, theirs)
    found = [*_dates(ours, theirs), *_times(ours, theirs), *_symbols(ours, theirs, names)]
    found += _numbers_left(ours, theirs)
    if not found:
        found += _months(ours, theirs) or _romans(ours, theirs) or _letters_of(ours, theirs)
    if not any(one.rule == "number" for one in found) and units:
        found.append(units)
    if not any(one.rule == "range" for one in found):
        found += _reversed(ours, theirs)
    return found


def _cancel(ours: Side, theirs: Side) -> Difference | None:
    """Cancel what is the same on both sides; give amounts that are of something else."""
    pairs: list[tuple[Value, Value]] = []
    for strict in (True, False):
        rest = list(theirs.left)
        for value in list(ours.left):
            for other in rest:
                if value.same(other) and (not strict or _units_agree(value, other)):
                    rest.remove(other)
                    ours.drop([value])
                    theirs.drop([other])
                    pairs.append((value, other))
                    break
    wrong = [(one, other) for one, other in pairs if not _units_agree(one, other)]
    if not wrong:
        return None
    return Difference("number", *(tuple(v.text for v in one) for one in zip(*wrong, strict=True)))


def _units_agree(one: Value, other: Value) -> bool:
    """Whether two amounts are of the same; of a currency not both need to say it."""
    if PERCENT in {one.unit, other.unit}:
        return one.unit == other.unit
    return not one.unit or not other.unit or not one.unit.isdisjoint(other.unit)


def _numbers(value: Value) -> list[Decimal]:
    """Give the plain numbers that a value is made of, months left out."""
    reading = next(iter(value.readings))
    match value.kind:
        case "date" if isinstance(reading, tuple):
            year, _, day = reading
            return [Decimal(part) for part in (year, day) if part is not None]
        case "time" if isinstance(reading, int):
            hours, minutes = divmod(reading, MINUTES)
            return [Decimal(hours), *([Decimal(minutes)] if minutes else [])]
        case "number" | "roman":
            return [one for one in value.readings if isinstance(one, Decimal)] or _digits(value)
        case "symbol":
            return _digits(value)
    return []


def _digits(value: Value) -> list[Decimal]:
    return [Decimal(digits) for digits in INTEGER.findall(str(next(iter(value.readings))))]


def _dates(ours: Side, theirs: Side) -> Iterator[Difference]:
    if not ours.of("date") and not theirs.of("date"):
        return
    if _same_pool(ours, theirs):
        for one in (ours, theirs):
            one.drop(one.of("date") + one.of("number"))
        return
    for one, other in ((ours, theirs), (theirs, ours)):
        for value in one.of("date"):
            for counterpart in other.of("date"):
                if (
                    _compatible(value, counterpart)
                    and _rest_is_there(counterpart, value, one)
                    and _rest_is_there(value, counterpart, other)
                ):
                    one.drop([value])
                    other.drop([counterpart])
                    break
    yield from _apart("date", ours, theirs)


def _same_pool(ours: Side, theirs: Side) -> bool:
    """Whether dates that share a month or a year are only written out differently.

    "March 3 to 5, 2024" is « du 3 au 5 mars 2024 »; two dates that have changed their days
    with each other are not the same, and leave no number besides.
    """
    if not ours.of("number") and not theirs.of("number"):
        return False
    pools = [
        (
            Counter(n for v in one.of("date") + one.of("number") for n in _numbers(v)),
            {_month(value) for value in one.of("date")},
        )
        for one in (ours, theirs)
    ]
    return pools[0] == pools[1]


def _month(value: Value) -> object:
    reading = next(iter(value.readings))
    return reading[1] if isinstance(reading, tuple) else None


def _compatible(one: Value, other: Value) -> bool:
    return any(
        isinstance(a, tuple)
        and isinstance(b, tuple)
        and all(x is None or y is None or x == y for x, y in zip(a, b, strict=True))
        for a in one.readings
        for b in other.readings
    )


def _rest_is_there(fuller: Value, poorer: Value, where: Side) -> bool:
    """Whether what one date says more than the other stands elsewhere on the other's side."""
    more = set(_numbers(fuller)) - set(_numbers(poorer))
    return all(where.says(number) for number in more)


def _apart(  # noqa: C901  (each way in which what changed may be told)
    kind: str, ours: Side, theirs: Side
) -> Iterator[Difference]:
    """Look for the parts of what is left of a kind among the numbers of the other side."""
    for one, other in ((ours, theirs), (theirs, ours)):
        for value in one.of(kind):
            if _is_said_otherwise(value, other):
                one.drop([value])
            elif taken := _taken_apart(value, other):
                one.drop([value])
                other.drop(taken)
            elif taken is not None and not other.of(kind):
                one.drop([value])
    mine, yours = ours.of(kind), theirs.of(kind)
    if not mine and not yours:
        return
    ours.drop(mine)
    theirs.drop(yours)
    # What a changed value has become may no longer be one of its kind.
    for left, other in ((mine, theirs), (yours, ours)):
        if len(mine) != len(yours) and len(left) == max(len(mine), len(yours)):
            changed = other.of("number")[: sum(len(_numbers(value)) for value in left)]
            other.drop(changed)
            (yours if other is theirs else mine).extend(changed)
    if len(mine) == len(yours):
        for left, more, one in ((mine, yours, ours), (yours, mine, theirs)):
            lacking = sum(len(_numbers(v)) for v in more) - sum(len(_numbers(v)) for v in left)
            changed = one.of("number")[: max(lacking, 0)]
            one.drop(changed)
            left.extend(changed)
    yield Difference(kind, tuple(v.text for v in mine), tuple(v.text for v in yours))


def _is_said_otherwise(value: Value, other: Side) -> bool:
    """Whether a time has a name of its own on the other side, or a fraction is in words there."""
    facts, folded = language(other.language), fold(other.text)
    if value.kind == "time":
        named = {NOON: facts.noon, 0: facts.midnight}
        return any(
            fold(word) in folded
            for minutes, words in named.items()
            if minutes in value.readings
            for word in words
        )
    is_fraction = value.kind == "symbol" and FRACTION.fullmatch(value.text) is not None
    return is_fraction and not other.of("number") and not other.of("symbol")


def _taken_apart(value: Value, other: Side) -> list[Value] | None:
    """Find the numbers of a value on the other side; give what of that was left there.

    ``None`` where one of them is not there in any form.
    """
    taken: list[Value] = []
    if value.kind == "time":
        for one in other.of("number"):
            if any(reading in one.readings for reading in _as_decimals(value)):
                return [one]
    for number in _numbers(value):
        same = [one for one in other.of("number") if number in one.readings and one not in taken]
        if same:
            taken.append(same[0])
        elif not _in_words(number, other):
            return None
    month = _month(value)
    if value.kind == "date" and not any(
        month in one.readings or month == _month(one)
        for one in other.found if one.kind in {"month", "date"}
    ) and not _in_words(Decimal(str(month)), other):  # fmt: skip
        return None
    return taken


def _as_decimals(time: Value) -> list[Decimal]:
    """Write a time as the decimal number that it looks like where nothing says it is a time."""
    clock = [divmod(reading, MINUTES) for reading in time.readings if isinstance(reading, int)]
    return [Decimal(hours) + Decimal(minutes) / 100 for hours, minutes in clock]


def _in_words(number: Decimal, where: Side) -> bool:
    if number == number.to_integral_value() and int(number) in where.spelled:
        return True
    if any(number in one.readings for one in where.found if one.kind == "roman"):
        return True
    return is_spelled(number, where.text, where.language)


def _times(ours: Side, theirs: Side) -> Iterator[Difference]:
    for difference in _apart("time", ours, theirs):
        yield Difference("number", difference.ours, difference.theirs)


def _symbols(
    ours: Side, theirs: Side, names: Callable[[], Mapping[str, str]]
) -> Iterator[Difference]:
    """Compare symbols: their numbers, and their letters where they are not a translation."""
    usual = names() if ours.of("symbol") and theirs.of("symbol") else {}
    for value in ours.of("symbol"):
        for other in theirs.of("symbol"):
            if _digits(value) == _digits(other) and _is_translated(value, other, usual):
                ours.drop([value])
                theirs.drop([other])
                break
    yield from _apart("symbol", ours, theirs)


def usual_names(pairs: Iterable[tuple[Sequence[Values], Sequence[Values]]]) -> dict[str, str]:
    """Say which letters of symbols stand for which, where that is seen more than once."""
    seen: dict[str, Counter[str]] = {}
    for ours, theirs in pairs:
        mine, yours = ([v for one in side for v in one.of("symbol")] for side in (ours, theirs))
        for value, other in zip(mine, yours, strict=False):
            if _digits(value) == _digits(other):
                for one, two in zip(_letters(value), _letters(other), strict=False):
                    seen.setdefault(one, Counter())[two] += 1
    usual = {one: counts.most_common(1)[0] for one, counts in seen.items()}
    return {one: two for one, (two, times) in usual.items() if times > 1}


def _letters(value: Value) -> list[str]:
    return LETTERS.findall(str(next(iter(value.readings))))


def _is_translated(value: Value, other: Value, names: Mapping[str, str]) -> bool:
    one, two = (str(next(iter(v.readings))) for v in (value, other))
    if one.endswith(f"/{two}") or two.endswith(f"/{one}"):
        return True  # « A/RES/78/123 », "resolution 78/123"
    mine, yours = _letters(value), _letters(other)
    return len(mine) == len(yours) and all(
        one == two or (names.get(one, two) == two and edits(one, two) > MOST_EDITS)
        for one, two in zip(mine, yours, strict=True)
    )


def edits(one: str, other: str) -> int:
    """Count the letters to be changed, added or taken out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, row = row, [i]
        for j, counterpart in enumerate(other, start=1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != counterpart)))
    return row[-1]


def _numbers_left(ours: Side, theirs: Side) -> Iterator[Difference]:
    for one, other in ((ours, theirs), (theirs, ours)):
        cleared = [
            value
            for value in one.of("number")
            if all(_in_words(number, other) for number in _numbers(value))
        ]
        one.drop(cleared)
    mine, yours = ours.of("number"), theirs.of("number")
    if not mine and not yours:
        return
    if not (mine and yours):
        # Numerals of some languages change too much to be told from other words.
        if theirs.language in UNTOLD:
            mine = [value for value in mine if not _is_small(value)]
        if ours.language in UNTOLD:
            yours = [value for value in yours if not _is_small(value)]
        if not mine and not yours:
            return
    ends = [
        any(value in (span.first, span.last) for span in one.ranges for value in left)
        for one, left in ((ours, mine), (theirs, yours))
    ]
    if all(ends):
        yield Difference("range", _with_ranges(mine, ours), _with_ranges(yours, theirs))
    else:
        yield Difference("number", tuple(v.text for v in mine), tuple(v.text for v in yours))


def _is_small(value: Value) -> bool:
    return not value.unit and all(isinstance(r, Decimal) and r <= SMALL for r in value.readings)


def _with_ranges(left: Sequence[Value], where: Side) -> tuple[str, ...]:
    spans = [s.text for s in where.ranges if s.first in left or s.last in left]
    alone = [v.text for v in left if not any(v in (s.first, s.last) for s in where.ranges)]
    return (*spans, *alone)


def _months(ours: Side, theirs: Side) -> list[Difference]:
    """Compare months without a day or year, where both sides name as many."""
    return _as_many("month", "date", ours, theirs)


def _romans(ours: Side, theirs: Side) -> list[Difference]:
    return _as_many("roman", "number", ours, theirs)


def _letters_of(ours: Side, theirs: Side) -> list[Difference]:
    """Compare the letters of provisions: paragraph 2 (b) is « paragraphe 2 b) »."""
    return _as_many("letter", "symbol", ours, theirs)


def _as_many(kind: str, rule: str, ours: Side, theirs: Side) -> list[Difference]:
    mine = [value for value in ours.found if value.kind == kind]
    yours = [value for value in theirs.found if value.kind == kind]
    if not mine or len(mine) != len(yours):
        return []
    for value in list(mine):
        if same := next((other for other in yours if value.same(other)), None):
            mine.remove(value)
            yours.remove(same)
    if not mine:
        return []
    return [Difference(rule, tuple(v.text for v in mine), tuple(v.text for v in yours))]


def _reversed(ours: Side, theirs: Side) -> list[Difference]:
    """Find ranges that run the other way round."""
    for one, other in ((ours, theirs), (theirs, ours)):
        for span in one.ranges:
            if turned := _turned(span, other):
                words = ((span.text,), (turned,))
                return [Difference("range", *(words if one is ours else words[::-1]))]
    return []


def _turned(span: Range, other: Side) -> str | None:
    """Give a range the other way round, if there is one and none that runs as this one."""
    ends, turned = _ends(span), None
    for counterpart in other.ranges:
        if _ends(counterpart) == ends:
            return None
        if _ends(counterpart) == ends[::-1]:
            turned = counterpart.text
    return turned


def _ends(span: Range) -> tuple[object, ...]:
    """Give both ends; of « du 3 au 7 mars » the days, as of "March 3 to 7"."""
    ends = [next(iter(value.readings)) for value in (span.first, span.last)]
    if span.first.kind == span.last.kind:
        return tuple(end[1:] if isinstance(end, tuple) else end for end in ends)
    return tuple(Decimal(end[2] or 0) if isinstance(end, tuple) else end for end in ends)


def zipped(difference: Difference) -> Iterator[tuple[str, str]]:
    """Give the words of both sides in pairs; what has no counterpart is empty."""
    yield from zip_longest(difference.ours, difference.theirs, fillvalue="")
