"""The rules, a module for each family: each compares a translation with its original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concordance.rules import content, source, structure
from concordance.rules.pairing import Pairing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from concordance.findings import Finding
    from concordance.model import Version
    from concordance.reading import Reader


def compare(
    reader: Reader, communication: str, original: Version, translation: Version
) -> Iterator[Finding]:
    """Apply every rule to an original and one of its translations."""
    paths = reader.place(original.path).path, reader.place(translation.path).path
    pairing = Pairing(communication, original, translation, paths, reader.glossary)
    yield from structure.check(pairing)
    yield from content.check(pairing)


def examine_version(reader: Reader, version: Version) -> Iterator[Finding]:
    """Apply the rules that look at one version by itself."""
    yield from source.check(reader, version)
