"""A record is read as it was written, or refused."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordance.fingerprint import print_of
from concordance.record import HEAD, Record, RecordError, parse, read, write, written

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = print_of("Le pont."), print_of("Le bac.")
WHOLE = f"""{HEAD}schema: 1
original: fr
addresses: [pont, 2031/mare-bridge, "2031-05-04"]
blocks:
  para_1: {{fr: {ONE}, en: {ONE}}}
  para_2bis: {{fr: {TWO}}}
  para_3: withdrawn
"""
RECORD = Record(
    "fr",
    {"para_1": {"fr": ONE, "en": ONE}, "para_2bis": {"fr": TWO}, "para_3": {}},
    ("pont", "2031/mare-bridge", "2031-05-04"),
)


def test_written() -> None:
    assert written(RECORD) == WHOLE
    assert parse(WHOLE) == RECORD


def test_parse__written_before_addresses_were_kept() -> None:
    before = re.sub(r"addresses: .*\n", "", WHOLE)
    assert parse(before) == Record("fr", RECORD.blocks)
    assert written(parse(before)) == before


def test_withdrawn() -> None:
    assert RECORD.withdrawn == ("para_3",)


def test_of() -> None:
    assert RECORD.of("en") == {"para_1": ONE}
    assert RECORD.of("fr") == {"para_1": ONE, "para_2bis": TWO}


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
records = st.builds(
    Record,
    st.sampled_from(["fr", "no", "zh-Hans"]),
    st.dictionaries(
        words,
        st.dictionaries(
            st.sampled_from(["fr", "no", "on"]), st.sampled_from([ONE, TWO]), min_size=0
        ),
    ),
    st.lists(words, max_size=3).map(tuple),
)


@given(records)
def test_written__is_read_again(record: Record) -> None:
    assert parse(written(record)) == record


@given(st.text())
def test_parse__reads_or_refuses(text: str) -> None:
    with suppress(RecordError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (WHOLE.replace("schema: 1", "schema: 2"), 1, "the record is of schema 2, and this is"),
        ("", 1, "the record is of schema None"),
        (WHOLE.replace("blocks:", "<<<<<<< HEAD\nblocks:"), 6, "two branches have changed"),
        (WHOLE.replace(ONE, "9f86d08", 1), 7, '"para_1" is followed neither by'),
        (WHOLE.replace("para_2bis", "para_1"), 8, '"para_1" stands twice'),
        (WHOLE.replace("{fr", "[fr"), 7, "the record cannot be read: "),
        (WHOLE.replace("original: fr\n", ""), 1, "the record does not say which language"),
        (WHOLE + "more: 1\n", 10, 'the record has "more"'),
        (WHOLE.replace("withdrawn", "gone"), 9, '"para_3" is followed neither by prints nor by'),
        (WHOLE.partition("blocks:")[0] + "blocks: [1]\n", 6, '"blocks" is no mapping'),
        (WHOLE.replace("[pont", "[1"), 5, '"addresses" is no list of names'),
    ],
)
def test_parse__refused(text: str, line: int, message: str) -> None:
    with pytest.raises(RecordError) as refused:
        parse(text)
    assert message in refused.value.message
    assert refused.value.line == line
    assert refused.value.help


def test_read__none(tmp_path: Path) -> None:
    assert read(tmp_path / "record.yml") is None


def test_read__not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "record.yml"
    path.write_bytes(b"schema: \xff")
    with pytest.raises(RecordError, match="not UTF-8"):
        read(path)


def test_write__whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.yml"
    write(path, RECORD)
    assert read(path) == RECORD
    monkeypatch.setattr("concordance.record.Path.replace", refuse)
    with pytest.raises(OSError, match="full"):
        write(path, Record("fr"))
    assert [one.name for one in tmp_path.iterdir()] == ["record.yml"]
    assert read(path) == RECORD


def refuse(*_: object) -> None:
    message = "full"
    raise OSError(message)
