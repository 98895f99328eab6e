# ruff: noqa: RUF001 (texts of many languages, in their own letters)
from __future__ import annotations

import pytest

from concordance.identifying import (
    is_at_home,
    is_copied,
    is_surely_in,
    language_of,
    words_of,
    words_repeated,
)

FRENCH = "Nous vous informerons chaque semaine de ce qui a été fait."
ENGLISH = "We shall inform you every week of what has been done."


@pytest.mark.parametrize(
    ("text", "own", "other", "found"),
    [
        (FRENCH, "en", "fr", "fr"),
        (FRENCH, "fr", "en", "fr"),
        (ENGLISH, "en", "fr", "en"),
        (ENGLISH, "ar", "en", "en"),
        ("Wir werden Sie jede Woche darüber unterrichten.", "en", "fr", "de"),
        ("Les informaremos cada semana de lo que se ha hecho.", "en", "fr", "es"),
        ("大桥将于六月关闭，请各位居民注意安全。", "en", "fr", "zh"),
        ("سيغلق الجسر خلال مدة الأشغال كلها", "fr", "en", "ar"),
        ("Мост будет закрыт на все время работ.", "fr", "en", "ru"),
    ],
)
def test_language_of(text: str, own: str, other: str, found: str) -> None:
    assert language_of(text, own, other) == found


@pytest.mark.parametrize(
    "text",
    ["", "12 345,6", "Note verbale", "Port-Vieux", "大桥关闭", "P/12/L.45", "Anna Valmont, chef"],
)
def test_language_of__too_little_to_tell(text: str) -> None:
    assert language_of(text, "en", "fr") == "en"
    assert language_of(text, "fr", "en") == "fr"


def test_language_of__one_that_is_not_known_is_no_other() -> None:
    assert language_of(FRENCH, "xx", "fr") == "xx"


@pytest.mark.parametrize(
    ("text", "own", "other", "copied"),
    [
        (FRENCH, "en", "fr", True),
        ("la peinture de toutes les lampes", "en", "fr", True),
        (ENGLISH, "en", "fr", False),
        ("Port-Vieux", "en", "fr", False),
        ("Anna Valmont, Port-Vieux Services International", "en", "fr", False),
        ("Office des Ponts", "en", "fr", False),
        ("12 km", "en", "fr", False),
    ],
)
def test_is_copied(text: str, own: str, other: str, *, copied: bool) -> None:
    assert is_copied(text, own, other) is copied


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        (FRENCH, "fr", "en"),
        (ENGLISH, "en", "fr"),
        (ENGLISH, "en-GB", "fr-CA"),
        ("THE GATES AND THE LOCKS", "en", "fr"),
        ("Das Tor und die Schleuse", "de", "nl"),
        ("Los informes de las obras y de los puertos se han enviado.", "es", "fr"),
        ("Мост будет закрыт на все время работ, и о том сообщат.", "ru", "fr"),
        ("سيغلق الجسر في الشهر التالي من كل عام", "ar", "en"),
    ],
)
def test_is_surely_in(text: str, own: str, other: str) -> None:
    assert is_surely_in(text, own, other)
    assert not is_surely_in(text, other, own)
    assert language_of(text, own, other) == own


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        ("The lock", "en", "fr"),  # one word may be chance
        (f"{FRENCH} {ENGLISH}", "en", "fr"),
        (f"{FRENCH} {ENGLISH}", "fr", "en"),
        ("La puerta de la esclusa y el puente", "fr", "en"),
        ("On a transmis chaque document; on a vérifié chaque signature.", "en", "fr"),
        ("Or, on attend davantage d'efforts, chaque jour, chaque an.", "en", "fr"),
        ("I thank you for your letter; I hope you may come. I shall reply soon.", "it", "en"),
        ("Falámos sobre este tema, entre amigos, numa reunião breve.", "es", "pt"),
        ("Wer was will, sagt jetzt, was noch fehlt und was bleibt.", "en", "de"),
        ("根据 the Convention on the Law of the Sea 的规定，各国应当合作", "en", "fr"),
        ("The harbour by Les Sables and Le Havre", "fr", "en"),
        ("大桥将于六月关闭，请各位居民注意安全。", "zh", "en"),
        ("Portene og slusene er i orden, og alle de andre", "de", "da"),  # whose words are unknown
    ],
)
def test_is_surely_in__not_where_another_may_be_meant(text: str, own: str, other: str) -> None:
    assert not is_surely_in(text, own, other)


def test_is_surely_in__what_stands_in_the_original_says_nothing() -> None:
    said = "A gate and the lock"
    assert is_surely_in(said, "en", "fr", "Une porte et l’écluse")
    assert not is_surely_in(said, "en", "fr", "A gate, and the lock")


def test_words_of() -> None:
    said = "  l’île,\n12 ponts de Rougemont\u00a0et\t(a) جسر 桥 "
    assert words_of(said.split()) == ["l’île,", "ponts", "de", "et", "جسر", "桥"]


def test_words_repeated__in_several_texts_and_not_in_one() -> None:
    texts = ["the bridge closes closes", "By the bridge", "No bridge"]
    assert words_repeated(texts) == {"the", "bridge"}


KNOWN = {"the", "bridge"}


@pytest.mark.parametrize("text", ["The bridge", "bridge by the bridge", "", "Anna Valmont, 12"])
def test_is_at_home__most_words_stand_elsewhere_too(text: str) -> None:
    assert is_at_home(text, KNOWN, set())
    assert is_at_home(text, KNOWN, {"the", "bridge"})


@pytest.mark.parametrize("text", ["Unheard of", "closes", "The quay shuts its gates early"])
def test_is_at_home__not_where_too_few_do(text: str) -> None:
    assert not is_at_home(text, KNOWN, set())


def test_is_at_home__some_do_and_hardly_any_in_the_other_version() -> None:
    assert is_at_home("The bridge shuts its gates", KNOWN, {"quai"})
    assert not is_at_home("The bridge shuts its gates", KNOWN, {"bridge"})
