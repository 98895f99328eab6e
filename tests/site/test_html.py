"""The site that is published, as HTML: what every reader is promised, script or none."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from lxml import etree, html

from concordance.phrases import language_name, long_date, phrases
from tests.built import (
    LANGUAGES,
    LETTER,
    NOT_FOUND,
    Built,
    BuiltPage,
    addresses,
    build,
    copy_project,
    every,
    has_class,
    language_of,
    values,
    within,
    words,
    written,
)
from tests.made import check

if TYPE_CHECKING:
    from pathlib import Path

    from concordance.model import Version
    from concordance.reading import Reader

SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
# What a browser goes to only when the reader, or a search engine, asks for it.
ASKED_FOR = "not(self::a) and not(self::link[@rel='canonical' or @rel='alternate'])"
NAMES = {"fr": "Français", "en": "English"}
SITE_NAMES = {"fr": "Communications officielles", "en": "Official communications"}
REGIONS = {"fr": "fr_FR", "en": "en_US"}


@pytest.fixture(params=["site", "site_below"])
def anywhere(request: pytest.FixtureRequest) -> Built:
    """The site, at the root of a host and below a path."""
    built: Built = request.getfixturevalue(request.param)
    return built


@pytest.fixture(scope="session")
def versions(site_reader: Reader) -> dict[str, Version]:
    """Every version as the library reads it, by the address of its page."""
    communications, _ = check(site_reader, site_reader.docs)
    return {
        within(f"communications/{communication.name}/", version.language): version
        for communication in communications
        for version in communication.versions
    }


def json_ld(page: BuiltPage) -> list[dict[str, Any]]:
    found = values(page.tree, "//script[@type='application/ld+json']/text()")
    return [json.loads(text) for text in found]


def alternates(page: BuiltPage) -> dict[str, str]:
    links = every(page.tree, "/html/head/link[@rel='alternate']")
    return {str(link.get("hreflang")): str(link.get("href")) for link in links}


def canonical(page: BuiltPage) -> list[str]:
    return values(page.tree, "/html/head/link[@rel='canonical']/@href")


def language_in(element: html.HtmlElement) -> str:
    return values(element, "ancestor-or-self::*[@lang][1]/@lang")[0]


def test_every_source_has_its_page_and_nothing_else_has(site: Built) -> None:
    assert set(site.pages) == {*addresses(), *NOT_FOUND}


# --- The letter --------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_stands_word_for_word(site: Built, language: str) -> None:
    letter = site.letters()[language].text
    paragraphs = [str(element.text_content()) for element in every(letter, ".//p")]
    assert paragraphs == written(language)
    assert words(letter) == " ".join(written(language))
    assert len(paragraphs) >= 9


def test_the_marks_in_the_margin_hold_no_text(site: Built) -> None:
    links = every(site.letters()["fr"].letter, f".//*[{has_class('links')}]")
    assert len(links) == len(written("fr"))
    assert [words(link) for link in links] == [""] * len(links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_body_paragraphs_are_numbered_from_one(site: Built, language: str) -> None:
    letter = site.letters()[language].letter
    assert values(letter, "./div/p/@id") == ["para_1", "para_2", "para_3", "para_4"]
    marks = f"./div/p//a[{has_class('permalink')}]/@data-mark"
    assert values(letter, marks) == ["1", "2", "3", "4"]


def test_what_is_not_translated_is_said(site: Built) -> None:
    gaps = every(site.letters()["en"].letter, f"./div/*[{has_class('gap')}]")
    assert [words(gap) for gap in gaps] == ["Not translated: letterhead. See the French original"]
    assert not every(site.letters()["fr"].letter, f".//*[{has_class('gap')}]")


# --- Ids ---------------------------------------------------------------------------------


def test_ids_are_those_that_the_library_reads(site: Built, versions: dict[str, Version]) -> None:
    assert set(site.letters()) == {language_of(address) for address in versions}
    for address, version in versions.items():
        letter = site.pages[address].letter
        links = values(letter, f".//a[{has_class('permalink')}]/@href")
        assert links == [f"#{block.id}" for block in version.blocks], address
        parts = values(letter, ".//section[@data-part]/@id")
        assert parts == [s.id for s in version.sections if s.kind == "part"], address
        gaps = values(letter, f".//*[{has_class('gap')}]/@id")
        assert gaps == [gap.id for gap in version.gaps], address


def test_ids_are_the_same_in_every_version(site: Built, versions: dict[str, Version]) -> None:
    for address in versions:
        original = address.removeprefix("en/")
        french, english = (
            set(values(page.letter, ".//@id")) for page in site.letters(original).values()
        )
        assert french == english, original
    # What stands in the gap keeps the links that lead to it.
    assert "letterhead__para_2" in values(site.letters()["en"].letter, ".//@id")


def test_no_id_stands_twice(site: Built) -> None:
    for page in site.pages.values():
        assert len(page.ids) == len(set(page.ids)), page.address


def test_every_block_leads_to_itself(site: Built) -> None:
    for page in site.letters().values():
        for links in every(page.letter, f".//*[{has_class('links')}]"):
            (permalink,) = every(links, "./a")
            assert permalink.get("href") == f"#{values(links, 'ancestor::*[@id][1]/@id')[0]}"
            assert permalink.get("aria-label")


def test_every_passage_leads_to_its_counterpart(site: Built) -> None:
    for language, page in site.letters().items():
        other = next(code for code in LANGUAGES if code != language)
        pairs = every(page.letter, f".//*[{has_class('pair')} and not({has_class('heads')})]")
        assert len(pairs) == 8, language  # four parts and four paragraphs
        for pair in pairs:
            (link,) = every(pair, f"./details/ul[{has_class('beside__there')}]//a")
            target = urljoin(site.url + page.address, link.get("href"))
            passage = values(pair, "./*[1]/@id")[0]
            assert target == f"{site.url}{within(LETTER, other)}#{passage}"
            assert link.get("hreflang") == link.get("lang") == other
            name = language_name(other, language).lower()
            assert name in link.get("aria-label").lower()
            assert words(every(pair, "./details/summary")[0]).lower().startswith(f"{other} {name}")


def test_beside_each_passage_stands_the_other_version_word_for_word(site: Built) -> None:
    for language, page in site.letters().items():
        other = next(code for code in LANGUAGES if code != language)
        texts = every(page.letter, f".//*[{has_class('beside__text')}]")
        beside = [words(line) for text in texts for line in every(text, ".//*[@data-for]")]
        assert beside == [" ".join(line.split()) for line in written(other)]
        assert {text.get("lang") for text in texts} == {other}
        assert {text.get("dir") for text in texts} == {"ltr"}


def test_what_stands_beside_is_closed_and_not_searched(site: Built) -> None:
    for page in site.letters().values():
        for details in every(page.letter, ".//details"):
            assert details.get("open") is None
            assert details.get("data-pagefind-ignore") is not None


def test_what_is_left_out_is_said_on_either_side(site: Built) -> None:
    letters = site.letters()
    note = every(letters["fr"].letter, f".//*[{has_class('beside__note')}]")
    assert [words(one) for one in note] == ["Non traduit."]
    gap = every(letters["en"].letter, f".//*[{has_class('gap')}]/../details")[0]
    assert gap.get("data-of") == "letterhead__para_1 letterhead__para_2"
    assert words(every(gap, ".//p")[0]) == "NATIONS UNIES"


# --- Links and requests ------------------------------------------------------------------


def test_no_page_asks_another_host_for_anything(site: Built) -> None:
    for page in site.pages.values():
        asked = values(
            page.tree,
            f"//*[{ASKED_FOR}]/@*[name()='href' or name()='src' or name()='srcset' "
            "or name()='data' or name()='poster' or name()='action']",
        )
        assert asked, page.address
        assert [address for address in asked if "//" in address] == [], page.address
        assert not values(page.tree, "//@style | //style/text()"), page.address


def test_no_style_asks_another_host_for_anything(site: Built) -> None:
    sheets = sorted(site.folder.glob("assets/**/*.css"))
    assert any(sheet.name == "concordance.css" for sheet in sheets)
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        for address in re.findall(r"url\(\s*([^)]*)", text) + re.findall(r"@import([^;]*)", text):
            own = address.strip("'\" ")
            assert (sheet.parent / own).is_file(), f"{sheet.name}: {address[:80]}"


def test_every_internal_link_leads_somewhere(anywhere: Built) -> None:
    followed = 0
    for page in anywhere.pages.values():
        # The page for what is not found is shown at any depth.
        asked = "a/b/c/d" if page.address in NOT_FOUND else page.address
        for link in values(page.tree, "//@href | //@src | //@data-find"):
            address, fragment = urldefrag(urljoin(anywhere.url + asked, link))
            assert address.startswith(anywhere.url), f"{page.address}: {link} leaves the site"
            path = unquote(address.removeprefix(anywhere.url))
            if path == asked and page.address in NOT_FOUND:
                path = page.address  # a link within the page
            if fragment:
                ids = anywhere.pages[path].ids
                assert unquote(fragment) in ids, f"{page.address}: {link}"
            else:
                file = anywhere.folder / path
                assert (file / "index.html" if file.is_dir() else file).is_file(), (
                    f"{page.address}: {link}"
                )
            followed += 1
    assert followed > 100


# --- Languages ---------------------------------------------------------------------------


def test_every_page_says_its_language(site: Built) -> None:
    for page in site.pages.values():
        assert values(page.tree, "/html/@lang") == [page.language], page.address


def test_alternates_are_absolute_and_mutual(anywhere: Built) -> None:
    for page in anywhere.lasting:
        original = page.address.removeprefix("en/")
        assert alternates(page) == {
            "fr": anywhere.url + original,
            "en": f"{anywhere.url}en/{original}",
            "x-default": anywhere.url + original,
        }, page.address
        for address in alternates(page).values():
            other = anywhere.pages[address.removeprefix(anywhere.url)]
            assert alternates(other) == alternates(page)


def test_every_page_has_one_permanent_address(anywhere: Built) -> None:
    for page in anywhere.lasting:
        assert canonical(page) == [anywhere.url + page.address]


def test_the_switch_names_each_language_in_itself(site: Built) -> None:
    for page in site.pages.values():
        items = every(page.tree, f"//nav[{has_class('switch')}]//*[@lang]")
        assert {item.get("lang"): words(item) for item in items} == NAMES, page.address
        current = [item.get("lang") for item in items if item.get("aria-current")]
        assert current == ([] if page.address in NOT_FOUND else [page.language]), page.address
        for item in items:
            assert item.tag == "span" if item.get("aria-current") else item.get("hreflang")


def test_every_page_says_its_encoding_first(site: Built) -> None:
    """Some programs take what comes before for another."""
    for page in site.pages.values():
        before, said, _ = page.path.read_bytes().partition(b'<meta charset="utf-8">')
        assert said, page.address
        assert before.isascii(), page.address


def test_what_is_in_another_language_says_so(site: Built) -> None:
    """Wherever a page says in full what another language would say there, it is marked."""
    marked = 0
    for page in site.pages.values():
        own = {*phrases(page.language).values(), *written(page.language)}
        foreign: dict[str | None, str] = {}
        for other in set(LANGUAGES) - {page.language}:
            said = {*phrases(other).values(), *written(other), NAMES[other]} - own - {other}
            foreign |= dict.fromkeys(said, other)
        for element in every(page.tree, "//body//*[text() or @title or @aria-label]"):
            said_here = " ".join(" ".join(values(element, "./text()")).split())
            texts = [said_here, element.get("title"), element.get("aria-label")]
            for text in texts:
                if text in foreign:
                    assert language_in(element) == foreign[text], f"{page.address}: {text}"
                    marked += 1
    assert marked >= len(site.pages) + 2 * 4  # each switch, and the other half of each 404


# --- For machines ------------------------------------------------------------------------


def test_versions_are_described_as_translations_of_each_other(anywhere: Built) -> None:
    french, english = (json_ld(page)[0] for page in anywhere.letters().values())
    assert french["@id"] == french["url"] == anywhere.url + LETTER
    assert english["@id"] == english["url"] == f"{anywhere.url}en/{LETTER}"
    assert french["workTranslation"] == [{"@id": english["@id"]}]
    assert english["translationOfWork"] == {"@id": french["@id"]}
    assert "translationOfWork" not in french
    assert "workTranslation" not in english


def test_each_version_is_described_in_its_language(site: Built) -> None:
    for page in site.lasting:
        described = json_ld(page)
        assert len(described) == ("communications" in page.address), page.address
        for facts in described:
            assert facts["inLanguage"] == page.language
            assert [facts["@id"]] == canonical(page)
            assert facts["name"] == words(every(page.tree, "//h1")[0])
            assert facts["dateCreated"] == "2024-03-15"


def test_the_sitemap_lists_every_page(anywhere: Built) -> None:
    tree = etree.parse(anywhere.folder / "sitemap.xml")
    listed = {}
    for url in tree.findall("s:url", SITEMAP):
        links = url.findall("x:link", SITEMAP)
        listed[url.findtext("s:loc", namespaces=SITEMAP)] = {
            link.get("hreflang"): link.get("href") for link in links
        }
    assert set(listed) == {anywhere.url + page.address for page in anywhere.lasting}
    for page in anywhere.lasting:
        expected = alternates(page)
        del expected["x-default"]
        assert listed[anywhere.url + page.address] == expected


# --- Citing ------------------------------------------------------------------------------


def test_what_is_cited_stands_beside_each_version(anywhere: Built) -> None:
    for language, page in anywhere.letters().items():
        address = anywhere.url + page.address
        (entry,) = parse_string(page.path.with_name("citation.bib").read_text("utf-8")).entries
        (record,) = rispy.loads(page.path.with_name("citation.ris").read_text("utf-8"))
        (item,) = json.loads(page.path.with_name("citation.json").read_text("utf-8"))
        assert entry.fields_dict["url"].value == item["URL"] == address
        assert record["urls"] == [address]
        assert record["title"] == item["title"] == words(every(page.tree, "//h1")[0])
        assert item["publisher"] == record["publisher"] == SITE_NAMES[language]
        links = every(page.tree, f"//*[{has_class('cite')}]//a")
        assert [(link.get("href"), link.get("download")) for link in links] == [
            (f"citation.{suffix}", f"{entry.key}.{suffix}") for suffix in ("bib", "ris", "json")
        ]
    assert len(list(anywhere.folder.rglob("citation.*"))) == len(LANGUAGES) * 3


def test_the_page_says_how_each_version_is_cited(anywhere: Built) -> None:
    addresses = {language: page.address for language, page in anywhere.letters().items()}
    for language, page in anywhere.letters().items():
        (text,) = values(page.tree, "//script[@data-citing]/text()")
        told = json.loads(text)
        assert {code: one["address"] for code, one in told.items()} == {
            code: anywhere.url + address for code, address in addresses.items()
        }
        marks = values(page.letter, f".//a[{has_class('permalink')}]/@href")
        assert {mark.removeprefix("#") for mark in marks} <= set(told[language]["names"])
        (shown,) = every(page.tree, f"//*[{has_class('cite__text')}]")
        assert words(shown) == f"{told[language]['lead']}, {told[language]['address']}"


def test_only_a_communication_is_cited(site: Built) -> None:
    for page in site.pages.values():
        cited = values(page.tree, "//script/@data-citing | //details/@data-cite")
        assert len(cited) == (2 if "communications" in page.address else 0), page.address


# --- Where a link to it is shown ------------------------------------------------------------


def opened(page: BuiltPage) -> dict[str, str]:
    """Give what a page says of itself where a link to it is posted."""
    metas = every(page.tree, "/html/head/meta[starts-with(@property, 'og:')]")
    return {str(meta.get("property")): str(meta.get("content")) for meta in metas}


def png_size(file: Path) -> tuple[int, int]:
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def test_every_page_has_its_preview(anywhere: Built) -> None:
    for page in anywhere.lasting:
        said, letter = opened(page), "communications" in page.address
        image = anywhere.folder / said["og:image"].removeprefix(anywhere.url)
        assert png_size(image) == (1200, 630)
        assert image.stat().st_size < 60_000
        assert said == {
            "og:site_name": SITE_NAMES[page.language],
            "og:type": "article" if letter else "website",
            "og:title": values(page.tree, "//title/text()")[0].strip().partition(" - ")[0],
            "og:description": values(page.tree, "//meta[@name='description']/@content")[0],
            "og:url": canonical(page)[0],
            "og:image": f"{anywhere.url}assets/preview.png",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": phrases(page.language)["preview_alt"],
            "og:locale": REGIONS[page.language],
            "og:locale:alternate": next(REGIONS[one] for one in LANGUAGES if one != page.language),
        }
        if letter:
            assert said["og:title"] == words(every(page.tree, "//h1")[0])
        assert values(page.tree, "//meta[@name='twitter:card']/@content") == ["summary_large_image"]


def test_what_is_not_found_has_no_preview(site: Built) -> None:
    assert [opened(site.pages[address]) for address in NOT_FOUND] == [{}, {}]


def test_every_page_has_its_icons(site: Built) -> None:
    for page in site.pages.values():
        asked = site.url + page.address
        for rel, name in (("icon", "favicon.svg"), ("apple-touch-icon", "touch-icon.png")):
            (href,) = values(page.tree, f"/html/head/link[@rel='{rel}']/@href")
            assert urljoin(asked, href) == f"{site.url}assets/{name}", page.address
    assert png_size(site.folder / "assets/touch-icon.png") == (180, 180)


# --- The register, and the page for what is not found ---------------------------------------


def test_no_communication_is_in_the_navigation(site: Built) -> None:
    for page in site.pages.values():
        links = values(page.tree, f"//nav[not({has_class('switch')})]//@href")
        assert len(links) == 2, page.address
        assert not any("communications" in link for link in links), page.address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_lists_the_letter(
    site: Built, versions: dict[str, Version], language: str
) -> None:
    register = site.pages[within("", language)]
    (entry,) = every(register.tree, f"//article[{has_class('entry')}]")
    facts = versions[within(LETTER, language)].facts
    day = versions[LETTER].facts.date
    assert day
    assert values(entry, ".//time/@datetime") == [day.isoformat()]
    assert [words(time) for time in every(entry, ".//time")] == [long_date(day, language)]
    (title,) = every(entry, ".//h2")
    assert words(title) == facts.title
    assert urljoin(site.url + register.address, values(title, ".//@href")[0]) == (
        site.url + within(LETTER, language)
    )
    assert facts.description
    assert facts.description in words(entry)
    items = every(entry, f".//ul[{has_class('entry__languages')}]/li")
    assert [words(item) for item in items] == ["Français original", "English"]
    assert [values(item, "./a/@lang") for item in items] == [["fr"], ["en"]]
    references = every(entry, f".//ul[{has_class('entry__references')}]/li")
    assert [words(item) for item in references] == ["A/RES/78/123"]


def test_the_register_of_a_few_has_neither_filter_nor_pages(site: Built, larger: Built) -> None:
    for built in (site, larger):
        for language in LANGUAGES:
            register = built.pages[within("", language)].tree
            assert not every(register, "//main//form | //main//nav | //main//select | //main//h3")
        assert not [*built.folder.rglob("register*/*")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_found_is_said_in_every_language(site: Built, language: str) -> None:
    page = site.pages[within("404.html", language)]
    assert values(page.tree, "//section/@lang") == sorted(LANGUAGES, key=language.__ne__)
    assert [words(heading) for heading in every(page.tree, "//h1")] == [
        phrases(language)["not_found"]
    ]
    for section in every(page.tree, "//section"):
        speak = phrases(str(section.get("lang")))
        for phrase in ("not_found", "not_found_text", "not_found_home"):
            assert speak[phrase] in words(section)
    assert canonical(page) == []
    assert alternates(page) == {}


def test_every_page_has_one_heading_of_the_first_level(site: Built) -> None:
    for page in site.pages.values():
        levels = [int(str(h.tag)[1]) for h in every(page.tree, "//h1 | //h2 | //h3 | //h4")]
        assert levels.count(1) == 1, page.address
        assert levels[0] == 1, page.address
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.address


# --- Building ----------------------------------------------------------------------------


NOTE = {
    "index.en.md": """\
