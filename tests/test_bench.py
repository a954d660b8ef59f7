from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from claimed import told

import counterclaim
from counterclaim.benchmarks import measuring, peers, results, stages, starting
from counterclaim.benchmarks.__main__ import PAGE, main
from counterclaim.benchmarks.nearness import WAYS, compared
from counterclaim.benchmarks.page import page
from counterclaim.benchmarks.peers import PEERS
from counterclaim.benchmarks.stages import INNER, inner
from counterclaim.benchmarks.timing import Passed, in_turns
from counterclaim.coding.coder import code
from counterclaim.errors import CoderMissing
from counterclaim.evaluation import repetition
from counterclaim.evaluation.corpus import ARTICLES, LEADS, read_corpus
from counterclaim.evaluation.gold import read_reports
from counterclaim.evaluation.resampling import measure_reconciling, resampled
from counterclaim.model import Claim, Report

DEMO = Path(counterclaim.__file__).parent / "demo"
NEWS, FULL = LEADS.format("vi"), ARTICLES.format("vi")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "x.jsonl"
    rows = [{"id": str(number), "lang": "vi", "text": f"Mưa {number}."} for number in range(10)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def demo() -> list[Report]:
    return [report for name in ("vi", "en") for report in read_reports(DEMO / f"{name}.jsonl").values()]


@pytest.mark.parametrize(
    ("sample", "ids"), [(None, "0123456789"), (1, "0"), (4, "0257"), (10, "0123456789"), (99, "0123456789")]
)
def test_sample_is_spread_evenly(corpus: Path, sample: int | None, ids: str) -> None:
    assert "".join(report.id for report in read_corpus(corpus, sample)) == ids


def test_coding_twice_gives_the_same(corpus: Path) -> None:
    repeated = repetition.repeat(corpus, 3)
    assert (repeated.reports, repeated.exceptions, repeated.differing) == (3, (), ())


def test_exceptions_and_differences_are_reported(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(report: Report) -> tuple[Claim, ...]:
        raise OverflowError(report.body)

    monkeypatch.setattr(repetition, "code", fragile)
    repeated = repetition.repeat(corpus, 2)
    assert repeated.exceptions == ("0: OverflowError: Mưa 0.", "5: OverflowError: Mưa 5.")
    assert repeated.differing == ("0", "5")


def test_missing_corpora_are_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--corpora", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Our two corpora, three reports each."""
    for name in (NEWS, FULL):
        rows = [{"id": str(number), "lang": "vi", "text": f"Mưa {number}."} for number in range(3)]
        (tmp_path / name).write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    return tmp_path


def test_all_stages_and_peers_are_measured_or_said_to_be_missing(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_learned(reports: object) -> None:
        raise CoderMissing("learned", "is not installed", "install it")

    for module, name, few in ((starting, "RUNS", 1), (measuring, "ROUNDS", 1), (measuring, "PEER_ROUNDS", 1)):
        monkeypatch.setattr(module, name, few)
    monkeypatch.setattr(stages, "learned", without_learned)
    monkeypatch.setattr(peers.Peer, "missing", lambda peer: f"{peer.needs[0]} {peers.INSTALL}")
    kept = tmp_path / "found.json"
    assert main(["--corpora", str(corpora), "--json", str(kept)]) == 0
    told, found = capsys.readouterr().out, results.read(kept)
    measured = {row.what for row in found.rows}
    assert {"reading", results.AUTOMATON, *INNER, results.RULES, "copies", "ledger", "reconciling"} <= measured
    for peer in PEERS:
        name = f"{peer.name}: {peer.what}"
        if "vi" in peer.langs:
            assert f"- not measured: {name}: {found.missing[name]}" in told.splitlines()
    assert "not measured: the learned coder: " in told
    assert found.row(results.RULES, "vi", "leads").words == 6


def test_the_page_is_what_was_measured() -> None:
    assert PAGE.read_text("utf-8") == page(results.read()), "run make bench BENCH=--page"


def test_stages_together_code_as_the_coder_does(demo: list[Report]) -> None:
    assert inner(demo).claims == tuple(code(report) for report in demo)
    assert all(seconds > 0 for seconds in inner(demo).seconds)


def test_medians_are_of_passes_in_turns() -> None:
    asked: list[str] = []
    own = iter([9.0, 3.0, 1.0, 2.0])

    def watched() -> Passed:
        asked.append("watched")
        return Passed(next(own), 7)

    timed = in_turns({"watched": watched, "counted": lambda: len(asked)}, 3)
    assert (timed["watched"], timed["counted"].found) == (Passed(2.0, 7), 4)


def test_every_way_finds_the_same_copies(demo: list[Report]) -> None:
    printed = [replace(demo[at % len(demo)], id=str(at), outlet=str(at)) for at in range(20)]
    for pairs in compared(printed, [name for name in WAYS if name != "datasketch"]):
        assert pairs.found == pairs.of == 4
    assert pairs.looked_at >= 4


def test_check_names_each_corpus(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--sample", "2", "--corpora", str(corpora)]) == 0
    checked = [line for line in capsys.readouterr().out.splitlines() if line.startswith("check")]
    counts = "2 reports: 0 exceptions, 0 differ the second time"
    assert checked == [f"check    {NEWS}, {counts}", f"check    {FULL}, {counts}"]


def test_claims_are_drawn_over_as_many_spans_as_they_are_more() -> None:
    real = [told(number=day % 5 + 1, published=f"2025-12-{day:02}", day=f"2025-12-{day:02}") for day in range(1, 31)]
    drawn = list(resampled(real, 300))
    assert len({each.claim.id for each in drawn}) == len({each.claim.report for each in drawn}) == 300
    days = [each.day for each in drawn]
    assert 250 < (max(days) - min(days)).days < 330
    assert all(each.claim.period.start == each.day for each in drawn)


def test_reconciling_drawn_claims_says_what_it_took() -> None:
    real = [told(number=day % 5 + 1, published=f"2025-12-{day:02}") for day in range(1, 31)]
    small, large = measure_reconciling(real, 60), measure_reconciling(real, 600)
    assert (small.claims, large.claims) == (60, 600)
    assert large.questions > small.questions
    assert large.largest_block < 600
