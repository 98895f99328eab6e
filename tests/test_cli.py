from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from concordance import cli
from concordance.explain import explain, list_rules
from concordance.findings import Finding, Report

PROJECT = Path(__file__).parents[1]
FR = "---\ntitle: Lettre\n---\nUn.\n\nDeux 22.\n"
EN = "---\ntitle: Letter\ntranslation_of: fr\n---\nOne.\n\nTwo 22.\n"
DROPPED = EN.replace("\n\nTwo 22.", "")
WAIVER = "waivers: {sec_1: {heading-level: so it is}}\n---\n#"
REPORT = "index.en.md:5: error[missing-paragraph] para_2: "


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
    assert out.startswith(f"a/{REPORT}")
    assert "\n  original  a/index.fr.md:6\n  help: translate it" in out
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
    monkeypatch.setattr(cli, "report_on", lambda _: Report(1, 2, 4, (note,)))
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
        "::error file=a/index.en.md,line=5,endLine=5,title=missing-paragraph::para_2: "
    )


def test_cli__format_sarif(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter(here / "a", DROPPED)
    assert cli.run(["check", "a", "--format", "sarif"]) == 1
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["missing-paragraph"]


def test_cli__what_is_waived_does_not_stop(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = letter(here / "a", EN.replace("One.", "### One").replace("---\n#", WAIVER))
    (folder / "index.fr.md").write_text(FR.replace("Un.", "## Un"))
    assert cli.run(["check", "a"]) == 0
    out = capsys.readouterr().out
    assert "waived[heading-level] sec_1: " in out
    assert out.endswith(
        "  reason: so it is\n"
        "1 communication, 2 versions, 4 blocks checked: nothing found, 1 waived\n"
    )


@pytest.mark.parametrize(
    ("terminal", "no_color", "term", "colour"),
    [
        (True, "", "xterm", True),
        (True, "1", "xterm", False),
        (True, "", "dumb", False),
        (False, "", "xterm", False),
    ],
)
def test_cli__colour(
    *, terminal: bool, no_color: str, term: str, colour: bool, here: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    letter(here / "a", DROPPED)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    assert cli.run(["check", "a"]) == 1
    assert ("\x1b[31merror[missing-paragraph]\x1b[0m" in capsys.readouterr().out) is colour
    assert cli.run(["check", "a", "--format", "github"]) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_cli__changed_files(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b", "c"):
        letter(here / "letters" / name, DROPPED)
    (here / "letters" / "b" / "index.en.md").unlink()
    files = ["letters/a/index.fr.md", "letters/a/index.en.md", "letters/b/index.en.md", "x.py"]
    assert cli.run(["check", "--format", "json", "--changed", *files]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [(one["communication"], one["rule"]) for one in report["findings"]] == [
        ("a", "missing-paragraph"),
        ("b", "missing-translation"),
    ]


@pytest.mark.parametrize(
    "files", [[], ["x.py", "nowhere/x.md"], [str(PROJECT / "docs" / "index.fr.md")]]
)
@pytest.mark.usefixtures("here")
def test_cli__nothing_changed(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", "--changed", *files]) == 0
    assert capsys.readouterr() == ("no communication was changed\n", "")


def test_cli__explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["explain", "number"]) == 0
    assert capsys.readouterr().out == f"{explain('number')}\n"
    assert cli.run(["explain"]) == 0
    assert capsys.readouterr().out == f"{list_rules()}\n"


def test_cli__explain_unknown_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["explain", "numbers"]) == 2
    assert capsys.readouterr() == (
        "",
        'concordance: there is no rule "numbers": did you mean "number"?\n',
    )


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (KeyboardInterrupt(), "interrupted"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("odd"), "odd"),
        (
            ValueError("of\ntwo lines"),
            "a fault of the tool itself, at test_cli.py:{}: ValueError: of two lines",
        ),
    ],
)
def test_cli__trouble_is_said_in_a_line(
    error: BaseException, message: str, here: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    letter(here / "a")

    def broken(_: object) -> Report:
        raise error

    monkeypatch.setattr(cli, "report_on", broken)
    line = broken.__code__.co_firstlineno + 1
    assert refused(capsys, "a") == f"concordance: {message.format(line)}"


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
    french = FR.replace("Deux", "« Été » à 中").encode()
    (tmp_path / "a" / "index.fr.md").write_bytes(french)
    (tmp_path / "a" / "index.en.md").write_text(DROPPED, encoding="utf-8")
    done = python("check", "a", cwd=tmp_path, PYTHONIOENCODING="ascii", FORCE_COLOR="1")
    assert (done.returncode, done.stderr) == (1, "")
    assert "« Été » à 中" in done.stdout
    assert "\x1b" not in done.stdout


def test_process__reader_that_has_seen_enough(tmp_path: Path) -> None:
    letter(tmp_path / "a", DROPPED)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "concordance", "check", "a"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(PROJECT / "hooks")},
            stdout=pipe,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_process__full_disk(tmp_path: Path) -> None:
    letter(tmp_path / "a")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "concordance", "check", "a"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(PROJECT / "hooks")},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "concordance: No space left on device\n")


def test_process__no_configuration(tmp_path: Path) -> None:
    hooks = shutil.copytree(PROJECT / "hooks", tmp_path / "hooks")
    letter(tmp_path / "a")
    done = python("check", "a", cwd=tmp_path, hooks=hooks)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "concordance: no mkdocs.yml in the working folder\n"


def test_process__glossary(tmp_path: Path) -> None:
    for name in ("docs", "hooks", "overrides", "mkdocs.yml"):
        (tmp_path / name).symlink_to(PROJECT / name)
    folder = letter(tmp_path / "a", EN.replace("One", "The meeting"))
    (folder / "index.fr.md").write_text(FR.replace("Un", "L'assemblée"), encoding="utf-8")
    terms = tmp_path / "glossary.yml"
    terms.write_text("assembly: {fr: [assemblée], en: [assembly]}\n", encoding="utf-8")
    done = python("check", "a", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("a/index.en.md:5: warning[term] para_1: ")
    terms.write_text("assembly: assemblée\n", encoding="utf-8")
    done = python("check", "a", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"concordance: {terms}: ")
    assert done.stderr.count("\n") == 1


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
