"""Whether a coder keeps quiet where there is nothing to say.

Enters: gold and predicted claims by report id. Leaves: the share of the reports without a gold claim that were left
without a claim. F1 hardly sees such reports, and a reader of the ledger does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.evaluation.figures import Share
from counterclaim.model import Claim


def quiet(gold: Mapping[str, Sequence[Claim]], predicted: Mapping[str, Sequence[Claim]]) -> Share:
    """How many of the reports whose gold is empty were left without a claim."""
    empty = [report for report, claims in gold.items() if not claims]
    return Share(sum(not predicted.get(report) for report in empty), len(empty))
