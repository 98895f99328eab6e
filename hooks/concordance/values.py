"""What survives translation: the numbers, dates, times, amounts and symbols in a text.

Values are read, not characters: « 3 000,5 » is 3,000.5; « 1er janvier 2024 » is 1 January 2024;
« 15 h 30 » is 3.30 p.m. Where a notation can be read in several ways, all of them are kept, and
two values are the same if they have one in common.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

from concordance.language import Language, language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Kind = Literal["number", "date", "time", "symbol", "month", "roman", "letter"]
Reading = Decimal | str | int | tuple[int | None, ...]

Date = tuple[int | None, ...]
"""Year, month and day; what is not said is ``None``."""

BIDI = dict.fromkeys(
    [*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C]
)
WIDE = {
    ord("（"): "(",
    ord("）"): ")",
    ord("／"): "/",
    ord("－"): "-",
    ord("％"): "%",
    ord("："): ":",
}
SPECIAL = re.compile("[\u0600-\u1fff\u200e\u200f\u202a-\u202e\u2066-\u2069\u2e80-\U0010ffff]")
"""What a text has to hold to be written anew: marks of direction, other digits, wide signs."""
HAN_DIGITS = "〇零一二两兩三四五六七八九十百千万亿"
HAN = re.compile(f"[{HAN_DIGITS}]+")
HAN_IN_DATES = re.compile("[〇零一二三四五六七八九十]+(?=[年月日号號时時点點分])")
TWO = str.maketrans("两兩", "二二")
"""The other word for two, which Unicode does not count among the numerals."""
TEN = 10

SPACE = r"[ \u00a0\u2009\u202f]"
DIGIT = re.compile(r"\d")
DIGIT_RUN = re.compile("[0-9][0-9]*")
FIGURE = re.compile("[0-9½¼¾⅓⅔]")
NUMBER = re.compile(
    rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫٬’']\d+)*(?:[½¼¾⅓⅔])?|[½¼¾⅓⅔]"
)
PIECE = "[0-9A-Za-zÀ-ÿА-я]+"
SLASHED = re.compile(
    rf"(?<![0-9A-Za-zÀ-ÿА-я/.]){PIECE}(?:[.-]{PIECE})*(?:/{PIECE}(?:[.-]{PIECE})*)+(?:\s?\({PIECE}\))?"
)
UNITS = re.compile(r"(?<![A-Za-z])(?:[kcmd]?m[23]|CO2)(?!\w)")
"""Signs in which a figure is no number of its own."""
MAY_BE_UNIT, MAY_BE_YEARS = re.compile(r"[mO][23]"), re.compile(r"\d\s?[/–-]\s?\d")
MAY_BE_TELEPHONE = re.compile(r"\d[ .\u00a0-]\d{2,4}[ .\u00a0-]\d")
"""A cheap look, which begins with a set of characters and says that most texts have none."""
SLASHED_WORDS = re.compile(r"[^\s/]*/\S*(?:\s?\([^\W_]+\))?")
BEFORE_BRACKET, BEFORE_DASH = re.compile(r"\d\s?\("), re.compile(r"[A-Z]-\d")
TELEPHONE = re.compile(r"(?<![\w/.-])\+?\d{1,4}(?:[ .\u00a0-]\d{2,4}){3,}(?![\w/-]|[.,]\d)")
YEARS = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)\s?[/–-]\s?(\d\d|(?:19|20)\d\d)(?![\w/-])")
SCALE = re.compile(r"(?<![\w/.])\d+\s?[/:]\s?\d{1,3}(?:[., \u00a0\u202f]\d{3})+(?![\d/])")
SESSION = re.compile(r"(?<![\w/.,-])\d{1,4}\s?\((?:(?:18|19|20)\d\d|[IVXL]+)\)")
CODE = re.compile(r"(?<![\w/.-])[A-Z]{1,6}-\d+(?:[.-]\d+)*(?![\w/])")
ADDRESS = re.compile(r"\[\^[^\]\s]*\]|https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
ISO = re.compile(r"(?<![\w/.-])(\d{4})-(\d{2})-(\d{2})(?![\w/-])")
DIGITS_DATE = re.compile(r"(?<![\w/.-])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![\w/-]|\.\d)")
TWO_SIGNS = re.compile(r"\d([/.-])\d\d?\1\d")
LETTER = re.compile(r"(?<=\d)\)?\s?\(?([a-z])\)")
ROMAN_LETTERS = re.compile(
    r"(?P<numeral>[IVXL](?<![\w.’'-].)(?:[IVXL]+|(?<!L)))"
    r"(?:er|re|e|es|ème|ième|º|°)?(?![\w]|[’'.]\w)"
)
"""What stands before is looked at behind the first letter: where a pattern begins with a set of
letters, all others are passed over at once."""
ROMAN = re.compile(r"(?=[IVXL])X{0,3}(?:XL|L)?X{0,3}(?:IX|IV|V?I{0,3})")
SHORT_SCALE = re.compile(r"\s?(bn|Mds?|Mrd|[kKMmB])(?![^\W\d_])")
SHORT_SCALES = {
    "k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6,
    "bn": 10**9, "B": 10**9, "Md": 10**9, "Mds": 10**9, "Mrd": 10**9,
}  # fmt: skip
BEFORE_CURRENCY = r"\s?(?:d[e’']\s?)?"
ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50}
BEFORE_MONTH = 24
"""How many characters before the name of a month the day may begin."""
ABBREVIATED = re.compile(r"\w\.\s?\w\.$")
GROUPING = {**dict.fromkeys(map(ord, " \u00a0\u2009\u202f")), ord("٬"): "’", ord("'"): "’"}
SIGN = re.compile("[.,’]")
DASHES = {"-", "–", "—", "‑", "−"}
FRACTIONS = "½¼¾⅓⅔"
YEAR_DIGITS = 4
HUNDRED = 100
NOON, MIDNIGHT = 12, 24
MINUTES = 60
LAST_DAY, LAST_MONTH = 31, 12


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a text, as it is written and as it can be read."""

    kind: Kind
    readings: frozenset[Reading]
    text: str
    start: int
    end: int
    unit: frozenset[str] = frozenset()
    """What it is an amount of: currency codes, or ``%``; empty where nothing is said."""
    scale: int = 1
    """What it has been multiplied with, by a word such as "million"."""

    def same(self, other: Value) -> bool:
        """Whether the two can be read alike."""
        return self.kind == other.kind and not self.readings.isdisjoint(other.readings)


