"""A build that is refused says why, and leaves the site that stands there as it is."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from concordance.approving import Wanted, approve
from concordance.phrases import phrases
from tests.built import attempt, copy_project

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from concordance.reading import Reader

FOLDER = "docs/communications/2031-05-04-bridge"
FR = """---
title: Lettre sur le pont
date: 2031-05-04
---
/// salutation
Madame,
///

Le pont sera fermé.

La route restera ouverte.
"""
EN = """---
title: Letter about the bridge
translation_of: fr
---
/// salutation
Madam,
///

The bridge will be closed.

The road will remain open.
"""


@dataclass
class Project:
    """A copy of the project, with one good communication and the site built from it."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / FOLDER

    def mend(self) -> None:
        shutil.rmtree(self.folder.parent)
        self.folder.mkdir(parents=True)
        (self.folder / "index.fr.md").write_text(FR, encoding="utf-8")
        (self.folder / "index.en.md").write_text(EN, encoding="utf-8")

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        return attempt(self.root, *options)

    def site(self) -> dict[str, bytes]:
        files = sorted(path for path in (self.root / "site").rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(copy_project(tmp_path_factory.mktemp("project")))
    project.mend()
    done = project.build("--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "site/communications/2031-05-04-bridge/index.html" in project.site()
    assert "site/en/communications/2031-05-04-bridge/index.html" in project.site()
    return project


@pytest.fixture
def project(built: Project) -> Project:
    built.mend()
    return built


def put(project: Project, name: str, content: str | bytes | None) -> None:
    """Write a file of the communication, or remove it."""
    path = project.folder / name
    if content is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def assert_refused(project: Project, message: str, *options: str) -> None:
    before = project.site()
    done = project.build(*options)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert said.count(message) == 1, said
    assert len(re.findall(r"\b(?:error|warning)\[", said)) == 1, said
    assert "the communications have faults; nothing was published" in said
    assert "Traceback" not in said
    assert project.site() == before


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param(
            "index.en.md",
            None,
            f'{FOLDER}/index.fr.md:1: error[missing-translation] there is no version in "en"',
            id="only-one-version",
        ),
        pytest.param(
            "index.de.md",
            EN,
            f'{FOLDER}/index.de.md:1: error[unreadable] the site has no language "de"',
            id="unknown-language",
        ),
        pytest.param(
            "index.fr.md",
            FR.replace("title: Lettre sur le pont\n", ""),
            f"{FOLDER}/index.fr.md:1: error[front-matter] the title is missing",
            id="title-missing",
        ),
        pytest.param(
            "index.fr.md",
            FR.replace("2031-05-04", "mai"),
            f'{FOLDER}/index.fr.md:3: error[front-matter] date: "mai" is no date',
            id="date-is-none",
        ),
        pytest.param(
            "index.en.md",
            EN.replace("Madam,\n///\n", "Madam,\n"),
            f'{FOLDER}/index.en.md:5: error[unreadable] the block "/// salutation" is not closed',
            id="part-not-closed",
        ),
        pytest.param(
            "index.fr.md",
            FR.replace("date: 2031-05-04", "translation_of: en"),
            f"{FOLDER}/index.fr.md:3: error[front-matter] no original: every version has",
            id="no-original",
        ),
        pytest.param(
            "index.fr.md",
            FR.encode("latin-1"),
            f"{FOLDER}/index.fr.md:9: error[unreadable] the file is not UTF-8: byte 0xe9 is",
            id="latin-1",
        ),
        pytest.param(
            "../empty/map.svg",
            "<svg/>",
            "docs/communications/empty:1: error[unreadable] a folder without Markdown",
            id="no-markdown",
        ),
        pytest.param(
            "map.svg",
            "<svg/>",
            f"{FOLDER}/map.svg:1: error[unreadable] a stray file: no version of the",
            id="stray-file",
        ),
        pytest.param(
            "../map.svg",
            "<svg/>",
            "docs/communications/map.svg:1: error[unreadable] a stray file: it is in the folder",
            id="stray-file-beside-the-folders",
        ),
        pytest.param(
            "images/map.svg",
            "<svg/>",
            f"{FOLDER}/images:1: error[unreadable] a folder within the folder of a communication",
            id="folder-within",
        ),
        pytest.param(
            "index.en.md",
            EN.replace("translation_of: fr", "translation_of: fr\ndate: 2031-05-14"),
            f"{FOLDER}/index.en.md:4: error[front-matter] date: 2031-05-14 here, 2031-05-04 in the",
            id="date-differs",
        ),
        pytest.param(
            "index.en.md",
            EN.replace("\n\nThe road will remain open.", ""),
            "error[missing-paragraph]",
            id="missing-paragraph",
        ),
    ],
)
def test_refused(name: str, content: str | bytes | None, message: str, project: Project) -> None:
    put(project, name, content)
    assert_refused(project, message, "--strict")


def test_refused__not_strict(project: Project) -> None:
    put(project, "index.en.md", EN.replace("/// salutation\nMadam,\n///\n\n", ""))
    message = f"{FOLDER}/index.en.md:5: error[missing-section] salutation: the part"
    assert_refused(project, message)


@pytest.mark.parametrize("fault", ["The bridge will be closed on 5 May.", None])
def test_refused__first_site_leaves_nothing(project: Project, fault: str | None) -> None:
    put(project, "index.en.md", EN.replace("The bridge will be closed.", fault) if fault else None)
    done = project.build("--strict", "--site-dir", "first")
    assert done.returncode != 0
    assert not (project.root / "first").exists()
    assert not (project.root / ".first.standing").exists()


