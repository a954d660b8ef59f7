"""Measures how fast reports are coded, and what a start costs.

Enters: reports in memory. Leaves: seconds and rates. Reading and decoding of files is not timed; one process
does all the work. It prints nothing; `bench` does.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from counterclaim.coding.coder import code
from counterclaim.language.packs import pack_for
from counterclaim.language.scan import Match, matches
from counterclaim.model import Report
from counterclaim.reading.text import normal_text

START_RUNS: Final = 5
"""Fresh processes whose median is the cost of a start."""
SPEED_RUNS: Final = 3
"""Passes over the reports whose median is the speed."""
START_PROBE: Final = """
import sys
from time import perf_counter
begun = perf_counter()
from counterclaim.coding.coder import code
from counterclaim.model import Report
code(Report(id="start", lang=sys.argv[1], body=sys.argv[2]))
seconds = perf_counter() - begun
try:
    with open("/proc/self/status") as status:
        kilobytes = next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
except OSError:
    import resource
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(seconds, kilobytes / 1024)
"""
"""Run in a fresh process with language and text of a report: imports the coder, codes it so that pack and automaton are
there, and prints seconds and resident MiB (the peak where the system does not tell the present)."""

Stage = Callable[[Report], object]


@dataclass(frozen=True, slots=True)
class Start:
    """What it costs to get ready, interpreter aside."""

    seconds: float
    """From the first import to the first coded report."""
    resident_mb: float
    """Resident memory of the process then, MiB."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast one stage went through some reports."""

    reports: int
    """Reports in one pass."""
    words: int
    """Words of their stored texts, split at white space."""
    seconds: float
    """Median time of one pass."""

    @property
    def reports_per_second(self) -> float:
        """Reports by seconds; 0 where there was nothing to time."""
        return self.reports / self.seconds if self.seconds else 0.0

    @property
    def words_per_second(self) -> float:
        """Words by seconds; 0 where there was nothing to time."""
        return self.words / self.seconds if self.seconds else 0.0


def start(report: Report) -> Start:
    """The median cost over `START_RUNS` fresh processes of a start up to the coded report, which says its language."""
    runs = [_start_once(report) for _ in range(START_RUNS)]
    return Start(statistics.median(run.seconds for run in runs), statistics.median(run.resident_mb for run in runs))


def speed(stage: Stage, reports: Sequence[Report], runs: int = SPEED_RUNS) -> Speed:
    """The median speed of a stage over so many passes through the reports."""
    words = sum(len(report.text.split()) for report in reports)
    return Speed(len(reports), words, statistics.median(_seconds(stage, reports) for _ in range(runs)))


def yielding(reports: Iterable[Report]) -> list[Report]:
    """The reports that make a claim."""
    return [report for report in reports if code(report)]


def scan_only(report: Report) -> list[Match]:
    """The normal form and the automaton pass alone: what a report without conflict vocabulary costs as well."""
    pack = pack_for(report.lang or "")
    return matches(pack.spelling.applied(normal_text(report.text)), pack)


def automaton_seconds(reports: Sequence[Report], runs: int = SPEED_RUNS) -> float:
    """The median time of the automaton pass alone, the normal form being there already."""
    return statistics.median(_automaton_once(reports) for _ in range(runs))


def _automaton_once(reports: Iterable[Report]) -> float:
    gc.collect()
    seconds = 0.0
    for report in reports:
        pack = pack_for(report.lang or "")
        text = pack.spelling.applied(normal_text(report.text))
        begun = perf_counter()
        matches(text, pack)
        seconds += perf_counter() - begun
    return seconds


def _start_once(report: Report) -> Start:
    command = [sys.executable, "-c", START_PROBE, report.lang or "", report.text]
    probe = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, resident = probe.stdout.split()
    return Start(float(seconds), float(resident))


def _seconds(stage: Stage, reports: Iterable[Report]) -> float:
    gc.collect()
    begun = perf_counter()
    for report in reports:
        stage(report)
    return perf_counter() - begun
