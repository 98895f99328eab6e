"""Plain text needs no inline patterns: most of what an official text says is plain.

Python-Markdown looks for each of its sixteen inline patterns in every text, one after the other.
A text that holds no character with which a pattern can begin is told from one that does by a
single look, and is kept out of their way. Where a pattern is registered whose first characters
are not known here, every text is left to them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

BEGINNINGS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "",
    "html": "<",
    "entity": "&",
    "em_strong": "",
}
"""A character without which none of Python-Markdown's own patterns is found, for each of them.

It is empty for two: a line break is no character, and emphasis knows its own.
"""
LINE_BREAK = "  \n"


def beginnings(md: Markdown) -> re.Pattern[str] | None:
    """Give the characters of the patterns; ``None`` where those of one of them are not known."""
    known = [name for name in BEGINNINGS if name in md.inlinePatterns]
    own = all(type(md.inlinePatterns[name]).__module__.startswith("markdown.") for name in known)
    if not own or len(known) < len(md.inlinePatterns):
        return None
    emphasis = md.delimiters.tokens if md.delimiters else []
    # What is put away already begins with a character of Python-Markdown's own.
    found = {STX, *(BEGINNINGS[name] for name in known), *(token[0] for token in emphasis)}
    return re.compile(f"[{re.escape(''.join(sorted(found)))}]")


class KeepPlain(Treeprocessor):
    """Keeps plain texts from the inline patterns; to run right before them."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.kept: list[tuple[Element, bool]] = []
        """The elements whose text is kept, or, where true, the text that follows them."""

    def run(self, root: Element) -> None:
        """Mark what is plain."""
        self.kept = []
        pattern = beginnings(self.md)
        if pattern is None:
            return
        begins = pattern.search
        for element in root.iter():
            text = element.text if not isinstance(element.text, AtomicString) else None
            tail = element.tail if not isinstance(element.tail, AtomicString) else None
            if text and not begins(text) and LINE_BREAK not in text:
                element.text = AtomicString(text)
                self.kept.append((element, False))
            if tail and not begins(tail) and LINE_BREAK not in tail:
                element.tail = AtomicString(tail)
                self.kept.append((element, True))


class ReleasePlain(Treeprocessor):
    """Makes ordinary texts of them again, for whatever else runs; to run right after."""

    def __init__(self, md: Markdown, keeper: KeepPlain) -> None:
        super().__init__(md)
        self.keeper = keeper

    def run(self, _root: Element) -> None:
        """Take the marks off."""
        for element, is_tail in self.keeper.kept:
            if is_tail:
                element.tail = str(element.tail)
            else:
                element.text = str(element.text)
        self.keeper.kept = []
