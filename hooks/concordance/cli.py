"""The command line: ``python -m concordance check``."""

from __future__ import annotations

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from concordance.check import check
from concordance.configuration import UsageError, load, reader_of
from concordance.findings import FORMATS, Report
from concordance.folders import find_communications, misplaced

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND, BROKEN = 1, 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the arguments."""
        self.exit(BROKEN, f"{self.prog}: {message} (see {self.prog} --help)\n")


def run(argv: Sequence[str]) -> int:
    """Run the command; give the exit status: 0 nothing to stop a build, 1 findings, 2 trouble."""
    arguments = _parser().parse_args(argv)
    try:
        report = _check(arguments.paths)
    except UsageError as error:
        sys.stderr.write(f"concordance: {error}\n")
        return BROKEN
    except OSError as error:
        sys.stderr.write(f"concordance: {error.filename}: {error.strerror}\n")
        return BROKEN
    if isinstance(sys.stdout, TextIOWrapper):  # whatever the system's own encoding is
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(f"{FORMATS[arguments.format](report)}\n")
    return FOUND if report.stops else 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="concordance", description="Keep the language versions of official texts together."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "check", help="compare the versions of every communication", description=_check.__doc__
    )
    command.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a communication's folder, or one that holds some (default: the site's docs folder)",
    )
    command.add_argument(
        "--format", choices=FORMATS, default="text", help="the form of the report (default: text)"
    )
    return parser


def _check(names: Sequence[str]) -> Report:
    """Read every communication and compare its versions.

    Exit status: 0 all is well, 1 there are findings, 2 nothing could be checked.
    """
    for name in names:
        if not Path(name).is_dir():
            what = "is no folder" if Path(name).exists() else "there is no such folder"
            message = f"{name}: {what}"
            raise UsageError(message)
    reader = reader_of(load(), root=Path.cwd())
    paths = [Path(name).resolve() for name in names] or [reader.docs]
    for path, name in zip(paths, names or [str(reader.docs)], strict=True):
        if not find_communications(reader, path) and not any(misplaced(reader, path)):
            message = f"{name}: no communication in there (a folder with files such as index.fr.md)"
            raise UsageError(message)
    return check(reader, *paths)[1]
