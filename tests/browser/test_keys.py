"""Keys of one letter lead through a text, and are silent where they are not wanted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from concordance.phrases import phrases
from tests.browser.conftest import PATIENCE
from tests.browser.test_access import appearances, violations
from tests.browser.test_citing import LEAD, address, allow, citation, clipboard, select
from tests.built import LANGUAGES, LETTER, within

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

PHONE = (360, 480)
BOTH = pytest.mark.parametrize("language", LANGUAGES)
BLOCKS = "(all) => all.map((link) => link.hash.slice(1))"
BELOW_HEADER = """(element) => element.getBoundingClientRect().top
  - document.querySelector("header").getBoundingClientRect().bottom"""
# A control as the one that shows both languages side by side.
ADD_BESIDE = """() => {
  const input = document.createElement("input");
  Object.assign(input, {type: "checkbox", ariaLabel: "beside"}).dataset.beside = "";
  document.querySelector(".tools").prepend(input);
}"""


def keys(page: Page) -> Locator:
    language = page.locator("html").get_attribute("lang") or ""
    return page.get_by_role("dialog", name=phrases(language)["keys"], exact=True)


def open_keys(page: Page) -> Locator:
    """Open the list with its button at the foot of the page."""
    language = page.locator("html").get_attribute("lang") or ""
    page.get_by_role("button", name=phrases(language)["keys"], exact=True).click()
    expect(keys(page)).to_be_visible()
    return keys(page)


def listed(page: Page) -> list[str]:
    return open_keys(page).locator("kbd").all_inner_texts()


def at(page: Page, block: str) -> None:
    """See that the reader is at a block: in its address, marked, in sight and in focus."""
    expect(page).to_have_url(re.compile(f"#{block}$"))
    expect(page.locator(":target")).to_have_id(block)
    expect(page.locator(f"#{block}")).to_be_focused()
    expect(page.locator(f"#{block}")).to_be_in_viewport()
    assert float(page.locator(f"#{block}").evaluate(BELOW_HEADER)) >= 0


# --- From paragraph to paragraph -----------------------------------------------------------


@BOTH
@pytest.mark.parametrize("size", [(1280, 800), PHONE])
def test_next_and_previous(visit: Visit, language: str, size: tuple[int, int]) -> None:
    page = visit(within(LETTER, language), size=size)
    blocks = page.locator(".permalink").evaluate_all(BLOCKS)
    assert len(blocks) > 7
    for block in blocks:
        page.keyboard.press("j")
        at(page, block)
    page.keyboard.press("j")
    at(page, blocks[-1])
    for block in reversed(blocks[:-1]):
        page.keyboard.press("k")
        at(page, block)
    page.keyboard.press("k")
    at(page, blocks[0])


def test_way_back_leads_out_of_the_text(visit: Visit) -> None:
    page = visit()
    page.locator(".entry__title a").click()
    expect(page.locator(".letter")).to_be_visible()
    page.wait_for_load_state("load")  # the keys are read once the scripts are there
    before = page.evaluate("history.length")
    for _ in range(4):
        page.keyboard.press("j")
    at(page, "para_1")
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page.locator(".register")).to_be_visible()


def test_next_is_what_follows_the_place_of_the_reader(visit: Visit) -> None:
    page = visit(f"{LETTER}#para_1", size=PHONE)
    page.locator("#para_3").evaluate(
        "(element) => scrollBy(0, element.getBoundingClientRect().top)"
    )
    page.keyboard.press("j")
    at(page, "para_4")
    page.goto(f"{page.url.partition('#')[0]}#closing")
    page.keyboard.press("j")
    at(page, "closing__para_1")


def test_links_of_the_paragraph_come_next(visit: Visit) -> None:
    page = visit(f"{LETTER}#para_1")
    page.keyboard.press("j")
    at(page, "para_2")
    page.keyboard.press("Tab")
    expect(page.locator("#para_2 .permalink")).to_be_focused()
    expect(page.locator("#para_2")).not_to_have_attribute("tabindex", "-1")


def test_letter_is_meant_by_where_it_stands(visit: Visit) -> None:
    """A Cyrillic keyboard has another letter there."""
    page = visit(f"{LETTER}#para_1")
    page.evaluate(
        """() => document.body.dispatchEvent(
          new KeyboardEvent("keydown", {key: "\\u043e", code: "KeyJ", bubbles: true}))"""
    )
    at(page, "para_2")


# --- The other keys ------------------------------------------------------------------------


@BOTH
def test_other_language(visit: Visit, language: str) -> None:
    other = {"fr": "en", "en": "fr"}[language]
    page = visit(f"{within(LETTER, language)}#para_2")
    page.keyboard.press("j")
    at(page, "para_3")
    page.keyboard.press("l")
    expect(page).to_have_url(re.compile(f"/{within(LETTER, other)}#para_3$"))


@pytest.mark.parametrize("path", ["", "citing/", "nowhere/"])
def test_other_language__on_every_page(visit: Visit, path: str) -> None:
    page = visit(path)
    page.keyboard.press("l")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_side_by_side(visit: Visit) -> None:
    page = visit(LETTER)
    page.keyboard.press("b")  # where there is no such control, nothing happens
    page.evaluate(ADD_BESIDE)
    beside = page.get_by_label("beside")
    page.keyboard.press("b")
    expect(beside).to_be_checked()
    # A box to tick is nothing to type into.
    beside.focus()
    page.keyboard.press("b")
    expect(beside).not_to_be_checked()


def wait_for_clipboard(page: Page, pattern: str) -> None:
    """Wait until the clipboard has a text of some form; Playwright's own way needs `eval`."""
    page.evaluate(
        """async ([pattern, patience]) => {
          const end = performance.now() + patience;
          const read = () => navigator.clipboard.readText();
          while (!new RegExp(pattern).test(await read()) && performance.now() < end) {
            await new Promise(requestAnimationFrame);
          }
        }""",
        [pattern, PATIENCE],
    )


