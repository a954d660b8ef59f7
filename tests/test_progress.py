"""How far work is: pace and time left are said where they are known, and nowhere else."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from counterclaim import terminal
from counterclaim.cli import main
from counterclaim.reading.gauge import Gauge
from counterclaim.reading.material import Given
from counterclaim.reading.sources import read_located
from counterclaim.terminal import Progress, pace


@pytest.mark.parametrize(
    ("done", "seconds", "share", "said"),
    [
        (None, 30.0, None, ""),
        (0, 30.0, None, ""),
        (9_000, 0.5, None, ""),
        (90_000, 30.0, None, ", 3,000 a second"),
        (90_000, 30.0, 0.25, ", 3,000 a second, 25 %, 1:30 left"),
        (None, 100.0, 0.01, ", 1 %, 2:45:00 left"),
        (5, 100.0, 0.001, ", 0 a second, 0 %"),
        (10, 10.0, 1.0, ", 1 a second, 100 %, 0:00 left"),
    ],
)
def test_pace(done: int | None, seconds: float, share: float | None, said: str) -> None:
    assert pace(done, seconds, share) == said


def report(number: int) -> str:
    return json.dumps({"id": f"r{number}", "text": f"Nothing happened in place {number}. " * 40}) + "\n"


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "one.jsonl").write_text("".join(map(report, range(300))), "utf-8")
    with gzip.open(tmp_path / "two.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(map(report, range(300, 9_000)))
    return [str(tmp_path / "folder"), str(tmp_path / "two.jsonl.gz")]


def test_the_share_that_was_read_grows_to_one(sources: list[str]) -> None:
    gauge = Gauge(sources)
    assert gauge.share() == 0
    shares = [gauge.share() or 0.0 for _ in read_located(sources, Given(gauge=gauge))]
    assert len(shares) == 9_000
    assert shares == sorted(shares)
    assert 0.3 < shares[1_500] < 1
    assert gauge.share() == 1


def test_nobody_knows_how_much_standard_input_gives(sources: list[str]) -> None:
    assert Gauge([*sources, "-"]).share() is None
    assert Gauge([*sources, "https://example.org/feed"]).share() is None
    assert Gauge([f"{sources[0]}/none"]).share() is None


def test_progress_is_said_in_lines_where_it_is_asked_for(
    sources: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "LINE_OF_PROGRESS", 0.0)
    for options, lines in (([], 1), (["--progress"], 301)):
        main(["read", sources[0], *options])
        said = capsys.readouterr().err.splitlines()
        assert len(said) == lines
        assert said[-1] == "300 reports read, 0 refused"
    assert said[150].startswith("151 reports, ")
    assert said[150].endswith(" %")


def test_what_is_followed_last_counts(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    progress.ask()
    progress._next = 0.0
    progress.follow(lambda: 0.5)
    progress.follow(lambda: 0.75)
    progress.show("3 of 4", 3)
    assert capsys.readouterr().err == "3 of 4, 75 %\n"
