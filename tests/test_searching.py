"""The search is indexed in shards, each anew only when what it holds has changed."""

from __future__ import annotations

import json
import time
from collections import Counter
from threading import Event
from typing import TYPE_CHECKING

import pytest

from concordance import searching
from concordance.searching import Ahead, Found, Meanwhile, SearchError, Shard, publish, shards
from concordance.store import Store, digest
from tests.built import files_below

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENOUGH = 10
PATIENCE = 10  # seconds
HTML = (
    '<!doctype html><html lang="{language}"><body data-pagefind-body>'
    '<h1 data-pagefind-meta="title">{words}</h1><p id="para_1">{words}</p></body></html>'
)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "ENOUGH", ENOUGH)


def found(language: str, url: str, words: str, date: str = "") -> Found:
    html = HTML.format(language=language, words=words).encode()
    return Found(language, url, digest(html), lambda: html, date)


def letters(years: dict[str, int], language: str = "fr") -> list[Found]:
    """Make up so many letters of each year."""
    return [
        found(language, f"{language}/{year or 'undated'}-{number:03}/", f"{year} {number}", date)
        for year, count in years.items()
        for number in range(count)
        for date in [f"{year}-01-{number % 28 + 1:02}" if year else ""]
    ]


def years(shard: Shard) -> dict[str, int]:
    return dict(Counter(page.year for page in shard.pages))


# --- Which letters are indexed together ---------------------------------------------------


@pytest.mark.parametrize(
    ("wrote", "expected"),
    [
        ({"2020": 3, "2021": 2}, [{"2020": 3, "2021": 2}]),
        ({"2020": 6, "2021": 7, "2022": 1}, [{"2022": 1}, {"2020": 6, "2021": 7}]),
        ({"2020": 10, "2021": 10}, [{"2021": 10}, {"2020": 10}]),
        ({"": 2, "2020": 8, "2021": 1}, [{"2021": 1}, {"": 2, "2020": 8}]),
        ({"2020": 9, "2021": 24}, [{"2021": 4}, {"2021": 10}, {"2020": 9, "2021": 10}]),
    ],
    ids=["few", "whole years", "full", "undated first", "a long year"],
)
def test_shards_are_filled_year_by_year(
    wrote: dict[str, int], expected: list[dict[str, int]]
) -> None:
    planned = shards(reversed(letters(wrote)))
    assert [years(shard) for shard in planned] == expected
    assert [shard.folder for shard in planned] == [
        "",
        *(f"fr/{number}/" for number in range(len(expected) - 1, 0, -1)),
    ]


def test_no_shard_is_much_larger_than_enough() -> None:
    planned = shards(letters({"2019": 9, "2020": 95, "2021": 3, "2022": 40}))
    assert sum(len(shard.pages) for shard in planned) == 147
    assert max(len(shard.pages) for shard in planned) < 2 * ENOUGH


def test_each_language_has_its_own() -> None:
    planned = shards([*letters({"2020": 12, "2021": 1}), *letters({"2020": 2}, "en")])
    assert [(shard.language, shard.folder) for shard in planned] == [
        ("en", ""),
        ("fr", ""),
        ("fr", "fr/1/"),
    ]
    for shard in planned:
        assert {page.language for page in shard.pages} == {shard.language}


def test_years_of_a_shard_are_told_newest_first() -> None:
    (shard,) = shards(letters({"": 1, "2020": 1, "2022": 2}))
    assert shard.years == ["2022", "2020"]


def test_newer_letters_leave_full_shards_as_they_are() -> None:
    before = shards(letters({"2020": 11, "2021": 12, "2022": 3}))
    after = shards(letters({"2020": 11, "2021": 12, "2022": 9, "2023": 30}))
    kept = {shard.folder: shard.key for shard in after}
    for shard in before[1:]:
        assert kept[shard.folder] == shard.key
    assert before[0].key not in kept.values()


