"""The facts above a text: YAML between two lines of three hyphens."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import yaml

from concordance.model import FOLDER, Facts, Waiver
from concordance.rules.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FENCED = re.compile(
    r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
TEXTS = ("title", "description", "place", "symbol", "translation_of", "translator")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
KEYS = (*TEXTS, "date", "references", "formerly", "waivers")
NAME = r"[^\s./\\?#%:*\"<>|](?:[^/\\?#%:*\"<>|\x00-\x1f]*[^\s/\\?#%:*\"<>|])?"
"""What a folder may be called whose name is to be an address."""
ADDRESS = re.compile(rf"{NAME}(?:/{NAME})*")
TEXT = "tag:yaml.org,2002:str"
FAST_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same in C, where PyYAML was built with it: reading facts took a tenth of a check."""
BROKEN_VALUES = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError)
"""What PyYAML lets through, besides errors of its own, from values that it cannot make."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of one key, as YAML reads it and as it is written."""

    value: Any
    written: str
    """Empty for a list or mapping."""
    line: int
    node: yaml.Node
    """As YAML has it, with the lines of what it holds."""


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
    with suppress(yaml.YAMLError):
        return _entries_by(FAST_LOADER, source)
    try:
        return _entries_by(yaml.SafeLoader, source)  # it says better what is wrong
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 2
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise FrontMatterError(
            line,
            f"the front matter is not valid YAML: {problem}",
            'correct the line; a value that holds ": " needs quotes around it',
        ) from error


def _entries_by(kind: type[yaml.SafeLoader], source: str) -> dict[str, Entry]:
    loader = kind(source)
    try:
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
        for key, line, value_node in _pairs(node):
            written = str(value_node.value) if isinstance(value_node, yaml.ScalarNode) else ""
            entries[key] = Entry(_value(loader, value_node, written), written, line, value_node)
        return entries
    finally:
        loader.dispose()


def _pairs(mapping: yaml.MappingNode) -> Iterator[tuple[str, int, yaml.Node]]:
    """Give each key, its line in the file and its value."""
    lines: dict[str, int] = {}
    for key_node, value_node in mapping.value:
        key, line = str(key_node.value), key_node.start_mark.line + 2
        if key in lines:
            raise FrontMatterError(
                line,
                f'"{key}" stands twice, first on line {lines[key]}',
                "remove one of the two",
            )
        lines[key] = line
        yield key, line, value_node


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
        formerly=_addresses(entries["formerly"]) if "formerly" in entries else (),
        waivers=tuple(_waivers(entries["waivers"])) if "waivers" in entries else (),
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
    return _list(entry, "references", "symbols", "[A/RES/78/123]")


def _addresses(entry: Entry) -> tuple[str, ...]:
    addresses = _list(entry, "formerly", "names", '["2024-03-15-letter"]')
    for address in addresses:
        if not ADDRESS.fullmatch(address):
            raise FrontMatterError(
                entry.line,
                f'formerly: "{address}" was the name of no folder',
                f"write the name that the folder had below {FOLDER}/, and nothing before or after",
            )
    return addresses


def _list(entry: Entry, key: str, what: str, example: str) -> tuple[str, ...]:
    value = [] if entry.value is None else entry.value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    listed = f"[{', '.join(map(str, value))}]" if isinstance(value, list) else value
    written = entry.written or listed
    raise FrontMatterError(
        entry.line,
        f"{key}: {written} is no list of {what}",
        f"write it as a list: {key}: {example}",
    )


def _waivers(entry: Entry) -> Iterator[Waiver]:
    if entry.value is None:
        return
    for id_, line, rules in _nested(entry.node, entry.line, "it names no block"):
        for rule, its_line, reason in _nested(rules, line, f"{id_} names no rule"):
            _refuse_unwaivable(rule, its_line)
            written = " ".join(reason.value.split()) if reason.tag == TEXT else ""
            if not written:
                raise FrontMatterError(
                    its_line,
                    f'waivers: there is no reason for "{rule}" in {id_}',
                    f'write why it is right as it is, in quotes: {rule}: "…"',
                )
            yield Waiver(id_, rule, written, its_line)


def _nested(node: yaml.Node, line: int, fault: str) -> Iterator[tuple[str, int, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        return _pairs(node)
    raise FrontMatterError(
        line,
        f"waivers: {fault}",
        'write block, rule and reason: waivers: {para_3: {number: "why it is right as it is"}}',
    )


def _refuse_unwaivable(name: str, line: int) -> None:
    rules = catalogue()
    if name not in rules:
        waivable = [rule.name for rule in rules.values() if rule.waivable]
        near = get_close_matches(name, waivable, 1)
        known = f"the rules are: {', '.join(waivable)}"
        help_ = f'write "{near[0]}", if that is what is meant' if near else known
        raise FrontMatterError(line, f'waivers: there is no rule "{name}"', help_)
    if not rules[name].waivable:
        raise FrontMatterError(
            line,
            f'waivers: what "{name}" finds cannot be waived',
            f"remove the waiver, and mend what is found: {rules[name].cure}",
        )
