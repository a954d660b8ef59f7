"""How places, units, numbers and days of two claims stand to each other, and the reasons that are kept."""

from __future__ import annotations

import pytest
from contents import (
    GAZA,
    HONG_KONG,
    KYIV,
    LVIV,
    REGION,
    ROSTOV,
    TWO_OTHERS,
    TWO_TOWNS,
    UKRAINE,
    both,
    killed,
    said,
)

from counterclaim.model import COMPARED, UNITS
from counterclaim.reconciliation.comparing import fits, of_two_things, place_of, reasons, unit_of
from counterclaim.reconciliation.content import Content

# one place, whether it says only nearness, another place, how they stand to each other
PLACES = [
    (KYIV, False, KYIV, "same"),
    (KYIV, True, KYIV, "same"),
    (UKRAINE, False, UKRAINE, "land"),
    (GAZA, False, GAZA, "land"),
    (HONG_KONG, False, HONG_KONG, "land"),
    (KYIV, False, REGION, "within"),
    (KYIV, False, UKRAINE, "within"),
    (KYIV, False, LVIV, "apart"),
    (KYIV, False, ROSTOV, "apart"),
    (KYIV, True, LVIV, "near"),
    (KYIV, True, ROSTOV, "apart"),
    (KYIV, True, GAZA, "near"),
    (GAZA, True, KYIV, "near"),
    (GAZA, False, KYIV, "apart"),
    (KYIV, False, TWO_TOWNS, "within"),
    (LVIV, False, TWO_TOWNS, "apart"),
    (TWO_TOWNS, False, TWO_OTHERS, "within"),
    (TWO_TOWNS, False, TWO_TOWNS, "same"),
    (KYIV, False, ("", ()), ""),
    (("", ()), False, ("", ()), ""),
]


@pytest.mark.parametrize(("one", "near", "other", "wanted"), PLACES)
def test_how_two_places_stand_to_each_other(one: tuple, near: bool, other: tuple, wanted: str) -> None:
    first, second = said(place=one, near=near), said(place=other)
    assert (place_of(first, second), place_of(second, first)) == (wanted, wanted)


@pytest.mark.parametrize(
    ("one", "other", "numbers", "wanted"),
    [
        (KYIV, TWO_TOWNS, (9, 9), "apart"),
        (KYIV, TWO_TOWNS, (9, None), "within"),
        (TWO_OTHERS, TWO_TOWNS, (9, 9), "apart"),
        (TWO_OTHERS, TWO_TOWNS, (None, 9), "within"),
        (TWO_TOWNS, TWO_TOWNS, (9, 9), "same"),
        (KYIV, REGION, (9, 9), "within"),
    ],
)
def test_a_number_over_two_towns_is_not_that_of_one(one: tuple, other: tuple, numbers: tuple, wanted: str) -> None:
    first, second = killed(numbers[0], place=one), killed(numbers[1], place=other)
    assert (place_of(first, second), place_of(second, first)) == (wanted, wanted)


# codebook, section 6: what one report counts, what another counts, whether they can be of one thing
COUNTED = [
    ("soldiers", "soldiers", "same"),
    ("soldiers", "people", "within"),
    ("children", "people", "within"),
    ("children", "civilians", "within"),
    ("officers", "people", "within"),
    ("soldiers", "fighters", "within"),
    ("prisoners", "hostages", "within"),
    ("soldiers", "civilians", "other"),
    ("soldiers", "tanks", "other"),
    ("submarines", "ships", "within"),
    ("helicopters", "equipment", "within"),
    ("tanks", "aircraft", "other"),
    ("drones", "missiles", "other"),
    ("drones", "missiles_and_drones", "within"),
    (None, "people", ""),
    (None, None, ""),
]


@pytest.mark.parametrize(("one", "other", "wanted"), COUNTED)
def test_how_two_units_stand_to_each_other(one: str | None, other: str | None, wanted: str) -> None:
    assert (unit_of(one, other), unit_of(other, one)) == (wanted, wanted)


def test_every_unit_is_itself() -> None:
    assert {unit_of(unit, unit) for unit in UNITS} == {"same"}


OPEN = None
# two ranges, whether one number can be in both; an end that is not said is open
RANGES = [
    ((31, 31), (31, 31), True),
    ((31, 31), (32, 32), False),
    ((17, OPEN), (18, 18), True),
    ((17, OPEN), (17, 17), True),
    ((17, OPEN), (16, 16), False),
    ((OPEN, 60), (60, 60), True),
    ((OPEN, 60), (61, OPEN), False),
    ((OPEN, 60), (OPEN, 10), True),
    ((4, 5), (5, 9), True),
    ((4, 5), (6, 9), False),
    ((OPEN, OPEN), (6, 9), True),
]


@pytest.mark.parametrize(("one", "other", "wanted"), RANGES)
def test_whether_two_ranges_hold_one_number(one: tuple, other: tuple, wanted: bool) -> None:
    assert fits(killed(one), killed(other)) is fits(killed(other), killed(one)) is wanted


# what two claims of what is counted once say, whether that cannot be of one thing
ONCE = [
    (both("released", number=200), both("released", number=500), True),
    (both("released", number=200), both("released", number=200), False),
    (both("released", number=(200, None)), both("released", number=500), False),
    (both("released", number=200), both("released"), False),
    (both("released"), both("released"), False),
    (both("released", number=(24, 99), vague=True), both("released", number=500), False),
    (killed(200), killed(500), False),  # tolls rise
    (both("released", number=200, speaker="RUS"), both("released", number=500, speaker="RUS"), True),
    (both("released", number=200, speaker="RUS"), both("released", number=500), True),
    (both("released", number=200, speaker="RUS"), both("released", number=500, speaker="UKR"), False),
]


