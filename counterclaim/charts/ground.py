"""The ground of maps: a window onto the globe enters, land and borders leave in pixels.

The outlines are Natural Earth's (`outlines.json`, drawn by `tools/outlines.py`). They give the eye a hold and decide
nothing: borders follow who held the ground when Natural Earth was drawn, which many of those who fight dispute.
Miller's cylindrical projection: near the shape of things in a country, and no bursting poles on the whole globe.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import atan, degrees, exp, log, pi, radians, tan
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("outlines.json")
COARSE: Final = 50.0
"""Degrees across from which a window shows the coarser outlines."""
NORTH: Final = 78.0
SOUTH: Final = -57.0
"""Degrees of latitude that a window shows at most."""
LEAST: Final = 7.0
"""Degrees across that a window shows at least: more than the exactness of what stands in it."""
HALF: Final = 170.0
"""Degrees across from which the whole globe is shown, always the same way."""
MARGIN: Final = 0.12
"""Share of a window that is left free on each side."""
NEAR: Final = 1.0
"""Pixels below which two points of a line are one."""

Point = tuple[float, float]


def northing(lat: float) -> float:
    """Miller's ordinate of a latitude, in degrees at the equator."""
    return degrees(1.25 * log(tan(pi / 4 + 0.4 * radians(lat))))


def latitude(northing: float) -> float:
    """The latitude of an ordinate."""
    return degrees(2.5 * (atan(exp(0.8 * radians(northing))) - pi / 4))


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the globe on a sheet of pixels."""

    west: float
    """Degrees of longitude at the left edge, -180 to 180."""
    top: float
    """Ordinate of the upper edge."""
    scale: float
    """Pixels of a degree at the equator."""
    width: int
    height: int

    def place(self, lat: float, lon: float) -> Point:
        """Pixels from the left and from the top; beyond the sheet where the point is."""
        east = (lon - self.west) % 360
        return east * self.scale, (self.top - northing(lat)) * self.scale


def window_on(points: Sequence[Point], width: int, height: int) -> Window:
    """The window that shows points of latitude and longitude on a sheet of at most so many pixels.

    Without points it is the whole globe.
    """
    lats = [min(max(lat, SOUTH), NORTH) for lat, _ in points] or [SOUTH, NORTH]
    west, across = _span([lon for _, lon in points]) if points else (-170.0, 360.0)
    if across > HALF:
        west, across, lats = -170.0, 360.0, [SOUTH, NORTH]
    bottom, top = northing(min(lats)), northing(max(lats))
    scale = min(width / max(across * (1 + 2 * MARGIN), LEAST), height / max((top - bottom) * (1 + 2 * MARGIN), LEAST))
    scale = max(scale, width / 360)
    height = min(height, int((northing(NORTH) - northing(SOUTH)) * scale))
    middle, centre = west + across / 2, (top + bottom) / 2
    reach = height / scale
    upper = min(centre + reach / 2, max(northing(NORTH), northing(SOUTH) + reach))
    lower = max(upper - reach, northing(SOUTH))
    left = middle - width / scale / 2
    return Window((left + 180) % 360 - 180, lower + reach, scale, width, height)


def _span(lons: Sequence[float]) -> Point:
    """Where the shortest arc begins that holds all longitudes, and how many degrees it covers."""
    around = sorted(lon % 360 for lon in lons)
    gaps = [(after - before) for before, after in zip(around, (*around[1:], around[0] + 360), strict=True)]
    widest = max(range(len(gaps)), key=lambda number: gaps[number])
    start = around[(widest + 1) % len(around)]
    return start, 360 - gaps[widest]


@dataclass(frozen=True, slots=True)
class _Line:
    """A ring or a line in degrees of longitude and Miller's ordinate."""

    points: tuple[Point, ...]
    box: tuple[float, float, float, float]
    """Least and largest longitude, least and largest ordinate."""


