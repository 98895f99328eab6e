"""The counterpart of each block, put into the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest

from concordance.folders import read_communication
from concordance.writing import resolved
from tests.built import every, has_class, values, words
from tests.made import check, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from concordance.reading import Reader

FR = """---
title: Une note
---

/// letterhead
OFFICE DES PONTS

Le 4 mai 2031
///

## Les travaux { #travaux }

Le pont *sera* fermé[^1], voir [les lampes](#para_2).

- a) la chaussée ;
- b) les lampes :

    - i) au nord ;
    - ii) au sud.

3. trois ;
4. quatre.

| Lampe | Nombre |
|---|---|
| Verte | 12 |

> Fermé & gardé.

```
x < 1
```

/// annex
Le bac.
///

[^1]: Du 12 juin.
"""
EN = """---
title: A note
translation_of: fr
---

/// untranslated | letterhead
///

## The works { #travaux }

The bridge will *be closed*[^1], see [the lamps](#para_2).

- (a) the road;
- (b) the lamps:

    - (i) to the north;
    - (ii) to the south.

3. three;
4. four.

| Lamp | Number |
|---|---|
| Green | 12 |

> Closed & guarded.

```
x < 1
```

/// annex
The ferry.
///

[^1]: From 12 June.
"""


TWO = """---
title: Une note
---
Le pont sera fermé le 12 juin 2031.

Le bac prend 30 personnes.
"""


@pytest.fixture
def pages(reader: Reader, write: Callable[..., Path]) -> Callable[..., dict[str, HtmlElement]]:
    """Convert both versions of a text as their pages are."""

    def convert(french: str = FR, english: str = EN) -> dict[str, HtmlElement]:
        folder = write("a", {"index.fr.md": french, "index.en.md": english})
        made = written(reader, read_communication(reader, folder))
        return {
            language: lxml.html.fragment_fromstring(
                resolved(html, lambda link: link), create_parent="article"
            )
            for language, html in made.items()
        }

    return convert


def beside(page: HtmlElement, passage: str) -> HtmlElement:
    """Give what stands beside a passage."""
    inside = f"(//*[@id='{passage}']/ancestor-or-self::*/following-sibling::details)[last()]"
    own = f"//*[@id='{passage}']/div[{has_class('pair')}]/details"
    return (every(page, own) or every(page, inside))[0]


def test_texts_are_correct(reader: Reader, write: Callable[..., Path]) -> None:
    write("a", {"index.fr.md": FR, "index.en.md": EN})
    assert check(reader, reader.docs)[1].findings == ()


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ("travaux", "The works"),
        ("para_1", "The bridge will be closed1, see the lamps."),
        ("para_1__point_a", "(a) the road;"),
        ("para_1__point_b", "(b) the lamps:"),
        ("para_1__point_b__point_i", "(i) to the north;"),
        ("para_1__point_d", "four."),
        ("table_1", "Lamp Number Green 12"),
        ("quote_1__para_1", "Closed & guarded."),
        ("code_1", "x < 1"),
        ("annex_1__para_1", "The ferry."),
        ("fn_1", "From 12 June."),
    ],
)
def test_beside__the_counterpart_and_nothing_else(
    pages: Callable[..., dict[str, HtmlElement]], passage: str, said: str
) -> None:
    text = every(beside(pages()["fr"], passage), f"./*[{has_class('beside__text')}]")[0]
    assert words(text) == said
    assert (text.get("lang"), text.get("dir")) == ("en", "ltr")


def test_beside__every_block_has_one(pages: Callable[..., dict[str, HtmlElement]]) -> None:
    for language, page in pages().items():
        blocks = set(values(page, f".//a[{has_class('permalink')}]/@href"))
        found = {f"#{id_}" for ids in values(page, ".//@data-for") for id_ in ids.split()}
        left_out = {"#letterhead__para_1", "#letterhead__para_2"} if language == "fr" else set()
        assert blocks - found == left_out
        assert found - blocks == ({"#letterhead"} if language == "en" else set())


def test_beside__ids_are_those_of_the_page(pages: Callable[..., dict[str, HtmlElement]]) -> None:
    for page in pages().values():
        ids = values(page, ".//@id")
        assert len(ids) == len(set(ids))
        assert not every(page, f".//*[{has_class('beside')}]//*[@id]")


def test_beside__an_item_keeps_its_number(pages: Callable[..., dict[str, HtmlElement]]) -> None:
    page = pages()["fr"]
    (holder,) = every(beside(page, "para_1__point_d"), ".//ol")
    assert holder.get("start") == "4"
    (labelled,) = every(beside(page, "para_1__point_a"), f".//ul[{has_class('labelled')}]")
    assert words(labelled) == "(a) the road;"


def test_beside__links_and_notes_stay_on_the_page(
    pages: Callable[..., dict[str, HtmlElement]],
) -> None:
    links = values(beside(pages()["fr"], "para_1"), "./div//a/@href")
    assert links == ["#fn_1", "#para_2"]


def test_beside__what_is_left_out(pages: Callable[..., dict[str, HtmlElement]]) -> None:
    both = pages()
    note = every(beside(both["fr"], "letterhead"), "./p")
    assert [words(one) for one in note] == ["Non traduit."]
    gap = beside(both["en"], "letterhead")
    lines = every(gap, f".//*[{has_class('part')}]/p")
    assert [words(line) for line in lines] == ["OFFICE DES PONTS", "Le 4 mai 2031"]


def test_beside__what_is_rendered_with_the_passage_above(
    pages: Callable[..., dict[str, HtmlElement]],
) -> None:
    english = (
        "---\ntitle: T\ntranslation_of: fr\nwaivers: {para_1: {merged-paragraphs: so it is}}\n---\n"
        "The bridge will be closed on 12 June 2031. The ferry takes 30 people.\n"
    )
    both = pages(TWO, english)
    assert words(every(beside(both["fr"], "para_1"), "./div")[0]).endswith("30 people.")
    assert (
        words(every(beside(both["fr"], "para_2"), "./p")[0]) == "Rendu avec le passage précédent."
    )
    lines = every(beside(both["en"], "para_1"), "./div/p")
    assert [words(line) for line in lines] == [
        "Le pont sera fermé le 12 juin 2031.",
        "Le bac prend 30 personnes.",
    ]


def test_beside__what_has_no_counterpart(pages: Callable[..., dict[str, HtmlElement]]) -> None:
    english = (
        "---\ntitle: T\ntranslation_of: fr\nwaivers: {para_2: {missing-paragraph: so it is}}\n---\n"
        "The bridge will be closed on 12 June 2031.\n"
    )
    both = pages(TWO, english)
    note = every(beside(both["fr"], "para_2"), "./p")
    assert [words(one) for one in note] == ["Sans passage correspondant."]
    lines = every(beside(both["en"], "para_1"), "./div/p")
    assert [words(line) for line in lines] == [
        "Le pont sera fermé le 12 juin 2031.",
        "No corresponding passage.",
        "Le bac prend 30 personnes.",
    ]
