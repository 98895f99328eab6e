"""The benchmark of speed: it counts what it says that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import speed

if TYPE_CHECKING:
    import pytest


def test_preview__reads_one_file_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["preview", "--letters", "3"]) == 0
    _, *lines = capsys.readouterr().out.splitlines()
    assert [line.split(" files")[0].split()[-1] for line in lines] == ["6", "0", "1", "1"]


def test_command__says_what_it_costs(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["command", "--check", "2"]) == 0
    assert "µs a block" in capsys.readouterr().out


def test_build__compares_three_sites(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["build", "--letters", "1", "--rounds", "1"]) == 0
    assert capsys.readouterr().out.count("of the CPU") == 2
