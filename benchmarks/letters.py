"""Letters in French and English, as many as are wanted, always the same ones.

Each has thirty blocks: the parts of a letter, paragraphs with numbers and dates, and a list.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCKS = 30
MONTHS = (
    ("janvier", "January"), ("mars", "March"), ("mai", "May"), ("juin", "June"),
    ("septembre", "September"), ("octobre", "October"), ("novembre", "November"),
)  # fmt: skip
PLACES = (
    ("Port-Vieux", "Old Port"), ("Val-Clair", "Clear Valley"), ("Roche-Haute", "High Rock"),
    ("Pont-Neuf", "New Bridge"), ("Trois-Sources", "Three Springs"),
)  # fmt: skip
WORKS = (
    ("le barrage", "the dam"), ("la digue", "the sea wall"), ("le pont", "the bridge"),
    ("le phare", "the lighthouse"), ("le canal", "the canal"), ("l'écluse", "the lock"),
)  # fmt: skip
SENTENCES = (
    (
        (
            "Le {day} {month} {year}, la commission a visité {work} de {place} et relevé {count} "
            "fissures."
        ),
        (
            "On {day} {month} {year}, the commission visited {work} at {place} and recorded "
            "{count} cracks."
        ),
    ),
    (
        "Les travaux ont coûté {sum} dollars, dont {part} pour cent à la charge de la région.",
        "The works cost {english_sum} dollars, {part} per cent of which was borne by the region.",
    ),
    (
        (
            "Nous proposons que {work} soit inaccessible au public pendant {count} jours à "
            "compter du {day} {month}."
        ),
        "We propose that {work} be closed to the public for {count} days from {day} {month}.",
    ),
    (
        (
            "La résolution {symbol} prie les ingénieurs de {place} de remettre leur rapport avant "
            "la fin de l'année {year}."
        ),
        (
            "Resolution {symbol} asks the engineers of {place} to submit their report before the "
            "end of the year {year}."
        ),
    ),
    (
        (
            "Aucun habitant n'a été blessé, mais {count} maisons sises devant {work} ont dû être "
            "évacuées."
        ),
        "No inhabitant was injured, but {count} houses in front of {work} had to be evacuated.",
    ),
)


@dataclass(frozen=True)
class _Facts:
    """What one sentence tells, in both languages."""

    french: dict[str, object]
    english: dict[str, object]


def write_letters(folder: Path, count: int) -> None:
    """Write that many letters, each into a folder of its own."""
    for number in range(count):
        chance = random.Random(number)
        letter = folder / f"20{number // 365 % 90 + 10}-letter-{number:05}"
        letter.mkdir(parents=True)
        french, english = zip(*_blocks(chance), strict=True)
        date = f"date: 20{number % 80 + 10}-03-{number % 28 + 1:02}"
        (letter / "index.fr.md").write_text(
            f"---\ntitle: Lettre {number}\n{date}\nplace: New York\n---\n\n" + "\n".join(french),
            encoding="utf-8",
        )
        (letter / "index.en.md").write_text(
            f"---\ntitle: Letter {number}\ntranslation_of: fr\n---\n\n" + "\n".join(english),
            encoding="utf-8",
        )


def _blocks(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Give the lines of a letter in both languages."""
    date = _facts(chance)
    yield "/// letterhead\nSERVICE DES EAUX\n", "/// letterhead\nWATER SERVICE\n"
    yield _said(("New York, le {day} {month} {year}", "New York, {day} {month} {year}"), date)
    yield "///\n", "///\n"
    yield "/// salutation\nMonsieur le Ministre,\n///\n", "/// salutation\nSir,\n///\n"
    for number in range(BLOCKS - 7):  # less three above and four below
        marker = "- " if number in {8, 9, 10} else ""
        first = _said(chance.choice(SENTENCES), _facts(chance))
        second = _said(chance.choice(SENTENCES), _facts(chance))
        blank = "" if number in {8, 9} else "\n"
        yield f"{marker}{first[0]} {second[0]}{blank}", f"{marker}{first[1]} {second[1]}{blank}"
    yield (
        "/// closing\nVeuillez agréer, Monsieur, l'assurance de ma considération.\n///\n",
        "/// closing\nAccept, Sir, the assurances of my consideration.\n///\n",
    )
    yield (
        "/// signature\nLa directrice\n\nService des eaux\n\nDivision des ouvrages\n///\n",
        "/// signature\nThe Director\n\nWater Service\n\nDivision of Works\n///\n",
    )


def _facts(chance: random.Random) -> _Facts:
    amount = chance.randrange(10_000, 900_000)
    month, place, work = (chance.choice(pairs) for pairs in (MONTHS, PLACES, WORKS))
    same: dict[str, object] = {
        "day": chance.randrange(2, 29),
        "year": chance.randrange(1990, 2030),
        "count": chance.randrange(11, 90),
        "part": chance.randrange(11, 60),
        "symbol": f"{chance.randrange(40, 79)}/{chance.randrange(1, 300)}",
        "sum": f"{amount:,}".replace(",", "\u202f"),
        "english_sum": f"{amount:,}",
    }
    french, english = zip(month, place, work, strict=True)
    return _Facts(
        {**same, **dict(zip(("month", "place", "work"), french, strict=True))},
        {**same, **dict(zip(("month", "place", "work"), english, strict=True))},
    )


def _said(sentence: tuple[str, str], facts: _Facts) -> tuple[str, str]:
    return sentence[0].format_map(facts.french), sentence[1].format_map(facts.english)
