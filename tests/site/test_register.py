"""A register of many as HTML: light pages that lead to every communication, in both languages."""

from __future__ import annotations

from gzip import compress
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import etree

from tests.built import LANGUAGES, every, has_class, language_of, values, within, words
from tests.many import BELOW, COUNT, build_listed, made
from tests.nu import complaints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.built import Built, BuiltPage

LIGHT = 100_000
MANY = 10_000
LINK = "//link[@rel='alternate']"
NAMESPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def listings(built: Built) -> Iterator[BuiltPage]:
    """Give the pages of the register besides the home pages."""
    for address, page in built.pages.items():
        if address.removeprefix("en/").startswith("register/"):
            yield page


def light(built: Built) -> list[str]:
    """Give what of the register is not light when it is sent."""
    files = [*built.folder.rglob("register/**/*"), *built.folder.glob("index.html")]
    files += built.folder.glob("en/index.html")
    assert len(files) > 20
    return [
        f"{file}: {size}"
        for file in files
        if file.is_file() and (size := len(compress(file.read_bytes()))) >= LIGHT
    ]


def targets(page: BuiltPage, built: Built) -> set[str]:
    """Give the addresses that the text of a page leads to, from the site's root."""
    links = values(page.tree, "//main//a/@href")
    return {
        unquote(urljoin(built.url + page.address, link)).removeprefix(built.url) for link in links
    }


def test_every_link_leads_somewhere(many_site: Built) -> None:
    pages = [many_site.pages[""], many_site.pages["en/"], *listings(many_site)]
    assert len(pages) > 30
    for page in pages:
        for target in targets(page, many_site):
            address, id_ = urldefrag(target)
            assert address in many_site.pages, (page.address, target)
            assert not id_ or id_ in many_site.pages[address].ids, (page.address, target)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_communication_is_reached_from_the_home_page(many_site: Built, language: str) -> None:
    """By years alone, as a reader without scripts goes."""
    (ways,) = every(many_site.pages[within("", language)].tree, f"//*[{has_class('ways')}]")
    years = every(ways, "(.//ul)[1]//a")
    found = set()
    for year in years:
        pages = {urljoin(BELOW + within("", language), year.get("href")).removeprefix(BELOW)}
        seen = set[str]()
        while pages:
            page = many_site.pages[pages.pop()]
            seen.add(page.address)
            for link in values(page.tree, f"//nav[{has_class('pager')}]//a/@href"):
                pages |= {urljoin(BELOW + page.address, link).removeprefix(BELOW)} - seen
            found |= set(values(page.tree, f"//h2[{has_class('entry__title')}]/@id"))
    assert found == {one.name for one in made(COUNT)}
    assert len(found) == COUNT


@pytest.mark.parametrize("kind", ["original-fr", "original-en"])
def test_a_language_lists_its_communications(many_site: Built, kind: str) -> None:
    lines = every(many_site.pages[f"en/register/{kind}/"].tree, f"//ul[{has_class('lines')}]/li")
    expected = {one.titles[1] for one in made(COUNT) if f"original-{one.original}" == kind}
    assert {words(every(line, "./a")[0]) for line in lines} == expected


def test_a_reference_lists_what_refers_to_it(many_site: Built) -> None:
    found: dict[str, set[str]] = {}
    for page in listings(many_site):
        if page.language == "fr":
            for section in every(page.tree, f"//section[{has_class('cited')}]"):
                reference = words(every(section, "./h2/bdi")[0])
                titles = {words(link) for link in every(section, ".//a")}
                found.setdefault(reference, set()).update(titles)
    expected: dict[str, set[str]] = {}
    for one in made(COUNT):
        for reference in one.references:
            expected.setdefault(reference, set()).add(one.titles[0])
    assert found == expected


def test_every_page_is_there_in_both_languages(many_site: Built) -> None:
    addresses = {page.address for page in listings(many_site)}
    assert {address for address in addresses if language_of(address) == "en"} == {
        f"en/{address}" for address in addresses if language_of(address) == "fr"
    }
    for page in listings(many_site):
        original = page.address.removeprefix("en/")
        expected = {code: BELOW + within(original, code) for code in LANGUAGES}
        expected["x-default"] = expected["fr"]
        links = every(page.tree, LINK)
        assert {str(link.get("hreflang")): str(link.get("href")) for link in links} == expected
        assert values(page.tree, "//link[@rel='canonical']/@href") == [BELOW + page.address]
        (switch,) = every(page.tree, f"//nav[{has_class('switch')}]//a")
        other = within(original, "en" if page.language == "fr" else "fr")
        assert urljoin(BELOW + page.address, switch.get("href")) == BELOW + other
        assert words(every(page.tree, "//h1")[0]) in words(every(page.tree, "//title")[0])
        assert values(page.tree, f"//nav[{has_class('top__nav')}]//a[@aria-current='true']/@href")


def test_every_page_has_a_title_of_its_own(many_site: Built) -> None:
    titles = [words(every(page.tree, "//title")[0]) for page in listings(many_site)]
    assert len(titles) == len(set(titles))


def test_sitemap_has_them_all(many_site: Built) -> None:
    sitemap = etree.parse(many_site.folder / "sitemap.xml").getroot()
    found = [str(one.text) for one in sitemap.iterfind(".//s:loc", NAMESPACES)]
    assert set(found) >= {BELOW + page.address for page in listings(many_site)}
    assert len(found) == len(set(found))
    others = {
        str(link.get("href"))
        for url in sitemap.iterfind("s:url", NAMESPACES)
        if "/register/" in str(url.findtext("s:loc", namespaces=NAMESPACES))
        for link in url.iterfind("x:link", NAMESPACES)
    }
    assert others == {BELOW + page.address for page in listings(many_site)}


def test_no_page_of_the_register_is_searched(many_site: Built) -> None:
    for page in listings(many_site):
        assert not every(page.tree, "//*[@data-pagefind-body]"), page.address


def test_pages_are_light(many_site: Built) -> None:
    assert light(many_site) == []


def test_pages_of_ten_thousand_are_light(tmp_path: Path) -> None:
    """Two thousand a year: none stands on one page, and none weighs much."""
    built = build_listed(tmp_path / "project", tmp_path / "site", MANY)
    entries = [
        id_
        for page in listings(built)
        for id_ in values(page.tree, f"//h2[{has_class('entry__title')}]/@id")
    ]
    assert len(entries) == MANY * len(LANGUAGES)
    assert light(built) == []


def test_pages_are_valid(many_site: Built, checker: Path) -> None:
    chosen = ["", "en/", "register/", "register/2029/2/", "register/undated/"]
    chosen += ["en/register/references/", "en/register/references/1/", "register/original-en/"]
    assert complaints(checker, *(many_site.pages[address].path for address in chosen)) == []
