"""The MkDocs hook: it connects events to the library, and settles what only MkDocs knows of.

The i18n plugin builds the site once for each language, with all events each time. In the first of
these builds, before MkDocs empties the site folder, every communication is read, checked and
written, in all its languages; MkDocs makes all other pages, and copies these to where they belong.
The site that stands is put aside meanwhile, and put back where the new one is refused.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, fields
from functools import cache, partial
from operator import attrgetter
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from tempfile import TemporaryDirectory
from threading import Timer
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

import click
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import CountHandler, get_relative_url

from concordance import (
    blocks,
    filtering,
    formerly,
    glossary,
    identifying,
    pages,
    record,
    searching,
    sitemap,
    theme,
    writing,
)
from concordance.check import Examined, report_on
from concordance.configuration import UsageError, reader_of
from concordance.findings import Report, as_text, counted, summary
from concordance.folders import find_communications, misplaced
from concordance.listing import Told
from concordance.making import Maker
from concordance.model import FOLDER
from concordance.phrases import locale, phrases
from concordance.reading import VERSION_FILE
from concordance.register import register
from concordance.remembering import Readings, Remembering
from concordance.searching import Ahead, Found, Meanwhile, SearchError
from concordance.standing import StandingSite
from concordance.store import Store, digest
from concordance.workshop import WORDS, Kept, Workshop
from inside import Letter, addresses, look_for_passages, shorten
from speaking import dress, renderer, site_of, theme_style, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from concordance.reading import Reader
    from concordance.register import Listing, Register
    from concordance.site import Site
    from concordance.workshop import Page as LetterPage

log = get_plugin_logger("concordance")
EXAMPLE = "https://concordance.example/"
CACHE = ".cache/concordance"
"""Where what was made is kept, beside the configuration."""
NAV = b"<!-- navigation -->"
"""Stands on a page that is written before MkDocs knows what there is to navigate to."""
FAULTY = re.compile("<!-- faulty -->.*<!-- /faulty -->", re.DOTALL)
"""What the home page of a preview says of what was found."""
BEGUN = 2
"""So many seconds after a preview has begun it gets ready for changes."""
SOON = 2
"""A build that takes longer, in seconds, shows how far it is."""


@dataclass
class _Edition:
    """One language of the site."""

    language: str
    config: MkDocsConfig
    letters: list[Letter] = field(default_factory=list)
    """The pages of communications."""
    told: Told = field(init=False)
    """The register."""
    listings: dict[str, Listing] = field(default_factory=dict)
    """The pages of the register, by the paths of their files."""
    files: Files = field(init=False)
    nav: Navigation = field(init=False)
    env: Environment = field(init=False)
    navigations: dict[int, bytes] = field(default_factory=dict)
    """What leads from a page of a communication to others, by its depth."""


@dataclass
class _Build:
    """What one build knows, in all its languages."""

    begun: float = field(default_factory=time.monotonic)
    site: Site = field(init=False)
    kept: list[Kept] = field(default_factory=list)
    """Every communication, once it is written."""
    report: Report = field(default_factory=lambda: Report(0, 0, 0, ()))
    """What was found: nothing that stops a build, unless this is a preview."""
    workshop: Workshop = field(init=False)
    besides: Examined = field(init=False)
    """What was found among communications."""
    mapped: dict[str, dict[str, str]] = field(default_factory=dict)
    """Every page by its absolute addresses, by language; under the first of them."""
    sources: dict[str, LetterPage] = field(default_factory=dict)
    """Every page of a communication, by its source."""
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    """The address of each version, from the site's root, by communication and language."""
    edition: _Edition = field(init=False)
    """The language that is being built."""
    editions: list[_Edition] = field(default_factory=list)
    """All that have been built, which a preview goes on with."""
    listed: dict[str, set[str]] = field(default_factory=dict)
    """The addresses of these pages in each language that has been built."""
    searched: list[Found] = field(default_factory=list)
    """The pages of MkDocs' own that the search finds."""
    attachments: list[File] = field(default_factory=list)
    """What texts link to, in no language or in the default one."""
    whole: bool = False
    """Whether it is done."""
    standing: StandingSite | None = None
    """The site that is being replaced."""
    ahead: Ahead | None = None
    """Makes the search of the new one."""


