"""Where a written place lies: names of any language become one code each, with the larger places around it.

The characters of a claim's place enter, a `Place` leaves. The names are those of the store: states and their capitals,
the places of `places.toml` in all languages, the towns of GeoNames, and the region of a town where one is known
(`regions.txt`). Words that are no names ("the city of", "along the border") are passed over; words of nearness are kept
as `near`. Nothing here looks at the report around the place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from counterclaim.language.facets import phrase_of
from counterclaim.language.folder import table
from counterclaim.language.inflections import Inflections
from counterclaim.language.own import OwnWords, active
from counterclaim.language.packs import supported
from counterclaim.language.packs.loader import FOLDER
from counterclaim.language.store.sources import inflected, languages
from counterclaim.language.store.towns import STORE, towns_of
from counterclaim.model import Place

STATE: Final = 1
"""Rank of states and of lands with a party code of their own."""
REGION: Final = 2
"""Rank of regions, waters and zones."""
TOWN: Final = 3
"""Rank of cities, towns and sites."""
RANKS: Final = {"region": REGION, "water": REGION, "zone": REGION, "city": TOWN, "town": TOWN, "site": TOWN}
LONGEST: Final = 6
"""Words of a name."""
JOINT: Final = "+"
"""Between the codes of a place that is several places: "Kyiv and Rostov"."""
STATES: Final = frozenset({"state", "region"})
"""Kinds of parties that are also lands."""


@dataclass(frozen=True, slots=True)
class Site:
    """One place of the gazetteer."""

    code: str
    rank: int
    within: tuple[str, ...]
    """Codes of larger places, the smallest first."""


@dataclass(slots=True)
class Gazetteer:
    """All places by name."""

    names: dict[str, tuple[Site, ...]] = field(default_factory=dict)
    """In the form in which texts are matched; several sites where several places have the name."""
    near: frozenset[str] = frozenset()
    """Words of nearness of all languages, in that form."""
    ranks: dict[str, int] = field(default_factory=dict)
    """By code, `STATE`, `REGION` or `TOWN`."""
    seats: set[str] = field(default_factory=set)
    """Codes of capitals, whose names also stand for governments."""

    def add(self, names: Iterable[str], site: Site) -> None:
        """Give names a place; one that already has others gets it after them."""
        self.ranks.setdefault(site.code, site.rank)
        for name in names:
            known = self.names.get(name, ())
            if all(other.code != site.code for other in known):
                self.names[name] = (*known, site)

    def rank(self, place: Place) -> int:
        """How small a place is: `STATE`, `REGION` or `TOWN`, of several the smallest; 0 where it is not known."""
        return max(self.ranks.get(code, 0) for code in place.code.split(JOINT))

    def locate(self, written: str, parties: Collection[str] = ()) -> Place:
        """Where a written place lies. `parties` are those of the claim: of several places of one name theirs is
        meant.
        """
        words = phrase_of(written).split()
        found = list(self._found(words, parties, _small(written)))
        near = bool(words) and any(" ".join(words[:count]) in self.near for count in (1, 2, 3, 4))
        if not found:
            named = any(word[:1].isupper() for word in written.split())
            return Place(written, " ".join(words) if named else "", (), near, known=False)
        rank = max(site.rank for site in found)
        finest = list({site.code: site for site in found if site.rank == rank or _elsewhere(site, found)}.values())
        around = tuple(dict.fromkeys(site.code for site in found if site.rank < rank))
        if len(finest) == 1:
            within = dict.fromkeys((*finest[0].within, *(() if finest[0].within else around)))
            return Place(written, finest[0].code, tuple(within), near)
        finest.sort(key=lambda site: site.code)
        within = dict.fromkeys(code for site in finest for code in (site.code, *site.within))
        return Place(written, JOINT.join(site.code for site in finest), tuple(within), near)

    def _found(self, words: Sequence[str], parties: Collection[str], small: frozenset[str]) -> Iterator[Site]:
        """The places that words name, the longest names first from left to right; `small` words alone name none."""
        position = 0
        while position < len(words):
            for count in range(min(LONGEST, len(words) - position), 0, -1):
                sites = self.names.get(" ".join(words[position : position + count]))
                if sites and not small.issuperset(words[position : position + count]):
                    yield _meant(sites, parties)
                    position += count
                    break
            else:
                position += 1


def _small(written: str) -> frozenset[str]:
    """Words that stand in small letters beside others with a capital: no name, though a name may be spelled so."""
    words = written.split()
    small = frozenset(phrase_of(word) for word in words if word == word.lower())
    return small if any(word != word.lower() for word in words) else frozenset()


def joined(one: Place, other: Place, written: str) -> Place:
    """Two places named together as one: "Kyiv and Rostov"."""
    codes = sorted({*one.code.split(JOINT), *other.code.split(JOINT)})
    return Place(
        written, JOINT.join(codes), tuple(dict.fromkeys((*codes, *one.within, *other.within))), one.near or other.near
    )


def _elsewhere(site: Site, found: Sequence[Site]) -> bool:
    """Whether a region that is named beside smaller places holds none of them: "Kyiv, Rostov region"."""
    return (
        site.rank == REGION
        and bool(site.within)
        and all(
            bool(other.within) and set(other.within).isdisjoint((site.code, *site.within))
            for other in found
            if other.rank > site.rank
        )
    )


def _meant(sites: Sequence[Site], parties: Collection[str]) -> Site:
    """Of several places of one name the one that a party of the claim holds, else the first."""
    return next((site for site in sites if site.code in parties or set(site.within) & set(parties)), sites[0])


def gazetteer() -> Gazetteer:
    """The places of the store, and those of one's own that are in use; raises `PackError`."""
    own = active()
    return _of_store() if own is None else _with_own(own)


