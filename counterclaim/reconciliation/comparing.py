"""What two claims have in common, field by field: two contents enter, a test of each field leaves.

This is the only place where fields are compared. `tests` says of each whether it agreed, differed or was not said; from
that come the reasons that a person reads (`reasons`), whether two claims can be one question, and how near they are
(`nearness`). A field that is not said never counts against two claims, and numbers are compared only where scope, unit,
place and period can be the same: what is not comparable is never a contradiction.
"""

from __future__ import annotations

from typing import Final

from counterclaim.language.gazetteer import JOINT
from counterclaim.model import AGREED, COMPARED, DIFFERED, NOT_SAID
from counterclaim.reconciliation.content import INCIDENT, Content
from counterclaim.reconciliation.families import (
    ALIKE,
    GENERAL,
    LIKE_UNITS,
    LOCATED,
    LOSSES,
    MUTUAL,
    PEOPLE,
    TOLLS,
    chain,
    family_of,
    reach_of,
)
from counterclaim.reconciliation.kinship import NOBODY, kin, same_party

ENOUGH: Final = 2.6
"""Nearness from which two claims are linked."""
APART: Final = -9.0
"""Nearness of two claims that cannot be one question."""
EVENT: Final = (1.0, 0.8)
"""For the same event, and for another of its family."""
TARGET: Final = 1.0
ACTOR: Final = 0.5
UNIT: Final = (0.6, 0.3)
"""For the same unit, and for one within the other."""
PLACE: Final = {"same": 2.0, "within": 0.7, "near": 0.3, "land": 0.5}
"""For the same town or region, one within the other, nearness, and the same state or land."""
DATED: Final = 0.8
"""For days that both say and that overlap."""
TOGETHER: Final = (0.6, 0.3)
"""For publication on one day, and on the next."""
NUMBER: Final = {"same": 1.4, "fits": 0.4, "vague": 0.1, "sides": 0.0, "other": -0.7, "apart": -1.2}
"""For the same number, one that can be the same, one in words like "dozens"; for another one of another party, whose
count of the other side's losses nobody expects to be the same; for another one of a toll, and of anything else."""
MANY_TIMES: Final = 6
"""A speaker's two numbers for one toll are no more than that many times apart."""

Outcome = tuple[str, str, str, str, str, str, str, str]
"""The outcome of each test, in the order of `COMPARED`."""


def nearness(one: Content, other: Content) -> float:
    """How near two claims of one family and mood are, from `ENOUGH` on near enough to link; symmetric."""
    days = abs(one.day - other.day) if one.day is not None and other.day is not None else 0
    family = family_of(one.event)
    if days > reach_of(family):
        return APART
    score = EVENT[0]
    if one.event != other.event:
        if family not in ALIKE and one.event not in GENERAL and other.event not in GENERAL:
            return APART
        score = EVENT[1]
    parties = _parties(one, other)
    if parties == APART:
        return APART
    score += parties
    unit = _unit(one.unit, other.unit) if family != "control" else ""
    if unit == "other" and (one.event in LOSSES or one.event in ("released", "arms_supply")):
        return APART
    score += UNIT[0] if unit == "same" else UNIT[1] if unit == "within" else 0.0
    place = place_of(one, other)
    if place == "apart" or (not place and one.event in LOCATED):
        return APART
    score += PLACE.get(place, 0.0)
    dated = _period(one, other)
    if dated is False:
        return APART
    if dated:
        score += DATED
    elif days < len(TOGETHER) and one.day is not None:
        score += TOGETHER[days]
    if not one.counted and not other.counted:
        return score
    if one.counted and other.counted:
        if one.scope != other.scope:
            return APART
        return score + _number(one, other, place, days)
    return score if INCIDENT in (one.scope, other.scope) else APART


def _parties(one: Content, other: Content) -> float:
    """Nearness of the parties, `APART` where they cannot be the same."""
    if one.event in MUTUAL and other.event in MUTUAL:
        first, second = one.parties, other.parties
        if not first or not second:
            return 0.0
        common = sum(any(same_party(party, each) for each in second) for party in first)
        return TARGET + ACTOR if common == 2 else TARGET * 0.8 if common else APART
    score = 0.0
    if one.target is not None and other.target is not None:
        if not same_party(one.target, other.target):
            return APART
        score += TARGET
    if one.actor is not None and other.actor is not None:
        if not same_party(one.actor, other.actor):
            return APART
        score += ACTOR
    return score


