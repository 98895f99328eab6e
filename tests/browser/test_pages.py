"""Every page, on every screen: in the reader's scheme, without scripts, found or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from concordance.phrases import phrases
from tests.built import LANGUAGES, LETTER, SITE_URL, addresses, language_of, within, written

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import At, Visit

Scheme = Literal["light", "dark"]
NAMES = {"fr": "Français", "en": "English"}
CITING = {"fr": "Citer et lier", "en": "Cite and link"}
PAGES = [*addresses(), "nowhere/", "en/404.html"]
EVERYWHERE = pytest.mark.parametrize("at", ["root", "below"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BOXES = """(all) => all.map((one) => one.getBoundingClientRect().toJSON())
  .filter(({width}) => width > 0)"""
# How light a colour is, from 0 to 255, whatever it is written as.
LIGHTNESS = """(element) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  canvas.fillStyle = getComputedStyle(element).backgroundColor;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return (red + green + blue) / 3;
}"""


def boxes(page: Page, of: str) -> list[dict[str, float]]:
    """Give where the elements stand that take room."""
    found: list[dict[str, float]] = page.locator(of).evaluate_all(BOXES)
    assert found, of
    return found


def lightness(page: Page, of: str = "body") -> float:
    found: float = page.locator(of).evaluate(LIGHTNESS)
    return found


# --- Quiet -------------------------------------------------------------------------------


@EVERYWHERE
@SCHEMES
def test_every_page_is_quiet(visit: Visit, at: At, scheme: Scheme) -> None:
    """The fixture sees that nothing goes wrong and that nothing leaves the host."""
    page = visit(at=at, scheme=scheme)
    root = page.url
    for address in PAGES:
        page.goto(root + address)
        # The styles are there: the header sticks, on paper of its own.
        expect(page.locator("header.top")).to_have_css("position", "sticky")
    page.wait_for_load_state("networkidle")


# --- Widths ------------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_the_window(visit: Visit, address: str) -> None:
    """640 pixels is also a window of 1280 at 200 %, and 320 one at 400 %."""
    page = visit(address)
    for width in (320, 360, 640, 768, 959, 960, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(OVERFLOW) == 0, width
        for box in boxes(page, ".switch__item"):
            assert box["height"] >= 40, width
            assert box["width"] >= 40, width
        for box in boxes(page, "header.top :is(.switch__item, .top__name, .top__nav a, button)"):
            assert box["x"] >= 0, width
            assert box["x"] + box["width"] <= width
        texts = boxes(page, ":is(.page, .communication) :is(h1, h2, p, li, time, .gap):visible")
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in texts), width


@pytest.mark.parametrize("size", [(320, 480), (360, 480), (1280, 400)])
def test_switch_stays_in_sight(visit: Visit, size: tuple[int, int]) -> None:
    page = visit(LETTER, size=size)
    for end in (0, 300, 10_000):
        page.evaluate("(end) => scrollTo(0, end)", end)
        for item in page.locator(".switch__item").all():
            expect(item).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [320, 360])
def test_search_window_fits(visit: Visit, width: int) -> None:
    page = visit(size=(width, 480))
    page.get_by_role("button", name="Rechercher", exact=True).click()
    page.get_by_role("searchbox").fill("resolution")
    expect(page.locator(".find__passage").first).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 480


# --- Schemes -----------------------------------------------------------------------------


@SCHEMES
@pytest.mark.parametrize("scripts", [True, False])
def test_scheme_is_that_of_the_system(visit: Visit, scheme: Scheme, *, scripts: bool) -> None:
    page = visit(LETTER, scheme=scheme, scripts=scripts)
    assert (lightness(page) < 64) == (scheme == "dark")
    assert (lightness(page, ".letter") < 64) == (scheme == "dark")
    assert (lightness(page, "header.top") < 64) == (scheme == "dark")


@EVERYWHERE
@pytest.mark.parametrize("language", LANGUAGES)
def test_scheme_can_be_chosen_and_is_remembered(visit: Visit, at: At, language: str) -> None:
    say = phrases(language)
    page = visit(within(LETTER, language), at=at)
    to_dark = page.get_by_role("button", name=say["scheme_to_dark"], exact=True)
    to_light = page.get_by_role("button", name=say["scheme_to_light"], exact=True)
    expect(to_light).to_have_count(0)
    to_dark.click()
    expect(to_light).to_be_visible()
    expect(to_dark).to_have_count(0)
    assert lightness(page) < 64
    page.reload()
    assert lightness(page) < 64
    page.goto(page.url.partition("communications")[0])
    assert lightness(page) < 64
    # With the keyboard, and back.
    to_light.focus()
    page.keyboard.press("Enter")
    expect(to_dark).to_be_visible()
    assert lightness(page) > 192
    page.reload()
    assert lightness(page) > 192


def test_storage_may_be_refused(visit: Visit) -> None:
    page = visit(LETTER, scheme="light")
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException('refused'); }});"
    )
    page.reload()
    page.get_by_role("button", name=phrases("fr")["scheme_to_dark"], exact=True).click()
    assert lightness(page) < 64
    page.mouse.wheel(0, 300)
    page.locator("header.top").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_scheme_follows_the_system_until_one_is_chosen(visit: Visit) -> None:
    page = visit(scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    assert lightness(page) < 64
    page.get_by_role("button", name=phrases("fr")["scheme_to_light"]).click()
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")


def test_scheme_is_the_same_in_every_window(visit: Visit) -> None:
    page = visit()
    beside = page.context.new_page()
    beside.goto(page.url)
    page.get_by_role("button", name=phrases("fr")["scheme_to_dark"]).click()
    expect(beside.locator("html")).to_have_attribute("data-scheme", "dark")


# --- Without scripts, and with the keyboard ----------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_can_be_read_without_scripts(visit: Visit, language: str) -> None:
    page = visit(within(LETTER, language), scripts=False)
    for paragraph in written(language):
        expect(page.get_by_text(paragraph, exact=True).first).to_be_visible()
    # What would do nothing is not shown.
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name=CITING[language], exact=True).click()
    page.get_by_role("link", name=phrases(language)["home_short"], exact=True).click()
    page.locator(".entry__title a").click()
    expect(page).to_have_url(re.compile(f"/{within(LETTER, language)}$"))


def test_keyboard_can_skip_to_the_content(visit: Visit) -> None:
    page = visit(size=(360, 480))
    root = page.url
    for address in PAGES:
        page.goto(root + address)
        skip = page.get_by_role("link", name=phrases(language_of(address))["skip"])
        page.keyboard.press("Tab")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport(ratio=1)
        expect(skip).to_have_css("opacity", "1")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator("header.top :focus")).to_have_count(0)


# --- Not found -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "address"),
    [
        ("root", "nowhere"),
        ("root", "en/nowhere/at/all/"),
        ("root", "communications/"),
        ("root", "en/404.html"),
        ("below", "nowhere"),
        ("below", "a/b/c/d.html"),
    ],
)
def test_what_is_not_found_is_said_at_any_depth(visit: Visit, at: At, address: str) -> None:
    page = visit(at=at)
    home = page.url
    for language in LANGUAGES:
        answer = page.goto(home + address)
        assert answer
        assert answer.status == (200 if address == "en/404.html" else 404)
        expect(page.locator("header.top")).to_have_css("position", "sticky")
        say = phrases(language)
        expect(page.get_by_role("heading", name=say["not_found"])).to_be_visible()
        expect(page.get_by_text(say["not_found_text"])).to_be_visible()
        page.get_by_role("link", name=say["not_found_home"]).click()
        expect(page).to_have_url(home + within("", language))
    page.goto(home + address)
    page.locator(".switch a[lang=en]").click()
    expect(page).to_have_url(f"{home}en/")


def test_addresses_are_those_of_the_site(visit: Visit) -> None:
    """What the pages say of themselves is where they will be published, not where they are."""
    page = visit(LETTER)
    href = page.locator("link[rel=canonical]").get_attribute("href")
    assert href == SITE_URL + LETTER
