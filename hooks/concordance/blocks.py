"""The Markdown extension: parts of a letter, and an id for every block.

The site and the check use the same extension, so the ids in the HTML and the ids in the
findings cannot differ. It works in three steps, each a tree processor:

1. before inline patterns, while each element still holds its raw text, the blocks are found;
2. after attribute lists, when the author's own ids are known, the rest are counted;
3. last of all, what belongs to the page and not to the text is added: permalinks, links to
   the same block in the other languages, and the notes that stand for what is untranslated.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any, Literal
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block as MarkdownBlock

from concordance.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown import Markdown

PARTS = ("letterhead", "salutation", "closing", "signature", "annex")
GAP = "untranslated"
NAME = "concordance.blocks"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
NAMED_BY_TEXT = HEADINGS | {"th"}
HEADER_RE, BLOCK_RE = AttrListTreeprocessor.HEADER_RE, AttrListTreeprocessor.BLOCK_RE
LABEL = re.compile(r"\(?(?:\d+|[^\W\d_]{1,4})\)\s|(?:\d+|[^\W\d_])\.\s")
COMMENT = re.compile(r"(?:<!--.*?-->\s*)+", re.DOTALL)

NodeKind = Literal[
    "part", "gap", "quote", "table", "notes",
    "paragraph", "heading", "item", "row", "quotation", "code", "html", "footnote",
]  # fmt: skip
CONTAINERS = {"part", "gap", "quote", "table", "notes"}


@dataclass(slots=True)
class Node:
    """A block, or what holds blocks, with its element in the tree and its raw text."""

    kind: NodeKind
    element: Element
    text: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of the element, once the ids are given."""
        return self.element.get("id", "")

    def __iter__(self) -> Iterator[Node]:
        """Walk this node and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child


def outline(parent: Element, stash: Sequence[object], *, quoted: bool = False) -> list[Node]:
    """Find the blocks below an element, before inline patterns have run."""
    _wrap_tails(parent)
    nodes = []
    for element in parent:
        nodes += _nodes(element, stash, quoted=quoted)
    return nodes


def _wrap_tails(parent: Element) -> None:
    """Make a paragraph of text that follows a child, as below a heading in a list item."""
    for index, child in reversed(list(enumerate(parent, start=1))):
        if child.tail and child.tail.strip():
            paragraph = Element("p")
            paragraph.text, child.tail = child.tail.strip(), None
            parent.insert(index, paragraph)


def _nodes(  # noqa: PLR0911  (one for each kind of element)
    element: Element, stash: Sequence[object], *, quoted: bool
) -> list[Node]:
    tag, text = element.tag, _text(element)
    if "data-part" in element.attrib:
        return [Node("part", element, element.get("data-part", ""), outline(element, stash))]
    if "data-gap" in element.attrib:
        return [Node("gap", element, element.get("data-gap", ""))]
    if tag in HEADINGS:
        return [Node("heading", element, text)]
    if tag in {"ul", "ol"}:
        return _list(element, stash)
    if tag == "table":
        return [Node("table", element, "", [_row(row) for row in element.iter("tr")])]
    if tag == "blockquote":
        return [Node("quote", element, "", outline(element, stash, quoted=True))]
    if tag == "pre":
        return [Node("code", element, unescape("".join(element.itertext())).strip("\n"))]
    if tag == "div" and element.get("class") == "footnote":
        items = [_item(li, "footnote", stash) for li in element.findall("ol/li")]
        return [Node("notes", element, "", items)]
    own = _own(element, text, stash, quoted=quoted)
    return own if tag == "p" else own + outline(element, stash, quoted=quoted)


def _own(element: Element, text: str, stash: Sequence[object], *, quoted: bool) -> list[Node]:
    """Read the text of a paragraph, which may be no more than the place of what is put away."""
    if stashed := HTML_PLACEHOLDER_RE.fullmatch(text.strip()):
        return _stashed(element, str(stash[int(stashed[1])]))
    if not text or COMMENT.fullmatch(text.strip()):
        return []
    return [Node("quotation" if quoted else "paragraph", element, text)]


def _text(element: Element) -> str:
    """Give the raw text of an element, less what the footnotes add before their way back."""
    text = (element.text or "").replace(NBSP_PLACEHOLDER, "").strip("\n")
    return text if text.strip() else ""


def _list(element: Element, stash: Sequence[object]) -> list[Node]:
    items = [_item(child, "item", stash) for child in element if child.tag == "li"]
    if all(LABEL.match(item.text) for item in items):
        # The author's own labels stand in the text; a bullet beside them would be one too many.
        element.set("class", "labelled")
    return items


def _item(element: Element, kind: Literal["item", "footnote"], stash: Sequence[object]) -> Node:
    """Read a list item or footnote, whose text is its own or that of its first paragraph."""
    _wrap_tails(element)
    children = list(element)
    text = _text(element)
    if not text and children and children[0].tag == "p":
        text = _text(children.pop(0))
    below = [node for child in children for node in _nodes(child, stash, quoted=False)]
    return Node(kind, element, text, below)


def _row(element: Element) -> Node:
    return Node("row", element, " | ".join((cell.text or "").strip() for cell in element))


def _stashed(element: Element, html: str) -> list[Node]:
    """Read a block that Python-Markdown has put away: fenced code, raw HTML or a comment."""
    if html.startswith("<!--"):
        return []
    if html.startswith("<pre") and (code := re.search(r"<code[^>]*>(.*)</code>", html, re.DOTALL)):
        return [Node("code", element, unescape(code[1]).strip("\n"))]
    return [Node("html", element, html.strip("\n"))]


def without_attributes(node: Node) -> str:
    """Give the raw text of a block without the attribute list that ends it."""
    if node.kind == "row":
        return " | ".join(_without_list(cell, HEADER_RE) for cell in node.text.split(" | "))
    if node.kind == "heading":
        text = _without_list(node.text, HEADER_RE)
        return text if text == node.text else text.rstrip("#").strip()
    if node.kind == "code":
        return node.text
    return _without_list(node.text, BLOCK_RE).strip()


def _without_list(text: str, pattern: re.Pattern[str]) -> str:
    """Cut an attribute list off, unless the extension leaves it in the text as it is."""
    found = pattern.search(text)
    if not found or get_attrs_and_remainder(found[1])[1]:
        return text
    return text[: found.start()]


class Numbering:
    """Gives ids to the blocks that have none, after AKN4UN: ``para_3__point_a``.

    What the author has named keeps its name, and that name is not given again. What a
    translation declares as untranslated keeps its number, so that all after it keep theirs.
    """

    def __init__(self, nodes: Iterable[Node], left_out: Iterable[str] = ()) -> None:
        every = [node for root in nodes for node in root]
        self._taken = {node.id for node in every if node.id} | set(left_out)
        self._taken |= {node.text for node in every if node.kind == "gap"}
        self._counts: Counter[str] = Counter()

    def number(self, nodes: Iterable[Node], prefix: str = "") -> None:
        """Give ids to these nodes and all below them."""
        owner = ""
        for node in nodes:
            match node.kind:
                case "item":
                    owner = owner or self._next(f"{prefix}list_")
                    self._number_item(node, owner, 0)
                case "gap":
                    node.element.set("id", node.text)
                case "part":
                    self._name_part(node, f"{prefix}{node.text}")
                    self.number(node.children, f"{node.id}__")
                case "notes":
                    for note in node.children:
                        self._number_below(note, 0)
                case _:
                    self._name(node, f"{prefix}{WORDS[node.kind]}_")
                    self.number(node.children, f"{node.id}__")
                    owner = {"paragraph": node.id, "quotation": node.id, "heading": ""}.get(
                        node.kind, owner
                    )

    def _number_item(self, item: Node, owner: str, depth: int) -> None:
        if not item.id:
            item.element.set("id", self._next(f"{owner}__point_", depth))
        self._number_below(item, depth + 1)

    def _number_below(self, item: Node, depth: int) -> None:
        for child in item.children:
            if child.kind == "item":
                self._number_item(child, item.id, depth)
            else:
                self.number([child], f"{item.id}__")

    def _name(self, node: Node, stem: str) -> None:
        if not node.id:
            node.element.set("id", self._next(stem))

    def _name_part(self, node: Node, stem: str) -> None:
        """Name a part: an annex by its number, others with one only from the second on."""
        if node.id:
            return
        numbered = f"{stem}_"
        first = node.text != "annex" and not self._counts[numbered]
        if first:
            self._counts[numbered] = 1
        name = stem if first and stem not in self._taken else self._next(numbered)
        node.element.set("id", name)

    def _next(self, stem: str, depth: int = 2) -> str:
        while True:
            self._counts[stem] += 1
            name = stem + LABELS[depth % 3](self._counts[stem])
            if name not in self._taken:
                return name


WORDS: dict[NodeKind, str] = {
    "paragraph": "para",
    "quotation": "para",
    "heading": "sec",
    "table": "table",
    "row": "row",
    "quote": "quote",
    "code": "code",
    "html": "html",
}


def alphabetic(number: int) -> str:
    """Count with letters: a to z, then aa, ab and so on."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def roman(number: int) -> str:
    """Count with lower-case Roman numerals: i, ii, iii, iv and so on."""
    numerals = ""
    for value, numeral in ROMAN:
        count, number = divmod(number, value)
        numerals += numeral * count
    return numerals


ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LABELS = (alphabetic, roman, str)


