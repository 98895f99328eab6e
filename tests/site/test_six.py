"""The site in six languages, as HTML: each in its own script, and in its own direction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from concordance.phrases import direction, language_name, phrases
from tests.built import every, has_class, values, within, words
from tests.six import HERDS, NAMES, SITE_NAMES, SIX, WATER

if TYPE_CHECKING:
    from lxml import html

    from tests.built import Built, BuiltPage

ADDRESSES = ("", "citing/", WATER, HERDS)
ORIGINALS = {WATER: "fr", HERDS: "en"}
IN_EACH = pytest.mark.parametrize("language", SIX)


def switch(page: BuiltPage) -> html.HtmlElement:
    return every(page.tree, f"//nav[{has_class('switch')}]")[0]


def test_every_page_is_there_in_every_language(six_site: Built) -> None:
    expected = {within(address, language) for address in ADDRESSES for language in SIX}
    assert {page.address for page in six_site.lasting} == expected
    indexed = json.loads((six_site.folder / "pagefind/pagefind-entry.json").read_bytes())
    assert set(indexed["languages"]) == set(SIX)


def test_every_page_is_in_its_language_and_direction(six_site: Built) -> None:
    for page in six_site.pages.values():
        assert values(page.tree, "/html/@lang") == [page.language], page.address
        assert values(page.tree, "/html/@dir") == [direction(page.language)], page.address


def test_what_is_in_another_language_says_its_direction(six_site: Built) -> None:
    for page in six_site.pages.values():
        others = every(page.tree, "//body//*[@lang]")
        assert {str(element.get("lang")) for element in others} >= set(SIX) - {page.language}
        for element in others:
            nearest = values(element, "ancestor-or-self::*[@dir][1]/@dir")
            assert nearest == [direction(str(element.get("lang")))], page.address


def test_alternates_are_mutual(six_site: Built) -> None:
    for address in ADDRESSES:
        expected = {language: six_site.url + within(address, language) for language in SIX}
        expected["x-default"] = expected["fr"]
        for language in SIX:
            page = six_site.pages[within(address, language)]
            links = every(page.tree, "/html/head/link[@rel='alternate']")
            found = {str(link.get("hreflang")): str(link.get("href")) for link in links}
            assert found == expected, page.address
            assert len(links) == len(expected)


def test_ids_are_the_same_in_all_versions(six_site: Built) -> None:
    for letter in (WATER, HERDS):
        ids = [values(page.letter, ".//@id") for page in six_site.letters(letter).values()]
        assert ids == [ids[0]] * len(SIX)
        assert len(ids[0]) >= 12


# --- The switch --------------------------------------------------------------------------


@IN_EACH
def test_menu_says_the_language_and_names_all_others(six_site: Built, language: str) -> None:
    page = six_site.pages[within(WATER, language)]
    (summary,) = every(switch(page), ".//summary")
    assert words(summary) == NAMES[language]
    named = phrases(language)["language_now"].format(language=NAMES[language])
    assert summary.get("aria-label") == named
    links = every(switch(page), ".//li/a")
    others = [other for other in SIX if other != language]  # in the order of the configuration
    assert [(link.get("lang"), words(link)) for link in links] == [(o, NAMES[o]) for o in others]
    assert [link.get("hreflang") for link in links] == others
    assert {link.get("rel") for link in links} == {"alternate"}
    assert all("data-switch" in link.attrib for link in links)


@IN_EACH
def test_menu_leads_to_the_registers_from_what_is_not_found(six_site: Built, language: str) -> None:
    page = six_site.pages[within("404.html", language)]
    (summary,) = every(switch(page), ".//summary")
    assert words(summary) == phrases(language)["languages"]
    links = every(switch(page), ".//li/a")
    asked = f"{six_site.url}a/b/c/d"  # it is shown at any depth
    assert {link.get("lang"): urljoin(asked, link.get("href")) for link in links} == {
        other: six_site.url + within("", other) for other in SIX
    }


def test_few_languages_stand_in_a_row(site: Built) -> None:
    for page in site.pages.values():
        assert not every(switch(page), ".//details"), page.address


# --- The register, the masthead, what is not found -----------------------------------------


@IN_EACH
def test_register_names_each_version_in_its_own_language(six_site: Built, language: str) -> None:
    page = six_site.pages[within("", language)]
    assert words(every(page.tree, "//h1")[0]) == SITE_NAMES[language]
    entries = every(page.tree, f"//article[{has_class('entry')}]")
    assert len(entries) == 2
    mark = phrases(language)["original_mark"]
    for entry, letter in zip(entries, (WATER, HERDS), strict=True):
        items = every(entry, f".//ul[{has_class('entry__languages')}]/li")
        said = [f"{NAMES[o]} {mark}" if o == ORIGINALS[letter] else NAMES[o] for o in SIX]
        assert [words(item) for item in items] == said
        links = every(entry, f".//ul[{has_class('entry__languages')}]/li/a")
        assert [link.get("hreflang") for link in links] == list(SIX)
        title = every(six_site.pages[within(letter, language)].tree, "//h1")[0]
        assert words(every(entry, ".//h2")[0]) == words(title)


@IN_EACH
def test_masthead_says_which_version_it_is(six_site: Built, language: str) -> None:
    page = six_site.pages[within(WATER, language)]
    (masthead,) = every(page.tree, f"//header[{has_class('masthead')}]")
    (label,) = every(masthead, f".//*[{has_class('badge')}]")
    kind = "original" if language == "fr" else "translation"
    name = language_name(language, language)
    assert words(label) == phrases(language)[kind].format(language=name)
    links = every(masthead, ".//a[@data-switch]")
    others = [o for o in SIX if o != "fr"] if language == "fr" else ["fr"]
    assert [link.get("hreflang") for link in links] == others
    # What is in Latin letters stays together in a text of any direction.
    assert [words(bdi) for bdi in every(masthead, ".//bdi")] == [
        "Clairfontaine",
        "AEP/2031/29",
        "AEP/RES/78/14",
    ]


@IN_EACH
def test_what_is_not_found_is_said_in_all_languages(six_site: Built, language: str) -> None:
    page = six_site.pages[within("404.html", language)]
    sections = every(page.tree, "//section")
    assert [str(s.get("lang")) for s in sections] == sorted(SIX, key=language.__ne__)
    for section in sections:
        speak = phrases(str(section.get("lang")))
        assert speak["not_found_text"] in words(section)
        assert speak["not_found_home"] in words(section)