@dataclass(frozen=True, slots=True)
class Range:
    """Two values that are the ends of a range, in their order."""

    first: Value
    last: Value
    text: str


@dataclass(frozen=True, slots=True)
class Values:
    """All values of a text."""

    found: tuple[Value, ...] = ()
    ranges: tuple[Range, ...] = ()
    spelled: frozenset[int] = frozenset()
    """Numbers in Han characters, such as 七十八, which need no table of words."""

    def of(self, *kinds: Kind) -> list[Value]:
        """Give those of some kinds, in the order of the text."""
        return [value for value in self.found if value.kind in kinds]


@dataclass(frozen=True, slots=True)
class Glance:
    """What can be seen of the values of a text without reading them all.

    Most texts hold numbers and dates in the commonest notations, or none.
    """

    digits: tuple[str, ...] = ()
    """Its runs of digits, whatever they are part of."""
    figures: tuple[object, ...] = ()
    """The numbers, each with what it is an amount of, and the symbols, in their order."""
    dates: tuple[Date, ...] = ()
    months: tuple[int, ...] = ()
    romans: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    plain: bool = True
    """Whether all that is written with digits is seen here as it would be read."""

    def agrees(self, other: Glance) -> bool:
        """Whether this proves that there is no difference: whatever may be one, does not agree.

        Of months, Roman numerals and letters only as many are compared.
        """
        return (
            self.plain
            and other.plain
            and self.figures == other.figures
            and self.dates == other.dates
            and (self.months == other.months or not (self.months and other.months))
            and (self.romans == other.romans or not (self.romans and other.romans))
            and (self.letters == other.letters or not (self.letters and other.letters))
        )


def glance(text: str, code: str) -> Glance:
    """See, at a fraction of the cost, what there is to be read."""
    patterns, plain = _patterns(code), _in_ascii(text)
    romans = tuple([match["numeral"] for match in _roman_numerals(plain)])
    digits, taken = tuple(DIGIT_RUN.findall(plain)), list[tuple[int, int]]()
    dates, months = tuple[Date, ...](), tuple[int, ...]()
    if names := patterns.names_in(plain):
        found = list(patterns.dates_in(plain, names)) if digits else []
        taken, dates = [match.span() for match, _ in found], tuple(date for _, date in found)
        full = patterns.months_in(names)
        months = tuple(month for name, month in full if _place(name.start(), taken) is None)
    if not digits:
        return Glance((), (), (), months, romans, (), not patterns.han or not HAN.search(plain))
    seen = _figures(plain, patterns, taken, [day or month for _, month, day in dates])
    if not seen or "www." in plain or (patterns.numeric and patterns.numeric.search(plain)):
        return Glance(digits, (), dates, months, romans, (), plain=False)
    return Glance(digits, seen[0], dates, months, romans, seen[1])