---
title: Invitation to a seminar
description: Seminar on drinking water, in Geneva
date: 2025-01-20
---

/// salutation
Your Excellency,
///

I have the honour to invite your Government to the seminar on drinking water, which will be \
held in Geneva on 3 March 2025.

/// closing
Please accept, Excellency, the assurances of my highest consideration.
///
""",
    "index.fr.md": """\
---
title: Invitation à un séminaire
description: Séminaire sur l'eau potable, à Genève
translation_of: en
---

/// salutation
Excellence,
///

J'ai l'honneur d'inviter votre gouvernement au séminaire sur l'eau potable, qui se tiendra \
à Genève le 3 mars 2025.

/// closing
Je vous prie d'agréer, Excellence, l'assurance de ma très haute considération.
///
""",
}


@pytest.fixture(scope="session")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same site with two more folders under docs/communications, one without a date."""
    project = copy_project(tmp_path_factory.mktemp("project"))
    for name, dated in {"2025-01-20-seminar": True, "a-note": False}.items():
        folder = project / "docs/communications" / name
        folder.mkdir()
        for file, text in NOTE.items():
            source = text if dated else text.replace("date: 2025-01-20\n", "")
            (folder / file).write_text(source, encoding="utf-8")
    return build(tmp_path_factory.mktemp("site"), project=project)


