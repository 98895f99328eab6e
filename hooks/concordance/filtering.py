"""What the register is filtered by in a browser: small files, of which a filter loads few.

A communication is known by its place in the register, counted from 0. Words and references are
sorted and cut into files; `filter.json` says with which each file begins, so that a browser knows
which ones hold what a reader types. What is found is shown from the pages of the years.

How words are read must be the same in `register.js`, which reads what a reader types.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from concordance.register import AT, HELD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from concordance.register import Register

LARGEST = 60_000
"""So many characters fill a file; hosts send less than half as many bytes of it."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Letters of scripts that put no blanks between words."""
RUNS = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
IS_UNSPACED = re.compile(rf"[{UNSPACED}]").match
WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""There are tens of thousands of keys, and ``json.dumps`` would make one for each."""
SAME = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})
"""Arabic letters that are written the one for the other, and the stroke that only lengthens."""

Places = list[int]
"""Where something is found: each place less the one before it."""


def files(register: Register, language: str) -> dict[str, str]:
    """Give the files for the register in one language, by their addresses."""
    words: dict[str, list[int]] = {}
    references: dict[str, list[int]] = {}
    languages: dict[str, list[int]] = {}
    for place, entry in enumerate(register.entries):
        version = entry.version(language)
        said = " ".join((version.title, version.description, *entry.references))
        for word in set(words_of(said)):
            words.setdefault(word, []).append(place)
        for reference in {symbol(one) for one in entry.references}:
            references.setdefault(reference, []).append(place)
        for key in (f"original-{entry.original}", *(one.language for one in entry.versions)):
            languages.setdefault(key, []).append(place)
    parts = {"words": _parts(words), "references": _parts(references)}
    made = {
        f"{AT}{name}-{number}.json": content
        for name, files in parts.items()
        for number, (_, content) in enumerate(files)
    }
    told = {
        "held": HELD,
        "years": [
            [group.key, group.address.removeprefix(AT), len(group.entries)]
            for group in register.years
        ],
        "languages": {key: _steps(places) for key, places in sorted(languages.items())},
        **{name: [first for first, _ in files] for name, files in parts.items()},
        # So that no file of an older register is taken for one of this.
        "stamp": sha256("\n".join(made.values()).encode()).hexdigest()[:8],
    }
    return {f"{AT}filter.json": WRITER.encode(told), **made}


def words_of(text: str) -> Iterator[str]:
    """Read the words that a text can be found by.

    Where no blanks part words, that is every two letters that follow each other, and the last.
    """
    for run in RUNS.findall(fold(text)):
        if IS_UNSPACED(run):
            yield from (first + second for first, second in pairwise(run))
            yield run[-1]
        else:
            yield run


def fold(text: str) -> str:
    """Write letters that readers type the one for the other as the same letter."""
    return " ".join(map(_folded, text.split()))


@cache
def _folded(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.lower())
    letters = (letter for letter in parts if not unicodedata.category(letter).startswith("M"))
    return "".join(letters).translate(SAME)


def symbol(reference: str) -> str:
    """Write a reference as it is looked for, however it is typed."""
    return "".join(fold(reference).split())


def _steps(places: Sequence[int]) -> Places:
    return [place - before for before, place in pairwise([0, *places])]


def _parts(found: Mapping[str, Sequence[int]]) -> list[tuple[str, str]]:
    """Cut what is found into files, each with the key that it begins with."""
    parts: list[tuple[str, str]] = []
    held: list[str] = []
    first, size = "", 0
    # As scripts compare texts, which is not by the code points of rare letters.
    for key, places in sorted(found.items(), key=lambda one: one[0].encode("utf-16-be")):
        line = f"{WRITER.encode(key)}:{WRITER.encode(_steps(places))}"
        if held and size + len(line) > LARGEST:
            parts.append((first, _joined(held)))
            held, size = [], 0
        if not held:
            first = key
        held.append(line)
        size += len(line)
    if held:
        parts.append((first, _joined(held)))
    return parts


def _joined(lines: Iterable[str]) -> str:
    return f"{{{','.join(lines)}}}"
