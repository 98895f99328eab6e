# ruff: noqa: RUF001 (marks as they are written)
"""A register of hundreds of communications, each of a sentence, in French and English."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from concordance.register import Entry, Version
from tests.built import LANGUAGES, PROJECT, SITE_URL, Built, add_hook, build, copy_project, within

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COUNT = 300
FIRST, LAST = date(2026, 3, 1), date(2031, 6, 30)
UNDATED = 4
BELOW = f"{SITE_URL}records/"
WORKS = (
    ("le barrage", "the dam"), ("la digue", "the sea wall"), ("l’école", "the school"),
    ("le phare", "the lighthouse"), ("le canal", "the canal"), ("la forêt", "the forest"),
)  # fmt: skip
PLACES = (
    ("Port-Vieux", "Old Port"), ("Val-Clair", "Clear Valley"), ("Roche-Haute", "High Rock"),
    ("Pont-Neuf", "New Bridge"), ("Trois-Sources", "Three Springs"),
)  # fmt: skip
REQUESTS = (
    ("Réparation demandée avant l’hiver", "Repairs requested before the winter"),
    ("Coopération entre les communes riveraines", "Cooperation between the riverside communes"),
    ("Remise du rapport des ingénieurs", "Submission of the engineers’ report"),
    ("Évaluation du coût des travaux", "Assessment of the cost of the works"),
)
SERIES = ("PONT/{}/{}", "EAU/L.{}/{}", "Note {} {}")


@dataclass(frozen=True)
class Made:
    """What one communication of many says."""

    name: str
    date: date | None
    titles: tuple[str, str]
    descriptions: tuple[str, str]
    references: tuple[str, ...]
    original: str

    def files(self) -> dict[str, str]:
        """Give its two files."""
        facts = f"date: {self.date}\n" if self.date else ""
        if self.references:
            facts += f"references: [{', '.join(self.references)}]\n"
        files = {}
        for code, title, description in zip(
            ("fr", "en"), self.titles, self.descriptions, strict=True
        ):
            own = facts if code == self.original else f"translation_of: {self.original}\n"
            head = f"---\ntitle: {title}\ndescription: {description}\n{own}---\n"
            files[f"index.{code}.md"] = f"{head}\n{description}.\n"
        return files

    def entry(self) -> Entry:
        """Give it as the register lists it."""
        return Entry(
            name=self.name,
            date=self.date,
            original=self.original,
            versions=tuple(
                Version(code, title, description, within(f"communications/{self.name}/", code))
                for code, title, description in zip(
                    LANGUAGES, self.titles, self.descriptions, strict=True
                )
            ),
            references=self.references,
        )


def made(count: int) -> list[Made]:
    """Make up so many communications of several years, always the same ones."""
    chance = random.Random(count)  # noqa: S311  (nothing that has to be secret)
    span = (LAST - FIRST).days
    found = []
    for number in range(count):
        work, place, request = chance.choice(WORKS), chance.choice(PLACES), chance.choice(REQUESTS)
        day = LAST - timedelta(days=chance.randrange(span)) if number >= UNDATED else None
        references = {
            chance.choice(SERIES).format(
                chance.randrange(60, 80), chance.randrange(1, count // 6 + 2)
            )
            for _ in range(chance.choice((0, 1, 1, 2)))
        }
        found.append(
            Made(
                name=f"{day or 'undated'}-letter-{number:05}",
                date=day,
                titles=(
                    f"Lettre {number} sur {work[0]} de {place[0]}",
                    f"Letter {number} about {work[1]} at {place[1]}",
                ),
                descriptions=request,
                references=tuple(sorted(references)),
                original="en" if number % 3 == 0 else "fr",
            )
        )
    return found


def lay(folder: Path, every: Iterable[Made]) -> None:
    """Write the sources of some communications, each into a folder of its own."""
    for one in every:
        (folder / one.name).mkdir(parents=True)
        for name, text in one.files().items():
            (folder / one.name / name).write_text(text, encoding="utf-8")


def build_many(project: Path, folder: Path, count: int = COUNT) -> Built:
    """Write the sources of many communications into one folder, and build them into another."""
    letters = copy_project(project) / "docs/communications"
    shutil.rmtree(letters)
    lay(letters, made(count))
    return build(folder, project=project, url=BELOW)


# Makes the register list what has no pages: letters are not what is measured.
HOOK = """
import sys
sys.path.append({root!r})
from concordance.register import register
from tests.many import made
everything = register(one.entry() for one in made({count}))
sys.modules["hooks/publish.py"].register = lambda entries: everything
"""


def build_listed(project: Path, folder: Path, count: int) -> Built:
    """Build a register of so many communications beside the site's own, without their pages."""
    project.mkdir()
    copy_project(project)
    add_hook(project, "listed.py", HOOK.format(root=str(PROJECT), count=count))
    return build(folder, project=project, url=BELOW)
