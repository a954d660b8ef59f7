"""How a speaker stands to a question, whatever it is in its report, and how answers stand to each other: by the rules
at the top of `members.py` and `status.py`.
"""

from __future__ import annotations

from itertools import permutations

import pytest
from claimed import told

from counterclaim.reconciliation.content import Row, row_of
from counterclaim.reconciliation.members import blamed, loser, members
from counterclaim.reconciliation.status import Position, admission, apart, status_of, status_of_one


def rows(*said: dict[str, object]) -> list[Row]:
    return [row_of(told(**{"report": f"r{number}", **each})) for number, each in enumerate(said)]


LOSS = {"event": "killed", "target": "UKR", "unit": "soldiers"}
HELD = {"event": "control", "unit": None, "place": "Pokrovsk", "target": None}
LEFT = {**HELD, "event": "withdrawal"}
BROKE = {"event": "violation", "unit": None, "target": None}
# who says it, how, of what, done by whom to whom, and how that stands to the loss of UKR, or to the blame of hamas
STANDING = [
    # one that states its own loss confirms it; its civilians are nothing that it would rather hide
    ("UKR", "asserts", LOSS, None, "UKR", "confirms"),
    ("UKR", "asserts", {**LOSS, "unit": "people"}, None, "UKR", "asserts"),
    ("UKR", "asserts", {**LOSS, "event": "attack"}, None, "UKR", "asserts"),
    ("UKR", "accuses", LOSS, None, "UKR", "accuses"),
    ("UKR", "denies", LOSS, None, "UKR", "denies"),
    ("UKR", "threatens", LOSS, None, "UKR", "threatens"),
    ("UKR", "asserts", LOSS, None, None, "asserts"),
    ("RUS", "asserts", LOSS, None, "UKR", "asserts"),
    ("narrator", "asserts", LOSS, None, "UKR", "asserts"),
    # who holds a place denies that the other took it, who has lost it confirms that; a paper takes no side
    ("RUS", "asserts", HELD, "RUS", "UKR", "asserts"),
    ("RUS", "asserts", HELD, "RUS", "USA", "asserts"),
    ("UKR", "asserts", HELD, "RUS", "UKR", "confirms"),
    ("UKR", "accuses", HELD, "RUS", "UKR", "accuses"),
    ("UKR", "asserts", HELD, "UKR", "RUS", "denies"),
    ("UKR", "confirms", HELD, "UKR", None, "denies"),
    ("narrator", "asserts", HELD, "UKR", None, "asserts, of the other side"),
    ("unnamed", "asserts", HELD, "UKR", None, "asserts, of the other side"),
    ("RUS", "denies", HELD, "UKR", None, "asserts"),
    ("UKR", "denies", HELD, "RUS", None, "denies"),
    ("UKR", "asserts", HELD, None, "RUS", "denies"),
    ("UKR", "asserts", HELD, None, "UKR", "confirms"),
    ("RUS", "asserts", HELD, None, "UKR", "asserts"),
    ("RUS", "asserts", HELD, None, None, "asserts"),
    ("RUS", "intends", HELD, "UKR", None, "intends"),
    # who leaves confirms that it is lost, who sees the other leave denies that
    ("UKR", "asserts", LEFT, "UKR", None, "confirms"),
    ("RUS", "asserts", LEFT, "UKR", None, "asserts"),
    ("RUS", "asserts", LEFT, "RUS", None, "denies"),
    ("narrator", "asserts", LEFT, "RUS", None, "asserts, of the other side"),
    ("UKR", "denies", LEFT, "UKR", None, "denies"),
    ("UKR", "denies", LEFT, "RUS", None, "asserts"),
    ("RUS", "asserts", LEFT, None, None, "asserts"),
    # one that says that the other side broke it accuses that side
    ("ISR", "asserts", BROKE, "hamas", "ISR", "accuses"),
    ("ISR", "confirms", BROKE, "hamas", "ISR", "accuses"),
    ("ISR", "asserts", BROKE, "ISR", "hamas", "asserts"),
    ("gaza", "asserts", BROKE, "hamas", "ISR", "asserts"),
    ("hamas", "asserts", BROKE, "ISR", "hamas", "accuses, of the other side"),
    ("USA", "asserts", BROKE, "ISR", "hamas", "accuses, of the other side"),
    ("ISR", "asserts", BROKE, None, None, "accuses"),
    ("hamas", "asserts", BROKE, None, None, "accuses, of the other side"),
    ("narrator", "asserts", BROKE, "hamas", "ISR", "asserts"),
    ("narrator", "asserts", BROKE, "ISR", "hamas", "asserts"),
    ("unnamed", "asserts", BROKE, None, None, "asserts"),
    ("hamas", "denies", BROKE, "hamas", "ISR", "denies"),
    ("ISR", "denies", BROKE, "hamas", "ISR", "denies"),
    ("hamas", "withholds", BROKE, "hamas", "ISR", "withholds"),
]