def _unit(one: str | None, other: str | None) -> str:
    """How two units stand to each other: same, within, other, or empty where one is not said."""
    if one is None or other is None:
        return ""
    if one == other:
        return "same"
    if one in chain(other) or other in chain(one) or frozenset({one, other}) in LIKE_UNITS:
        return "within"
    return "other"


def place_of(one: Content, other: Content) -> str:
    """How two places stand to each other: same, within, near, land, apart, or empty where one is not said."""
    if not one.code or not other.code:
        return ""
    if one.code == other.code:
        return "land" if not one.within or one.code.isupper() else "same"
    if one.code in other.within or other.code in one.within:
        joint = JOINT in one.code or JOINT in other.code
        return "within" if not joint or not (one.counted and other.counted) else "apart"
    common = set(one.within) & set(other.within)
    if (JOINT in one.code or JOINT in other.code) and set(one.code.split(JOINT)) & set(other.code.split(JOINT)):
        return "within"
    if (one.near or other.near) and (common or not one.within or not other.within):
        return "near"
    return "apart"


def _period(one: Content, other: Content) -> bool | None:
    """Whether two said periods overlap, one day more or less; None where one is not said."""
    if (one.start is None and one.end is None) or (other.start is None and other.end is None):
        return None
    if one.scope == other.scope != INCIDENT and one.start is not None and other.start is not None:
        return abs(one.start - other.start) <= 1
    slack = 1
    if one.start is not None and other.end is not None and one.start - slack > other.end:
        return False
    return not (other.start is not None and one.end is not None and other.start - slack > one.end)


def _number(one: Content, other: Content, place: str, days: int) -> float:
    """Nearness of two numbers."""
    if fits(one, other):
        if one.vague or other.vague:
            return NUMBER["vague"]
        return NUMBER["same"] if one.low is not None and one.low == other.low else NUMBER["fits"]
    if place == "within" or (one.event not in TOLLS and days):
        return APART
    if one.speaker != other.speaker and NOBODY.isdisjoint((one.speaker, other.speaker)):
        return NUMBER["sides"]
    if one.event not in TOLLS:
        return NUMBER["apart"]
    first, second = _value(one), _value(other)
    if one.speaker == other.speaker and max(first, second) > MANY_TIMES * max(1, min(first, second)):
        return APART
    if days and one.day is not None and other.day is not None:
        fallen = (second < first) == (one.day < other.day)
        return APART if fallen or days > 1 else NUMBER["apart"]
    return NUMBER["other"]


def _value(said: Content) -> int:
    return said.low if said.low is not None else said.high or 0


def fits(one: Content, other: Content) -> bool:
    """Whether two ranges can hold the same number; not saying an end leaves it open."""
    if one.low is not None and other.high is not None and one.low > other.high:
        return False
    return not (other.low is not None and one.high is not None and other.low > one.high)


def reasons(one: Content, other: Content) -> tuple[tuple[str, str], ...]:
    """For each field of `COMPARED`: whether two claims agreed on it, differed, or one did not say it."""
    return tuple(zip(COMPARED, _tests(one, other), strict=True))


def _tests(one: Content, other: Content) -> Outcome:
    unit = _unit(one.unit, other.unit)
    people = unit and PEOPLE in chain(one.unit or "") and PEOPLE in chain(other.unit or "")
    place, period = place_of(one, other), _period(one, other)
    counted = one.counted and other.counted
    return (
        _said(True, family_of(one.event) == family_of(other.event)),
        _said(one.target is not None and other.target is not None, _parties(one, other) != APART),
        _said(bool(unit), unit != "other"),
        _said(bool(people), unit == "same"),
        _said(bool(place), place != "apart"),
        _said(period is not None, bool(period)),
        _said(counted, one.scope == other.scope),
        _said(counted, fits(one, other)),
    )


def _said(said: bool, agreed: bool) -> str:
    return NOT_SAID if not said else AGREED if agreed else DIFFERED


def tokens(said: Content) -> tuple[str, ...]:
    """What two claims must share one of to be compared at all: parties and those of their kin, places, numbers."""
    found = [*said.parties]
    for party in said.parties:
        found.extend(kin().get(party, ()))
    if said.code:
        found.extend("@" + code for code in (*said.code.split(JOINT), *said.within))
    if not found:
        found.append(f"#{said.low}-{said.high}")
    return tuple(dict.fromkeys(found))
