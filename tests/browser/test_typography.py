"""Lines are broken as the language has it, at any width, and the text is that of the source."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import restyle
from tests.browser.serving import serve
from tests.built import FRONT_MATTER, LANGUAGES, PROJECT, build, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

BOTH = pytest.mark.parametrize("language", LANGUAGES)
TEXT = PROJECT / "tests/texts/2031-06-15-lettre-eau-potable"
ADDRESS = f"communications/{TEXT.name}/"
WIDTHS = range(320, 800, 7)
HELD = {
    "fr": ("15 juin", "3 décembre", "1 250", "3 millions", "78/14", "15 h 30", "AEP/R/2031/6"),
    "en": ("15 June", "3 December", "3 million", "78/14", "3.30 p.m.", "AEP/R/2031/6"),
}
OWN = ".letter p[id], .letter .pair__own"
# The lines of each paragraph and list item, as they are seen.
LINES = """(own) => [...document.querySelectorAll(own)].map((block) => {
  const lines = [];
  let foot = -Infinity;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const range = document.createRange();
    for (const {0: letter, index} of walker.currentNode.data.matchAll(/./gsu)) {
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + letter.length);
      const box = range.getBoundingClientRect();
      if (letter.trim() && box.bottom > foot + box.height / 2) {
        lines.push("");
        foot = box.bottom;
      }
      lines[lines.length - 1] += letter;
    }
  }
  return lines.map((line) => line.trim());
})"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a letter that has much to hold together."""
    project = tmp_path_factory.mktemp("project")
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(PROJECT / name, project / name)
    shutil.copytree(TEXT, project / "docs" / ADDRESS, ignore=other_languages)
    shutil.copy(PROJECT / "mkdocs.yml", project)
    with serve(build(tmp_path_factory.mktemp("site"), project=project)) as address:
        yield address


def other_languages(_: str, files: list[str]) -> list[str]:
    return [file for file in files if file not in {f"index.{code}.md" for code in LANGUAGES}]


@pytest.fixture
def page(browser: Browser, address: str, language: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address + within(ADDRESS, language))
    yield page
    page.close()


def source(language: str) -> list[str]:
    """Give the paragraphs and list items of the letter as they are written."""
    text = FRONT_MATTER.sub("", (TEXT / f"index.{language}.md").read_text(encoding="utf-8"))
    lines = (line.removeprefix("- ") for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("///")]


def wrong(page: Page, language: str) -> list[str]:
    """Go through the widths, and tell what is broken as it must not be."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for lines in page.evaluate(LINES, OWN):
            text = " ".join(lines)
            found += [line for line in lines if re.match("[;:!?»]|[«]$", line) and language == "fr"]
            found += [line for line in lines[1:] if re.fullmatch(r"[\W\d]+", line)]
            found += [
                held
                for held in HELD[language]
                if held in text and not any(held in line for line in lines)
            ]
    return found


@BOTH
def test_lines_are_broken_where_they_may_be(page: Page, language: str) -> None:
    assert wrong(page, language) == []


@BOTH
def test_lines_would_be_broken_elsewhere_too(page: Page, language: str) -> None:
    restyle(page, ".nb { white-space: normal !important }")
    assert len(set(wrong(page, language))) >= 3


@BOTH
def test_what_is_copied_is_the_source(page: Page, language: str) -> None:
    expected = source(language)
    assert page.locator(OWN).all_inner_texts() == expected
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.letter'))")
    copied = str(page.evaluate("getSelection().toString()"))
    assert [line for line in copied.splitlines() if line.strip()] == expected


@BOTH
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_stands_out_of_the_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("language", ["fr"])
def test_a_page_that_is_much_enlarged_breaks_anywhere(page: Page) -> None:
    held = page.locator(".letter .nb").first
    expect(held).to_have_css("white-space", "nowrap")
    page.set_viewport_size({"width": 160, "height": 320})
    expect(held).to_have_css("white-space", "normal")


@BOTH
def test_only_the_author_s_running_text_is_hyphenated(page: Page) -> None:
    expect(page.locator("#para_1")).to_have_css("hyphens", "auto")
    for whole in ("#letterhead__para_1", "#signature__para_1", ".letter .nb >> nth=0", "h1"):
        expect(page.locator(whole)).to_have_css("hyphens", "manual")
