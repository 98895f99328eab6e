"""From a Markdown file to a version: its facts, sections, blocks and their source lines.

The text is converted through the very extensions that the site uses, so the blocks and ids
are those of the published page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from markdown import Markdown

from concordance import blocks, front_matter
from concordance.findings import Finding, Place
from concordance.glossary import Glossary
from concordance.lines import Cursor, Source
from concordance.model import Block, Gap, Section, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from concordance.blocks import Node
    from concordance.findings import Severity
    from concordance.lines import Part, Span
    from concordance.model import BlockKind, SectionKind

VERSION_FILE = re.compile(r"index\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.md")
LINE_ENDS = re.compile(r"\r\n?")
BYTE_LINE_ENDS = re.compile(rb"\r\n?|\n")
CONFLICT = re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE)
OTHER_SEPARATORS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
MARKDOWNS_OWN = re.compile("[\x02\x03]")
"""Characters that Python-Markdown keeps for itself and takes out of every text."""


class SourceError(Exception):
    """A communication cannot be read; the findings say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Reader:
    """Reads versions as the site is set up to read them."""

    root: Path
    """The folder that the paths in findings are relative to."""
    docs: Path
    """The folder of the site's sources."""
    languages: tuple[str, ...]
    """The languages of the site, the default one first."""
    extensions: Sequence[Any]
    """The Markdown extensions of the site, as MkDocs has them."""
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """How grave findings are by the publisher's own choice, by rule."""
    keeps_records: bool = False
    """Whether it is told of a communication that it has no record yet."""

    @cached_property
    def _markdown(self) -> Markdown:
        configs = {name: dict(config) for name, config in self.extension_configs.items()}
        configs.pop(blocks.NAME, None)
        extensions = [name for name in self.extensions if name != blocks.NAME]
        return Markdown(extensions=[*extensions, blocks.NAME], extension_configs=configs)

    @cached_property
    def extension(self) -> blocks.Blocks:
        """Give the Markdown extension that it reads with."""
        return next(
            extension
            for extension in self._markdown.registeredExtensions
            if isinstance(extension, blocks.Blocks)
        )

    def version(
        self,
        path: Path,
        language: str,
        left_out: Mapping[str, Sequence[str]] | None = None,
        renamed: Mapping[str, str] | None = None,
    ) -> Version:
        """Read one file.

        In a translation, ``left_out`` maps the id of each gap to the ids that the original
        has there, which are not given to anything else, and "" to those that are withdrawn;
        ``renamed`` maps the ids that would be
        counted, where the order is free, to those of their counterparts in the original.

        Raises:
            SourceError: it is not UTF-8, its front matter cannot be used, it has no text, a
                ``///`` block is broken, or an id or a footnote stands twice.

        """
        return self.read(path, path.read_bytes(), language, left_out or {}, renamed or {})

    def read(
        self,
        path: Path,
        raw: bytes,
        language: str,
        left_out: Mapping[str, Sequence[str]],
        renamed: Mapping[str, str],
    ) -> Version:
        """Read the content of a file.

        Raises:
            SourceError: as above.

        """
        text = self._decoded(path, raw)
        self._refuse_conflicts(path, text)
        try:
            matter = front_matter.split(text)
        except front_matter.FrontMatterError as error:
            finding = self.finding("front-matter", path, error.message, error.help, line=error.line)
            raise SourceError([finding]) from error
        source = Source(matter.body)
        self._refuse_broken_parts(path, source, matter.body_line)
        self._refuse_broken_notes(path, source, matter.body_line)
        self.extension.setConfig("left_out", left_out)
        self.extension.setConfig("renamed", renamed)
        converted = self._convert(path, matter.body)
        self._refuse_unread_parts(path, source, matter.body_line)
        located = _Located(source, matter.body_line)
        located.walk(converted.nodes)
        self._refuse_duplicates(path, located.spans)
        sections = located.sections
        if not sections and not located.gaps:
            message = "there is no text below the front matter"
            help_ = "write the text, or remove the file"
            last = text.rstrip().count("\n") + 1
            raise SourceError([self.finding("unreadable", path, message, help_, line=last)])
        return Version(
            path=path,
            language=language,
            facts=matter.facts,
            markdown=matter.body,
            sections=sections,
            gaps=tuple(located.gaps),
            text=converted,
        )

    def _convert(self, path: Path, body: str) -> blocks.Text:
        try:
            return self.extension.convert(body)
        except Exception as error:
            # Extensions fail in ways of their own, and the site could not be built either.
            message = f"the text cannot be converted: {type(error).__name__}: {error}"
            help_ = "look for Markdown nested in Markdown many times, such as lists in lists"
            raise SourceError([self.finding("unreadable", path, message, help_)]) from error

    def place(self, path: Path, line: int = 1, end_line: int | None = None) -> Place:
        """Give a place in a file, its path as people write it."""
        name = VERSION_FILE.fullmatch(path.name)
        return Place(self._shown(path), line, end_line or line, name["language"] if name else "")

    def finding(
        self, rule: str, path: Path, message: str, help_: str, *, line: int = 1, id_: str = ""
    ) -> Finding:
        """Make a finding, an error, about a file or folder of a communication."""
        folder = path if path.is_dir() else path.parent
        place = self.place(path, line)
        return Finding(rule, "error", folder.name, id_, message, help_, translation=place)

    def _shown(self, path: Path) -> str:
        if ".." in path.parts or not path.is_relative_to(self.root):
            path = path.resolve()
        root = self.root if path.is_relative_to(self.root) else self.root.resolve()
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()

    def _decoded(self, path: Path, raw: bytes) -> str:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # `object` and not `raw`: the decoder has taken off a byte order mark.
            rest = bytes(error.object)
            line = len(BYTE_LINE_ENDS.findall(rest[: error.start])) + 1
            message = (
                f"the file is not UTF-8: byte 0x{rest[error.start]:02x} is no part of a character"
            )
            help_ = "save the file as UTF-8 (it may be in Latin-1 or Windows-1252)"
            finding = self.finding("unreadable", path, message, help_, line=line)
            raise SourceError([finding]) from error
        if not text.strip():
            help_ = "write the text, or remove the file"
            raise SourceError([self.finding("unreadable", path, "the file is empty", help_)])
        text = MARKDOWNS_OWN.sub("", LINE_ENDS.sub("\n", text))
        return OTHER_SEPARATORS.sub(" ", text)

    def _refuse_conflicts(self, path: Path, text: str) -> None:
        """Refuse what git leaves in a text where two branches have changed the same lines."""
        if found := CONFLICT.search(text):
            message = "two branches have changed this text, and the merge was not finished"
            help_ = 'keep what is right, and remove the lines "<<<<<<<", "=======" and ">>>>>>>"'
            line = text.count("\n", 0, found.start()) + 1
            raise SourceError([self.finding("unreadable", path, message, help_, line=line)])

    def _refuse_broken_parts(self, path: Path, source: Source, first: int) -> None:
        for part in source.parts:
            if wrong := _wrong_with(part, source.lines, first):
                message, help_ = wrong
                line = part.start + first
                raise SourceError([self.finding("unreadable", path, message, help_, line=line)])

    def _refuse_unread_parts(self, path: Path, source: Source, first: int) -> None:
        """Refuse what stands in the source as a ``///`` block and was read as mere text."""
        kinds = {"part", "gap"}
        nodes = [node for node in self.extension.every_node() if node.kind in kinds]
        read = [node.text if node.kind == "part" else blocks.GAP for node in nodes]
        for part, name in zip_longest(source.parts, read):
            if not part:
                message = f'a block "{name}" is read from within a comment or code'
                help_ = "look for a comment or tag that is not closed, or a stray &#"
                raise SourceError([self.finding("unreadable", path, message, help_, line=first)])
            if part.name != name:
                message = f'"{source.lines[part.start].strip()}" is not read as a block'
                argument = " | letterhead" if part.name == blocks.GAP else ""
                help_ = (
                    f'write "/// {part.name}{argument}" and nothing else on the line; an id goes '
                    'on the line below it: "    attrs: {id: …}"'
                )
                line = part.start + first
                raise SourceError([self.finding("unreadable", path, message, help_, line=line)])

    def _refuse_broken_notes(self, path: Path, source: Source, first: int) -> None:
        """Refuse footnotes that Markdown would not show: within others, or of one label."""
        for at in source.nested:
            message = f'"{source.lines[at].strip()}" is a footnote within another'
            help_ = "begin the line at the margin, below the other footnote"
            raise SourceError([self.finding("unreadable", path, message, help_, line=at + first)])
        findings = [
            self.finding(
                "duplicate-id",
                path,
                f'the footnote "[^{label}]" stands twice, first on line {lines[0] + first}',
                "give one of the two another label",
                line=line + first,
                id_=f"fn_{label}",
            )
            for label, lines in source.definitions.items()
            for line in lines[1:]
        ]
        if findings:
            raise SourceError(findings)

    def _refuse_duplicates(self, path: Path, spans: Sequence[tuple[str, Span]]) -> None:
        first: dict[str, int] = {}
        findings = []
        for name, (line, _) in spans:
            if name in first:
                message = f'the id "{name}" stands twice, first on line {first[name]}'
                help_ = "give one of the two another id; it must be the same in every version"
                findings.append(
                    self.finding("duplicate-id", path, message, help_, line=line, id_=name)
                )
            first.setdefault(name, line)
        if findings:
            raise SourceError(findings)


