"""From what the judge claims of held-out reports to its threshold, its curve of confidence, and figures.

Claims whose confidence is a chance enter, with the coded ones; numbers leave. Nothing is learned here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from counterclaim.coding.judge.forest import Curve
from counterclaim.evaluation.scoring import matched_pairs, score, without_repeats
from counterclaim.model import Claim

BARS: Final = tuple(hundredths / 100 for hundredths in range(10, 71, 1))
"""Thresholds that are tried."""
EQUAL: Final = 0.001
"""Of F1: less than two trainings of the same kind differ by."""
BINS: Final = 10
"""Bins of the expected calibration error."""
STEPS: Final = 15
"""Steps of a curve, at most."""
ENOUGH: Final = 500
"""Claims from which on a language has a curve of its own."""
Told = Mapping[str, Sequence[Claim]]


def above(told: Told, least: float | Mapping[str, float]) -> dict[str, tuple[Claim, ...]]:
    """The claims that reach a chance, the same for all reports or one for each."""
    bars = least if isinstance(least, Mapping) else dict.fromkeys(told, least)
    return {name: tuple(one for one in claims if (one.confidence or 0) >= bars[name]) for name, claims in told.items()}


def bar(gold: Told, told: Told) -> float:
    """The highest threshold whose mean of core and full F1 is within `EQUAL` of the best one's.

    Figures are nearly level about their best: the higher threshold leaves more of the silent reports silent.
    """
    worth = {least: _worth(gold, above(told, least)) for least in BARS}
    return max(least for least in BARS if worth[least] >= max(worth.values()) - EQUAL)


def _worth(gold: Told, told: Told) -> float:
    figures = score(gold, told)
    return (figures.core.f1 + figures.full.f1) / 2


def outcomes(gold: Told, told: Told) -> list[tuple[float, bool]]:
    """The confidence of each claim, and whether its core was right."""
    found: list[tuple[float, bool]] = []
    for name, claims in told.items():
        once = without_repeats(claims)
        right = {id(ours) for _, ours in matched_pairs(without_repeats(gold[name]), once)}
        found += [(claim.confidence or 0.0, id(claim) in right) for claim in once]
    return sorted(found)


def curve(found: Sequence[tuple[float, bool]]) -> list[list[float]]:
    """Steps from a chance to the share that was right, never falling: isotonic regression, by pooling neighbours."""
    width = max(len(found) // STEPS, 1)
    parts = [found[at : at + width] for at in range(0, len(found), width)]
    pools = [
        [sum(chance for chance, _ in part), float(sum(right for _, right in part)), float(len(part))] for part in parts
    ]
    merged: list[list[float]] = []
    for pool in pools:
        merged.append(pool)
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] >= merged[-1][1] / merged[-1][2]:
            last = merged.pop()
            merged[-1] = [a + b for a, b in zip(merged[-1], last, strict=True)]
    return [[round(total / count, 5), round(right / count, 5)] for total, right, count in merged] or [
        [0.0, 0.0],
        [1.0, 1.0],
    ]


def curves(gold: Told, told: Told, langs: Mapping[str, str]) -> dict[str, list[list[float]]]:
    """The curve of each language that has enough claims, and under no name that of all; `langs`: by report."""
    found = {"": curve(outcomes(gold, told))}
    for lang in sorted(set(langs.values())):
        own = {name for name in gold if langs[name] == lang}
        some = outcomes({name: gold[name] for name in own}, {name: told[name] for name in own})
        if len(some) >= ENOUGH:
            found[lang] = curve(some)
    return found


def figures_of(gold: Told, told: Told) -> dict[str, Any]:
    """Core, full and measures F1, and the share of silent reports that stay silent."""
    figures = score(gold, told)
    silent = [name for name, claims in gold.items() if not claims]
    kept = sum(not told.get(name) for name in silent)
    return {
        "reports": len(gold),
        "core": round(figures.core.f1, 3),
        "full": round(figures.full.f1, 3),
        "measures": round(figures.measures.f1, 3),
        "silent": round(kept / len(silent), 3) if silent else None,
    }


def confident(told: Told, right: Curve) -> dict[str, tuple[Claim, ...]]:
    """The claims with what the curve makes of their chances."""
    return {
        name: tuple(replace(claim, confidence=right.share(claim.confidence or 0.0)) for claim in claims)
        for name, claims in told.items()
    }


def by_part(gold: Told, told: Told, part: Callable[[Claim], str]) -> dict[str, dict[str, float]]:
    """Core F1 and coded claims of each event, or of each stance; the most frequent first."""
    coded, found, hit = Counter[str](), Counter[str](), Counter[str]()
    for name, claims in gold.items():
        ours, theirs = without_repeats(claims), without_repeats(told.get(name, ()))
        coded.update(map(part, ours))
        found.update(map(part, theirs))
        hit.update(part(right) for right, _ in matched_pairs(ours, theirs))
    return {
        name: {"core": round(2 * hit[name] / (coded[name] + found[name]), 3), "claims": count}
        for name, count in sorted(coded.items(), key=lambda each: (-each[1], each[0]))
    }


def calibration_error(found: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error, 0 to 1: how far confidence and share of right claims lie apart, bin by bin."""
    bins: dict[int, float] = {}
    for confidence, right in found:
        at = min(int(confidence * BINS), BINS - 1)
        bins[at] = bins.get(at, 0.0) + confidence - right
    return sum(map(abs, bins.values())) / len(found) if found else 0.0
