from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml

from concordance.blocks import CONTAINERS, PARTS
from concordance.model import BlockKind
from concordance.phrases import SOURCE, language_name, long_date, phrases

PROJECT = Path(__file__).parents[1]
EVERY: dict[str, dict[str, str]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
USE = re.compile(r"""\b(?:say|speak|phrases\(\w+\))(?:\.(?!get\b|items\b)|\[")(\w+)""")
CHOICE = re.compile(r"""phrases\(language\)\[\s*"(\w+)"(?: if \w+ else "(\w+)")?\s*\]""")
NAMES = {f"part_{word}" for word in PARTS} | {
    f"name_{kind}" for kind in (*get_args(BlockKind), *(CONTAINERS & {"table"}))
}
"""What parts and blocks are called."""
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
        assert phrase.strip() == phrase != "", key


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
        (date(2031, 8, 1), "fr", "1 août 2031"),
        (date(2031, 12, 31), "en", "31 December 2031"),
    ],
)
def test_long_date(day: date, language: str, written: str) -> None:
    assert long_date(day, language) == written


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("fr", "fr", "français"),
        ("en", "fr", "anglais"),
        ("fr", "en", "French"),
        ("ar", "en", "Arabic"),
        ("zh", "fr", "chinois"),
        ("qqx", "en", "qqx"),
    ],
)
def test_language_name(code: str, language: str, name: str) -> None:
    assert language_name(code, language) == name
