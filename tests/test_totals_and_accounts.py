"""Running totals with what they imply, and what parties claim beside what their opponents admit."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciliation_tables import Said, question, told

from counterclaim.model import Period, Place, Told
from counterclaim.reconciliation.accounts import Account, accounts
from counterclaim.reconciliation.totals import Series, series

TRUCE = Period(date(2020, 9, 1), None)


def totals(*rows: Said, scope: str = "cumulative", **fields: object) -> tuple[Series, ...]:
    return series(told(row, position * 7, scope=scope, **fields) for position, row in enumerate(rows))


def un(low: int | None, high: int | None = None) -> Said:
    return ("un", "asserts", low, low if high is None else high)


def test_a_rise_is_given_for_each_day() -> None:
    (one,) = totals(un(100), un(240))
    assert [total.low for total in one.totals] == [100, 240]
    (step,) = one.steps
    assert (step.kind, step.difference, step.per_day) == ("rise", 140, 20.0)


def test_a_lower_total_is_a_correction_and_no_fall_for_each_day() -> None:
    (one,) = totals(un(100), un(90), un(95))
    assert [(step.kind, step.difference, step.per_day) for step in one.steps] == [
        ("correction", -10, None),
        ("rise", 5, 5 / 7),
    ]


def test_totals_since_another_day_are_another_series() -> None:
    whole, since = totals(un(100)), totals(un(3), period=TRUCE)
    both = series([*_told(un(100)), *_told(un(3), period=TRUCE)])
    assert {one.since for one in both} == {None, date(2020, 9, 1)}
    assert [len(one.totals) for one in both] == [1, 1]
    assert whole[0].since is None
    assert since[0].since == date(2020, 9, 1)


def _told(row: Said, **fields: object) -> list[Told]:
    return [told(row, 0, scope="cumulative", **fields)]


def test_tolls_of_single_days_do_not_add_up() -> None:
    (one,) = totals(un(10), un(12), scope="period")
    assert one.steps == ()
    assert len(one.totals) == 2


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        (("un", "denies", None, None), {}),
        (("un", "threatens", 100, 100), {}),
        (un(100), {"scope": "incident"}),
        (un(100), {"scope": None}),
    ],
)
def test_what_is_no_total_is_left_out(row: Said, fields: dict[str, object]) -> None:
    assert totals(row, **fields) == ()


def test_one_total_in_two_reports_of_a_day_is_one_total() -> None:
    same = [told(un(100), 0, scope="cumulative"), told(un(100), 0, scope="cumulative", place=None, actor="AZE")]
    (one,) = series(same)
    assert len(one.totals) == 1
    assert len(one.totals[0].claims) == 2


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6), st.randoms())
def test_the_order_of_claims_does_not_matter(numbers: list[int], draw: object) -> None:
    rows = [told(un(number), position, scope="cumulative") for position, number in enumerate(numbers)]
    shuffled = list(rows)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    made = series(rows)
    assert series(shuffled) == made
    assert sum(len(one.totals) for one in made) == len(numbers)
    assert all(sum(step.difference for step in one.steps) == one.totals[-1].low - one.totals[0].low for one in made)


KYIV = Place("Kyiv", "kyiv", ("kyiv region", "UKR"))


def test_a_total_that_stays_is_the_same_and_rises_by_nothing() -> None:
    (one,) = totals(un(100), un(100))
    assert [(step.kind, step.difference, step.per_day) for step in one.steps] == [("same", 0, 0)]


@pytest.mark.parametrize(
    ("row", "low", "high"),
    [(un(100), 100, 100), (("un", "asserts", 100, None), 100, None), (("un", "asserts", None, 60), 60, 60)],
)
def test_a_total_keeps_the_range_it_was_said_as(row: Said, low: int, high: int | None) -> None:
    (one,) = totals(row)
    assert [(total.low, total.high) for total in one.totals] == [(low, high)]


@pytest.mark.parametrize(("fields", "qualifier"), [({}, "exact"), ({"qualifier": "about"}, "about")])
def test_a_total_says_how_its_number_was_said(fields: dict[str, object], qualifier: str) -> None:
    (one,) = totals(un(100), **fields)
    assert one.totals[0].qualifier == qualifier


def test_a_total_that_two_reports_word_differently_has_the_first_qualifier_by_name() -> None:
    rows = [
        told(un(100), 0, scope="cumulative", qualifier=way, actor=actor)
        for way, actor in (("exact", "AZE"), ("about", None))
    ]
    (one,) = series(rows)
    assert one.totals[0].qualifier == "about"


def test_totals_of_one_day_stand_by_size_and_open_ones_first() -> None:
    rows = [told(("un", "asserts", *ends), 0, scope="cumulative") for ends in ((9, 9), (7, 8), (7, None), (7, 7))]
    (one,) = series(rows)
    assert [(total.low, total.high) for total in one.totals] == [(7, None), (7, 7), (7, 8), (9, 9)]
    assert {step.per_day for step in one.steps} == {None}


@pytest.mark.parametrize(
    "left",
    [
        told(("un", "denies", 5, 5), 0, scope="cumulative"),
        told(("un", "asserts", None, None), 0, scope="cumulative", qualifier="vague"),
        told(un(5), 0, scope="incident"),
        Told(told(un(5), 0, scope="cumulative").claim, "One", None),
    ],
)
def test_what_is_no_total_hides_none_that_follows(left: Told) -> None:
    (one,) = series([left, told(un(100), 1, scope="cumulative")])
    assert [total.low for total in one.totals] == [100]


@pytest.mark.parametrize(
    ("fields", "place", "wanted"),
    [
        ({}, None, ("un", "killed", "ARM", "soldiers", None, "cumulative", None)),
        ({}, KYIV, ("un", "killed", "ARM", "soldiers", "UKR", "cumulative", None)),
        ({}, Place("Ukraine", "UKR", ()), ("un", "killed", "ARM", "soldiers", "UKR", "cumulative", None)),
        ({"target": None, "unit": None}, None, ("un", "killed", None, None, None, "cumulative", None)),
        ({"period": TRUCE}, None, ("un", "killed", "ARM", "soldiers", None, "cumulative", date(2020, 9, 1))),
        ({"period": TRUCE, "scope": "period"}, None, ("un", "killed", "ARM", "soldiers", None, "period", None)),
        (
            {"period": Period(None, date(2020, 9, 1))},
            None,
            ("un", "killed", "ARM", "soldiers", None, "cumulative", None),
        ),
    ],
)
def test_what_a_series_is_of(fields: dict[str, object], place: Place | None, wanted: tuple[object, ...]) -> None:
    row = told(un(100), 0, **{"scope": "cumulative", **fields})
    (one,) = series([Told(row.claim, row.outlet, row.published, place=place)])
    assert (one.party, one.event, one.target, one.unit, one.place, one.scope, one.since) == wanted


def test_a_total_that_rises_by_one_rises() -> None:
    (one,) = totals(un(100), un(101))
    assert [(step.kind, step.difference) for step in one.steps] == [("rise", 1)]


def test_totals_of_none_stand_open_ones_first() -> None:
    rows = [told(("un", "asserts", *ends), 0, scope="cumulative") for ends in ((0, 0), (0, None))]
    (one,) = series(rows)
    assert [(total.low, total.high) for total in one.totals] == [(0, None), (0, 0)]


def test_a_total_names_its_claims_in_the_order_of_their_ids() -> None:
    rows = [told(un(100), 0, scope="cumulative", actor=actor) for actor in ("AZE", None, "TUR", "RUS")]
    (one,) = series(rows)
    assert list(one.totals[0].claims) == sorted(row.claim.id for row in rows)


def test_series_of_no_target_or_unit_stand_before_others() -> None:
    rows = [told(un(5), 0, scope="cumulative", **of) for of in ({}, {"target": None}, {"unit": None})]
    assert [(one.target, one.unit) for one in series(rows)] == [(None, "soldiers"), ("ARM", None), ("ARM", "soldiers")]


def test_series_stand_in_a_fixed_order() -> None:
    rows = [told((party, "asserts", 5, 5), 0, scope="cumulative") for party in ("un", "ARM", "icrc")]
    assert [one.party for one in series(rows)] == ["ARM", "icrc", "un"]


AZE_CLAIMS = ("AZE", "asserts", 550, None)
ARM_ADMITS = ("ARM", "asserts", 31, 31)
ARM_DENIES = ("ARM", "denies", None, None)


def account(*cases: tuple[Said, ...]) -> tuple[Account, ...]:
    """The accounts of one question for each case."""
    asked = []
    for number, case in enumerate(cases):
        rows = [told(row, position + 20 * number) for position, row in enumerate(case)]
        asked.append(question(rows, id=f"q{number}"))
    made = accounts(asked)
    assert all(accounts(order) == made for order in permutations(asked))
    return made


def test_a_claim_stands_beside_what_the_other_side_admits() -> None:
    (one,) = account((AZE_CLAIMS, ARM_ADMITS))
    assert (one.party, one.opponent, one.event, one.unit) == ("AZE", "ARM", "killed", "soldiers")
    assert (one.claimed.number, one.admitted.number, one.both) == (550, 31, 1)
    assert one.ratio == pytest.approx(550 / 31)
    assert (one.share_denied, one.share_alone) == (0, 0)
    assert len(one.claimed.claims) == len(one.admitted.claims) == 1


def test_a_denial_is_no_admission() -> None:
    (one,) = account((AZE_CLAIMS, ARM_DENIES), (AZE_CLAIMS, ARM_ADMITS))
    assert (one.questions, one.both, one.admitted.number) == (2, 1, 31)
    assert one.share_denied == 0.5
    assert one.share_alone == 0.5
    assert len(one.denied.claims) == 1


def test_the_ratio_takes_only_questions_that_both_answer() -> None:
    (one,) = account((AZE_CLAIMS, ARM_ADMITS), (("AZE", "asserts", 1000, 1000),))
    assert one.claimed.number == 1550
    assert one.ratio == pytest.approx(550 / 31)


def test_nothing_admitted_is_no_ratio() -> None:
    (one,) = account((AZE_CLAIMS,))
    assert one.ratio is None
    assert one.admitted.claims == ()
    assert one.share_alone == 1


def test_revisions_have_a_direction() -> None:
    (one,) = account((("AZE", "asserts", 500, 500), AZE_CLAIMS, ("AZE", "asserts", 540, 540)))
    assert (one.raised.number, one.lowered.number) == (1, 1)


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ((ARM_ADMITS,), {}),
        ((("narrator", "asserts", 5, 5),), {}),
        ((("unnamed", "asserts", 5, 5),), {}),
        ((AZE_CLAIMS,), {"target": None}),
        ((AZE_CLAIMS,), {"event": "talks", "unit": None}),
        ((("AZE", "threatens", None, None),), {}),
        ((("DEU", "asserts", 50, 50),), {}),
    ],
)
def test_what_is_no_claim_of_an_enemys_losses_makes_no_account(
    rows: tuple[Said, ...], fields: dict[str, object]
) -> None:
    said = [told(row, position, **fields) for position, row in enumerate(rows)]
    assert accounts([question(said)]) == ()


def test_a_place_does_not_part_a_series_below_the_state() -> None:
    places = [Place("Gaza City", "gaza-city", ("gaza",)), Place("Rafah", "rafah", ("gaza",))]
    rows = [told(un(10 + number), number, scope="cumulative") for number in range(2)]
    made = series(
        Told(row.claim, row.outlet, row.published, place=place) for row, place in zip(rows, places, strict=True)
    )
    assert len(made) == 1


def test_whoever_says_that_it_did_it_speaks_of_an_enemy() -> None:
    rows = [told(("DEU", "asserts", 50, 50), 0, actor="DEU")]
    (one,) = accounts([question(rows)])
    assert (one.party, one.opponent) == ("DEU", "ARM")


def test_an_enemy_of_palestinians_speaks_of_gaza() -> None:
    rows = [told(("ISR", "asserts", 5, 5), 0, target="PSE"), told(("gaza", "confirms", 3, 3), 1, target="PSE")]
    (one,) = accounts([question(rows)])
    assert (one.party, one.opponent, one.admitted.number) == ("ISR", "PSE", 3)
