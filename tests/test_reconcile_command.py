from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.cli import main

REPORTS = (
    ("r1", "Paper", "2025-10-12T08:00:00Z", "Afghanistan says it killed 58 Pakistani soldiers in overnight clashes."),
    ("r2", "Journal", "2025-10-12T10:00:00Z", "Pakistan says two soldiers killed after attacks by Afghan Taliban."),
    ("r3", "Báo", "2025-10-12T12:00:00Z", "Kabul tuyên bố đã tiêu diệt 58 binh sĩ Pakistan."),
    ("r4", "Paper", "2025-10-14T10:00:00Z", "Afghanistan says it killed 61 Pakistani soldiers on Sunday."),
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    rows = ({"id": name, "outlet": outlet, "published": at, "text": text} for name, outlet, at, text in REPORTS)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def killed(out: str) -> dict[str, object]:
    (found,) = (row for row in map(json.loads, out.splitlines()) if row["event"] == "killed")
    return found


def test_json_lines_name_the_answers_of_each_party(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", str(reports), "--format", "jsonl", "--as-of", "2025-10-12"]) == 0
    question = killed(capsys.readouterr().out)
    answers = {answer["party"]: answer for answer in question["answers"]}
    assert (answers["AFG"]["low"], answers["PAK"]["low"]) == (58, 2)
    assert answers["PAK"]["stance"] == "confirms"
    assert question["status"] == "disputed"
    assert question["reports"] == ["r1", "r2", "r3"]
    assert set(question["words"]) == {"en", "vi"}
    first = question["claims"][answers["AFG"]["claims"][0]]
    text = REPORTS[0][3]
    assert text[slice(*first["evidence"])] == first["said"]


def test_the_table_puts_answers_side_by_side(
    reports: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["reconcile", str(reports), "--as-of", "2025-10-12"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("[disputed]" in line for line in lines)
    assert any("AFG asserts 58" in line and "PAK confirms 2" in line for line in lines)
    assert max(map(len, lines)) <= 100


def test_reports_of_later_days_are_not_known(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", str(reports), "--format", "jsonl", "--as-of", "2025-10-11"]) == 0
    assert capsys.readouterr().out == ""


def test_a_report_from_the_future_is_set_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "reports.jsonl"
    row = {"id": "f1", "published": "2999-01-01", "text": "Russia said it killed 20 Ukrainian soldiers."}
    path.write_text(json.dumps(row) + "\n", "utf-8")
    assert main(["reconcile", str(path), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "f1: claim" in err
    assert "yet to come" in err
    assert "claims were set aside" in err


def test_a_figure_by_a_named_rule_says_its_rule(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = ["reconcile", str(reports), "--as-of", "2025-10-12", "--rule", "ledger"]
    assert main([*told, "--format", "jsonl"]) == 0
    figure = killed(capsys.readouterr().out)["figure"]
    assert (figure["rule"], figure["low"], figure["high"]) == ("ledger", 2, 58)
    assert figure["claims"]
    assert main(told) == 0
    assert "ledger: 2 / 2 / 58." in capsys.readouterr().out


def test_a_rule_that_nobody_has_is_refused(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", str(reports), "--rule", "guess"]) == 1
    assert "no such rule" in capsys.readouterr().err


def test_accounts_set_claims_beside_admissions(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", str(reports), "--as-of", "2025-10-12", "--format", "jsonl"]) == 0
    (account,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (account["party"], account["opponent"], account["event"], account["unit"]) == (
        "AFG",
        "PAK",
        "killed",
        "soldiers",
    )
    assert (account["claimed"]["number"], account["admitted"]["number"], account["ratio"]) == (58, 2, 29.0)
    assert account["claimed"]["claims"]


def test_the_table_of_accounts(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", str(reports), "--as-of", "2025-10-12"]) == 0
    head, pair, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["claims", "claimed", "admitted", "ratio", "denied", "alone", "up", "down"]
    assert pair == "AFG on PAK"
    assert row.split() == ["killed", "soldiers", "1", "58", "2", "29.0", "0%", "0%", "0", "0"]


TOTALS = (
    (
        "t1",
        "Paper",
        "2025-11-02T08:00:00Z",
        "Gaza's health ministry says 67,000 people have been killed in Israeli attacks since October 2023.",
    ),
    (
        "t2",
        "Paper",
        "2025-11-12T08:00:00Z",
        "Gaza's health ministry says 67,400 people have been killed in Israeli attacks since October 2023.",
    ),
)


def test_totals_say_what_they_imply(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "totals.jsonl"
    rows = ({"id": name, "outlet": outlet, "published": at, "text": text} for name, outlet, at, text in TOTALS)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert main(["totals", str(path)]) == 0
    out = capsys.readouterr().out
    assert "gaza: killed people of gaza since 2023-10-01 (cumulative)" in out
    assert "rise: +400 in 10 days, 40.0 a day" in out
    assert main(["totals", str(path), "--format", "jsonl"]) == 0
    (series,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert [total["low"] for total in series["totals"]] == [67000, 67400]
    assert series["steps"][0]["per_day"] == 40


@pytest.mark.parametrize(("command", "said"), [("accounts", "no party claims losses"), ("totals", "no running totals")])
def test_nothing_to_account_for_is_said(
    command: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r.txt").write_text("A quiet day in the market.", "utf-8")
    assert main([command, str(tmp_path / "r.txt")]) == 0
    assert said in capsys.readouterr().out
