"""What is kept between builds saves work and nothing else: the site is the same to the byte."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.built import SITE_URL, build, copy_project, files_below

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

LETTERS = ("2031-05-04-bridge", "2031-06-01-ferry", "2032-01-02-lamps")
SAID = re.compile(r"(\d+) pages? written, (\d+) of them kept from before, in [\d.]+ s\n")
OF_LETTERS = 2 * (1 + len(LETTERS))


def lay(project: Path, name: str, *, year: str = "2031") -> None:
    folder = project / "docs/communications" / name
    folder.mkdir(exist_ok=True)
    link = f"../{LETTERS[0]}/index.md#para_1"
    (folder / "index.fr.md").write_text(
        f"---\ntitle: Lettre {name}\ndate: {name[:10]}\n---\n"
        f"Le pont sera fermé en {year}, voir [la lettre]({link}).\n\nDeux.\n",
        encoding="utf-8",
    )
    (folder / "index.en.md").write_text(
        f"---\ntitle: Letter {name}\ntranslation_of: fr\n---\n"
        f"The bridge will be closed in {year}, see [the letter]({link}).\n\nTwo.\n",
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("project"))
    for name in LETTERS:
        lay(root, name)
    return root


@pytest.fixture(scope="module")
def cold(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build with nothing kept."""
    return made(project, tmp_path_factory.mktemp("site"), kept=0)


def made(project: Path, folder: Path, *, kept: int, url: str = SITE_URL) -> Built:
    """Build, and see how many of the letters' pages were kept from before."""
    built = build(folder, project=project, url=url, quiet=False)
    found = SAID.search(built.said)
    assert found, built.said
    assert int(found[1]) == len([one for one in built.pages if not one.endswith("404.html")])
    assert int(found[2]) == kept
    return built


def contents(built: Built) -> dict[str, bytes]:
    return files_below(built.folder)


def test_nothing_changed__the_same_bytes(project: Path, cold: Built, tmp_path: Path) -> None:
    warm = made(project, tmp_path / "warm", kept=OF_LETTERS)
    assert contents(warm) == contents(cold)


def test_nothing_kept__the_same_bytes(project: Path, cold: Built, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project, elsewhere, ignore=shutil.ignore_patterns(".cache"))
    assert contents(made(elsewhere, tmp_path / "again", kept=0)) == contents(cold)


def test_corrupt__is_noticed_and_made_anew(project: Path, cold: Built, tmp_path: Path) -> None:
    entries = [path for path in (project / ".cache").rglob("*") if path.is_file()]
    damaged = 0
    for path in entries:
        if not path.name.startswith("."):
            raw = path.read_bytes()
            path.write_bytes(raw[:-3] + bytes(3) if damaged % 2 else raw[: len(raw) // 2])
            damaged += 1
    assert damaged >= 1 + len(LETTERS)
    assert contents(made(project, tmp_path / "mended", kept=0)) == contents(cold)
    assert contents(made(project, tmp_path / "warm", kept=OF_LETTERS)) == contents(cold)


def test_one_changed__is_all_that_is_made_anew(project: Path, cold: Built, tmp_path: Path) -> None:
    made(project, tmp_path / "before", kept=OF_LETTERS)
    lay(project, LETTERS[1], year="2033")
    changed = made(project, tmp_path / "changed", kept=OF_LETTERS - 2)
    page = f"communications/{LETTERS[1]}/index.html"
    assert b"2033" in contents(changed)[page]
    lay(project, LETTERS[1])
    # What it was like before is still there.
    assert contents(made(project, tmp_path / "back", kept=OF_LETTERS)) == contents(cold)


def test_other_address__makes_all_anew(project: Path, tmp_path: Path) -> None:
    other = made(project, tmp_path / "other", kept=0, url="https://elsewhere.example/")
    assert b"https://elsewhere.example/" in contents(other)["sitemap.xml"]
    assert SITE_URL.encode() not in b"".join(
        content for name, content in contents(other).items() if name.endswith(".html")
    )


def test_other_template__makes_all_anew(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project, elsewhere)
    template = elsewhere / "overrides/communication.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace('class="masthead"', 'class="masthead other"'), "utf-8")
    changed = made(elsewhere, tmp_path / "changed", kept=0)
    assert b'class="masthead other"' in contents(changed)[f"communications/{LETTERS[0]}/index.html"]


def test_what_is_no_longer_published__is_on_no_page_that_is_kept(
    project: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project, elsewhere)
    config = elsewhere / "mkdocs.yml"
    left_out = f"exclude_docs: communications/{LETTERS[2]}/index.en.md\n"
    config.write_text(config.read_text(encoding="utf-8") + left_out, encoding="utf-8")
    built = build(tmp_path / "site", project=elsewhere, quiet=False)
    french = built.pages[f"communications/{LETTERS[2]}/"]
    assert f"en/communications/{LETTERS[2]}/" not in built.pages
    assert f"en/communications/{LETTERS[2]}/" not in french.path.read_text(encoding="utf-8")


def test_link_to_what_is_gone__is_seen_though_its_page_is_kept(
    project: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project, elsewhere)
    shutil.rmtree(elsewhere / "docs/communications" / LETTERS[0])
    with pytest.raises(AssertionError, match=r"contains a link '\.\./2031-05-04-bridge/index\.md"):
        build(tmp_path / "refused", project=elsewhere, quiet=False)
