"""What two claims have in common, field by field: two contents enter, a test of each field leaves.

This is the only place where fields are compared. `tests` says of each whether it agreed, differed or was not said; from
that come the reasons that a person reads (`reasons`), whether two claims can be one question, and how near they are
(`nearness`). A field that is not said never counts against two claims, and numbers are compared only where scope, unit,
place and period can be the same: what is not comparable is never a contradiction.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from counterclaim.language.gazetteer import JOINT
from counterclaim.model import AGREED, COMPARED, DIFFERED, NOT_SAID, UNITS
from counterclaim.reconciliation.content import INCIDENT, Content
from counterclaim.reconciliation.families import (
    ALIKE,
    ATTACK,
    BLAME,
    GENERAL,
    GROUNDS,
    LIKE_UNITS,
    LOCATED,
    LOSSES,
    MUTUAL,
    PAIRED,
    PEOPLE,
    SOME,
    TOLLS,
    chain,
    family_of,
    reach_of,
)
from counterclaim.reconciliation.kinship import NOBODY, same_party
from counterclaim.reconciliation.regions import may_hold
from counterclaim.reconciliation.waters import off_shore

ENOUGH: Final = 2.4
"""Nearness from which two claims are linked."""
APART: Final = -9.0
"""Nearness of two claims that cannot be one question."""
EVENT: Final = (1.0, 0.8)
"""For the same event, and for another of its family."""
TARGET: Final = 1.0
ACTOR: Final = 0.5
BOTH: Final = (APART, 0.6, 1.5)
"""For two sides of which none, one, or both are the same."""
ONE_OF_BOTH: Final = 1.3
"""Where one claim names one side alone, and it is a side of the other."""
UNIT: Final = {"same": 0.6, "within": 0.3, "other": 0.0, "": 0.0}
"""For the same unit, one within the other, another one of an event that is not about it, and none said."""
PLACE: Final = {"same": 2.0, "within": 0.7, "near": 0.3, "land": 0.5}
"""For the same town or region, one within the other, nearness, and the same state or land."""
DATED: Final = 0.8
"""For days that both say and that overlap."""
TOGETHER: Final = (0.6, 0.35)
"""For publication on one day, and on the next."""
NOTHING_ELSE: Final = -0.6
"""Where neither a party nor a place says that it is the same."""
NUMBER: Final = {"same": 1.4, "small": 0.9, "fits": 0.4, "vague": 0.1, "sides": 0.0, "other": -0.7, "apart": -1.2}
"""For the same number, a small one, one that can be the same, one in words like "dozens"; for another one of another
party, whose count of the other side's losses nobody expects to be the same; for another one of a toll, and of anything
else."""
OF_UNITS: Final = LOSSES | {"released", "arms_supply"}
"""Events that are about what is counted: of two things they are two."""
SMALL: Final = 5
"""Counts below which many incidents have the same."""
TELLING: Final = 10
"""Counts from which on the number alone may tell one incident from others of the same day."""
MANY_TIMES: Final = 6
"""Numbers for one toll, of one speaker or open at one end ("more than 10"), are no more than that many times apart."""

Outcome = tuple[str, str, str, str, str, str, str, str]
"""The outcome of each test, in the order of `COMPARED`."""


def nearness(one: Content, other: Content) -> float:
    """How near two claims of one family and mood are, from `ENOUGH` on near enough to link; symmetric.

    That their days are within the reach of the family is for the caller to see to.
    """
    score = EVENT[0]
    event = one.event
    if event != other.event:
        if family_of(event) not in ALIKE and event not in GENERAL and other.event not in GENERAL:
            return APART
        score = EVENT[1]
    place = place_of(one, other)
    parties = _parties(one, other)
    if parties == APART:
        if not _telling(one, other, place):
            return APART
        parties = 0.0
    score += parties
    if event in LOCATED:
        if not place or _elsewhere(one, other, place):
            return APART
    else:
        unit = unit_of(one.unit, other.unit)
        if event in OF_UNITS and (unit == "other" or (unit == "within" and event in LOSSES and _some(one, other))):
            return APART
        score += UNIT[unit]
    if place:
        if place == "apart":
            return APART
        score += PLACE[place]
    if not parties and not place:
        score += NOTHING_ELSE
    when = _when(one, other)
    if when == APART:
        return APART
    if one.counted and other.counted:
        if one.scope != other.scope and not _same_count(one, other):
            return APART
        return score + when + _number(one, other, place)
    if (one.scope != other.scope and not _few(one, other)) or _tally(one, other):  # what gives no number is an incident
        return APART
    return score + when


def _few(one: Content, other: Content) -> bool:
    """Whether one of two claims of attacks gives a small number ("two attacks last year"), and the other none."""
    counted = one if one.counted else other
    return counted.counted and family_of(one.event) == ATTACK and counted.low is not None and counted.low <= SMALL


def _tally(one: Content, other: Content) -> bool:
    """Whether one counts breaches ("47 violations") and the other tells of one."""
    return one.event in BLAME and one.counted != other.counted


def _same_count(one: Content, other: Content) -> bool:
    """Whether two claims of another scope give one number that few others have: what the one takes for a running total
    ("18 held since July are freed") is what the other tells of one day.
    """
    same = (one.low, one.high) == (other.low, other.high) and not (one.vague or other.vague)
    known = one.low is not None and one.low >= TELLING and one.target is not None and other.target is not None
    return same and known and _days(one, other) <= 1


def _when(one: Content, other: Content) -> float:
    """Nearness in time, `APART` where both say when it happened, and it cannot be the same."""
    dated = _period(one, other)
    if dated is not None:
        return DATED if dated else APART
    days = _days(one, other)
    return TOGETHER[days] if days < len(TOGETHER) and one.day is not None and other.day is not None else 0.0


def _days(one: Content, other: Content) -> int:
    """Days between two claims; 0 where one has none."""
    return abs(one.day - other.day) if one.day is not None and other.day is not None else 0


def _telling(one: Content, other: Content, place: str) -> bool:
    """Whether two claims give one number that few others have of what one doer did, or of one town on one day.

    Then whom it befell may be named differently: by the group, the people or the land.
    """
    if one.low is None or one.low != other.low or one.low < TELLING or one.vague or other.vague or one.day != other.day:
        return False
    if one.actor is not None and other.actor is not None:
        return same_party(one.actor, other.actor)
    return place == "same"


def _parties(one: Content, other: Content) -> float:
    """Nearness of the parties, `APART` where they cannot be the same."""
    if one.event in MUTUAL and other.event in MUTUAL:
        first, second = one.parties, other.parties
        if not first or not second:
            return 0.0
        common = min(_common(first, second), _common(second, first))
        if common and len(first) == len(second) == 2:
            if one.event in BLAME and not _answers(first, second):
                return APART
            return BOTH[common] if common == 2 or one.event not in PAIRED else APART
        return BOTH[common] if not common else ONE_OF_BOTH
    score = 0.0
    mine, theirs = one.target, other.target
    if mine is not None and theirs is not None:
        if mine != theirs and not same_party(mine, theirs):
            return APART
        score += TARGET
    mine, theirs = one.actor, other.actor
    if mine is not None and theirs is not None:
        if mine != theirs and not same_party(mine, theirs):
            return APART
        score += ACTOR
    return score


def _answers(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two accusations are one, of the same accused, or answer each other: each accused is the other's victim.

    "Hamas broke the truce towards Gaza's people" is not what Israel is accused of.
    """
    if same_party(first[0], second[0]):
        return True
    return same_party(first[0], second[1]) and same_party(second[0], first[1])


