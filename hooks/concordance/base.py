"""What a change has brought about: the findings less those of an earlier revision.

Git keeps the earlier revision; its files are written into a folder of their own, so neither the
working folder nor the index is touched.
"""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from concordance.check import examine_all, report_on
from concordance.configuration import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from concordance.findings import Finding, Report
    from concordance.reading import Reader


def since(revision: str, reader: Reader, paths: Sequence[Path], report: Report) -> Report:
    """Leave out of a report what the tree of a revision has already.

    Raises:
        UsageError: there is no such revision, no repository or no git.
        OSError: a folder cannot be read.

    """
    top = Path(_git("rev-parse", "--show-toplevel", cwd=reader.root).strip())
    for path in paths:
        if not path.is_relative_to(top):
            message = f"--base: {path} is not in the repository {top}"
            raise UsageError(message)
    commit = _commit(revision, top)
    with TemporaryDirectory(prefix="concordance-") as folder:
        earlier = Path(folder).resolve() / "tree"
        _export(commit, top, paths, earlier)
        moved = [earlier / path.relative_to(top) for path in paths]
        before = report_on(examine_all(_moved(reader, top, earlier), *filter(Path.is_dir, moved)))
    new = _new(report.findings, before.findings)
    waived = _new((one.finding for one in report.waived), (one.finding for one in before.waived))
    return replace(
        report,
        findings=tuple(one for one in report.findings if one in new),
        waived=tuple(one for one in report.waived if one.finding in waived),
    )


def _new(findings: Iterable[Finding], before: Iterable[Finding]) -> set[Finding]:
    """Give the findings less those before, of which each accounts for one."""
    left = Counter(one.identity for one in before)
    new = set()
    for finding in findings:
        if left[finding.identity]:
            left[finding.identity] -= 1
        else:
            new.add(finding)
    return new


def _moved(reader: Reader, top: Path, earlier: Path) -> Reader:
    """Read in the same way where the earlier files are."""

    def there(path: Path) -> Path:
        path = path.resolve()
        return earlier / path.relative_to(top) if path.is_relative_to(top) else path

    return replace(reader, root=there(reader.root), docs=there(reader.docs))


def _commit(revision: str, top: Path) -> str:
    name = f"{revision}^{{commit}}"
    try:
        return _git("rev-parse", "--verify", "--quiet", "--end-of-options", name, cwd=top).strip()
    except UsageError:
        message = f'--base: the repository has no revision "{revision}"'
        raise UsageError(message) from None


def _export(commit: str, top: Path, paths: Sequence[Path], target: Path) -> None:
    """Write the files of a revision that lie below some folders."""
    target.mkdir()
    within = [path.relative_to(top).as_posix() for path in paths]
    names = _git("ls-tree", "-r", "-z", "--name-only", commit, "--", *within, cwd=top)
    index = {"GIT_INDEX_FILE": str(target.with_name("index"))}
    _git("read-tree", commit, cwd=top, env=index)
    prefix = f"--prefix={target}/"
    _git("checkout-index", "-z", "--stdin", prefix, cwd=top, env=index, given=names)


def _git(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, given: str = "") -> str:
    try:
        done = subprocess.run(  # noqa: S603  (no shell)
            ["git", *arguments],  # noqa: S607  (the git of whoever calls)
            cwd=cwd,
            env={**os.environ, **(env or {})},
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",  # names of files are bytes
            check=False,
        )
    except FileNotFoundError:
        message = "--base: git is needed, and is not installed"
        raise UsageError(message) from None
    if done.returncode:
        said = done.stderr.strip().partition("\n")[0].removeprefix("fatal: ")
        message = f"--base: git {arguments[0]}: {said}"
        raise UsageError(message)
    return done.stdout