@pytest.mark.parametrize(
    ("language", "titles", "dates", "items"),
    [
        (
            "fr",
            ["Invitation à un séminaire", "Lettre officielle des Nations Unies"],
            ["20 janvier 2025", "15 mars 2024", "Sans date"],
            ["Français", "English original"],
        ),
        (
            "en",
            ["Invitation to a seminar", "Official letter of the United Nations"],
            ["20 January 2025", "15 March 2024", "Undated"],
            ["Français", "English original"],
        ),
    ],
)
def test_a_new_communication_is_a_new_folder(
    larger: Built, language: str, titles: list[str], dates: list[str], items: list[str]
) -> None:
    register = larger.pages[within("", language)].tree
    entries = every(register, f"//article[{has_class('entry')}]")
    assert [words(every(entry, ".//h2")[0]) for entry in entries] == [*titles, titles[0]]
    assert [words(every(entry, "./p[1]")[0]) for entry in entries] == dates
    assert [words(item) for item in every(entries[0], ".//li")] == items
    count = phrases(language)["register_count"].format(count=3)
    assert [words(p) for p in every(register, f"//*[{has_class('register__count')}]")] == [count]


def test_a_new_communication_has_its_pages(site: Built, larger: Built) -> None:
    folders = ("communications/2025-01-20-seminar/", "communications/a-note/")
    new = {within(folder, language) for folder in folders for language in LANGUAGES}
    assert set(larger.pages) == set(site.pages) | new
    for folder in folders:
        pages = larger.letters(folder)
        ids = {language: values(page.letter, ".//@id") for language, page in pages.items()}
        assert ids["fr"] == ids["en"]
        assert json_ld(pages["fr"])[0]["translationOfWork"] == {"@id": canonical(pages["en"])[0]}
        assert words(pages["en"].text).startswith("Your Excellency,")


