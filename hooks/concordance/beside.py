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
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.util import HTML_PLACEHOLDER, HTML_PLACEHOLDER_RE, STX

from concordance.blocks import name_of
from concordance.markup import Raw, escape, markup, raw
from concordance.phrases import phrases
from concordance.typography import html

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


@dataclass(frozen=True, slots=True)
class There:
    """The same page in another language."""

    language: str
    name: str
    """The name of the language, in that of the page."""
    own_name: str
    """Its name in itself."""
    direction: str
    href: str


class Beside:
    """Puts the counterparts into one page."""

    def __init__(
        self,
        root: Element,
        other: Other,
        others: Sequence[There],
        language: str,
        offset: int,
        stale: frozenset[str],
    ) -> None:
        """Take a page, what stands beside it, and the same page in all other languages.

        ``offset`` is how much the page itself has put away; ``stale`` are the ids on the page
        where the translation has aged.
        """
        self.stash: list[Any] = []
        """What the counterparts have put away, by the numbers that follow those of the page."""
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._other, self._others, self._language = other, others, language
        self._say = phrases(language)
        self._there = dict(_by_id(other.text.nodes))
        self._lists = dict(_items(other.text.root))
        self._shown: set[str] = set()
        self._offset, self._stale = offset, stale

    def put(self, nodes: Iterable[Node], kinds: Mapping[str, str]) -> None:
        """Make pairs of these nodes and all below them; ``kinds`` are those of gaps."""
        for node in nodes:
            if node.kind == "table" or (node.kind == "part" and node.text in WHOLE):
                below = [block.id for block in node if block.content.cells]
                self._pair(node, node.element, below, kinds)
                continue
            if node.kind in {"item", "footnote"}:
                self._pair(node, _own(node.element), [node.id], kinds)
            elif node.kind not in {"part", "quote", "notes"}:
                self._pair(node, node.element, [node.id], kinds)
            self.put(node.children, kinds)

    def _pair(
        self, node: Node, element: Element, ids: Sequence[str], kinds: Mapping[str, str]
    ) -> None:
        """Put a pair in the place of an element."""
        parent = self._parents.get(element, node.element)
        layout = f" pair--{node.kind}" if node.kind in {"part", "table", "heading"} else ""
        pair = Element("div", {"class": f"pair{layout}"})
        pair.tail, element.tail = element.tail, None
        parent[list(parent).index(element)] = pair
        pair.append(element)
        kind = kinds.get(node.id, "html") if node.kind == "gap" else node.kind
        part = node.text if node.kind == "part" else ""
        pair.append(raw(self._details(node, ids, name_of(node.id, kind, self._language, part))))

    def _details(self, node: Node, ids: Sequence[str], name: str) -> str:
        """Write what opens beside a block: its counterpart, and the ways to the other pages."""
        other, say, counterparts = self._other, self._say, self._other.counterparts
        theirs = list(dict.fromkeys(id_ for mine in ids for id_ in counterparts.ids.get(mine, ())))
        again = theirs and self._shown.issuperset(theirs)
        if again:
            content = self._note(say["with_above"])
        elif theirs:
            content = self._text(node, theirs)
        else:
            missing = set(ids) & counterparts.left_out
            content = self._note(say["left_out"] if missing else say["not_there"])
        aged, mark = "", ""
        if not self._stale.isdisjoint(ids):
            said = html(say["stale"], self._language, escape=escape)
            aged = f'<p class="beside__stale">{said}</p>'
            mark = f' <span class="beside__stale">{said}</span>' if other.prevails else ""
        data_of = f' data-of="{escape(" ".join(theirs))}"' if theirs else ""
        label = escape(say["counterpart"].format(language=other.name, block=name))
        return (
            f'<details class="beside" data-pagefind-ignore=""{data_of}>'
            f'<summary>{other.language}<span class="unseen"> {label}</span>{mark}</summary>'
            f'{content}{aged}<ul class="beside__there">{self._ways(node.id, name)}</ul></details>'
        )

    def _text(self, node: Node, ids: Sequence[str]) -> str:
        other = self._other
        written: list[str] = []
        tables: set[str] = set()
        for id_ in ids:
            there = self._there[id_]
            if id_ in other.counterparts.alone:
                written.append(self._note(self._say["not_there"]))
            if there.kind == "table":
                if there.id in tables:
                    continue
                tables.add(there.id)
            written.append(markup(self._copy(there, id_), other.language))
        self._shown.update(ids)
        text = "".join(written)
        if node.kind in {"part", "gap"} and node.text in WHOLE:
            text = f'<div class="part" data-part="{node.text}">{text}</div>'
        of = f'lang="{other.language}" dir="{other.direction}"'
        return f'<div class="beside__text" {of}>{text}</div>'

    def _note(self, said: str) -> str:
        return f'<p class="beside__note">{html(said, self._language, escape=escape)}</p>'

    def _ways(self, id_: str, name: str) -> str:
        """Lead to the same passage on the pages of all other languages."""
        counterpart, fragment = self._say["counterpart"], escape(id_)
        return "".join(
            f'<li><a href="{escape(there.href)}#{fragment}" hreflang="{there.language}" '
            f'lang="{there.language}" dir="{there.direction}" '
            f'aria-label="{escape(counterpart.format(language=there.name, block=name))}">'
            f"{escape(there.own_name)}</a></li>"
            for there in self._others
        )

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
        if element.text and STX in element.text:
            text = HTML_PLACEHOLDER_RE.sub(self._put_away, element.text)
            element.text = Raw(text) if isinstance(element.text, Raw) else text
        if element.tail and STX in element.tail:
            element.tail = HTML_PLACEHOLDER_RE.sub(self._put_away, element.tail)

    def _put_away(self, found: re.Match[str]) -> str:
        self.stash.append(self._other.text.stash[int(found[1])])
        return HTML_PLACEHOLDER % (self._offset + len(self.stash) - 1)


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
