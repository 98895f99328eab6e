"""What stands beside each block of a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from concordance import counterparts as module
from concordance.counterparts import counterparts
from concordance.folders import read_communication

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.counterparts import Counterparts
    from concordance.reading import Reader

    Both = Callable[[str, str], tuple[Counterparts, Counterparts]]

FR = "---\ntitle: T\n---\n"
EN = "---\ntitle: T\ntranslation_of: fr\n---\n"
WAIVED = "---\ntitle: T\ntranslation_of: fr\nwaivers: {%s: {%s: so it is}}\n---\n"
ONE = "Le pont sera fermé à partir du 12 juin 2031 pour les 118 habitants."
TWO = "Le bac transportera 30 personnes par voyage, pendant 45 jours."
THREE = "La peinture sera refaite en vert, comme en 1998, pour 4 500 couronnes."
ONE_EN = "The bridge will be closed from 12 June 2031 for the 118 inhabitants."
TWO_EN = "The ferry will carry 30 people on each crossing, for 45 days."
THREE_EN = "The paint will be renewed in green, as in 1998, for 4,500 crowns."


@pytest.fixture
def both(reader: Reader, write: Callable[..., Path]) -> Both:
    """Give what stands beside the original, and beside the translation."""

    def make(original: str, translation: str) -> tuple[Counterparts, Counterparts]:
        folder = write("a", {"index.fr.md": original, "index.en.md": translation})
        letter = read_communication(reader, folder)
        assert letter
        first, second = letter.original, letter.translations[0]
        return counterparts(first, second, of=first), counterparts(first, second, of=second)

    return make


def body(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def test_same_ids__are_the_alignment(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "align", None)  # would fail if it were asked
    french, english = both(FR + body(ONE, TWO), EN + body(ONE_EN, TWO_EN))
    assert french.ids == english.ids == {"para_1": ("para_1",), "para_2": ("para_2",)}
    assert not french.left_out | english.left_out | french.alone | english.alone


def test_left_out__is_a_gap_on_one_side_and_said_on_the_other(both: Both) -> None:
    gap = "/// untranslated | para_2\n///"
    french, english = both(FR + body(ONE, TWO, THREE), EN + body(ONE_EN, gap, THREE_EN))
    assert french.ids == {"para_1": ("para_1",), "para_2": (), "para_3": ("para_3",)}
    assert french.left_out == {"para_2"}
    assert english.ids == {f"para_{n}": (f"para_{n}",) for n in (1, 2, 3)}


def test_merged__stands_beside_both(both: Both) -> None:
    head = WAIVED % ("para_1", "merged-paragraphs")
    french, english = both(FR + body(ONE, TWO, THREE), head + body(f"{ONE_EN} {TWO_EN}", THREE_EN))
    assert french.ids == {"para_1": ("para_1",), "para_2": ("para_1",), "para_3": ("para_2",)}
    assert english.ids == {"para_1": ("para_1", "para_2"), "para_2": ("para_3",)}
    assert french.back == {"para_1": ("para_1", "para_2"), "para_2": ("para_3",)}


def test_split__stands_beside_both_halves(both: Both) -> None:
    head = WAIVED % ("para_1", "split-paragraph")
    french, english = both(FR + body(f"{ONE} {TWO}", THREE), head + body(ONE_EN, TWO_EN, THREE_EN))
    assert french.ids == {"para_1": ("para_1", "para_2"), "para_2": ("para_3",)}
    assert english.ids == {"para_1": ("para_1",), "para_2": ("para_1",), "para_3": ("para_2",)}


def test_moved__is_followed(both: Both) -> None:
    head = WAIVED % ("para_3", "moved-paragraph")
    french, _ = both(FR + body(ONE, TWO, THREE), head + body(THREE_EN, ONE_EN, TWO_EN))
    assert french.ids == {"para_1": ("para_2",), "para_2": ("para_3",), "para_3": ("para_1",)}


def test_alone__stands_beside_what_comes_before(both: Both) -> None:
    head = WAIVED % ("para_2", "missing-paragraph")
    french, english = both(FR + body(ONE, TWO, THREE), head + body(ONE_EN, THREE_EN))
    assert french.ids == {"para_1": ("para_1",), "para_2": (), "para_3": ("para_2",)}
    assert not french.left_out
    assert english.ids == {"para_1": ("para_1", "para_2"), "para_2": ("para_3",)}
    assert english.alone == {"para_2"}


def test_alone__first_of_all(both: Both) -> None:
    head = WAIVED % ("para_1", "extra-paragraph")
    french, english = both(FR + body(TWO, THREE), head + body(ONE_EN, TWO_EN, THREE_EN))
    assert french.ids == {"para_1": ("para_1", "para_2"), "para_2": ("para_3",)}
    assert french.alone == {"para_1"}
    assert english.ids == {"para_1": (), "para_2": ("para_1",), "para_3": ("para_2",)}
