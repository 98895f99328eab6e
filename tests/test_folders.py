from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from concordance.folders import find_communications, misplaced, read_communication
from concordance.reading import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from concordance.findings import Finding
    from concordance.reading import Reader

FR = "---\ntitle: Lettre\n---\nUn.\n"
EN = "---\ntitle: Letter\ntranslation_of: fr\n---\nOne.\n"
PAIR: dict[str, str | bytes] = {"index.fr.md": FR, "index.en.md": EN}


def found(reader: Reader, path: Path) -> list[str]:
    return [p.relative_to(path).as_posix() for p in find_communications(reader, path)]


def refused(reader: Reader, folder: Path) -> Finding:
    with pytest.raises(SourceError) as caught:
        read_communication(reader, folder)
    (finding,) = caught.value.findings
    return finding


def corpus(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).mkdir(parents=True)
        (folder / name / "index.fr.md").write_text(FR)
        (folder / name / "index.en.md").write_text(EN)
    return folder


def test_find__docs_folder(reader: Reader, write: Callable[..., Path]) -> None:
    write("b", PAIR)
    write("a", PAIR)
    (reader.docs / "index.fr.md").write_text(FR)
    (reader.docs / "assets").mkdir()
    assert found(reader, reader.docs) == ["communications/a", "communications/b"]


def test_find__communications_folder(reader: Reader, write: Callable[..., Path]) -> None:
    folder = write("a", PAIR).parent
    (folder / "2031").mkdir()
    corpus(folder / "2031", "c", "b")
    assert found(reader, folder) == ["2031/b", "2031/c", "a"]


def test_find__one_communication(reader: Reader, write: Callable[..., Path]) -> None:
    assert found(reader, write("a", PAIR)) == ["."]


def test_find__project_folder(reader: Reader, write: Callable[..., Path]) -> None:
    write("a", PAIR)
    (reader.docs / "index.fr.md").write_text(FR)
    (reader.root / "site" / "communications" / "a").mkdir(parents=True)
    (reader.root / "hooks").mkdir()
    assert found(reader, reader.root) == ["docs/communications/a"]


