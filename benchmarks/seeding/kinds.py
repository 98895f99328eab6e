"""Every kind of defect: its name, how it is made, and the rules that may name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from benchmarks.seeding import structure as s
from benchmarks.seeding import values as v
from benchmarks.seeding import wording as w

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from benchmarks.seeding.pairs import Mutation, Pair

    Seed = Callable[[Random, Pair], Iterator[Mutation]]

GroupName = Literal["structure", "values", "numerals", "wording", "hard"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of defect."""

    name: str
    group: GroupName
    seed: Seed
    """Gives every place of a pair where the defect can be, each as a mutation."""
    rules: frozenset[str]
    """The rules of which one has to be broken."""


def _kinds(group: GroupName, rows: list[tuple[str, Seed, str]]) -> list[Kind]:
    return [Kind(name, group, seed, frozenset(rules.split())) for name, seed, rules in rows]


MISSING, EXTRA = "missing-paragraph missing-section", "extra-paragraph extra-section"
MOVED, EMPTY = "moved-paragraph section-order", "empty-paragraph missing-paragraph"
NUMBER = "number date range symbol"

STRUCTURE = _kinds(
    "structure",
    [
        ("paragraph-dropped-first", s.dropped(s.paragraphs, "first"), MISSING),
        ("paragraph-dropped-middle", s.dropped(s.paragraphs, "middle"), MISSING),
        ("paragraph-dropped-last", s.dropped(s.paragraphs, "last"), MISSING),
        ("item-dropped-first", s.dropped(s.items, "first"), MISSING),
        ("item-dropped-middle", s.dropped(s.items, "middle"), MISSING),
        ("item-dropped-last", s.dropped(s.items, "last"), MISSING),
        ("row-dropped-first", s.dropped(s.rows, "first"), MISSING),
        ("row-dropped-middle", s.dropped(s.rows, "middle"), MISSING),
        ("row-dropped-last", s.dropped(s.rows, "last"), MISSING),
        ("heading-dropped", s.heading_dropped, MISSING),
        ("section-dropped", s.section_dropped, MISSING),
        ("part-dropped", s.part_dropped, MISSING),
        (
            "paragraph-dropped-in-original",
            s.in_original(s.dropped(s.paragraphs, "middle")),
            EXTRA,
        ),
        ("item-dropped-in-original", s.in_original(s.dropped(s.items, "middle")), EXTRA),
        ("section-dropped-in-original", s.in_original(s.section_dropped), EXTRA),
        ("paragraph-added", s.paragraph_added, EXTRA),
        ("item-added", s.item_added, EXTRA),
        ("row-added", s.row_added, EXTRA),
        ("section-added", s.section_added, EXTRA),
        ("paragraphs-merged", s.paragraphs_merged, "merged-paragraphs"),
        ("items-merged", s.items_merged, "merged-paragraphs"),
        ("paragraph-split", s.paragraph_split, "split-paragraph"),
        ("item-split", s.item_split, "split-paragraph"),
        ("paragraph-moved-within", s.moved_within, MOVED),
        ("paragraph-moved-elsewhere", s.moved_elsewhere, MOVED),
        ("neighbours-swapped", s.neighbours_swapped, MOVED),
        ("distant-swapped", s.distant_swapped, MOVED),
        ("items-swapped", s.items_swapped, MOVED),
        ("rows-swapped", s.rows_swapped, MOVED),
        ("sections-swapped", s.sections_swapped, MOVED),
        ("parts-swapped", s.parts_swapped, MOVED),
        ("duplicated-beside", s.duplicated_beside, "duplicated-paragraph"),
        ("duplicated-elsewhere", s.duplicated_elsewhere, "duplicated-paragraph"),
        ("item-duplicated", s.item_duplicated, "duplicated-paragraph"),
        ("heading-level", s.heading_level, "heading-level"),
        ("paragraph-to-item", s.paragraph_to_item, "block-kind"),
        ("item-to-paragraph", s.item_to_paragraph, "block-kind"),
        ("paragraph-emptied", s.paragraph_emptied, EMPTY),
        ("item-emptied", s.item_emptied, EMPTY),
        ("cell-emptied", s.cell_emptied, f"{EMPTY} table-shape"),
        ("cell-dropped", s.cell_dropped, f"{EMPTY} table-shape"),
        ("column-dropped", s.column_dropped, "table-shape"),
        ("footnote-dropped", s.footnote_dropped, "footnote missing-paragraph"),
        ("footnote-text-dropped", s.note_text_dropped, "footnote missing-paragraph"),
        ("footnote-reference-dropped", s.reference_dropped, "footnote"),
        ("footnote-references-swapped", s.references_swapped, "footnote"),
    ],
)
VALUES = _kinds(
    "values",
    [
        ("number-digit-changed", v.digit_changed, NUMBER),
        ("number-digits-transposed", v.digits_transposed, NUMBER),
        ("number-dropped", v.number_dropped, NUMBER),
        ("number-changed-in-original", s.in_original(v.digit_changed), NUMBER),
        ("number-dropped-in-original", s.in_original(v.number_dropped), NUMBER),
        ("decimal-moved", v.decimal_moved, "number range"),
        ("decimal-changed", v.decimal_changed, "number range"),
        ("thousands-changed", v.thousands_changed, "number range"),
        ("thousands-dropped", v.thousands_dropped, "number range"),
        ("month-changed", v.month_changed, "date"),
        ("day-changed", v.day_changed, "date range"),
        ("year-changed", v.year_changed, "date"),
        ("day-and-month-swapped", v.day_and_month_swapped, "date"),
        ("symbol-digit-changed", v.symbol_digit, "symbol number"),
        ("symbol-letter-changed", v.symbol_letter, "symbol"),
        ("symbol-dropped", v.symbol_dropped, "symbol number"),
        ("range-end-changed", v.range_end, "range number date"),
        ("range-reversed", v.range_reversed, "range number date"),
        ("percentage-changed", v.percentage_changed, "number range"),
        ("percent-dropped", v.percent_dropped, "number range"),
        ("currency-changed", v.currency_changed, "number symbol"),
        ("scale-changed", v.scale_changed, "number range"),
        ("time-changed", v.time_changed, "number date range"),
        ("half-of-day-changed", v.half_of_day_changed, "number date range"),
        ("roman-changed", v.roman_changed, "number symbol range"),
        ("label-changed", v.label_changed, "number symbol"),
        ("cells-swapped", v.cells_swapped, f"{NUMBER} moved-paragraph table-shape"),
        ("link-changed", v.link_changed, "link"),
        ("email-changed", v.email_changed, "link"),
        ("link-dropped", v.link_dropped, "link"),
    ],
)
NUMERALS = _kinds("numerals", [("numeral-changed", v.numeral_changed, NUMBER)])
"""Numbers written in words."""
WORDING = _kinds(
    "wording",
    [
        ("untranslated", w.untranslated, "untranslated language"),
        ("untranslated-short", w.untranslated_short, "untranslated language"),
        ("third-language", w.third_language, "untranslated language"),
        ("truncated", w.truncated, "length"),
        ("lengthened", w.lengthened, "length"),
        (
            "replaced-by-another",
            w.replaced,
            f"duplicated-paragraph missing-paragraph length {NUMBER} untranslated",
        ),
    ],
)
HARD = _kinds("hard", [("short-lines-swapped", s.short_lines_swapped, MOVED)])
"""What nothing but the sense of a word or two tells."""
KINDS = [*STRUCTURE, *VALUES, *NUMERALS, *WORDING, *HARD]
