"""A communication that is renamed: its old address leads on, and is not forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import html

from concordance import formerly, record
from concordance.approving import Refused, Wanted, approve
from concordance.configuration import UsageError
from tests.built import values
from tests.made import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from concordance.reading import Reader

    Lay = Callable[..., Path]

FRENCH = "Le pont de la Mare sera fermé du 12 juin au 4 juillet.\n\nUn bac le remplacera.\n"
ENGLISH = "The Mare bridge will be closed from 12 June to 4 July.\n\nA ferry will replace it.\n"


@pytest.fixture
def lay(reader: Reader) -> Lay:
    """Write both versions below the folder of all communications."""

    def write(address: str, before: str = "", english: str = ENGLISH) -> Path:
        folder = reader.docs / "communications" / address
        folder.mkdir(parents=True, exist_ok=True)
        said = f"\nformerly: {before}" if before else ""
        (folder / "index.fr.md").write_text(f"---\ntitle: Le pont{said}\n---\n\n{FRENCH}")
        (folder / "index.en.md").write_text(
            f"---\ntitle: The bridge\ntranslation_of: fr\n---\n\n{english}"
        )
        return folder

    return write


def renamed(folder: Path, address: str) -> Path:
    """Move a folder below the folder of all communications."""
    root = next(parent for parent in folder.parents if parent.name == "communications")
    (root / address).parent.mkdir(exist_ok=True)
    return folder.rename(root / address)


def found(reader: Reader) -> list[str]:
    return [f"{one.rule}: {one.message}" for one in check(reader, reader.docs)[1].findings]


def addresses(folder: Path) -> tuple[str, ...]:
    known = record.read(folder / record.FILE)
    assert known
    return known.addresses


# --- The record --------------------------------------------------------------------------


def test_renamed__and_forgotten(reader: Reader, lay: Lay) -> None:
    folder = lay("pont")
    approve(reader, folder, Wanted())
    folder = renamed(folder, "mare-bridge")
    (finding,) = check(reader, reader.docs)[1].findings
    assert (finding.rule, finding.severity, finding.id) == ("address-lost", "error", "")
    assert str(finding.place) == "docs/communications/mare-bridge/index.fr.md:1"
    assert finding.message == (
        'this was published as "pont" and is now "mare-bridge": whoever holds a link to it finds '
        "nothing"
    )
    assert finding.help.startswith("add formerly: [pont] to the front matter of the original")


def test_renamed__approving_does_not_make_it_forgotten(reader: Reader, lay: Lay) -> None:
    folder = lay("pont")
    approve(reader, folder, Wanted())
    folder = renamed(folder, "mare-bridge")
    before = (folder / record.FILE).read_bytes()
    for wanted in (Wanted(), Wanted(only=("para_1",)), Wanted(languages=("fr",))):
        with pytest.raises(Refused) as refused:
            approve(reader, folder, wanted)
        assert [one.rule for one in refused.value.findings] == ["address-lost"]
    assert (folder / record.FILE).read_bytes() == before
    # Not even where the publisher lets it pass.
    approve(replace(reader, severities={"address-lost": "note"}), folder, Wanted())
    assert addresses(folder) == ("pont", "mare-bridge")
    assert [one.partition(":")[0] for one in found(reader)] == ["address-lost"]


def test_renamed__and_said(reader: Reader, lay: Lay) -> None:
    folder = lay("pont")
    approve(reader, folder, Wanted())
    renamed(folder, "mare-bridge")
    folder = lay("mare-bridge", "[pont]")
    assert found(reader) == []
    said = approve(reader, folder, Wanted())
    assert said == "mare-bridge: 2 blocks recorded; address: mare-bridge"
    assert addresses(folder) == ("pont", "mare-bridge")
    assert approve(reader, folder, Wanted()) == "mare-bridge: nothing new to record"
    # Once more: each address that was published leads on.
    renamed(folder, "the-bridge")
    lay("the-bridge", "[pont]")
    (said,) = found(reader)
    assert said.startswith('address-lost: this was published as "mare-bridge"')
    folder = lay("the-bridge", "[pont, mare-bridge]")
    assert found(reader) == []
    approve(reader, folder, Wanted())
    lay("the-bridge")
    assert len(found(reader)) == 2


def test_renamed__and_named_back(reader: Reader, lay: Lay) -> None:
    folder = lay("pont")
    approve(reader, folder, Wanted())
    renamed(folder, "mare-bridge")
    folder = lay("mare-bridge", "[pont]")
    approve(reader, folder, Wanted())
    renamed(folder, "pont")
    folder = lay("pont", "[mare-bridge]")
    assert found(reader) == []
    approve(reader, folder, Wanted())
    assert addresses(folder) == ("mare-bridge", "pont")


@pytest.mark.parametrize(
    ("first", "then"), [("pont", "2031/pont"), ("2031/pont", "pont"), ("2030/pont", "2031/pont")]
)
def test_moved_to_another_folder(reader: Reader, lay: Lay, first: str, then: str) -> None:
    """The name is the same, the address is not."""
    folder = lay(first)
    approve(reader, folder, Wanted())
    assert addresses(folder) == (first,)
    renamed(folder, then)
    for parent in (reader.docs / "communications").iterdir():
        if not list(parent.iterdir()):
            parent.rmdir()
    (said,) = found(reader)
    assert said.startswith(f'address-lost: this was published as "{first}" and is now "{then}"')
    lay(then, f"[{first}]")
    assert found(reader) == []


def test_withdrawing__keeps_the_addresses(reader: Reader, lay: Lay) -> None:
    folder = lay("pont")
    approve(reader, folder, Wanted())
    for file in folder.glob("*.md"):
        file.write_text(file.read_text().rstrip().rpartition("\n\n")[0] + "\n")
    approve(reader, folder, Wanted(withdraw=("para_2",)))
    assert addresses(folder) == ("pont",)


def test_withdrawing__of_nothing_that_is_recorded(reader: Reader, lay: Lay) -> None:
    with pytest.raises(UsageError, match="nothing was published as para_2"):
        approve(reader, lay("pont"), Wanted(withdraw=("para_2",)))


def test_record_from_before_addresses_were_kept(reader: Reader, lay: Lay) -> None:
    folder = lay("pont")
    approve(reader, folder, Wanted())
    path = folder / record.FILE
    path.write_text(path.read_text().replace("addresses: [pont]\n", ""))
    assert addresses(folder) == ()
    folder = renamed(folder, "mare-bridge")
    assert found(reader) == []  # there is nothing that could tell
    approve(reader, folder, Wanted())
    assert addresses(folder) == ("mare-bridge",)


# --- The front matter --------------------------------------------------------------------


def test_own_name(reader: Reader, lay: Lay) -> None:
    lay("pont", "[pont]")
    (finding,) = check(reader, reader.docs)[1].findings
    assert finding.message == 'formerly: "pont": that is its name now'
    assert str(finding.place) == "docs/communications/pont/index.fr.md:3"


def test_name_of_another_folder(reader: Reader, lay: Lay) -> None:
    lay("bac")
    lay("pont", "[bac]")
    (said,) = found(reader)
    assert said == (
        'front-matter: formerly: "bac": that is the address of another folder, '
        "docs/communications/bac"
    )


def test_claimed_by_two(reader: Reader, lay: Lay) -> None:
    lay("a", "[pont]")
    lay("b", "[pont]")
    assert found(reader) == [
        'front-matter: formerly: "pont": docs/communications/a/index.fr.md says that of itself'
    ]


def test_in_a_translation(reader: Reader, lay: Lay) -> None:
    folder = lay("pont")
    text = (folder / "index.en.md").read_text()
    (folder / "index.en.md").write_text(
        text.replace("\ntranslation", "\nformerly: [a]\ntranslation")
    )
    assert found(reader) == ["front-matter: formerly: a here, nothing in the original"]


def test_several__are_no_fault(reader: Reader, lay: Lay) -> None:
    lay("pont", "[le-pont, 2030/pont, pont de la Mare]")
    lay("bac", "[ferry]")
    assert found(reader) == []


# --- The page at the old address ---------------------------------------------------------


def test_page() -> None:
    written = formerly.page(
        "ar", 'A <b>"title"</b>', "../new/", "https://a.example/new/", "../f.js"
    )
    page = html.document_fromstring(written)
    assert values(page, "/html/@lang | /html/@dir") == ["ar", "rtl"]
    assert values(page, "//script/@src | //script/@data-to") == ["../f.js", "../new/"]
    assert values(page, "//script/text()") == []
    assert values(page, "//link[@rel='canonical']/@href") == ["https://a.example/new/"]
    assert values(page, "//meta[@name='robots']/@content") == ["noindex"]
    assert values(page, "//noscript/meta/@content") == ["0; url=../new/"]
    assert values(page, "//main//a/@href") == ["../new/"]
    assert values(page, "//main//a/text()") == ['A <b>"title"</b>']
