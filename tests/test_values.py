# ruff: noqa: RUF001 (texts of many languages, in their own letters)
from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from concordance.values import glance, roman, values

if TYPE_CHECKING:
    from concordance.values import Kind, Reading

ONE: list[tuple[str, str, Kind, tuple[Reading | float, ...]]] = [
    # How each language writes a number.
    ("en", "1,234.5", "number", (1234.5,)),
    ("en", "3,000", "number", (3000,)),
    ("en", "3 000.5", "number", (3000.5,)),
    ("en", "0.5", "number", (0.5,)),
    ("en", "0.125", "number", (0.125,)),
    ("en", "2½", "number", (2.5,)),
    ("en", "1.234.567", "number", (1234567,)),
    ("fr", "3\u202f000,5", "number", (3000.5,)),
    ("fr", "1\u00a0250\u00a0000", "number", (1250000,)),
    ("fr", "3,500", "number", (3.5,)),
    ("fr", "3.500", "number", (3500,)),
    ("es", "1.250.000,75", "number", (1250000.75,)),
    ("es", "14 500", "number", (14500,)),
    ("de-CH", "1’250’000.5", "number", (1250000.5,)),
    ("ru", "1 250 000,5", "number", (1250000.5,)),
    ("ar", "٣٬٦٥٠٫٥", "number", (3650.5,)),
    ("ar", "118", "number", (118,)),
    ("zh", "３００", "number", (300,)),
    ("zh", "1,250,000", "number", (1250000,)),
    ("hi", "१२", "number", (12,)),
    # A scale.
    ("en", "3 million", "number", (3_000_000,)),
    ("en", "3.5 billion", "number", (3_500_000_000,)),
    ("fr", "3,5 millions", "number", (3_500_000,)),
    ("fr", "2 milliards", "number", (2_000_000_000,)),
    ("es", "2 mil millones", "number", (2_000_000_000,)),
    ("ar", "3.5 ملايين", "number", (3_500_000,)),
    ("zh", "300万", "number", (3_000_000,)),
    ("zh", "5亿", "number", (500_000_000,)),
    ("ru", "3 млн", "number", (3_000_000,)),
    ("ru", "3 миллиона", "number", (3_000_000,)),
    # The number of a section.
    ("en", "4.2.1", "number", ("4.2.1",)),
    # A date in letters.
    ("en", "1 January 2024", "date", ((2024, 1, 1),)),
    ("en", "January 1, 2024", "date", ((2024, 1, 1),)),
    ("en", "1st of January 2024", "date", ((2024, 1, 1),)),
    ("en", "15 March", "date", ((None, 3, 15),)),
    ("en", "March 2024", "date", ((2024, 3, None),)),
    ("fr", "1er janvier 2024", "date", ((2024, 1, 1),)),
    ("fr", "15 MARS 2024", "date", ((2024, 3, 15),)),
    ("es", "15 de marzo de 2024", "date", ((2024, 3, 15),)),
    ("es", "1 de octubre del 2024", "date", ((2024, 10, 1),)),
    ("pt", "15 de março de 2024", "date", ((2024, 3, 15),)),
    ("de", "15. März 2024", "date", ((2024, 3, 15),)),
    ("ru", "15 марта 2024", "date", ((2024, 3, 15),)),
    ("ar", "١٢ حزيران/يونيه ٢٠٣١", "date", ((2031, 6, 12),)),
    ("ar", "١ يناير ٢٠٣٢", "date", ((2032, 1, 1),)),
    ("ar", "آذار/مارس ٢٠٣٢", "date", ((2032, 3, None),)),
    # A date in digits.
    ("zh", "2024年3月15日", "date", ((2024, 3, 15),)),
    ("zh", "2024 年 3 月 15 日", "date", ((2024, 3, 15),)),
    ("zh", "6月12日", "date", ((None, 6, 12),)),
    ("zh", "2025年6月", "date", ((2025, 6, None),)),
    ("zh", "二〇三一年十一月十二日", "date", ((2031, 11, 12),)),
    ("en", "2024-03-15", "date", ((2024, 3, 15),)),
    ("fr", "14/07/2031", "date", ((2031, 7, 14),)),
    ("fr", "3/4/2024", "date", ((2024, 4, 3),)),
    ("en", "3/4/2024", "date", ((2024, 4, 3), (2024, 3, 4))),
    ("de", "15.03.2024", "date", ((2024, 3, 15),)),
    # A month by itself.
    ("en", "March", "month", (3,)),
    ("fr", "février", "month", (2,)),
    ("es", "marzo", "month", (3,)),
    ("ru", "март", "month", (3,)),
    ("ar", "حزيران", "month", (6,)),
    # A time of day, in minutes.
    ("en", "3.30 p.m.", "time", (930,)),
    ("en", "3:30 pm", "time", (930,)),
    ("en", "3 p.m.", "time", (900,)),
    ("en", "12.15 a.m.", "time", (15,)),
    ("en", "12 p.m.", "time", (720,)),
    ("en", "15:30", "time", (930,)),
    ("en", "3:30", "time", (210, 930)),
    ("en", "03:30", "time", (210,)),
    ("fr", "15 h 30", "time", (930,)),
    ("fr", "15h30", "time", (930,)),
    ("fr", "9 h", "time", (540,)),
    ("fr", "20 heures", "time", (1200,)),
    ("es", "15.30 horas", "time", (930,)),
    ("es", "3.30 p. m.", "time", (930,)),
    ("de", "15.30 Uhr", "time", (930,)),
    ("ar", "١٥:٣٠", "time", (930,)),
    ("zh", "下午3时30分", "time", (930,)),
    ("zh", "上午9时", "time", (540,)),
    ("zh", "15时30分", "time", (930,)),
    # A symbol of a document.
    ("en", "P/12/L.45/Rev.1", "symbol", ("p/12/l.45/rev.1",)),
    ("ar", "P/12/٧٨", "symbol", ("p/12/78",)),
    ("zh", "P／12／78", "symbol", ("p/12/78",)),
    ("en", "34 (1998)", "symbol", ("34(1998)",)),
    ("en", "P-12", "symbol", ("p-12",)),
    ("fr", "1/25 000", "number", ("1/25000",)),
    # A Roman numeral.
    ("fr", "IV", "roman", (4,)),
    ("en", "XXXIX", "roman", (39,)),
    ("en", "LXII", "roman", (62,)),
]


