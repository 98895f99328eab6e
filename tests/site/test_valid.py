"""Every page and drawing is valid, by the checker of the people who write the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.nu import complaints

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

PAGE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title></head>
<body><h1>A page</h1><article><section><p>Its text.</p></section></article></body></html>
"""


def test_what_is_published_is_valid(site: Built, checker: Path) -> None:
    assets = site.folder / "assets"
    files = [*assets.glob("*.svg"), *(page.path for page in site.pages.values())]
    assert {file.suffix for file in files} == {".svg", ".html"}
    assert complaints(checker, *files) == []


def test_what_is_not_valid_is_found(checker: Path, tmp_path: Path) -> None:
    broken = {
        "tag.html": PAGE.replace("</p>", "</em>"),
        "attribute.html": PAGE.replace("<p>", '<p autocomplete="off">'),
        "id.html": PAGE.replace("<h1>", '<h1 id="a"><b id="a"></b>'),
        "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><p/></svg>',
    }
    for name, text in {**broken, "sound.html": PAGE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = "\n".join(complaints(checker, *tmp_path.iterdir()))
    assert {file.name for file in tmp_path.iterdir() if file.name in said} == set(broken)
