"""Pages on which one claim, question or report is decided about: each shows what a decision has to be made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from counterclaim.errors import NotInLedger
from counterclaim.ledger.browsing import Printing, days, printings, questions_of
from counterclaim.ledger.lookup import StoredClaim, history
from counterclaim.ledger.questions import brief, question, told
from counterclaim.ledger.queue import Review, giving, is_unsettled, near, reviews_made
from counterclaim.ledger.reviews import FIELDS
from counterclaim.model import EVENTS, QUALIFIERS, SCOPES, STANCES, UNITS, Question, Relation
from counterclaim.web.asked import number_of
from counterclaim.web.deciding import as_written
from counterclaim.web.evidence import Evidence, evidence_of
from counterclaim.web.marking import FIELDS as MARKED
from counterclaim.web.marking import Piece, marks_of, pieces
from counterclaim.web.pages.review import Position, common, in_words, next_of, positions
from counterclaim.web.visiting import Shown, Visit, page_routes

AROUND: Final = 420
"""Characters of a report that are shown before and after a claim's evidence."""
LISTED: Final = 20
"""Claims, or relations, of a page."""
SAID: Final = 30
"""Reviews of one subject that are listed."""
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "stance": tuple(sorted(STANCES)),
    "event": tuple(sorted(EVENTS)),
    "unit": tuple(sorted(UNITS)),
    "qualifier": tuple(sorted(QUALIFIERS)),
    "scope": tuple(sorted(SCOPES)),
}
"""Fields of which the codebook lists the values."""
NEEDED: Final = ("speaker_party", "stance", "event")
"""Fields that no claim is without."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a claim was at one time: "corrected by Anna on 3 May"."""

    row: int
    standing: str
    at: str
    who: str
    why: str | None
    low: int | None
    high: int | None
    qualifier: str | None


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """One claim with all that a reviewer looks at."""

    claim: str
    row: int
    """Number of its newest row; a decision names it, so that nobody decides over another's decision unseen."""
    standing: str
    gone: bool
    """Whether a newer coding no longer finds it."""
    made_by: str
    fields: Mapping[str, Any]
    """Its fields as the codebook writes them."""
    evidence: str
    confidence: float | None
    printed: Printing | None
    questions: tuple[str, ...]
    """Ids of the questions that it is about."""
    history: tuple[Standing, ...]
    reviews: tuple[Review, ...]
    next: str
    """Where the queue goes on."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another question that could be the same."""

    question: str
    words: Mapping[str, str]
    status: str
    positions: tuple[Position, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class QuestionReview:
    """One question with what joins it, what it could be split into, and what it could be merged with."""

    question: str
    words: Mapping[str, str]
    status: str
    positions: tuple[Position, ...]
    claims: tuple[Evidence, ...]
    """Those of this page: first those that give the numbers that parties stand by now."""
    standing: Mapping[str, str]
    """Claim -> coded, accepted or corrected."""
    claim_count: int
    page: int
    pages: int
    relations: tuple[Relation, ...]
    """Those between claims of this page."""
    near: tuple[Candidate, ...]
    reviews: tuple[Review, ...]
    unsettled: bool
    next: str


@dataclass(frozen=True, slots=True)
class ReportReview:
    """One report with its claims, to accept as a whole, and its copies."""

    report: str
    title: str
    printed: Printing | None
    claims: tuple[ClaimReview, ...]
    copies: tuple[Printing, ...]
    reviews: tuple[Review, ...]
    next: str


def claim_page(visit: Visit) -> Shown:
    """A claim: its characters in their surroundings, its fields to correct, what was decided about it."""
    stored = visit.ledger.claim(visit.request.path_params["id"])
    shown = _claim(visit, stored, next_of(visit, stored.id))
    text = visit.ledger.report(stored.claim.report).report.text
    parts = common(visit) | {
        "context": context(text, stored),
        "choices": CHOICES,
        "needed": NEEDED,
        "marked": MARKED,
        "asks": _asks(visit, shown.questions),
    }
    return Shown("review_claim.html", shown, parts=parts)


def context(text: str, stored: StoredClaim) -> tuple[Piece, ...]:
    """The characters around a claim's evidence, with its words marked; none where the report has changed since."""
    claim = stored.claim
    if text[claim.evidence.start : claim.evidence.end] != claim.evidence.text:
        return ()
    start = max(0, claim.evidence.start - AROUND)
    end = min(len(text), claim.evidence.end + AROUND)
    if start:
        start = text.find(" ", start, claim.evidence.start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", claim.evidence.end, end), claim.evidence.end)
    return pieces(text, start, end, marks_of(claim, 1, fields=True))


def _claim(visit: Visit, stored: StoredClaim, following: str) -> ClaimReview:
    claim = stored.claim
    was = tuple(
        Standing(
            each.row, each.standing.standing, each.at, each.who, each.why, each.claim.low, each.claim.high,
            each.claim.quantity.qualifier if each.claim.quantity else None,
        )
        for each in history(visit.ledger.connection, stored.id)
    )  # fmt: skip
    return ClaimReview(
        stored.id, stored.row, stored.standing.standing, stored.standing.gone, stored.standing.made_by,
        as_written(visit.ledger, stored.id), claim.evidence.text, claim.confidence,
        printings(visit.ledger, [claim.report]).get(claim.report),
        questions_of(visit.ledger, [stored.id]).get(stored.id, ()), was,
        reviews_made(visit.ledger, SAID, subject=stored.id), following,
    )  # fmt: skip


def _asks(visit: Visit, wanted: Iterable[str]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for each in wanted:
        try:
            found[each] = brief(visit.ledger, each)
        except NotInLedger:  # joined with another meanwhile
            continue
    return found


def question_page(visit: Visit) -> Shown:
    """A question: its claims to accept, reject and split off, others to merge it with, relations to withdraw."""
    asked = question(visit.ledger, visit.request.path_params["id"])
    ordered = _giving_first(visit, asked)
    pages = max(1, -(-len(ordered) // LISTED))
    at = min(number_of(visit.request.query_params, "page", 1, 10_000, 1), pages)
    listed = ordered[(at - 1) * LISTED : at * LISTED]
    behind = told(visit.ledger, replace(asked, claims=tuple(listed)))
    standing = {each: visit.ledger.claim(each).standing.standing for each in listed}
    linked = [each for each in asked.relations if each.claim in standing and each.other in standing]
    published = days(visit.ledger, asked.id)
    close = near(visit.ledger, asked, published[0] if published else None, published[-1] if published else None)
    shown = QuestionReview(
        asked.id, in_words(asked), asked.status, positions(asked),
        tuple(evidence_of(behind[each]) for each in listed if each in behind), standing, len(ordered), at, pages,
        tuple(islice(linked, LISTED)), tuple(_candidates(visit, close)),
        reviews_made(visit.ledger, SAID, subject=asked.id), is_unsettled(visit.ledger), next_of(visit, asked.id),
    )  # fmt: skip
    numbers = {each.claim: number for number, each in enumerate(shown.claims, 1)}
    return Shown("review_question.html", shown, parts=common(visit) | {"numbers": numbers})


def _giving_first(visit: Visit, asked: Question) -> list[str]:
    """The claims of a question: first, for each answer in turn, those that give its number, the newest first."""
    known = [(giving(visit.ledger, each), each) for each in asked.answers]
    found = dict.fromkeys(claims[0] for claims, _ in known if claims)
    newest = [list(dict.fromkeys((*claims, *reversed(each.claims)))) for claims, each in known]
    for place in range(max(map(len, newest), default=0)):
        found.update((claims[place], None) for claims in newest if place < len(claims))
    return [*found, *(each for each in asked.claims if each not in found)]


def _candidates(visit: Visit, close: Iterable[str]) -> Iterable[Candidate]:
    for each in _asks(visit, close).values():
        yield Candidate(each.id, in_words(each), each.status, positions(each), len(each.claims))


def report_page(visit: Visit) -> Shown:
    """A report: its claims, to accept as a whole; the reports that are one with it."""
    found = visit.ledger.report(visit.request.path_params["id"])
    held = [each for each in found.claims if each.holds]
    known = printings(visit.ledger, (found.report.id, *found.copies))
    shown = ReportReview(
        found.report.id, found.report.title, known.get(found.report.id),
        tuple(_claim(visit, each, "") for each in held), tuple(known[each] for each in found.copies if each in known),
        reviews_made(visit.ledger, SAID, subject=found.report.id), next_of(visit, found.report.id),
    )  # fmt: skip
    parts = common(visit) | {"choices": CHOICES, "needed": NEEDED, "blank": dict.fromkeys(FIELDS, "")}
    return Shown("review_report.html", shown, parts=parts)


routes: Final = (
    *page_routes("/review/claim/{id}", claim_page, "review-claim"),
    *page_routes("/review/question/{id}", question_page, "review-question"),
    *page_routes("/review/report/{id:path}", report_page, "review-report"),
)
