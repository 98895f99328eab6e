"""The Markdown extension: parts of a letter, and an id for every block.

The site and the check use the same extension, so the ids in the HTML and the ids in the
findings cannot differ. It works in two steps, each a tree processor: before inline patterns,
while each element still holds its raw text, the blocks are found; after attribute lists, when the
author's own ids are known, the rest are counted.

The check needs no more. What they make is kept, and the page of a communication goes on from
there: a text is converted once.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, cast
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, HTML_PLACEHOLDER_RE, STX
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block as MarkdownBlock

from concordance.markup import markup
from concordance.phrases import phrases
from concordance.plain import KeepPlain, ReleasePlain

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
TAG = re.compile(r"<[^>]*>")
BLANKS = re.compile(r"[ \t\n]+")
SEVERAL_BLANKS = re.compile(r"[\t\n]|  ")
ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
ACTIVE = re.compile(r"on\w+|srcdoc|formaction|style", re.IGNORECASE)
ALIGNED = re.compile(r"text-align: (\w+);")
"""What the columns of a table are aligned by."""
COMMENT = re.compile(r"(?:<!--.*?-->\s*)+", re.DOTALL)

NodeKind = Literal[
    "part", "gap", "quote", "table", "notes",
    "paragraph", "heading", "item", "row", "quotation", "code", "html", "footnote",
]  # fmt: skip
CONTAINERS = {"part", "gap", "quote", "table", "notes"}


@dataclass(frozen=True, slots=True)
class Content:
    """What a block says, without markup, and what it leads to; the fields are those of a block."""

    cells: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    html: tuple[str, ...] = ()


@dataclass(slots=True)
class Node:
    """A block, or what holds blocks, with its element in the tree and its raw text."""

    kind: NodeKind
    element: Element
    text: str = ""
    children: list[Node] = field(default_factory=list)
    content: Content = field(default_factory=Content)
    """What its author wrote in it, once inline patterns have run."""
    named: bool = False
    """Whether its id is the author's own."""
    unordered: str = ""
    """The id of the list, heading or part, declared unordered, that it stands in."""

    @property
    def id(self) -> str:
        """The id of the element, once the ids are given."""
        return self.element.get("id", "")

    def __iter__(self) -> Iterator[Node]:
        """Walk this node and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is converted as far as its ids: what the check reads, and a page goes on from."""

    root: Element
    nodes: list[Node]
    stash: list[Any]
    """What Python-Markdown has put away, to stand in the HTML as it is."""

    def copy(self) -> Text:
        """Give a text of its own to a page, which changes what it is given."""
        root = deepcopy(self.root)
        twins = dict(zip(self.root.iter(), root.iter(), strict=True))
        return Text(root, [_with_elements(node, twins) for node in self.nodes], [*self.stash])


def _with_elements(node: Node, twins: Mapping[Element, Element]) -> Node:
    children = [_with_elements(child, twins) for child in node.children]
    return replace(node, element=twins[node.element], children=children)


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


def content_of(node: Node, stash: Sequence[object]) -> Content:
    """Read what a block says, after inline patterns have run."""
    if node.kind == "code":
        return Content((node.text,))
    if node.kind == "html":
        return Content((" ".join(TAG.sub(" ", node.text).split()),), html=(node.text,))
    below = {id(other.element) for child in node.children for other in child}
    gathered = _Gathered(stash, below)
    cells = list(node.element) if node.kind == "row" else [node.element]
    texts = tuple(gathered.read(cell) for cell in cells)
    return Content(texts, *map(tuple, (gathered.links, gathered.notes, gathered.html)))


class _Gathered:
    """What stands in an element, less the elements of other blocks within it."""

    def __init__(self, stash: Sequence[object], below: set[int]) -> None:
        self.links: list[str] = []
        self.notes: list[str] = []
        self.html: list[str] = []
        self._stash, self._below = stash, below

    def read(self, element: Element) -> str:
        """Give the words in an element, their blanks made one, and note all else."""
        words: list[str] = []
        self._walk(element, words)
        text = "".join(words)
        if STX in text:
            text = ESCAPED.sub(lambda found: chr(int(found[1])), text)
            text = text.replace(AMP_SUBSTITUTE, "&").replace(NBSP_PLACEHOLDER, "")
            text = HTML_PLACEHOLDER_RE.sub(self._stashed, text)
        if "&" in text:
            text = unescape(text)
        return (BLANKS.sub(" ", text) if SEVERAL_BLANKS.search(text) else text).strip(" ")

    def _walk(self, element: Element, words: list[str]) -> None:
        words.append(element.text or "")
        for child in element:
            if id(child) not in self._below and not self._is_note(child):
                if child.tag == "br":
                    words.append(" ")
                if target := child.get("href") or child.get("src"):
                    self.links.append(self._plain(target))
                words.append(self._plain(child.get("alt", "")))
                self._walk(child, words)
            words.append(child.tail or "")

    def _is_note(self, element: Element) -> bool:
        """Whether an element only refers to a footnote, or leads back from one."""
        if element.tag == "sup" and element.get("id", "").startswith("fnref"):
            self.notes.append(element[0].get("href", "").removeprefix("#fn")[1:])
            return True
        return element.get("class") == "footnote-backref"

    def _plain(self, text: str) -> str:
        text = text.replace(AMP_SUBSTITUTE, "&")
        return unescape(ESCAPED.sub(lambda found: chr(int(found[1])), text))

    def _stashed(self, found: re.Match[str]) -> str:
        raw = str(self._stash[int(found[1])])
        if raw.startswith("<"):
            if not raw.startswith("<!--"):
                self.html.append(raw)
            return ""
        return raw


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
    found = pattern.search(text) if "}" in text else None
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
        self._taken = {*left_out, *(node.id for node in every)}
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


