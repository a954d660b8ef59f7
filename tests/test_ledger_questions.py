"""Questions of a ledger: the same as of one full run, whatever came when; as known on a date; older ledgers migrate."""

from __future__ import annotations

import gzip
import json
import random
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import ANNA, contents, demo, edit, fill, many, ready, settled

from counterclaim.cli import main
from counterclaim.coding import coded
from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger, scheme
from counterclaim.ledger.checking import check
from counterclaim.ledger.connection import VERSION
from counterclaim.ledger.questionrows import in_order
from counterclaim.ledger.questions import Wanted, party, question, questions, told
from counterclaim.ledger.rereconciling import otherwise
from counterclaim.ledger.settling import settle
from counterclaim.ledger.tellings import rows_of_block
from counterclaim.model import Question, Report
from counterclaim.reconciliation.blocks import windows
from counterclaim.reconciliation.content import Row
from counterclaim.reconciliation.engine import reconciled
from counterclaim.reconciliation.gathering import Gathering

OLD = Path(__file__).with_name("ledgers_of_versions")
ALL = 10_000


def full_run(reports: tuple[Report, ...]) -> dict[str, Question]:
    """The questions that reconciling everything at once gives."""
    gathering = Gathering()
    for report in reports:
        done = coded(report, "rules")
        gathering.take(report, done.claims, done.languages[0] if done.languages else None)
    found = reconciled(gathering.told())
    return {each.id: replace(each, relations=in_order(each.relations, each.claims)) for each in found}


def full_run_of(path: Path, reports: tuple[Report, ...]) -> dict[str, Question]:
    """The same of the claims that a ledger holds, which were coded when it was written."""
    gathering = Gathering()
    with Ledger(path) as ledger:
        for report in reports:
            claims = [each.claim for each in ledger.report(report.id).claims]
            gathering.take(report, claims, coded(report, "rules").languages[0])
    found = reconciled(gathering.told())
    return {each.id: replace(each, relations=in_order(each.relations, each.claims)) for each in found}


def asked_of(path: Path) -> dict[str, Question]:
    with Ledger(path) as ledger:
        return {each.id: each for each in questions(ledger, Wanted(), ALL)}


@pytest.fixture
def war(tmp_path: Path) -> Path:
    return settled(tmp_path / "war.ledger")


@pytest.mark.parametrize("seed", range(4))
def test_questions_are_those_of_a_full_run_in_whatever_order_reports_came(tmp_path: Path, seed: int) -> None:
    lots = random.Random(seed)
    reports = list(demo())
    lots.shuffle(reports)
    path = tmp_path / "war.ledger"
    with Ledger(path, write=True) as ledger:
        while reports:
            ledger.add([ready(reports.pop()) for _ in range(min(len(reports), lots.randrange(1, 6)))], ANNA)
            if lots.random() < 0.6:
                settle(ledger, ANNA)
        settle(ledger, ANNA)
    assert asked_of(path) == full_run(demo())
    assert check(path).faults == ()


def test_reports_that_come_one_by_one_change_what_is_near_them_alone(tmp_path: Path) -> None:
    reports, path = tuple(many(70)), tmp_path / "war.ledger"
    with Ledger(path, write=True) as ledger:
        for report in reports:
            ledger.add([ready(report)], ANNA)
            settle(ledger, ANNA)
    assert asked_of(path) == full_run(reports)
    assert check(path).faults == ()


def test_nothing_is_appended_where_nothing_changed(war: Path) -> None:
    before = contents(war)
    with Ledger(war, write=True) as ledger:
        settle(ledger, ANNA)
        assert otherwise(ledger) == 0
    assert contents(war) == before


def test_a_copy_that_comes_later_changes_whom_a_claim_goes_back_to(tmp_path: Path) -> None:
    first = max(demo("en.jsonl"), key=lambda each: len(each.body))
    copy = replace(first, id="copy", outlet="Another", published="2020-09-20", body=first.body + " More to follow.")
    path = settled(tmp_path / "war.ledger", [first])
    with Ledger(path, write=True) as ledger:
        ledger.add([ready(copy)], ANNA)
        settle(ledger, ANNA)
    assert asked_of(path) == full_run((first, copy))


