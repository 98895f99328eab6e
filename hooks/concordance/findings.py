"""A finding, and the forms in which findings are shown."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Severity = Literal["error", "warning", "note"]
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LINE_NUMBER = re.compile(r"\bline \d+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. Lines count from 1, front matter included."""

    path: str
    line: int
    end_line: int
    language: str

    def __str__(self) -> str:
        """Write the place as editors and terminals link to it."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule."""

    rule: str
    severity: Severity
    communication: str
    id: str
    """The id of the block or section; empty where it is about the file or folder."""
    message: str
    """What is wrong, with the exact words of both sides."""
    help: str
    """What to do."""
    original: Place | None = None
    translation: Place | None = None

    @property
    def place(self) -> Place | None:
        """Where to look first: in the translation, if it is about one."""
        return self.translation or self.original

    @property
    def identity(self) -> tuple[str, ...]:
        """What stays the same when other lines of the file change."""
        file = self.place.path.rpartition("/")[2] if self.place else ""
        message = LINE_NUMBER.sub("line", self.message)
        return (self.rule, self.communication, self.id, file, message)


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that an editor has said is right as it is."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check has read, and what it has found."""

    communications: int
    versions: int
    blocks: int
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether a strict build is to be stopped."""
        return any(finding.severity != "note" for finding in self.findings)


def as_text(report: Report, *, colour: bool = False) -> str:
    """Write a report for people: one paragraph a finding, and a line that sums up."""
    paint = _painted if colour else _plain
    paragraphs = [
        _paragraph(one, one.severity, f"help: {one.help}", paint) for one in report.findings
    ]
    paragraphs += [
        _paragraph(one.finding, "waived", f"reason: {one.reason}", paint) for one in report.waived
    ]
    return "".join(f"{paragraph}\n" for paragraph in paragraphs) + summary(report)


def _paragraph(finding: Finding, status: str, last: str, paint: Callable[[str, str], str]) -> str:
    place = paint("place", _visible(f"{finding.place or finding.communication}:"))
    label = paint(status, f"{status}[{finding.rule}]")
    said = _visible(f"{finding.id}: {finding.message}" if finding.id else finding.message)
    lines = [f"{place} {label} {said}"]
    if finding.translation and finding.original:
        lines.append(paint("aside", _visible(f"  original  {finding.original}")))
    return "\n".join([*lines, paint("aside", _visible(f"  {last}"))])


def _visible(text: str) -> str:
    """Show control characters as what they are: a terminal would obey them."""
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


COLOURS = {"place": 1, "error": 31, "warning": 33, "note": 36, "waived": 32, "aside": 2}
"""How a terminal shows things, by the numbers of ECMA-48."""


def _plain(_: str, text: str) -> str:
    return text


def _painted(kind: str, text: str) -> str:
    return f"\x1b[{COLOURS[kind]}m{text}\x1b[0m"


def summary(report: Report) -> str:
    """Sum up in one line what was read and what was found."""
    read = ", ".join(
        counted(number, word)
        for number, word in (
            (report.communications, "communication"),
            (report.versions, "version"),
            (report.blocks, "block"),
        )
    )
    counts = Counter(finding.severity for finding in report.findings)
    found = [counted(counts[word], word) for word in ("error", "warning", "note") if counts[word]]
    waived = [f"{len(report.waived)} waived"] if report.waived else []
    return f"{read} checked: {', '.join((found or ['nothing found']) + waived)}"


def counted(number: int, word: str) -> str:
    """Count things in words: "1 block", "2 blocks"."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def as_json(report: Report) -> str:
    """Write a report for programs, in the first version of its form."""
    return json.dumps(
        {
            "version": 1,
            "checked": {
                "communications": report.communications,
                "versions": report.versions,
                "blocks": report.blocks,
            },
            "findings": [asdict(finding) for finding in report.findings],
            "waived": [asdict(one.finding) | {"reason": one.reason} for one in report.waived],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_github(report: Report) -> str:
    """Write a report as workflow commands, which GitHub shows as annotations of the lines.

    The form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    annotations = [
        _annotation(one, one.severity, one.rule, f"help: {one.help}") for one in report.findings
    ]
    annotations += [
        _annotation(one.finding, "note", f"{one.finding.rule} (waived)", f"reason: {one.reason}")
        for one in report.waived
    ]
    return "\n".join([*annotations, summary(report)])


def _annotation(finding: Finding, severity: Severity, title: str, last: str) -> str:
    place = finding.place
    level = "notice" if severity == "note" else severity
    where = (
        f" file={_property(place.path)},line={place.line},endLine={place.end_line},"
        if place
        else " "
    )
    also = f"\noriginal: {finding.original}" if finding.original and finding.translation else ""
    text = f"{finding.id}: {finding.message}" if finding.id else finding.message
    body = f"{text}{also}\n{last}"
    return f"::{level}{where}title={_property(title)}::{_data(body)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Order findings as a reader of the files meets them."""
    return tuple(sorted(findings, key=order))


def order(finding: Finding) -> tuple[str, str, int, str, str, str]:
    """Give what findings are ordered by."""
    path, line = (finding.place.path, finding.place.line) if finding.place else ("", 0)
    return (finding.communication, path, line, finding.rule, finding.id, finding.message)
