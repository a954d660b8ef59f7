"""`counterclaim code --coder llm` from the outside: what it prints where, its exit status, what it asks."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import modelserver
import pytest
from modelserver import ModelServer, faulty, says, states

from counterclaim.cli import main

TEXT = "Armenia's army said it had destroyed three Azerbaijani tanks on Monday."
CLAIM: dict[str, Any] = {
    "evidence": "Armenia's army said it had destroyed three Azerbaijani tanks",
    "speaker": "Armenia's army",
    "speaker_party": "ARM",
    "stance": "asserts",
    "event": "destroyed",
    "actor": "ARM",
    "target": "AZE",
    "unit": "tanks",
    "number": "three",
}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with modelserver.running() as running:
        yield running


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    rows = [{"id": f"r{number}", "lang": "en", "text": f"{TEXT} Day {number}."} for number in range(3)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def asking(server: ModelServer, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr("counterclaim.asking.endpoint.FIRST_PAUSE", 0.001)
    answers = ["--answers", str(tmp_path / "answers")]
    return [
        "code", str(reports), "--format", "jsonl", "--coder", "llm", "--endpoint", server.address, "--model", "tiny",
        *answers,
    ]  # fmt: skip


def test_claims_and_their_cost(server: ModelServer, asking: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    server.reply(states(CLAIM, CLAIM | {"actor": "USA"}))
    assert main(asking) == 0
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["report"] for row in rows] == ["r0", "r1", "r2"]
    assert [claim["low"] for row in rows for claim in row["claims"]] == [3, 3, 3]
    *refused, spent = err.splitlines()
    assert len(refused) == 3
    assert "reports.jsonl:1: refused a claim: claim 1: actor 'USA' does not stand in the report" in refused[0]
    assert spent.startswith(
        "tiny: 3 reports asked, 0 answers kept before, 0 failed; 3,000 tokens sent, 150 received in "
    )
    assert spent.endswith("3 claims refused")


def test_a_second_run_asks_nobody_and_prints_the_same(
    server: ModelServer, asking: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply(states(CLAIM))
    assert main(asking) == 0
    first = capsys.readouterr().out
    server.reply(faulty(500))
    assert main(asking) == 0
    again = capsys.readouterr()
    assert again.out == first
    assert "0 reports asked, 3 answers kept before" in again.err
    assert len(server.asked) == 3


def test_what_the_model_cannot_code_is_refused_and_kept(
    server: ModelServer, asking: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply(states(CLAIM), says("Sorry."), states(CLAIM))
    kept = tmp_path / "refused.jsonl"
    assert main([*asking, "--at-once", "1", "--refused", str(kept)]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["report"] for line in out.splitlines()] == ["r0", "r2"]
    assert "reports.jsonl:2: the model answered no JSON with claims; try another --model, or --fallback rules\n" in err
    (row,) = map(json.loads, kept.read_text("utf-8").splitlines())
    assert row["where"].endswith("reports.jsonl:2")


def test_the_fallback_codes_what_the_model_cannot(
    server: ModelServer, asking: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply(faulty(404, "no model tiny"))
    assert main([*asking, "--fallback", "rules"]) == 0
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(claim["event"], claim["low"]) for row in rows for claim in row["claims"]] == [("destroyed", 3)] * 3
    assert "coded by the fallback, because the address answered 404 (no model tiny)" in err


def test_a_ledger_knows_who_coded_what(
    server: ModelServer, asking: list[str], reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply(states(CLAIM), says("Sorry."), states(CLAIM))
    ledger = tmp_path / "claims.ledger"
    added = ["add", str(reports), "--ledger", str(ledger), "--at-once", "1", "--fallback", "rules", *asking[4:]]
    assert main(added) == 0
    capsys.readouterr()
    with sqlite3.connect(ledger) as connection:
        coders = [row[0] for row in connection.execute("select coder from codings order by n")]
    connection.close()
    assert coders == ["llm tiny", "rules", "llm tiny"]


def test_refused_claims_are_kept_too(server: ModelServer, asking: list[str], tmp_path: Path) -> None:
    server.reply(states(CLAIM | {"number": "nine"}))
    kept = tmp_path / "refused.jsonl"
    assert main([*asking, "--refused", str(kept)]) == 0
    rows = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    assert len(rows) == 3
    assert "number “nine” does not stand in its evidence" in rows[0]["reason"]


def test_evaluation_asks_the_model_too(
    server: ModelServer, asking: list[str], reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply(states(CLAIM))
    main(asking)
    gold = tmp_path / "gold.jsonl"
    gold.write_text(capsys.readouterr().out, "utf-8")
    compare = ["evaluate", "--items", str(reports), "--gold", str(gold), "--json", *asking[4:]]
    assert main(compare) == 0
    assert json.loads(capsys.readouterr().out)["full"]["f1"] == 1.0


def test_a_report_that_cannot_be_coded_counts_as_without_claims(
    server: ModelServer, asking: list[str], reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply(states(CLAIM))
    main(asking)
    gold = tmp_path / "gold.jsonl"
    gold.write_text(capsys.readouterr().out, "utf-8")
    server.reply(states(CLAIM), says("Sorry."), states(CLAIM))
    fresh = ["--answers", str(tmp_path / "other"), "--at-once", "1", "--json"]
    assert main(["evaluate", "--items", str(reports), "--gold", str(gold), *asking[4:], *fresh]) == 1
    out, err = capsys.readouterr()
    core = json.loads(out)["core"]
    assert (core["hit"], core["predicted"], core["gold"]) == (2, 2, 3)
    assert err.startswith("r1: counted as without claims: the model answered no JSON with claims; ")
    assert "3 reports asked" in err


def test_a_model_codes_also_where_the_serial_engine_is_named(
    server: ModelServer, asking: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply(states(CLAIM))
    assert main(["reconcile", *asking[1:], "--engine", "serial"]) == 0
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert "3 reports asked" in err


def test_the_key_comes_from_the_environment_and_is_never_printed(
    server: ModelServer, asking: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MY_KEY", "s3cr3t")
    server.reply(faulty(401, "wrong key"))
    assert main([*asking, "--key-variable", "MY_KEY"]) == 1
    assert server.headers[0]["Authorization"] == "Bearer s3cr3t"
    assert "s3cr3t" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--coder", "llm"], "--coder llm needs --endpoint: it asks no address but yours"),
        (["--coder", "llm", "--endpoint", "http://127.0.0.1:1"], "--coder llm needs --model"),
        (["--endpoint", "http://127.0.0.1:1"], "--endpoint is for --coder llm alone"),
        (["--coder", "rules", "--fallback", "rules"], "--fallback is for --coder llm alone"),
        (["--coder", "guess"], "invalid choice"),
        (["--coder", "llm", "--endpoint", "x", "--model", "m", "--at-once", "0"], "'0' is no number above 0"),
    ],
)
def test_wrong_usage_is_said(options: list[str], said: str, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["code", str(reports), *options])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_what_is_no_address_is_said_in_one_line(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--coder", "llm", "--endpoint", "host:80", "--model", "m", "--answers", str(tmp_path)]
    assert main(["code", str(reports), *options]) == 1
    assert capsys.readouterr().err == "'host:80' is no address of a model; write --endpoint https://host/v1\n"


def test_ctrl_c_waits_for_no_answer(server: ModelServer, asking: list[str]) -> None:
    server.reply(modelserver.slow(60))
    run = subprocess.Popen(
        [sys.executable, "-m", "counterclaim.cli", *asking], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while len(server.asked) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    begun = time.monotonic()
    out, err = run.communicate(timeout=30)
    assert time.monotonic() - begun < 10
    assert run.returncode == 130
    assert (out, err) == (b"", b"")