def test_other_pages_are_in_the_newest_shard_of_their_language() -> None:
    wrote = letters({"2020": 10, "2021": 1})
    cite = [found(language, f"{language}/citing/", "To cite") for language in ("fr", "en")]
    planned = shards(wrote, cite)
    assert [(shard.language, shard.folder, len(shard.pages)) for shard in planned] == [
        ("en", "", 1),
        ("fr", "", 2),
        ("fr", "fr/1/", 10),
    ]
    changed = shards(wrote, [found("fr", "fr/citing/", "To quote"), cite[1]])
    assert [a.key == b.key for a, b in zip(planned, changed, strict=True)] == [True, False, True]


# --- What an index depends on -------------------------------------------------------------


def test_key_tells_apart_all_that_an_index_depends_on(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [found("fr", "a/", "A", "2020-01-01"), found("fr", "b/", "B", "2020-01-02")]
    others = [
        pages[:1],
        [pages[0], found("fr", "b/", "C", "2020-01-02")],
        [pages[0], found("fr", "c/", "B", "2020-01-02")],
        [*pages, found("fr", "d/", "D", "2020-01-03")],
        [pages[0], found("fr", "b/", "B", "2021-01-02")],
    ]
    keys = [one.key for some in (pages, *others) for one in shards(some)]
    assert len(set(keys)) == len(keys)
    assert shards(reversed(pages))[0].key == keys[0]
    monkeypatch.setattr(searching, "version", lambda _: "0.0.1")
    assert shards(pages)[0].key not in keys


# --- What is published --------------------------------------------------------------------


@pytest.fixture
def planned() -> list[Shard]:
    return shards([*letters({"2020": 10, "2021": 2}), *letters({"2021": 2}, "en")])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def no_pagefind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """Give what makes Pagefind fail from now on."""
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho no room left >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    return lambda: monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))


def test_all_that_is_loaded_is_published_and_nothing_else(
    planned: list[Shard], store: Store, tmp_path: Path
) -> None:
    publish(planned, store, tmp_path / "site")
    made = files_below(tmp_path / "site")
    assert {name for name in made if "/" not in name and not name.endswith(".pf_meta")} == {
        "pagefind.js",
        "pagefind-worker.js",
        "wasm.fr.pagefind",
        "wasm.en.pagefind",
        "pagefind-entry.json",
        "shards.json",
        "years.en.json",
        "years.fr.json",
    }
    suffixes = Counter(name.rpartition(".")[2] for name in made)
    assert suffixes == {
        "js": 2, "pagefind": 2, "json": 6, "pf_meta": 3, "pf_index": 3, "pf_fragment": 14,
    }  # fmt: skip
    assert json.loads(made["shards.json"]) == {
        "en": [{"folder": "", "years": ["2021"]}],
        "fr": [{"folder": "", "years": ["2021"]}, {"folder": "fr/1/", "years": ["2020"]}],
    }
    ids = {name.rpartition("/")[2].removesuffix(".pf_fragment") for name in made}
    for name, years in (("years.fr.json", {"2021": 2}), ("fr/1/years.fr.json", {"2020": 10})):
        told = json.loads(made[name])
        assert {year: len(letters) for year, letters in told.items()} == years
        assert all(set(letters) < ids for letters in told.values())
    pages = {
        language: about["page_count"]
        for language, about in json.loads(made["pagefind-entry.json"])["languages"].items()
    }
    assert pages == {"en": 2, "fr": 2}


def test_what_is_kept_is_not_indexed_again(
    planned: list[Shard], store: Store, tmp_path: Path, no_pagefind: Callable[[], None]
) -> None:
    publish(planned, store, tmp_path / "site")
    no_pagefind()
    publish(planned, store, tmp_path / "again")
    assert files_below(tmp_path / "again") == files_below(tmp_path / "site")


def test_two_stores_give_the_same_bytes(planned: list[Shard], tmp_path: Path) -> None:
    for name in "ab":
        publish(planned, Store(tmp_path / f"store {name}"), tmp_path / name)
    assert files_below(tmp_path / "a") == files_below(tmp_path / "b")


