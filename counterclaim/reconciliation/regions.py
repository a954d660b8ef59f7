"""Which towns may lie in a region: of most regions of the gazetteer no towns are known.

Two codes of places with what is around them enter, yes or no leaves. Nothing here knows a border: where a region holds
no town at all, any town of its state whose region is not known may lie in it that is not far nearer to the middle of
another region (`points`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Final

from counterclaim.language.gazetteer import REGION, TOWN, gazetteer
from counterclaim.language.own import OwnWords, active
from counterclaim.language.points import SOMEWHERE_IN_REGION, TOWN_ITSELF, Point, point_of
from counterclaim.model import Place

REACHES: Final = 500.0
"""Kilometres from the middle of a region beyond which nothing lies in it."""
SLACK: Final = 1.5
"""How many times as far as the nearest middle of a region a town may be from that of its own."""
AROUND: Final = 50.0
"""Kilometres from the middle of a region within which a town may always lie in it."""
GLOBE: Final = 6371.0
"""Radius in kilometres."""


def may_hold(code: str, within: tuple[str, ...], other: str, around: tuple[str, ...]) -> bool:
    """Whether one of two places may lie in the other, as far as anybody knows: "Darfur" and "El Fasher"."""
    if len(within) != 1 or within != around:
        return False
    own, bare = active(), _regions(active())[1]
    if (code in bare) == (other in bare):
        return False
    return _in_reach(own, code, other, within[0]) if code in bare else _in_reach(own, other, code, within[0])


def is_bare(code: str) -> bool:
    """Whether a place is a region of which no town is known."""
    return code in _regions(active())[1]


@lru_cache(maxsize=1 << 14)
def _in_reach(own: OwnWords | None, region: str, town: str, state: str) -> bool:
    """Whether a town is no further from the middle of a region than others from theirs; a village of which nobody
    knows where it lies may be in any of them.
    """
    spot = _point(town, state, TOWN_ITSELF)
    middles = _middles(own, state)
    if region not in middles or gazetteer().ranks.get(town) != TOWN:
        return False
    if spot is None:
        return True
    far = _kilometres(spot, middles[region])
    nearest = min(_kilometres(spot, middle) for middle in middles.values())
    return far <= min(REACHES, max(AROUND, SLACK * nearest))


@cache
def _middles(own: OwnWords | None, state: str) -> dict[str, Point]:
    """The middle of each region of a state, where it is known."""
    every = _regions(own)[0]
    middles = {code: _point(code, state, SOMEWHERE_IN_REGION) for code, land in every.items() if land == state}
    return {code: middle for code, middle in middles.items() if middle is not None}


def _point(code: str, state: str, precision: str) -> Point | None:
    """The point of a place itself, and not of what is around it."""
    point = point_of(Place(code, code, (state,)))
    return point if point is not None and (point.code, point.precision) == (code, precision) else None


def _kilometres(one: Point, other: Point) -> float:
    """How far two points are from each other, along the globe."""
    lats = radians(other.lat - one.lat) / 2
    lons = radians(other.lon - one.lon) / 2
    root = sin(lats) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(lons) ** 2
    return 2 * GLOBE * asin(sqrt(root))


@cache
def _regions(_own: OwnWords | None) -> tuple[dict[str, str], frozenset[str]]:
    """All regions with the state of each, and those of which no town is known."""
    every: dict[str, str] = {}
    holding: set[str] = set()
    for found in gazetteer().names.values():
        for site in found:
            if site.rank == TOWN:
                holding.update(site.within)
            elif site.rank == REGION:
                every[site.code] = site.within[-1] if site.within else ""
    return every, frozenset(every) - holding
