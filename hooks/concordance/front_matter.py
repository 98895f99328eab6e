"""The facts above a text: YAML between two lines of three hyphens."""

from __future__ import annotations

import re
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
KEYS = (*TEXTS, "date", "references")
SHORTEST_GUESS = 0.8


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
    values, lines = _mapping(fenced["yaml"])
    _refuse_misspelt(values, lines)
    return FrontMatter(
        facts=_facts(values, lines),
        body=text[fenced.end() :],
        body_line=text.count("\n", 0, fenced.end()) + 1,
    )


def _mapping(source: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Read YAML with the line of each key; the first line of the file is the fence."""
    loader = yaml.SafeLoader(source)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        if not isinstance(node, yaml.MappingNode):
            raise FrontMatterError(
                2,
                "the front matter is no list of keys and values",
                'write it as "key: value" lines',
            )
        lines: dict[str, int] = {}
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 2
            if key in lines:
                raise FrontMatterError(
                    line,
                    f'"{key}" stands twice, first on line {lines[key]}',
                    "remove one of the two",
                )
            lines[key] = line
            values[key] = _value(loader, value_node, key, line)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 2
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise FrontMatterError(
            line,
            f"the front matter is not valid YAML: {problem}",
            'correct the line; a value that holds ": " needs quotes around it',
        ) from error
    finally:
        loader.dispose()
    return values, lines


def _value(loader: yaml.SafeLoader, node: yaml.Node, key: str, line: int) -> Any:  # noqa: ANN401
    try:
        return loader.construct_document(node)
    except ValueError as error:  # a date such as 2024-02-30
        raise FrontMatterError(
            line,
            f'{key}: "{_written(node)}" is no date: {error}',
            "write a real date as 2024-03-15",
        ) from error


def _written(node: yaml.Node) -> str:
    return str(node.value)


def _refuse_misspelt(values: Mapping[str, Any], lines: Mapping[str, int]) -> None:
    for key in values:
        if key not in KEYS and (near := get_close_matches(key, KEYS, 1, SHORTEST_GUESS)):
            raise FrontMatterError(
                lines[key], f'unknown key "{key}"', f'write "{near[0]}", if that is what is meant'
            )


def _facts(values: Mapping[str, Any], lines: Mapping[str, int]) -> Facts:
    texts: dict[str, str] = {}
    for key in TEXTS:
        value = values.get(key)
        if value is not None and not isinstance(value, str):
            raise FrontMatterError(
                lines[key], f"{key}: {value!r} is no text", f'put it in quotes: {key}: "{value}"'
            )
        texts[key] = (value or "").strip()
    if not texts["title"]:
        raise FrontMatterError(
            lines.get("title", 1),
            "the title is empty" if "title" in values else "the title is missing",
            'add a line "title: …" to the front matter: the title of the page, in its language',
        )
    return Facts(
        title=texts["title"],
        description=texts["description"],
        date=_date(values, lines),
        place=texts["place"],
        symbol=texts["symbol"],
        references=_references(values, lines),
        translation_of=texts["translation_of"] or None,
        translator=texts["translator"],
        lines=dict(lines),
    )


def _date(values: Mapping[str, Any], lines: Mapping[str, int]) -> date | None:
    value = values.get("date")
    if value is None and "date" not in values:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    written = "" if value is None else value
    raise FrontMatterError(
        lines["date"], f'date: "{written}" is no date', "write it as year-month-day: 2024-03-15"
    )


def _references(values: Mapping[str, Any], lines: Mapping[str, int]) -> tuple[str, ...]:
    value = values.get("references") or []
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise FrontMatterError(
        lines["references"],
        f"references: {value!r} is no list of symbols",
        "write it as a list: references: [A/RES/78/123]",
    )
