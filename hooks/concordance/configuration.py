"""What the site's configuration says about how to read its sources."""

from __future__ import annotations

import logging
import os
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from concordance import glossary
from concordance.findings import Severity
from concordance.reading import Reader
from concordance.rules.catalogue import catalogue

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

CONFIG = "mkdocs.yml"


class UsageError(Exception):
    """The tool cannot do its work; the message says why in one line."""


def load() -> MkDocsConfig:
    """Load the site's configuration: that of the working folder, else that of this project."""
    # Material announces its end of life on every start; nothing to tell an editor here.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.config import load_config  # noqa: PLC0415  (slow, and not needed for --help)
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415

    here = Path.cwd() / CONFIG
    file = here if here.is_file() else Path(__file__).parents[2] / CONFIG
    if not file.is_file():
        message = f"no {CONFIG} in the working folder"
        raise UsageError(message)
    said = BufferingHandler(capacity=1000)
    log = logging.getLogger("mkdocs")
    log.addHandler(said)
    try:
        return load_config(str(file))
    except (ConfigurationError, Abort) as error:
        # MkDocs logs each of its errors, and then gives up without repeating them.
        told = [r.getMessage() for r in said.buffer if r.levelno >= logging.ERROR] or [str(error)]
        message = f"{file}: {' '.join('; '.join(told).split())}"
        raise UsageError(message) from error
    finally:
        log.removeHandler(said)


def reader_of(config: MkDocsConfig, root: Path) -> Reader:
    """Make a reader that reads as this site is set up.

    Raises:
        UsageError: the site has no i18n plugin, which says what its languages are, or a
            glossary that cannot be used.

    """
    if "i18n" not in config.plugins:
        message = f"{config.config_file_path}: the i18n plugin is missing under plugins"
        raise UsageError(message)
    languages = sorted(
        config.plugins["i18n"].config.languages, key=lambda language: not language.default
    )
    try:
        terms = glossary.load(Path(config.config_file_path).with_name(glossary.FILE))
    except glossary.GlossaryError as error:
        raise UsageError(str(error)) from error
    return Reader(
        root=root,
        docs=Path(config.docs_dir),
        languages=tuple(language.locale for language in languages if language.build),
        extensions=config.markdown_extensions,
        extension_configs=config.mdx_configs or {},
        glossary=terms,
        severities=_severities(config),
        keeps_records=True,
    )


def _severities(config: MkDocsConfig) -> dict[str, Severity]:
    """Read which severities the publisher has chosen, under extra.concordance.severities.

    Raises:
        UsageError: there is no such rule or severity.

    """
    chosen: Any = config.extra
    where = f"{config.config_file_path}: extra"
    for key in ("concordance", "severities"):
        chosen, where = chosen.get(key) or {}, f"{where}.{key}"
        if not isinstance(chosen, dict):
            message = f"{where}: {chosen!r} is no list of keys and values"
            raise UsageError(message)
    for rule, severity in chosen.items():
        if rule not in catalogue() or severity not in get_args(Severity):
            message = (
                f'{where}: "{rule}: {severity}": write the name of a rule, and error, warning '
                "or note"
            )
            raise UsageError(message)
    return dict(chosen)
