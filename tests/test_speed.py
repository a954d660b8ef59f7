"""Speed cannot quietly erode: lines and ratios are compared, never seconds, so that a busy machine trips nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import counterclaim
from counterclaim.benchmarks.results import AUTOMATON, RULES
from counterclaim.benchmarks.stages import coding_stages
from counterclaim.benchmarks.timing import quickest
from counterclaim.coding.coder import code
from counterclaim.evaluation.gold import read_reports
from counterclaim.model import Report

DEMO = Path(counterclaim.__file__).parent / "demo"
LINES = {"vi": 220, "en": 362}
"""Lines of Python that coding ran for each word of the demo reports when last measured, on Python 3.11; other versions
count a few more or less."""
RATIO = {"vi": 88, "en": 125}
"""How many times as long as the automaton pass alone it took."""
MORE = 1.5
"""How many times as much it may come to: twice as much is a slowdown that somebody has to look at."""
TURNS = 12
"""Passes of coding and of the automaton, of which the quickest count: what disturbs a pass only makes it slower."""

WARM = 20
"""Passes of the automaton for one of coding."""


@pytest.fixture(scope="module", params=LINES)
def demo(request: pytest.FixtureRequest) -> tuple[str, list[Report]]:
    """The demo reports of a language, which were coded once, so that everything is loaded."""
    reports = list(read_reports(DEMO / f"{request.param}.jsonl").values())
    for report in reports:
        code(report)
    return request.param, reports


def lines_run(reports: list[Report]) -> int:
    """Lines of Python that coding runs: the same whenever, wherever and beside whatever it runs."""
    count = 0

    def line(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        for report in reports:
            code(report)
    finally:
        sys.settrace(before)
    return count


def test_coding_runs_as_many_lines_a_word_as_before(demo: tuple[str, list[Report]]) -> None:
    lang, reports = demo
    words = sum(len(report.text.split()) for report in reports)
    assert lines_run(reports) / words < LINES[lang] * MORE, "slower? if it has to be: run make bench, raise LINES"


def test_coding_takes_as_many_times_the_automaton_as_before(demo: tuple[str, list[Report]]) -> None:
    lang, reports = demo
    stages = coding_stages(reports, lang)
    # one pass of the automaton is over before its tables are in the cache
    alone = {AUTOMATON: lambda: [stages[AUTOMATON]() for _ in range(WARM)], RULES: stages[RULES]}
    seconds = quickest(alone, TURNS)
    ratio = seconds[RULES] / (seconds[AUTOMATON] / WARM)
    assert ratio < RATIO[lang] * MORE, "slower? if it has to be: run make bench, raise RATIO"
