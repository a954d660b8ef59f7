"""Checks that every report can be coded, and that the same report gives the same claims every time.

Enters: the path of a corpus. Leaves: exceptions and differences, by report. It prints nothing; `bench --check` does.
The second time is another process with another seed of hashing, and another order of the reports: what leans on the
order of a set, or on what was coded before, shows.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from counterclaim.coding.coder import code
from counterclaim.evaluation.corpus import read_corpus
from counterclaim.model import Report

OTHER_SEED: Final = 1
"""Seed of the order and of the hashing the second time; the first time the order is the file's."""
OTHER_PROCESS: Final = """
import sys
from pathlib import Path
import msgspec
from counterclaim.evaluation.repetition import other_outcomes
path, sample = sys.argv[1:]
sys.stdout.buffer.write(msgspec.json.encode(other_outcomes(Path(path), int(sample) or None)))
"""
"""Run in a fresh process: codes a corpus in another order and writes what came out, by report id, as JSON."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """Whether all reports could be coded, and gave the same claims twice."""

    reports: int
    """Reports coded, each twice."""
    exceptions: tuple[str, ...]
    """One line for each report that could not be coded: its id and the exception."""
    differing: tuple[str, ...]
    """Ids of the reports that did not give the same the second time."""


def repeat(path: Path, sample: int | None = None) -> Repetition:
    """Code a corpus, or `sample` reports of it, twice and compare. Raises GoldError."""
    first = outcomes(read_corpus(path, sample))
    second = _elsewhere(path, sample)
    exceptions = tuple(f"{report}: {outcome}" for report, outcome in first.items() if not outcome.startswith("sha256:"))
    differing = tuple(report for report, outcome in first.items() if second.get(report) != outcome)
    return Repetition(len(first), exceptions, differing)


def other_outcomes(path: Path, sample: int | None) -> dict[str, str]:
    """What coding the reports in another order gives, by report id."""
    reports = read_corpus(path, sample)
    return outcomes(random.Random(OTHER_SEED).sample(reports, len(reports)))


def outcomes(reports: Sequence[Report]) -> dict[str, str]:
    """The digest of the claims of each report, or the exception in words, by report id.

    A digest, because the claims of a corpus would fill the memory.
    """
    return {report.id: _outcome(report) for report in reports}


def _outcome(report: Report) -> str:
    try:
        claims = code(report)
    except Exception as fault:  # noqa: BLE001 - whatever a report can raise is what is being counted
        return f"{type(fault).__name__}: {fault}"
    return "sha256:" + hashlib.sha256(repr(claims).encode()).hexdigest()


def _elsewhere(path: Path, sample: int | None) -> dict[str, str]:
    command = [sys.executable, "-c", OTHER_PROCESS, str(path), str(sample or 0)]
    environment = {**os.environ, "PYTHONHASHSEED": str(OTHER_SEED)}
    other = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(other.stdout, type=dict[str, str])
