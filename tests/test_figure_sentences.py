"""What a reader is told beside a figure: how it came about in one sentence, and what to know beside it."""

from __future__ import annotations

import pytest
from reconciliation_tables import Said, figure, question, told

from counterclaim.reconciliation.figures import RULES

OWN, ENEMY, UN = ("ARM", "asserts", 31, 31), ("AZE", "asserts", 5500, None), ("un", "asserts", 1100, 1200)
NOBODY, DENIAL, DOUBT = ("unnamed", "asserts", 700, 700), ("ARM", "denies", None, None), ("TUR", "doubts", None, None)
MAYBE = "the largest figure is a minimum: it may be more"


# rule, who says what, the sentence
SENTENCES = [
    (
        "ledger", (OWN, UN, ENEMY),
        "Low 31 (its own side's figure), best 1,100 (the middle of the independent counts), high 5,500 (the largest figure "
        "of any origin); 31 to 5,500 by 1 own, 1 independent and 1 hostile or unnamed origins.",
    ),
    (
        "ledger", (OWN, ENEMY, NOBODY),
        "Low 31 (its own side's figure), best 31 (its own side's figure), high 5,500 (the largest figure of any origin); 31 "
        "to 5,500 by 1 own, 0 independent and 2 hostile or unnamed origins.",
    ),
    (
        "ledger", (UN,),
        "Low 1,100 (the smallest independent count), best 1,100 (the middle of the independent counts), high 1,200 (the "
        "largest figure of any origin); 1,100 to 1,200 by 0 own, 1 independent and 0 hostile or unnamed origins.",
    ),
    (
        "ledger", (NOBODY,),
        "Low unknown (only others say), best unknown (not known), high 700 (the largest figure of any origin); up to 700 by "
        "0 own, 0 independent and 1 hostile or unnamed origins.",
    ),
    (
        "ledger", (UN, ("AZE", "asserts", 1300, 1300)),
        "Low 1,100 (the smallest independent count), best 1,100 (the middle of the independent counts), high 1,300 (the "
        "largest figure of any origin); 1,100 to 1,300 by 0 own, 1 independent and 1 hostile or unnamed origins.",
    ),
    (
        "ledger", (OWN, UN),
        "Low 31 (its own side's figure), best 1,100 (the middle of the independent counts), high 1,200 (the largest figure "
        "of any origin); 31 to 1,200 by 1 own, 1 independent and 0 hostile or unnamed origins.",
    ),
    ("ledger", (DENIAL,), "Nobody gives a number."),
    (
        "ucdp", (OWN, UN, ENEMY),
        "Low 31 is the smallest of 2 reliable figures, best 1,100 the middle of the independent ones, high 5,500 the largest "
        "of all, 1 by an enemy or a source that nobody names among them.",
    ),
    (
        "ucdp", (("ARM", "asserts", 1031, 1031), ENEMY, NOBODY),
        "Low 1,031 is the smallest of 1 reliable figures, best 1,031 the middle of those of its own side, high 5,500 the "
        "largest of all, 2 by an enemy or a source that nobody names among them.",
    ),
    (
        "ucdp", (NOBODY,),
        "Low 0 is the smallest of 0 reliable figures, best 0 the middle of none, high 700 the largest of all, 1 by an enemy "
        "or a source that nobody names among them.",
    ),
    ("ucdp", (DENIAL,), "Nobody gives a number."),
    ("acled", (UN, ENEMY), "1,100 is the most conservative of 2 figures in the reports."),
    ("acled", (DENIAL,), "No report gives a number."),
    ("airwars", (UN, NOBODY), "700 to 1,200 by 2 origins, graded weak: one origin."),
    ("airwars", (DENIAL,), "Nobody gives a number."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "sentence"), SENTENCES)
def test_how_a_figure_came_about(name: str, rows: tuple[Said, ...], sentence: str) -> None:
    assert figure(name, rows, unit="civilians").sentence == sentence


@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("ucdp", {"event": "wounded"}, "UCDP counts deaths, and this is none."),
        ("acled", {"event": "wounded"}, "ACLED counts deaths, and this is none."),
        ("acled", {"scope": "cumulative"}, "A total that is tied to no event is left out."),
        ("airwars", {"event": "destroyed"}, "Airwars counts people harmed, and these are none."),
    ],
)
def test_why_a_rule_is_silent(name: str, fields: dict[str, object], sentence: str) -> None:
    assert figure(name, (OWN,), **fields).sentence == sentence


# rule, who says what, the notes
NOTES = [
    ("ledger", (OWN, ("AZE", "asserts", 550, 550)), ()),
    ("ledger", (OWN, ENEMY), (MAYBE,)),
    ("ledger", (ENEMY, ("unnamed", "asserts", 5500, 5500)), (MAYBE,)),
    ("ledger", (("ARM", "asserts", 31, None), ("AZE", "asserts", 550, 550)), ()),
    ("ledger", (ENEMY, DENIAL), ("denied or doubted by ARM", MAYBE)),
    ("ledger", (UN, DOUBT, DENIAL), ("denied or doubted by ARM, TUR",)),
    ("ledger", (DENIAL,), ()),
    ("ucdp", (OWN, UN), ()),
    ("ucdp", (UN, DOUBT, DENIAL), ("denied or doubted by ARM, TUR",)),
    ("acled", (OWN, UN), ("reports say 31 to 1,100",)),
    ("acled", (UN, ENEMY), ("reports say 1,100 to 5,500",)),
    ("acled", (UN, ("icrc", "asserts", 1100, 1100)), ()),
    ("acled", (UN, DOUBT, DENIAL), ("denied or doubted by ARM, TUR",)),
    ("acled", (OWN, UN, DENIAL), ("reports say 31 to 1,100", "denied or doubted by ARM")),
    (
        "airwars",
        (OWN, ENEMY, UN, NOBODY),
        ("grade: fair (3 origins)", "belligerents: 31 to 5,500", "others: 700 to 1,200"),
    ),
    ("airwars", (UN,), ("grade: weak (one origin)", "belligerents: none", "others: 1,100 to 1,200")),
    ("airwars", (NOBODY,), ("grade: weak (no origin that has a name)", "belligerents: none", "others: 700")),
]


