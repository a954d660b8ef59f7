"""What claims of one question are to each other, whom they go back to, and how the answers stand."""

from __future__ import annotations

import pytest
from claimed import told

from counterclaim.model import COMPARED
from counterclaim.reconciliation.engine import reconciled
from counterclaim.reconciliation.origins import origin_of
from counterclaim.reconciliation.wording import worded

GAZA = {"event": "killed", "target": "gaza", "unit": "people", "place": "Gaza"}
MINISTRY, SPOKESMAN = "Russia's Defence Ministry", "người phát ngôn Bộ Quốc phòng Nga"


def one_question(*claims):
    (found,) = reconciled(claims)
    return found


def kinds(*claims):
    """Kinds of links by the positions of their claims."""
    places = {each.claim.id: position for position, each in enumerate(claims)}
    return {(places[link.claim], places[link.other]): link.kind for link in one_question(*claims).relations}


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        (told("RUS", number=20, published="2025-12-03T09:00:00Z", outlet="Other", said_by=SPOKESMAN), "repeats"),
        (told("RUS", number=25, published="2025-12-03T09:00:00Z", said_by=SPOKESMAN), "revises"),
        (told("USA", number=20, published="2025-12-03T09:00:00Z"), "corroborates"),
        (told("UKR", number=5, published="2025-12-03T09:00:00Z"), "contradicts"),
        (told("UKR", "denies", published="2025-12-03T09:00:00Z"), "denies"),
        (told("USA", unit="people", number=50, published="2025-12-03T09:00:00Z"), "unrelated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_later_claim_is_to_an_earlier_one(later, kind):
    first = told("RUS", number=20, published="2025-12-03T08:00:00Z", said_by=MINISTRY)
    assert kinds(first, later) == {(1, 0): kind}


def test_reasons_name_every_field():
    first = told("RUS", number=20, published="2025-12-03", place="Kupyansk", actor="RUS")
    later = told("UKR", number=5, published="2025-12-03", place="thành phố Kupiansk", unit="soldiers")
    (link,) = one_question(first, later).relations
    assert tuple(field for field, _ in link.reasons) == COMPARED
    reasons = dict(link.reasons)
    assert reasons["place"] == reasons["target"] == reasons["unit"] == reasons["population"] == "agreed"
    assert reasons["number"] == "differed"
    assert reasons["period"] == "not_said"


def test_what_is_not_comparable_is_no_contradiction():
    """Soldiers are some of the people: their number is another."""
    found = kinds(
        told("RUS", number=20, published="2025-12-03T08:00:00Z"),
        told("UKR", unit="people", number=31, published="2025-12-03T09:00:00Z"),
    )
    assert "contradicts" not in found.values()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (told("RUS", said_by=MINISTRY), told("RUS", said_by=SPOKESMAN), True),
        (told("RUS", said_by=MINISTRY), told("RUS", said_by="Bộ Ngoại giao Nga"), False),
        (told("RUS", said_by=MINISTRY, outlet="One"), told("RUS", said_by=MINISTRY, outlet="Two", via=("tass",)), True),
        (told("narrator", via=("reuters",), outlet="One"), told("narrator", via=("reuters",), outlet="Two"), True),
        (told("narrator", outlet="One"), told("narrator", outlet="Two"), False),
        (told("UKR", said_by="Zelensky"), told("UKR", said_by="Volodymyr Zelenskyy"), True),
        (told("RUS", said_by="Moscow"), told("UKR", said_by="Kyiv"), False),
    ],
)
def test_who_is_one_origin(one, other, same):
    assert (origin_of(one, one.outlet) == origin_of(other, other.outlet)) is same


def test_printings_of_one_report_are_one_origin():
    claims = [
        told("narrator", number=5, outlet=outlet, published=f"2025-12-03T0{hour}:00:00Z", printing="first")
        for hour, outlet in enumerate(("One", "Two", "Three"))
    ]
    (answer,) = one_question(*claims).answers
    assert answer.origins == ("one",)
    assert len(answer.reports) == 3
    assert one_question(*claims).copies == (tuple(each.claim.report for each in claims),)


TOWN = {"event": "control", "unit": None, "place": "Pokrovsk"}
STATUSES = {
    "one side only": ("one-sided", [told("RUS", number=20), told("narrator", number=31)]),
    "both sides say it": ("agreed", [told("RUS", number=20), told("UKR", number=20)]),
    "two numbers that cannot both be right": ("disputed", [told("RUS", number=55), told("UKR", number=2)]),
    "at least 17 and 18 can": ("agreed", [told("USA", number=(17, None)), told("UKR", number=18)]),
    "its own soldiers": ("admitted", [told("UKR", number=31)]),
    "its own civilians are no admission": ("one-sided", [told("UKR", unit="people", number=31)]),
    "the other side says it is not so": ("denied", [told("RUS", number=20), told("UKR", "denies")]),
    "a paper's doubt is nobody's denial": ("one-sided", [told("RUS", number=20), told("narrator", "doubts")]),
    "who holds the town denies that it was taken": (
        "denied",
        [told("RUS", actor="RUS", **TOWN), told("UKR", actor="UKR", target="RUS", **TOWN)],
    ),
    "who leaves the town confirms it, whatever it said before": (
        "agreed",
        [
            told("RUS", actor="RUS", published="2025-12-11", **TOWN),
            told("UKR", "denies", actor="RUS", published="2025-12-12", **TOWN),
            told("UKR", **{**TOWN, "event": "withdrawal"}, actor="UKR", target=None, published="2025-12-14"),
        ],
    ),
}


