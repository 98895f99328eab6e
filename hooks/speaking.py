"""What every template is told, in each language: for pages of MkDocs' own and those of letters."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, pass_context
from markupsafe import Markup, escape

from concordance import typography
from concordance.phrases import direction, phrases
from concordance.site import Language, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import CodeType

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig

    from concordance.making import Render


def site_of(config: MkDocsConfig) -> Site:
    """Gather what pages need to know of the site."""
    plugin: Any = config.plugins["i18n"]  # it has no types
    languages = []
    for code in plugin.build_languages:
        own = plugin.get_language_config(code)
        languages.append(
            Language(
                code=code,
                name=str(own.name),
                site_name=own.site_name or config.site_name,
                site_description=own.site_description or config.site_description or "",
                prefix="" if code == plugin.default_language else f"{code}/",
            )
        )
    unpublished = [spec for spec in (config.exclude_docs, config.draft_docs) if spec]
    return Site(
        url=config.site_url or "",
        docs=Path(config.docs_dir),
        languages=tuple(languages),
        is_published=lambda uri: not any(spec.match_file(uri) for spec in unpublished),
    )


def dress(env: Environment) -> Environment:
    """Give the templates our filters."""
    # What is in any script stays in its own letters, three times as short as their numbers.
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    env.filters["hold"] = _hold
    env.filters["ascii"] = _ascii
    env.globals["once"] = _once(env)
    # What is compiled depends on the source, and on what these make of it.
    alike = frozenset(env.extensions), frozenset(env.filters.items()), env.autoescape
    env.bytecode_cache = _COMPILED[alike]
    return env


class _Compiled(BytecodeCache):
    """The templates that this process has compiled, for every environment of the same kind.

    MkDocs makes one for each language, and one more is for the pages of letters.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = defaultdict[object, _Compiled](_Compiled)


def told(config: MkDocsConfig, site: Site, code: str) -> dict[str, Any]:
    """Give what every template knows, in a language."""
    languages = [language.code for language in site.languages]
    return {
        "theme_style": theme_style(config),
        "language": code,
        "say": phrases(code),
        "every_say": {one: phrases(one) for one in languages},
        "directions": {one: direction(one) for one in languages},
        "site_languages": [
            {"code": language.code, "name": language.name, "home": language.prefix}
            for language in site.languages
        ],
    }


def renderer(config: MkDocsConfig, site: Site) -> Render:
    """Give a function that renders pages outside of MkDocs' own rounds."""
    env = dress(config.theme.get_env())

    @cache
    def common(code: str) -> dict[str, Any]:
        own = copy(config)
        own.site_name = site.by_code[code].site_name
        own.site_description = site.by_code[code].site_description
        return {"config": own, "base_url": "", **told(config, site, code)}

    def render(name: str, code: str, context: Mapping[str, Any]) -> str:
        return env.get_template(name).render(common(code) | dict(context))

    return render


def _once(env: Environment) -> Callable[..., Markup]:
    """Give a function that renders what is the same on many pages, and keeps it for the others.

    It is kept for each language and each way to the root of the site; ``about`` is all else that
    it depends on.
    """
    kept: dict[tuple[object, ...], Markup] = {}

    @pass_context
    def once(context: Context, name: str, *about: object) -> Markup:
        key = name, context["language"], env.filters["url"](context, "assets"), *about
        if key not in kept:
            kept[key] = Markup(env.get_template(name).render(context.get_all()))  # noqa: S704
        return kept[key]

    return once


def _hold(text: str, code: str) -> Markup:
    """Hold together what a line must not be broken at."""
    return Markup(typography.html(text, code))  # noqa: S704  (it is escaped)


def _ascii(text: str) -> Markup:
    """Write a text for where the page has not yet said how its letters are encoded."""
    return Markup(escape(text).encode("ascii", "xmlcharrefreplace").decode())  # noqa: S704


def theme_style(config: MkDocsConfig) -> str:
    """Give the address of the theme's style sheet, whose name is another in each release."""
    sheet = "assets/stylesheets/main.*.min.css"
    found = (
        (Path(folder), path) for folder in config.theme.dirs for path in Path(folder).glob(sheet)
    )
    folder, path = next(found)
    return path.relative_to(folder).as_posix()
