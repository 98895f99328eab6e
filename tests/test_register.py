from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from concordance.folders import read_communication
from concordance.register import (
    FEW,
    HELD,
    LINES,
    NEWEST,
    Entry,
    Version,
    entry_of,
    ids_of,
    register,
)
from tests.many import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.model import Communication
    from concordance.reading import Reader
    from concordance.register import Listing

LETTER = {
    "index.fr.md": "---\ntitle: Pont\ndescription: Fermé\ndate: 2031-05-04\n"
    'references: [PONT/30/1, "PONT/ 30 /2", PONT/30/1, ""]\n---\nUn.\n',
    "index.en.md": "---\ntitle: Bridge\ntranslation_of: fr\n---\nOne.\n",
}


def one(
    name: str, day: str = "", references: tuple[str, ...] = (), *, languages: str = "fr en"
) -> Entry:
    """Make an entry whose original is in the first of its languages."""
    codes = languages.split()
    return Entry(
        name=name,
        date=date.fromisoformat(day) if day else None,
        original=codes[0],
        versions=tuple(Version(code, name, "", f"{code}/{name}/") for code in sorted(codes)),
        references=references,
    )


def pages(listings: tuple[Listing, ...], kind: str) -> list[Listing]:
    return [listing for listing in listings if listing.kind == kind]


@pytest.fixture
def letter(reader: Reader, write: Callable[..., Path]) -> Communication:
    return read_communication(reader, write("bridge", LETTER))


# --- One entry ---------------------------------------------------------------------------


def test_entry_of(letter: Communication) -> None:
    addresses = {"fr": "bridge/", "en": "en/bridge/"}
    assert entry_of(letter, ("fr", "en"), addresses) == Entry(
        name="bridge",
        date=date(2031, 5, 4),
        original="fr",
        versions=(
            Version("fr", "Pont", "Fermé", "bridge/"),
            Version("en", "Bridge", "", "en/bridge/"),
        ),
        references=("PONT/30/1", "PONT/ 30 /2"),
    )


def test_entry_of__in_the_order_of_the_site(letter: Communication) -> None:
    addresses = {"fr": "fr/bridge/", "en": "bridge/"}
    entry = entry_of(letter, ("en", "fr"), addresses)
    assert entry
    assert [version.language for version in entry.versions] == ["en", "fr"]


def test_entry_of__what_is_excluded(letter: Communication) -> None:
    english = entry_of(letter, ("fr", "en"), {"en": "en/bridge/"})
    assert english
    assert [version.language for version in english.versions] == ["en"]
    assert entry_of(letter, ("fr", "en"), {}) is None


def test_version__that_of_a_language_or_else_the_original() -> None:
    entry = one("a", languages="fr en")
    assert entry.version("en").language == "en"
    assert entry.version("ru").language == "fr"
    only = Entry("a", None, "fr", (Version("en", "A", "", "en/a/"),))
    assert only.version("ru").language == "en"


# --- Order and groups ----------------------------------------------------------------------


def test_register__newest_first_whatever_the_order_given() -> None:
    entries = [
        one("c", "2031-05-04"),
        one("z"),
        one("b", "2031-05-03"),
        one("a", "2031-05-04"),
        one("y"),
    ]
    for given in (entries, entries[::-1]):
        assert [entry.name for entry in register(given).entries] == ["a", "c", "b", "y", "z"]


def test_years__undated_last() -> None:
    whole = register(
        [one("a", "0987-01-02"), one("b"), one("c", "2031-01-01"), one("d", "2031-12-31")]
    )
    assert [(group.key, group.address, len(group.entries)) for group in whole.years] == [
        ("2031", "register/2031/", 2),
        ("0987", "register/0987/", 1),
        ("undated", "register/undated/", 1),
    ]


def test_languages__only_those_that_leave_something_out() -> None:
    whole = register([one("a"), one("b"), one("c", languages="en es fr"), one("d", languages="fr")])
    named = [(group.key, len(group.entries)) for group in whole.versions]
    assert named == [("fr", 4), ("en", 3), ("es", 1)]
    assert [group.address for group in whole.narrowing(whole.versions)] == [
        "register/version-en/",
        "register/version-es/",
    ]
    assert [(group.address, len(group.entries)) for group in whole.originals] == [
        ("register/original-fr/", 3),
        ("register/original-en/", 1),
    ]


# --- Pages ---------------------------------------------------------------------------------


