"""The MkDocs hook: it connects events to the library, and settles what only MkDocs knows of.

The i18n plugin builds the site once for each language, with all events each time. In the first of
these builds every communication is read, before MkDocs empties the site folder; what they say is
compared while their pages are made. The site that stands is put aside meanwhile, and put back
where the new one is refused.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import CountHandler, get_relative_url

from concordance import blocks, citing, filtering, pages, record, typography
from concordance.check import compared, examine, read, report_on
from concordance.configuration import UsageError, reader_of
from concordance.findings import Report, as_text, summary
from concordance.folders import FOLDER
from concordance.listing import Told
from concordance.meanwhile import Meanwhile
from concordance.phrases import direction, locale, phrases
from concordance.register import entry_of, register
from concordance.remembering import Memory
from concordance.standing import StandingSite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from concordance.blocks import Text
    from concordance.findings import Finding
    from concordance.model import Communication, Version
    from concordance.reading import Reader
    from concordance.register import Listing, Register

log = get_plugin_logger("concordance")


@dataclass
class _Site:
    """What one build knows, in all its languages."""

    versions: dict[str, tuple[Communication, Version]] = field(default_factory=dict)
    """Each version by the path of its file."""
    texts: dict[str, Text] = field(default_factory=dict)
    """What each version was converted to when it was read, by the path of its file."""
    report: Report = field(default_factory=lambda: Report(0, 0, 0, ()))
    """What was found: nothing that stops a build, unless this is a preview."""
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    """The address of each version, from the site's root, by communication and language."""
    told: Told = field(init=False)
    """The register in the language that is being built."""
    listings: dict[str, Listing] = field(default_factory=dict)
    """The pages of the register in that language, by the paths of their files."""
    listed: dict[str, set[str]] = field(default_factory=dict)
    """The addresses of these pages in each language that has been built."""
    attachments: list[File] = field(default_factory=list)
    """What texts link to, in no language or in the default one."""
    to_stay: bool = False
    """Whether the site is built to be published, and not in a folder for a preview."""
    checking: Meanwhile[Report] | None = None
    """What is found in the communications, while their pages are made."""
    standing: StandingSite | None = None
    """The site that is being replaced."""
    memory: Memory = field(default_factory=Memory)
    """What a preview need not read again."""


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
    """Read every communication, and begin to check; a preview checks before it goes on."""
    first = "i18n" not in config.plugins or not _i18n(config).building
    if first:
        _read_and_check(config)
    if _site.report.stops and not _site.to_stay:
        # A preview goes on. MkDocs would give up a strict one for what is said here, and for
        # links into a text that cannot be read.
        mkdocs = logging.getLogger("mkdocs")
        for handler in [one for one in mkdocs.handlers if isinstance(one, CountHandler)]:
            mkdocs.removeHandler(handler)
    if first and not _site.to_stay:
        _say(_site.report)


def _read_and_check(config: MkDocsConfig) -> None:
    try:
        reader = reader_of(config, root=Path(config.config_file_path).parent)
        for language in reader.languages:
            phrases(language)
        how = read if _site.to_stay else examine
        communications, report = _site.memory.check(reader, reader.docs, examine=how)
    except (UsageError, LookupError, OSError) as error:
        raise PluginError(str(error)) from error
    if _site.to_stay:
        _refuse(report, config)
    if not communications and not report.findings:
        message = f"no communication in {reader.docs / FOLDER}; nothing was published"
        raise PluginError(message)
    if not config.site_url:
        message = "site_url is empty in mkdocs.yml: permanent addresses begin with it"
        raise PluginError(message)
    if config.site_url == EXAMPLE:
        log.info("SITE_URL is not set: permanent addresses begin with %s", EXAMPLE)
    _site.report = report
    _site.versions = {
        str(version.path): (communication, version)
        for communication in (*communications, *_site.memory.partial())
        for version in communication.versions
    }
    _site.addresses, _site.listed = {}, {}
    _site.texts = _site.memory.texts
    if _site.to_stay:
        _site.memory = Memory()
        _site.standing = StandingSite(Path(config.site_dir))
        _site.standing.keep()
        work = partial(_compare, reader, communications)
        if _site.standing.safe:
            _site.checking = Meanwhile(work)
        else:  # what stands there cannot be put aside, so it is not touched before all is checked
            _refuse_or_say(work(), config)


def _refuse(report: Report, config: MkDocsConfig) -> None:
    if report.stops and (config.strict or _worst(report) == "error"):
        message = f"the communications have faults; nothing was published\n\n{as_text(report)}\n"
        raise PluginError(message)


