"""The benchmark of scale: it prints what it says that it measures."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from benchmarks.costs import run
from benchmarks.scale import Table
from benchmarks.sites import make

from tests.built import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTES = 100


def test_all_parts__print_a_table() -> None:
    # In a process of its own, as the browser of the other tests is not shared.
    options = ["--letters", "1", "--rounds", "1", "--edits", "1"]
    command = [sys.executable, "benchmarks/scale.py", *options]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603
    assert said.returncode == 0, said.stderr
    tables = {part.splitlines()[0]: part for part in said.stdout.split("### ")[1:]}
    assert len(tables) == 6
    assert "none in" not in said.stdout  # a search that finds nothing
    for table in tables.values():
        rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ")]
        assert [row[0] for row in rows] == ["| letters", "| ---", "| 1"]
        assert len({len(row) for row in rows}) == 1


def test_table__says_how_figures_grow() -> None:
    table = Table([10, 100, 1000], growing=True)
    ours, theirs = {10: 1, 100: 10, 1000: 1000}, {10: 2, 100: 20, 1000: 500}
    table.compare("cost", ours, theirs, "{:.0f}".format)
    _, _, *rows = (line.strip("| ").split(" | ") for line in str(table).splitlines())
    assert rows == [
        ["10", "1", "2", "0.50"],
        ["100", "10", "20", "0.50"],
        ["1,000", "1000", "500", "2.00"],
        ["growth, 10 to 100", "n^1.00", "n^1.00"],
        ["growth, 100 to 1,000", "n^2.00", "n^1.40"],
    ]


def test_cost__counts_all_that_a_process_starts(tmp_path: Path) -> None:
    # Two processes that hold as much at once are told from one that does.
    holds = f"held = b'x' * ({MEGABYTES} * 2**20); import time; time.sleep(1)"
    (tmp_path / "holding.py").write_text(
        "import subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-c', {holds!r}])\n"
        f"{holds}\n"
        "child.wait()\n",
        encoding="utf-8",
    )
    peak = run(["holding"], tmp_path).peak / 2**20
    assert 2 * MEGABYTES < peak < 3 * MEGABYTES


def test_cost__of_what_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="absent failed"):
        run(["absent"], tmp_path)


def test_edit__changes_one_text_each_time(tmp_path: Path) -> None:
    site = make("checked", tmp_path, 2, approved=True)
    text = site.letter / "index.en.md"
    before = text.read_text(encoding="utf-8")
    for word in ("Lastly", "Likewise"):
        site.edit(word)
        assert f"\n\n{word}: " in text.read_text(encoding="utf-8")
    assert len(text.read_text(encoding="utf-8")) == len(before) + len("Likewise: ")
    assert len(list(tmp_path.glob("docs/communications/*/record.yml"))) == 2
    run(["concordance", "check"], tmp_path)


def test_clean__leaves_what_is_built_from(tmp_path: Path) -> None:
    site = make("stock", tmp_path, 1)
    before = sorted(tmp_path.rglob("*"))
    for made in (site.built / "index.html", tmp_path / ".cache" / "known"):
        made.parent.mkdir()
        made.write_text("made", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "docs")
    site.clean()
    assert sorted(tmp_path.rglob("*")) == before
    assert "///" not in (site.letter / "index.fr.md").read_text(encoding="utf-8")
