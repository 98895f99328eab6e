"""In a preview, what the check finds is shown on the page, and is gone when it is mended."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from concordance.phrases import phrases
from tests.built import LANGUAGES, LETTER, PROJECT, copy_project, within
from tests.nu import complaints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.built import Built

BUILT_ANEW = 30_000  # milliseconds
BEGUN = 30  # seconds
RELOADING = re.compile(r"livereload\(\d+, \d+\)")
BOTH = pytest.mark.parametrize("language", LANGUAGES)


@dataclass
class Preview:
    """A copy of the project that is being served."""

    root: Path
    url: str
    log: Path

    def file(self, language: str, letter: str = LETTER) -> Path:
        return self.root / "docs" / letter / f"index.{language}.md"

    def change(self, language: str, old: str, new: str) -> None:
        file = self.file(language)
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with serving(copy_project(tmp_path_factory.mktemp("preview"))) as preview:
        yield preview


@pytest.fixture
def preview(served: Preview) -> Iterator[Preview]:
    """Put the sources back as they were after each test."""
    yield served
    shutil.copytree(PROJECT / "docs", served.root / "docs", dirs_exist_ok=True)


@contextmanager
def serving(root: Path) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = root / "log.txt"
    command = [sys.executable, "-m", "mkdocs", "serve", "--strict", "-a", f"127.0.0.1:{port}"]
    environment = {**os.environ, "SITE_URL": f"http://127.0.0.1:{port}/"}
    with (
        log.open("w") as out,
        subprocess.Popen(  # noqa: S603
            command, cwd=root, env=environment, stdout=out, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}/"
            wait_for(url, process, log)
            yield Preview(root, url, log)
        finally:
            process.terminate()


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + BEGUN
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            with urlopen(url):  # noqa: S310  (our own)
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(log.read_text())


def wait_until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + BEGUN
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def violations(page: Page) -> int:
    """Count what is amiss in a view, in a window that stays as it is whatever is built anew."""
    still = page.context.new_page()
    still.route("**/livereload/**", lambda route: route.abort())
    still.goto(page.url)
    found = Axe().run(still, options={"runOnly": ["wcag2a", "wcag2aa"]}).violations_count
    still.close()
    return int(found)


@BOTH
def test_finding__shown_until_it_is_mended(preview: Preview, page: Page, language: str) -> None:
    say = phrases(language)
    page.goto(preview.url + within(LETTER, language))
    panel = page.get_by_role("region", name=say["findings_one"])
    expect(panel).to_have_count(0)
    expect(page.locator("[data-finding]")).to_have_count(0)

    preview.change("en", "2024-2030", "2024-2031")
    expect(panel).to_be_visible(timeout=BUILT_ANEW)
    expect(panel).to_contain_text(say["finding_error"])
    expect(panel).to_contain_text(f"docs/{LETTER}index.en.md:18")
    expect(panel).to_contain_text('"2024-2031" here, "2024-2030" in the original')
    marked = page.locator("[data-finding]")
    expect(marked).to_have_count(1)
    expect(marked).to_have_id("para_3")
    panel.get_by_role("link").click()
    expect(page).to_have_url(preview.url + within(LETTER, language) + "#para_3")
    assert violations(page) == 0
    said = preview.log.read_text()
    assert "ERROR" in said
    assert f"docs/{LETTER}index.en.md:18: error[" in said

    preview.change("en", "2024-2031", "2024-2030")
    expect(panel).to_have_count(0, timeout=BUILT_ANEW)
    expect(marked).to_have_count(0)


@BOTH
def test_text_that_cannot_be_read__shown_as_it_is(
    preview: Preview, page: Page, language: str
) -> None:
    say = phrases(language)
    page.goto(preview.url + within(LETTER, language))
    file = preview.file(language)
    file.write_bytes(file.read_bytes() + b"/// closing\n<b>caf\xc3\xa9</b>\n")
    panel = page.get_by_role("region", name=say["findings_one"])
    expect(panel).to_be_visible(timeout=BUILT_ANEW)
    expect(panel).to_contain_text("is not closed before the end of the file")
    expect(page.get_by_text(say["unread_text"])).to_be_visible()
    expect(page.get_by_text("<b>café</b>")).to_be_visible()
    assert violations(page) == 0
    line = file.read_bytes().count(b"\n") - 1
    panel.get_by_role("link").click()
    expect(page.locator(f"#line_{line}")).to_contain_text("/// closing")
    # The other version is there to be read.
    other = "en" if language == "fr" else "fr"
    page.goto(preview.url + within(LETTER, other))
    expect(page.locator("#para_1")).to_be_visible()
    expect(page.get_by_role("region", name=phrases(other)["findings_one"])).to_be_visible()


def test_file_that_is_not_utf_8__shown(preview: Preview, page: Page) -> None:
    page.goto(preview.url + LETTER)
    preview.file("fr").write_bytes(b"---\ntitle: A\n---\n\xe9t\xe9\n")
    panel = page.get_by_role("region", name=phrases("fr")["findings_one"])
    expect(panel).to_contain_text("the file is not UTF-8", timeout=BUILT_ANEW)


@BOTH
def test_register__lists_what_is_to_be_reviewed(
    preview: Preview, page: Page, language: str
) -> None:
    say = phrases(language)
    page.goto(preview.url + within("", language))
    panel = page.get_by_role("region", name=say["faulty"])
    expect(panel).to_have_count(0)
    preview.file("en").rename(preview.root / "kept.md")
    stray = preview.root / "docs" / "communications" / "stray.txt"
    stray.write_text("?")
    expect(panel).to_contain_text("stray file", timeout=BUILT_ANEW)
    panel.get_by_role("link").click()
    expect(page).to_have_url(preview.url + LETTER)
    expect(page.get_by_text('there is no version in "en"')).to_be_visible()
    expect(page.locator("#para_1")).to_be_visible()
    stray.unlink()
    (preview.root / "kept.md").rename(preview.file("en"))
    expect(page.get_by_role("region", name=phrases("fr")["findings_one"])).to_have_count(
        0, timeout=BUILT_ANEW
    )


def test_every_view__valid(preview: Preview, page: Page, checker: Path, tmp_path: Path) -> None:
    def keep(name: str, address: str) -> None:
        page.goto(preview.url + address)
        with urlopen(page.url) as answer:  # noqa: S310  (our own)
            (tmp_path / f"{name}.html").write_bytes(answer.read())

    page.goto(preview.url + LETTER)
    preview.change("en", "2024-2030", "2024-2031")
    panel = page.get_by_role("region", name=phrases("fr")["findings_one"])
    expect(panel).to_be_visible(timeout=BUILT_ANEW)
    keep("found", LETTER)
    keep("register", "")
    page.goto(preview.url + LETTER)
    preview.file("fr").write_bytes(b"---\ntitle: A\n---\n\xe9t\xe9\n")
    expect(page.locator(".raw")).to_be_visible(timeout=BUILT_ANEW)
    keep("unread", LETTER)
    files = sorted(tmp_path.iterdir())
    assert all(b'class="findings"' in file.read_bytes() for file in files)
    assert complaints(checker, *files) == []


def test_edit__makes_its_letter_alone_and_nothing_else_has_to_be_made(tmp_path: Path) -> None:
    addresses = [within(address, language) for address in ("", LETTER) for language in LANGUAGES]
    with serving(copy_project(tmp_path)) as preview:

        def views() -> dict[str, str]:
            found = {}
            for address in addresses:
                with urlopen(preview.url + address) as answer:  # noqa: S310  (our own)
                    found[address] = RELOADING.sub("", answer.read().decode())
            return found

        def built(times: int) -> bool:
            return preview.log.read_text().count("Documentation built") == times

        def shown(words: str) -> bool:
            return words in views()[within(LETTER, "en")]

        # The second edit is a fault, which the home pages show as well.
        for count, (old, new) in enumerate([("a strategic", "one strategic"), ("2030", "2031")], 1):
            before = views()
            preview.change("en", old, new)
            wait_until(partial(shown, new))
            changed = views()
            others = ["", within("", "en")]
            assert built(count)
            assert all((changed[at] != before[at]) == (new == "2031") for at in others)
            configuration = preview.root / "mkdocs.yml"
            configuration.write_bytes(configuration.read_bytes())  # and MkDocs builds all
            wait_until(partial(built, count + 1))
            again = views()
            assert [address for address in addresses if again[address] != changed[address]] == []


def test_published__nothing_of_it(site: Built) -> None:
    for built in site.pages.values():
        text = built.path.read_text(encoding="utf-8")
        assert "__findings" not in text
        assert "data-finding" not in text
