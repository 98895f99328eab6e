from __future__ import annotations

from concordance.listing import Told, Way
from concordance.register import FEW, HELD, LINES, register
from tests.many import made
from tests.test_register import one

NAMES = {"fr": "Français", "en": "English"}


def names(ways: list[Way | None]) -> list[str]:
    return [way.name if way else "…" for way in ways]


def test_home__a_few() -> None:
    told = Told(register([one("a", "2031-05-04", ("A 1/2",)), one("b")]), "en", NAMES)
    home = told.home()
    assert (home["count"], home["divided"]) == ("2 communications", False)
    first, second = home["entries"]
    assert (first.date, first.long_date, first.url) == ("2031-05-04", "4 May 2031", "en/a/")
    assert (second.date, second.long_date) == ("", "Undated")
    assert first.references == (('<span class="nb">A 1/2</span>', ""),)
    assert [(v.code, v.name, v.is_original) for v in first.versions] == [
        ("en", "English", False),
        ("fr", "Français", True),
    ]
    assert Told(register([one("a")]), "fr", NAMES).home()["count"] == "Une communication"


def test_home__many() -> None:
    home = Told(register(letter.entry() for letter in made(1200)), "fr", NAMES).home()
    assert home["count"] == "1\u202f200 communications, dont voici les 10 plus récentes"
    assert [way.key for way in home["years"]] == [
        "2031", "2030", "2029", "2028", "2027", "2026", "undated",
    ]  # fmt: skip
    assert home["years"][-1] == Way("Sans date", "register/undated/", "4", "undated")
    assert [(way.name, way.key, way.count) for way in home["languages"]] == [
        ("Anglais", "en", "1\u202f200"),
        ("Français", "fr", "1\u202f200"),
        ("Original français", "original-fr", "800"),
        ("Original anglais", "original-en", "400"),
    ]
    assert home["versions"] == []
    assert [way.address for way in home["originals"]] == [
        "register/original-fr/",
        "register/original-en/",
    ]


def test_entry__in_the_original_where_there_is_no_version() -> None:
    told = Told(register([one("a", languages="fr")]), "en", NAMES)
    (entry,) = told.home()["entries"]
    assert (entry.language, entry.direction, entry.url) == ("fr", "ltr", "fr/a/")


def test_entry__is_escaped() -> None:
    told = Told(register([one("<b>", "", ("<i>",))]), "fr", NAMES)
    (entry,) = told.home()["entries"]
    assert (entry.title, entry.references) == ("&lt;b&gt;", (("&lt;i&gt;", ""),))


def test_page__holds_its_own_entries_only() -> None:
    whole = register(one(f"{number:03}", "2031-05-04") for number in range(2 * HELD))
    told = Told(whole, "en", NAMES)
    first, second = (listing for listing in whole.listings if listing.kind == "year")
    assert [entry.name for entry in told.page(second)["entries"]] == [
        f"{number:03}" for number in range(HELD, 2 * HELD)
    ]
    assert told.page(first)["count"] == "100 communications"
    assert told.page(second)["count"] == "100 communications, page 2"
    assert told.title(first) == "Communications of 2031"
    assert told.title(second) == "Communications of 2031, page 2"
    assert told.page(first)["up"] == Way("All communications", "register/")


def test_page__names_the_pages_around_it() -> None:
    whole = register(one(f"{number:04}") for number in range(9 * HELD))
    told = Told(whole, "en", NAMES)
    pages = [listing for listing in whole.listings if listing.kind == "year"]
    assert [names(told.page(pages[number])["pages"]) for number in (0, 4, 8)] == [
        ["1", "2", "3", "…", "9"],
        ["1", "…", "3", "4", "5", "6", "7", "…", "9"],
        ["1", "…", "7", "8", "9"],
    ]
    assert [way.address for way in told.page(pages[0])["pages"] if way] == [
        "",
        "register/undated/2/",
        "register/undated/3/",
        "register/undated/9/",
    ]
    alone = register(one(f"{number}") for number in range(FEW + 1))
    (page,) = (listing for listing in alone.listings if listing.kind == "year")
    assert Told(alone, "en", NAMES).page(page)["pages"] == []


def test_page__contents_of_the_references() -> None:
    whole = register(one(f"{number:04}", "", (f"A/{number}",)) for number in range(LINES + 1))
    told = Told(whole, "fr", NAMES)
    contents, first, second = whole.references
    assert told.page(contents)["contents"] == [
        Way("A/0 – A/249", "register/references/1/"),  # noqa: RUF001  (as ranges are written)
        Way("A/250", "register/references/2/"),
    ]
    assert told.page(contents)["up"].address == "register/"
    assert told.page(first)["up"].address == "register/references/"
    assert told.page(second)["count"] == "A/250"
    assert told.title(second) == "Références, page 2"
