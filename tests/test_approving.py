"""What is published is recorded, and what becomes of it later is found."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from concordance import status
from concordance.approving import Refused, Wanted, approve
from concordance.configuration import UsageError
from concordance.pages import masthead
from concordance.phrases import phrases
from concordance.record import read
from tests.built import has_class
from tests.made import check, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from concordance.model import Communication
    from concordance.reading import Reader

    Lay = Callable[..., Path]

FRENCH = (
    "Le pont de la Mare sera fermé du 12 juin au 4 juillet 2031 pour des travaux de peinture.",
    "Pendant les travaux, un bac transportera gratuitement les piétons et les cyclistes.",
    "Les autobus passeront par le tunnel de Hart, qui sera éclairé toute la nuit.",
    "Le conseil a voté 4 500 couronnes pour les 118 lampes du nouveau quai.",
)
ENGLISH = (
    "The Mare bridge will be closed from 12 June to 4 July 2031 for painting.",
    "During the works a ferry will carry pedestrians and cyclists free of charge.",
    "Buses will go through the Hart tunnel, which will be lit all night.",
    "The council has voted 4,500 crowns for the 118 lamps of the new quay.",
)
NEW = ("Le stationnement est interdit sur la place du Marché.", "No parking on Market Square.")


@pytest.fixture
def lay(reader: Reader) -> Lay:
    """Write both versions of a text, over those that are there."""

    def write(french: Sequence[str] = FRENCH, english: Sequence[str] = ENGLISH) -> Path:
        folder = reader.docs / "communications" / "bridge"
        folder.mkdir(exist_ok=True)
        for language, head, paragraphs in (
            ("fr", "title: Le pont", french),
            ("en", "title: The bridge\ntranslation_of: fr", english),
        ):
            text = f"---\n{head}\n---\n\n" + "\n\n".join(paragraphs) + "\n"
            (folder / f"index.{language}.md").write_text(text, encoding="utf-8")
        return folder

    return write


def found(reader: Reader) -> list[tuple[str, str]]:
    """Give what is found: rules and ids."""
    return [(one.rule, one.id) for one in check(reader, reader.docs)[1].findings]


def messages(reader: Reader) -> list[str]:
    return [f"{one.message}; {one.help}" for one in check(reader, reader.docs)[1].findings]


def published(reader: Reader) -> tuple[Communication, dict[str, HtmlElement]]:
    """Give the communication, and the text of each page by its language."""
    (letter,), _ = check(reader, reader.docs)
    pages = written(reader, letter).items()
    return letter, {
        code: fragment_fromstring(html, create_parent="article") for code, html in pages
    }


def put(texts: Sequence[str], at: int, *new: str) -> list[str]:
    """Put texts before the one at a place."""
    return [*texts[:at], *new, *texts[at:]]


def test_approve__first(reader: Reader, lay: Lay) -> None:
    folder = lay()
    said = approve(reader, folder, Wanted())
    assert said == "bridge: 4 blocks recorded; new: para_1, para_2, para_3, para_4"
    recorded = read(folder / "record.yml")
    assert recorded
    assert list(recorded.blocks) == ["para_1", "para_2", "para_3", "para_4"]
    assert recorded.of("fr") == recorded.of("en")
    assert found(reader) == []
    assert approve(reader, folder, Wanted()) == "bridge: nothing new to record"


def test_approve__refuses_what_is_not_right(reader: Reader, lay: Lay) -> None:
    folder = lay(english=ENGLISH[:3])
    with pytest.raises(Refused) as refused:
        approve(reader, folder, Wanted())
    assert [one.rule for one in refused.value.findings] == ["missing-paragraph"]
    assert not (folder / "record.yml").exists()


@pytest.mark.parametrize("broken", ["schema: 9\n", "<<<<<<< ours\nschema: 1\n", "a: [", "\xff"])
def test_approve__refuses_a_broken_record_and_leaves_it(
    reader: Reader, lay: Lay, broken: str
) -> None:
    folder = lay()
    raw = broken.encode("latin-1")
    (folder / "record.yml").write_bytes(raw)
    with pytest.raises(Refused) as refused:
        approve(reader, folder, Wanted())
    assert [one.rule for one in refused.value.findings] == ["unreadable"]
    assert (folder / "record.yml").read_bytes() == raw
    assert found(reader) == [("unreadable", "")]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted(only=("para_9",)), "--only: bridge has no para_9"),
        (Wanted(languages=("es",)), "--language: bridge has no es"),
        (Wanted(withdraw=("para_9",)), "--withdraw: nothing was published as para_9"),
    ],
)
def test_approve__unknown(reader: Reader, lay: Lay, wanted: Wanted, message: str) -> None:
    folder = lay()
    with pytest.raises(UsageError, match=message):
        approve(reader, folder, wanted)


# --- Links -------------------------------------------------------------------------------


def test_inserted__one_finding_and_its_cure(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    folder = lay(put(FRENCH, 1, NEW[0]), put(ENGLISH, 1, NEW[1]))
    assert found(reader) == [("permalink-moved", "para_2")]
    (said,) = messages(reader)
    assert said == (
        '"Le stationnement est interdit sur la place du Marché." is new here, and 3 that follow '
        "are no longer where the links lead: what was published as para_2 would be para_3, "
        '"Pendant les travaux, un bac transportera gratuitement les p…"; '
        "give what is new an id of its own: { #para_1bis }"
    )
    with pytest.raises(Refused):
        approve(reader, folder, Wanted())
    new = [f"{text}\n{{ #para_1bis }}" for text in NEW]
    folder = lay(put(FRENCH, 1, new[0]), put(ENGLISH, 1, new[1]))
    assert found(reader) == []
    assert approve(reader, folder, Wanted()) == "bridge: 5 blocks recorded; new: para_1bis"
    recorded = read(folder / "record.yml")
    assert recorded
    assert list(recorded.blocks) == ["para_1", "para_1bis", "para_2", "para_3", "para_4"]


def test_appended__moves_nothing(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    lay(put(FRENCH, 4, NEW[0]), put(ENGLISH, 4, NEW[1]))
    assert found(reader) == []


def test_deleted__one_finding_and_withdrawn(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    less = [[*texts[:1], *texts[2:]] for texts in (FRENCH, ENGLISH)]
    folder = lay(*less)
    assert found(reader) == [("permalink-lost", "para_2")]
    (said,) = messages(reader)
    assert said == (
        "what was published under this id is gone, and its link would lead to "
        '"Les autobus passeront par le tunnel de Hart, qui sera éclai…"; '
        "put it back, or withdraw it: "
        "concordance approve docs/communications/bridge --withdraw para_2"
    )
    said = approve(reader, folder, Wanted(withdraw=("para_2",)))
    assert said == "bridge: 3 blocks recorded; withdrawn: para_2"
    assert found(reader) == []
    _, report = check(reader, reader.docs)
    assert report.blocks == 6
    recorded = read(folder / "record.yml")
    assert recorded
    assert recorded.withdrawn == ("para_2",)
    assert list(recorded.blocks) == ["para_1", "para_2", "para_3", "para_4"]
    assert approve(reader, folder, Wanted()) == "bridge: nothing new to record"


def test_withdrawn__what_is_still_there_is_not(reader: Reader, lay: Lay) -> None:
    folder = lay()
    approve(reader, folder, Wanted())
    before = (folder / "record.yml").read_bytes()
    for id_, line in (("para_2", 7), ("para_4", 11)):
        there = f"--withdraw: {id_} is still there, docs/communications/bridge/index.fr.md:{line}; "
        with pytest.raises(UsageError, match=there):
            approve(reader, folder, Wanted(withdraw=(id_,)))
    assert (folder / "record.yml").read_bytes() == before


def test_swapped__found(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    lay(*([a, c, b, d] for a, b, c, d in (FRENCH, ENGLISH)))
    assert {rule for rule, _ in found(reader)} == {"permalink-moved"}
    named = ["\n{ #para_3 }", "\n{ #para_2 }"]
    lay(*([a, c + named[0], b + named[1], d] for a, b, c, d in (FRENCH, ENGLISH)))
    assert found(reader) == []


def test_written_anew__is_approved_by_name(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    folder = lay(*([a, b, new, d] for (a, b, _, d), new in ((FRENCH, NEW[0]), (ENGLISH, NEW[1]))))
    assert found(reader) == [("permalink-moved", "para_3")]
    with pytest.raises(Refused):
        approve(reader, folder, Wanted())
    said = approve(reader, folder, Wanted(only=("para_3",)))
    assert said == "bridge: 4 blocks recorded; changed: para_3 (fr, en)"
    assert found(reader) == []


def test_withdrawn__is_said_in_its_place(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    folder = lay(*([*texts[:1], *texts[2:]] for texts in (FRENCH, ENGLISH)))
    approve(reader, folder, Wanted(withdraw=("para_2",)))
    _, pages = published(reader)
    for page, said in zip(
        pages.values(), ("Retiré : paragraphe 2.", "Withdrawn: paragraph 2."), strict=True
    ):
        assert [str(i) for i in page.xpath("(. | ./div)/p/@id | ./div[@role]/@id")] == [
            "para_1", "para_2", "para_3", "para_4",
        ]  # fmt: skip
        assert page.get_element_by_id("para_2").text_content() == said


# --- Translations ------------------------------------------------------------------------

MENDED = (FRENCH[0], FRENCH[1].replace("un bac", "un grand bac"), *FRENCH[2:])


def test_stale__until_it_is_approved(reader: Reader, lay: Lay) -> None:
    folder = lay()
    approve(reader, folder, Wanted())
    lay(MENDED)
    assert found(reader) == [("stale-translation", "para_2")]
    said = approve(reader, folder, Wanted(languages=("fr",)))
    assert said == "bridge: 4 blocks recorded; changed: para_2 (fr)"
    assert found(reader) == [("stale-translation", "para_2")]  # the original alone is approved
    said = approve(reader, folder, Wanted(only=("para_2",), languages=("en",)))
    assert said == "bridge: 4 blocks recorded; changed: para_2 (en)"
    assert found(reader) == []


def test_stale__says_what_has_changed_where_git_knows(reader: Reader, lay: Lay) -> None:
    folder = lay()
    approve(reader, folder, Wanted())
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    for arguments in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "The bridge"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True)  # noqa: S603, S607
    lay(MENDED)
    (said,) = messages(reader)
    assert said.startswith(
        'the original has changed since this was approved: "un bac" has become "un grand bac"; '
    )


def test_stale__without_git(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    lay(MENDED)
    (said,) = messages(reader)
    assert 'it is now "Pendant les travaux, un grand bac transportera gratuitement…"' in said


def test_stale__not_what_is_no_text(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    lay([text.replace("juin", "*juin*").replace(" du ", "\ndu ", 1) for text in FRENCH])
    assert found(reader) == []


def marked(page: HtmlElement, where: str) -> list[tuple[str, str]]:
    """Give the blocks of a page that are marked as aged, each with what is said of it."""
    found = []
    for mark in page.xpath(
        f"//details[{has_class('beside')}]{where}[{has_class('beside__stale')}]"
    ):
        details = mark.xpath("ancestor::details")[0]
        assert details.get("data-pagefind-ignore") is not None
        found.append((details.getprevious().get("id"), mark.text_content()))
    return found


IN_SUMMARY, IN_TEXT = "/summary/span", "/p"


def test_stale__the_reader_is_told(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    lay(MENDED)
    letter, pages = published(reader)
    said = ("para_2", "The original was changed after this translation.")
    assert marked(pages["en"], IN_SUMMARY) == marked(pages["en"], IN_TEXT) == [said]
    beside = pages["en"].xpath("//details[summary/span[@class='beside__stale']]")[0]
    assert "un grand bac" in beside.text_content()
    # Of the original nothing is amiss: only what stands beside it has aged.
    assert marked(pages["fr"], IN_SUMMARY) == []
    assert marked(pages["fr"], IN_TEXT) == [("para_2", phrases("fr")["stale"])]
    assert masthead(letter, letter.translations[0]).stale == (("para_2", "paragraph 2"),)
    assert masthead(letter, letter.original).stale == ()
    assert letter.stale == {"en": {"para_2": ("para_2",)}}


@pytest.mark.parametrize("languages", [(), ("en",)])
def test_stale__until_it_is_approved__the_reader_is_told(
    reader: Reader, lay: Lay, languages: tuple[str, ...]
) -> None:
    approve(reader, lay(), Wanted())
    folder = lay(MENDED)
    approve(reader, folder, Wanted(languages=("fr",)))
    assert [id_ for id_, _ in marked(published(reader)[1]["en"], IN_SUMMARY)] == ["para_2"]
    approve(reader, folder, Wanted(only=("para_2",), languages=languages))
    letter, pages = published(reader)
    assert [marked(page, "//*") for page in pages.values()] == [[], []]
    assert masthead(letter, letter.translations[0]).stale == ()
    assert letter.stale == {"en": {}}


def test_stale__nothing_is_said_without_a_record(reader: Reader, lay: Lay) -> None:
    lay(MENDED)
    letter, pages = published(reader)
    assert [marked(page, "//*") for page in pages.values()] == [[], []]
    assert masthead(letter, letter.translations[0]).stale == ()


def test_stale__not_where_another_paragraph_has_come(reader: Reader, lay: Lay) -> None:
    """In a preview, say: its link is astray, but the translation stands beside its original."""
    approve(reader, lay(), Wanted())
    lay(put(FRENCH, 1, NEW[0]), put(ENGLISH, 1, NEW[1]))
    letter, pages = published(reader)
    assert [rule for rule, _ in found(reader)] == ["permalink-moved"]
    assert [marked(page, "//*") for page in pages.values()] == [[], []]
    assert masthead(letter, letter.translations[0]).stale == ()


# --- The state ---------------------------------------------------------------------------


def test_status(reader: Reader, lay: Lay) -> None:
    folder = lay()
    every = list(status.statuses(reader, [folder]))
    assert status.as_text(every) == "bridge (fr, en): not approved yet"
    approve(reader, folder, Wanted())
    lay(MENDED)
    every = list(status.statuses(reader, [folder]))
    assert status.as_text(every) == (
        "bridge (fr, en): approved; findings that stop a strict build: 1\n  en stale: para_2"
    )
    assert json.loads(status.as_json(every)) == {
        "version": 1,
        "communications": [
            {
                "communication": "bridge",
                "approved": True,
                "original": "fr",
                "translations": [
                    {"language": "en", "missing": [], "stale": ["para_2"], "waived": []}
                ],
                "withdrawn": [],
                "findings": 1,
            }
        ],
    }


def test_status__what_cannot_be_read(reader: Reader, lay: Lay) -> None:
    folder = lay()
    (folder / "record.yml").write_text("schema: 9\n")
    every = list(status.statuses(reader, [folder]))
    assert status.as_text(every) == "bridge: cannot be read; concordance check says why"


# --- What only long histories show -----------------------------------------------------------


def test_withdrawn__one_after_the_other(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    folder = lay(*([a, d] for a, _, _, d in (FRENCH, ENGLISH)))
    assert {*found(reader)} == {("permalink-lost", "para_2"), ("permalink-lost", "para_3")}
    said = approve(reader, folder, Wanted(withdraw=("para_3",)))
    assert said == "bridge: 3 blocks recorded; withdrawn: para_3"
    assert found(reader) == [("permalink-lost", "para_2")]
    approve(reader, folder, Wanted(withdraw=("para_2",)))
    assert found(reader) == []


def test_withdrawn__id_is_not_taken_for_another(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    folder = lay(*([a, *rest] for a, _, *rest in (FRENCH, ENGLISH)))
    approve(reader, folder, Wanted(withdraw=("para_2",)))
    folder = lay(*([a, f"{new}\n{{ #para_2 }}", *rest]
                   for (a, _, *rest), new in zip((FRENCH, ENGLISH), NEW, strict=True)))  # fmt: skip
    assert found(reader) == [("permalink-moved", "para_2")]
    (said,) = messages(reader)
    assert said == (
        "what was published under this id was withdrawn, and its link would lead to "
        '"Le stationnement est interdit sur la place du Marché."; if it is that paragraph, put '
        "back: concordance approve docs/communications/bridge --only para_2; if it is another, "
        "give it an id of its own: { #para_1bis }"
    )
    with pytest.raises(Refused):
        approve(reader, folder, Wanted())


def test_withdrawn__and_put_back(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    folder = lay(*([a, *rest] for a, _, *rest in (FRENCH, ENGLISH)))
    approve(reader, folder, Wanted(withdraw=("para_2",)))
    folder = lay(*([a, f"{b}\n{{ #para_2 }}", *rest] for a, b, *rest in (FRENCH, ENGLISH)))
    said = approve(reader, folder, Wanted(only=("para_2",)))
    assert said == "bridge: 4 blocks recorded; changed: para_2 (fr, en)"
    assert found(reader) == []


def test_withdrawn__a_whole_table_leaves_its_number_to_no_other(reader: Reader, lay: Lay) -> None:
    tables = [f"| {a} | {b} |\n|---|---|\n| {c} | {d} |" for a, b, c, d in (FRENCH, ENGLISH)]
    others = ["| x | y |\n|---|---|\n| z | t |"] * 2
    approve(reader, lay(*([a, b] for a, b in zip(tables, others, strict=True))), Wanted())
    folder = lay(*([one] for one in others))
    rows = ("table_1__row_1", "table_1__row_2")
    assert found(reader) == [("permalink-lost", row) for row in rows]
    approve(reader, folder, Wanted(withdraw=rows))
    assert found(reader) == []


ROWS = (
    ("| Jour | Le bac passe |", "| Day | The ferry sails |"),
    ("|---|---|", "|---|---|"),
    ("| lundi | le matin, toutes les heures |", "| Monday | in the morning, every hour |"),
    ("| jeudi {} | la nuit, sans arrêt |", "| Thursday {} | at night, without a break |"),
    ("| samedi | le soir, à la demande |", "| Saturday | in the evening, on request |"),
)


def test_inserted__in_a_table(reader: Reader, lay: Lay) -> None:
    """A row has no line below it: its id stands in its first cell."""

    def tables(*rows: int, name: str = "") -> list[list[str]]:
        return [["\n".join(ROWS[n][side].format(name) for n in rows)] for side in (0, 1)]

    approve(reader, lay(*tables(0, 1, 2, 4)), Wanted())
    lay(*tables(0, 1, 2, 3, 4))
    (said,) = messages(reader)
    name = "{ #table_1__row_2bis }"
    assert said.endswith(f"give what is new an id of its own: {name} at the end of its first cell")
    folder = lay(*tables(0, 1, 2, 3, 4, name=name))
    assert found(reader) == []
    assert approve(reader, folder, Wanted()).endswith("new: table_1__row_2bis")


def test_inserted__several_at_once(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(), Wanted())
    other = ("L'école ouvrira une heure plus tard.", "School will open an hour later.")
    lay(*(put(texts, 2, *new) for texts, *new in zip((FRENCH, ENGLISH), NEW, other, strict=True)))
    (said,) = messages(reader)
    assert '"Le stationnement est interdit sur la place du Marché." and 1 more are new here' in said
    assert said.endswith("give what is new ids of their own: { #para_2bis }, { #para_2ter }")


def test_short__another_is_found(reader: Reader, lay: Lay) -> None:
    approve(reader, lay(["Monsieur,", *FRENCH], ["Sir,", *ENGLISH]), Wanted())
    lay(["Madame,", *FRENCH], ["Madam,", *ENGLISH])
    assert ("permalink-moved", "para_1") in found(reader)


def test_unapproved__of_some_blocks(reader: Reader, lay: Lay) -> None:
    reader = replace(reader, keeps_records=True)
    approve(reader, lay(), Wanted())
    assert found(reader) == []
    folder = lay(put(FRENCH, 4, NEW[0]), put(ENGLISH, 4, NEW[1]))
    assert found(reader) == [("unapproved", "para_5")]
    (said,) = messages(reader)
    assert said == (
        'nothing is recorded of "Le stationnement est interdit sur la place du Marché." yet, so a '
        "link to it may break unnoticed; "
        "once it is right: concordance approve docs/communications/bridge"
    )
    approve(reader, folder, Wanted(languages=("fr",)))
    assert found(reader) == [("unapproved", "para_5")]  # its translation may age
    approve(reader, folder, Wanted())
    assert found(reader) == []


def test_unfinished_merge__of_a_text(reader: Reader, lay: Lay) -> None:
    lay(["<<<<<<< HEAD", FRENCH[0], "=======", FRENCH[1], ">>>>>>> other"])
    assert found(reader) == [("unreadable", "")]
    (said,) = messages(reader)
    assert said.startswith("two branches have changed this text, and the merge was not finished; ")
