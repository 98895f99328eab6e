"""The facts above a text: YAML between two lines of three hyphens."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import yaml

from concordance.model import Facts

if TYPE_CHECKING:
    from collections.abc import Mapping

FENCED = re.compile(
    r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
TEXTS = ("title", "description", "place", "symbol", "translation_of", "translator")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
KEYS = (*TEXTS, "date", "references")
BROKEN_VALUES = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError)
"""What PyYAML lets through, besides errors of its own, from values that it cannot make."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of one key, as YAML reads it and as it is written."""

    value: Any
    written: str
    """Empty for a list or mapping."""
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts of a version, and the text below them."""

    facts: Facts
    body: str
    body_line: int
    """The line of the file on which the body begins, counted from 1."""


class FrontMatterError(Exception):
    """The front matter cannot be used as it is."""

    def __init__(self, line: int, message: str, help_: str) -> None:
        """Say on which line, what is wrong and what to do."""
        super().__init__(message)
        self.line, self.message, self.help = line, message, help_


def split(text: str) -> FrontMatter:
    """Read the facts and separate them from the text below.

    Raises:
        FrontMatterError: it is missing, is not YAML, or holds what it must not.

    """
    fenced = FENCED.match(text)
    if not fenced:
        if text.startswith("---"):
            raise FrontMatterError(
                1,
                'the front matter is not closed: no second line "---"',
                'add a line "---" below it',
            )
        raise FrontMatterError(
            1,
            'no front matter: the first line is not "---"',
            'begin the file with "---", "title: …" and "---", each on a line of its own',
        )
    entries = _entries(fenced["yaml"])
    _refuse_unknown(entries)
    return FrontMatter(
        facts=_facts(entries),
        body=text[fenced.end() :],
        body_line=text.count("\n", 0, fenced.end()) + 1,
    )


def _entries(source: str) -> dict[str, Entry]:
    """Read YAML key by key; the first line of the file is the fence above it."""
    loader = None
    try:
        loader = yaml.SafeLoader(source)
        node = loader.get_single_node()
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise FrontMatterError(
                2,
                "the front matter is no list of keys and values",
                'write it as "key: value" lines',
            )
        entries: dict[str, Entry] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 2
            if key in entries:
                raise FrontMatterError(
                    line,
                    f'"{key}" stands twice, first on line {entries[key].line}',
                    "remove one of the two",
                )
            written = str(value_node.value) if isinstance(value_node, yaml.ScalarNode) else ""
            entries[key] = Entry(_value(loader, value_node, written), written, line)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 2
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise FrontMatterError(
            line,
            f"the front matter is not valid YAML: {problem}",
            'correct the line; a value that holds ": " needs quotes around it',
        ) from error
    finally:
        if loader:
            loader.dispose()
    return entries


def _value(loader: yaml.SafeLoader, node: yaml.Node, written: str) -> Any:  # noqa: ANN401
    try:
        return loader.construct_document(node)
    except BROKEN_VALUES:
        return written  # text that only looks like a date or number, such as 2024-02-30


def _refuse_unknown(entries: Mapping[str, Entry]) -> None:
    for key, entry in entries.items():
        if key not in KEYS:
            near = get_close_matches(key, KEYS, 1)
            known = f"the keys are: {', '.join(KEYS)}"
            help_ = f'write "{near[0]}", if that is what is meant' if near else known
            raise FrontMatterError(entry.line, f'unknown key "{key}"', help_)


def _facts(entries: Mapping[str, Entry]) -> Facts:
    texts = {key: _text(key, entries[key]) for key in TEXTS if key in entries}
    if not texts.get("title"):
        raise FrontMatterError(
            entries["title"].line if "title" in entries else 1,
            "the title is empty" if "title" in entries else "the title is missing",
            'add a line "title: …" to the front matter: the title of the page, in its language',
        )
    return Facts(
        title=texts["title"],
        description=texts.get("description", ""),
        date=_date(entries["date"]) if "date" in entries else None,
        place=texts.get("place", ""),
        symbol=texts.get("symbol", ""),
        references=_references(entries["references"]) if "references" in entries else (),
        translation_of=texts.get("translation_of") or None,
        translator=texts.get("translator", ""),
        lines={key: entry.line for key, entry in entries.items()},
    )


def _text(key: str, entry: Entry) -> str:
    """Give a text as it is written. YAML reads ``no``, the code of Norwegian, as false."""
    if entry.value is None or isinstance(entry.value, str):
        return (entry.value or "").strip()
    written = entry.written or entry.value
    raise FrontMatterError(
        entry.line, f"{key}: {written} is no text to YAML", f'put it in quotes: {key}: "{written}"'
    )


def _date(entry: Entry) -> date:
    value = entry.value
    if isinstance(value, str) and ISO_DATE.fullmatch(value.strip()):  # in quotes
        with suppress(ValueError):
            value = date.fromisoformat(value.strip())
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    written = "" if value is None else entry.written or value
    raise FrontMatterError(
        entry.line, f'date: "{written}" is no date', "write it as year-month-day: 2024-03-15"
    )


def _references(entry: Entry) -> tuple[str, ...]:
    value = [] if entry.value is None else entry.value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise FrontMatterError(
        entry.line,
        f"references: {entry.written or value} is no list of symbols",
        "write it as a list: references: [A/RES/78/123]",
    )
