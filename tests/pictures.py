"""Draws the pictures anew that cannot be published as SVG: ``make pictures``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

ASSETS = Path(__file__).parents[1] / "docs" / "assets"
# The drawing fills the picture; what its corners leave free has the colour of its ground.
PAGE = "<style>body {{ margin: 0; background: #1d4477 }} svg {{ display: block }}</style>{svg}"


@dataclass(frozen=True)
class Picture:
    """A picture, drawn from a drawing."""

    source: str
    name: str
    width: int
    height: int


PICTURES = (
    # What is shown where a link to a page is sent or posted.
    Picture("preview.svg", "preview.png", 1200, 630),
    # On the home screen of a phone, which cuts the corners itself.
    Picture("favicon.svg", "touch-icon.png", 180, 180),
)


def page_of(browser: Browser, picture: Picture) -> Page:
    """Show a drawing as large as its picture."""
    size: ViewportSize = {"width": picture.width, "height": picture.height}
    page = browser.new_page(viewport=size, color_scheme="light")
    page.set_content(PAGE.format(svg=(ASSETS / picture.source).read_text(encoding="utf-8")))
    return page


def draw() -> None:
    """Draw every picture."""
    with chromium.opened() as browser:
        for picture in PICTURES:
            page_of(browser, picture).screenshot(path=ASSETS / picture.name)


if __name__ == "__main__":
    draw()