_build = _Build()
_readings: dict[str, Readings] = {}
"""What a preview has read lately, by the settings that it was read with."""
_to_stay = False
"""Whether the site is built to be published, and not in a folder for a preview."""
_meanwhile: Meanwhile | None = None
"""Makes the search of a preview."""


def _i18n(config: MkDocsConfig) -> Any:  # noqa: ANN401  (the plugin has no types)
    return config.plugins["i18n"]


def _language(config: MkDocsConfig) -> str:
    return str(_i18n(config).current_language)


def on_startup(command: str, dirty: bool) -> None:  # noqa: FBT001  (as MkDocs calls it)
    """Note whether a site is built to stay, and not for a preview."""
    global _to_stay  # noqa: PLW0603  (MkDocs starts once)
    _to_stay = command != "serve"


@event_priority(-150)  # after the i18n plugin has said which language is being built
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add our Markdown extension to those of the site, and let the theme speak its language."""
    if "i18n" in config.plugins:
        config.theme["language"] = _language(config)
    if blocks.NAME not in config.markdown_extensions:
        config.markdown_extensions.append(blocks.NAME)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Read, check and write every communication, and refuse what has faults."""
    first = "i18n" not in config.plugins or not _i18n(config).building
    if first:
        _make_all(config)
    if _build.report.stops and not _to_stay:
        # A preview goes on. MkDocs would give up a strict one for what is said here, and for
        # links into a text that cannot be read.
        mkdocs = logging.getLogger("mkdocs")
        for handler in [one for one in mkdocs.handlers if isinstance(one, CountHandler)]:
            mkdocs.removeHandler(handler)
    if first:
        _say(_build.report)


def _make_all(config: MkDocsConfig) -> None:
    global _build  # noqa: PLW0603  (each begins with nothing)
    if _meanwhile:
        _meanwhile.give_up()
    _build = _Build()
    if _to_stay:
        _build.standing = StandingSite(Path(config.site_dir))
    reader = _reader(config)
    report = _made_and_checked(reader, config)
    if _to_stay:
        _refuse(report, config)
    if not _build.kept and not report.findings:
        message = f"no communication in {reader.docs / FOLDER}; nothing was published"
        raise PluginError(message)
    if not config.site_url:
        message = "site_url is empty in mkdocs.yml: permanent addresses begin with it"
        raise PluginError(message)
    if config.site_url == EXAMPLE:
        log.info("SITE_URL is not set: permanent addresses begin with %s", EXAMPLE)
    _build.report = report
    if _build.standing:
        _build.standing.keep()
        _build.ahead = Ahead(searching.shards(_found()), _build.workshop.store)


def _reader(config: MkDocsConfig) -> Reader:
    try:
        reader = reader_of(config, root=Path(config.config_file_path).parent)
        for language in reader.languages:
            phrases(language)
    except (UsageError, LookupError) as error:
        raise PluginError(str(error)) from error
    return reader


def _made_and_checked(reader: Reader, config: MkDocsConfig) -> Report:
    _build.site = site_of(config)
    settings = _settings(reader, config)
    if not _to_stay:
        readings = _readings.setdefault(settings, {})
        own = {one.name: getattr(reader, one.name) for one in fields(reader)}
        reader = Remembering(**own, readings=readings)
    maker = Maker(reader, _build.site, renderer(config, _build.site), preview=not _to_stay)
    _build.workshop = Workshop(maker, _store(reader.root), settings)
    try:
        made = _made(_build.workshop, find_communications(reader, reader.docs))
        _build.kept = sorted(made, key=attrgetter("uri"))
        claims = formerly.conflicts(reader, (one.claim for one in _build.kept if one.claim))
        _build.besides = Examined(None, (*misplaced(reader, reader.docs), *claims))
    except OSError as error:
        raise PluginError(str(error)) from error
    except BrokenProcessPool as error:
        message = "a process was ended from outside while it made communications: out of memory?"
        raise PluginError(message) from error
    return report_on((*_build.kept, _build.besides))


def _store(root: Path) -> Store:
    """Keep what is made beside the configuration, or, where nothing can be written, for now."""
    folder = root / CACHE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError:
        folder = Path(_for_now().name)
    return Store(folder)


@cache
def _for_now() -> TemporaryDirectory[str]:
    """Make a folder that is gone when this process is."""
    return TemporaryDirectory(prefix="concordance-")


