"""Every block is found on the very lines of the file that it stands on."""

# ruff: noqa: RUF001  (Arabic letters are no Latin ones)

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from concordance.model import Version

Found = tuple[str, str, int, int, str]
Case = tuple[str, list[Found]]

# What may stand before, between and behind the words of a block.
MARKS = re.compile(r"[\s>|\\]+")
LINE_ENDS = re.compile(r"\r\n?")
SEPARATORS = re.compile("[\u2028\u2029\x85\x0c]")

# Texts below three lines of front matter; of each block its id, kind, lines and text.
TEXTS: dict[str, Case] = {
    "nested-list": (
        (
            "We ask that:\n"
            "\n"
            "- boats stop\n"
            "    - at night\n"
            "        - near the quay\n"
            "        - near the lock\n"
            "    - in fog\n"
            "- locks open\n"
            "\n"
            "Thank you.\n"
        ),
        [
            ("para_1", "paragraph", 4, 4, "We ask that:"),
            ("para_1__point_a", "item", 6, 6, "boats stop"),
            ("para_1__point_a__point_i", "item", 7, 7, "at night"),
            ("para_1__point_a__point_i__point_1", "item", 8, 8, "near the quay"),
            ("para_1__point_a__point_i__point_2", "item", 9, 9, "near the lock"),
            ("para_1__point_a__point_ii", "item", 10, 10, "in fog"),
            ("para_1__point_b", "item", 11, 11, "locks open"),
            ("para_2", "paragraph", 13, 13, "Thank you."),
        ],
    ),
    "nested-list-with-tabs": (
        (
            "We ask that:\n"
            "\n"
            "- boats stop\n"
            "\t- at night\n"
            "\t\t- near the quay\n"
            "\t- in fog\n"
            "- locks open\n"
            "\n"
            "Thank you.\n"
        ),
        [
            ("para_1", "paragraph", 4, 4, "We ask that:"),
            ("para_1__point_a", "item", 6, 6, "boats stop"),
            ("para_1__point_a__point_i", "item", 7, 7, "at night"),
            ("para_1__point_a__point_i__point_1", "item", 8, 8, "near the quay"),
            ("para_1__point_a__point_ii", "item", 9, 9, "in fog"),
            ("para_1__point_b", "item", 10, 10, "locks open"),
            ("para_2", "paragraph", 12, 12, "Thank you."),
        ],
    ),
    "five-levels-of-list": (
        ("- a\n    - b\n        - c\n            - d\n                - e\n- f\n"),
        [
            ("list_1__point_a", "item", 4, 4, "a"),
            ("list_1__point_a__point_i", "item", 5, 5, "b"),
            ("list_1__point_a__point_i__point_1", "item", 6, 6, "c"),
            ("list_1__point_a__point_i__point_1__point_a", "item", 7, 7, "d"),
            ("list_1__point_a__point_i__point_1__point_a__point_i", "item", 8, 8, "e"),
            ("list_1__point_b", "item", 9, 9, "f"),
        ],
    ),
    "items-that-look-alike": (
        ("- same\n    - same\n        - same\n- same\n\nsame\n\n- same\n"),
        [
            ("list_1__point_a", "item", 4, 4, "same"),
            ("list_1__point_a__point_i", "item", 5, 5, "same"),
            ("list_1__point_a__point_i__point_1", "item", 6, 6, "same"),
            ("list_1__point_b", "item", 7, 7, "same"),
            ("para_1", "paragraph", 9, 9, "same"),
            ("para_1__point_a", "item", 11, 11, "same"),
        ],
    ),
    "loose-list": (
        (
            "We ask:\n"
            "\n"
            "- first\n"
            "\n"
            "- second\n"
            "\n"
            "    More of it.\n"
            "\n"
            "    - nested\n"
            "\n"
            "        More of the nested.\n"
            "\n"
            "- third\n"
        ),
        [
            ("para_1", "paragraph", 4, 4, "We ask:"),
            ("para_1__point_a", "item", 6, 6, "first"),
            ("para_1__point_b", "item", 8, 8, "second"),
            ("para_1__point_b__para_1", "paragraph", 10, 10, "More of it."),
            ("para_1__point_b__point_i", "item", 12, 12, "nested"),
            ("para_1__point_b__point_i__para_1", "paragraph", 14, 14, "More of the nested."),
            ("para_1__point_c", "item", 16, 16, "third"),
        ],
    ),
    "numbered-list": (
        ("1. first\n   goes on\n2. second\n    goes on too\n\nBetween.\n\n3. third\n"),
        [
            ("list_1__point_a", "item", 4, 5, "first\n   goes on"),
            ("list_1__point_b", "item", 6, 7, "second\n    goes on too"),
            ("para_1", "paragraph", 9, 9, "Between."),
            ("para_1__point_a", "item", 11, 11, "third"),
        ],
    ),
    "lazy-lines": (
        ("A paragraph\n  that goes\non\n\n- an item\nthat goes\n  on\n- another\n"),
        [
            ("para_1", "paragraph", 4, 6, "A paragraph\n  that goes\non"),
            ("para_1__point_a", "item", 8, 10, "an item\nthat goes\n  on"),
            ("para_1__point_b", "item", 11, 11, "another"),
        ],
    ),
    "code-in-list": (
        ("- first\n\n        # code\n        - code\n\n- second\n"),
        [
            ("list_1__point_a", "item", 4, 4, "first"),
            ("list_1__point_a__code_1", "code", 6, 7, "# code\n- code"),
            ("list_1__point_b", "item", 9, 9, "second"),
        ],
    ),
    "quotation-in-list": (
        ("- first\n\n    > Quoted\n    > words.\n\n- second\n"),
        [
            ("list_1__point_a", "item", 4, 4, "first"),
            ("list_1__point_a__quote_1__para_1", "quotation", 6, 7, "Quoted\nwords."),
            ("list_1__point_b", "item", 9, 9, "second"),
        ],
    ),
    "item-that-begins-with-another-block": (
        ("- # Head\n  Below.\n- - inner\n- > Quoted.\n- last\n"),
        [
            ("list_1__point_a__sec_1", "heading", 4, 4, "Head"),
            ("list_1__point_a__para_1", "paragraph", 5, 5, "Below."),
            ("list_1__point_b__point_i", "item", 6, 6, "inner"),
            ("list_1__point_c__quote_1__para_1", "quotation", 7, 7, "Quoted."),
            ("list_1__point_d", "item", 8, 8, "last"),
        ],
    ),
    "empty-item": (
        ("- \n- second\n-\n\n    third\n"),
        [
            ("list_1__point_a", "item", 4, 4, ""),
            ("list_1__point_b__sec_1", "heading", 5, 6, "second"),
            ("list_1__point_b__para_1", "paragraph", 8, 8, "third"),
        ],
    ),
    "paragraph-with-a-hyphen": (
        ("Line\n- no item\n\n1) no item\n"),
        [
            ("para_1", "paragraph", 4, 5, "Line\n- no item"),
            ("para_2", "paragraph", 7, 7, "1) no item"),
        ],
    ),
    "quotation": (
        ("> First\n> words.\n>\n> Second.\n\nAfter.\n"),
        [
            ("quote_1__para_1", "quotation", 4, 5, "First\nwords."),
            ("quote_1__para_2", "quotation", 7, 7, "Second."),
            ("para_1", "paragraph", 9, 9, "After."),
        ],
    ),
    "quotation-with-lazy-lines": (
        ("> First\nlazy\n> words.\n\n> Second.\n\nAfter.\n"),
        [
            ("quote_1__para_1", "quotation", 4, 6, "First\nlazy\nwords."),
            ("quote_1__para_2", "quotation", 8, 8, "Second."),
            ("para_1", "paragraph", 10, 10, "After."),
        ],
    ),
    "quotation-in-quotation": (
        ("> Outer.\n> > Inner\n> > words.\n>\n> Outer.\n"),
        [
            ("quote_1__para_1", "quotation", 4, 4, "Outer."),
            ("quote_1__quote_1__para_1", "quotation", 5, 6, "Inner\nwords."),
            ("quote_1__para_2", "quotation", 8, 8, "Outer."),
        ],
    ),
    "list-in-quotation": (
        ("> We ask:\n>\n> - first\n> - second\n>     - nested\n>\n> End.\n"),
        [
            ("quote_1__para_1", "quotation", 4, 4, "We ask:"),
            ("quote_1__para_1__point_a", "item", 6, 6, "first"),
            ("quote_1__para_1__point_b", "item", 7, 7, "second"),
            ("quote_1__para_1__point_b__point_i", "item", 8, 8, "nested"),
            ("quote_1__para_2", "quotation", 10, 10, "End."),
        ],
    ),
    "heading-and-code-in-quotation": (
        ("> # Head\n>\n>     code\n>\n> Words.\n>\n> Sub\n> ---\n"),
        [
            ("quote_1__sec_1", "heading", 4, 4, "Head"),
            ("quote_1__code_1", "code", 6, 6, "code"),
            ("quote_1__para_1", "quotation", 8, 8, "Words."),
            ("quote_1__sec_2", "heading", 10, 11, "Sub"),
        ],
    ),
    "same-words-quoted-and-not": (
        ("Agreed.\n\n> Agreed.\n\nAgreed.\n"),
        [
            ("para_1", "paragraph", 4, 4, "Agreed."),
            ("quote_1__para_1", "quotation", 6, 6, "Agreed."),
            ("para_2", "paragraph", 8, 8, "Agreed."),
        ],
    ),
    "table": (
        (
            "| Lock | Hours |\n"
            "|------|:-----:|\n"
            "| North | 6 |\n"
            "| South | `a|b` |\n"
            "| East \\| West |  |\n"
            "|  | 9 |\n"
            "\n"
            "After.\n"
        ),
        [
            ("table_1__row_1", "row", 4, 4, "Lock | Hours"),
            ("table_1__row_2", "row", 6, 6, "North | 6"),
            ("table_1__row_3", "row", 7, 7, "South | `a|b`"),
            ("table_1__row_4", "row", 8, 8, "East \\| West | "),
            ("table_1__row_5", "row", 9, 9, " | 9"),
            ("para_1", "paragraph", 11, 11, "After."),
        ],
    ),
    "rows-that-look-alike": (
        (
            "| Lock | Hours |\n"
            "|---|---|\n"
            "| North | 6 |\n"
            "| North | 6 |\n"
            "\n"
            "| Lock | Hours |\n"
            "|---|---|\n"
            "| North | 6 |\n"
        ),
        [
            ("table_1__row_1", "row", 4, 4, "Lock | Hours"),
            ("table_1__row_2", "row", 6, 6, "North | 6"),
            ("table_1__row_3", "row", 7, 7, "North | 6"),
            ("table_2__row_1", "row", 9, 9, "Lock | Hours"),
            ("table_2__row_2", "row", 11, 11, "North | 6"),
        ],
    ),
    "table-without-outer-pipes": (
        ("North | 6\n\nLock | Hours\n--- | ---\nNorth | 6\n"),
        [
            ("para_1", "paragraph", 4, 4, "North | 6"),
            ("table_1__row_1", "row", 6, 6, "Lock | Hours"),
            ("table_1__row_2", "row", 8, 8, "North | 6"),
        ],
    ),
    "row-with-too-many-cells": (
        ("| Lock | Hours |\n|---|---|\n| North | 6 | lost |\n| South |\n"),
        [
            ("table_1__row_1", "row", 4, 4, "Lock | Hours"),
            ("table_1__row_2", "row", 6, 6, "North | 6"),
            ("table_1__row_3", "row", 7, 7, "South | "),
        ],
    ),
    "table-without-rows": (
        ("Before.\n\n| Lock | Hours |\n|---|---|\n\nAfter.\n"),
        [
            ("para_1", "paragraph", 4, 4, "Before."),
            ("table_1__row_1", "row", 6, 6, "Lock | Hours"),
            ("table_1__row_2", "row", 7, 7, " | "),
            ("para_2", "paragraph", 9, 9, "After."),
        ],
    ),
    "table-with-an-empty-head": (
        ("Before.\n\n|  |  |\n|---|---|\n| North | 6 |\n\nAfter.\n"),
        [
            ("para_1", "paragraph", 4, 4, "Before."),
            ("table_1__row_1", "row", 6, 6, " | "),
            ("table_1__row_2", "row", 8, 8, "North | 6"),
            ("para_2", "paragraph", 10, 10, "After."),
        ],
    ),
    "table-in-quotation-and-list": (
        (
            "> | Lock | Hours |\n"
            "> |---|---|\n"
            "> | North | 6 |\n"
            "\n"
            "- item\n"
            "\n"
            "    | Lock | Hours |\n"
            "    |---|---|\n"
            "    | North | 6 |\n"
        ),
        [
            ("quote_1__table_1__row_1", "row", 4, 4, "Lock | Hours"),
            ("quote_1__table_1__row_2", "row", 6, 6, "North | 6"),
            ("list_1__point_a", "item", 8, 8, "item"),
            ("list_1__point_a__table_1__row_1", "row", 10, 10, "Lock | Hours"),
            ("list_1__point_a__table_1__row_2", "row", 12, 12, "North | 6"),
        ],
    ),
    "table-under-heading": (
        ("## Hours\nLock | Hours\n--- | ---\nNorth | 6\n"),
        [
            ("sec_1", "heading", 4, 4, "Hours"),
            ("table_1__row_1", "row", 5, 5, "Lock | Hours"),
            ("table_1__row_2", "row", 7, 7, "North | 6"),
        ],
    ),
    "footnote-in-the-middle": (
        ("First.[^1]\n\n[^1]: The note.\n\nThe note.\n\nLast.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("para_2", "paragraph", 8, 8, "The note."),
            ("para_3", "paragraph", 10, 10, "Last."),
            ("fn_1", "footnote", 6, 6, "The note."),
        ],
    ),
    "footnote-with-paragraphs": (
        (
            "First.[^1]\n"
            "\n"
            "[^1]: The note\n"
            "    goes on.\n"
            "\n"
            "    Its second paragraph.\n"
            "\n"
            "    - its item\n"
            "        - its inner item\n"
            "\n"
            "    > Its quotation.\n"
            "\n"
            "Last.\n"
        ),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("para_2", "paragraph", 16, 16, "Last."),
            ("fn_1", "footnote", 6, 7, "The note\ngoes on."),
            ("fn_1__para_1", "paragraph", 9, 9, "Its second paragraph."),
            ("fn_1__point_a", "item", 11, 11, "its item"),
            ("fn_1__point_a__point_i", "item", 12, 12, "its inner item"),
            ("fn_1__quote_1__para_1", "quotation", 14, 14, "Its quotation."),
        ],
    ),
    "footnotes-in-another-order": (
        ("First[^b] and second.[^a]\n\n[^a]: Note a.\n[^b]: Note b\nlazily.\n\nLast.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First[^b] and second.[^a]"),
            ("para_2", "paragraph", 10, 10, "Last."),
            ("fn_a", "footnote", 6, 6, "Note a."),
            ("fn_b", "footnote", 7, 8, "Note b\nlazily."),
        ],
    ),
    "footnotes-that-look-alike": (
        ("First[^1] and second.[^2]\n\n[^1]: Ibid.\n[^2]: Ibid.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First[^1] and second.[^2]"),
            ("fn_1", "footnote", 6, 6, "Ibid."),
            ("fn_2", "footnote", 7, 7, "Ibid."),
        ],
    ),
    "footnote-below-its-mark": (
        ("First.[^1]\n\n[^1]:\n    Below.\n\n    More.\n\nLast.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("para_2", "paragraph", 11, 11, "Last."),
            ("fn_1", "footnote", 7, 7, "Below."),
            ("fn_1__para_1", "paragraph", 9, 9, "More."),
        ],
    ),
    "footnote-with-table-and-code": (
        (
            "First.[^1]\n"
            "\n"
            "[^1]: See:\n"
            "\n"
            "    | Lock | Hours |\n"
            "    |---|---|\n"
            "    | North | 6 |\n"
            "\n"
            "        code\n"
            "\n"
            "Last.\n"
        ),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("para_2", "paragraph", 14, 14, "Last."),
            ("fn_1", "footnote", 6, 6, "See:"),
            ("fn_1__table_1__row_1", "row", 8, 8, "Lock | Hours"),
            ("fn_1__table_1__row_2", "row", 10, 10, "North | 6"),
            ("fn_1__code_1", "code", 12, 12, "code"),
        ],
    ),
    "footnote-in-quotation": (
        ("> First.[^1]\n>\n> [^1]: The note.\n>\n> Second.\n"),
        [
            ("quote_1__para_1", "quotation", 4, 4, "First.[^1]"),
            ("quote_1__para_2", "quotation", 8, 8, "Second."),
            ("fn_1", "footnote", 6, 6, "The note."),
        ],
    ),
    "footnote-in-part": (
        ("/// signature\nOne name.[^1]\n\n[^1]: The note.\n///\n\nLast.\n"),
        [
            ("signature__para_1", "paragraph", 5, 5, "One name.[^1]"),
            ("para_1", "paragraph", 10, 10, "Last."),
            ("fn_1", "footnote", 7, 7, "The note."),
        ],
    ),
    "footnote-without-text": (
        ("First.[^1]\n\n[^1]:\n\nLast.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("para_2", "paragraph", 8, 8, "Last."),
            ("fn_1", "footnote", 6, 6, ""),
        ],
    ),
    "footnotes-where-they-are-wanted": (
        ("First.[^1]\n\n///Footnotes Go Here///\n\nLast.\n\n[^1]: The note.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("fn_1", "footnote", 10, 10, "The note."),
            ("para_2", "paragraph", 8, 8, "Last."),
        ],
    ),
    "footnote-then-comment": (
        ("First.[^1]\n\n[^1]: The note.\n<!-- done -->\nFirst.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("para_2", "paragraph", 8, 8, "First."),
            ("fn_1", "footnote", 6, 6, "The note."),
        ],
    ),
    "footnote-then-fence": (
        ("First.[^1]\n\n[^1]: The note.\n```\ncode\n```\nLast.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("code_1", "code", 7, 9, "code"),
            ("para_2", "paragraph", 10, 10, "Last."),
            ("fn_1", "footnote", 6, 6, "The note."),
        ],
    ),
    "footnote-then-two-blank-lines": (
        ("First.[^1]\n\n[^1]: The note.\n\n\n    code\n"),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("code_1", "code", 9, 9, "code"),
            ("fn_1", "footnote", 6, 6, "The note."),
        ],
    ),
    "footnote-then-heading": (
        ("First.[^1]\n\n[^1]: The note.\n# Head\nLast.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("sec_1", "heading", 7, 7, "Head"),
            ("para_2", "paragraph", 8, 8, "Last."),
            ("fn_1", "footnote", 6, 6, "The note."),
        ],
    ),
    "footnote-then-quotation": (
        ("First.[^1]\n\n[^1]: The note.\n> Quoted.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First.[^1]"),
            ("quote_1__para_1", "quotation", 7, 7, "Quoted."),
            ("fn_1", "footnote", 6, 6, "The note."),
        ],
    ),
    "fenced-code": (
        (
            "Before.\n"
            "\n"
            "```\n"
            "# no heading\n"
            "- no item\n"
            "/// closing\n"
            "\n"
            "> no quotation\n"
            "```\n"
            "\n"
            "After.\n"
            "\n"
            "~~~ text\n"
            "```\n"
            "~~~\n"
            "\n"
            "Last.\n"
        ),
        [
            ("para_1", "paragraph", 4, 4, "Before."),
            ("code_1", "code", 6, 12, "# no heading\n- no item\n/// closing\n\n> no quotation"),
            ("para_2", "paragraph", 14, 14, "After."),
            ("code_2", "code", 16, 18, "```"),
            ("para_3", "paragraph", 20, 20, "Last."),
        ],
    ),
    "fence-between-lines": (
        ("Before:\n```\ncode\n```\nAfter.\n"),
        [
            ("para_1", "paragraph", 4, 4, "Before:"),
            ("code_1", "code", 5, 7, "code"),
            ("para_2", "paragraph", 8, 8, "After."),
        ],
    ),
    "fences-that-look-alike": (
        ("```\nsame\n```\n\n    same\n\n```\nsame\n```\n"),
        [
            ("code_1", "code", 4, 6, "same"),
            ("code_2", "code", 8, 8, "same"),
            ("code_3", "code", 10, 12, "same"),
        ],
    ),
    "fence-that-is-not-closed": (
        ("Before.\n\n```\n/// signature\nOne name\n///\n"),
        [
            ("para_1", "paragraph", 4, 4, "Before."),
            ("para_2", "paragraph", 6, 6, "```"),
            ("signature__para_1", "paragraph", 8, 8, "One name"),
        ],
    ),
    "indented-code": (
        (
            "Before.\n"
            "\n"
            "    # no heading\n"
            "    - no item\n"
            "    /// closing\n"
            "    ///\n"
            "\n"
            "    more & <b>\n"
            "\n"
            "After.\n"
        ),
        [
            ("para_1", "paragraph", 4, 4, "Before."),
            ("code_1", "code", 6, 11, "# no heading\n- no item\n/// closing\n///\n\nmore & <b>"),
            ("para_2", "paragraph", 13, 13, "After."),
        ],
    ),
    "parts": (
        (
            "/// letterhead\n"
            "The office\n"
            "///\n"
            "\n"
            "/// salutation\n"
            "Sir,\n"
            "///\n"
            "Body.\n"
            "/// closing\n"
            "Yours\n"
            "///\n"
        ),
        [
            ("letterhead__para_1", "paragraph", 5, 5, "The office"),
            ("salutation__para_1", "paragraph", 9, 9, "Sir,"),
            ("para_1", "paragraph", 11, 11, "Body."),
            ("closing__para_1", "paragraph", 13, 13, "Yours"),
        ],
    ),
    "part-in-part": (
        ("//// annex\n\nFirst.\n\n/// signature\nOne name\n///\n\nSecond.\n\n////\n\nLast.\n"),
        [
            ("annex_1__para_1", "paragraph", 6, 6, "First."),
            ("annex_1__signature__para_1", "paragraph", 9, 9, "One name"),
            ("annex_1__para_2", "paragraph", 12, 12, "Second."),
            ("para_1", "paragraph", 16, 16, "Last."),
        ],
    ),
    "part-in-part-in-part": (
        ("///// annex\n//// annex\n/// closing\nYours\n///\n////\n/////\n"),
        [
            ("annex_1__annex_1__closing__para_1", "paragraph", 7, 7, "Yours"),
        ],
    ),
    "part-in-list": (
        ("- first\n\n    /// signature\n    One name\n    ///\n\n- second\n"),
        [
            ("list_1__point_a", "item", 4, 4, "first"),
            ("list_1__point_a__signature__para_1", "paragraph", 7, 7, "One name"),
            ("list_1__point_b", "item", 10, 10, "second"),
        ],
    ),
    "part-in-comment": (
        ("<!--\n/// closing\nYours\n///\n-->\n\nYours\n\n/// closing\nYours\n///\n"),
        [
            ("para_1", "paragraph", 10, 10, "Yours"),
            ("closing__para_1", "paragraph", 13, 13, "Yours"),
        ],
    ),
    "setext-headings": (
        ("Head\n====\n\nText.\n\nC# and #s\n---------\nMore.\n"),
        [
            ("sec_1", "heading", 4, 5, "Head"),
            ("para_1", "paragraph", 7, 7, "Text."),
            ("sec_2", "heading", 9, 10, "C# and #s"),
            ("para_2", "paragraph", 11, 11, "More."),
        ],
    ),
    "atx-headings": (
        (
            "# One #\n"
            "## Two ##\n"
            "### Three { #three }\n"
            "#### Four #### { #four }\n"
            "Right below.\n"
            "##### Five\n"
        ),
        [
            ("sec_1", "heading", 4, 4, "One"),
            ("sec_2", "heading", 5, 5, "Two"),
            ("three", "heading", 6, 6, "Three"),
            ("four", "heading", 7, 7, "Four"),
            ("para_1", "paragraph", 8, 8, "Right below."),
            ("sec_3", "heading", 9, 9, "Five"),
        ],
    ),
    "hash-heading-over-a-rule": (
        ("# Head\n---\n\nText.\n"),
        [
            ("sec_1", "heading", 4, 4, "Head"),
            ("para_1", "paragraph", 7, 7, "Text."),
        ],
    ),
    "empty-heading": (
        ("First.\n\n#\n\nLast.\n"),
        [
            ("para_1", "paragraph", 4, 4, "First."),
            ("sec_1", "heading", 6, 6, ""),
            ("para_2", "paragraph", 8, 8, "Last."),
        ],
    ),
    "heading-and-paragraph-alike": (
        ("Scope\n\n# Scope\n\nScope\n-----\n\nScope\n"),
        [
            ("para_1", "paragraph", 4, 4, "Scope"),
            ("sec_1", "heading", 6, 6, "Scope"),
            ("sec_2", "heading", 8, 9, "Scope"),
            ("para_2", "paragraph", 11, 11, "Scope"),
        ],
    ),
    "crlf": (
        ("One\r\ntwo\r\n\r\nthree\r\n"),
        [
            ("para_1", "paragraph", 4, 5, "One\ntwo"),
            ("para_2", "paragraph", 7, 7, "three"),
        ],
    ),
    "cr": (
        ("One\rtwo\r\rthree\r"),
        [
            ("para_1", "paragraph", 4, 5, "One\ntwo"),
            ("para_2", "paragraph", 7, 7, "three"),
        ],
    ),
    "tabs": (
        ("One\ttwo\n\n-\titem\n\tgoes on\n\n\tMore.\n"),
        [
            ("para_1", "paragraph", 4, 4, "One two"),
            ("para_1__point_a", "item", 6, 7, "item\n    goes on"),
            ("para_1__point_a__para_1", "paragraph", 9, 9, "More."),
        ],
    ),
    "arabic-and-chinese": (
        ("تحية طيبة\n\nمرحبا\nبكم\n\n中文段落。\n\n- 一\n- 二\n"),
        [
            ("para_1", "paragraph", 4, 4, "تحية طيبة"),
            ("para_2", "paragraph", 6, 7, "مرحبا\nبكم"),
            ("para_3", "paragraph", 9, 9, "中文段落。"),
            ("para_3__point_a", "item", 11, 11, "一"),
            ("para_3__point_b", "item", 12, 12, "二"),
        ],
    ),
    "spaces-that-do-not-break": (
        ("One\xa0: two\n\n\xa0Three\n\xa0\nfour\n\n\xa0\n\nFive\n"),
        [
            ("para_1", "paragraph", 4, 4, "One\xa0: two"),
            ("para_2", "paragraph", 6, 8, "Three\n\xa0\nfour"),
            ("para_3", "paragraph", 12, 12, "Five"),
        ],
    ),
    "line-separators-within-lines": (
        ("One\u2028two\n\nthree\u2029four\x85five\x0csix\n\nSeven\n"),
        [
            ("para_1", "paragraph", 4, 4, "One two"),
            ("para_2", "paragraph", 6, 6, "three four five six"),
            ("para_3", "paragraph", 8, 8, "Seven"),
        ],
    ),
    "repeated-paragraphs": (
        ("Same.\n\nSame.\n\nSame.\n\n- Same.\n\nSame.\n"),
        [
            ("para_1", "paragraph", 4, 4, "Same."),
            ("para_2", "paragraph", 6, 6, "Same."),
            ("para_3", "paragraph", 8, 8, "Same."),
            ("para_3__point_a", "item", 10, 10, "Same."),
            ("para_4", "paragraph", 12, 12, "Same."),
        ],
    ),
    "link-definitions": (
        ('See [x].\n\n[x]: https://a.example "Title"\n\nSee [y].\n[y]: https://b.example\nSee.\n'),
        [
            ("para_1", "paragraph", 4, 4, "See [x]."),
            ("para_2", "paragraph", 8, 8, "See [y]."),
            ("para_3", "paragraph", 10, 10, "See."),
        ],
    ),
    "rules": (
        ("One.\n\n---\n\nTwo.\n\n* * *\nThree.\n***\nFour.\n"),
        [
            ("para_1", "paragraph", 4, 4, "One."),
            ("para_2", "paragraph", 8, 8, "Two."),
            ("para_3", "paragraph", 11, 11, "Three."),
            ("para_4", "paragraph", 13, 13, "Four."),
        ],
    ),
    "hard-breaks": (
        ("One  \ntwo\\\nthree\n\nFour.\n"),
        [
            ("para_1", "paragraph", 4, 6, "One  \ntwo\\\nthree"),
            ("para_2", "paragraph", 8, 8, "Four."),
        ],
    ),
    "comments": (
        (
            "One.\n"
            "\n"
            "<!-- a comment -->\n"
            "\n"
            "Two.\n"
            "\n"
            "<!-- One.\n"
            "\n"
            "Two. -->\n"
            "Three.\n"
            "\n"
            "Four <!-- in the line --> goes on.\n"
            "\n"
            "<!-- before --> Five.\n"
            "\n"
            "- item\n"
            "\n"
            "    <!-- in a list -->\n"
            "\n"
            "- item\n"
        ),
        [
            ("para_1", "paragraph", 4, 4, "One."),
            ("para_2", "paragraph", 8, 8, "Two."),
            ("para_3", "paragraph", 13, 13, "Three."),
            ("para_4", "paragraph", 15, 15, "Four <!-- in the line --> goes on."),
            ("para_5", "paragraph", 17, 17, "Five."),
            ("para_5__point_a", "item", 19, 19, "item"),
            ("para_5__point_b", "item", 23, 23, "item"),
        ],
    ),
    "raw-html": (
        (
            "One.\n"
            "\n"
            "<div>\n"
            "<p>One.</p>\n"
            "\n"
            "Two.\n"
            "</div>\n"
            "\n"
            "Two.\n"
            "\n"
            "<hr>\n"
            "\n"
            "<p>x</p>\n"
            "Three.\n"
            "\n"
            "<div>y</div> Four.\n"
            "\n"
            "Five.\n"
        ),
        [
            ("para_1", "paragraph", 4, 4, "One."),
            ("html_1", "html", 6, 10, "<div>\n<p>One.</p>\n\nTwo.\n</div>"),
            ("para_2", "paragraph", 12, 12, "Two."),
            ("html_2", "html", 14, 14, "<hr>"),
            ("html_3", "html", 16, 16, "<p>x</p>"),
            ("para_3", "paragraph", 17, 17, "Three."),
            ("html_4", "html", 19, 19, "<div>y</div>"),
            ("para_4", "paragraph", 19, 19, "Four."),
            ("para_5", "paragraph", 21, 21, "Five."),
        ],
    ),
    "escapes": (
        ("\\# One\n\n\\- two\n\n1\\. three\n\n\\/// four\n"),
        [
            ("para_1", "paragraph", 4, 4, "\\# One"),
            ("para_2", "paragraph", 6, 6, "\\- two"),
            ("para_3", "paragraph", 8, 8, "1\\. three"),
            ("para_4", "paragraph", 10, 10, "\\/// four"),
        ],
    ),
    "entities": (
        ("&amp; &eacute; &#8217;\n\n&amp;\n"),
        [
            ("para_1", "paragraph", 4, 4, "&amp; &eacute; &#8217;"),
            ("para_2", "paragraph", 6, 6, "&amp;"),
        ],
    ),
    "images": (
        ("![A map](map.png)\n\n![A map](map.png)\n\nText.\n"),
        [
            ("para_1", "paragraph", 4, 4, "![A map](map.png)"),
            ("para_2", "paragraph", 6, 6, "![A map](map.png)"),
            ("para_3", "paragraph", 8, 8, "Text."),
        ],
    ),
    "attribute-lists": (
        (
            "One.\n"
            "{ #one }\n"
            "\n"
            "Two.\n"
            "{: .wide }\n"
            "\n"
            "- three\n"
            "{ #three }\n"
            "- four\n"
            "\n"
            "> Five.\n"
            "{ #five }\n"
            "\n"
            "| Lock { .l } | Hours { .h } |\n"
            "|---|---|\n"
        ),
        [
            ("one", "paragraph", 4, 5, "One."),
            ("para_1", "paragraph", 7, 8, "Two."),
            ("three", "item", 10, 11, "three"),
            ("para_1__point_a", "item", 12, 12, "four"),
            ("five", "quotation", 14, 15, "Five."),
            ("table_1__row_1", "row", 17, 17, "Lock | Hours"),
            ("table_1__row_2", "row", 18, 18, " | "),
        ],
    ),
    "braces-that-are-text": (
        ("## The sets {x} and {y}\n\nOne { #no }\n\nTwo\n{ a } b }\n"),
        [
            ("sec_1", "heading", 4, 4, "The sets {x} and {y}"),
            ("para_1", "paragraph", 6, 6, "One { #no }"),
            ("para_2", "paragraph", 8, 9, "Two\n{ a } b }"),
        ],
    ),
}


