# ruff: noqa: RUF001 (signs of many scripts)
"""What holds for every text, however odd."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from concordance.check import examine
from concordance.comparing import differences, side
from concordance.reading import SourceError
from concordance.rules import compare
from concordance.values import glance, values

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.findings import Finding
    from concordance.reading import Reader

Compared = tuple[str, str]
"""The rule and the id of a finding."""
Pair = list[tuple[str, str]]
"""Paragraphs, each in French and in English."""

# The reader and its folder serve every example of a test alike.
some = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
many = settings(some, max_examples=400)

HEADS = {
    "fr": "---\ntitle: Lettre\n---\n\n",
    "en": "---\ntitle: Letter\ntranslation_of: fr\n---\n\n",
}


@pytest.fixture
def found(reader: Reader) -> Callable[[str, str], list[Finding]]:
    """Write both versions of one communication, and give what is found in it."""
    folder = reader.docs / "communications" / "letter"
    folder.mkdir()

    def examined(french: str, english: str) -> list[Finding]:
        for code, text in (("fr", french), ("en", english)):
            raw = (HEADS[code] + text).encode("utf-8", "surrogatepass")
            (folder / f"index.{code}.md").write_bytes(raw)
        return list(examine(reader, folder).findings)

    return examined


SIGNS = "#*_-|`[]()<>!&\\/:.,;^{}=+~%$€ \n\t\u00a0\u200f« »’°½٣五月年日ⅣIVXL0123456789aéZя"
words = st.text("abcdeéï lmnoprstu", min_size=1, max_size=12).map(str.strip).filter(bool)
amounts = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(0, 10**7).map(lambda n: f"{n:,}".replace(",", "\u00a0")),
    st.decimals(0, 10**4, places=2).map(lambda d: str(d).replace(".", ",")),
    st.sampled_from(("12 %", "3 millions", "4 500 euros", "15 h 30", "9 h", "1er mars 2031")),
    st.sampled_from(("12 juin", "mai", "annexe IV", "P/12/L.45", "34 (1998)", "3 à 5")),
    st.sampled_from(("2031-03-15", "14/07/2031", "trente", "5 dollars\u00a0canadiens")),
)
phrases = st.lists(st.one_of(words, amounts), min_size=1, max_size=6).map(" ".join)
inline = st.one_of(
    phrases,
    phrases.map(lambda text: f"**{text}** et _{text}_"),
    phrases.map(lambda text: f"[{text}](https://ponts.example/fr/plan)"),
    phrases.map(lambda text: f"{text}[^1]"),
)
items = st.lists(inline, min_size=1, max_size=4)
blocks = st.one_of(
    inline,
    st.tuples(st.integers(1, 4), phrases).map(lambda one: f"{'#' * one[0]} {one[1]}"),
    items.map(lambda texts: "\n".join(f"- {text}" for text in texts)),
    items.map(lambda texts: "\n".join(f"{n}. {text}" for n, text in enumerate(texts, start=1))),
    items.map(lambda texts: "\n".join(f"- {chr(97 + n)}) {t}" for n, t in enumerate(texts))),
    items.map(lambda texts: f"- {texts[0]}\n\n" + "\n".join(f"    - {text}" for text in texts)),
    inline.map(lambda text: f"> {text}"),
    phrases.map(lambda text: f"    {text}"),
    st.lists(st.tuples(phrases, phrases), min_size=1, max_size=3).map(
        lambda rows: "| a | b |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
    ),
)
parts = st.tuples(
    st.sampled_from(["letterhead", "salutation", "closing", "signature", "annex"]),
    st.lists(blocks, max_size=3),
).map(lambda one: f"/// {one[0]}\n" + "\n\n".join(one[1]) + "\n///")
letters = st.lists(st.one_of(blocks, parts), min_size=1, max_size=8).map(
    lambda texts: "\n\n".join(texts) + "\n\n[^1]: Une note.\n"
)
gaps = st.sampled_from(["para_1", "letterhead", "sec_1", "para_1__point_a", "table_1", "x"]).map(
    lambda name: f"/// untranslated | {name}\n///\n\n"
)


@some
@given(french=st.text(max_size=300), english=st.text(max_size=300))
def test_check__never_raises_on_any_characters(
    french: str, english: str, found: Callable[[str, str], list[Finding]]
) -> None:
    found(french, english)


@some
@given(french=st.text(SIGNS, max_size=200), english=st.text(SIGNS, max_size=200))
def test_check__never_raises_on_any_signs(
    french: str, english: str, found: Callable[[str, str], list[Finding]]
) -> None:
    found(french, english)


@some
@given(french=letters, english=letters, gap=st.one_of(st.just(""), gaps))
def test_check__never_raises_on_any_markdown(
    french: str, english: str, gap: str, found: Callable[[str, str], list[Finding]]
) -> None:
    found(french, gap + english)


@some
@given(text=letters)
def test_compare__a_text_with_itself(text: str, reader: Reader, tmp_path: Path) -> None:
    """Taken as French and as Belgian French, which write alike, so that no rule is left out."""
    path = tmp_path / "docs" / "index.fr.md"
    path.write_text(HEADS["fr"] + text, encoding="utf-8")
    try:
        ours, theirs = reader.version(path, "fr"), reader.version(path, "fr-BE")
    except SourceError:
        assume(False)  # noqa: FBT003
    theirs = replace(theirs, facts=replace(theirs.facts, translation_of="fr"))
    assert list(compare(reader, "letter", ours, theirs)) == []


PAIRS = (
    ("Le pont de la Mare fermera en juin {}.", "The Mare bridge will close in June {}."),
    ("Le bac Étoile portera {} habitants.", "The Étoile ferry will carry {} inhabitants."),
    ("La peinture verte pèsera {} kilos.", "The green paint will weigh {} kilos."),
    ("Le conseil a voté {} couronnes.", "The council voted {} crowns."),
    ("Les lampes du quai sont au nombre de {}.", "The lamps on the quay number {}."),
    ("Voir le rapport P/{}/L.4 de la ville.", "See the town's report P/{}/L.4."),
    ("Les travaux dureront {} semaines au plus.", "The works will last {} weeks at most."),
)


def filled(numbers: list[int], sentences: list[tuple[str, str]], size: int) -> Pair:
    chosen = list(zip(numbers, sentences, strict=True))[:size]
    return [(french.format(n), english.format(n)) for n, (french, english) in chosen]


pairs = st.builds(
    filled,
    st.lists(st.integers(1001, 1999), min_size=7, max_size=7, unique=True),
    st.permutations(PAIRS),
    st.integers(4, 7),
)


def told(
    found: Callable[[str, str], list[Finding]], french: list[str], english: list[str]
) -> list[Compared]:
    findings = found("\n\n".join(french), "\n\n".join(english))
    return [(finding.rule, finding.id) for finding in findings]


@some
@given(pair=pairs, at=st.integers(0, 6))
def test_check__finds_a_dropped_paragraph(
    pair: Pair, at: int, found: Callable[[str, str], list[Finding]]
) -> None:
    french, english = (list(side) for side in zip(*pair, strict=True))
    at %= len(pair)
    assert told(found, french, english) == []
    del english[at]
    assert told(found, french, english) == [("missing-paragraph", f"para_{at + 1}")]


@some
@given(pair=pairs, at=st.integers(0, 6), to=st.integers(0, 6))
def test_check__finds_a_duplicated_paragraph(
    pair: Pair, at: int, to: int, found: Callable[[str, str], list[Finding]]
) -> None:
    french, english = (list(side) for side in zip(*pair, strict=True))
    english.insert(to % (len(pair) + 1), english[at % len(pair)])
    assert [rule for rule, _ in told(found, french, english)] == ["duplicated-paragraph"]


@some
@given(pair=pairs, at=st.integers(0, 6), by=st.integers(1, 6))
def test_check__finds_two_paragraphs_that_have_changed_places(
    pair: Pair, at: int, by: int, found: Callable[[str, str], list[Finding]]
) -> None:
    french, english = (list(side) for side in zip(*pair, strict=True))
    one, other = sorted((at % len(pair), (at + by) % len(pair)))
    assume(one != other)
    english[one], english[other] = english[other], english[one]
    assert told(found, french, english) == [("moved-paragraph", f"para_{one + 1}")]


@many
@given(
    text=st.one_of(st.text(SIGNS, max_size=80), phrases, st.text(max_size=80)),
    code=st.sampled_from(["ar", "en", "es", "fr", "ru", "zh", "xx"]),
)
def test_values__lie_in_the_text_and_none_within_another(text: str, code: str) -> None:
    read = values(text, code)
    end = 0
    for value in read.found:
        assert 0 <= value.start < value.end <= len(text)
        assert end < value.end  # two amounts may share the sign between them: "5$10"
        assert value.readings
        end = value.end
    assert {id(end) for span in read.ranges for end in (span.first, span.last)} <= {
        id(value) for value in read.found
    }


CODES = ("fr", "en", "es", "ru", "ar", "zh")
TRANSLATED = [
    ("mars", "March", "marzo", "марта", "مارس", "3月"),
    ("juin", "June", "junio", "июня", "يونيه", "六月"),
    ("pour cent", "per cent", "por ciento", "процентов", "في المائة", "%"),
    ("dollars", "dollars", "dólares", "долларов", "دولار", "美元"),
    ("euros", "euros", "euros", "евро", "يورو", "欧元"),
    ("millions", "million", "millones", "миллиона", "ملايين", "万"),
    ("h", "p.m.", "horas", "часов", "مساءً", "时"),
    ("à", "to", "a", "до", "إلى", "至"),
    ("et", "and", "y", "и", "و", "和"),
    ("de", "of", "de", "", "", ""),
    (",", ".", ",", ",", "٫", "."),
    ("\u202f", ",", ".", "\u00a0", "٬", ","),
]
ALIKE = [
    *("0", "1", "2", "3", "5", "12", "24", "250", "000", "2023", "2024", "٣", "５", "三"),
    *(" ", " ", " ", ", ", "\u00a0", ".", ",", "-", "–", " – ", "/", ":", "(", ")", "'", "½"),
    *("A/", "RES/", "L.", "S-", "p. 100", "m2", "CO2", "km", "M", "EUR ", "USD", "$", "€", "%"),
    *("a)", "(b)", "(a)", "IV", "X", "I", "L", "er", "№", "@x.org", "www.", "https://", "[^1]"),
    *("年", "月", "日", "下午", "Mar", "maio", "un mot", "mid-", "+", "\u200f"),
]
pieces = st.one_of(
    st.sampled_from(TRANSLATED),
    st.sampled_from(ALIKE).map(lambda piece: (piece,) * len(CODES)),
    st.integers(0, 3000).map(lambda number: (str(number),) * len(CODES)),
)
notations = st.lists(pieces, max_size=9)


@many
@given(
    said=notations,
    gap=st.sampled_from(["", " "]),
    changes=st.lists(st.tuples(st.integers(0, 8), notations), max_size=2),
    codes=st.tuples(st.sampled_from(range(len(CODES))), st.sampled_from(range(len(CODES)))),
)
def test_glance__agrees_only_where_reading_finds_no_difference(
    said: list[tuple[str, ...]],
    gap: str,
    changes: list[tuple[int, list[tuple[str, ...]]]],
    codes: tuple[int, int],
) -> None:
    changed = list(said)
    for at, instead in changes:
        changed[at : at + 1] = instead[:2]
    here, there = (
        (gap.join(piece[number] for piece in one), CODES[number])
        for one, number in zip((said, changed), codes, strict=True)
    )
    if glance(*here).agrees(glance(*there)):
        ours, theirs = (side(*one, [values(*one)]) for one in (here, there))
        assert differences(ours, theirs) == []
