"""The check: read every communication, and compare its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concordance.findings import Report, in_order
from concordance.folders import find_communications, loose_files, read_communication
from concordance.reading import SourceError
from concordance.rules import structure

if TYPE_CHECKING:
    from pathlib import Path

    from concordance.model import Communication
    from concordance.reading import Reader


def check(reader: Reader, path: Path) -> tuple[list[Communication], Report]:
    """Read and check every communication at or below a folder.

    Raises:
        OSError: the folder cannot be read.

    """
    findings = list(loose_files(reader, path))
    read = []
    for folder in find_communications(path):
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
    return read, Report(len(read), len(versions), blocks, in_order(findings))
