"""The store: what is added comes back as it was, the same again changes nothing, nothing is changed in place."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import ANNA, contents, demo, fill, ready

from counterclaim.coding import code
from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import APPLICATION, VERSION
from counterclaim.ledger.statements import statement
from counterclaim.model import Raw, Report


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    return fill(tmp_path / "war.ledger")


def test_reports_and_claims_come_back_as_they_were(filled: Path) -> None:
    with Ledger(filled) as ledger:
        for report in demo():
            found = ledger.report(report.id)
            assert found.report == report
            assert tuple(each.claim for each in found.claims) == code(report, "rules")
            assert all(each.id == each.claim.id for each in found.claims)


def test_the_same_again_changes_nothing(filled: Path) -> None:
    before = contents(filled)
    with Ledger(filled, write=True) as ledger:
        added = ledger.add([ready(report) for report in demo()], ANNA)
    assert (added.reports, added.known) == ((), len(demo()))
    assert contents(filled) == before


def test_a_report_twice_in_one_batch_is_added_once(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a", write=True) as ledger:
        added = ledger.add([ready(demo()[0]), ready(demo()[0])], ANNA)
    assert (len(added.reports), added.known) == (1, 1)


def test_other_content_is_a_further_version_and_the_first_one_stays(filled: Path) -> None:
    first = next(report for report in demo() if len(code(report, "rules")) > 2)
    second = replace(first, body=first.body.split(".")[0] + ".", modified="2020-10-01")
    with Ledger(filled, write=True) as ledger:
        ledger.add([ready(second)], ANNA)
        newest, earlier = ledger.report(first.id), ledger.report(first.id, version=1)
    assert [each.number for each in newest.versions] == [1, 2]
    assert newest.report == second
    assert earlier.report == first
    assert tuple(each.claim for each in newest.claims if each.holds) == code(second, "rules")
    dropped = {claim.id for claim in code(first, "rules")} - {claim.id for claim in code(second, "rules")}
    with Ledger(filled) as ledger:
        assert dropped
        assert not any(ledger.claim(claim).holds for claim in dropped)


def test_how_a_report_was_fetched_is_kept_and_makes_no_version(tmp_path: Path) -> None:
    raw = Raw("ab" * 32, "2025-11-26T10:00:00+00:00", "windows-1258")
    report = replace(demo()[0], raw=raw, url="https://example.org/1")
    with Ledger(tmp_path / "a", write=True) as ledger:
        ledger.add([ready(report)], ANNA)
        again = replace(report, raw=Raw("cd" * 32, "2025-11-27T10:00:00+00:00"))
        assert ledger.add([ready(again)], ANNA).reports == ()
        assert ledger.report(report.id).report.raw == raw


def test_copies_are_told_whichever_came_first(tmp_path: Path) -> None:
    report = max(demo("en.jsonl"), key=lambda each: len(each.body))
    copy = replace(report, id="copy", outlet="Another", body=report.body + " More to follow.")
    other = replace(report, id="other", body="Nothing of the kind was ever said about the weather in the north of it.")
    for name, order in enumerate(([report, copy, other], [other, copy, report])):
        path = fill(tmp_path / str(name), order)
        with Ledger(path) as ledger:
            assert ledger.report("copy").copies == (report.id,)
            assert ledger.report(report.id).copies == ("copy",)
            assert ledger.report("other").copies == ()


def test_as_recorded_on_a_date(filled: Path) -> None:
    with Ledger(filled) as ledger:
        at = ledger.report(demo()[0].id).version.at
        assert ledger.report(demo()[0].id, recorded=at)
        with pytest.raises(LedgerError, match="there is no report"):
            ledger.report(demo()[0].id, recorded="2020-01-01")


def test_no_row_can_be_changed_by_other_tools(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    for change in ("UPDATE claims SET low = 5", "DELETE FROM reports", "UPDATE commits SET who = 'nobody'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(change)
    connection.close()


class TestBadFiles:
    """One clear line, and nothing changed."""

    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(LedgerError, match="there is no such ledger"):
            Ledger(tmp_path / "none")

    def test_a_file_that_was_begun_and_is_empty(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
        with pytest.raises(LedgerError, match=r"holds nothing yet; add reports to it first"):
            Ledger(path)
        Ledger(path, write=True).close()
        Ledger(path).close()

    @pytest.mark.parametrize("write", [True, False])
    def test_not_a_database(self, tmp_path: Path, write: bool) -> None:
        path = tmp_path / "notes.txt"
        path.write_bytes(b"These are notes, no ledger. " * 100)
        with pytest.raises(LedgerError, match=r"this is no ledger; name a ledger"):
            Ledger(path, write=write)
        assert path.read_bytes() == b"These are notes, no ledger. " * 100

    @pytest.mark.parametrize("write", [True, False])
    def test_another_database(self, tmp_path: Path, write: bool) -> None:
        path = tmp_path / "other.db"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE claims (n)")
        connection.close()
        before = path.read_bytes()
        with pytest.raises(LedgerError, match="this is a database, but no ledger"):
            Ledger(path, write=write)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("write", [True, False])
    @pytest.mark.parametrize(
        "planted",
        [
            ("CREATE TRIGGER x AFTER INSERT ON commits BEGIN DELETE FROM untold; END",),
            ("DROP VIEW v_claims", "CREATE VIEW v_claims AS SELECT 1 AS id"),
            (
                "DROP TABLE marks",
                "CREATE VIEW marks AS WITH RECURSIVE x(n) AS (SELECT 1 UNION SELECT n + 1 FROM x) SELECT n FROM x",
            ),
        ],
    )
    def test_a_file_that_somebody_laid_a_trap_in(self, filled: Path, planted: tuple[str, ...], write: bool) -> None:
        connection = sqlite3.connect(filled)
        connection.execute("CREATE VIEW of_my_own AS SELECT 1")  # is nobody's business
        connection.commit()
        Ledger(filled, write=write).close()
        for each in planted:
            connection.execute(each)
        connection.commit()
        connection.close()
        with pytest.raises(LedgerError, match=r"a (view|trigger) '\w+' does not belong to a ledger"):
            Ledger(filled, write=write)

    @pytest.mark.parametrize("write", [True, False])
    def test_a_ledger_of_a_newer_version(self, filled: Path, write: bool) -> None:
        connection = sqlite3.connect(filled)
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        connection.close()
        before = contents(filled)
        with pytest.raises(LedgerError, match="update Counterclaim"):
            Ledger(filled, write=write)
        assert contents(filled) == before

    def test_a_ledger_that_others_keep_writing(self, filled: Path) -> None:
        connection = sqlite3.connect(filled, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(LedgerError, match=r"other programs keep writing to it; wait for them"),
            Ledger(filled, write=True, wait=0.1) as ledger,
        ):
            ledger.add([ready(replace(demo()[0], id="new"))], ANNA)
        with Ledger(filled) as ledger:  # and readers never wait
            assert ledger.report(demo()[0].id)
        connection.close()

    @pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everything")
    def test_a_file_that_may_not_be_written(self, filled: Path) -> None:
        filled.chmod(0o444)
        filled.parent.chmod(0o555)
        try:
            with pytest.raises(LedgerError, match="may not be written"):
                Ledger(filled, write=True)
            with Ledger(filled) as ledger:
                assert ledger.report(demo()[0].id)
        finally:
            filled.parent.chmod(0o755)

    def test_a_new_ledger_is_marked_as_one(self, tmp_path: Path) -> None:
        Ledger(tmp_path / "a", write=True).close()
        connection = sqlite3.connect(tmp_path / "a")
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()


def test_a_report_that_no_pack_reads_is_kept_without_claims(tmp_path: Path) -> None:
    report = Report("fr", "Le ministre a dit que rien ne change.", lang="fr")
    with Ledger(tmp_path / "a", write=True) as ledger:
        ledger.add([ready(report)], ANNA)
        assert ledger.report("fr").claims == ()


def test_filters_that_statements_share_stand_once_and_are_spelled_out() -> None:
    for name in ("claims_exported", "claims_tabled"):
        whole = statement(name, frozenset({"event"}))
        assert "AND c.event = :event" in whole
        assert "-- as in" not in whole
        assert ":event" not in statement(name)


def test_a_filter_that_is_not_asked_for_is_no_part_of_a_statement() -> None:
    whole = statement("questions_listed", frozenset({"party", "event", "recorded"}))
    assert ":party" in whole
    assert ":party" not in statement("questions_listed", frozenset({"event"}))
    assert "-- if" not in statement("questions_listed")
    with pytest.raises(KeyError):
        statement("nothing")