@cache
def _with_own(own: OwnWords) -> Gazetteer:
    """The places of the store with those of one's own: a name that both have is theirs first."""
    store = _of_store()
    made = Gazetteer(dict(store.names), store.near, dict(store.ranks), set(store.seats))
    known, holders = languages(STORE), _parts()
    inflections = {lang: Inflections(STORE, inflected(lang)) for lang in known}
    for entry in own.entries["place"]:
        party, names = entry.row.get("party"), list(dict.fromkeys(_forms(entry.row, "names", known, inflections)))
        site = Site(names[0], RANKS[entry.row["kind"]], (party, *holders.get(party, ())) if party else ())
        made.add(names, site)
    for entry in own.entries["party"]:
        if entry.row.get("kind") in STATES and entry.row["code"] not in made.ranks:
            names = list(dict.fromkeys(_forms(entry.row, "names", known, inflections)))
            made.add(names, Site(entry.row["code"], STATE, ()))
    return made


@cache
def _of_store() -> Gazetteer:
    made, known = Gazetteer(near=_near()), languages(STORE)
    inflections = {lang: Inflections(STORE, inflected(lang)) for lang in known}
    holders = _parts()
    regions = _regions()
    _add_parties(made, known, inflections, holders)
    _add_places(made, known, inflections, holders, regions)
    for names in _towns(known):
        for name, codes in names.items():
            for code in codes if name not in made.names else ():
                region = regions.get((code, name))
                around = (*([region] if region else ()), code, *holders.get(code, ()))
                made.add([name], Site(f"{code} {name}", TOWN, around))
    return made


def _add_parties(
    made: Gazetteer,
    known: Sequence[str],
    inflections: Mapping[str, Inflections],
    holders: Mapping[str, tuple[str, ...]],
) -> None:
    drawn = table(STORE, "countries.toml")
    for row in table(STORE, "parties.toml")["party"]:
        code = row["code"]
        if row.get("kind") not in STATES or row.get("from") or row.get("until"):
            continue
        land = Site(code, STATE, holders.get(code, ()))
        for lists in ("names", "demonyms"):
            made.add(_forms(row, lists, known, inflections), land)
        made.add((phrase_of(drawn[lang][code]) for lang in known if code in drawn.get(lang, {})), land)
        capitals = [name for own in (row, *(row.get(lang, {}) for lang in known)) for name in own.get("capitals", ())]
        if capitals:
            made.seats.add(phrase_of(capitals[0]))
            made.add(
                _forms(row, "capitals", known, inflections),
                Site(phrase_of(capitals[0]), TOWN, (code, *holders.get(code, ()))),
            )


