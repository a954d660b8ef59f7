"""How fast the program is on this machine, stage by stage and beside its peers: `make bench`.

    python -m counterclaim.benchmarks [--corpora FOLDER] [--share X] [--json FILE] [--keep]
        [--page] [--check] [--sample N] [--reconcile N]

Enters: the corpora of real reports. Leaves: tables on standard output, the same as JSON in build/benchmarks.json;
`--keep` keeps them as the figures of this version and draws `docs/benchmarks.md`, `--page` draws it from those that
were kept last. `--check` codes everything twice and looks for faults, `--reconcile` times reconciling many claims.
Exit status 1 where --check finds a fault, 2 where the corpora cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from counterclaim.benchmarks import results
from counterclaim.benchmarks.measuring import measure
from counterclaim.benchmarks.page import page, tables
from counterclaim.coding.coder import code
from counterclaim.errors import GoldError
from counterclaim.evaluation.corpus import ARTICLES, CORPORA, LEADS, languages, read_corpus
from counterclaim.evaluation.repetition import Repetition, repeat
from counterclaim.evaluation.resampling import measure_reconciling
from counterclaim.reconciliation.gathering import Gathering

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "benchmarks.md"
JSON: Final = ROOT / "build" / "benchmarks.json"
SHOWN_FAULTS: Final = 20
"""Faults that --check prints for each corpus, before it only counts."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status."""
    options = _options(arguments)
    try:
        if options.page:
            PAGE.write_text(page(results.read()), "utf-8")
        elif options.reconcile:
            _reconcile(options.corpora, options.sample, options.reconcile)
        elif options.check:
            return _check(options.corpora, options.sample)
        else:
            _bench(options)
        return 0
    except GoldError as fault:
        print(fault, file=sys.stderr)
        return 2


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measure how fast the program is on this machine.")
    parser.add_argument("--corpora", type=Path, default=CORPORA, metavar="FOLDER", help="where the corpora lie")
    parser.add_argument("--share", type=_share, default=1.0, metavar="X", help="of the usual samples, above 0 to 1")
    parser.add_argument("--json", type=Path, default=JSON, metavar="FILE", help="where the figures go as JSON")
    parser.add_argument("--keep", action="store_true", help="keep the figures and draw docs/benchmarks.md")
    parser.add_argument("--page", action="store_true", help="only draw docs/benchmarks.md from the figures kept last")
    parser.add_argument("--check", action="store_true", help="code everything twice and look for faults, untimed")
    parser.add_argument("--sample", type=_positive, metavar="N", help="with --check and --reconcile: only N reports")
    parser.add_argument("--reconcile", type=_positive, metavar="N", help="only reconcile N claims drawn from real ones")
    return parser.parse_args(arguments)


def _positive(written: str) -> int:
    number = int(written)
    if number < 1:
        raise argparse.ArgumentTypeError("give 1 or more")
    return number


def _share(written: str) -> float:
    number = float(written)
    if not 0 < number <= 1:
        raise argparse.ArgumentTypeError("give a number above 0, 1 at most")
    return number


def _bench(options: argparse.Namespace) -> None:
    found = measure(options.corpora, options.share, lambda what: print(f"measuring {what}", file=sys.stderr))
    its = found.machine
    print(f"{its.processor}, {its.cores} cores, {its.system}, {its.python}, {found.measured}\n")
    print("\n".join(tables(found)))
    results.write(found, options.json)
    if options.keep:
        results.write(found)
        PAGE.write_text(page(found), "utf-8")


def _reconcile(corpora: Path, sample: int | None, count: int) -> None:
    gathering = Gathering()
    for lang in languages(corpora):
        for report in read_corpus(corpora / LEADS.format(lang), sample):
            gathering.take(report, code(report), lang)
    told = list(gathering.told())
    for drawn in (count // 4, count):
        found = measure_reconciling(told, drawn)
        print(
            f"{found.claims:,} claims drawn from {len(told):,}: {found.seconds:.1f} s of one process, "
            f"{found.questions:,} questions, largest block {found.largest_block:,} claims"
        )


def _check(corpora: Path, sample: int | None) -> int:
    paths = [corpora / name.format(lang) for lang in languages(corpora) for name in (LEADS, ARTICLES)]
    repetitions = [_check_one(path, sample) for path in paths]
    return int(any(repetition.exceptions or repetition.differing for repetition in repetitions))


def _check_one(path: Path, sample: int | None) -> Repetition:
    repetition = repeat(path, sample)
    faults = [*repetition.exceptions, *(f"{report}: differs" for report in repetition.differing)]
    counts = f"{len(repetition.exceptions)} exceptions, {len(repetition.differing)} differ the second time"
    print(f"check    {path.name}, {repetition.reports:,} reports: {counts}")
    for fault in faults[:SHOWN_FAULTS]:
        print(f"         {fault}")
    return repetition


if __name__ == "__main__":
    sys.exit(main())