@pytest.mark.parametrize(("code", "text", "kind", "readings"), ONE)
def test_values__one(
    code: str, text: str, kind: Kind, readings: tuple[Reading | float, ...]
) -> None:
    (value,) = values(text, code).found
    assert (value.kind, value.readings, value.text) == (kind, frozenset(readings), text)


SEVERAL: list[tuple[str, str, list[tuple[Kind, str]]]] = [
    ("en", "Section 5 may apply", [("number", "5")]),
    ("en", "the 78th of the 1990s", [("number", "78"), ("number", "1990")]),
    ("fr", "la 78e des années 1990", [("number", "78"), ("number", "1990")]),
    ("en", "3, 4 and 5", [("number", "3"), ("number", "4"), ("number", "5")]),
    ("en", "March 3 to 5", [("date", "March 3"), ("number", "5")]),
    ("fr", "du 3 au 5 mars 2024", [("number", "3"), ("date", "5 mars 2024")]),
    ("en", "on 4 May 2025 at 9 a.m.", [("date", "4 May 2025"), ("time", "9 a.m.")]),
    ("en", "P/12/45 of 4 May", [("symbol", "P/12/45"), ("date", "4 May")]),
    ("en", "annex IV of 12 pages", [("roman", "IV"), ("number", "12")]),
    ("zh", "第12至15页", [("number", "12"), ("number", "15")]),
    ("zh", "1998年有24座桥", [("number", "1998"), ("number", "24")]),
    ("ru", "12 мостов 1998 года", [("number", "12"), ("number", "1998")]),
    ("en", "May 2024 rains", [("date", "May 2024")]),
    ("en", "40 March", [("number", "40"), ("month", "March")]),
    ("en", "at 25:70", [("number", "25"), ("number", "70")]),
    ("en", "(a) 12; (b) 15", [("number", "12"), ("number", "15")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), SEVERAL)
def test_values__several(code: str, text: str, expected: list[tuple[Kind, str]]) -> None:
    assert [(value.kind, value.text) for value in values(text, code).found] == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", ""),
        ("en", "The bridge may close; the march of time."),
        ("en", "https://ponts.example/12/34"),
        ("en", "www.ponts.example/2024-03-15"),
        ("en", "anna12@ponts.example"),
        ("en", "the bridge[^3]"),
        ("en", "and/or"),
        ("en", "MIX, CIVIL, DIM and LIVID"),
        ("fr", "Il y a un pont ; l’Île, s’il vous plaît."),
        ("es", "El puente de la ciudad."),
        ("ru", "Мост закрыт."),
        ("ar", "الجسر مغلق."),
        ("zh", "大桥关闭。"),
    ],
)
def test_values__none(code: str, text: str) -> None:
    assert values(text, code).found == ()


