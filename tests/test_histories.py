"""Every link ever published holds, and no translation ages unnoticed, whatever edits are made."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from concordance.rules.catalogue import catalogue
from tests.histories import EDITS, History

if TYPE_CHECKING:
    from concordance.reading import Reader

HISTORIES, LENGTH = 26, 40


def test_histories(reader: Reader) -> None:
    folder = reader.docs / "communications" / "letter"
    folder.mkdir()
    seen: Counter[str] = Counter()
    edits = {edit.__name__ for edit in EDITS}

    # A history is not made shorter by other numbers, so there is nothing to shrink.
    @settings(max_examples=HISTORIES, phases=[Phase.generate])
    @given(seed=st.integers(0, 2**64))
    def play(seed: int) -> None:
        History.begin(reader, folder, seed, seen).play(LENGTH)

    play()
    made = sum(seen[edit] for edit in edits)
    assert made >= 1000, made
    permanence = {rule.name for rule in catalogue().values() if rule.family == "permanence"}
    ways = {"whole", "original", "only", "nothing"}
    expected = (
        edits | permanence - {"unapproved", "address-lost"} | {f"approved: {way}" for way in ways}
    )
    expected |= {"withdrawn", "approved twice", "translated late", "stale, and said so"}
    assert {what for what in expected if not seen[what]} == set()
