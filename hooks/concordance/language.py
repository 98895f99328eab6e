"""What is to be known of a language to read and set numbers, dates, times and amounts in it.

Nothing here is written for one language. The facts are those of the Unicode CLDR, read through
Babel, and, for notations that it does not have, those of ``languages.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from babel import Locale, UnknownLocaleError

from concordance.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

EXTRAS = Path(__file__).with_name("languages.yml")
MAJOR = (
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "DKK", "EGP", "EUR", "GBP", "HKD", "IDR", "ILS",
    "INR", "JPY", "KES", "KRW", "MAD", "MXN", "NGN", "NOK", "NZD", "PLN", "RUB", "SAR", "SEK",
    "SGD", "THB", "TRY", "UAH", "USD", "XAF", "XOF", "ZAR",
)  # fmt: skip
"""The currencies whose names are looked for, by their ISO 4217 codes."""
SIGNS = {str(code): str(sign) for code, sign in Locale("en").currency_symbols.items()}
"""The sign of each currency in English, which serves everywhere: ``USD`` -> ``$``."""
MEASURES = (
    "length-kilometer", "length-meter", "length-centimeter", "length-millimeter",
    "area-square-kilometer", "area-square-meter", "area-hectare", "volume-cubic-meter",
    "volume-liter", "mass-metric-ton", "mass-kilogram", "mass-gram", "temperature-celsius",
    "duration-hour", "duration-minute", "duration-second", "power-kilowatt", "power-megawatt",
    "energy-kilowatt-hour", "digital-megabyte", "digital-gigabyte",
)  # fmt: skip
"""The measures whose signs may stand after a number, by their names in CLDR."""
FALLBACK = "en"
SHORTEST_CURRENCY = 3
SHORTEST_SCALE = 3
"""The short forms of fewer letters, such as "M", stand for other things as well."""


@dataclass(frozen=True)
class Language:
    """The facts of a language."""

    code: str
    decimal: str
    """The decimal sign."""
    months: Mapping[str, int]
    """The number of each month by its names, full and short, with case as CLDR has it."""
    full_months: frozenset[str]
    """Those of the names that are not short forms."""
    numeric: re.Pattern[str] | None
    """A date whose month is a number between marks, such as 2024年3月15日."""
    order: str
    """The order of a date in digits: ``dmy``, ``mdy`` or ``ymd``."""
    percent: tuple[str, ...]
    scales: Mapping[str, int]
    """What a number is multiplied with, by the word after it: ``million`` -> 1,000,000."""
    currencies: Mapping[str, frozenset[str]]
    """The codes that a sign or word before or after an amount may stand for."""
    halves: Mapping[str, int]
    """The hours to be added for a mark of the half of the day: ``p.m.`` -> 12."""
    ranges: tuple[str, ...]
    between: tuple[str, ...]
    """The words before and within a range such as "between 5 and 10"."""
    dates: tuple[str, ...]
    hours: tuple[str, ...]
    noon: tuple[str, ...]
    midnight: tuple[str, ...]
    spaced: bool
    """Whether words stand between spaces."""
    first: str
    """The first of a month in a date, where it is written otherwise than other days."""
    units: frozenset[str]
    """The signs of measures, such as ``km``, and others that stand after a number."""
    numbered: frozenset[str]
    """The abbreviations that stand before a number, also at the beginning of a sentence."""
    titles: frozenset[str]
    """The forms of address that stand before a name."""
    closing: str
    """The marks that stand after a blank and begin no line."""
    opening: str
    """The marks that stand before a blank and end no line."""


@cache
def language(code: str) -> Language:
    """Give the facts of a language; of one that CLDR does not know, those of English."""
    locale = _locale(code)
    extras = _extras().get(code.partition("-")[0], {})
    others = map(_locale, extras.get("months", ()))
    names = [name for one in (*others, locale) for name in _month_names(one)]
    endings = extras.get("month endings", ())
    names += [
        (name.rstrip("ьй") + ending, month, full)
        for name, month, full in _month_names(locale, "stand-alone")
        if full
        for ending in endings
    ]
    return Language(
        code=code,
        decimal=_symbols(locale).get("decimal", "."),
        months={name: month for name, month, _ in names},
        full_months=frozenset(name for name, _, full in names if full),
        numeric=_numeric(locale.date_formats["long"].pattern),
        order=_order(locale.date_formats["short"].pattern),
        percent=_percent(locale, extras),
        scales=dict(_scales(locale)),
        currencies=_currencies(locale),
        halves=_halves(locale, extras),
        ranges=tuple(extras.get("ranges", ())),
        between=tuple(extras.get("between", ())),
        dates=(*extras.get("dates", ()), *_literals(locale.date_formats["long"].pattern)),
        hours=tuple(extras.get("hours", ())),
        noon=tuple(extras.get("noon", ())),
        midnight=tuple(extras.get("midnight", ())),
        spaced=locale.language not in {"zh", "ja", "th", "lo", "km", "my"},
        first="".join(extras.get("first", ())),
        units=frozenset((*_measures(locale), *extras.get("units", ()))),
        numbered=frozenset(
            form
            for word in extras.get("numbered", ())
            for form in (word, word.lower(), word.capitalize())
        ),
        titles=frozenset(extras.get("titles", ())),
        closing="".join(extras.get("closing", ())),
        opening="".join(extras.get("opening", ())),
    )


@cache
def common_words(code: str) -> frozenset[str]:
    """Give frequent words of a language; none, where they are not known."""
    return frozenset(_extras().get(code.partition("-")[0], {}).get("common", ()))


def _locale(code: str) -> Locale:
    for name in (code, code.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(FALLBACK)


@cache
def _extras() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = load_table(EXTRAS)
    return loaded


def _symbols(locale: Locale) -> Mapping[str, str]:
    symbols: Mapping[str, str] = locale.number_symbols["latn"]
    return symbols


def _month_names(
    locale: Locale, *contexts: Literal["stand-alone", "format"]
) -> Iterator[tuple[str, int, bool]]:
    for context in contexts or ("stand-alone", "format"):
        for width in ("abbreviated", "wide"):
            for month, name in locale.months[context][width].items():
                bare = name.rstrip(".")
                if not bare[0].isdigit():
                    yield bare, month, width == "wide"


def _numeric(pattern: str) -> re.Pattern[str] | None:
    """Make a pattern for a date in digits from CLDR's; any one of year and day may be missing."""
    if "MMM" in pattern or not re.fullmatch(r"y\D+?M+\D+?d\D+", pattern):
        return None
    year, month, day = (
        re.escape(mark.strip()) for mark in re.split(r"y|M+|d", pattern.replace("'", ""))[1:4]
    )
    return re.compile(
        rf"(?:(?P<year>\d{{4}})\s*{year}\s*)?(?P<month>\d{{1,2}})\s*{month}"
        rf"(?:\s*(?P<day>\d{{1,2}})\s*(?:{day}|号|號))?"
    )


