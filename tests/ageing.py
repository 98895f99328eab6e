"""A site in six languages, below a path, whose texts have gone on after they were published."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.built import SITE_URL, Built, build
from tests.six import HERDS, SIX, WATER, lay_six

if TYPE_CHECKING:
    from pathlib import Path

URL = f"{SITE_URL}records/"
OLD = "communications/2031-06-15-eau/"
"""Where the letter was first published."""
DEEP = "communications/eau/2031/"
"""Where it was before."""
FORMERLY = 'formerly: ["2031-06-15-eau", "eau/2031"]'
CHANGED = (
    (WATER, "fr", "À ce jour, 1 250", "À ce jour, et malgré les crues, 1 250"),
    (WATER, "fr", "dont la moitié sont", "dont plus de la moitié sont"),
    (WATER, "fr", "les assurances de ma", "l'assurance de ma"),
    (HERDS, "en", "| Goats |", "| Goats and kids |"),
)
"""In each original, since it was translated."""
STALE = ("para_2", "para_3__point_b", "closing__para_1")
"""Of the letter, in every translation but the one that is up to date."""
UP_TO_DATE = "es"
WITHDRAWN = "para_6"
ROW = "table_1__row_4"
"""Of the report, in every translation."""


def build_ageing(project: Path, folder: Path) -> Built:
    """Publish texts, and let them go on: one is renamed, changed, and cut; one is changed."""
    lay_six(project, URL, concordance={"severities": {"stale-translation": "note"}})
    water, old = project / "docs" / WATER, project / "docs" / OLD
    water.rename(old)
    _approve(project, OLD, HERDS)
    old.rename(water)
    _change(water / "index.fr.md", "date: 2031", f"{FORMERLY}\ndate: 2031")
    for letter, language, before, after in CHANGED:
        _change(project / "docs" / letter / f"index.{language}.md", before, after)
    for file in water.glob("*.md"):
        text, closing, rest = file.read_text(encoding="utf-8").partition("\n/// closing")
        kept = text.rstrip().rpartition("\n\n")[0]
        file.write_text(f"{kept}\n{closing}{rest}", encoding="utf-8")
    _approve(project, WATER, "--withdraw", WITHDRAWN)
    _approve(project, WATER, "--language", "fr", UP_TO_DATE)
    _approve(project, HERDS, "--only", ROW, "--language", "en")
    return build(folder, project=project, url=URL, languages=SIX)


def _change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def _approve(project: Path, *arguments: str) -> None:
    """Approve as an editor does."""
    given = [f"docs/{one}" if one.startswith("communications/") else one for one in arguments]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "concordance", "approve", *given],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "hooks"), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
