"""From folders to communications: which files are versions, and which of them the original."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from concordance.findings import Finding
from concordance.model import Communication
from concordance.reading import VERSION_FILE, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from concordance.model import Version
    from concordance.reading import Reader

FOLDER = "communications"
MARKDOWN_SUFFIXES = {".md", ".markdown"}


def find_communications(path: Path) -> list[Path]:
    """Find the folders of communications at or below a folder, in order of their names.

    A folder with a file ``index.xx.md`` is a communication. Where there is a folder
    ``communications``, as in the site's sources, only what is in there is meant. A folder with
    nothing in it is given too, so that it can be said that it has no Markdown.
    """
    path = _place_of_communications(path)
    entries = _visible(path)
    if path.name != FOLDER and any(VERSION_FILE.fullmatch(entry.name) for entry in entries):
        return [path]
    folders = [entry for entry in entries if entry.is_dir()]
    if not folders:
        return [] if path.name == FOLDER else [path]
    return [found for folder in folders for found in find_communications(folder)]


def loose_files(reader: Reader, path: Path) -> Iterator[Finding]:
    """Find files that stand beside the folders of communications instead of in one."""
    folder = _place_of_communications(path)
    if folder.name != FOLDER:
        return
    for file in _visible(folder):
        if not file.is_dir():
            message = "a stray file: it is in the folder of no communication"
            help_ = f"move it into a folder of its own below {FOLDER}/, or remove it"
            yield replace(reader.finding("unreadable", file, message, help_), communication="")


def read_communication(reader: Reader, folder: Path) -> Communication:
    """Read all versions in a folder.

    Raises:
        SourceError: something in the folder cannot be read or does not belong there.

    """
    files = _visible(folder)
    findings = list(_strangers(reader, folder, files))
    versions = []
    for path in files:
        if (name := VERSION_FILE.fullmatch(path.name)) and path.is_file():
            try:
                versions.append(reader.version(path, name["language"]))
            except SourceError as error:
                findings += error.findings
    if not versions and not findings:
        findings.append(_no_markdown(reader, folder))
    if findings:
        raise SourceError(findings)
    original = _original(reader, versions)
    translations = tuple(
        _beside(reader, original, version) for version in versions if version is not original
    )
    findings += _unpaired_facts(reader, original, translations)
    findings += _missing_translations(reader, folder, original, translations)
    if findings:
        raise SourceError(findings)
    return Communication(folder, original, translations)


def _place_of_communications(path: Path) -> Path:
    return path / FOLDER if (path / FOLDER).is_dir() else path


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _published(reader: Reader, folder: Path) -> bool:
    """Whether a folder is one of the site's, which has to be in the site's languages."""
    return folder.resolve().is_relative_to(reader.docs.resolve())


def _strangers(reader: Reader, folder: Path, files: Sequence[Path]) -> Iterator[Finding]:
    """Find files that are no version, and that no version refers to."""
    names = {path: VERSION_FILE.fullmatch(path.name) for path in files}
    texts = [path.read_bytes() for path in files if names[path] and path.is_file()]
    for path, name in names.items():
        if path.is_dir():
            message = "a folder within the folder of a communication"
            help_ = "move it out: each communication has a folder of its own"
        elif name and _published(reader, folder) and name["language"] not in reader.languages:
            message = f'the site has no language "{name["language"]}"'
            help_ = (
                "add it to the languages of the i18n plugin in mkdocs.yml "
                f"(there are: {', '.join(reader.languages)}), or remove the file"
            )
        elif name or any(path.name.encode() in text for text in texts):
            continue
        elif path.suffix in MARKDOWN_SUFFIXES:
            message = f'the name "{path.name}" does not say which language this is'
            help_ = "call a version index.LANGUAGE.md, as in index.fr.md, or remove the file"
        else:
            message = "a stray file: no version of the communication refers to it"
            help_ = "link to it from the text, or remove it"
        finding = reader.finding("unreadable", path, message, help_)
        yield replace(finding, communication=folder.name)


def _no_markdown(reader: Reader, folder: Path) -> Finding:
    message = "a folder without Markdown"
    help_ = "add the original and its translations (index.fr.md, index.en.md), or remove the folder"
    return reader.finding("unreadable", folder, message, help_)


def _original(reader: Reader, versions: Sequence[Version]) -> Version:
    originals = [version for version in versions if version.facts.translation_of is None]
    if len(versions) > 1 and len(originals) == len(versions):
        # No version says that it is a translation: then the original is in the site's
        # default language.
        default = reader.languages[0]
        originals = [version for version in versions if version.language == default] or originals
    if len(originals) == 1:
        return originals[0]
    names = ", ".join(version.path.name for version in originals or versions)
    last = (originals or versions)[-1]
    if originals:
        message = f"{len(originals)} originals: {names} have no translation_of"
        help_ = 'add "translation_of: …", the language of the original, to each translation'
    else:
        message = f"no original: every version has translation_of ({names})"
        help_ = "remove translation_of from the front matter of the original"
    line = last.facts.lines.get("translation_of", 1)
    raise SourceError([reader.finding("front-matter", last.path, message, help_, line=line)])


def _beside(reader: Reader, original: Version, translation: Version) -> Version:
    """Count the blocks of a translation so that what it leaves out keeps its numbers."""
    left_out = {gap.id: original.within(gap.id) for gap in translation.gaps}
    if not any(left_out.values()):
        return translation
    return reader.version(translation.path, translation.language, left_out)


def _unpaired_facts(
    reader: Reader, original: Version, translations: Iterable[Version]
) -> Iterator[Finding]:
    """Find facts in translations that are not those of the original."""
    for version in translations:
        facts, theirs = version.facts, original.facts
        if facts.translation_of and facts.translation_of != original.language:
            message = (
                f'translation_of: "{facts.translation_of}", '
                f'but the original is {original.path.name} ("{original.language}")'
            )
            help_ = f"write translation_of: {original.language}"
            line = facts.lines["translation_of"]
            yield reader.finding("front-matter", version.path, message, help_, line=line)
        for key in ("date", "symbol", "references"):
            here, there = getattr(facts, key), getattr(theirs, key)
            if here and here != there:
                message = f"{key}: {_written(here)} here, {_written(there)} in the original"
                help_ = f'remove "{key}" here: it stands once, in the original'
                line = facts.lines[key]
                finding = reader.finding("front-matter", version.path, message, help_, line=line)
                other = reader.place(original.path, theirs.lines.get(key, 1))
                yield replace(finding, original=other)


def _written(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) and value else str(value or "nothing")


def _missing_translations(
    reader: Reader, folder: Path, original: Version, translations: Sequence[Version]
) -> Iterator[Finding]:
    if _published(reader, folder):
        there = {version.language for version in (original, *translations)}
        missing = [f'"{language}"' for language in reader.languages if language not in there]
    else:
        missing = [] if translations else ["any other language"]
    for language in missing:
        yield Finding(
            "missing-translation",
            "error",
            folder.name,
            "",
            f"there is no version in {language}",
            f"translate {original.path.name} into a file beside it: index.LANGUAGE.md",
            original=reader.place(original.path),
        )
