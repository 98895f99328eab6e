"""A printed letter is the letter, and says where it is from."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from concordance.phrases import phrases
from tests.browser.serving import serve
from tests.built import LANGUAGES, LETTER, PROJECT, SITE_URL, build, within, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route
    from pypdf import PageObject

    from tests.browser.conftest import Visit

BOTH = pytest.mark.parametrize("language", LANGUAGES)
A4 = (595, 842)
# A paragraph of an annex that is many sheets long.
LONG = {
    "fr": "{number}. Le Secrétariat a reçu {number} réponses des États membres, les a examinées "
    "avec les organismes concernés et en a fait la synthèse, qui figure dans le présent rapport.",
    "en": "{number}. The Secretariat received {number} replies from Member States, examined them "
    "with the organizations concerned and summed them up, as set out in this report.",
}
ON_SCREEN_ONLY = (
    "skip", "search", "menu", "home_short", "footer_note", "search_hint",
    "scheme_to_dark", "scheme_to_light", "search_placeholder", "also_in", "prevails_link",
)  # fmt: skip


def printed(page: Page) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)


def run_together(text: str) -> str:
    """Take off all blanks, as a line of print may end anywhere, and take ligatures apart."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@BOTH
@pytest.mark.parametrize("fragment", ["", "#para_3"])
def test_letter_is_one_page_with_its_address(visit: Visit, language: str, fragment: str) -> None:
    address = within(LETTER, language)
    (sheet,) = printed(visit(address + fragment))
    assert (sheet.mediabox.width, sheet.mediabox.height) == pytest.approx(A4, abs=1)
    text = run_together(sheet.extract_text())
    place = 0
    for paragraph in written(language):
        place = text.index(run_together(paragraph), place)
    assert run_together(SITE_URL + address) in text
    for phrase in ON_SCREEN_ONLY:
        said = phrases(language)[phrase].format(language="", block="")
        assert run_together(said) not in text, phrase
    assert "¶" not in text


def without_margins(route: Route) -> None:
    """Answer with the styles as a browser reads them that prints nothing in the margins."""
    answer = route.fetch()
    styles, pages = re.subn(r"@page \{.*?\n\}\n", "", answer.text(), flags=re.DOTALL)
    styles, conditions = re.subn(r"@supports not \([^{]*attr[^{]*", "@media all ", styles)
    assert (pages, conditions) == (1, 1)
    route.fulfill(response=answer, body=styles)


@BOTH
@pytest.mark.parametrize("margins", [True, False])
def test_address_stands_at_the_foot(visit: Visit, language: str, *, margins: bool) -> None:
    page = visit(within(LETTER, language))
    if not margins:
        page.route("**/concordance.css", without_margins)
        page.reload()
    expect(page.locator(".printed-from")).to_be_hidden()
    (sheet,) = printed(page)
    heights: dict[str, float] = {}

    def note(text: str, user: list[float], matrix: list[float], *_: object) -> None:
        if text.strip():
            heights[text.strip()] = user[3] * matrix[5] + user[5]

    sheet.extract_text(visitor_text=note)
    (address,) = (height for text, height in heights.items() if SITE_URL in text)
    signature = min(height for text, height in heights.items() if written(language)[-1] == text)
    assert address < signature
    assert 0 < address < A4[1] * 0.15


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a site whose letter has an annex of many pages."""
    project = tmp_path_factory.mktemp("project")
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(PROJECT / name, project / name)
    shutil.copy(PROJECT / "mkdocs.yml", project)
    for language, text in LONG.items():
        file = project / "docs" / LETTER / f"index.{language}.md"
        annex = "\n\n".join(text.format(number=number) for number in range(1, 61))
        whole = f"{file.read_text(encoding='utf-8')}\n/// annex\n{annex}\n///\n"
        file.write_text(whole, encoding="utf-8")
    with serve(build(tmp_path_factory.mktemp("site"), project=project)) as address:
        yield address


@BOTH
def test_every_sheet_says_where_it_is_from(browser: Browser, long: str, language: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(long + within(LETTER, language))
    title = page.get_by_role("heading", level=1).inner_text()
    sheets = printed(page)
    page.close()
    assert len(sheets) >= 4
    texts = [run_together(sheet.extract_text()) for sheet in sheets]
    for number, text in enumerate(texts, start=1):
        assert run_together(title) in text
        assert text.count(run_together(SITE_URL + within(LETTER, language))) == 1
        assert f"{number}/{len(sheets)}" in text
    # The annex begins on a sheet of its own, and no line of it is lost between two.
    assert run_together(written(language)[-1]) in texts[0]
    whole = "".join(texts)
    for number in range(1, 61):
        assert run_together(LONG[language].format(number=number)[:40]) in whole


def test_link_to_another_site_is_printed_with_its_address(visit: Visit) -> None:
    page = visit("citing/")
    page.locator("h1").evaluate(
        "(one) => one.insertAdjacentHTML('afterend',"
        " '<p>See <a href=https://example.org/a>there</a> and <a href=../>here</a>.</p>')"
    )
    text = run_together("".join(sheet.extract_text() for sheet in printed(page)))
    assert "there⟨https://example.org/a⟩andhere." in text


@BOTH
@pytest.mark.parametrize("scripts", [True, False])
def test_dark_scheme_is_printed_on_white(visit: Visit, language: str, *, scripts: bool) -> None:
    page = visit(f"{within(LETTER, language)}#para_3", scheme="dark", scripts=scripts)
    page.emulate_media(media="print")
    for ink in ("#para_1", "#signature__para_1", ".printed-from"):
        color = page.locator(ink).evaluate("(one) => getComputedStyle(one).color")
        assert max(map(int, re.findall(r"\d+", color)[:3])) < 0x60, ink
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("#para_3")).to_have_css("background-color", "rgba(0, 0, 0, 0)")


@BOTH
def test_other_pages_can_be_printed(visit: Visit, language: str) -> None:
    for address in ("", "citing/"):
        page = visit(within(address, language))
        title = page.get_by_role("heading", level=1).inner_text()
        sheets = printed(page)
        assert len(sheets) <= (2 if address == "" else 4)
        text = run_together("".join(sheet.extract_text() for sheet in sheets))
        assert run_together(title) in text
        assert run_together(phrases(language)["footer_note"]) not in text