def test_a_newer_version_of_a_report_takes_its_claims_out_of_their_questions(war: Path) -> None:
    first = next(report for report in demo() if len(coded(report, "rules").claims) > 2)
    second = replace(first, body="Nothing was claimed.", title="")
    with Ledger(war, write=True) as ledger:
        ledger.add([ready(second)], ANNA)
        settle(ledger, ANNA)
    assert asked_of(war) == full_run(tuple(second if each is first else each for each in demo()))


def test_claims_behind_a_question_have_outlet_day_and_evidence(war: Path) -> None:
    with Ledger(war) as ledger:
        for asked in questions(ledger, Wanted(), ALL):
            behind = told(ledger, asked)
            assert set(asked.claims) == set(behind)
            for each in behind.values():
                report = ledger.report(each.claim.report).report
                assert (each.outlet, each.published) == (report.outlet, report.published)
                assert report.text[each.claim.evidence.start : each.claim.evidence.end] == each.claim.evidence.text


def test_as_known_on_a_day_only_reports_published_by_then_count(war: Path) -> None:
    day = "2020-09-29"
    known = full_run(tuple(each for each in demo() if (each.published or "9") <= day + "T99"))
    with Ledger(war) as ledger:
        found = {each.id: each for each in questions(ledger, Wanted(), ALL, as_of=day)}
        assert found == known
        for asked in found.values():
            assert question(ledger, asked.id, as_of=day) == asked
        with pytest.raises(LedgerError, match="name a later day"):
            question(ledger, next(iter(found)), as_of="2019-01-01")


def test_as_recorded_at_a_time_later_rows_are_not_seen(tmp_path: Path) -> None:
    early, late = demo("vi.jsonl"), demo("en.jsonl")
    path = settled(tmp_path / "war.ledger", early)
    with Ledger(path, write=True) as ledger:
        (at,) = ledger.connection.execute("SELECT max(at) FROM commits").fetchone()
        ledger.add([ready(report) for report in late], ANNA)
        settle(ledger, ANNA)
        assert {each.id: each for each in questions(ledger, Wanted(), ALL, recorded=at)} == full_run(early)


def test_filters(war: Path) -> None:
    with Ledger(war) as ledger:
        every = questions(ledger, Wanted(), ALL)
        assert {each.status for each in every} > {"one-sided"}
        for status in {each.status for each in every}:
            found = questions(ledger, Wanted(status=status), ALL)
            assert {each.id for each in found} == {each.id for each in every if each.status == status}
        named = questions(ledger, Wanted(party="ARM"), ALL)
        assert {each.id for each in named} == {
            each.id for each in every if "ARM" in (each.actor, each.target, *(answer.party for answer in each.answers))
        }
        assert questions(ledger, Wanted(), 2, 1) == every[1:3]


def test_a_party_with_what_it_says(war: Path) -> None:
    with Ledger(war) as ledger:
        view = party(ledger, "AZE")
        claims = [claim for report in demo() for claim in coded(report, "rules").claims if claim.speaker_party == "AZE"]
        assert sum(count for _, _, count, _ in view.claims) == len(claims)
        assert view.questions
        with pytest.raises(LedgerError, match="says nothing here"):
            party(ledger, "nobody")


def test_a_question_changed_by_other_tools_is_found(war: Path) -> None:
    edit(war, "UPDATE questions SET status = 'agreed' || status WHERE n = 1")
    assert "questions 1" in {fault.where for fault in check(war).faults}