def test_refused__language_that_the_site_cannot_speak(project: Project) -> None:
    configuration = project.root / "mkdocs.yml"
    written = configuration.read_text(encoding="utf-8")
    german = written.replace("        - locale: en\n", "        - locale: de\n", 1)
    assert german != written
    before = project.site()
    configuration.write_text(german, encoding="utf-8")
    try:
        done = project.build("--strict")
    finally:
        configuration.write_text(written, encoding="utf-8")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert said.count('no phrases for the language "de" in phrases.yml') == 1
    assert "Traceback" not in said
    assert project.site() == before


def test_refused__no_languages(project: Project) -> None:
    configuration = project.root / "mkdocs.yml"
    written = configuration.read_text(encoding="utf-8")
    before = project.site()
    without = written.replace("plugins:\n  - i18n:", "plugins: []\nextra:\n  i18n:")
    assert without != written
    configuration.write_text(without, encoding="utf-8")
    try:
        done = project.build()
    finally:
        configuration.write_text(written, encoding="utf-8")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert said.count("mkdocs.yml: the i18n plugin is missing under plugins") == 1
    assert "Traceback" not in said
    assert project.site() == before


def test_mended(project: Project) -> None:
    put(project, "index.en.md", EN.replace("\n\nThe road will remain open.", ""))
    assert project.build("--strict").returncode != 0
    page = "site/en/communications/2031-05-04-bridge/index.html"
    put(project, "index.en.md", EN.replace("The road", "The footpath"))
    assert "The footpath" not in project.site()[page].decode()
    done = project.build("--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The footpath will remain open." in project.site()[page].decode()


def test_attachments__are_published(project: Project) -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    for name in ("map of the bridge.svg", "plan.fr.svg", "plan.en.svg"):
        put(project, name, svg.replace("/>", f" id='{name[:7]}'/>"))
    for name, text in (("index.fr.md", FR), ("index.en.md", EN)):
        put(project, name, f"{text}\n[1](<map of the bridge.svg>) and [2](plan.svg)\n")
    done = project.build("--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    site, place = project.site(), "communications/2031-05-04-bridge"
    assert f"site/{place}/map of the bridge.svg" in site
    assert b"plan.fr" in site[f"site/{place}/plan.svg"]
    assert b"plan.en" in site[f"site/en/{place}/plan.svg"]
    english = site[f"site/en/{place}/index.html"].decode()
    assert f'href="../../../{place}/map%20of%20the%20bridge.svg"' in english
    assert 'href="plan.svg"' in english


def test_severities__are_the_publisher_s(project: Project, site_reader: Reader) -> None:
    """A corrected original may be published before its translation, if the publisher says so."""
    reader = replace(site_reader, root=project.root, docs=project.root / "docs")
    approve(reader, project.folder, Wanted())
    put(project, "index.fr.md", FR.replace("sera fermé", "sera bientôt fermé"))
    # As grave as the catalogue has it.
    assert_refused(project, f"{FOLDER}/index.en.md:9: error[stale-translation] para_1: ")
    configuration = project.root / "mkdocs.yml"
    written = configuration.read_text(encoding="utf-8")
    chosen = "\nextra: {concordance: {severities: {stale-translation: %s}}}\n"
    page = "site/en/communications/2031-05-04-bridge/index.html"
    mark = phrases("en")["stale"]
    try:
        configuration.write_text(written + chosen % "warning", encoding="utf-8")
        assert_refused(project, "warning[stale-translation] para_1: ", "--strict")
        assert mark not in project.site()[page].decode()
        configuration.write_text(written + chosen % "note", encoding="utf-8")
        done = project.build("--strict")
        assert done.returncode == 0, done.stdout + done.stderr
        assert mark in project.site()[page].decode()
        standing = project.site()
        configuration.write_text(written + chosen % "nothing", encoding="utf-8")
        done = project.build()
    finally:
        configuration.write_text(written, encoding="utf-8")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert said.count('extra.concordance.severities: "stale-translation: nothing": write the') == 1
    assert "Traceback" not in said
    assert project.site() == standing


def test_refused__renamed_and_forgotten(project: Project, site_reader: Reader) -> None:
    reader = replace(site_reader, root=project.root, docs=project.root / "docs")
    approve(reader, project.folder, Wanted())
    project.folder.rename(project.folder.with_name("the-bridge"))
    message = (
        'error[address-lost] this was published as "2031-05-04-bridge" and is now "the-bridge"'
    )
    assert_refused(project, message, "--strict")


def test_no_communications(project: Project) -> None:
    """A register that has lost all that it held is not published in place of the old one."""
    standing = project.site()
    shutil.rmtree(project.folder.parent)
    try:
        done = project.build("--strict")
    finally:
        project.folder.parent.mkdir()
    assert done.returncode == 1
    assert "docs/communications; nothing was published" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert project.site() == standing


def test_failure_of_the_build_itself(project: Project) -> None:
    """What only MkDocs finds, after it has emptied the folder: the old site is put back."""
    standing = project.site()
    page = project.folder.parents[1] / "citing.en.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n[a link](nowhere.md)\n", encoding="utf-8")
    try:
        done = project.build("--strict")
    finally:
        page.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    assert "nowhere.md" in done.stdout + done.stderr
    assert project.site() == standing
    assert not list(project.folder.parents[2].glob(".*.standing"))
