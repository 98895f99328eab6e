"""What cannot be read is refused with a finding, and nothing else ever goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordance.findings import Place
from concordance.model import Gap
from concordance.reading import BYTE_LINE_ENDS, SourceError
from tests.test_lines import LINE_ENDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.findings import Finding
    from concordance.model import Version
    from concordance.reading import Reader

Refused = tuple[str, int, str, str]


def refused(read: Callable[..., Version], body: str | bytes, title: str | None) -> list[Finding]:
    with pytest.raises(SourceError) as caught:
        read(body, title=title)
    return list(caught.value.findings)


CLOSE = (
    'add a line "///" where the block ends; a block within another needs another number of '
    "slashes: //// around ///"
)
ALONE = (
    'write "/// annex" and nothing else on the line; an id goes on the line below it: '
    '"    attrs: {id: …}"'
)
NAMES = "the blocks are: letterhead, salutation, closing, signature, annex, untranslated"
STRAY = "remove the line, or open the block above it: /// letterhead"
TWICE = "give one of the two another id; it must be the same in every version"
UTF8 = "save the file as UTF-8 (it may be in Latin-1 or Windows-1252)"
WRITE = "write the text, or remove the file"
HEAD = b"---\ntitle: T\n---\n"

FILES: dict[str, tuple[bytes, Refused]] = {
    "Latin-1": (
        HEAD + b"One\n\nLa r\xe9union\n",
        ("unreadable", 6, "the file is not UTF-8: byte 0xe9 is no part of a character", UTF8),
    ),
    "Latin-1 after a byte order mark": (
        b"\xef\xbb\xbf" + HEAD + b"r\xe9union\n",
        ("unreadable", 4, "the file is not UTF-8: byte 0xe9 is no part of a character", UTF8),
    ),
    "Latin-1 on the first line": (
        b"\xef\xbb\xbf\xe9",
        ("unreadable", 1, "the file is not UTF-8: byte 0xe9 is no part of a character", UTF8),
    ),
    "Latin-1 with line ends of Windows": (
        b"---\r\ntitle: T\r\n---\r\n\r\n\x93One\x94\r\n",
        ("unreadable", 5, "the file is not UTF-8: byte 0x93 is no part of a character", UTF8),
    ),
    "Latin-1 with old line ends": (
        b"---\rtitle: T\r---\r\r\xe9\r",
        ("unreadable", 5, "the file is not UTF-8: byte 0xe9 is no part of a character", UTF8),
    ),
    "UTF-16": (
        "---\n".encode("utf-16"),
        ("unreadable", 1, "the file is not UTF-8: byte 0xff is no part of a character", UTF8),
    ),
    "a character that is cut off": (
        HEAD + b"One\n\xe2\x82",
        ("unreadable", 5, "the file is not UTF-8: byte 0xe2 is no part of a character", UTF8),
    ),
    "empty": (b"", ("unreadable", 1, "the file is empty", WRITE)),
    "blank": (b"\xef\xbb\xbf \r\n\t\n", ("unreadable", 1, "the file is empty", WRITE)),
    "front matter alone": (
        HEAD,
        ("unreadable", 3, "there is no text below the front matter", WRITE),
    ),
    "front matter and blank lines": (
        HEAD + b"\n\n \n",
        ("unreadable", 3, "there is no text below the front matter", WRITE),
    ),
    "front matter without a last line end": (
        HEAD.rstrip(),
        ("unreadable", 3, "there is no text below the front matter", WRITE),
    ),
    "front matter and a comment": (
        HEAD + b"<!-- to do -->\n",
        ("unreadable", 4, "there is no text below the front matter", WRITE),
    ),
    "front matter that is wrong": (
        b"\xef\xbb\xbf---\r\ntitle: T\r\ndate: soon\r\n---\r\nOne\r\n",
        (
            "front-matter",
            3,
            'date: "soon" is no date',
            "write it as year-month-day: 2024-03-15",
        ),
    ),
    "no front matter": (
        b"One\n",
        (
            "front-matter",
            1,
            'no front matter: the first line is not "---"',
            'begin the file with "---", "title: …" and "---", each on a line of its own',
        ),
    ),
}


@pytest.mark.parametrize(("raw", "expected"), FILES.values(), ids=FILES)
def test_refused__file(read: Callable[..., Version], raw: bytes, expected: Refused) -> None:
    (finding,) = refused(read, raw, None)
    assert finding.translation
    assert (finding.rule, finding.translation.line, finding.message, finding.help) == expected


PARTS: dict[str, tuple[str, int, str, str]] = {
    "not closed": (
        "One\n\n/// signature\nTwo\n",
        6,
        'the block "/// signature" is not closed before the end of the file',
        CLOSE,
    ),
    "another opens": (
        "/// letterhead\nOne\n\n/// closing\nTwo\n///\n",
        4,
        'the block "/// letterhead" is not closed before "/// closing" on line 7',
        CLOSE,
    ),
    "another within it with as many slashes": (
        "/// annex\n\n/// signature\nOne\n///\n\n///\n",
        4,
        'the block "/// annex" is not closed before "/// signature" on line 6',
        CLOSE,
    ),
    "another within another with as many slashes": (
        "//// annex\n/// closing\n//// signature\nOne\n////\n///\n////\n",
        4,
        'the block "//// annex" is not closed before "//// signature" on line 6',
        CLOSE,
    ),
    "the one around it closes": (
        "//// annex\n/// signature\nOne\n////\n",
        5,
        'the block "/// signature" is not closed before the end of the file',
        CLOSE,
    ),
    "closed with too many slashes": (
        "/// closing\nOne\n////\n",
        4,
        'the block "/// closing" is not closed before the end of the file',
        CLOSE,
    ),
    "not closed in code": (
        "/// closing\nOne\n\n```\n///\n```\n",
        4,
        'the block "/// closing" is not closed before the end of the file',
        CLOSE,
    ),
    "closed without being open": ("One\n\n///\n\nTwo\n", 6, '"///" closes nothing', STRAY),
    "closed twice": ("/// closing\nOne\n///\n////\n", 7, '"////" closes nothing', STRAY),
    "misspelt": (
        "/// signatur\nOne\n///\n",
        4,
        '"/// signatur": there is no block of the name "signatur"',
        'write "signature"',
    ),
    "a capital letter": (
        "One\n\n/// Closing\nTwo\n///\n",
        6,
        '"/// Closing": there is no block of the name "Closing"',
        'write "closing"',
    ),
    "unknown": (
        "/// xyz\nOne\n///\n",
        4,
        '"/// xyz": there is no block of the name "xyz"',
        NAMES,
    ),
    "without a space": (
        "///footnotes\n",
        4,
        '"///footnotes": there is no block of the name "footnotes"',
        NAMES,
    ),
    "an argument": (
        "One\n\n/// annex | Two\nThree\n///\n",
        6,
        '"/// annex | Two" is not read as a block',
        ALONE,
    ),
    "an unknown option": (
        "/// closing\n///\n\n/// annex\n    name: x\nOne\n///\n",
        7,
        '"/// annex" is not read as a block',
        ALONE,
    ),
    "in a comment that is none to Markdown": (
        "&#\nOne\n<!--\n/// closing\nTwo\n///\n-->\n",
        4,
        'a block "closing" is read from within a comment or code',
        "look for a comment or tag that is not closed, or a stray &#",
    ),
    "nothing untranslated": (
        "/// untranslated\n///\n",
        4,
        '"/// untranslated" does not say what is left out',
        "name the id of the part or block: /// untranslated | letterhead",
    ),
    "nothing untranslated after all": (
        "One\n\n/// untranslated |\n///\n",
        6,
        '"/// untranslated |" does not say what is left out',
        "name the id of the part or block: /// untranslated | letterhead",
    ),
    "text that is untranslated": (
        "/// untranslated | para_1\nOne\n///\n",
        4,
        '"/// untranslated | para_1" holds text, but says that there is none',
        'move the text out of the block: "///" stands right below its first line',
    ),
}


@pytest.mark.parametrize(("body", "line", "message", "help_"), PARTS.values(), ids=PARTS)
def test_refused__part(
    read: Callable[..., Version], body: str, line: int, message: str, help_: str
) -> None:
    (finding,) = refused(read, body, "A title")
    assert finding.translation
    found = (finding.rule, finding.translation.line, finding.message, finding.help)
    assert found == ("unreadable", line, message, help_)


DUPLICATES: dict[str, tuple[str, str, int, str, str]] = {
    "two paragraphs": (
        "One\n{ #x }\n\nTwo\n{ #x }\n",
        "x",
        7,
        'the id "x" stands twice, first on line 4',
        TWICE,
    ),
    "heading and item": (
        "# One { #x }\n\n- two\n- three\n{ #x }\n",
        "x",
        7,
        'the id "x" stands twice, first on line 4',
        TWICE,
    ),
    "a part and a paragraph in it": (
        "/// annex\n    attrs: {id: x}\nOne\n{ #x }\n///\n",
        "x",
        6,
        'the id "x" stands twice, first on line 4',
        TWICE,
    ),
    "two parts": (
        "/// annex\n    attrs: {id: x}\nOne\n///\n\n/// annex\n    attrs: {id: x}\nTwo\n///\n",
        "x",
        9,
        'the id "x" stands twice, first on line 4',
        TWICE,
    ),
    "a paragraph and a footnote": (
        "One[^1]\n{ #fn_1 }\n\n[^1]: Two\n",
        "fn_1",
        7,
        'the id "fn_1" stands twice, first on line 4',
        TWICE,
    ),
    "a gap and a paragraph": (
        "/// untranslated | x\n///\n\nOne\n{ #x }\n",
        "x",
        7,
        'the id "x" stands twice, first on line 4',
        TWICE,
    ),
    "two gaps": (
        "/// untranslated | para_1\n///\n\n/// untranslated | para_1\n///\n",
        "para_1",
        7,
        'the id "para_1" stands twice, first on line 4',
        TWICE,
    ),
    "two footnotes": (
        "One[^1]\n\n[^1]: Two\n\n[^1]: Three\n",
        "fn_1",
        8,
        'the footnote "[^1]" stands twice, first on line 6',
        "give one of the two another label",
    ),
}


@pytest.mark.parametrize(
    ("body", "id_", "line", "message", "help_"), DUPLICATES.values(), ids=DUPLICATES
)
def test_refused__duplicate(
    read: Callable[..., Version], body: str, id_: str, line: int, message: str, help_: str
) -> None:
    (finding,) = refused(read, body, "A title")
    assert finding.translation
    found = (finding.rule, finding.id, finding.translation.line, finding.message, finding.help)
    assert found == ("duplicate-id", id_, line, message, help_)


def test_refused__every_duplicate_is_found(read: Callable[..., Version]) -> None:
    body = "A\n{ #x }\n\nB\n{ #x }\n\nC\n{ #y }\n\nD\n{ #x }\n\nE\n{ #y }\n"
    findings = refused(read, body, "A title")
    assert [(f.id, f.translation and f.translation.line) for f in findings] == [
        ("x", 7),
        ("x", 13),
        ("y", 16),
    ]


def test_refused__whole_finding(read: Callable[..., Version], tmp_path: Path) -> None:
    (finding,) = refused(read, "", "A title")
    assert finding.communication == tmp_path.name
    assert finding.severity == "error"
    assert finding.original is None
    assert finding.translation == Place("index.en.md", 3, 3, "en")


def test_refused__footnote_in_a_footnote(read: Callable[..., Version]) -> None:
    (finding,) = refused(read, "A[^1]\n\n[^1]: B\n\n    [^2]: C\n", "A title")
    assert finding.rule == "unreadable"
    assert finding.translation
    assert finding.translation.line == 8
    assert finding.message == '"[^2]: C" is a footnote within another'
    assert finding.help == "begin the line at the margin, below the other footnote"


def test_refused__nested_too_deep(read: Callable[..., Version]) -> None:
    body = "".join("    " * depth + "- item\n" for depth in range(400))
    (finding,) = refused(read, body, "A title")
    assert finding.rule == "unreadable"
    assert finding.message.startswith("the text cannot be converted: RecursionError: ")
    assert finding.help == "look for Markdown nested in Markdown many times, such as lists in lists"


def test_version(read: Callable[..., Version], tmp_path: Path) -> None:
    version = read("One\r\n\r\n/// untranslated | closing\r\n///\r\n")
    assert version.path == tmp_path / "index.en.md"
    assert version.language == "en"
    assert version.facts.title == "A title"
    assert version.markdown == "One\n\n/// untranslated | closing\n///\n"
    assert version.gaps == (Gap("closing", 6),)


def test_version__gaps_alone(read: Callable[..., Version]) -> None:
    version = read("/// untranslated | para_1\n///\n")
    assert (version.sections, version.gaps) == ((), (Gap("para_1", 4),))


def test_version__nothing_stays_of_the_text_before(read: Callable[..., Version]) -> None:
    read("One\n\n/// untranslated | closing\n///\n")
    with pytest.raises(SourceError, match="there is no text below the front matter"):
        read("")


FRAGMENTS = [
    *("One.", "more words", "A  ", "A\\", "\tTab", "    indented", "        more indented"),
    *("- item", "- ", "+ p", "1. one", "2) x", "    - deep", "\t- deep", "- - x", "- # h"),
    *("> quote", "> > inner", "> - li", ">", "# Head", "## Head ##", "#", "====", "---", "***"),
    *("| a | b |", "|---|---|", "| 1 | 2 |", "a | b", "--|--", "|", "```", "~~~", "`x`"),
    *("/// annex", "//// annex", "/// closing", "///", "////", "/// xyz", "/// untranslated"),
    *("/// untranslated | para_1", "    attrs: {id: x}", "    attrs: x"),
    *("[^1]: note", "[^a]: ", "See[^1].", "[^1]", "[r]: https://a.example", "[r]"),
    *("{ #x }", "## H { #y }", "{ .c }", "{ a } b }", "<!-- c -->", "<!--", "-->"),
    *("<div>", "</div>", "<p>x</p>", "<br>", "<hr>", "<b>x</b>", "<?x?>", "<!DOCTYPE>", "<a"),
    *("<script>", "<pre><code>x</code></pre>", "&amp;", "&#", "\\# x", "![i](x)", "\xa0"),
    *("\u2028", "\x85", "\x02wzxhzdk:0\x03", "مرحبا", "中文", "///Footnotes Go Here///"),
    *[""] * 12,
]
WRITTEN = st.tuples(
    st.lists(st.sampled_from(FRAGMENTS), max_size=14), st.sampled_from(["\n", "\r\n", "\r"])
).map(lambda drawn: drawn[1].join(drawn[0]))
SETTINGS = settings(max_examples=700, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_told(error: SourceError, line_count: int) -> None:
    assert error.findings
    for finding in error.findings:
        assert finding.translation
        assert 1 <= finding.translation.line <= line_count
        assert finding.message
        assert finding.help


def assert_sound(reader: Reader, path: Path, text: str) -> None:
    """Prove what holds for every text, readable or not."""
    path.write_bytes(text.encode())
    count = LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).count("\n") + 1
    try:
        version = reader.version(path, "en")
    except SourceError as error:
        assert_told(error, count)
        return
    blocks = list(version.blocks)
    ids = [block.id for block in blocks]
    assert all(ids)
    assert len(ids) == len(set(ids))
    assert all(1 <= block.line <= block.end_line <= count for block in blocks)
    assert all(1 <= gap.line <= count for gap in version.gaps)
    for section in version.sections:
        assert 1 <= section.line <= section.end_line <= count
        lines = [block.line for block in section.blocks if not block.id.startswith("fn_")]
        assert lines == sorted(lines)


@SETTINGS
@given(st.text())
def test_any_text(reader: Reader, text: str) -> None:
    assert_sound(reader, reader.root / "index.en.md", text)


@SETTINGS
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_front_matter(reader: Reader, key: str, value: str) -> None:
    text = f"---\ntitle: T\n{key}\ndate: {value}\n---\nText.\n"
    assert_sound(reader, reader.root / "index.en.md", text)


@SETTINGS
@given(WRITTEN)
def test_any_markdown(reader: Reader, body: str) -> None:
    assert_sound(reader, reader.root / "index.en.md", f"---\ntitle: T\n---\n{body}")


@SETTINGS
@given(st.text())
def test_any_body(reader: Reader, body: str) -> None:
    assert_sound(reader, reader.root / "index.en.md", f"---\ntitle: T\n---\n{body}")


@SETTINGS
@given(st.binary())
def test_any_bytes(reader: Reader, raw: bytes) -> None:
    path = reader.root / "index.en.md"
    path.write_bytes(HEAD + raw)
    try:
        reader.version(path, "en")
    except SourceError as error:
        assert_told(error, len(BYTE_LINE_ENDS.findall(HEAD + raw)) + 1)
