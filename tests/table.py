"""Writes the table of findings in CONTRIBUTING.md anew from the catalogue: ``make table``."""

from __future__ import annotations

import re
from pathlib import Path

from concordance.rules.catalogue import catalogue

HEAD = "| finding | meaning | what to do |\n"
ROWS = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")


def contributing() -> Path:
    return Path(__file__).parents[1] / "CONTRIBUTING.md"


def table() -> str:
    rows = [
        (_name(rule.name, rule.severity), rule.meaning, rule.cure) for rule in catalogue().values()
    ]
    lines = [f"| {' | '.join(map(_cell, row))} |\n" for row in rows]
    return HEAD + "|---|---|---|\n" + "".join(lines)


def _name(name: str, severity: str) -> str:
    return f"`{name}`" if severity == "error" else f"`{name}` ({severity})"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    text = contributing().read_text(encoding="utf-8")
    if not ROWS.search(text):
        message = f"no table in CONTRIBUTING.md that begins {HEAD}"
        raise SystemExit(message)
    contributing().write_text(ROWS.sub(lambda _: table(), text), encoding="utf-8")