def mark_unordered(nodes: Sequence[Node], within: str = "") -> None:
    """Say of each block whether its author let the order of what it stands in be free.

    That is a class: ``{ .unordered }`` on a heading, or on a line below the last item of a list,
    or among the ``attrs`` of a part.
    """
    under, level = "", 0  # of the heading, declared unordered, that everything here stands under
    for node in nodes:
        if node.kind == "heading":
            rank = int(node.element.tag[1])
            if rank <= level or not under:
                under, level = (node.id if _is_unordered(node) else ""), rank
                node.unordered = within
            else:
                node.unordered = under
        elif node.kind == "part" and _is_unordered(node):
            mark_unordered(node.children, node.id)
        else:
            node.unordered = under or within
            mark_unordered(node.children, under or within)
    for items in _lists(nodes):
        if any(_is_unordered(item) for item in items):
            for node in (node for item in items for node in item):
                node.unordered = node.unordered or items[0].id


def _lists(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    for kind, group in groupby(nodes, key=attrgetter("kind")):
        if kind == "item":
            yield list(group)


def _is_unordered(node: Node) -> bool:
    return "unordered" in node.element.get("class", "").split()


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
KINDS = {"para": "paragraph", "point": "item", "row": "row", "sec": "heading", "fn": "footnote"}
"""What a block is by the word that its id was counted with."""


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
    """A step that knows what the extension knows."""

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
        stash = self.md.htmlStash.rawHtmlBlocks
        every = list(self.extension.every_node())
        for node in every:
            _take_name(node)
            node.named = bool(node.id)
            if node.kind not in CONTAINERS:
                node.content = content_of(node, stash)
        _note_active(root, every)
        Numbering(self.extension.nodes, names).number(self.extension.nodes)
        mark_unordered(self.extension.nodes)
        if renamed := self.extension.getConfig("renamed"):
            for node in every:
                node.element.set("id", renamed.get(node.id, node.id))
        for node in every:
            if node.kind == "gap":
                # Every link into what is left out leads to the note that says so.
                for name in left_out.get(node.text, ()):
                    if name != node.id:
                        SubElement(node.element, "span", {"id": name})
            elif node.kind in {"code", "html"} and node.element.tag == "p":
                # The paragraph only holds the place of what was put away; it could not
                # hold that itself and carry an id.
                node.element.tag = "div"


def _take_name(node: Node) -> None:
    """Give a row or a list item the id that Markdown gives to the first element in it.

    Nothing else can be written of a row, and an item among others that blank lines divide.
    """
    element = node.element
    first = element[0] if len(element) and not _text(element) else None
    inner = {"row": ("td", "th"), "item": ("p",)}.get(node.kind, ())
    if first is not None and first.tag in inner and "id" in first.attrib and not node.id:
        element.set("id", first.attrib.pop("id"))


def _note_active(root: Element, nodes: Sequence[Node]) -> None:
    """Count attributes that run or restyle something as raw HTML of the block they are in.

    An attribute list can give any attribute to any element.
    """
    active = {
        id(element): f'{name}="{value}"'
        for element in root.iter()
        for name, value in element.attrib.items()
        if ACTIVE.fullmatch(name) and not (name == "style" and ALIGNED.fullmatch(value))
    }
    for node in reversed(nodes) if active else ():
        found = [active.pop(id(one)) for one in node.element.iter() if id(one) in active]
        block = next((one for one in node if one.kind not in CONTAINERS), node)
        if found:
            block.content = replace(block.content, html=(*block.content.html, *found))


class NameWaysBack(Step):
    """Step 3: name, in the language of the page, the links that lead back from the footnotes."""

    def run(self, root: Element) -> None:
        """Name them; what has no language is no page."""
        if language := self.extension.getConfig("language"):
            for notes in root.iterfind(".//div[@class='footnote']"):
                for number, note in enumerate(notes.iterfind("ol/li"), start=1):
                    for link in note.iterfind(".//a[@class='footnote-backref']"):
                        link.set("title", phrases(language)["footnote_back"].format(number))


class AlignColumns(Step):
    """Step 4: say by a class how columns are aligned, for hosts may refuse styles in a page."""

    def run(self, root: Element) -> None:
        """Say so of each cell."""
        for cell in (cell for tag in ("th", "td") for cell in root.iter(tag)):
            if how := ALIGNED.fullmatch(cell.get("style", "")):
                del cell.attrib["style"]
                cell.set("class", f"{cell.get('class', '')} aligned-{how[1]}".strip())


def mark_of(id_: str) -> str:
    """Give the number that stands in the margin: of a paragraph or of a point, else none."""
    word, _, number = id_.rpartition("__")[2].partition("_")
    return number if word in {"para", "point"} and "__para" not in id_ else ""


@lru_cache(maxsize=10_000)  # most ids are those of most texts
def name_of(id_: str, kind: str, language: str, part_name: str = "") -> str:
    """Name a part or block to the reader: "paragraph 3", "point 3 a", "letterhead".

    A part that has an id of its author's is named by its ``part_name``.
    """
    say = phrases(language)
    words = [segment.partition("_") for segment in id_.split("__")]
    number = " ".join(n for word, _, n in words if word in {"para", "point", "row", "fn"})
    part = say.get(f"part_{part_name or words[0][0]}")
    if kind == "part":
        return part or say["name_html"]
    name = say[f"name_{kind}"].format(number=number).strip()
    return say["name_within"].format(name=name, part=part) if part else name


class Blocks(BlocksExtension):
    """The extension.

    ``language`` is that of the page, if there is to be one. ``left_out`` maps the id of each gap
    to the ids that are left out with it, and ``renamed`` the ids that would be counted to those
    that stand for them.
    """

    md: Markdown

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  (as Python-Markdown has it)
        self.config = {
            "language": ["", "The language of the page"],
            "left_out": [{}, "The ids that are left out with each gap"],
            "renamed": [{}, "Other ids for those that are counted"],
        }
        self.nodes: list[Node] = []
        super().__init__(**kwargs)

    def convert(self, source: str) -> Text:
        """Convert a text as far as its ids: neither what only a page needs nor to HTML."""
        self.md.reset()
        lines = source.split("\n")
        for preprocessor in self.md.preprocessors:
            lines = preprocessor.run(lines)
        root = cast("Element", self.md.parser.parseDocument(lines).getroot())
        steps = list(self.md.treeprocessors)
        root = _taken(steps[: self._ids(steps)], root)
        return Text(root, self.nodes, self.md.htmlStash.rawHtmlBlocks)

    def finish(self, text: Text, language: str) -> Text:
        """Go on where :meth:`convert` stopped, for a page in a language."""
        self.setConfig("language", language)
        self.nodes = text.nodes
        stash = self.md.htmlStash
        stash.rawHtmlBlocks, stash.html_counter = text.stash, len(text.stash)
        steps = list(self.md.treeprocessors)
        root = _taken(steps[self._ids(steps) :], text.root)
        return Text(root, self.nodes, stash.rawHtmlBlocks)

    def html(self, content: str, stash: list[Any]) -> str:
        """Put what was put away into what has been written."""
        self.md.htmlStash.rawHtmlBlocks, self.md.htmlStash.html_counter = stash, len(stash)
        for postprocessor in self.md.postprocessors:
            content = postprocessor.run(content)
        return content.strip()

    @staticmethod
    def _ids(steps: Sequence[Treeprocessor]) -> int:
        return 1 + next(at for at, step in enumerate(steps) if isinstance(step, GiveIds))

    def reset(self) -> None:
        """Forget the last text; Python-Markdown runs no step on an empty one."""
        self.nodes = []
        # Python-Markdown chooses its own after extensions are registered, and before this.
        self.md.serializer = lambda root: markup(root, self.getConfig("language"))

    def every_node(self) -> Iterator[Node]:
        """Walk all that was found in the last text, in its order."""
        return (node for root in self.nodes for node in root)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ANN401, N802
        """Register the parts of a letter and the steps above."""
        self.md = md
        md.registerExtension(self)
        for name in PARTS:
            block_mgr.register(type(name.title(), (Part,), {"NAME": name}), {})
        block_mgr.register(Untranslated, {})
        # Python-Markdown runs `inline` at 20, `attr_list` at 8 and `toc` at 5.
        keeper = KeepPlain(md)
        md.treeprocessors.register(FindBlocks(md, self), "concordance_find", 20.5)
        md.treeprocessors.register(keeper, "concordance_keep", 20.001)
        md.treeprocessors.register(ReleasePlain(md, keeper), "concordance_release", 19.999)
        md.treeprocessors.register(GiveIds(md, self), "concordance_ids", 7.5)
        md.treeprocessors.register(NameWaysBack(md, self), "concordance_ways_back", -1)
        md.treeprocessors.register(AlignColumns(md, self), "concordance_align", -2)


def _taken(steps: Iterable[Treeprocessor], root: Element) -> Element:
    for step in steps:
        replaced = step.run(root)
        root = root if replaced is None else replaced
    return root


def makeExtension(**kwargs: Any) -> Blocks:  # noqa: ANN401, N802  (Python-Markdown's entry point)
    """Make the extension."""
    return Blocks(**kwargs)