def _figures(
    plain: str, patterns: _Patterns, taken: Sequence[tuple[int, int]], ends: list[object]
) -> tuple[tuple[object, ...], tuple[str, ...]] | None:
    """See the numbers and symbols of a text outside its dates, and the letters behind numbers.

    ``None`` where one has to be read to know what it is.
    """
    figures: list[object] = []
    letters: list[str] = []
    last, bare = 0, False
    for match in patterns.figures.finditer(plain):
        start, kind = match.start(), match.lastgroup
        if kind == "unsure":
            return None
        if (date := _place(start, taken)) is not None:
            if figures[-1:] != [date]:
                figures.append(date)  # its place: a range may run from a number to a date
            continue
        if kind == "symbol":
            figures.append(match[0].casefold())
            continue
        end = match.end("number")
        reading = _reading(plain[start:end], patterns.decimal)
        listed = kind == "percent" and bare and LISTED.fullmatch(plain, last, start)
        if listed or isinstance(reading, str):
            return None  # in "3 and 5 per cent" both are; 4.2.1 may be a date
        letters += match["letter"] or ""
        of: object = kind == "percent"
        if kind == "currency":
            of = patterns.currencies[_bare(match["currency"])]
        figures.append((reading, of))
        ends.append(reading)
        last, bare = end, kind in {"number", "letter"}
    if len(ends) >= FEWEST_TURNED and len(set(ends)) < len(ends):
        return None  # there may be a range that runs from 3 to 5, and one from 5 to 3
    return tuple(figures), tuple(letters)


FEWEST_TURNED = 3


def _place(at: int, spans: Sequence[tuple[int, int]]) -> int | None:
    """Say in which of some spans a place lies, if in any."""
    return next((n for n, (start, end) in enumerate(spans) if start <= at < end), None)


class _Ascii(dict[int, "str | int | None"]):
    """Gives the digits of every script as those of ASCII; learns each character as it comes."""

    def __missing__(self, code: int) -> str | int:
        digit = unicodedata.decimal(chr(code), None)
        self[code] = written = code if digit is None else str(digit)
        return written


ASCII = _Ascii({**BIDI, **WIDE})


def _in_ascii(text: str) -> str:
    """Write the digits of every script as those of ASCII, and leave out marks of direction."""
    return text if text.isascii() or not SPECIAL.search(text) else text.translate(ASCII)


@lru_cache(maxsize=4096)
def values(text: str, code: str) -> Values:
    """Read all values of a text in a language."""
    facts = language(code)
    text, plain = text.translate(BIDI) if SPECIAL.search(text) else text, _in_ascii(text)
    spelled: frozenset[int] = frozenset()
    if not facts.spaced:
        plain = HAN_IN_DATES.sub(_han_padded, plain)
        spelled = frozenset(_han(found[0]) for found in HAN.finditer(plain))
    search = _Search(text, plain, facts)
    if DIGIT.search(plain):
        search.run()
    search.months()
    search.romans()
    found = _with_units(sorted(search.found, key=lambda value: value.start), plain)
    found = _with_hours(found, plain, facts)
    return Values(tuple(found), tuple(search.ranges(found)), spelled)


def _with_units(found: list[Value], text: str) -> list[Value]:
    """Give the unit of the last of several numbers to all: "3, 4 and 5 per cent"."""
    spread = list(found)
    for index in range(len(spread) - 2, -1, -1):
        one, after = spread[index], spread[index + 1]
        if one.kind == after.kind == "number" and LISTED.fullmatch(text[one.end : after.start]):
            if after.unit and not one.unit:
                one = replace(one, unit=after.unit)
            if after.scale > 1 and one.scale == 1:
                scaled = {r * after.scale for r in one.readings if isinstance(r, Decimal)}
                one = replace(one, readings=one.readings | scaled)
            spread[index] = one
    return spread


