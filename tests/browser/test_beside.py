"""What stands beside a passage, opened in its place or in two columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from concordance.phrases import phrases
from tests.browser.test_access import appearances, violations
from tests.built import LANGUAGES, LETTER, within, written

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator, Page

    from tests.browser.conftest import At, Visit

DESK, PHONE = (1280, 800), (360, 640)
BOTH = pytest.mark.parametrize("language", LANGUAGES)
PARALLEL = "?view=parallel"


def control(page: Page, language: str) -> Locator:
    return page.get_by_role("switch", name=phrases(language)["beside"])


def pair(page: Page, passage: str) -> Locator:
    return page.locator(f".pair:has(> #{passage})")


def boxes(page: Page, passage: str) -> tuple[FloatRect, FloatRect]:
    """Give where a passage and its counterpart stand."""
    first = pair(page, passage).locator("> :first-child").bounding_box()
    second = pair(page, passage).locator(".beside__text, .beside__note").bounding_box()
    assert first
    assert second
    return first, second


# --- In its place ------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("scripts", [True, False])
def test_counterpart_opens_beneath_by_mouse(visit: Visit, language: str, scripts: bool) -> None:  # noqa: FBT001
    page = visit(within(LETTER, language), scripts=scripts)
    passage = pair(page, "para_2")
    text = passage.locator(".beside__text")
    expect(text).to_be_hidden()
    passage.locator("summary").click()
    expect(text).to_be_visible()
    other = "en" if language == "fr" else "fr"
    assert text.inner_text().split() == written(other)[-8 + 1 if other == "en" else 4].split()
    first, second = boxes(page, "para_2")
    assert second["y"] >= first["y"] + first["height"]
    expect(pair(page, "para_3").locator(".beside__text")).to_be_hidden()
    passage.locator("summary").click()
    expect(text).to_be_hidden()


def test_counterpart_opens_by_keyboard_and_by_touch(visit: Visit) -> None:
    page = visit(LETTER)
    pair(page, "para_1").locator("summary").focus()
    page.keyboard.press("Enter")
    expect(pair(page, "para_1").locator(".beside__text")).to_be_visible()
    page = visit(LETTER, size=PHONE, touch=True)
    pair(page, "para_1").locator("summary").tap()
    expect(pair(page, "para_1").locator(".beside__text")).to_be_visible()


def test_a_part_is_opened_as_a_whole(visit: Visit) -> None:
    page = visit(LETTER)
    expect(page.locator(".beside summary")).to_have_count(8)
    pair(page, "signature").locator("summary").click()
    text = pair(page, "signature").locator(".beside__text").inner_text()
    assert text.split("\n\n") == written("en")[-3:]


def test_what_is_closed_is_not_read(visit: Visit) -> None:
    """Nothing of it is in what assistive technology is given."""
    page = visit(LETTER)
    read = page.locator(".letter").aria_snapshot()
    assert "Excellence," in read
    assert "I have the honor" not in read
    pair(page, "para_1").locator("summary").click()
    assert "I have the honor" in page.locator(".letter").aria_snapshot()


@pytest.mark.parametrize("size", [DESK, PHONE, (320, 640)])
def test_marks_stand_in_the_margin(visit: Visit, size: tuple[int, int]) -> None:
    page = visit(LETTER, size=size)
    for one in page.locator(".pair:has(> .beside)").all():
        text, mark = one.bounding_box(), one.locator("summary").bounding_box()
        assert text
        assert mark
        assert mark["x"] >= text["x"] + text["width"]
        assert mark["x"] + mark["width"] <= size[0]
        assert min(mark["width"], mark["height"]) >= 24


# --- Side by side ------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("scripts", [True, False])
def test_two_columns__aligned_on_the_block(visit: Visit, language: str, scripts: bool) -> None:  # noqa: FBT001
    page = visit(within(LETTER, language), scripts=scripts)
    control(page, language).check(force=True)
    start = set()
    for passage in ("salutation", "para_1", "para_2", "para_3", "para_4", "closing"):
        first, second = boxes(page, passage)
        assert abs(first["y"] - second["y"]) < 2, passage
        assert second["x"] > first["x"] + first["width"], passage
        start.add(round(second["x"]))
    assert len(start) == 1
    lines = pair(page, "signature").locator("section p, .part p").all()
    tops = [round(line.evaluate("(line) => line.getBoundingClientRect().top")) for line in lines]
    assert tops[:3] == tops[3:]


def test_two_columns__what_is_left_out_is_a_gap(visit: Visit) -> None:
    page = visit(f"en/{LETTER}{PARALLEL}")
    first, second = boxes(page, "letterhead")
    assert abs(first["y"] - second["y"]) < 2
    expect(pair(page, "letterhead").locator("> .gap")).to_contain_text("Not translated")
    expect(pair(page, "letterhead").locator(".beside__text")).to_contain_text("NATIONS UNIES")
    page = visit(f"{LETTER}{PARALLEL}")
    expect(pair(page, "letterhead").locator(".beside__note")).to_have_text("Non traduit.")
    expect(pair(page, "letterhead").locator(".beside__note")).to_be_visible()


def test_columns_say_what_they_are(visit: Visit) -> None:
    page = visit(f"en/{LETTER}")
    heads = page.locator(".heads p")
    expect(heads.first).to_be_hidden()
    control(page, "en").check(force=True)
    expect(heads).to_have_text(["English translation", "French original"])
    expect(heads.first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_one_above_the_other(visit: Visit, scripts: bool) -> None:  # noqa: FBT001
    page = visit(LETTER, size=PHONE, scripts=scripts)
    control(page, "fr").check(force=True)
    for passage in ("para_1", "para_2", "signature"):
        first, second = boxes(page, passage)
        assert second["y"] >= first["y"] + first["height"] - 1, passage
    width = page.evaluate("document.documentElement.scrollWidth") if scripts else PHONE[0]
    assert width == PHONE[0]


@pytest.mark.parametrize("at", ["root", "below"])
def test_the_address_says_so(visit: Visit, at: At) -> None:
    page = visit(f"{LETTER}#para_3", at=at)
    control(page, "fr").check(force=True)
    expect(page).to_have_url(re.compile(rf"/{LETTER}\?view=parallel#para_3$"))
    page = visit(page.url.split("/", 3)[3].removeprefix("records/"), at=at)
    expect(control(page, "fr")).to_be_checked()
    expect(page.locator(".beside__text").first).to_be_visible()
    expect(page.locator("#para_3")).to_be_in_viewport()
    control(page, "fr").uncheck(force=True)
    expect(page).to_have_url(re.compile(rf"/{LETTER}#para_3$"))
    expect(page.locator(".beside__text").first).to_be_hidden()


@BOTH
def test_the_choice_stays_through_a_change_of_language(visit: Visit, language: str) -> None:
    page = visit(f"{within(LETTER, language)}{PARALLEL}#para_3")
    other = "en" if language == "fr" else "fr"
    page.locator(f".switch a[hreflang={other}]").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page).to_have_url(re.compile(r"\?view=parallel#para_3$"))
    expect(control(page, other)).to_be_checked()
    expect(page.locator("#para_3")).to_be_in_viewport()


def test_what_was_open_is_found_open_again(visit: Visit) -> None:
    page = visit(LETTER)
    pair(page, "para_2").locator("summary").click()
    control(page, "fr").check(force=True)
    control(page, "fr").uncheck(force=True)
    expect(pair(page, "para_2").locator(".beside__text")).to_be_visible()
    expect(pair(page, "para_1").locator(".beside__text")).to_be_hidden()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_reader_keeps_the_place(visit: Visit, size: tuple[int, int]) -> None:
    page = visit(LETTER, size=(size[0], 480))
    page.evaluate("document.querySelector('#para_3').scrollIntoView(); scrollBy(0, -40)")
    top = "Math.round(document.querySelector('#para_3').getBoundingClientRect().top)"
    before = page.evaluate(top)
    page.evaluate("document.querySelector('[data-beside]').click()")
    assert abs(page.evaluate(top) - before) < 40
    page.evaluate("document.querySelector('[data-beside]').click()")
    assert abs(page.evaluate(top) - before) < 40


def test_a_paragraph_that_is_linked_to_is_marked_alone(visit: Visit) -> None:
    page = visit(f"{LETTER}{PARALLEL}#para_2")
    marked = "(element) => getComputedStyle(element).boxShadow !== 'none'"
    assert page.locator("#para_2").evaluate(marked)
    assert not page.locator("#para_3").evaluate(marked)


def test_in_print_two_columns(visit: Visit) -> None:
    page = visit(f"{LETTER}{PARALLEL}", size=(640, 900))
    page.emulate_media(media="print")
    first, second = boxes(page, "para_1")
    assert abs(first["y"] - second["y"]) < 2
    assert second["x"] > first["x"] + first["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_in_print_what_is_closed_stays_closed(visit: Visit) -> None:
    page = visit(LETTER)
    page.emulate_media(media="print")
    expect(page.locator(".beside__text").first).to_be_hidden()
    expect(page.locator(".beside summary").first).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()


@BOTH
@pytest.mark.parametrize("view", ["opened", "parallel"])
def test_in_nobody_s_way(visit: Visit, language: str, view: Literal["opened", "parallel"]) -> None:
    page = visit(within(LETTER, language) + (PARALLEL if view == "parallel" else ""))
    if view == "opened":
        for summary in page.locator(".beside summary").all():
            summary.click()
    for _ in appearances(page):
        assert violations(page) == []
