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
from benchmarks.sites import Site as Letters  # noqa: E402
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
    parser.add_argument(
        "--rounds", type=int, default=5, help="in each, every site is built twice (5)"
    )
    parser.add_argument("--check", type=int, nargs="+", default=[100, 1000], metavar="N")
    return parser.parse_args(argv)


def build(count: int, rounds: int) -> None:
    """Build the same letters in three ways, by turns, and compare the medians."""
    _say(f"mkdocs build, {count} letters in two languages, {rounds} rounds there and back")
    with tempfile.TemporaryDirectory() as folder:
        sites = {kind: make(kind, Path(folder, kind), count) for kind in SITES}
        costs: dict[str, list[tuple[Cost, Cost]]] = {kind: [] for kind in SITES}
        for _ in range(rounds):
            there = {kind: _built(site) for kind, site in sites.items()}
            back = {kind: _built(site) for kind, site in reversed(sites.items())}
            for kind in SITES:
                costs[kind].append((there[kind], back[kind]))
    cpu = {kind: [one.cpu + two.cpu for one, two in costs[kind]] for kind in SITES}
    wall = {kind: [one.wall + two.wall for one, two in costs[kind]] for kind in SITES}
    peak = {kind: max(one.peak for both in costs[kind] for one in both) for kind in SITES}
    for kind, name in SITES.items():
        work, time_ = statistics.median(cpu[kind]) / 2, statistics.median(wall[kind]) / 2
        _say(f"  {name:34} {work:6.2f} s CPU  {time_:6.2f} s  {peak[kind] / MILLION:6.1f} MB")
    for other in ("unchecked", "stock"):
        # Of each round by itself, there and back: what else the machine does weighs on all alike.
        work = _ratio(cpu["checked"], cpu[other])
        time_ = _ratio(wall["checked"], wall[other])
        _say(f"  as it is / {other:21} {work:6.3f} of the CPU {time_:7.3f} of the time")


def _built(site: Letters) -> Cost:
    site.clean()  # nothing is kept
    return run(["mkdocs", "build", "--quiet"], site.folder)


def _ratio(ours: Sequence[float], others: Sequence[float]) -> float:
    return statistics.median(one / other for one, other in zip(ours, others, strict=True))


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
