"""What all forms of export share: choosing, writing whole files, saying what is lost."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from ledgers import ANNA, demo

from counterclaim.cli import main
from counterclaim.errors import CounterclaimError
from counterclaim.exports.form import Losses
from counterclaim.exports.forms import form, names
from counterclaim.exports.writing import whole_file
from counterclaim.ledger import Ledger
from counterclaim.ledger.bulk import Selection, claims_of, question_of_id, questions_of
from counterclaim.ledger.reviews import reject
from counterclaim.ledger.tabled import claim_pages


def test_every_form_has_its_own_name_and_says_what_it_writes() -> None:
    for name in names():
        assert form(name).name == name
        assert form(name).says
        assert form(name).ending.startswith(".")
        assert all(beside in names() for beside in form(name).beside)


def test_unknown_form_names_those_there_are() -> None:
    with pytest.raises(CounterclaimError, match=r"no such form; name one of .*claims\.jsonl"):
        form("xls")


def test_questions_come_with_all_their_claims_and_reports(war: Path) -> None:
    with Ledger(war) as ledger:
        found = list(questions_of(ledger, Selection()))
        assert len(found) > 50
        for asked in found:
            assert set(asked.told) == set(asked.question.claims)
            assert set(asked.printed) == set(asked.question.reports)
        assert question_of_id(ledger, found[3].question.id, Selection()) == found[3]


def test_claims_are_those_that_each_report_holds(war: Path) -> None:
    with Ledger(war) as ledger:
        found = list(claims_of(ledger, Selection()))
        expected = [each for report in demo() for each in ledger.report(report.id).claims if each.holds]
        assert sorted(stored.id for stored, _ in found) == sorted(each.id for each in expected)
        assert {stored.id: stored for stored, _ in found} == {each.id: each for each in expected}
        assert all(stored.claim.report == printed.report.id for stored, printed in found)


def test_questions_made_anew_for_a_day_after_all_reports_are_those_of_today(war: Path) -> None:
    with Ledger(war) as ledger:
        now = {each.question.id: each for each in questions_of(ledger, Selection())}
        then = {each.question.id: each for each in questions_of(ledger, Selection(as_of="2999-12-31"))}
        dated = {key for key, each in now.items() if all(told.published for told in each.told.values())}
    assert {key: then[key] for key in dated} == {key: now[key] for key in dated}


@pytest.mark.parametrize(
    "chosen",
    [
        {"party": "ARM"},
        {"event": "killed"},
        {"status": "disputed"},
        {"target": "ARM"},
        {"lang": "vi"},
        {"since": "2020-09-30"},
        {"until": "2020-09-29"},
        {"outlet": "The Harbour Post"},
        {"place": "AZE"},
    ],
)
def test_filters_mean_the_same_today_and_as_known_on_a_day(war: Path, chosen: dict[str, str]) -> None:
    with Ledger(war) as ledger:
        every = {each.question.id for each in questions_of(ledger, Selection(as_of="2999-12-31"))}
        now = {each.question.id for each in questions_of(ledger, Selection(**chosen))}
        then = {each.question.id for each in questions_of(ledger, Selection(**chosen, as_of="2999-12-31"))}
    assert now & every == then
    assert 0 < len(then) < len(every)


def test_file_that_cannot_be_finished_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "table.csv"
    target.write_text("before")
    with contextlib.suppress(RuntimeError), whole_file(target) as out:
        out.write(b"half")
        raise RuntimeError
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CounterclaimError, match="cannot be written"), whole_file(tmp_path / "none" / "table.csv"):
        pass


def test_losses_are_counted_with_few_examples() -> None:
    losses = Losses()
    for number in range(10):
        losses.lose("no column for the weather", f"q{number}")
    losses.lose("rarer", "q0")
    first, second = losses.all()
    assert (first.what, first.count, first.examples) == ("no column for the weather", 10, ("q0", "q1", "q2"))
    assert second.count == 1


def test_export_writes_whole_files_and_says_what_was_lost(
    war: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, losses = tmp_path / "claims.jsonl", tmp_path / "losses.jsonl"
    arguments = ["export", str(war), "--as", "claims.jsonl", "--party", "ARM", "--out", str(out)]
    assert main([*arguments, "--losses", str(losses)]) == 0
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    said = json.loads(losses.read_text())
    assert said["rows"] == len(rows) > 0
    assert said["selection"] == {"party": "ARM"}
    assert all("ARM" in (row["speaker_party"], row["actor"], row["target"]) for row in rows)
    assert f"{len(rows)} rows written to {out}" in capsys.readouterr().err


def test_export_to_standard_output_is_the_same(war: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture) -> None:
    out = tmp_path / "claims.jsonl"
    assert main(["export", str(war), "--as", "claims.jsonl", "--out", str(out)]) == 0
    assert main(["export", str(war), "--as", "claims.jsonl"]) == 0
    assert capfdbinary.readouterr().out == out.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as", "xls"], "no such form"),
        (["--as", "claims.csv", "--status", "settled"], "--status 'settled': there is none; use one of admitted"),
        (["--as", "claims.csv", "--event", "picnic"], "--event 'picnic': there is none"),
        (["--as", "claims.csv", "--rule", "ucdp"], "it holds no figures; leave --rule out"),
        (["--as", "ucdp-ged", "--rule", "mine"], "rule 'mine': no such rule"),
    ],
)
def test_wrong_wishes_are_said_in_one_line(
    war: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(war), *arguments]) == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_the_ledger_itself_is_never_written_over(war: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = war.read_bytes()
    assert main(["export", str(war), "--as", "claims.csv", "--out", str(war)]) == 1
    assert "this is the ledger itself" in capsys.readouterr().err
    assert war.read_bytes() == before
    twice = str(tmp_path / "one")
    assert main(["export", str(war), "--as", "claims.csv", "--out", twice, "--losses", twice]) == 1
    assert "two files would be written there" in capsys.readouterr().err


def test_whoever_stops_reading_early_may_close_the_ledger(war: Path) -> None:
    with Ledger(war) as ledger:
        streams = [questions_of(ledger, Selection()), claims_of(ledger, Selection()), claim_pages(ledger, Selection())]
        assert all(next(iter(stream)) for stream in streams)
    for stream in streams:
        stream.close()


def test_an_export_is_of_one_moment_whoever_writes_meanwhile(war: Path, tmp_path: Path) -> None:
    copy = tmp_path / "w.ledger"
    shutil.copy(war, copy)
    with Ledger(copy) as ledger:
        stream = claims_of(ledger, Selection())
        first = next(stream)[0].id
        with Ledger(copy, write=True) as other:
            expected = {stored.id for stored, _ in claims_of(other, Selection())}
            for claim in sorted(expected - {first})[:5]:
                reject(other, claim, ANNA)
        assert {first} | {stored.id for stored, _ in stream} == expected
        assert len(list(claims_of(ledger, Selection()))) == len(expected) - 5
