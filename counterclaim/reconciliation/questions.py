"""One question with its answers, made of the claims that are about it: claims with their contents enter, a `Question`
leaves.

In whatever order the claims come, they are put in the order of publication first. What the question is about is what
most of its reports say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from counterclaim.language.gazetteer import JOINT
from counterclaim.model import Answer, Period, Place, Question, content_id
from counterclaim.reconciliation.answers import answers, positions
from counterclaim.reconciliation.content import Content, Row
from counterclaim.reconciliation.families import BLAME, GENERAL, LAND, MUTUAL
from counterclaim.reconciliation.linking import relations
from counterclaim.reconciliation.members import Member, blamed, loser, members
from counterclaim.reconciliation.status import status_of, status_of_one


def question(rows: Sequence[Row]) -> Question:
    """The question that claims are about; there is at least one that is no linked denial."""
    events = {row.said.event for row in rows}
    about_land = not events.isdisjoint(LAND)
    lost = loser(rows) if about_land else None
    told = members(rows, lost, blamed(rows) if not events.isdisjoint(BLAME) else None)
    own = [member for member in told if member.told.about is None] or list(told)
    event = _event(own, events)
    target = lost if about_land else None if event in MUTUAL else most(own, "target")
    unit = most(own, "unit")
    given = answers(told)
    return Question(
        id=content_id("question", own[0].id),
        event=event,
        actor=most(own, "actor") if not about_land else _taker(own, lost),
        target=target,
        unit=unit,
        place=_place(own),
        period=_period(own),
        scope=_scope(own),
        status=_status(told, given, event, target, unit),
        answers=given,
        relations=relations(told) if len(told) > 1 else (),
        claims=unique(told, "id"),
        reports=tuple(dict.fromkeys([member.told.claim.report for member in told])),
        copies=_copies(told) if len(told) > 1 else (),
        dated=any(_dated(member.said) for member in own),
    )


def _status(told: Sequence[Member], given: Sequence[Answer], event: str, target: str | None, unit: str | None) -> str:
    if len(told) == 1:
        return status_of_one(told[0].party, told[0].stance, event, target, unit)
    return status_of(positions(told, given), event, target, unit)


def unique(group: Iterable[Member], field: str) -> tuple[str, ...]:
    """What the members have in a field, each once."""
    return tuple(dict.fromkeys([getattr(member, field) for member in group]))


def most(group: Sequence[Member], field: str) -> str | None:
    """What most reports say of a field, the first by name of several; None where none says."""
    if len(group) == 1:
        found: str | None = getattr(group[0].said, field)
        return found
    values = [getattr(member.said, field) for member in group]
    if len(named := {value for value in values if value}) < 2:
        return next(iter(named), None)
    reports: dict[str, set[str]] = {}
    for member, value in zip(group, values, strict=True):
        if value:
            reports.setdefault(value, set()).add(member.told.claim.report)
    return min(reports, key=lambda value: (-len(reports[value]), value), default=None)


def _event(own: Sequence[Member], events: set[str]) -> str:
    """The event that most reports name, a particular one before one that says no more than its family."""
    if len(events) == 1:
        return own[0].said.event
    if "control" in events:
        return "control"
    particular = [member for member in own if member.said.event not in GENERAL]
    return most(particular or own, "event") or own[0].said.event


def _taker(own: Sequence[Member], lost: str | None) -> str | None:
    """Who took what another lost."""
    takers = [member for member in own if member.said.event == "control" and member.said.actor != lost]
    return most(takers, "actor") if takers else None


def _scope(own: Sequence[Member]) -> str | None:
    counted = [member for member in own if member.said.counted]
    return most(counted, "scope") if counted else None


def _place(own: Sequence[Member]) -> Place | None:
    """The place that most reports name; smaller ones before those around them."""
    if len(own) == 1:
        return own[0].told.place
    known = [member for member in own if member.told.place is not None and member.said.code]
    around = {code for member in known for code in member.said.within if JOINT not in member.said.code}
    finest = [member for member in known if member.said.code not in around] or known
    code = most(finest, "code")
    return next((member.told.place for member in finest if member.said.code == code), None)


def _dated(said: Content) -> bool:
    return said.start is not None or said.end is not None


def _period(own: Sequence[Member]) -> Period | None:
    """When it happened, as most reports that say so say; else the days of publication."""
    if len(own) == 1:
        said = own[0].said
        if _dated(said):
            return _span(said.start, said.end)
        return _span(said.day, said.day) if said.day is not None else None
    told = Counter([(member.said.start, member.said.end) for member in own if _dated(member.said)])
    if told:
        return _span(*min(told, key=lambda days: (-told[days], str(days))))
    days = [member.said.day for member in own if member.said.day is not None]
    return _span(min(days), max(days)) if days else None


@lru_cache(maxsize=1 << 14)
def _span(start: int | None, end: int | None) -> Period:
    """A period from its first and last day; days are few, and questions many."""
    return Period(
        date.fromordinal(start) if start is not None else None, date.fromordinal(end + 1) if end is not None else None
    )


def _copies(told: Sequence[Member]) -> tuple[tuple[str, ...], ...]:
    printings: dict[str, dict[str, None]] = defaultdict(dict)
    for member in told:
        if member.told.printing is not None:
            printings[member.told.printing][member.told.claim.report] = None
    return tuple(tuple(reports) for _, reports in sorted(printings.items()) if len(reports) > 1)
