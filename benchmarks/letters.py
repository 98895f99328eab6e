"""Letters in French and English, as many as are wanted, always the same ones.

Each has the parts of a letter and six sections, ten to forty paragraphs in all, with now and then
a list, a table, a quotation, a footnote or a link to an earlier letter. They are dated on two
thousand days of 1980 to 2025, more of them late than early, and refer to each other.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")
Said = tuple[str, str]
"""The same in French and in English."""

SECTIONS = 6
FEWEST, MOST = 10, 40
"""Paragraphs of the sections."""
FIRST, LAST = date(1980, 1, 1), date(2025, 12, 31)
DAYS = 2000
NARROW = "\u202f"
VOWELS = "aeiouyhâéèêîôAEIOUYHÉÎ"
ELIDED = re.compile(rf"\b(qu|d)e (?=[{VOWELS}])", re.IGNORECASE)
"""« que une », « de Aubevigne »."""
MONTHS = (
    ("janvier", "January"), ("février", "February"), ("mars", "March"), ("avril", "April"),
    ("mai", "May"), ("juin", "June"), ("juillet", "July"), ("août", "August"),
    ("septembre", "September"), ("octobre", "October"), ("novembre", "November"),
    ("décembre", "December"),
)  # fmt: skip


class Noun(NamedTuple):
    """A noun, and whether it is feminine in French."""

    french: str
    english: str
    feminine: bool


class Quality(NamedTuple):
    """An adjective; in French masculine and feminine."""

    french: str
    feminine: str
    english: str


class Deed(NamedTuple):
    """A verb: participle and infinitive in French and in English."""

    fait: str
    faire: str
    done: str
    do: str


class Thing:
    """A noun in all forms in which sentences name it: `{a.le}` in French, `{a.the}` in English."""

    __slots__ = ("a", "au", "bare", "du", "e", "le", "les", "many", "noms", "nu", "the", "un")

    def __init__(self, noun: Noun, quality: Quality | None = None, place: str = "") -> None:
        """Name it, say what it is like, and where it is."""
        nu, noms, bare, many = noun.french, _plural(noun.french), noun.english, _many(noun.english)
        if quality:
            like = quality.feminine if noun.feminine else quality.french
            nu, noms = f"{nu} {like}", f"{noms} {_plural(like)}"
            bare, many = f"{quality.english} {bare}", f"{quality.english} {many}"
        if place:
            nu, noms = f"{nu} de {place}", f"{noms} de {place}"
            bare, many = f"{bare} of {place}", f"{many} of {place}"
        self.nu, self.noms, self.bare, self.many = nu, noms, bare, many
        self.e = "e" if noun.feminine else ""
        self.un = f"un{self.e} {nu}"
        self.les = f"les {noms}"
        if nu[0] in VOWELS:
            self.le, self.du, self.au = f"l'{nu}", f"de l'{nu}", f"à l'{nu}"
        elif noun.feminine:
            self.le, self.du, self.au = f"la {nu}", f"de la {nu}", f"à la {nu}"
        else:
            self.le, self.du, self.au = f"le {nu}", f"du {nu}", f"au {nu}"
        self.the = f"the {bare}"
        an = bare[0] in "aeio" or bare.startswith(("un", "ur", "up"))
        self.a = f"an {bare}" if an else f"a {bare}"


@cache
def _plural(french: str) -> str:
    head, blank, rest = french.partition(" ")
    if blank:
        return f"{_plural(head)} {_plural(rest)}"
    if french.endswith(("s", "x")):
        return french
    if french.endswith("al"):
        return f"{french[:-2]}aux"
    return french + ("x" if french.endswith("eau") else "s")


@cache
def _many(english: str) -> str:
    if english.endswith("man"):
        return f"{english[:-2]}en"
    if english.endswith("sis"):
        return f"{english[:-2]}es"
    if english.endswith(("s", "x", "ch", "sh")):
        return f"{english}es"
    if english.endswith("y") and english[-2] not in "aeiou":
        return f"{english[:-1]}ies"
    return f"{english}s"


def _feminine(french: str) -> str:
    if known := WORDS["feminine"].get(french):
        return str(known)
    for ending, instead in (
        ("eux", "euse"),
        ("if", "ive"),
        ("el", "elle"),
        ("en", "enne"),
        ("er", "ère"),
    ):
        if french.endswith(ending):
            return french[: -len(ending)] + instead
    return french if french.endswith("e") else f"{french}e"


def _unaccented(stem: str) -> str:
    return stem.translate(str.maketrans("éèô", "eeo"))


WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8"))


def _nouns(table: str, *stems: str) -> list[Noun]:
    return [
        Noun(stem + french[2:], _unaccented(stem) + english, french[0] == "f")
        for (french, english), stem in product(WORDS[table].items(), stems)
    ]


def _qualities(table: str, *stems: str) -> list[Quality]:
    return [
        Quality(stem + french, stem + _feminine(french), _unaccented(stem) + english)
        for (french, english), stem in product(WORDS[table].items(), stems)
    ]


def _joined_at_random(table: str) -> list[str]:
    names = ["".join(parts) for parts in product(*WORDS[table])]
    random.Random(table).shuffle(names)
    return names


NOUNS = _nouns("nouns", "") + _nouns("endings", *WORDS["stems"])
OFFICES = _nouns("offices", "")
QUALITIES = _qualities("adjectives", "") + _qualities("learned", *WORDS["stems"])
DEEDS = [Deed(*forms) for forms in WORDS["verbs"]]
PLACES, NAMES = map(_joined_at_random, ("places", "names"))
PHRASES: dict[str, list[Said]] = {
    table: [(said["fr"], said["en"]) for said in phrases]
    for table, phrases in WORDS.items()
    if isinstance(phrases, list) and isinstance(phrases[0], dict)
}
"""What a letter is made from, by what it serves for."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a letter before it is written, so that others can refer to it."""

    number: int
    day: date
    place: str
    about: Thing
    original: str

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return f"{self.day}-letter-{self.number:05}"

    @property
    def symbol(self) -> str:
        """The symbol that it bears."""
        return f"SE/{self.day.year}/{self.number + 1}"


