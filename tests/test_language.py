from __future__ import annotations

import pytest
import yaml

from concordance.language import EXTRAS, language

UNITED = ("ar", "en", "es", "fr", "ru", "zh")


@pytest.mark.parametrize(
    ("code", "decimal", "order", "spaced"),
    [
        ("ar", ".", "dmy", True),
        ("en", ".", "mdy", True),
        ("en-GB", ".", "dmy", True),
        ("es", ",", "dmy", True),
        ("fr", ",", "dmy", True),
        ("fr-CA", ",", "ymd", True),
        ("ru", ",", "dmy", True),
        ("zh", ".", "ymd", False),
        ("de-CH", ".", "dmy", True),
    ],
)
def test_language__signs_and_orders(code: str, decimal: str, order: str, *, spaced: bool) -> None:
    facts = language(code)
    assert (facts.decimal, facts.order, facts.spaced) == (decimal, order, spaced)


@pytest.mark.parametrize("code", ["ar", "en", "es", "fr", "ru"])
def test_language__has_all_months(code: str) -> None:
    facts = language(code)
    assert set(facts.months.values()) == set(range(1, 13))
    assert {facts.months[name] for name in facts.full_months} == set(range(1, 13))


@pytest.mark.parametrize(
    ("code", "name", "month"),
    [
        ("ar", "يونيو", 6),
        ("ar", "حزيران", 6),
        ("en", "March", 3),
        ("en", "Mar", 3),
        ("es", "marzo", 3),
        ("fr", "août", 8),
        ("fr", "sept", 9),
        ("ru", "марта", 3),
        ("ru", "март", 3),
    ],
)
def test_language__months(code: str, name: str, month: int) -> None:
    assert language(code).months[name] == month


def test_language__short_forms_are_no_full_months() -> None:
    assert "Mar" not in language("en").full_months
    assert "March" in language("en").full_months


@pytest.mark.parametrize("code", UNITED)
def test_language__percent_with_the_longest_first(code: str) -> None:
    percent = language(code).percent
    assert "%" in percent
    assert list(map(len, percent)) == sorted(map(len, percent), reverse=True)


@pytest.mark.parametrize(
    ("code", "word", "factor"),
    [
        ("ar", "ملايين", 10**6),
        ("en", "billion", 10**9),
        ("es", "mil millones", 10**9),
        ("es", "billón", 10**12),
        ("fr", "milliards", 10**9),
        ("fr", "billion", 10**12),
        ("ru", "млрд", 10**9),
        ("zh", "万", 10**4),
        ("zh", "亿", 10**8),
    ],
)
def test_language__scales(code: str, word: str, factor: int) -> None:
    assert language(code).scales[word] == factor


def test_language__no_scale_of_one_letter() -> None:
    """ "M" and "k" stand for other things as well."""
    for code in ("en", "fr", "es"):
        assert min(map(len, language(code).scales)) > 2


@pytest.mark.parametrize(
    ("code", "word", "currency"),
    [
        ("en", "dollars", "USD"),
        ("en", "$", "USD"),
        ("en", "EUR", "EUR"),
        ("fr", "livres", "GBP"),
        ("fr", "€", "EUR"),
        ("es", "dólares", "USD"),
        ("ru", "рублей", "RUB"),
        ("zh", "美元", "USD"),
        ("zh", "欧元", "EUR"),
    ],
)
def test_language__currencies(code: str, word: str, currency: str) -> None:
    assert currency in language(code).currencies[word]


@pytest.mark.parametrize(
    ("code", "mark", "hours"),
    [("en", "p.m.", 12), ("en", "am", 0), ("es", "de la tarde", 12), ("zh", "下午", 12)],
)
def test_language__halves_of_the_day(code: str, mark: str, hours: int) -> None:
    assert language(code).halves[mark] == hours


@pytest.mark.parametrize("code", ["xx", "", "not a language", "qaa-Latn"])
def test_language__unknown_is_read_like_english(code: str) -> None:
    facts = language(code)
    assert facts.code == code
    assert (facts.decimal, facts.months["March"]) == (".", 3)


def test_language__region_that_is_not_known() -> None:
    assert language("fr-XX").decimal == ","


def test_extras__name_nothing_but_what_is_read() -> None:
    written = yaml.safe_load(EXTRAS.read_text(encoding="utf-8"))
    read = {
        *("percent", "ranges", "between", "dates", "hours", "am", "pm", "noon", "midnight"),
        *("months", "month endings", "first"),
        *("closing", "opening", "numbered", "titles", "units", "common"),
    }
    assert {key for entry in written.values() for key in entry} <= read
    assert all(isinstance(words, list) for entry in written.values() for words in entry.values())
