"""Every block has an id, the same in every version, and the HTML has the same ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from markdown import Markdown

from concordance.blocks import NAME, PARTS, alphabetic, name_of, roman
from concordance.reading import SourceError
from tests.made import page, there
from tests.test_lines import SECTIONS, TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lxml.html import HtmlElement

    from concordance.model import Version
    from concordance.reading import Reader

    Convert = Callable[[str], HtmlElement]

IDS: dict[str, tuple[str, list[str]]] = {
    "paragraphs through the whole document": (
        "A\n\n/// closing\nB\n///\n\nC\n\n# D\n\nE\n\n/// annex\nF\n///\n\nG\n",
        ["para_1", "closing__para_1", "para_2", "sec_1", "para_3", "annex_1__para_1", "para_4"],
    ),
    "items of a paragraph": ("A\n\n- b\n- c\n", ["para_1", "para_1__point_a", "para_1__point_b"]),
    "items of the paragraph above, not of an earlier one": (
        "A\n\nB\n\n- c\n\nD\n\n- e\n",
        ["para_1", "para_2", "para_2__point_a", "para_3", "para_3__point_a"],
    ),
    "nested items": (
        "A\n\n- b\n    - c\n        - d\n        - e\n    - f\n- g\n    - h\n",
        [
            "para_1",
            "para_1__point_a",
            "para_1__point_a__point_i",
            "para_1__point_a__point_i__point_1",
            "para_1__point_a__point_i__point_2",
            "para_1__point_a__point_ii",
            "para_1__point_b",
            "para_1__point_b__point_i",
        ],
    ),
    "two lists after one paragraph": (
        "A\n\n- b\n- c\n\n1. d\n2. e\n",
        [
            "para_1",
            "para_1__point_a",
            "para_1__point_b",
            "para_1__point_c",
            "para_1__point_d",
        ],
    ),
    "lists without a paragraph": (
        "- a\n    - b\n\n# C\n\n- d\n\n/// annex\n- e\n///\n",
        [
            "list_1__point_a",
            "list_1__point_a__point_i",
            "sec_1",
            "list_2__point_a",
            "annex_1__list_1__point_a",
        ],
    ),
    "paragraphs of an item": (
        "A\n\n- b\n\n    C\n\n    D\n\n- e\n\n    F\n",
        [
            "para_1",
            "para_1__point_a",
            "para_1__point_a__para_1",
            "para_1__point_a__para_2",
            "para_1__point_b",
            "para_1__point_b__para_1",
        ],
    ),
    "headings": (
        "# A\n\n## B { #objet }\n\n## C\n\nD\n=\n",
        ["sec_1", "objet", "sec_2", "sec_3"],
    ),
    "tables": (
        "| a | b |\n|--|--|\n| c | d |\n\nE\n\n| f | g |\n|--|--|\n| h | i |\n",
        ["table_1__row_1", "table_1__row_2", "para_1", "table_2__row_1", "table_2__row_2"],
    ),
    "quotations and code": (
        "> a\n>\n> b\n\nC\n\n> d\n\n    e\n\n```\nf\n```\n",
        [
            "quote_1__para_1",
            "quote_1__para_2",
            "para_1",
            "quote_2__para_1",
            "code_1",
            "code_2",
        ],
    ),
    "a list after a table goes with the paragraph above both": (
        "A\n\n| b | c |\n|--|--|\n| d | e |\n\n- f\n",
        ["para_1", "table_1__row_1", "table_1__row_2", "para_1__point_a"],
    ),
    "footnotes": (
        "A[^1][^note]\n\n[^1]: b\n\n    C\n\n    - d\n    - e\n\n[^note]: f\n\nG\n",
        [
            "para_1",
            "para_2",
            "fn_1",
            "fn_1__para_1",
            "fn_1__point_a",
            "fn_1__point_b",
            "fn_note",
        ],
    ),
    "annexes": (
        "/// annex\nA\n\nB\n///\n\n/// annex\n# C\n\nD\n///\n",
        ["annex_1__para_1", "annex_1__para_2", "annex_2__sec_1", "annex_2__para_1"],
    ),
    "two signatures": (
        "/// signature\nA\n///\n\n/// signature\nB\n///\n\n/// signature\nC\n///\n",
        ["signature__para_1", "signature_2__para_1", "signature_3__para_1"],
    ),
    "a signature of an annex": (
        "//// annex\n/// signature\nA\n///\n////\n\n/// signature\nB\n///\n",
        ["annex_1__signature__para_1", "signature__para_1"],
    ),
    "explicit ids are passed over": (
        "A\n\nB\n{ #para_2bis }\n\nC\n\n- d\n{ #d }\n- e\n",
        ["para_1", "para_2bis", "para_2", "d", "para_2__point_a"],
    ),
    "an explicit id is not given again": (
        "A\n\nB\n{ #para_1 }\n\nC\n{ #para_4 }\n\nD\n\nE\n",
        ["para_2", "para_1", "para_4", "para_3", "para_5"],
    ),
    "nor is that of a word or link": (
        "A **b**{ #para_2 }\n\nC [d](#x){ #para_3 }\n",
        ["para_1", "para_4"],
    ),
    "nor those of points, parts and rows": (
        "- a\n- b\n{ #list_1__point_a }\n\n/// signature\nC\n{ #signature }\n///\n",
        ["list_1__point_b", "list_1__point_a", "signature"],
    ),
    "an id on a part": (
        "/// annex\n    attrs: {id: annex_x}\n\nA\n///\n\n/// annex\nB\n///\n",
        ["annex_x__para_1", "annex_1__para_1"],
    ),
    "what is untranslated keeps its number": (
        "A\n\n/// untranslated | para_2\n///\n\nB\n",
        ["para_1", "para_3"],
    ),
    "an untranslated heading too": (
        "# A\n\n/// untranslated | sec_2\n///\n\n# C\n",
        ["sec_1", "sec_3"],
    ),
    "an untranslated part too": (
        "/// untranslated | annex_1\n///\n\n/// annex\nA\n///\n",
        ["annex_2__para_1"],
    ),
    "an untranslated point too": (
        "A\n\n- b\n\n/// untranslated | para_1__point_b\n///\n\n- d\n",
        ["para_1", "para_1__point_a", "para_1__point_c"],
    ),
    "more points than letters": (
        "A\n\n" + "".join(f"- point {number}\n" for number in range(28)),
        [
            "para_1",
            *(f"para_1__point_{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
            "para_1__point_aa",
            "para_1__point_ab",
        ],
    ),
    "raw HTML": ("<div>a</div>\n\nB\n\n<hr>\n", ["html_1", "para_1", "html_2"]),
}


@pytest.mark.parametrize(("body", "expected"), IDS.values(), ids=IDS)
def test_ids(read: Callable[..., Version], body: str, expected: list[str]) -> None:
    assert [block.id for block in read(body).blocks] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("/// signature\nA\n///\n\n/// signature\nB\n///\n", ["signature", "signature_2"]),
        ("/// annex\nA\n///\n\n/// annex\nB\n///\n", ["annex_1", "annex_2"]),
        ("/// closing\nA\n{ #closing }\n///\n", ["closing_2"]),
        ("/// annex\n    attrs: {id: annex_x}\nA\n///\n", ["annex_x"]),
        ("//// annex\n/// closing\nA\n///\n////\n", ["annex_1", "annex_1__closing"]),
    ],
)
def test_ids__parts(read: Callable[..., Version], body: str, expected: list[str]) -> None:
    assert [section.id for section in read(body).sections if section.kind == "part"] == expected


def test_ids__what_stands_under_an_untranslated_heading(reader: Reader, tmp_path: Path) -> None:
    head = "---\ntitle: T\n---\n"
    path = tmp_path / "index.fr.md"
    path.write_text(f"{head}# A\n\n## B\n\nC\n\n- d\n\n# E\n\nF\n", encoding="utf-8")
    original = reader.version(path, "fr")
    path = tmp_path / "index.en.md"
    path.write_text(f"{head}# A\n\n/// untranslated | sec_2\n///\n\n# E\n\nF\n", encoding="utf-8")
    translation = reader.version(path, "en", {"sec_2": original.within("sec_2")})
    assert [block.id for block in translation.blocks] == ["sec_1", "sec_3", "para_2"]
    assert [(gap.id, gap.line) for gap in translation.gaps] == [("sec_2", 6)]


def test_ids__nothing_stays_from_one_text_to_the_next(read: Callable[..., Version]) -> None:
    first = [block.id for block in read("A\n\n- b\n\n[^1]: c\n").blocks]
    assert [block.id for block in read("A\n\n- b\n\n[^1]: c\n").blocks] == first
    with pytest.raises(SourceError):
        read("")


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (703, "aaa")]
)
def test_alphabetic(number: int, letters: str) -> None:
    assert alphabetic(number) == letters


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (1999, "mcmxcix")],
)
def test_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


LINKS: Mapping[str, Any] = {"original": there("fr", "../fr/")}
BODIES = {name: case[0] for cases in (TEXTS, SECTIONS, IDS) for name, case in cases.items()}


def html_of(reader: Reader, markdown: str, **options: Any) -> HtmlElement:  # noqa: ANN401
    return lxml.html.fragment_fromstring(
        page(reader, markdown, **{**LINKS, **options}), create_parent=True
    )


@pytest.fixture(scope="module")
def plain(site_reader: Reader) -> Convert:
    """Convert as MkDocs does a page of its own, with ids alone."""
    configs = {**site_reader.extension_configs, NAME: {}}
    names = [name for name in site_reader.extensions if name != NAME]
    converter = Markdown(extensions=[*names, NAME], extension_configs=configs)
    return lambda markdown: lxml.html.fragment_fromstring(
        converter.reset().convert(markdown), create_parent=True
    )


@pytest.fixture(scope="module")
def linked(site_reader: Reader) -> Convert:
    """Convert with links to the block."""
    return lambda markdown: html_of(site_reader, markdown)


def ids_of(html: HtmlElement) -> list[str]:
    return [str(id_) for id_ in html.xpath("//@id")]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_html__has_the_ids(
    read: Callable[..., Version], plain: Convert, linked: Convert, body: str
) -> None:
    version = read(body)
    ids = ids_of(plain(version.markdown))
    assert len(ids) == len(set(ids))
    expected = [block.id for block in version.blocks]
    assert [id_ for id_ in ids if id_ in expected] == expected
    assert {gap.id for gap in version.gaps} <= set(ids)
    assert {section.id for section in version.sections if section.name in PARTS} <= set(ids)
    assert ids_of(linked(version.markdown)) == ids


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_html__links_add_no_text(
    read: Callable[..., Version], plain: Convert, linked: Convert, body: str
) -> None:
    version = read(body)
    html, with_links = plain(version.markdown), linked(version.markdown)
    for block in version.blocks:
        text = html.get_element_by_id(block.id).text_content()
        assert with_links.get_element_by_id(block.id).text_content() == text


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_html__links_are_sound(read: Callable[..., Version], linked: Convert, body: str) -> None:
    version = read(body)
    html = linked(version.markdown)
    permalinks = [str(href) for href in html.xpath("//a[@class='permalink']/@href")]
    assert {f"#{block.id}" for block in version.blocks} <= set(permalinks)
    assert len(permalinks) == len(set(permalinks))
    for href in permalinks:
        html.get_element_by_id(href.removeprefix("#"))
    assert not html.xpath("//a//a")
    assert not html.xpath("//p//p | //p//pre | //p//ul | //p//table | //tr/span | //ul/span")


def test_html__links(reader: Reader) -> None:
    html = html_of(reader, "One.\n")
    (links,) = html.xpath("//p[@id='para_1']/span")
    assert [dict(link.attrib) for link in links] == [
        {
            "class": "permalink",
            "href": "#para_1",
            "aria-label": "Permanent link: paragraph 1",
            "data-mark": "1",
        },
    ]


@pytest.mark.parametrize(
    ("id_", "mark"),
    [
        ("para_1", "1"),
        ("para_1__point_a", "a"),
        ("para_1__point_a__point_i", "i"),
        ("para_1__point_a__para_1", "¶"),
        ("sec_1", "¶"),
        ("annex_1__para_1", "¶"),
    ],
)
def test_html__number_in_the_margin(reader: Reader, id_: str, mark: str) -> None:
    body = "One.\n\n- a\n\n    More.\n\n    - b\n\n# Head\n\n/// annex\nTwo.\n///\n"
    link = html_of(reader, body).xpath(f"//a[@href='#{id_}']")[0]
    assert link.get("data-mark") == mark


def test_html__gap(reader: Reader) -> None:
    body = "# A\n\n/// untranslated | sec_2\n///\n\nB\n"
    options = {"left_out": {"sec_2": ["sec_2", "para_1", "para_1__point_a"]}}
    html = html_of(reader, body, **options)
    gap = html.get_element_by_id("sec_2")
    assert gap.get("role") == "note"
    assert gap.xpath(".//a/@href") == ["../fr/#sec_2"]
    assert gap.xpath(".//a/@hreflang") == ["fr"]
    assert gap.xpath(".//span/@id") == ["para_1", "para_1__point_a"]
    assert ids_of(html) == ["sec_1", "sec_2", "para_1", "para_1__point_a", "para_2"]


def test_html__code_is_kept(reader: Reader) -> None:
    html = html_of(reader, "```\na < b\n\n# c\n```\n\n    d & e\n")
    assert [pre.text_content() for pre in html.xpath("//code")] == ["a < b\n\n# c\n", "d & e\n"]


def test_html__text_below_a_heading_in_an_item(reader: Reader) -> None:
    html = html_of(reader, "- # Head\n  Below.\n")
    assert html.get_element_by_id("list_1__point_a__para_1").text_content() == "Below."


@pytest.mark.parametrize(
    ("body", "labelled"),
    [
        ("- a) one\n- b) two\n", True),
        ("- (i) one\n- (ii) two\n", True),
        ("- A. one\n- B. two\n", True),
        ("- a) one\n- two\n", False),
        ("- etc. one\n", False),
        ("1. one\n2. two\n", False),
    ],
)
def test_html__list_with_labels_of_its_own(plain: Convert, body: str, *, labelled: bool) -> None:
    (found,) = plain(body).iter("ul", "ol")
    assert (found.get("class") == "labelled") is labelled


@pytest.mark.parametrize(
    ("id_", "kind", "name"),
    [
        ("para_3", "paragraph", "paragraph 3"),
        ("para_2bis", "paragraph", "paragraph 2bis"),
        ("para_3__point_a__point_i", "item", "point 3 a i"),
        ("objet", "heading", "heading"),
        ("table_1__row_2", "row", "row 2 of the table"),
        ("fn_4", "footnote", "footnote 4"),
        ("quote_1__para_1", "quotation", "quotation"),
        ("signature", "part", "signature"),
        ("signature__para_2", "paragraph", "paragraph 2 (signature)"),
        ("annex_1__para_2", "paragraph", "paragraph 2 (annex)"),
        ("quote_1", "quotation", "quotation"),
        ("objet", "paragraph", "paragraph"),
    ],
)
def test_name_of(id_: str, kind: str, name: str) -> None:
    assert name_of(id_, kind, "en") == name


def test_html__links_are_no_part_of_a_name(linked: Convert) -> None:
    html = linked("# The *subject*\n\n| A | B |\n|---|---|\n| c | d |\n")
    assert html.find(".//h1").get("aria-label") == "The subject"
    assert [cell.get("aria-label") for cell in html.iter("th", "td")] == ["A", None, None, None]


def test_columns_are_aligned_by_classes(plain: Convert) -> None:
    html = plain("| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n")
    for cells in (html.xpath("//th"), html.xpath("//td")):
        assert [cell.get("class") for cell in cells] == [
            "aligned-left",
            "aligned-center",
            "aligned-right",
            None,
        ]
    assert not html.xpath("//@style")
