"""Six languages in a browser: the menu of languages, any script, either direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from concordance.phrases import phrases
from tests.browser.test_access import appearances, violations
from tests.browser.test_pages import OVERFLOW, boxes
from tests.browser.test_print import printed, run_together
from tests.browser.test_switch import (
    PHONE,
    SETTLED,
    SHOW_REST,
    assert_same_place,
    switch,
    top_block,
)
from tests.built import SITE_URL, within
from tests.six import HERDS, NAMES, SIX, WATER

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit

IN_HEADER = ".switch__item, .top__name, .top__nav a, button"
IN_EACH = pytest.mark.parametrize("language", SIX)


def summary(page: Page) -> Locator:
    return page.locator(".switch summary")


def items(page: Page) -> Locator:
    return page.locator(".switch li a")


def assert_open(page: Page, count: int = len(SIX) - 1) -> None:
    expect(items(page).filter(visible=True)).to_have_count(count)


def choose(page: Page, language: str) -> None:
    """Choose a language in the menu, and wait until the page has taken its place."""
    summary(page).click()
    switch(page, language).click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def middle(page: Page, of: str) -> float:
    box = page.locator(of).first.bounding_box()
    assert box, of
    return box["x"] + box["width"] / 2


# --- The menu ----------------------------------------------------------------------------


def test_menu_with_the_mouse(visit: Visit) -> None:
    page = visit(WATER, at="six")
    before = page.locator("h1").bounding_box()
    assert_open(page, 0)
    summary(page).click()
    assert_open(page)
    # It lies over the page, which stays where it is.
    assert page.locator("h1").bounding_box() == before
    summary(page).click()
    assert_open(page, 0)
    summary(page).click()
    page.locator("#para_1").click()
    assert_open(page, 0)
    choose(page, "ru")
    expect(page).to_have_url(re.compile(f"/ru/{WATER}$"))
    page.go_back()
    assert_open(page, 0)


def test_menu_with_a_finger(visit: Visit) -> None:
    page = visit(WATER, at="six", size=(360, 640), touch=True)
    summary(page).tap()
    assert_open(page)
    page.locator("h1").tap()
    assert_open(page, 0)
    summary(page).tap()
    switch(page, "es").tap()
    expect(page).to_have_url(re.compile(f"/es/{WATER}$"))


def test_menu_with_the_keyboard(visit: Visit) -> None:
    page = visit(f"ar/{WATER}", at="six")
    summary(page).focus()
    page.keyboard.press("Enter")
    assert_open(page)
    page.keyboard.press("Tab")
    expect(items(page).first).to_be_focused()
    page.keyboard.press("Escape")
    assert_open(page, 0)
    expect(summary(page)).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(len(SIX)):
        page.keyboard.press("Tab")
    expect(page.locator(".switch :focus")).to_have_count(0)
    assert_open(page, 0)
    summary(page).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_menu_needs_no_script(visit: Visit) -> None:
    page = visit(WATER, at="six", scripts=False)
    for language in ("ar", "zh", "fr"):
        choose(page, language)
        expect(page).to_have_url(re.compile(f"/{within(WATER, language)}$"))


def test_menu_says_the_language_in_the_language_of_the_page(visit: Visit) -> None:
    page = visit(at="six")
    for language in SIX:
        if language != "fr":
            choose(page, language)
        named = phrases(language)["language_now"].format(language=NAMES[language])
        expect(summary(page)).to_have_accessible_name(named)


def test_paragraph_is_kept_through_all_scripts(visit: Visit) -> None:
    page = visit(HERDS, at="six", size=PHONE)
    page.evaluate(SETTLED)
    page.evaluate(SHOW_REST, ["para_2", -4])
    before = top_block(page)
    assert before[0] == "para_3"
    for language in ("ar", "zh", "ru"):
        choose(page, language)
        page.evaluate(SETTLED)
        assert_same_place(page, before)


def test_fragment_is_kept_through_all_scripts(visit: Visit) -> None:
    page = visit(f"{HERDS}#table_1__row_2", at="six", size=PHONE)
    for language in ("ar", "zh"):
        choose(page, language)
        expect(page).to_have_url(re.compile(f"/{language}/{HERDS}#table_1__row_2$"))
        expect(page.locator(":target")).to_be_in_viewport()


# --- Widths, directions --------------------------------------------------------------------


@IN_EACH
def test_no_page_is_wider_than_the_window(visit: Visit, language: str) -> None:
    page = visit(at="six")
    root = page.url
    for address in ("", WATER, "404.html"):
        page.goto(root + within(address, language))
        summary(page).click()
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 480})
            assert page.evaluate(OVERFLOW) == 0, (address, width)
            for box in boxes(
                page, f"header.top :is({IN_HEADER}), :is(h1, h2, p, li, time):visible"
            ):
                assert box["x"] >= 0, (address, width)
                assert box["x"] + box["width"] <= width, (address, width)
            nav, menu = boxes(page, ":is(.top__nav, .switch)")  # in one row
            assert abs(nav["y"] + nav["height"] / 2 - menu["y"] - menu["height"] / 2) < 2
            for box in boxes(page, ".switch__item"):
                assert box["height"] >= 24, (address, width)
                assert box["y"] + box["height"] <= 480, (address, width)


@pytest.mark.parametrize(("language", "side"), [("ar", 1), ("zh", -1)])
@pytest.mark.parametrize("size", [(1280, 800), (360, 640)])
def test_page_runs_from_where_its_script_begins(
    visit: Visit, language: str, side: int, size: tuple[int, int]
) -> None:
    """`side` is 1 where one reads from the right."""
    page = visit(f"{language}/{WATER}", at="six", size=size)
    centre = size[0] / 2
    assert (middle(page, ".top__name") - centre) * side > 0
    assert (middle(page, ".switch") - centre) * side < 0
    assert (middle(page, ".badge") - centre) * side > 0
    assert (middle(page, "#para_1 .links") - middle(page, "#para_1")) * side > 0
    assert (middle(page, "#signature") - middle(page, ".letter")) * side < 0
    expect(page.locator("#letterhead__para_1")).to_have_css(
        "letter-spacing", "normal" if side > 0 else re.compile("px$")
    )
    page.goto(page.url.replace(WATER, HERDS))
    assert (middle(page, "td:nth-child(1)") - middle(page, "td:nth-child(2)")) * side > 0
    page.get_by_role("button", name=phrases(language)["search"], exact=True).click()
    close = f"dialog [aria-label='{phrases(language)['search_close']}']"
    assert (middle(page, close) - centre) * side < 0


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_languages_begin_below_each_other(visit: Visit, language: str) -> None:
    """Also that which is written the other way."""
    page = visit(within("", language), at="six")
    summary(page).click()
    edges = page.locator(".switch li a").evaluate_all(
        """(links) => links.map((link) => {
          const range = document.createRange();
          range.selectNodeContents(link);
          const { left, right } = range.getBoundingClientRect();
          return getComputedStyle(document.body).direction === "rtl" ? right : left;
        })"""
    )
    assert max(edges) - min(edges) < 2


# --- Searching and printing ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "query", "found", "marked"),
    [
        ("zh", "捐款", "截至2031年5月31日收到的捐款占其中的85%。", "捐款"),
        ("ar", "ثلاثة", "ويتألف البرنامج من ثلاثة عناصر هي:", "ثلاثة"),
        ("ru", "колодцев", "вырыто 1250 колодцев, и 3 миллиона", "колодцев,"),
    ],
)
def test_search_finds_words_of_any_script(
    visit: Visit, language: str, query: str, found: str, marked: str
) -> None:
    page = visit(f"{language}/", at="six")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill(query)
    passage = page.locator(".find__passage").filter(has_text=found.removeprefix("截至"))
    expect(passage).to_have_count(1)
    expect(passage.locator("mark")).to_have_text(marked)
    passage.click()
    expect(page.locator(":target")).to_contain_text(found)


@IN_EACH
def test_letter_is_printed_on_one_page(visit: Visit, language: str) -> None:
    address = within(WATER, language)
    (sheet,) = printed(visit(address, at="six"))
    assert run_together(SITE_URL + address) in run_together(sheet.extract_text())


# --- In nobody's way ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "zh", "ru"])
@pytest.mark.parametrize("address", ["", WATER, "404.html"])
def test_access(visit: Visit, language: str, address: str) -> None:
    page = visit(within(address, language), at="six")
    summary(page).click()
    for _ in appearances(page):
        assert violations(page) == []


# --- Another translation beside the original -------------------------------------------------


BESIDE = "(all) => all.map((text) => text.textContent.replace(/\\s+/g, ''))"


def beside(page: Page) -> list[str]:
    """Give what stands beside each passage."""
    found: list[str] = page.locator(".beside__text, .beside__note").evaluate_all(BESIDE)
    return found


def test_the_reader_chooses_what_stands_beside_the_original(visit: Visit) -> None:
    page = visit(f"{WATER}?view=parallel", at="six")
    english = beside(page)
    page.get_by_role("combobox").select_option("ar")
    expect(page).to_have_url(re.compile(r"\?view=parallel&with=ar$"))
    expect(page.locator("[data-beside-label]")).to_have_text("Traduction en arabe")
    text = page.locator(".pair:has(> #para_1) .beside__text")
    expect(text).to_have_attribute("lang", "ar")
    expect(text).to_have_css("direction", "rtl")
    own = page.locator("#para_1").bounding_box()
    other = text.bounding_box()
    assert own
    assert other
    assert other["x"] > own["x"] + own["width"]
    arabic = visit(within(WATER, "ar"), at="six")
    expect(text).to_have_text(arabic.locator("#para_1").inner_text())
    # What is put there is what the page would have been made with.
    page.get_by_role("combobox").select_option("en")
    expect(page).to_have_url(re.compile(r"\?view=parallel$"))
    assert beside(page) == english


def test_the_address_keeps_what_stands_beside_the_original(visit: Visit) -> None:
    page = visit(f"{WATER}?with=ru#para_2", at="six")
    expect(page.get_by_role("combobox")).to_have_value("ru")
    expect(page.locator(".pair:has(> #para_2) .beside__text")).to_have_attribute("lang", "ru")
    expect(page.locator(".pair:has(> #para_2) summary")).to_have_text("ru russe : paragraphe 2")
    page.keyboard.press("l")  # leads to what stands beside
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page).to_have_url(re.compile(r"\?with=ru#para_2$"))


def test_a_translation_that_cannot_be_loaded_is_said(visit: Visit) -> None:
    page = visit(WATER, at="six", troubled=True)
    before = beside(page)
    page.context.route("**/ru/**", lambda route: route.abort())
    page.get_by_role("combobox").select_option("ru")
    expect(page.locator("[data-beside-status]")).to_have_text(phrases("fr")["beside_broken"])
    expect(page.get_by_role("combobox")).to_have_value("en")
    assert beside(page) == before