@BOTH
def test_citation(visit: Visit, language: str) -> None:
    page = allow(visit(within(LETTER, language)))
    told = page.locator("[data-copied-status]")
    page.keyboard.press("c")
    expect(told).to_have_text(phrases(language)["copied_citation"])
    assert clipboard(page) == f"{LEAD[language]}, {address(language)}"
    page.goto(f"{page.url}#para_2")
    for number in (3, 4):
        page.keyboard.press("j")
        page.keyboard.press("c")
        wait_for_clipboard(page, r"\d$")
        assert clipboard(page) == citation(language, number)
    select(page, "para_3", "2024-2030")
    page.keyboard.press("c")
    wait_for_clipboard(page, "text=")
    # The period stands in the text beside it too.
    around = {"fr": ("p%C3%A9riode", "la"), "en": ("period", "the")}[language]
    directive = f":~:text={around[0]}-,2024%2D2030,-{around[1]}"
    assert clipboard(page) == citation(language, 3, directive)


def test_citation__of_the_paragraph_at_the_top(visit: Visit) -> None:
    page = allow(visit(f"en/{LETTER}", size=PHONE))
    page.locator("#para_3").evaluate(
        "(element) => scrollBy(0, element.getBoundingClientRect().top)"
    )
    page.keyboard.press("c")
    expect(page.locator("[data-copied-status]")).not_to_have_text("")
    assert clipboard(page) == citation("en", 3)


def test_citation__that_may_not_be_copied(visit: Visit) -> None:
    page = visit(f"{LETTER}#para_3")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.keyboard.press("c")
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value(citation("fr", 3))
    expect(page.get_by_role("dialog")).to_be_in_viewport()


def test_search(visit: Visit) -> None:
    page = visit(LETTER)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")


# --- The list ------------------------------------------------------------------------------


@BOTH
def test_list_of_keys(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language))
    page.keyboard.press("?")
    expect(keys(page)).to_be_visible()
    assert keys(page).locator("kbd").all_inner_texts() == ["j", "k", "l", "b", "c", "/", "?"]
    page.get_by_role("button", name=phrases(language)["close"], exact=True).click()
    expect(keys(page)).to_be_hidden()
    for way in ("Escape", "outside"):
        open_keys(page)
        if way == "Escape":
            page.keyboard.press("Escape")
        else:
            page.mouse.click(3, 790)
        expect(keys(page)).to_be_hidden()
    name = phrases(language)["keys"]
    expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()


@pytest.mark.parametrize("path", ["", "en/citing/", "nowhere/", "en/404.html"])
def test_list_of_keys__where_there_is_no_letter(visit: Visit, path: str) -> None:
    page = visit(path)
    here = page.url
    for key in ("j", "k", "c", "b"):
        page.keyboard.press(key)
    assert page.url == here
    assert listed(page) == ["l", "/", "?"]


