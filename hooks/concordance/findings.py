"""A finding, and the forms in which findings are shown."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Severity = Literal["error", "warning", "note"]


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


@dataclass(frozen=True, slots=True)
class Report:
    """What a check has read, and what it has found."""

    communications: int
    versions: int
    blocks: int
    findings: tuple[Finding, ...]

    @property
    def stops(self) -> bool:
        """Whether a strict build is to be stopped."""
        return any(finding.severity != "note" for finding in self.findings)


def as_text(report: Report) -> str:
    """Write a report for people: one paragraph a finding, and a line that sums up."""
    return "".join(f"{_paragraph(finding)}\n" for finding in report.findings) + summary(report)


def _paragraph(finding: Finding) -> str:
    place, other = finding.translation or finding.original, None
    if finding.translation and finding.original:
        other = f"  original  {finding.original}"
    subject = f" {finding.id}:" if finding.id else ""
    first = f"{place or finding.communication}: {finding.severity}[{finding.rule}]{subject}"
    lines = [f"{first} {finding.message}", other, f"  help: {finding.help}"]
    return "\n".join(line for line in lines if line)


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
    found = ", ".join(
        counted(counts[word], word) for word in ("error", "warning", "note") if counts[word]
    )
    return f"{read} checked: {found or 'nothing found'}"


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
        },
        ensure_ascii=False,
        indent=2,
    )


def as_github(report: Report) -> str:
    """Write a report as workflow commands, which GitHub shows as annotations of the lines.

    The form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "\n".join([*map(_annotation, report.findings), summary(report)])


def _annotation(finding: Finding) -> str:
    place = finding.translation or finding.original
    level = "notice" if finding.severity == "note" else finding.severity
    where = (
        f" file={_property(place.path)},line={place.line},endLine={place.end_line},"
        if place
        else " "
    )
    also = f"\noriginal: {finding.original}" if finding.original and finding.translation else ""
    text = f"{finding.id}: {finding.message}" if finding.id else finding.message
    body = f"{text}{also}\nhelp: {finding.help}"
    return f"::{level}{where}title={_property(finding.rule)}::{_data(body)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Order findings as a reader of the files meets them."""

    def key(finding: Finding) -> tuple[str, str, int, str, str, str]:
        place = finding.translation or finding.original
        path, line = (place.path, place.line) if place else ("", 0)
        return (finding.communication, path, line, finding.rule, finding.id, finding.message)

    return tuple(sorted(findings, key=key))
