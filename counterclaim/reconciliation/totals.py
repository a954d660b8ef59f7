"""Totals that accumulate: what a party publishes as its running total, and what that implies for each day.

Claims of many reports enter, one `Series` for each party and thing counted leaves, with its published totals and the
`Step`s between them. Totals since another day, and those of a period ("in 24 hours"), are series of their own. A step
is arithmetic, not a claim: it says what two published totals imply, and never replaces a published number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from counterclaim.model import Told
from counterclaim.reconciliation.status import AFFIRMS

ACCUMULATING: Final = frozenset({"cumulative", "period"})
RISE: Final = "rise"
SAME: Final = "same"
CORRECTION: Final = "correction"
"""A lower total after a higher one, of the same counting: somebody corrected it, or counts otherwise now."""


@dataclass(frozen=True, slots=True)
class Total:
    """One published total: "on 7 December, 67,900 exactly"."""

    published: date
    low: int
    """Smallest number the words allow; their largest where they give no smallest."""
    high: int | None
    qualifier: str | None
    claims: tuple[str, ...]
    """Ids of the claims that publish it, in order."""


@dataclass(frozen=True, slots=True)
class Step:
    """What two totals, one after the other, imply: "140 more in 7 days, 20 a day"."""

    first: date
    last: date
    """Days of publication of the two totals."""
    kind: str
    """`rise`, `same` or `correction`."""
    difference: int
    """Later total less the earlier one; below 0 in a correction."""
    per_day: float | None
    """Of a rise: difference by days between the publications; None for a correction, which no days explain."""


@dataclass(frozen=True, slots=True)
class Series:
    """The totals of one party for one thing, counted from one day, in the order of publication."""

    party: str
    """Party code of who publishes it, `narrator` or `unnamed`."""
    event: str
    target: str | None
    unit: str | None
    place: str | None
    """Code of the state in which the places lie that the claims name: those below it do not part a series. That of the
    place itself where it lies in none; None where they name none.
    """
    scope: str
    """`cumulative`, or `period` for tolls of one stated period each."""
    since: date | None
    """First day that it counts from, where the words say ("since the ceasefire"); None where they do not."""
    totals: tuple[Total, ...]
    steps: tuple[Step, ...]
    """Between each total and the next; none for the scope `period`, whose numbers do not add up to one another."""


_Key = tuple[str, str, str, str, str, str, str]


def series(told: Iterable[Told]) -> tuple[Series, ...]:
    """The running totals among claims, in a fixed order; claims without a day of publication are left out."""
    grouped: dict[_Key, dict[tuple[date, int, int | None], list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        claim = one.claim
        number = claim.low if claim.low is not None else claim.high
        if claim.scope not in ACCUMULATING or claim.stance not in AFFIRMS or number is None or one.day is None:
            continue
        grouped[_key(one)][(one.day, number, claim.high)].append(one)
    return tuple(_series(key, grouped[key]) for key in sorted(grouped))


def _key(one: Told) -> _Key:
    claim = one.claim
    since = claim.period.start if claim.period and claim.period.start and claim.scope == "cumulative" else None
    place = one.place.within[-1] if one.place and one.place.within else one.place.code if one.place else ""
    return (
        claim.speaker_party,
        claim.event,
        claim.target or "",
        claim.unit or "",
        place,
        claim.scope or "",
        since.isoformat() if since else "",
    )


def _series(key: _Key, published: dict[tuple[date, int, int | None], list[Told]]) -> Series:
    party, event, target, unit, place, scope, since = key
    totals = tuple(
        Total(day, low, high, _qualifier(tellings), tuple(sorted(one.claim.id for one in tellings)))
        for (day, low, high), tellings in sorted(published.items(), key=lambda entry: _order(entry[0]))
    )
    steps = tuple(_step(*pair) for pair in pairwise(totals)) if scope == "cumulative" else ()
    return Series(
        party, event, target or None, unit or None, place or None, scope,
        date.fromisoformat(since) if since else None, totals, steps,
    )  # fmt: skip


def _order(total: tuple[date, int, int | None]) -> tuple[date, int, int]:
    day, low, high = total
    return day, low, -1 if high is None else high


def _qualifier(tellings: list[Told]) -> str | None:
    said = sorted(one.claim.quantity.qualifier for one in tellings if one.claim.quantity)
    return said[0] if said else None


def _step(before: Total, after: Total) -> Step:
    difference = after.low - before.low
    days = (after.published - before.published).days
    kind = RISE if difference > 0 else SAME if difference == 0 else CORRECTION
    per_day = difference / days if days and kind != CORRECTION else None
    return Step(before.published, after.published, kind, difference, per_day)