def head(number: int) -> Head:
    """Give the head of a letter."""
    chance = random.Random(f"head {number}")
    place = chance.choice(PLACES)
    thing = Thing(_pick(chance, NOUNS), _pick(chance, QUALITIES), place)
    original = "en" if _happens(chance, 0.25) else "fr"
    return Head(number, chance.choice(_days()), place, thing, original)


@cache
def _days() -> list[date]:
    """Draw the days on which letters are written: in some years many, in others few."""
    chance, span, days = random.Random(3), (LAST - FIRST).days, set[date]()
    busy = [chance.random() for _ in range(LAST.year - FIRST.year + 1)]
    while len(days) < DAYS:
        day = FIRST + timedelta(days=int(span * chance.random() ** 0.7))
        if _happens(chance, busy[day.year - FIRST.year]):
            days.add(day)
    return sorted(days)


class Facts(dict[str, object]):
    """What a sentence tells, drawn as it is asked for, and the same for both languages."""

    def __init__(self, chance: random.Random, **known: object) -> None:
        super().__init__(known)
        self.chance = chance

    def __missing__(self, name: str) -> object:
        """Draw what is asked for the first time."""
        self.update(DRAWN[name](self.chance))
        return self[name]

    def tell(self, said: Said) -> Said:
        """Say it in both languages."""
        return ELIDED.sub(r"\1'", said[0].format_map(self)), said[1].format_map(self)


def _thing(chance: random.Random) -> Thing:
    quality = _pick(chance, QUALITIES) if _happens(chance, 0.4) else None
    place = _pick(chance, PLACES) if _happens(chance, 0.3) else ""
    return Thing(_pick(chance, NOUNS), quality, place)


def _date(day: date) -> Said:
    french, english = MONTHS[day.month - 1]
    first = "1er" if day.day == 1 else day.day
    return f"{first} {french} {day.year}", f"{day.day} {english} {day.year}"


