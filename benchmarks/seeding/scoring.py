"""Putting defects in, checking, and counting what was found."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.seeding.kinds import KINDS
from benchmarks.seeding.pairs import Mutation, Pair
from benchmarks.seeding.sentences import SENTENCES
from concordance.check import examine_all, report_on
from concordance.configuration import load, reader_of
from concordance.folders import find_communications, read_communication
from concordance.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from benchmarks.seeding.kinds import Kind
    from concordance.findings import Finding, Place
    from concordance.model import Version

    Jobs = list[tuple[int, int | None]]
    """Numbers of pairs, and of the defect to put in: none to check the pair as it is."""
    Done = list[tuple[int | None, tuple[Finding, ...]]]
    """Numbers of defects, and what was found."""

CHUNK = 40
COUNTED = re.compile(r"\b[a-z]+_\d+(?:__[a-z]+_\w+)*")
"""An id that is counted, in a message."""
Key = tuple[str, str, str]


class CachingReader(Reader):
    """Reads each version once: of a pair, one file stays as it was from defect to defect."""

    @cached_property
    def _read(self) -> dict[tuple[object, ...], Version]:
        return {}

    def version(
        self,
        path: Path,
        language: str,
        left_out: Mapping[str, Sequence[str]] | None = None,
        renamed: Mapping[str, str] | None = None,
    ) -> Version:
        """Read one file, unless its content has been read before."""
        key = (path, path.read_bytes(), repr((left_out, renamed)))
        if key not in self._read:
            if len(self._read) > CHUNK:
                self._read.clear()
            self._read[key] = super().version(path, language, left_out, renamed)
        return self._read[key]


@dataclass(frozen=True, slots=True)
class Defect:
    """A mutation of a pair, and what kind it is of."""

    kind: Kind
    pair: int
    mutation: Mutation


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check said of a defect, less what it says of the correct pair."""

    kind: Kind
    pair: int
    mutation: Mutation
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop a build."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def found(self) -> bool:
        """Whether an error of an accepted rule points at the defect."""
        return any(self._names(finding) for finding in self.errors)

    @property
    def exact(self) -> bool:
        """Whether the defect was found and nothing else was said."""
        return self.found and len(self.errors) == 1

    @property
    def warned(self) -> bool:
        """Whether a warning of an accepted rule points at the defect."""
        return any(self._names(f) for f in self.findings if f.severity == "warning")

    def _names(self, finding: Finding) -> bool:
        mutation = self.mutation
        return finding.rule in self.kind.rules and (
            finding.id in mutation.ids
            or _meets(finding.original, mutation.original)
            or _meets(finding.translation, mutation.translation)
        )


def _meets(place: Place | None, lines: frozenset[int]) -> bool:
    return place is not None and any(place.line <= line <= place.end_line for line in lines)


@dataclass(frozen=True, slots=True)
class Score:
    """How many defects there were, and how many were found."""

    made: int = 0
    found: int = 0
    exact: int = 0
    warned: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Score:
        """Count outcomes."""
        counted = [(o.found, o.exact, o.warned) for o in outcomes]
        return cls(len(counted), *(sum(column) for column in zip(*counted, strict=True)))

    def share(self, part: int) -> float:
        """Give a part of all that were made, in per cent; 100 where none was made."""
        return 100 * part / self.made if self.made else 100.0


