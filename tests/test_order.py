from __future__ import annotations

from itertools import permutations

import pytest

from concordance.order import ascends, displaced


def pairs(*places: int) -> list[tuple[int, int]]:
    return list(enumerate(places))


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ((), set()),
        ((0,), set()),
        ((0, 1, 2), set()),
        ((2, 5, 9), set()),  # what is extra between them moves nothing
        ((2, 0, 1, 3), {0}),
        ((1, 2, 0, 3), {2}),
        ((3, 0, 1, 2, 4), {0}),
        ((0, 3, 4, 1, 2, 5, 6, 7, 8, 11, 9, 10), {1, 2, 9}),
    ],
)
def test_displaced__moved(places: tuple[int, ...], moved: set[int]) -> None:
    found, _ = displaced(pairs(*places))
    assert {i for i, _ in found} == moved


@pytest.mark.parametrize(
    ("places", "swapped"),
    [
        ((1, 0), {0: 0, 1: 1}),
        ((0, 2, 1, 3), {1: 1, 2: 2}),
        ((3, 1, 2, 0), {0: 0, 3: 3}),
        ((0, 4, 2, 3, 1, 5), {1: 1, 4: 4}),
        ((1, 0, 2, 4, 3), {0: 0, 1: 1, 3: 3, 4: 4}),
    ],
)
def test_displaced__swapped(places: tuple[int, ...], swapped: dict[int, int]) -> None:
    moved, found = displaced(pairs(*places))
    assert moved == set()
    assert {i: other for (i, _), other in found.items()} == swapped


@pytest.mark.parametrize("order", list(permutations(range(5))))
def test_displaced__what_is_left_stands_in_order(order: tuple[int, ...]) -> None:
    moved, swapped = displaced(pairs(*order))
    assert not moved & set(swapped)
    assert ascends([j for i, j in pairs(*order) if (i, j) not in moved and (i, j) not in swapped])
    assert bool(moved or swapped) == (list(order) != sorted(order))


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_displaced__does_not_depend_on_the_order_it_is_given_in(order: tuple[int, ...]) -> None:
    every = pairs(*order)
    assert displaced(every) == displaced(every[::-1])


def test_displaced__of_many_that_are_all_reversed() -> None:
    moved, swapped = displaced(pairs(*range(59, -1, -1)))
    assert len(moved) + len(swapped) >= 59