@pytest.mark.parametrize(("one", "other", "wanted"), ONCE)
def test_what_is_counted_once_has_one_number(one: Content, other: Content, wanted: bool) -> None:
    assert of_two_things(one, other) is of_two_things(other, one) is wanted


# days that two claims name, first and last; whether they overlap, a day more or less; None where one names none
DAYS = [
    ((5, 5), (5, 5), "incident", True),
    ((5, 5), (6, 6), "incident", True),
    ((5, 5), (7, 7), "incident", False),
    ((5, 5), (1, 4), "incident", True),
    ((5, 5), (1, 3), "incident", False),
    ((1, 9), (4, 5), "incident", True),
    ((OPEN, 5), (6, 9), "incident", True),
    ((OPEN, 5), (7, 9), "incident", False),
    ((OPEN, 5), (7, OPEN), "incident", False),
    ((7, OPEN), (1, OPEN), "incident", True),
    ((OPEN, 5), (OPEN, 99), "incident", True),
    ((5, OPEN), (1, 3), "incident", False),
    ((OPEN, OPEN), (5, 5), "incident", None),
    ((5, OPEN), (OPEN, OPEN), "incident", None),
    # running totals: from the same day, whenever they end
    ((5, 50), (5, 99), "cumulative", True),
    ((5, 50), (6, 50), "cumulative", True),
    ((5, 50), (7, 50), "cumulative", False),
    ((OPEN, 50), (7, 50), "cumulative", True),
    ((5, 50), (OPEN, 99), "cumulative", True),
    ((5, 50), (OPEN, 3), "cumulative", False),
]


@pytest.mark.parametrize(("one", "other", "scope", "wanted"), DAYS)
def test_whether_two_periods_can_be_one(one: tuple, other: tuple, scope: str, wanted: bool | None) -> None:
    told = {None: "not_said", True: "agreed", False: "differed"}[wanted]
    first, second = killed(days=one, scope=scope), killed(days=other, scope=scope)
    assert dict(reasons(first, second))["period"] == dict(reasons(second, first))["period"] == told


def test_a_running_total_and_a_toll_compare_their_days_as_they_overlap() -> None:
    total, toll = killed(days=(1, 50), scope="cumulative"), killed(days=(40, 40))
    assert dict(reasons(total, toll))["period"] == "agreed"


YES, NO, UNSAID = "agreed", "differed", "not_said"
# two claims; what they agree on of event, target, unit, population, place, period, scope, number
REASONS = {
    "all said, all the same": (
        killed(7, place=KYIV, days=(5, 5)), killed(7, place=KYIV, days=(5, 5)), (YES,) * 8,
    ),
    "nothing said but the event": (
        said("talks", None), said("talks", None), (YES, *(UNSAID,) * 7),
    ),
    "all said, all else": (
        killed(7, place=KYIV, days=(5, 5)),
        said("wounded", "RUS", unit="civilians", number=9, place=LVIV, days=(9, 9), scope="cumulative"),
        (NO,) * 8,
    ),
    "one family of events": (
        said("drone_strike", None), said("air_strike", None), (YES, *(UNSAID,) * 7),
    ),
    "soldiers are people, and another population": (
        killed(7), killed(7, unit="people"), (YES, YES, YES, NO, UNSAID, UNSAID, YES, YES),
    ),
    "things are no population": (
        killed(7, event="destroyed", unit="tanks"), killed(7, event="destroyed", unit="equipment"),
        (YES, YES, YES, UNSAID, UNSAID, UNSAID, YES, YES),
    ),
    "people and things are no population": (
        killed(unit="people"), killed(unit="tanks"), (YES, YES, NO, *(UNSAID,) * 5),
    ),
    "one does not say whom it befell": (
        killed(), killed(target=None), (YES, UNSAID, YES, YES, *(UNSAID,) * 4),
    ),
    "one party, and two who are said to have done it": (
        killed(actor="RUS"), killed(actor="USA"), (YES, YES, YES, YES, *(UNSAID,) * 4),
    ),
    "Gaza's people are Palestinians": (
        said(target="gaza"), said(target="PSE"), (YES, YES, *(UNSAID,) * 6),
    ),
    "two sides, in either order": (both(), both(one="UKR", other="RUS"), (YES, YES, *(UNSAID,) * 6)),
    "two sides, and two others": (both(), both(one="ARM", other="AZE"), (YES, NO, *(UNSAID,) * 6)),
    "talks of two, and what a third did to one": (
        both("talks"), said("attack", actor="USA"), (NO, YES, *(UNSAID,) * 6),
    ),
    "a truce, and what broke it": (
        both("ceasefire"), both("violation", one="UKR", other="RUS"), (NO, YES, *(UNSAID,) * 6),
    ),
    "one does not say how many": (killed(7), killed(), (YES, YES, YES, YES, *(UNSAID,) * 4)),
    "one does not say of what": (killed(), killed(unit=None), (YES, YES, *(UNSAID,) * 6)),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "wanted"), REASONS.values(), ids=REASONS)
def test_reasons_say_what_agreed_and_what_differed(one: Content, other: Content, wanted: tuple[str, ...]) -> None:
    assert reasons(one, other) == reasons(other, one) == tuple(zip(COMPARED, wanted, strict=True))
