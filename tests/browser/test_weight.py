"""The letter is light, and nothing of it moves once it is seen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.serving import Handler, serve
from tests.built import LANGUAGES, LETTER, addresses, within

if TYPE_CHECKING:
    import io
    from typing import BinaryIO

    from playwright.sync_api import Browser, Page, Request

    from tests.browser.conftest import Visit
    from tests.built import Built

SIZES = pytest.mark.parametrize("size", [(360, 640), (1280, 800)], ids=["phone", "desktop"])
MOST_REQUESTS = 12
TRIES, LITTLE = 4, 0.02
MOST_BYTES = 56_000  # as they are sent, compressed
# How far what was seen has moved, the reader not having done anything.
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.hadRecentInput ? 0 : entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 150);
})"""


class InTwoParts(Handler):
    """Sends a page as a bad line does: it is shown when only a part of its header is there."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if self.path.endswith("/"):
            del self.headers["Accept-Encoding"]
        return super().send_head()

    def copyfile(self, source: Any, outputfile: Any) -> None:  # noqa: ANN401  (as the base class)
        before, mark, after = source.read().partition(b"<dialog")
        outputfile.write(before)
        if mark:
            outputfile.flush()
            time.sleep(0.4)
        outputfile.write(mark + after)


def shift(page: Page) -> float:
    found: float = page.evaluate(SHIFT)
    return found


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_is_light(
    browser: Browser, root_host: str, language: str, size: tuple[int, int]
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    sent: list[Request] = []
    page.on("requestfinished", lambda request: sent.append(request))  # noqa: PLW0108  (a function)
    page.goto(root_host + within(LETTER, language), wait_until="networkidle")
    assert 3 < len(sent) <= MOST_REQUESTS
    assert 10_000 < sum(one.sizes()["responseBodySize"] for one in sent) <= MOST_BYTES
    page.close()


@SIZES
def test_nothing_moves(visit: Visit, size: tuple[int, int]) -> None:
    home = visit(size=size)
    for address in [*addresses(), "nowhere/"]:
        for fragment in ("", "#para_3"):
            # A busy machine may show a page before all of it is there; that is tested below.
            found: list[float] = []
            while len(found) < TRIES and 0 not in found:
                page = home.context.new_page()
                page.goto(home.url + address + fragment)
                found.append(shift(page))
                page.close()
            assert 0 in found, (address + fragment, found)
            assert max(found) < LITTLE, (address + fragment, found)


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_moves_when_the_line_is_bad(
    browser: Browser, site: Built, language: str, size: tuple[int, int]
) -> None:
    with serve(site, InTwoParts) as address:
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        page.goto(address + within(LETTER, language))
        assert shift(page) == 0
        page.close()


def test_what_moves_is_seen(visit: Visit) -> None:
    page = visit(LETTER)
    page.evaluate("document.querySelector('.masthead').style.paddingTop = '100px'")
    assert shift(page) > 0
