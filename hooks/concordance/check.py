"""The check: read every communication, and compare its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concordance.findings import Report, in_order
from concordance.folders import find_communications, misplaced, read_communication
from concordance.reading import SourceError
from concordance.rules import structure

if TYPE_CHECKING:
    from pathlib import Path

    from concordance.model import Communication
    from concordance.reading import Reader


def check(reader: Reader, *paths: Path) -> tuple[list[Communication], Report]:
    """Read and check, once each, the communications at or below some folders.

    Raises:
        OSError: a folder cannot be read.

    """
    findings = [finding for path in paths for finding in misplaced(reader, path)]
    folders = [folder for path in paths for folder in find_communications(reader, path)]
    read = []
    for folder in {folder.resolve(): folder for folder in folders}.values():
        try:
            communication = read_communication(reader, folder)
        except SourceError as error:
            findings += error.findings
            continue
        read.append(communication)
        for translation in communication.translations:
            findings += structure.compare(
                reader, communication.name, communication.original, translation
            )
    versions = [version for communication in read for version in communication.versions]
    blocks = sum(len(section.blocks) for version in versions for section in version.sections)
    return read, Report(len(read), len(versions), blocks, in_order(set(findings)))
