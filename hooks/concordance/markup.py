"""Writes a tree as HTML, each text set as its language has it.

Python-Markdown writes a tree in a way of its own, which is followed here: what it has put away,
or escaped, stays as it is until its postprocessors come to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from concordance.typography import HELD, INLINE, html

if TYPE_CHECKING:
    from collections.abc import Callable

RAW = "raw"
"""An element of this name is not written, but what it holds."""
EMPTY = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}
AS_IT_IS = {"code", "pre", "script", "style"}
UNTOUCHED = {"script", "style"}
AMPERSAND = re.compile(r"&(?!#[0-9]+;|#x[0-9a-f]+;|[0-9a-z]+;)", re.IGNORECASE)
"""An ampersand that begins no entity."""
LINKS = "links"
NOT_THE_TEXT = {HELD, LINKS}


class Raw(str):
    """A text that is HTML already."""

    __slots__ = ()

    def __deepcopy__(self, _memo: object) -> Raw:
        """Give itself: it cannot change."""
        return self


def raw(content: str) -> Element:
    """Make an element that is nothing but its HTML."""
    element = Element(RAW)
    element.text = Raw(content)
    return element


def escape(text: str) -> str:
    """Write a text as HTML, for what stands between marks or between double quotes."""
    if "&" in text:
        text = AMPERSAND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def markup(element: Element, code: str) -> str:
    """Write an element, less its tail, in a language; in none if that is empty."""
    written: list[str] = []
    _write(element, code, written.append)
    return "".join(written)


def inner(element: Element, code: str) -> str:
    """Write what an element holds."""
    written: list[str] = []
    _write_inner(element, code, written.append)
    return "".join(written)


def _write(element: Element, code: str, write: Callable[[str], None]) -> None:
    tag = element.tag
    if tag == RAW:
        write(element.text or "")
        return
    attributes = "".join(
        f' {name}="{escape(value)}"' if value is not None else f" {name}"
        for name, value in element.items()
    )
    if tag in EMPTY:
        write(f"<{tag}{attributes} />")
        return
    write(f"<{tag}{attributes}>")
    _write_inner(element, code, write)
    write(f"</{tag}>")


def _write_inner(element: Element, code: str, write: Callable[[str], None]) -> None:
    """Write the texts in an element, and see which of them is the last of its paragraph."""
    tag = element.tag
    as_it_is = tag in AS_IT_IS or element.get("class") in NOT_THE_TEXT or not code
    code = "" if as_it_is else element.get("lang", code)
    children = list(element)
    block = tag not in INLINE
    text = element.text
    if text:
        write(text if tag in UNTOUCHED else _set(text, code, last=block and _ends(children, 0)))
    for at, child in enumerate(children, start=1):
        _write(child, code, write)
        if child.tail:
            write(_set(child.tail, code, last=block and _ends(children, at)))


def _ends(children: list[Element], at: int) -> bool:
    """Whether the line ends before the child that comes next, if any does."""
    if at == len(children):
        return True
    return children[at].tag not in INLINE or children[at].get("class") == LINKS


def _set(text: str, code: str, *, last: bool) -> str:
    if isinstance(text, Raw):
        return text
    escaped = not code or text.isspace()
    return _escape_text(text) if escaped else html(text, code, last=last, escape=_escape_text)


def _escape_text(text: str) -> str:
    """As :func:`escape`; between marks, quotes stay as they are."""
    if "&" in text:
        text = AMPERSAND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
