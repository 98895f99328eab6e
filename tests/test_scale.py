"""The benchmark of scale: it prints what it says that it measures."""

from __future__ import annotations

import subprocess
import sys

from tests.built import PROJECT


def test_all_parts__print_a_table() -> None:
    # In a process of its own, as the browser of the other tests is not shared.
    options = ["--letters", "1", "2", "--rounds", "1", "--edits", "1", "--word", "Excellence"]
    command = [sys.executable, "benchmarks/scale.py", *options]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)  # noqa: S603
    tables = {part.splitlines()[0]: part for part in said.stdout.split("### ")[1:]}
    assert len(tables) == 6
    for table in tables.values():
        rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ")]
        assert [row[0] for row in rows][2:4] == ["| 1", "| 2"]
        assert len({len(row) for row in rows}) == 1
    assert tables["Building from nothing"].count("n^") == 8
