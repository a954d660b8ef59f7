"""The map of places that questions are about: spots enter, a `Chart` leaves, with how exactly each place is known.

What is known to the town is a dot, what lies near one a ring, what is only known to a region or a state a wide dashed
sign: a map must not show a point where nobody said one. The ground below is `ground`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any, Final

from counterclaim.charts.chart import FONT, SIZE, WIDE, Chart, Line, Mark, Spec, frame, is_wide, layer, pixel, raw
from counterclaim.charts.ground import Window, ground, window_on
from counterclaim.charts.theme import PAGE, Theme
from counterclaim.charts.words import Words, words
from counterclaim.language.points import NEARBY, SOMEWHERE_IN_REGION, SOMEWHERE_IN_STATE, TOWN_ITSELF

HEIGHT: Final = {True: 400, False: 300}
"""Pixels, by whether the map is wide."""
LABELS: Final = {True: 14, False: 6}
"""Places that are named on the map, those with most questions first."""
MOST: Final = {True: 150, False: 60}
"""Places drawn, those with most questions, by whether the map is wide; the table has all."""
LARGEST: Final = 1500.0
"""Square pixels of the largest sign."""
SMALLEST: Final = {TOWN_ITSELF: 26.0, NEARBY: 46.0, SOMEWHERE_IN_REGION: 120.0, SOMEWHERE_IN_STATE: 120.0}
"""Square pixels of the smallest: what is not known to the town is never small."""
SHAPES: Final = {TOWN_ITSELF: "circle", NEARBY: "circle", SOMEWHERE_IN_REGION: "circle", SOMEWHERE_IN_STATE: "diamond"}
LETTER: Final = 6.6
"""Pixels of a letter, near enough to keep names apart."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the questions about it: "Kupiansk, the town itself: 12 questions, 3 of them disputed"."""

    code: str
    name: str
    """As most reports write it."""
    within: str
    """Names of what holds it."""
    lat: float
    lon: float
    precision: str
    """One of `points.PRECISIONS`."""
    number: int
    """Questions."""
    disputed: int | None
    """Those among them that are disputed or denied; None where that is not told, then of no spot."""


def map_chart(spots: Sequence[Spot], lang: str, *, theme: Theme = PAGE, width: int = WIDE) -> Chart | None:
    """The map of spots; None where there are none. `width` is in pixels. Raises `PackError`."""
    if not spots:
        return None
    told, wide = words(lang), is_wide(width)
    ordered = sorted(spots, key=lambda spot: (-spot.number, spot.code))
    window = window_on([(spot.lat, spot.lon) for spot in ordered], width, HEIGHT[wide])
    places = [(spot, *window.place(spot.lat, spot.lon)) for spot in ordered]
    drawn = places[: MOST[wide]][::-1]
    marks = tuple(Mark(round(x, 1), round(y, 1), _said(spot, told), spot.code) for spot, x, y in drawn)
    disputed = sum(spot.disputed or 0 for spot in spots)
    apart = all(spot.disputed is not None for spot in spots)
    number = sum(spot.number for spot in spots)
    summary = told.say(
        "map_summary" if apart else "map_summary_plain", places=len(spots), number=number, disputed=disputed
    )
    layers = [*_land(window, theme), *_signs(drawn, theme), *_names(places, window, theme, LABELS[wide])]
    spec = frame(width, window.height, (0, 0, 0, 0), theme, layers)
    lines = tuple(
        Line((spot.name, spot.within, told.say(f"precision_{spot.precision}"), told.number(spot.number),
              *([told.number(spot.disputed)] if spot.disputed is not None else [])), place=spot.code)
        for spot in ordered
    )  # fmt: skip
    columns = tuple(
        told.say(f"column_{name}") for name in ("place", "within", "precision", "all", *(["disputed"] if apart else []))
    )
    exactness = {spot.precision for spot, _, _ in drawn}
    notes = [told.say(f"note_{precision}") for precision in SHAPES if precision in exactness]
    if len(spots) > MOST[wide]:
        notes.append(told.say("note_most", number=MOST[wide]))
    if disputed:
        notes.append(told.say("note_disputed"))
    return Chart(told.say("map_title"), summary, spec, columns, lines, tuple(notes), lang, marks)


