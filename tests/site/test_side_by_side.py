"""Many communications are made by several processes, side by side."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from concordance.findings import as_text
from tests.built import add_hook, attempt, copy_project, files_below
from tests.made import check
from tests.many import lay, made

if TYPE_CHECKING:
    from pathlib import Path

    from concordance.reading import Reader

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="one process makes all there")

COUNT = 14
SAID = re.compile(r"(\d+) communications, (\d+) versions.* (\d+) of them kept from before")
# A hook beside ours, which lets three processes work on any machine.
HOOK = """
import os
import signal
import sys
from functools import partial

from concordance.making import Maker

publish = sys.modules["hooks/publish.py"]
publish.Workshop = partial(publish.Workshop, processes=3)
begun, make_one = os.getpid(), Maker.make
def make(self, folder):
    with open("makers", "a") as file:
        print(os.getpid(), file=file)
    if os.getpid() != begun:
        {happens}
    return make_one(self, folder)
Maker.make = make
"""
ENDS = "folder.name == {name!r} and os.kill(os.getpid(), signal.SIGKILL)"
FAILS = 'raise ValueError("no luck")'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = copy_project(tmp_path)
    lay(root / "docs/communications", made(COUNT))
    return root


def let(happens: str, project: Path) -> None:
    """Say what happens to each communication that a process is about to make, but the first."""
    add_hook(project, "several.py", HOOK.format(happens=happens))


def spoil(project: Path, *numbers: int) -> list[str]:
    """Let a number be another in the English of some communications."""
    names = [one.name for one in made(COUNT)]
    for number in numbers:
        folder = project / "docs/communications" / names[number]
        for language, figure in (("fr", 17), ("en", 71)):
            with (folder / f"index.{language}.md").open("a", encoding="utf-8") as file:
                file.write(f"\nArticle {figure}.\n")
    return [names[number] for number in numbers]


def makers(project: Path) -> list[str]:
    """Say which process has made each communication, since this was asked last."""
    file = project / "makers"
    found = file.read_text(encoding="utf-8").split() if file.exists() else []
    file.unlink(missing_ok=True)
    return found


def test_all_are_made_and_checked(project: Path) -> None:
    let("pass", project)
    for kept in (0, 2 * (COUNT + 1)):
        done = attempt(project, "--strict")
        assert done.returncode == 0, done.stdout + done.stderr
        found = makers(project)
        assert len(found) == (0 if kept else COUNT + 1)
        assert len(set(found)) > 1 or kept
        said = SAID.search(done.stderr)
        assert said, done.stderr
        assert [int(one) for one in said.groups()] == [COUNT + 1, 2 * (COUNT + 1), kept]
        written = files_below(project / "site")
        assert sum(bool(re.search("-letter-.*/index.html$", name)) for name in written) == 2 * COUNT


def test_faults_are_all_told__and_the_old_site_stands(project: Path, site_reader: Reader) -> None:
    (project / "site").mkdir()
    (project / "site/index.html").write_text("what stood there", encoding="utf-8")
    let("pass", project)
    spoiled = spoil(project, 0, 5, COUNT - 1)
    reader = replace(site_reader, root=project, docs=project / "docs")
    _, report = check(reader, reader.docs)
    for made_now in (COUNT + 1, 0):  # the second time with what the first has kept
        done = attempt(project, "--strict")
        assert len(makers(project)) == made_now
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert as_text(report) in said
        assert sorted(re.findall(r"([^/\s]+)/index\.\w+\.md:\d+: error\[", said)) == sorted(spoiled)
        assert said.count("nothing was published") == 1
        assert "Traceback" not in said
        assert files_below(project / "site") == {"index.html": b"what stood there"}


def test_process_ended_from_outside__is_said(project: Path) -> None:
    let(ENDS.format(name=made(COUNT)[7].name), project)
    done = attempt(project, "--strict")
    assert done.returncode == 1
    assert "a process was ended from outside while it made communications" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_failure_of_the_code__is_not_hidden(project: Path) -> None:
    let(FAILS, project)
    done = attempt(project, "--strict")
    assert done.returncode == 1
    assert "ValueError: no luck" in done.stderr
    assert re.search(r"while \S+-letter-\d+ was made", done.stderr)
    assert not (project / "site").exists()