@pytest.mark.parametrize(("status", "claims"), STATUSES.values(), ids=STATUSES)
def test_status_of_a_question(status, claims):
    assert one_question(*claims).status == status


def test_a_linked_denial_answers_the_question_of_the_claim_that_it_denies():
    first = told("UKR", event="damaged", target="RUS", unit="ships", number=1, report="one")
    denial = told("RUS", "denies", event="attack", target="RUS", report="one", about=first, denies=(first.claim.id,))
    found = one_question(first, denial)
    assert (found.event, found.status) == ("damaged", "denied")
    assert [(answer.party, answer.stance) for answer in found.answers] == [("RUS", "denies"), ("UKR", "asserts")]
    assert found.answers[1].denied_by == ("RUS",)
    (link,) = found.relations
    assert (link.claim, link.other, link.kind) == (denial.claim.id, first.claim.id, "denies")


def test_a_toll_rises_and_keeps_its_history():
    claims = [
        told("narrator", number=number, published=f"2025-10-19T{hour}:00:00Z", outlet=outlet, **GAZA)
        for number, hour, outlet in ((15, 16, "One"), (42, 17, "One"), ((45, None), 18, "Two"), (26, 19, "Three"))
    ]
    (answer,) = one_question(*claims).answers
    assert (answer.low, answer.high, answer.qualifier) == (45, None, "at_least")
    assert [(said.low, said.high) for said in answer.revisions] == [(15, 15), (42, 42), (26, 26)]
    assert answer.published == "2025-10-19T18:00:00Z"


@pytest.mark.parametrize(
    ("numbers", "stands"),
    [
        ((400, (400, None)), (400, 400)),
        ((6, (2, None)), (6, 6)),
        ((6, (7, None)), (7, None)),
        (((20, None), 24), (24, 24)),
        ((24, 20), (20, 20)),
    ],
)
def test_at_least_takes_nothing_back(numbers, stands):
    claims = [told("AFG", number=number, published=f"2025-10-19T{hour}:00:00Z", **GAZA)
              for hour, number in enumerate(numbers, 10)]  # fmt: skip
    (answer,) = one_question(*claims).answers
    assert (answer.low, answer.high) == stands


@pytest.mark.parametrize(
    ("said", "stance"), [("cas", "confirms"), ("aasac", "asserts"), ("ccaaa", "confirms"), ("aaa", "asserts")]
)
def test_a_party_confirms_where_a_third_of_the_papers_say_so(said, stance):
    words = {"c": "confirms", "a": "asserts", "s": "asserts"}
    claims = [told("houthi", words[each], target="houthi", unit="people", number=1, report=f"r{at}")
              for at, each in enumerate(said)]  # fmt: skip
    (answer,) = one_question(*claims).answers
    assert answer.stance == stance


def test_dozens_give_way_to_a_number():
    dozens = told("AFG", target="PAK", number=(24, 99), qualifier="vague", published="2025-10-12T09:00:00Z")
    (answer,) = one_question(told("AFG", target="PAK", number=58, published="2025-10-12T08:00:00Z"), dozens).answers
    assert (answer.low, answer.high) == (58, 58)


def test_an_accusation_that_answers_an_accusation_is_an_answer_of_its_own():
    broke = {"event": "violation", "unit": None}
    found = one_question(
        told("ISR", "accuses", actor="hamas", target="ISR", **broke),
        told("hamas", "accuses", actor="ISR", target="hamas", **broke),
        told("hamas", "denies", actor="hamas", target="ISR", **broke),
    )
    assert {(answer.party, answer.stance) for answer in found.answers} == {
        ("ISR", "accuses"), ("hamas", "accuses"), ("hamas", "denies"),
    }  # fmt: skip
    assert found.status == "denied"


def test_a_town_is_not_asked_how_many_it_is() -> None:
    found = one_question(told("RUS", actor="RUS", event="control", unit="settlements", place="Pokrovsk", number=1))
    assert worded(found, "en").startswith("Has Ukraine lost control in Pokrovsk")


def test_a_doubt_goes_into_the_denial_of_the_same_party():
    """Whoever denies it and then says that it knows of nothing still denies it."""
    question = one_question(
        told("RUS", number=20, published="2025-12-03T08:00:00Z"),
        told("UKR", "denies", published="2025-12-03T09:00:00Z"),
        told("UKR", "doubts", published="2025-12-03T10:00:00Z"),
    )
    assert [(answer.party, answer.stance, len(answer.claims)) for answer in question.answers] == [
        ("RUS", "asserts", 1),
        ("UKR", "denies", 2),
    ]


def test_silence_alone_stays_an_answer():
    question = one_question(
        told("RUS", number=20, published="2025-12-03T08:00:00Z"),
        told("UKR", "withholds", published="2025-12-03T09:00:00Z"),
    )
    assert [(answer.party, answer.stance) for answer in question.answers] == [("RUS", "asserts"), ("UKR", "withholds")]


def test_a_paper_that_tells_the_opposite_is_an_answer_of_its_own():
    question = one_question(
        told("RUS", actor="RUS", event="control", unit=None, place="Pokrovsk"),
        told("narrator", actor="RUS", event="control", unit=None, place="Pokrovsk", outlet="One", report="one"),
        told("narrator", actor="UKR", target="RUS", event="control", unit=None, place="Pokrovsk", outlet="Other"),
    )
    papers = [answer for answer in question.answers if answer.party == "narrator"]
    assert [(answer.stance, len(answer.claims)) for answer in papers] == [("asserts", 1), ("asserts", 1)]
    assert "contradicts" in {link.kind for link in question.relations}
    assert question.status == "one-sided"