@cache
def _outlines(scale: str) -> tuple[tuple[_Line, ...], tuple[_Line, ...]]:
    """Land and borders of one scale."""
    read: dict[str, Any] = json.loads(FILE.read_text("utf-8"))[scale]
    arcs = [tuple(_summed(arc)) for arc in read["arcs"]]
    land = tuple(_line(_joined(ring, arcs)) for ring in read["land"])
    return land, tuple(_line(arcs[number]) for number in read["borders"])


def _summed(arc: Sequence[int]) -> Iterator[Point]:
    lon = lat = 0
    for along, up in zip(arc[::2], arc[1::2], strict=True):
        lon, lat = lon + along, lat + up
        yield lon / 100, northing(lat / 100)


def _joined(ring: Iterable[int], arcs: Sequence[tuple[Point, ...]]) -> tuple[Point, ...]:
    found: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        turn = 360 * round((found[-1][0] - arc[0][0]) / 360) if found else 0
        found += [(lon + turn, lat) for lon, lat in arc]
    return tuple(found)


def _line(points: tuple[Point, ...]) -> _Line:
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return _Line(points, (min(lons), max(lons), min(lats), max(lats)))


@lru_cache(maxsize=64)
def ground(window: Window) -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[Point, ...], ...]]:
    """Land as rings and borders as lines, in pixels of a window, cut at its edges."""
    land, borders = _outlines("110m" if window.width / window.scale > COARSE else "50m")
    rings = (_cut(each, window) for each in _placed(land, window))
    lines = (piece for each in _placed(borders, window) for piece in _pieces(each, window))
    return tuple(ring for ring in rings if len(ring) > 2), tuple(line for line in lines if len(line) > 1)


def _placed(lines: Iterable[_Line], window: Window) -> Iterator[list[Point]]:
    """The lines that a window shows, in its pixels; those beyond the 180th meridian once more on the other side."""
    across, down = window.width / window.scale, window.height / window.scale
    for line in lines:
        least, largest, bottom, top = line.box
        if top < window.top - down or bottom > window.top:
            continue
        for turn in (-360, 0, 360):
            if least + turn <= window.west + across and largest + turn >= window.west:
                yield list(_thinned(line.points, turn, window))


def _thinned(points: Iterable[Point], turn: float, window: Window) -> Iterator[Point]:
    before = (-9e9, -9e9)
    for lon, lat in points:
        here = (lon + turn - window.west) * window.scale, (window.top - lat) * window.scale
        if abs(here[0] - before[0]) + abs(here[1] - before[1]) >= NEAR:
            before = here
            yield here


def _cut(ring: list[Point], window: Window) -> tuple[Point, ...]:
    """A ring cut at the edges of the sheet, one edge after the other (Sutherland and Hodgman)."""
    xs, ys = [x for x, _ in ring] or [0.0], [y for _, y in ring] or [0.0]
    width, height = float(window.width), float(window.height)
    edges = ((0, 0.0, 1, min(xs) < 0), (0, width, -1, max(xs) > width),
             (1, 0.0, 1, min(ys) < 0), (1, height, -1, max(ys) > height))  # fmt: skip
    for axis, edge, inside in (each[:3] for each in edges if each[3]):
        found: list[Point] = []
        for number, here in enumerate(ring):
            before = ring[number - 1]
            now, then = (here[axis] - edge) * inside >= 0, (before[axis] - edge) * inside >= 0
            if now != then:
                share = (edge - before[axis]) / (here[axis] - before[axis])
                found.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
            if now:
                found.append(here)
        ring = found
    return tuple((round(x, 1), round(y, 1)) for x, y in ring)


def _pieces(line: list[Point], window: Window) -> Iterator[tuple[Point, ...]]:
    """The parts of a line on the sheet."""
    piece: list[Point] = []
    for x, y in line:
        if 0 <= x <= window.width and 0 <= y <= window.height:
            piece.append((round(x, 1), round(y, 1)))
        else:
            yield tuple(piece)
            piece = []
    yield tuple(piece)
