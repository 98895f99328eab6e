"""The family "content": what a block says, compared with what its counterpart says."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

from concordance.alignment import DOUBTED
from concordance.comparing import Side, by_cells, differences, side, zipped
from concordance.identifying import (
    is_at_home,
    is_copied,
    is_surely_in,
    language_of,
    words_of,
    words_repeated,
)
from concordance.rules.pairing import quote
from concordance.rules.source import unsafe
from concordance.rules.structure import emptied, reshaped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from concordance.alignment import Match
    from concordance.comparing import Difference
    from concordance.findings import Finding
    from concordance.model import Block
    from concordance.rules.pairing import Pairing

NO_WORDS = {"code", "html"}
"""Kinds of blocks whose words are not an author's."""
WHAT = {"number": "number", "date": "date", "symbol": "symbol", "range": "range"}
QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
"""What is cited may be in another language."""
UNRESOLVED_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
LENGTHS = ((300, 0.64, 1.5), (150, 0.58, 1.7), (60, 0.5, 1.95))
"""From so many characters, on the longer side, how long a text may be, at least and at most,
against what is to be expected of it."""
FEWEST = 28
"""With fewer characters to be expected nothing is said of a length."""
LONG_ENOUGH = 40
"""Characters from which on a block tells how long a language is."""
ENOUGH = 4
"""How many such blocks tell it."""
LOCALE_SEGMENT = re.compile(r"(?<=[/=._-])([a-z]{2,3})(?=[/&#?._@-]|$)", re.IGNORECASE)
ADDRESS = re.compile(
    r"(?P<before>mailto:[^@]*@?|(?:[a-z]+:)?//(?:[^/?#]*\.(?=[^/?#]*\.))?|)"
    r"(?P<host>(?<=@)[^?]*|(?<=/)[^/?#]*|(?<=\.)[^/?#]*|)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""An address: what may name a language, the end of a host, which does not, and the rest."""
HOST = re.compile(r"(?:https?:)?//(?P<host>[^/?#]+)", re.IGNORECASE)
PLAIN_ADDRESS = re.compile(r"https?://[^\s<>()]+[^\s<>().,;:]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def check(pairing: Pairing) -> Iterator[Finding]:
    """Compare what blocks that belong together say; what follows from a defect is not told."""
    ratio = usual_ratio(pairing)
    known = words_repeated(one.text for one in pairing.theirs)
    others = set(words_of(word for one in pairing.ours for word in one.text.split()))
    for match in pairing.counterparts():
        if match.ours[0].kind in NO_WORDS or emptied(match) or reshaped(match):
            continue
        found = list(language(pairing, match, known, others))
        if found or match.how == "replaced":
            yield from found or replaced(pairing, match)
            continue
        yield from _measured(pairing, match, ratio)
        if match.how == "pair":
            yield from label(pairing, match)
        for rule in (links, footnotes, terms):
            yield from rule(pairing, match)


def replaced(pairing: Pairing, match: Match) -> Iterator[Finding]:
    """Find a block in whose place something else stands."""
    block, other = match.ours[0], match.theirs[0]
    yield pairing.finding(
        "missing-paragraph",
        block.id,
        f"what stands here is no translation of the original's {quote(block)}: {quote(other)}",
        "translate the original; if this belongs elsewhere, move it there",
        [block],
        [other],
    )


def _measured(pairing: Pairing, match: Match, ratio: float | None) -> Iterator[Finding]:
    """Find values that differ, or that the text is cut off or too long: not both at once."""
    found = list(length(pairing, match, ratio))
    if not found:
        yield from values(pairing, match)
        return
    cut = len(_joined(match.theirs)) < len(_joined(match.ours)) * (ratio or 1)
    changed = [one for one in _differences(pairing, match) if (one.theirs if cut else one.ours)]
    if changed and match.cost > DOUBTED:
        yield from replaced(pairing, match)
        return
    yield from found
    for difference in changed:
        yield _differing(pairing, match, difference)


def values(pairing: Pairing, match: Match) -> Iterator[Finding]:
    """Find numbers, dates, symbols and ranges that differ."""
    found = _differences(pairing, match)
    if len(found) > 1 and match.cost > DOUBTED:
        yield from replaced(pairing, match)
        return
    for difference in found:
        yield _differing(pairing, match, difference)


def _differing(pairing: Pairing, match: Match, difference: Difference) -> Finding:
    what = WHAT[difference.rule]
    return pairing.finding(
        difference.rule,
        match.ours[0].id,
        _told(difference),
        f"correct the {what}, or add a waiver for {match.ours[0].id} that says why it differs",
        match.ours,
        match.theirs,
    )


def _differences(pairing: Pairing, match: Match) -> list[Difference]:
    block, other = match.ours[0], match.theirs[0]
    if block.kind == other.kind == "row" and len(block.cells) == len(other.cells):
        codes = pairing.original.language, pairing.translation.language
        return by_cells(block.cells, other.cells, codes)
    mine, yours = (
        [pairing.described[id(b)].glance for b in side] for side in (match.ours, match.theirs)
    )
    if len(mine) == len(yours) == 1 and mine[0].agrees(yours[0]):
        return []
    return differences(
        _side(pairing, match.ours), _side(pairing, match.theirs), lambda: pairing.symbol_names
    )


def _side(pairing: Pairing, blocks: Sequence[Block]) -> Side:
    described = [pairing.described[id(block)] for block in blocks]
    text = " ".join(one.text for one in described)
    return side(text, described[0].language, [one.values for one in described])


def _told(difference: Difference) -> str:
    """Show the words of both sides."""
    told = []
    for there, here in zipped(difference):
        if not here:
            told.append(f'"{there}" of the original is missing here')
        elif not there:
            told.append(f'"{here}" here is not in the original')
        else:
            told.append(f'"{here}" here, "{there}" in the original')
    return "; ".join(told)


def label(pairing: Pairing, match: Match) -> Iterator[Finding]:
    """Find list labels that differ: a) is (a)."""
    one, other = (pairing.described[id(blocks[0])] for blocks in (match.ours, match.theirs))
    if one.label and other.label and one.label != other.label:
        if one.label.isdigit() or one.label.isascii() != other.label.isascii():
            return  # compared as a number, or counted in another script
        yield pairing.finding(
            "number",
            match.ours[0].id,
            f'the label "{other.label}" here, "{one.label}" in the original: '
            f"{quote(match.theirs[0])}",
            "correct the label, or the order",
            match.ours,
            match.theirs,
        )


def links(pairing: Pairing, match: Match) -> Iterator[Finding]:
    """Find links that lead elsewhere; a page in the other language is the same page."""
    mine, yours = (
        [(link, _neutral(_plain(link), language)) for block in blocks for link in _links(block)]
        for blocks, language in (
            (match.ours, pairing.original.language),
            (match.theirs, pairing.translation.language),
        )
    )
    for pair in list(mine):
        if same := next((one for one in yours if _same_page(pair, one)), None):
            mine.remove(pair)
            yours.remove(same)
    if (mine or yours) and not any(unsafe(link) for link, _ in (*mine, *yours)):
        told = []
        for number in range(max(len(mine), len(yours))):
            there = mine[number][0] if number < len(mine) else ""
            here = yours[number][0] if number < len(yours) else ""
            if here and there:
                told.append(f'the link leads to "{here}" here, to "{there}" in the original')
            elif here:
                told.append(f'the link to "{here}" is not in the original')
            else:
                told.append(f'the link to "{there}" of the original is missing here')
        yield pairing.finding(
            "link",
            match.ours[0].id,
            "; ".join(told),
            "lead to the same page, in the language of the translation if there is one",
            match.ours,
            match.theirs,
        )


def _neutral(link: str, language: str) -> str:
    """Write a link without what says in which language the page is."""
    short = language.partition("-")[0]
    names = {language.lower(), short, THREE_LETTERS.get(short, short)}
    # The end of a host, such as .fr, is a country and no language.
    before, host, rest = ADDRESS.fullmatch(link).groups()  # type: ignore[union-attr]
    return "".join(
        LOCALE_SEGMENT.sub(lambda found: "*" if found[1].lower() in names else found[1], part)
        if part is not host
        else part
        for part in (before, host, rest)
    )


THREE_LETTERS = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "nl": "nld",
    "pt": "por", "ru": "rus", "zh": "zho",
}  # fmt: skip
"""ISO 639-2 codes, which addresses use as well."""


def _links(block: Block) -> Iterator[str]:
    """Give where a block leads: its links, and addresses that are only written out."""
    yield from block.links
    words = block.words
    if block.kind in NO_WORDS or ("@" not in words and "//" not in words):
        return
    known = " ".join(block.links)
    for found in PLAIN_ADDRESS.finditer(words):
        if found[0] not in known:
            yield found[0] if "//" in found[0] else f"mailto:{found[0]}"


def _plain(link: str) -> str:
    return normalize("NFC", unquote(link.strip()))


def _same_page(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two links lead to one page, or to what a site says is its page in each language.

    A site that marks the language in its addresses may name its pages in that language too.
    """
    if one[1] == other[1] or _plain(one[0]) == _plain(other[0]):
        return True
    marked = "*" in one[1] or "*" in other[1]
    if "//" not in one[0] and _passage(one[0]) != _passage(other[0]):
        return False  # within the site, a passage has the same id in every language
    return marked and _site(one[0]) == _site(other[0])


def _passage(link: str) -> str:
    return link.partition("#")[2]


def _site(link: str) -> str:
    """Give the last two names of a host, or the first folder of an address without one."""
    if link.startswith("mailto:"):
        return link
    host = HOST.match(link)
    return ".".join(host["host"].split(".")[-2:]) if host else link.strip("./").partition("/")[0]


def footnotes(pairing: Pairing, match: Match) -> Iterator[Finding]:
    """Find references to footnotes that are on one side only, or lead nowhere."""
    lead_nowhere = any("[^" in block.words for block in match.theirs)
    if not lead_nowhere and not any(block.notes for block in (*match.ours, *match.theirs)):
        return
    mine, yours = _notes(match)
    if mine == yours and not lead_nowhere:
        return
    for earlier in pairing.counterparts():
        if earlier is match:
            break
        ours, theirs = _notes(earlier)
        if (ours - theirs, theirs - ours) == (yours - mine, mine - yours):
            return  # the two have exchanged their references, and that has been told
    unresolved = {
        found["label"] for block in match.theirs for found in UNRESOLVED_NOTE.finditer(block.words)
    }
    gone = bool(mine - yours) and {f"fn_{note}" for note in mine - yours} <= {
        other.ours[0].id for other in pairing.matches if other.how == "missing"
    }
    told = [f'the reference "[^{note}]" is not in the original' for note in yours - mine]
    if not gone:
        told += [f'the reference "[^{note}]" is missing here' for note in mine - yours]
        told = [f'"[^{note}]" refers to no footnote' for note in sorted(unresolved)] or told
    if told:
        yield pairing.finding(
            "footnote",
            match.ours[0].id,
            f"{'; '.join(told)}: {quote(match.theirs[0])}",
            "refer to the same footnotes as the original, by the same labels",
            match.ours,
            match.theirs,
        )


def _notes(match: Match) -> tuple[Counter[str], Counter[str]]:
    return (
        Counter(note for block in match.ours for note in block.notes),
        Counter(note for block in match.theirs for note in block.notes),
    )


def terms(pairing: Pairing, match: Match) -> Iterator[Finding]:
    """Find terms of the glossary whose accepted counterparts are not there."""
    texts = [
        " ".join(pairing.described[id(block)].folded for block in blocks)
        for blocks in (match.ours, match.theirs)
    ]
    here, there = pairing.translation.language, pairing.original.language
    for term, accepted in pairing.glossary.lacking(texts[0], there, texts[1], here):
        shown = ", ".join(f'"{one}"' for one in accepted)
        yield pairing.finding(
            "term",
            match.ours[0].id,
            f'"{term}" in the original, but not {shown} here: {quote(match.theirs[0])}',
            "use an accepted term, or add the one used here to glossary.yml",
            match.ours,
            match.theirs,
        )


def length(pairing: Pairing, match: Match, ratio: float | None) -> Iterator[Finding]:
    """Find a text much shorter or longer than its counterpart."""
    here, there = len(_joined(match.theirs)), len(_joined(match.ours))
    if not ratio or not here:
        return
    expected = there * ratio
    limits = next((one for one in LENGTHS if max(expected, here) >= one[0]), None)
    if limits and expected >= FEWEST and not limits[1] <= here / expected <= limits[2]:
        much = "shorter" if here < expected else "longer"
        yield pairing.finding(
            "length",
            match.ours[0].id,
            f"much {much} than the original: {here} characters here, {there} there: "
            f"{quote(match.theirs[0])}",
            f"translate all of it and no more, or add a waiver for {match.ours[0].id} "
            "that says why it differs",
            match.ours,
            match.theirs,
        )


def _joined(blocks: Iterable[Block]) -> str:
    return " ".join([block.words for block in blocks])


def usual_ratio(pairing: Pairing) -> float | None:
    """Say how many characters the translation of one has, from this text itself."""
    sizes = [(len(_joined(m.ours)), len(_joined(m.theirs))) for m in pairing.counterparts()]
    known = [here / there for there, here in sizes if there >= LONG_ENOUGH and here]
    return median(known) if len(known) >= ENOUGH else None


def language(
    pairing: Pairing, match: Match, known: Collection[str], others: Collection[str]
) -> Iterator[Finding]:
    """Find a block of the translation that is not in its language."""
    own, other = pairing.translation.language, pairing.original.language
    text, original = (QUOTED.sub(" ", _joined(blocks)) for blocks in (match.theirs, match.ours))
    if text != original and (
        is_at_home(text, known, others) or is_surely_in(text, own, other, original)
    ):
        return
    found = language_of(text, own, other)
    if found == other or (text == original and is_copied(text, own, other)):
        yield pairing.finding(
            "untranslated",
            match.ours[0].id,
            f'in the language of the original ("{other}"): {quote(match.theirs[0])}',
            f"translate it, or declare it: /// untranslated | {match.ours[0].id}",
            match.ours,
            match.theirs,
        )
    elif found != own and language_of(original, other, found) != found:
        yield pairing.finding(
            "language",
            match.ours[0].id,
            f'this seems to be in "{found}", not in "{own}": {quote(match.theirs[0])}',
            f'write it in "{own}", or add a waiver for {match.ours[0].id} that says why not',
            match.ours,
            match.theirs,
        )