def _with_hours(found: list[Value], text: str, facts: Language) -> list[Value]:
    """Take a number for a time where a range joins it to one: "3 to 6 p.m.", « 15 à 18 heures »."""
    spread = list(found)
    joints = {*DASHES, *facts.ranges, *facts.between[1:]}
    for index in range(len(spread) - 2, -1, -1):
        one, after = spread[index], spread[index + 1]
        joint = text[one.end : after.start].strip(BLANKS)
        if one.kind == "number" and after.kind == "time" and joint in joints and not one.unit:
            clock, last = next(iter(one.readings)), min(map(_minutes_of, after.readings))
            if isinstance(clock, Decimal) and clock < MIDNIGHT:
                minutes = int(clock) * MINUTES + int(clock % 1 * HUNDRED)
                half = any(mark in after.text for mark in facts.halves)
                if half and last >= NOON * MINUTES and minutes + NOON * MINUTES < last:
                    minutes += NOON * MINUTES
                spread[index] = replace(one, kind="time", readings=frozenset([minutes]))
    return spread


def _minutes_of(reading: Reading) -> int:
    return reading if isinstance(reading, int) else 0


LISTED = re.compile(r"[\s,\u00a0–—-]*(?:[^\W\d_\u3400-\u9fff]{1,3}[\s\u00a0]*){0,2}")


