from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from concordance.findings import (
    Finding,
    Place,
    Report,
    Severity,
    Waived,
    as_github,
    as_json,
    as_text,
    in_order,
    summary,
)

FRENCH = Place("docs/a/index.fr.md", 14, 15, "fr")
ENGLISH = Place("docs/a/index.en.md", 9, 10, "en")
FINDING = Finding(
    "number", "error", "a", "para_1", '"12" here, "21" there', "correct it", FRENCH, ENGLISH
)
ON_FILE = Finding("front-matter", "warning", "a", "", "no « title »", "add it", translation=ENGLISH)
ON_ORIGINAL = Finding("missing-translation", "note", "a", "", "no translation", "add", FRENCH)
NOWHERE = Finding("x", "error", "a", "", "wrong", "mend")


def report(*findings: Finding) -> Report:
    return Report(1, 2, 18, findings)


def test_text__both_sides() -> None:
    assert as_text(report(FINDING)) == (
        'docs/a/index.en.md:9: error[number] para_1: "12" here, "21" there\n'
        "  original  docs/a/index.fr.md:14\n"
        "  help: correct it\n"
        "1 communication, 2 versions, 18 blocks checked: 1 error"
    )


def test_text__one_side() -> None:
    assert as_text(report(ON_FILE, ON_ORIGINAL, NOWHERE)) == (
        "docs/a/index.en.md:9: warning[front-matter] no « title »\n"
        "  help: add it\n"
        "docs/a/index.fr.md:14: note[missing-translation] no translation\n"
        "  help: add\n"
        "a: error[x] wrong\n"
        "  help: mend\n"
        "1 communication, 2 versions, 18 blocks checked: 1 error, 1 warning, 1 note"
    )


def test_text__waived() -> None:
    assert as_text(Report(1, 2, 18, (ON_FILE,), (Waived(FINDING, "so it is"),))) == (
        "docs/a/index.en.md:9: warning[front-matter] no « title »\n"
        "  help: add it\n"
        'docs/a/index.en.md:9: waived[number] para_1: "12" here, "21" there\n'
        "  original  docs/a/index.fr.md:14\n"
        "  reason: so it is\n"
        "1 communication, 2 versions, 18 blocks checked: 1 warning, 1 waived"
    )


def test_text__in_colour() -> None:
    every = Report(1, 2, 18, (FINDING, ON_FILE, ON_ORIGINAL), (Waived(FINDING, "so it is"),))
    painted = as_text(every, colour=True)
    assert painted.split("\n")[:3] == [
        (
            "\x1b[1mdocs/a/index.en.md:9:\x1b[0m \x1b[31merror[number]\x1b[0m para_1: "
            '"12" here, "21" there'
        ),
        "\x1b[2m  original  docs/a/index.fr.md:14\x1b[0m",
        "\x1b[2m  help: correct it\x1b[0m",
    ]
    assert re.sub(r"\x1b\[\d+m", "", painted) == as_text(every)


def test_text__control_characters() -> None:
    odd = replace(FINDING, message="a\x1b[2Jb\nc", translation=replace(ENGLISH, path="d\x9b"))
    assert as_text(report(odd)).split("\n")[0] == (r"d\x9b:9: error[number] para_1: a\x1b[2Jb\x0ac")


def test_summary() -> None:
    assert (
        summary(Report(0, 0, 1, ()))
        == "0 communications, 0 versions, 1 block checked: nothing found"
    )
    assert summary(Report(2, 1, 0, (FINDING, FINDING, ON_FILE))) == (
        "2 communications, 1 version, 0 blocks checked: 2 errors, 1 warning"
    )


def test_json__both_sides() -> None:
    assert json.loads(as_json(report(FINDING))) == {
        "version": 1,
        "checked": {"communications": 1, "versions": 2, "blocks": 18},
        "findings": [
            {
                "rule": "number",
                "severity": "error",
                "communication": "a",
                "id": "para_1",
                "message": '"12" here, "21" there',
                "help": "correct it",
                "original": {
                    "path": "docs/a/index.fr.md", "line": 14, "end_line": 15, "language": "fr"
                },
                "translation": {
                    "path": "docs/a/index.en.md", "line": 9, "end_line": 10, "language": "en"
                },
            }
        ],
        "waived": [],
    }  # fmt: skip


