"""Defects of values: numbers, dates, symbols, ranges, links and the like that have changed."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from babel import Locale

from benchmarks.seeding import sentences
from benchmarks.seeding.pairs import LABEL, MARK, Draft, Mutation
from benchmarks.seeding.structure import split_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from random import Random

    from benchmarks.seeding.pairs import Pair, Twin

    Change = Callable[[re.Match[str]], str | None]

PROTECTED = re.compile(
    r"\[\^[^\]]+\]|\]\([^)]*\)|<[^>]*>|\{[^}]*\}|`[^`]*`|\bhttps?://\S+|[\w.+-]+@[\w-]+\.[\w.-]+"
)
TEXTS = {"paragraph", "heading", "item", "row", "quotation", "footnote"}
HIDDEN = "\0"
ROMAN = "(?:X{0,3}(?:IX|IV|V?I{0,3}))"
DAYS = 28
MONTHS = 12
FEWEST_LETTERS = 12


def edits(pair: Pair, pattern: str, change: Change) -> Iterator[Mutation]:
    """Change, one at a time, each match of a pattern in what readers see."""
    compiled = re.compile(pattern)
    for twin in pair.twins:
        if twin.theirs.kind in TEXTS:
            source = pair.source(twin.theirs)
            for found in compiled.finditer(masked(source)):
                new = change(found)
                if found[0] and new is not None and new != found[0]:
                    text = source[: found.start()] + new + source[found.end() :]
                    yield rewritten(pair, twin, text, f"{found[0]!r} -> {new!r} in: {source}")


def rewritten(pair: Pair, twin: Twin, text: str, change: str) -> Mutation:
    """Put another text in the place of a block."""
    draft = Draft(pair)
    draft.put(twin.theirs.line, twin.theirs.end_line, text)
    return pair.mutation(draft, [twin], change)


def masked(source: str) -> str:
    """Hide what readers do not see, and the labels of items, without changing lengths."""
    mark = found.end() if (found := MARK.match(source)) else 0
    if label := LABEL.match(source, mark):
        mark = label.end()
    text = HIDDEN * mark + source[mark:]
    return PROTECTED.sub(lambda found: HIDDEN * len(found[0]), text)


def _alternatives(words: Iterable[str]) -> str:
    """Give a pattern of words, of which the longest is tried first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def digit(value: int, like: str) -> str:
    """Write a digit in the script of another."""
    return chr(ord(like) - int(like) + value)


def written(value: int, like: str) -> str:
    """Write a number in the script of another's first digit."""
    return "".join(digit(int(d), like[0]) for d in str(value))


def other_digit(random: Random, number: str) -> str:
    """Change one digit of a number; a number does not come to begin with 0."""
    places = [n for n, char in enumerate(number) if char.isdecimal()]
    place = random.choice(places)
    old = int(number[place])
    lowest = 1 if place == places[0] else 0
    new = random.choice([d for d in range(lowest, 10) if d != old])
    return number[:place] + digit(new, number[place]) + number[place + 1 :]


