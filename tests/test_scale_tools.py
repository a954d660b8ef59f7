"""What measures engines at scale: many reports out of few, and one output from every engine."""

from __future__ import annotations

from pathlib import Path

import pytest
import same_everywhere
from ledgers import DEMO
from many_reports import drawn
from same_everywhere import Output

from counterclaim.model import Report
from counterclaim.reading.sources import read


def test_many_reports_are_drawn_the_same_every_time_each_with_its_own_id(tmp_path: Path) -> None:
    lines = list(drawn(500, [str(DEMO)]))
    assert lines == list(drawn(500, [str(DEMO)]))
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"".join(lines))
    found = [each for each in read([path]) if isinstance(each, Report)]
    assert [each.id for each in found] == [f"r{number}" for number in range(500)]
    assert {each.text for each in found} == {each.text for each in read([DEMO]) if isinstance(each, Report)}


def test_one_output_is_the_same_and_another_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["same", str(DEMO / "vi.jsonl"), "--engines", "processes", "--runs", "1"])
    assert same_everywhere.main() == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("  the same")
    monkeypatch.setattr(same_everywhere, "_output", lambda run, *_: Output(run.engine, run.engine, 3, 1.0, 0))
    assert same_everywhere.main() == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith("  ANOTHER")
