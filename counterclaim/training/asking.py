"""Chooses of which reports a second reader need not be asked, since the judge alone is sure of them.

What the judge claims of held-out reports, alone and with hints, enters; two chances leave, with what they cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any, Final

from counterclaim.coding.judge.weights import Asking
from counterclaim.evaluation.scoring import score
from counterclaim.training.measuring import Told, above, figures_of

LEAST: Final = (0.0, 0.1, 0.2, 0.25, 0.3)
MOST: Final = (2.0, 0.8, 0.7, 0.6)
COST: Final = 0.009
"""Of the mean of core and full F1, lost by not asking at most: asks about two reports in five, 0.005 about three."""
Bars = float | Mapping[str, float]
"""A threshold, the same for all reports or one for each."""


def asking(gold: Told, alone: Told, hinted: Told, bars: tuple[Bars, Bars]) -> tuple[Asking, dict[str, Any]]:
    """The way to ask that asks of the fewest reports and costs no more than `COST`; and figures.

    Claims come with their chances, those of both judges under the lowest threshold of either; `bars` are the
    thresholds of both. Of a report of which nothing is known at all both judges are silent, and it does not count.
    """
    own, theirs = above(alone, bars[0]), above(hinted, bars[1])
    chances = {name: [claim.confidence or 0.0 for claim in alone[name]] for name in gold}
    claimed = {name: [claim.confidence or 0.0 for claim in own[name]] for name in gold}
    whole = score(gold, {name: theirs[name] for name in gold})
    best: tuple[int, Asking] = (len(gold) + 1, Asking())
    for least, most in product(LEAST, MOST):
        way = Asking(least, most)
        asked = {name for name in gold if way.about(max(chances[name], default=0.0), claimed[name])}
        figures = score(gold, _told(gold, own, theirs, asked))
        costs = (whole.core.f1 - figures.core.f1 + whole.full.f1 - figures.full.f1) / 2
        if costs <= COST and len(asked) < best[0]:
            best = (len(asked), way)
    asked = {name for name in gold if best[1].about(max(chances[name], default=0.0), claimed[name])}
    told = {"asked": round(len(asked) / max(len(gold), 1), 3), "so": figures_of(gold, _told(gold, own, theirs, asked))}
    return best[1], {**told, "always": figures_of(gold, theirs), "never": figures_of(gold, own)}


def _told(gold: Told, own: Told, theirs: Told, asked: set[str]) -> Mapping[str, Any]:
    return {name: theirs[name] if name in asked else own[name] for name in gold}