class _Search:
    """Finds values from the surest notation to the least sure; what is found is taken."""

    def __init__(self, text: str, plain: str, facts: Language) -> None:
        self.found: list[Value] = []
        self._text, self._plain, self._facts = text, plain, facts
        self._patterns = _patterns(facts.code)

    def run(self) -> None:
        """Find all that is written with digits."""
        if any(sign in self._plain for sign in ("@", "://", "www.", "[^")):
            for found in ADDRESS.finditer(self._plain):
                self._blank(found.start(), found.end())
        if MAY_BE_UNIT.search(self._plain):
            for found in list(UNITS.finditer(self._plain)):
                self._blank(found.start(), found.end())
        self._years()
        self._dates()
        self._telephones()
        self._symbols()
        self._times()
        self._numbers()

    def _add(
        self,
        kind: Kind,
        readings: Iterable[Reading],
        span: tuple[int, int],
        unit: frozenset[str] = frozenset(),
    ) -> None:
        start, end = span
        written = self._text[start:end].strip()
        if not ABBREVIATED.search(written):
            written = written.rstrip(".,")
        self.found.append(Value(kind, frozenset(readings), written, start, end, unit))
        self._blank(start, end)

    def _blank(self, start: int, end: int) -> None:
        self._plain = self._plain[:start] + "\x00" * (end - start) + self._plain[end:]

    def _dates(self) -> None:
        in_digits = TWO_SIGNS.search(self._plain)
        for pattern, reader in (
            (ISO, lambda m: [(int(m[1]), int(m[2]), int(m[3]))]),
            (DIGITS_DATE, lambda m: _dates_in_digits(m, self._facts.order)),
        ):
            for match in list(pattern.finditer(self._plain)) if in_digits else ():
                if readings := [one for one in reader(match) if _is_date(one)]:
                    self._add("date", readings, match.span())
        names = self._patterns.names_in(self._plain)
        for match, date in list(self._patterns.dates_in(self._plain, names)):
            self._add("date", [date], match.span())
        for match in self._facts.numeric.finditer(self._plain) if self._facts.numeric else ():
            if _is_date(date := _date(match["year"], int(match["month"]), match["day"])):
                self._add("date", [date], match.span())

    def _telephones(self) -> None:
        """Find numbers of telephones, whose groups of digits are written in many ways."""
        if not MAY_BE_TELEPHONE.search(self._plain):
            return
        for match in list(TELEPHONE.finditer(self._plain)):
            groups = re.findall(r"\d+", match[0])
            if any(len(group) != GROUP for group in groups[1:]):
                self._add("number", ["".join(groups)], match.span())

    def _years(self) -> None:
        """Find a year and the next one, however short: 2023/24 is 2023-2024."""
        if not MAY_BE_YEARS.search(self._plain):
            return
        for match in list(YEARS.finditer(self._plain)):
            first, last = int(match[1]), match[2]
            if str(first + 1).endswith(last):
                self._add("number", [Decimal(first)], match.span(1))
                self._add("number", [Decimal(first + 1)], match.span(2))
                self._blank(*match.span())

    def _symbols(self) -> None:
        if "/" in self._plain or ":" in self._plain:
            for match in list(SCALE.finditer(self._plain)):
                self._add(
                    "number", [re.sub(r"[^\d/]", "", match[0].replace(":", "/"))], match.span()
                )
            # Looked for where a slash stands, not at every word: that is most of the time.
            for word in SLASHED_WORDS.finditer(self._plain):
                self._add_symbols(SLASHED, *word.span())
        if BEFORE_BRACKET.search(self._plain):
            self._add_symbols(SESSION, 0, len(self._plain))
        if BEFORE_DASH.search(self._plain):
            self._add_symbols(CODE, 0, len(self._plain))

    def _add_symbols(self, pattern: re.Pattern[str], start: int, end: int) -> None:
        for match in list(pattern.finditer(self._plain, start, end)):
            if DIGIT.search(match[0]):
                self._add("symbol", [re.sub(r"\s", "", match[0]).casefold()], match.span())

    def _times(self) -> None:
        if not self._patterns.any_time.search(self._plain):
            return
        for pattern in self._patterns.times:
            for match in list(pattern.finditer(self._plain)):
                named = match.groupdict()
                hour, minute = int(match["hour"]), int(named.get("minute") or 0)
                half = named.get("half") or named.get("half_before")
                if minute < MINUTES and hour <= MIDNIGHT:
                    exact = half is not None or ":" not in match[0] or match["hour"][0] == "0"
                    readings = _time(hour, minute, half, self._facts, exact=exact)
                    self._add("time", readings, match.span())

    def _numbers(self) -> None:
        at = 0
        while (begins := FIGURE.search(self._plain, at)) and (
            match := NUMBER.match(self._plain, begins.start())
        ):
            at = self._number(match)

    def _number(self, match: re.Match[str]) -> int:
        """Read a number with its scale and unit; give where that ends."""
        readings: set[Reading] = {_reading(match[0], self._facts.decimal)}
        factor = 1
        start, end = match.span()
        patterns, unit = self._patterns, frozenset[str]()
        if scale := patterns.scale and patterns.scale.match(self._plain, end):
            factor = patterns.scales[_bare(scale[1])]
            readings = {one * factor if isinstance(one, Decimal) else one for one in readings}
            end = scale.end()
        if (short := SHORT_SCALE.match(self._plain, end)) and self._is_money(start, short.end()):
            factor = SHORT_SCALES[short[1]]
            readings = {one * factor if isinstance(one, Decimal) else one for one in readings}
            end = short.end()
        if after := patterns.percent.match(self._plain, end):
            unit, end = frozenset("%"), after.end()
        elif after := patterns.currency_after.match(self._plain, end):
            unit, end = patterns.currencies[_bare(after[1])], after.end()
        elif before := self._currency_before(start):
            unit, start = patterns.currencies[_bare(before[1])], before.start()
        written = self._text[start:end]
        self.found.append(Value("number", frozenset(readings), written, start, end, unit, factor))
        return end

    def _is_money(self, start: int, end: int) -> bool:
        """Whether a number between is an amount: only then is M a million."""
        after = self._patterns.currency_after.match(self._plain, end)
        return after is not None or self._currency_before(start) is not None

    def _currency_before(self, start: int) -> re.Match[str] | None:
        """Find the sign or code of a currency before a number, which no small letter ends."""
        before = self._plain[max(0, start - LONGEST_SIGN) : start].rstrip(BLANKS)
        if not before or not _is_sign(before[-1]):
            return None
        return self._patterns.currency_before.search(
            self._plain, max(0, start - LONGEST_SIGN), start
        )

    def months(self) -> None:
        """Find names of months that stand in no date."""
        names = self._patterns.names_in(self._plain)
        for match, month in self._patterns.months_in(names):
            self.found.append(Value("month", frozenset([month]), match[0], *match.span()))

    def romans(self) -> None:
        """Find Roman numerals up to 89, and the letters of provisions: 2 (b) is 2 b)."""
        for match in LETTER.finditer(self._plain) if ")" in self._plain else ():
            self.found.append(Value("letter", frozenset([match[1]]), match[0], *match.span()))
        for match in _roman_numerals(self._plain):
            readings = frozenset([Decimal(roman(match["numeral"]))])
            value = Value("roman", readings, match[0], *match.span())
            self.found.append(value)

    def ranges(self, found: list[Value]) -> Iterator[Range]:
        """Give each pair of neighbours that a dash or a word makes a range."""
        for one, two in pairwise(found):
            if {one.kind, two.kind} <= {"number", "date"} or one.kind == two.kind == "time":
                joint = self._text[one.end : two.start]
                if len(joint) <= LONGEST_JOINT and self._joins(joint.strip(BLANKS), one.start):
                    yield Range(one, two, self._text[one.start : two.end])

    def _joins(self, word: str, start: int) -> bool:
        """Whether a word makes a range of the values that it stands between."""
        if word in DASHES or word in self._facts.ranges:
            return True
        if not self._facts.between:
            return False
        before, within = self._facts.between
        return word == within and self._text[:start].rstrip(BLANKS).casefold().endswith(before)


