"""The benchmark of weight: it counts what it says that it counts."""

from __future__ import annotations

import subprocess
import sys

from tests.built import PROJECT


def test_both_pages_are_weighed() -> None:
    # In a process of its own, as the browser of the other tests is not shared.
    command = [sys.executable, "benchmarks/weight.py"]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)  # noqa: S603
    rows = [line.split() for line in said.stdout.splitlines()]
    found = {" ".join(row[:-3]): row[-3:] for row in rows if len(row) > 3}
    assert float(found["requests"][2]) < 1
    assert float(found["bytes sent"][2]) < 0.6
    for kind in ("HTML", "CSS", "JavaScript"):
        assert int(found[kind][0].replace(",", "")) > 1_000
