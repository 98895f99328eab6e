"""What the search finds, indexed in shards, and none anew that holds what it held.

A shard holds the pages of one language of some years, so that a new letter changes the newest one
alone. Pagefind's memory grows with what it indexes; a shard bounds that too.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from concordance.store import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from concordance.store import Store

FOLDER = "pagefind"
"""Where it is published, from the site's root."""
ENOUGH = 200
"""A shard that holds so many letters takes no other year. With fewer, a change costs less, and
memory too; with more, a search loads fewer files."""
SIDE_BY_SIDE = 2
ENTRY, SHARDS = "pagefind-entry.json", "shards.json"
ENGINE = ("pagefind.js", "pagefind-worker.js")
YEARS = "years.{}.json"
"""Which letters are of each year."""
FRAGMENT, SIGNATURE = ".pf_fragment", b"pagefind_dcd"
INDEX = {".pf_meta", ".pf_index", FRAGMENT}
WASM = "wasm.{}.pagefind"
CODE = digest(Path(__file__).read_bytes())
"""What is kept is also made by what stands here."""
PATIENCE = 0.05
"""How often, in seconds, a run is asked whether it has ended."""


class SearchError(Exception):
    """The index cannot be made."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page that can be found."""

    language: str
    url: str
    """From the site's root."""
    words: str
    """Tells what is found in it from all else."""
    html: Callable[[], bytes] = field(compare=False, repr=False)
    date: str = ""
    """Of a letter, as in ``2024-03-15``."""

    @property
    def year(self) -> str:
        """The year of a letter."""
        return self.date[:4]


@dataclass(frozen=True, slots=True)
class Shard:
    """Pages that are indexed together."""

    language: str
    folder: str
    """Where its index is, from that of the search: that of the newest is with the engine."""
    pages: tuple[Found, ...]

    @property
    def key(self) -> str:
        """What its index depends on, and nothing else."""
        parts = (part for page in self.pages for part in (page.url, page.year, page.words))
        told = (CODE, version("pagefind"), self.language, *parts)
        return digest(*(part.encode() for part in told))

    @property
    def years(self) -> list[str]:
        """The years of its letters, the newest first."""
        return sorted({page.year for page in self.pages if page.year}, reverse=True)


def shards(letters: Iterable[Found], others: Iterable[Found] = ()) -> list[Shard]:
    """Part pages into shards: by language, and the newest first.

    They are filled from the oldest letter on, so that those that are full stay as they are. What
    is no letter is in the newest.
    """
    found: list[Shard] = []
    letters, others = list(letters), sorted(others, key=lambda page: page.url)
    for language in sorted({page.language for page in (*letters, *others)}):
        parts = _parts(page for page in letters if page.language == language)
        parts[-1] += [page for page in others if page.language == language]
        for number in range(len(parts), 0, -1):
            folder = "" if number == len(parts) else f"{language}/{number}/"
            found.append(Shard(language, folder, tuple(parts[number - 1])))
    return found


def _parts(letters: Iterable[Found]) -> list[list[Found]]:
    """Part the letters of a language, the oldest first; years are parted only if they are long."""
    parts: list[list[Found]] = [[]]
    in_order = sorted(letters, key=lambda page: (page.date, page.url))
    for _, same_year in groupby(in_order, key=lambda page: page.year):
        year = list(same_year)
        for at in range(0, len(year), ENOUGH):
            if len(parts[-1]) >= ENOUGH:
                parts.append([])
            parts[-1] += year[at : at + ENOUGH]
    return parts


class Ahead:
    """Indexes, while other pages are made still, the shards that hold letters alone.

    It does one at a time, for the core that MkDocs does not use.
    """

    def __init__(self, every: Sequence[Shard], store: Store) -> None:
        """Begin. What fails is left for :func:`publish` to say."""
        self._given_up = Event()
        self._pool = ThreadPoolExecutor(1)
        for shard in every:
            if shard.folder:  # the newest take what is no letter as well
                self._pool.submit(_kept_or_made, shard, store, self._given_up)

    def end(self) -> None:
        """End with what is being done."""
        self._pool.shutdown(cancel_futures=True)

    def give_up(self) -> None:
        """End at once."""
        self._given_up.set()
        self.end()


def publish(
    every: Sequence[Shard], store: Store, folder: Path, given_up: Event | None = None
) -> None:
    """Write all that the search loads into a folder, and leave nothing else there.

    Raises:
        SearchError: Pagefind fails, or the work has been given up.

    """
    given_up = given_up or Event()
    written, folders = set[Path](), set[Path]()
    for name, content in _files(every, store, given_up):
        if given_up.is_set():
            raise SearchError
        path = folder / name
        written.add(path)
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        # The names of Pagefind's own files tell what is in them.
        if path.suffix not in INDEX or not path.exists():
            path.write_bytes(content)
    for path in folder.rglob("*"):
        if path.is_file() and path not in written:
            path.unlink()


