"""What a change has brought about, in a repository of the test's own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from concordance import cli

if TYPE_CHECKING:
    from collections.abc import Callable

    Found = Callable[..., list[tuple[str, str, str]]]

FR = (
    "---\ntitle: Lettre\n---\nLe pont a 10 piles.\n\nLe bac porte 22 personnes.\n\n"
    "La digue a 33 portes.\n"
)
EN = (
    "---\ntitle: Letter\ntranslation_of: fr\n---\nThe bridge has 10 piers.\n\n"
    "The ferry carries 22 people.\n\nThe dam has 33 gates.\n"
)
SECOND = EN.replace("22", "25")
BOTH = SECOND.replace("33", "38")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository, with nobody's settings."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")
    folder = tmp_path / "a repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "--quiet")
    return folder


def git(*arguments: str) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", "x")


def letter(name: str, english: str = EN, french: str = FR) -> None:
    folder = Path("letters", name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.fr.md").write_text(french, encoding="utf-8")
    (folder / "index.en.md").write_text(english, encoding="utf-8")


@pytest.fixture
def found(capsys: pytest.CaptureFixture[str]) -> Found:
    def run(
        *arguments: str, base: str = "HEAD", key: str = "findings"
    ) -> list[tuple[str, str, str]]:
        status = cli.run(["check", *arguments, "--base", base, "--format", "json"])
        out, err = capsys.readouterr()
        assert err == ""
        report: dict[str, Any] = json.loads(out)
        assert status == (1 if report["findings"] else 0)
        return [(one["communication"], one["rule"], one["id"]) for one in report[key]]

    return run


@pytest.mark.usefixtures("repository")
def test_base__only_what_is_new(found: Found) -> None:
    letter("a", SECOND)
    commit()
    assert found("letters") == []
    letter("a", BOTH)
    assert found("letters") == [("a", "number", "para_3")]
    assert found("letters/a") == [("a", "number", "para_3")]


@pytest.mark.usefixtures("repository")
def test_base__what_is_mended_makes_room_for_nothing(found: Found) -> None:
    letter("a", SECOND)
    letter("b")
    commit()
    letter("a")
    letter("b", SECOND)
    assert found("letters") == [("b", "number", "para_2")]


@pytest.mark.usefixtures("repository")
def test_base__lines_do_not_count(found: Found) -> None:
    twice = EN + "\n## Four { #a }\n\n## Five { #a }\n"
    letter("a", twice)
    commit()
    letter("a", twice.replace("---\nThe", "description: Of three things\n---\n\n\nThe"))
    assert found("letters") == []


@pytest.mark.usefixtures("repository")
def test_base__equal_findings_are_counted(found: Found) -> None:
    Path("letters").mkdir()
    twice = EN + "\n## Four { #a }\n\n## Five { #a }\n"
    letter("a", twice)
    commit()
    letter("a", twice + "\n## Six { #a }\n")
    assert found("letters") == [("a", "duplicate-id", "a")]


@pytest.mark.usefixtures("repository")
def test_base__folder_that_was_not_there(found: Found) -> None:
    commit()
    letter("a", SECOND)
    assert found("letters") == [("a", "number", "para_2")]


@pytest.mark.usefixtures("repository")
def test_base__earlier_revision(found: Found) -> None:
    letter("a")
    commit()
    git("tag", "first")
    letter("a", SECOND)
    commit()
    assert found("letters") == []
    assert found("letters", base="first") == [("a", "number", "para_2")]
    assert found("letters", base="HEAD~1") == [("a", "number", "para_2")]


def test_base__subfolder(repository: Path, found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    letter("a", SECOND)
    commit()
    letter("a", BOTH)
    monkeypatch.chdir(repository / "letters")
    assert found("a") == [("a", "number", "para_3")]
    assert found(".") == [("a", "number", "para_3")]


def test_base__whole_repository(
    repository: Path, found: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter("a", SECOND)
    commit()
    letter("a", BOTH)
    assert found(".") == [("a", "number", "para_3")]
    (tmp_path / "link").symlink_to(repository)
    monkeypatch.chdir(tmp_path / "link")
    assert found("letters") == [("a", "number", "para_3")]


@pytest.mark.usefixtures("repository")
def test_base__changed_files(found: Found) -> None:
    letter("a", SECOND)
    letter("b", SECOND)
    commit()
    letter("a", BOTH)
    letter("b", BOTH)
    assert found("--changed", "letters/a/index.en.md") == [("a", "number", "para_3")]


@pytest.mark.usefixtures("repository")
def test_base__same_name_elsewhere(found: Found, capsys: pytest.CaptureFixture[str]) -> None:
    """Where another folder is named, its path is that in the repository."""
    for name in ("x", "y"):
        letter(f"communications/{name}/a")
    assert cli.run(["check", "letters"]) == 1
    assert "letters/communications/x/a" in capsys.readouterr().out
    commit()
    assert found("letters") == []


@pytest.mark.usefixtures("repository")
def test_base__attributes_of_an_archive(found: Found) -> None:
    letter("a", SECOND)
    Path(".gitattributes").write_text("index.* export-ignore\n", encoding="utf-8")
    commit()
    assert found("letters") == []


@pytest.mark.usefixtures("repository")
def test_base__names_that_are_not_plain(found: Found) -> None:
    letter("été *", SECOND)
    letter("-b", SECOND)
    commit()
    assert found("letters") == []
    assert found("letters/été *", "letters/-b") == []


@pytest.mark.usefixtures("repository")
def test_base__leaves_the_repository_alone(found: Found) -> None:
    letter("a")
    commit()
    letter("a", SECOND)
    git("add", "--all")
    letter("a", BOTH)
    before = git("status", "--porcelain"), git("diff", "--cached"), git("worktree", "list")
    assert found("letters")
    assert before == (
        git("status", "--porcelain"),
        git("diff", "--cached"),
        git("worktree", "list"),
    )


@pytest.mark.usefixtures("repository")
def test_base__waivers(found: Found) -> None:
    waived = SECOND.replace("---\nThe", "waivers: {para_2: {number: so it is}}\n---\nThe")
    letter("a", waived)
    commit()
    assert found("letters", key="waived") == []
    letter("b", waived)
    assert found("letters", key="waived") == [("b", "number", "para_2")]
    letter("a", SECOND)
    assert found("letters") == [("a", "number", "para_2")]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.removesuffix("\n")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("revision", ["nowhere", "HEAD:letters", "", "--all", "-h", "a b"])
def test_base__unknown_revision(revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    letter("a")
    commit()
    assert refused(capsys, "letters", f"--base={revision}") == (
        f'concordance: --base: the repository has no revision "{revision}"'
    )


def test_base__no_commit_yet(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter("a")
    assert repository.is_dir()
    assert refused(capsys, "letters", "--base", "HEAD") == (
        'concordance: --base: the repository has no revision "HEAD"'
    )


def test_base__no_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (repository / ".git").rename(tmp_path / "gone")
    letter("a")
    assert refused(capsys, "letters", "--base", "HEAD") == (
        "concordance: --base: git rev-parse: "
        "not a git repository (or any of the parent directories): .git"
    )


def test_base__path_in_no_repository(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter("a")
    commit()
    Path("letters/a").rename(tmp_path / "b")
    assert refused(capsys, "../b", "--base", "HEAD") == (
        f"concordance: --base: {tmp_path / 'b'} is not in the repository {repository}"
    )


@pytest.mark.usefixtures("repository")
def test_base__no_git(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    letter("a")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(capsys, "letters", "--base", "HEAD") == (
        "concordance: --base: git is needed, and is not installed"
    )
