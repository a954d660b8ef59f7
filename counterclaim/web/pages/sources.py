"""The pages of sources: outlets and agencies, who relays whom, who prints whose reports again; one outlet alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counterclaim.ledger.browsing import Printing
from counterclaim.ledger.outlets import Link, Outlet, copied, months_of, newest_of, outlets, relayed
from counterclaim.web.asked import number_of
from counterclaim.web.remembered import Remembered
from counterclaim.web.visiting import Shown, Visit, page_routes

LISTED: Final = 30
"""Reports of one outlet on one page."""
DEEPEST: Final = 300
LINKS: Final = 30
"""Pairs that are listed."""
_remembered: Final = Remembered(32)


@dataclass(frozen=True, slots=True)
class SourcesShown:
    """All outlets, and what they take from each other."""

    outlets: tuple[Outlet, ...]
    relayed: tuple[Link, ...]
    """Which outlet relays which agency."""
    copied: tuple[Link, ...]
    """Which outlet prints what another printed before."""


@dataclass(frozen=True, slots=True)
class SourceShown:
    """One outlet."""

    outlet: str
    reports: int
    months: tuple[tuple[str, int], ...]
    relays: tuple[Link, ...]
    prints_again: tuple[Link, ...]
    printed_again_by: tuple[Link, ...]
    page: int
    more: bool
    newest: tuple[Printing, ...]


def page(visit: Visit) -> Shown:
    """All sources of the ledger."""
    return Shown("sources.html", sources(visit), parts={"most": LINKS})


def sources(visit: Visit) -> SourcesShown:
    """All sources, read once for each commit."""
    ledger = visit.ledger
    return _remembered.of(ledger, "sources", lambda: SourcesShown(outlets(ledger), relayed(ledger), copied(ledger)))


def source(visit: Visit) -> Shown:
    """One outlet with its newest reports."""
    name, at = visit.request.path_params["name"], number_of(visit.request.query_params, "page", 1, DEEPEST, 1)
    months, every = months_of(visit.ledger, name), sources(visit)
    newest = newest_of(visit.ledger, name, visit.asked.as_of, LISTED + 1, (at - 1) * LISTED)
    told = SourceShown(
        name, next((each.reports for each in every.outlets if each.name == name), 0), months,
        tuple(each for each in every.relayed if each.outlet == name),
        tuple(each for each in every.copied if each.outlet == name),
        tuple(each for each in every.copied if each.source == name),
        at, len(newest) > LISTED, newest[:LISTED],
    )  # fmt: skip
    return Shown("source.html", told, parts={"most": max((count for _, count in months), default=1)})


routes: Final = (*page_routes("/sources", page, "sources"), *page_routes("/source/{name:path}", source, "source"))
