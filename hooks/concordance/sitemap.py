"""The sitemap, which search engines read: every page, and the same page in other languages."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""
FOOT = "</urlset>\n"


def write(path: Path, pages: Iterable[Mapping[str, str]]) -> None:
    """Write it, and beside it as it is sent: a page at a time, the same bytes for the same pages.

    Each page is given by its absolute addresses in all its languages.
    """
    compressed = path.with_name(f"{path.name}.gz")
    with (
        path.open("w", encoding="utf-8") as plain,
        compressed.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed,
    ):
        for piece in _pieces(pages):
            plain.write(piece)
            packed.write(piece.encode())


def _pieces(pages: Iterable[Mapping[str, str]]) -> Iterator[str]:
    yield HEAD
    for addresses in pages:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(address)}/>'
            for code, address in addresses.items()
        )
        for address in addresses.values():
            location = quoteattr(address)[1:-1]
            yield f"<url><loc>{location}</loc>{links if len(addresses) > 1 else ''}</url>\n"
    yield FOOT
