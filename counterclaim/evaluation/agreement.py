"""How well two people, or a person and a coder, agree on the same reports.

Two codings enter, claims by report; figures leave: those of the scorer, with one coding for the other's gold, and
Krippendorff's alpha for each field. Alpha is taken over claims that both found: pairs whose evidence is the same
(half of their joint characters), one to one, the most alike first; what only one found counts in the scorer's figures.
Source of alpha: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); tests hold it to its examples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any, Final

from counterclaim.evaluation.figures import Figures, figures_to_json, render
from counterclaim.evaluation.scoring import ENOUGH_OVERLAP, score, target_key
from counterclaim.model import Claim, Span

Claims = Sequence[Claim]
Distance = Callable[[Any, Any], float]
FIELDS: Final[Mapping[str, Callable[[Claim], Hashable]]] = {
    "event": lambda claim: claim.event,
    "speaker_party": lambda claim: claim.speaker_party,
    "stance": lambda claim: claim.stance,
    "target": target_key,
    "unit": lambda claim: claim.unit or "none",
    "number": lambda claim: (claim.low, claim.high),
    "scope": lambda claim: claim.scope or "none",
}
"""Fields that alpha is given for; not said is a value of its own."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two codings agree: "on 40 reports, core F1 0.91, alpha of event 0.88"."""

    figures: Figures
    """Those of the scorer, with the first coding for gold."""
    pairs: int
    """Claims that both found."""
    alphas: tuple[tuple[str, float | None], ...]
    """Field and alpha; None where all values are one and nothing can be told by chance."""


def agreement(one: Mapping[str, Claims], other: Mapping[str, Claims]) -> Agreement:
    """How two codings agree on the reports that both have."""
    both = sorted(one.keys() & other.keys())
    pairs = [pair for report in both for pair in aligned(one[report], other[report])]
    alphas = tuple((name, alpha([(read(a), read(b)) for a, b in pairs])) for name, read in FIELDS.items())
    figures = score({report: one[report] for report in both}, {report: other[report] for report in both})
    return Agreement(figures, len(pairs), alphas)


def aligned(one: Claims, other: Claims) -> list[tuple[Claim, Claim]]:
    """Pairs of claims whose evidence is the same, one to one; of several the pair that agrees on most fields."""
    ranked = sorted(
        (-alike, -shared, i, j)
        for i, a in enumerate(one)
        for j, b in enumerate(other)
        if (shared := _overlap(a.evidence, b.evidence)) >= ENOUGH_OVERLAP
        for alike in [sum(read(a) == read(b) for read in FIELDS.values())]
    )
    pairs, taken, given = [], set(), set()
    for _, _, i, j in ranked:
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            pairs.append((one[i], other[j]))
    return pairs


def _overlap(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / max(max(one.end, other.end) - min(one.start, other.start), 1)


def nominal(one: Any, other: Any) -> float:
    """Distance of two values of which one is not more than the other."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """Distance of two numbers."""
    return float((one - other) ** 2)


def alpha(units: Sequence[Sequence[Any]], distance: Distance = nominal) -> float | None:
    """Krippendorff's alpha; each unit holds the values that it was given, None where one is missing.

    1 is full agreement, 0 what chance gives. None where fewer than two different values were given.
    """
    coincidences: Counter[tuple[Any, Any]] = Counter()
    for unit in units:
        values = [value for value in unit if value is not None]
        for pair in permutations(values, 2):
            coincidences[pair] += 1 / (len(values) - 1)  # type: ignore[assignment]  # a Counter of shares
    totals: Counter[Any] = Counter()
    for (value, _), count in coincidences.items():
        totals[value] += count
    number = totals.total()
    observed = sum(count * distance(*pair) for pair, count in coincidences.items())
    expected = sum(totals[one] * totals[other] * distance(one, other) for one in totals for other in totals)
    return 1 - (number - 1) * observed / expected if expected else None


def lines(found: Agreement) -> str:
    """The figures as lines for people."""
    told = [f"  {name:14} {'–' if value is None else f'{value:.3f}'}" for name, value in found.alphas]
    return "\n".join([render(found.figures), f"alpha over {found.pairs:,} claims that both found", *told]) + "\n"


def agreement_to_json(found: Agreement) -> dict[str, Any]:
    """The figures as a JSON object."""
    alphas = {name: None if value is None else round(value, 4) for name, value in found.alphas}
    return {"scorer": figures_to_json(found.figures), "pairs": found.pairs, "alpha": alphas}
