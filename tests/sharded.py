"""A site whose search is in several shards, though it has a few dozen letters only."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from tests.built import SITE_URL, Built, build, copy_project
from tests.many import lay, made

if TYPE_CHECKING:
    from pathlib import Path

COUNT, ENOUGH = 36, 8
LETTERS = made(COUNT)


def build_sharded(project: Path, folder: Path) -> Built:
    """Write the site's sources into one folder, and build it into another."""
    letters = copy_project(project) / "docs/communications"
    shutil.rmtree(letters)
    lay(letters, LETTERS)
    module = project / "hooks/concordance/searching.py"
    text, count = re.subn(
        r"^ENOUGH = \d+$",
        f"ENOUGH = {ENOUGH}",
        module.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    assert count == 1
    module.write_text(text, encoding="utf-8")
    return build(folder, project=project, url=f"{SITE_URL}records/")
