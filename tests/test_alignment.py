from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from concordance.alignment import align
from concordance.model import Block
from concordance.signature import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from concordance.alignment import Match
    from concordance.model import BlockKind
    from concordance.signature import Signature

FRENCH = (
    "Le pont de la Mare sera fermé à partir du 12 juin 2031.",
    "Le bac Étoile transportera gratuitement 30 personnes par voyage.",
    "La peinture sera refaite, en vert, comme en 1998.",
    "Le conseil a voté 4 500 couronnes pour les 118 lampes.",
    "Nous vous informerons chaque semaine de l'avancement.",
)
ENGLISH = (
    "The Mare bridge will be closed from 12 June 2031.",
    "The Étoile ferry will carry 30 people free of charge on each crossing.",
    "The paint will be renewed, in green, as in 1998.",
    "The council voted 4,500 crowns for the 118 lamps.",
    "We shall inform you every week of the progress made.",
)


def described(
    texts: Iterable[str],
    language: str,
    *,
    kinds: dict[int, BlockKind] | None = None,
    unordered: str = "",
) -> list[Signature]:
    """Describe one block for each text, each on its own line, with an id that tells it."""
    kind_of = kinds or {}
    return [
        describe(
            Block(
                id=f"para_{number}",
                kind=kind_of.get(number, "paragraph"),
                text=text,
                line=number,
                end_line=number,
                cells=(text,),
                unordered=unordered,
            ),
            language,
        )
        for number, text in enumerate(texts, start=1)
    ]


def told(matches: Sequence[Match]) -> list[tuple[str, list[int], list[int]]]:
    """Give what matches say, and the numbers of the blocks on both sides."""
    return [(m.how, [b.line for b in m.ours], [b.line for b in m.theirs]) for m in matches]


def aligned(
    french: Iterable[str], english: Iterable[str]
) -> list[tuple[str, list[int], list[int]]]:
    return told(align(described(french, "fr"), described(english, "en")))


def test_pair() -> None:
    assert aligned(FRENCH, ENGLISH) == [("pair", [n], [n]) for n in range(1, 6)]


@pytest.mark.parametrize("gone", range(5))
def test_missing(gone: int) -> None:
    english = [text for number, text in enumerate(ENGLISH) if number != gone]
    found = aligned(FRENCH, english)
    assert [one for one in found if one[0] != "pair"] == [("missing", [gone + 1], [])]
    assert len(found) == 5


@pytest.mark.parametrize("added", range(5))
def test_extra(added: int) -> None:
    french = [text for number, text in enumerate(FRENCH) if number != added]
    found = aligned(french, ENGLISH)
    assert [one for one in found if one[0] != "pair"] == [("extra", [], [added + 1])]
    assert len(found) == 5


def test_missing__says_where_it_would_stand() -> None:
    ours, theirs = described(FRENCH, "fr"), described((*ENGLISH[:1], *ENGLISH[2:]), "en")
    (match,) = [one for one in align(ours, theirs) if one.how == "missing"]
    assert match.at == 2
    (match,) = [
        one for one in align(ours, theirs[:-1]) if one.how == "missing" and one.ours[0].line == 5
    ]
    assert match.at == 3


def test_extra__says_where_it_would_stand() -> None:
    ours, theirs = described((*FRENCH[:1], *FRENCH[2:]), "fr"), described(ENGLISH, "en")
    (match,) = [one for one in align(ours, theirs) if one.how == "extra"]
    assert match.at == 2


@pytest.mark.parametrize("many", [2, 3])
def test_merged(many: int) -> None:
    english = (" ".join(ENGLISH[:many]), *ENGLISH[many:])
    found = aligned(FRENCH, english)
    assert found[0] == ("merged", list(range(1, many + 1)), [1])
    assert {how for how, _, _ in found[1:]} == {"pair"}


@pytest.mark.parametrize("many", [2, 3])
def test_split(many: int) -> None:
    french = (" ".join(FRENCH[:many]), *FRENCH[many:])
    found = aligned(french, ENGLISH)
    assert found[0] == ("split", [1], list(range(1, many + 1)))
    assert {how for how, _, _ in found[1:]} == {"pair"}


