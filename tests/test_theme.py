"""The theme's pictures are taken out of its style sheet, and nothing else is."""

from __future__ import annotations

from concordance.theme import parted

ARROW = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M1 2'/></svg>"
SHEET = (
    f':root{{--a:url("data:image/svg+xml;charset=utf-8,{ARROW}");'
    f'--b:url("data:image/svg+xml;charset=utf-8,{ARROW.replace("<", "%3C")}")}}'
    '.x{mask-image:url("back.svg");content:"data:"}'
)


def test_parted() -> None:
    sheet, pictures = parted(SHEET)
    ((name, picture),) = pictures.items()
    assert picture == ARROW
    there = f'url("{name}")'
    rest = '.x{mask-image:url("back.svg");content:"data:"}'
    assert sheet == f":root{{--a:{there};--b:{there}}}{rest}"


def test_parted__without_pictures() -> None:
    assert parted(".x{color:red}") == (".x{color:red}", {})