def test_json__waived() -> None:
    waived = json.loads(as_json(Report(1, 2, 18, (), (Waived(FINDING, "so it is"),))))["waived"]
    (finding,) = json.loads(as_json(report(FINDING)))["findings"]
    assert waived == [{**finding, "reason": "so it is"}]


def test_json__order_of_keys() -> None:
    written = json.loads(as_json(report(FINDING)))
    assert list(written) == ["version", "checked", "findings", "waived"]
    assert list(written["findings"][0]) == [
        "rule", "severity", "communication", "id", "message", "help", "original", "translation",
    ]  # fmt: skip


def test_json__null_where_there_is_nothing() -> None:
    findings = json.loads(as_json(report(ON_FILE, ON_ORIGINAL)))["findings"]
    assert [f["original"] is None for f in findings] == [True, False]
    assert [f["translation"] is None for f in findings] == [False, True]
    assert json.loads(as_json(report()))["findings"] == []


def test_json__text_as_it_is() -> None:
    assert "no « title »" in as_json(report(ON_FILE))


def test_github__levels_and_places() -> None:
    assert as_github(report(FINDING, ON_FILE, ON_ORIGINAL, NOWHERE)).split("\n") == [
        (
            "::error file=docs/a/index.en.md,line=9,endLine=10,title=number::"
            'para_1: "12" here, "21" there%0Aoriginal: docs/a/index.fr.md:14%0Ahelp: correct it'
        ),
        (
            "::warning file=docs/a/index.en.md,line=9,endLine=10,title=front-matter::"
            "no « title »%0Ahelp: add it"
        ),
        (
            "::notice file=docs/a/index.fr.md,line=14,endLine=15,title=missing-translation::"
            "no translation%0Ahelp: add"
        ),
        "::error title=x::wrong%0Ahelp: mend",
        "1 communication, 2 versions, 18 blocks checked: 2 errors, 1 warning, 1 note",
    ]


def test_github__waived() -> None:
    waived = Report(1, 2, 18, (), (Waived(FINDING, "so it is"),))
    assert as_github(waived).split("\n")[0] == (
        "::notice file=docs/a/index.en.md,line=9,endLine=10,title=number (waived)::"
        'para_1: "12" here, "21" there%0Aoriginal: docs/a/index.fr.md:14%0Areason: so it is'
    )


def test_github__escapes() -> None:
    odd = replace(
        ON_FILE, message="50 %, a:b\r\nc", translation=Place("docs/a,b:c%.md", 1, 1, "en")
    )
    assert as_github(report(odd)).split("\n")[0] == (
        "::warning file=docs/a%2Cb%3Ac%25.md,line=1,endLine=1,title=front-matter::"
        "50 %25, a:b%0D%0Ac%0Ahelp: add it"
    )


@pytest.mark.parametrize(
    ("severity", "stops"), [("error", True), ("warning", True), ("note", False)]
)
def test_report__stops(severity: Severity, stops: bool) -> None:  # noqa: FBT001
    assert report(replace(FINDING, severity=severity)).stops is stops
    assert not report().stops


def test_report__waived_does_not_stop() -> None:
    assert not Report(1, 2, 18, (), (Waived(FINDING, "so it is"),)).stops


def test_in_order() -> None:
    def at(communication: str, path: str, line: int, rule: str = "number") -> Finding:
        place = Place(path, line, line, "en")
        return replace(FINDING, communication=communication, translation=place, rule=rule)

    ordered = [
        replace(NOWHERE, communication=""),
        replace(at("a", "a/index.en.md", 2), translation=Place("a/index.en.md", 2, 2, "en")),
        at("a", "a/index.en.md", 10, "date"),
        at("a", "a/index.en.md", 10, "number"),
        replace(ON_ORIGINAL, original=Place("a/index.fr.md", 1, 1, "fr")),
        at("b", "a/index.en.md", 1),
    ]
    assert in_order(ordered[::-1]) == tuple(ordered)
    assert in_order(ordered[3:] + ordered[:3]) == tuple(ordered)
