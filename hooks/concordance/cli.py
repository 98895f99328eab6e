"""The command line: ``python -m concordance``."""

from __future__ import annotations

import argparse
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, NoReturn

from concordance import status
from concordance.approving import Refused, Wanted, approve
from concordance.base import since
from concordance.check import examine_all, report_on
from concordance.configuration import UsageError, load, reader_of
from concordance.explain import explain, list_rules
from concordance.findings import Report, as_github, as_json, as_text, in_order
from concordance.folders import communication_of, find_communications, misplaced
from concordance.sarif import as_sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from concordance.findings import Finding
    from concordance.reading import Reader

    _Commands = argparse._SubParsersAction["_Parser"]  # noqa: SLF001  (it has no public name)

FOUND, BROKEN = 1, 2
FORMATS: dict[str, Callable[[Report], str]] = {
    "text": lambda report: as_text(report, colour=_in_colour()),
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the arguments."""
        self.exit(BROKEN, f"{self.prog}: {message} (see {self.prog} --help)\n")


def run(argv: Sequence[str]) -> int:
    """Run the command; give the exit status: 0 nothing to stop a build, 1 findings, 2 trouble."""
    arguments = _parser().parse_args(argv)
    try:
        status, said = arguments.command(arguments)
        _write(f"{said}\n")
    except UsageError as error:
        return _trouble(str(error))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _trouble(f"{where}{error.strerror or error}")
    except KeyboardInterrupt:
        return _trouble("interrupted")
    except Exception as error:  # noqa: BLE001  (an editor can do nothing with a traceback)
        at = extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}:{at.lineno}"
        return _trouble(f"a fault of the tool itself, at {where}: {type(error).__name__}: {error}")
    return int(status)


def _trouble(message: str) -> int:
    sys.stderr.write(f"concordance: {' '.join(message.split())}\n")
    return BROKEN


def _write(text: str) -> None:
    if isinstance(sys.stdout, TextIOWrapper):  # whatever the system's own encoding is
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` does. Python flushes once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _in_colour() -> bool:
    """Whether a person reads this, who can see colours and has not asked for none."""
    dumb = os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not dumb and not os.environ.get("NO_COLOR")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="concordance", description="Keep the language versions of official texts together."
    )
    commands = parser.add_subparsers(metavar="command", required=True)
    command = commands.add_parser(
        "check", help="compare the versions of every communication", description=_check.__doc__
    )
    command.set_defaults(command=_check)
    _add_paths(command)
    command.add_argument(
        "--format", choices=FORMATS, default="text", help="the form of the report (default: text)"
    )
    command.add_argument(
        "--base",
        metavar="REV",
        help="show only what a change has brought about: what this git revision has not",
    )
    command.add_argument(
        "--changed",
        action="store_true",
        help="take each PATH for a changed file, and check the communication that it belongs to",
    )
    _add_approve(commands)
    _add_status(commands)
    command = commands.add_parser(
        "explain", help="say what a rule means", description=_explain.__doc__
    )
    command.set_defaults(command=_explain)
    command.add_argument(
        "rule", nargs="?", metavar="RULE", help="as a finding names it (default: list all)"
    )
    return parser


def _add_approve(commands: _Commands) -> None:
    command = commands.add_parser(
        "approve", help="record what is published", description=_approve.__doc__
    )
    command.set_defaults(command=_approve)
    _add_paths(command)
    command.add_argument(
        "--only", nargs="+", default=[], metavar="ID", help="approve these blocks and no others"
    )
    command.add_argument(
        "--language", nargs="+", default=[], metavar="xx", help="approve these versions only"
    )
    command.add_argument(
        "--withdraw",
        nargs="+",
        default=[],
        metavar="ID",
        help="keep the links of blocks that are gone for good, which then say so",
    )


def _add_status(commands: _Commands) -> None:
    command = commands.add_parser(
        "status", help="list the state of every version", description=_status.__doc__
    )
    command.set_defaults(command=_status)
    _add_paths(command)
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="the form (default: text)"
    )


def _add_paths(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a communication's folder, or one that holds some (default: the site's docs folder)",
    )


def _approve(arguments: argparse.Namespace) -> tuple[int, str]:
    """Record what is published, once nothing is found in it: the ids, and what they stand for.

    Exit status: 0 all is recorded, 1 something has to be mended first, 2 nothing could be done.
    """
    reader, paths = _places(arguments.paths)
    folders = _folders(reader, paths)
    wanted = Wanted(tuple(arguments.only), tuple(arguments.language), tuple(arguments.withdraw))
    if (wanted.only or wanted.withdraw) and len(folders) > 1:
        message = "--only and --withdraw are about one communication: name its folder"
        raise UsageError(message)
    said: list[str] = []
    refused: list[Finding] = []
    for folder in folders:
        try:
            said.append(approve(reader, folder, wanted))
        except Refused as error:
            refused += error.findings
            said.append(f"{folder.name}: not recorded")
    if not refused:
        return 0, "\n".join(said)
    report = Report(len(folders), 0, 0, in_order(refused))
    return FOUND, "\n".join([*said, "", *as_text(report, colour=_in_colour()).split("\n")[:-1]])


def _status(arguments: argparse.Namespace) -> tuple[int, str]:
    """List communications and versions: what is missing, stale, waived or withdrawn in each.

    Exit status: 0, whatever their state.
    """
    reader, paths = _places(arguments.paths)
    form = {"text": status.as_text, "json": status.as_json}[arguments.format]
    return 0, form(status.statuses(reader, _folders(reader, paths)))


def _reader() -> Reader:
    return reader_of(load(), root=Path.cwd())


def _places(names: Sequence[str]) -> tuple[Reader, list[Path]]:
    """Give the folders that are named, or that of the site's sources, and who reads them.

    Raises:
        UsageError: one is no folder, or holds no communication.

    """
    _refuse_other_than_folders(names)
    reader = _reader()
    paths = [Path(name).resolve() for name in names] or [reader.docs]
    _refuse_empty(reader, paths, names or [str(reader.docs)])
    return reader, paths


def _folders(reader: Reader, paths: Sequence[Path]) -> list[Path]:
    return [folder for path in paths for folder in find_communications(reader, path)]


def _explain(arguments: argparse.Namespace) -> tuple[int, str]:
    """Say what a rule finds, what to do about it, and show it by an example."""
    return 0, explain(arguments.rule) if arguments.rule else list_rules()


def _check(arguments: argparse.Namespace) -> tuple[int, str]:
    """Read every communication and compare its versions.

    Exit status: 0 all is well, 1 there are findings, 2 nothing could be checked.
    """
    if arguments.changed:
        reader = _reader()
        files = [Path(name).resolve() for name in arguments.paths]
        paths = [folder for file in files if (folder := communication_of(reader, file))]
        if not paths:
            return 0, "no communication was changed"
    else:
        reader, paths = _places(arguments.paths)
    report = report_on(examine_all(reader, *paths))
    if arguments.base is not None:
        report = since(arguments.base, reader, [path.resolve() for path in paths], report)
    return FOUND if report.stops else 0, FORMATS[arguments.format](report)


def _refuse_other_than_folders(names: Sequence[str]) -> None:
    for name in names:
        if not Path(name).is_dir():
            what = "is no folder" if Path(name).exists() else "there is no such folder"
            message = f"{name}: {what}"
            raise UsageError(message)


def _refuse_empty(reader: Reader, paths: Sequence[Path], names: Sequence[str]) -> None:
    for path, name in zip(paths, names, strict=True):
        if not find_communications(reader, path) and not any(misplaced(reader, path)):
            message = f"{name}: no communication in there (a folder with files such as index.fr.md)"
            raise UsageError(message)