@pytest.mark.parametrize(("name", "rows", "notes"), NOTES)
def test_what_a_reader_must_know_beside_a_figure(name: str, rows: tuple[Said, ...], notes: tuple[str, ...]) -> None:
    assert figure(name, rows, unit="civilians").notes == notes


# who says what and of whom, who is asked about, the grade and why
GRADES = [
    ((("un", "asserts", 5, 5, "AZE"), ("icrc", "asserts", 5, 5, "TUR")), "contested (AZE and TUR are blamed)"),
    (
        tuple(("un", "asserts", 5, 5, party) for party in ("TUR", "RUS", "IRN", "GEO", "AZE")),
        "contested (AZE and GEO and IRN and RUS and TUR are blamed)",
    ),
    (
        tuple((party, "confirms", 5, 5, party) for party in ("TUR", "RUS", "IRN", "GEO", "AZE")),
        "confirmed (AZE, GEO, IRN, RUS, TUR accepts it)",
    ),
    (
        (
            *(("un", "asserts", 5, 5, party) for party in ("TUR", "RUS", "IRN", "GEO", "AZE")),
            *((party, "denies", None, None, None) for party in ("TUR", "RUS", "IRN", "GEO", "AZE")),
        ),
        "contested (AZE, GEO, IRN, RUS, TUR denies it)",
    ),
    ((("un", "asserts", 5, 5, "AZE"), ("icrc", "asserts", 5, 5, "ARM")), "fair (2 origins)"),
    ((("un", "asserts", 5, 5, "AZE"), ("icrc", "asserts", 5, 5, None)), "fair (2 origins)"),
    ((("un", "asserts", 5, 5, "AZE"), ("AZE", "asserts", 3, 3, None)), "fair (2 origins)"),
    ((("un", "asserts", 5, 5, "AZE"), ("AZE", "confirms", 3, 3, "AZE")), "confirmed (AZE accepts it)"),
    (
        (("un", "asserts", 5, 5, None), ("TUR", "asserts", 3, 3, "TUR"), ("AZE", "confirms", 3, 3, "AZE")),
        "confirmed (AZE, TUR accepts it)",
    ),
    ((("un", "asserts", 5, 5, "AZE"), ("AZE", "threatens", 3, 3, "AZE")), "weak (one origin)"),
    ((("un", "asserts", 5, 5, "AZE"), ("ARM", "asserts", 3, 3, "ARM")), "fair (2 origins)"),
    ((("un", "asserts", 5, 5, "AZE"), ("AZE", "denies", None, None, "AZE")), "contested (AZE denies it)"),
    ((("un", "asserts", 5, 5, "AZE"), ("RUS", "denies", None, None, "AZE")), "weak (one origin)"),
    (
        (
            ("un", "asserts", 5, 5, "TUR"), ("un", "asserts", 5, 5, "AZE"), ("TUR", "denies", None, None, None),
            ("AZE", "denies", None, None, None),
        ),
        "contested (AZE, TUR denies it)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "grade"), GRADES)
def test_a_grade_says_why(rows: tuple[tuple[str, str, int | None, int | None, str | None], ...], grade: str) -> None:
    said = [told(row[:4], position, unit="civilians", actor=row[4]) for position, row in enumerate(rows)]
    asked = question(said, actor=None)
    assert RULES["airwars"](asked, {one.claim.id: one for one in said}).notes[0] == f"grade: {grade}"


@pytest.mark.parametrize("unit", ["soldiers", "fighters", "officers"])
def test_combatants_are_no_civilian_harm(unit: str) -> None:
    assert figure("airwars", (UN, OWN), unit=unit).notes[0] == "grade: discounted (those harmed were combatants)"


@pytest.mark.parametrize("event", ["killed", "wounded", "killed_or_wounded"])
def test_airwars_counts_people_harmed(event: str) -> None:
    assert figure("airwars", (UN,), event=event).high == 1200


def test_the_floor_is_the_most_that_whom_it_befell_admits() -> None:
    rows = (("gaza", "asserts", 31, 31), ("PSE", "asserts", 40, 40), ("ISR", "asserts", 90, 90))
    made = figure("ledger", rows, target="PSE")
    assert (made.low, made.best) == (40, 40)


def test_acled_uses_only_what_is_smallest_and_what_is_said_to_be_so() -> None:
    rows = [
        told(row, day) for day, row in enumerate((UN, OWN, ("TUR", "denies", 5, 5), ("RUS", "asserts", None, None)))
    ]
    made = RULES["acled"](question(rows), {one.claim.id: one for one in rows})
    assert (made.best, made.claims) == (31, (rows[1].claim.id,))


def test_acled_counts_the_ceiling_where_vague_words_give_no_floor() -> None:
    assert figure("acled", (("un", "asserts", None, 99),), qualifier="vague").best == 99
