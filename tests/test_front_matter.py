"""The facts above a text, and what is said of those that cannot be used."""

from __future__ import annotations

from datetime import date

import pytest

from concordance.front_matter import FrontMatterError, split
from concordance.model import Facts, Waiver
from concordance.rules.catalogue import catalogue


def test_split() -> None:
    matter = split(
        "---\n"
        "title: Answer about the locks\n"
        "description: |\n"
        "  In two\n"
        "  lines\n"
        "date: 2024-03-15\n"
        "place: Porto\n"
        "symbol: 'A/1/2'\n"
        "references: [B/1, B/2]\n"
        "translation_of: fr\n"
        "translator: The office\n"
        "---\n"
        "\n"
        "Text.\n"
    )
    assert matter.facts == Facts(
        title="Answer about the locks",
        description="In two\nlines",
        date=date(2024, 3, 15),
        place="Porto",
        symbol="A/1/2",
        references=("B/1", "B/2"),
        translation_of="fr",
        translator="The office",
    )
    assert matter.facts.lines == {
        "title": 2,
        "description": 3,
        "date": 6,
        "place": 7,
        "symbol": 8,
        "references": 9,
        "translation_of": 10,
        "translator": 11,
    }
    assert (matter.body, matter.body_line) == ("\nText.\n", 13)


def test_split__title_alone() -> None:
    matter = split("---\ntitle: A\n---\n")
    assert matter.facts == Facts(title="A")
    assert (matter.body, matter.body_line) == ("", 4)


@pytest.mark.parametrize(
    ("yaml", "waivers"),
    [
        ("waivers:", ()),
        ("waivers: {}", ()),
        ("waivers: {para_3: {number: 'one'}}", (Waiver("para_3", "number", "one", 3),)),
        (
            (
                "waivers:\n  para_3:\n    number: |\n      one\n      and\n    date: two\n"
                "  sec_1:\n    length: '3'"
            ),
            (
                Waiver("para_3", "number", "one and", 5),
                Waiver("para_3", "date", "two", 8),
                Waiver("sec_1", "length", "3", 10),
            ),
        ),
    ],
)
def test_split__waivers(yaml: str, waivers: tuple[Waiver, ...]) -> None:
    assert split(f"---\ntitle: A\n{yaml}\n---\n").facts.waivers == waivers


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("--- \ntitle: A\n---\t\nB", "B", 4),
        ("---\ntitle: A\n...\nB", "B", 4),
        ("---\ntitle: A\n---", "", 3),
        ("---\ntitle: A\n---\n---\nB", "---\nB", 4),
        ("---\ntitle: A --- B\n---\nC", "C", 4),
    ],
)
def test_split__fences(text: str, body: str, line: int) -> None:
    matter = split(text)
    assert (matter.body, matter.body_line) == (body, line)


@pytest.mark.parametrize(
    ("yaml", "facts"),
    [
        ("title: '  A  '", Facts(title="A")),
        ("title: 2024-02-30", Facts(title="2024-02-30")),  # no date, so it is text
        ("title: 'no'", Facts(title="no")),
        ("title: A\nplace:\nreferences:\ntranslation_of:", Facts(title="A")),
        ("title: A\nreferences: []", Facts(title="A")),
        ("title: A\nformerly:", Facts(title="A")),
        (
            "title: A\nformerly: ['2024-03-15', 2023/note, Pont sur l'Île (bis)]",
            Facts(title="A", formerly=("2024-03-15", "2023/note", "Pont sur l'Île (bis)")),
        ),
        ("title: A\ntranslation_of: 'no'", Facts(title="A", translation_of="no")),
        ("title: A\ndate: '2024-03-15'", Facts(title="A", date=date(2024, 3, 15))),
        ("title: A\ndate: !!timestamp 2024-03-15", Facts(title="A", date=date(2024, 3, 15))),
    ],
)
def test_split__values(yaml: str, facts: Facts) -> None:
    assert split(f"---\n{yaml}\n---\n").facts == facts


NO_TITLE = 'add a line "title: …" to the front matter: the title of the page, in its language'
NO_DATE = "write it as year-month-day: 2024-03-15"
NO_LIST = "write it as a list: references: [A/RES/78/123]"
NO_YAML = 'correct the line; a value that holds ": " needs quotes around it'
NO_WAIVER = 'write block, rule and reason: waivers: {para_3: {number: "why it is right as it is"}}'
NO_REASON = 'write why it is right as it is, in quotes: number: "…"'
NO_BLOCK = 'begin the file with "---", "title: …" and "---", each on a line of its own'

