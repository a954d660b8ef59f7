"""Prints how fast reports are coded on this machine, with machine, Python and data named.

    python -m counterclaim.evaluation.bench [--corpora FOLDER] [--sample N] [--check] [--reconcile N]

Enters: the corpora of real reports. Leaves: lines on standard output; exit status 1 where --check finds a fault,
2 where the corpora cannot be read. What is timed is said in `speed`, what is checked in `repetition`.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from counterclaim.coding.coder import code
from counterclaim.errors import GoldError
from counterclaim.evaluation.corpus import ARTICLES, CORPORA, LEADS, languages, read_corpus
from counterclaim.evaluation.repetition import Repetition, repeat
from counterclaim.evaluation.resampling import measure_reconciling
from counterclaim.evaluation.speed import SPEED_RUNS, START_RUNS, automaton_seconds, scan_only, speed, start, yielding
from counterclaim.reconciliation.gathering import Gathering

SHOWN_FAULTS: Final = 20
"""Faults that --check prints for each corpus, before it only counts."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status."""
    options = _options(arguments)
    print(f"machine  {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
    print(f"python   {platform.python_implementation()} {platform.python_version()}")
    try:
        if options.reconcile:
            _reconcile(options.corpora, options.sample, options.reconcile)
            return 0
        if options.check:
            return _check(options.corpora, options.sample)
        for lang in languages(options.corpora):
            _bench(lang, options.corpora, options.sample)
        return 0
    except GoldError as fault:
        print(fault, file=sys.stderr)
        return 2


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measure how fast reports are coded on this machine.")
    parser.add_argument("--corpora", type=Path, default=CORPORA, metavar="FOLDER", help="where the corpora lie")
    parser.add_argument("--sample", type=_positive, metavar="N", help="take only N reports, evenly spread")
    parser.add_argument("--check", action="store_true", help="code everything twice and look for faults, untimed")
    parser.add_argument(
        "--reconcile", type=_positive, metavar="N", help="reconcile N claims drawn from real ones instead"
    )
    return parser.parse_args(arguments)


def _positive(written: str) -> int:
    number = int(written)
    if number < 1:
        raise argparse.ArgumentTypeError("give 1 or more")
    return number


def _bench(lang: str, corpora: Path, sample: int | None) -> None:
    name = LEADS.format(lang)
    reports = read_corpus(corpora / name, sample)
    claimed = yielding(reports)
    ready = start((claimed or reports)[0])
    coding, scan, claiming = speed(code, reports), speed(scan_only, reports), speed(code, claimed)
    ratio = coding.seconds / automaton_seconds(reports)
    size = f"{coding.reports:,} leads, {coding.words:,} words"
    print(f"data     {name}, {size}; one process, median of {SPEED_RUNS} passes, reading of files not timed")
    print(f"start    {ready.seconds:.3f} s, {ready.resident_mb:.0f} MB resident; median of {START_RUNS} processes")
    print(f"all      {coding.reports_per_second:,.0f} leads/s, {coding.words_per_second:,.0f} words/s")
    print(f"claiming {claiming.reports_per_second:,.0f} leads/s on the {claiming.reports:,} that make a claim")
    print(f"scan     {scan.reports_per_second:,.0f} leads/s for normal form and automaton pass alone")
    print(f"ratio    coding takes {ratio:.1f} times as long as the automaton pass alone")


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


def _processor() -> str:
    """The name of the processor, as far as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")


if __name__ == "__main__":
    sys.exit(main())
