"""Questions against cases: our figures are those of the scorer, and what was reached is held."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from counterclaim.errors import GoldError
from counterclaim.evaluation.cases import (
    Case,
    CaseAnswer,
    CaseFigures,
    measure_cases,
    met,
    questions_of,
    read_cases,
)
from counterclaim.evaluation.figures import Share, Tally
from counterclaim.evaluation.floors import CaseFloors, outside_case_floors, pinned_cases, read_floors
from counterclaim.evaluation.gold import read_reports
from counterclaim.reconciliation.interchange import question_to_json

FLOORS = read_floors().cases


@cache
def measured(name: str, folder: Path) -> CaseFigures:
    return measure_cases(*pinned_cases(name, FLOORS[name], folder))


@pytest.mark.parametrize("name", FLOORS)
def test_questions_stay_above_their_floors(shared: Path, name: str) -> None:
    assert outside_case_floors(name, FLOORS[name], measured(name, shared / "gold")) == ()


def test_our_figures_are_those_of_the_scorer(shared: Path, tmp_path: Path) -> None:
    items, cases = shared / "gold" / "recon_a.items.jsonl", shared / "gold" / "recon_a.cases.jsonl"
    questions = questions_of(read_reports(items).values())
    found = tmp_path / "questions.jsonl"
    found.write_text("".join(json.dumps(question_to_json(each, {})) + "\n" for each in questions), "utf-8")
    scorer = [sys.executable, str(shared / "eval" / "recon.py"), str(cases), str(found), "--json"]
    theirs = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)
    ours = sum((met(case, questions) for case in read_cases(cases)), CaseFigures())
    assert round(ours.joined.f1, 4) == theirs["joined"]["f1"]
    assert round(ours.answers.f1, 4) == theirs["answers"]["f1"]
    assert round(ours.distractors.share, 4) == theirs["distractors"]
    assert round(ours.status.share, 4) == theirs["status"]


def test_a_case_that_no_question_meets_is_nothing_joined() -> None:
    case = Case("c", "killed", "denied", ("r1", "r2"), (CaseAnswer("RUS", "denies"),), distractors=("r3",))
    assert met(case, ()) == CaseFigures(Tally(0, 0, 2), Tally(0, 0, 1), Share(0, 1), Share(0, 1))


def test_figures_outside_their_bounds_are_named() -> None:
    floors = CaseFloors("", "", {"joined": 0.9, "status": 0.5}, {"distractors": 0.1})
    figures = CaseFigures(Tally(1, 2, 2), Tally(), Share(1, 2), Share(1, 2))
    assert outside_case_floors("x", floors, figures) == (
        "x: joined is 0.5000, under its floor of 0.9000",
        "x: distractors is 0.5000, over its ceiling of 0.1000",
    )


def test_what_is_no_case_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "x.cases.jsonl"
    path.write_text('{"case": "one"}\n', "utf-8")
    with pytest.raises(GoldError, match=r"x\.cases\.jsonl:1: this is no case"):
        read_cases(path)
