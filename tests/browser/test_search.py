"""The search leads to paragraphs, in the language of the page, and says so when it cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from concordance.phrases import phrases
from tests.built import LETTER, language_of
from tests.sharded import LETTERS

if TYPE_CHECKING:
    from tests.browser.conftest import At, Visit

ENGINE = "**/pagefind/**"


def open_search(page: Page) -> Locator:
    """Open the search with its button; give the field for the words."""
    name = phrases(page.locator("html").get_attribute("lang") or "")["search"]
    page.get_by_role("button", name=name, exact=True).click()
    field = page.get_by_role("dialog").get_by_role("searchbox")
    expect(field).to_be_focused()
    return field


def status(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("status")


def passages(page: Page) -> Locator:
    return page.locator("dialog .find__passage")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "",
            [
                ("cooperation", "coopération", "para_1"),
                ("COOPÉRATION", "coopération", "para_1"),
                ("assemblee", "l'Assemblée", "para_1"),
                ("elaboration", "l'élaboration", "para_3"),
                ("organisation", "Organisation", "signature__para_3"),
                ("interinstitutions", "interinstitutions", "para_2"),
                ("78/123", "78/123", "para_1"),
                ("decembre", "décembre", "para_1"),
                ("2024-2030", "2024-2030", "para_3"),
            ],
        ),
        (
            "en/",
            [
                ("focal", "focal", "para_4"),
                ("honor", "honor", "para_1"),
                ("development", "development", "para_1"),
            ],
        ),
    ],
)
def test_words_are_found_in_their_paragraph(
    visit: Visit, address: str, words: list[tuple[str, str, str]]
) -> None:
    page = visit(address)
    prefix = "en/" if language_of(address) == "en" else ""
    for typed, marked, fragment in words:
        open_search(page).fill(typed)
        found = passages(page).filter(has=page.locator("mark", has_text=marked))
        link = found.and_(page.locator(f"[href$='#{fragment}']"))
        expect(link).to_have_count(1)
        link.click()
        expect(page).to_have_url(re.compile(rf":\d+/{prefix}{LETTER}#{fragment}$"))
        expect(page.locator(":target")).to_contain_text(marked)
        expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize(("address", "foreign"), [("", "/en/"), ("en/", "é")])
def test_only_the_language_of_the_page_is_searched(
    visit: Visit, address: str, foreign: str
) -> None:
    page = visit(address)
    open_search(page).fill("cooperation")
    expect(passages(page).first).to_be_visible()
    links = page.locator("dialog li a")
    for link in links.all():
        href = link.get_attribute("href") or ""
        assert language_of(href.removeprefix("/")) == language_of(address)
        assert foreign not in f"{href} {link.inner_text()}"
    assert links.count() >= 2


@pytest.mark.parametrize("address", ["", "en/"])
def test_count_is_said(visit: Visit, address: str) -> None:
    page = visit(address)
    say = phrases(language_of(address))
    field = open_search(page)
    expect(status(page)).to_have_text(say["search_hint"])
    field.fill("focal")
    expect(passages(page)).to_have_count(1)
    expect(status(page)).to_have_text(say["search_one"].format(query="focal"))
    field.fill("nations")
    expect(status(page)).to_have_text(re.compile(r"^[2-9] passages "))
    field.fill("xylophone")
    expect(status(page)).to_have_text(say["search_none"].format(query="xylophone"))
    expect(passages(page)).to_have_count(0)
    field.fill("")
    expect(status(page)).to_have_text(say["search_hint"])


def test_what_the_publisher_says_is_not_found(visit: Visit) -> None:
    """Neither the margin nor the note for what is left out is a passage of the letter."""
    page = visit("en/")
    field = open_search(page)
    for words in ("permanent", "authoritative", "scheme", "letterhead"):
        field.fill(words)
        expect(status(page)).not_to_have_text(phrases("en")["search_loading"])
        for link in page.locator("dialog li a").all():
            assert LETTER not in (link.get_attribute("href") or ""), words


def test_markup_in_the_words_is_text(visit: Visit) -> None:
    page = visit()
    open_search(page).fill("<img src=x>")
    expect(status(page)).to_contain_text("<img src=x>")
    expect(page.locator("dialog img")).to_have_count(0)


# --- The keyboard ------------------------------------------------------------------------


def test_keyboard_alone_is_enough(visit: Visit) -> None:
    page = visit("citing/")
    focused = page.get_by_role("link", name="Registre", exact=True)
    focused.focus()
    page.keyboard.press("/")
    field = page.get_by_role("dialog").get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("resolution")
    links = page.locator("dialog li a")
    expect(passages(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(focused).to_be_focused()


def test_last_result_is_the_end_of_the_walk(visit: Visit) -> None:
    page = visit()
    open_search(page).fill("resolution")
    expect(passages(page).first).to_be_visible()
    links = page.locator("dialog li a")
    for _ in range(links.count() + 3):
        page.keyboard.press("ArrowDown")
    expect(links.last).to_be_focused()


def test_enter_opens_the_first_result(visit: Visit) -> None:
    page = visit("en/citing/")
    page.keyboard.press("/")
    page.keyboard.type("diplomatic")
    expect(passages(page).first).to_be_visible()
    first = page.locator("dialog li a").first.get_attribute("href") or "nothing"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{re.escape(first)}$"))


def test_enter_does_nothing_where_nothing_is_found(visit: Visit) -> None:
    page = visit()
    open_search(page).fill("xylophone")
    expect(status(page)).to_contain_text("xylophone")
    expect(passages(page)).to_have_count(0)
    here = page.url
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.url == here


@pytest.mark.parametrize("way", ["Escape", "button", "outside"])
def test_closing_gives_the_focus_back(visit: Visit, way: str) -> None:
    page = visit()
    open_search(page)
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "button":
        page.get_by_role("button", name=phrases("fr")["search_close"]).click()
    else:
        page.mouse.click(3, 790)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Rechercher", exact=True)).to_be_focused()


def test_slash_is_a_letter_while_typing(visit: Visit) -> None:
    page = visit()
    field = open_search(page)
    page.keyboard.type("78/123")
    expect(field).to_have_value("78/123")
    page.keyboard.press("Escape")
    page.evaluate("""() => document.querySelector("main").append(
      Object.assign(document.createElement("textarea"), {id: "own"}))""")
    page.locator("#own").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#own")).to_have_value("a/b")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_slash_with_another_key_is_not_ours(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Control+/")
    page.keyboard.press("Alt+/")
    expect(page.get_by_role("dialog")).to_be_hidden()


# --- Wherever the page stands --------------------------------------------------------------


@pytest.mark.parametrize("at", ["root", "below"])
@pytest.mark.parametrize("address", ["", f"en/{LETTER}", "nowhere/at/all/", "en/citing/"])
def test_search_works_on_every_page(visit: Visit, at: At, address: str) -> None:
    page = visit(address, at=at)
    # What is not found is answered by the one page at the root.
    language = "fr" if "nowhere" in address else language_of(address)
    open_search(page).fill("excellence" if language == "fr" else "excellency")
    link = passages(page).and_(page.locator("[href$='#salutation__para_1']"))
    link.click()
    site = page.url.partition("/communications/")[0]
    assert site.endswith(
        {"root": "", "below": "/records"}[at] + ("/en" if language == "en" else "")
    )
    expect(page).to_have_url(re.compile(f"/{LETTER}#salutation__para_1$"))
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_result_on_the_page_itself(visit: Visit) -> None:
    page = visit(LETTER, size=(360, 480))
    open_search(page).fill("coordination")
    passages(page).first.click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(re.compile("#para_4$"))
    expect(page.locator("#para_4")).to_be_in_viewport()
    header = page.locator("header.top").bounding_box()
    target = page.locator("#para_4").bounding_box()
    assert header
    assert target
    assert target["y"] >= header["y"] + header["height"]


# --- When it cannot be loaded --------------------------------------------------------------


@pytest.mark.parametrize(
    "missing", [ENGINE, "**/pagefind.js", "**/*.pf_meta", "**/*.pf_fragment", "**/wasm.*"]
)
def test_search_that_cannot_load_says_so_and_recovers(visit: Visit, missing: str) -> None:
    page = visit("citing/", troubled=True)
    page.context.route(missing, lambda route: route.abort())
    field = open_search(page)
    field.fill("coordination")
    expect(status(page)).to_have_text(phrases("fr")["search_broken"])
    expect(passages(page)).to_have_count(0)
    page.context.unroute(missing)
    field.fill("coordinatio")
    expect(passages(page)).to_have_count(1)
    expect(status(page)).to_have_text(phrases("fr")["search_one"].format(query="coordinatio"))


def test_search_that_is_cut_off_says_so_and_recovers(visit: Visit) -> None:
    """The engine is there, but what it would look into is not, nor anything else any more."""
    page = visit("citing/", troubled=True)
    for missing in ("**/*.pf_index", "**/pagefind-entry.json"):
        page.context.route(missing, lambda route: route.abort())
    field = open_search(page)
    field.fill("coordination")
    expect(status(page)).to_have_text(phrases("fr")["search_broken"])
    page.context.unroute_all()
    field.fill("coordinatio")
    expect(passages(page)).to_have_count(1)


def test_search_recovers_when_it_is_opened_again(visit: Visit) -> None:
    page = visit(troubled=True)
    page.context.route(ENGINE, lambda route: route.abort())
    open_search(page).fill("coordination")
    expect(status(page)).to_have_text(phrases("fr")["search_broken"])
    page.keyboard.press("Escape")
    page.context.unroute(ENGINE)
    open_search(page)
    expect(passages(page)).to_have_count(1)


# --- Many letters, in several shards -------------------------------------------------------


def titles(page: Page) -> Locator:
    return page.locator("dialog .find__title")


def loaded(page: Page) -> list[str]:
    """Note the files that the search loads from now on, without their folders."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url.rpartition("/")[2]))
    return found