def _files(every: Sequence[Shard], store: Store, given_up: Event) -> Iterator[tuple[str, bytes]]:
    """Give the files of all shards, and what says which there are."""
    languages: dict[str, Any] = {}
    listed = defaultdict[str, list[Any]](list)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        made = pool.map(lambda shard: _kept_or_made(shard, store, given_up), every)
        for shard, files in zip(every, made, strict=True):
            own = (
                name for name in files if _is_index(name) or name == YEARS.format(shard.language)
            )
            yield from ((shard.folder + name, files[name]) for name in own)
            entry = json.loads(files[ENTRY])
            if shard.folder:
                yield shard.folder + ENTRY, files[ENTRY]
            else:
                (about,) = entry["languages"].values()
                languages[shard.language] = about
                engine = (*ENGINE, WASM.format(about["wasm"] or "unknown"))
                yield from ((name, files[name]) for name in engine)
            listed[shard.language].append({"folder": shard.folder, "years": shard.years})
    yield ENTRY, _json({**entry, "languages": languages})
    yield SHARDS, _json(listed)


def _is_index(name: str) -> bool:
    return Path(name).suffix in INDEX


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _kept_or_made(shard: Shard, store: Store, given_up: Event) -> Mapping[str, bytes]:
    if given_up.is_set():
        message = "given up"
        raise SearchError(message)
    files = store.files(shard.key)
    if not files:
        files = dict(_indexed(shard.pages, given_up))
        files[YEARS.format(shard.language)] = _json(_years(shard, files))
        store.put(shard.key, {}, files)
    return files


def _years(shard: Shard, files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Give the letters of each year, by the ids that Pagefind gives to what it finds.

    Its own filters would do, were they not written in another order each time.
    """
    years = {_path(page.url): page.year for page in shard.pages if page.year}
    found = defaultdict[str, list[str]](list)
    for name, content in files.items():
        if name.endswith(FRAGMENT):
            told = json.loads(gzip.decompress(content).removeprefix(SIGNATURE))
            if year := years.get(_path(told["url"])):
                found[year].append(Path(name).stem)
    return found


def _path(url: str) -> str:
    return unquote(url).strip("/")


def _indexed(pages: Iterable[Found], given_up: Event) -> Iterator[tuple[str, bytes]]:
    """Let Pagefind index pages, and give the files that are needed of what it makes."""
    with TemporaryDirectory(prefix="concordance-") as temporary:
        site, made, said = (Path(temporary, name) for name in ("site", "made", "said"))
        for page in pages:
            address = unquote(page.url)
            path = site / (address if address.endswith(".html") else f"{address}index.html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page.html())
        command = [_pagefind(), "--quiet", "--site", str(site), "--output-path", str(made)]
        with said.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as run:  # noqa: S603
            while run.poll() is None:
                if given_up.wait(PATIENCE):
                    run.kill()
        if run.returncode:
            raise SearchError(said.read_text(encoding="utf-8", errors="replace").strip())
        for path in sorted(made.rglob("*")):
            name = path.relative_to(made).as_posix()
            if _is_index(name) or path.suffix == ".pagefind" or name in {ENTRY, *ENGINE}:
                yield name, path.read_bytes()


def _pagefind() -> str:
    """Give the program itself: ``python -m pagefind`` would only start Python to become that."""
    from pagefind.service import get_executable  # noqa: PLC0415  (slow to load, and seldom needed)

    found = get_executable()
    if found is None:
        message = "Pagefind is not installed"
        raise SearchError(message)
    return str(found)


@dataclass
class Meanwhile:
    """Publishes the search of a preview while its pages are read already.

    The index stands aside while pages are built anew, and serves until there is another.
    """

    folder: Path
    complain: Callable[[Exception], None]
    pause: float = 2.0
    """Seconds after which it begins, so that it is in nobody's way who goes on writing."""
    _given_up: Event = field(default_factory=Event)
    _thread: Thread = field(default_factory=Thread)

    @property
    def _aside(self) -> Path:
        return self.folder.parent.with_name(f"{self.folder.parent.name}-{self.folder.name}")

    def give_up(self) -> None:
        """End what is being done, and put what there is aside."""
        self.stop()
        if self.folder.exists():
            self.folder.replace(self._aside)

    def stop(self) -> None:
        """End what is being done."""
        self._given_up.set()
        self.wait()

    def wait(self) -> None:
        """Wait until what is being done is done."""
        if self._thread.is_alive():
            self._thread.join()

    def begin(self, every: Sequence[Shard], store: Store) -> None:
        """Put back what there is, and index what is not kept."""
        if self._aside.exists():
            self._aside.replace(self.folder)
        self._given_up = Event()
        self._thread = Thread(target=self._publish, args=(every, store, self._given_up))
        self._thread.daemon = True
        self._thread.start()

    def end(self) -> None:
        """End what is being done, for good."""
        self.give_up()
        shutil.rmtree(self._aside, ignore_errors=True)

    def _publish(self, every: Sequence[Shard], store: Store, given_up: Event) -> None:
        if given_up.wait(self.pause):
            return
        try:
            publish(every, store, self.folder, given_up)
        except Exception as error:  # noqa: BLE001  (a thread raises to nobody; it is said)
            if not given_up.is_set():
                self.complain(error)
