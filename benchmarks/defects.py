"""Put defects into correct communications, one at a time, and count which of them are found.

python benchmarks/defects.py [FOLDER …] [--sample N] [--each N] [--seed S] [--kind KIND …]
                             [--show-misses] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "hooks")]

from benchmarks.seeding.kinds import KINDS  # noqa: E402  (found by the path set above)
from benchmarks.seeding.scoring import Score, Suite  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.seeding.scoring import Outcome
    from concordance.findings import Finding

GROUPS = {
    "structure": {"structure"},
    "values": {"values"},
    "wording": {"wording"},
    "numerals": {"numerals"},
    "content": {"values", "numerals", "wording"},
    "hard": {"hard"},
    "all": {"structure", "values", "numerals", "wording", "hard"},
}
LONGEST = 300


def main(argv: Sequence[str] | None = None) -> int:
    """Run the suite and print what was found."""
    options = _options(argv)
    unknown = set(options.kind) - {kind.name for kind in KINDS}
    if unknown:
        sys.stderr.write(f"no such kind: {', '.join(sorted(unknown))}\n")
        return 2
    kinds = [kind for kind in KINDS if not options.kind or kind.name in options.kind]
    folders = options.folder or [PROJECT / "tests" / "texts"]
    suite = Suite(folders, options.seed, options.sample, options.each, kinds, options.processes)
    if not suite.pairs:
        sys.stderr.write("no pair of versions to put defects into\n")
        return 2
    start = time.perf_counter()
    correct, outcomes = suite.correct(), suite.run()
    seconds = time.perf_counter() - start
    if options.json:
        print(json.dumps(_data(suite, correct, outcomes), indent=2, ensure_ascii=False))
        return 0
    if options.show_misses:
        _print_misses(suite, outcomes, inexact=options.show_inexact)
    elif options.show_inexact:
        _print_misses(suite, [o for o in outcomes if o.found], inexact=True)
    _print_scores(outcomes)
    _print_correct(suite, correct)
    print(f"\n{len(outcomes)} defects in {len(suite.pairs)} pairs, {seconds:.0f} s")
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="defects", description="Count which seeded defects the check finds."
    )
    add = parser.add_argument
    add("folder", nargs="*", type=Path, help="correct communications; tests/texts if none")
    add("--sample", type=int, default=0, metavar="N", help="at most N defects of a kind")
    add("--each", type=int, default=3, metavar="N", help="at most N of a kind in one pair")
    add("--seed", type=int, default=0, metavar="S", help="another seed, other defects")
    add("--kind", nargs="+", default=[], metavar="KIND", help="these kinds only")
    add("--processes", type=int, default=0, metavar="N", help="side by side; one for each core")
    add("--show-misses", action="store_true", help="show each defect that was not found")
    add("--show-inexact", action="store_true", help="show each found with more than one error")
    add("--json", action="store_true", help="for programs")
    return parser.parse_args(argv)


def _print_scores(outcomes: Sequence[Outcome]) -> None:
    print(f"{'kind':<32}{'defects':>8}{'found %':>9}{'exact %':>9}{'warned':>8}")
    for name in dict.fromkeys(outcome.kind.name for outcome in outcomes):
        _print_score(name, Score.of(o for o in outcomes if o.kind.name == name))
    print()
    for name, groups in GROUPS.items():
        _print_score(name, Score.of(o for o in outcomes if o.kind.group in groups))


def _print_score(name: str, score: Score) -> None:
    if score.made:
        found, exact = score.share(score.found), score.share(score.exact)
        print(f"{name:<32}{score.made:>8}{found:>9.1f}{exact:>9.1f}{score.warned:>8}")


def _print_correct(suite: Suite, correct: Sequence[Finding]) -> None:
    rates = _rates(suite, correct)
    print("\nfalse alarms on the correct pairs:")
    for severity in ("error", "warning"):
        count, rate = rates[severity]
        print(f"  {severity}s: {count} ({rate:.2f} per 1,000 blocks, {suite.blocks} blocks)")
    for rule, count in Counter(f"{f.severity}[{f.rule}]" for f in correct).most_common():
        print(f"    {rule}: {count}")


def _rates(suite: Suite, correct: Sequence[Finding]) -> dict[str, tuple[int, float]]:
    counts = Counter(finding.severity for finding in correct)
    return {
        severity: (counts[severity], 1000 * counts[severity] / max(suite.blocks, 1))
        for severity in ("error", "warning")
    }


def _print_misses(suite: Suite, outcomes: Sequence[Outcome], *, inexact: bool) -> None:
    for outcome in outcomes:
        if outcome.exact or (outcome.found and not inexact):
            continue
        what = "inexact" if outcome.found else "missed"
        path = suite.pairs[outcome.pair].translation.path
        print(f"{what} {outcome.kind.name} in {path.parent.name}/{path.name}")
        print(f"  {_cut(outcome.mutation.change)}")
        print(f"  about {', '.join(sorted(outcome.mutation.ids)) or 'nothing in the original'}")
        for finding in outcome.findings:
            lines = [f"{p.line}-{p.end_line}" for p in (finding.original, finding.translation) if p]
            place = " / ".join(lines)
            print(f"  {finding.severity}[{finding.rule}] {finding.id} {place}: {finding.message}")
        print()


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _data(
    suite: Suite, correct: Sequence[Finding], outcomes: Sequence[Outcome]
) -> dict[str, object]:
    counts = Counter(finding.severity for finding in correct)
    return {
        "kinds": {
            name: asdict(Score.of(o for o in outcomes if o.kind.name == name))
            for name in dict.fromkeys(outcome.kind.name for outcome in outcomes)
        },
        "groups": {
            name: asdict(Score.of(o for o in outcomes if o.kind.group in groups))
            for name, groups in GROUPS.items()
        },
        "correct": {
            "blocks": suite.blocks,
            "errors": counts["error"],
            "warnings": counts["warning"],
            "notes": counts["note"],
        },
    }


if __name__ == "__main__":
    sys.exit(main())
