"""The page of a report: its text with the evidence of its claims marked, its claims beside it, versions and copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from counterclaim.errors import NotInLedger
from counterclaim.ledger.browsing import Printing, printings, questions_of
from counterclaim.ledger.lookup import StoredClaim, StoredReport, Version, standing_claims
from counterclaim.ledger.questions import brief
from counterclaim.model import Claim, Question, Report
from counterclaim.web.asked import number_of, part
from counterclaim.web.citing import cited
from counterclaim.web.marking import EVIDENCE, FIELDS, marks_of, part_at, parts, pieces
from counterclaim.web.visiting import Shown, Visit, page_routes

MOST_VERSIONS: Final = 100_000
ADDRESSES: Final = ("http://", "https://")
"""What an address of a report begins with that is linked; others are only shown."""


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """One claim of a report, with the characters of each of its fields."""

    claim: str
    """Its id."""
    number: int
    """In the order of the text, from 1."""
    speaker: str | None
    speaker_party: str
    via: tuple[str, ...]
    stance: str
    event: str
    actor: str | None
    target: str | None
    unit: str | None
    low: int | None
    high: int | None
    qualifier: str | None
    scope: str | None
    start: str | None
    end: str | None
    time: str | None
    """The words of the time."""
    place: str | None
    denies: tuple[int, ...]
    """Numbers of the claims of this report that it rejects."""
    confidence: float | None
    standing: str
    """coded, accepted or corrected."""
    made_by: str
    evidence: str
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    """Field -> where its characters stand in the report's text, end exclusive."""
    questions: tuple[str, ...]
    """Ids of the questions that it is about."""


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report with its claims."""

    report: str
    """Its id."""
    version: int
    versions: tuple[Version, ...]
    lang: str | None
    outlet: str | None
    published: str | None
    modified: str | None
    byline: str | None
    url: str | None
    via: tuple[str, ...]
    title: str
    text: str
    """Title, two line breaks, body: all spans count its characters."""
    source_sha256: str | None
    fetched: str | None
    encoding: str | None
    claims: tuple[ClaimShown, ...]
    copies: tuple[Printing, ...]
    """Other printings of the same report."""


def page(visit: Visit) -> Shown:
    """A report in the version that the address names, one claim of it looked at where the address names one."""
    query = visit.request.query_params
    version = number_of(query, "version", 1, MOST_VERSIONS, 0) or None
    found = visit.ledger.report(visit.request.path_params["id"], version, visit.asked.held)
    holding = standing_claims(found)
    looked_at = query.get("claim") or None
    if looked_at is not None and looked_at not in {stored.id for stored, _ in holding}:
        looked_at = None
    report, told = found.report, shown_report(visit, found, holding)
    body = len(report.title) + 2 if report.title else 0
    cuts = parts(report.text, body)
    chosen = next((stored.claim for stored, _ in holding if stored.id == looked_at), None)
    wanted = part_at(cuts, chosen.evidence.start) + 1 if chosen else 1
    at = number_of(query, "part", 1, len(cuts), wanted)
    first, last = cuts[at - 1]
    listed = [each for each in told.claims if _stands(each, first if at > 1 else 0, last)]
    marks = [
        mark
        for number, (stored, claim) in enumerate(holding, 1)
        for mark in marks_of(claim, number, fields=stored.id == looked_at)
    ]
    return Shown(
        "report.html",
        told,
        parts={
            "title": pieces(report.text, 0, len(report.title), marks),
            "body": pieces(report.text, first, last, marks),
            "at": at,
            "part_count": len(cuts),
            "listed": listed,
            "looked_at": next((each for each in told.claims if each.claim == looked_at), None),
            "asks": asks(visit, listed),
            "fields": FIELDS,
            "link": report.url if (report.url or "").startswith(ADDRESSES) else None,
            "cited": cited(visit, f"/report/{part(report.id)}", (report.published or "")[:10] or None),
        },
    )


def _stands(claim: ClaimShown, first: int, last: int) -> bool:
    """Whether the evidence of a claim begins in a part of the text."""
    return first <= claim.spans[EVIDENCE][0][0] < last


def asks(visit: Visit, claims: Iterable[ClaimShown]) -> dict[str, Question]:
    """The questions that claims are about, by id."""
    wanted = {one for each in claims for one in each.questions}
    found: dict[str, Question] = {}
    for each in sorted(wanted):
        try:
            found[each] = brief(visit.ledger, each)
        except NotInLedger:  # joined with another meanwhile
            continue
    return found


def shown_report(visit: Visit, found: StoredReport, holding: tuple[tuple[StoredClaim, Claim], ...]) -> ReportShown:
    """A stored report as its page tells it."""
    report: Report = found.report
    about = questions_of(visit.ledger, [stored.id for stored, _ in holding])
    numbers = {claim.id: number for number, (_, claim) in enumerate(holding, 1)}
    known = printings(visit.ledger, found.copies)
    copies = sorted(known.values(), key=lambda each: (each.published or "", each.report))
    return ReportShown(
        report.id, found.version.number, found.versions, report.lang, report.outlet, report.published, report.modified,
        report.byline, report.url, report.via, report.title, report.text,
        report.raw.sha256 if report.raw else None, report.raw.fetched if report.raw else None,
        report.raw.encoding if report.raw else None,
        tuple(
            _claim(stored, claim, number, numbers, about.get(stored.id, ()))
            for number, (stored, claim) in enumerate(holding, 1)
        ),
        tuple(copies),
    )  # fmt: skip


def _claim(
    stored: StoredClaim, claim: Claim, number: int, numbers: Mapping[str, int], questions: tuple[str, ...]
) -> ClaimShown:
    period, quantity = claim.period, claim.quantity
    spans: dict[str, list[tuple[int, int]]] = {}
    for mark in marks_of(claim, number, fields=True):
        spans.setdefault(mark.field, []).append((mark.start, mark.end))
    return ClaimShown(
        stored.id, number, claim.speaker.text if claim.speaker else None, claim.speaker_party, claim.via, claim.stance,
        claim.event, claim.actor, claim.target, claim.unit, claim.low, claim.high,
        quantity.qualifier if quantity else None, claim.scope,
        str(period.start) if period and period.start else None, str(period.end) if period and period.end else None,
        period.written.text if period and period.written else None, claim.place.text if claim.place else None,
        tuple(sorted(numbers[other] for other in claim.denies if other in numbers)), claim.confidence,
        stored.standing.standing, stored.standing.made_by, claim.evidence.text,
        {name: tuple(each) for name, each in spans.items()}, questions,
    )  # fmt: skip


routes: Final = page_routes("/report/{id:path}", page, "report")
