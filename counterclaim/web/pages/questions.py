"""The page of all questions: filters of an address enter, the questions that they leave, the last reported first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counterclaim.ledger.questions import Wanted, questions
from counterclaim.model import EVENTS, STATUSES
from counterclaim.web.asked import BadAddress, day_of, number_of
from counterclaim.web.briefs import QuestionBrief, brief_of
from counterclaim.web.visiting import Shown, Visit, page_routes

LISTED: Final = 20
"""Questions on one page."""
DEEPEST: Final = 500
"""Pages of a list: who wants more narrows it, or exports the ledger."""
LARGEST: Final = 100_000
WORD: Final = 80
"""Characters of a code in an address."""


@dataclass(frozen=True, slots=True)
class QuestionsShown:
    """One page of the questions that filters leave."""

    wanted: Wanted
    page: int
    """From 1."""
    more: bool
    """Whether there is a further page."""
    questions: tuple[QuestionBrief, ...]


def page(visit: Visit) -> Shown:
    """The questions that the address asks for."""
    wanted, at = wanted_of(visit), number_of(visit.request.query_params, "page", 1, DEEPEST, 1)
    found = questions(visit.ledger, wanted, LISTED + 1, (at - 1) * LISTED, recorded=visit.asked.held, linked=False)
    told = QuestionsShown(wanted, at, len(found) > LISTED, tuple(map(brief_of, found[:LISTED])))
    return Shown("questions.html", told, parts={"events": sorted(EVENTS), "statuses": sorted(STATUSES)})


def wanted_of(visit: Visit) -> Wanted:
    """The filters of an address. Raises BadAddress."""
    query = visit.request.query_params
    told = {name: (query.get(name) or None) for name in ("status", "event", "target", "party", "place")}
    for name, known in (("status", STATUSES), ("event", EVENTS)):
        if told[name] is not None and told[name] not in known:
            raise BadAddress(name, told[name] or "", f"write one of {', '.join(sorted(known))}")
    for name, value in told.items():
        if value is not None and len(value) > WORD:
            raise BadAddress(name, value, f"write a code of at most {WORD} characters")
    until, as_of = day_of(query, "until"), visit.asked.as_of
    return Wanted(
        told["status"], told["event"], told["target"], told["party"], told["place"], day_of(query, "since"),
        min(filter(None, (until, as_of)), default=None), number_of(query, "size", 1, LARGEST, 1),
    )  # fmt: skip


routes: Final = page_routes("/questions", page, "questions")
