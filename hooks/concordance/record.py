"""The record of a communication: what was published, and what each translation was made from.

It stands beside the texts as ``record.yml``, is written by the command and reviewed like any
source. One line stands for one block, so that a change of one paragraph changes one line, and two
branches that change different paragraphs can be merged:

    schema: 1
    original: fr
    addresses: [2024-03-15-resolution-78-123]
    blocks:
      para_1: {fr: 9f86d081884c-7d659a2feaa0c55a, en: 9f86d081884c-7d659a2feaa0c55a}
      para_2: withdrawn

For the original it holds the print of each block's text; for a translation that of the original
text which the block was made from, as it was then. A block that was withdrawn keeps its line: its
id is given to no other, and its link says that it is gone. The addresses are all under which it
was published, the present one last; records that were written before they were kept have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import yaml

from concordance.fingerprint import PRINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "record.yml"
SCHEMA = 1
WITHDRAWN = "withdrawn"
HEAD = (
    "# What readers may hold links to. `python -m concordance approve` writes this file; review\n"
    "# it like any source, and mend the texts, not the record.\n"
)
ID = re.compile(r"[^\s:#{}\[\],&*!|<=>?'\"%@`-][^\s:#{}\[\],=?]*")
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)


class RecordError(Exception):
    """A record cannot be read; nothing is written over it."""

    def __init__(self, message: str, help_: str, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.help, self.line = message, help_, line


@dataclass(frozen=True, slots=True)
class Record:
    """What was published of one communication."""

    original: str
    """The language of the original."""
    blocks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the id of each block, in the order of the text: by language, the print of the original
    text that the block stands for; nothing of a block that was withdrawn."""
    addresses: tuple[str, ...] = ()
    """What stood behind ``communications/`` in its addresses, the latest last."""

    def of(self, language: str) -> dict[str, str]:
        """Give the prints that were recorded of one version, by id."""
        return {id_: prints[language] for id_, prints in self.blocks.items() if language in prints}

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """The ids of the blocks that are no longer there."""
        return tuple(id_ for id_, prints in self.blocks.items() if not prints)

    @property
    def reserved(self) -> tuple[str, ...]:
        """The ids that nothing else is given: what was withdrawn, and what held nothing else."""
        live = {one for id_, prints in self.blocks.items() if prints for one in _holding(id_)}
        gone = {one: None for id_ in self.withdrawn for one in _holding(id_)}
        return tuple(one for one in gone if one not in live)


def _holding(id_: str) -> Iterator[str]:
    """Give an id, and those of the table, list or part that it stands in."""
    while id_:
        yield id_
        id_ = id_.rpartition("__")[0]


def read(path: Path) -> Record | None:
    """Read a record; nothing, if there is none.

    Raises:
        RecordError: it is broken, or of another schema.
        OSError: it cannot be opened.

    """
    if not path.exists():
        return None
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        message = "the record is not UTF-8"
        raise RecordError(message, RESTORE) from error
    return parse(text)


RESTORE = "restore it from git, or remove it and approve anew what is published now"
TWICE = (
    "keep one of the two lines; where they are of two blocks, each put in on a branch of its own, "
    "that of the one that readers know, and give the other an id of its own in every version; then "
    "approve again"
)
MERGE = (
    "keep the lines of both sides, in the order of the text; of a block that has a line on either "
    "side keep one, and approve that block again"
)


def parse(text: str) -> Record:
    """Read a record as it is written.

    Raises:
        RecordError: it is broken, or of another schema.

    """
    if found := CONFLICT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = "two branches have changed the record, and the merge was not finished"
        raise RecordError(message, MERGE, line)
    try:
        written = yaml.load(text, _Loader)  # noqa: S506  (a safe loader)
    except _TwiceError as error:
        raise RecordError(error.message, TWICE, error.line) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"the record cannot be read: {error.problem or error.context}"
        raise RecordError(message, RESTORE, line) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = f"the record cannot be read: {' '.join(str(error).split())}"
        raise RecordError(message, RESTORE) from error
    return _record(written, text)


