"""What is copied of a communication, and of each passage in it, is what is to be cited."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from concordance.phrases import phrases
from tests.browser.test_access import appearances, violations
from tests.built import LANGUAGES, LETTER, SITE_URL, within, written

if TYPE_CHECKING:
    from tests.browser.conftest import At, Visit

PHONE = (360, 640)
BOTH = pytest.mark.parametrize("language", LANGUAGES)
Copied = Literal["link", "citation", "quotation", "both"]
LEAD = {
    "fr": "Lettre officielle des Nations Unies, 15 mars 2024, original français",
    "en": "Official letter of the United Nations, 15 March 2024, English translation",
}
PARAGRAPH = {"fr": "paragraphe", "en": "paragraph"}
QUOTED = {"fr": "«\u00a0{}\u00a0»", "en": "“{}”"}

# Select what stands between two places in the text of a block.
SELECT = """([id, first, last]) => {
  const texts = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  const places = [first, last].map((part, end) => {
    texts.currentNode = texts.root;
    while (texts.nextNode()) {
      const at = texts.currentNode.data.indexOf(part);
      if (at >= 0) return [texts.currentNode, at + (end ? part.length : 0)];
    }
  });
  getSelection().setBaseAndExtent(...places[0], ...places[1]);
}"""
# Say something else beside a passage, in as many blocks as there are texts.
SAY_BESIDE = """([id, texts]) => {
  const there = document.querySelector(`.beside__text:has([data-for~="${id}"])`);
  there.innerHTML = '<p class="beside__note">A note.</p>' + texts
    .map((text) => `<p data-for="${id} x">${text}<span class="unseen">unseen</span></p>`).join("");
}"""
# Write a paragraph anew, before the links in its margin.
REWRITE = """([id, html]) => {
  const links = document.querySelector(`#${id} .links`);
  document.getElementById(id).innerHTML = html;
  document.getElementById(id).append(links);
}"""
REFUSE = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused"));
}"""


def address(language: str, end: str = "") -> str:
    return f"{SITE_URL}{within(LETTER, language)}{end}"


def citation(language: str, number: int, end: str = "") -> str:
    passage = f"{PARAGRAPH[language]} {number}"
    return f"{LEAD[language]}, {passage}, {address(language, f'#para_{number}{end}')}"


def paragraph(language: str, number: int) -> str:
    """Give a paragraph of the body; a salutation stands before it, in French a letterhead too."""
    return written(language)[number + (2 if language == "fr" else 0)]


def allow(page: Page) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def window(page: Page) -> Locator:
    return page.get_by_role("dialog")


def press(page: Page, block: str) -> Locator:
    """Press the number of a block; give the window that it opens."""
    page.locator(f"#{block}").hover()
    page.locator(f".permalink[href='#{block}']").click()
    expect(window(page)).to_be_visible()
    return window(page)


def button(page: Page, what: Copied) -> Locator:
    language = page.locator("html").get_attribute("lang") or ""
    names = {
        "link": phrases(language)["copy_link"],
        "citation": phrases(language)["copy_citation"],
        "quotation": phrases(language)["copy_quotation"],
        "both": phrases(language)["copy_both"],
    }
    return window(page).get_by_role("button", name=names[what], exact=True)


def status(page: Page) -> Locator:
    return page.locator("[data-copied-status]")


def said(language: str, what: Copied) -> str:
    say = phrases(language)
    return {
        "link": say["copied_link"],
        "citation": say["copied_citation"],
        "quotation": say["copied_quotation"],
        "both": say["copied_both"],
    }[what]


def copied(page: Page, what: Copied) -> str:
    """Press a button of the window; give what is in the clipboard then."""
    language = page.locator("html").get_attribute("lang") or ""
    button(page, what).click()
    expect(status(page)).to_have_text(said(language, what))
    expect(window(page)).to_be_hidden()
    return clipboard(page)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def select(page: Page, block: str, first: str, last: str = "") -> None:
    page.evaluate(SELECT, [block, first, last or first])


# --- A passage -----------------------------------------------------------------------------


@BOTH
def test_what_can_be_copied_of_a_paragraph(visit: Visit, language: str) -> None:
    page = allow(visit(within(LETTER, language)))
    press(page, "para_3")
    assert copied(page, "link") == address(language, "#para_3")
    press(page, "para_3")
    assert copied(page, "citation") == citation(language, 3)
    press(page, "para_4")
    quoted = QUOTED[language].format(paragraph(language, 4))
    assert copied(page, "quotation") == f"{quoted}\n{citation(language, 4)}"


