"""Maps: the window holds what it must show, the ground stays on the sheet, and no place looks more exact than it is."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.charts import NARROW, Spot, map_chart
from counterclaim.charts.ground import FILE, Window, ground, latitude, northing, window_on

KYIV, FIJI, SAMOA, TEHRAN = (50.45, 30.52), (-17.7, 178.0), (-13.8, -171.8), (35.7, 51.4)
POINTS = st.lists(st.tuples(st.floats(-55, 75), st.floats(-180, 180)), min_size=1, max_size=6)


def spot(code: str, precision: str = "town", number: int = 1, disputed: int | None = 0,
         at: tuple[float, float] = KYIV) -> Spot:  # fmt: skip
    return Spot(code, code.title(), "Ukraine", *at, precision, number, disputed)


@given(POINTS)
def test_a_window_shows_all_its_points(points: list[tuple[float, float]]) -> None:
    window = window_on(points, 720, 400)
    for lat, lon in points:
        x, y = window.place(lat, lon)
        assert -1 <= x <= window.width + 1
        assert -1 <= y <= window.height + 1


def test_places_beside_the_180th_meridian_are_near_each_other() -> None:
    window = window_on([FIJI, SAMOA], 720, 400)
    (x, _), (other, _) = window.place(*FIJI), window.place(*SAMOA)
    assert x < other
    assert window.width / window.scale < 40


def test_one_place_is_shown_with_what_is_around_it() -> None:
    window = window_on([KYIV], 720, 400)
    assert 5 < window.height / window.scale < 20
    x, y = window.place(*KYIV)
    assert (round(x), round(y)) == (window.width // 2, window.height // 2)


@given(st.floats(-80, 80))
def test_the_projection_has_its_way_back(lat: float) -> None:
    assert latitude(northing(lat)) == pytest.approx(lat, abs=1e-9)


@pytest.mark.parametrize("points", [[], [KYIV], [KYIV, TEHRAN], [FIJI, SAMOA]])
def test_the_ground_stays_on_the_sheet(points: list[tuple[float, float]]) -> None:
    window = window_on(points, 720, 400)
    land, borders = ground(window)
    assert land
    for x, y in (point for line in (*land, *borders) for point in line):
        assert 0 <= x <= window.width
        assert 0 <= y <= window.height


def covered(window: Window, lat: float, lon: float) -> bool:
    """Whether there is land at a point: a ray from it crosses the rings oddly often."""
    x, y = window.place(lat, lon)
    odd = False
    for ring in ground(window)[0]:
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                odd = not odd
    return odd


@pytest.mark.parametrize(("lat", "lon", "land"), [
    (49.0, 32.0, True), (43.5, 34.0, False), (0.0, -30.0, False), (-25.0, 134.0, True), (66.0, 178.0, True),
    (64.5, -175.0, False), (66.9, -174.0, True), (15.5, 108.0, True), (15.0, 112.0, False),
])  # fmt: skip
def test_land_is_where_land_is(lat: float, lon: float, land: bool) -> None:
    assert covered(window_on([], 720, 400), lat, lon) is land


def test_a_place_that_is_not_known_to_the_town_is_never_a_small_dot() -> None:
    spots = [spot("kyiv", number=200), spot("volyn", "region"), spot("UKR", "state"), spot("near kyiv", "near")]
    chart = map_chart(spots, "en")
    assert chart is not None
    points = [row for layer in chart.spec["layer"] for row in layer["data"]["values"] if "shape" in row]
    drawn = {chart.lines[number].place: row for row in points for number in range(4) if row["size"] and
             [mark.key for mark in chart.marks if (mark.x, mark.y) == (row["x"], row["y"])]}  # fmt: skip
    assert len(points) == len(drawn) == 4
    loose = [row for row in points if row["dash"]]
    assert len(loose) == 2
    assert all(row["size"] >= 100 and row["solid"] < 0.2 for row in loose)
    assert sorted(chart.notes)[-2:] == ["◌ somewhere in the region", "● the town itself"] or len(chart.notes) == 4


def test_the_table_of_a_map_names_every_place_and_how_exactly_it_is_known() -> None:
    chart = map_chart([spot("kyiv", number=12, disputed=3), spot("volyn", "region", 2)], "en")
    assert chart is not None
    assert [(*line.cells, line.place) for line in chart.lines] == [
        ("Kyiv", "Ukraine", "the town itself", "12", "3", "kyiv"),
        ("Volyn", "Ukraine", "somewhere in the region", "2", "0", "volyn"),
    ]
    assert "14 questions about 2 places; 3 of the questions are disputed or denied." in chart.summary


def test_as_of_a_day_a_map_does_not_tell_how_questions_stand() -> None:
    chart = map_chart([spot("kyiv", disputed=None)], "en", width=NARROW)
    assert chart is not None
    assert len(chart.columns) == len(chart.lines[0].cells) == 4
    assert "disputed" not in chart.summary


def test_a_map_is_drawn_with_its_names_and_marks() -> None:
    chart = map_chart([spot("kyiv", number=9), spot("tehran", at=TEHRAN)], "vi")
    assert chart is not None
    root = ElementTree.fromstring(chart.svg)
    assert {"Kyiv", "Tehran"} <= set(root.itertext())
    width, height = chart.size
    assert all(0 < mark.x < width and 0 < mark.y < height for mark in chart.marks)
    assert map_chart([], "en") is None


def test_the_outlines_are_small_and_say_where_they_come_from() -> None:
    assert FILE.stat().st_size < 1_000_000
    assert "Natural Earth" in json.loads(FILE.read_text("utf-8"))["source"]