def _said(spot: Spot, told: Words) -> str:
    key = "spot_disputed" if spot.disputed else "spot"
    where = told.say(f"precision_{spot.precision}")
    return told.say(key, name=spot.name, where=where, number=spot.number, disputed=spot.disputed)


def _land(window: Window, theme: Theme) -> list[Spec]:
    """Land without names, and borders that do not draw the eye."""
    rings, lines = ground(window)
    shapes = {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]] for ring in rings]}
    between = {"type": "MultiLineString", "coordinates": list(lines)}
    as_is = {"type": "identity", "scale": 1, "translate": [0, 0]}
    land = {"type": "geoshape", "fill": theme.land, "stroke": None, "aria": False}
    borders = {"type": "geoshape", "filled": False, "stroke": theme.quiet, "strokeWidth": 0.6, "strokeDash": [1, 2],
               "opacity": 0.7, "aria": False}  # fmt: skip
    return [
        layer(mark, [{"type": "Feature", "geometry": geometry, "properties": {}}]) | {"projection": as_is}
        for mark, geometry in ((land, shapes), (borders, between))
    ]


def _signs(places: Sequence[tuple[Spot, float, float]], theme: Theme) -> list[Spec]:
    """A sign for each place; wide and dashed where only a region or a state is known."""
    most = max(spot.number for spot, _, _ in places)
    rows: list[dict[str, Any]] = []
    for spot, x, y in places:
        exact = spot.precision == TOWN_ITSELF
        loose = spot.precision in (SOMEWHERE_IN_REGION, SOMEWHERE_IN_STATE)
        colour = theme.statuses[0] if spot.disputed else theme.statuses[1]
        rows.append({
            "x": round(x, 1), "y": round(y, 1), "shape": SHAPES[spot.precision],
            "size": round(_size(spot, most), 1), "colour": colour,
            "fill": theme.paper if spot.precision == NEARBY else colour,
            "solid": 0.8 if exact else 0.9 if spot.precision == NEARBY else 0.12, "thick": 0 if exact else 1.6,
            "dash": 3 if loose else 0,
        })  # fmt: skip
    found = []
    for dashed in (True, False):
        own = [row for row in rows if bool(row["dash"]) == dashed]
        mark = {"type": "point", "filled": True, "aria": False, **({"strokeDash": [3, 2]} if dashed else {})}
        if own:
            told = {name: raw(name) for name in ("shape", "size", "fill")}
            found.append(layer(mark, own, x=pixel("x"), y=pixel("y"), **told, stroke=raw("colour"),
                               fillOpacity=raw("solid"), strokeWidth=raw("thick")))  # fmt: skip
    return found


def _size(spot: Spot, most: int) -> float:
    """Square pixels of a sign, where the largest stands for so many questions."""
    return max(SMALLEST[spot.precision], LARGEST * spot.number / most)


def _names(places: Sequence[tuple[Spot, float, float]], window: Window, theme: Theme, most: int) -> list[Spec]:
    """Names of the places with most questions, where they do not lie on each other."""
    taken: list[tuple[float, float, float, float]] = []
    largest = max(spot.number for spot, _, _ in places)
    rows: list[dict[str, Any]] = []
    for spot, x, y in places:
        reach, off = len(spot.name) * LETTER, sqrt(_size(spot, largest) / pi) + 4
        for left in (x + off, x - off - reach):
            box = (left, y - SIZE * 0.7, left + reach, y + SIZE * 0.7)
            free = all(box[2] < a or c < box[0] or box[3] < b or d < box[1] for a, b, c, d in taken)
            if free and left > 0 and left + reach < window.width and len(rows) < most:
                taken.append(box)
                rows.append({"x": round(left, 1), "y": round(y, 1), "said": spot.name})
                break
    mark = {"type": "text", "align": "left", "baseline": "middle", "font": FONT, "fontSize": SIZE - 1}
    said = {"x": pixel("x"), "y": pixel("y"), "text": raw("said")}
    halo = {**mark, "stroke": theme.paper, "strokeWidth": 3, "opacity": 0.85}
    return [layer(halo, rows, **said), layer(mark, rows, **said)] if rows else []