def count(names: list[str], suffix: str) -> int:
    return sum(name.endswith(suffix) for name in names)


def test_no_more_is_loaded_than_is_shown(visit: Visit) -> None:
    page = visit(at="sharded")
    files = loaded(page)
    field = open_search(page)
    field.press_sequentially("lettre")
    expect(titles(page)).to_have_count(5)
    expect(status(page)).to_have_text(phrases("fr")["search_first"].format(query="lettre", count=5))
    assert count(files, ".pf_fragment") == 5
    assert count(files, ".pf_meta") == 2


def test_more_is_shown_until_there_is_no_more(visit: Visit) -> None:
    page = visit(at="sharded")
    open_search(page).fill("lettre")
    more = page.get_by_role("dialog").get_by_role("button", name=phrases("fr")["filter_more"])
    every = [*(one.titles[0] for one in LETTERS), "Citer et lier"]
    seen = 5
    expect(titles(page)).to_have_count(seen)
    first = titles(page).all_inner_texts()
    while seen < len(every):
        more.click()
        expect(titles(page).nth(seen)).to_be_focused()
        seen = min(seen + 5, len(every))
        expect(titles(page)).to_have_count(seen)
    expect(more).to_be_hidden()
    assert titles(page).all_inner_texts()[:5] == first
    assert sorted(titles(page).all_inner_texts()) == sorted(every)
    many = phrases("fr")["search_many"].format(query="lettre", count=passages(page).count())
    expect(status(page)).to_have_text(many)


