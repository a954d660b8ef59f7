"""Who votes on a figure, and on which side: one vote for each origin, the latest that it gave."""

from __future__ import annotations

import pytest
from reconciliation_tables import Said, question, told

from counterclaim.model import Place, Span
from counterclaim.reconciliation.figures.votes import middle, rejected_by, spread, sufferer, votes

YEREVAN, ARMENIA, NOWHERE = (
    Place("Yerevan", "yerevan", ("ARM",)),
    Place("Armenia", "ARM", ()),
    Place("the border", "", ()),
)
ARM, AZE, UN = ("ARM", "asserts", 31, 31), ("AZE", "asserts", 550, None), ("un", "asserts", 100, 120)


def cast(*rows: Said, asked: dict[str, object] | None = None, **fields: object) -> list[tuple[object, ...]]:
    """Votes as origin, side, least, most."""
    said = [told(row, position, **fields) for position, row in enumerate(rows)]
    found = votes(question(said, **(asked or {})), {one.claim.id: one for one in said})
    return [(vote.origin, vote.side, vote.least, vote.most) for vote in found]


# what is asked, who says so, on which side that is
SIDES = [
    ({}, "ARM", "own"),
    ({}, "AZE", "enemy"),
    ({}, "TUR", "independent"),
    ({"actor": "TUR"}, "TUR", "enemy"),
    ({}, "un", "independent"),
    ({}, "narrator", "independent"),
    ({}, "unnamed", "unclear"),
    ({"target": "PSE"}, "gaza", "own"),
    ({"target": "PSE"}, "hamas", "own"),
    ({"target": "PSE"}, "ISR", "enemy"),
    ({"target": None}, "ARM", "independent"),
    ({"target": None, "actor": "ARM"}, "ARM", "enemy"),
    ({"target": None, "place": YEREVAN}, "ARM", "own"),
    ({"target": None, "place": YEREVAN}, "AZE", "enemy"),
    ({"target": None, "place": ARMENIA}, "ARM", "own"),
    ({"target": None, "place": ARMENIA}, "AZE", "enemy"),
    ({"target": None, "place": NOWHERE}, "ARM", "independent"),
]


@pytest.mark.parametrize(("asked", "party", "side"), SIDES)
def test_on_which_side_a_party_stands(asked: dict[str, object], party: str, side: str) -> None:
    ((_, found, _, _),) = cast((party, "asserts", 5, 5), asked=asked)
    assert found == side


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, "ARM"),
        ({"place": Place("Kyiv", "kyiv", ("kyiv region", "UKR"))}, "ARM"),
        ({"target": None, "place": Place("Kyiv", "kyiv", ("kyiv region", "UKR"))}, "UKR"),
        ({"target": None, "place": ARMENIA}, "ARM"),
        ({"target": None, "place": NOWHERE}, None),
        ({"target": None}, None),
    ],
)
def test_whom_it_befell(asked: dict[str, object], wanted: str | None) -> None:
    assert sufferer(question([told(ARM, 0)], **asked)) == wanted


def test_votes_stand_in_the_order_of_their_origins() -> None:
    assert cast(UN, AZE, ARM) == [
        ("ARM", "own", 31, 31), ("AZE", "enemy", 550, 550), ("un", "independent", 100, 120)
    ]  # fmt: skip


# what an origin says, what it stands for: the smallest and the largest number
NUMBERS = [((31, 31), (31, 31)), ((550, None), (550, 550)), ((None, 400), (400, 400)), ((0, 0), (0, 0))]


@pytest.mark.parametrize(("said", "wanted"), NUMBERS)
def test_the_numbers_of_a_vote(said: tuple[int | None, int | None], wanted: tuple[int, int]) -> None:
    assert cast(("un", "asserts", *said)) == [("un", "independent", *wanted)]


@pytest.mark.parametrize(
    "row",
    [
        ("un", "denies", 100, 100),
        ("un", "doubts", 100, 100),
        ("un", "threatens", 100, 100),
        ("un", "calls_for", 100, 100),
        ("un", "asserts", None, None),
        ("un", "denies", None, None),
    ],
)
def test_only_who_says_a_number_votes(row: Said) -> None:
    assert cast(row, ARM) == [("ARM", "own", 31, 31)]


@pytest.mark.parametrize("stance", ["asserts", "confirms", "accuses"])
def test_whoever_says_it_is_so_votes(stance: str) -> None:
    assert cast(("AZE", stance, 5, 5)) == [("AZE", "enemy", 5, 5)]


def test_of_one_origin_the_last_published_number_counts_in_any_order() -> None:
    rows = [told(("un", "asserts", number, number), day) for number, day in ((7, 2), (9, 0), (8, 1))]
    found = votes(question(rows), {one.claim.id: one for one in rows})
    assert [(vote.least, vote.claim, vote.party, vote.qualifier) for vote in found] == [
        (7, rows[0].claim.id, "un", "exact")
    ]


def test_two_offices_of_a_state_are_two_origins() -> None:
    offices = ("Armenia's Defence Ministry", "the Armenian Foreign Ministry")
    rows = [told(ARM, day, speaker=Span(0, len(words), words)) for day, words in enumerate(offices)]
    found = votes(question(rows), {one.claim.id: one for one in rows})
    assert len({vote.origin for vote in found}) == 2
    assert {vote.side for vote in found} == {"own"}


def test_printings_of_one_report_are_one_origin() -> None:
    first, other = (told(("narrator", "asserts", 9, 9), day) for day in range(2))
    copy = told(("narrator", "asserts", 9, 9), 2)
    printed = type(copy)(copy.claim, copy.outlet, copy.published, printing=first.claim.report)
    for rows, origins in (((first, other), ["outlet-0", "outlet-1"]), ((first, printed), ["outlet-0"])):
        found = votes(question(rows), {one.claim.id: one for one in rows})
        assert [vote.origin for vote in found] == origins


def test_who_denies_or_doubts_it_is_named_once_in_order() -> None:
    rows = [told((party, stance, None, None), day) for day, (party, stance) in enumerate(DENIALS)]
    assert rejected_by(question(rows)) == ("ARM", "TUR", "un")


DENIALS = (("un", "doubts"), ("TUR", "denies"), ("ARM", "denies"), ("AZE", "asserts"), ("RUS", "withholds"))


@pytest.mark.parametrize(
    ("numbers", "wanted"), [((), None), ((7,), 7), ((9, 7), 7), ((9, 1, 5), 5), ((9, 1, 5, 6), 5), ((3, 3, 1, 9, 9), 3)]
)
def test_the_middle_is_the_smaller_of_two(numbers: tuple[int, ...], wanted: int | None) -> None:
    assert middle(numbers) == wanted


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (17, 17, "17"),
        (17, 70, "17 to 70"),
        (17, None, "17 or more"),
        (None, 70, "up to 70"),
        (None, None, "no number"),
        (0, 0, "0"),
        (1200, 1200, "1,200"),
        (1200, 34000, "1,200 to 34,000"),
        (1200, None, "1,200 or more"),
        (None, 34000, "up to 34,000"),
    ],
)
def test_a_range_in_words(low: int | None, high: int | None, words: str) -> None:
    assert spread(low, high) == words
