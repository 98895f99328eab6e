"""The life of a communication: whatever becomes of its text, every link ever published holds.

It is lived as editors live it: in a repository, with the real command, by the letter of what the
findings say; and read after each step as readers do, by every link that they may hold.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from concordance import cli
from concordance.fingerprint import plain
from tests.browser.serving import serve
from tests.built import build, copy_project, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

ADDRESS = "communications/2031-05-04-bridge/"
FOLDER = f"docs/{ADDRESS}".removesuffix("/")
HEADS = {
    "fr": "title: Lettre sur le pont\ndescription: Fermeture du pont\ndate: 2031-05-04",
    "en": "title: Letter about the bridge\ndescription: Closing of the bridge\ntranslation_of: fr",
}
WITHDRAWN = {"fr": "Retiré", "en": "Withdrawn"}
ID = re.compile(r"\{ #(\S+) \}")
COMMAND = re.compile(r"concordance (approve [^;]+)")
IDENTITY = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
SAID = """target => {
    const copy = target.cloneNode(true);
    copy.querySelectorAll(".links, .beside, ul").forEach(one => one.remove());
    return target.checkVisibility() ? copy.textContent : "";
}"""

BLOCKS = (
    ("Madame,", "Madam,"),
    (
        "Le pont de la Mare sera fermé tout l'été pour des travaux de peinture.",
        "The Mare bridge will be closed all summer for painting.",
    ),
    (
        "Pendant les travaux, un bac transportera gratuitement les piétons et les cyclistes.",
        "During the works a ferry will carry pedestrians and cyclists free of charge.",
    ),
    (
        (
            "Les autobus passeront par le tunnel de Hart. Il sera éclairé toute la nuit, et deux "
            "gardiens y veilleront à la sécurité des passagers."
        ),
        (
            "Buses will go through the Hart tunnel. It will be lit all night, and two wardens will "
            "see to the safety of passengers there."
        ),
    ),
    (
        "Le marché aux poissons se tiendra sur la place de la Gare jusqu'à la fin des travaux.",
        "The fish market will be held on Station Square until the works are finished.",
    ),
    (
        "Les pêcheurs amarreront leurs barques au nouveau quai, sans droits à payer.",
        "Fishermen will moor their boats at the new quay, with no dues to pay.",
    ),
    (
        "Les riverains recevront un plan de la circulation, accompagné d'un questionnaire.",
        "Residents will receive a traffic map, together with a questionnaire.",
    ),
)
PARKING = ("Le stationnement est interdit sur la place du Marché.", "No parking on Market Square.")
SCHOOL = ("L'école ouvrira une heure plus tard.", "School will open an hour later.")


@dataclass
class Block:
    """A paragraph or heading in both languages, with its author's id, if it has one."""

    fr: str
    en: str
    id: str = ""

    def written(self, language: str) -> str:
        text = self.fr if language == "fr" else self.en
        between = " " if text.startswith("#") else "\n"
        return f"{text}{between}{{ #{self.id} }}" if self.id else text


