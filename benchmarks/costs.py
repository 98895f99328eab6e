"""What a process takes, with all that it starts: time, processor, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROJECT = Path(__file__).resolve().parents[1]
BETWEEN_LOOKS = 0.2
"""Seconds; a look takes some thousandths of one from what is measured."""
LOOKING_AT_MOST = 30
"""How much longer it is left alone than looking has taken."""


@dataclass(frozen=True)
class Cost:
    """What a process has taken, with all that it started."""

    wall: float
    cpu: float
    peak: int
    """The most memory that they have held at once, in bytes: what they share counts once (PSS)."""


def command(module: Sequence[str]) -> list[str]:
    """Write the command that runs a module of Python."""
    return [sys.executable, "-m", *module]


def environment(folder: Path) -> dict[str, str]:
    """Give what a module needs to find the library of a site."""
    path = os.pathsep.join((str(folder / "hooks"), str(PROJECT)))
    return {**os.environ, "PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1"}


def run(module: Sequence[str], folder: Path, *, core: int | None = None) -> Cost:
    """Run a module in a process of its own, and wait for it.

    Raises:
        RuntimeError: it has failed.

    """
    pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
    start = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603
        command(module),
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        preexec_fn=pin,  # noqa: PLW1509  (what else runs here only looks)
    )
    looks = _Looks(child.pid)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    peak = looks.end()
    if child.returncode:
        message = f"{' '.join(module)} failed in {folder}"
        raise RuntimeError(message)
    # It may have gone before it was looked at. What the system tells counts in this process too,
    # of which it began as a copy, so it is not asked where anything was seen.
    return Cost(wall, used.ru_utime + used.ru_stime, peak or used.ru_maxrss * 1024)


class _Looks(threading.Thread):
    """Looks at the memory of a process and of all that it started, several times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._peak, self._over = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        """Look until it is over."""
        pause = BETWEEN_LOOKS
        while not self._over.wait(pause):
            start = time.thread_time()
            self._peak = max(self._peak, sum(map(_memory, _family(self._pid))))
            # Looking takes time from what is looked at: the more of it there is, the more.
            pause = max(BETWEEN_LOOKS, (time.thread_time() - start) * LOOKING_AT_MOST)

    def end(self) -> int:
        """Stop looking; give the most that was seen."""
        self._over.set()
        self.join()
        return self._peak


def _family(pid: int) -> Iterator[int]:
    """Give a process and all that stem from it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text(encoding="ascii").split()
        except OSError:  # it has just ended
            continue
        for child in found:
            yield from _family(int(child))


def _memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has just ended, or this is no Linux
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
