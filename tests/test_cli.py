from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from concordance import cli
from concordance.findings import Finding, Report

PROJECT = Path(__file__).parents[1]
FR = "---\ntitle: Lettre\n---\nUn.\n\nDeux.\n"
EN = "---\ntitle: Letter\ntranslation_of: fr\n---\nOne.\n\nTwo.\n"
DROPPED = EN.replace("\n\nTwo.", "")
REPORT = (
    "index.en.md:5: error[missing-paragraph] body: 1 paragraph missing in the text between the "
    "parts: 1 block here, 2 in the original\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that is not the project's."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def letter(folder: Path, english: str = EN) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.fr.md").write_text(FR)
    (folder / "index.en.md").write_text(english)
    return folder


def python(
    *arguments: str | Path, cwd: Path, hooks: Path = PROJECT / "hooks", **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "concordance", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(hooks), **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.removesuffix("\n")


def test_cli__nothing_found(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter(here / "a")
    assert cli.run(["check", "a"]) == 0
    assert capsys.readouterr() == (
        "1 communication, 2 versions, 4 blocks checked: nothing found\n",
        "",
    )


def test_cli__findings(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter(here / "a", DROPPED)
    assert cli.run(["check", "a"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"a/{REPORT}  original  a/index.fr.md:4\n  help: translate")
    assert out.endswith("1 communication, 2 versions, 3 blocks checked: 1 error\n")
    assert err == ""


def test_cli__working_folder_is_the_communication(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(letter(here / "a", DROPPED))
    assert cli.run(["check", ".", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["communication"] == "a"
    assert finding["translation"]["path"] == "index.en.md"


def test_cli__note_does_not_stop(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(here / "a")
    note = Finding("length", "note", "a", "para_1", "long", "look at it")
    monkeypatch.setattr(cli, "check", lambda *_: ([], Report(1, 2, 4, (note,))))
    assert cli.run(["check", "a"]) == 0
    assert "note[length] para_1: long" in capsys.readouterr().out


def test_cli__several_paths(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter(here / "b", DROPPED)
    letter(here / "c" / "a", DROPPED)
    letter(here / "c" / "d")
    assert cli.run(["check", "b", "c", "c/a", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["checked"] == {"communications": 3, "versions": 6, "blocks": 10}
    assert [finding["communication"] for finding in report["findings"]] == ["a", "b"]


def test_cli__format_github(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter(here / "a", DROPPED)
    assert cli.run(["check", "a", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith(
        "::error file=a/index.en.md,line=5,endLine=5,title=missing-paragraph::body: 1 paragraph"
    )


def test_cli__missing_path(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter(here / "a")
    assert refused(capsys, "a", "nowhere") == "concordance: nowhere: there is no such folder"


def test_cli__path_is_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter(here / "a")
    assert refused(capsys, "a/index.fr.md") == "concordance: a/index.fr.md: is no folder"


def test_cli__nothing_to_read(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter(here / "a")
    (here / "empty").mkdir()
    (here / "other").mkdir()
    (here / "other" / "notes.md").write_text("x")
    for name in ("empty", "other"):
        assert refused(capsys, "a", name) == (
            f"concordance: {name}: no communication in there "
            "(a folder with files such as index.fr.md)"
        )


def test_cli__folder_cannot_be_read(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(here / "a")

    def denied(path: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied", path.name)

    monkeypatch.setattr(Path, "iterdir", denied)
    assert refused(capsys, "a") == "concordance: a: Permission denied"


def test_cli__file_cannot_be_read(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(here / "a")

    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", denied)
        assert cli.run(["check", "a"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "a/index.en.md:1: error[unreadable] the file cannot be read: Permission denied\n"
        "  help: let everyone read it, or remove it\n"
        "a/index.fr.md:1: error[unreadable] the file cannot be read: Permission denied\n"
        "  help: let everyone read it, or remove it\n"
        "0 communications, 0 versions, 0 blocks checked: 2 errors\n"
    )
    assert err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "concordance: the following arguments are required: command"),
        (["mend"], "concordance: argument command: invalid choice: 'mend'"),
        (
            ["check", "--format", "xml"],
            "concordance check: argument --format: invalid choice: 'xml'",
        ),
    ],
)
def test_cli__wrong_arguments(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.run(arguments)
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(message)
    assert "--help" in err


def test_cli__help(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["check", "--help"]):
        with pytest.raises(SystemExit) as caught:
            cli.run(arguments)
        assert caught.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "compare the versions of every communication" in said
    assert "Exit status: 0 all is well, 1 there are findings, 2 nothing could be checked." in said
    assert "a communication's folder, or one that holds some (default: the site's docs" in said
    assert "the form of the report (default: text)" in said


def test_process__project() -> None:
    done = python("check", cwd=PROJECT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("checked: nothing found\n")
    assert done.stdout.count("\n") == 1
    assert not done.stdout.startswith("0 ")


def test_process__another_working_folder(tmp_path: Path) -> None:
    letter(tmp_path / "texts" / "a", DROPPED)
    done = python("check", "texts", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"texts/a/{REPORT}")
    assert python("check", cwd=tmp_path).stdout == python("check", cwd=PROJECT).stdout


def test_process__plain_utf_8_in_a_pipe(tmp_path: Path) -> None:
    letter(tmp_path / "a")
    (tmp_path / "a" / "index.en.md").write_text(DROPPED.replace("One.", ""), encoding="utf-8")
    french = FR.replace("Un.", "« Été » à 中").encode()
    (tmp_path / "a" / "index.fr.md").write_bytes(french)
    (tmp_path / "a" / "index.en.md").write_bytes(b"---\ntitle: A\ntranslation_of: fr\n---\n# B\n")
    done = python("check", "a", cwd=tmp_path, PYTHONIOENCODING="ascii", FORCE_COLOR="1")
    assert (done.returncode, done.stderr) == (1, "")
    assert "« Été » à 中" in done.stdout
    assert "\x1b" not in done.stdout


def test_process__no_configuration(tmp_path: Path) -> None:
    hooks = shutil.copytree(PROJECT / "hooks", tmp_path / "hooks")
    letter(tmp_path / "a")
    done = python("check", "a", cwd=tmp_path, hooks=hooks)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "concordance: no mkdocs.yml in the working folder\n"


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        (
            "docs_dir: docs",
            "docs_dir: gone",
            "Config value 'docs_dir': The path '{}/gone' isn't an",
        ),
        ("  - i18n:", "  - i19n:", "Config value 'plugins': The \"i19n\" plugin is not installed"),
        (
            "plugins:\n  - i18n:",
            "plugins: []\nextra:\n  i18n:",
            "the i18n plugin is missing under plugins",
        ),
        ("site_name: ", "site_name: [", "MkDocs encountered an error parsing the configuration"),
    ],
)
def test_process__broken_configuration(
    written: str, instead: str, message: str, tmp_path: Path
) -> None:
    configuration = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    assert written in configuration
    (tmp_path / "mkdocs.yml").write_text(
        configuration.replace(written, instead, 1), encoding="utf-8"
    )
    for name in ("docs", "hooks", "overrides"):
        (tmp_path / name).symlink_to(PROJECT / name)
    letter(tmp_path / "a")
    done = python("check", "a", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    expected = f"concordance: {tmp_path}/mkdocs.yml: {message.format(tmp_path)}"
    assert done.stderr.startswith(expected)
    assert done.stderr.count("\n") == 1