@pytest.mark.parametrize(("speaker", "stance", "of", "actor", "target", "wanted"), STANDING)
def test_how_a_claim_stands_to_the_question(
    speaker: str, stance: str, of: dict[str, object], actor: str | None, target: str | None, wanted: str
) -> None:
    said = rows({**of, "speaker": speaker, "stance": stance, "actor": actor, "target": target})
    (member,) = members(said, "UKR", "hamas")
    assert member.stance + (", of the other side" if member.opposite else "") == wanted


@pytest.mark.parametrize("speaker", ["ISR", "hamas"])
def test_where_nobody_is_blamed_no_accusation_answers_another(speaker: str) -> None:
    (member,) = members(rows({**BROKE, "speaker": speaker, "actor": "USA"}), None, None)
    assert (member.stance, member.opposite) == ("accuses", False)


@pytest.mark.parametrize("of", [{**HELD, "actor": "UKR", "target": "RUS"}, {**LEFT, "actor": "RUS"}])
def test_where_nobody_lost_a_place_all_stand_as_they_say(of: dict[str, object]) -> None:
    (member,) = members(rows({**of, "speaker": "UKR"}), None, None)
    assert member.stance == "asserts"


def test_members_come_in_the_order_of_publication() -> None:
    said = rows(*({"published": f"2025-12-0{day}", "outlet": f"Paper {day}"} for day in (3, 1, 2)))
    for some in ((said[0], said[1]), *permutations(said)):
        moments = [member.moment for member in members(some, None, None)]
        assert moments == sorted(moments)


# what is said of a place in Ukraine: event, who did it, to whom; who lost it
LOST = [
    ([("control", "RUS", "UKR")], "UKR"),
    ([("control", None, "RUS"), ("control", None, "RUS"), ("control", None, "UKR")], "UKR"),
    ([("control", "UKR", "RUS")], "RUS"),
    ([("control", "USA", "RUS"), ("control", "USA", "IRN"), ("control", "USA", "RUS")], "RUS"),
    ([("control", "USA", "RUS"), ("control", "USA", "IRN")], "IRN"),
    ([("withdrawal", "UKR", None)], "UKR"),
    ([("withdrawal", "RUS", "UKR")], "RUS"),
    ([("control", "RUS", None)], None),
    ([("withdrawal", None, "UKR")], None),
]


@pytest.mark.parametrize(("said", "wanted"), LOST)
def test_who_lost_a_place(said: list[tuple[str, str | None, str | None]], wanted: str | None) -> None:
    some = [{"event": event, "actor": actor, "target": target, "place": "Pokrovsk"} for event, actor, target in said]
    assert loser(rows(*some)) == wanted


