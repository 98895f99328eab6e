"""The hook for pre-commit, run as pre-commit runs it: the entry, then the names of files."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[1]
(HOOK,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
LETTER = "docs/communications/2024-03-15-resolution-78-123"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository that holds the tool, as a publisher's does."""
    for name in ("hooks", "overrides", "mkdocs.yml"):
        (tmp_path / name).symlink_to(PROJECT / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    shutil.copytree(PROJECT / "docs", tmp_path / "docs")
    return tmp_path


def hook(repository: Path, *files: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [*shlex.split(HOOK["entry"]), *files],
        cwd=repository,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_hook__nothing_found(repository: Path) -> None:
    done = hook(repository, f"{LETTER}/index.en.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 communication, 2 versions, ")


def test_hook__findings(repository: Path) -> None:
    english = repository / LETTER / "index.en.md"
    text = english.read_text(encoding="utf-8")
    english.write_text(text + "\n### More\n\nOf it.\n", encoding="utf-8")
    done = hook(repository, f"{LETTER}/index.en.md")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{LETTER}/index.en.md:")


@pytest.mark.parametrize(
    ("file", "meant"),
    [
        (f"{LETTER}/index.en.md", True),
        (f"{LETTER}/map.svg", True),
        ("communications/a/index.fr.md", True),
        ("docs/index.fr.md", False),
        ("hooks/concordance/check.py", False),
    ],
)
def test_hook__files(file: str, *, meant: bool) -> None:
    assert bool(re.search(HOOK["files"], file)) is meant