def test_moved() -> None:
    found = aligned(FRENCH, (*ENGLISH[1:4], ENGLISH[0], ENGLISH[4]))
    assert [one for one in found if one[0] != "pair"] == [("moved", [1], [4])]


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (0, 3), (0, 4)])
def test_swapped(one: int, other: int) -> None:
    english = list(ENGLISH)
    english[one], english[other] = english[other], english[one]
    ours, theirs = described(FRENCH, "fr"), described(english, "en")
    found = [match for match in align(ours, theirs) if match.how != "pair"]
    assert told(found) == [
        ("swapped", [one + 1], [other + 1]),
        ("swapped", [other + 1], [one + 1]),
    ]
    assert [match.other for match in found] == [theirs[one].block, theirs[other].block]


@pytest.mark.parametrize("at", [1, 3, 5])
def test_duplicated(at: int) -> None:
    theirs = described((*ENGLISH[:at], ENGLISH[0], *ENGLISH[at:]), "en")
    (found,) = [one for one in align(described(FRENCH, "fr"), theirs) if one.how != "pair"]
    assert told([found]) == [("duplicated", [1], [at + 1])]
    assert found.other == theirs[0].block


def test_duplicated__not_what_the_original_says_twice() -> None:
    found = aligned((*FRENCH, FRENCH[0]), (*ENGLISH, ENGLISH[0]))
    assert {how for how, _, _ in found} == {"pair"}


def test_replaced() -> None:
    other = "(c) Anna Valmont has 7 cats, 12 dogs and the plan P/12/45; " * 3
    found = aligned(FRENCH, (*ENGLISH[:2], other, *ENGLISH[3:]))
    assert [one for one in found if one[0] != "pair"] == [("replaced", [3], [3])]


def test_pair__of_other_kinds() -> None:
    theirs = described(ENGLISH, "en", kinds={2: "item"})
    assert told(align(described(FRENCH, "fr"), theirs)) == [("pair", [n], [n]) for n in range(1, 6)]


def test_pair__in_any_order_where_that_is_declared() -> None:
    ours = described(FRENCH, "fr", unordered="list_1")
    theirs = described(ENGLISH[::-1], "en", unordered="list_1")
    assert told(align(ours, theirs)) == [("pair", [n], [6 - n]) for n in range(1, 6)]


def test_a_text_of_one_block() -> None:
    assert aligned(FRENCH[:1], ENGLISH[:1]) == [("pair", [1], [1])]
    assert aligned(["Un."], ["One."]) == [("pair", [1], [1])]


def test_an_empty_side() -> None:
    assert aligned([], []) == []
    assert aligned(FRENCH, []) == [("missing", [n], []) for n in range(1, 6)]
    assert aligned([], ENGLISH) == [("extra", [], [n]) for n in range(1, 6)]


def test_every_block_stands_in_one_match() -> None:
    """However much has come apart."""
    english = (ENGLISH[3], ENGLISH[3], "One.", f"{ENGLISH[1]} {ENGLISH[2]}", "", ENGLISH[0])
    ours, theirs = described(FRENCH, "fr"), described(english, "en")
    found = align(ours, theirs)
    mine = [b.line for match in found if match.how != "duplicated" for b in match.ours]
    yours = [b.line for match in found for b in match.theirs]
    assert sorted(mine) == list(range(1, 6))
    assert sorted(yours) == list(range(1, 7))


@pytest.mark.parametrize("lost", [0, 1, 40])
def test_a_thousand_blocks__in_good_time(lost: int) -> None:
    french = [f"Le pont {n * 7} compte {n} arches et {n * n} lampes." for n in range(1000)]
    english = [f"Bridge {n * 7} has {n} arches and {n * n} lamps." for n in range(lost, 1000)]
    ours, theirs = described(french, "fr"), described(english, "en")
    started = time.process_time()
    found = align(ours, theirs)
    assert time.process_time() - started < 5
    assert sum(match.how == "pair" for match in found) == 1000 - lost
    assert sum(match.how == "missing" for match in found) == lost
