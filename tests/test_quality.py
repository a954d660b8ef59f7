"""The page of quality: it is what was measured, and what was measured is what the figures say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import modelserver
import msgspec
import pytest

from counterclaim.asking import Endpoint, Model
from counterclaim.coding import coders
from counterclaim.coding.coder import coded
from counterclaim.errors import GoldError
from counterclaim.evaluation.figures import Tally
from counterclaim.evaluation.floors import read_floors
from counterclaim.evaluation.gold import GoldSet, load
from counterclaim.model import Claim, Report, Span
from counterclaim.quality import __main__ as main
from counterclaim.quality import measuring as quality
from counterclaim.quality.breakdown import Bin, bins, calibration_error, tallies, ungrounded
from counterclaim.quality.page import page
from counterclaim.training.examples import Example

TEXT = "Baku said that Armenian shells killed three."
REPORT = Report("r", TEXT, "en")
CLAIM = Claim("r", "AZE", "asserts", "killed", Span(0, len(TEXT), TEXT), target="ARM", confidence=0.8)
SAME = 0.25
"""Share of the unseen reports by which two coders may differ: for some there were no hints of an encoder."""
OWN = Path(__file__).parent / "gold"


def test_the_page_is_what_was_measured() -> None:
    assert main.PAGE.read_text("utf-8") == page(quality.read()), "run make quality QUALITY=--page"


def test_what_was_measured_are_the_sets_that_have_floors() -> None:
    pinned = {name: (each.items_sha256, each.claims_sha256) for name, each in read_floors().sets.items()}
    assert quality.read().digests == pinned, "the sets changed: run make quality"


def test_the_figures_are_not_under_their_floors() -> None:
    rules = quality.read().coders["rules"].sets
    for name, each in read_floors().sets.items():
        for figure in ("core", "full", "measures"):
            tally: Tally = getattr(rules[name], figure)
            assert tally.f1 >= each.floors[figure] - 1e-9, f"{name} {figure}: run make quality"


def test_no_coder_puts_out_what_is_not_in_the_text() -> None:
    for of in quality.read().coders.values():
        assert sum(each.claims for each in of.sets.values()) > 0
        assert all(each.ungrounded == 0 for each in of.sets.values())


def test_held_sets_give_totals_alone() -> None:
    of = quality.read().coders["rules"]
    studied = sum(each.core.gold for name, each in of.sets.items() if not quality.is_held(name))
    assert sum(tally.gold for table in of.events.values() for tally in table.values()) == studied
    assert sum(tally.gold for table in of.stances.values() for tally in table.values()) == studied


def test_one_coder_is_measured_on_one_set() -> None:
    gold = load(OWN / "ru_own_a.items.jsonl", OWN / "ru_own_a.claims.jsonl")
    found = quality.measure(coded, {"ru_own_a": gold, "ru_own_b": gold})
    assert found.sets["ru_own_a"] == found.sets["ru_own_b"]
    assert found.sets["ru_own_a"].core.hit == sum(tally.hit for tally in found.events["ru"].values())
    assert found.sets["ru_own_a"].bins == ()


def test_unseen_reports_are_measured_by_language_and_taken_from_the_card() -> None:
    examples = [Example(REPORT, (CLAIM,), (None,), "s"), Example(replace(REPORT, id="q", lang="ru"), (), (), "s")]
    found = quality.on_unseen(coded, examples)
    assert (found["en"].reports, found["ru"].silent) == (1, found["ru"].silent)
    told = {"alone": {"sets": {"unknown en": msgspec.to_builtins(found["en"]), "en_a": {}}}}
    card = {"held out": {**told, "asking": {"asked": 0.5}}}
    assert quality.told_unseen(card) == {"learned, alone": {"en": found["en"]}}


def test_all_coders_are_measured_on_the_same_unseen_reports() -> None:
    unseen = quality.read().unseen
    for by_language in unseen.values():
        assert set(by_language) == set(unseen["rules"])
        for lang, found in by_language.items():
            assert abs(found.reports / unseen["rules"][lang].reports - 1) < SAME, "train, then run make quality"


def test_the_default_is_chosen_by_what_was_measured() -> None:
    assert quality.chosen(quality.read()) == coders.measured(), "run make quality"


def test_a_coder_that_asks_is_measured_too_and_silence_counts_as_no_claims() -> None:
    with modelserver.running() as server:
        server.reply(modelserver.faulty(404))
        model = Model(Endpoint(server.address, "tiny"))
        found = quality.measure(model, {"en_a": GoldSet({"r": REPORT}, {"r": (CLAIM,)})}, at_once=2)
    assert found.sets["en_a"].core == Tally(0, 0, 1)
    assert server.asked


def test_a_coder_that_invents_is_found_out() -> None:
    invented = replace(CLAIM, target="USA")
    assert ungrounded({"r": REPORT}, {"r": (CLAIM, invented)}) == 1


def test_confidence_is_compared_with_what_is_right() -> None:
    wrong = replace(CLAIM, event="wounded", confidence=0.8)
    sure = replace(CLAIM, event="talks", confidence=1.0)
    found = bins({"r": (CLAIM,)}, {"r": (CLAIM, wrong, sure)})
    assert found[8] == Bin(2, pytest.approx(1.6), 1)  # type: ignore[arg-type]
    assert found[9] == Bin(1, 1.0, 0)
    assert calibration_error(found) == pytest.approx((0.6 + 1.0) / 3)
    assert bins({"r": (CLAIM,)}, {"r": (replace(CLAIM, confidence=None),)}) == ()


def test_tallies_by_event_add_up() -> None:
    wrong = replace(CLAIM, event="wounded")
    found = tallies({"r": (CLAIM,), "s": (wrong,)}, {"r": (CLAIM, wrong)}, lambda claim: claim.event)
    assert found == {"killed": Tally(1, 1, 1), "wounded": Tally(0, 1, 1)}


def test_a_set_without_its_pinned_file_is_not_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--coder", "rules", "--shared", str(tmp_path), "--own", str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_figures_of_another_version_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "quality.json"
    old.write_text('{"measured": "2020-01-01", "digests": {}}', "utf-8")
    monkeypatch.setattr(quality, "FILE", old)
    with pytest.raises(GoldError, match="remove it and measure all coders"):
        quality.read()


def test_confidence_is_on_the_page_where_a_coder_gives_one() -> None:
    found = quality.measure(
        lambda report: replace(coded(report), claims=(replace(CLAIM, report=report.id),)),
        {"en_b": GoldSet({"r": REPORT}, {"r": (CLAIM,)}), "en_a": GoldSet({"r": REPORT}, {"r": ()})},
    )
    drawn = page(replace_coders(quality.read(), sure=found))
    assert "`sure`: expected calibration error 0.200 on all `_b`, 0.800 on the others" in drawn
    assert "| 0.8 to 0.9 | 1 | 0.80 | 1.00 | 1 | 0.80 | 0.00 |" in drawn


def replace_coders(of: quality.Quality, **coders: quality.CoderQuality) -> quality.Quality:
    return quality.Quality(of.measured, of.digests, dict(coders), of.unseen)
