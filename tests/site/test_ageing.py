"""A site whose texts have gone on, as HTML: what has aged, what is gone and what has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from concordance.phrases import phrases
from tests.ageing import DEEP, OLD, ROW, STALE, UP_TO_DATE, URL, WITHDRAWN
from tests.built import every, has_class, values, within, words
from tests.nu import complaints
from tests.six import HERDS, SIX, WATER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built, BuiltPage

IN_EACH = pytest.mark.parametrize("language", SIX)
BEHIND = [language for language in SIX if language not in {"fr", UP_TO_DATE}]
"""The languages in which the letter has aged."""


def marked(page: BuiltPage) -> list[str]:
    """Give the blocks beneath which their age is told."""
    told = f"//summary[span[{has_class('beside__stale')}]]/parent::details/preceding-sibling::*[1]"
    return [str(one.get("id") or one.get("data-part")) for one in every(page.letter, told)]


def links(page: BuiltPage) -> list[str]:
    return values(page.tree, f"//*[{has_class('masthead__stale')}]//a/@href")


@IN_EACH
def test_what_has_aged_is_marked(ageing_site: Built, language: str) -> None:
    page = ageing_site.pages[within(WATER, language)]
    aged = list(STALE) if language in BEHIND else []
    assert links(page) == [f"#{id_}" for id_ in aged]
    assert set(aged) <= set(page.ids)
    # A point is marked within its list, a part of the letter as a whole.
    assert len(marked(page)) == len(aged)
    assert marked(page)[:1] == aged[:1]
    for mark in every(page.letter, f"//span[{has_class('beside__stale')}]"):
        assert words(mark) == phrases(language)["stale"]


@IN_EACH
def test_how_many_is_said_at_the_head(ageing_site: Built, language: str) -> None:
    say = phrases(language)
    counts = {WATER: len(STALE) * (language in BEHIND), HERDS: int(language != "en")}
    for letter, count in counts.items():
        page = ageing_site.pages[within(letter, language)]
        said = every(page.tree, f"//*[{has_class('masthead__stale')}]/p")
        expected = say["stale_one"] if count == 1 else say["stale_many"].format(count=count)
        assert [words(one) for one in said] == [expected] * (count > 0)


def test_a_table_is_marked_as_a_whole(ageing_site: Built) -> None:
    page = ageing_site.pages[HERDS]
    assert links(page) == [f"#{ROW}"]
    table = f"//table[.//tr[@id='{ROW}']]/following-sibling::details[@class='beside']/summary/span"
    assert values(page.letter, f"{table}[{has_class('beside__stale')}]/text()") == [
        phrases("fr")["stale"]
    ]


@IN_EACH
def test_the_mark_is_no_part_of_the_text(ageing_site: Built, language: str) -> None:
    page = ageing_site.pages[within(WATER, language)]
    assert phrases(language)["stale"] not in words(page.text)
    for mark in every(page.tree, f"//*[{has_class('beside__stale')}]"):
        assert values(mark, "ancestor::details/@data-pagefind-ignore") == [""]
    for head in every(page.tree, f"//*[{has_class('masthead__stale')}]"):
        assert head.get("data-pagefind-ignore") == ""


@IN_EACH
def test_the_register_says_so(ageing_site: Built, language: str) -> None:
    page, say = ageing_site.pages[within("", language)], phrases(language)
    several = say["behind"].format(count=len(STALE))
    for letter, aged, said in (
        (WATER, BEHIND, several),
        (HERDS, set(SIX) - {"en"}, say["behind_one"]),
    ):
        name = letter.removeprefix("communications/").removesuffix("/")
        (entry,) = every(page.tree, f"//article[.//*[@id='{name}']]")
        for item in every(entry, f".//ul[{has_class('entry__languages')}]/li"):
            code = values(item, "a/@hreflang")[0]
            found = values(item, f"span[{has_class('entry__behind')}]/text()")
            assert found == ([said] if code in aged else []), (name, code)


@IN_EACH
def test_what_was_withdrawn_keeps_its_id(ageing_site: Built, language: str) -> None:
    page = ageing_site.pages[within(WATER, language)]
    (note,) = every(page.letter, f"//*[@id='{WITHDRAWN}']")
    say = phrases(language)
    number = say["name_paragraph"].format(number=6)
    assert words(note) == say["withdrawn"].format(name=number)


# --- Former addresses --------------------------------------------------------------------


@IN_EACH
@pytest.mark.parametrize("old", [OLD, DEEP])
def test_an_old_address_leads_on(ageing_site: Built, language: str, old: str) -> None:
    page = ageing_site.pages[within(old, language)]
    here = URL + within(WATER, language)
    there = URL + page.address
    for link in ("//noscript/meta/@content", "//script/@data-to", "//main//a/@href"):
        (leads,) = values(page.tree, link)
        assert urljoin(there, leads.removeprefix("0; url=")) == here
    (script,) = values(page.tree, "//script/@src")
    assert urljoin(there, script) == f"{URL}assets/formerly.js"
    assert (ageing_site.folder / "assets/formerly.js").is_file()
    assert values(page.tree, "//link[@rel='canonical']/@href") == [here]
    assert values(page.tree, "//meta[@name='robots']/@content") == ["noindex"]
    assert values(page.tree, "/html/@lang") == [language]
    assert values(page.tree, "//script/text() | //@style | //style") == []


def test_old_addresses_are_listed_nowhere(ageing_site: Built) -> None:
    old = [one.removeprefix("communications/") for one in (OLD, DEEP)]
    for page in ageing_site.pages.values():
        if not page.address.endswith((OLD, DEEP)):
            text = page.path.read_text(encoding="utf-8")
            assert not [one for one in old if one in text], page.address
    sitemap = (ageing_site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert WATER in sitemap
    assert not [one for one in old if one in sitemap]


def test_no_record_is_published(ageing_site: Built) -> None:
    assert list(ageing_site.folder.rglob("record.yml")) == []


def test_what_has_gone_on_is_valid(ageing_site: Built, checker: Path) -> None:
    files = [
        ageing_site.pages[within(address, language)].path
        for address in ("", WATER, HERDS, OLD, DEEP)
        for language in SIX
    ]
    assert complaints(checker, *files) == []