@pytest.mark.parametrize("text", ["I have seen it.", "May I come?", "The I-beam"])
def test_values__english_pronoun_is_no_number(text: str) -> None:
    assert values(text, "en").of("number", "date") == []


@pytest.mark.parametrize(
    ("code", "text", "unit", "not_unit"),
    [
        ("en", "12 per cent", "%", "USD"),
        ("en", "12.5%", "%", "USD"),
        ("fr", "12\u00a0%", "%", "EUR"),
        ("fr", "12 pour cent", "%", "EUR"),
        ("fr", "12 p. 100", "%", "EUR"),
        ("es", "12 por ciento", "%", "EUR"),
        ("ru", "12 процентов", "%", "RUB"),
        ("ar", "١٢ في المائة", "%", "EGP"),
        ("ar", "١٢٪", "%", "EGP"),
        ("zh", "12％", "%", "CNY"),
        ("en", "$4,500", "USD", "EUR"),
        ("en", "4,500 dollars", "USD", "EUR"),
        ("en", "€4,500", "EUR", "USD"),
        ("en", "EUR 4,500", "EUR", "USD"),
        ("en", "£60", "GBP", "USD"),
        ("en", "60 pounds", "GBP", "USD"),
        ("fr", "4 500 euros", "EUR", "USD"),
        ("fr", "3 millions de dollars", "USD", "EUR"),
        ("fr", "250 dollars des États-Unis", "USD", "CAD"),
        ("fr", "250 dollars\u00a0des\u202fÉtats-Unis", "USD", "CAD"),
        ("en", "10 US\u00a0dollars", "USD", "CAD"),
        ("en", "10 US\ndollars", "USD", "CAD"),
        ("en", "10 USdollars", "USD", "CAD"),
        ("fr", "10 F CFA", "XOF", "EUR"),
        ("fr", "10\u202fF\u202fCFA", "XAF", "EUR"),
        ("es", "10 mil\u00a0millones de euros", "EUR", "USD"),
        ("es", "3.500 €", "EUR", "USD"),
        ("ru", "100 рублей", "RUB", "USD"),
    ],
)
def test_values__unit(code: str, text: str, unit: str, not_unit: str) -> None:
    (value,) = values(text, code).found
    assert unit in value.unit
    assert not_unit not in value.unit


def test_values__unit_of_the_last_is_that_of_all() -> None:
    found = values("3, 4 and 5 per cent of 24 arches", "en").found
    assert [set(value.unit) for value in found] == [{"%"}, {"%"}, {"%"}, set()]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "pages 12 to 15", ["12 to 15"]),
        ("en", "pages 12–15", ["12–15"]),
        ("fr", "pages 12 à 15", ["12 à 15"]),
        ("es", "páginas 12 a 15", ["12 a 15"]),
        ("ru", "с 3 по 5", ["3 по 5"]),
        ("ar", "من ٣ إلى ٥", ["٣ إلى ٥"]),
        ("zh", "第12至15页", ["12至15"]),
        ("en", "4 May to 8 June", ["4 May to 8 June"]),
        ("fr", "de 9 h à 17 h", ["9 h à 17 h"]),
        ("en", "pages 12 and 15", []),
        ("fr", "12 ponts à 15 arches", []),
    ],
)
def test_values__ranges(code: str, text: str, expected: list[str]) -> None:
    assert [span.text for span in values(text, code).ranges] == expected


@pytest.mark.parametrize(
    ("text", "number"), [("七十八", 78), ("十二", 12), ("一百零五", 105), ("二〇二四", 2024)]
)
def test_values__in_han_characters(text: str, number: int) -> None:
    assert number in values(f"第{text}届", "zh").spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("3 000,5", "fr"), ("3,000.5", "en")),
        (("1er janvier 2024", "fr"), ("January 1, 2024", "en")),
        (("15 h 30", "fr"), ("3.30 p.m.", "en")),
        (("3:30", "en"), ("15 h 30", "fr")),
        (("300万", "zh"), ("3 million", "en")),
        (("٣٬٦٥٠٫٥", "ar"), ("3.650,5", "es")),
        (("2024年3月15日", "zh"), ("15 марта 2024", "ru")),
    ],
)
def test_same__however_written(one: tuple[str, str], other: tuple[str, str]) -> None:
    (ours,), (theirs,) = values(*one).found, values(*other).found
    assert ours.same(theirs)
    assert theirs.same(ours)


def test_same__not_of_another_kind() -> None:
    (number,), (month,) = values("3", "en").found, values("March", "en").found
    assert not number.same(month)


def test_of__in_the_order_of_the_text() -> None:
    found = values("12 pages of annex IV of 4 May; 7 of them are new", "en")
    assert [value.text for value in found.of("number", "roman")] == ["12", "IV", "7"]


