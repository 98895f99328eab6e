"""Many communications are made by several processes, side by side."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from concordance.findings import as_text
from tests.built import copy_project
from tests.made import check
from tests.many import made

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
begun = os.getpid()
make_one = Maker.make
def make(self, folder):
    with open("makers", "a") as file:
        print(os.getpid(), file=file)
    return make_one(self, folder)
Maker.make = make
"""
ENDED = """
write = Maker.make
def make(self, folder):
    if os.getpid() != begun and folder.name == {name!r}:
        os.kill(os.getpid(), signal.SIGKILL)
    return write(self, folder)
Maker.make = make
"""
FAILING = """
write = Maker.make
def make(self, folder):
    if os.getpid() != begun:
        raise ValueError("no luck")
    return write(self, folder)
Maker.make = make
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("project"))
    for one in made(COUNT):
        folder = root / "docs/communications" / one.name
        folder.mkdir()
        for name, text in one.files().items():
            (folder / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def project(sources: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sources, tmp_path / "project")


def build(project: Path, hook: str = "") -> subprocess.CompletedProcess[str]:
    (project / "hooks/several.py").write_text(HOOK + hook, encoding="utf-8")
    file = project / "mkdocs.yml"
    ours, both = "  - hooks/publish.py\n", "  - hooks/publish.py\n  - hooks/several.py\n"
    configuration = file.read_text(encoding="utf-8")
    if both not in configuration:
        file.write_text(configuration.replace(ours, both), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def site(project: Path) -> dict[str, bytes]:
    paths = (path for path in (project / "site").rglob("*") if path.is_file())
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in paths}


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
    for kept in (0, 2 * (COUNT + 1)):
        done = build(project)
        assert done.returncode == 0, done.stdout + done.stderr
        found = makers(project)
        assert len(found) == (0 if kept else COUNT + 1)
        assert len(set(found)) > 1 or kept
        said = SAID.search(done.stderr)
        assert said, done.stderr
        assert [int(one) for one in said.groups()] == [COUNT + 1, 2 * (COUNT + 1), kept]
        letters = [name for name in site(project) if re.search("-letter-.*/index.html$", name)]
        assert len(letters) == 2 * COUNT


def test_faults_are_all_told__and_the_old_site_stands(project: Path, site_reader: Reader) -> None:
    (project / "site").mkdir()
    (project / "site/index.html").write_text("what stood there", encoding="utf-8")
    spoiled = spoil(project, 0, 5, COUNT - 1)
    reader = replace(site_reader, root=project, docs=project / "docs")
    _, report = check(reader, reader.docs)
    for made_now in (COUNT + 1, 0):  # the second time with what the first has kept
        done = build(project)
        assert len(makers(project)) == made_now
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert as_text(report) in said
        assert sorted(re.findall(r"([^/\s]+)/index\.\w+\.md:\d+: error\[", said)) == sorted(spoiled)
        assert said.count("nothing was published") == 1
        assert "Traceback" not in said
        assert site(project) == {"site/index.html": b"what stood there"}


def test_process_ended_from_outside__is_said(project: Path) -> None:
    done = build(project, ENDED.format(name=made(COUNT)[7].name))
    assert done.returncode == 1
    assert "a process was ended from outside while it made communications" in done.stderr
    assert "Traceback" not in done.stderr
    assert not site(project)


def test_failure_of_the_code__is_not_hidden(project: Path) -> None:
    done = build(project, FAILING)
    assert done.returncode == 1
    assert "ValueError: no luck" in done.stderr
    assert re.search(r"while \S+-letter-\d+ was made", done.stderr)
    assert not site(project)
