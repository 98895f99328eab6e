"""Where a published text stands now is known by the text, whatever its id has become."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from concordance.fingerprint import alike, print_of
from concordance.rules.permanence import fates_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT = "Le bac de gauche partira du quai neuf toutes les heures, du matin au soir, sans arrêt."
RIGHT = LEFT.replace("gauche", "droite").replace("neuf", "ancien")
OTHER = "La peinture verte sera livrée par la commune voisine avant la fin de la semaine."
THIRD = "Une commission de pêcheurs remettra son rapport au maire."
MENDED = [one.replace("partira", "partirait") for one in (LEFT, RIGHT)]


def test_texts__are_near_copies() -> None:
    assert alike(print_of(LEFT), print_of(RIGHT))
    assert not alike(print_of(LEFT), print_of(OTHER))


@pytest.mark.parametrize(
    ("then", "now", "fates"),
    [
        pytest.param([LEFT, OTHER], [MENDED[0], OTHER], ["a", "b"], id="mended"),
        pytest.param([LEFT, OTHER], [OTHER, LEFT], ["b", "a"], id="swapped"),
        pytest.param([LEFT, RIGHT], [RIGHT, LEFT], ["b", "a"], id="near copies swapped"),
        pytest.param([LEFT, RIGHT], MENDED[::-1], ["b", "a"], id="swapped and mended"),
        pytest.param([LEFT, RIGHT], MENDED, ["a", "b"], id="near copies mended"),
        pytest.param([LEFT, OTHER], [RIGHT, MENDED[0], OTHER], ["b", "c"], id="near copy put in"),
        pytest.param([LEFT, OTHER], [THIRD, OTHER], ["a", "b"], id="written anew"),
        pytest.param([LEFT, OTHER], [OTHER], ["", "a"], id="taken out"),
        pytest.param(
            ["Idem.", LEFT, OTHER, "Idem.", THIRD],
            [LEFT, OTHER, "Idem.", THIRD],
            ["", "a", "b", "c", "d"],
            id="one of two equal ones taken out",
        ),
        pytest.param(["Idem.", LEFT], ["Idem.", "Idem.", LEFT], ["a", "c"], id="copied"),
    ],
)
def test_fates_of(then: Sequence[str], now: Sequence[str], fates: Sequence[str]) -> None:
    was, has = (dict(zip("abcde", map(print_of, texts), strict=False)) for texts in (then, now))
    assert list(fates_of(was, has).values()) == list(fates)


def test_fates_of__no_footnote_for_a_paragraph() -> None:
    text = print_of(LEFT)
    assert fates_of({"para_1": text}, {"fn_1": text}) == {"para_1": ""}
    assert fates_of({"fn_1": text}, {"fn_2": text}) == {"fn_1": "fn_2"}
