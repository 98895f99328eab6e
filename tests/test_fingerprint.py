"""Prints know a text again, whatever is no text in it, and tell mended from other."""

from __future__ import annotations

import pytest

from concordance.fingerprint import PRINT, distance, may_differ, print_of, same

BRIDGE = (
    "Le pont de la Mare sera fermé du 12 juin au 4 juillet 2031, afin que la peinture soit refaite "
    "et que les 118 lampes soient remplacées."
)
FERRY = (
    "Pendant les travaux, un bac transportera gratuitement les piétons et les cyclistes, trente à "
    "la fois, toutes les vingt minutes de 6 heures à 22 heures."
)


def alike(one: str, other: str) -> bool:
    """Whether a text may be another that was mended."""
    return distance(print_of(one), print_of(other)) <= may_differ(other)


def test_print__form() -> None:
    assert PRINT.fullmatch(print_of(BRIDGE))
    assert PRINT.fullmatch(print_of(""))
    assert print_of(BRIDGE) == print_of(BRIDGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("à 12 h 30 :", "à 12\u00a0h\u00a030\u202f:"),
        ("sur deux\nlignes", "sur  deux lignes "),
        ("re\u00adtrait", "retrait"),
        ("été", "e\u0301te\u0301"),
        ("\u200f2031", "2031"),
    ],
)
def test_same__what_is_no_text(one: str, other: str) -> None:
    assert same(print_of(one), print_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("12 juin", "13 juin"), ("le pont", "Le pont"), ("fermé", "ferme"), ("a b", "ab"), ("1", "2")],
)
def test_same__not(one: str, other: str) -> None:
    assert not same(print_of(one), print_of(other))


@pytest.mark.parametrize(
    "mended",
    [
        BRIDGE.replace("12 juin", "13 juin"),
        BRIDGE.replace("peinture", "pienture"),
        BRIDGE.replace(", afin que", " afin que"),
        BRIDGE + " La route reste ouverte.",
    ],
)
def test_alike__mended(mended: str) -> None:
    assert not same(print_of(BRIDGE), print_of(mended))
    assert alike(BRIDGE, mended)


def test_alike__another_text() -> None:
    assert not alike(BRIDGE, FERRY)
    assert not alike("Le maire", "La secrétaire")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Article premier", "Article deux"),
        ("Monsieur,", "Madame,"),
        ("Le maire adjoint", "Le maire"),
    ],
)
def test_alike__of_few_words_none_is_another(one: str, other: str) -> None:
    assert not alike(one, other)
    assert alike(one, one.upper())


def test_alike__words_without_blanks() -> None:
    text = "大桥将于二〇三一年六月十二日至七月四日关闭以便重新粉刷并更换一百一十八盏灯。"
    assert alike(text, text.replace("十二日", "十三日"))
    assert not alike(text, "施工期间渡船每二十分钟免费运送行人和骑车人。")
