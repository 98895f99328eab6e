"""What has not changed is not read again, while it is remembered."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from concordance import remembering
from concordance.folders import read_communication
from concordance.reading import Reader, SourceError
from concordance.remembering import Remembering

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.model import Version

FR = "---\ntitle: Lettre\n---\n/// letterhead\nVILLE\n///\n\nUn.\n\nDeux.\n"
EN = (
    "---\ntitle: Letter\ntranslation_of: fr\n---\n/// untranslated | letterhead\n///\n\n"
    "One.\n\nTwo.\n"
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are converted, by name."""
    files: list[str] = []
    original = Reader.read

    def counted(self: Reader, path: Path, *rest: object) -> Version:
        files.append(path.name)
        return original(self, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "read", counted)
    return files


@pytest.fixture
def remembered(reader: Reader) -> Remembering:
    return Remembering(**{one.name: getattr(reader, one.name) for one in fields(reader)})


@pytest.fixture
def folder(write: Callable[..., Path]) -> Path:
    return write("a", {"index.fr.md": FR, "index.en.md": EN})


def test_version__once(remembered: Remembering, folder: Path, read: list[str]) -> None:
    """The translation is numbered beside the original, and both readings are kept."""
    first = read_communication(remembered, folder)
    assert read == ["index.en.md", "index.fr.md", "index.en.md"]
    assert read_communication(remembered, folder) == first
    assert len(read) == 3


def test_version__one_file_changed(remembered: Remembering, folder: Path, read: list[str]) -> None:
    read_communication(remembered, folder)
    read.clear()
    (folder / "index.en.md").write_text(EN.replace("Two", "Second"), encoding="utf-8")
    letter = read_communication(remembered, folder)
    assert set(read) == {"index.en.md"}
    assert [block.words for block in letter.translations[0].blocks] == ["One.", "Second."]


def test_version__what_cannot_be_read_is_not_kept(
    remembered: Remembering, folder: Path, read: list[str]
) -> None:
    (folder / "index.en.md").write_bytes(b"---\ntitle: A\n---\n\xe9\n")
    for _ in range(2):
        with pytest.raises(SourceError):
            read_communication(remembered, folder)
    assert read.count("index.en.md") == 2


def test_version__the_oldest_are_forgotten(
    remembered: Remembering, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "MOST", 4)
    for number in range(5):
        (folder / "index.en.md").write_text(f"{EN}\nThree {number}.\n", encoding="utf-8")
        read_communication(remembered, folder)
    assert len(remembered.readings) == 4