def test_address_is_that_of_the_published_site(visit: Visit) -> None:
    page = allow(visit(f"en/{LETTER}", at="below"))
    press(page, "salutation__para_1")
    assert copied(page, "citation") == (
        f"{LEAD['en']}, paragraph 1 (salutation), {SITE_URL}records/en/{LETTER}#salutation__para_1"
    )


@pytest.mark.parametrize("at", ["root", "below"])
def test_pressing_a_number_still_goes_there(visit: Visit, at: At) -> None:
    page = visit(LETTER, at=at, size=PHONE)
    before = page.evaluate("history.length")
    press(page, "para_2")
    expect(page).to_have_url(re.compile(f"/{LETTER}#para_2$"))
    expect(page.locator(":target")).to_have_id("para_2")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    expect(page).to_have_url(re.compile(f"/{LETTER}$"))


def test_other_ways_to_open_a_link_are_left_alone(visit: Visit) -> None:
    page = visit(LETTER)
    here = page.url
    for pressed in ("ControlOrMeta", "Shift"):
        with page.context.expect_page() as beside:
            page.locator("#para_2 .permalink").click(modifiers=[pressed])
        expect(beside.value).to_have_url(f"{here}#para_2")
        expect(window(page)).to_be_hidden()
        assert page.url == here


def test_the_window_is_named_after_the_passage(visit: Visit) -> None:
    page = visit(f"en/{LETTER}")
    expect(page.locator("#para_3 .permalink")).to_have_attribute("aria-haspopup", "dialog")
    press(page, "para_3")
    expect(page.get_by_role("dialog", name="paragraph 3", exact=True)).to_be_visible()
    press(page, "closing__para_1")
    expect(page.get_by_role("dialog", name="paragraph 1 (closing)", exact=True)).to_be_visible()


def test_without_the_other_language_both_cannot_be_copied(visit: Visit) -> None:
    page = visit(LETTER)  # whose letterhead is not translated
    page.locator("#letterhead__para_2").hover()
    press(page, "letterhead__para_2")
    expect(window(page).get_by_role("button")).to_have_count(3)
    expect(button(page, "both")).to_have_count(0)


@BOTH
def test_both_languages(visit: Visit, language: str) -> None:
    other = {"fr": "en", "en": "fr"}[language]
    page = allow(visit(within(LETTER, language)))
    press(page, "para_2")
    assert copied(page, "both") == "\n".join(
        [
            QUOTED[language].format(paragraph(language, 2)),
            citation(language, 2),
            "",
            QUOTED[other].format(paragraph(other, 2)),
            citation(other, 2),
        ]
    )
    # What stands there in the other language is no part of this one's text.
    press(page, "para_2")
    assert paragraph(other, 2) not in copied(page, "quotation")


def test_both_languages__of_more_blocks_than_one(visit: Visit) -> None:
    page = allow(visit(LETTER))
    page.evaluate(SAY_BESIDE, ["para_2", ["First.", "Second."]])
    press(page, "para_2")
    assert "\n\n“First.\n\nSecond.”\nOfficial letter" in copied(page, "both")


def test_both_languages__where_there_is_no_text(visit: Visit) -> None:
    page = visit(LETTER)
    page.evaluate(SAY_BESIDE, ["para_2", [""]])
    press(page, "para_2")
    expect(button(page, "both")).to_have_count(0)


def test_text_is_as_its_author_wrote_it(visit: Visit) -> None:
    page = allow(visit(f"en/{LETTER}"))
    html = (
        'Coop\u00aderation<sup id="fnref_1"><a class="footnote-ref" href="#fn_1">1</a></sup> of\n'
        "<em>all</em>  States,<br />\nin 10\u00a0%. "
        '<a class="footnote-backref" href="#x">↩</a><span class="unseen">unseen</span>'
    )
    page.evaluate(REWRITE, ["para_3", html])
    press(page, "para_3")
    assert copied(page, "quotation").startswith(
        "“Cooperation of all States,\nin 10\u00a0%.”\nOfficial letter"
    )


def test_text_without_the_blocks_within_it(visit: Visit) -> None:
    page = allow(visit(f"en/{LETTER}"))
    inner = '<ul><li id="a">a point<span class="links"><a class="permalink"></a></span></li></ul>'
    page.evaluate(REWRITE, ["signature__para_1", f"The <b>point</b>:{inner}"])
    press(page, "signature__para_1")
    assert copied(page, "quotation").startswith("“The point:”\n")


