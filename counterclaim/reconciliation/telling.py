"""What reconciliation needs of a report beside its claims: a report and its claims enter, `Told` claims leave.

Places are located in the gazetteer. A claim that names no place gets the one that its own words, the claims beside it
or the report tell, where there is only one; a place that another one of its rank follows is both ("Kyiv, Rostov"). A
denial is told once for each claim that it denies. Nothing here compares claims of different reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from counterclaim.language.facets import phrase_of
from counterclaim.language.gazetteer import JOINT, LONGEST, STATE, TOWN, Gazetteer, Site, gazetteer, joined
from counterclaim.model import Claim, Place, Report, Told
from counterclaim.reconciliation.families import FAMILY, LOCATED, LOSSES, family_of

PLACED: Final = frozenset(FAMILY) | LOSSES | {"repel", "blockade", "clash"}
"""Events that happen somewhere; where talks are held is not told by the towns that a report names."""
JOINT_GAP: Final = 6
"""Characters between two places that are named together."""
STOPS: Final = re.compile(r"[.!?;|\n]")
WORD: Final = re.compile(r"[^\W_][\w'\u2019\u02bc]*")


def tell(
    report: Report, claims: Sequence[Claim], lang: str | None = None, printing: str | None = None
) -> tuple[Told, ...]:
    """The claims of a report, each with what reconciliation needs; raises `PackError` where the store is broken."""
    places = _places(report, claims)
    by_id = {claim.id: claim for claim in claims}
    said = {claim_id for claim_id, claim in by_id.items() if claim.place is not None and places[claim_id] is not None}
    told = []
    for claim_id, claim in by_id.items():
        denied = [by_id[other] for other in claim.denies if other in by_id] if claim.stance != "asserts" else []
        for about in (*denied, *([None] if not denied else [])):
            of = about.id if about is not None else claim_id
            told.append(
                Told(
                    claim, report.outlet, report.published, lang or report.lang,
                    places[of], of in said, about, printing,
                )
            )  # fmt: skip
    return tuple(told)


def _places(report: Report, claims: Sequence[Claim]) -> dict[str, Place | None]:
    """The place of every claim by id, as it says itself or as the report tells."""
    sites = gazetteer()
    places: dict[str, Place | None] = {}
    for claim in claims:
        parties = {party for party in (claim.target, claim.actor) if party}
        place = _joint(sites, report, claim, parties) if claim.place is not None else None
        if place is not None and place.known and claim.event in LOCATED:
            place = _further(sites, claim, place, parties)
        if place is None or not place.known or _coarse(sites, place):
            finer = _only(sites, claim.evidence.text, place, parties) if claim.event in PLACED else None
            place = finer or (place if place is not None and place.code else None)
        places[claim.id] = place
    implied: list[Place | None] = []
    for claim in claims:
        if places[claim.id] is None and claim.event in PLACED:
            if not implied:
                implied.append(_only(sites, report.text, None, frozenset()))
            places[claim.id] = _beside(claim, claims, places) or _fitting(claim, implied[0])
    return places


def _joint(sites: Gazetteer, report: Report, claim: Claim, parties: set[str]) -> Place:
    """The place that a claim names, with another one of its rank that is named right after it."""
    span = claim.place
    if span is None:
        raise ValueError("the claim names no place")
    place = sites.locate(span.text, parties)
    text = report.text
    following = WORD.search(text, span.end)
    if not place.known or following is None or not 0 < following.start() - span.end <= JOINT_GAP:
        gap = text[span.end : span.end + JOINT_GAP + 1]
        following = _second_word(text, span.end) if place.known and gap else None
    if following is None or STOPS.search(text[span.end : following.start()]) or not following.group()[0].isupper():
        return place
    for start, end, site in _named(sites, text[following.start() : following.start() + 60]):
        other = Place(text[following.start() + start : following.start() + end], site.code, site.within)
        apart = other.code not in (place.code, *place.within) and place.code not in other.within
        same_rank = site.rank == sites.rank(place)
        if start == 0 and apart and (same_rank or not set(place.within) & set(other.within)) and site.rank > STATE:
            return joined(place, other, text[span.start : following.start() + end])
        break
    return place


def _further(sites: Gazetteer, claim: Claim, place: Place, parties: set[str]) -> Place:
    """A place with the one that the same claim names where the report says it again: two towns that were taken."""
    for span in claim.further:
        other = _only(sites, span.text, None, parties)
        if other is not None and other.code not in (*place.code.split(JOINT), *place.within):
            place = joined(place, other, place.written)
    return place


def _second_word(text: str, start: int) -> re.Match[str] | None:
    """The second word after a place, where the first is short: "Kyiv and Rostov"."""
    first = WORD.search(text, start)
    if first is None or first.start() - start > 1 or len(first.group()) > JOINT_GAP - 2:
        return None
    second = WORD.search(text, first.end())
    return second if second is not None and second.start() - first.end() == 1 else None


def _coarse(sites: Gazetteer, place: Place) -> bool:
    """Whether a place is a state or region in which a smaller one may be meant."""
    return place.known and sites.rank(place) < TOWN


def _only(sites: Gazetteer, text: str, around: Place | None, parties: frozenset[str] | set[str]) -> Place | None:
    """The one town that a text names, within a larger place where there is one, and with a party of the claim."""
    found: dict[str, Place] = {}
    for start, end, site in _named(sites, text):
        if site.rank == TOWN and site.code[:1].islower() and site.code not in sites.seats:
            if around is not None and around.code and around.code not in site.within:
                continue
            if not parties or not parties.isdisjoint(site.within):
                found[site.code] = Place(text[start:end], site.code, site.within)
    return next(iter(found.values())) if len(found) == 1 else None


def _beside(claim: Claim, claims: Sequence[Claim], places: Mapping[str, Place | None]) -> Place | None:
    """The place of the claims of the same report about the same kind of event, where they have one."""
    family = family_of(claim.event)
    near = [places[other.id] for other in claims if other.id in claim.denies or claim.id in other.denies]
    near += [
        places[other.id]
        for other in claims
        if family_of(other.event) == family
        and (other.target is None or claim.target is None or {other.target, other.actor} & {claim.target, claim.actor})
    ]
    found = {place.code: place for place in near if place is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _fitting(claim: Claim, place: Place | None) -> Place | None:
    """A place that the report tells, where a party of the claim is there."""
    if place is None:
        return None
    parties = {party for party in (claim.actor, claim.target) if party}
    return place if not parties or parties & set(place.within) else None


def _named(sites: Gazetteer, text: str) -> Iterator[tuple[int, int, Site]]:
    """The names of places in a text that are written as names, longest first from left to right, with where they
    stand.
    """
    words = list(WORD.finditer(text))
    position = 0
    while position < len(words):
        if words[position].group()[0].isupper():
            for count in range(min(LONGEST, len(words) - position), 0, -1):
                start, end = words[position].start(), words[position + count - 1].end()
                found = sites.names.get(phrase_of(text[start:end]))
                if found:
                    yield start, end, found[0]
                    position += count - 1
                    break
        position += 1