def _compare(reader: Reader, communications: Iterable[Communication]) -> Report:
    return report_on(compared(reader, one) for one in communications)


def _refuse_or_say(report: Report, config: MkDocsConfig) -> None:
    _refuse(report, config)
    _say(report)


def _worst(report: Report) -> str:
    severities = {finding.severity for finding in report.findings}
    return next((one for one in pages.SEVERITIES if one in severities), "")


def _say(report: Report) -> None:
    levels = {"error": logging.ERROR, "warning": logging.WARNING}
    level = levels.get(_worst(report), logging.INFO)
    log.log(level, as_text(report) if report.findings else summary(report))


@event_priority(-150)  # after the i18n plugin has given every file its language
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Note the address of every version, and add what pages link to beside the texts."""
    for file in files.documentation_pages():
        if str(file.abs_src_path) in _site.versions or _is_unread(file):
            for language, other in _alternates(file, config).items():
                _site.addresses[_folder(file).name, language] = other.url
    for file in [file for file in files if _is_record(file)]:
        files.remove(file)
    # The i18n plugin keeps them for the default language only; they are published once.
    if not _i18n(config).building:
        docs = Path(config.docs_dir)
        _site.attachments = [
            file
            for file in files
            if not file.is_documentation_page() and docs in Path(str(file.abs_src_path)).parents
        ]
    for file in (*_site.attachments, *_citations(files, config), *_register(config)):
        if file.src_uri not in files.src_uris:
            files.append(file)
    return files


def _citations(files: Files, config: MkDocsConfig) -> list[File]:
    """Make the files beside each page that reference managers read."""
    made = []
    for file in files.documentation_pages():
        if found := _site.versions.get(str(file.abs_src_path)):
            address = urljoin(config.site_url or "", file.url)
            told = citing.reference(*found, address, config.site_name)
            for suffix, content in citing.files(told).items():
                beside = Path(file.dest_uri).with_name(f"citation.{suffix}").as_posix()
                made.append(File.generated(config, beside, content=content))
    return made


def _register(config: MkDocsConfig) -> list[File]:
    """Make the pages of the register besides the home page, and the files that filter it."""
    plugin, language = _i18n(config), _language(config)
    communications = {one.name: one for one, _ in _site.versions.values()}
    found = [
        entry_of(communication, plugin.build_languages, _site.addresses)
        for communication in communications.values()
    ]
    whole = register(entry for entry in found if entry)
    names = {code: _name(config, code) for code in plugin.build_languages}
    _site.told = Told(whole, language, names)
    made = _listings(whole, config)
    plugin.i18n_files_per_language[language].extend(made)  # those in the sitemap
    if whole.divided:
        for address, content in filtering.files(whole, language).items():
            made.append(File.generated(config, _home(config, language) + address, content=content))
    return made


def _listings(whole: Register, config: MkDocsConfig) -> list[File]:
    """Make the pages of the register, each with the same page in other languages."""
    language, languages = _language(config), _i18n(config).build_languages
    _site.listings, _site.listed[language] = {}, {one.address for one in whole.listings}
    made = []
    for listing in whole.listings:
        title = json.dumps(_site.told.title(listing), ensure_ascii=False)
        content = f"---\ntitle: {title}\ntemplate: listing.html\n---\n"
        alternates = {
            code: File.generated(
                config,
                f"{_home(config, code)}{listing.address}index.md",
                content=content,
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
            # What a language that was built before did not list is not there.
            for code in languages
            if listing.address in _site.listed.get(code, {listing.address})
        }
        for file in alternates.values():
            vars(file)["alternates"] = alternates  # as the i18n plugin notes them
        _site.listings[alternates[language].src_uri] = listing
        made.append(alternates[language])
    return made


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Give nothing to convert of a text that cannot be read, and that a preview shows as it is."""
    return "" if _is_unread(page.file) else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set our Markdown extension up for this page."""
    language, found = _language(config), _site.versions.get(str(page.file.abs_src_path))
    others = [
        {
            "language": code,
            "own_name": _name(config, code),
            "href": get_relative_url(file.url, page.file.url),
        }
        for code, file in _alternates(page.file, config).items()
        if code != language
    ]
    options: dict[str, Any] = {"language": language}
    if found:
        communication, version = found
        page.meta["template"] = "communication.html"
        options |= pages.markdown_options(communication, version, others, _site.texts)
        options["found"] = pages.found_on(version, _findings(communication.name))
        if text := _site.texts.get(str(version.path)):
            options["text"] = text.copy()  # it also stands beside those of other pages
        markdown = version.markdown
    elif _is_unread(page.file):
        page.meta.update(template="unread.html", title=_folder(page.file).name)
    config.mdx_configs[blocks.NAME] = options
    return markdown


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let every template speak the language that is being built."""
    plugin = _i18n(config)
    language = plugin.current_language
    # What is in any script stays in its own letters, three times as short as their numbers.
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    env.filters["hold"] = lambda text, code: Markup(typography.html(text, code))  # noqa: S704  (it is escaped)
    env.filters["ascii"] = _ascii
    env.globals["theme_style"] = _theme_style(config)
    env.globals["language"] = language
    env.globals["say"] = phrases(language)
    env.globals["every_say"] = {code: phrases(code) for code in plugin.build_languages}
    env.globals["directions"] = {code: direction(code) for code in plugin.build_languages}
    env.globals["site_languages"] = [
        {
            "code": code,
            "name": _name(config, code),
            "home": _home(config, code),
        }
        for code in plugin.build_languages
    ]
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the templates the facts of the communication, or the register."""
    alternates = _alternates(page.file, config)
    context["alternates"] = [
        {
            "code": code,
            "name": _name(config, code),
            "url": file.url,
            "absolute": urljoin(config.site_url or "", file.url),
            "locale": locale(code),
        }
        for code, file in alternates.items()
    ]
    language = _language(config)
    if found := _site.versions.get(str(page.file.abs_src_path)):
        communication, version = found
        addresses = {item["code"]: item["absolute"] for item in context["alternates"]}
        context["masthead"] = pages.masthead(communication, version)
        context["schema"] = pages.schema(communication, version, addresses)
        context["beside"] = pages.choices(communication, version, list(alternates))
        shown = {language, *(choice.code for choice in context["beside"])}
        cited = {code: address for code, address in addresses.items() if code in shown}
        context["cited"] = citing.cited(communication, cited)
        context["citations"] = citing.FILES
        context["findings"] = pages.shown(_findings(communication.name), language, version)
    elif _is_unread(page.file):
        context["findings"] = pages.shown(_findings(_folder(page.file).name), language)
        raw = Path(str(page.file.abs_src_path)).read_bytes()
        context["raw"] = raw.decode(errors="replace").splitlines()
    elif page.meta.get("template") == "register.html":
        context["register"] = _site.told.home()
        if not _site.to_stay:
            context["faulty"] = pages.faulty(_site.report.findings, language, _site.addresses)
    elif listing := _site.listings.get(page.file.src_uri):
        context["register"] = _site.told.page(listing)
    context["root"] = f"{context['base_url']}/{_home(config, language)}"
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
    """Refuse the site, or index its pages for the search, once all languages are there."""
    if _i18n(config).building:
        return
    if _site.checking:
        _refuse_or_say(_site.checking.result(), config)
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


def _folder(file: File) -> Path:
    return Path(str(file.abs_src_path)).parent


def _is_record(file: File) -> bool:
    """Whether a file is the record of a communication, which is no part of what is published."""
    return file.src_uri.startswith(f"{FOLDER}/") and Path(file.src_uri).name == record.FILE


def _is_unread(file: File) -> bool:
    """Whether a page is that of a text that could not be read, in a preview."""
    within = file.src_uri.startswith(f"{FOLDER}/") and not _site.to_stay
    return within and str(file.abs_src_path) not in _site.versions


def _findings(communication: str) -> list[Finding]:
    """Give what was found in a communication: what stops a build only ever in a preview."""
    if _site.to_stay:
        return []
    return [finding for finding in _site.report.findings if finding.communication == communication]


def _alternates(file: File, config: MkDocsConfig) -> dict[str, File]:
    """Give the same page in every language, its own included, in the order of the site."""
    alternates: dict[str, File] = getattr(file, "alternates", {})
    order = _i18n(config).build_languages
    return {code: alternates[code] for code in order if code in alternates}


def _ascii(text: str) -> Markup:
    """Write a text for where the page has not yet said how its letters are encoded."""
    return Markup(escape(text).encode("ascii", "xmlcharrefreplace").decode())  # noqa: S704


def _theme_style(config: MkDocsConfig) -> str:
    """Give the address of the theme's style sheet, whose name is another in each release."""
    sheet = "assets/stylesheets/main.*.min.css"
    found = (
        (Path(folder), path) for folder in config.theme.dirs for path in Path(folder).glob(sheet)
    )
    folder, path = next(found)
    return path.relative_to(folder).as_posix()


def _home(config: MkDocsConfig, code: str) -> str:
    """Give the address of the register in a language, from the site's root."""
    return "" if code == _i18n(config).default_language else f"{code}/"


def _name(config: MkDocsConfig, code: str) -> str:
    return str(_i18n(config).get_language_config(code).name)