# --- Selected words ------------------------------------------------------------------------


@BOTH
def test_selected_words_are_quoted_and_marked(visit: Visit, language: str) -> None:
    words = {"fr": "point focal national", "en": "national focal point"}[language]
    page = allow(visit(within(LETTER, language)))
    select(page, "para_4", words)
    press(page, "para_4")
    expect(window(page)).to_contain_text(QUOTED[language].format(words))
    end = f":~:text={words.replace(' ', '%20')}"
    assert copied(page, "quotation") == (
        f"{QUOTED[language].format(words)}\n{citation(language, 4, end)}"
    )
    select(page, "para_4", words)
    press(page, "para_4")
    assert copied(page, "link") == address(language, f"#para_4{end}")


def test_selected_words__with_the_keyboard(visit: Visit) -> None:
    page = allow(visit(f"en/{LETTER}"))
    select(page, "para_4", "national focal point")
    page.locator("#para_4 .permalink").focus()
    page.keyboard.press("Enter")
    assert copied(page, "link").endswith("#para_4:~:text=national%20focal%20point")


def test_selected_words__not_of_another_block(visit: Visit) -> None:
    page = allow(visit(f"en/{LETTER}"))
    select(page, "para_4", "national focal point")
    press(page, "para_3")
    assert copied(page, "quotation").startswith(QUOTED["en"].format(paragraph("en", 3)))
    page.evaluate(
        """() => getSelection().setBaseAndExtent(
          document.querySelector("#para_3").firstChild, 4,
          document.querySelector("#para_4").firstChild, 4)"""
    )
    press(page, "para_4")
    assert copied(page, "link") == address("en", "#para_4")


def test_selected_words__all_of_them_are_the_paragraph(visit: Visit) -> None:
    page = allow(visit(f"en/{LETTER}"))
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#para_3'))")
    press(page, "para_3")
    assert copied(page, "link") == address("en", "#para_3")


def test_selected_words__a_new_press_forgets_them(visit: Visit) -> None:
    page = allow(visit(f"en/{LETTER}"))
    select(page, "para_4", "national focal point")
    press(page, "para_4")
    page.evaluate("getSelection().empty()")
    page.keyboard.press("Escape")
    press(page, "para_4")
    assert copied(page, "link") == address("en", "#para_4")


@pytest.mark.parametrize(
    ("html", "first", "last", "end"),
    [
        ("All of A, B & C-D take part.", "A, B & C-D", "", "A%2C%20B%20%26%20C%2DD"),
        # Half a word is quoted as it is, and found as a whole.
        ("They cooperate much.", "operate", "", "cooperate"),
        # Elsewhere on the page too: as many words as tell this place from the others.
        ("One group, two group, last group.", "group, last", "", "group%2C%20last"),
        ("Here the Secretariat and", "Secretariat", "", "the-,Secretariat,-and"),
        ("Secretariat for all", "Secretariat", "", "Secretariat,-for%20all"),
        ("One <em>or</em> two<br />three four", "two", "three", "two,three"),
        (
            f"Begin with these words, {'and so on ' * 12}up to the very last word here.",
            "with these",
            "last word",
            "with%20these%20words%2C%20and,the%20very%20last%20word",
        ),
        ("What a xylophone (it is!)", "(it is!)", "", "it%20is"),
        ("What, then? Nothing.", "? ", "", ""),
    ],
)
def test_directive(visit: Visit, html: str, first: str, last: str, end: str) -> None:
    page = allow(visit(f"en/{LETTER}"))
    page.evaluate(REWRITE, ["para_3", html])
    select(page, "para_3", first, last)
    press(page, "para_3")
    assert copied(page, "link") == address("en", f"#para_3:~:text={end}" if end else "#para_3")


def test_directive__without_spaces(visit: Visit) -> None:
    page = allow(visit(LETTER))
    page.evaluate(REWRITE, ["para_3", "关于加强国际合作促进可持续发展的决议"])
    select(page, "para_3", "国际合作")
    press(page, "para_3")
    assert copied(page, "link").endswith(":~:text=%E5%9B%BD%E9%99%85%E5%90%88%E4%BD%9C")


