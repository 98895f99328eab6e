"""No page stands in anyone's way: WCAG 2.2 AA, as far as axe can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from concordance.phrases import phrases
from tests.built import LANGUAGES, LETTER, addresses, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

APPEARANCES: list[tuple[Literal["light", "dark"], int, int]] = [
    ("light", 1280, 800),
    ("dark", 1280, 800),
    ("dark", 360, 640),
    ("light", 360, 640),
]
PAGES = [*addresses(), "nowhere/", "en/404.html"]
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Off unless it is asked for.
    "rules": {"target-size": {"enabled": True}},
}


def appearances(page: Page) -> Iterator[None]:
    """Show a page in each scheme, on a desk and on a phone."""
    for scheme, width, height in APPEARANCES:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
        yield


def violations(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # What the header lies over is whole once the page is scrolled, so it goes back to its place.
    header = "document.querySelector('.md-header')?.style.setProperty('position', '{}')"
    page.evaluate(header.format("relative"))
    found: dict[str, Any] = page.evaluate("(options) => axe.run(options)", OPTIONS)
    page.evaluate(header.format(""))
    assert found["testEngine"]["name"] == "axe-core"
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("address", PAGES)
def test_page(visit: Visit, address: str) -> None:
    page = visit(address)
    for _ in appearances(page):
        assert violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraph_that_is_linked_to(visit: Visit, language: str) -> None:
    """With its mark, and with all that shows when it is pointed at."""
    page = visit(f"{within(LETTER, language)}#para_2")
    for _ in appearances(page):
        page.locator("#para_2").hover()
        expect(page.locator("#para_2 .permalink")).to_have_css("opacity", "1")
        assert violations(page) == []


def test_gap_that_is_linked_to(visit: Visit) -> None:
    page = visit(f"en/{LETTER}#letterhead")
    for _ in appearances(page):
        assert violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_window(visit: Visit, language: str) -> None:
    page = visit(within("", language))
    page.get_by_role("button", name=phrases(language)["search"], exact=True).click()
    page.get_by_role("searchbox").fill("resolution")
    expect(page.locator(".find__passage").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".find__title").first).to_be_focused()
    for _ in appearances(page):
        assert violations(page) == []


def test_faults_are_seen(visit: Visit) -> None:
    """Axe runs, and would tell."""
    page = visit()
    page.evaluate("document.querySelector('.top__name').style.color = 'silver'")
    page.evaluate("document.documentElement.lang = ''")
    found = " ".join(violations(page))
    assert "color-contrast" in found
    assert "html-has-lang" in found