def _add_places(
    made: Gazetteer,
    known: Sequence[str],
    inflections: Mapping[str, Inflections],
    holders: Mapping[str, tuple[str, ...]],
    regions: Mapping[tuple[str, str], str],
) -> None:
    rows = table(STORE, "places.toml")["place"]
    for row in rows:
        names = tuple(dict.fromkeys(_forms(row, "names", known, inflections)))
        party = row.get("party")
        first = _code_of(row)
        held = (party, *holders.get(party, ())) if party else ()
        region = next((regions[party, name] for name in names if party and (party, name) in regions), None)
        around = (region, *held) if region and region != first and row["kind"] != "region" else held
        if row["kind"] == "water":
            around = (*(other for other in _inside(first, rows)), *around)
        made.add(names, Site(first, RANKS[row["kind"]], around))
    _put_into_towns(made, rows)


def _put_into_towns(made: Gazetteer, rows: Sequence[Mapping[str, Any]]) -> None:
    """Let a site that is called by its town lie in it: "Engels air base" in Engels.

    Many rows call a site a town: what ends as any site does ("base", "airport") is one.
    """
    called: dict[str, str] = {}
    ends: set[str] = set()
    for row in rows:
        words, party = _code_of(row).split(), row.get("party")
        heads = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
        town = next((head for head in heads if _is_town(made, head, party)), None)
        if town is not None and RANKS[row["kind"]] == TOWN:
            called[" ".join(words)] = town
            ends |= {words[-1]} if row["kind"] == "site" else set()
    towns = {site.code: site for town in called.values() for site in made.names[town] if site.code == town}
    inside = {code: towns[town] for code, town in called.items() if code.rpartition(" ")[2] in ends}
    for name, sites in made.names.items():
        if any(site.code in inside for site in sites):
            made.names[name] = tuple(_put_into(site, inside.get(site.code)) for site in sites)


def _put_into(site: Site, town: Site | None) -> Site:
    """A site within a town of the same state; as it is where there is none."""
    if town is None or town.within[-1:] != site.within[-1:]:
        return site
    return replace(site, within=(town.code, *town.within))


def _code_of(row: Mapping[str, Any]) -> str:
    """The code of a place: its first name, folded."""
    return phrase_of(row["name"] if "name" in row else row["names"][0])


def _is_town(made: Gazetteer, code: str, party: str | None) -> bool:
    """Whether a party has a town of this code."""
    return any(site.code == code and site.rank == TOWN and party in site.within for site in made.names.get(code, ()))


def _inside(name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Waters whose name is the last words of a longer one: the eastern Pacific is in the Pacific."""
    for row in rows:
        other = phrase_of(row["name"] if "name" in row else row["names"][0])
        if row["kind"] == "water" and name.endswith(" " + other):
            yield other


def _forms(
    row: Mapping[str, Any], lists: str, known: Sequence[str], inflections: Mapping[str, Inflections]
) -> Iterator[str]:
    """The names of one list of an entry in all languages, in all their forms."""
    yield from map(phrase_of, row.get(lists, ()))
    for lang in known:
        for name in (*row.get(lists, ()), *row.get(lang, {}).get(lists, ())):
            yield phrase_of(name)
            for written, _ in inflections[lang].named(name):
                yield phrase_of(written)


def _towns(known: Sequence[str]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """The names of towns in each script, once."""
    scripts = table(STORE, "languages.toml").get("towns", {})
    for lang in {script: lang for lang, script in scripts.items() if lang in known}.values():
        yield towns_of(lang).names


def _parts() -> dict[str, tuple[str, ...]]:
    """Lands with a code of their own, and what they are part of."""
    return {part: (whole,) for part, whole in table(STORE, "conflicts.toml").get("parts", ())}


def _regions(folder: Path = STORE) -> dict[tuple[str, str], str]:
    """The region of a town by party and name."""
    regions: dict[tuple[str, str], str] = {}
    party = region = ""
    for line in (folder / "regions.txt").read_text("utf-8").split("\n"):
        if line[:1] == "[":
            party, _, region = line[1:-1].partition(" ")
        elif line and line[0] != "#":
            regions[party, line] = region
    return regions


def _near() -> frozenset[str]:
    """Words of nearness of all packs."""
    return frozenset(
        phrase_of(word) for lang in supported() for word in table(FOLDER / lang, "grammar.toml").get("near", ())
    )
