"""The map: where questions say that things happened, each place as exactly as it is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from counterclaim.charts import Chart, Spot, map_chart
from counterclaim.language.points import Point, point_of
from counterclaim.language.store.shown import place_shown
from counterclaim.ledger.mapping import AtPlace, by_place
from counterclaim.model import Place
from counterclaim.web.charted import chart_routes, charted
from counterclaim.web.letters import UNSEEN
from counterclaim.web.remembered import Remembered
from counterclaim.web.selecting import chosen, offered, selection_of
from counterclaim.web.visiting import Shown, Visit, page_routes
from counterclaim.web.words import Words

DISPUTED: Final = frozenset({"disputed", "denied"})
NEARER: Final = 12
"""Countries offered for a nearer look."""
TABLED: Final = 100
"""Places in the table of the page; the JSON has all."""
_remembered: Final = Remembered(128)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What is not on the map, and why."""

    unsaid: int
    """Questions that name no place."""
    unknown: int
    """Questions whose place has no point: not in the gazetteer, or several places at once."""


@dataclass(frozen=True, slots=True)
class MapShown:
    """The map, as far as it can be told in words."""

    filters: Mapping[str, str]
    as_of: str | None
    recorded: str | None
    total: int
    """Questions that fit, those without a place too."""
    spots: tuple[Spot, ...]
    unplaced: Unplaced
    nearer: tuple[tuple[str, int], ...]
    """Codes of the countries with most questions, to look at more closely."""


def page(visit: Visit) -> Shown:
    """The places that the address selects."""
    told = _told(visit)
    total = sum(spot.number for spot in told.spots) + told.unplaced.unsaid + told.unplaced.unknown
    shown = MapShown(
        chosen(visit), visit.asked.as_of, visit.asked.recorded, total, told.spots, told.unplaced, told.countries
    )
    filters = chosen(visit)
    asked = ("page", tuple(filters.items()), visit.asked, visit.words.lang)
    drawn = _remembered.of(visit.ledger, asked, lambda: charted(visit, partial(_at, told), "/map/chart", **filters))
    return Shown("map.html", shown, parts={"offered": offered(visit), "chart": drawn, "tabled": TABLED})


def chart(visit: Visit, width: int) -> Chart | None:
    """The map that the address selects."""
    return _at(_told(visit), visit, width)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told by place, for one selection in one language."""

    spots: tuple[Spot, ...]
    unplaced: Unplaced
    countries: tuple[tuple[str, int], ...]


def _told(visit: Visit) -> _Told:
    selection, then = selection_of(visit), visit.asked.as_of is not None

    def made() -> _Told:
        counted = by_place(visit.ledger, selection, visit.asked.held)
        return _Told(*_spots(counted, visit.words, then=then), _countries(counted))

    return _remembered.of(visit.ledger, (selection, then, visit.words.lang, visit.asked.held), made)


def _at(told: _Told, visit: Visit, width: int) -> Chart | None:
    lang = visit.words.lang
    asked = ("drawn", selection_of(visit), visit.asked.as_of is not None, lang, visit.asked.held, width)
    return _remembered.of(visit.ledger, asked, lambda: map_chart(told.spots, lang, width=width))


def _spots(counted: Sequence[AtPlace], words: Words, *, then: bool) -> tuple[tuple[Spot, ...], Unplaced]:
    """Places that have a point, each once and by the name that most of its questions have."""
    points: dict[tuple[str, str], Point] = {}
    held: dict[tuple[str, str], Place] = {}
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    disputed: Counter[tuple[str, str]] = Counter()
    unsaid = unknown = 0
    for each in counted:
        point = point_of(each.place)
        if each.place is None or point is None:
            unsaid += each.questions if each.place is None else 0
            unknown += each.questions if each.place is not None else 0
            continue
        key = (each.place.code, point.precision)
        points[key], held[key] = point, each.place
        names[key][each.place.written] += each.questions
        disputed[key] += (each.status in DISPUTED) * each.questions
    return tuple(
        Spot(
            key[0], _name(held[key], names[key], words), _around(held[key], words), point.lat, point.lon,
            point.precision, names[key].total(), None if then else disputed[key],
        )
        for key, point in points.items()
    ), Unplaced(unsaid, unknown)  # fmt: skip


def _name(place: Place, written: Counter[str], words: Words) -> str:
    """What a place is called in the language, else as most questions write it."""
    most = min(written, key=lambda name: (-written[name], len(name), name))
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", place_shown(replace(place, written=most), words.lang))


def _around(place: Place, words: Words) -> str:
    """The state that holds a place."""
    return words.party(place.within[-1]) if place.within else ""


def _countries(counted: Sequence[AtPlace]) -> tuple[tuple[str, int], ...]:
    held: Counter[str] = Counter()
    for each in counted:
        if each.place is not None and each.place.known:
            for code in {each.place.code, *each.place.within[-1:]}:
                held[code] += each.questions if code.isupper() and code.isalpha() else 0
    return tuple((code, number) for code, number in held.most_common(NEARER) if number)


routes: Final = (*page_routes("/map", page, "map"), *chart_routes("/map/chart", chart, "map-chart"))
