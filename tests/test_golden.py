"""The demo reports and their claims as readable text; rewritten only by `pytest --update-golden`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.coding import code
from counterclaim.reading.interchange import report_from_json
from counterclaim.rendering import Page, table

HERE = Path(__file__).parent
DEMO = HERE.parent / "counterclaim" / "demo" / "vi.jsonl"
WIDTH = 110


def test_the_demo_is_coded_as_it_was(request: pytest.FixtureRequest) -> None:
    reports = [report_from_json(json.loads(line), "demo") for line in DEMO.read_text("utf-8").splitlines()]
    made = "\n".join(table(report, code(report), Page(WIDTH, colour=False)) for report in reports)
    golden = HERE / "golden" / "demo.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8"), "coding of the demo changed; if it got better, run pytest --update-golden"
