"""What tests share: a reader set up as the site is, and texts written where it can read them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from concordance.configuration import load, reader_of
from tests import nu
from tests.ageing import build_ageing
from tests.built import SITE_URL, build
from tests.many import build_many
from tests.sharded import build_sharded
from tests.six import build_six

if TYPE_CHECKING:
    from collections.abc import Callable

    from concordance.model import Version
    from concordance.reading import Reader
    from tests.built import Built

PROJECT = Path(__file__).parents[1]
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
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site, to be published at the root of a host."""
    return build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site_below(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site, to be published below a path."""
    return build(tmp_path_factory.mktemp("site"), url=f"{SITE_URL}records/")


@pytest.fixture(scope="session")
def six_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a site in six languages."""
    return build_six(tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def ageing_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a site whose texts have gone on after they were published."""
    return build_ageing(tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def many_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a site of many communications, to be published below a path."""
    return build_many(tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def sharded_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that the next is built from."""
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="session")
def sharded_site(sharded_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a site whose search is in several shards."""
    return build_sharded(sharded_project, tmp_path_factory.mktemp("site"))


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
