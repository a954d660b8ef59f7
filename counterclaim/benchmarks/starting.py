"""Measures what it costs to get ready: fresh processes that import the coder and code one report.

A report enters, a `Start` leaves. How fast reports are coded once all is there is timed in `stages`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from typing import Final

from counterclaim.benchmarks.results import Start
from counterclaim.model import Report

RUNS: Final = 5
"""Fresh processes whose median is the cost of a start."""
PROBE: Final = """
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


def start(report: Report, lang: str) -> Start:
    """The median cost over `RUNS` fresh processes of a start up to the coded report, which is in that language."""
    runs = [_once(report, lang) for _ in range(RUNS)]
    return Start(lang, *(statistics.median(figures) for figures in zip(*runs, strict=True)))


def _once(report: Report, lang: str) -> tuple[float, float]:
    """Seconds and resident MiB of one fresh process."""
    command = [sys.executable, "-c", PROBE, lang, report.text]
    probe = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, resident = probe.stdout.split()
    return float(seconds), float(resident)
