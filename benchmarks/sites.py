"""Sites of many letters: this project's, and the stock stack's.

python benchmarks/sites.py FOLDER [--letters N] [--approved]   (makes ours, to be looked at)
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "hooks")]

from benchmarks.costs import run  # noqa: E402  (found by the path set above)
from benchmarks.letters import write_letters  # noqa: E402

HOOK = "hooks/publish.py"
UNCHECKED = '''
"""Publishes the same pages, without comparing the versions that they are made from."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from concordance import check, making
from publish import *

making.examine = check.read
'''
STOCK = """
site_name: Letters
site_url: https://concordance.example/
theme: {name: material, font: false}
nav: [index.md]
not_in_nav: /communications/
markdown_extensions: [attr_list, footnotes, sane_lists, tables]
plugins:
  - search
  - i18n:
      docs_structure: suffix
      fallback_to_default: false
      languages: [{locale: fr, name: Français, default: true}, {locale: en, name: English}]
"""
MARKS = re.compile(r"^///.*\n", re.MULTILINE)
"""What only our extension reads."""
FIRST_PARAGRAPH = re.compile(r"^(## .+\n\n)(?:[A-Z][a-z]+: )?", re.MULTILINE)


@dataclass(frozen=True)
class Site:
    """A project of letters, to be built."""

    folder: Path
    letters: int
    blocks: int
    """Of all letters together, in one language."""
    sources: frozenset[Path]

    @property
    def built(self) -> Path:
        """Where MkDocs builds it."""
        return self.folder / "site"

    @property
    def size(self) -> int:
        """Bytes of what was built."""
        return sum(path.stat().st_size for path in self.built.rglob("*") if path.is_file())

    @cached_property
    def letter(self) -> Path:
        """The folder of the first letter whose English is a translation."""
        files = sorted(self.folder.glob("docs/communications/*/index.en.md"))
        return next(one for one in files if "\ntranslation_of: " in one.read_text("utf-8")).parent

    @property
    def address(self) -> str:
        """The address of that letter, from the root of the site."""
        return f"{self.letter.relative_to(self.folder / 'docs').as_posix()}/"

    def edit(self, word: str) -> None:
        """Begin the first paragraph of that letter, in English, with another word."""
        path = self.letter / "index.en.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(FIRST_PARAGRAPH.sub(rf"\g<1>{word}: ", text, count=1), encoding="utf-8")

    def clean(self) -> None:
        """Remove all that building has made."""
        shutil.rmtree(self.built, ignore_errors=True)
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path in self.sources or "__pycache__" in path.parts:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def make(kind: str, folder: Path, letters: int, *, approved: bool = False) -> Site:
    """Make the project of a site of that many letters: `checked`, `unchecked`, or `stock`."""
    docs = folder / "docs"
    blocks = write_letters(docs / "communications", letters)
    if kind == "stock":
        _make_stock(folder)
    else:
        _make_ours(folder, kind)
        if approved:
            run(["concordance", "approve", "docs/communications"], folder)
    return Site(folder, letters, blocks, frozenset(folder.rglob("*")))


def _make_stock(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    for language in ("fr", "en"):
        (folder / "docs" / f"index.{language}.md").write_text("# Letters\n", encoding="utf-8")
    for path in folder.glob("docs/communications/*/*.md"):
        path.write_text(MARKS.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")


def _make_ours(folder: Path, kind: str) -> None:
    for name in ("hooks", "overrides", "docs/assets"):
        shutil.copytree(PROJECT / name, folder / name, dirs_exist_ok=True)
    shutil.copy(PROJECT / "glossary.yml", folder)
    for page in (PROJECT / "docs").glob("*.md"):
        shutil.copy(page, folder / "docs")
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    if kind == "unchecked":
        (folder / "hooks" / "unchecked.py").write_text(UNCHECKED, encoding="utf-8")
        config = config.replace(HOOK, "hooks/unchecked.py")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")


def main() -> int:
    """Make a site."""
    parser = argparse.ArgumentParser(description="Make a site of letters.")
    parser.add_argument("folder", type=Path, help="a new one")
    parser.add_argument("--letters", type=int, default=100, help="(100)")
    parser.add_argument("--approved", action="store_true", help="with their records")
    options = parser.parse_args()
    make("checked", options.folder, options.letters, approved=options.approved)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
