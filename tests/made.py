"""Communications checked and written as a build does, without a site around them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from concordance import writing
from concordance.beside import There
from concordance.check import examine_all, report_on
from concordance.pages import page_of, withdrawn
from concordance.phrases import direction
from concordance.writing import Page

if TYPE_CHECKING:
    from pathlib import Path

    from concordance.findings import Report
    from concordance.model import Communication
    from concordance.reading import Reader


def check(reader: Reader, *paths: Path) -> tuple[list[Communication], Report]:
    """Give what can be read below some folders, and what was found in it."""
    every = list(examine_all(reader, *paths))
    return [one.communication for one in every if one.communication], report_on(every)


def there(code: str, href: str = "../x/") -> There:
    """Give a page in another language."""
    return There(code, code, code, direction(code), href)


def written(reader: Reader, letter: Communication) -> dict[str, str]:
    """Write what is on the page of each version, by its language."""
    blocks = reader.extension
    texts = {
        version.language: writing.finish(
            blocks, version.text, version.language, withdrawn(letter, version)
        )
        for version in letter.versions
        if version.text
    }
    pages = {}
    for version in letter.versions:
        others = [there(other) for other in texts if other != version.language]
        page = page_of(letter, version, others, texts)
        pages[version.language] = writing.write(blocks, texts[version.language], page)
    return pages


def page(reader: Reader, markdown: str, language: str = "en", **options: Any) -> str:  # noqa: ANN401
    """Write a text by itself as the page of a version."""
    blocks = reader.extension
    blocks.setConfig("left_out", options.pop("left_out", {}))
    blocks.setConfig("renamed", {})
    text = writing.finish(blocks, blocks.convert(markdown), language, {})
    html = writing.write(blocks, text, replace(Page(language), **options))
    return writing.resolved(html, lambda link: link)
