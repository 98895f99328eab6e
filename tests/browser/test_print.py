"""A printed letter is the letter, and says where it is from."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from concordance.phrases import phrases
from tests.built import LANGUAGES, LETTER, SITE_URL, within, written

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pypdf import PageObject

    from tests.browser.conftest import Visit

BOTH = pytest.mark.parametrize("language", LANGUAGES)
A4 = (595, 842)
ON_SCREEN_ONLY = (
    "skip", "search", "menu", "home_short", "footer_note", "search_hint",
    "scheme_to_dark", "scheme_to_light", "search_placeholder", "also_in", "prevails_link",
)  # fmt: skip


def printed(page: Page) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)


def run_together(text: str) -> str:
    """Take off all blanks, as a line of print may end anywhere, and take ligatures apart."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@BOTH
@pytest.mark.parametrize("fragment", ["", "#para_3"])
def test_letter_is_one_page_with_its_address(visit: Visit, language: str, fragment: str) -> None:
    address = within(LETTER, language)
    (sheet,) = printed(visit(address + fragment))
    assert (sheet.mediabox.width, sheet.mediabox.height) == pytest.approx(A4, abs=1)
    text = run_together(sheet.extract_text())
    place = 0
    for paragraph in written(language):
        place = text.index(run_together(paragraph), place)
    assert run_together(SITE_URL + address) in text
    for phrase in ON_SCREEN_ONLY:
        said = phrases(language)[phrase].format(language="", block="")
        assert run_together(said) not in text, phrase
    assert "¶" not in text


@BOTH
def test_address_stands_at_the_foot(visit: Visit, language: str) -> None:
    (sheet,) = printed(visit(within(LETTER, language)))
    heights: dict[str, float] = {}

    def note(text: str, user: list[float], matrix: list[float], *_: object) -> None:
        if text.strip():
            heights[text.strip()] = user[3] * matrix[5] + user[5]

    sheet.extract_text(visitor_text=note)
    (address,) = (height for text, height in heights.items() if SITE_URL in text)
    signature = min(height for text, height in heights.items() if written(language)[-1] == text)
    assert address < signature
    assert 0 < address < A4[1] * 0.15


@BOTH
@pytest.mark.parametrize("scripts", [True, False])
def test_dark_scheme_is_printed_on_white(visit: Visit, language: str, *, scripts: bool) -> None:
    page = visit(f"{within(LETTER, language)}#para_3", scheme="dark", scripts=scripts)
    page.emulate_media(media="print")
    for ink in ("#para_1", "#signature__para_1", ".printed-from"):
        color = page.locator(ink).evaluate("(one) => getComputedStyle(one).color")
        assert max(map(int, re.findall(r"\d+", color)[:3])) < 0x60, ink
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("#para_3")).to_have_css("background-color", "rgba(0, 0, 0, 0)")


@BOTH
def test_other_pages_can_be_printed(visit: Visit, language: str) -> None:
    for address in ("", "citing/"):
        page = visit(within(address, language))
        title = page.get_by_role("heading", level=1).inner_text()
        sheets = printed(page)
        assert len(sheets) <= 2
        text = run_together("".join(sheet.extract_text() for sheet in sheets))
        assert run_together(title) in text
        assert run_together(phrases(language)["footer_note"]) not in text