def _same_target(one: Content, other: Content) -> bool:
    """Whether it befell one party, or, of an event of two sides, whether they can be the same two."""
    if one.event in MUTUAL and other.event in MUTUAL:
        return _parties(one, other) != APART
    return one.target is not None and other.target is not None and same_party(one.target, other.target)


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many of the first can be among the second."""
    found = 0
    for party in first:
        for each in second:
            if same_party(party, each):
                found += 1
                break
    return found


def unit_of(one: str | None, other: str | None) -> str:
    """How two units stand to each other: same, within, other, or empty where one is not said."""
    if one is None or other is None:
        return ""
    return _UNITS.get((one, other), "other")


def _units() -> dict[tuple[str, str], str]:
    """Pairs of units that can be of one thing."""
    found = {}
    for one in UNITS:
        for other in UNITS:
            if one == other:
                found[one, other] = "same"
            elif one in chain(other) or other in chain(one) or frozenset({one, other}) in LIKE_UNITS:
                found[one, other] = "within"
    return found


_UNITS: Final = _units()


def _elsewhere(one: Content, other: Content, place: str) -> bool:
    """Whether two claims about who holds a place are not of one place on one day.

    One is about a town, the other about its country or a base in it, by name or not; or one party takes it and leaves
    it.
    """
    if one.event != other.event and one.actor is not None and one.actor == other.actor:
        return True
    if place == "within" and (one.code.isupper() or other.code.isupper() or _site_of(one, other)):
        return True
    return (one.counted and one.unit in GROUNDS) != (other.counted and other.unit in GROUNDS)


def _site_of(one: Content, other: Content) -> bool:
    """Whether one of two places lies in the other and is called by it: "Engels air base"."""
    smaller, larger = (other, one) if one.code in other.within else (one, other)
    return smaller.code.startswith(larger.code + " ")


def _some(one: Content, other: Content) -> bool:
    """Whether one counts some of those whom the other counts: "20 people, 5 journalists among them"."""
    if (one.unit in SOME) == (other.unit in SOME):
        return False
    return one.low is None or one.low != other.low or one.low < TELLING


def place_of(one: Content, other: Content) -> str:
    """How two places stand to each other: same, within, near, land, apart, or empty where one is not said."""
    if not one.code or not other.code:
        return ""
    if one.code == other.code:
        own = one.code in one.parties and one.code in other.parties  # "Israel strikes Gaza", in Gaza
        return "land" if own or not one.within or one.code.isupper() else "same"
    joint = JOINT in one.code or JOINT in other.code
    if one.code in other.within or other.code in one.within or (joint and _shared(one.code, other.code)):
        return "apart" if joint and one.counted and other.counted else "within"  # a total over two towns is of both
    if (one.near or other.near) and (not one.within or not other.within or set(one.within) & set(other.within)):
        return "near"
    if (
        one.event not in LOCATED
        and _days(one, other) <= 1
        and off_shore(one.code, one.within, other.code, other.within)
    ):
        return "near"
    return "" if may_hold(one.code, one.within, other.code, other.within) else "apart"


def _shared(one: str, other: str) -> bool:
    """Whether two places, of which one is several, have one in common."""
    return not set(one.split(JOINT)).isdisjoint(other.split(JOINT))


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


def _number(one: Content, other: Content, place: str) -> float:
    """Nearness of two numbers, `APART` where they cannot be of one thing."""
    days = _days(one, other)
    if fits(one, other):
        if one.vague or other.vague:
            return NUMBER["vague"] if days <= 1 else APART
        if one.low is None or one.low != other.low:
            far = _far(one, other)
            if days and one.event in TOLLS and place != "same":
                return APART if far or days > 1 else NUMBER["apart"]
            if far:
                return APART if days else NUMBER["other"]
            return NUMBER["fits"]
        return NUMBER["same"] if one.low >= SMALL else NUMBER["small"]
    if place == "within" or (one.event not in TOLLS and days):
        return APART
    if one.speaker != other.speaker and NOBODY.isdisjoint((one.speaker, other.speaker)) and days <= 1:
        return NUMBER["sides"]
    if one.event not in TOLLS:
        return NUMBER["apart"]
    if one.speaker == other.speaker and _far(one, other):
        return APART
    if days and one.day is not None and other.day is not None:
        fallen = (_value(other) < _value(one)) == (one.day < other.day)
        return APART if fallen or days > 1 else NUMBER["apart"]
    return NUMBER["other"]


def _far(one: Content, other: Content) -> bool:
    """Whether one number is more than `MANY_TIMES` the other."""
    low, high = sorted((_value(one), _value(other)))
    return high > MANY_TIMES * max(1, low)


def _value(said: Content) -> int:
    return said.low if said.low is not None else said.high or 0


def fits(one: Content, other: Content) -> bool:
    """Whether two ranges can hold the same number; not saying an end leaves it open."""
    if one.low is not None and other.high is not None and one.low > other.high:
        return False
    return not (other.low is not None and one.high is not None and other.low > one.high)


def of_two_things(one: Content, other: Content) -> bool:
    """Whether two claims of which one leads the other are of two towns, or count what is counted once: "200 prisoners",
    "500"; or whether they cannot be one and lie further apart than any two that can.

    Tolls rise, and two parties may count one thing differently.
    """
    if _days(one, other) > reach_of(family_of(one.event)) and nearness(one, other) <= APART / 2:
        return True
    towns = one.code.islower() and other.code.islower() and not (one.near or other.near)
    if towns and place_of(one, other) == "apart":
        return True
    if not (one.counted and other.counted) or one.vague or other.vague or one.event in TOLLS or fits(one, other):
        return False
    return one.speaker == other.speaker or not NOBODY.isdisjoint((one.speaker, other.speaker))


def reasons(one: Content, other: Content) -> tuple[tuple[str, str], ...]:
    """For each field of `COMPARED`: whether two claims agreed on it, differed, or one did not say it."""
    return _named(_tests(one, other))


@cache
def _named(outcomes: Outcome) -> tuple[tuple[str, str], ...]:
    """Outcomes by field; few of the possible ones occur, and each is kept once."""
    return tuple(zip(COMPARED, outcomes, strict=True))


def _tests(one: Content, other: Content) -> Outcome:
    unit = unit_of(one.unit, other.unit)
    people = unit and one.unit in _PEOPLE and other.unit in _PEOPLE
    place, period = place_of(one, other), _period(one, other)
    counted = one.counted and other.counted
    return (
        AGREED if one.event == other.event or family_of(one.event) == family_of(other.event) else DIFFERED,
        NOT_SAID if one.target is None or other.target is None else _of(_same_target(one, other)),
        NOT_SAID if not unit else _of(unit != "other"),
        NOT_SAID if not people else _of(unit == "same"),
        NOT_SAID if not place else _of(place != "apart"),
        NOT_SAID if period is None else _of(period),
        NOT_SAID if not counted else _of(one.scope == other.scope),
        NOT_SAID if not counted else _of(fits(one, other)),
    )


def _of(agreed: bool) -> str:
    return AGREED if agreed else DIFFERED


_PEOPLE: Final = frozenset(unit for unit in UNITS if PEOPLE in chain(unit))
