"""What tests share: a reader set up as the site is, and texts written where it can read them."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from concordance.configuration import load, reader_of
from tests import nu
from tests.ageing import build_ageing
from tests.built import SITE_URL, Built, build
from tests.many import build_many
from tests.sharded import build_sharded
from tests.six import build_six

if TYPE_CHECKING:
    from concordance.model import Version
    from concordance.reading import Reader

PROJECT = Path(__file__).parents[1]
Share = Callable[[str, Callable[[Path, Path], Built]], Built]
os.environ["NO_MKDOCS_2_WARNING"] = "1"

# Nothing is refused by chance: `make test` draws the same examples each time, `make fuzz` new ones.
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.register_profile("new", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def site_reader() -> Reader:
    """Read as the site does, with its languages and Markdown extensions."""
    return reader_of(load(), root=PROJECT)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Share:
    """Build a site once for all the processes that run tests, by its name."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def share(name: str, build: Callable[[Path, Path], Built]) -> Built:
        folder = common / f"shared-{name}"
        folder.mkdir(exist_ok=True)
        done = folder / "done"
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                (folder / "project").mkdir()
                built = build(folder / "project", folder / "site")
                done.write_bytes(pickle.dumps(built))
            found: Built = pickle.loads(done.read_bytes())  # noqa: S301  (written by these tests)
            return found

    return share


@pytest.fixture(scope="session")
def site(shared: Share) -> Built:
    """Build the site, to be published at the root of a host."""
    return shared("root", lambda _, folder: build(folder))


@pytest.fixture(scope="session")
def site_below(shared: Share) -> Built:
    """Build the site, to be published below a path."""
    return shared("below", lambda _, folder: build(folder, url=f"{SITE_URL}records/"))


@pytest.fixture(scope="session")
def six_site(shared: Share) -> Built:
    """Build a site in six languages."""
    return shared("six", build_six)


@pytest.fixture(scope="session")
def ageing_site(shared: Share) -> Built:
    """Build a site whose texts have gone on after they were published."""
    return shared("ageing", build_ageing)


@pytest.fixture(scope="session")
def many_site(shared: Share) -> Built:
    """Build a site of many communications, to be published below a path."""
    return shared("many", build_many)


@pytest.fixture(scope="session")
def sharded_site(shared: Share) -> Built:
    """Build a site whose search is in several shards."""
    return shared("sharded", build_sharded)


@pytest.fixture(scope="session")
def sharded_project(sharded_site: Built) -> Path:
    """Give the folder that it is built from."""
    return sharded_site.folder.with_name("project")


@pytest.fixture(scope="session")
def checker() -> Path:
    """Find the Nu HTML checker; only on a developer's own machine may it be missing."""
    jar = nu.find()
    if jar:
        return jar
    if os.environ.get("CI"):
        pytest.fail(nu.ADVICE)
    pytest.skip(nu.ADVICE)


@pytest.fixture
def reader(site_reader: Reader, tmp_path: Path) -> Reader:
    """Read as the site does, from sources of the test's own."""
    docs = tmp_path / "docs"
    (docs / "communications").mkdir(parents=True)
    return type(site_reader)(
        root=tmp_path,
        docs=docs,
        languages=site_reader.languages,
        extensions=site_reader.extensions,
        extension_configs=site_reader.extension_configs,
    )


@pytest.fixture
def read(reader: Reader, tmp_path: Path) -> Callable[..., Version]:
    """Read one text, given below its front matter or whole, as bytes or as text."""

    def read_text(body: str | bytes, *, title: str | None = "A title") -> Version:
        path = tmp_path / "index.en.md"
        head = f"---\ntitle: {title}\n---\n" if title else ""
        raw = body if isinstance(body, bytes) else (head + body).encode()
        path.write_bytes(raw)
        return reader.version(path, "en")

    return read_text


@pytest.fixture
def write(reader: Reader) -> Callable[..., Path]:
    """Write a communication into the sources of the test: file names and their contents."""

    def write_files(name: str, files: dict[str, str | bytes]) -> Path:
        folder = reader.docs / "communications" / name
        folder.mkdir(parents=True)
        for file, content in files.items():
            (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write_files
