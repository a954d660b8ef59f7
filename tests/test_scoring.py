from __future__ import annotations

import json
import random
import runpy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counterclaim.evaluation import Figures, figures_to_json, render, score
from counterclaim.evaluation.figures import Share, Tally
from counterclaim.evaluation.gold import load
from counterclaim.evaluation.quiet import quiet
from counterclaim.model import EVENTS, STANCES, UNITS, Claim, Period, Quantity, Report, Span
from counterclaim.reading.interchange import claims_from_json, claims_to_json

GOLD_SETS = "seed vi_a vi_b vi_c vi_full train_vi en_a en_b en_c en_full train_en".split()
Row = dict[str, Any]
Scorer = Callable[[dict[str, list[Row]], dict[str, list[Row]]], tuple[Row, list[str]]]


@pytest.fixture(scope="session")
def scorer(shared: Path) -> Scorer:
    """The project's scorer. Run, not imported, so that nothing is written beside it."""
    found: Scorer = runpy.run_path(str(shared / "eval" / "score.py"))["score"]
    return found


def perturbed(rows: list[Row], report: Report, chance: random.Random) -> list[Row]:
    """Claims as a fallible coder would find them: some missing, some twice, some wrong, some made up."""
    kept = [dict(row, denies=[]) for row in rows if chance.random() < 0.85]
    for row in kept:
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 5))):
            row |= change(report, chance)
    kept += [dict(row, **change(report, chance)) for row in kept if chance.random() < 0.3]
    chance.shuffle(kept)
    for position, row in enumerate(kept):
        others = [other for other in range(len(kept)) if other != position]
        row["denies"] = chance.sample(others, min(len(others), chance.choice((0, 0, 1, 2))))
    return kept


def change(report: Report, chance: random.Random) -> Row:
    """Another value of one field, or of a few that belong together."""

    def some_span() -> list[int]:
        start = chance.randrange(len(report.text))
        return [start, min(len(report.text), start + chance.randint(1, 60))]

    def some_words() -> str:
        start, end = some_span()
        return report.text[start:end]

    party = chance.choice(["RUS", "UKR", "ISR", "USA", "narrator", "hamas"])
    low, high = chance.choice([(None, None), (1, 1), (2, None), (None, 9), (12, 12)])
    return chance.choice(
        [
            {"speaker_party": party},
            {"actor": party},
            {"target": chance.choice([party, None])},
            {"event": chance.choice(sorted(EVENTS))},
            {"stance": chance.choice(sorted(STANCES))},
            {"unit": chance.choice([None, *sorted(UNITS)])},
            {"low": low, "high": high, "qualifier": "about"},
            {"scope": chance.choice([None, "period"])},
            {"start": "2026-01-01", "end": chance.choice([None, "2026-01-02"])},
            {"place": some_words()},
            {"speaker": chance.choice([None, some_words()])},
            {"evidence": some_span()},
            {"evidence": [0, len(report.text)]},
        ]
    )


@pytest.mark.parametrize("name", GOLD_SETS)
def test_figures_are_those_of_the_projects_scorer(shared: Path, scorer: Scorer, name: str) -> None:
    gold = load(shared / "gold" / f"{name}.items.jsonl", shared / "gold" / f"{name}.claims.jsonl")
    chance = random.Random(name)
    gold_rows, predicted_rows, predicted = {}, {}, {}
    for report, claims in gold.claims.items():
        gold_rows[report] = claims_to_json(report, claims)["claims"]
        if chance.random() < 0.05:
            continue
        predicted_rows[report] = perturbed(gold_rows[report], gold.reports[report], chance)
        coded = {"report": report, "claims": predicted_rows[report]}
        predicted[report] = claims_from_json(coded, gold.reports[report], report)
    theirs, _ = scorer(gold_rows, predicted_rows)
    assert 0 < theirs["full"]["f1"] < theirs["core"]["f1"] < 1
    assert json.dumps(figures_to_json(score(gold.claims, predicted))) == json.dumps(theirs)