@BOTH
def test_marked_words_are_found_by_the_browser(visit: Visit, language: str) -> None:
    """They are painted in a colour of their own; where they are gone, the paragraph is shown."""
    words = {"fr": "les États membres dans", "en": "all Member States"}[language]
    page = allow(visit(within(LETTER, language)))
    select(page, "para_4", words)
    press(page, "para_4")
    found = copied(page, "link").partition("#")[2]
    pictures = []
    for fragment in ("para_4", "para_4:~:text=xylophone", found):
        there = visit(f"{within(LETTER, language)}#{fragment}", size=PHONE)
        expect(there.locator("#para_4")).to_be_in_viewport()
        expect(there.locator(":target")).to_have_id("para_4")
        there.mouse.move(0, 0)
        pictures.append(there.locator("#para_4").screenshot())
    assert pictures[0] == pictures[1]
    assert pictures[0] != pictures[2]


# --- The window ----------------------------------------------------------------------------


def test_keyboard_opens_walks_and_leaves(visit: Visit) -> None:
    page = allow(visit(f"en/{LETTER}"))
    link = page.locator("#para_2 .permalink")
    link.focus()
    page.keyboard.press("Enter")
    expect(button(page, "link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(button(page, "citation")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(button(page, "both")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(button(page, "link")).to_be_focused()
    page.keyboard.press("End")
    expect(button(page, "both")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(button(page, "citation")).to_be_focused()
    page.keyboard.press("Escape")
    expect(window(page)).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(said("en", "citation"))
    expect(link).to_be_focused()
    assert clipboard(page) == citation("en", 2)


def test_tab_leads_on_from_the_window(visit: Visit) -> None:
    page = visit(f"en/{LETTER}")
    page.locator("#para_2 .permalink").focus()
    page.keyboard.press("Enter")
    expect(button(page, "link")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(window(page)).to_be_hidden()
    expect(page.locator(".pair:has(> #para_2) summary")).to_be_focused()


@pytest.mark.parametrize("way", ["Escape", "again", "outside"])
def test_window_is_left(visit: Visit, way: str) -> None:
    page = visit(LETTER)
    press(page, "para_2")
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "again":
        page.locator("#para_2 .permalink").click()
    else:
        page.mouse.click(1200, 700)
    expect(window(page)).to_be_hidden()
    expect(page).to_have_url(re.compile("#para_2$"))


def test_another_number_opens_the_window_there(visit: Visit) -> None:
    page = allow(visit(LETTER))
    press(page, "para_2")
    press(page, "para_3")
    assert copied(page, "link") == address("fr", "#para_3")


@BOTH
@pytest.mark.parametrize("from_toolbar", [False, True])
def test_what_may_not_be_copied_is_shown(
    visit: Visit, language: str, *, from_toolbar: bool
) -> None:
    page = visit(within(LETTER, language))
    page.evaluate(REFUSE)
    expected = f"{LEAD[language]}, {address(language)}"
    if from_toolbar:
        page.locator(".cite summary").click()
        page.locator(".cite button").first.click()
    else:
        press(page, "para_3")
        button(page, "citation").click()
        expected = citation(language, 3)
    label = phrases(language)["copy_failed"]
    field = window(page).get_by_role("textbox", name=label, exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value(expected)
    assert page.evaluate("getSelection().toString()") == expected
    expect(status(page)).to_have_text("")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(window(page)).to_be_hidden()
    # The next time it offers the same as ever.
    press(page, "para_3")
    expect(button(page, "citation")).to_be_visible()
    expect(window(page).get_by_role("textbox")).to_have_count(0)


def test_clipboard_that_is_not_there(visit: Visit) -> None:
    """As on a host without encryption."""
    page = visit(LETTER)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    press(page, "para_3")
    button(page, "link").click()
    expect(window(page).get_by_role("textbox")).to_have_value(address("fr", "#para_3"))


def test_what_was_copied_is_said_again_and_goes_away(visit: Visit) -> None:
    page = allow(visit(LETTER))
    page.clock.install()
    for _ in range(2):
        press(page, "para_2")
        button(page, "link").click()
        page.clock.run_for(100)
        expect(status(page)).to_have_text(said("fr", "link"))
        expect(status(page)).to_be_in_viewport(ratio=1)
    page.clock.run_for(6000)
    expect(status(page)).to_have_text("")


@pytest.mark.parametrize("size", [(1280, 800), (1000, 500), (360, 640), (320, 256)])
@pytest.mark.parametrize("block", ["para_1", "para_4", "signature__para_3"])
def test_window_is_in_sight(visit: Visit, size: tuple[int, int], block: str) -> None:
    page = visit(LETTER, size=size, touch=size[0] < 400)
    press(page, block)
    expect(window(page)).to_be_in_viewport(ratio=0.99)
    for one in window(page).get_by_role("button").all():
        box = one.bounding_box()
        assert box
        assert box["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_window_on_a_desk_covers_no_text(visit: Visit) -> None:
    page = visit(LETTER)
    press(page, "para_2")
    opened, text = window(page).bounding_box(), page.locator("#para_2").bounding_box()
    assert opened
    assert text
    assert opened["x"] + opened["width"] <= text["x"]
    assert abs(opened["y"] - text["y"]) < 16


def test_window_on_a_phone_stands_at_its_foot(visit: Visit) -> None:
    page = visit(LETTER, size=PHONE, touch=True)
    page.locator("#para_2 .permalink").tap()
    box = window(page).bounding_box()
    assert box
    assert box["x"] == 0
    assert box["width"] == PHONE[0]
    assert box["y"] + box["height"] == pytest.approx(PHONE[1], abs=1)
    expect(page.locator("#para_2")).to_be_in_viewport()


def test_window_from_right_to_left(visit: Visit) -> None:
    page = allow(visit(LETTER))
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    page.evaluate(SAY_BESIDE, ["para_2", ["نص"]])
    press(page, "para_2")
    opened, text = window(page).bounding_box(), page.locator("#para_2").bounding_box()
    assert opened
    assert text
    assert opened["x"] >= text["x"] + text["width"]
    assert opened["x"] + opened["width"] <= 1280
    expect(window(page)).to_have_css("direction", "rtl")
    assert "“نص”" in copied(page, "both")


# --- The whole communication ---------------------------------------------------------------


@BOTH
def test_whole_communication(visit: Visit, language: str) -> None:
    page = allow(visit(f"{within(LETTER, language)}#para_3"))
    say = phrases(language)
    page.locator("summary", has_text=say["cite"]).click()
    for name, text, told in (
        ("copy_citation", f"{LEAD[language]}, {address(language)}", say["copied_citation"]),
        ("copy_link", address(language), say["copied_link"]),
    ):
        page.get_by_role("button", name=say[name], exact=True).click()
        expect(status(page)).to_have_text(told)
        assert clipboard(page) == text


@pytest.mark.parametrize("way", ["Escape", "outside"])
def test_whole_communication__is_closed(visit: Visit, way: str) -> None:
    page = visit(LETTER)
    page.locator(".cite summary").click()
    expect(page.locator(".cite__card")).to_be_visible()
    if way == "Escape":
        page.locator(".cite button").first.focus()
        page.keyboard.press("Escape")
        expect(page.locator(".cite summary")).to_be_focused()
    else:
        page.mouse.click(1200, 700)
    expect(page.locator(".cite__card")).to_be_hidden()


def test_nothing_moves_when_it_is_opened(visit: Visit) -> None:
    page = visit(LETTER)
    before = page.locator(".letter").bounding_box()
    page.locator(".cite summary").click()
    assert page.locator(".letter").bounding_box() == before


@BOTH
def test_downloads(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language), scripts=False)
    page.locator(".cite summary").click()
    expect(page.locator(".cite__text")).to_have_text(f"{LEAD[language]}, {address(language)}")
    for name, suffix in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")):
        with page.expect_download() as begun:
            page.get_by_role("link", name=name, exact=True).click()
        file = begun.value
        assert file.suggested_filename == f"2024-03-15-resolution-78-123-{language}.{suffix}"
        text = file.path().read_text(encoding="utf-8")
        assert address(language) in text
        if suffix == "json":
            assert json.loads(text)[0]["language"] == language


@BOTH
def test_without_scripts(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language), scripts=False)
    page.locator(".cite summary").click()
    expect(page.get_by_role("button")).to_have_count(0)
    page.locator("#para_2 .permalink").click()
    expect(page).to_have_url(re.compile("#para_2$"))
    expect(window(page)).to_have_count(0)


# --- Access --------------------------------------------------------------------------------


@BOTH
def test_nobody_is_kept_out(visit: Visit, language: str) -> None:
    page = allow(visit(within(LETTER, language)))
    for _ in appearances(page):
        select(page, "para_2", " V" if language == "fr" else " Y")
        press(page, "para_2")
        assert violations(page) == []
        button(page, "link").click()
        expect(status(page)).to_have_text(said(language, "link"))
        assert violations(page) == []
        page.locator(".cite summary").click()
        assert violations(page) == []
        page.locator(".cite summary").click()


def test_other_pages_have_nothing_to_cite(visit: Visit) -> None:
    for path in ("", "en/citing/"):
        page = visit(path)
        expect(page.locator(".tools, .copies")).to_have_count(0)
