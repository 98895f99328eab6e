"""The check finds the defects that are put into correct texts."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.defects import main
from benchmarks.seeding.kinds import KINDS
from benchmarks.seeding.scoring import Outcome, Suite

from concordance.findings import Finding, Place

if TYPE_CHECKING:
    from concordance.reading import Reader

PROJECT = Path(__file__).parents[2]
TEXTS = Path(__file__).parents[1] / "texts"
SAMPLE = 8


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    """Run a sample of the suite, in a process of its own, as people do."""
    command = [sys.executable, "benchmarks/defects.py", "--sample", str(SAMPLE), "--json"]
    done = subprocess.run(  # noqa: S603  (our own script)
        command, cwd=PROJECT, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _least(scores: dict[str, Any], group: str, count: str) -> float:
    score = scores["groups"][group]
    return 100 * float(score[count]) / float(score["made"])


def _weakest(scores: dict[str, Any], count: str) -> str:
    """Give the kinds that are not all there, for the message of a test that fails."""
    return "\n".join(
        f"{kind}: {score[count]} of {score['made']}"
        for kind, score in scores["kinds"].items()
        if score[count] < score["made"]
    )


def test_structure__is_found(scores: dict[str, Any]) -> None:
    assert _least(scores, "structure", "found") >= 99, _weakest(scores, "found")


def test_structure__gives_one_finding_a_defect(scores: dict[str, Any]) -> None:
    assert _least(scores, "structure", "exact") >= 95, _weakest(scores, "exact")


def test_values__are_found(scores: dict[str, Any]) -> None:
    assert _least(scores, "values", "found") >= 98, _weakest(scores, "found")


def test_correct_pairs__have_no_finding(scores: dict[str, Any]) -> None:
    correct = scores["correct"]
    assert correct["blocks"] > 500
    assert (correct["errors"], correct["warnings"], correct["notes"]) == (0, 0, 0)


def test_every_kind__is_made(scores: dict[str, Any]) -> None:
    assert scores["kinds"].keys() == {kind.name for kind in KINDS}
    assert len(KINDS) == len({kind.name for kind in KINDS}) > 60


def test_defects__are_the_same_for_the_same_seed() -> None:
    one, other, third = (Suite([TEXTS], seed, sample=2).defects() for seed in (0, 0, 1))
    assert one == other
    assert one != third


def test_defects__can_be_read_and_are_defects(site_reader: Reader, tmp_path: Path) -> None:
    """What is read of the text is not what was read of the correct one, and has a place."""
    suite = Suite([TEXTS], sample=3)
    for defect in suite.defects():
        pair, mutation = suite.pairs[defect.pair], defect.mutation
        side = pair.original if mutation.in_original else pair.translation
        path = tmp_path / side.path.name
        path.write_text(mutation.text, encoding="utf-8")
        sections = site_reader.version(path, side.language).sections
        before, after = (
            [
                (section.id, block.kind, block.words, block.links, block.notes, block.level)
                for section in sections
                for block in section.blocks
            ]
            for sections in (side.sections, sections)
        )
        assert before != after, (defect.kind.name, mutation.change)
        assert mutation.ids or mutation.translation or mutation.original, defect.kind.name


OURS, THEIRS = Place("index.fr.md", 9, 9, "fr"), Place("index.en.md", 12, 14, "en")
FINDING = Finding("number", "error", "a", "para_9", "…", "…", original=OURS, translation=THEIRS)
ELSEWHERE = replace(FINDING, original=None, translation=None)


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ((), "missed"),
        ((FINDING,), "exact"),
        ((FINDING, ELSEWHERE), "found"),
        ((ELSEWHERE,), "missed"),
        ((replace(ELSEWHERE, id="para_1"),), "exact"),
        ((replace(FINDING, original=None),), "exact"),
        ((replace(FINDING, translation=None),), "missed"),
        ((replace(FINDING, rule="length"),), "missed"),
        ((replace(FINDING, severity="warning"),), "missed"),
        ((FINDING, replace(ELSEWHERE, severity="warning")), "exact"),
    ],
)
def test_outcome__is_found_where_the_defect_is(findings: tuple[Finding, ...], verdict: str) -> None:
    kind = next(kind for kind in KINDS if kind.name == "number-digit-changed")
    mutation = Suite([TEXTS], sample=1, kinds=[kind]).defects()[0].mutation
    mutation = replace(
        mutation, ids=frozenset({"para_1"}), original=frozenset({3}), translation=frozenset({14})
    )
    outcome = Outcome(kind, 0, mutation, findings)
    said = "exact" if outcome.exact else "found" if outcome.found else "missed"
    assert said == verdict


def test_main__says_what_it_cannot_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--kind", "no-such-kind"]) == 2
    assert "no-such-kind" in capsys.readouterr().err
    assert main([str(tmp_path)]) == 2
    assert "no pair" in capsys.readouterr().err


def test_main__shows_misses(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--kind", "short-lines-swapped", "--sample", "1", "--processes", "1"]
    assert main([str(TEXTS), *options, "--show-misses", "--show-inexact"]) == 0
    assert "false alarms on the correct pairs" in capsys.readouterr().out
