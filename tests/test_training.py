"""Training: examples from sets, offsets and reviews; folds; curves; and a newsroom's own judge."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counterclaim.cli import main
from counterclaim.coding.coder import code
from counterclaim.coding.judge import Judge, load, weights
from counterclaim.errors import GoldError
from counterclaim.model import Report
from counterclaim.reading.interchange import claims_to_json, report_to_json
from counterclaim.training.asking import asking
from counterclaim.training.examples import of_offsets, of_set, offsets, without_repeats
from counterclaim.training.folds import FOLDS, folds
from counterclaim.training.measuring import ENOUGH, bar, curve, curves
from counterclaim.training.teaching import FEWEST, _bars, examples_of, hints_of, taught_on

BODY = "Ukraine said that Russian forces shelled Kharkiv, killing {} people, and Moscow denied it."


def reports(count: int) -> list[Report]:
    return [Report(f"r{at}", BODY.format(at + 2), lang="en", published="2025-03-04") for at in range(count)]


def write_set(folder: Path, coded: list[Report]) -> tuple[Path, Path]:
    items, claims = folder / "some.items.jsonl", folder / "some.claims.jsonl"
    items.write_text("".join(json.dumps(report_to_json(report)) + "\n" for report in coded))
    claims.write_text("".join(json.dumps(row(report)) + "\n" for report in coded))
    return items, claims


def row(report: Report) -> dict[str, Any]:
    return claims_to_json(report.id, code(report))


def test_a_set_becomes_examples(tmp_path: Path) -> None:
    examples = of_set(*write_set(tmp_path, reports(2)))
    assert [(len(example.claims), example.known) for example in examples] == [(len(code(r)), False) for r in reports(2)]


def test_offsets_hold_no_text_and_give_the_same_examples(tmp_path: Path) -> None:
    coded = reports(2)
    with gzip.open(tmp_path / "some_leads.jsonl.gz", "wt") as corpus:
        corpus.write("".join(json.dumps(report_to_json(report)) + "\n" for report in coded))
    rows = [offsets(row(report), report, "some_leads") for report in coded]
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows))
    assert "Ukraine" not in (tmp_path / "own.jsonl").read_text()
    ours, theirs = of_offsets(tmp_path / "own.jsonl", tmp_path), of_set(*write_set(tmp_path, coded))
    assert [example.claims for example in ours] == [example.claims for example in theirs]


def test_offsets_into_a_corpus_that_lacks_the_report_are_refused(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "some_leads.jsonl.gz", "wt") as corpus:
        corpus.write("")
    (tmp_path / "own.jsonl").write_text(json.dumps({"report": "gone", "corpus": "some_leads", "claims": []}))
    with pytest.raises(GoldError, match="report 'gone' is not in"):
        of_offsets(tmp_path / "own.jsonl", tmp_path)


def test_a_report_counts_once(tmp_path: Path) -> None:
    examples = of_set(*write_set(tmp_path, reports(2)))
    assert without_repeats([*examples, *examples]) == examples


def test_near_duplicates_share_a_fold_and_the_order_does_not_matter() -> None:
    many = [*reports(9), Report("alone", "Peace talks between Armenia and Azerbaijan began in Brussels on Friday.")]
    dealt = folds(many)
    assert len({dealt[f"r{at}"] for at in range(9)}) == 1
    assert dealt == folds(reversed(many))
    assert set(dealt.values()) <= set(range(FOLDS))


def test_a_curve_never_falls_and_follows_what_was_right() -> None:
    steps = curve([(at / 100, at % 100 >= 50) for at in range(100)])
    shares = [share for _, share in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)


def test_the_threshold_leaves_out_what_is_wrong() -> None:
    right = code(reports(1)[0])
    gold = {"r0": right}
    wrong = tuple(replace(claim, stance="doubts", confidence=0.3) for claim in right)
    assert bar(gold, {"r0": (*(replace(claim, confidence=0.5) for claim in right), *wrong)}) > 0.3


def test_a_language_has_thresholds_of_its_own_where_it_has_enough_leads_and_articles() -> None:
    right = code(reports(1)[0])
    names = [
        f"{lang}{kind}{at}" for lang in ("en", "vi") for kind in "lf" for at in range(FEWEST if lang == "en" else 3)
    ]
    long, langs = {name for name in names if name[2] == "f"}, {name: name[:2] for name in names}
    wrong = tuple(replace(claim, stance="doubts", confidence=0.6) for claim in right)
    said = {name: tuple(replace(claim, confidence=0.9 if name in long else 0.3) for claim in right) for name in names}
    said |= {name: (*said[name], *wrong) for name in names if name in long}
    bars = _bars(dict.fromkeys(names, right), said, long, langs)
    assert set(bars) == {"", "en"}
    assert bars["en"][0] <= 0.3 < 0.6 < bars["en"][1] <= 0.9


def told(chances: dict[str, float], stance: str | None = None) -> dict[str, Any]:
    """The first claim of each report with a chance, in another stance where one is given."""
    found = {}
    for name, chance in chances.items():
        claim = code(reports(1)[0])[0]
        found[name] = (replace(claim, confidence=chance, stance=stance or claim.stance),)
    return found


def test_nobody_is_asked_where_asking_changes_nothing() -> None:
    gold = told({"sure": 1.0, "too": 1.0})
    way, figures = asking(gold, told({"sure": 0.9, "too": 0.95}), told({"sure": 0.9, "too": 0.9}), (0.3, 0.3))
    assert not way.about(0.9, [0.9])
    assert figures["asked"] == 0
    assert figures["so"] == figures["always"] == figures["never"]


def test_who_is_unsure_asks_where_that_helps() -> None:
    gold = told({"sure": 1.0, "unsure": 1.0})
    alone = {**told({"sure": 0.9}), **told({"unsure": 0.4}, "doubts")}
    way, figures = asking(gold, alone, told({"sure": 0.9, "unsure": 0.9}), (0.3, 0.3))
    assert (way.about(0.9, [0.9]), way.about(0.4, [0.4])) == (False, True)
    assert (figures["asked"], figures["so"]["core"], figures["never"]["core"]) == (0.5, 1.0, 0.5)


def test_a_language_with_enough_claims_has_a_curve_of_its_own() -> None:
    names = [f"r{at}" for at in range(ENOUGH)]
    gold, langs = told(dict.fromkeys(names, 1.0)), dict.fromkeys(names, "en") | {"x": "vi"}
    found = curves(gold | {"x": ()}, told(dict.fromkeys(names, 0.6)) | told({"x": 0.6}), langs)
    assert set(found) == {"", "en"}
    assert found["en"] == [[0.6, 1.0]]
    assert found[""][0][1] < 1.0


def test_hints_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "r0", "proposals": [{"start": 1}], "asked": []}\n')
    with pytest.raises(GoldError, match=r"bad.jsonl:1: these are no hints"):
        hints_of(tmp_path)


def test_too_few_reviews_are_refused(tmp_path: Path) -> None:
    examples = of_set(*write_set(tmp_path, reports(FEWEST - 1)))
    with pytest.raises(GoldError, match=f"{FEWEST - 1} reviewed reports are too few to learn from"):
        taught_on(weights.read(weights.OWN), examples, lambda step: None)


def test_reviews_without_their_reports_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["train", "--weights", "x.json", "--reviews", "claims.jsonl"])
    assert "--reviews needs as many --items" in capsys.readouterr().err


def test_reviews_make_a_judge_of_the_newsrooms_own(tmp_path: Path) -> None:
    pytest.importorskip("lightgbm", reason="the extra `train` is not installed")
    coded = reports(FEWEST + 10)
    items, claims = write_set(tmp_path, coded)
    own = tmp_path / "own.json"
    for _ in range(2):
        assert main(["train", "--weights", str(own), "--reviews", str(claims), "--items", str(items)]) == 0
        again = own.read_bytes()
    assert own.read_bytes() == again
    assert load(own).card["reviews"]["reports"] == len(coded)
    assert Judge(load(own))(coded[0]).claims
    assert main(["code", str(items), "--coder", "learned", "--weights", str(own), "--format", "jsonl"]) == 0


def test_the_sets_kept_for_checking_are_not_learned_from(tmp_path: Path) -> None:
    items, claims = write_set(tmp_path, reports(2))
    for kind in (items, claims):
        (tmp_path / kind.name.replace("some", "some_b")).write_text("this must not be opened")
    assert {example.source for example in examples_of(tmp_path, tmp_path, None)} == {"some"}