def _is_sign(last: str) -> bool:
    """Whether the sign or code of a currency ends so, which may stand before a number."""
    return last.isupper() or unicodedata.category(last) == "Sc"


BLANKS = " \u00a0\u202f"
LONGEST_JOINT = 24
LONGEST_SIGN = 12


def _date(year: str | None, month: int, day: str | None) -> Date:
    return int(year) if year else None, month, int(day) if day else None


def _is_date(date: Date) -> bool:
    _, month, day = date
    return 1 <= (month or 0) <= LAST_MONTH and (day is None or 1 <= day <= LAST_DAY)


def _dates_in_digits(match: re.Match[str], order: str) -> list[Date]:
    """Give all dates that 3/4/2024 may be, that of the language's own order first."""
    first, second, last = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == YEAR_DIGITS:
        return [(first, second, last)]
    if len(match[4]) != YEAR_DIGITS:
        return []
    either: list[Date] = [(last, second, first), (last, first, second)]
    if order == "mdy":
        either.reverse()
    possible = [date for date in either if _is_date(date)]
    return possible if order == "mdy" else possible[:1]


def _time(
    hour: int, minute: int, half: str | None, facts: Language, *, exact: bool
) -> set[Reading]:
    """Give the minutes since midnight; 3:30 may be in either half of the day, 03:30 not."""
    if half is not None and hour <= NOON:
        hour = hour % NOON + facts.halves[half]
    readings: set[Reading] = {hour % MIDNIGHT * MINUTES + minute}
    if not exact and 0 < hour <= NOON:
        readings.add((hour % NOON + NOON) * MINUTES + minute)
    return readings


@lru_cache(maxsize=4096)
def _reading(written: str, decimal: str) -> Decimal | str:
    """Read a number as its signs say."""
    if written.isdigit() and written.isascii():
        return Decimal(written)
    fraction = Decimal(0)
    if written[-1] in FRACTIONS:
        fraction = Decimal(str(unicodedata.numeric(written[-1])))
        written = written[:-1]
    whole = written.translate(GROUPING).replace("٫", decimal)
    signs, (first, *rest) = SIGN.findall(whole), SIGN.split(whole)
    if not signs:
        return Decimal(whole or 0) + fraction
    grouped = first not in {"", "0"} and len(first) <= GROUP
    in_threes = grouped and all(len(group) == GROUP for group in rest[:-1])
    last_is_group = grouped and len(rest[-1]) == GROUP and len(set(signs)) == 1
    if last_is_group and in_threes and (len(signs) > 1 or signs[0] != decimal):
        return Decimal("".join((first, *rest)))
    if signs.count(signs[-1]) == 1 and (len(signs) == 1 or in_threes):
        return Decimal(f"{''.join((first, *rest[:-1]))}.{rest[-1]}")
    return whole  # such as the number of a section, 4.2.1


GROUP = 3


def _begins(match: re.Match[str], text: str) -> bool:
    """Whether a word begins there. A pattern that began with this would be tried everywhere."""
    return not match.start() or not text[match.start() - 1].isalnum()


def _roman_numerals(text: str) -> Iterator[re.Match[str]]:
    """Find Roman numerals that stand by themselves."""
    if not ("I" in text or "V" in text or "X" in text or "L" in text):
        return  # most texts end here, sooner than a pattern would
    for match in ROMAN_LETTERS.finditer(text):
        if ROMAN.fullmatch(match["numeral"]):
            yield match