def _wrong_with(part: Part, lines: Sequence[str], first: int) -> tuple[str, str] | None:
    """Say what is wrong with a ``///`` block and what to do, if anything is."""
    known = (*blocks.PARTS, blocks.GAP)
    written = lines[part.start].strip()
    if not part.name:
        help_ = "remove the line, or open the block above it: /// letterhead"
        return f'"{written}" closes nothing', help_
    if part.name not in known:
        near = get_close_matches(part.name, known, 1)
        help_ = f'write "{near[0]}"' if near else f"the blocks are: {', '.join(known)}"
        return f'"{written}": there is no block of the name "{part.name}"', help_
    if part.end is None:
        where = "before the end of the file"
        if part.closed_by is not None:
            other = lines[part.closed_by].strip()
            where = f'before "{other}" on line {part.closed_by + first}'
        help_ = (
            'add a line "///" where the block ends; a block within another '
            "needs another number of slashes: //// around ///"
        )
        return f'the block "{written}" is not closed {where}', help_
    return _wrong_with_gap(part, lines) if part.name == blocks.GAP else None


def _wrong_with_gap(part: Part, lines: Sequence[str]) -> tuple[str, str] | None:
    written = lines[part.start].strip()
    if not written.partition("|")[2].strip():
        help_ = "name the id of the part or block: /// untranslated | letterhead"
        return f'"{written}" does not say what is left out', help_
    if any(line.strip() for line in lines[part.start + 1 : part.end]):
        help_ = 'move the text out of the block: "///" stands right below its first line'
        return f'"{written}" holds text, but says that there is none', help_
    return None


