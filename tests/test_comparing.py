# ruff: noqa: RUF001 (texts of many languages, in their own letters)
from __future__ import annotations

import pytest

from concordance.comparing import by_cells, differences, edits, side, usual_names, zipped
from concordance.values import values

Told = list[tuple[str, tuple[str, ...], tuple[str, ...]]]


def compared(
    ours: str, theirs: str, languages: tuple[str, str] = ("fr", "en"), **names: str
) -> Told:
    one, other = (
        side(text, code, [values(text, code)])
        for text, code in zip((ours, theirs), languages, strict=True)
    )
    return [(d.rule, d.ours, d.theirs) for d in differences(one, other, lambda: names)]


@pytest.mark.parametrize(
    ("ours", "theirs", "languages"),
    [
        ("3 000,5 tonnes", "3,000.5 tonnes", ("fr", "en")),
        ("trente jours", "30 days", ("fr", "en")),
        ("30 jours", "thirty days", ("fr", "en")),
        ("soixante-dix-huitième session", "78th session", ("fr", "en")),
        ("la vingt et unième arche", "the 21st arch", ("fr", "en")),
        ("15 h 30", "3.30 p.m.", ("fr", "en")),
        ("3 h 30", "3:30", ("fr", "en")),
        ("le 1er janvier 2024", "January 1, 2024", ("fr", "en")),
        ("les 4 mai et 8 juin 2025", "4 May 2025 and 8 June 2025", ("fr", "en")),
        ("du 3 au 5 mars 2024", "March 3 to 5, 2024", ("fr", "en")),
        ("le quinze mars 2031", "15 March 2031", ("fr", "en")),
        ("3 à 5 millions", "3 to 5 million", ("fr", "en")),
        ("12 %", "12 per cent", ("fr", "en")),
        ("12 p. 100", "12%", ("fr", "en")),
        ("3, 4 et 5 %", "3 per cent, 4 per cent and 5 per cent", ("fr", "en")),
        ("4 500 euros", "€4,500", ("fr", "en")),
        ("4 500 euros", "4,500", ("fr", "en")),
        ("annexe IV", "annex 4", ("fr", "en")),
        ("annexe IV", "annex IV", ("fr", "en")),
        ("J’ai vu", "I have seen", ("fr", "en")),
        ("P/12/L.45", "P/12/L.45", ("fr", "en")),
        ("RVP/2030-118", "OPR/2030-118", ("fr", "en")),
        ("第七十八届会议", "78th session", ("zh", "en")),
        ("三十天", "30 days", ("zh", "en")),
        ("٣٠ يوما", "trente jours", ("ar", "fr")),
        ("15 de marzo de 2024", "2024年3月15日", ("es", "zh")),
    ],
)
def test_differences__none(ours: str, theirs: str, languages: tuple[str, str]) -> None:
    assert compared(ours, theirs, languages) == []
    assert compared(theirs, ours, languages[::-1]) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("24 arches", "42 arches", [("number", ("24",), ("42",))]),
        ("24 arches", "arches", [("number", ("24",), ())]),
        ("des arches", "24 arches", [("number", (), ("24",))]),
        ("trente jours", "40 days", [("number", (), ("40",))]),
        ("24 arches, 24 lampes", "24 arches", [("number", ("24",), ())]),
        ("12 %", "12", [("number", ("12 %",), ("12",))]),
        ("12 %", "$12", [("number", ("12 %",), ("$12",))]),
        ("900 dollars", "900 pounds", [("number", ("900 dollars",), ("900 pounds",))]),
        ("15 h 30", "3.30 a.m.", [("number", ("15 h 30",), ("3.30 a.m.",))]),
        ("15 mars 2031", "15 May 2031", [("date", ("15 mars 2031",), ("15 May 2031",))]),
        ("mars", "May", [("date", ("mars",), ("May",))]),
        ("annexe IV", "annex VI", [("number", ("IV",), ("VI",))]),
        ("P/12/45", "P/12/54", [("symbol", ("P/12/45",), ("P/12/54",))]),
        ("P/12/45", "", [("symbol", ("P/12/45",), ())]),
        ("pages 12 à 15", "pages 12 to 16", [("range", ("12 à 15",), ("12 to 16",))]),
        ("de 15 à 12", "from 12 to 15", [("range", ("15 à 12",), ("12 to 15",))]),
        (
            "le 12 mars et le 4 mai",
            "on 4 March and on 12 May",
            [("date", ("12 mars", "4 mai"), ("4 March", "12 May"))],
        ),
        (
            "24 arches, P/12/45, le 4 mai",
            "42 arches, P/12/54, on 8 May",
            [
                ("date", ("4 mai",), ("8 May",)),
                ("symbol", ("P/12/45",), ("P/12/54",)),
                ("number", ("24",), ("42",)),
            ],
        ),
    ],
)
def test_differences(ours: str, theirs: str, expected: Told) -> None:
    assert compared(ours, theirs) == expected


def test_differences__the_other_way_round() -> None:
    assert compared("42 arches", "24 arches", ("en", "fr")) == [("number", ("42",), ("24",))]


def test_differences__letters_of_a_symbol_that_are_usual() -> None:
    assert compared("RVP/2030-118", "OPR/2030-118", rvp="opr") == []
    assert compared("RVP/2030-118", "OPX/2030-118", rvp="opr") == [
        ("symbol", ("RVP/2030-118",), ("OPX/2030-118",))
    ]


def test_differences__of_several_texts_taken_together() -> None:
    texts = ("24 arches", "30 places")
    merged = side(" ".join(texts), "fr", [values(text, "fr") for text in texts])
    one = side("24 arches and 30 seats", "en", [values("24 arches and 30 seats", "en")])
    assert differences(merged, one) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("Mare", "12 m"), ("Mare", "12 m"), []),
        (("12", "120"), ("120", "12"), [("number", ("12", "120"), ("120", "12"))]),
        (("trente", "24"), ("30", "42"), [("number", ("24",), ("42",))]),
        (("4 mai", "P-1"), ("4 May", "P-2"), [("symbol", ("P-1",), ("P-2",))]),
        (("1 250,5", "5 %"), ("1,250.5", "6%"), [("number", ("5 %",), ("6%",))]),
        (("A/78/12", "mars"), ("A/78/13", "March"), [("symbol", ("A/78/12",), ("A/78/13",))]),
    ],
)
def test_by_cells(ours: tuple[str, ...], theirs: tuple[str, ...], expected: Told) -> None:
    found = by_cells(ours, theirs, ("fr", "en"))
    assert [(d.rule, d.ours, d.theirs) for d in found] == expected


def test_usual_names__need_more_than_one_proof() -> None:
    pair = [values("RVP/2030-118", "fr")], [values("OPR/2030-118", "en")]
    other = [values("RVP/2031-7", "fr")], [values("OPR/2031-7", "en")]
    assert usual_names([pair]) == {}
    assert usual_names([pair, other]) == {"rvp": "opr"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", 0), ("rvp", "rvp", 0), ("rvp", "rvq", 1), ("rvp", "rv", 1), ("sor", "dors", 2)],
)
def test_edits(one: str, other: str, expected: int) -> None:
    assert edits(one, other) == edits(other, one) == expected


def test_zipped__what_has_no_counterpart_is_empty() -> None:
    one = side("24 et 30", "fr", [values("24 et 30", "fr")])
    other = side("42", "en", [values("42", "en")])
    (difference,) = differences(one, other)
    assert list(zipped(difference)) == [("24", "42"), ("30", "")]
