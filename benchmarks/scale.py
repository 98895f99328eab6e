"""What a site costs as it grows, against the stock stack: to build, to edit, to search, to read.

python benchmarks/scale.py [build | serve | search | page …] [--letters N …] [--rounds N]
"""

from __future__ import annotations

import argparse
import math
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import cycle, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "hooks")]

from playwright.sync_api import TimeoutError as TookTooLong  # noqa: E402
from tests.browser import chromium  # noqa: E402
from tests.browser.serving import Handler, serve  # noqa: E402
from tests.built import SITE_URL, Built  # noqa: E402

from benchmarks.costs import Cost, command, environment, run  # noqa: E402  (after the path set above)
from benchmarks.sites import Site, make  # noqa: E402
from benchmarks.weight import WINDOWS, weigh  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


OURS, STOCK = "checked", "stock"
BUILD = ("mkdocs", "build", "--quiet")
EDITS = cycle(("Lastly", "Meanwhile", "Likewise", "Nonetheless", "Besides", "Otherwise"))
"""What an edited paragraph begins with, each time another word than before."""
WATCHED = 3
"""Seconds in which MkDocs looks at all files, to know which change from then on."""
GRACE = 10
"""Seconds in which a preview has to end."""
LONGEST = 600
"""Seconds that anything may take."""
SEARCHED = 120
"""Seconds that a search may take."""
STACK = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "pagefind")
UNITS = (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000))
OPEN = {OURS: "[data-find-open]", STOCK: ".md-search__input"}
INPUT = {OURS: "[data-find] input", STOCK: ".md-search__input"}
RESULT = {OURS: "[data-find-results] a", STOCK: ".md-search-result__link"}
NONE = "–"