def _day(chance: random.Random) -> dict[str, object]:
    french, english = _date(FIRST + timedelta(days=chance.randrange((LAST - FIRST).days)))
    return {"jour": french, "day": english}


def _month(chance: random.Random) -> dict[str, object]:
    (french, english), year = chance.choice(MONTHS), chance.randrange(1980, 2026)
    return {"mois": f"{french} {year}", "month": f"{english} {year}"}


def _crowd(chance: random.Random) -> dict[str, object]:
    english = f"{chance.randrange(1_000, 900_000):,}"
    return {"foule": english.replace(",", NARROW), "crowd": english}


def _share(chance: random.Random) -> dict[str, object]:
    whole, part = chance.randrange(11, 90), chance.randrange(1, 10)
    return {"part": f"{whole},{part}", "share": f"{whole}.{part}"}


def _time(chance: random.Random) -> dict[str, object]:
    hour, minute = chance.randrange(1, 9), chance.choice((10, 15, 30, 45))
    return {"heure": f"{hour + 12} h {minute}", "time": f"{hour}.{minute} p.m."}


def _years(chance: random.Random) -> dict[str, object]:
    year = chance.randrange(1930, 2020)
    return {"an": year, "bis": year + chance.randrange(1, 12)}


def _span(chance: random.Random) -> dict[str, object]:
    low = chance.randrange(110, 400)
    return {"low": low, "high": low + chance.randrange(20, 500)}


def _count(chance: random.Random) -> dict[str, object]:
    number = _number(chance)
    return {"nombre": number, "count": number}


def _number(chance: random.Random) -> int:
    return chance.randrange(11, 99)


def _symbol(chance: random.Random) -> str:
    return f"{chance.randrange(40, 79)}/{chance.randrange(100, 300)}"


def _deed(chance: random.Random) -> Deed:
    return _pick(chance, DEEDS, 1.5)


def _place(chance: random.Random) -> str:
    return _pick(chance, PLACES)


def _office(chance: random.Random) -> Thing:
    return Thing(_pick(chance, OFFICES), None, _place(chance))


def _named(
    name: str, draw: Callable[[random.Random], object], chance: random.Random
) -> dict[str, object]:
    return {name: draw(chance)}


def _person(chance: random.Random) -> str:
    return f"{chance.choice(WORDS['first_names'])} {_pick(chance, NAMES)}"


DRAWN: dict[str, Callable[[random.Random], dict[str, object]]] = {
    "an": _years, "bis": _years, "year": _years, "low": _span, "high": _span,
    "jour": _day, "day": _day, "mois": _month, "month": _month, "heure": _time, "time": _time,
    "foule": _crowd, "crowd": _crowd, "part": _share, "share": _share,
    "nombre": _count, "count": _count,
    **{name: partial(_named, name, _thing) for name in "abc"},
    **{name: partial(_named, name, _deed) for name in "vw"},
    **{name: partial(_named, name, _place) for name in ("p", "q", "q2")},
    **{name: partial(_named, name, _person) for name in ("n", "n2")},
    "o": partial(_named, "o", _office),
    "other": partial(_named, "other", _number),
    "symbole": partial(_named, "symbole", _symbol),
}  # fmt: skip
"""What draws each name in a sentence, and draws others that say the same with it."""


def write_letters(folder: Path, count: int) -> int:
    """Write that many letters, each into a folder of its own; give the blocks of one language."""
    return sum(write_letter(folder, number) for number in range(count))


