# ruff: noqa: RUF001 (signs of many scripts)
from __future__ import annotations

import json
from gzip import compress
from itertools import accumulate
from typing import Any

import pytest

from concordance.filtering import files, fold, symbol, words_of
from concordance.register import HELD, register
from tests.many import made
from tests.test_register import one

WORDS = {
    "Coopération internationale": ["cooperation", "internationale"],
    "l’École, l'ÉTÉ": ["l", "ecole", "l", "ete"],
    "A/RES/78/123": ["a", "res", "78", "123"],
    "Ёлка и йод": ["елка", "и", "иод"],
    "رسالةٌ إلى الأمـين": ["رساله", "الي", "الامين"],
    "饮用水": ["饮用", "用水", "水"],
    "第3号 水": ["第", "3", "号", "水"],
    " - … / ": [],
}


def found(content: str, key: str) -> list[int]:
    steps: dict[str, list[int]] = json.loads(content)
    return list(accumulate(steps.get(key, [])))


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
def test_words_of(text: str, expected: list[str]) -> None:
    assert list(words_of(text)) == expected


def test_fold__letters_typed_for_others() -> None:
    assert fold("ÀÉÎÕÜ ﬁn") == "aeiou fin"
    assert symbol(" a / res/78/ 123") == "a/res/78/123"


def test_files__places() -> None:
    whole = register(
        [
            one("Bridge", "2031-05-04", ("A/1", "Note 2")),
            one("Harbour", "2031-05-03", languages="en fr"),
            one("Bridges", "2030-01-01", ("A/1", "a/1"), languages="en"),
            one("Old bridge"),
        ]
    )
    written = files(whole, "fr")
    assert set(written) == {
        "register/filter.json",
        "register/words-0.json",
        "register/references-0.json",
    }
    told: dict[str, Any] = json.loads(written["register/filter.json"])
    assert told["years"] == [["2031", "2031/", 2], ["2030", "2030/", 1], ["undated", "undated/", 1]]
    assert told["held"] == HELD
    assert (told["words"], told["references"]) == (["1"], ["a/1"])
    languages = {key: list(accumulate(steps)) for key, steps in told["languages"].items()}
    assert languages == {
        "en": [0, 1, 2, 3],
        "fr": [0, 1, 3],
        "original-en": [1, 2],
        "original-fr": [0, 3],
    }
    words = written["register/words-0.json"]
    assert found(words, "bridge") == [0, 3]
    assert found(words, "bridges") == [2]
    assert found(words, "note") == [0]
    references = written["register/references-0.json"]
    assert (found(references, "a/1"), found(references, "note2")) == ([0, 2], [0])


def test_files__in_the_language_of_the_register() -> None:
    whole = register(letter.entry() for letter in made(20))
    french, english = files(whole, "fr"), files(whole, "en")
    assert found(french["register/words-0.json"], "lettre") == list(range(20))
    assert found(english["register/words-0.json"], "lettre") == []
    assert french["register/filter.json"] != english["register/filter.json"]


def test_files__small_and_in_order() -> None:
    written = files(register(letter.entry() for letter in made(10_000)), "fr")
    told = json.loads(written["register/filter.json"])
    for kind in ("words", "references"):
        keys: list[str] = []
        assert len(told[kind]) > 2
        for number, first in enumerate(told[kind]):
            own = list(json.loads(written[f"register/{kind}-{number}.json"]))
            assert own[0] == first
            keys += own
        assert keys == sorted(set(keys), key=lambda key: key.encode("utf-16-be"))
    for address, content in written.items():
        assert len(compress(content.encode())) < 30_000, address


def test_files__stamp_is_that_of_what_they_hold() -> None:
    def stamp(*names: str) -> str:
        written = files(register(one(name) for name in names), "fr")
        return str(json.loads(written["register/filter.json"])["stamp"])

    assert stamp("a", "b") == stamp("b", "a")
    assert stamp("a", "b") != stamp("a", "c")
