"""The language switch keeps the paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.built import LANGUAGES, LETTER, within

if TYPE_CHECKING:
    from tests.browser.conftest import At, Visit

PHONE = (360, 480)
OTHER = {"fr": "en", "en": "fr"}
EVERYWHERE = pytest.mark.parametrize("at", ["root", "below"])
BOTH_WAYS = pytest.mark.parametrize("language", LANGUAGES)

# The block at the top of the window, below the header, and where it stands.
TOP_BLOCK = """() => {
  const edge = document.querySelector("header").getBoundingClientRect().bottom;
  const block = [...document.querySelectorAll("h1[id], .letter :is(p, .gap)[id]")]
    .find((element) => element.getBoundingClientRect().bottom > edge);
  return {id: block.id, top: block.getBoundingClientRect().top};
}"""
# Scroll until the block of this id has so much of it, in pixels, below the header.
SHOW_REST = """([id, rest]) => {
  const below = () =>
    document.getElementById(id).getBoundingClientRect().bottom
    - document.querySelector("header").getBoundingClientRect().bottom;
  scrollTo(0, 200); // by now the header has taken its place
  scrollBy(0, below() - rest);
}"""
# All is loaded, and what is done afterwards before the next picture is done.
SETTLED = """() => new Promise((done) => {
  const soon = () => requestAnimationFrame(() => requestAnimationFrame(done));
  document.readyState === "complete" ? soon() : addEventListener("load", soon);
})"""


def switch(page: Page, language: str) -> Locator:
    return page.locator(f".switch a[lang={language}]")


def top_block(page: Page) -> tuple[str, float]:
    """Give the block at the top of the window, and where it begins."""
    found: dict[str, Any] = page.evaluate(TOP_BLOCK)
    return found["id"], found["top"]


def assert_same_place(page: Page, before: tuple[str, float]) -> None:
    block, top = top_block(page)
    assert block == before[0]
    assert top == pytest.approx(before[1], abs=1)


def go_over(page: Page, language: str) -> None:
    """Switch to a language, and wait until the page has taken its place."""
    switch(page, language).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.evaluate(SETTLED)


@EVERYWHERE
def test_fragment_is_kept_there_and_back(visit: Visit, at: At) -> None:
    page = visit(f"{LETTER}#para_3", at=at, size=PHONE)
    here = page.url
    for language, address in (("en", here.replace(LETTER, within(LETTER, "en"))), ("fr", here)):
        go_over(page, language)
        expect(page).to_have_url(address)
        expect(page.locator(":target")).to_have_id("para_3")
        expect(page.locator(":target")).to_be_in_viewport()


@EVERYWHERE
def test_fragment_that_came_later_is_kept(visit: Visit, at: At) -> None:
    page = visit(LETTER, at=at)
    page.locator("#para_2 .permalink").click()
    go_over(page, "en")
    expect(page).to_have_url(re.compile(f"/en/{LETTER}#para_2$"))


@EVERYWHERE
@BOTH_WAYS
def test_new_tab_has_the_fragment(visit: Visit, at: At, language: str) -> None:
    page = visit(f"{within(LETTER, language)}#closing", at=at)
    here = page.url
    there = here.replace(within(LETTER, language), within(LETTER, OTHER[language]))
    with page.context.expect_page() as beside:
        switch(page, OTHER[language]).click(button="middle")
    expect(beside.value).to_have_url(there)
    expect(beside.value.locator(":target")).to_have_id("closing")
    with page.context.expect_page() as beside:
        switch(page, OTHER[language]).click(modifiers=["ControlOrMeta"])
    expect(beside.value).to_have_url(there)
    assert page.url == here


def test_new_tab_leaves_the_place_of_this_one(visit: Visit) -> None:
    """What was opened beside does not move what is read here afterwards."""
    page = visit(LETTER, size=PHONE)
    page.evaluate(SHOW_REST, ["para_3", 60])
    with page.context.expect_page():
        switch(page, "en").click(button="middle")
    page.evaluate(SHOW_REST, ["para_1", 160])
    before = top_block(page)
    go_over(page, "en")
    assert_same_place(page, before)


@pytest.mark.parametrize("fragment", ["", "#para_1", "#nowhere"])
@BOTH_WAYS
@pytest.mark.parametrize(("block", "rest"), [("para_2", 140), ("para_4", 200)])
def test_paragraph_at_the_top_is_kept(
    visit: Visit, language: str, fragment: str, block: str, rest: int
) -> None:
    page = visit(within(LETTER, language) + fragment, size=PHONE)
    page.evaluate(SETTLED)
    page.evaluate(SHOW_REST, [block, rest])
    before = top_block(page)
    assert before[0] == block
    go_over(page, OTHER[language])
    assert page.url.endswith(fragment)
    assert_same_place(page, before)


@BOTH_WAYS
def test_paragraph_that_begins_below_the_header_is_kept(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language), size=PHONE)
    page.evaluate(SHOW_REST, ["para_2", -4])
    before = top_block(page)
    assert before[0] == "para_3"
    go_over(page, OTHER[language])
    assert_same_place(page, before)


@EVERYWHERE
def test_paragraph_at_the_top_is_kept_everywhere(visit: Visit, at: At) -> None:
    page = visit(LETTER, at=at, size=PHONE)
    page.evaluate(SHOW_REST, ["para_2", 140])
    before = top_block(page)
    for language in ("en", "fr", "en"):
        go_over(page, language)
        assert_same_place(page, before)


@BOTH_WAYS
@pytest.mark.parametrize("block", ["__title", "para_1", "para_2", "para_3"])
def test_last_lines_of_a_paragraph_are_kept(visit: Visit, language: str, block: str) -> None:
    """The other version of it may be shorter than what has been scrolled past."""
    page = visit(within(LETTER, language), size=PHONE)
    page.evaluate(SHOW_REST, [block, 12])
    assert top_block(page)[0] == block
    go_over(page, OTHER[language])
    assert top_block(page)[0] == block


def test_gap_stands_for_what_is_left_out(visit: Visit) -> None:
    page = visit(LETTER, size=PHONE)
    page.evaluate(SHOW_REST, ["letterhead__para_2", 20])
    assert top_block(page)[0] == "letterhead__para_2"
    go_over(page, "en")
    assert top_block(page)[0] == "letterhead"


@BOTH_WAYS
def test_page_that_was_not_scrolled_opens_at_its_top(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language), size=PHONE)
    go_over(page, OTHER[language])
    assert page.evaluate("scrollY") == 0


def test_place_is_kept_for_one_switch_only(visit: Visit) -> None:
    page = visit(LETTER, size=PHONE)
    page.evaluate(SHOW_REST, ["para_3", 60])
    go_over(page, "en")
    assert page.evaluate("scrollY") > 0
    page.goto(page.url.replace(LETTER, ""))
    page.goto(f"{page.url}{LETTER}")
    page.evaluate(SETTLED)
    assert page.evaluate("scrollY") == 0


def test_link_to_the_original_keeps_the_paragraph(visit: Visit) -> None:
    page = visit(f"en/{LETTER}#para_4")
    page.get_by_role("link", name="read the French original").click()
    expect(page).to_have_url(re.compile(f"/{LETTER}#para_4$"))
    page.get_by_role("main").get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(re.compile(f"/en/{LETTER}#para_4$"))


def test_switch_on_the_other_pages(visit: Visit) -> None:
    page = visit("citing/#sec_3", size=PHONE)
    go_over(page, "en")
    expect(page).to_have_url(re.compile("/en/citing/#sec_3$"))
    expect(page.locator(":target")).to_have_text("Linking to a paragraph")
    page.get_by_role("link", name="Register", exact=True).click()
    go_over(page, "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Communications officielles")


# --- Without scripts ---------------------------------------------------------------------


@EVERYWHERE
def test_switch_needs_no_script(visit: Visit, at: At) -> None:
    page = visit(LETTER, at=at, scripts=False)
    for language in ("en", "fr"):
        switch(page, language).click()
        expect(page).to_have_url(re.compile(f"/{within(LETTER, language)}$"))
        expect(page.locator("html")).to_have_attribute("lang", language)


@EVERYWHERE
@pytest.mark.parametrize("passage", ["salutation", "para_3", "signature"])
def test_counterpart_needs_no_script(visit: Visit, at: At, passage: str) -> None:
    page = visit(LETTER, at=at, size=PHONE, scripts=False)
    for there in ("en", "fr"):
        beside = page.locator(f".pair:has(> #{passage}) > .beside")
        beside.locator("summary").click()
        beside.locator(".beside__there a").click()
        expect(page.locator("html")).to_have_attribute("lang", there)
        expect(page.locator(":target")).to_have_id(passage)
        expect(page.locator(":target")).to_be_in_viewport()


def test_gap_leads_to_what_is_left_out(visit: Visit) -> None:
    page = visit(f"en/{LETTER}", scripts=False)
    page.get_by_role("link", name="See the French original").click()
    expect(page).to_have_url(re.compile(f"/{LETTER}#letterhead$"))
    expect(page.locator(":target")).to_contain_text("NATIONS UNIES")
    beside = page.locator(".pair:has(> #letterhead) > .beside")
    beside.locator("summary").click()
    beside.locator(".beside__there a").click()
    expect(page.locator("div:has(> :target)")).to_contain_text("Not translated: letterhead.")
