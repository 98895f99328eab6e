"""The benchmark of speed: its letters are correct, and it counts what it says that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import speed
from benchmarks.letters import BLOCKS, write_letters

from concordance.model import FOLDER
from tests.made import check

if TYPE_CHECKING:
    import pytest

    from concordance.reading import Reader


def test_letters__are_correct_and_always_the_same(reader: Reader) -> None:
    folder = reader.docs / FOLDER
    write_letters(folder, 4)
    _, report = check(reader, reader.docs)
    assert report.findings == ()
    assert (report.communications, report.blocks) == (4, 4 * 2 * BLOCKS)
    again = reader.root / "again"
    write_letters(again, 4)
    first, second = (sorted(one.rglob("*.md")) for one in (folder, again))
    assert [one.read_bytes() for one in first] == [one.read_bytes() for one in second]
    assert len({one.read_bytes() for one in first}) == 8


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
