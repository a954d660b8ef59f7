"""Reviews: what a named person decides with a reason overrides the machine everywhere, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ledgers import ANNA, contents, demo, settled

from counterclaim.cli import main
from counterclaim.coding import Coded
from counterclaim.errors import LedgerError
from counterclaim.evaluation.agreement import agreement, alpha, interval, nominal
from counterclaim.evaluation.gold import load
from counterclaim.ledger import Ledger, codings, reviews
from counterclaim.ledger.appending import By
from counterclaim.ledger.checking import check
from counterclaim.ledger.lookup import StoredClaim, standing_claims
from counterclaim.ledger.questions import Wanted, question, questions
from counterclaim.ledger.recoding import differences, supersede
from counterclaim.ledger.rereconciling import otherwise
from counterclaim.ledger.settling import settle, tell_untold
from counterclaim.model import Question
from counterclaim.reading.interchange import claims_to_json

ALL = 10_000


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(settled(tmp_path / "war.ledger"), write=True)


def counted(ledger: Ledger) -> StoredClaim:
    """A claim that counts something and is in a question."""
    return next(
        each
        for report in demo()
        for each in ledger.report(report.id).claims
        if each.claim.low and not each.claim.denies and each.claim.speaker_party == "AZE"
    )


def state(ledger: Ledger) -> object:
    """Everything that holds: claims, questions, copies."""
    claims = {
        (report.id, each.id): (claim, each.standing.standing)
        for report in demo()
        for each, claim in standing_claims(ledger.report(report.id))
    }
    copies = {report.id: ledger.report(report.id).copies for report in demo()}
    return claims, copies, {each.id: each for each in questions(ledger, Wanted(), ALL)}


def asked_about(ledger: Ledger, claim: str) -> list[Question]:
    return [each for each in questions(ledger, Wanted(), ALL) if claim in each.claims]


def test_a_rejected_claim_is_in_no_view_and_no_question(ledger: Ledger) -> None:
    claim = counted(ledger)
    assert asked_about(ledger, claim.id)
    reviews.reject(ledger, claim.id, ANNA)
    assert not asked_about(ledger, claim.id)
    rows = ledger.connection.execute("SELECT count(*) FROM v_claims WHERE id = ?", (claim.id,)).fetchone()
    assert rows == (0,)
    stored = ledger.claim(claim.id)
    assert (stored.who, stored.why, stored.standing.standing) == ("Anna", "as a test", "rejected")


def test_a_correction_keeps_the_id_and_changes_view_question_and_answer(ledger: Ledger) -> None:
    claim = counted(ledger)
    reviews.correct(ledger, claim.id, {"low": 777_777, "high": 777_777, "qualifier": "exact"}, ANNA)
    row = ledger.connection.execute("SELECT low, standing, made_by FROM v_claims WHERE id = ?", (claim.id,)).fetchone()
    assert row == (777_777, "corrected", "Anna")
    asked = asked_about(ledger, claim.id)
    assert any((answer.low, answer.high) == (777_777, 777_777) for each in asked for answer in each.answers)
    assert check(ledger.path).faults == ()
    assert otherwise(ledger) == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"event": "murdered"}, "'murdered' is not in the codebook"),
        ({"low": 5, "high": 3, "qualifier": "range"}, "low 5 is above high 3"),
        ({"low": -1}, "this is no coded report"),
        ({"target": "nobody-at-all"}, "which the store does not know"),
        ({"place": "Atlantis"}, "does not stand in the report"),
        ({"start": "2020-10-05", "end": "2020-10-01"}, "before it starts"),
        ({"start": "yesterday"}, "this is no coded report"),
        ({"confidence": 1.0}, "cannot be corrected"),
        ({}, "cannot be corrected"),
    ],
)
def test_a_correction_outside_the_codebook_changes_nothing(
    ledger: Ledger, changes: dict[str, object], said: str
) -> None:
    before = contents(ledger.path)
    with pytest.raises(LedgerError, match=said) as refused:
        reviews.correct(ledger, counted(ledger).id, changes, ANNA)
    assert "\n" not in str(refused.value)
    assert contents(ledger.path) == before


def test_bad_reviews_change_nothing(ledger: Ledger) -> None:
    before = contents(ledger.path)
    asked = questions(ledger, Wanted(size=2), 1)[0]
    other = next(each for each in questions(ledger, Wanted(), ALL) if each.id != asked.id)
    for what in (
        lambda: reviews.accept(ledger, "none", ANNA),
        lambda: reviews.reject(ledger, "none", ANNA),
        lambda: reviews.reject(ledger, demo()[0].id, ANNA),
        lambda: reviews.correct(ledger, "none", {"low": 1}, ANNA),
        lambda: reviews.merge(ledger, asked.id, "none", ANNA),
        lambda: reviews.merge(ledger, asked.id, asked.id, ANNA),
        lambda: reviews.split(ledger, asked.id, list(asked.claims), ANNA),
        lambda: reviews.split(ledger, asked.id, list(other.claims), ANNA),
        lambda: reviews.split(ledger, asked.id, [], ANNA),
        lambda: reviews.withdraw(ledger, "none", asked.claims[0], ANNA),
        lambda: reviews.mark_copy(ledger, demo()[0].id, "none", ANNA),
        lambda: reviews.mark_copy(ledger, demo()[0].id, demo()[1].id, ANNA, copy=False),
        lambda: reviews.undo(ledger, 99, ANNA),
        lambda: reviews.accept(ledger, counted(ledger).id, By("Anna")),
    ):
        with pytest.raises(LedgerError) as refused:
            what()
        assert "\n" not in str(refused.value)
    assert contents(ledger.path) == before


def first_claim(ledger: Ledger) -> str:
    return counted(ledger).id


def two_questions(ledger: Ledger) -> tuple[Question, Question]:
    """Two questions of different blocks."""
    one, *others = questions(ledger, Wanted(size=2), ALL)
    return one, next(each for each in others if each.event != one.event)


DECISIONS: dict[str, Callable[[Ledger], int]] = {
    "accept": lambda ledger: reviews.accept(ledger, first_claim(ledger), ANNA),
    "accept a report": lambda ledger: reviews.accept(ledger, "demo-2", ANNA),
    "reject": lambda ledger: reviews.reject(ledger, first_claim(ledger), ANNA),
    "correct": lambda ledger: reviews.correct(ledger, first_claim(ledger), {"low": 7, "high": 7}, ANNA),
    "merge": lambda ledger: reviews.merge(ledger, *(each.id for each in two_questions(ledger)), ANNA),
    "split": lambda ledger: reviews.split(
        ledger, two_questions(ledger)[0].id, [two_questions(ledger)[0].claims[-1]], ANNA
    ),
    "withdraw": lambda ledger: reviews.withdraw(ledger, *some_relation(ledger), ANNA),
    "copy": lambda ledger: reviews.mark_copy(ledger, "demo-1", "demo-2", ANNA),
}


def some_relation(ledger: Ledger) -> tuple[str, str]:
    link = next(link for each in questions(ledger, Wanted(), ALL) for link in each.relations)
    return link.claim, link.other


@pytest.mark.parametrize("name", DECISIONS)
def test_every_decision_can_be_undone_and_the_ledger_stays_whole(ledger: Ledger, name: str) -> None:
    before = state(ledger)
    number = DECISIONS[name](ledger)
    assert state(ledger) != before
    assert check(ledger.path).faults == ()
    assert otherwise(ledger) == 0
    reviews.undo(ledger, number, ANNA)
    assert state(ledger) == before
    assert otherwise(ledger) == 0
    with pytest.raises(LedgerError, match="it is undone already"):
        reviews.undo(ledger, number, ANNA)


def test_merged_questions_are_one_and_stay_so_when_reports_come(ledger: Ledger) -> None:
    one, other = two_questions(ledger)
    reviews.merge(ledger, one.id, other.id, ANNA)
    joined = question(ledger, other.id)
    assert set(joined.claims) == {*one.claims, *other.claims}
    with pytest.raises(LedgerError, match="joined with others"):
        question(ledger, one.id)


def test_split_claims_are_about_a_question_of_their_own(ledger: Ledger) -> None:
    asked = two_questions(ledger)[0]
    apart = asked.claims[-1]
    reviews.split(ledger, asked.id, [apart], ANNA)
    assert [each.claims for each in asked_about(ledger, apart)] == [(apart,)]
    assert [each.claims for each in asked_about(ledger, asked.claims[0])] == [asked.claims[:-1]]


def test_a_withdrawn_relation_does_not_come_back(ledger: Ledger) -> None:
    claim, other = some_relation(ledger)
    reviews.withdraw(ledger, claim, other, ANNA)
    reviews.accept(ledger, claim, ANNA)
    links = [link for each in asked_about(ledger, claim) for link in each.relations]
    assert all((link.claim, link.other) != (claim, other) for link in links)


def test_an_older_review_is_not_undone_under_a_newer_one(ledger: Ledger) -> None:
    claim = first_claim(ledger)
    first = reviews.correct(ledger, claim, {"low": 7, "high": 7}, ANNA)
    second = reviews.reject(ledger, claim, ANNA)
    with pytest.raises(LedgerError, match="was changed since"):
        reviews.undo(ledger, first, ANNA)
    reviews.undo(ledger, second, ANNA)
    assert ledger.claim(claim).claim.low == 7
    reviews.undo(ledger, first, ANNA)


def test_a_newer_coder_does_not_touch_what_a_person_reviewed(ledger: Ledger) -> None:
    kept = first_claim(ledger)
    reviews.accept(ledger, kept, ANNA)
    found = list(differences(ledger, lambda _name: lambda report: Coded(("en",))))
    supersede(ledger, found, By("Ben"))
    settle(ledger, ANNA)
    assert [each.id for report in demo() for each in ledger.report(report.id).claims if each.holds] == [kept]
    assert check(ledger.path).faults == ()


def test_accepted_reports_are_gold_in_the_scorers_form(ledger: Ledger, tmp_path: Path) -> None:
    held = ledger.report("demo-2")
    wrong, right = held.claims[0].id, held.claims[1].id
    reviews.reject(ledger, wrong, ANNA)
    reviews.accept(ledger, "demo-2", ANNA)
    reviews.accept(ledger, ledger.report("demo-3").claims[0].id, ANNA)
    items, claims = tmp_path / "items.jsonl", tmp_path / "claims.jsonl"
    arguments = ["review", "gold", "--ledger", str(ledger.path), "--items", str(items), "--claims", str(claims)]
    assert main(arguments) == 0
    gold = load(items, claims)
    assert list(gold.reports) == ["demo-2"]
    ids = {claim.id for claim in gold.claims["demo-2"]}
    assert right in ids
    assert wrong not in ids


class TestAgreement:
    """Blind codings and how they agree."""

    def test_two_people_who_code_the_same_agree_fully(self, ledger: Ledger, tmp_path: Path) -> None:
        rows = [
            claims_to_json(report.id, [each.claim for each in ledger.report(report.id).claims]) for report in demo()[:6]
        ]
        before = state(ledger)
        for who in ("Anna", "Ben"):
            codings.add_blind(ledger, [("file:1", row) for row in rows], By(who))
        assert state(ledger) == before
        found = agreement(codings.coded_by(ledger, "Anna"), codings.coded_by(ledger, "Ben"))
        assert (found.figures.core.f1, dict(found.alphas)["event"]) == (1.0, 1.0)
        machine = agreement(codings.coded_by(ledger, "rules"), codings.coded_by(ledger, "Ben"))
        assert machine.figures.full.f1 == 1.0
        assert check(ledger.path).faults == ()

    def test_a_claim_that_is_told_otherwise_lowers_alpha(self, ledger: Ledger) -> None:
        one = {report.id: tuple(each.claim for each in ledger.report(report.id).claims) for report in demo()[:6]}
        from dataclasses import replace

        other = {
            name: tuple(replace(claim, stance="doubts") if at == 0 else claim for at, claim in enumerate(claims))
            for name, claims in one.items()
        }
        found = dict(agreement(one, other).alphas)
        assert found["event"] == 1.0
        assert 0 < (found["stance"] or 0) < 1

    def test_the_commands(self, ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        coded = tmp_path / "coded.jsonl"
        row = claims_to_json("demo-2", [each.claim for each in ledger.report("demo-2").claims])
        coded.write_text(json.dumps(row) + "\n", "utf-8")
        place = ["--ledger", str(ledger.path), "--who", "Ben", "--why", "because"]
        assert main(["review", "blind", str(coded), *place]) == 0
        assert main(["agreement", "rules", "Ben", "--ledger", str(ledger.path), "--json"]) == 0
        assert json.loads(capsys.readouterr().out.splitlines()[-1])["scorer"]["core"]["f1"] == 1.0
        claim = first_claim(ledger)
        assert main(["review", "correct", claim, "low=8", "high=8", "qualifier=exact", *place]) == 0
        assert capsys.readouterr().out == "review 1: correct by Ben\n"
        assert main(["review", "undo", "1", *place]) == 0
        assert main(["review", "correct", claim, "colour=red", *place]) == 1
        assert main(["review", "reject", claim, "--ledger", str(ledger.path), "--who", "Ben"]) == 1
        assert "say why" in capsys.readouterr().err
        assert main(["agreement", "rules", "Nobody", "--ledger", str(ledger.path)]) == 1

    def test_a_broken_blind_coding_adds_nothing(self, ledger: Ledger) -> None:
        before = contents(ledger.path)
        good = claims_to_json("demo-2", [])
        for bad in ({"report": "none", "claims": []}, {"report": "demo-2", "claims": [{}]}, 5):
            with pytest.raises(LedgerError):
                codings.add_blind(ledger, [("a:1", good), ("a:2", bad)], ANNA)
        assert contents(ledger.path) == before


N = None
FOUR_OBSERVERS = [
    (1, 1, N, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (N, 5, 5, 5), (N, N, 1, 1), (N, 3, N, N),
]  # fmt: skip
"""Krippendorff (2011), example C: four observers, twelve units, values missing."""
TWO_OBSERVERS = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
"""The same, example B: two observers, five categories."""
BINARY = list(zip((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0), strict=True))
"""The same, example A."""


@pytest.mark.parametrize(
    ("units", "distance", "published"),
    [
        (FOUR_OBSERVERS, nominal, 0.743),
        (FOUR_OBSERVERS, interval, 0.849),
        (TWO_OBSERVERS, nominal, 0.692),
        (BINARY, nominal, 0.095),
    ],
)
def test_alpha_is_that_of_the_published_examples(
    units: list[tuple[object, ...]], distance: object, published: float
) -> None:
    found = alpha(units, distance)  # type: ignore[arg-type]
    assert found == pytest.approx(published, abs=0.0006)


def test_alpha_of_one_value_alone_is_not_known() -> None:
    assert alpha([("a", "a"), ("a", "a")]) is None


def test_accepting_reconciles_nothing_because_nothing_is_said_otherwise(ledger: Ledger) -> None:
    claim = counted(ledger)
    last = ledger.connection.execute("SELECT max(n) FROM questions").fetchone()
    left: list[int] = []

    def look(told: Ledger, by: By) -> None:
        tell_untold(told, by)
        left.extend(told.connection.execute("SELECT count(*) FROM pending").fetchone())

    reviews.accept(ledger, claim.id, ANNA, then=look)
    assert left == [0]
    assert ledger.connection.execute("SELECT max(n) FROM questions").fetchone() == last
    reviews.correct(ledger, claim.id, {"low": 7, "high": 7}, ANNA, then=look)
    assert left[1] > 0
    assert settle(ledger, ANNA) == left[1]
    assert otherwise(ledger) == 0
    assert check(ledger.path).faults == ()