class Part(MarkdownBlock):
    """``/// letterhead`` and the other parts of a letter."""

    def on_create(self, parent: Element) -> Element:
        """Open the part."""
        return SubElement(parent, "section", {"class": "part", "data-part": self.NAME})


class Untranslated(MarkdownBlock):
    """``/// untranslated | letterhead``: what the translation leaves out on purpose."""

    NAME = GAP
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Open the note that stands for what is left out."""
        names = {"class": "gap", "role": "note", "data-gap": self.argument}
        # The note is the publisher's, and not to be found among the author's words.
        return SubElement(parent, "div", {**names, "data-pagefind-ignore": ""})


class Step(Treeprocessor):
    """One of the three steps, which share what the extension knows."""

    def __init__(self, md: Markdown, extension: Blocks) -> None:
        super().__init__(md)
        self.extension = extension


class FindBlocks(Step):
    """Step 1: find the blocks while their raw text is there to be read."""

    def run(self, root: Element) -> None:
        """Find the blocks."""
        self.extension.nodes = outline(root, self.md.htmlStash.rawHtmlBlocks)


class GiveIds(Step):
    """Step 2: give an id to every block that the author has not named."""

    def run(self, root: Element) -> None:
        """Give the ids."""
        left_out = self.extension.getConfig("left_out")
        names = {name for ids in left_out.values() for name in ids}
        names |= {element.get("id", "") for element in root.iter()}  # links and words have ids too
        Numbering(self.extension.nodes, names).number(self.extension.nodes)
        for node in self.extension.every_node():
            if node.kind == "gap":
                # Every link into what is left out leads to the note that says so.
                for name in left_out.get(node.text, ()):
                    if name != node.id:
                        SubElement(node.element, "span", {"id": name})
            elif node.kind in {"code", "html"} and node.element.tag == "p":
                # The paragraph only holds the place of what was put away; it could not
                # hold that itself and carry an id.
                node.element.tag = "div"


class AddLinks(Step):
    """Step 3: add what belongs to the page and not to the text."""

    def run(self, _root: Element) -> None:
        """Add permalinks, links to the other languages, and the notes for gaps."""
        for node in self.extension.every_node():
            if node.kind == "gap":
                self._add_note(node)
            elif node.kind not in CONTAINERS:
                self._add_links(node)

    def _add_note(self, gap: Node) -> None:
        original = self.extension.getConfig("original")
        if not original:
            return
        say = phrases(self.extension.getConfig("language"))
        name = name_of(gap.text, self.extension.getConfig("kinds").get(gap.text, "html"), say)
        note = Element("p")
        note.text = say["gap"].format(name=name) + " "
        link = SubElement(note, "a", {"href": f"{original['href']}#{gap.text}"})
        link.set("hreflang", original["language"])
        link.text = say["gap_link"].format(language=original["name"])
        gap.element.insert(0, note)

    def _add_links(self, node: Node) -> None:
        say = phrases(self.extension.getConfig("language"))
        mark, what = mark_of(node), name_of(node.id, node.kind, say)
        links = Element("span", {"class": "links", "data-pagefind-ignore": ""})
        SubElement(
            links,
            "a",
            {
                "class": "permalink",
                "href": f"#{node.id}",
                "aria-label": say["permalink"].format(block=what),
                "data-mark": mark or "¶",
            },
        )
        for other in self.extension.getConfig("others"):
            SubElement(
                links,
                "a",
                {
                    "class": "counterpart",
                    "href": f"{other['href']}#{node.id}",
                    "hreflang": other["language"],
                    "aria-label": say["counterpart"].format(block=what, language=other["name"]),
                    "data-mark": other["language"],
                },
            )
        holder = holder_of(node)
        if holder.tag in NAMED_BY_TEXT:
            # It is named by what it holds, and these links are no part of its name.
            holder.set("aria-label", "".join(holder.itertext()).strip())
        holder.append(links)


def mark_of(node: Node) -> str:
    """Give the number that stands in the margin: of a paragraph or of a point, else none."""
    word, _, number = node.id.rpartition("__")[2].partition("_")
    return number if word in {"para", "point"} and "__para" not in node.id else ""


def name_of(id_: str, kind: str, say: Mapping[str, str]) -> str:
    """Name a part or block to the reader: "paragraph 3", "point 3 a", "the letterhead"."""
    words = [segment.partition("_") for segment in id_.split("__")]
    number = " ".join(n for word, _, n in words if word in {"para", "point", "row", "fn"})
    part = say.get(f"part_{words[0][0]}")
    if part and kind == "part":
        return part
    name = say[f"name_{kind}"].format(number=number).strip()
    return say["name_within"].format(name=name, part=part) if part else name


def holder_of(node: Node) -> Element:
    """Give the element that the links of a block go into, which must allow them."""
    element = node.element
    if node.kind == "row":
        return element[0]
    if node.kind in {"item", "footnote"} and len(element) and element[0].tag == "p":
        return element[0]
    return element


class Blocks(BlocksExtension):
    """The extension. Its options are set for each page by the hook.

    ``language`` is that of the page; ``others`` are the same page in the other languages, and
    ``original`` is the one among them that this page translates: ``href``, ``language`` and
    ``name`` of each; ``left_out`` maps the id of each gap to the ids that are left out with it,
    and ``kinds`` to the kind of what is left out.
    Without ``links`` nothing but ids is added.
    """

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  (as Python-Markdown has it)
        self.config = {
            "links": [False, "Add permalinks and links to the other languages"],
            "language": ["", "The language of the page"],
            "others": [(), "The same page in the other languages"],
            "original": [{}, "The page that this one translates"],
            "left_out": [{}, "The ids that are left out with each gap"],
            "kinds": [{}, "The kind of what is left out with each gap"],
        }
        self.nodes: list[Node] = []
        super().__init__(**kwargs)

    def reset(self) -> None:
        """Forget the last text; Python-Markdown runs no step on an empty one."""
        self.nodes = []

    def every_node(self) -> Iterator[Node]:
        """Walk all that was found in the last text, in its order."""
        return (node for root in self.nodes for node in root)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ANN401, N802
        """Register the parts of a letter and the steps above."""
        md.registerExtension(self)
        for name in PARTS:
            block_mgr.register(type(name.title(), (Part,), {"NAME": name}), {})
        block_mgr.register(Untranslated, {})
        # Python-Markdown runs `inline` at 20, `attr_list` at 8 and `toc` at 5; MkDocs reads the
        # anchors at 5 and resolves relative links at 0.
        md.treeprocessors.register(FindBlocks(md, self), "concordance_find", 20.5)
        md.treeprocessors.register(GiveIds(md, self), "concordance_ids", 7.5)
        if self.getConfig("links"):
            md.treeprocessors.register(AddLinks(md, self), "concordance_links", -1)


def makeExtension(**kwargs: Any) -> Blocks:  # noqa: ANN401, N802  (Python-Markdown's entry point)
    """Make the extension."""
    return Blocks(**kwargs)
