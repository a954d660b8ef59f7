"""Quality is a ratchet: what was reached on the hand-coded gold is held."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from counterclaim.errors import GoldError
from counterclaim.evaluation.figures import Figures, Share, Tally
from counterclaim.evaluation.floors import (
    QuietFloor,
    SetFloors,
    digest,
    load_pinned,
    read_floors,
    under_floor,
    under_quiet_floor,
)
from counterclaim.evaluation.measurement import Measurement, measure

FLOORS = read_floors()
OWN = Path(__file__).parent / "gold"
"""Reports of our own, which travel with the tests."""
Measure = Callable[[str], Measurement]


def is_own(name: str) -> bool:
    return (OWN / f"{name}.items.jsonl").is_file()


@pytest.fixture(scope="session")
def measured(request: pytest.FixtureRequest) -> Measure:
    """What our coder reaches on the gold set of that name, each set coded once."""

    def measurement(name: str) -> Measurement:
        folder = OWN if is_own(name) else request.getfixturevalue("shared") / "gold"
        return measure(load_pinned(name, FLOORS.sets[name], folder))

    return cache(measurement)


@pytest.mark.parametrize("name", FLOORS.sets)
def test_coder_stays_above_its_floors(measured: Measure, name: str) -> None:
    assert under_floor(name, FLOORS.sets[name], measured(name).figures) == ()


@pytest.mark.parametrize("floor", FLOORS.quiet, ids=lambda floor: ",".join(floor.sets))
def test_coder_keeps_quiet_where_there_is_nothing_to_say(measured: Measure, floor: QuietFloor) -> None:
    assert under_quiet_floor(floor, {name: measured(name) for name in floor.sets}) == ()


def test_every_set_that_rules_are_held_to_has_floors() -> None:
    shared = {"seed", *(f"{lang}_{name}" for lang in ("vi", "en") for name in ("a", "b", "c", "full"))}
    shared |= {"train_vi", "train_en"}
    assert set(FLOORS.sets) == shared | {"ru_own_a", "ru_own_b"}
    assert all({"core", "full", "measures"} <= set(floors.floors) for floors in FLOORS.sets.values())
    assert "evidence" in FLOORS.sets["seed"].floors


def test_figure_under_its_floor_is_named() -> None:
    floors = SetFloors("", "", {"core": 0.5, "full": 0.6, "evidence": 0.9})
    reached = Figures(core=Tally(1, 2, 2), full=Tally(1, 2, 2), fields=(*[Share()] * 11, Share(8, 10)))
    assert under_floor("vi_a", floors, reached) == (
        "vi_a: full is 0.5000, under its floor of 0.6000",
        "vi_a: evidence is 0.8000, under its floor of 0.9000",
    )


def test_quiet_share_under_its_floor_is_named() -> None:
    measurements = {name: Measurement(Figures(), Share(right, 10)) for name, right in (("vi_a", 10), ("vi_b", 7))}
    assert under_quiet_floor(QuietFloor(("vi_a", "vi_b"), 0.85), measurements) == ()
    (line,) = under_quiet_floor(QuietFloor(("vi_a", "vi_b"), 0.90), measurements)
    assert line.startswith("vi_a, vi_b: 17 of 20 reports")


def test_changed_gold_is_noticed(tmp_path: Path) -> None:
    items, claims = tmp_path / "x.items.jsonl", tmp_path / "x.claims.jsonl"
    items.write_text('{"id": "r1", "lang": "vi", "text": "Mưa."}\n', encoding="utf-8")
    claims.write_text('{"report": "r1", "claims": []}\n', encoding="utf-8")
    floors = SetFloors(digest(items), digest(claims), {})
    assert load_pinned("x", floors, tmp_path).claims == {"r1": ()}
    claims.write_text('{"report": "r1", "claims": [] }\n', encoding="utf-8")
    with pytest.raises(GoldError, match="not the file its floors were measured on"):
        load_pinned("x", floors, tmp_path)
    claims.unlink()
    with pytest.raises(GoldError, match="cannot be read"):
        load_pinned("x", floors, tmp_path)
