"""Which events and units can be one question, and for how many days: the tables of `families.py`, by what they do.

Events and units are those of the codebook (sections 4 and 6). A row is added with each event or unit that joins one.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from claimed import told
from contents import KYIV, REGION, both, killed, said

from counterclaim.model import EVENTS, STANCES, UNITS
from counterclaim.reconciliation.comparing import ENOUGH, nearness, unit_of
from counterclaim.reconciliation.content import content, key
from counterclaim.reconciliation.engine import reconciled
from counterclaim.reconciliation.families import chain, family_of

FAMILIES = [
    "attack shelling air_strike missile_strike drone_strike ground_attack bombing shooting",
    "damaged destroyed",
    "control withdrawal",
]


def test_only_these_events_are_one_family() -> None:
    together = {event: words.split()[0] for words in FAMILIES for event in words.split()}
    groups = {event: {other for other in EVENTS if family_of(other) == family_of(event)} for event in EVENTS}
    for event, group in groups.items():
        assert group == {other for other in EVENTS if together.get(other, other) == together.get(event, event)}


def near(one: str, other: str) -> bool:
    """Whether two claims that differ in their event alone are near enough; who leaves is who lost it."""
    whole = {"target": "UKR", "actor": "RUS", "place": KYIV, "day": 1}
    left = {**whole, "target": "RUS", "actor": "UKR"}
    return nearness(*(said(event, **(left if event == "withdrawal" else whole)) for event in (one, other))) >= ENOUGH


@pytest.mark.parametrize("event", FAMILIES[0].split())
def test_an_attack_says_no_more_than_its_family(event: str) -> None:
    assert near("attack", event)
    assert near(event, "attack")
    assert near("shelling", event) is (event in ("attack", "shelling"))


@pytest.mark.parametrize(("one", "other"), [words.split() for words in FAMILIES[1:]])
def test_events_that_reports_call_by_two_names(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


# days that two reports of one thing may lie apart
REACH = {
    "control": 12, "withdrawal": 12, "damaged": 4, "destroyed": 4, "shot_down": 2, "killed": 2, "wounded": 2,
    "killed_or_wounded": 2, "attack": 1, "shelling": 1, "clash": 1, "repel": 2, "blockade": 6, "agreement": 4,
    "sanction": 5, "arms_supply": 5, "deployment": 5, "mobilization": 5, "exercise": 5, "released": 2, "talks": 2,
    "ceasefire": 1, "violation": 1, "missing": 3, "seized": 3, "captured": 3, "other": 3,
}  # fmt: skip


@pytest.mark.parametrize(("event", "days"), REACH.items())
def test_for_how_many_days_reports_are_about_one_thing(event: str, days: int) -> None:
    first = date(2025, 12, 2)
    for apart, questions in ((days, 1), (days + 1, 2)):
        claims = [
            told(
                "narrator", event=event, actor="RUS", unit=None, place="Kyiv", published=day.isoformat(), outlet=outlet
            )
            for outlet, day in (("One", first), ("Two", first + timedelta(apart)))
        ]
        assert len(reconciled(claims)) == questions, apart


LOSSES = "killed wounded killed_or_wounded missing captured displaced destroyed damaged shot_down seized".split()
RISING = "killed wounded killed_or_wounded destroyed damaged shot_down displaced captured".split()


@pytest.mark.parametrize("event", LOSSES)
def test_losses_of_two_kinds_are_two_questions(event: str) -> None:
    whole = {"place": KYIV, "day": 1}
    assert nearness(said(event, unit="tanks", **whole), said(event, unit="ships", **whole)) < 0
    assert nearness(said("attack", unit="tanks", **whole), said("attack", unit="ships", **whole)) >= ENOUGH


@pytest.mark.parametrize("event", LOSSES)
def test_only_some_tolls_rise(event: str) -> None:
    assert (nearness(said(event, number=7, day=1), said(event, number=9, day=1)) > 1.5) is (event in RISING)


MUTUAL = "clash talks ceasefire agreement violation control withdrawal released".split()


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_only_events_of_two_sides_are_the_same_in_either_order(event: str) -> None:
    whole = {"place": KYIV, "day": 1}
    swapped = nearness(both(event, **whole), both(event, one="UKR", other="RUS", **whole))
    assert (swapped >= ENOUGH) is (event in MUTUAL)


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_only_of_land_must_the_place_be_known(event: str) -> None:
    known = nearness(both(event, place=KYIV, day=1), both(event, day=1))
    assert (known < 0) is (event in ("control", "withdrawal", "repel"))


@pytest.mark.parametrize(("event", "whose"), [("control", ("UKR", None)), ("withdrawal", (None, "UKR"))])
def test_one_town_that_is_named_is_no_number_of_towns(event: str, whose: tuple[str | None, str | None]) -> None:
    assert not content(told(event=event, number=1, unit="settlements", place="Pokrovsk")).counted
    (question,) = reconciled([told("RUS", event=event, actor="UKR", target=None, unit=None, place="Pokrovsk")])
    assert (question.actor, question.target) == whose  # who leaves is who loses it


@pytest.mark.parametrize(
    ("stances", "mood"),
    [
        ("asserts confirms accuses denies doubts withholds", "what was done"),
        ("calls_for", "what is asked for"),
        ("offers threatens intends", "what will be done"),
    ],
)
def test_moods_are_different_questions(stances: str, mood: str) -> None:
    def mood_of(stance: str) -> tuple[str, str]:
        one = told("USA", stance)
        return key(one, content(one))

    (found,) = {mood_of(stance) for stance in stances.split()}
    assert {stance for stance in STANCES if mood_of(stance) == found} == set(stances.split())


# each unit, and the larger ones that it is part of
ABOVE = """soldiers people; fighters people; civilians people; children civilians people; police people
officers soldiers people; officials people; journalists civilians people; aid_workers civilians people
hostages people; prisoners people; people; tanks equipment targets; armoured_vehicles equipment targets
artillery equipment targets; rocket_artillery equipment targets; air_defence equipment targets
radars air_defence equipment targets; aircraft equipment targets; helicopters aircraft equipment targets
drones missiles_and_drones; missiles missiles_and_drones; rockets missiles missiles_and_drones
launchers equipment targets; missiles_and_drones; bombs; ships equipment targets; submarines ships equipment targets
vehicles equipment targets; depots infrastructure targets; bases targets; buildings targets; infrastructure targets
equipment targets; settlements; area_km2; attacks; targets""".replace("\n", ";").split(";")


def test_each_unit_is_part_of_larger_ones() -> None:
    wanted = {words.split()[0]: tuple(words.split()) for words in ABOVE}
    assert {unit: chain(unit) for unit in UNITS} == wanted


# units that two reports may give one thing
LIKE = ["soldiers fighters", "soldiers prisoners", "fighters prisoners", "hostages prisoners", "soldiers police"]
LIKE += ["fighters police", "officers officials"]


@pytest.mark.parametrize("pair", LIKE)
def test_units_that_reports_name_differently(pair: str) -> None:
    one, other = pair.split()
    assert unit_of(one, other) == unit_of(other, one) == "within"


def test_no_other_people_are_named_differently() -> None:
    people = [words.split()[0] for words in ABOVE if words.split()[-1] == "people"]
    found = {frozenset((one, other)) for one in people for other in people if unit_of(one, other) == "within"}
    parts = {frozenset((words.split()[0], larger)) for words in ABOVE for larger in words.split()[1:]}
    assert found - parts == {frozenset(pair.split()) for pair in LIKE}


# some of those who were hurt, counted beside all of them; a number that few have is the same toll all the same
SOME = "children journalists aid_workers officials officers police hostages prisoners".split()


@pytest.mark.parametrize("unit", [unit for unit in sorted(UNITS) if unit_of(unit, "people") == "within"])
def test_some_of_the_dead_are_not_all_of_them(unit: str) -> None:
    apart = nearness(killed(5, unit=unit, day=1), killed(9, unit="people", day=1)) < 0
    assert apart is (unit in SOME)
    assert nearness(killed(10, unit=unit, day=1), killed(10, unit="people", day=1)) >= ENOUGH


# what stands in a place: who holds that does not yet hold the place
@pytest.mark.parametrize("unit", sorted(UNITS))
def test_who_holds_a_base_does_not_hold_the_town(unit: str) -> None:
    town = both("control", place=REGION, day=1)
    part = both("control", place=REGION, day=1, unit=unit, number=1)
    assert (nearness(town, part) < 0) is (unit in ("bases", "buildings", "infrastructure", "depots"))
    assert content(told(event="control", unit=unit, number=1, place="Pokrovsk")).counted is (
        unit in ("bases", "buildings", "infrastructure", "depots")
    )