def assert_on_its_lines(version: Version, written: str) -> None:
    """Prove that its lines hold the words of each block, in order, and not those of two."""
    lines = LINE_ENDS.sub("\n", written).split("\n")
    for block in version.blocks:
        assert 1 <= block.line <= block.end_line <= len(lines), block
        there = MARKS.sub("", "\n".join(lines[block.line - 1 : block.end_line]))
        at = 0
        for piece in re.split(r"\n| \| ", block.text):
            words = MARKS.sub("", piece)
            at = there.find(words, at) + len(words)
            assert at >= len(words), (block, there)
    in_text = [block for block in version.blocks if not block.id.startswith("fn_")]
    for above, below in pairwise(in_text):
        assert above.end_line < below.line, (above, below)


@pytest.mark.parametrize(("body", "expected"), TEXTS.values(), ids=TEXTS)
def test_lines(read: Callable[..., Version], body: str, expected: list[Found]) -> None:
    version = read(body)
    found = [(b.id, b.kind, b.line, b.end_line, b.text) for b in version.blocks]
    assert found == expected


@pytest.mark.parametrize("body", [case[0] for name, case in TEXTS.items() if name != "raw-html"])
def test_lines__hold_the_words_of_their_block(read: Callable[..., Version], body: str) -> None:
    assert_on_its_lines(read(body), f"---\ntitle: T\n---\n{SEPARATORS.sub(' ', body)}")