@dataclass
class Suite:
    """The correct pairs of some folders, their defects, and what became of them."""

    folders: Sequence[Path]
    seed: int = 0
    sample: int = 0
    """The most defects of one kind, in all; 0 for no such limit."""
    each: int = 3
    """The most defects of one kind in one pair."""
    kinds: Sequence[Kind] = field(default_factory=lambda: KINDS)
    processes: int = 0
    """How many processes run side by side; 0 for one for each core."""

    def __post_init__(self) -> None:
        """Read the pairs."""
        self._reader = _reader(Path(tempfile.gettempdir()))
        communications = [
            read_communication(self._reader, found)
            for folder in self.folders
            for found in find_communications(self._reader, folder)
        ]
        self.pairs = [
            Pair(communication.original, translation)
            for communication in communications
            for translation in communication.translations
            if {translation.language, communication.original.language} <= SENTENCES.keys()
        ]
        self.blocks = sum(_blocks(c.versions) for c in communications)

    def correct(self) -> list[Finding]:
        """Check the pairs as they are."""
        work: list[Jobs] = [[(n, None)] for n in range(len(self.pairs))]
        return [f for found in self._spread(work) for _, findings in found for f in findings]

    def defects(self) -> list[Defect]:
        """Make the defects, the same ones for the same seed."""
        made: list[Defect] = []
        for kind in self.kinds:
            of_kind = [d for n in range(len(self.pairs)) for d in self._in_pair(kind, n)]
            if self.sample and len(of_kind) > self.sample:
                of_kind = Random(f"{self.seed}:{kind.name}").sample(of_kind, self.sample)
            made += of_kind
        return made

    def _in_pair(self, kind: Kind, number: int) -> list[Defect]:
        pair = self.pairs[number]
        name = f"{pair.translation.path.parent.name}:{pair.language}"
        random = Random(f"{self.seed}:{kind.name}:{name}")
        mutations = [
            m for m in kind.seed(random, pair) if m.text != _text(pair, original=m.in_original)
        ]
        if len(mutations) > self.each:
            mutations = random.sample(mutations, self.each)
        return [Defect(kind, number, mutation) for mutation in mutations]

    def run(self) -> list[Outcome]:
        """Check every defect."""
        defects = sorted(self.defects(), key=lambda defect: defect.pair)
        by_pair = defaultdict(list)
        for number, defect in enumerate(defects):
            by_pair[defect.pair].append((defect.pair, number))
        self._defects = defects
        work: list[Jobs] = [
            list(jobs[n : n + CHUNK])
            for jobs in by_pair.values()
            for n in range(0, len(jobs), CHUNK)
        ]
        outcomes = [
            Outcome(defects[number].kind, defects[number].pair, defects[number].mutation, findings)
            for done in self._spread(work)
            for number, findings in done
            if number is not None
        ]
        order = {kind.name: n for n, kind in enumerate(self.kinds)}
        return sorted(outcomes, key=lambda outcome: (order[outcome.kind.name], outcome.pair))

    def _spread(self, work: Sequence[Jobs]) -> Iterator[Done]:
        """Share the work out; processes are forked, so they have the pairs and defects."""
        _at_work.clear()
        _at_work.append(self)
        processes = self.processes or multiprocessing.cpu_count()
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from pool.imap(_work, work)

    def check(self, jobs: Jobs) -> Done:
        """Check some defects of one pair, or the pair as it is where there is no defect."""
        pair = self.pairs[jobs[0][0]]
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / pair.translation.path.parent.name
            shutil.copytree(pair.translation.path.parent, folder, ignore=_other_versions(pair))
            reader = replace(self._reader, root=Path(home), docs=Path(home) / "docs")
            usual = _found(reader, folder)
            done: Done = []
            for _, number in jobs:
                if number is None:
                    done.append((None, usual))
                    continue
                mutation = self._defects[number].mutation
                side = pair.original if mutation.in_original else pair.translation
                file = folder / side.path.name
                file.write_text(mutation.text, encoding="utf-8")
                done.append((number, _less(_found(reader, folder), usual)))
                file.write_text(_text(pair, original=mutation.in_original), encoding="utf-8")
            return done


_at_work: list[Suite] = []


def _work(jobs: Jobs) -> Done:
    return _at_work[0].check(jobs)


def _reader(root: Path) -> CachingReader:
    site = reader_of(load(), root=root)
    return CachingReader(
        root, root / "docs", site.languages, site.extensions, site.extension_configs
    )


def _blocks(versions: Iterable[Version]) -> int:
    return sum(len(section.blocks) for version in versions for section in version.sections)


def _text(pair: Pair, *, original: bool) -> str:
    return pair.original.path.read_text(encoding="utf-8") if original else pair.text


def _other_versions(pair: Pair) -> Callable[[str, list[str]], set[str]]:
    kept = {pair.original.path.name, pair.translation.path.name}

    def ignored(_: str, names: list[str]) -> set[str]:
        return {name for name in names if name.startswith("index.") and name not in kept}

    return ignored


def _found(reader: Reader, folder: Path) -> tuple[Finding, ...]:
    return report_on(examine_all(reader, folder)).findings


def _less(findings: Iterable[Finding], usual: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out the findings that the correct pair has too."""
    new, left = list(findings), list(usual)
    for key in (_key, _key_without_ids):
        known, found = Counter(map(key, left)), Counter(map(key, new))
        new, left = _rest(new, known, key), _rest(left, found, key)
    return tuple(new)


def _rest(
    findings: Iterable[Finding], known: Counter[Key], key: Callable[[Finding], Key]
) -> list[Finding]:
    rest = []
    for finding in findings:
        if known[key(finding)]:
            known[key(finding)] -= 1
        else:
            rest.append(finding)
    return rest


def _key(finding: Finding) -> Key:
    return finding.rule, finding.id, finding.message


def _key_without_ids(finding: Finding) -> Key:
    """Tell a finding by what it says; below a block that is gone from the original, ids change."""
    return finding.rule, "", COUNTED.sub("", finding.message)