@dataclass
class Grounds:
    """The sites that are measured, each made once, and how."""

    folder: Path
    options: argparse.Namespace
    _sites: dict[tuple[str, int], Site] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Ours, and the stock stack's unless it is left out."""
        return (OURS,) if self.options.ours_only else (OURS, STOCK)

    @property
    def sizes(self) -> list[int]:
        """How many letters the sites have."""
        return sorted(self.options.letters)

    def site(self, kind: str, letters: int) -> Site:
        """Give a site, not necessarily built."""
        if (kind, letters) not in self._sites:
            place = self.folder / f"{kind}-{letters}"
            self._sites[kind, letters] = make(
                kind, place, letters, approved=self.options.approved and kind == OURS
            )
        return self._sites[kind, letters]

    def built(self, kind: str, letters: int) -> Site:
        """Give a built site."""
        site = self.site(kind, letters)
        if not site.built.exists():
            run(BUILD, site.folder)
        return site


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is asked for, or all."""
    options = _options(argv)
    parts: dict[str, Callable[[Grounds], None]] = {
        "build": build,
        "serve": preview,
        "search": search,
        "page": page,
    }
    _say(_where_and_when(options.rounds))
    with tempfile.TemporaryDirectory() as folder:
        grounds = Grounds(Path(folder), options)
        for part in options.part or parts:
            parts[part](grounds)
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what a site costs as it grows.")
    parser.add_argument("part", nargs="*", choices=["build", "serve", "search", "page", []])
    parser.add_argument("--letters", type=int, nargs="+", default=[10, 100, 1000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3, help="each site is built (3)")
    parser.add_argument("--edits", type=int, default=3, help="while it is served (3)")
    parser.add_argument("--word", default="barrage", help="that is searched for (barrage)")
    parser.add_argument("--approved", action="store_true", help="letters with their records")
    parser.add_argument("--ours-only", action="store_true", help="leave the stock stack out")
    return parser.parse_args(argv)


def build(grounds: Grounds) -> None:
    """Build each site by turns: from nothing, and ours again, and with one letter changed."""
    rounds = {letters: _rounds(grounds, letters) for letters in grounds.sizes}
    of: dict[str, Callable[[Cost], float]] = {
        "time": lambda cost: cost.wall,
        "CPU": lambda cost: cost.cpu,
        "memory": lambda cost: cost.peak,
    }

    def median(kind: str, what: str) -> dict[int, float]:
        return {
            letters: statistics.median(of[what](one[kind]) for one in costs)
            for letters, costs in rounds.items()
            if kind in costs[0]
        }

    def ratio(kind: str, to: str, what: str) -> dict[int, float]:
        return {
            letters: statistics.median(of[what](one[kind]) / of[what](one[to]) for one in costs)
            for letters, costs in rounds.items()
            if to in costs[0]
        }

    table = Table(grounds.sizes, growing=True)
    for what, write in (("time", _seconds), ("CPU", _seconds), ("memory", _bytes)):
        ratios = ratio(OURS, STOCK, what)
        table.compare(what, median(OURS, what), median(STOCK, what), write, ratios)
    here, there = (
        {one: grounds.site(kind, one).size for one in grounds.sizes if kind in grounds.kinds}
        for kind in (OURS, STOCK)
    )
    table.compare("site", here, there, _bytes)
    _say("\n### Building from nothing\n", table)
    table = Table(grounds.sizes)
    for occasion, kind in (("nothing changed", "again"), ("one letter changed", "edited")):
        for what in ("time", "CPU"):
            table.add(f"{occasion}: {what}", median(kind, what), _seconds)
            table.add("of the first", ratio(kind, OURS, what), _ratio)
    _say("\n### Building again\n", table)


def _rounds(grounds: Grounds, letters: int) -> list[dict[str, Cost]]:
    """Build by turns, so that what else the machine does weighs on all alike."""
    done = []
    for number in range(grounds.options.rounds):
        costs = {}
        for kind in grounds.kinds:
            site = grounds.site(kind, letters)
            site.clean()
            costs[kind] = run(BUILD, site.folder)
            if kind == OURS:
                costs["again"] = run(BUILD, site.folder)
                site.edit(next(EDITS))
                costs["edited"] = run(BUILD, site.folder)
        _tell(f"{letters:,} letters, round {number + 1}: {costs}")
        done.append(costs)
    return done


def preview(grounds: Grounds) -> None:
    """Change a letter while a site is served, several times, until its page says so."""
    table = Table(grounds.sizes)
    found = {
        kind: {
            one: _previewed(grounds.site(kind, one), grounds.options.edits) for one in grounds.sizes
        }
        for kind in grounds.kinds
    }
    for at, what in enumerate(("until the first page", "until an edit shows")):
        here, there = (
            {letters: waits[at] for letters, waits in found.get(kind, {}).items()}
            for kind in (OURS, STOCK)
        )
        table.compare(what, here, there, _seconds)
    _say("\n### Writing with a preview\n", table)


def _previewed(site: Site, edits: int) -> tuple[float, float]:
    """Serve a site; give how long it takes to its first page, and the median of the edits."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    address = f"http://{host}/en/{site.address}"
    start = time.perf_counter()
    server = subprocess.Popen(  # noqa: S603
        command(["mkdocs", "serve", "--quiet", "--dev-addr", host]),
        cwd=site.folder,
        env=environment(site.folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        first = _until(server, address, "<h1", start)
        time.sleep(WATCHED)
        waits = []
        for _ in range(edits):
            word = next(EDITS)
            start = time.perf_counter()
            site.edit(word)
            waits.append(_until(server, address, f">{word}: ", start))
            _tell(f"{site.folder.name}: shown after {waits[-1]:.1f} s")
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(GRACE)
        except subprocess.TimeoutExpired:  # a shell lets its background jobs pass over Ctrl-C
            server.terminate()
            server.wait()
    return first, statistics.median(waits)


def _until(server: subprocess.Popen[bytes], address: str, words: str, start: float) -> float:
    """Ask for a page until it holds some words; give the seconds since the start.

    Raises:
        RuntimeError: it never does.

    """
    while (waited := time.perf_counter() - start) < LONGEST:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=LONGEST) as answer:  # noqa: S310
                if words in answer.read().decode():
                    return time.perf_counter() - start
        except OSError:  # it does not listen yet, or has not the page
            pass
        time.sleep(0.05)
    message = f'{address} does not show "{words}" after {waited:.0f} s'
    raise RuntimeError(message)


@dataclass(frozen=True)
class Loaded:
    """What a reader's browser has loaded."""

    sent: int
    """Bytes, compressed as hosts do."""
    requests: int
    waited: float = 0
    """Seconds until a search showed its first result."""


def search(grounds: Grounds) -> None:
    """Open a letter, search for a word, and count what is loaded until the first result shows."""
    word, found = grounds.options.word, {}
    for letters in grounds.sizes:
        for kind in grounds.kinds:
            found[kind, letters] = _searched(grounds.built(kind, letters), kind, word)
            _tell(f"{letters:,} letters, {kind}: {found[kind, letters]}")
    table = _loaded(grounds, found)
    here, there = (
        {one: found[kind, one].waited for one in grounds.sizes if (kind, one) in found}
        for kind in (OURS, STOCK)
    )
    table.compare("until the first result", here, there, _seconds)
    _say(f"\n### Opening a letter, and searching for « {word} »\n", table)


def _loaded(grounds: Grounds, found: Mapping[tuple[str, int], Loaded]) -> Table:
    table = Table(grounds.sizes)
    sent, requests = (
        {at: float(getattr(one, what)) for at, one in found.items()}
        for what in ("sent", "requests")
    )
    for what, of, write in (("sent", sent, _bytes), ("requests", requests, _count)):
        here, there = (
            {one: of[kind, one] for one in grounds.sizes if (kind, one) in of}
            for kind in (OURS, STOCK)
        )
        table.compare(what, here, there, write)
    return table


def _searched(site: Site, kind: str, word: str) -> Loaded:
    """Search from the page of a letter.

    They are counted by the host: what workers of the page ask for counts as well.
    """
    sent: list[int] = []

    class Counting(Handler):
        def send_header(self, keyword: str, value: str) -> None:
            if keyword == "Content-Length":
                sent.append(int(value))
            super().send_header(keyword, value)

    with serve(Built(site.built, SITE_URL), Counting) as address, chromium.opened() as browser:
        page = browser.new_page()
        page.goto(address + site.address, wait_until="load")
        page.locator(OPEN[kind]).click()
        start = time.perf_counter()
        page.locator(INPUT[kind]).fill(word)
        page.keyboard.press("End")  # the stock search listens to keys
        try:
            page.locator(RESULT[kind]).first.wait_for(timeout=SEARCHED * 1000)
            took = time.perf_counter() - start
        except TookTooLong:
            took = math.inf
    return Loaded(sum(sent), len(sent), took)


def page(grounds: Grounds) -> None:
    """Open a letter, and the register, and see what they make a browser load."""
    for what, kinds in (("a letter", grounds.kinds), ("the register", (OURS,))):
        found = {}
        with chromium.opened() as browser:
            for kind in kinds:
                for letters in grounds.sizes:
                    site = grounds.built(kind, letters)
                    address = site.address if what == "a letter" else ""
                    built = Built(site.built, SITE_URL)
                    weight = weigh(browser, built, address, WINDOWS["desktop"])
                    found[kind, letters] = Loaded(weight.sent.total(), weight.requests)
        _say(f"\n### Opening {what}\n", _loaded(grounds, found))


@dataclass
class Table:
    """Figures by the number of letters, in Markdown."""

    sizes: list[int]
    growing: bool = False
    """Whether it says with what power of the number of letters each figure grows."""
    columns: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, head: str, figures: Mapping[int, float], write: Callable[[float], str]) -> None:
        """Add a column."""
        cells = [write(figures[one]) if one in figures else NONE for one in self.sizes]
        if self.growing:
            cells += [_growth(figures, *sizes) for sizes in pairwise(self.sizes)]
        self.columns.append((head, cells))

    def compare(
        self,
        head: str,
        here: Mapping[int, float],
        there: Mapping[int, float],
        write: Callable[[float], str],
        ratios: Mapping[int, float] | None = None,
    ) -> None:
        """Add a column of ours, and, if there is one, that of the stock stack and the ratio."""
        self.add(head, here, write)
        if there:
            self.add("stock", there, write)
            ratios = ratios or {one: here[one] / there[one] for one in here}
            cells = [_ratio(ratios[one]) for one in self.sizes]
            self.columns.append(("ratio", cells + [""] * (len(self.columns[0][1]) - len(cells))))

    def __str__(self) -> str:
        """Write it."""
        names = [f"{one:,}" for one in self.sizes]
        if self.growing:
            names += [f"growth, {a} to {b}" for a, b in pairwise(names)]
        columns = [("letters", names), *self.columns]
        rows = [[head for head, _ in columns], ["---"] * len(columns)]
        rows += map(list, zip(*(cells for _, cells in columns), strict=True))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _growth(figures: Mapping[int, float], few: int, many: int) -> str:
    if few not in figures or many not in figures:
        return NONE
    return f"n^{math.log(figures[many] / figures[few]) / math.log(many / few):.2f}"


def _seconds(figure: float) -> str:
    return f"{figure:.2f} s" if figure < math.inf else f"none in {SEARCHED} s"


def _bytes(figure: float) -> str:
    name, unit = next((one for one in UNITS if figure >= one[1]), UNITS[-1])
    return f"{figure / unit:.1f} {name}"


def _count(figure: float) -> str:
    return f"{figure:,.0f}"


def _ratio(figure: float) -> str:
    return f"{figure:.2f}"


def _where_and_when(rounds: int) -> str:
    """Say on what and with what all this was measured."""
    today = datetime.now(UTC).date()
    stack = ", ".join(f"{name} {version(name)}" for name in STACK)
    return (
        f"{today.day} {today:%B %Y}, {os.cpu_count()} cores of {_processor()}, "
        f"Python {sys.version.split()[0]}, {stack}; medians of {rounds} rounds"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "an unknown processor"
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(names, "an unknown processor")


def _say(*lines: object) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def _tell(line: str) -> None:
    """Say how far it is, beside what is measured."""
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main())
