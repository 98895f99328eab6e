"""What every rule is given: an original and one of its translations, aligned."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from concordance.alignment import Match, align
from concordance.comparing import usual_names
from concordance.findings import Finding, Place
from concordance.glossary import Glossary
from concordance.model import Block
from concordance.rules.catalogue import severity
from concordance.signature import Signature, signatures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from concordance.model import Section, Version
    from concordance.values import Values

LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Pairing:
    """An original and one of its translations, and which blocks belong together."""

    communication: str
    original: Version
    translation: Version
    paths: tuple[str, str]
    """How the paths of the two files are written in findings."""
    glossary: Glossary = field(default_factory=Glossary)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The ids of the original that the translation declares as untranslated."""
        gaps = self.translation.left_out(self.original).values()
        return frozenset(id_ for ids in gaps for id_ in ids)

    @cached_property
    def ours(self) -> list[Signature]:
        """What is to be found in the translation."""
        return signatures(self.original, self.left_out)

    @cached_property
    def theirs(self) -> list[Signature]:
        """What is found there."""
        return signatures(self.translation)

    @cached_property
    def matches(self) -> list[Match]:
        """Which blocks belong together."""
        return align(self.ours, self.theirs)

    @cached_property
    def described(self) -> dict[int, Signature]:
        """What is known of each block, by its identity."""
        return {id(one.block): one for one in (*self.ours, *self.theirs)}

    @cached_property
    def symbol_names(self) -> dict[str, str]:
        """Which letters of symbols stand for which: SOR of an English text for DORS."""
        return usual_names(
            (self._values(match.ours), self._values(match.theirs))
            for match in self.counterparts()
            if any("/" in block.words for block in match.ours)
        )

    def _values(self, blocks: Sequence[Block]) -> list[Values]:
        return [self.described[id(block)].values for block in blocks]

    def counterparts(self) -> Iterator[Match]:
        """Give the matches whose contents can be compared."""
        for match in self.matches:
            if match.ours and match.theirs and match.how != "duplicated":
                yield match

    def finding(
        self,
        rule: str,
        id_: str,
        message: str,
        help_: str,
        ours: Sequence[Block] | int,
        theirs: Sequence[Block] | int,
    ) -> Finding:
        """Make a finding; each side is the blocks that it is about, or a line."""
        return Finding(
            rule,
            severity(rule),
            self.communication,
            id_,
            message,
            help_,
            original=_place(self.paths[0], self.original.language, ours),
            translation=_place(self.paths[1], self.translation.language, theirs),
        )


def _place(path: str, language: str, where: Sequence[Block] | int) -> Place:
    if isinstance(where, int):
        return Place(path, where, where, language)
    first, last = min(b.line for b in where), max(b.end_line for b in where)
    return Place(path, first, last, language)


def quote(quoted: Section | Block) -> str:
    """Quote the beginning of a block, or of a section's first block."""
    blocks = [quoted] if isinstance(quoted, Block) else quoted.blocks
    text = " ".join(next((block.text for block in blocks), "").split())
    cut = text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"
    return f'"{cut}"'
