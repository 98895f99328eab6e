"""What is relied on of MkDocs besides its events: fails where MkDocs is no longer so."""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, set_exclusions

from inside import Letter, addresses, look_for_passages, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

PATIENCE = 10  # seconds
HTML = (
    """<h1 id="__title">T</h1><p id="para_1">One.</p><p id="a&amp;b">Two.</p>"""
    """<p id="l'\u00e9t\u00e9">Three.</p><p id="apr&egrave;s">Four.</p>"""
).encode()


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/citing.md").write_text("# Citing\n\n[a](communications/a/index.md#para_1)\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: T\nplugins: []\nvalidation: {anchors: warn, absolute_links: warn}\n"
    )
    return load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))


def letter(config: MkDocsConfig, name: str, *links: str) -> Letter:
    return Letter(
        config,
        f"communications/{name}/index.md",
        f"communications/{name}/",
        lambda: {"index.html": HTML, "citation.bib": b"@misc"},
        links,
        lambda letter, content: content.replace(b"T", letter.url.encode()),
    )


def given(config: MkDocsConfig, *files: File) -> Files:
    found = Files(
        [File("citing.md", config.docs_dir, config.site_dir, use_directory_urls=True), *files]
    )
    set_exclusions(found, config)
    return found


def test_letter__is_copied_and_not_made(config: MkDocsConfig, tmp_path: Path) -> None:
    made = letter(config, "a b")
    files = given(config, made)
    assert [file.src_uri for file in files.documentation_pages()] == ["citing.md"]
    files.copy_static_files()
    folder = tmp_path / "site/communications/a b"
    assert (folder / "index.html").read_bytes().startswith(b'<h1 id="__title">communications/a%20b')
    assert (folder / "citation.bib").read_bytes() == b"@misc"


def test_letter__is_not_published_where_it_is_excluded(
    config: MkDocsConfig, tmp_path: Path
) -> None:
    config.load_dict({"exclude_docs": "communications/a/"})
    config.validate()
    given(config, letter(config, "a"), letter(config, "b")).copy_static_files()
    assert [path.name for path in (tmp_path / "site/communications").iterdir()] == ["b"]


def test_addresses(config: MkDocsConfig, caplog: pytest.LogCaptureFixture) -> None:
    made = letter(config, "a", "../b/index.md#para_1", "../../citing.md", "#para_1", "c.md", "/d")
    files = given(config, made, letter(config, "b"))
    with caplog.at_level(logging.WARNING, "mkdocs"):
        found = addresses(made, files, config)
    assert found == {
        "../b/index.md#para_1": "../b/#para_1",
        "../../citing.md": "../../citing/",
        "#para_1": "#para_1",
        "c.md": "c.md",
        "/d": "/d",
    }
    missing, absolute = caplog.messages
    assert "contains a link 'c.md', but the target 'communications/a/c.md' is not found" in missing
    assert "contains an absolute link '/d'" in absolute


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("#para_1", ""),
        ("../b/index.md#a&b", ""),
        ("../b/index.md#l'été", ""),
        ("../b/index.md#après", ""),
        ("../b/index.md#__title", ""),
        ("#para_9", "contains a link '#para_9', but there is no such anchor on this page"),
        ("../b/index.md#x", "the doc 'communications/b/index.md' does not contain an anchor '#x'"),
    ],
)
def test_look_for_passages(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture, link: str, said: str
) -> None:
    letters = [letter(config, "a", link), letter(config, "b")]
    files = given(config, *letters)
    for one in letters:
        addresses(one, files, config)
    with caplog.at_level(logging.WARNING, "mkdocs"):
        look_for_passages(letters, files, config)
    assert len(caplog.messages) == bool(said)
    assert said in "".join(caplog.messages)


def test_links_to_letters__are_looked_at_by_mkdocs(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    from mkdocs.structure.pages import Page  # noqa: PLC0415  (as MkDocs makes one)

    files = given(config, letter(config, "a"))
    file: Any = files.get_file_from_path("citing.md")
    page = Page(None, file, config)
    for wanted, count in (("para_1", 0), ("para_9", 1)):
        page.markdown = f"[a](communications/a/index.md#{wanted})"
        page.render(config, files)
        assert f'href="../communications/a/#{wanted}"' in str(page.content)
        with caplog.at_level(logging.WARNING, "mkdocs"):
            page.validate_anchor_links(files=files, log_level=logging.WARNING)
        assert len(caplog.messages) == count


@contextmanager
def served(
    folder: Path, quick: Callable[[Collection[Path]], bool], *, whole: bool = True
) -> Iterator[list[str]]:
    """Serve a folder; give what MkDocs was told to build, as often as it was."""
    built: list[str] = []
    server = LiveReloadServer(
        lambda: built.append("all"), "127.0.0.1", 0, str(folder), polling_interval=0.05
    )
    server.watch(str(folder))
    shorten(server, [], quick, whole=whole)
    loop = Thread(target=server.serve)
    loop.start()
    try:
        yield built
    finally:
        server.shutdown()
        loop.join()


def write_until(there: Callable[[], object], *paths: Path) -> None:
    """Write files until the server, which takes its time to begin, has seen it."""
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end
        for path in paths:
            path.write_text(str(time.monotonic()))
        time.sleep(0.2)


def test_shorten__does_what_is_quick_and_all_where_that_is_not_enough(tmp_path: Path) -> None:
    tried: list[set[str]] = []

    def quick(paths: Collection[Path]) -> bool:
        tried.append({path.name for path in paths})
        return "other.md" not in tried[-1]

    with served(tmp_path, quick) as built:
        texts = [tmp_path / name for name in ("enough.md", ".enough.md.swp", "enough.md~")]
        write_until(lambda: tried, *texts)
        assert built == []
        write_until(lambda: built, tmp_path / "other.md")
    assert {*map(frozenset, tried)} == {frozenset({"enough.md"}), frozenset({"other.md"})}


def test_shorten__passes_over_what_editors_keep_beside_a_text(tmp_path: Path) -> None:
    tried: list[Collection[Path]] = []

    def quick(paths: Collection[Path]) -> bool:
        tried.append(paths)
        return True

    with served(tmp_path, quick) as built:
        write_until(lambda: tried, tmp_path / "a.md")
        for _ in range(5):
            for name in (".a.md.swp", "#a.md#", "a.md~"):
                (tmp_path / name).write_text(str(time.monotonic()))
            time.sleep(0.2)
    assert built == []
    assert {path.name for paths in tried for path in paths} == {"a.md"}
    assert all(tried)  # with nothing to do, it is not asked


def test_shorten__lets_all_be_built_after_what_has_failed(tmp_path: Path) -> None:
    tried: list[Collection[Path]] = []

    def quick(paths: Collection[Path]) -> bool:
        tried.append(paths)
        if len(tried) == 1:
            message = "it fails"
            raise ValueError(message)
        return True

    with served(tmp_path, quick) as built:
        write_until(lambda: built, tmp_path / "a.md")
        assert len(tried) == 1
        write_until(lambda: len(tried) > 1, tmp_path / "a.md")
    assert built == ["all"]


def test_shorten__lets_all_be_built_first_where_the_site_is_not_whole(tmp_path: Path) -> None:
    tried: list[Collection[Path]] = []

    def quick(paths: Collection[Path]) -> bool:
        tried.append(paths)
        return True

    with served(tmp_path, quick, whole=False) as built:
        write_until(lambda: built, tmp_path / "a.md")
        assert not tried
        write_until(lambda: tried, tmp_path / "a.md")
    assert built == ["all"]
