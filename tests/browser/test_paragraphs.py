"""Each passage of a letter can be linked to, and what that takes is no part of the letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.built import LANGUAGES, LETTER, within, written

if TYPE_CHECKING:
    from tests.browser.conftest import At, Visit

BOTH = pytest.mark.parametrize("language", LANGUAGES)
PARTS = ("letterhead", "salutation", "closing", "signature")

# What the pseudo-element that stands for a number shows.
SHOWN = """(link) => getComputedStyle(link, "::before").content"""
# Go to each fragment, and tell where it stands when the page has stopped moving.
VISIT_ALL = """async () => {
  const next = () => new Promise(requestAnimationFrame);
  const ids = [...document.querySelectorAll(".letter [id]")].map((element) => element.id);
  const found = [];
  for (const id of ids) {
    location.hash = id;
    let before;
    do {
      before = scrollY;
      await next();
      await next();
    } while (scrollY !== before);
    const box = document.getElementById(id).getBoundingClientRect();
    const edge = document.querySelector("header").getBoundingClientRect().bottom;
    found.push([id, box.top - edge, innerHeight - box.top]);
  }
  return found;
}"""
BACKGROUND = "(element) => getComputedStyle(element).backgroundColor"


@BOTH
def test_body_paragraphs_show_their_numbers(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language))
    links = page.locator(".letter > .pair > p .permalink")
    assert [link.evaluate(SHOWN) for link in links.all()] == ['"1"', '"2"', '"3"', '"4"']
    for link in links.all():
        expect(link).to_have_css("opacity", "1")


@BOTH
def test_other_marks_show_when_pointed_at(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language))
    for block in ("#salutation__para_1", "#signature__para_2"):
        marks = page.locator(f"{block} .links a")
        for mark in marks.all():
            expect(mark).to_have_css("opacity", "0")
        page.locator(block).hover()
        for mark in marks.all():
            expect(mark).to_have_css("opacity", "1")
        page.mouse.move(1, 1)
        for mark in marks.all():
            expect(mark).to_have_css("opacity", "0")


def test_marks_show_where_nothing_can_be_pointed_at(visit: Visit) -> None:
    page = visit(LETTER, size=(360, 640), touch=True)
    for mark in page.locator(".permalink").all():
        expect(mark).to_have_css("opacity", "1")


def test_marks_show_on_keyboard_focus(visit: Visit) -> None:
    page = visit(LETTER)
    blocks = page.locator(".letter p[id]").evaluate_all("(all) => all.map(({id}) => id)")
    page.locator(".tools summary").last.focus()
    for block in blocks:
        focused = page.locator(f"#{block} .permalink")
        for _ in range(
            3
        ):  # on the way, the control of the columns and what opens the passage before
            page.keyboard.press("Tab")
            if focused.evaluate("(link) => link === document.activeElement"):
                break
        expect(focused).to_be_focused()
        expect(focused).to_have_css("opacity", "1")
        expect(focused).to_have_css("outline-style", "solid")


def test_marks_have_names(visit: Visit) -> None:
    page = visit(f"en/{LETTER}")
    link = page.get_by_role("link", name="Permanent link: paragraph 3", exact=True)
    expect(link).to_have_count(1)
    expect(page.locator("summary", has_text="fr French: paragraph 3")).to_have_count(1)
    for part in PARTS[1:]:
        name = f"Permanent link: paragraph 1 ({part})"
        expect(page.get_by_role("link", name=name, exact=True)).to_have_count(1)


@pytest.mark.parametrize("size", [(1280, 800), (360, 480)])
@pytest.mark.parametrize("at", ["root", "below"])
def test_click_puts_the_paragraph_into_the_address(
    visit: Visit, at: At, size: tuple[int, int]
) -> None:
    page = visit(LETTER, at=at, size=size)
    paragraph = page.locator("#para_3")
    before = paragraph.evaluate(BACKGROUND)
    paragraph.hover()
    page.locator("#para_3 .permalink").click()
    expect(page).to_have_url(re.compile(f"/{LETTER}#para_3$"))
    expect(paragraph).not_to_have_css("background-color", before)
    expect(page.locator("#para_2")).to_have_css("background-color", before)


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_target_is_marked(visit: Visit, language: str, scheme: str) -> None:
    page = visit(within(LETTER, language), scheme="dark" if scheme == "dark" else "light")
    ids = page.locator(".letter [id]").evaluate_all("(all) => all.map(({id}) => id)")
    assert {*PARTS, "letterhead__para_1", "para_4"} <= set(ids)
    for name in ids:
        # The notes for what is left out hold the ids of what they stand for.
        marked = page.locator(f".gap:has(#{name}), :not(span)#{name}").first
        before = marked.evaluate(BACKGROUND)
        page.evaluate("(id) => location.hash = id", name)
        expect(marked).not_to_have_css("background-color", before)
        page.evaluate("location.hash = ''")
        expect(marked).to_have_css("background-color", before)


@BOTH
@pytest.mark.parametrize("size", [(1280, 400), (360, 480), (320, 256)])
def test_no_target_is_below_the_header(visit: Visit, language: str, size: tuple[int, int]) -> None:
    page = visit(within(LETTER, language), size=size)
    found = page.evaluate(VISIT_ALL)
    assert len(found) > 10
    for name, under_header, above_foot in found:
        assert under_header >= 0, name
        assert above_foot > 0, name


@BOTH
def test_marks_are_not_selected(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language))
    page.keyboard.press("ControlOrMeta+a")
    every = str(page.evaluate("getSelection().toString()"))
    lines = [line.strip() for line in every.splitlines() if line.strip()]
    letter = written(language)
    first = lines.index(letter[0] if language == "fr" else "Your Excellency,")
    expected = letter if language == "fr" else letter[letter.index("Your Excellency,") :]
    assert lines[first : first + len(expected)] == expected
    assert not [line for line in lines if re.fullmatch(r"[\d¶]+|fr|en", line, re.IGNORECASE)]


def test_marks_are_not_copied(visit: Visit) -> None:
    page = visit(LETTER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.letter'))")
    page.keyboard.press("ControlOrMeta+c")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert [line for line in copied.splitlines() if line.strip()] == written("fr")


def test_marks_do_not_cover_the_text(visit: Visit) -> None:
    for size in ((1280, 800), (360, 640), (320, 640)):
        page = visit(LETTER, size=size)
        for block in page.locator(".letter p[id]").all():
            text = block.bounding_box()
            links = block.locator(".links").bounding_box()
            assert text
            assert links
            assert links["x"] + links["width"] <= text["x"] + 0.5
            assert links["x"] >= 0


def test_nothing_unseen_can_be_touched(visit: Visit) -> None:
    page = visit(LETTER)
    mark = page.locator("#salutation__para_1 .permalink")
    expect(mark).to_have_css("opacity", "0")
    expect(mark).to_have_css("pointer-events", "none")
    page.locator("#salutation__para_1").hover()
    expect(mark).to_have_css("opacity", "1")
    mark.click()
    expect(page).to_have_url(re.compile(rf"/{LETTER}#salutation__para_1$"))