def test_a_new_communication_changes_no_other_page(site: Built, larger: Built) -> None:
    for address, page in site.pages.items():
        if address not in {"", "en/"}:
            assert larger.pages[address].path.read_bytes() == page.path.read_bytes(), address


def test_links_between_letters__lead_to_the_language_that_they_stand_in(tmp_path: Path) -> None:
    project, folder = tmp_path / "project", tmp_path / "site"
    project.mkdir()
    letters = copy_project(project) / "docs/communications"
    for one, other in (("pier", "quay"), ("quay", "pier")):
        (letters / one).mkdir()
        for code, head in (("fr", ""), ("en", "translation_of: fr\n")):
            (letters / one / f"index.{code}.md").write_text(
                f"---\ntitle: {one}\n{head}---\n\n[12](../{other}/index.{code}.md#para_2)\n\n3\n",
                encoding="utf-8",
            )
    built = build(folder, project=project)  # strictly: with a link that leads nowhere it fails
    french, english = built.letters("communications/pier/").values()
    own = "../quay/#para_2"
    assert values(french.tree, "//a[text()='12']/@href") == [
        own,
        "../../en/communications/quay/#para_2",
    ]
    assert values(english.tree, "//a[text()='12']/@href") == [
        own,
        "../../../communications/quay/#para_2",
    ]