@pytest.mark.parametrize("version", range(1, VERSION))
def test_ledgers_of_every_earlier_version_migrate(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.ledger"
    path.write_bytes(gzip.decompress((OLD / f"{version}.ledger.gz").read_bytes()))
    with pytest.raises(LedgerError, match="--migrate"):
        Ledger(path)
    before = contents(path)
    assert main(["check", str(path), "--migrate"]) == 0
    assert contents(path)[: len(before)] == before
    with Ledger(path, write=True) as ledger:
        settle(ledger, ANNA)
    assert asked_of(path) == full_run_of(path, demo("en.jsonl", "vi.jsonl"))
    assert check(path).faults == ()


def test_a_migration_that_fails_half_way_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.ledger"
    path.write_bytes(gzip.decompress((OLD / "1.ledger.gz").read_bytes()))
    before = list(sqlite3.connect(path).execute("SELECT * FROM sqlite_master"))
    monkeypatch.setattr("counterclaim.ledger.connection._refresh_views", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Ledger(path, write=True)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert list(connection.execute("SELECT * FROM sqlite_master")) == before
    connection.close()


class TestCommands:
    """`counterclaim questions`, `question`, `party`."""

    def test_questions_and_one_of_them(self, war: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["questions", "--ledger", str(war), "--format", "jsonl", "--limit", "3"]) == 0
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert len(rows) == 3
        assert main(["question", rows[0]["question"], "--ledger", str(war), "--format", "jsonl"]) == 0
        assert json.loads(capsys.readouterr().out) == rows[0]
        assert main(["question", rows[0]["question"], "--ledger", str(war), "--rule", "ledger"]) == 0
        assert rows[0]["question"] in capsys.readouterr().out
        assert main(["question", "none", "--ledger", str(war)]) == 1
        assert "there is no question 'none'" in capsys.readouterr().err

    def test_party(self, war: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["party", "AZE", "--ledger", str(war), "--limit", "2"]) == 0
        assert re.match(r"AZE: \d+ claims: ", capsys.readouterr().out)

    def test_add_reconciles_what_it_added(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "war.ledger"
        sources = [str(Path(__file__).parents[1] / "counterclaim" / "demo" / name) for name in ("vi.jsonl", "en.jsonl")]
        assert main(["add", *sources, "--ledger", str(path), "--coder", "rules"]) == 0
        assert asked_of(path) == full_run(demo())
        capsys.readouterr()
        assert main(["check", str(path)]) == 0
        assert "0 questions are reconciled otherwise now" in capsys.readouterr().out


def test_a_program_that_cuts_blocks_otherwise_reconciles_all_anew(war: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = "2020-09-29"
    monkeypatch.setattr("counterclaim.reconciliation.blocks.LENGTH", 33)
    monkeypatch.setattr("counterclaim.reconciliation.blocks.PER_REACH", 11)
    windows.cache_clear()
    scheme.current.cache_clear()
    try:
        with Ledger(war, write=True) as ledger:
            assert len(questions(ledger, Wanted(), ALL)) == len(full_run(demo()))
            with pytest.raises(LedgerError, match="another version of reconciliation"):
                questions(ledger, Wanted(), ALL, as_of=day)
            ledger.add([ready(replace(demo()[0], id="one more"))], ANNA)
            settle(ledger, ANNA)
            assert questions(ledger, Wanted(), ALL, as_of=day)
        assert asked_of(war) == full_run((*demo(), replace(demo()[0], id="one more")))
        assert check(war).faults == ()
    finally:
        monkeypatch.undo()
        windows.cache_clear()
        scheme.current.cache_clear()


def test_a_question_of_an_earlier_day_needs_only_what_is_near_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [
        replace(each, id=f"{each.id}-{month}", published=f"2020-{month:02}-{each.published[8:10]}")
        for month in (7, 9)
        for each in demo("en.jsonl")
        if each.published
    ]
    kept: list[int] = []

    def counted(*asked: object) -> tuple[Row, ...]:
        found = rows_of_block(*asked)  # type: ignore[arg-type]
        kept.append(len(rows_of_block(*asked[:4])) - len(found))  # type: ignore[arg-type]
        return found

    with Ledger(fill(tmp_path / "months.ledger", reports), write=True) as ledger:
        settle(ledger, ANNA)
        asked = questions(ledger, Wanted(size=2), 40)
        days = ("2020-07-29", "2020-09-28", "2020-09-30")
        monkeypatch.setattr("counterclaim.ledger.questions.rows_of_block", counted)
        with_near = [known(ledger, each.id, day) for each in asked for day in days]
        monkeypatch.setattr("counterclaim.ledger.questions.around", lambda rows: None)
        assert with_near == [known(ledger, each.id, day) for each in asked for day in days]
    assert max(kept) > 0, "something was far from what was asked"


def known(ledger: Ledger, asked: str, day: str) -> Question | str:
    """A question as it was known on a day, or that it was not."""
    try:
        return question(ledger, asked, day)
    except LedgerError as error:
        return str(error)
