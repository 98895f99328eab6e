"""A site like this one, with the six official languages of the United Nations."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.utils.yaml import yaml_load

from tests.built import PROJECT, SITE_URL, Built, build, copy_project

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("six.yml").read_text(encoding="utf-8")
)
NAMES: dict[str, str] = {one["locale"]: one["name"] for one in SOURCE["languages"]}
"""The name of each language, in itself."""
SIX = tuple(NAMES)
SITE_NAMES: dict[str, str] = {one["locale"]: one["site_name"] for one in SOURCE["languages"]}
WATER = "communications/2031-06-15-lettre-eau-potable/"
"""A letter whose original is French."""
HERDS = "communications/2031-03-15-report-vaccination/"
"""A report whose original is English."""


def pages() -> Iterator[tuple[str, str]]:
    """Give the name and the text of every page that is no communication."""
    for language in SIX:
        title = SOURCE["register"][language]
        yield f"index.{language}.md", f"---\ntitle: {title}\ntemplate: register.html\n---\n"
        title, text = SOURCE["citing"][language].values()
        yield f"citing.{language}.md", f"# {title}\n\n{text}\n"


def build_six(project: Path, folder: Path) -> Built:
    """Write the site's sources into one folder, and build it into another."""
    lay_six(project)
    return build(folder, project=project, languages=SIX)


def lay_six(project: Path, url: str = SITE_URL, **extra: Any) -> None:  # noqa: ANN401  (as YAML has it)
    """Write the site's sources into a folder; ``extra`` is what its configuration has so named."""
    docs = copy_project(project) / "docs"
    shutil.rmtree(docs / "communications")
    for page in docs.glob("*.md"):
        page.unlink()
    for name, text in pages():
        (docs / name).write_text(text, encoding="utf-8")
    for letter in (WATER, HERDS):
        shutil.copytree(PROJECT / "tests/texts" / Path(letter).name, docs / letter)
    file = project / "mkdocs.yml"
    with file.open(encoding="utf-8") as stream:
        configuration = yaml_load(stream)
    (plugin,) = configuration["plugins"]
    plugin["i18n"]["languages"] = SOURCE["languages"]
    configuration["site_url"] = url
    configuration["extra"] = extra
    file.write_text(yaml.safe_dump(configuration, allow_unicode=True), encoding="utf-8")
