"""The register of many in a browser: filtered at once with scripts, paged without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from concordance.filtering import fold, words_of
from concordance.phrases import phrases
from concordance.register import FEW, HELD, NEWEST
from tests.browser.test_access import appearances, violations
from tests.browser.test_pages import OVERFLOW
from tests.built import LANGUAGES, language_of, within
from tests.many import COUNT, made
from tests.test_filtering import WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Request

    from tests.browser.conftest import Visit
    from tests.many import Made

EVERY = made(COUNT)
SHOWN = 20
IN_EACH = pytest.mark.parametrize("language", LANGUAGES)
PAGES = ["", "register/", "register/2029/", "register/original-en/", "register/references/1/"]


def titles(found: list[Made], language: str) -> list[str]:
    """Give the titles in the order of the register."""
    ordered = sorted(found, key=lambda one: one.name)
    ordered.sort(key=lambda one: str(one.date or ""), reverse=True)
    return [one.titles[LANGUAGES.index(language)] for one in ordered]


def listed(page: Page) -> Locator:
    return page.locator(".register__list .entry__title")


def status(page: Page) -> Locator:
    return page.locator(".register").get_by_role("status")


def field(page: Page, key: str) -> Locator:
    """Find a field of the filter by what it is called."""
    say = phrases(page.locator("html").get_attribute("lang") or "")
    form = page.get_by_role("search", name=say["filter"])
    kind: Literal["combobox", "searchbox"] = (
        "combobox" if key in {"filter_year", "languages"} else "searchbox"
    )
    return form.get_by_role(kind, name=say[key], exact=True)


def expect_found(page: Page, found: list[Made], language: str) -> None:
    say = phrases(language)
    count = say["register_count_one"] if len(found) == 1 else say["register_count"]
    expect(status(page)).to_have_text(count.format(count=len(found)))
    expect(listed(page)).to_have_text(titles(found, language)[:SHOWN])


# --- With scripts --------------------------------------------------------------------------


@IN_EACH
def test_filter__year_language_reference_and_words(visit: Visit, language: str) -> None:
    page = visit(within("", language), at="many")
    expect(listed(page)).to_have_count(NEWEST)
    field(page, "filter_year").select_option("2029")
    found = [one for one in EVERY if one.date and one.date.year == 2029]
    expect_found(page, found, language)
    field(page, "languages").select_option("original-en")
    found = [one for one in found if one.original == "en"]
    expect_found(page, found, language)
    field(page, "filter_words").fill("ECO" if language == "fr" else "scho")
    found = [one for one in found if "école" in one.titles[0]]
    assert found
    expect_found(page, found, language)
    reference = next(one.references[0] for one in found if one.references)
    field(page, "reference").fill(reference.lower())
    found = [one for one in found if reference in one.references]
    expect_found(page, found, language)
    query = "&".join(
        (
            f"q={'ECO' if language == 'fr' else 'scho'}",
            "year=2029",
            "language=original-en",
            "reference=",
        )
    )
    expect(page).to_have_url(re.compile(rf"{re.escape('?' + query)}[^&]+$"))


@IN_EACH
def test_filter__is_linked_to(visit: Visit, language: str) -> None:
    page = visit(f"{within('', language)}?year=2029&language=en&q=note", at="many")
    found = [
        one
        for one in EVERY
        if one.date and one.date.year == 2029 and any("Note" in r for r in one.references)
    ]
    expect_found(page, found, language)
    expect(field(page, "filter_year")).to_have_value("2029")
    expect(field(page, "filter_words")).to_have_value("note")
    # The same in the other language, below the same path.
    other = next(code for code in LANGUAGES if code != language)
    page.locator(f".switch a[lang={other}]").click()
    expect_found(page, found, other)
    expect(page).to_have_url(re.compile(r"\?year=2029&language=en&q=note$"))
    link = listed(page).first.get_by_role("link")
    link.click()
    expect(page.locator(".letter")).to_be_visible()
    assert language_of(urlsplit(page.url).path.removeprefix("/records/")) == other


def test_filter__undated(visit: Visit) -> None:
    page = visit("?year=undated", at="many")
    expect_found(page, [one for one in EVERY if not one.date], "fr")


def test_filter__reference_or_its_beginning(visit: Visit) -> None:
    page = visit(at="many")
    field(page, "reference").fill("pont/7")
    found = [one for one in EVERY if any(r.startswith("PONT/7") for r in one.references)]
    assert len(found) > SHOWN
    expect_found(page, found, "fr")
    # What is a reference as it stands is no beginning of others.
    whole = next(r for one in EVERY for r in one.references if re.fullmatch(r"PONT/7\d/\d", r))
    assert any(r.startswith(whole) and r != whole for one in EVERY for r in one.references)
    field(page, "reference").fill(whole)
    expect_found(page, [one for one in EVERY if whole in one.references], "fr")
    field(page, "reference").fill("note 7")
    found = [one for one in EVERY if any(r.startswith("Note 7") for r in one.references)]
    expect_found(page, found, "fr")


def test_filter__nothing_found_says_what_to_do(visit: Visit) -> None:
    page = visit("en/?q=xylophone", at="many")
    expect(status(page)).to_have_text(phrases("en")["filter_none"])
    expect(listed(page)).to_have_count(0)
    button = page.get_by_role("button", name=phrases("en")["filter_clear"])
    button.click()
    expect(listed(page)).to_have_count(NEWEST)
    expect(page).to_have_url(re.compile(r"/en/$"))
    expect(field(page, "filter_words")).to_be_focused()
    expect(button).to_be_hidden()
    expect(page.locator(".ways")).to_be_visible()


def test_filter__more_is_shown_and_the_focus_goes_on(visit: Visit) -> None:
    page = visit("?year=2029", at="many")
    found = titles([one for one in EVERY if one.date and one.date.year == 2029], "fr")
    assert HELD < len(found) <= 3 * SHOWN
    more = page.get_by_role("button", name=phrases("fr")["filter_more"])
    expect(listed(page)).to_have_text(found[:SHOWN])
    more.click()
    expect(listed(page)).to_have_text(found[: 2 * SHOWN])
    expect(listed(page).nth(SHOWN).get_by_role("link")).to_be_focused()
    more.click()
    expect(listed(page)).to_have_text(found)
    expect(more).to_be_hidden()


def test_filter__back_button(visit: Visit) -> None:
    page = visit(at="many")
    year, typed = field(page, "filter_year"), field(page, "filter_words")
    year.select_option("2031")
    expect(page).to_have_url(re.compile(r"\?year=2031$"))
    typed.press_sequentially("phare", delay=20)
    expect(page).to_have_url(re.compile(r"\?q=phare&year=2031$|\?year=2031&q=phare$"))
    lights = [
        one for one in EVERY if one.date and one.date.year == 2031 and "phare" in one.titles[0]
    ]
    expect_found(page, lights, "fr")
    expect(typed).to_be_focused()
    page.go_back()  # what was typed is one step
    expect(typed).to_have_value("")
    expect_found(page, [one for one in EVERY if one.date and one.date.year == 2031], "fr")
    page.go_back()
    expect(year).to_have_value("")
    expect(listed(page)).to_have_text(titles(EVERY, "fr")[:NEWEST])
    page.go_forward()
    expect(year).to_have_value("2031")


def test_filter__keyboard_alone_is_enough(visit: Visit) -> None:
    page = visit("en/", at="many")
    field(page, "filter_words").focus()
    page.keyboard.type("forest")
    expect_found(page, [one for one in EVERY if "forest" in one.titles[1]], "en")
    page.keyboard.press("Enter")  # sends nothing
    for key in ("filter_year", "languages", "reference"):
        page.keyboard.press("Tab")
        expect(field(page, key)).to_be_focused()
    page.keyboard.press("Tab")
    clear = page.get_by_role("button", name=phrases("en")["filter_clear"])
    expect(clear).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page, "filter_words")).to_be_focused()
    expect(listed(page)).to_have_count(NEWEST)


def test_filter__loads_nothing_before_it_is_used_and_little_then(visit: Visit) -> None:
    page = visit(at="many")
    asked: list[str] = []

    def note(request: Request) -> None:
        path = urlsplit(request.url).path
        if "/register/" in path:
            asked.append(path.removeprefix("/records/register/"))

    page.on("request", note)
    field(page, "filter_words").focus()
    assert asked == []
    field(page, "filter_year").select_option("2028")
    expect(listed(page)).to_have_count(SHOWN)
    assert asked == ["filter.json", "2028/"]
    # Nothing is loaded twice.
    field(page, "filter_year").select_option("")
    expect(listed(page)).to_have_count(NEWEST)
    field(page, "filter_year").select_option("2028")
    expect(listed(page)).to_have_count(SHOWN)
    assert len(asked) == 2


def test_filter__says_that_it_could_not_be_loaded(visit: Visit) -> None:
    page = visit(at="many", troubled=True)
    page.route("**/words-*.json*", lambda route: route.abort())
    typed = field(page, "filter_words")
    typed.fill("phare")
    expect(status(page)).to_have_text(phrases("fr")["filter_broken"])
    page.unroute("**/words-*.json*")
    typed.press_sequentially(" ")
    expect_found(page, [one for one in EVERY if "phare" in one.titles[0]], "fr")


def test_filter__reads_words_as_its_files_do(visit: Visit) -> None:
    page = visit(at="many")
    script = page.locator("script[src$='register.js']").evaluate("(one) => one.src")
    for text in WORDS:
        read: list[str] = page.evaluate(
            "([script, text]) => import(script).then(({ wordsOf }) => wordsOf(text))",
            [script, text],
        )
        assert set(read) <= set(words_of(text)), text
        assert "".join(sorted(set("".join(read)))) == "".join(sorted(set("".join(words_of(text)))))
        folded = page.evaluate(
            "([script, text]) => import(script).then(({ fold }) => fold(text))", [script, text]
        )
        assert " ".join(folded.split()) == fold(text)


# --- Without scripts -----------------------------------------------------------------------


@IN_EACH
def test_pages__lead_to_a_letter_without_scripts(visit: Visit, language: str) -> None:
    say = phrases(language)
    page = visit(within("", language), at="many", scripts=False)
    expect(page.locator(".sift")).to_be_hidden()
    expect(page.get_by_role("button", name=say["filter_clear"])).to_be_hidden()
    page.locator(".ways").get_by_role("link", name="2029", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/records/{within('register/2029/', language)}$"))
    found = titles([one for one in EVERY if one.date and one.date.year == 2029], language)
    expect(listed(page)).to_have_text(found[:HELD])
    page.get_by_role("link", name=say["register_page"].format(number=2)).click()
    expect(listed(page)).to_have_text(found[HELD:])
    listed(page).first.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text(found[HELD])


def test_pages__references_without_scripts(visit: Visit) -> None:
    one = next(one for one in EVERY[10:] if len(one.references) > 1 and one.date)
    page = visit("register/references/", at="many", scripts=False)
    links = page.locator(".contents a")
    expect(links).to_have_count(2)
    links.first.click()
    expect(page.locator(".cited").first).to_be_visible()
    page.goto(page.url.partition("register/")[0] + f"register/{one.date:%Y}/")
    entry = page.locator(".entry", has_text=one.titles[0])
    if not entry.count():
        page.get_by_role("link", name=phrases("fr")["register_page"].format(number=2)).click()
    entry.locator(".entry__references a").first.click()
    expect(page.locator(".cited h2:target")).to_be_in_viewport()
    expect(page.locator(".cited:has(:target)")).to_contain_text(one.titles[0])


# --- Anyone, anywhere ----------------------------------------------------------------------


@pytest.mark.parametrize("address", [*PAGES, "en/?q=school&year=2029", "?q=xylophone"])
def test_page__stands_in_no_ones_way(visit: Visit, address: str) -> None:
    page = visit(address, at="many")
    if "?" in address:
        expect(page.get_by_role("button", name="filt")).to_be_visible()
    for _ in appearances(page):
        assert violations(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_page__fits(visit: Visit, address: str) -> None:
    page = visit(address, at="many")
    for width in (320, 390, 700, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) == 0, width


def test_home__of_a_few_has_no_filter(visit: Visit) -> None:
    page = visit()
    assert FEW > 1
    expect(listed(page)).to_have_count(1)
    expect(page.locator(".sift, .ways, .pager")).to_have_count(0)
