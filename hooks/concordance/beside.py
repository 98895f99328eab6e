"""Puts beside each block of a page what stands for it in another version.

Both are in the page, so that a reader opens the one beside the other in its place, or sees the
whole text in two columns, without JavaScript. A block and its counterpart make a pair:

    <div class="pair">
      <p id="para_3">…</p>
      <details class="beside" data-of="para_3">
        <summary …></summary>
        <div class="beside__text" lang="fr" dir="ltr"><p data-for="para_3">…</p></div>
        <ul class="beside__there">… to the same passage on the other pages …</ul>
      </details>
    </div>

Where the original was changed after the translation, that is said: on the page of the translation
in the summary, which shows beneath the block then and opens the original as it is now; on either
page beneath the counterpart, for the two columns, in which no summary is seen.

The short parts of a letter, such as the signature, and tables are read as a whole, and make one
pair. What stands beside has no ids: the ids of a page are those of its own version.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.util import HTML_PLACEHOLDER, HTML_PLACEHOLDER_RE

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from concordance.blocks import Node, Text
    from concordance.counterparts import Counterparts

WHOLE = {"letterhead", "salutation", "closing", "signature"}
BLOCK_TAGS = {
    "blockquote", "details", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre",
    "section", "table", "ul",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Other:
    """The version that a page shows beside its own."""

    language: str
    name: str
    """The name of its language, in the language of the page."""
    direction: str
    """``ltr`` or ``rtl``."""
    text: Text
    counterparts: Counterparts
    prevails: bool
    """Whether it is the original."""


class Beside:
    """Puts the counterparts into one page."""

    def __init__(
        self,
        root: Element,
        other: Other,
        others: Sequence[Mapping[str, str]],
        say: Mapping[str, str],
        name: Callable[[Node], str],
        offset: int,
        stale: frozenset[str],
    ) -> None:
        """Take a page, what stands beside it, and the addresses of it in all other languages.

        ``name`` names a block, part or gap to the reader; ``offset`` is how much the page itself
        has put away; ``stale`` are the ids on the page where the translation has aged.
        """
        self.stash: list[Any] = []
        """What the counterparts have put away, by the numbers that follow those of the page."""
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._other, self._others, self._say, self._name = other, others, say, name
        self._there = dict(_by_id(other.text.nodes))
        self._lists = dict(_items(other.text.root))
        self._shown: set[str] = set()
        self._made: list[tuple[Element, str, str]] = []
        self._offset, self._stale = offset, stale

    def link(self) -> None:
        """Lead from every pair to the same passage on the pages of all other languages.

        MkDocs takes the links that it finds for those of the source, so these come after.
        """
        for details, id_, name in self._made:
            self._links(details, id_, name)

    def put(self, nodes: Iterable[Node]) -> None:
        """Make pairs of these nodes and all below them."""
        for node in nodes:
            whole = node.kind == "table" or (node.kind == "part" and node.text in WHOLE)
            if whole:
                below = [block.id for block in node if block.content.cells]
                self._pair(node, node.element, below)
                continue
            if node.kind in {"item", "footnote"}:
                self._pair(node, _own(node.element), [node.id])
            elif node.kind not in {"part", "quote", "notes"}:
                self._pair(node, node.element, [node.id])
            self.put(node.children)

    def _pair(self, node: Node, element: Element, ids: Sequence[str]) -> None:
        """Put a pair in the place of an element."""
        say, counterparts = self._say, self._other.counterparts
        theirs = list(dict.fromkeys(id_ for mine in ids for id_ in counterparts.ids.get(mine, ())))
        parent = self._parents.get(element, node.element)
        layout = f" pair--{node.kind}" if node.kind in {"part", "table", "heading"} else ""
        pair = Element("div", {"class": f"pair{layout}"})
        pair.tail, element.tail = element.tail, None
        parent[list(parent).index(element)] = pair
        pair.append(element)
        details = SubElement(pair, "details", {"class": "beside", "data-pagefind-ignore": ""})
        if theirs:
            details.set("data-of", " ".join(theirs))
        name = self._name(node)
        label = say["counterpart"].format(language=self._other.name, block=name)
        summary = SubElement(details, "summary")
        summary.text = self._other.language
        SubElement(summary, "span", {"class": "unseen"}).text = f" {label}"
        missing = set(ids) & counterparts.left_out
        if again := theirs and self._shown.issuperset(theirs):
            _note(details, say["with_above"])
        elif not theirs:
            _note(details, say["left_out"] if missing else say["not_there"])
        if theirs and not again:
            self._text(details, node, theirs)
        if not self._stale.isdisjoint(ids):
            self._mark_stale(details, summary)
        self._made.append((details, node.id, name))

    def _mark_stale(self, details: Element, summary: Element) -> None:
        said = self._say["stale"]
        if self._other.prevails:
            summary[-1].tail = " "
            SubElement(summary, "span", {"class": "beside__stale"}).text = said
        _note(details, said, "beside__stale")

    def _text(self, details: Element, node: Node, ids: Sequence[str]) -> None:
        say, attributes = self._say, {"lang": self._other.language, "dir": self._other.direction}
        text = SubElement(details, "div", {"class": "beside__text", **attributes})
        part = node.text if node.kind in {"part", "gap"} else ""
        if part in WHOLE:
            text = SubElement(text, "div", {"class": "part", "data-part": part})
        tables: set[str] = set()
        for id_ in ids:
            there = self._there[id_]
            if id_ in self._other.counterparts.alone:
                _note(text, say["not_there"])
            if there.kind == "table":
                if there.id in tables:
                    continue
                tables.add(there.id)
            text.append(self._copy(there, id_))
        self._shown.update(ids)

    def _links(self, details: Element, id_: str, name: str) -> None:
        say, there = self._say, SubElement(details, "ul", {"class": "beside__there"})
        for other in self._others:
            label = say["counterpart"].format(language=other["name"], block=name)
            link = SubElement(
                SubElement(there, "li"),
                "a",
                {
                    "href": f"{other['href']}#{id_}",
                    "hreflang": other["language"],
                    "lang": other["language"],
                    "dir": other["direction"],
                    "aria-label": label,
                },
            )
            link.text = other["own_name"]

    def _copy(self, node: Node, id_: str) -> Element:
        """Copy a block without what belongs to its own page."""
        back = self._other.counterparts.back
        if node.kind == "table":
            rows = [row.id for row in node.children]
            copied = deepcopy(node.element)
            for row, one in zip(rows, copied.iter("tr"), strict=True):
                one.set("data-for", " ".join(back.get(row, ())))
        elif node.kind in {"item", "footnote"}:
            copied = self._copied_item(node)
        else:
            copied = deepcopy(node.element)
        copied.tail = None
        for element in copied.iter():
            element.attrib.pop("id", None)
            self._restash(element)
        if node.kind != "table":
            copied.set("data-for", " ".join(back.get(id_, ())))
        return copied

    def _copied_item(self, node: Node) -> Element:
        """Copy a list item in a list of its own, which keeps its number."""
        item = Element("li")
        own = _own(deepcopy(node.element))
        _remove_ways_back(own)
        item.extend([own] if own.tag == "p" else list(own))
        item.text = None if own.tag == "p" else own.text
        tag, attributes = self._lists.get(node.id, ("ul", {}))
        holder = Element(tag, attributes)
        holder.append(item)
        return holder

    def _restash(self, element: Element) -> None:
        """Take over what the other version has put away, by another number."""
        if element.text and HTML_PLACEHOLDER_RE.search(element.text):
            element.text = HTML_PLACEHOLDER_RE.sub(self._put_away, element.text)
        if element.tail and HTML_PLACEHOLDER_RE.search(element.tail):
            element.tail = HTML_PLACEHOLDER_RE.sub(self._put_away, element.tail)

    def _put_away(self, found: re.Match[str]) -> str:
        self.stash.append(self._other.text.stash[int(found[1])])
        return HTML_PLACEHOLDER % (self._offset + len(self.stash) - 1)


def _note(parent: Element, said: str, name: str = "beside__note") -> None:
    SubElement(parent, "p", {"class": name}).text = said


def _remove_ways_back(element: Element) -> None:
    """Remove the links from a footnote to where it is referred to, and the blanks before them."""
    for parent in list(element.iter()):
        before: Element | None = None
        for child in list(parent):
            if child.get("class") != "footnote-backref":
                before = child
                continue
            parent.remove(child)
            if before is None:
                parent.text = (parent.text or "").removesuffix(NBSP_PLACEHOLDER)
            else:
                before.tail = (before.tail or "").removesuffix(NBSP_PLACEHOLDER)


def _by_id(nodes: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    """Give each block by its id; a row by that of its table, which is read as a whole."""
    for node in nodes:
        if node.kind == "table":
            yield from ((row.id, node) for row in node.children)
        else:
            yield node.id, node
            yield from _by_id(node.children)


def _items(root: Element) -> Iterator[tuple[str, tuple[str, dict[str, str]]]]:
    """Give the list that each item would be in, if it were alone."""
    for holder in root.iter():
        if holder.tag not in {"ul", "ol"}:
            continue
        first = int(holder.get("start", "1"))
        attributes = {"class": holder.get("class", "")} if holder.get("class") else {}
        for number, item in enumerate(holder, start=first):
            start = {"start": str(number)} if holder.tag == "ol" and number > 1 else {}
            yield item.get("id", ""), (holder.tag, attributes | start)


def _own(element: Element) -> Element:
    """Give the element that holds the text of a list item, and not what is nested in it."""
    children = list(element)
    if children and children[0].tag == "p" and not (element.text or "").strip():
        return children[0]
    own = Element("div", {"class": "pair__own"})
    own.text, element.text = element.text, None
    for child in children:
        if child.tag in BLOCK_TAGS:
            break
        element.remove(child)
        own.append(child)
    element.insert(0, own)
    return own
