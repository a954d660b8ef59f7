"""Draws the outlines of land and borders that maps stand on from Natural Earth, by way of the npm package world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && python tools/outlines.py package

The file it writes is committed, and nothing of this is needed to draw a map. Natural Earth (4.1) is in the public
domain; world-atlas is under the ISC licence. Coordinates are rounded to a hundredth of a degree, lines are thinned,
islands under about 40 square kilometres and Antarctica are left out. Countries lose their names here: what is left is
land, and the lines between two countries.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

OUT: Final = Path(__file__).parents[1] / "counterclaim" / "charts" / "outlines.json"
SOURCE: Final = "Natural Earth 4.1 (public domain), by way of world-atlas 2.0.2 (ISC)"
SCALES: Final = {"110m": 0.05, "50m": 0.02}
"""Degrees by which a thinned line may be off, by scale."""
SMALLEST: Final = {"110m": 0.0, "50m": 0.003}
"""Square degrees of the smallest land that is kept."""
SOUTH: Final = -60.0
HUNDREDTHS: Final = 100

Point = tuple[float, float]


def outlines(topology: dict[str, Any], tolerance: float, smallest: float) -> dict[str, Any]:
    """Arcs as differences in hundredths of a degree, land as rings of arcs, and the arcs that two countries share."""
    arcs = list(unrolled(topology))
    land = [
        ring
        for country in topology["objects"]["countries"]["geometries"]
        for polygon in polygons(country)
        for ring in polygon
        if (shape := joined(ring, arcs)) and max(y for _, y in shape) > SOUTH and area(shape) >= smallest
    ]
    used = Counter(number if number >= 0 else ~number for ring in land for number in ring)
    kept = {number: place for place, number in enumerate(sorted(used))}
    return {
        "arcs": [differences(thinned(arcs[number], tolerance)) for number in kept],
        "land": [[kept[number] if number >= 0 else ~kept[~number] for number in ring] for ring in land],
        "borders": [kept[number] for number, times in sorted(used.items()) if times > 1],
    }


def polygons(country: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of a country, each as its rings of arcs."""
    return [country["arcs"]] if country["type"] == "Polygon" else list(country.get("arcs", ()))


def unrolled(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs in degrees; where one crosses the 180th meridian it goes on beyond it."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        found: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            lon, lat = x * sx + tx, y * sy + ty
            while found and lon - found[-1][0] > 180:
                lon -= 360
            while found and lon - found[-1][0] < -180:
                lon += 360
            found.append((lon, lat))
        yield found


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring, on one side of the 180th meridian and beyond."""
    found: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        turn = 360 * round((found[-1][0] - arc[0][0]) / 360) if found else 0
        found += [(lon + turn, lat) for lon, lat in arc]
    return found


def area(shape: list[Point]) -> float:
    """Square degrees of a ring."""
    pairs = zip(shape, [*shape[1:], shape[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def thinned(arc: list[Point], tolerance: float) -> list[Point]:
    """The arc without points that are nearer to it than `tolerance` (Douglas and Peucker)."""
    keep, todo = {0, len(arc) - 1}, [(0, len(arc) - 1)]
    while todo:
        first, last = todo.pop()
        far, place = 0.0, 0
        for number in range(first + 1, last):
            if (off := distance(arc[number], arc[first], arc[last])) > far:
                far, place = off, number
        if far > tolerance:
            keep.add(place)
            todo += [(first, place), (place, last)]
    return [arc[number] for number in sorted(keep)]


def distance(point: Point, one: Point, other: Point) -> float:
    """Degrees from a point to the line between two others."""
    (x, y), (ax, ay), (bx, by) = point, one, other
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0.0
    return float(((x - ax - share * (bx - ax)) ** 2 + (y - ay - share * (by - ay)) ** 2) ** 0.5)


def differences(arc: list[Point]) -> list[int]:
    """The first point and then the way to each next, in hundredths of a degree."""
    found: list[int] = []
    before = (0, 0)
    for lon, lat in arc:
        here = (round(lon * HUNDREDTHS), round(lat * HUNDREDTHS))
        found += [here[0] - before[0], here[1] - before[1]]
        before = here
    return found


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    drawn: dict[str, Any] = {"source": SOURCE}
    for scale, tolerance in SCALES.items():
        read = json.loads((folder / f"countries-{scale}.json").read_text("utf-8"))
        drawn[scale] = outlines(read, tolerance, SMALLEST[scale])
    OUT.write_text(json.dumps(drawn, separators=(",", ":")) + "\n", "utf-8")
    sys.stdout.write(f"{OUT.name}: {OUT.stat().st_size:,} bytes\n")