# who says of whom that it broke a truce; who is blamed in the first place
BLAMED = [
    ([("ISR", "asserts", "hamas")], "hamas"),
    ([("ISR", "accuses", "hamas"), ("hamas", "accuses", "ISR"), ("USA", "accuses", "ISR")], "ISR"),
    ([("ISR", "accuses", "hamas"), ("hamas", "accuses", "ISR")], "ISR"),
    (
        [
            ("ISR", "accuses", "hamas"), ("hamas", "accuses", "ISR"), ("USA", "accuses", "ISR"),
            ("hamas", "denies", "hamas"),
        ],
        "hamas",
    ),
    ([("hamas", "denies", "hamas"), ("USA", "accuses", "ISR")], "ISR"),
    ([("hamas", "denies", "hamas")], None),
    ([("ISR", "accuses", None)], None),
    ([("ISR", "accuses", None), ("ISR", "accuses", None), ("hamas", "accuses", "ISR")], "ISR"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "wanted"), BLAMED)
def test_who_is_blamed(said: list[tuple[str, str, str | None]], wanted: str | None) -> None:
    some = [{**BROKE, "speaker": speaker, "stance": stance, "actor": actor} for speaker, stance, actor in said]
    assert blamed(rows(*some)) == wanted


def says(party: str, stance: str = "asserts", low: int | None = None, high: int | None = None, at: int = 1) -> Position:
    return Position(party, stance, low, high, at)


OPPOSITE = Position("UKR", "accuses", None, None, 1, opposite=True)
# what parties say last of soldiers of UKR who were killed; the status
STATUSES = {
    "one party": ([says("RUS")], "one-sided"),
    "one party and papers": ([says("RUS", "asserts", 20, 20), says("narrator", "asserts", 5, 5)], "one-sided"),
    "papers alone": ([says("narrator"), says("unnamed")], "one-sided"),
    "two parties": ([says("RUS"), says("USA")], "agreed"),
    "two parties, each way of saying so": ([says("RUS", "accuses"), says("USA", "confirms")], "agreed"),
    "two numbers": ([says("RUS", "asserts", 20, 20), says("USA", "asserts", 5, 5)], "disputed"),
    "at least 20, and 25": ([says("RUS", "asserts", 20, None), says("USA", "asserts", 25, 25)], "agreed"),
    "two numbers of one party": ([says("RUS", "asserts", 20, 20), says("RUS", "accuses", 5, 5)], "one-sided"),
    "its own": ([says("UKR")], "admitted"),
    "its own, and a paper": ([says("UKR"), says("narrator")], "admitted"),
    "its own and its enemy's": ([says("UKR"), says("RUS")], "agreed"),
    "its own, and its enemy's number": ([says("UKR", "confirms", 5, 5), says("RUS", "asserts", 20, 20)], "disputed"),
    "denied": ([says("RUS"), says("UKR", "denies")], "denied"),
    "denied, though a number is in dispute": (
        [says("RUS", "asserts", 9, 9), says("USA", "asserts", 5, 5), says("UKR", "denies")], "denied",
    ),
    "denied of a paper": ([says("narrator"), says("UKR", "denies")], "denied"),
    "denied by a paper": ([says("RUS"), says("narrator", "denies")], "one-sided"),
    "denied by a source that nobody names": ([says("RUS"), says("unnamed", "denies")], "one-sided"),
    "denied, and then said": ([says("RUS"), says("UKR", "denies", at=1), says("UKR", at=2)], "agreed"),
    "said, and then denied": ([says("RUS"), says("UKR", "denies", at=2), says("UKR", at=1)], "denied"),
    "said and denied at once": ([says("RUS"), says("UKR", "denies", at=2), says("UKR", at=2)], "denied"),
    "denied, and then said by another": ([says("UKR", "denies", at=1), says("RUS", at=2)], "denied"),
    "denied, and nobody says it": ([says("UKR", "denies")], "one-sided"),
    "denied, and said by itself alone": ([says("RUS", "denies", at=2), says("RUS", at=1)], "one-sided"),
    "denied, and said by itself and another": (
        [says("RUS", "denies", at=2), says("RUS", at=1), says("USA", at=1)], "denied",
    ),
    "denied, and the other side accused in turn": ([says("RUS", "denies"), OPPOSITE], "one-sided"),
    "the other side accused in turn": ([OPPOSITE, says("RUS")], "one-sided"),
    "each accuses the other": ([OPPOSITE, says("RUS", "accuses")], "disputed"),
    "doubted": ([says("RUS"), says("UKR", "doubts")], "one-sided"),
    "withheld": ([says("RUS"), says("UKR", "withholds")], "one-sided"),
    "nothing": ([], "one-sided"),
}  # fmt: skip


