"""What the browser tests share: the site on a host, and a page of it that is watched."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal, Protocol

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

    from tests.built import Built

PATIENCE = 15_000  # milliseconds, for what comes at once on a machine that is not busy
At = Literal["root", "below", "six", "ageing", "many", "sharded"]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def root_host(site: Built) -> Iterator[str]:
    """The address of the site at the root of a host."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def below_host(site_below: Built) -> Iterator[str]:
    """The address of the site below a path."""
    with serve(site_below) as address:
        yield address


@pytest.fixture(scope="session")
def six_host(six_site: Built) -> Iterator[str]:
    """The address of the site in six languages."""
    with serve(six_site) as address:
        yield address


@pytest.fixture(scope="session")
def ageing_host(ageing_site: Built) -> Iterator[str]:
    """The address of the site whose texts have gone on."""
    with serve(ageing_site) as address:
        yield address


@pytest.fixture(scope="session")
def many_host(many_site: Built) -> Iterator[str]:
    """The address of the site of many communications, below a path."""
    with serve(many_site) as address:
        yield address


@pytest.fixture(scope="session")
def sharded_host(sharded_site: Built) -> Iterator[str]:
    """The address of a site whose search is in several shards."""
    with serve(sharded_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with chromium.opened() as opened:
        yield opened


def restyle(page: Page, css: str) -> None:
    """Add styles to a page that allows none in it."""
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets.push(sheet);
        }""",
        css,
    )


@dataclass
class Watch:
    """What a page asked for, and what went wrong in it."""

    requested: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.wrong.append(f"error: {error.error}"))

    def _request(self, request: Request) -> None:
        self.requested.append(request.url)

    def _failed(self, request: Request) -> None:
        # A page that is left gives up what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        # That a page is not found is no fault of the site; that a part of it is not, is.
        if (
            response.status >= HTTPStatus.BAD_REQUEST
            and not response.request.is_navigation_request()
        ):
            self.wrong.append(f"{response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # What could not be loaded is seen above, with its address.
        seen = message.text.startswith("Failed to load resource")
        if message.type in {"error", "warning"} and not seen:
            self.wrong.append(f"{message.type}: {message.text}")


class Visit(Protocol):
    """Opens a page of the site in a window of its own."""

    def __call__(
        self,
        address: str = "",
        *,
        at: At = "root",
        size: tuple[int, int] = (1280, 800),
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        touch: bool = False,
        troubled: bool = False,
    ) -> Page:
        """Go to an address. Only where ``troubled`` may anything go wrong."""
        ...


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open pages; in the end, see that nothing went wrong and nothing left the host."""
    contexts: list[BrowserContext] = []
    watched: list[tuple[str, Watch]] = []

    def go(
        address: str = "",
        *,
        at: At = "root",
        size: tuple[int, int] = (1280, 800),
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        touch: bool = False,
        troubled: bool = False,
    ) -> Page:
        host: str = request.getfixturevalue(f"{at}_host")  # built when it is first asked for
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=scripts,
            has_touch=touch,
            is_mobile=touch,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if not troubled:
            watch = Watch()
            watch.over(context)
            watched.append((host, watch))
        page = context.new_page()
        page.goto(host + address)
        return page

    yield go
    for context in contexts:
        context.close()
    for host, watch in watched:
        assert watch.wrong == []
        assert watch.requested
        assert [url for url in watch.requested if not url.startswith(host)] == []
