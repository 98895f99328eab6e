# ruff: noqa: RUF001 (signs of many scripts)
from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml

from concordance.blocks import CONTAINERS, PARTS
from concordance.findings import Severity
from concordance.model import BlockKind
from concordance.phrases import SOURCE, direction, language_name, locale, long_date, phrases

PROJECT = Path(__file__).parents[1]
EVERY: dict[str, dict[str, str]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
USE = re.compile(r"""\b(?:say|speak|phrases\(\w+\))(?:\.(?!get\b|items\b)|\[")(\w+)""")
CHOICE = re.compile(r"""phrases\(language\)\[\s*"(\w+)"(?: if \w+ else "(\w+)")?\s*\]""")
NAMES = {f"part_{word}" for word in PARTS} | {
    f"name_{kind}" for kind in (*get_args(BlockKind), *(CONTAINERS & {"table"}))
}
NAMES |= {f"finding_{severity}" for severity in get_args(Severity)}
"""What parts and blocks are called, and how severe a finding is."""
IN_PYTHON_ONLY = {"locale"}


def used() -> set[str]:
    files = [*PROJECT.glob("overrides/**/*.html"), *PROJECT.glob("hooks/**/*.py")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    found = {key for text in texts for key in USE.findall(text)}
    chosen = {key for text in texts for pair in CHOICE.findall(text) for key in pair if key}
    return found | chosen


def placeholders(phrase: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(phrase) if name is not None)


@pytest.mark.parametrize("language", EVERY)
def test_phrases__same_keys(language: str) -> None:
    assert set(EVERY[language]) == set(EVERY["fr"])


@pytest.mark.parametrize("language", EVERY)
def test_phrases__same_placeholders(language: str) -> None:
    for key, phrase in EVERY[language].items():
        assert placeholders(phrase) == placeholders(EVERY["fr"][key]), key


@pytest.mark.parametrize("language", EVERY)
def test_phrases__are_text(language: str) -> None:
    for key, phrase in phrases(language).items():
        assert isinstance(phrase, str), key
        assert phrase != "", key
        assert phrase.strip() == phrase or key.endswith("_separator"), key


def test_phrases__used_ones_are_there() -> None:
    assert used() - set(EVERY["fr"]) == set()
    assert {"skip", "not_found", "original", "translation", "undated"} <= used()


def test_phrases__none_is_unused() -> None:
    assert set(EVERY["fr"]) - used() - NAMES - IN_PYTHON_ONLY == set()
    assert set(EVERY["fr"]) >= NAMES


def test_phrases__unknown_language() -> None:
    expected = r'^no phrases for the language "xx" in phrases\.yml \(there are: fr, en\b.*\)$'
    with pytest.raises(LookupError, match=expected):
        phrases("xx")


@pytest.mark.parametrize(
    ("day", "language", "written"),
    [
        (date(2031, 5, 4), "fr", "4 mai 2031"),
        (date(2031, 5, 4), "en", "4 May 2031"),
        (date(2031, 8, 1), "fr", "1er août 2031"),
        (date(2031, 8, 11), "fr", "11 août 2031"),
        (date(2031, 8, 1), "en", "1 August 2031"),
        (date(2031, 12, 31), "en", "31 December 2031"),
        (date(2031, 5, 4), "es", "4 de mayo de 2031"),
        (date(2031, 5, 4), "ru", "4 мая 2031\u202f\u0433."),
        (date(2031, 5, 4), "ar", "4 مايو 2031"),
        (date(2031, 5, 4), "zh", "2031年5月4日"),
    ],
)
def test_long_date(day: date, language: str, written: str) -> None:
    assert long_date(day, language) == written


@pytest.mark.parametrize(
    ("language", "locale", "first", "fourth"),
    [
        ("ar", "ar", "1 أغسطس 2031", "4 مايو 2031"),
        ("en", "en_GB", "1 August 2031", "4 May 2031"),
        ("es", "es", "1 de agosto de 2031", "4 de mayo de 2031"),
        ("fr", "fr", "1er août 2031", "4 mai 2031"),
        ("ru", "ru", "1 августа 2031\u202fг.", "4 мая 2031\u202fг."),
        ("zh", "zh", "2031年8月1日", "2031年5月4日"),
    ],
)
def test_long_date__in_the_six_languages(
    monkeypatch: pytest.MonkeyPatch, language: str, locale: str, first: str, fourth: str
) -> None:
    monkeypatch.setattr("concordance.phrases.phrases", lambda _: {"locale": locale})
    assert long_date(date(2031, 8, 1), language) == first
    assert long_date(date(2031, 5, 4), language) == fourth


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("fr", "fr", "français"),
        ("en", "fr", "anglais"),
        ("fr", "en", "French"),
        ("ar", "en", "Arabic"),
        ("zh", "fr", "chinois"),
        ("fr", "es", "francés"),
        ("fr", "ru", "французский"),
        ("fr", "ar", "الفرنسية"),
        ("fr", "zh", "法语"),
        ("qqx", "en", "qqx"),
    ],
)
def test_language_name(code: str, language: str, name: str) -> None:
    assert language_name(code, language) == name


def test_direction() -> None:
    right_to_left = {language for language in EVERY if direction(language) == "rtl"}
    assert right_to_left == {"ar"}
    assert direction("fr") == "ltr"


# What is written between two words that are in the text only when the page is made.
@pytest.mark.parametrize(
    ("language", "key", "said"),
    [
        ("es", "translation", "Traducción al francés"),
        ("ru", "translation", "Перевод на французский"),
        ("ar", "original", "الأصل: بالفرنسية"),
        ("zh", "translation", "法语译文"),
    ],
)
def test_phrases__fit_the_names_of_languages(language: str, key: str, said: str) -> None:
    assert phrases(language)[key].format(language=language_name("fr", language)) == said


def test_locale__of_every_official_language() -> None:
    found = [locale(code) for code in ("ar", "en", "es", "fr", "ru", "zh")]
    assert found == ["ar_EG", "en_US", "es_ES", "fr_FR", "ru_RU", "zh_CN"]
