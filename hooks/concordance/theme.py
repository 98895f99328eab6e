"""The theme's style sheet, with its pictures in files of their own.

Hosts may let a page load nothing but files of the site, and refuse pictures that are written into a
style. Even one that a later style takes away again is asked for, while only the first is there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from concordance.store import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

PICTURE = re.compile(r'url\("data:image/svg\+xml;charset=utf-8,([^"]*)"\)')


def parted(sheet: str) -> tuple[str, Mapping[str, str]]:
    """Give a style sheet that names its pictures, and these, by their names beside it."""
    pictures: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        picture = unquote(found[1])
        name = f"{digest(picture.encode())[:10]}.svg"
        pictures[name] = picture
        return f'url("{name}")'

    return PICTURE.sub(named, sheet), pictures
