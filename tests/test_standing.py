from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from concordance.standing import StandingSite

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def standing(tmp_path: Path) -> StandingSite:
    site = StandingSite(tmp_path / "site")
    write(site.folder, "old")
    return site


def write(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(text)


def read(site: StandingSite) -> str:
    return (site.folder / "index.html").read_text()


def test_standing__a_whole_site_replaces_the_old_one(standing: StandingSite) -> None:
    standing.keep()
    assert not standing.folder.exists()
    write(standing.folder, "new")
    standing.built = True
    standing.settle()
    assert read(standing) == "new"
    assert not standing.aside.exists()


@pytest.mark.parametrize("begun", [True, False])
def test_standing__the_old_one_is_put_back(standing: StandingSite, *, begun: bool) -> None:
    standing.keep()
    if begun:
        write(standing.folder, "half of the new")
    standing.settle()
    assert read(standing) == "old"
    assert not standing.aside.exists()


def test_standing__after_a_build_that_was_broken_off(standing: StandingSite) -> None:
    standing.keep()
    write(standing.folder, "half of the new")
    again = StandingSite(standing.folder)
    again.keep()
    again.settle()
    assert read(standing) == "old"


def test_standing__the_first_build(tmp_path: Path) -> None:
    site = StandingSite(tmp_path / "site")
    site.keep()
    write(site.folder, "new")
    site.built = True
    site.settle()
    assert read(site) == "new"


def test_standing__a_first_build_that_is_refused_leaves_nothing(tmp_path: Path) -> None:
    site = StandingSite(tmp_path / "site")
    site.keep()
    write(site.folder, "refused")
    site.settle()
    assert not site.folder.exists()


def test_standing__a_folder_that_cannot_be_moved(
    standing: StandingSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("pathlib.Path.rename", refuse)
    standing.keep()
    assert not standing.safe
    standing.settle()
    assert read(standing) == "old"


def test_standing__put_back_by_a_build_that_is_refused_before_it_begins(
    standing: StandingSite,
) -> None:
    standing.keep()
    write(standing.folder, "half of the new")  # and then the process was ended
    StandingSite(standing.folder).settle()
    assert read(standing) == "old"
