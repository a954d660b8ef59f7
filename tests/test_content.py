"""What a claim says in plain values: days, numbers, places, and what a denial is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from claimed import told

from counterclaim.model import Period
from counterclaim.reconciliation.content import content, row_of

PRINTED, FIRST = date(2025, 12, 2), date(2025, 11, 1)
OPEN = None


def said_on(first: date | None, days: int | None, scope: str | None = "incident", published: str | None = "2025-12-02"):
    """A claim about a period of so many days; None for one that is open on that side."""
    stop = None if days is None else (first or FIRST) + timedelta(days=days)
    one = told(number=5, published=published)
    claim = replace(one.claim, period=Period(first, stop), scope=scope)
    return content(replace(one, claim=claim))


# first day said, how many days, of what scope, first and last day, the day that places it in time
DAYS = [
    (FIRST, 1, "incident", (FIRST, FIRST), FIRST),
    (FIRST, 1, None, (FIRST, FIRST), FIRST),
    # a weekend, and a night on the eve of publication
    (FIRST, 2, "incident", (FIRST, date(2025, 11, 2)), date(2025, 11, 2)),
    (FIRST, 3, "incident", (FIRST, date(2025, 11, 3)), date(2025, 11, 3)),
    (date(2025, 12, 1), 3, "incident", (date(2025, 12, 1), date(2025, 12, 3)), PRINTED),
    (FIRST, 4, "incident", (FIRST, date(2025, 11, 4)), FIRST),
    (FIRST, 31, "incident", (FIRST, date(2025, 12, 1)), FIRST),
    (FIRST, 32, "incident", (FIRST, date(2025, 12, 2)), PRINTED),
    # the week before publication, and one longer ago
    (date(2025, 11, 24), 7, "incident", (date(2025, 11, 24), date(2025, 11, 30)), PRINTED),
    (date(2025, 11, 17), 7, "incident", (date(2025, 11, 17), date(2025, 11, 23)), date(2025, 11, 17)),
    # the week of publication, whether it is over or not, and one to come
    (date(2025, 12, 1), 7, "incident", (date(2025, 12, 1), date(2025, 12, 7)), PRINTED),
    (date(2025, 11, 30), 4, "incident", (date(2025, 11, 30), date(2025, 12, 3)), PRINTED),
    (date(2025, 12, 3), 7, "incident", (date(2025, 12, 3), date(2025, 12, 9)), date(2025, 12, 3)),
    (FIRST, OPEN, "incident", (FIRST, None), FIRST),
    (OPEN, 3, "incident", (None, date(2025, 11, 3)), PRINTED),
    (FIRST, 3, "period", (FIRST, date(2025, 11, 3)), PRINTED),
    (FIRST, 3, "cumulative", (FIRST, date(2025, 11, 3)), PRINTED),
]


@pytest.mark.parametrize(("first", "days", "scope", "wanted", "day"), DAYS)
def test_the_days_of_a_claim(
    first: date | None, days: int | None, scope: str | None, wanted: tuple[date | None, date | None], day: date
) -> None:
    said = said_on(first, days, scope)
    assert [None if each is None else date.fromordinal(each) for each in (said.start, said.end)] == list(wanted)
    assert said.day == day.toordinal()


@pytest.mark.parametrize(
    ("first", "days", "scope", "wanted"),
    [
        (FIRST, 3, "incident", FIRST),
        (FIRST, 40, "cumulative", date(2025, 12, 10)),
        (FIRST, OPEN, "cumulative", None),
        (OPEN, 3, "incident", date(2025, 11, 3)),
    ],
)
def test_where_no_day_of_publication_is_known_the_last_day_said_dates(
    first: date | None, days: int | None, scope: str, wanted: date | None
) -> None:
    day = said_on(first, days, scope, None).day
    assert day == (wanted.toordinal() if wanted else None)


def test_what_says_no_day_is_of_the_day_of_publication() -> None:
    said = content(told(published="2025-12-02T23:30:00+07:00"))
    assert (said.start, said.end, said.day) == (None, None, PRINTED.toordinal())
    assert content(told(published=None)).day is None


# how the number was said, what it comes to: low, high, whether vague, whether anything is counted
NUMBERS = [
    (None, None, (None, None, False, False)),
    (31, None, (31, 31, False, True)),
    ((17, None), None, (17, None, False, True)),
    ((None, 60), "at_most", (None, 60, False, True)),
    ((24, 99), "vague", (24, 99, True, True)),
    (0, None, (0, 0, False, True)),
]


@pytest.mark.parametrize(("number", "qualifier", "wanted"), NUMBERS)
def test_the_number_of_a_claim(number: object, qualifier: str | None, wanted: tuple[object, ...]) -> None:
    said = content(told(number=number, qualifier=qualifier))
    assert (said.low, said.high, said.vague, said.counted) == wanted


# of what, how many, where; whether that counts anything: of one town that is named, the name says which
TOWNS = [
    ("control", 1, "Pokrovsk", False),
    ("withdrawal", 1, "Pokrovsk", False),
    ("control", 2, "Pokrovsk", True),
    ("control", 1, None, True),
    ("destroyed", 1, "Pokrovsk", True),
]


@pytest.mark.parametrize(("event", "number", "place", "counted"), TOWNS)
def test_one_town_is_not_counted_where_it_is_named(event: str, number: int, place: str | None, counted: bool) -> None:
    assert content(told(event=event, unit="settlements", number=number, place=place)).counted is counted


def test_a_claim_without_a_place_is_nowhere() -> None:
    said = content(told())
    assert (said.code, said.within, said.near) == ("", (), False)


def test_a_place_keeps_what_it_lies_in_and_whether_it_is_only_near() -> None:
    said = content(told(place="near Kyiv"))
    assert (said.code, said.within[-1], said.near) == ("kyiv", "UKR", True)


@pytest.mark.parametrize(
    ("actor", "target", "wanted"),
    [("RUS", "UKR", ("RUS", "UKR")), (None, "UKR", ("UKR",)), ("RUS", None, ("RUS",)), (None, None, ())],
)
def test_whom_a_claim_is_about(actor: str | None, target: str | None, wanted: tuple[str, ...]) -> None:
    assert content(told(actor=actor, target=target)).parties == wanted


def test_a_denial_says_what_it_denies() -> None:
    first = told("UKR", event="damaged", target="RUS", unit="ships", number=3, report="one")
    said = content(told("RUS", "denies", event="attack", target="RUS", report="one", about=first))
    assert (said.event, said.unit, said.low, said.speaker) == ("damaged", "ships", 3, "RUS")


def test_what_is_said_of_no_scope_is_said_of_one_incident() -> None:
    assert content(told()).scope == "incident"
    assert content(told(number=5, scope="cumulative")).scope == "cumulative"


def test_a_row_knows_its_printing() -> None:
    one = told(report="one")
    assert (row_of(one).printing, row_of(replace(one, printing="first")).printing) == ("one", "first")
