"""Where places lie, and how exactly: points of towns, middles of regions, and nothing where nobody knows."""

from __future__ import annotations

import pytest

from counterclaim.language.folder import table
from counterclaim.language.gazetteer import gazetteer
from counterclaim.language.points import PRECISIONS, _ranks, _spots, point_of
from counterclaim.language.store import STORE


@pytest.mark.parametrize(
    ("written", "lat", "lon", "precision"),
    [
        ("Kyiv", 50.45, 30.52, "town"),
        ("Киев", 50.45, 30.52, "town"),
        ("Hà Nội", 21.03, 105.85, "town"),
        ("near Kupyansk", 49.71, 37.62, "near"),
        ("Kharkiv region", 49.8, 36.5, "region"),
        ("Ukraine", 48.4, 31.1, "state"),
        ("Stepanakert", 39.82, 46.75, "town"),
        ("the Black Sea", 43.4, 34.3, "region"),
        ("Khan Younis", 31.34, 34.31, "town"),
    ],
)
def test_a_place_lies_where_it_lies(written: str, lat: float, lon: float, precision: str) -> None:
    point = point_of(gazetteer().locate(written))
    assert point is not None
    assert (point.lat, point.lon) == pytest.approx((lat, lon), abs=0.3)
    assert point.precision == precision


@pytest.mark.parametrize("written", ["Nowherestan", "Kyiv and Rostov", "the Middle East", "it"])
def test_what_nobody_knows_has_no_point(written: str) -> None:
    assert point_of(gazetteer().locate(written)) is None
    assert point_of(None) is None


def test_every_point_is_on_the_globe_and_of_a_place_that_there_is() -> None:
    spots, ranks = _spots(), gazetteer().ranks
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in spots.values())
    assert [code for own in table(STORE, "points.toml").values() for code in own if code not in ranks] == []
    located = sum(code in spots for code in ranks)
    assert located / len(ranks) > 0.95
    assert len(set(PRECISIONS)) == 4


def test_ranks_of_points_are_those_of_the_gazetteer() -> None:
    assert _ranks() == gazetteer().ranks
