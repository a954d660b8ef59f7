"""Where a place lies on the globe, and how exactly that is known.

A `Place` of the gazetteer enters, a `Point` leaves, or None. The points are those of towns of GeoNames
(`store/points.txt`) and of sites, lands and waters written by hand (`store/points.toml`); a region or a state is the
middle of its towns, which says no more than that it lies around there. A point decides no border.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from counterclaim.language.facets import phrase_of
from counterclaim.language.folder import Row, table
from counterclaim.language.gazetteer import JOINT, RANKS, REGION, STATE, STATES, TOWN, gazetteer
from counterclaim.language.own import OwnWords, active
from counterclaim.language.store import STORE
from counterclaim.model import Place

TOWN_ITSELF: Final = "town"
"""The named town: within a few kilometres of its middle."""
NEARBY: Final = "near"
"""Near the named town, as far as the words say."""
SOMEWHERE_IN_REGION: Final = "region"
"""Somewhere in a region, shown by the middle of its towns."""
SOMEWHERE_IN_STATE: Final = "state"
"""Somewhere in a state, shown by the middle of its towns."""
PRECISIONS: Final = (TOWN_ITSELF, NEARBY, SOMEWHERE_IN_REGION, SOMEWHERE_IN_STATE)
"""From the most exact to the least."""
_BY_RANK: Final = {TOWN: TOWN_ITSELF, REGION: SOMEWHERE_IN_REGION, STATE: SOMEWHERE_IN_STATE}


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the globe: "50.45 north, 30.52 east, which is the town itself"."""

    lat: float
    """Degrees north, -90 to 90, WGS 84, to about a kilometre."""
    lon: float
    """Degrees east, -180 to 180."""
    precision: str
    """One of `PRECISIONS`."""
    code: str
    """Code of the place that the point is of: the place itself, or the smallest one around it that has a point."""


def point_of(place: Place | None) -> Point | None:
    """Where a place lies: its own point, else that of the smallest place around it; None where nothing is known.

    Several places named together have no point of their own. Raises `PackError` where the store is broken.
    """
    if place is None:
        return None
    own = active()
    spots, ranks = _spots_with(own), _ranks() if own is None else gazetteer().ranks
    joint = JOINT in place.code
    around = [code for code in place.within if not joint or ranks.get(code) in (REGION, STATE)]
    if joint and len({code for code in around if ranks.get(code) == STATE}) != 1:
        return None  # in two states, or nobody knows where
    for code in around[-1:] if joint else (place.code, *around):
        spot = spots.get(code)
        if spot is not None:
            precision = _BY_RANK.get(ranks.get(code, 0), SOMEWHERE_IN_STATE)
            near = place.near and precision == TOWN_ITSELF
            return Point(*spot, NEARBY if near else precision, code)
    return None


@cache
def _ranks() -> Mapping[str, int]:
    """Ranks of the codes that have a point, as the gazetteer has them, without reading its hundred thousand names."""
    ranks: dict[str, int] = {}
    for row in table(STORE, "parties.toml")["party"]:
        if row.get("kind") in STATES and not row.get("from") and not row.get("until"):
            own = [row, *(each for each in row.values() if isinstance(each, dict))]
            capitals = [name for each in own for name in each.get("capitals", ())]
            ranks.setdefault(row["code"], STATE)
            ranks.update({phrase_of(name): TOWN for name in capitals[:1] if phrase_of(name) not in ranks})
    for row in table(STORE, "places.toml")["place"]:
        ranks.setdefault(phrase_of(row["name"] if "name" in row else row["names"][0]), RANKS[row["kind"]])
    return {**dict.fromkeys(_spots(), TOWN), **ranks}


@cache
def _spots_with(own: OwnWords | None) -> Mapping[str, tuple[float, float]]:
    """The points of the store and of places of one's own."""
    told = [entry.row for entry in own.entries["place"]] if own else []
    spots = {_code(row): (float(row["lat"]), float(row["lon"])) for row in told if "lat" in row}
    return {**spots, **_spots()} if spots else _spots()


def _code(row: Row) -> str:
    """What the gazetteer calls a place of one's own: the first of its names."""
    own = [row, *(each for each in row.values() if isinstance(each, dict))]
    return next(phrase_of(name) for each in own for name in each.get("names", ()))


@cache
def _spots(folder: Path = STORE) -> Mapping[str, tuple[float, float]]:
    """Latitude and longitude by code of the place."""
    spots: dict[str, tuple[float, float]] = {}
    before = ""
    for line in (folder / "points.txt").read_text("utf-8").split("\n"):
        if line[:1] == "[":
            before = line[1:-1] + " "
        elif line and line[0] != "#":
            lat, lon, names = line.split(" ", 2)
            spot = (float(lat), float(lon))
            for name in names.split("|"):
                spots[before + name] = spot
    for own in table(folder, "points.toml").values():
        spots.update({code: (lat, lon) for code, (lat, lon) in own.items()})
    return spots