def test_values__of_a_language_that_is_not_known() -> None:
    (value,) = values("1,234.5", "xx").found
    assert value.readings == {Decimal("1234.5")}


@pytest.mark.parametrize(("numeral", "number"), [("I", 1), ("IX", 9), ("XIV", 14), ("XLIX", 49)])
def test_roman(numeral: str, number: int) -> None:
    assert roman(numeral) == number


SEEN = [
    (
        "fr",
        "Soit 1\u00a0250\u00a0000 dollars ou 36,1 pour cent",
        "en",
        "1,250,000 dollars or 36.1 per cent",
    ),
    ("fr", "le 15 mars 2024 et en juin", "en", "on March 15, 2024 and in June"),
    ("fr", "du 3 mai au 5 juin 2024", "es", "del 3 de mayo al 5 de junio de 2024"),
    ("fr", "document A/78/12, page 85, ou 49/204", "en", "document A/78/12, page 85, or 49/204"),
    ("fr", "paragraphe 2 b)", "en", "paragraph 2 (b)"),
    ("en", "I have 3 of 05", "fr", "J’en ai 3 sur 5"),
    ("en", "10 Canadian\u00a0dollars", "fr", "10 dollars\u202fcanadiens"),
    ("en", "chapter IV", "fr", "chapitre IV"),
    ("en", "34.5 per cent of 1,200", "ru", "34,5 процента от 1 200"),
    ("en", "34.5% of 1,200", "ar", "٣٤٫٥ في المائة من ١٬٢٠٠"),
    ("en", "on 34.5% of 1,200", "zh", "34.5%：1,200"),
    ("en", "", "fr", "sans chiffre"),
]


@pytest.mark.parametrize(("code", "text", "other_code", "other"), SEEN)
def test_glance__sees_that_values_agree(code: str, text: str, other_code: str, other: str) -> None:
    assert glance(text, code).agrees(glance(other, other_code))


@pytest.mark.parametrize(
    ("code", "text", "other_code", "other"),
    [
        # What has changed.
        ("fr", "36,1 pour cent", "en", "36.2 per cent"),
        ("fr", "36,1 pour cent", "en", "36.1 dollars"),
        ("fr", "36,1 pour cent", "en", "36.1"),
        ("fr", "5 euros", "en", "5 dollars"),
        ("fr", "5 dollars\u00a0canadiens", "en", "5 US\u00a0dollars"),
        ("fr", "3,500", "en", "3,500"),
        ("fr", "12 et 15", "en", "15 and 12"),
        ("fr", "le 15 mars 2024", "en", "16 March 2024"),
        ("fr", "le 15 mars 2024", "en", "15 April 2024"),
        ("fr", "5 mai et juin 2024", "fr", "5 mai 2024 et juin"),
        ("fr", "A/78/12", "en", "A/78/13"),
        ("fr", "A/78/12", "en", "S/78/12"),
        ("fr", "2 b)", "en", "2 (c)"),
        ("fr", "chapitre IV", "en", "chapter IX"),
        ("fr", "en mars", "en", "in May"),
        # What is more than its digits, or may be.
        ("fr", "EUR 5", "en", "USD 5"),
        ("fr", "5 millions", "en", "5"),
        ("fr", "5 M d’euros", "en", "5 euros"),
        ("fr", "3 h", "en", "3"),
        ("en", "3 p.m.", "fr", "3"),
        ("en", "3, 4 and 5 per cent", "fr", "3, 4 puis encore 5 pour cent"),
        ("fr", "4.2.1", "en", "4.2.1"),
        ("fr", "2023-24", "en", "2023, 24"),
        ("fr", "5 m2", "en", "5 m 2"),
        ("fr", "418 555 12 34", "en", "418, 555, 12, 34"),
        ("fr", "12 (2024)", "en", "12, 2024"),
        ("fr", "www.5.org et 6", "en", "5 and 6"),
        ("fr", "[^5] 6", "en", "5 and 6"),
        ("fr", "de 3 à 5, puis 3", "en", "3; 5 to 3"),
        ("fr", "5½", "en", "5"),
        ("ja", "3月15日", "zh", "3和15"),
        ("zh", "三月", "fr", "bientôt"),
        ("en", "from March 3 to 5", "fr", "du 5 au 3 mars"),
        ("en", "March 3 to 5", "fr", "5 à 3 mars"),
    ],
)
def test_glance__is_not_sure(code: str, text: str, other_code: str, other: str) -> None:
    assert not glance(text, code).agrees(glance(other, other_code))
