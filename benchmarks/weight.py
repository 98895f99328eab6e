"""What a reader must load to read the letter: here, and on a stock Material site of the same text.

python benchmarks/weight.py
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "hooks")]

from tests.browser import chromium  # noqa: E402
from tests.browser.serving import serve  # noqa: E402
from tests.built import LETTER, SITE_URL, build  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Request
    from tests.built import Built

# As its guides have it. Its fonts come from another host, so they can only be counted.
STOCK = f"""
site_name: Letters
site_url: {SITE_URL}
theme: {{name: material}}
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {{locale: fr, name: Français, default: true}}
        - {{locale: en, name: English}}
"""
WINDOWS = {"phone": (360, 640), "desktop": (1280, 800)}
KINDS = {
    "document": "HTML",
    "stylesheet": "CSS",
    "script": "JavaScript",
    "font": "fonts",
    "image": "images",
}
OTHER = "other"  # what scripts fetch
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    sum += list.getEntries().reduce((total, entry) => total + entry.value, 0);
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@dataclass
class Weight:
    """What one page has made the browser load and lay out."""

    requests: int = 0
    elsewhere: int = 0
    """Of these, to other hosts, and not answered here."""
    sent: Counter[str] = field(default_factory=Counter)
    """Bytes as they were sent, compressed, by kind."""
    decoded: Counter[str] = field(default_factory=Counter)
    """Bytes as the browser has to read them, by kind."""
    shift: float = 0
    """The cumulative layout shift."""
    elements: int = 0


def main() -> int:
    """Build both sites, open the letter on each, and print what it weighs."""
    with tempfile.TemporaryDirectory() as folder, chromium.opened() as browser:
        sites = [build(Path(folder, "ours")), _stock(Path(folder))]
        for window, size in WINDOWS.items():
            ours, stock = (weigh(browser, site, LETTER, size) for site in sites)
            sys.stdout.write(f"{window}, {size[0]} × {size[1]}\n")
            sys.stdout.writelines(_table(ours, stock))
    return 0


def _stock(folder: Path) -> Built:
    """Build the letter as Material shows it, without the marks that only our extension reads."""
    project = folder / "stock"
    for source in (PROJECT / "docs" / LETTER).glob("index.*.md"):
        target = project / "docs" / LETTER / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8")
        target.write_text(re.sub(r"^///.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
        home = project / "docs" / source.name
        home.write_text("# Letters\n", encoding="utf-8")
    (project / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    return build(folder / "stock-site", project=project)


def weigh(browser: Browser, site: Built, page_address: str, size: tuple[int, int]) -> Weight:
    """Open a page of a site, and see what it makes the browser load and lay out."""
    weight = Weight()
    with serve(site) as address:
        host = urlsplit(address).netloc
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        page.route(lambda url: urlsplit(url).netloc != host, lambda route: route.abort())
        requests: list[Request] = []
        page.on("request", lambda request: requests.append(request))  # noqa: PLW0108  (takes a function only)
        page.goto(address + page_address, wait_until="networkidle")
        weight.shift = page.evaluate(SHIFT)
        weight.elements = page.evaluate("document.querySelectorAll('*').length")
        for request in requests:
            _add(weight, request, elsewhere=urlsplit(request.url).netloc != host)
        page.close()
    return weight


def _add(weight: Weight, request: Request, *, elsewhere: bool) -> None:
    weight.requests += 1
    weight.elsewhere += elsewhere
    if response := request.response():
        kind = KINDS.get(request.resource_type, OTHER)
        weight.sent[kind] += request.sizes()["responseBodySize"]
        weight.decoded[kind] += len(response.body())


def _table(ours: Weight, stock: Weight) -> Iterator[str]:
    yield f"  {'':24}{'here':>10}{'stock':>10}{'ratio':>8}\n"
    yield _row("requests", ours.requests, stock.requests)
    yield _row("of them to other hosts", ours.elsewhere, stock.elsewhere)
    for title, mine, theirs in (
        ("bytes sent", ours.sent, stock.sent),
        ("bytes decoded", ours.decoded, stock.decoded),
    ):
        yield _row(title, mine.total(), theirs.total())
        for kind in (*KINDS.values(), OTHER):
            if mine[kind] or theirs[kind]:
                yield _row(f"  {kind}", mine[kind], theirs[kind])
    yield _row("elements", ours.elements, stock.elements)
    yield f"  {'layout shift':24}{ours.shift:>10.4f}{stock.shift:>10.4f}\n"


def _row(name: str, ours: int, stock: int) -> str:
    ratio = f"{ours / stock:8.2f}" if stock else ""
    return f"  {name:24}{ours:10,}{stock:10,}{ratio}\n"


if __name__ == "__main__":
    raise SystemExit(main())
