"""The search of a site as it is built: whole, the same each time, and no more anew than changed."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from tests.built import LANGUAGES, attempt, build, files_below
from tests.sharded import COUNT, ENOUGH, LETTERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

SEARCH = "pagefind"
STORE = ".cache/concordance"


def listed(site: Built) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(
        (site.folder / SEARCH / "shards.json").read_bytes()
    )
    return found


def contents(site: Built) -> dict[str, bytes]:
    return files_below(site.folder / SEARCH)


def indexes(project: Path) -> set[str]:
    """Give the names of the indexes that are kept."""
    return {
        path.name
        for path in (project / STORE).glob("*/*")
        if b".pf_meta" in path.read_bytes().split(b"\n", 2)[1]
    }


def test_every_page_is_in_one_shard(sharded_site: Built) -> None:
    found = contents(sharded_site)
    for language, shards in listed(sharded_site).items():
        counts = [
            json.loads(found[f"{shard['folder']}pagefind-entry.json"])["languages"][language][
                "page_count"
            ]
            for shard in shards
        ]
        assert len(counts) >= 3
        assert all(ENOUGH <= count < 2 * ENOUGH for count in counts[1:])
        assert sum(counts) == COUNT + 1  # with the page about citing
        years = [year for shard in shards for year in shard["years"]]
        expected = {str(one.date.year) for one in LETTERS if one.date}
        assert years == sorted(years, reverse=True)
        assert set(years) == expected
    assert set(listed(sharded_site)) == set(LANGUAGES)


def test_nothing_is_published_that_is_not_loaded(sharded_site: Built) -> None:
    alone = {"pagefind.js", "pagefind-worker.js", "wasm.fr.pagefind", "wasm.en.pagefind"}
    found = contents(sharded_site)
    assert {name for name in found if name.endswith((".js", ".css", ".pagefind"))} == alone


def test_a_changed_letter_changes_its_shard_in_its_language_alone(
    sharded_site: Built, sharded_project: Path, tmp_path: Path
) -> None:
    project = shutil.copytree(sharded_project, tmp_path / "project")
    kept = indexes(project)
    assert len(kept) == sum(map(len, listed(sharded_site).values()))
    letter = min((one for one in LETTERS if one.date), key=lambda one: one.name)
    file = project / "docs/communications" / letter.name / "index.en.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: Letter", "title: Missive"), encoding="utf-8")
    again = build(tmp_path / "again", project=project, url=sharded_site.url)

    assert len(indexes(project) - kept) == 1
    before, after = contents(sharded_site), contents(again)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed
    assert {name.rsplit("/", 2)[0] for name in changed} <= {"en/1", "en"}, changed
    assert {name.rpartition("/")[0] for name in changed} >= {"en/1", "en/1/index", "en/1/fragment"}

    # Nothing changed since: nothing is made anew. Nothing kept: all is, and comes out the same.
    warm = build(tmp_path / "warm", project=project, url=sharded_site.url)
    assert contents(warm) == after
    shutil.rmtree(project / STORE)
    cold = build(tmp_path / "cold", project=project, url=sharded_site.url)
    assert contents(cold) == after


def test_search_that_cannot_be_made_stops_the_build(
    sharded_site: Built, sharded_project: Path, tmp_path: Path
) -> None:
    """Though all letters are kept, and nothing else is amiss."""
    project = shutil.copytree(sharded_project, tmp_path / "project")
    for name in indexes(project):
        next((project / STORE).glob(f"*/{name}")).unlink()
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho no room left >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    done = attempt(
        project,
        "--strict",
        f"--site-dir={tmp_path / 'site'}",
        SITE_URL=sharded_site.url,
        PAGEFIND_BINARY_PATH=str(broken),
    )
    assert done.returncode == 1
    assert "the search index could not be made: no room left" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()
