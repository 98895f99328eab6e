"""What becomes of a link and of a translation with time, as a reader meets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from concordance.phrases import direction, phrases
from tests.ageing import DEEP, OLD, ROW, STALE, UP_TO_DATE, WITHDRAWN
from tests.browser.test_access import appearances, violations
from tests.browser.test_pages import OVERFLOW
from tests.browser.test_print import printed, run_together
from tests.built import within
from tests.six import HERDS, WATER

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit

# The letter is French; these two are its translations.
IN_BOTH_DIRECTIONS = pytest.mark.parametrize("language", ["en", "ar"])
PHONE = (360, 640)
PARALLEL = "?view=parallel"
NOW = {"para_2": "et malgré les crues", "para_3__point_b": "dont plus de la moitié"}
"""What the original says now, and the translation does not."""


def pair(page: Page, block: str) -> Locator:
    return page.locator(f".pair:has(> #{block})")


def mark(page: Page, block: str) -> Locator:
    return pair(page, block).locator("summary .beside__stale")


def note(page: Page) -> Locator:
    return page.locator("p.beside__stale")


# --- What has aged -----------------------------------------------------------------------


@IN_BOTH_DIRECTIONS
@pytest.mark.parametrize("scripts", [True, False])
def test_the_mark_opens_the_original_as_it_is_now(
    visit: Visit, language: str, *, scripts: bool
) -> None:
    page = visit(within(WATER, language), at="ageing", scripts=scripts)
    expected = 0 if language in {"fr", UP_TO_DATE} else len(STALE)
    expect(page.locator("summary .beside__stale").filter(visible=True)).to_have_count(expected)
    expect(note(page).filter(visible=True)).to_have_count(0)
    if not expected:
        return
    now = pair(page, "para_2").locator(".beside__text")
    expect(mark(page, "para_2")).to_have_text(phrases(language)["stale"])
    expect(now).to_be_hidden()
    mark(page, "para_2").click()
    expect(now).to_be_visible()
    expect(now).to_contain_text(NOW["para_2"])
    expect(mark(page, "para_2")).to_be_visible()
    mark(page, "para_2").click()
    expect(now).to_be_hidden()


def test_the_mark_is_reached_with_the_keyboard(visit: Visit) -> None:
    page = visit(f"en/{WATER}", at="ageing")
    page.locator("#para_2 .permalink").focus()
    page.keyboard.press("Tab")
    summary = pair(page, "para_2").locator("summary")
    expect(summary).to_be_focused()
    expect(summary).to_have_css("outline-style", "solid")
    expect(summary).to_have_accessible_name(
        re.compile(r"French: paragraph 2 The original was changed after this translation\.$")
    )
    page.keyboard.press("Enter")
    expect(pair(page, "para_2").locator(".beside__text")).to_be_visible()


@IN_BOTH_DIRECTIONS
@pytest.mark.parametrize("size", [(1280, 800), PHONE, (320, 480)])
def test_the_mark_stands_beneath_its_block(
    visit: Visit, language: str, size: tuple[int, int]
) -> None:
    page = visit(within(WATER, language), at="ageing", size=size)
    assert page.evaluate(OVERFLOW) == 0
    text = page.locator("#para_2").bounding_box()
    told = mark(page, "para_2").bounding_box()
    after = page.locator("#para_3").bounding_box()
    assert text
    assert told
    assert after
    assert text["y"] + text["height"] <= told["y"] + 0.5
    assert told["y"] + told["height"] <= after["y"]
    # The letters of the language stand where those of the other passages do.
    ends = page.evaluate(
        """() => ["para_1", "para_2"].map((id) => {
          const letters = document.createRange();
          letters.selectNode(document.querySelector(`#${id} + details > summary`).firstChild);
          return letters.getBoundingClientRect().right;
        })"""
    )
    assert abs(ends[0] - ends[1]) < 4


@IN_BOTH_DIRECTIONS
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("size", [(1280, 800), PHONE])
def test_side_by_side_it_is_seen(
    visit: Visit, language: str, size: tuple[int, int], *, scripts: bool
) -> None:
    page = visit(within(WATER, language), at="ageing", size=size, scripts=scripts)
    page.locator("[data-beside]").check(force=True)
    expect(note(page).filter(visible=True)).to_have_count(len(STALE))
    expect(page.locator("summary .beside__stale").filter(visible=True)).to_have_count(0)
    for block, now in NOW.items():
        told = page.locator(f"[data-of={block}] > p.beside__stale")
        text = page.locator(f"[data-of={block}] > .beside__text")
        expect(text).to_contain_text(now)
        above, below = text.bounding_box(), told.bounding_box()
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"] + 0.5
        assert above["x"] - 1 <= below["x"]
        assert below["x"] + below["width"] <= above["x"] + above["width"] + 1


def test_side_by_side_a_table_has_aged(visit: Visit) -> None:
    page = visit(HERDS + PARALLEL, at="ageing")
    table = page.locator(f"table:has(#{ROW}) + details")
    rows, told = table.locator("table").bounding_box(), table.locator("> p").bounding_box()
    assert rows
    assert told
    assert rows["y"] + rows["height"] <= told["y"] + 0.5
    assert abs(rows["x"] - told["x"]) < 2
    expect(table.locator("> p")).to_have_text(phrases("fr")["stale"])


def test_another_language_beside_the_original(visit: Visit) -> None:
    """It says which of them has aged, in the language of the page."""
    page = visit(WATER + PARALLEL, at="ageing")
    shown = note(page).filter(visible=True)
    expect(shown).to_have_count(len(STALE))
    expect(shown.first).to_have_text(phrases("fr")["stale"])
    choice = page.locator("[data-beside-with]")
    for language in ("es", "ar", "es", "ru"):
        choice.select_option(language)
        expect(page.locator("#para_2 + details .beside__text")).to_have_attribute("lang", language)
        expect(shown).to_have_count(0 if language == UP_TO_DATE else len(STALE))
    expect(shown.first).to_have_text(phrases("fr")["stale"])
    expect(page).to_have_url(re.compile("with=ru"))
    page = visit(f"{WATER}{PARALLEL}&with=ar", at="ageing")
    expect(page.locator("#para_2 + details .beside__text")).to_have_attribute("dir", "rtl")
    expect(note(page).filter(visible=True)).to_have_count(len(STALE))


@IN_BOTH_DIRECTIONS
def test_the_head_leads_to_the_passages(visit: Visit, language: str) -> None:
    page = visit(within(WATER, language), at="ageing")
    head = page.locator(".masthead__stale a")
    if language in {"fr", UP_TO_DATE}:
        expect(head).to_have_count(0)
        return
    expect(head).to_have_count(len(STALE))
    for link, block in zip(head.all(), STALE, strict=True):
        link.click()
        expect(page).to_have_url(re.compile(f"#{block}$"))
        expect(page.locator(f"#{block}")).to_be_in_viewport()
        expect(page.locator("[data-astray]")).to_be_empty()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_is_printed(visit: Visit, language: str) -> None:
    said = run_together(phrases(language)["stale"])
    for view in ("", PARALLEL):
        page = visit(within(WATER, language) + view, at="ageing")
        text = run_together("".join(sheet.extract_text() for sheet in printed(page)))
        assert text.count(said) == len(STALE)
        assert (run_together(NOW["para_2"]) in text) == (view == PARALLEL)
        assert f"fr{said.lower()}" not in text.lower()  # what opens the original on a screen
    page = visit(f"{UP_TO_DATE}/{WATER}", at="ageing")
    text = run_together("".join(sheet.extract_text() for sheet in printed(page)))
    assert run_together(phrases(UP_TO_DATE)["stale"]) not in text


def test_it_is_neither_selected_nor_cited(visit: Visit) -> None:
    page = visit(f"en/{WATER}", at="ageing")
    page.keyboard.press("ControlOrMeta+a")
    assert "after this translation" not in page.evaluate("getSelection().toString()")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#para_2 .permalink").click()
    page.locator("[data-copy=quotation]").click()
    expect(page.locator("[data-copied-status]")).not_to_be_empty()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert "To date" in copied
    assert "after this translation" not in copied


# --- Links that lead nowhere -------------------------------------------------------------


def message(page: Page) -> Locator:
    return page.locator("[data-astray][role=status]")


@IN_BOTH_DIRECTIONS
def test_what_never_was_is_said(visit: Visit, language: str) -> None:
    page = visit(f"{within(WATER, language)}#para_99", at="ageing")
    say = phrases(language)
    expect(message(page)).to_contain_text(say["astray"].format(id="para_99"))
    expect(message(page)).to_be_in_viewport()
    page.get_by_role("link", name=say["astray_start"]).click()
    expect(page).to_have_url(re.compile("#letterhead$"))
    expect(message(page)).to_be_empty()
    expect(message(page)).to_be_hidden()
    expect(page.locator("#letterhead")).to_be_in_viewport()


@pytest.mark.parametrize("size", [(1280, 480), PHONE])
def test_what_never_was_is_said_while_reading(visit: Visit, size: tuple[int, int]) -> None:
    page = visit(f"en/{WATER}#signature", at="ageing", size=size)
    expect(message(page)).to_be_hidden()
    page.evaluate("location.hash = 'para_5__point_z'")
    expect(message(page)).to_contain_text("“para_5__point_z”")
    expect(message(page)).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    said = message(page).bounding_box()
    assert header
    assert said
    assert said["y"] >= header["y"] + header["height"]
    page.evaluate("location.hash = 'para_4'")
    expect(message(page)).to_be_empty()
    page.go_back()
    expect(message(page)).to_contain_text("“para_5__point_z”")


@pytest.mark.parametrize("fragment", ["para_%39%39", "%3Cb%3Ebold%3C%2Fb%3E", "%E0%A4%A", "PARA_2"])
def test_odd_ids_are_named_as_they_are(visit: Visit, fragment: str) -> None:
    page = visit(f"en/{WATER}#{fragment}", at="ageing")
    named = {"para_%39%39": "para_99", "%3Cb%3Ebold%3C%2Fb%3E": "<b>bold</b>"}
    expect(message(page).locator("bdi")).to_have_text(named.get(fragment, fragment))


FINE = (
    "", "#", "#top", "#TOP", "#para_2", "#para%5F2", "#__title", "#__content", f"#{WITHDRAWN}",
    "#para_3__point_b", "#signature", "#:~:text=wells", "#para_2:~:text=wells",
)  # fmt: skip


@pytest.mark.parametrize("fragment", FINE)
def test_nothing_is_said_of_what_is_there(visit: Visit, fragment: str) -> None:
    page = visit(f"en/{WATER}{fragment}", at="ageing")
    expect(message(page)).to_be_empty()
    page.evaluate("location.hash = 'nowhere'")
    expect(message(page)).not_to_be_empty()
    page.evaluate("(fragment) => location.hash = fragment", fragment)
    expect(message(page)).to_be_empty()


def test_nothing_is_said_of_any_id(visit: Visit) -> None:
    page = visit(f"{HERDS}#nowhere", at="ageing")
    for id_ in page.locator("[id]").evaluate_all("(all) => all.map(({id}) => id)"):
        page.evaluate("(id) => location.hash = id", id_)
        expect(message(page)).to_be_empty()


def test_without_scripts_nothing_can_be_said(visit: Visit) -> None:
    page = visit(f"en/{WATER}#para_99", at="ageing", scripts=False)
    expect(page.locator("[data-astray]")).to_be_hidden()
    expect(page.locator("h1")).to_be_in_viewport()


@IN_BOTH_DIRECTIONS
def test_what_was_withdrawn_is_marked(visit: Visit, language: str) -> None:
    page = visit(within(WATER, language), at="ageing")
    line = page.locator(f"#{WITHDRAWN}")
    background = "(element) => getComputedStyle(element).backgroundColor"
    before = line.evaluate(background)
    page.evaluate("(id) => location.hash = id", WITHDRAWN)
    expect(line).to_be_in_viewport()
    expect(line).not_to_have_css("background-color", before)
    expect(line).to_have_css("direction", direction(language))
    expect(message(page)).to_be_empty()


# --- Former addresses --------------------------------------------------------------------


@IN_BOTH_DIRECTIONS
@pytest.mark.parametrize("old", [OLD, DEEP])
def test_an_old_link_leads_to_its_passage(visit: Visit, language: str, old: str) -> None:
    page = visit(f"{within(old, language)}{PARALLEL}#para_3__point_b", at="ageing")
    here = re.escape(f"/records/{within(WATER, language)}{PARALLEL}#para_3__point_b")
    expect(page).to_have_url(re.compile(f"{here}$"))
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#para_3__point_b")).to_be_in_viewport()
    expect(page.locator("[data-beside]")).to_be_checked()


def test_an_old_link_leaves_the_way_back(visit: Visit) -> None:
    page = visit("en/", at="ageing")
    page.evaluate("(old) => location.assign(old)", OLD)
    expect(page).to_have_url(re.compile(f"/en/{WATER}$"))
    page.go_back()
    expect(page).to_have_url(re.compile("/records/en/$"))


@IN_BOTH_DIRECTIONS
def test_without_scripts_an_old_link_leads_to_the_text(visit: Visit, language: str) -> None:
    page = visit(f"{within(OLD, language)}#para_2", at="ageing", scripts=False)
    expect(page).to_have_url(re.compile(f"/{within(WATER, language)}(#.*)?$"))
    expect(page.locator("h1")).to_be_visible()


@IN_BOTH_DIRECTIONS
def test_where_nothing_leads_on_there_is_a_link(visit: Visit, language: str) -> None:
    """As where a policy forbids scripts that the browser could run."""
    page = visit(within("", language), at="ageing", troubled=True)
    page.context.route("**/formerly.js", lambda route: route.abort())
    page.goto(page.url.removesuffix(within("", language)) + within(OLD, language))
    say = phrases(language)
    expect(page.get_by_role("heading", level=1)).to_have_text(say["moved"])
    assert violations(page) == []
    page.get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"/{within(WATER, language)}$"))


# --- For everyone ------------------------------------------------------------------------


@IN_BOTH_DIRECTIONS
@pytest.mark.parametrize("address", ["", f"{WATER}#para_99", f"{WATER}#{WITHDRAWN}", HERDS])
def test_in_nobody_s_way(visit: Visit, language: str, address: str) -> None:
    page = visit(within(address, language), at="ageing")
    for _ in appearances(page):
        assert violations(page) == []


@pytest.mark.parametrize("view", ["opened", "parallel"])
def test_open_in_nobody_s_way(visit: Visit, view: str) -> None:
    page = visit(f"en/{WATER}{PARALLEL if view == 'parallel' else ''}", at="ageing")
    if view == "opened":
        for summary in page.locator("summary:has(.beside__stale)").all():
            summary.click()
    for _ in appearances(page):
        assert violations(page) == []
