"""The pictures that are published are those that were drawn."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Literal

import pytest

from tests.pictures import ASSETS, PICTURES, Picture, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How far two pictures differ in the mean of all their points, from 0 to 255.
DIFFERENCE = """async (sources) => {
  const points = await Promise.all(sources.map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    return canvas.getImageData(0, 0, image.width, image.height).data;
  }));
  const [one, other] = points;
  if (one.length !== other.length) return 255;
  return one.reduce((sum, value, at) => sum + Math.abs(value - other[at]), 0) / one.length;
}"""
# Where the middle of the icon's left half is: within its ground, between two lines.
GROUND = """async (source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(32, 32).getContext("2d");
  canvas.drawImage(image, 0, 0, 32, 32);
  return [...canvas.getImageData(3, 16, 1, 1).data];
}"""


def as_data(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_picture_is_that_of_its_drawing(browser: Browser, picture: Picture) -> None:
    drawn = page_of(browser, picture).screenshot()
    blank = browser.new_page(viewport={"width": picture.width, "height": picture.height})
    sources = [as_data(drawn), as_data((ASSETS / picture.name).read_bytes())]
    assert blank.evaluate(DIFFERENCE, sources) < 1
    assert blank.evaluate(DIFFERENCE, [sources[0], as_data(blank.screenshot())]) > 10
    blank.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_icon_stands_out_in_each_scheme(browser: Browser, scheme: Literal["light", "dark"]) -> None:
    page = browser.new_page(color_scheme=scheme)
    svg = as_data((ASSETS / "favicon.svg").read_bytes(), "svg+xml")
    light = sum(page.evaluate(GROUND, svg)[:3]) / 3
    assert light > 160 if scheme == "dark" else light < 96
    page.close()
