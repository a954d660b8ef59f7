"""Compares coded claims with the claims that people coded, and counts what is right.

Enters: two readings of the same reports, gold and predicted: claims by report id.
Leaves: their `Figures`. It reads no files and codes nothing.

A predicted claim is matched with a gold claim of its report when both have the same *core*: event, speaker's party
and stance. The figures are those of the project's scorer, and a test holds the two together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Final

from counterclaim.evaluation.figures import FIELDS, Figures, Share, Tally
from counterclaim.model import TWO_SIDED, Claim, Span

ENOUGH_OVERLAP: Final = 0.5
"""Share of their joint characters that two spans of evidence must have in common to be the same evidence."""
_EDGES: Final = " .,;:\"'“”‘’()"
"""Characters at the edges of a name that do not make it another name."""

Claims = Sequence[Claim]
Pairs = Sequence[tuple[Claim, Claim]]
Agreement = Callable[[Claim, Claim], bool]


def score(gold: Mapping[str, Claims], predicted: Mapping[str, Claims]) -> Figures:
    """The figures over all reports of the gold; a report without a prediction counts as predicted empty."""
    compared = (_compare(claims, predicted.get(report, ())) for report, claims in gold.items())
    return reduce(Figures.__add__, compared, Figures())


def _compare(gold: Claims, predicted: Claims) -> Figures:
    """The figures of one report."""
    expected, found = without_repeats(gold), without_repeats(predicted)
    pairs = matched_pairs(expected, found)
    same = sum(full_key(ours) == full_key(theirs) for ours, theirs in pairs)
    return Figures(
        core=Tally(len(pairs), len(found), len(expected)),
        full=Tally(same, len(found), len(expected)),
        measures=_tally(_counts(gold), _counts(predicted)),
        denials=_tally(_denials(gold), _denials(predicted)),
        fields=tuple(
            Share(sum(agree(*pair) for pair in pairs), len(pairs)) for agree in (_AGREEMENTS[name] for name in FIELDS)
        ),
        repeats=len(predicted) - len(found),
        reports=1,
    )


def _tally(gold: set[Hashable], predicted: set[Hashable]) -> Tally:
    return Tally(len(gold & predicted), len(predicted), len(gold))


def core_key(claim: Claim) -> Hashable:
    """What two claims must share to be matched."""
    return (claim.event, claim.speaker_party, claim.stance)


def measure_key(claim: Claim) -> Hashable:
    """What is counted, and how many."""
    return (claim.unit, claim.low, claim.high)


def full_key(claim: Claim) -> Hashable:
    """What makes a matched claim fully right, and a claim of one report the repeat of another."""
    return (core_key(claim), target_key(claim), measure_key(claim))


def target_key(claim: Claim) -> Hashable:
    """The target; of an event between two sides, both, because either may be written first."""
    if claim.event in TWO_SIDED:
        return tuple(sorted(side for side in (claim.actor, claim.target) if side))
    return claim.target


def without_repeats(claims: Claims) -> Claims:
    """The first of each group of claims that say the same: reports repeat themselves, and that is no error."""
    first: dict[Hashable, Claim] = {}
    for claim in claims:
        first.setdefault(full_key(claim), claim)
    return tuple(first.values())


def _counts(claims: Claims) -> set[Hashable]:
    return {(claim.event, measure_key(claim)) for claim in claims if (claim.low, claim.high) != (None, None)}


def _denials(claims: Claims) -> set[Hashable]:
    by_id = {claim.id: claim for claim in claims}
    denied = ((claim.speaker_party, by_id[other]) for claim in claims for other in claim.denies if other in by_id)
    return {(denier, claim.event, claim.speaker_party) for denier, claim in denied}


def matched_pairs(gold: Claims, predicted: Claims) -> Pairs:
    """One-to-one matches of claims with the same core, the most alike first, the earlier ones first among equals."""
    candidates = sorted(
        (-_likeness(ours, theirs), i, j)
        for i, ours in enumerate(gold)
        for j, theirs in enumerate(predicted)
        if core_key(ours) == core_key(theirs)
    )
    pairs: list[tuple[Claim, Claim]] = []
    taken: set[int] = set()
    given: set[int] = set()
    for _, i, j in candidates:
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs


def _likeness(gold: Claim, predicted: Claim) -> float:
    """How alike two claims of one core are: the count weighs most, then unit, target and evidence, then actor."""
    return (
        4.0 * (measure_key(gold) == measure_key(predicted))
        + 1.0 * (gold.unit == predicted.unit)
        + 1.0 * (target_key(gold) == target_key(predicted))
        + 0.5 * _AGREEMENTS["actor"](gold, predicted)
        + _overlap(gold.evidence, predicted.evidence)
    )


def _overlap(one: Span, other: Span) -> float:
    """Characters that both spans hold, by characters from the first start to the last end; 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / max(max(one.end, other.end) - min(one.start, other.start), 1)


def _same(read: Callable[[Claim], object]) -> Agreement:
    return lambda gold, predicted: read(gold) == read(predicted)


def _same_side(read: Callable[[Claim], object]) -> Agreement:
    def agree(gold: Claim, predicted: Claim) -> bool:
        both = gold.event in TWO_SIDED
        return target_key(gold) == target_key(predicted) if both else read(gold) == read(predicted)

    return agree


def _same_name(read: Callable[[Claim], Span | None]) -> Agreement:
    """Names agree where one stands in the other: "Bộ Quốc phòng Nga" and "Nga" are one answer to "who"."""

    def agree(gold: Claim, predicted: Claim) -> bool:
        one, other = _plain(read(gold)), _plain(read(predicted))
        return one == other or bool(one and other and (one in other or other in one))

    return agree


def _plain(span: Span | None) -> str:
    return unicodedata.normalize("NFC", span.text).casefold().strip(_EDGES) if span else ""


def _same_evidence(gold: Claim, predicted: Claim) -> bool:
    """Evidence agrees where half of it is common, or where the predicted holds all of the gold."""
    one, other = gold.evidence, predicted.evidence
    within = other.start <= one.start and one.end <= other.end
    return _overlap(one, other) >= ENOUGH_OVERLAP or (within and one.start < one.end)


def _ends(claim: Claim) -> tuple[date | None, date | None]:
    """First and last day, both inclusive."""
    return (claim.period.start, claim.period.end) if claim.period else (None, None)


_AGREEMENTS: Final[Mapping[str, Agreement]] = {
    "actor": _same_side(lambda claim: claim.actor),
    "target": _same_side(lambda claim: claim.target),
    "unit": _same(lambda claim: claim.unit),
    "low": _same(lambda claim: claim.low),
    "high": _same(lambda claim: claim.high),
    "qualifier": _same(lambda claim: claim.quantity.qualifier if claim.quantity else None),
    "scope": _same(lambda claim: claim.scope),
    "start": _same(lambda claim: _ends(claim)[0]),
    "end": _same(lambda claim: _ends(claim)[1]),
    "place": _same_name(lambda claim: claim.place),
    "speaker": _same_name(lambda claim: claim.speaker),
    "evidence": _same_evidence,
}
"""Whether gold and predicted claim of a matched pair agree, by field."""