@dataclass
class Life:
    """A repository with a communication in it, and all links that were ever published."""

    root: Path
    page: Page
    blocks: list[Block]
    published: dict[str, Block | None] = field(default_factory=dict)
    """By id: the paragraph that it was published with, or nothing of one that was withdrawn."""

    # --- What an editor does -----------------------------------------------------------------

    def write(self) -> None:
        for language, head in HEADS.items():
            salutation, *body = (block.written(language) for block in self.blocks)
            text = "\n\n".join(body)
            (self.root / FOLDER / f"index.{language}.md").write_text(
                f"---\n{head}\n---\n\n/// salutation\n{salutation}\n///\n\n{text}\n",
                encoding="utf-8",
            )

    @property
    def record(self) -> Path:
        return self.root / FOLDER / "record.yml"

    def git(self, *arguments: str, status: int = 0) -> str:
        done = self.run(["git", *IDENTITY, *arguments])
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def concordance(self, *arguments: str) -> tuple[int, str]:
        """Run the command; in this process, for it takes a second to start."""
        said = io.StringIO()
        with chdir(self.root), redirect_stdout(said), redirect_stderr(said):
            status = cli.run(arguments)
        return status, said.getvalue()

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(self.root / "hooks")}
        return subprocess.run(  # noqa: S603
            command,
            cwd=self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def check(self, *expected: tuple[str, str, str], passes: bool = False) -> list[dict[str, str]]:
        """Check as an editor does; expect these findings: severity, rule and id of each."""
        status, said = self.concordance("check", "--format", "json")
        found: list[dict[str, str]] = json.loads(said)["findings"]
        told = [(one["severity"], one["rule"], one["id"]) for one in found]
        assert sorted(told) == sorted(expected), found
        assert status == (0 if passes or not expected else 1)
        return found

    def approve(self, *arguments: str) -> str:
        status, said = self.concordance(*(arguments or ("approve", FOLDER)))
        assert status == 0, said
        return said

    def refused(self) -> str:
        """Try to approve what is not right; see that the record is left as it is."""
        before = self.record.read_bytes()
        status, said = self.concordance("approve", FOLDER)
        assert status == 1, said
        assert self.record.read_bytes() == before
        return said

    def do(self, finding: dict[str, str]) -> str:
        """Run the command that a finding proposes, as it stands there."""
        command = COMMAND.search(finding["help"])
        assert command, finding
        return self.approve(*command[1].split())

    # --- What readers see --------------------------------------------------------------------

    def publish(self, message: str, **links: Block | None) -> None:
        """Commit and build, and follow every link that was ever published."""
        self.published |= links
        self.commit(message)
        folder = self.root / "site"
        built = build(folder, project=self.root)
        with serve(built) as host:
            for language in HEADS:
                self._follow_every_link(host + within(ADDRESS, language), language)

    def _follow_every_link(self, address: str, language: str) -> None:
        for id_, block in self.published.items():
            self.page.goto(f"{address}#{id_}")
            target = self.page.locator(":target")
            expect(target).to_have_count(1)
            expect(target).to_have_attribute("id", id_)
            said = plain(str(target.evaluate(SAID)))
            if block is None:
                assert said.startswith(WITHDRAWN[language]), (id_, said)
            else:
                text = block.fr if language == "fr" else block.en
                assert said == plain(text.lstrip("# ")), (id_, said)
        ids = self.page.locator("article [id]").evaluate_all("all => all.map(one => one.id)")
        assert len(ids) == len(set(ids))


@pytest.fixture
def life(tmp_path: Path, browser: Browser) -> Iterator[Life]:
    """Put a communication of its own into a repository that is made as this one is."""
    root = copy_project(tmp_path)
    shutil.rmtree(root / "docs/communications")
    (root / FOLDER).mkdir(parents=True)
    (root / ".gitignore").write_text("site\n__pycache__\n", encoding="utf-8")
    page = browser.new_page()
    lived = Life(root, page, [Block(*texts) for texts in BLOCKS])
    lived.git("init", "--quiet", "--initial-branch", "main")
    yield lived
    page.close()


def test_every_link_ever_published_holds(life: Life) -> None:
    is_published(life)
    a_word_is_mended(life)
    a_paragraph_is_put_in(life)
    one_is_split(life)
    one_is_taken_out(life)
    its_id_is_taken_for_another(life)
    two_change_places(life)
    the_translation_follows_late(life)
    two_branches_approve(life)
    two_branches_count_alike(life)


def is_published(life: Life) -> None:
    life.write()
    (finding,) = life.check(("note", "unapproved", ""), passes=True)
    alone = life.run([sys.executable, "-m", "concordance", "check", "--format", "json"])
    assert json.loads(alone.stdout)["findings"] == [finding]  # as a command of its own says too
    assert life.do(finding).startswith("2031-05-04-bridge: 7 blocks recorded; new: salutation__")
    assert life.approve() == "2031-05-04-bridge: nothing new to record\n"
    salutation, *paragraphs = life.blocks
    links = {f"para_{number}": block for number, block in enumerate(paragraphs, start=1)}
    life.publish("Publish the letter", salutation__para_1=salutation, **links)


def a_word_is_mended(life: Life) -> None:
    life.blocks[2].fr = life.blocks[2].fr.replace("un bac", "un grand bac")
    life.write()
    (finding,) = life.check(("error", "stale-translation", "para_2"))
    assert '"un bac" has become "un grand bac"' in finding["message"]
    life.blocks[2].en = life.blocks[2].en.replace("a ferry", "a large ferry")
    life.write()
    life.check(("error", "stale-translation", "para_2"))
    assert "changed: para_2 (en)" in life.do(finding)
    assert "changed: para_2 (fr)" in life.approve()
    life.publish("Mend a word")


def a_paragraph_is_put_in(life: Life) -> None:
    new = Block(*PARKING)
    life.blocks.insert(2, new)
    life.write()
    (finding,) = life.check(("error", "permalink-moved", "para_2"))
    assert "what was published as para_2 would be para_3" in finding["message"]
    assert "is new here, and 5 that follow are no longer" in life.refused()
    (new.id,) = ID.findall(finding["help"])
    assert new.id == "para_1bis"
    life.write()
    assert life.approve().endswith("new: para_1bis\n")
    life.publish("Put in a paragraph", para_1bis=new)


def one_is_split(life: Life) -> None:
    whole = life.blocks[4]
    half = Block(*(text.partition(". ")[2] for text in (whole.fr, whole.en)))
    whole.fr, whole.en = (text.partition(". ")[0] + "." for text in (whole.fr, whole.en))
    life.blocks.insert(5, half)
    life.write()
    (finding,) = life.check(("error", "permalink-moved", "para_3"))
    life.refused()
    (whole.id,) = ID.findall(finding["help"])
    assert whole.id == "para_2bis"
    life.write()
    life.check(("error", "stale-translation", "para_3"), ("note", "unapproved", "para_2bis"))
    life.approve()
    life.publish("Split a paragraph", para_2bis=whole, para_3=half)


def one_is_taken_out(life: Life) -> None:
    del life.blocks[6]
    life.write()
    (finding,) = life.check(("error", "permalink-lost", "para_4"))
    assert 'its link would lead to "Les pêcheurs' in finding["message"]
    life.refused()
    assert life.do(finding).endswith("withdrawn: para_4\n")
    life.publish("Take a paragraph out", para_4=None)


def its_id_is_taken_for_another(life: Life) -> None:
    new = Block(*SCHOOL, id="para_4")
    life.blocks.append(new)
    life.write()
    (finding,) = life.check(("error", "permalink-moved", "para_4"))
    assert finding["message"].startswith("what was published under this id was withdrawn")
    life.refused()
    (new.id,) = ID.findall(finding["help"])
    life.write()
    life.approve()
    life.publish("Put in a paragraph at the end", **{new.id: new})


def two_change_places(life: Life) -> None:
    one, other = life.blocks[6:8]
    assert (one.fr[:12], other.fr[:13]) == ("Les pêcheurs", "Les riverains")
    life.blocks[6:8] = [other, one]
    life.write()
    (finding,) = life.check(("error", "permalink-moved", "para_5"))
    assert "was published as para_6, and the link para_6 would lead to" in finding["message"]
    life.refused()
    (other.id,) = ID.findall(finding["help"])
    life.write()
    life.approve()
    life.publish("Let two paragraphs change places")


def the_translation_follows_late(life: Life) -> None:
    configuration = life.root / "mkdocs.yml"
    with configuration.open("a", encoding="utf-8") as file:
        file.write("\nextra: { concordance: { severities: { stale-translation: note } } }\n")
    late = life.blocks[1]
    late.fr = late.fr.replace("tout l'été", "tout l'été et tout l'automne")
    life.write()
    (finding,) = life.check(("note", "stale-translation", "para_1"), passes=True)
    assert "changed: para_1 (fr)" in life.approve("approve", FOLDER, "--language", "fr")
    life.publish("Change the original, and translate it later")
    late.en = late.en.replace("all summer", "all summer and all autumn")
    life.write()
    assert "changed: para_1 (en)" in life.do(finding)
    life.check()
    life.commit("Translate the change")  # and publish it with what comes next


def two_branches_approve(life: Life) -> None:
    one, other = life.blocks[1:3]
    life.git("checkout", "--quiet", "-b", "other")
    other.fr = other.fr.replace("interdit", "toujours interdit")
    other.en = other.en.replace("No parking", "Never any parking")
    life.write()
    life.approve()
    life.commit("Mend the paragraph on parking")
    life.git("checkout", "--quiet", "main")
    wanted = other.fr, other.en
    other.fr, other.en = PARKING
    one.fr = one.fr.replace("fermé", "entièrement fermé")
    one.en = one.en.replace("closed", "wholly closed")
    life.write()
    life.approve()
    life.commit("Mend the first paragraph")
    assert "record.yml" in life.git("merge", "other", status=1)
    other.fr, other.en = wanted
    # Neither the command nor a build takes what git has left there, and neither writes over it.
    (finding,) = life.check(("error", "unreadable", ""))
    assert finding["message"] == (
        "two branches have changed the record, and the merge was not finished"
    )
    assert "the merge was not finished" in life.refused()
    # An editor keeps all lines, is told which there are twice, and keeps one of each.
    lines = [
        line
        for line in life.record.read_text(encoding="utf-8").splitlines()
        if not re.match("<{7}|={7}|>{7}", line)
    ]
    life.record.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (finding,) = life.check(("error", "unreadable", ""))
    assert '"para_1" stands twice in the record, first on line ' in finding["message"]
    assert '"para_1" stands twice' in life.refused()
    kept = {line.partition(":")[0]: line for line in reversed(lines)}
    life.record.write_text("\n".join(reversed(kept.values())) + "\n", encoding="utf-8")
    life.check(("note", "stale-translation", "para_1bis"), passes=True)
    assert "changed: para_1bis (fr, en)" in life.approve()
    life.publish("Merge what the other branch has mended")


def two_branches_count_alike(life: Life) -> None:
    """Each puts in a heading, in places far apart: git merges the texts without a word."""
    first, last = Block("## Les travaux", "## The works"), Block("## La ville", "## The town")
    without = [*life.blocks]
    life.git("checkout", "--quiet", "-b", "another")
    life.blocks = [*without[:-1], last, without[-1]]
    life.write()
    life.approve()
    life.commit("Put a heading at the end")
    life.git("checkout", "--quiet", "main")
    life.blocks = [without[0], first, *without[1:]]
    life.write()
    life.approve()
    life.publish("Put a heading at the beginning", sec_1=first)
    life.git("merge", "--quiet", "another", "--message", "Merge the other heading")
    (finding,) = life.check(("error", "unreadable", ""))
    assert finding["message"].startswith('"sec_1" stands twice in the record')
    assert '"sec_1" stands twice' in life.refused()
    # The line of the one that readers know is kept, and the other gets an id of its own.
    lines = life.record.read_text(encoding="utf-8").splitlines()
    lines.remove(next(line for line in reversed(lines) if line.startswith("  sec_1:")))
    life.record.write_text("\n".join(lines) + "\n", encoding="utf-8")
    last.id = "sec_2"
    life.blocks = [without[0], first, *without[1:-1], last, without[-1]]
    life.write()
    assert life.approve().endswith("new: sec_2\n")
    life.publish("Merge the other heading", sec_2=last)