class _TwiceError(Exception):
    """An id stands twice, as git leaves it where two branches have come together."""

    def __init__(self, id_: str, line: int, first: int) -> None:
        super().__init__(id_)
        self.message = f'"{id_}" stands twice in the record, first on line {first}'
        self.line = line


# In C where PyYAML has been built with it: ten times as fast.
_Fast: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fast):  # type: ignore[misc, valid-type]
    """Reads YAML in which no key stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:  # noqa: FBT001, FBT002  (as PyYAML has it)
        keys = [key.value for key, _ in node.value]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                first, again = (
                    node.value[at][0].start_mark.line + 1 for at in (keys.index(key), index)
                )
                raise _TwiceError(str(key), again, first)
        found: dict[object, object] = super().construct_mapping(node, deep=deep)
        return found


def _record(written: object, text: str) -> Record:
    if not isinstance(written, dict) or written.get("schema") != SCHEMA:
        schema = written.get("schema") if isinstance(written, dict) else None
        message = f"the record is of schema {schema}, and this is version {SCHEMA}"
        raise RecordError(message, RESTORE)
    if odd := [key for key in written if key not in {"schema", "original", "addresses", "blocks"}]:
        message = f'the record has "{odd[0]}", which is nothing that it may have'
        raise RecordError(message, RESTORE, _line_of(str(odd[0]), text))
    original, blocks = written.get("original"), written.get("blocks") or {}
    if not isinstance(original, str) or not original:
        message = 'the record does not say which language is the original\'s ("original: fr")'
        raise RecordError(message, RESTORE)
    addresses = written.get("addresses") or []
    if not isinstance(addresses, list) or not all(isinstance(one, str) for one in addresses):
        message = '"addresses" is no list of names'
        raise RecordError(message, RESTORE, _line_of("addresses", text))
    if not isinstance(blocks, dict):
        message = '"blocks" is no mapping'
        raise RecordError(message, RESTORE, _line_of("blocks", text))
    for id_, prints in blocks.items():
        if not _is_entry(id_, prints):
            message = f'"{id_}" is followed neither by prints nor by "{WITHDRAWN}"'
            raise RecordError(message, RESTORE, _line_of(str(id_), text))
    prints_of = {id_: {} if prints == WITHDRAWN else prints for id_, prints in blocks.items()}
    return Record(original, prints_of, tuple(addresses))


def _is_entry(id_: object, prints: object) -> bool:
    if prints == WITHDRAWN:
        return isinstance(id_, str)
    return (
        isinstance(id_, str)
        and isinstance(prints, dict)
        and bool(prints)
        and all(isinstance(code, str) for code in prints)
        and all(isinstance(one, str) and PRINT.fullmatch(one) for one in prints.values())
    )


def _line_of(word: str, text: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, start=1) if word in line), 1)


def written(record: Record) -> str:
    """Write a record, one line a block."""
    lines = [f"schema: {SCHEMA}", f"original: {_scalar(record.original)}"]
    if record.addresses:
        lines.append(f"addresses: [{', '.join(map(_scalar, record.addresses))}]")
    lines.append("blocks:")
    for id_, prints in record.blocks.items():
        within = ", ".join(f"{_scalar(code)}: {one}" for code, one in prints.items())
        lines.append(f"  {_scalar(id_)}: " + (f"{{{within}}}" if prints else WITHDRAWN))
    return HEAD + "\n".join(lines) + "\n"


@lru_cache(maxsize=4096)
def _scalar(word: str) -> str:
    """Write a word so that YAML reads it as that word: « no » is a language, and no "no"."""
    plain = ID.fullmatch(word) and yaml.safe_load(word) == word
    return word if plain else '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(path: Path, record: Record) -> None:
    """Write a record in one go: whoever reads finds the old one or the new one whole.

    Raises:
        OSError: it cannot be written; the old one stands.

    """
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".record-", delete=False
    ) as file:
        file.write(written(record))
    new = Path(file.name)
    try:
        new.chmod(path.stat().st_mode if path.exists() else 0o644)
        new.replace(path)
    except OSError:
        new.unlink()
        raise