def write_letter(folder: Path, number: int) -> int:
    """Write one letter into a folder of its own; give its blocks in one language."""
    letter = head(number)
    chance = random.Random(f"letter {number}")
    office = Thing(_pick(chance, OFFICES), None, letter.place)
    sheet = _Sheet(chance)
    _open(sheet, letter, office)
    _sections(sheet, letter)
    _close(sheet, office)
    told = Facts(chance, a=letter.about, o=Thing(_pick(chance, OFFICES)))
    titles = told.tell(chance.choice(PHRASES["titles"]))
    descriptions = told.tell(chance.choice(PHRASES["descriptions"]))
    facts = f"date: {letter.day}\nplace: {letter.place}\nsymbol: {letter.symbol}\n"
    if referred := sorted({head(one).symbol for one in _earlier(chance, number)}):
        facts += f"references: [{', '.join(referred)}]\n"
    translated = f"translation_of: {letter.original}\ntranslator: {_person(chance)}\n"
    target = folder / letter.folder
    target.mkdir(parents=True)
    for language, title, description, lines in zip(
        ("fr", "en"), titles, descriptions, zip(*sheet.lines, strict=True), strict=True
    ):
        (target / f"index.{language}.md").write_text(
            f"---\ntitle: {_capital(title)}\ndescription: {_capital(description)}.\n"
            f"{facts if language == letter.original else translated}---\n\n"
            + "\n".join(lines).rstrip()
            + "\n",
            encoding="utf-8",
        )
    return sheet.blocks


@dataclass
class _Sheet:
    """A letter as it is being written, line by line in both languages."""

    chance: random.Random
    lines: list[Said] = field(default_factory=list)
    blocks: int = 0

    def add(self, said: Said) -> None:
        """Write a block that a blank line ends."""
        self.lines += [said, ("", "")]
        self.blocks += 1

    def add_lines(self, said: Iterable[Said]) -> None:
        """Write blocks of one line each, with a blank line below the last."""
        lines = list(said)
        self.lines += [*lines, ("", "")]
        self.blocks += len(lines)

    def add_part(self, name: str, *paragraphs: Said) -> None:
        """Write a part of the letter."""
        self.lines.append((f"/// {name}",) * 2)
        for said in paragraphs:
            self.add(said)
        self.lines[-1] = ("///", "///")
        self.lines.append(("", ""))

    def facts(self, **known: object) -> Facts:
        """Begin a sentence."""
        return Facts(self.chance, **known)


def _open(sheet: _Sheet, letter: Head, office: Thing) -> None:
    french, english = _date(letter.day)
    sheet.add_part(
        "letterhead",
        (office.nu.upper(), office.bare.upper()),
        (f"{letter.place}, le {french}", f"{letter.place}, {english}"),
    )
    sheet.add_part("salutation", sheet.chance.choice(PHRASES["salutations"]))


def _close(sheet: _Sheet, office: Thing) -> None:
    sheet.add_part("closing", sheet.chance.choice(PHRASES["closings"]))
    name = _person(sheet.chance)
    sheet.add_part(
        "signature",
        (f"(Signé) {name}", f"(Signed) {name}"),
        sheet.chance.choice(PHRASES["signatories"]),
        (_capital(office.nu), _capital(office.bare)),
    )


def _sections(sheet: _Sheet, letter: Head) -> None:
    """Write the sections, whose paragraphs fall to them by chance, at least one to each."""
    chance = sheet.chance
    count = chance.randrange(FEWEST, MOST + 1)
    cuts = sorted(chance.sample(range(1, count), SECTIONS - 1))
    extra = dict(zip(chance.sample(range(SECTIONS), 4), EXTRAS, strict=True))
    for number, (heading, start, end) in enumerate(
        zip(chance.sample(PHRASES["headings"], SECTIONS), (0, *cuts), (*cuts, count), strict=True)
    ):
        french, english = map(_capital, sheet.facts(a=letter.about).tell(heading))
        sheet.add((f"## {french}", f"## {english}"))
        for _ in range(end - start - 1):
            sheet.add(_paragraph(sheet, letter))
        likelihood, write = extra.get(number, (0, _plainly))
        (write if _happens(chance, likelihood) else _plainly)(sheet, letter)


def _paragraph(sheet: _Sheet, letter: Head) -> Said:
    """Write one to six sentences."""
    chance = sheet.chance
    return _joined(_sentence(sheet, letter) for _ in range(1 + int(6 * chance.random() ** 1.5)))


