"""What measures engines at scale: many reports out of few, and one output from every engine."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from ledgers import DEMO

from counterclaim.model import Report
from counterclaim.reading.sources import read


def tool(name: str, patch: pytest.MonkeyPatch) -> ModuleType:
    spec = spec_from_file_location(name, Path(__file__).parents[1] / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    patch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


def test_many_reports_are_drawn_the_same_every_time_each_with_its_own_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tool("many_reports", monkeypatch)
    lines = list(many.drawn(500, [str(DEMO)]))
    assert lines == list(many.drawn(500, [str(DEMO)]))
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"".join(lines))
    found = [each for each in read([path]) if isinstance(each, Report)]
    assert [each.id for each in found] == [f"r{number}" for number in range(500)]
    assert {each.text for each in found} == {each.text for each in read([DEMO]) if isinstance(each, Report)}


def test_one_output_is_the_same_and_another_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    same = tool("same_everywhere", monkeypatch)
    monkeypatch.setattr("sys.argv", ["same", str(DEMO / "vi.jsonl"), "--engines", "processes", "--runs", "1"])
    assert same.main() == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("  the same")
    monkeypatch.setattr(same, "_output", lambda run, *_: same.Output(run.engine, run.engine, 3, 1.0, 0))
    assert same.main() == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith("  ANOTHER")
