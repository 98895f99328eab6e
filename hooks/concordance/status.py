"""The state of every communication: what is missing, stale, waived or withdrawn in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from concordance.check import examine
from concordance.counterparts import counterparts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from concordance.model import Version
    from concordance.reading import Reader


@dataclass(frozen=True, slots=True)
class VersionStatus:
    """One version; ids of blocks, in the order of the text."""

    language: str
    missing: tuple[str, ...]
    """Of the original, what it does not render: declared so, or forgotten."""
    stale: tuple[str, ...]
    """Of its own, what was approved with an original that has changed since."""
    waived: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """One communication."""

    communication: str
    approved: bool
    """Whether it has a record."""
    original: str
    """The language of the original; empty where the communication cannot be read."""
    translations: tuple[VersionStatus, ...]
    withdrawn: tuple[str, ...]
    findings: int
    """How many findings would stop a strict build."""


def statuses(reader: Reader, folders: Iterable[Path]) -> Iterator[Status]:
    """Give the state of each communication.

    Raises:
        OSError: a folder cannot be read.

    """
    for folder in folders:
        examined = examine(reader, folder)
        stops = sum(finding.severity != "note" for finding in examined.findings)
        one = examined.communication
        if one is None:
            yield Status(folder.name, False, "", (), (), stops)  # noqa: FBT003
            continue
        yield Status(
            one.name,
            one.record is not None,
            one.original.language,
            tuple(
                VersionStatus(
                    version.language,
                    _missing(one.original, version),
                    tuple(one.stale.get(version.language, ())),
                    tuple(waiver.id for waiver in version.facts.waivers),
                )
                for version in one.translations
            ),
            one.record.withdrawn if one.record else (),
            stops,
        )


def _missing(original: Version, translation: Version) -> tuple[str, ...]:
    ids = counterparts(original, translation, of=original).ids
    return tuple(id_ for id_, theirs in ids.items() if not theirs)


def as_json(every: Iterable[Status]) -> str:
    """Write the states for programs, in the first version of their form."""
    whole = {"version": 1, "communications": [asdict(one) for one in every]}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_text(every: Iterable[Status]) -> str:
    """Write the states for people: a line a communication, and one for what is not as it should."""
    return "\n".join(line for one in every for line in _lines(one))


def _lines(one: Status) -> Iterator[str]:
    if not one.original:
        yield f"{one.communication}: cannot be read; concordance check says why"
        return
    languages = ", ".join([one.original, *(version.language for version in one.translations)])
    state = "approved" if one.approved else "not approved yet"
    found = f"; findings that stop a strict build: {one.findings}" if one.findings else ""
    yield f"{one.communication} ({languages}): {state}{found}"
    for version in one.translations:
        for what in ("missing", "stale", "waived"):
            if ids := getattr(version, what):
                yield f"  {version.language} {what}: {', '.join(ids)}"
    if one.withdrawn:
        yield f"  withdrawn: {', '.join(one.withdrawn)}"