def _order(pattern: str) -> str:
    return "".join(dict.fromkeys(letter for letter in pattern.lower() if letter in "dmy"))


def _literals(pattern: str) -> list[str]:
    return [text for text in re.findall(r"'([^']+)'", pattern) if text.isalpha()]


def _percent(locale: Locale, extras: Mapping[str, list[str]]) -> tuple[str, ...]:
    units = _data(locale, "unit_patterns").get("concentr-percent", {})
    words = {word for forms in units.values() for word in _after_number(forms)}
    return _longest_first({"%", "٪", *words, *extras.get("percent", ())})


def _measures(locale: Locale) -> Iterator[str]:
    units = _data(locale, "unit_patterns")
    for measure in MEASURES:
        yield from _after_number(units.get(measure, {}).get("short", {}))


def _after_number(forms: Mapping[str, str]) -> Iterator[str]:
    """Read "{0} km" -> km, and pass over "{0}/km"."""
    for form in (form for key, form in forms.items() if key != "per"):
        yield form.replace("{0}", "").strip("\u200e\u200f\u061c \u00a0\u202f")


def _data(locale: Locale, key: str) -> Any:  # noqa: ANN401  (CLDR's tables are what they are)
    # Babel has no public way to these tables.
    return locale._data.get(key, {})  # noqa: SLF001


def _scales(locale: Locale) -> Iterator[tuple[str, int]]:
    """Read "0 million" -> million, 1,000,000 and "00 million" -> million, 1,000,000 too."""
    formats = locale.compact_decimal_formats
    for width in ("short", "long"):
        for forms in formats[width].values() if width in formats else ():
            for power, form in forms.items():
                pattern = str(getattr(form, "pattern", form))
                zeros, word = pattern.count("0"), pattern.replace("0", "").strip("\u00a0 .'")
                shortest = SHORTEST_SCALE if word.isascii() or width == "long" else 1
                if zeros and len(word) >= shortest and not word.isdigit():
                    yield word, int(power) // 10 ** (zeros - 1)


def _currencies(locale: Locale) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    plurals = _data(locale, "currency_names_plural")
    signs = locale.currency_symbols
    for code in MAJOR:
        names = {str(locale.currencies.get(code, "")), *plurals.get(code, {}).values()}
        heads = {word for name in names for word in _head_words(name)}
        for word in {code, signs.get(code, ""), *heads}:
            if word:
                found.setdefault(word, set()).add(code)
        for bare in re.findall(r"[$€£¥₩₹₺₽₴₦฿₪]", signs.get(code, "") + SIGNS.get(code, "")):
            found.setdefault(bare, set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _head_words(name: str) -> Iterator[str]:
    """Give what of a currency's name may stand alone: « dollars » of « dollars des États-Unis »."""
    yield name
    parts = name.split()
    for word in {parts[0], parts[-1]} if parts else ():
        if word[0] == word[0].lower() and len(word) >= SHORTEST_CURRENCY and word.isalpha():
            yield word


def _halves(locale: Locale, extras: Mapping[str, list[str]]) -> dict[str, int]:
    marks: dict[str, int] = {}
    for width in locale.day_periods["format"].values():
        for period, mark in width.items():
            if period == "pm" or period.startswith(("afternoon", "evening")):
                marks[mark] = 12
            elif period == "am" or period.startswith("morning"):
                marks[mark] = 0
    marks |= dict.fromkeys(extras.get("am", ()), 0) | dict.fromkeys(extras.get("pm", ()), 12)
    return {mark: hours for mark, hours in marks.items() if len(mark) > 1}


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, words), key=lambda word: (-len(word), word)))