REFUSED: dict[str, tuple[str, int, str, str]] = {
    "missing": ("Text.\n", 1, 'no front matter: the first line is not "---"', NO_BLOCK),
    "below a blank line": (
        "\n---\ntitle: A\n---\n",
        1,
        'no front matter: the first line is not "---"',
        NO_BLOCK,
    ),
    "not closed": (
        "---\ntitle: A\n\nText.\n",
        1,
        'the front matter is not closed: no second line "---"',
        'add a line "---" below it',
    ),
    "a colon in a value": (
        "---\ntitle: A\nplace: B: C\n---\n",
        3,
        "the front matter is not valid YAML: mapping values are not allowed here",
        NO_YAML,
    ),
    "a tab": (
        "---\ntitle: A\n\tplace: B\n---\n",
        3,
        "the front matter is not valid YAML: found character '\\t' that cannot start any token",
        NO_YAML,
    ),
    "a control character": (
        "---\ntitle: A\x00\n---\n",
        2,
        (
            "the front matter is not valid YAML: unacceptable character #x0000: "
            "special characters are not allowed"
        ),
        NO_YAML,
    ),
    "an unknown tag": (
        "---\ntitle: A\nplace: !!B C\n---\n",
        3,
        (
            "the front matter is not valid YAML: "
            "could not determine a constructor for the tag 'tag:yaml.org,2002:B'"
        ),
        NO_YAML,
    ),
    "a list": (
        "---\n- A\n---\n",
        2,
        "the front matter is no list of keys and values",
        'write it as "key: value" lines',
    ),
    "no title": ("---\ndate: 2024-03-15\n---\n", 1, "the title is missing", NO_TITLE),
    "nothing": ("---\n---\n", 1, "the title is missing", NO_TITLE),
    "an empty title": ("---\nplace: A\ntitle:\n---\n", 3, "the title is empty", NO_TITLE),
    "a blank title": ("---\ntitle: ' '\n---\n", 2, "the title is empty", NO_TITLE),
    "a number as title": (
        "---\ntitle: 2024\n---\n",
        2,
        "title: 2024 is no text to YAML",
        'put it in quotes: title: "2024"',
    ),
    "a list as place": (
        "---\ntitle: A\nplace: [B]\n---\n",
        3,
        "place: ['B'] is no text to YAML",
        "put it in quotes: place: \"['B']\"",
    ),
    "Norwegian, which YAML reads as false": (
        "---\ntitle: A\ntranslation_of: no\n---\n",
        3,
        "translation_of: no is no text to YAML",
        'put it in quotes: translation_of: "no"',
    ),
    "a word as date": (
        "---\ntitle: A\ndate: soon\n---\n",
        3,
        'date: "soon" is no date',
        NO_DATE,
    ),
    "a date that does not exist": (
        "---\ntitle: A\ndate: 2024-02-30\n---\n",
        3,
        'date: "2024-02-30" is no date',
        NO_DATE,
    ),
    "a date with a time": (
        "---\ntitle: A\ndate: 2024-03-15 10:00:00\n---\n",
        3,
        'date: "2024-03-15 10:00:00" is no date',
        NO_DATE,
    ),
    "no date in quotes": (
        "---\ntitle: A\ndate: '2024-02-30'\n---\n",
        3,
        'date: "2024-02-30" is no date',
        NO_DATE,
    ),
    "a key that is none": (
        "---\ntitle: A\ncolour: red\n---\n",
        3,
        'unknown key "colour"',
        (
            "the keys are: title, description, place, symbol, translation_of, translator, "
            "date, references, formerly, waivers"
        ),
    ),
    "an empty date": ("---\ntitle: A\ndate:\n---\n", 3, 'date: "" is no date', NO_DATE),
    "a year as date": ("---\ntitle: A\ndate: 2024\n---\n", 3, 'date: "2024" is no date', NO_DATE),
    "one reference without a list": (
        "---\ntitle: A\nreferences: B/1\n---\n",
        3,
        "references: B/1 is no list of symbols",
        NO_LIST,
    ),
    "a former name that is no list": (
        "---\ntitle: A\nformerly: bridge\n---\n",
        3,
        "formerly: bridge is no list of names",
        'write it as a list: formerly: ["2024-03-15-letter"]',
    ),
    "a former name that is a date": (
        "---\ntitle: A\nformerly: [2024-03-15]\n---\n",
        3,
        "formerly: [2024-03-15] is no list of names",
        'write it as a list: formerly: ["2024-03-15-letter"]',
    ),
    **{
        f"a former name that is {address!r}": (
            f"---\ntitle: A\nformerly: ['{address}']\n---\n",
            3,
            f'formerly: "{address}" was the name of no folder',
            "write the name that the folder had below communications/, and nothing before or after",
        )
        for address in (
            "",
            " ",
            "/bridge",
            "bridge/",
            "a//b",
            "../bridge",
            "a/..",
            ".bridge",
            "a?b",
            "a#b",
            "a%20b",
            "C:",
            "a\\\\b".replace("\\\\", "\\"),
            "<b>",
            "bridge ",
            "https://a.example/bridge",
        )
    },
    "references that are numbers": (
        "---\ntitle: A\nreferences: [1]\n---\n",
        3,
        "references: [1] is no list of symbols",
        NO_LIST,
    ),
    "references that are false": (
        "---\ntitle: A\nreferences: no\n---\n",
        3,
        "references: no is no list of symbols",
        NO_LIST,
    ),
    "a key twice": (
        "---\ntitle: A\nplace: B\ntitle: C\n---\n",
        4,
        '"title" stands twice, first on line 2',
        "remove one of the two",
    ),
    "waivers without a block": (
        "---\ntitle: A\nwaivers: number\n---\n",
        3,
        "waivers: it names no block",
        NO_WAIVER,
    ),
    "waivers as a list": (
        "---\ntitle: A\nwaivers:\n  - para_3\n---\n",
        3,
        "waivers: it names no block",
        NO_WAIVER,
    ),
    "a waiver without a rule": (
        "---\ntitle: A\nwaivers:\n  para_3: number\n---\n",
        4,
        "waivers: para_3 names no rule",
        NO_WAIVER,
    ),
    "a waiver of nothing": (
        "---\ntitle: A\nwaivers:\n  para_3:\n---\n",
        4,
        "waivers: para_3 names no rule",
        NO_WAIVER,
    ),
    "a waiver without a reason": (
        "---\ntitle: A\nwaivers:\n  para_3:\n    number:\n---\n",
        5,
        'waivers: there is no reason for "number" in para_3',
        NO_REASON,
    ),
    "a waiver with a blank reason": (
        "---\ntitle: A\nwaivers:\n  para_3:\n    number: ' '\n---\n",
        5,
        'waivers: there is no reason for "number" in para_3',
        NO_REASON,
    ),
    "a waiver whose reason is a list": (
        "---\ntitle: A\nwaivers:\n  para_3:\n    number: [one]\n---\n",
        5,
        'waivers: there is no reason for "number" in para_3',
        NO_REASON,
    ),
    "a waiver whose reason is no text": (
        "---\ntitle: A\nwaivers:\n  para_3:\n    number: true\n---\n",
        5,
        'waivers: there is no reason for "number" in para_3',
        NO_REASON,
    ),
    "a waiver of an unknown rule": (
        "---\ntitle: A\nwaivers: {para_3: {numbers: one}}\n---\n",
        3,
        'waivers: there is no rule "numbers"',
        'write "number", if that is what is meant',
    ),
    "a waiver of what is like no rule": (
        "---\ntitle: A\nwaivers: {para_3: {xyz: one}}\n---\n",
        3,
        'waivers: there is no rule "xyz"',
        f"the rules are: {', '.join(rule.name for rule in catalogue().values() if rule.waivable)}",
    ),
    "a waiver of a fault of the source": (
        "---\ntitle: A\nwaivers: {para_3: {duplicate-id: one}}\n---\n",
        3,
        'waivers: what "duplicate-id" finds cannot be waived',
        f"remove the waiver, and mend what is found: {catalogue()['duplicate-id'].cure}",
    ),
    "a waiver of a missing translation": (
        "---\ntitle: A\nwaivers: {para_3: {missing-translation: one}}\n---\n",
        3,
        'waivers: what "missing-translation" finds cannot be waived',
        f"remove the waiver, and mend what is found: {catalogue()['missing-translation'].cure}",
    ),
    "a block waived twice": (
        "---\ntitle: A\nwaivers:\n  para_3: {number: a}\n  para_3: {date: b}\n---\n",
        5,
        '"para_3" stands twice, first on line 4',
        "remove one of the two",
    ),
    "a misspelt key": (
        "---\ntitle: A\ntranslaton_of: fr\n---\n",
        3,
        'unknown key "translaton_of"',
        'write "translation_of", if that is what is meant',
    ),
    "a misspelt title": (
        "---\ntitel: A\n---\n",
        2,
        'unknown key "titel"',
        'write "title", if that is what is meant',
    ),
}


@pytest.mark.parametrize(("text", "line", "message", "help_"), REFUSED.values(), ids=REFUSED)
def test_split__refused(text: str, line: int, message: str, help_: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        split(text)
    assert (caught.value.line, caught.value.message, caught.value.help) == (line, message, help_)


def test_split__nested_too_deep() -> None:
    with pytest.raises(FrontMatterError, match="is not valid YAML: maximum recursion depth"):
        split(f"---\ntitle: A\nplace: {'[' * 9000}\n---\n")