@pytest.mark.parametrize("harm", [lambda raw: raw[:-1], lambda raw: raw[:-1] + b"?", lambda _: b""])
def test_what_is_kept_broken_is_made_anew(
    planned: list[Shard], store: Store, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    publish(planned[:1], store, tmp_path / "site")
    (kept,) = store.folder.glob("*/*")
    whole = kept.read_bytes()
    kept.write_bytes(harm(whole))
    publish(planned[:1], store, tmp_path / "again")
    assert files_below(tmp_path / "again") == files_below(tmp_path / "site")
    assert kept.read_bytes() == whole


def test_what_is_kept_broken_is_not_published(
    planned: list[Shard], store: Store, tmp_path: Path, no_pagefind: Callable[[], None]
) -> None:
    publish(planned[:1], store, tmp_path / "site")
    (kept,) = store.folder.glob("*/*")
    kept.write_bytes(kept.read_bytes()[:-1])
    no_pagefind()
    with pytest.raises(SearchError, match=r"^no room left$"):
        publish(planned[:1], store, tmp_path / "again")


def test_what_stood_there_is_replaced(planned: list[Shard], store: Store, tmp_path: Path) -> None:
    publish(planned, store, tmp_path / "site")
    fewer = shards(letters({"2020": 3}))
    publish(fewer, store, tmp_path / "site")
    publish(fewer, store, tmp_path / "other")
    assert files_below(tmp_path / "site") == files_below(tmp_path / "other")


# --- In a preview -------------------------------------------------------------------------


def test_preview_does_not_wait_and_keeps_the_search_that_it_has(
    planned: list[Shard], store: Store, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    complaints: list[str] = []
    meanwhile = Meanwhile(site / "pagefind", lambda error: complaints.append(str(error)), 0)
    site.mkdir()
    meanwhile.begin(planned, store)
    meanwhile.wait()
    first = files_below(site / "pagefind")
    assert "shards.json" in first

    meanwhile.give_up()
    assert not any(site.iterdir())  # as MkDocs finds it, and empties it
    changed = shards(letters({"2020": 10, "2021": 3}))
    meanwhile.begin(changed, store)
    assert first.keys() & files_below(site / "pagefind").keys()  # before it is done
    meanwhile.wait()
    publish(changed, store, tmp_path / "other")
    assert files_below(site / "pagefind") == files_below(tmp_path / "other")

    meanwhile.end()
    assert complaints == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "site", "store"]


def test_preview_says_that_the_search_cannot_be_made(
    planned: list[Shard], store: Store, tmp_path: Path, no_pagefind: Callable[[], None]
) -> None:
    no_pagefind()
    complaints: list[str] = []
    meanwhile = Meanwhile(tmp_path / "pagefind", lambda error: complaints.append(str(error)), 0)
    meanwhile.begin(planned, store)
    meanwhile.wait()
    assert complaints == ["no room left"]


def test_work_that_is_given_up_ends(planned: list[Shard], store: Store, tmp_path: Path) -> None:
    given_up = Event()
    given_up.set()
    with pytest.raises(SearchError):
        publish(planned, store, tmp_path / "site", given_up)
    assert not (tmp_path / "site").exists()
    assert not list(store.folder.glob("*/*"))


def test_shards_of_letters_alone_are_made_ahead(
    planned: list[Shard], store: Store, tmp_path: Path
) -> None:
    other = Store(tmp_path / "other")
    publish(planned, other, tmp_path / "site")
    ahead = Ahead(planned, store)
    older = [shard for shard in planned if shard.folder]
    assert len(older) == 1
    end = time.monotonic() + PATIENCE
    while not (made := store.files(older[0].key)) and time.monotonic() < end:
        time.sleep(0.05)
    ahead.end()
    assert made == other.files(older[0].key)
    assert [shard for shard in planned if store.files(shard.key)] == older


def test_what_is_made_ahead_can_be_given_up(planned: list[Shard], store: Store) -> None:
    ahead = Ahead(planned, store)
    ahead.give_up()
    assert not list(store.folder.glob("*/*"))