def digit_changed(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Change a digit of a number."""
    yield from edits(pair, r"\d+", lambda found: other_digit(random, found[0]))


def digits_transposed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let the last two digits of a number that differ change places."""

    def change(found: re.Match[str]) -> str | None:
        number = found[0]
        for at in range(len(number) - 2, -1, -1):
            if number[at] != number[at + 1] and (at or int(number[1])):
                return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        return None

    yield from edits(pair, r"\d{2,}", change)


def number_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop a number that stands by itself between words."""
    before, after = (
        r"(?<![\w/.,:()٫٬%€$£–—-])",
        r"(?![A-Za-z0-9/:()%٪€$£–—-]|[.,٫٬]?\d|[\s]?[%٪€$£])",
    )
    if pair.language == "zh":
        before = r"(?<![A-Za-z0-9/.,:()%€$£–—第-])"
    pattern = rf"{before}(?!00)\d+(?:[,٬ \u00a0\u202f]\d{{3}})*(?:[.,٫]\d+)?{after}[ \u00a0]?"
    yield from edits(pair, pattern, lambda found: "" if _has_words(found) else None)


def _has_words(found: re.Match[str]) -> bool:
    rest = found.string[: found.start()] + found.string[found.end() :]
    return sum(char.isalpha() for char in rest) > FEWEST_LETTERS


def decimal_moved(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Take the decimal mark out of a number."""
    yield from edits(pair, _decimal(pair), lambda found: found["a"] + found["b"])


def decimal_changed(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Change a digit behind a decimal mark."""

    def change(found: re.Match[str]) -> str:
        return (
            found["a"]
            + found["mark"]
            + digit(_other(random, int(found["b"][0]), 10), found["b"][0])
            + found["b"][1:]
        )

    yield from edits(pair, _decimal(pair), change)


def _other(random: Random, value: int, end: int, start: int = 0) -> int:
    return random.choice([n for n in range(start, end) if n != value])


def _decimal(pair: Pair) -> str:
    mark = re.escape(sentences.DECIMAL[pair.language])
    return (
        rf"(?<![\d.,٫:/])(?P<a>\d+)(?P<mark>[{mark}])(?P<b>\d{{1,2}})"
        r"(?![\d٫/:]|[.,]\d|\s?[ap]\.m\.)"
    )


def thousands_changed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Multiply a number with marked thousands by ten."""

    def change(found: re.Match[str]) -> str:
        digits = [c for c in found[0] if c.isdecimal()]
        digits.append(digit(0, digits[0]))
        groups: list[str] = []
        while digits:
            groups.insert(0, "".join(digits[-3:]))
            digits = digits[:-3]
        return found["mark"].join(groups)

    yield from edits(pair, _grouped(pair), change)


def thousands_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop the last group of three digits of a number."""
    yield from edits(pair, _grouped(pair), lambda f: f[0].rpartition(f["mark"])[0])


def _grouped(pair: Pair) -> str:
    marks = re.escape(sentences.GROUPING[pair.language])
    return rf"(?<![\d.,])(?P<a>\d{{1,3}})(?:(?P<mark>[{marks}])\d{{3}})(?:(?P=mark)\d{{3}})*(?!\d)"


@cache
def months(language: str) -> tuple[tuple[str, ...], ...]:
    """Give the names of the months as they stand in a date, once for each way to name them."""
    names = Locale.parse(language).months["format"]["wide"]
    series = (tuple(names[number] for number in range(1, 13)),)
    return (sentences.DOUBLE_MONTHS, *series) if language == "ar" else series


def _series(language: str, name: str) -> tuple[str, ...]:
    return next(names for names in months(language) if name in names)


def _dates(language: str) -> str:
    if language == "zh":
        return r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?"
    names = _alternatives(name for series in months(language) for name in series)
    of = r"(?:\s(?:de\s|del\s)?)"
    year = rf"(?:{of}(?P<year>\d{{4}}))"
    ordinal = r"(?:er|º|°|st|nd|rd|th)?"
    day = rf"(?:(?P<day>\d{{1,2}})(?P<ordinal>{ordinal}){of})?"
    return rf"(?<![\w/.]){day}(?P<month>{names})(?!\w){year}?"


def _month(random: Random, pair: Pair, found: re.Match[str]) -> str:
    if pair.language == "zh":
        value = int(found["month"])
        return written(_other(random, value, 13, 1), found["month"])
    names = _series(pair.language, found["month"])
    return names[_other(random, names.index(found["month"]), 12)]


def _in_date(
    pair: Pair, groups: tuple[str, ...], change: Callable[[re.Match[str]], Mapping[str, str] | None]
) -> Iterator[Mutation]:
    """Change some parts of each date that has certain parts."""

    def changed(found: re.Match[str]) -> str | None:
        if not (found["day"] or found["year"]) or not all(found[group] for group in groups):
            return None
        new = change(found)
        if new is None:
            return None
        text, start = found[0], found.start()
        for group in sorted(new, key=found.start, reverse=True):
            text = (
                text[: found.start(group) - start] + new[group] + text[found.end(group) - start :]
            )
        return text

    yield from edits(pair, _dates(pair.language), changed)


def month_changed(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Name another month in a date."""
    yield from _in_date(pair, ("month",), lambda f: {"month": _month(random, pair, f)})


def day_changed(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Name another day in a date."""

    def change(found: re.Match[str]) -> Mapping[str, str]:
        new = _other(random, int(found["day"]), DAYS + 1, 2)
        parts = {"day": written(new, found["day"])}
        if pair.language != "zh" and found["ordinal"]:
            parts["ordinal"] = ""
        return parts

    yield from _in_date(pair, ("day",), change)


def year_changed(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Name another year in a date."""

    def change(found: re.Match[str]) -> Mapping[str, str]:
        year = int(found["year"])
        return {"year": written(_other(random, year, year + 3, year - 2), found["year"])}

    yield from _in_date(pair, ("year", "month"), change)


def day_and_month_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Take the day of a date for its month: 4 May for 5 April."""

    def change(found: re.Match[str]) -> Mapping[str, str] | None:
        day = int(found["day"])
        if pair.language == "zh":
            month = int(found["month"])
            named = written(day, found["month"])
        else:
            names = _series(pair.language, found["month"])
            month = names.index(found["month"]) + 1
            named = names[(day - 1) % len(names)]
        if day > MONTHS or day == month or found.groupdict().get("ordinal"):
            return None
        return {"day": written(month, found["day"]), "month": named}

    yield from _in_date(pair, ("day",), change)

    def numeric(found: re.Match[str]) -> str | None:
        day, month = found["day"], found["month"]
        if int(day) > MONTHS or day == month:
            return None
        return month + found["mark"] + day + found["mark"] + found["year"]

    pattern = r"(?<![\d./-])(?P<day>\d{2})(?P<mark>[./-])(?P<month>\d{2})(?P=mark)(?P<year>\d{4})"
    yield from edits(pair, rf"{pattern}(?![\d/-])", numeric)


SYMBOL = (
    r"(?<![A-Za-z0-9/])(?:[A-Z]{1,5}(?:/[A-Z0-9](?:[A-Za-z0-9.]*[A-Za-z0-9])?)+|\d{1,4}/\d{1,4})"
    r"(?![A-Za-z0-9/]|[.,\s]\d{3})"
)
"""A symbol such as A/RES/78/123, or its number alone, but no scale such as 1/25,000."""


def symbol_digit(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Change or transpose digits of a symbol."""

    def change(found: re.Match[str]) -> str | None:
        symbol = found[0]
        runs = list(re.finditer(r"\d+", symbol))
        if not runs:
            return None
        run = random.choice(runs)
        number = run[0]
        new = number[:-2] + number[-1] + number[-2] if len(number) > 1 else number
        if new == number or new[0] == "0":
            new = other_digit(random, number)
        return symbol[: run.start()] + new + symbol[run.end() :]

    yield from edits(pair, SYMBOL, change)


def symbol_letter(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Name another organ in a symbol: S/RES for A/RES."""

    def change(found: re.Match[str]) -> str | None:
        first = found[0][0]
        return ("S" if first != "S" else "A") + found[0][1:] if first.isalpha() else None

    yield from edits(pair, SYMBOL, change)


def symbol_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop a symbol."""
    pattern = rf"\s?{SYMBOL}"
    yield from edits(pair, pattern, lambda found: "" if _has_words(found) else None)


def _ranges(language: str) -> list[str]:
    marked = r"(?<![\w/.–—-])(?P<a>\d+)(?P<and>\s?[-–—]\s?)(?P<b>(?!0)\d+)(?![A-Za-z0-9/–—-])"
    return [marked, *sentences.WORD_RANGES[language]]


def range_end(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Let a range end elsewhere."""

    def change(found: re.Match[str]) -> str:
        end = int(found["b"]) + random.randint(1, 5)
        return found[0][: found.start("b") - found.start()] + written(end, found["b"])

    for pattern in _ranges(pair.language):
        yield from edits(pair, pattern, change)


def range_reversed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let a range go from its end to its start."""

    def change(found: re.Match[str]) -> str:
        start = found[0][: found.start("a") - found.start()]
        return start + found["b"] + found["and"] + found["a"]

    for pattern in _ranges(pair.language):
        yield from edits(pair, pattern, change)


def percentage_changed(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Change a digit of a percentage."""
    pattern = rf"(?P<n>\d+(?:[.,٫]\d+)?)(?P<sign>\s?(?:{sentences.PERCENTS}))"
    yield from edits(pair, pattern, lambda f: other_digit(random, f["n"]) + f["sign"])
    yield from edits(pair, r"(?<=百分之)\d+", lambda f: other_digit(random, f[0]))


def percent_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Drop "per cent" and leave the number."""
    pattern = rf"(?P<n>\d)\s?(?:{sentences.PERCENTS})"
    yield from edits(pair, pattern, lambda f: f["n"])


def currency_changed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Name another currency."""
    words = {**sentences.CURRENCIES[pair.language], **sentences.CURRENCIES[""]}
    yield from _exchanged(pair, words, beside=r"\d")


def scale_changed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Say billions for millions, or the other way round."""
    yield from _exchanged(pair, sentences.SCALES[pair.language], r"(?<=\d)[\s\u00a0\u202f]?")


def numeral_changed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Write another number where a number is written in words."""
    yield from _exchanged(pair, sentences.NUMERALS[pair.language])


def _exchanged(
    pair: Pair, words: Mapping[str, str], before: str = "", beside: str = ""
) -> Iterator[Mutation]:
    names = _alternatives(words)
    free = (
        (rf"(?P<word>{names})(?![^\W\d_])", rf"(?<![^\W\d_]|-)(?P<word>{names})(?![^\W\d_]|-)")
        if pair.language != "zh"
        else (rf"(?P<word>{names})",) * 2
    )
    pattern = f"(?P<before>{before})" + (free[0] if before else free[1])

    def change(found: re.Match[str]) -> str | None:
        return found["before"] + words[found["word"]] if re.search(beside, found.string) else None

    yield from edits(pair, pattern, change)


HOUR = r"(?<![\d.:])(?P<h>\d{1,2})"
CLOCK = r":\d{2}(?![\d:])"
TIMES = {
    "en": rf"{HOUR}(?P<rest>(?:[.:]\d{{2}})? ?[ap]\.m\.|{CLOCK})",
    "fr": rf"{HOUR}(?P<rest>\s?h(?:eures)?(?!\w)|{CLOCK})",
    "es": rf"{HOUR}(?P<rest>[.:]\d{{2}}(?= horas| a las))",
    "ru": rf"{HOUR}(?P<rest>\s?ч(?!\w)|{CLOCK})",
    "ar": rf"{HOUR}(?P<rest>{CLOCK})",
    "zh": rf"{HOUR}(?P<rest>时|{CLOCK})",
}


def time_changed(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Name another hour."""

    def change(found: re.Match[str]) -> str:
        hour = int(found["h"])
        end = 13 if "m." in found["rest"] else 24
        return written(_other(random, hour, end, 1), found["h"]) + found["rest"]

    yield from edits(pair, TIMES[pair.language], change)


def half_of_day_changed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Say a.m. for p.m., or the other way round."""
    words = {
        "en": {"a.m.": "p.m.", "p.m.": "a.m."},
        "zh": {"上午": "下午", "下午": "上午"},
    }.get(pair.language, {})
    if words:
        pattern = "|".join(map(re.escape, words))
        yield from edits(pair, pattern, lambda found: words[found[0]])


def roman(value: int) -> str:
    """Write a number below 40 in Roman numerals."""
    tens, ones = divmod(value, 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + units[ones]


def roman_changed(random: Random, pair: Pair) -> Iterator[Mutation]:
    """Change a Roman numeral: VI for IV."""
    values = {roman(value): value for value in range(1, 40)}

    def change(found: re.Match[str]) -> str | None:
        numeral = found["n"]
        if numeral not in values or (not found["word"] and numeral in "IVX"):
            return None
        turned = numeral[::-1]
        value = values[numeral]
        new = (
            turned
            if turned in values
            else roman(_other(random, value, value + 3, max(1, value - 2)))
        )
        new = roman(value + 1) if new == numeral else new
        return found["word"] + new

    pattern = rf"(?<![\w.])(?P<word>(?:{sentences.NUMBERED}\s)?)(?P<n>[IVX]+)(?![\w]|\.\w)"
    yield from edits(pair, pattern, change)


def label_changed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Give an item the label of the next: (c) for (b)."""
    for twin in pair.twins:
        source = pair.source(twin.theirs)
        mark = MARK.match(source)
        if twin.theirs.kind not in {"item", "paragraph"} or not mark:
            continue
        label = re.compile(r"\(?([^\W\d_]|[ivx]+|\d+)(?=\)\s)").match(source, mark.end())
        if label and (new := _next_label(label[1])):
            text = source[: label.start(1)] + new + source[label.end(1) :]
            yield rewritten(pair, twin, text, f"label {label[1]} -> {new}: {source}")


def _next_label(label: str) -> str:
    if label.isdecimal():
        return written(int(label) + 1, label)
    numerals = [roman(value).lower() for value in range(1, 20)]
    if label in numerals and label not in {"v", "x"}:
        return numerals[numerals.index(label) + 1]
    for series in sentences.SERIES:
        if label in series[:-1]:
            return series[series.index(label) + 1]
    return ""


LINK = re.compile(r"(?<!!)\[(?P<text>[^\]^]+)\]\((?P<target>[^)\s]+)\)")
EMAIL = re.compile(r"(?P<name>[\w.+-]+)@(?P<host>[\w-]+\.[\w.-]*\w)")
AUTOLINK = re.compile(r"(?<=<)https?://[^>\s]+(?=>)")


def _raw(pair: Pair, pattern: re.Pattern[str], change: Change) -> Iterator[Mutation]:
    """Change each match of a pattern in the source, what readers do not see included."""
    for twin in pair.twins:
        if twin.theirs.kind in TEXTS:
            source = pair.source(twin.theirs)
            for found in pattern.finditer(source):
                new = change(found)
                if new is not None:
                    text = source[: found.start()] + new + source[found.end() :]
                    yield rewritten(pair, twin, text, f"{found[0]} -> {new} in: {source}")


def link_changed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let a link lead elsewhere."""

    def elsewhere(target: str) -> str:
        head, slash, tail = target.rstrip("/").rpartition("/")
        return f"{head}{slash}other-{tail}"

    def change(found: re.Match[str]) -> str | None:
        target = found["target"]
        return None if "@" in target else f"[{found['text']}]({elsewhere(target)})"

    yield from _raw(pair, LINK, change)
    yield from _raw(pair, AUTOLINK, lambda found: elsewhere(found[0]))


def email_changed(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Write another address of e-mail, in the target of a link and in its text."""
    for twin in pair.twins:
        source = pair.source(twin.theirs)
        for address in sorted({found[0] for found in EMAIL.finditer(source)}):
            new = address.replace("@", "2@")
            text = source.replace(address, new)
            yield rewritten(pair, twin, text, f"{address} -> {new} in: {source}")


def link_dropped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Leave the text of a link, and take away where it leads."""
    yield from _raw(pair, LINK, lambda found: found["text"])


def cells_swapped(_: Random, pair: Pair) -> Iterator[Mutation]:
    """Let two numbers in a row of a table change places."""
    for table in pair.tables:
        for twin in table[1:]:
            cells = split_row(pair.source(twin.theirs))
            numeric = [n for n, cell in enumerate(cells) if re.search(r"\d", cell)]
            for one, other in pairwise(numeric):
                if cells[one] != cells[other]:
                    new = list(cells)
                    new[one], new[other] = cells[other], cells[one]
                    text = f"| {' | '.join(new)} |"
                    yield rewritten(pair, twin, text, f"{cells} -> {new}")