class _Located:
    """The sections and blocks of a text, each with its lines."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.gaps: list[Gap] = []
        self.spans: list[tuple[str, Span]] = []
        """Every id, of containers too, in the order of the text."""
        self._begun: list[tuple[Section, list[Block]]] = []
        self._source = source
        self._cursor = Cursor(source, source.text_lines())
        self._parts = iter(source.parts)
        self._first = first_line
        self._open = False
        """Whether the last section goes on, or a new one begins with the next block."""
        self._bodies = 0

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, each with its blocks."""
        return tuple(
            replace(
                section,
                line=section.line or within[0].line,
                end_line=max(section.end_line, *(block.end_line for block in within)),
                blocks=tuple(within),
            )
            if within
            else section
            for section, within in self._begun
        )

    def walk(self, nodes: Iterable[Node]) -> None:
        """Locate these nodes and all below them."""
        for node in nodes:
            match node.kind:
                case "part":
                    span = self._part(node)
                    self._begin(node.id, "part", node.text, span=span)
                    self.walk(node.children)
                    self._cursor.leave(span[1] - self._first)
                    self._open = False
                case "gap":
                    span = self._part(node)
                    self._cursor.leave(span[1] - self._first)
                    self.gaps.append(Gap(node.id, span[0]))
                case "notes":
                    self._begin("footnotes", "part", "footnotes")
                    self._notes(node.children)
                    self._open = False
                case "quote" | "table":
                    self._container(node)
                case "item" if not node.text and node.children:
                    self._container(node)
                case (
                    "paragraph"
                    | "heading"
                    | "item"
                    | "row"
                    | "quotation"
                    | "code"
                    | "html"
                    | ("footnote")
                ):
                    self._block(node, node.kind)
                    self.walk(node.children)

    def _part(self, node: Node) -> Span:
        part = next(self._parts)
        self._cursor.leave(part.start)
        end = part.start if part.end is None else part.end
        span = part.start + self._first, end + self._first
        self.spans.append((node.id, span))
        return span

    def _container(self, node: Node) -> None:
        """Locate what has no text of its own: it stands where its first block stands."""
        mark = len(self.spans)
        self.walk(node.children)
        if len(self.spans) > mark:
            self.spans.insert(mark, (node.id, self.spans[mark][1]))

    def _notes(self, notes: Iterable[Node]) -> None:
        """Locate footnotes, which stand anywhere in the source, each with a cursor of its own."""
        main = self._cursor
        for note in notes:
            self._cursor = main.note(note.id)
            self.walk([note])
        self._cursor = main

    def _block(self, node: Node, kind: BlockKind) -> None:
        line, end_line = (number + self._first for number in self._cursor.find(node))
        level = int(node.element.tag[1]) if kind == "heading" else 0
        if kind == "heading":
            self._begin(node.id, "heading", level=level)
        elif not self._open:
            self._bodies += 1
            self._begin("body" if self._bodies == 1 else f"body_{self._bodies}", "body")
        text = blocks.without_attributes(node)
        self.spans.append((node.id, (line, end_line)))
        said = node.content
        self._begun[-1][1].append(
            Block(
                node.id, kind, text, line, end_line, level, node.named,
                said.cells, said.links, said.notes, said.html, node.unordered,
            )
        )  # fmt: skip

    def _begin(
        self, id_: str, kind: SectionKind, name: str = "", *, level: int = 0, span: Span = (0, 0)
    ) -> None:
        self._begun.append((Section(id_, kind, name, level, *span, ()), []))
        self._open = True
