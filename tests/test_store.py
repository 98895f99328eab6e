"""What is kept is found again as it was, or not at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordance.store import KEPT, TOUCHED, Store, digest

TOLD = {"title": "Été", "counts": [1, 2, 3]}
FILES = {"fr/index.html": "<p>Été\n</p>", "en/index.html": "", "en/x": "\x00\r\n"}
KEY = digest(b"a")


def path_of(store: Store) -> Path:
    (path,) = (path for path in store.folder.rglob("*") if path.is_file())
    return path


def test_put__is_found_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert (store.told(KEY), store.files(KEY)) == (None, None)
    store.put(KEY, TOLD, FILES)
    again = Store(tmp_path / "store")
    assert again.told(KEY) == TOLD
    assert again.files(KEY) == {name: content.encode() for name, content in FILES.items()}
    assert again.told(digest(b"b")) is None


def test_put__takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, TOLD, FILES)
    store.put(KEY, {}, {"a": "b"})
    assert (store.told(KEY), store.files(KEY)) == ({}, {"a": b"b"})
    assert path_of(store)


def test_put__where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    store = Store(tmp_path / "store")
    with pytest.raises(OSError, match="store"):
        store.put(KEY, TOLD, FILES)
    assert store.told(KEY) is None


@given(at=st.integers(min_value=0), bit=st.integers(0, 7), shorter=st.booleans())
def test_corrupt__is_as_if_it_were_not_there(
    tmp_path_factory: object, at: int, bit: int, *, shorter: bool
) -> None:
    store = Store(Path(tmp_path_factory.mktemp("store")))  # type: ignore[attr-defined]
    store.put(KEY, TOLD, FILES)
    path = path_of(store)
    raw = bytearray(path.read_bytes())
    at %= len(raw)
    if shorter:
        del raw[at:]
    else:
        raw[at] ^= 1 << bit
    path.write_bytes(bytes(raw))
    assert (store.told(KEY), store.files(KEY)) == (None, None)
    store.put(KEY, TOLD, FILES)
    assert store.told(KEY) == TOLD


def test_tidy__removes_what_is_not_used_for_long(tmp_path: Path) -> None:
    keys = [digest(name) for name in (b"old", b"used", b"new")]
    for key in keys:
        Store(tmp_path).put(key, TOLD, FILES)
    long_ago = time.time() - KEPT - 60
    for key in keys[:2]:
        os.utime(tmp_path / key[:2] / key[2:], (long_ago, long_ago))
    store = Store(tmp_path)
    assert store.told(keys[1])
    store.tidy()
    assert [store.told(key) is not None for key in keys] == [False, True, True]
    assert time.time() - (tmp_path / keys[1][:2] / keys[1][2:]).stat().st_mtime < TOUCHED


def test_digest__tells_where_parts_end() -> None:
    found = {digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest(b"abc", b"")}
    assert len(found) == 4
