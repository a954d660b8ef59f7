"""Runs a coder over reports that people coded, and measures it.

Enters: a gold set, and a coder (ours, unless another is given). Leaves: figures, and the share of quiet reports.
It prints nothing and compares with no floor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from counterclaim.coding.coder import code
from counterclaim.evaluation.figures import Figures, Share
from counterclaim.evaluation.gold import GoldSet, load
from counterclaim.evaluation.quiet import quiet
from counterclaim.evaluation.scoring import score
from counterclaim.model import Claim, Report

Coder = Callable[[Report], tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one coder reached on one gold set."""

    figures: Figures
    """Its figures over all reports of the set."""
    quiet: Share
    """Reports without a gold claim that it left without one."""


def evaluate(items_path: Path, gold_path: Path, coder: Coder = code) -> Figures:
    """The figures of a coder on the reports of one file and their claims in another. Raises GoldError."""
    return measure(load(items_path, gold_path), coder).figures


def measure(gold: GoldSet, coder: Coder = code) -> Measurement:
    """Code every report of the set and compare."""
    predicted = {report.id: coder(report) for report in gold.reports.values()}
    return Measurement(score(gold.claims, predicted), quiet(gold.claims, predicted))
