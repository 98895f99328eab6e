"""Addresses that a communication had before: a page at each leads to where it is now.

A link that a reader holds names a passage (``#para_3``) and perhaps a view (``?view=parallel``), so
a small script goes on with both; where there are no scripts, the browser goes on without them, and
where it does neither, the reader finds a link.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from concordance.model import FOLDER
from concordance.phrases import direction, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from concordance.findings import Finding
    from concordance.model import Communication
    from concordance.reading import Reader

SCRIPT = "assets/formerly.js"
PAGE = Markup("""\
<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<script src="{script}" data-to="{href}"></script>
<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>
</head>
<body>
<main>
<h1>{heading}</h1>
<p>{said}</p>
</main>
</body>
</html>
""")


def page(language: str, title: str, href: str, canonical: str, script: str) -> str:
    """Make the page at an old address; ``href`` leads from there to the present one."""
    say = phrases(language)
    link = Markup('<a href="{}">{}</a>').format(href, title)
    return PAGE.format(
        language=language,
        direction=direction(language),
        title=title,
        canonical=canonical,
        script=script,
        href=href,
        heading=say["moved"],
        said=escape(say["moved_to"]).format(link=link),
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """What a communication says of the addresses that it had."""

    address: str
    """The present one."""
    formerly: tuple[str, ...]
    path: str
    """The path of the original."""
    line: int
    """The line on which that says so."""


def claim_of(communication: Communication) -> Claim | None:
    """Give what a communication claims, if it has been renamed."""
    facts, path = communication.original.facts, communication.original.path
    if not facts.formerly:
        return None
    former = tuple(dict.fromkeys(facts.formerly))
    return Claim(communication.address, former, str(path), facts.lines["formerly"])


def conflicts(reader: Reader, claims: Iterable[Claim]) -> Iterator[Finding]:
    """Find former addresses at which there is something else, or nothing that has been renamed."""
    claimed: dict[str, Claim] = {}
    for one in sorted(claims, key=attrgetter("path")):
        for address in one.formerly:
            message = ""
            other = claimed.setdefault(address, one)
            if address == one.address:
                message, help_ = "that is its name now", f'remove "{address}"'
            elif other is not one:
                message = f"{reader.place(Path(other.path)).path} says that of itself"
                help_ = "a link leads to one text: leave it where readers knew it by that name"
            elif (reader.docs / FOLDER / address).is_dir():
                there = reader.place(reader.docs / FOLDER / address).path
                message = f"that is the address of another folder, {there}"
                help_ = f'remove "{address}", or give the other folder another name'
            if message:
                said = f'formerly: "{address}": {message}'
                yield reader.finding("front-matter", Path(one.path), said, help_, line=one.line)
