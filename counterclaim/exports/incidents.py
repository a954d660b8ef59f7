"""What the forms of event data ask of a question: where, how exactly, whose dead, by whom said, in which reports.

A question with its claims and reports enters, plain values leave; None where nothing is known. No form is known here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from counterclaim.exports.countries import Country, country_at
from counterclaim.language.gazetteer import REGION, TOWN, gazetteer
from counterclaim.language.points import Point, point_of
from counterclaim.language.store.shown import place_shown, shown
from counterclaim.ledger.bulk import Asked
from counterclaim.model import NARRATOR, Place
from counterclaim.reconciliation.families import FACT, MOODS
from counterclaim.reconciliation.wording import asking

COMBATANTS: Final = frozenset({"soldiers", "fighters", "officers", "police"})
"""Units of people who fight."""
CIVILIANS: Final = frozenset({"civilians", "children", "journalists", "aid_workers"})
"""Units of people who do not."""
APART: Final = "; "
"""Between several texts in one cell."""
ID_BITS: Final = 48
"""Of numbers made of ids: R and JavaScript read whole numbers up to 2^53 exactly."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place as tables of events want it: "Kyiv, in Ukraine, at 50.45 north 30.52 east, the town itself"."""

    place: Place | None
    country: Country | None
    point: Point | None
    region: str | None
    """Name of the first-order division, as the gazetteer calls it."""
    town: str | None
    """Name of the town, where the place is one."""


def where(place: Place | None) -> Where:
    """Where a place is."""
    ranks = gazetteer().ranks
    codes = (place.code, *place.within) if place is not None else ()
    region = next((called(code) for code in codes if ranks.get(code) == REGION), None)
    town = place_shown(place, asking()[0]) if place is not None and ranks.get(place.code) == TOWN else None
    return Where(place, country_at(place), point_of(place), region, town)


def called(code: str) -> str:
    """The name of a place of the gazetteer in Latin script."""
    return place_shown(Place(code.title(), code), asking()[0])


def number_of(written: str) -> int:
    """A whole number for an id, below 2^48, the same everywhere."""
    return int.from_bytes(hashlib.sha256(written.encode()).digest()[: ID_BITS // 8])


def happened(asked: Asked) -> bool:
    """Whether the question is about what happened, and not about what is asked for, planned or threatened."""
    claims = [each.claim for each in asked.told.values()]
    return sum(MOODS[claim.stance] == FACT for claim in claims) * 2 >= len(claims)


def days(asked: Asked) -> tuple[date, date] | None:
    """First and last day, by publication where no claim says when; None where neither is known."""
    period = asked.question.period
    if period is None or (period.start is None and period.end is None):
        return None
    start, end = period.start or period.end, period.end or period.start
    return (min(start, end), max(start, end)) if start is not None and end is not None else None


def name(party: str | None) -> str | None:
    """A party's name, in the language that the forms are in."""
    return shown(party, asking()[0]) if party else None


def denied(asked: Asked) -> tuple[str, ...]:
    """Codes of the parties that deny an answer of it or doubt it, in order."""
    denying = {party for answer in asked.question.answers for party in answer.denied_by}
    return tuple(
        sorted(denying | {each.party for each in asked.question.answers if each.stance in ("denies", "doubts")})
    )


@dataclass(frozen=True, slots=True)
class Sources:
    """Who printed it and who said it, each in the order of publication."""

    outlets: tuple[str, ...]
    days: tuple[str, ...]
    titles: tuple[str, ...]
    articles: tuple[str, ...]
    """Each report as "outlet, day, title", or its address or id where it has neither."""
    speakers: tuple[str, ...]
    """Speakers as written, with their party; the party alone where the words do not name them."""


def sources(asked: Asked, reports: Iterable[str] | None = None) -> Sources:
    """The sources of a question, or of some of its reports."""
    told = [each.claim for each in asked.told.values() if reports is None or each.claim.report in set(reports)]
    printed = [asked.printed[each] for each in (asked.question.reports if reports is None else reports)]
    articles = []
    for each in printed:
        report = each.report
        parts = [part for part in (report.outlet, (report.published or "")[:10], report.title) if part]
        articles.append(",".join(_flat(part) for part in parts) or report.url or report.id)
    speakers = (
        f"{_flat(claim.speaker.text)} ({claim.speaker_party})" if claim.speaker else claim.speaker_party
        for claim in told
        if claim.speaker or claim.speaker_party != NARRATOR
    )
    return Sources(
        _once(_flat(each.report.outlet) for each in printed if each.report.outlet),
        tuple((each.report.published or "")[:10] for each in printed),
        _once(_flat(each.report.title) for each in printed if each.report.title),
        tuple(articles),
        _once(speakers),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _flat(text: str) -> str:
    """A text on one line, without what separates several in one cell."""
    return " ".join(text.replace(";", ",").split())