def test_more_by_keyboard(visit: Visit) -> None:
    page = visit(at="sharded")
    open_search(page).fill("lettre")
    expect(titles(page)).to_have_count(5)
    for _ in range(11):
        page.keyboard.press("ArrowDown")
    more = page.get_by_role("dialog").get_by_role("button", name=phrases("fr")["filter_more"])
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    expect(titles(page).nth(5)).to_be_focused()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_letter_is_found_however_old(visit: Visit, language: str) -> None:
    page = visit("" if language == "fr" else "en/", at="sharded")
    field = open_search(page)
    for number in (0, 17, 35):
        title = LETTERS[number].titles[language == "en"]
        field.fill(title)
        link = titles(page).filter(has_text=title)
        expect(link).to_have_count(1)
        assert f"/{LETTERS[number].name}/" in (link.get_attribute("href") or "")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_other_pages_are_found_too(visit: Visit) -> None:
    page = visit("en/", at="sharded")
    open_search(page).fill("permanent")
    expect(titles(page)).to_have_count(1)
    titles(page).click()
    expect(page).to_have_url(re.compile("/records/en/citing/$"))


# --- By year and by language ---------------------------------------------------------------


def year(page: Page) -> Locator:
    language = page.locator("html").get_attribute("lang") or ""
    return page.get_by_role("dialog").get_by_label(phrases(language)["filter_year"])


def language_of_results(page: Page) -> Locator:
    language = page.locator("html").get_attribute("lang") or ""
    return page.get_by_role("dialog").get_by_label(phrases(language)["languages"])


