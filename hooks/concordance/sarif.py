"""A report in SARIF 2.1.0, the form in which code hosts and editors take findings.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from concordance.rules.catalogue import catalogue

if TYPE_CHECKING:
    from concordance.findings import Finding, Place, Report
    from concordance.rules.catalogue import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "SRCROOT"
FINGERPRINT = "concordance/v1"


def as_sarif(report: Report) -> str:
    """Write a report for code hosts; what is waived is there, as suppressed."""
    reasons: list[tuple[Finding, str | None]] = [(finding, None) for finding in report.findings]
    reasons += [(one.finding, one.reason) for one in report.waived]
    seen: Counter[tuple[str, ...]] = Counter()
    results = []
    for finding, reason in reasons:
        results.append(_result(finding, reason, seen[finding.identity]))
        seen[finding.identity] += 1
    driver = {"name": "Concordance", "rules": [_rule(rule) for rule in catalogue().values()]}
    root = {"description": {"text": "The folder that the check was run in."}}
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {ROOT: root},
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.meaning},
        "help": {"text": rule.cure, "markdown": _help(rule)},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.family]},
    }


def _help(rule: Rule) -> str:
    example = rule.example
    shown = [
        ("The original", example.original),
        ("With the defect", example.defect),
        ("Mended", example.mended),
    ]
    parts = [f"{title}:\n\n```markdown\n{text}```" for title, text in shown if text]
    return "\n\n".join([rule.cure, *parts])


def _result(finding: Finding, reason: str | None, occurrence: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": f"{_said(finding)}\nhelp: {finding.help}"},
        "locations": [_location(finding.place) | _logical(finding)] if finding.place else [],
        "partialFingerprints": {FINGERPRINT: _fingerprint(finding, occurrence)},
        "suppressions": [{"kind": "inSource", "justification": reason}] if reason else [],
    }
    rules = list(catalogue())
    if finding.rule in rules:
        result["ruleIndex"] = rules.index(finding.rule)
    if finding.original and finding.translation:
        text = f"the original ({finding.original.language})"
        other = {"id": 1, "message": {"text": text}} | _location(finding.original)
        result["relatedLocations"] = [other]
    return result


def _said(finding: Finding) -> str:
    return f"{finding.id}: {finding.message}" if finding.id else finding.message


def _location(place: Place) -> dict[str, Any]:
    path = quote(os.fsencode(place.path))
    artifact = {"uri": path, "uriBaseId": ROOT}
    if path.startswith("/"):
        artifact = {"uri": f"file://{path}"}
    region = {"startLine": place.line, "endLine": place.end_line}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _logical(finding: Finding) -> dict[str, Any]:
    if not finding.id:
        return {}
    name = f"{finding.communication}/{finding.id}"
    return {"logicalLocations": [{"name": finding.id, "fullyQualifiedName": name}]}


def _fingerprint(finding: Finding, occurrence: int) -> str:
    parts = "\0".join([*finding.identity, str(occurrence)])
    return sha256(parts.encode(errors="surrogateescape")).hexdigest()  # file names are bytes
