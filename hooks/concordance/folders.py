"""From folders to communications: which files are versions, and which of them the original."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from concordance import record
from concordance.alignment import align
from concordance.findings import Finding
from concordance.model import FOLDER, Communication
from concordance.reading import VERSION_FILE, SourceError
from concordance.signature import signatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from concordance.model import Version
    from concordance.reading import Reader

LEFT_BEHIND = re.compile(r"\..*|.*~|#.*#|Thumbs\.db|desktop\.ini", re.IGNORECASE)
MARKDOWN_SUFFIXES = {".md", ".markdown"}


def find_communications(reader: Reader, path: Path) -> list[Path]:
    """Find the folders of communications at or below a folder, in order of their names.

    A folder with a file ``index.xx.md`` is a communication. Where there is a folder
    ``communications``, as in the site's sources, only what is in there is meant. A folder without
    Markdown is given too where it stands among communications, so that this can be said.
    """
    place = _place_of_communications(reader, path)
    if not place.is_dir():
        return []
    expected = place.resolve().is_relative_to(reader.docs.resolve() / FOLDER)
    if place.name != FOLDER and (_has_version(place) or (expected and not _folders(place))):
        return [place]
    return list(_below(reader, place, expected=expected))


def _below(reader: Reader, place: Path, *, expected: bool) -> Iterator[Path]:
    folders = _folders(place)
    sites = {f for f in folders if _place_of_communications(reader, f) != f}
    expected = expected or any(_has_version(folder) for folder in folders if folder not in sites)
    for folder in folders:
        if folder in sites:
            yield from find_communications(reader, folder)
        elif _has_version(folder) or (expected and not _folders(folder)):
            yield folder
        else:
            yield from _below(reader, folder, expected=expected)


def communication_of(reader: Reader, file: Path) -> Path | None:
    """Find the folder of the communication that a file belongs to, if it belongs to one.

    The file itself need not be there any more.
    """
    docs = reader.docs.resolve()
    for folder in file.resolve().parents:
        if folder == docs or folder.name == FOLDER:
            return None
        if folder.is_dir() and _has_version(folder):
            return folder
    return None


def misplaced(reader: Reader, path: Path) -> Iterator[Finding]:
    """Find files beside the folders of communications, and folders that share a name."""
    place = _place_of_communications(reader, path)
    if place.name != FOLDER or not place.is_dir():
        return
    folders = find_communications(reader, place)
    above = {place, *(parent for folder in folders for parent in folder.parents)}
    for parent in sorted(parent for parent in above if parent.is_relative_to(place)):
        for file in visible(parent):
            if not file.is_dir():
                message = "a stray file: it is in the folder of no communication"
                help_ = f"move it into a folder of its own below {FOLDER}/, or remove it"
                yield replace(reader.finding("unreadable", file, message, help_), communication="")
    first: dict[str, Path] = {}
    for folder in folders:
        if (other := first.setdefault(folder.name, folder)) != folder:
            shown = reader.place(other).path
            message = f'another communication has the name "{folder.name}": {shown}'
            help_ = "rename one of the two folders: the name stands for the communication"
            yield reader.finding("duplicate-id", folder, message, help_)


def read_communication(reader: Reader, folder: Path) -> Communication:
    """Read all versions in a folder.

    Raises:
        SourceError: something in the folder cannot be read or does not belong there.

    """
    try:
        return read_as_recorded(reader, folder, record.read(folder / record.FILE))
    except record.RecordError as error:
        raise SourceError([broken_record(reader, folder, error)]) from error
    except OSError as error:
        raise SourceError([_closed(reader, folder / record.FILE, error)]) from error


def read_as_recorded(reader: Reader, folder: Path, recorded: record.Record | None) -> Communication:
    """Read all versions in a folder, by a record of what was published of them.

    Raises:
        SourceError: something in the folder cannot be read or does not belong there.

    """
    files = visible(folder)
    if not any(_is_version(file) or file.suffix.lower() in MARKDOWN_SUFFIXES for file in files):
        raise SourceError([_no_markdown(reader, folder)])
    findings = list(_strangers(reader, folder, files))
    # What was withdrawn keeps its number, so that all after it keep theirs.
    reserved = {"": recorded.withdrawn} if recorded and recorded.withdrawn else {}
    versions = []
    for path in files:
        if (name := VERSION_FILE.fullmatch(path.name)) and not path.is_dir():
            try:
                versions.append(reader.version(path, name["language"], reserved))
            except SourceError as error:
                findings += error.findings
            except OSError as error:
                findings.append(_closed(reader, path, error))
    if findings:
        raise SourceError(findings)
    original = _original(reader, versions)
    translations = tuple(
        _beside(reader, original, version, reserved)
        for version in versions
        if version is not original
    )
    findings += _gaps_of_the_original(reader, original)
    findings += _waivers_of_the_original(reader, original)
    findings += _unpaired_facts(reader, original, translations)
    findings += _missing_translations(reader, folder, original, translations)
    if findings:
        raise SourceError(findings)
    return Communication(folder, original, translations, recorded)


def _place_of_communications(reader: Reader, path: Path) -> Path:
    place = path / FOLDER
    return place if place.is_dir() or _same(path, reader.docs) else path


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def visible(folder: Path) -> list[Path]:
    """Give what is in a folder, less what editors and systems leave behind."""
    return sorted(path for path in folder.iterdir() if not LEFT_BEHIND.fullmatch(path.name))


def _folders(folder: Path) -> list[Path]:
    return [path for path in visible(folder) if path.is_dir()]


def _is_version(path: Path) -> bool:
    return VERSION_FILE.fullmatch(path.name) is not None and not path.is_dir()


def _has_version(folder: Path) -> bool:
    return any(_is_version(path) for path in visible(folder))


def is_published(reader: Reader, folder: Path) -> bool:
    """Whether a folder is one of the site's, which has to be in the site's languages."""
    if ".." not in folder.parts and folder.is_relative_to(reader.docs):
        return True  # most are, and need not be looked up
    return folder.resolve().is_relative_to(reader.docs.resolve())


def _strangers(reader: Reader, folder: Path, files: Sequence[Path]) -> Iterator[Finding]:
    """Find files that are no version, and that no version refers to."""
    text = "".join(map(_raw, filter(_is_version, files)))
    for path in files:
        name = VERSION_FILE.fullmatch(path.name)
        if path.is_dir():
            message = "a folder within the folder of a communication"
            help_ = "move it out: each communication has a folder of its own"
        elif name and is_published(reader, folder) and name["language"] not in reader.languages:
            message = f'the site has no language "{name["language"]}"'
            help_ = (
                "add it to the languages of the i18n plugin in mkdocs.yml "
                f"(there are: {', '.join(reader.languages)}), or remove the file"
            )
        elif (
            name
            or path.name == record.FILE
            or any(_refers(text, link) for link in _links_to(reader, path))
        ):
            continue
        elif path.suffix.lower() in MARKDOWN_SUFFIXES:
            message = f'the name "{path.name}" does not say which language this is'
            help_ = "call a version index.LANGUAGE.md, as in index.fr.md, or remove the file"
        else:
            message = "a stray file: no version of the communication refers to it"
            help_ = "link to it from the text, or remove it"
        finding = reader.finding("unreadable", path, message, help_)
        yield replace(finding, communication=folder.name)


def _raw(path: Path) -> str:
    """Give what links in a file may hold, whatever else is wrong with the file."""
    try:
        return unquote(path.read_bytes().decode(errors="replace"))
    except OSError:
        return ""


def _links_to(reader: Reader, path: Path) -> Iterator[str]:
    """Give the names that a file is linked to by: each language has its ``map.svg``."""
    yield path.name
    for language in reader.languages:
        yield path.name.replace(f".{language}.", ".")


def _refers(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text) is not None


def _closed(reader: Reader, path: Path, error: OSError) -> Finding:
    message = f"the file cannot be read: {error.strerror}"
    return reader.finding("unreadable", path, message, "let everyone read it, or remove it")


def broken_record(reader: Reader, folder: Path, error: record.RecordError) -> Finding:
    """Say why the record of a communication cannot be read."""
    path = folder / record.FILE
    finding = reader.finding("unreadable", path, error.message, error.help, line=error.line)
    return replace(finding, communication=folder.name)


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
    elif len(versions) == 1:
        message = f"no original: {names} is a translation, and there is no other version"
        help_ = f"add the original (index.{last.facts.translation_of}.md), or remove translation_of"
    else:
        message = f"no original: every version has translation_of ({names})"
        help_ = "remove translation_of from the front matter of the original"
    line = last.facts.lines.get("translation_of", 1)
    raise SourceError([reader.finding("front-matter", last.path, message, help_, line=line)])


def _beside(
    reader: Reader,
    original: Version,
    translation: Version,
    reserved: Mapping[str, tuple[str, ...]],
) -> Version:
    """Count the blocks of a translation so that what it leaves out keeps its numbers."""
    path, language = translation.path, translation.language
    gaps = translation.left_out(original)
    left_out = {**gaps, **reserved}
    if any(gaps.values()):
        translation = reader.version(path, language, left_out)
    if renamed := _ids_by_counterpart(original, translation):
        translation = reader.version(path, language, left_out, renamed)
    return translation


def _ids_by_counterpart(original: Version, translation: Version) -> dict[str, str]:
    """Say which ids the blocks of a translation have that stand in a free order.

    They are counted in the order of the original, so that a link leads to the same block in
    either language.
    """
    if not any(block.unordered for block in (*original.blocks, *translation.blocks)):
        return {}
    gone = [id_ for ids in translation.left_out(original).values() for id_ in ids]
    pairs = {
        match.theirs[0].id: match.ours[0].id
        for match in align(signatures(original, gone), signatures(translation))
        if match.how == "pair" and (match.ours[0].unordered or match.theirs[0].unordered)
        if not match.theirs[0].named
    }
    return pairs if set(pairs) == set(pairs.values()) else {}


def _gaps_of_the_original(reader: Reader, original: Version) -> Iterator[Finding]:
    for gap in original.gaps:
        message = f'"/// untranslated | {gap.id}" in the original, which leaves nothing out'
        help_ = "remove the two lines"
        path, line = original.path, gap.line
        yield reader.finding("unused-waiver", path, message, help_, line=line, id_=gap.id)


def _waivers_of_the_original(reader: Reader, original: Version) -> Iterator[Finding]:
    if original.facts.waivers:
        message = "waivers in the original: a waiver excuses a translation"
        help_ = "move them to the translation that they are about"
        line = original.facts.lines["waivers"]
        yield reader.finding("front-matter", original.path, message, help_, line=line)


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
        for key in ("date", "symbol", "references", "formerly"):
            here, there = getattr(facts, key), getattr(theirs, key)
            if here and here != there:
                message = f"{key}: {_written(here)} here, {_written(there)} in the original"
                do = "remove" if there else "move"
                help_ = f'{do} "{key}": it stands once, in the original'
                line = facts.lines[key]
                finding = reader.finding("front-matter", version.path, message, help_, line=line)
                other = reader.place(original.path, theirs.lines.get(key, 1))
                yield replace(finding, original=other)


def _written(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) and value else str(value or "nothing")


def _missing_translations(
    reader: Reader, folder: Path, original: Version, translations: Sequence[Version]
) -> Iterator[Finding]:
    if is_published(reader, folder):
        there = {version.language for version in (original, *translations)}
        missing = [language for language in reader.languages if language not in there]
    else:
        missing = [] if translations else [""]
    for language in missing:
        yield Finding(
            "missing-translation",
            "error",
            folder.name,
            "",
            f'there is no version in "{language}"' if language else "there is no translation",
            f"translate {original.path.name} into index.{language or 'LANGUAGE'}.md beside it",
            original=reader.place(original.path),
        )