def roman(numeral: str) -> int:
    """Read a Roman numeral."""
    digits = [ROMANS[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def _han(written: str) -> int:
    """Read a number in Han characters: 七十八 is 78, 二〇二四 is 2024."""
    digits = [int(unicodedata.numeric(one)) for one in written.translate(TWO)]
    if all(digit < TEN for digit in digits):
        return int("".join(map(str, digits)))
    total = section = digit = 0
    for one in digits:
        if one < TEN:
            digit = one
        elif one < TEN**4:
            section += (digit or 1) * one
            digit = 0
        else:
            total += (section + digit) * one
            section = digit = 0
    return total + section + digit


def _han_padded(found: re.Match[str]) -> str:
    """Write a number in digits, as wide as it was in Han characters or wider than its value."""
    digits = str(_han(found[0]))
    return digits if len(digits) > len(found[0]) else digits.rjust(len(found[0]), "\u2007")


@dataclass(frozen=True)
class _Patterns:
    date: re.Pattern[str] | None
    names: re.Pattern[str] | None
    full_names: frozenset[str]
    month_of: dict[str, int]
    numeric: re.Pattern[str] | None
    spaced: bool
    han: bool
    """Whether numbers are written in Han characters too."""
    figures: re.Pattern[str]
    any_time: re.Pattern[str]
    times: tuple[re.Pattern[str], ...]
    percent: re.Pattern[str]
    scale: re.Pattern[str] | None
    currency_before: re.Pattern[str]
    currency_after: re.Pattern[str]
    scales: Mapping[str, int]
    currencies: Mapping[str, frozenset[str]]
    """These two by their words without blanks, which may be written as any, or not at all."""
    decimal: str

    def names_in(self, plain: str) -> list[re.Match[str]]:
        """Find the names of months, full and short."""
        found = self.names.finditer(plain) if self.names else ()
        return [match for match in found if not self.spaced or _begins(match, plain)]

    def dates_in(
        self, plain: str, names: Iterable[re.Match[str]]
    ) -> Iterator[tuple[re.Match[str], Date]]:
        """Find the dates whose month is written by its name."""
        end = 0
        for month in names:
            if self.date and month.start() >= end:
                found = self.date.search(plain, max(end, month.start() - BEFORE_MONTH))
                if found:
                    end = found.end()
                    year, day = found["year"], found["day"] or found["day_after"]
                    date = _date(year, self.month_of[found["month"]], day)
                    if (year or day) and _is_date(date):
                        yield found, date

    def months_in(self, names: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], int]]:
        """Give the full ones of the names, each with its number."""
        for name in names if not self.numeric else ():
            if name[0] in self.full_names:
                yield name, self.month_of[name[0]]


@cache
def _patterns(code: str) -> _Patterns:
    """Compile, once for each language, what its facts say."""
    facts = language(code)
    cased = dict(facts.months)
    for name, number in facts.months.items():
        cased.setdefault(name[0].upper() + name[1:], number)
        cased.setdefault(name.upper(), number)
    full = {name for name in cased if name.casefold() in {m.casefold() for m in facts.full_months}}
    any_month, link = _any(cased), _any(facts.dates, empty=True)
    tail = r"(?!\w)" if facts.spaced else ""
    head = r"(?<!\w)" if facts.spaced else ""
    percent = _whole(facts.percent)
    before = _any(word for word in facts.currencies if _is_sign(word[-1]))
    after, scales = _whole(_sorted(facts.currencies)), _whole(_sorted(facts.scales))
    date = (
        rf"(?<![\w/.,-])(?:(?P<day>[0-3]?\d)(?:-?[^\W\d_]{{1,3}}|[º°ª.])?(?:[\s\u2007-]+{link}[\s-]*|[\s-]*))?"
        rf"{head}(?P<month>{any_month}){tail}\.?(?:\s*/\s*[^\W\d_]+)?"
        rf"(?(day)|(?:\s+(?P<day_after>[0-3]?\d)(?:-?[^\W\d_]{{1,3}})?(?=[,\s]+\d{{4}}(?!\d)|(?!\s*[\d.,:/]*\d)))?)"
        rf"(?:(?:[\s,]|-|{link})+(?P<year>[12]\d{{3}})(?![\d/]|[.,]\d))?"
    )
    currencies: dict[str, frozenset[str]] = {}
    for words, codes in facts.currencies.items():
        currencies[_bare(words)] = currencies.get(_bare(words), frozenset()) | codes
    percent, han = rf"\s?(?:{percent})", facts.numeric is not None or not facts.spaced
    return _Patterns(
        date=re.compile(date) if cased else None,
        names=re.compile(any_month + tail) if cased else None,
        full_names=frozenset(full),
        month_of=cased,
        numeric=facts.numeric,
        spaced=facts.spaced,
        han=han,
        figures=re.compile(_figure(facts, percent, after, scales, han=han)),
        any_time=re.compile(
            rf"\d:\d|\d\s?{_any((*facts.hours, *facts.halves))}|\d\s?[.h]\s?\d\d\s"
            + ("" if facts.spaced else rf"|{_any(facts.halves)}\s?\d")
        ),
        times=tuple(_times(facts)),
        percent=re.compile(percent),
        scale=re.compile(rf"{SPACE}?({scales})") if scales else None,
        currency_before=re.compile(rf"({before})\s?\Z"),
        currency_after=re.compile(rf"{BEFORE_CURRENCY}({after})"),
        scales={_bare(words): factor for words, factor in facts.scales.items()},
        currencies=currencies,
        decimal=facts.decimal,
    )


