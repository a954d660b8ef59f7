"""What a claim says, in plain values that compare fast: a `Told` claim enters, its `Content` leaves.

Days are ordinals (`date.toordinal`), so that a block can be sorted and searched without objects. Two claims that say
the same on the same day have equal contents, whoever printed them. Nothing here compares two claims.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from counterclaim.model import Claim, Period, Place, Told
from counterclaim.reconciliation.families import ATTACK, GROUNDS, LOCATED, MOODS, TARGETS, family_of

LONGEST: Final = 31
"""Days of a said period that still dates a claim; of a longer one the day of publication does."""
DATING: Final = "last of few"
"""The name of the way in which `Content.day` is found: blocks of another way do not fit."""
INCIDENT: Final = "incident"
NOWHERE: Final[tuple[str, tuple[str, ...], bool]] = ("", (), False)

SEVERAL: Final = 3
"""Days between the ends of a period from which on it does not say on which day."""
WEEK: Final = 7
"""Days of a week, and days after it on which it is still told of as the last one."""


class Content(NamedTuple):
    """What one claim says; None is "not said"."""

    event: str
    speaker: str
    """Party code of the speaker."""
    actor: str | None
    target: str | None
    unit: str | None
    low: int | None
    high: int | None
    vague: bool
    """Whether the number was said with words like "dozens"."""
    scope: str
    start: int | None
    """First day that the claim says."""
    end: int | None
    """Last day that it says, inclusive."""
    code: str
    """Code of the place; empty where none is known."""
    within: tuple[str, ...]
    near: bool
    day: int | None
    """The day that places it in time: the first of a said period, of a few days the last before publication, else, and
    where the week before is said, that of publication; None where neither is known."""

    counted: bool
    """Whether it gives a number."""

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that it is about."""
        return tuple([party for party in (self.actor, self.target) if party is not None])


class Row(NamedTuple):
    """A claim as a block holds it, with what is looked at often."""

    told: Told
    said: Content
    id: str
    """Id of the claim."""
    report: str
    printing: str
    moment: float
    """When its report was published, in seconds since 1970; infinity where unknown."""


def row_of(told: Told) -> Row:
    """A claim with its content."""
    claim = told.claim
    return Row(told, content(told), claim.id, claim.report, told.printing or claim.report, told.moment)


@lru_cache(maxsize=1 << 14)
def _day_of(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def content(told: Told) -> Content:
    """What a claim says; of a denial with a claim that it denies, what that one says."""
    said = told.about if told.about is not None else told.claim
    start, end = _days(said.period) if said.period is not None else (None, None)
    day = _day_of(told.published[:10]) if told.published else None
    if start is not None and (end is None or end - start < LONGEST) and said.scope in (None, INCIDENT):
        if day is None or end is None or not _last_week(start, end, day):
            day = _last(start, end, day)
    elif day is None:
        day = end
    place, number = told.place, said.quantity
    low = high = None
    vague = False
    if number is not None:
        low, high, vague = number.low, number.high, number.qualifier == "vague"
        if low == high == 1 and _only_named(said, place):
            low = high = None
    code, within, near = (place.code, place.within, place.near) if place is not None else NOWHERE
    return Content(
        said.event, told.claim.speaker_party, said.actor, said.target, said.unit, low, high, vague,
        said.scope or INCIDENT, start, end, code, within, near, day, low is not None or high is not None,
    )  # fmt: skip


def _only_named(said: Claim, place: Place | None) -> bool:
    """Whether "one" says which, and counts nothing: "the city of ..." that is held, the plant that is attacked."""
    if said.event in LOCATED:
        return place is not None and said.unit not in GROUNDS
    return family_of(said.event) == ATTACK and said.unit in GROUNDS | {TARGETS}


def key(told: Told, said: Content) -> tuple[str, str]:
    """Family and mood of a claim: claims that differ in them are never about the same question."""
    claim = told.about if told.about is not None else told.claim
    return family_of(said.event), MOODS[claim.stance]


def _last_week(start: int, end: int, published: int) -> bool:
    """Whether some day of this week or of the week before is meant, as those mean that tell of it without a day."""
    return SEVERAL <= end - start <= WEEK and start <= published <= end + WEEK


def _last(start: int, end: int | None, published: int | None) -> int:
    """The day of what was on one of two or three days, as of a weekend: the last one before publication, whose reports
    name no day; the first of longer periods.
    """
    if end is None or published is None or end - start >= SEVERAL:
        return start
    return min(end, max(start, published))


def _days(period: Period) -> tuple[int | None, int | None]:
    """First and last day of a period."""
    start = period.start.toordinal() if period.start is not None else None
    end = period.stop.toordinal() - 1 if period.stop is not None else None
    return start, end
