"""Custody: `check` finds every byte that changed, and says what a newer coder would code otherwise."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import ANNA, contents, demo, edit, fill, settled
from pageflips import flipped, put, stored_bytes

from counterclaim.cli import main
from counterclaim.coding import Coded, Coder, coders
from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from counterclaim.ledger.checking import check
from counterclaim.ledger.folding import forms
from counterclaim.ledger.recoding import differences, supersede
from counterclaim.model import Report

NOTES = frozenset({"scheme", "untold", "pending"})
"""Notes of what is yet to be done, and by which blocks the rest was: a changed byte makes the next writer do more."""
FLIPS = 4
"""Bytes flipped in the rows of each table and index; `make torture` flips many more."""


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    return fill(tmp_path / "war.ledger")


def test_a_whole_ledger_has_no_fault(filled: Path) -> None:
    checked = check(filled)
    assert checked.faults == ()
    assert checked.commits == len(contents(filled))
    assert checked.head == contents(filled)[-1][1].hex()  # type: ignore[attr-defined]


def test_every_flipped_byte_is_found(filled: Path) -> None:
    lots = random.Random(7)
    filled = settled(filled.with_name("few"), demo()[:5])
    for name, places in stored_bytes(filled).items():
        if name in NOTES:
            continue
        for at in lots.sample(places, min(FLIPS, len(places))):
            before, after = flipped(filled, at, lots)
            assert faults_of(filled), f"byte {at} of {name} changed from {before} to {after}"
            put(filled, at, before)
    assert check(filled).faults == ()


def faults_of(path: Path) -> tuple[object, ...]:
    try:
        return check(path).faults
    except LedgerError as error:  # a file whose first page is damaged is no ledger any more
        return (error,)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE claims SET low = low + 1 WHERE n = (SELECT min(n) FROM claims WHERE low > 0)", "claims"),
        ("DELETE FROM claims WHERE n = 3", "commit 1"),
        ("UPDATE commits SET who = 'Eve' WHERE seq = 2", "commit 2"),
        ("DELETE FROM commits WHERE seq = 2", "commit 2"),
        ("UPDATE reports SET title = 'x' WHERE n = 2", "reports 2"),
        ("UPDATE reports SET seq = 3 WHERE n = 1", "reports 1"),
        ("UPDATE search_reports SET folded = 'x' WHERE rowid = 1", "search_reports 1"),
        ("UPDATE search_evidence SET written = 'x' WHERE rowid = 1", "search_evidence 1"),
        ("DELETE FROM search_evidence WHERE rowid = 1", "search_evidence 1"),
        ("DELETE FROM marks WHERE report = 1", "marks 1"),
        ("UPDATE marks SET fingerprint = 1 WHERE report = 2", "marks 2"),
        ("DELETE FROM bands_data WHERE id = (SELECT max(id) FROM bands_data)", "bands"),
        ("CREATE TABLE more (x)", "table more"),
        ("DROP VIEW v_claims", "view v_claims"),
    ],
)
def test_a_change_by_other_tools_is_found_and_named(filled: Path, change: str, where: str) -> None:
    edit(filled, change)
    assert where in {fault.where for fault in check(filled).faults} | {
        fault.where.split(" ")[0] for fault in check(filled).faults
    }


def test_a_row_changed_with_its_digest_breaks_the_link_of_its_commit(filled: Path) -> None:
    from counterclaim.ledger.chain import digest_of
    from counterclaim.ledger.checking import snapshot_of

    snapshot = snapshot_of(filled)
    row = list(snapshot.execute("SELECT * FROM copies UNION ALL SELECT NULL,NULL,NULL,NULL,NULL,NULL,NULL").fetchone())
    row = list(snapshot.execute("SELECT * FROM codings WHERE n = 1").fetchone())
    snapshot.close()
    row[3] = "another"
    edit(
        filled, f"UPDATE codings SET coder = 'another', digest = x'{digest_of('codings', row[:-1]).hex()}' WHERE n = 1"
    )
    assert "commit 1" in {fault.where for fault in check(filled).faults}


def test_newest_commits_cut_off_are_found_by_a_link_noted_down(filled: Path) -> None:
    link, last = check(filled).head, len(contents(filled))
    tables = ("copies", "claims", "codings", "reports", "commits")
    first = f"(SELECT min(n) FROM reports WHERE seq = {last})"
    edit(
        filled,
        f"DELETE FROM search_evidence WHERE rowid IN (SELECT n FROM claims WHERE seq = {last})",
        f"DELETE FROM marks WHERE report >= {first}",
        f"DELETE FROM search_reports WHERE rowid >= {first}",
        *(f"DELETE FROM {table} WHERE seq = {last}" for table in tables),
    )
    assert any(fault.where == f"link {link}" for fault in check(filled, link).faults)


def otherwise(report: Report) -> Coded:
    """A newer coder: it finds no claim of the narrator, and reads every place otherwise."""
    done = coders.coder_named("rules")(report)
    kept = tuple(replace(claim, place=None) for claim in done.claims if claim.speaker_party != "narrator")
    known = {claim.id for claim in kept}
    linked = tuple(replace(claim, denies=tuple(x for x in claim.denies if x in known)) for claim in kept)
    return Coded(done.languages, linked)


def test_coding_again_gives_the_same_claims(filled: Path) -> None:
    with Ledger(filled) as ledger:
        assert list(differences(ledger, coders.coder_named)) == []


def test_a_newer_coder_is_listed_and_supersedes(filled: Path) -> None:
    newer: Coder = otherwise
    with Ledger(filled, write=True) as ledger:
        found = list(differences(ledger, lambda _name: newer))
        assert any(each.gone for each in found)
        assert any(each.changed for each in found)
        assert not any(each.new for each in found)
        assert supersede(ledger, found, ANNA) == len(found)
        assert list(differences(ledger, lambda _name: newer)) == []
        for report in demo():
            stored = ledger.report(report.id)
            assert {each.claim for each in stored.claims if each.holds} == set(otherwise(report).claims)
    assert check(filled).faults == ()


class TestCommand:
    """`counterclaim check`, `add` and `report`."""

    def test_add_check_report(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "war.ledger"
        sources = [str(Path(__file__).parents[1] / "counterclaim" / "demo" / name) for name in ("vi.jsonl", "en.jsonl")]
        assert main(["add", *sources, "--ledger", str(path), "--who", "Anna"]) == 0
        assert f"{len(demo())} added" in capsys.readouterr().err
        before = contents(path)
        assert main(["add", *sources, "--ledger", str(path)]) == 0
        assert f"0 added with 0 claims, {len(demo())} known" in capsys.readouterr().err
        assert contents(path) == before
        assert main(["check", str(path)]) == 0
        assert "nothing is wrong\n0 reports are coded otherwise now\n" in capsys.readouterr().out
        assert main(["report", "demo-2", "--ledger", str(path)]) == 0
        assert "version 1 of 1" in capsys.readouterr().out
        assert main(["report", "demo-2", "--ledger", str(path), "--format", "jsonl"]) == 0
        assert '"standing": "coded"' in capsys.readouterr().out
        assert main(["report", "none", "--ledger", str(path)]) == 1
        assert "there is no report 'none'" in capsys.readouterr().err

    def test_faults_are_printed_and_the_status_tells(self, filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
        edit(filled, "UPDATE reports SET title = 'x' WHERE n = 2")
        assert main(["check", str(filled), "--add-superseding"]) == 1
        out, err = capsys.readouterr()
        assert "reports 2: is not as it was written (commit 1)" in out
        assert "nothing was added" in err

    def test_add_says_every_commit_where_asked(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        source = str(Path(__file__).parents[1] / "counterclaim" / "demo" / "vi.jsonl")
        arguments = ["add", source, "--ledger", str(tmp_path / "a"), "--batch", "4", "--format", "jsonl"]
        assert main(arguments) == 0
        assert [line[:12] for line in capsys.readouterr().out.splitlines()][:2] == ['{"commit": 1', '{"commit": 2']


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đà Nẵng", "da nang"),
        ("\u0110a\u0300 Na\u0306\u0303ng", "da nang"),
        ("Łódź", "lodz"),
        ("Kyiv", "kyiv"),
        ("Киев", "киев"),
    ],
)
def test_folding_takes_the_marks_away(text: str, folded: str) -> None:
    assert forms(text).folded == folded
