"""Whatever a reader's browser makes of the styles: other colours, larger letters, none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from concordance.phrases import phrases
from tests.browser.conftest import restyle
from tests.browser.test_pages import NAMES, OVERFLOW, PAGES
from tests.built import LANGUAGES, LETTER, within, written

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit
    from tests.browser.test_pages import Scheme

BOTH = pytest.mark.parametrize("language", LANGUAGES)
# As WCAG 1.4.12 asks that readers may set texts.
SPACED = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-block-end: 2em !important; }"""
# Every element, and what is drawn before and after it, that moves.
MOVING = """() => [...document.querySelectorAll("*")].flatMap((one) =>
  [null, "::before", "::after"].filter((part) => {
    const style = getComputedStyle(one, part);
    return /[1-9]/.test(style.transitionDuration) || style.animationName !== "none"
      || style.scrollBehavior === "smooth";
  }).map((part) => `${one.className || one.tagName}${part ?? ""}`))"""
RING = """(one) => {
  const style = getComputedStyle(one);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return ring && style.outlineColor !== getComputedStyle(document.body).backgroundColor;
}"""


def has_ring(of: Locator) -> bool:
    """Whether a line is drawn around an element that stands out from the page."""
    found: bool = of.evaluate(RING)
    return found


# --- Larger, and further apart ------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_larger_letters_and_wider_lines_fit(visit: Visit, address: str) -> None:
    page = visit(address, size=(1280, 800))
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # twice Material's 125 %
    for width in (640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) == 0, width
    page.evaluate("document.documentElement.style.fontSize = ''")
    restyle(page, SPACED)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) == 0, width


# --- Forced colours -----------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_show_what_is_current(visit: Visit, scheme: Scheme) -> None:
    page = visit(f"{LETTER}#para_3")
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    here, there = page.locator(".switch span"), page.locator(".switch a")
    grounds = [
        one.evaluate("(one) => getComputedStyle(one).backgroundColor") for one in (here, there)
    ]
    assert grounds[0] != grounds[1]
    assert has_ring(page.locator("#para_3"))
    assert not has_ring(page.locator("#para_2"))
    # The page that the reader is on, too: borders that are transparent elsewhere are drawn here.
    page.goto(page.url.partition("communications/")[0])
    lines = page.locator(".top__nav a").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).borderBottomColor)"
    )
    ground = page.locator("header.top").evaluate("(one) => getComputedStyle(one).backgroundColor")
    assert [line == ground for line in lines] == [False, True]
    # The mark is a drawing, whose colours are not forced: it takes that of the text.
    mark, text = (
        page.locator(one).evaluate("(one, of) => getComputedStyle(one)[of]", of)
        for one, of in ((".mark", "fill"), (".top__name", "color"))
    )
    assert mark == text


def test_forced_colours_show_the_focus(visit: Visit) -> None:
    page = visit(LETTER)
    page.emulate_media(forced_colors="active")
    seen = set()
    for _ in range(24):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert has_ring(focused), focused.evaluate("(one) => one.outerHTML")
        seen.add(focused.evaluate("(one) => one.className"))
    assert {"md-skip", "top__name", "switch__item", "find__open", "scheme", "permalink"} <= seen
    page.get_by_role("button", name=phrases("fr")["search"], exact=True).click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert has_ring(page.locator(".find__words"))


# --- Reduced motion -----------------------------------------------------------------------


def test_nothing_moves_where_it_is_not_wanted(visit: Visit) -> None:
    page = visit(LETTER)
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING)  # Material's header does
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


# --- Without styles -----------------------------------------------------------------------


def without_styles(visit: Visit, address: str, *, scripts: bool) -> Page:
    page = visit(address, scripts=scripts, troubled=True)
    page.context.route("**/*.css", lambda route: route.abort())
    page.reload()
    expect(page.locator("body")).to_have_css("font-family", '"Times New Roman"')
    return page


@BOTH
@pytest.mark.parametrize("scripts", [True, False])
def test_letter_reads_in_order_without_styles(
    visit: Visit, language: str, *, scripts: bool
) -> None:
    page = without_styles(visit, within(LETTER, language), scripts=scripts)
    say = phrases(language)
    title = page.locator("h1").inner_text()
    others = say["also_in"] if language == "fr" else say["prevails"].partition("{")[0]
    text, place = " ".join(page.locator("body").inner_text().split()), 0
    expected = [say["skip"], say["home_short"], *NAMES.values(), title, others, *written(language)]
    for words in [*expected, say["footer_note"]]:
        assert words in text[place:], f"{words!r} after {text[:place][-80:]!r}"
        place = text.index(words, place) + len(words)


@BOTH
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address", ["", LETTER, "citing/"])
def test_nothing_strays_without_styles(
    visit: Visit, address: str, language: str, *, scripts: bool
) -> None:
    """Nothing that would do nothing, no drawing as large as the window, and no mark of ours."""
    page = without_styles(visit, within(address, language), scripts=scripts)
    expect(page.locator(":is(input, button, dialog):visible")).to_have_count(0)
    drawings = page.locator("svg:visible")
    expect(drawings).to_have_count(2 if address == LETTER else 1)
    for drawing in drawings.all():
        box = drawing.bounding_box()
        assert box
        assert box["width"] <= 32
    assert "¶" not in page.locator("article").inner_text() if address == LETTER else True
    assert page.evaluate(OVERFLOW) == 0
