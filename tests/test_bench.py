from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from claimed import told

from counterclaim.evaluation import repetition, speed
from counterclaim.evaluation.bench import main
from counterclaim.evaluation.corpus import ARTICLES, LEADS, read_corpus
from counterclaim.evaluation.resampling import measure_reconciling, resampled
from counterclaim.evaluation.speed import Speed
from counterclaim.model import Claim, Report

NEWS, FULL = LEADS.format("vi"), ARTICLES.format("vi")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "x.jsonl"
    rows = [{"id": str(number), "lang": "vi", "text": f"Mưa {number}."} for number in range(10)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("sample", "ids"), [(None, "0123456789"), (1, "0"), (4, "0257"), (10, "0123456789"), (99, "0123456789")]
)
def test_sample_is_spread_evenly(corpus: Path, sample: int | None, ids: str) -> None:
    assert "".join(report.id for report in read_corpus(corpus, sample)) == ids


def test_rates_are_by_second(report: Report) -> None:
    timed = speed.speed(lambda report: None, [report, report], runs=1)
    assert (timed.reports, timed.words) == (2, 2 * len(report.text.split()))
    assert Speed(reports=10, words=40, seconds=2).reports_per_second == 5
    assert Speed(reports=10, words=40, seconds=2).words_per_second == 20
    assert Speed(reports=0, words=0, seconds=0).words_per_second == 0


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


def test_every_row_is_printed_with_machine_and_data(
    corpora: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "START_RUNS", 1)
    assert main(["--corpora", str(corpora)]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = ["machine", "python", "data", "start", "all", "claiming", "scan", "ratio"]
    assert [line.split()[0] for line in lines] == rows
    assert f"{NEWS}, 3 leads, 6 words" in lines[2]


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
