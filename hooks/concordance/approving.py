"""Approving: recording what is published now, once it is right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from concordance import record
from concordance.check import compared
from concordance.configuration import UsageError
from concordance.findings import counted
from concordance.folders import broken_record, read_as_recorded
from concordance.reading import SourceError
from concordance.record import Record
from concordance.rules.permanence import PROMISED, Published, basis, prints

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from concordance.findings import Finding
    from concordance.model import Communication
    from concordance.reading import Reader

MOST_TOLD = 12
SETTLED = {"stale-translation", "unapproved"}
"""What an approval is there to settle; what it does not settle is found again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be approved: everything, if nothing is said."""

    only: tuple[str, ...] = ()
    """The ids of the blocks; all, if empty."""
    languages: tuple[str, ...] = ()
    """The languages of the versions; all, if empty."""
    withdraw: tuple[str, ...] = ()
    """The ids of blocks that are gone for good; then nothing else is approved."""


class Refused(Exception):  # noqa: N818  (it is an answer, and no fault)
    """A communication is not right; nothing is recorded."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def approve(reader: Reader, folder: Path, wanted: Wanted) -> str:
    """Record what is published of one communication, and say what was recorded.

    Raises:
        Refused: something is found in it that has to be mended first, its record included.
        UsageError: what is wanted is not there.
        OSError: the record cannot be written.

    """
    path = folder / record.FILE
    try:
        before = record.read(path)
        communication = read_as_recorded(reader, folder, before)
        if wanted.withdraw:
            known = _withdrawn(reader, communication, wanted.withdraw)
            communication = read_as_recorded(reader, folder, known)
    except record.RecordError as error:
        raise Refused((broken_record(reader, folder, error),)) from error
    except SourceError as error:
        raise Refused(error.findings) from error
    _refuse_unknown(communication, wanted)
    faults = [
        one
        for one in compared(reader, communication).findings
        # A broken link is never recorded, however grave the publisher takes it to be.
        if (one.severity != "note" or one.rule in PROMISED)
        and one.rule not in SETTLED
        and not _named(reader, communication, one, wanted)
    ]
    if faults:
        raise Refused(tuple(faults))
    after = known if wanted.withdraw else recorded(communication, wanted)
    after = replace(after, addresses=_addresses(before or Record(""), communication))
    if after == before:
        return f"{communication.name}: nothing new to record"
    record.write(path, after)
    return f"{communication.name}: {told(before or Record(after.original), after)}"


def _named(reader: Reader, communication: Communication, finding: Finding, wanted: Wanted) -> bool:
    """Whether a finding need not be mended before some blocks are approved by their names.

    Blocks can be withdrawn, and approved as written anew or put back, one after the other. What
    has come under an id while its own text is elsewhere is not approved.
    """
    if finding.rule not in PROMISED or not communication.record:
        return False
    if wanted.withdraw or finding.rule == "permalink-lost":
        return bool(wanted.withdraw or wanted.only)
    published = Published(reader, communication, communication.record)
    return bool(wanted.only) and finding.id in (*published.anew, *published.back)


def _withdrawn(reader: Reader, communication: Communication, ids: Collection[str]) -> Record:
    """Give the record of a communication with some ids withdrawn.

    Raises:
        UsageError: nothing was published under one, or that is still there.

    """
    before = communication.record or Record("")
    published, blocks = Published(reader, communication, before), dict(before.blocks)
    there = {block.id: block for block in communication.original.blocks}
    for id_ in ids:
        if id_ not in blocks:
            message = f"--withdraw: nothing was published as {id_}"
            raise UsageError(message)
        if fate := published.fates.get(id_):
            place = reader.place(communication.original.path, there[fate].line)
            message = (
                f"--withdraw: {id_} is still there, {place.path}:{place.line}; "
                "take it out of every version first, or give it an id of its own if it is another"
            )
            raise UsageError(message)
        blocks[id_] = {}
    return replace(before, blocks=blocks)


def _addresses(before: Record, communication: Communication) -> tuple[str, ...]:
    """Give all addresses that were published; that which is no more the present one stays."""
    here = communication.address
    return (*(one for one in before.addresses if one != here), here)


def _refuse_unknown(communication: Communication, wanted: Wanted) -> None:
    """Refuse ids and languages that the communication does not have.

    Raises:
        UsageError: it does not have them.

    """
    name = communication.name
    ids = {block.id for version in communication.versions for block in version.blocks}
    languages = {version.language for version in communication.versions}
    for what, given, there in (
        ("--only", wanted.only, ids),
        ("--language", wanted.languages, languages),
    ):
        for one in given:
            if one not in there:
                message = f"{what}: {name} has no {one}"
                raise UsageError(message)


def recorded(communication: Communication, wanted: Wanted) -> Record:
    """Give the record of a communication with what is wanted brought up to date."""
    original = communication.original
    now = {original.language: prints(original)}
    now |= {one.language: basis(original, one) for one in communication.translations}
    before = communication.record or Record(original.language)
    fresh = {code: ids for code, ids in now.items() if code in (wanted.languages or now)}
    blocks: dict[str, Mapping[str, str]] = {}
    for id_ in _in_order(communication, before):
        approved = not wanted.only or id_ in wanted.only
        new = {code: ids[id_] for code, ids in fresh.items() if id_ in ids} if approved else {}
        known = {**before.blocks.get(id_, {}), **new}
        if known or id_ in before.blocks:
            blocks[id_] = {code: known[code] for code in now if code in known}
    return Record(original.language, blocks)


def _in_order(communication: Communication, before: Record) -> list[str]:
    """Give all ids in the order of the text; what is no longer there stands where it stood."""
    order = [block.id for block in communication.original.blocks]
    for version in communication.translations:
        _weave(order, [block.id for block in version.blocks])
    _weave(order, list(before.blocks))
    return order


def _weave(order: list[str], others: Sequence[str]) -> None:
    """Put ids that an order lacks behind those that they follow elsewhere."""
    last = -1
    for id_ in others:
        if id_ in order:
            last = order.index(id_)
        else:
            last += 1
            order.insert(last, id_)


def told(before: Record, after: Record) -> str:
    """Say what a record says that it did not say before."""
    new = [id_ for id_, prints_ in after.blocks.items() if prints_ and id_ not in before.blocks]
    gone = [id_ for id_ in after.withdrawn if before.blocks.get(id_)]
    changed = [
        f"{id_} ({', '.join(codes)})"
        for id_, prints_ in after.blocks.items()
        if id_ in before.blocks
        and (codes := [c for c, one in prints_.items() if before.blocks[id_].get(c) != one])
    ]
    said = [f"{counted(len(after.blocks) - len(after.withdrawn), 'block')} recorded"]
    for what, ids in (("new", new), ("changed", changed), ("withdrawn", gone)):
        if ids:
            shown = ", ".join(ids[:MOST_TOLD])
            more = f" and {len(ids) - MOST_TOLD} more" if len(ids) > MOST_TOLD else ""
            said.append(f"{what}: {shown}{more}")
    if before.addresses and after.addresses[-1] != before.addresses[-1]:
        said.append(f"address: {after.addresses[-1]}")
    return "; ".join(said)