def test_letters_of_a_year(visit: Visit) -> None:
    page = visit(at="sharded")
    field = open_search(page)
    years = sorted({str(one.date.year) for one in LETTERS if one.date}, reverse=True)
    any_year = phrases("fr")["filter_any_year"]
    expect(year(page).locator("option")).to_have_text([any_year, *years])
    for chosen in (years[0], years[-1]):
        year(page).select_option(chosen)
        field.fill("lettre")
        expected = [one for one in LETTERS if one.date and str(one.date.year) == chosen]
        expect(titles(page)).to_have_count(min(5, len(expected)))
        for href in titles(page).evaluate_all("(links) => links.map(({pathname}) => pathname)"):
            assert href.startswith(f"/records/communications/{chosen}-")
    year(page).select_option("")
    expect(titles(page)).to_have_count(5)


def test_year_alone_looks_for_nothing(visit: Visit) -> None:
    page = visit(at="sharded")
    files = loaded(page)
    open_search(page)
    expect(year(page)).to_be_visible()
    year(page).select_option(index=2)
    expect(status(page)).to_have_text(phrases("fr")["search_hint"])
    page.wait_for_load_state("networkidle")
    assert count(files, ".pf_index") + count(files, ".pf_fragment") == 0


def test_one_year_is_no_choice(visit: Visit) -> None:
    page = visit()
    open_search(page).fill("excellence")
    expect(passages(page).first).to_be_visible()
    expect(year(page)).to_be_hidden()
    expect(language_of_results(page)).to_be_visible()


@pytest.mark.parametrize("at", ["root", "below"])
def test_other_language(visit: Visit, at: At) -> None:
    page = visit("citing/", at=at)
    field = open_search(page)
    expect(language_of_results(page)).to_have_value("fr")
    field.fill("focal")
    expect(passages(page)).to_have_count(1)
    language_of_results(page).focus()
    language_of_results(page).select_option("en")
    link = passages(page).and_(page.locator(f"[href$='/en/{LETTER}#para_4']"))
    expect(link).to_have_count(1)
    expect(page.locator("dialog .find__results")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(language_of_results(page)).to_be_focused()
    language_of_results(page).select_option("fr")
    expect(passages(page).and_(page.locator(f"[href$='/{LETTER}#para_4']"))).to_have_count(1)
    expect(link).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "language", "words", "direction"),
    [
        ("", "ar", "المياه", "rtl"),
        ("", "zh", "饮用水", "ltr"),
        ("ar/", "fr", "eau", "ltr"),
        ("zh/", "ar", "مياه", "rtl"),
        ("ar/", "zh", "饮用水", "ltr"),
        ("en/", "ru", "вода", "ltr"),
        ("ar/", "ar", "المياه", "rtl"),
    ],
)
def test_any_script_from_any_page(
    visit: Visit, address: str, language: str, words: str, direction: str
) -> None:
    page = visit(address, at="six")
    field = open_search(page)
    language_of_results(page).select_option(language)
    field.fill(words)
    expect(passages(page).first).to_be_visible()
    shown = page.locator("dialog .find__results")
    expect(shown).to_have_attribute("lang", language)
    expect(shown).to_have_attribute("dir", direction)
    for link in page.locator("dialog li a").all():
        assert language_of((link.get_attribute("href") or "").removeprefix("/")) == language
    passages(page).first.click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_search_of_another_language_recovers(visit: Visit) -> None:
    page = visit(troubled=True)
    field = open_search(page)
    field.fill("focal")
    expect(passages(page)).to_have_count(1)
    page.context.route("**/wasm.en.*", lambda route: route.abort())
    language_of_results(page).select_option("en")
    expect(status(page)).to_have_text(phrases("fr")["search_broken"])
    page.context.unroute_all()
    language_of_results(page).select_option("fr")
    expect(passages(page)).to_have_count(1)
    language_of_results(page).select_option("en")
    expect(passages(page).and_(page.locator("[href^='/en/']"))).to_have_count(1)


def test_shard_that_cannot_load_says_so_and_recovers(visit: Visit) -> None:
    page = visit(at="sharded", troubled=True)
    page.context.route("**/pagefind/fr/1/**", lambda route: route.abort())
    field = open_search(page)
    field.fill(LETTERS[0].titles[0])
    expect(status(page)).to_have_text(phrases("fr")["search_broken"])
    page.context.unroute_all()
    field.fill(f"{LETTERS[0].titles[0]} ")
    expect(titles(page).filter(has_text=LETTERS[0].titles[0])).to_have_count(1)