def test_listings__none_where_the_home_page_shows_all() -> None:
    few = register(entry.entry() for entry in made(FEW))
    assert (few.divided, len(few.newest), few.listings, few.places) == (False, FEW, (), {})
    more = register(entry.entry() for entry in made(FEW + 1))
    assert (more.divided, len(more.newest)) == (True, NEWEST)
    assert more.newest == more.entries[:NEWEST]
    assert more.listings[0].address == "register/"


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(HELD, [HELD]), (HELD + 1, [HELD, 1]), (3 * HELD, [HELD] * 3)],
)
def test_listings__a_year_is_paged(count: int, sizes: list[int]) -> None:
    whole = register(one(f"{number:03}", "2031-05-04") for number in range(count))
    year = pages(whole.listings, "year")
    assert [len(page.entries) for page in year] == sizes
    addresses = ["register/2031/", "register/2031/2/", "register/2031/3/"][: len(sizes)]
    assert [page.address for page in year] == addresses
    assert {page.pages for page in year} == {tuple(addresses)}
    assert [page.number for page in year] == [1, 2, 3][: len(sizes)]
    assert {page.size for page in year} == {count}
    assert [entry for page in year for entry in page.entries] == list(whole.entries)


def test_listings__every_communication_once_by_year() -> None:
    whole = register(entry.entry() for entry in made(1000))
    listed = [entry for page in pages(whole.listings, "year") for entry in page.entries]
    assert listed == list(whole.entries)


def test_listings__no_address_twice_and_none_that_is_taken_for_a_language() -> None:
    whole = register(entry.entry() for entry in made(2000))
    addresses = [listing.address for listing in whole.listings]
    assert len(addresses) == len(set(addresses))
    folders = {folder for address in addresses for folder in address.split("/") if folder}
    assert not {folder for folder in folders if len(folder) == 2 and folder.isalpha()}


# --- References ----------------------------------------------------------------------------


def test_ids_of__in_the_order_of_their_numbers() -> None:
    assert list(ids_of(["A/RES/78/123", "S/9", "a/res/78/10", "A/RES/78/9"])) == [
        "A/RES/78/9",
        "a/res/78/10",
        "A/RES/78/123",
        "S/9",
    ]


def test_ids_of__do_not_collide() -> None:
    references = ["Note 4", "Note_4", "Note 4_", "Note_4_", "A/1", "A 1", "A_1"]
    for given in (references, references[::-1]):
        ids = ids_of(given)
        assert set(ids) == set(references)
        assert len(set(ids.values())) == len(references)
        assert not any(" " in id_ for id_ in ids.values())
        assert ids["A/1"] == "A/1"
        assert ids["Note_4"] == "Note_4"


def test_references__one_page() -> None:
    few = [one(f"{number}", "2031-05-04") for number in range(FEW)]
    whole = register(
        [*few, one("a", "2031-01-01", ("B/2", "A/1")), one("b", "2030-01-01", ("A/1",))]
    )
    (page,) = whole.references
    assert (page.address, page.pages) == ("register/references/", ())
    found = [(cited.reference, [entry.name for entry in cited.entries]) for cited in page.cited]
    assert found == [("A/1", ["a", "b"]), ("B/2", ["a"])]
    assert whole.places == {"A/1": "register/references/#A/1", "B/2": "register/references/#B/2"}


def test_references__none() -> None:
    whole = register(one(f"{number}") for number in range(FEW + 1))
    assert (whole.references, whole.cited) == ((), ())


def test_references__pages_and_what_leads_to_them() -> None:
    often = [one(f"{number:04}", "2031-05-04", ("A/1",)) for number in range(LINES + 1)]
    whole = register([*often, one("b", "2030-01-01", ("Note 2",))])
    contents, first, second = whole.references
    assert (contents.address, contents.number, contents.cited) == ("register/references/", 0, ())
    assert [first.address, second.address] == ["register/references/1/", "register/references/2/"]
    assert contents.pages == first.pages == second.pages == (first.address, second.address)
    lines = [(cited.reference, len(cited.entries), cited.begun) for cited in first.cited]
    assert lines == [("A/1", LINES, False)]
    lines = [(cited.reference, len(cited.entries), cited.begun) for cited in second.cited]
    assert lines == [("A/1", 1, True), ("Note 2", 1, False)]
    assert whole.places == {
        "A/1": "register/references/1/#A/1",
        "Note 2": "register/references/2/#Note_2",
    }


def test_references__every_line_once() -> None:
    whole = register(entry.entry() for entry in made(2000))
    listed = [
        (cited.reference, entry.name)
        for page in whole.references
        for cited in page.cited
        for entry in cited.entries
    ]
    expected = {
        (reference, entry.name) for entry in whole.entries for reference in entry.references
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == expected