def _settings(reader: Reader, config: MkDocsConfig) -> str:
    """Tell apart all that the pages of a communication depend on besides its own folder."""
    unpublished = (spec for spec in (config.exclude_docs, config.draft_docs) if spec)
    # The folders that pip makes say what is installed, and which version, by their names.
    versions = sorted(one.name for path in sys.path for one in Path(path).glob("*.*-info"))
    said = (
        sys.version,
        *versions,
        _to_stay,
        reader.languages,
        reader.extensions,
        reader.extension_configs,
        reader.glossary,
        reader.severities,
        _build.site,
        config.extra_css,
        [one if isinstance(one, str) else dict(one) for one in config.extra_javascript],
        config.theme.get("favicon"),
        [(one.include, one.regex and one.regex.pattern) for s in unpublished for one in s.patterns],
    )
    return digest(
        repr(said).encode(), CODE.encode(), _contents(Path(config.theme.dirs[0])).encode()
    )


def _contents(folder: Path) -> str:
    """Tell a folder of sources from what it would be with another word in it."""
    paths = (path for path in sorted(folder.rglob("*")) if "__pycache__" not in path.parts)
    return digest(*(path.name.encode() + path.read_bytes() for path in paths if path.is_file()))


CODE = _contents(Path(__file__).parent)
"""The code as it was when this process began, which a preview does not load again."""


def _made(workshop: Workshop, folders: Sequence[Path]) -> Iterator[Kept]:
    """Make all, and show how far it is on a terminal, if it takes long."""
    there = list({folder.resolve(): folder for folder in folders}.values())
    found = workshop.make(there)
    bar = click.progressbar(length=len(there), label="Communications", file=sys.stderr)
    shown = sys.stderr.isatty()
    begun = time.monotonic()
    for count, one in enumerate(found, start=1):
        yield one
        if shown and time.monotonic() - begun > SOON:
            bar.update(count - bar.pos)
    if bar.pos:
        bar.render_finish()


def _refuse(report: Report, config: MkDocsConfig) -> None:
    if report.stops and (config.strict or _worst(report) == "error"):
        message = f"the communications have faults; nothing was published\n\n{as_text(report)}\n"
        raise PluginError(message)


def _worst(report: Report) -> str:
    severities = {finding.severity for finding in report.findings}
    return next((one for one in pages.SEVERITIES if one in severities), "")


def _say(report: Report) -> None:
    levels = {"error": logging.ERROR, "warning": logging.WARNING}
    level = levels.get(_worst(report), logging.INFO)
    log.log(level, as_text(report) if report.findings else summary(report))


@event_priority(100)  # before the i18n plugin makes pages of them
def _take_communications_away(files: Files, config: MkDocsConfig) -> Files:
    """Leave MkDocs nothing to make of what is made already."""
    for file in list(files):
        if file.src_uri.startswith(f"{FOLDER}/") and (
            file.is_documentation_page() or Path(file.src_uri).name == record.FILE
        ):
            files.remove(file)
    return files


