"""The command line: ``python -m concordance check``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from concordance.check import check
from concordance.configuration import UsageError, load, reader_of
from concordance.findings import FORMATS, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND, BROKEN = 1, 2


def run(argv: Sequence[str]) -> int:
    """Run the command; give the exit status: 0 nothing to stop a build, 1 findings, 2 trouble."""
    arguments = _parser().parse_args(argv)
    try:
        report = _check([Path(path) for path in arguments.paths])
    except (UsageError, OSError) as error:
        sys.stderr.write(f"concordance: {error}\n")
        return BROKEN
    sys.stdout.write(f"{FORMATS[arguments.format](report)}\n")
    return FOUND if report.stops else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
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
    command.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    return parser


def _check(paths: Sequence[Path]) -> Report:
    """Read every communication and compare its versions. Status: 0 all is well, 1 findings."""
    reader = reader_of(load(), root=Path.cwd())
    for path in paths:
        if not path.is_dir():
            message = f"{path}: {'is no folder' if path.exists() else 'there is no such folder'}"
            raise UsageError(message)
    reports = [check(reader, path)[1] for path in paths or [reader.docs]]
    total = reports[0]
    for report in reports[1:]:
        total = replace(
            total,
            communications=total.communications + report.communications,
            versions=total.versions + report.versions,
            blocks=total.blocks + report.blocks,
            findings=total.findings + report.findings,
        )
    if not total.communications and not total.findings:
        read = ", ".join(map(str, paths or [reader.docs]))
        message = f"{read}: no communication in there (a folder with files such as index.fr.md)"
        raise UsageError(message)
    return total
