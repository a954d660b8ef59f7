"""Where a coder is right and where not: by event, by stance, by how sure it is, and whether its claims stand.

Enters: gold and predicted claims by report id. Leaves: tallies and bins that add up. Matching is that of `scoring`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from counterclaim.coding.grounding import ground_of, grounded
from counterclaim.evaluation.figures import Tally
from counterclaim.evaluation.scoring import matched_pairs, without_repeats
from counterclaim.model import Claim, Report

BINS: Final = 10
"""Bins of confidence: 0 to 0.1, ..., 0.9 to 1."""

ByReport = Mapping[str, Sequence[Claim]]


class Bin(NamedTuple):
    """Claims of about one confidence: "of 40 claims at 0.83 on average, 31 are right"."""

    claims: int = 0
    confidence: float = 0.0
    """Sum over the claims."""
    right: int = 0
    """Right in event, speaker's party and stance."""


def tallies(gold: ByReport, predicted: ByReport, part: Callable[[Claim], str]) -> dict[str, Tally]:
    """Core tallies by event or stance, which both claims of a match share; the most frequent in the gold first."""
    expected, found, hit = Counter[str](), Counter[str](), Counter[str]()
    for report, claims in gold.items():
        ours, theirs = without_repeats(claims), without_repeats(predicted.get(report, ()))
        expected.update(map(part, ours))
        found.update(map(part, theirs))
        hit.update(part(right) for right, _ in matched_pairs(ours, theirs))
    names = sorted(expected | found, key=lambda name: (-expected[name], name))
    return {name: Tally(hit[name], found[name], expected[name]) for name in names}


def bins(gold: ByReport, predicted: ByReport) -> tuple[Bin, ...]:
    """The claims that carry a confidence, by confidence; nothing where none does."""
    found = [Bin()] * BINS
    for report, claims in gold.items():
        theirs = without_repeats(predicted.get(report, ()))
        right = {id(claim) for _, claim in matched_pairs(without_repeats(claims), theirs)}
        for claim in theirs:
            if claim.confidence is not None:
                at = min(int(claim.confidence * BINS), BINS - 1)
                old = found[at]
                found[at] = Bin(old.claims + 1, old.confidence + claim.confidence, old.right + (id(claim) in right))
    return tuple(found) if any(each.claims for each in found) else ()


def calibration_error(found: Sequence[Bin]) -> float:
    """Expected calibration error, 0 to 1: how far confidence and share of right claims lie apart, on average.

    Source: Naeini, Cooper, Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning" (AAAI 2015).
    """
    total = sum(each.claims for each in found)
    return sum(abs(each.confidence - each.right) for each in found) / total if total else 0.0


def ungrounded(reports: Mapping[str, Report], predicted: ByReport) -> int:
    """How many claims have evidence, names, parties, numbers or days that do not stand in their report."""
    return sum(len(grounded(claims, ground_of(reports[report]))[1]) for report, claims in predicted.items() if claims)
