"""The family "source": what is not published, in any version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from concordance.rules.pairing import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from concordance.findings import Finding
    from concordance.model import Block, Version
    from concordance.reading import Reader

SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028-\u202e\ufeff]")
SAFE = {"http", "https", "mailto", "tel", "doi", "urn"}


def check(reader: Reader, version: Version) -> Iterator[Finding]:
    """Find raw HTML and unsafe links in one version."""
    for block in version.blocks:
        if block.html:
            yield _finding(
                reader,
                version,
                block,
                "raw-html",
                f"raw HTML, which is not published: {_short(block.html[0])}",
                "write it in Markdown; a less-than sign of the text is written &lt;",
            )
        for link in block.links:
            if why := unsafe(link):
                yield _finding(
                    reader,
                    version,
                    block,
                    "unsafe-link",
                    f'the link "{_short(link)}" {why}: {quote(block)}',
                    "link to an address that begins with https:, http:, mailto: or tel:, "
                    "or to a file of the site",
                )


def unsafe(link: str) -> str:
    """Say why a link is not safe to follow; empty if it is.

    Browsers pass over control characters and blanks in an address, so they do not count.
    """
    bare = CONTROLS.sub("", link)
    if bare.startswith(("//", "\\")):
        return "does not say by which protocol it is reached"
    found = SCHEME.match(bare)
    if found and found["scheme"].lower() not in SAFE:
        return f'is of the kind "{found["scheme"].lower()}:", which is not published'
    try:
        urlsplit(bare)
    except ValueError:
        return "is no address"
    return ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


LONGEST = 60


def _finding(
    reader: Reader, version: Version, block: Block, rule: str, message: str, help_: str
) -> Finding:
    return reader.finding(rule, version.path, message, help_, line=block.line, id_=block.id)