@event_priority(-150)  # after the i18n plugin has given every file its language
def _add_what_is_made(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of communications and of the register, and what texts link to."""
    language = _language(config)
    edition = _build.edition = _Edition(language, config)
    if not _to_stay:
        _build.editions.append(edition)
    # The i18n plugin keeps them for the default language only; they are published once.
    if not _i18n(config).building:
        docs = Path(config.docs_dir)
        _build.attachments = [
            file
            for file in files
            if not file.is_documentation_page() and docs in Path(str(file.abs_src_path)).parents
        ]
    every = [page for kept in _build.kept for page in kept.pages]
    _build.addresses = {(Path(page.source).parent.name, page.language): page.url for page in every}
    _build.sources = {page.source: page for page in every}
    own = (page for page in every if page.language == language)
    edition.letters = [_letter(page, edition) for page in own]
    for file in (*_build.attachments, *edition.letters, *_register(edition)):
        if file.src_uri not in files.src_uris:
            files.append(file)
    _part_theme(files, config)
    for file in files.documentation_pages():
        _map(file, config)
    edition.files = files
    return files


def _part_theme(files: Files, config: MkDocsConfig) -> None:
    """Put the theme's style sheet beside its pictures."""
    uri = theme_style(config)
    whole = files.get_file_from_path(uri)
    if whole is None:
        message = f"{uri} is not among the files of the theme"
        raise PluginError(message)
    sheet, pictures = theme.parted(whole.content_string)
    files.remove(whole)
    files.append(File.generated(config, uri, content=sheet))
    for name, picture in pictures.items():
        beside = PurePosixPath(uri).with_name(name).as_posix()
        files.append(File.generated(config, beside, content=picture))


def _map(file: File, config: MkDocsConfig) -> None:
    """Note a page that MkDocs makes for the sitemap, once for all its languages."""
    urls = {code: other.url for code, other in _alternates(file, config).items()}
    absolute = {code: urljoin(config.site_url or "", url) for code, url in urls.items()}
    _build.mapped.setdefault(next(iter(absolute.values())), absolute)


on_files = CombinedEvent(_take_communications_away, _add_what_is_made)


def _letter(page: LetterPage, edition: _Edition) -> Letter:
    def files() -> dict[str, bytes]:
        kept = _kept_files(page)
        prefix = f"{page.language}/"
        own = (name for name in kept if name.startswith(prefix) and name != prefix + WORDS)
        return {name.removeprefix(prefix): kept[name] for name in own}

    # What stands beside the text leads to pages of its own language, which are not in this one.
    abroad = {link: there for link in page.links if (there := _abroad(link, page))}

    def settle(letter: Letter, content: bytes) -> bytes:
        if page.links:
            there = abroad | addresses(letter, edition.files, edition.config)
            content = writing.resolved(content.decode(), there.__getitem__).encode()
        return content.replace(NAV, _navigation(letter.url, edition), 1)

    links = tuple(link for link in page.links if link not in abroad)
    return Letter(edition.config, page.source, page.url, files, links, settle)


def _abroad(link: str, page: LetterPage) -> str:
    """Give where a link leads that is to a communication in another language; else nothing."""
    path, mark, passage = link.partition("#")
    there = _build.sources.get(normpath(join(dirname(page.source), unquote(path))))
    if not path or not there or there.language == page.language:
        return ""
    return get_relative_url(there.url, page.url) + mark + passage


def _kept_files(page: LetterPage) -> Mapping[str, bytes]:
    store = _build.workshop.store
    kept = store.files(page.key)
    if kept is None:
        message = f"what was made of {page.source} has been taken out of {store.folder}"
        raise PluginError(message)
    return kept


def _navigation(url: str, edition: _Edition) -> bytes:
    """Render what leads from a page of a communication to the pages that MkDocs knows."""
    depth = url.count("/")
    if depth not in edition.navigations:
        context = {"nav": edition.nav, "config": edition.config}
        edition.navigations[depth] = _part("nav", url, edition, context).encode()
    return edition.navigations[depth]


def _part(name: str, url: str, edition: _Edition, context: Mapping[str, Any]) -> str:
    """Render a part of a page."""
    template = edition.env.get_template(f"partials/{name}.html")
    return template.render({"page": SimpleNamespace(url=url), "base_url": "", **context})


def _register(edition: _Edition) -> list[File]:
    """Make the pages of the register besides the home page, and the files that filter it."""
    language = edition.language
    whole = register(kept.entry for kept in _build.kept if kept.entry)
    names = {one.code: one.name for one in _build.site.languages}
    edition.told = Told(whole, language, names)
    made = _listings(whole, edition)
    if whole.divided:
        home = _build.site.by_code[language].prefix
        for address, content in filtering.files(whole, language).items():
            made.append(File.generated(edition.config, home + address, content=content))
    return made


def _listings(whole: Register, edition: _Edition) -> list[File]:
    """Make the pages of the register, each with the same page in other languages."""
    language = edition.language
    _build.listed[language] = {one.address for one in whole.listings}
    made = []
    for listing in whole.listings:
        title = json.dumps(edition.told.title(listing), ensure_ascii=False)
        content = f"---\ntitle: {title}\ntemplate: listing.html\n---\n"
        alternates = {
            one.code: File.generated(
                edition.config,
                f"{one.prefix}{listing.address}index.md",
                content=content,
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
            # What a language that was built before did not list is not there.
            for one in _build.site.languages
            if listing.address in _build.listed.get(one.code, {listing.address})
        }
        for file in alternates.values():
            vars(file)["alternates"] = alternates  # as the i18n plugin notes them
        edition.listings[alternates[language].src_uri] = listing
        made.append(alternates[language])
    return made


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Set our Markdown extension up for this page."""
    config.mdx_configs[blocks.NAME] = {"language": _language(config)}


@event_priority(-150)  # after the i18n plugin has translated it
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Note what there is to navigate to."""
    _build.edition.nav = nav
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let every template speak the language that is being built."""
    env.globals.update(told(config, _build.site, _language(config)))
    _build.edition.env = dress(env)
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the templates the same page in all languages, and the register."""
    context["alternates"] = [
        {
            "code": code,
            "name": _build.site.by_code[code].name,
            "url": file.url,
            "absolute": urljoin(config.site_url or "", file.url),
            "locale": locale(code),
        }
        for code, file in _alternates(page.file, config).items()
    ]
    edition = _build.edition
    if page.meta.get("template") == "register.html":
        context["register"] = edition.told.home()
        if not _to_stay:
            context["faulty"] = _faulty(edition)
    elif listing := edition.listings.get(page.file.src_uri):
        context["register"] = edition.told.page(listing)
    context["root"] = f"{context['base_url']}/{_build.site.by_code[edition.language].prefix}"
    return context


def _faulty(edition: _Edition) -> list[pages.Faulty]:
    return pages.faulty(_build.report.findings, edition.language, _build.addresses)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the page for what is not found in each language, that of the default one at the root.

    The sitemap is written when all pages are known.
    """
    if template_name == "sitemap.xml":
        return ""
    plugin = _i18n(config)
    if template_name != "404.html" or plugin.is_default_language_build:
        return output_content
    target = Path(config.site_dir, plugin.current_language, template_name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(output_content, encoding="utf-8")
    return ""


def _look_for_passages(config: MkDocsConfig) -> None:
    """Warn of links in the pages of this language that lead to passages which are not there."""
    look_for_passages(_build.edition.letters, _build.edition.files, config)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Note a page that the search is to find."""
    if "data-pagefind-body" in output:
        html = output.encode()
        _build.searched.append(Found(_language(config), page.url, digest(html), lambda: html))


@event_priority(-200)  # after the i18n plugin has built all the other languages
def _finish(config: MkDocsConfig) -> None:
    """Index the pages for the search, once all languages are there."""
    if _i18n(config).building:
        return
    _index(config)
    sitemap.write(Path(config.site_dir, "sitemap.xml"), _addresses(config))
    if _build.standing:
        _build.standing.built = True
    _build.workshop.store.tidy()
    _build.whole = True


def _index(config: MkDocsConfig) -> None:
    """Make the search; a preview does not wait for it."""
    global _meanwhile  # noqa: PLW0603  (it goes on while the next preview is built)
    shards = searching.shards(_found(), _build.searched)
    folder = Path(config.site_dir, searching.FOLDER)
    if _build.ahead:
        _build.ahead.end()
        try:
            searching.publish(shards, _build.workshop.store, folder)
        except (SearchError, OSError) as error:
            message = f"the search index could not be made: {error}"
            raise PluginError(message) from error
        return
    _meanwhile = _meanwhile or Meanwhile(folder, _complain)
    _meanwhile.begin(shards, _build.workshop.store)


def _found() -> Iterator[Found]:
    for kept in _build.kept:
        for page in kept.pages:
            if page.words:
                words = partial(_words, page)
                yield Found(page.language, page.url, page.words, words, _day(kept))


def _complain(error: Exception) -> None:
    log.warning("the search index could not be made: %s", error)


def _day(kept: Kept) -> str:
    return kept.entry.date.isoformat() if kept.entry and kept.entry.date else ""


def _words(page: LetterPage) -> bytes:
    return _kept_files(page)[f"{page.language}/{WORDS}"]


def _addresses(config: MkDocsConfig) -> Iterator[dict[str, str]]:
    yield from _build.mapped.values()
    for kept in _build.kept:
        yield {page.language: urljoin(config.site_url or "", page.url) for page in kept.pages}


on_post_build = CombinedEvent(_look_for_passages, _finish)


def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    """Let a preview make again only what has changed, where that is enough."""
    if _to_stay:  # as it is to MkDocs with `--clean`
        return server
    # It would take most of a second when the first text is changed; and if it were done at once,
    # MkDocs would not see a change that is made before it has seen how all files are.
    soon = Timer(BEGUN, identifying.prepare)
    soon.daemon = True
    soon.start()
    terms = Path(config.config_file_path).with_name(glossary.FILE)
    if terms.exists():
        server.watch(str(terms))
    begun = time.time() - (time.monotonic() - _build.begun)
    sources = (path.stat() for path in Path(config.docs_dir).rglob("*") if path.is_file())
    whole = all(source.st_mtime < begun for source in sources)  # MkDocs has not watched until now
    shorten(server, config.watch, _make_again, whole=whole)
    return server


def _make_again(changed: Iterable[Path]) -> bool:
    """Make the communications whose texts have changed; say whether the site is whole with that.

    It is not where the register, or a page besides theirs, says something else now.
    """
    config = _build.edition.config
    folders = {path.parent for path in changed}
    texts = all(VERSION_FILE.fullmatch(path.name) for path in changed)
    known = {Path(config.docs_dir, kept.uri) for kept in _build.kept}
    if not (_build.whole and texts and folders and folders <= known):
        return False
    try:
        # The glossary may have come since.
        if _reader(config).glossary != _build.workshop.maker.reader.glossary:
            return False
        made = {kept.uri: kept for kept in _build.workshop.make(sorted(folders))}
        before = {kept.uri: kept for kept in _build.kept}
        if any(_apart(before[uri]) != _apart(made[uri]) for uri in made):
            return False
        if _meanwhile:
            _meanwhile.stop()
        _build.kept = [made.get(kept.uri, kept) for kept in _build.kept]
        _build.report = report_on((*_build.kept, _build.besides))
        if not all(_publish_again(edition, made.values()) for edition in _build.editions):
            return False
        _index(config)
    except (OSError, PluginError):
        return False  # MkDocs tries, and says what is wrong
    _say(report_on(made.values()))
    if len(_build.report.findings) > sum(len(kept.findings) for kept in made.values()):
        log.info("in all, %s", summary(_build.report))
    return True


def _apart(kept: Kept) -> tuple[object, ...]:
    """Give what is said of a communication elsewhere than on its own pages."""
    pages_ = [(page.language, page.source, page.url) for page in kept.pages]
    return kept.entry, kept.claim, pages_


def _publish_again(edition: _Edition, made: Iterable[Kept]) -> bool:
    """Publish the pages of communications again, and what the home page says of them.

    That is not enough where a passage is gone to which other pages may lead.
    """
    passages = True
    every = {page.source: page for kept in made for page in kept.pages}
    for at, old in enumerate(edition.letters):
        if page := every.get(old.src_uri):
            new = edition.letters[at] = _letter(page, edition)
            edition.files.remove(old)
            edition.files.append(new)
            new.copy_file()
            look_for_passages([new], edition.files, edition.config)
            passages &= old.passages <= new.passages
    prefix = _build.site.by_code[edition.language].prefix
    home = Path(edition.config.site_dir, prefix, "index.html")
    faulty = _part("faulty", prefix, edition, {"faulty": _faulty(edition)}).strip()
    html, lists = FAULTY.subn(lambda _: faulty, home.read_text(encoding="utf-8"))
    home.write_text(html, encoding="utf-8")
    return passages and lists == 1


def on_build_error(error: Exception) -> None:
    """Note that the site is not whole: a strict build fails only after all events."""
    if _build.standing:
        _build.standing.built = False


def on_shutdown() -> None:
    """Leave the new site and say what it is, or put back the one that stood there."""
    if _meanwhile:
        _meanwhile.end()
    if _build.standing:
        _build.standing.settle()
        if _build.standing.built:
            log.info(_account())
    if _build.ahead:
        _build.ahead.give_up()


def _account() -> str:
    """Say what a build has done."""
    letters = sum(len(kept.pages) for kept in _build.kept)
    reused = sum(len(kept.pages) for kept in _build.kept if not kept.anew)
    others = sum(map(len, _build.mapped.values()))
    return (
        f"{summary(_build.report)}; {counted(letters + others, 'page')} written, "
        f"{reused} of them kept from before, in {time.monotonic() - _build.begun:.1f} s"
    )


def _alternates(file: File, config: MkDocsConfig) -> dict[str, File]:
    """Give the same page in every language, its own included, in the order of the site."""
    alternates: dict[str, File] = getattr(file, "alternates", {})
    order = _i18n(config).build_languages
    return {code: alternates[code] for code in order if code in alternates}
