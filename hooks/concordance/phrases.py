"""What the site itself says, in the language of the page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from babel import Locale
from babel.core import get_global
from babel.dates import format_date

from concordance.language import language as facts_of
from concordance.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FIRST = "fr"
"""The language whose phrases are complete by definition: the others must have the same."""
SOURCE = Path(__file__).with_name("phrases.yml")


@cache
def _all() -> dict[str, dict[str, str]]:
    try:
        every: dict[str, dict[str, str]] = load_table(SOURCE)
    except yaml.YAMLError as error:
        message = f"{SOURCE.name} is not valid YAML: {' '.join(str(error).split())}"
        raise LookupError(message) from error
    for language, said in every.items():
        if missing := every[FIRST].keys() - said.keys():
            message = f"{SOURCE.name}: {language} lacks {', '.join(sorted(missing))}"
            raise LookupError(message)
    return every


def phrases(language: str) -> Mapping[str, str]:
    """Give the phrases of a language, by key.

    Raises:
        LookupError: the site cannot speak that language, or not wholly.

    """
    if language not in _all():
        known = ", ".join(_all())
        message = f'no phrases for the language "{language}" in {SOURCE.name} (there are: {known})'
        raise LookupError(message)
    return _all()[language]


def long_date(day: date, language: str) -> str:
    """Write a date as the language does: « 15 mars 2024 », « 1er avril 2024 », "15 March 2024"."""
    locale = phrases(language)["locale"]
    pattern = Locale.parse(locale).date_formats["long"].pattern
    first = facts_of(language).first
    if first and day.day == 1:
        pattern = re.sub(r"\bd\b", f"'{first}'", pattern, count=1)
    return str(format_date(day, format=pattern, locale=locale))


def direction(language: str) -> str:
    """Say which way a language is written, as HTML does: "ltr" or "rtl"."""
    return str(Locale.parse(phrases(language)["locale"]).text_direction)


def language_name(code: str, language: str) -> str:
    """Name a language in another: ``fr`` in English is "French"."""
    return str(Locale.parse(phrases(language)["locale"]).languages.get(code, code))


def locale(code: str) -> str:
    """Give a language with the region that most write it in: ``fr`` is ``fr_FR``.

    A preview's language must have a region; that the text is of no region, it cannot say.
    """
    language, _, region = get_global("likely_subtags")[code].split("_")
    return f"{language}_{region}"
