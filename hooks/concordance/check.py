"""The check: read every communication, and compare its versions.

One folder at a time, so that thousands take no more memory than what is found in them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from concordance import formerly
from concordance.findings import Report, Waived, in_order, order
from concordance.folders import (
    find_communications,
    is_published,
    misplaced,
    read_communication,
)
from concordance.reading import SourceError
from concordance.rules import compare, examine_version, permanence
from concordance.rules.catalogue import catalogue
from concordance.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from concordance.findings import Finding
    from concordance.formerly import Claim
    from concordance.model import Communication, Version
    from concordance.reading import Reader


@dataclass(frozen=True, slots=True)
class Examined:
    """What one folder holds, and what was found in it."""

    communication: Communication | None
    """``None`` where it could not be read; the findings say why."""
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()

    @property
    def counts(self) -> tuple[int, int, int]:
        """Give the number of communications, versions and blocks."""
        versions = self.communication.versions if self.communication else ()
        blocks = sum(len(section.blocks) for version in versions for section in version.sections)
        return int(self.communication is not None), len(versions), blocks


def examine(reader: Reader, folder: Path) -> Examined:
    """Read one communication and compare its versions: all that depends on its folder alone.

    Raises:
        OSError: the folder cannot be read.

    """
    found = read(reader, folder)
    return compared(reader, found.communication) if found.communication else found


def read(reader: Reader, folder: Path) -> Examined:
    """Read one communication, or find why it cannot be read.

    Raises:
        OSError: the folder cannot be read.

    """
    try:
        return Examined(permanence.with_stale(read_communication(reader, folder)), ())
    except SourceError as error:
        return Examined(None, error.findings)


def compared(reader: Reader, communication: Communication) -> Examined:
    """Apply all rules to a communication."""
    findings = [
        finding
        for version in communication.versions
        for finding in examine_version(reader, version)
    ]
    waived: list[Waived] = []
    for translation in communication.translations:
        found = list(compare(reader, communication.name, communication.original, translation))
        excused = list(_waived(translation, found))
        left = _without(found, excused)
        findings += left
        findings += _unused_waivers(reader, translation, left, excused)
        waived += excused
    findings += _published(reader, communication)
    graded = tuple(_graded(reader, finding) for finding in findings)
    return Examined(communication, graded, tuple(waived))


def _published(reader: Reader, communication: Communication) -> Iterator[Finding]:
    """Find what has become of what was published, or say that nothing is recorded of it."""
    found: list[Finding] = []
    if communication.record:
        wording = Wording(communication.original, reader)
        found += permanence.check(reader, communication, communication.record, wording)
    yield from found
    # What is new may be what has broken a link, which is said already.
    said = any(finding.rule in permanence.PROMISED for finding in found)
    if reader.keeps_records and is_published(reader, communication.folder) and not said:
        yield from permanence.unapproved(reader, communication, communication.record)


def _graded(reader: Reader, finding: Finding) -> Finding:
    """Give a finding the severity that the publisher has chosen for its rule."""
    return replace(finding, severity=reader.severities.get(finding.rule, finding.severity))


def examine_all(reader: Reader, *paths: Path) -> Iterator[Examined]:
    """Examine, once each, the communications at or below some folders, and what lies among them.

    Raises:
        OSError: a folder cannot be read.

    """
    yield Examined(None, tuple(finding for path in paths for finding in misplaced(reader, path)))
    folders = [folder for path in paths for folder in find_communications(reader, path)]
    claims: list[Claim] = []
    for folder in {folder.resolve(): folder for folder in folders}.values():
        examined = examine(reader, folder)
        if examined.communication and (claim := formerly.claim_of(examined.communication)):
            claims.append(claim)
        yield examined
    yield Examined(None, tuple(formerly.conflicts(reader, claims)))


class Told(Protocol):
    """What a report is made from."""

    @property
    def counts(self) -> tuple[int, int, int]:
        """The number of communications, versions and blocks."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found."""

    @property
    def waived(self) -> tuple[Waived, ...]:
        """What was excused."""


def report_on(every: Iterable[Told]) -> Report:
    """Make one report; nothing else is kept of what was examined."""
    communications = versions = blocks = 0
    findings: set[Finding] = set()
    waived: set[Waived] = set()
    for examined in every:
        counts = examined.counts
        communications += counts[0]
        versions += counts[1]
        blocks += counts[2]
        findings |= set(examined.findings)
        waived |= set(examined.waived)
    excused = sorted(waived, key=lambda one: order(one.finding))
    return Report(communications, versions, blocks, in_order(findings), tuple(excused))


def _waived(translation: Version, findings: Iterable[Finding]) -> Iterator[Waived]:
    reasons = {(waiver.id, waiver.rule): waiver.reason for waiver in translation.facts.waivers}
    for finding in findings:
        if reason := reasons.get((finding.id, finding.rule)):
            yield Waived(finding, reason)


def _without(findings: Iterable[Finding], excused: Iterable[Waived]) -> list[Finding]:
    away = {one.finding for one in excused}
    return [finding for finding in findings if finding not in away]


def _unused_waivers(
    reader: Reader, translation: Version, left: Iterable[Finding], excused: Iterable[Waived]
) -> Iterator[Finding]:
    if not translation.facts.waivers:
        return
    structural = {rule.name for rule in catalogue().values() if rule.family == "structure"}
    if any(finding.rule in structural for finding in left):
        return  # blocks without their counterpart have not been compared
    used = {(one.finding.id, one.finding.rule) for one in excused}
    ids = {block.id for block in translation.blocks} | {part.id for part in translation.sections}
    for waiver in translation.facts.waivers:
        if (waiver.id, waiver.rule) not in used:
            there = waiver.id in ids
            why = "the rule finds nothing here" if there else "nothing has that id"
            yield reader.finding(
                "unused-waiver",
                translation.path,
                f'the waiver of "{waiver.rule}" excuses nothing: {why}',
                "remove it" if there else "correct the id, or remove it",
                line=waiver.line,
                id_=waiver.id,
            )
