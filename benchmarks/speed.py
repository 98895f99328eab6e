"""What reading and checking cost: in a build, in the command, and in a preview.

python benchmarks/speed.py [build | command | preview …] [--letters N] [--rounds N] [--check N …]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "hooks")]

from benchmarks.costs import Cost, run  # noqa: E402  (found by the path set above)
from benchmarks.sites import make  # noqa: E402
from concordance.configuration import load, reader_of  # noqa: E402
from concordance.folders import find_communications  # noqa: E402
from concordance.making import Maker  # noqa: E402
from concordance.reading import Reader  # noqa: E402
from concordance.remembering import Remembering  # noqa: E402
from concordance.site import Language, Site  # noqa: E402
from concordance.store import Store  # noqa: E402
from concordance.workshop import Workshop  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from concordance.model import Version

SITES = {
    "checked": "as it is",
    "unchecked": "without comparing versions",
    "stock": "stock: Material and i18n, no hook",
}
MILLION = 1_000_000


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is asked for, or all."""
    options = _options(argv)
    parts: dict[str, Callable[[], None]] = {
        "build": lambda: build(options.letters, options.rounds),
        "command": lambda: command(options.check),
        "preview": lambda: preview(options.letters),
    }
    for part in options.part or parts:
        parts[part]()
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what reading and checking cost.")
    parser.add_argument("part", nargs="*", choices=["build", "command", "preview", []])
    parser.add_argument("--letters", type=int, default=100, help="in a site (100)")
    parser.add_argument("--rounds", type=int, default=5, help="each site is built (5)")
    parser.add_argument("--check", type=int, nargs="+", default=[100, 1000], metavar="N")
    return parser.parse_args(argv)


def build(count: int, rounds: int) -> None:
    """Build the same letters in three ways, by turns, and compare the medians."""
    _say(f"mkdocs build, {count} letters in two languages, {rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        sites = {kind: make(kind, Path(folder, kind), count) for kind in SITES}
        costs: dict[str, list[Cost]] = {kind: [] for kind in SITES}
        for _ in range(rounds):
            for kind, site in sites.items():
                site.clean()  # nothing is kept
                costs[kind].append(run(["mkdocs", "build", "--quiet"], site.folder))
    cpu = {kind: statistics.median(cost.cpu for cost in costs[kind]) for kind in SITES}
    wall = {kind: statistics.median(cost.wall for cost in costs[kind]) for kind in SITES}
    peak = {kind: max(cost.peak for cost in costs[kind]) / MILLION for kind in SITES}
    for kind, name in SITES.items():
        _say(f"  {name:34} {cpu[kind]:6.2f} s CPU  {wall[kind]:6.2f} s  {peak[kind]:6.1f} MB")
    for other in ("unchecked", "stock"):
        # Of each round by itself: what else the machine does weighs on its builds alike.
        rounds_ = list(zip(costs["checked"], costs[other], strict=True))
        work = statistics.median(a.cpu / b.cpu for a, b in rounds_)
        time_ = statistics.median(a.wall / b.wall for a, b in rounds_)
        _say(f"  as it is / {other:21} {work:6.3f} of the CPU {time_:7.3f} of the time")


def command(counts: Sequence[int]) -> None:
    """Check letters on one core, and see that more of them take no more memory."""
    _say("python -m concordance check, letters in two languages, one core")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            site = make("checked", Path(folder), count)
            cost = run(["concordance", "check"], site.folder, core=0)
        micro = cost.cpu / site.blocks / 2 * MILLION
        _say(
            f"  {count:6} letters  {cost.cpu:6.2f} s CPU  {cost.wall:6.2f} s  "
            f"{micro:5.0f} µs a block  {cost.peak / MILLION:6.1f} MB"
        )


def preview(count: int) -> None:
    """Change one file of a site that is being served, and count what is read again."""
    _say(f"mkdocs serve, {count} letters: reading and checking for a preview")
    reads: list[Path] = []

    def counted(self: Reader, path: Path, *rest: object) -> Version:
        reads.append(path)
        return read(self, path, *rest)  # type: ignore[arg-type]

    read, Reader.read = Reader.read, counted  # type: ignore[method-assign,assignment]
    try:
        with tempfile.TemporaryDirectory() as folder:
            site = make("checked", Path(folder), count)
            workshop = _workshop(site.folder)
            occasions = ("at first", "nothing changed", "a file changed", "it changed again")
            for number, occasion in enumerate(occasions):
                if number > 1:
                    site.edit("Lastly" if number % 2 else "Moreover")
                reads.clear()
                start = time.process_time()
                reader = workshop.maker.reader
                list(workshop.make(find_communications(reader, reader.docs)))
                cost = time.process_time() - start
                _say(f"  {occasion:18} {len(reads):5} files read  {cost:6.2f} s CPU")
    finally:
        Reader.read = read  # type: ignore[method-assign]


def _workshop(root: Path) -> Workshop:
    """Make what a preview has; it makes all in this process, where it can be counted."""
    with _within(root):
        config = load()
        reader = reader_of(config, root=root)
    own = {one.name: getattr(reader, one.name) for one in fields(reader)}
    language = Language("fr", "Français", "Lettres", "", "")
    other = Language("en", "English", "Letters", "", "en/")
    site = Site("https://concordance.example/", reader.docs, (language, other))
    maker = Maker(Remembering(**own), site, lambda _, __, context: context["page"].content)
    return Workshop(maker, Store(root / ".cache"), "", processes=1)


class _within:  # noqa: N801  (used as a function)
    """Work in a folder for a while."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.before = folder, Path.cwd()

    def __enter__(self) -> None:
        os.chdir(self.folder)

    def __exit__(self, *_: object) -> None:
        os.chdir(self.before)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
