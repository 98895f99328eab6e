"""Leaving plain texts out changes nothing, and no text is left out that holds a pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.util import AtomicString

from concordance import plain
from concordance.blocks import NAME
from tests.test_lines import TEXTS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "footnotes", "sane_lists", NAME]
PIECES = (
    "plain", "L'été, n° 5", "a  \nb", "a\\*b", "`c`", "*d*", "__e__", "f_g_h", "***", "[i](j)",
    "![k](l)", "[m]", "[m]: /n", "[^1]", "[^1]: o", "<p>q</p>", "<https://r.example>", "<s@t.uk>",
    "&amp;", "& u", "AT&T", "v < w", "{ #x }", "{: .y }", "\n{ #z }", "|", "---", "- ", "1. ", "> ",
    "# ", "    ", "\n", "\n\n", "/// closing\n", "\n///\n", "```\n", "\u00a0", "\\", "\t", " #",
)  # fmt: skip


def html(text: str) -> str:
    return str(Markdown(extensions=EXTENSIONS).convert(text))


def html_with_all_patterns(text: str) -> str:
    with patch.object(plain, "beginnings", return_value=None):
        return html(text)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_same_html__of_any_text(text: str) -> None:
    assert html(text) == html_with_all_patterns(text)


@pytest.mark.parametrize("text", [text for text, *_ in TEXTS.values()], ids=list(TEXTS))
def test_same_html__of_what_is_written(text: str) -> None:
    assert html(text) == html_with_all_patterns(text)


def kept(md: Markdown, text: str) -> list[str]:
    """Give the texts that inline patterns do not see."""
    seen: list[str] = []

    def look(root: Element) -> None:
        seen.extend(e.text for e in root.iter() if isinstance(e.text, AtomicString))

    with patch.object(md.treeprocessors["inline"], "run", look):
        md.convert(text)
    return seen


def test_kept__plain_only() -> None:
    text = "One, two (three).\n\nA *b* c.\n\nR & D.\n\nd  \ne\n\nIt costs 3 000,5 $."
    assert kept(Markdown(extensions=EXTENSIONS), text) == [
        "One, two (three).",
        "It costs 3 000,5 $.",
    ]


def test_kept__released_again() -> None:
    md = Markdown(extensions=EXTENSIONS)
    after: list[type] = []
    with patch.object(
        md.treeprocessors["prettify"],
        "run",
        lambda root: after.extend(type(e.text) for e in root.iter() if e.text),
    ):
        md.convert("One.\n\nTwo.")
    assert after == [str, str]


@pytest.mark.parametrize("name", ["highlight", "link"])
def test_kept__nothing_beside_an_unknown_pattern(name: str) -> None:
    md = Markdown(extensions=EXTENSIONS)

    class Highlight(SimpleTagInlineProcessor):
        """Somebody else's, under a new name or under one of Python-Markdown's."""

    md.inlinePatterns.register(Highlight(r"()==(.+?)==", "mark"), name, 35)
    assert kept(md, "One.\n\nA ==marked== word.") == []
    assert "<mark>marked</mark>" in str(md.convert("A ==marked== word."))


def test_kept__not_with_a_delimiter_that_is_added() -> None:
    md = Markdown(extensions=EXTENSIONS)
    assert md.delimiters
    md.delimiters.add("~", "sub,del")
    assert kept(md, "One.\n\nH~2~O.") == ["One."]
