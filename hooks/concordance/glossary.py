"""The glossary: how the terms of art are rendered in each language.

``glossary.yml`` beside ``mkdocs.yml`` maps each concept to its accepted terms by language. A star
at the end of a word stands for any ending: ``État* Membre*``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

import yaml

from concordance.signature import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILE = "glossary.yml"


class GlossaryError(Exception):
    """The glossary cannot be used; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The concepts, each with its accepted terms by language."""

    concepts: tuple[Mapping[str, tuple[str, ...]], ...] = ()

    def lacking(
        self, text: str, language: str, other: str, other_language: str
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give each term in a text none of whose counterparts is in the other, and those.

        Both texts are folded: without case and accents.
        """
        here, there = text.replace("’", "'"), ""
        for concept in self.concepts:
            accepted = concept.get(other_language, ())
            if (first := _find(concept.get(language, ()), here)) and accepted:
                there = there or other.replace("’", "'")
                if not _find(accepted, there):
                    yield first, tuple(term.replace("*", "…") for term in accepted)


def load(path: Path) -> Glossary:
    """Read a glossary; one that is not there is empty.

    Raises:
        GlossaryError: it is not a list of terms by language for each concept.

    """
    if not path.is_file():
        return Glossary()
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        message = f"{path}: not valid YAML: {' '.join(str(error).split())}"
        raise GlossaryError(message) from error
    if not isinstance(written, dict):
        message = f"{path}: write a concept on each line, and below it its terms by language"
        raise GlossaryError(message)
    return Glossary(tuple(_concept(path, name, terms) for name, terms in written.items()))


def _concept(path: Path, name: object, written: object) -> Mapping[str, tuple[str, ...]]:
    if isinstance(written, dict) and all(
        isinstance(terms, list) and all(isinstance(term, str) and term.strip() for term in terms)
        for terms in written.values()
    ):
        return {str(code): tuple(terms) for code, terms in written.items()}
    message = f'{path}: "{name}" is not written as lists of terms: fr: [Assemblée générale]'
    raise GlossaryError(message)


def _plain(text: str) -> str:
    return fold(text).replace("’", "'")


def _find(terms: tuple[str, ...], text: str) -> str:
    """Give the words of a text that are the first of some terms; empty if none is there."""
    for beginning, pattern in _patterns(terms):
        if beginning in text and (found := pattern.search(text)):
            return found[0]
    return ""


@cache
def _patterns(terms: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    return [_pattern(term) for term in terms]


def _pattern(term: str) -> tuple[str, re.Pattern[str]]:
    """Match a term as whole words, where words stand between spaces and take no particles.

    Its first letters come with it: most texts have not even those.
    """
    words = _plain(term).split()
    spaced = ord(term[0]) < FIRST_HAN
    head = r"(?<!\w)" if spaced and bidirectional(term[0]) == "L" else ""
    joined = r"[\s-]+".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return words[0].partition("*")[0], re.compile(head + joined + (r"(?!\w)" if spaced else ""))


FIRST_HAN = 0x2E80
