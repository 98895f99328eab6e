"""The MkDocs hook: it connects events to the library, and settles what only MkDocs knows of.

The i18n plugin builds the site once for each language, with all events each time. The check
runs in the first of these builds only, before MkDocs empties the site folder.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url

from concordance import blocks, pages
from concordance.check import check
from concordance.configuration import UsageError, reader_of
from concordance.findings import as_text, summary
from concordance.folders import FOLDER
from concordance.phrases import phrases
from concordance.standing import StandingSite

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from concordance.model import Communication, Version

log = get_plugin_logger("concordance")


@dataclass
class _Site:
    """What one build knows, in all its languages."""

    versions: dict[str, tuple[Communication, Version]] = field(default_factory=dict)
    """Each version by the path of its file."""
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    """The address of each version, from the site's root, by communication and language."""
    attachments: list[File] = field(default_factory=list)
    """What texts link to, in no language or in the default one."""
    to_stay: bool = False
    """Whether the site is built to be published, and not in a folder for a preview."""
    standing: StandingSite | None = None
    """The site that is being replaced."""


_site = _Site()
EXAMPLE = "https://concordance.example/"


def _i18n(config: MkDocsConfig) -> Any:  # noqa: ANN401  (the plugin has no types)
    return config.plugins["i18n"]


def _language(config: MkDocsConfig) -> str:
    return str(_i18n(config).current_language)


def on_startup(command: str, dirty: bool) -> None:  # noqa: FBT001  (as MkDocs calls it)
    """Note whether a site is built to stay, and not for a preview."""
    _site.to_stay = command != "serve"


@event_priority(-150)  # after the i18n plugin has said which language is being built
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add our Markdown extension to those of the site, and let the theme speak its language."""
    if "i18n" in config.plugins:
        config.theme["language"] = _language(config)
    if blocks.NAME not in config.markdown_extensions:
        config.markdown_extensions.append(blocks.NAME)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check every communication; refuse the build while the old site still stands."""
    if "i18n" in config.plugins and _i18n(config).building:
        return
    try:
        reader = reader_of(config, root=Path(config.config_file_path).parent)
        for language in reader.languages:
            phrases(language)
        communications, report = check(reader, reader.docs)
    except (UsageError, LookupError, OSError) as error:
        raise PluginError(str(error)) from error
    if report.stops and (config.strict or any(f.severity == "error" for f in report.findings)):
        message = f"the communications have faults; nothing was published\n\n{as_text(report)}\n"
        raise PluginError(message)
    if not communications:
        message = f"no communication in {reader.docs / FOLDER}; nothing was published"
        raise PluginError(message)
    if not config.site_url:
        message = "site_url is empty in mkdocs.yml: permanent addresses begin with it"
        raise PluginError(message)
    level = logging.WARNING if report.stops else logging.INFO
    log.log(level, as_text(report) if report.findings else summary(report))
    if config.site_url == EXAMPLE:
        log.info("SITE_URL is not set: permanent addresses begin with %s", EXAMPLE)
    _site.versions = {
        str(version.path): (communication, version)
        for communication in communications
        for version in communication.versions
    }
    _site.addresses = {}
    if _site.to_stay:
        _site.standing = StandingSite(Path(config.site_dir))
        _site.standing.keep()


@event_priority(-150)  # after the i18n plugin has given every file its language
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Note the address of every version, and let every language link to the attachments."""
    for file in files.documentation_pages():
        if found := _site.versions.get(str(file.abs_src_path)):
            for language, other in _alternates(file, config).items():
                _site.addresses[found[0].name, language] = other.url
    # The i18n plugin keeps them for the default language only; they are published once.
    if not _i18n(config).building:
        docs = Path(config.docs_dir)
        _site.attachments = [
            file
            for file in files
            if not file.is_documentation_page() and docs in Path(str(file.abs_src_path)).parents
        ]
    for file in _site.attachments:
        if file.src_uri not in files.src_uris:
            files.append(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set our Markdown extension up for this page."""
    language, found = _language(config), _site.versions.get(str(page.file.abs_src_path))
    others = [
        {
            "language": code,
            "name": _name(config, code),
            "href": get_relative_url(file.url, page.file.url),
        }
        for code, file in _alternates(page.file, config).items()
        if code != language
    ]
    options: dict[str, Any] = {"language": language}
    if found:
        communication, version = found
        page.meta["template"] = "communication.html"
        options |= pages.markdown_options(communication, version, others)
        markdown = version.markdown
    config.mdx_configs[blocks.NAME] = options
    config.mdx_configs.setdefault("footnotes", {})["BACKLINK_TITLE"] = phrases(language)[
        "footnote_back"
    ]
    return markdown


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let every template speak the language that is being built."""
    plugin = _i18n(config)
    language = plugin.current_language
    env.globals["language"] = language
    env.globals["say"] = phrases(language)
    env.globals["every_say"] = {code: phrases(code) for code in plugin.build_languages}
    env.globals["site_languages"] = [
        {
            "code": code,
            "name": _name(config, code),
            "home": "" if code == plugin.default_language else f"{code}/",
        }
        for code in plugin.build_languages
    ]
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the templates the facts of the communication, or the register."""
    # The theme's own way past the header leads to the first heading, past what stands above it.
    page.toc = TableOfContents([])
    alternates = _alternates(page.file, config)
    context["alternates"] = [
        {
            "code": code,
            "name": _name(config, code),
            "url": file.url,
            "absolute": urljoin(config.site_url or "", file.url),
        }
        for code, file in alternates.items()
    ]
    language = _language(config)
    if found := _site.versions.get(str(page.file.abs_src_path)):
        communication, version = found
        addresses = {item["code"]: item["absolute"] for item in context["alternates"]}
        context["masthead"] = pages.masthead(communication, version)
        context["schema"] = pages.schema(communication, version, addresses)
    elif page.meta.get("template") == "register.html":
        communications = {found[0].name: found[0] for found in _site.versions.values()}
        context["register"] = pages.register(
            communications.values(), language, _i18n(config).build_languages, _site.addresses
        )
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the page for what is not found in each language, that of the default one at the root."""
    plugin = _i18n(config)
    if template_name != "404.html" or plugin.is_default_language_build:
        return output_content
    target = Path(config.site_dir, plugin.current_language, template_name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(output_content, encoding="utf-8")
    return ""


@event_priority(-200)  # after the i18n plugin has built all the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Index the built pages for the search, once all languages are there."""
    if _i18n(config).building:
        return
    command = [sys.executable, "-m", "pagefind", "--site", config.site_dir, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        message = f"the search index could not be made: {done.stderr or done.stdout}"
        raise PluginError(message)
    if _site.standing:
        _site.standing.built = True


def on_build_error(error: Exception) -> None:
    """Note that the site is not whole: a strict build fails only after all events."""
    if _site.standing:
        _site.standing.built = False


def on_shutdown() -> None:
    """Leave the new site, or put back the one that stood there."""
    if _site.standing:
        _site.standing.settle()


def _alternates(file: File, config: MkDocsConfig) -> dict[str, File]:
    """Give the same page in every language, its own included, in the order of the site."""
    alternates: dict[str, File] = getattr(file, "alternates", {})
    order = _i18n(config).build_languages
    return {code: alternates[code] for code in order if code in alternates}


def _name(config: MkDocsConfig, code: str) -> str:
    return str(_i18n(config).get_language_config(code).name)
