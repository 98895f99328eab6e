"""The check as a whole: every file in ``cases/`` is a communication and what is to be said of it.

A case is a Markdown file: a line on what it proves, the files of a communication, each below a
line such as ``=== index.fr.md``, and below ``=== expected`` the report. The files lie in the
site's sources; those called ``elsewhere/index.ar.md`` lie outside them, where every language goes.
A file called ``glossary.yml`` is the glossary.
"""

from __future__ import annotations

import gc
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from concordance.check import examine, examine_all, report_on
from concordance.findings import as_text
from concordance.glossary import FILE, load
from concordance.model import Communication
from concordance.rules.catalogue import catalogue
from tests.made import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from concordance.check import Examined
    from concordance.reading import Reader

CASES = sorted(Path(__file__).with_name("cases").glob("*.md"))
MARKER = re.compile(r"^=== (.+)\n", re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, reader: Reader) -> None:
    _, *rest = MARKER.split(case.read_text(encoding="utf-8"))
    files = dict(zip(rest[::2], rest[1::2], strict=True))
    expected = files.pop("expected")
    if FILE in files:
        (reader.root / FILE).write_text(files.pop(FILE), encoding="utf-8")
        reader = replace(reader, glossary=load(reader.root / FILE))
    for name, text in files.items():
        home = reader.root if "/" in name else reader.docs / "communications" / "letter"
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    elsewhere = reader.root / "elsewhere"
    _, report = check(reader, elsewhere if elsewhere.is_dir() else reader.docs)
    assert as_text(report) == expected.strip()


def test_cases__are_there() -> None:
    assert len(CASES) > 30
    assert {case.suffix for case in CASES} == {".md"}


def test_cases__show_every_rule_of_content() -> None:
    reports = "".join(
        case.read_text(encoding="utf-8").partition("=== expected")[2] for case in CASES
    )
    compared = {"structure", "content"}
    rules = {rule.name for rule in catalogue().values() if rule.family in compared}
    assert {rule for rule in rules if f"[{rule}]" not in reports} == set()


FR = "---\ntitle: Lettre\n---\nUn.\n\nDeux.\n"
EN = "---\ntitle: Letter\ntranslation_of: fr\n---\nOne.\n\nTwo.\n"


def test_check__counts_what_was_read(reader: Reader, write: Callable[..., Path]) -> None:
    write("b", {"index.fr.md": FR, "index.en.md": EN})
    write("a", {"index.fr.md": FR, "index.en.md": EN})
    communications, report = check(reader, reader.docs)
    assert [communication.name for communication in communications] == ["a", "b"]
    assert (report.communications, report.versions, report.blocks) == (2, 4, 8)
    assert report.findings == ()


def test_check__goes_on_after_one_that_cannot_be_read(
    reader: Reader, write: Callable[..., Path]
) -> None:
    write("a", {"index.fr.md": "no front matter\n", "index.en.md": EN})
    write("b", {"index.fr.md": FR, "index.en.md": EN.replace("\n\nTwo.", "")})
    communications, report = check(reader, reader.docs)
    assert [communication.name for communication in communications] == ["b"]
    assert [finding.rule for finding in report.findings] == ["front-matter", "missing-paragraph"]


def test_check__same_folder_by_several_paths(reader: Reader, write: Callable[..., Path]) -> None:
    folder = write("a", {"index.fr.md": FR, "index.en.md": EN.replace("\n\nTwo.", "")})
    (folder.parent / "stray.txt").write_text("x")
    _, report = check(reader, reader.docs, folder.parent, folder, folder / ".." / "a")
    assert (report.communications, len(report.findings)) == (1, 2)


def test_examine__counts(reader: Reader, write: Callable[..., Path]) -> None:
    examined = examine(reader, write("a", {"index.fr.md": FR, "index.en.md": EN}))
    assert (examined.counts, examined.findings, examined.waived) == ((1, 2, 4), (), ())
    examined = examine(reader, write("b", {"index.fr.md": FR}))
    assert (examined.communication, examined.counts) == (None, (0, 0, 0))
    assert [finding.rule for finding in examined.findings] == ["missing-translation"]


def test_report__keeps_no_text(reader: Reader, write: Callable[..., Path]) -> None:
    """The check of a thousand communications takes no more memory than that of one."""

    def alive() -> int:
        gc.collect()
        return sum(isinstance(thing, Communication) for thing in gc.get_objects())

    most, before = 0, alive()

    def counting(every: Iterable[Examined]) -> Iterator[Examined]:
        nonlocal most
        for examined in every:
            most = max(most, alive() - before)
            yield examined

    for number in range(5):
        write(f"a{number}", {"index.fr.md": FR, "index.en.md": EN})
    report = report_on(counting(examine_all(reader, reader.docs)))
    assert (report.communications, report.versions, report.blocks) == (5, 10, 20)
    assert 1 <= most <= 2


def test_readme_shows_what_is_said(site_reader: Reader, reader: Reader) -> None:
    """With one paragraph of the letter taken out, the check says what the README says."""
    name = "2024-03-15-resolution-78-123"
    source = site_reader.docs / "communications" / name
    target = reader.docs / "communications" / name
    shutil.copytree(source, target)
    lines = (target / "index.en.md").read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("This communication"))
    (target / "index.en.md").write_text(text, encoding="utf-8")
    said = as_text(check(reader, reader.docs)[1]).rpartition("\n")[0]
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"```\n{said}\n```" in readme
