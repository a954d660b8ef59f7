"""The page of search: words and filters enter, the reports that have them, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from counterclaim.ledger.search import FACETS, Filters, Hit, search
from counterclaim.web.asked import BadAddress, day_of, number_of
from counterclaim.web.visiting import Shown, Visit, page_routes

LISTED: Final = 20
"""Reports on one page."""
DEEPEST: Final = 500
LONGEST: Final = 200
"""Characters of what is searched for, or of a filter."""
CHOSEN: Final = ("party", "event", "status", "outlet", "lang")
"""Facets that an address names by themselves; a month is named by its days."""
KINDS: Final = {"event": "event", "status": "status"}
"""Facets whose values are codes in words."""


@dataclass(frozen=True, slots=True)
class SearchShown:
    """What a search gave."""

    words: str
    filters: Filters
    total: int
    exact: int
    """Those that have the words as typed, marks and all."""
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    """Facet -> its values with how many of all hits have them."""


def page(visit: Visit) -> Shown:
    """The reports that the address asks for; without words, the form alone."""
    query = visit.request.query_params
    words = " ".join(query.get("words", "").split())
    at = number_of(query, "page", 1, DEEPEST, 1)
    filters = filters_of(visit)
    if len(words) > LONGEST:
        raise BadAddress("words", words, f"write at most {LONGEST} characters")
    if not any(letter.isalnum() for letter in words):
        told = SearchShown(words, filters, 0, 0, 1, 1, (), dict.fromkeys(FACETS, ()))
        return Shown("search.html", told, parts=_parts())
    found = search(visit.ledger, words, replace(filters, recorded=visit.asked.held), LISTED, (at - 1) * LISTED)
    pages = max(1, min(DEEPEST, -(-found.total // LISTED)))
    told = SearchShown(words, filters, found.total, found.exact, at, pages, found.hits, found.facets)
    return Shown("search.html", told, parts=_parts())


def _parts() -> dict[str, object]:
    return {"facet_names": FACETS, "kinds": KINDS, "chosen": CHOSEN}


def filters_of(visit: Visit) -> Filters:
    """The filters of an address. Raises BadAddress."""
    query = visit.request.query_params
    told = {name: query.get(name) or None for name in CHOSEN}
    for name, value in told.items():
        if value is not None and len(value) > LONGEST:
            raise BadAddress(name, value, f"write at most {LONGEST} characters")
    days = [each for each in (day_of(query, "until"), visit.asked.as_of) if each is not None]
    return Filters(
        told["party"], told["event"], told["status"], told["outlet"], told["lang"], day_of(query, "since"),
        min(days, default=None),
    )  # fmt: skip


routes: Final = page_routes("/search", page, "search")