def test_list_of_keys__fits_a_phone(visit: Visit) -> None:
    page = visit(LETTER, size=(320, 480))
    box = open_keys(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 480


# --- Never where they are not wanted ---------------------------------------------------------


@pytest.mark.parametrize("tag", ["textarea", "select", "input", "div"])
def test_not_while_typing(visit: Visit, tag: str) -> None:
    page = visit(f"{LETTER}#para_1")
    page.evaluate(
        """(tag) => {
          const field = document.createElement(tag);
          if (tag === "div") field.contentEditable = "true";
          field.id = "own";
          document.querySelector("main").append(field);
        }""",
        tag,
    )
    page.locator("#own").focus()
    page.keyboard.type("jklbc/?")
    expect(page).to_have_url(re.compile(f"/{LETTER}#para_1$"))
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta", "Shift"])
def test_not_with_another_key(visit: Visit, modifier: str) -> None:
    page = visit(f"{LETTER}#para_1")
    for key in ("KeyJ", "KeyK", "KeyC"):
        page.keyboard.press(f"{modifier}+{key}")
    expect(page).to_have_url(re.compile("#para_1$"))
    expect(page.locator("[data-copied-status]")).to_have_text("")


def test_not_while_a_window_is_open(visit: Visit) -> None:
    page = visit(f"{LETTER}#para_1")
    open_keys(page)
    page.keyboard.press("j")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.keyboard.press("Escape")
    page.locator("#para_1 .permalink").click()
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page).to_have_url(re.compile("#para_1$"))
    expect(keys(page)).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    at(page, "para_2")


def test_held_down_they_do_no_harm(visit: Visit) -> None:
    page = visit(LETTER)
    page.evaluate(ADD_BESIDE)
    for _ in range(4):
        page.keyboard.down("b")
    expect(page.get_by_label("beside")).to_be_checked()


@BOTH
def test_turned_off_and_on_again(visit: Visit, language: str) -> None:
    page = visit(f"{within(LETTER, language)}#para_1")
    search = page.locator("[data-find-open]")
    expect(search).to_have_attribute("aria-keyshortcuts", "/")
    box = open_keys(page).get_by_label(phrases(language)["keys_on"], exact=True)
    expect(box).to_be_checked()
    box.uncheck()
    page.keyboard.press("Escape")
    for reload in (False, True):
        if reload:
            page.reload()
        for key in ("j", "l", "c", "/", "?"):
            page.keyboard.press(key)
        expect(page).to_have_url(re.compile(f"/{within(LETTER, language)}#para_1$"))
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(search).not_to_have_attribute("aria-keyshortcuts", "/")
    # On the other pages as well.
    beside = page.context.new_page()
    beside.goto(page.url.partition("communications")[0])
    beside.keyboard.press("/")
    expect(beside.get_by_role("dialog")).to_have_count(0)
    box = open_keys(page).get_by_role("checkbox")
    expect(box).not_to_be_checked()
    box.check()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(keys(page)).to_be_visible()
    # What is stored in one window reaches the other after a moment.
    expect(beside.locator("[data-find-open]")).to_have_attribute("aria-keyshortcuts", "/")
    beside.keyboard.press("/")
    expect(beside.get_by_role("searchbox")).to_be_focused()


@BOTH
def test_turned_off__also_on_the_way_back(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language))
    box = open_keys(page).get_by_role("checkbox")
    page.keyboard.press("Escape")
    page.goto(page.url.partition("communications")[0])
    open_keys(page).get_by_role("checkbox").uncheck()
    page.go_back()
    open_keys(page)
    expect(box).not_to_be_checked()


def test_turned_off_where_storage_is_refused(visit: Visit) -> None:
    page = visit(f"{LETTER}#para_1")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " {get() { throw new DOMException('refused'); }});"
    )
    page.reload()
    open_keys(page).get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("#para_1$"))


def test_without_scripts_there_are_none(visit: Visit) -> None:
    page = visit(LETTER, scripts=False)
    expect(page.get_by_text(phrases("fr")["keys"]).locator("visible=true")).to_have_count(0)


@BOTH
def test_nobody_is_kept_out(visit: Visit, language: str) -> None:
    page = visit(f"{within(LETTER, language)}#para_1")
    page.keyboard.press("j")
    for _ in appearances(page):
        assert violations(page) == []
    open_keys(page)
    for _ in appearances(page):
        assert violations(page) == []