def test_lines__byte_order_mark(read: Callable[..., Version]) -> None:
    version = read("\ufeff---\ntitle: T\n---\nOne\n\nTwo\n".encode(), title=None)
    assert [(b.id, b.line, b.text) for b in version.blocks] == [
        ("para_1", 4, "One"),
        ("para_2", 6, "Two"),
    ]


def test_lines__longer_front_matter(read: Callable[..., Version]) -> None:
    version = read(
        "---\ntitle: T\nplace: >\n  Here\n\n  and there\ndate: 2024-03-15\n...\n\n\nOne\n",
        title=None,
    )
    assert [(b.line, b.end_line) for b in version.blocks] == [(11, 11)]


def test_lines__first_below_the_front_matter(read: Callable[..., Version]) -> None:
    assert [b.line for b in read("One").blocks] == [4]


# Of each section its id, kind, name, level and lines; then the ids of its blocks.
SECTIONS: dict[str, tuple[str, list[tuple[str, str, str, int, int, int, list[str]]]]] = {
    "letter": (
        (
            "/// letterhead\n"
            "The office\n"
            "///\n"
            "\n"
            "/// salutation\n"
            "Sir,\n"
            "///\n"
            "Body.\n"
            "/// closing\n"
            "Yours\n"
            "///\n"
        ),
        [
            ("letterhead", "part", "letterhead", 0, 4, 6, ["letterhead__para_1"]),
            ("salutation", "part", "salutation", 0, 8, 10, ["salutation__para_1"]),
            ("body", "body", "", 0, 11, 11, ["para_1"]),
            ("closing", "part", "closing", 0, 12, 14, ["closing__para_1"]),
        ],
    ),
    "text-between-parts": (
        ("One.\n\n/// closing\nYours\n///\n\nTwo.\n\n/// signature\nName\n///\n\nThree.\n"),
        [
            ("body", "body", "", 0, 4, 4, ["para_1"]),
            ("closing", "part", "closing", 0, 6, 8, ["closing__para_1"]),
            ("body_2", "body", "", 0, 10, 10, ["para_2"]),
            ("signature", "part", "signature", 0, 12, 14, ["signature__para_1"]),
            ("body_3", "body", "", 0, 16, 16, ["para_3"]),
        ],
    ),
    "headings": (
        ("Before.\n\n# One\n\nText.\n\n## Two\n\n- item\n\nThree\n=====\n"),
        [
            ("body", "body", "", 0, 4, 4, ["para_1"]),
            ("sec_1", "heading", "", 1, 6, 8, ["sec_1", "para_2"]),
            ("sec_2", "heading", "", 2, 10, 12, ["sec_2", "list_1__point_a"]),
            ("sec_3", "heading", "", 1, 14, 15, ["sec_3"]),
        ],
    ),
    "part-in-part": (
        ("//// annex\n\nFirst.\n\n/// signature\nOne name\n///\n\nSecond.\n\n////\n\nLast.\n"),
        [
            ("annex_1", "part", "annex", 0, 4, 14, ["annex_1__para_1"]),
            ("annex_1__signature", "part", "signature", 0, 8, 10, ["annex_1__signature__para_1"]),
            ("body", "body", "", 0, 12, 12, ["annex_1__para_2"]),
            ("body_2", "body", "", 0, 16, 16, ["para_1"]),
        ],
    ),
    "heading-in-part": (
        ("/// annex\n# One\n\nText.\n///\n\nLast.\n"),
        [
            ("annex_1", "part", "annex", 0, 4, 8, []),
            ("annex_1__sec_1", "heading", "", 1, 5, 7, ["annex_1__sec_1", "annex_1__para_1"]),
            ("body", "body", "", 0, 10, 10, ["para_1"]),
        ],
    ),
    "empty-part": (
        ("/// signature\n///\n\nLast.\n"),
        [
            ("signature", "part", "signature", 0, 4, 5, []),
            ("body", "body", "", 0, 7, 7, ["para_1"]),
        ],
    ),
    "footnotes": (
        ("/// signature\nOne name.[^1]\n\n[^1]: The note.\n///\n\nLast.\n"),
        [
            ("signature", "part", "signature", 0, 4, 8, ["signature__para_1"]),
            ("body", "body", "", 0, 10, 10, ["para_1"]),
            ("footnotes", "part", "footnotes", 0, 7, 7, ["fn_1"]),
        ],
    ),
    "footnotes-in-another-order-than-the-text": (
        ("First.[^1]\n\n///Footnotes Go Here///\n\nLast.\n\n[^1]: The note.\n"),
        [
            ("body", "body", "", 0, 4, 4, ["para_1"]),
            ("footnotes", "part", "footnotes", 0, 10, 10, ["fn_1"]),
            ("body_2", "body", "", 0, 8, 8, ["para_2"]),
        ],
    ),
}


@pytest.mark.parametrize(("body", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_sections(
    read: Callable[..., Version],
    body: str,
    expected: list[tuple[str, str, str, int, int, int, list[str]]],
) -> None:
    found = [
        (s.id, s.kind, s.name, s.level, s.line, s.end_line, [b.id for b in s.blocks])
        for s in read(body).sections
    ]
    assert found == expected


def test_headings__levels(read: Callable[..., Version]) -> None:
    version = read("# A\n## B\n###### C\nD\n---\n\nE\n")
    assert [(b.kind, b.level) for b in version.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 6),
        ("heading", 2),
        ("paragraph", 0),
    ]