def test_find__folder_of_folders(reader: Reader, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", "acts/b", "acts/a", "letters/c")
    (folder / "README.md").write_text("About these texts.\n")
    (folder / "tools").mkdir()
    assert found(reader, folder) == ["acts/a", "acts/b", "letters/c"]


def test_find__empty_folder_among_communications(reader: Reader, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", "a")
    (folder / "b").mkdir()
    assert found(reader, folder) == ["a", "b"]


def test_find__empty_folder(reader: Reader, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert find_communications(reader, empty) == []
    assert find_communications(reader, reader.docs) == []
    assert find_communications(reader, reader.docs / "communications") == []


def test_find__docs_folder_without_communications(reader: Reader) -> None:
    # Git keeps no empty folders, so the folder goes with its last communication.
    (reader.docs / "communications").rmdir()
    (reader.docs / "index.fr.md").write_text(FR)
    (reader.docs / "assets").mkdir()
    assert find_communications(reader, reader.docs) == []
    assert list(misplaced(reader, reader.docs)) == []


def test_find__hidden_folders(reader: Reader, write: Callable[..., Path]) -> None:
    write("a", PAIR)
    write(".drafts", PAIR)
    assert found(reader, reader.docs) == ["communications/a"]


def test_misplaced__file_beside_the_folders(reader: Reader, write: Callable[..., Path]) -> None:
    folder = write("a", PAIR).parent
    (folder / "notes.md").write_text("x")
    (folder / ".hidden").write_text("x")
    (finding,) = misplaced(reader, reader.docs)
    assert str(finding.translation) == "docs/communications/notes.md:1"
    assert (finding.rule, finding.communication) == ("unreadable", "")
    assert finding.message == "a stray file: it is in the folder of no communication"
    assert finding.help == "move it into a folder of its own below communications/, or remove it"


def test_misplaced__file_beside_folders_further_down(
    reader: Reader, write: Callable[..., Path]
) -> None:
    folder = write("2031/a", PAIR).parent
    (folder / "list.csv").write_text("x")
    (finding,) = misplaced(reader, reader.docs)
    assert str(finding.translation) == "docs/communications/2031/list.csv:1"


def test_misplaced__two_folders_of_one_name(reader: Reader, write: Callable[..., Path]) -> None:
    write("2031/a", PAIR)
    write("2032/a", PAIR)
    (finding,) = misplaced(reader, reader.docs)
    assert finding.rule == "duplicate-id"
    assert str(finding.translation) == "docs/communications/2032/a:1"
    assert finding.message == ('another communication has the name "a": docs/communications/2031/a')
    assert finding.help == "rename one of the two folders: the name stands for the communication"


def test_misplaced__only_in_the_site(reader: Reader, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", "a")
    (folder / "README.md").write_text("x")
    assert list(misplaced(reader, folder)) == []


def test_read__original_and_translations(reader: Reader, write: Callable[..., Path]) -> None:
    folder = write("a", PAIR)
    communication = read_communication(reader, folder)
    assert communication.name == "a"
    assert [version.language for version in communication.versions] == ["fr", "en"]
    assert communication.original.path == folder / "index.fr.md"


def test_read__default_language_is_the_original(reader: Reader, write: Callable[..., Path]) -> None:
    folder = write("a", {"index.fr.md": FR, "index.en.md": FR})
    assert read_communication(reader, folder).original.language == "fr"


def test_read__default_language_is_the_original_of_six(reader: Reader, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", "a") / "a"
    for code in ("ar", "en", "es", "ru", "zh"):
        (folder / f"index.{code}.md").write_text(FR)
    communication = read_communication(reader, folder)
    assert communication.original.language == "fr"
    assert len(communication.translations) == 5


def test_read__translation_of_names_the_original(
    reader: Reader, write: Callable[..., Path]
) -> None:
    to_english = EN.replace("of: fr", "of: en")
    folder = write("a", {"index.fr.md": to_english, "index.en.md": FR})
    assert read_communication(reader, folder).original.language == "en"


def test_read__no_markdown(reader: Reader, write: Callable[..., Path]) -> None:
    for name, files in (("a", {}), ("b", {"map.svg": "x"}), ("c", {".hidden.md": "x"})):
        finding = refused(reader, write(name, files))
        assert str(finding.translation) == f"docs/communications/{name}:1"
        assert (finding.rule, finding.message) == ("unreadable", "a folder without Markdown")
        assert finding.help == (
            "add the original and its translations (index.fr.md, index.en.md), or remove the folder"
        )


def test_read__folder_within(reader: Reader, write: Callable[..., Path]) -> None:
    for name, inner in (("a", "images"), ("b", "index.es.md")):
        folder = write(name, PAIR)
        (folder / inner).mkdir()
        finding = refused(reader, folder)
        assert str(finding.translation) == f"docs/communications/{name}/{inner}:1"
        assert finding.communication == name
        assert finding.message == "a folder within the folder of a communication"
        assert finding.help == "move it out: each communication has a folder of its own"


def test_read__latin_1(reader: Reader, write: Callable[..., Path]) -> None:
    french = "---\ntitle: Lettre\n---\nUn.\n\nÀ bientôt.\n".encode("latin-1")
    finding = refused(reader, write("a", {"index.fr.md": french, "index.en.md": EN}))
    assert str(finding.translation) == "docs/communications/a/index.fr.md:6"
    assert finding.message == "the file is not UTF-8: byte 0xc0 is no part of a character"
    assert finding.help == "save the file as UTF-8 (it may be in Latin-1 or Windows-1252)"


def test_read__no_permission(
    reader: Reader, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write("a", PAIR)
    read_bytes = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "index.en.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    finding = refused(reader, folder)
    assert str(finding.translation) == "docs/communications/a/index.en.md:1"
    assert finding.message == "the file cannot be read: Permission denied"
    assert finding.help == "let everyone read it, or remove it"


def test_read__link_to_nothing(reader: Reader, write: Callable[..., Path]) -> None:
    folder = write("a", {"index.fr.md": FR})
    (folder / "index.en.md").symlink_to(folder / "gone.md")
    finding = refused(reader, folder)
    assert str(finding.translation).endswith("index.en.md:1")
    assert finding.message == f"the file cannot be read: {os.strerror(2)}"


def test_read__several_faults_at_once(reader: Reader, write: Callable[..., Path]) -> None:
    folder = write("a", {"index.fr.md": "x\n", "index.en.md": "y\n", "map.svg": "z"})
    with pytest.raises(SourceError) as caught:
        read_communication(reader, folder)
    paths = sorted(str(finding.translation) for finding in caught.value.findings)
    assert paths == [
        f"docs/communications/a/{n}:1" for n in ("index.en.md", "index.fr.md", "map.svg")
    ]


def test_read__no_translation_elsewhere(reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "index.ar.md").write_text("---\ntitle: A\n---\nA.\n")
    finding = refused(reader, folder)
    assert (finding.rule, finding.message) == ("missing-translation", "there is no translation")
    assert finding.translation is None
    assert str(finding.original) == "elsewhere/index.ar.md:1"
