"""What a later claim is to an earlier one, and which differences keep two numbers from contradicting each other."""

from __future__ import annotations

import pytest
from claimed import told

from counterclaim.model import Relation
from counterclaim.reconciliation.content import row_of
from counterclaim.reconciliation.linking import relations
from counterclaim.reconciliation.members import members

EARLY, LATE = "2025-12-03T08:00:00Z", "2025-12-03T09:00:00Z"
KYIV, LVIV = {"place": "Kyiv"}, {"place": "Lviv"}


def linked(*claims) -> list[tuple[int, int, str]]:
    """Relations as the positions of their claims, and their kind."""
    place = {each.claim.id: position for position, each in reversed(list(enumerate(claims)))}
    return [(place[link.claim], place[link.other], link.kind) for link in all_of(*claims)]


def all_of(*claims) -> tuple[Relation, ...]:
    return relations(members([row_of(each) for each in claims], "UKR", "RUS"))


# fields of the earlier and of the later claim of another origin, each of 20 and 5; what the later is to the earlier
COMPARED = [
    ({}, {}, "contradicts"),
    ({}, {"unit": "tanks"}, "unrelated"),
    ({}, {"unit": "people"}, "unrelated"),
    ({}, {"unit": None}, "contradicts"),
    (KYIV, KYIV, "contradicts"),
    (KYIV, LVIV, "unrelated"),
    (KYIV, {}, "contradicts"),
    ({"day": "2025-12-01"}, {"day": "2025-12-02"}, "contradicts"),
    ({"day": "2025-11-01"}, {"day": "2025-12-02"}, "unrelated"),
    ({}, {"scope": "cumulative"}, "unrelated"),
    ({}, {"target": "USA"}, "contradicts"),
    ({}, {"number": 20}, "corroborates"),
    ({}, {"number": (17, None)}, "corroborates"),
    ({}, {"number": None}, "corroborates"),
    ({"number": None}, {}, "corroborates"),
    ({}, {"unit": "tanks", "number": 20}, "corroborates"),
]


@pytest.mark.parametrize(("first", "later", "kind"), COMPARED)
def test_only_what_can_be_compared_contradicts(first: dict[str, object], later: dict[str, object], kind: str) -> None:
    one = told("RUS", **{"number": 20, **first}, published=EARLY)
    other = told("USA", **{"number": 5, **later}, published=LATE)
    assert linked(one, other) == [(1, 0, kind)]


# how the earlier and the later claim of another origin stand to it; what the later is to the earlier
STANCES = [
    ("asserts", "denies", "denies"),
    ("denies", "asserts", "contradicts"),
    ("denies", "denies", "corroborates"),
    ("asserts", "confirms", "corroborates"),
]


@pytest.mark.parametrize(("first", "later", "kind"), STANCES)
def test_a_denial_stands_against_what_is_said(first: str, later: str, kind: str) -> None:
    assert linked(told("USA", first, published=EARLY), told("UKR", later, published=LATE)) == [(1, 0, kind)]


# what one origin says first and then; what the second is to the first
AGAIN = [
    (("asserts", 20), ("asserts", 20), "repeats"),
    (("asserts", 20), ("asserts", 25), "revises"),
    (("asserts", (20, None)), ("asserts", 20), "revises"),
    (("asserts", 20), ("asserts", None), "repeats"),
    (("asserts", None), ("asserts", 20), "repeats"),
    (("asserts", 20), ("confirms", 20), "repeats"),
    (("asserts", 20), ("denies", 20), "revises"),
    (("denies", None), ("asserts", None), "revises"),
    (("denies", None), ("denies", None), "repeats"),
]


@pytest.mark.parametrize(("first", "later", "kind"), AGAIN)
def test_an_origin_repeats_or_revises(first: tuple, later: tuple, kind: str) -> None:
    claims = [
        told("USA", stance, number=number, published=published, report=published)
        for (stance, number), published in ((first, EARLY), (later, LATE))
    ]
    assert linked(*claims) == [(1, 0, kind)]


def test_an_accusation_that_answers_an_accusation_contradicts_it() -> None:
    broke = {"event": "violation", "unit": None}
    claims = [
        told("UKR", "accuses", actor="RUS", target="UKR", published=EARLY, **broke),
        told("RUS", "accuses", actor="UKR", target="RUS", published=LATE, **broke),
    ]
    assert linked(*claims) == [(1, 0, "contradicts")]


def test_a_denial_is_linked_once_to_what_it_denies_in_its_report() -> None:
    first = told("RUS", number=20, published=EARLY, report="one")
    denial = told("UKR", "denies", published=LATE, report="one", about=first)
    assert linked(first, denial) == [(1, 0, "denies")]


def test_a_denial_of_one_claim_meets_what_others_say() -> None:
    first = told("RUS", number=20, published=EARLY, report="one")
    other = told("USA", number=30, published=EARLY, report="two", outlet="Other")
    denial = told("UKR", "denies", published=LATE, report="one", about=first)
    assert [link for link in linked(first, other, denial) if link[0] == 2] == [(2, 0, "denies"), (2, 1, "denies")]


def test_a_denial_of_two_claims_is_linked_to_each() -> None:
    first = told("RUS", number=20, published=EARLY, report="one")
    second = told("USA", number=30, published=EARLY, report="one", outlet="Other")
    denials = [told("UKR", "denies", published=LATE, report="one", about=each) for each in (first, second)]
    found = {kind for claim, other, kind in linked(first, second, *denials) if claim == 2 and other in (0, 1)}
    assert found == {"denies"}
    assert (2, 2) not in {(claim, other) for claim, other, _ in linked(first, second, *denials)}


def test_only_the_first_claim_of_an_origin_meets_the_others() -> None:
    claims = [
        told(party, number=number, published=f"2025-12-03T0{hour}:00:00Z", report=str(hour))
        for hour, (party, number) in enumerate((("RUS", 20), ("USA", 20), ("USA", 25), ("RUS", 25)))
    ]
    assert linked(*claims) == [(1, 0, "corroborates"), (2, 1, "revises"), (3, 0, "revises")]


# fields of two claims; the share of the eight fields on which they agree
SCORES = [
    ({}, {}, 0.5),  # event, target, unit and population are said and agree
    ({"number": 5}, {"number": 5}, 0.75),
    ({"number": 5}, {"number": 9}, 0.625),
    ({"unit": None}, {}, 0.25),
    ({"unit": None, "target": None}, {}, 0.125),
]


@pytest.mark.parametrize(("first", "later", "score"), SCORES)
def test_the_score_is_the_share_that_agrees(first: dict[str, object], later: dict[str, object], score: float) -> None:
    (link,) = all_of(told("RUS", **first, published=EARLY), told("USA", **later, published=LATE))
    assert link.score == score
    assert link.made_by == "rule"
