"""The overview: who speaks of whom week by week, what was revised on a day; the same as counted from the claims."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import ANNA, demo, ready, settled

from counterclaim.coding import coded
from counterclaim.ledger import Ledger, reviews
from counterclaim.ledger.checking import check
from counterclaim.ledger.overview import NOBODY, days_of_revisions, dyads, revisions_of
from counterclaim.ledger.questions import Wanted, questions
from counterclaim.ledger.settling import settle
from counterclaim.ledger.tallies import week_of

EVER = 10_000


@pytest.fixture(scope="module")
def ledger(war: Path) -> Ledger:
    return Ledger(war)


def test_dyads_are_those_of_the_claims(ledger: Ledger) -> None:
    expected: Counter[tuple[str, str, str]] = Counter()
    for report in demo():
        for claim in coded(report, "rules").claims:
            if claim.target is not None and claim.speaker_party not in (*NOBODY, claim.target) and report.published:
                expected[claim.speaker_party, claim.target, week_of(report.published)] += 1
    found = dyads(ledger, EVER, 520)
    told = Counter({(each.speaker, each.target, week): count for each in found for week, count in each.weeks if count})
    assert told == expected
    assert all(each.claims == sum(count for _, count in each.weeks) for each in found)
    assert [len(each.weeks) for each in dyads(ledger, 3, 4)] == [4, 4, 4]


def test_revisions_of_a_day_are_those_of_the_answers(ledger: Ledger) -> None:
    expected = Counter(
        answer.published[:10]
        for asked in questions(ledger, Wanted(), EVER)
        for answer in asked.answers
        if answer.revisions and answer.published
    )
    assert expected
    assert dict(days_of_revisions(ledger, EVER)) == expected
    for day, count in expected.items():
        found = revisions_of(ledger, day)
        assert len(found) == count
        assert all(each.answer.revisions for each in found)


def test_counts_follow_reviews_and_versions(tmp_path: Path) -> None:
    path = settled(tmp_path / "war.ledger")
    with Ledger(path, write=True) as ledger:
        before = {each.speaker: each.claims for each in reversed(dyads(ledger, EVER, 520))}
        report, claim = next(
            (report, claim)
            for report in demo()
            for claim in ledger.report(report.id).claims
            if claim.claim.speaker_party not in NOBODY
        )
        number = reviews.reject(ledger, claim.id, ANNA)
        reviews.undo(ledger, number, ANNA)
        assert {each.speaker: each.claims for each in reversed(dyads(ledger, EVER, 520))} == before
        reviews.correct(ledger, claim.id, {"target": "EGY"}, ANNA)
        assert any(each.target == "EGY" for each in dyads(ledger, EVER, 520))
        ledger.add([ready(replace(report, body="Nothing was claimed.", title=""))], ANNA)
        settle(ledger, ANNA)
    assert check(path).faults == ()


def test_a_wrong_count_is_found(tmp_path: Path) -> None:
    path = settled(tmp_path / "war.ledger")
    with Ledger(path, write=True) as ledger:
        ledger.connection.execute("UPDATE dyad_weeks SET claims = claims + 1 WHERE speaker = 'ARM'")
    assert any(fault.where.startswith("dyad_weeks") for fault in check(path).faults)


def test_weeks_begin_on_mondays() -> None:
    assert [week_of(day) for day in ("2026-03-30", "2026-04-05T10:00:00Z", None)] == ["2026-03-30", "2026-03-30", ""]
