"""The queue of what people should look at: what waits in a ledger enters, a list leaves, what matters most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from counterclaim.errors import NotInLedger
from counterclaim.ledger.browsing import Printing, printings
from counterclaim.ledger.lookup import StoredClaim
from counterclaim.ledger.questions import brief
from counterclaim.ledger.queue import KINDS, Review, Waiting, is_unsettled, reviews_made, waiting
from counterclaim.model import Question
from counterclaim.reconciliation.status import REJECTS
from counterclaim.reconciliation.wording import asking, worded
from counterclaim.web.asked import BadAddress, number_of, part
from counterclaim.web.pages.signing import visitor_of
from counterclaim.web.visiting import Shown, Visit, page_routes

LISTED: Final = 12
"""Rows of a page."""
HISTORY: Final = 50
MOST: Final = 10_000
LAST_REVIEW: Final = 1 << 53


@dataclass(frozen=True, slots=True)
class Position:
    """What one party says to a question, in short."""

    party: str
    stance: str
    low: int | None
    high: int | None
    qualifier: str | None

    @property
    def telling(self) -> bool:
        """Whether it has a number, or denies."""
        return self.low is not None or self.high is not None or self.stance in REJECTS


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits, with what it is about."""

    waiting: Waiting
    address: str
    """Where it is decided."""
    words: Mapping[str, str]
    """Of a question: it in words, by language."""
    positions: tuple[Position, ...]
    evidence: str | None
    """Of a claim: the characters that say so."""
    printed: Printing | None
    """Of a claim or report: where it was printed."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, page by page."""

    kind: str | None
    """The only kind that is listed, where the address names one."""
    counts: Mapping[str, int]
    """How many of each kind wait; at most 200 are counted."""
    rows: tuple[Row, ...]
    page: int
    pages: int
    unsettled: bool
    """Whether figures are being brought up to date with the last decisions."""


@dataclass(frozen=True, slots=True)
class History:
    """What people decided, the last first."""

    reviews: tuple[Review, ...]
    before: int | None
    """The number to go on before, where there is more."""
    subject: str | None
    who: str | None


def page(visit: Visit) -> Shown:
    """The queue; those of one kind alone where the address names it."""
    query = visit.request.query_params
    kind = query.get("kind") or None
    if kind is not None and kind not in KINDS:
        raise BadAddress("kind", kind, f"write one of {', '.join(KINDS)}")
    found = waiting(visit.ledger)
    chosen = [each for each in found if kind in (None, each.kind)]
    pages = max(1, -(-len(chosen) // LISTED))
    at = min(number_of(query, "page", 1, MOST, 1), pages)
    listed = [_row(visit, each, kind) for each in chosen[(at - 1) * LISTED : at * LISTED]]
    counts = Counter(each.kind for each in found)
    told = Queue(
        kind, {each: counts[each] for each in KINDS}, tuple(each for each in listed if each is not None), at, pages,
        is_unsettled(visit.ledger),
    )  # fmt: skip
    return Shown("review.html", told, parts=common(visit))


def _row(visit: Visit, each: Waiting, kind: str | None) -> Row | None:
    """What waits, as the list shows it; None where it went meanwhile."""
    address = visit.asked.address(path_of(each), queue=kind)
    try:
        if each.question is not None:
            asked = brief(visit.ledger, each.question)
            return Row(each, address, in_words(asked), positions(asked), None, None)
        stored = visit.ledger.claim(each.claim) if each.claim else None
    except NotInLedger:
        return None
    report = stored.claim.report if stored else str(each.report)
    told = _position(stored) if stored else ()
    evidence = stored.claim.evidence.text if stored else None
    return Row(each, address, {}, told, evidence, printings(visit.ledger, [report]).get(report))


def _position(stored: StoredClaim) -> tuple[Position, ...]:
    claim = stored.claim
    qualifier = claim.quantity.qualifier if claim.quantity else None
    return (Position(claim.speaker_party, claim.stance, claim.low, claim.high, qualifier),)


def in_words(asked: Question) -> dict[str, str]:
    """A question in words, by language."""
    return {lang: worded(asked, lang) for lang in asking()}


def positions(asked: Question) -> tuple[Position, ...]:
    """What the parties say to a question, in short."""
    return tuple(Position(each.party, each.stance, each.low, each.high, each.qualifier) for each in asked.answers)


def path_of(each: Waiting) -> str:
    """Where a thing that waits is decided."""
    if each.question is not None:
        return f"/review/question/{part(each.question)}"
    return f"/review/claim/{part(each.claim)}" if each.claim else f"/review/report/{part(str(each.report))}"


def next_of(visit: Visit, subject: str) -> str:
    """Where a reviewer goes on after a subject: to what follows it in the queue that the address names, or else first.

    Walking the queue costs little more than showing it, and what others decided meanwhile is left out.
    """
    kind = visit.request.query_params.get("queue") or None
    found = waiting(visit.ledger, (kind,) if kind in KINDS else KINDS)
    subjects = [each.subject for each in found]
    after = subjects.index(subject) + 1 if subject in subjects else 0
    following = next((each for each in found[after:] if each.subject != subject), None)
    kept = kind if kind in KINDS else None
    return visit.asked.address(path_of(following), queue=kept) if following else visit.asked.address("/review")


def common(visit: Visit) -> dict[str, object]:
    """What all pages of reviewing need for their forms."""
    visitor = visitor_of(visit.request)
    number = number_of(visit.request.query_params, "done", 0, LAST_REVIEW, 0)
    done = next(iter(reviews_made(visit.ledger, 1, number + 1)), None) if number else None
    return {
        "csrf": visitor.form() if visitor.reviewer else "",
        "may": visitor.reviewer is not None,
        "done": done if done is not None and done.number == number else None,
    }


def history(visit: Visit) -> Shown:
    """What people decided: all, about one subject or by one reviewer."""
    query = visit.request.query_params
    before = number_of(query, "before", 1, LAST_REVIEW, 0) or None
    subject, who = query.get("subject") or None, query.get("who") or None
    found = reviews_made(visit.ledger, HISTORY + 1, before, subject, who)
    more = found[HISTORY - 1].number if len(found) > HISTORY else None
    return Shown("reviews.html", History(found[:HISTORY], more, subject, who), parts=common(visit))


routes: Final = (*page_routes("/review", page, "review"), *page_routes("/review/history", history, "reviews"))
