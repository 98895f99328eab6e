"""What has not changed is not read again; what has gone is forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from concordance.check import check
from concordance.glossary import Glossary
from concordance.reading import Reader
from concordance.remembering import Memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.blocks import Text
    from concordance.model import Version

    Write = Callable[..., Path]

FR = "---\ntitle: Lettre\n---\n/// letterhead\nVILLE\n///\n\nUn.\n\nDeux.\n"
EN = (
    "---\ntitle: Letter\ntranslation_of: fr\n---\n/// untranslated | letterhead\n///\n\n"
    "One.\n\nTwo.\n"
)
PLAIN_FR = "---\ntitle: Lettre\n---\nUn.\n\nDeux.\n"
PLAIN_EN = "---\ntitle: Letter\ntranslation_of: fr\n---\nOne.\n\nTwo.\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are converted, as `folder/name`."""
    files: list[str] = []
    original = Reader.read

    def counted(self: Reader, path: Path, *rest: object) -> tuple[Version, Text]:
        files.append(f"{path.parent.name}/{path.name}")
        return original(self, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "read", counted)
    return files


@pytest.fixture
def memory(reader: Reader, write: Write, read: list[str]) -> Memory:
    """Two communications that have been checked once."""
    write("a", {"index.fr.md": PLAIN_FR, "index.en.md": PLAIN_EN})
    write("b", {"index.fr.md": PLAIN_FR, "index.en.md": PLAIN_EN})
    memory = Memory()
    memory.check(reader, reader.docs)
    assert read == ["a/index.en.md", "a/index.fr.md", "b/index.en.md", "b/index.fr.md"]
    read.clear()
    return memory


def english(reader: Reader, name: str = "a") -> Path:
    return reader.docs / "communications" / name / "index.en.md"


def test_check__nothing_changed(memory: Memory, reader: Reader, read: list[str]) -> None:
    assert memory.check(reader, reader.docs) == check(reader, reader.docs)
    read.clear()
    memory.check(reader, reader.docs)
    assert read == []


def test_check__one_file_changed(memory: Memory, reader: Reader, read: list[str]) -> None:
    english(reader).write_text(PLAIN_EN.replace("Two.", ""), encoding="utf-8")
    _, report = memory.check(reader, reader.docs)
    assert read == ["a/index.en.md"]
    assert [finding.rule for finding in report.findings] == ["missing-paragraph"]
    assert (report.communications, report.versions) == (2, 4)
    read.clear()
    assert memory.check(reader, reader.docs)[1] == report
    assert read == []
    english(reader).write_text(PLAIN_EN, encoding="utf-8")
    assert memory.check(reader, reader.docs)[1].findings == ()
    assert read == ["a/index.en.md"]


def test_check__one_file_that_leaves_something_out(
    memory: Memory, reader: Reader, write: Write, read: list[str]
) -> None:
    """The translation is numbered beside the original, and both readings are kept."""
    write("c", {"index.fr.md": FR, "index.en.md": EN})
    memory.check(reader, reader.docs)
    assert read == ["c/index.en.md", "c/index.fr.md", "c/index.en.md"]
    read.clear()
    original = english(reader, "c").with_name("index.fr.md")
    original.write_text(FR.replace("Un.", "Premier."), encoding="utf-8")
    assert memory.check(reader, reader.docs)[1] == check(reader, reader.docs)[1]
    assert read[0] == "c/index.fr.md"
    read.clear()
    memory.check(reader, reader.docs)
    assert read == []


def test_check__file_that_cannot_be_read(memory: Memory, reader: Reader, read: list[str]) -> None:
    english(reader).write_bytes(b"---\ntitle: A\n---\n\xe9\n")
    for times in (1, 0):
        read.clear()
        _, report = memory.check(reader, reader.docs)
        assert [finding.rule for finding in report.findings] == ["unreadable"]
        assert read == ["a/index.en.md"] * times
    (partial,) = memory.partial()
    assert [version.language for version in partial.versions] == ["fr"]


def test_check__file_added_or_gone(memory: Memory, reader: Reader, read: list[str]) -> None:
    stray = english(reader).with_name("scan.pdf")
    stray.write_bytes(b"%PDF")
    assert [one.rule for one in memory.check(reader, reader.docs)[1].findings] == ["unreadable"]
    stray.unlink()
    assert memory.check(reader, reader.docs)[1].findings == ()
    english(reader).unlink()
    _, report = memory.check(reader, reader.docs)
    assert [finding.rule for finding in report.findings] == ["missing-translation"]
    assert read == []


def test_check__gone_is_forgotten(memory: Memory, reader: Reader) -> None:
    for path in english(reader, "b").parent.iterdir():
        path.unlink()
    english(reader, "b").parent.rmdir()
    communications, _ = memory.check(reader, reader.docs)
    assert [one.name for one in communications] == ["a"]
    assert len(memory.texts) == 2


def test_check__old_text_is_forgotten(memory: Memory, reader: Reader) -> None:
    for number in range(5):
        english(reader).write_text(PLAIN_EN + f"\nThree {number}.\n", encoding="utf-8")
        memory.check(reader, reader.docs)
    assert len(memory.texts) == 4
    readings = [len(folder.readings) for folder in memory._folders.values()]  # noqa: SLF001
    assert readings == [2, 2]


def test_check__other_settings(memory: Memory, reader: Reader, read: list[str]) -> None:
    memory.check(replace(reader, glossary=Glossary(({"fr": ("un",)},))), reader.docs)
    assert len(read) == 4
    read.clear()
    memory.check(replace(reader, extension_configs={"toc": {"marker": ""}}), reader.docs)
    assert len(read) == 4


def test_check__settings_that_a_hook_changes_later(
    memory: Memory, reader: Reader, read: list[str]
) -> None:
    """What our extension is told for each page is no setting of the site."""
    configs = {**reader.extension_configs, "concordance.blocks": {"language": "fr"}}
    memory.check(replace(reader, extension_configs=configs), reader.docs)
    assert read == []
