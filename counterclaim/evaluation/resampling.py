"""How long reconciling takes on many claims: real ones, drawn again and again, as an archive of many years holds them.

`Told` claims enter, as many as asked for leave, each as if another report had told it, on a day of another span of the
same length: an archive twice as large covers twice the time. Then they are reconciled, and the seconds counted.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from counterclaim.model import Period, Told
from counterclaim.reconciliation.engine import Archive

SEED: Final = 20200928
"""Of the draw, so that every run draws the same."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What reconciling some claims took."""

    claims: int
    questions: int
    largest_block: int
    """Claims of the largest block."""
    seconds: float
    """Of processor time, of one process; drawing the claims is not counted."""


def measure_reconciling(told: Sequence[Told], count: int) -> Reconciled:
    """Draw so many claims from these, which have days, reconcile them, and say what it took."""
    drawn = list(resampled(told, count))
    start, archive = time.process_time(), Archive()
    archive.add(drawn)
    questions = sum(1 for _ in archive.questions())
    return Reconciled(len(drawn), questions, archive.largest_block, time.process_time() - start)


def resampled(told: Sequence[Told], count: int) -> Iterator[Told]:
    """So many claims drawn from these, all of which have a day; linked denials are left out."""
    own = [each for each in told if each.about is None and each.day is not None]
    days = [each.day for each in own if each.day is not None]
    span = (max(days) - min(days)).days + 1
    lots, copies = random.Random(SEED), max(1, round(count / len(own)))
    # drawn claims stay between the years that dates can have
    for number in range(count):
        yield _moved(lots.choice(own), timedelta(days=span * (lots.randrange(copies) - copies // 2)), number)


def _moved(told: Told, by: timedelta, number: int) -> Told:
    """A claim as another report tells it, some days earlier or later; a period without bounds keeps none."""
    claim, period = told.claim, told.claim.period
    if period is not None:
        period = Period(_day(period.start, by), _day(period.stop, by), period.written)
    day = _day(told.day, by)
    return replace(
        told,
        claim=replace(claim, report=f"{claim.report} {number}", period=period, denies=()),
        published=f"{day}{(told.published or '')[10:]}",
        printing=None,
    )


def _day(day: date | None, by: timedelta) -> date | None:
    if day is None:
        return None
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))