def _figure(facts: Language, percent: str, currency: str, scales: str, *, han: bool) -> str:
    """Match a number or symbol that can be read at sight, or what may be more than its digits.

    It begins with a set of characters, so that all others are passed over quickly, and looks at
    what stands before from behind the first of them.
    """
    signs = "".join(
        re.escape(sign)
        for sign in sorted({word[-1] for word in facts.currencies})
        if _is_sign(sign)
    )
    clock = _any((*facts.hours, *facts.halves)) + (r"(?![^\W\d_])" if facts.spaced else "")
    more = (
        rf"[{FRACTIONS}]|[.,٫٬’'\s]\d|\s?(?:[/:–-]\s?\d|\([\dIVXL]|{clock}|{scales or '(?!)'})"
        rf"|{SHORT_SCALE.pattern}"
    )
    symbol = (
        r"(?<![\w/.-].)(?P<symbol>(?<=[A-Z])[A-Z]{0,4}(?:/[0-9A-Z]{1,4})+|(?<=\d)\d{0,2}/\d{1,3})"
        r"(?![\w/]|[.-]\w|[.,\s]\d|\s?(?:\(|[:–-]\s?\d))"
    )
    number = (
        rf"(?<=\d)(?<![A-Za-z.{signs}]\d)(?<![{signs}]\s\d)(?<![A-Z]-\d)"
        rf"(?P<number>(?>\d{{0,2}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d*(?:[.,٫٬’']\d+)*))"
        rf"(?!{more})(?:(?P<percent>{percent})|{BEFORE_CURRENCY}(?P<currency>{currency})"
        r"|\)?\s?\(?(?P<letter>[a-z])\))?"
    )
    first = rf"[0-9A-Z{FRACTIONS}%‰٪$€£¥/@^{HAN_DIGITS if han else ''}]"
    return rf"{first}(?:{symbol}|{number}|(?P<unsure>)(?<![A-Z]))"


def _times(facts: Language) -> Iterator[re.Pattern[str]]:
    halves = _any(facts.halves)
    minute, ahead = r"(?P<minute>[0-5]\d)", r"(?<![\w.,:/])(?P<hour>[0-2]?\d)"
    if facts.halves:
        yield re.compile(rf"{ahead}(?:\s?[:.h]\s?{minute})?\s?(?P<half>{halves})(?!\w)")
    if facts.hours:
        hours = _any(facts.hours)
        if facts.spaced:
            yield re.compile(rf"{ahead}[.:]{minute}\s(?:{hours})(?![\w])")
            yield re.compile(rf"{ahead}\s?(?:{hours})\.?(?:\s?{minute}(?!\d))?(?!\w)")
        else:
            yield re.compile(
                rf"(?P<half_before>{halves})?(?P<hour>[0-2]?\d)(?:{hours})(?:(?P<minute>[0-5]?\d)分)?"
            )
            yield re.compile(rf"(?P<half_before>{halves})\s?(?P<hour>[0-2]?\d)[:]{minute}")
    yield re.compile(rf"{ahead}:{minute}(?![\d:])")


def _bare(words: str) -> str:
    """Leave out the blanks between words, whatever they are."""
    return "".join(words.split())


def _whole(words: Iterable[str]) -> str:
    """Match the first of some words that is there, as a whole word if it ends as words do.

    Those in a row that do are looked behind together, which is much quicker to compile.
    """
    rows = []
    for are_open, row in groupby(words, key=_ends_open):
        any_of_them = "|".join(r"\s?".join(map(re.escape, word.split())) for word in row)
        rows.append(f"(?:{any_of_them})" + (r"(?!\w)" if are_open else ""))
    return "|".join(rows)


def _ends_open(word: str) -> bool:
    """Whether a word ends in a letter of a script that has spaces."""
    return word[-1].isalpha() and not HAN_LETTER.match(word[-1])


HAN_LETTER = re.compile("[\u3400-\u9fff]")


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _any(words: Iterable[str], *, empty: bool = False) -> str:
    """Match any of some words, the longest that is there; those of one first letter together."""
    alternatives: dict[str, list[str]] = {}
    for word in _sorted(words):
        alternatives.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    found = [f"{first}(?:{'|'.join(rest)})" for first, rest in alternatives.items()]
    if empty:
        found.append("")
    return f"(?:{'|'.join(found)})" if found else "(?!)"