@pytest.mark.parametrize(("positions", "wanted"), STATUSES.values(), ids=STATUSES)
def test_the_first_rule_that_holds_gives_the_status(positions: list[Position], wanted: str) -> None:
    assert {status_of(some, "killed", "UKR", "soldiers") for some in permutations(positions)} == {wanted}


# one claim alone: who says so, how, of what and whom; the status
ALONE = [
    ("UKR", "asserts", "killed", "UKR", "soldiers", "admitted"),
    ("gaza", "confirms", "killed", "hamas", "fighters", "admitted"),
    ("UKR", "asserts", "withdrawal", "UKR", None, "admitted"),
    ("UKR", "asserts", "control", "UKR", None, "admitted"),
    ("UKR", "denies", "killed", "UKR", "soldiers", "one-sided"),
    ("RUS", "asserts", "killed", "UKR", "soldiers", "one-sided"),
    ("UKR", "asserts", "killed", None, "soldiers", "one-sided"),
    ("UKR", "asserts", "killed", "UKR", "people", "one-sided"),
    ("UKR", "asserts", "killed", "UKR", None, "one-sided"),
    ("UKR", "asserts", "deployment", "UKR", "soldiers", "one-sided"),
    ("narrator", "asserts", "killed", "narrator", "soldiers", "one-sided"),
    ("unnamed", "asserts", "killed", "unnamed", "soldiers", "one-sided"),
]


@pytest.mark.parametrize(("party", "stance", "event", "target", "unit", "wanted"), ALONE)
def test_the_status_of_one_claim(
    party: str, stance: str, event: str, target: str | None, unit: str | None, wanted: str
) -> None:
    assert status_of_one(party, stance, event, target, unit) == wanted
    assert status_of([says(party, stance)], event, target, unit) == wanted


LOSSES = "killed wounded killed_or_wounded missing captured displaced destroyed damaged shot_down seized".split()
FORCES = """soldiers fighters officers tanks armoured_vehicles artillery rocket_artillery air_defence radars aircraft
    helicopters drones missiles launchers ships submarines vehicles depots bases equipment""".split()


def test_losses_of_forces_are_nothing_to_be_proud_of() -> None:
    assert [(event, unit) for event in LOSSES for unit in FORCES if not admission(event, unit)] == []


@pytest.mark.parametrize(
    "unit", ["people", "civilians", "children", "prisoners", "hostages", "police", "buildings", "settlements", None]
)
def test_losses_of_anybody_else_are_no_admission(unit: str | None) -> None:
    assert not admission("killed", unit)


# two numbers of two parties, whether they cannot both be right
APART = [
    ((5, 5), (6, 6), True),
    ((5, 5), (5, 5), False),
    ((5, None), (4, 4), True),
    ((5, None), (5, 5), False),
    ((None, 5), (6, None), True),
    ((None, 5), (5, None), False),
    ((None, 5), (None, 1), False),
    ((4, 6), (6, 9), False),
    ((4, 6), (7, 9), True),
    ((None, None), (7, 9), False),
]


@pytest.mark.parametrize(("one", "other", "wanted"), APART)
def test_which_numbers_cannot_both_be_right(one: tuple, other: tuple, wanted: bool) -> None:
    first, second = says("RUS", "asserts", *one), says("UKR", "asserts", *other)
    assert apart(first, second) is apart(second, first) is wanted
    assert not apart(first, says("RUS", "asserts", *other))