def test_printed_lines_are_those_of_the_projects_scorer(
    shared: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gold_path = shared / "gold" / "vi_a.claims.jsonl"
    gold = load(shared / "gold" / "vi_a.items.jsonl", gold_path)
    monkeypatch.setattr("sys.argv", ["score.py", str(gold_path), str(gold_path)])
    runpy.run_path(str(shared / "eval" / "score.py"), run_name="__main__")
    assert capsys.readouterr().out == render(score(gold.claims, gold.claims)) + "\n"


TEXT = "Azerbaijan nói đã phá hủy 12 xe tăng và 3 UAV. Armenia bác bỏ."


def claim(written: str = "AZE asserts destroyed ARM tanks 12", **changes: Any) -> Claim:
    """The claim written as speaker's party, stance, event, target, unit and number; "-" is null."""
    said = [None if word == "-" else word for word in written.split()]
    party, stance, event, target, unit, number = said
    count = Quantity(int(number), int(number), "exact") if number else None
    bare = Claim("r1", party or "", stance or "", event or "", Span(0, 36, TEXT[:36]), target=target, unit=unit)
    return replace(bare, quantity=count, **changes)


def figures(gold: list[Claim], predicted: list[Claim]) -> Figures:
    return score({"r1": gold}, {"r1": predicted})


@pytest.mark.parametrize(
    ("written", "core", "full", "measures"),
    [
        ("AZE asserts destroyed ARM tanks 12", 1, 1, 1),
        ("AZE asserts destroyed ARM tanks 13", 1, 0, 0),
        ("AZE asserts destroyed ARM - -", 1, 0, 0),
        ("AZE asserts destroyed - tanks 12", 1, 0, 1),
        ("AZE asserts destroyed ARM drones 12", 1, 0, 0),
        ("AZE confirms destroyed ARM tanks 12", 0, 0, 1),
        ("ARM asserts destroyed ARM tanks 12", 0, 0, 1),
        ("AZE asserts damaged ARM tanks 12", 0, 0, 0),
    ],
)
def test_what_counts_as_right(written: str, core: int, full: int, measures: int) -> None:
    reached = figures([claim()], [claim(written)])
    assert (reached.core.hit, reached.full.hit, reached.measures.hit) == (core, full, measures)


def test_nothing_predicted_is_nothing_right() -> None:
    for reached in (figures([claim()], []), score({"r1": [claim()]}, {})):
        assert reached.core == Tally(hit=0, predicted=0, gold=1)
        assert (reached.core.precision, reached.core.recall, reached.core.f1) == (0, 0, 0)


def test_reports_outside_the_gold_are_passed_over() -> None:
    assert score({"r1": []}, {"r2": [claim()]}) == replace(figures([], []), reports=1)


def test_repeats_cost_nothing() -> None:
    again = replace(claim(), evidence=Span(1, 36, TEXT[1:36]))
    reached = figures([claim()], [claim(), again])
    assert reached.repeats == 1
    assert reached.core == Tally(hit=1, predicted=1, gold=1)


def test_one_claim_is_matched_once_and_with_the_most_alike() -> None:
    drones = claim("AZE asserts destroyed ARM drones 3")
    reached = figures([drones, claim()], [claim(), claim("AZE asserts destroyed ARM radars 1"), drones])
    assert reached.core == Tally(hit=2, predicted=3, gold=2)
    assert reached.full.hit == 2


def test_sides_of_a_truce_stand_in_either_order() -> None:
    one = claim("RUS calls_for ceasefire ARM - -", actor="AZE")
    other = claim("RUS calls_for ceasefire AZE - -", actor="ARM")
    reached = figures([one], [other])
    assert reached.full.hit == 1
    assert (reached.field("actor").right, reached.field("target").right) == (1, 1)


def test_denial_is_known_by_who_denies_what_of_whose() -> None:
    denied = claim()
    denial = claim("ARM denies destroyed ARM - -", denies=(denied.id,))
    assert figures([denied, denial], [denied, denial]).denials == Tally(hit=1, predicted=1, gold=1)
    assert figures([denied, denial], [denied, replace(denial, denies=())]).denials == Tally(hit=0, predicted=0, gold=1)


@pytest.mark.parametrize(
    ("field", "changes", "right"),
    [
        ("speaker", {"speaker": Span(0, 10, "azerbaijan")}, 1),
        ("speaker", {"speaker": Span(0, 3, "Aze")}, 1),
        ("speaker", {"speaker": Span(47, 54, "Armenia")}, 0),
        ("speaker", {"speaker": None}, 0),
        ("evidence", {"evidence": Span(0, 62, TEXT)}, 1),
        ("evidence", {"evidence": Span(0, 18, TEXT[:18])}, 1),
        ("evidence", {"evidence": Span(0, 17, TEXT[:17])}, 0),
        ("end", {"period": Period(date(2020, 9, 27), date(2020, 9, 28))}, 0),
        ("start", {"period": Period(None, None)}, 1),
        ("qualifier", {"quantity": Quantity(12, 12, "about")}, 0),
    ],
)
def test_further_fields_of_a_match(field: str, changes: dict[str, Any], right: int) -> None:
    gold = claim(speaker=Span(0, 10, "Azerbaijan"))
    predicted = replace(gold, **changes)
    assert figures([gold], [predicted]).field(field) == Share(right, 1)


def test_figures_of_reports_add_up() -> None:
    one, other = figures([claim()], [claim(), claim("AZE asserts killed ARM - -")]), figures([claim()], [])
    both = score({"a": [claim()], "b": [claim()]}, {"a": [claim(), claim("AZE asserts killed ARM - -")]})
    assert one + other == both
    assert Figures() + both == both


def test_lines_for_people_leave_out_what_was_never_asked() -> None:
    assert render(figures([claim()], [])).splitlines() == [
        "1 reports, 0 repeats set aside",
        "core      P 0.000  R 0.000  F1 0.000   (0 right, 0 predicted, 1 gold)",
        "full      P 0.000  R 0.000  F1 0.000   (0 right, 0 predicted, 1 gold)",
        "measures  P 0.000  R 0.000  F1 0.000   (0 right, 0 predicted, 1 gold)",
        "denials   P 0.000  R 0.000  F1 0.000   (0 right, 0 predicted, 0 gold)",
    ]


def test_quiet_counts_only_reports_without_a_gold_claim() -> None:
    gold = {"a": [], "b": [], "c": [claim()], "d": []}
    assert quiet(gold, {"a": [], "b": [claim()], "c": []}) == Share(right=2, of=3)
