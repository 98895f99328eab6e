"""Writes the page of a version: its text, and beside each block what another version says.

A text is finished once, and each block that holds nothing but words is written as HTML then: it
stands on the page of its own version, and beside its counterparts on those of the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AMP_SUBSTITUTE

from concordance.beside import Beside, Other, There
from concordance.blocks import CONTAINERS, KINDS, Blocks, Node, Text, mark_of, name_of
from concordance.markup import Raw, escape, inner, markup, raw
from concordance.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

NAMED_BY_TEXT = {"h1", "h2", "h3", "h4", "h5", "h6", "th"}
INLINE_ONLY = {
    "b",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "mark",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "u",
}
"""What may stand in a block that is written before its page is."""
WORDS_ALONE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th"}
SOURCE = "x-source:"
"""What a link to another source begins with, until it is known where that is published."""
SOURCES = re.compile(rf'{SOURCE}(?<=="{SOURCE})([^"]*)')
"""It begins with letters, which are found ten times as fast as what would have to precede them."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is on the page of a version besides its text."""

    language: str
    others: tuple[There, ...] = ()
    """The same page in the other languages, in the order of the site."""
    original: There | None = None
    """The page that it translates."""
    beside: Other | None = None
    """The version that stands beside its text."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """The kind of what is left out with each gap."""
    stale: frozenset[str] = frozenset()
    """The ids of blocks whose original has changed since they were translated; on the page of an
    original those of the blocks that have changed."""
    found: Mapping[str, str] = field(default_factory=dict)
    """How severe what was found in a block is, by its id."""


def finish(blocks: Blocks, text: Text, language: str, withdrawn: Mapping[str, str]) -> Text:
    """Make a text ready for pages, which it is used up for.

    ``withdrawn`` maps ids that are gone to those before them.
    """
    text = blocks.finish(text, language)
    _name_withdrawn(text, withdrawn, language)
    for element in list(text.root.iter()):
        if element.tag in {"a", "img"}:
            _note_source(element)
        elif element.tag in WORDS_ALONE and all(_is_plain(child) for child in element):
            # Sealed: whatever is copied or written from now on, this is not looked at again.
            element.text = Raw(inner(element, element.get("lang", language)))
            del element[:]
    return text


def write(blocks: Blocks, text: Text, page: Page) -> str:
    """Write the text of a page; links to other sources are as :func:`resolved` needs them."""
    text = text.copy()
    stash = text.stash
    if page.beside:
        beside = Beside(text.root, page.beside, page.others, page.language, len(stash), page.stale)
        beside.put(text.nodes, page.kinds)
        stash += beside.stash
    for root in text.nodes:
        for node in root:
            _add_links(node, page)
    return blocks.html(inner(text.root, page.language), stash)


def plain(blocks: Blocks, text: Text, language: str) -> str:
    """Write a text by itself, with its ids and nothing beside it."""
    return blocks.html(inner(text.root, language), list(text.stash))


def sources(content: str) -> Iterator[str]:
    """Give the links to other sources in what was written, as their authors wrote them."""
    return (unquote(link) for link in SOURCES.findall(content))


def resolved(content: str, address: Callable[[str], str]) -> str:
    """Give what was written with its links to other sources leading to their addresses."""
    return SOURCES.sub(lambda found: escape(address(unquote(found[1]))), content)


def _note_source(element: Element) -> None:
    """Mark a link that may lead to another source of the site, or within its own."""
    name = "href" if element.tag == "a" else "src"
    link = element.get(name)
    if link is not None and AMP_SUBSTITUTE not in link:
        try:
            parts = urlsplit(link)
        except ValueError:
            return  # no address at all, which is a finding
        if not parts.scheme and not parts.netloc:
            element.set(name, SOURCE + quote(link, safe="/#.-_"))


def _is_plain(element: Element) -> bool:
    return (
        element.tag in INLINE_ONLY
        and not element.attrib
        and all(_is_plain(child) for child in element)
    )


def _name_withdrawn(text: Text, withdrawn: Mapping[str, str], language: str) -> None:
    """Put a line behind the block that each withdrawn one followed: say what stood there."""
    if not withdrawn:
        return
    root, say = text.root, phrases(language)
    parents = {child: parent for parent in root.iter() for child in parent}
    places = {node.id: node.element for first in text.nodes for node in first}
    for id_, after in withdrawn.items():
        note = Element("div", {"class": "gap", "role": "note", "id": id_})
        note.set("data-pagefind-ignore", "")
        kind = KINDS.get(id_.rpartition("__")[2].partition("_")[0], "html")
        SubElement(note, "p").text = say["withdrawn"].format(name=name_of(id_, kind, language))
        element = places.get(after)
        while element is not None and parents[element].tag not in {"section", root.tag}:
            element = parents[element]
        parent = root if element is None else parents[element]
        parent.insert(0 if element is None else list(parent).index(element) + 1, note)
        places[id_] = note
        parents[note] = parent


def _add_links(node: Node, page: Page) -> None:
    if node.id in page.found:
        node.element.set("data-finding", page.found[node.id])
    if node.kind == "gap":
        _add_note(node, page)
    elif node.kind not in CONTAINERS:
        _add_permalink(node, page.language)


def _add_note(gap: Node, page: Page) -> None:
    """Say what is left out, and where it can be read."""
    if original := page.original:
        say = phrases(page.language)
        name = name_of(gap.text, page.kinds.get(gap.text, "html"), page.language)
        note = Element("p")
        note.text = say["gap"].format(name=name) + " "
        link = SubElement(note, "a", {"href": f"{original.href}#{gap.text}"})
        link.set("hreflang", original.language)
        link.text = say["gap_link"].format(language=original.name)
        gap.element.insert(0, raw(markup(note, page.language)))


def _add_permalink(node: Node, language: str) -> None:
    what = name_of(node.id, node.kind, language)
    label = phrases(language)["permalink"].format(block=what)
    holder = _holder_of(node)
    if holder.tag in NAMED_BY_TEXT:
        # It is named by what it holds, and these links are no part of its name.
        holder.set("aria-label", node.content.cells[0].strip())
    holder.append(
        raw(
            '<span class="links" data-pagefind-ignore=""><a class="permalink" '
            f'href="#{escape(node.id)}" aria-label="{escape(label)}" '
            f'data-mark="{escape(mark_of(node.id)) or "¶"}"></a></span>'
        )
    )


def _holder_of(node: Node) -> Element:
    """Give the element that the links of a block go into, which must allow them."""
    element = node.element
    if node.kind == "row":
        return element[0]
    if node.kind in {"item", "footnote"} and len(element):
        first = element[0]
        if first.get("class", "").startswith("pair"):
            return first[0]
        return first if first.tag == "p" else element
    return element