def _sentence(sheet: _Sheet, letter: Head) -> Said:
    chance = sheet.chance
    known = {"a": letter.about} if _happens(chance, 0.1) else {}
    facts = sheet.facts(**known)
    french, english = facts.tell(chance.choice(PHRASES["sentences"]))
    if _happens(chance, 0.3):
        more = facts.tell(chance.choice(PHRASES["clauses"]))
        french, english = french + more[0], english + more[1]
    if _happens(chance, 0.2):
        opening = chance.choice(PHRASES["openings"])
        french, english = opening[0] + _small(french), opening[1] + _small(english)
    return f"{_capital(french)}.", f"{_capital(english)}."


def _plainly(sheet: _Sheet, letter: Head) -> None:
    sheet.add(_paragraph(sheet, letter))


def _with_list(sheet: _Sheet, letter: Head) -> None:  # noqa: ARG001  (as all that write)
    chance = sheet.chance
    sheet.add(sheet.facts().tell(chance.choice(PHRASES["introductions"])))
    points = chance.choice(PHRASES["points"])
    said = [sheet.facts().tell(points) for _ in range(chance.randrange(3, 8))]
    ends = [(" ;", ";")] * (len(said) - 1) + [(".", ".")]
    sheet.add_lines(
        (f"- {french}{end[0]}", f"- {english}{end[1]}")
        for (french, english), end in zip(said, ends, strict=True)
    )


def _with_table(sheet: _Sheet, letter: Head) -> None:
    sheet.add(_paragraph(sheet, letter))
    sheet.lines.append(("| Ouvrage | Lieu | Coût |", "| Works | Place | Cost |"))
    sheet.lines.append(("|---|---|---|",) * 2)
    sheet.blocks += 1
    sheet.add_lines(
        sheet.facts().tell(
            ("| Entretien {a.du} | {p} | {foule} |", "| Upkeep of {a.the} | {p} | {crowd} |")
        )
        for _ in range(sheet.chance.randrange(3, 9))
    )


def _with_footnote(sheet: _Sheet, letter: Head) -> None:
    french, english = _paragraph(sheet, letter)
    sheet.add((f"{french}[^1]", f"{english}[^1]"))
    note = sheet.facts().tell(
        ("Voir le document {symbole}, page {nombre}.", "See document {symbole}, page {count}.")
    )
    sheet.add((f"[^1]: {note[0]}", f"[^1]: {note[1]}"))


def _with_link(sheet: _Sheet, letter: Head) -> None:
    french, english = _paragraph(sheet, letter)
    for number in _earlier(sheet.chance, letter.number)[:1]:
        other = head(number)
        days = _date(other.day)
        link = f"(../{other.folder}/index."
        french += f" Voir la [lettre du {days[0]}]{link}fr.md), cote {other.symbol}."
        english += f" See the [letter of {days[1]}]{link}en.md), symbol {other.symbol}."
    sheet.add((french, english))


EXTRAS = ((0.6, _with_list), (0.25, _with_table), (0.3, _with_footnote), (0.4, _with_link))
"""What may stand at the end of a section, and how likely it does in a letter."""


def _earlier(chance: random.Random, number: int) -> list[int]:
    """Draw up to three letters that a letter refers to."""
    return chance.sample(range(number), min(number, chance.randrange(4)))


def _joined(sentences: Iterable[Said]) -> Said:
    french, english = zip(*sentences, strict=True)
    return " ".join(french), " ".join(english)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _small(text: str) -> str:
    """Begin a sentence with a small letter, unless it begins with a name."""
    first = text.partition(" ")[0]
    return text if first in WORDS["first_names"] else text[0].lower() + text[1:]


def _happens(chance: random.Random, likelihood: float) -> bool:
    return chance.random() < likelihood


def _pick(chance: random.Random, among: Sequence[T], bias: float = 2.0) -> T:
    """Draw one, those that stand first more often than others, as in any language."""
    return among[int(len(among) * chance.random() ** bias)]
