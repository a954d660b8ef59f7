"""The first page: who speaks of whom, what is disputed, what was admitted, what was revised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from counterclaim.errors import NotInLedger
from counterclaim.ledger.browsing import Extent, extent
from counterclaim.ledger.mapping import Selection
from counterclaim.ledger.overview import Dyad, days_of_revisions, dyads, revisions_of
from counterclaim.ledger.questions import Wanted, brief, questions
from counterclaim.model import Question, Revision
from counterclaim.web.briefs import AnswerBrief, QuestionBrief, answer_brief, brief_of
from counterclaim.web.charted import charted
from counterclaim.web.pages.timeline import activity
from counterclaim.web.remembered import Remembered
from counterclaim.web.visiting import Shown, Visit, page_routes

DISPUTES: Final = ("disputed", "denied")
ADMISSIONS: Final = ("admitted",)
NEWEST: Final = 6
"""Questions of each list."""
SMALLEST: Final = 2
"""Claims of a dispute that stands on the first page."""
PAIRS: Final = 10
WEEKS: Final = 12
REVISIONS: Final = 8
WEEK: Final = timedelta(days=7)
_remembered: Final = Remembered()


@dataclass(frozen=True, slots=True)
class RevisedShown:
    """What a party says now, and what it said before."""

    question: QuestionBrief
    answer: AnswerBrief
    before: Revision


@dataclass(frozen=True, slots=True)
class OverviewShown:
    """A ledger at a glance."""

    extent: Extent
    as_of: str | None
    dyads: tuple[Dyad, ...]
    disputes: tuple[QuestionBrief, ...]
    admissions: tuple[QuestionBrief, ...]
    revised_on: str | None
    """The newest day on which parties revised what they say."""
    revisions: tuple[RevisedShown, ...]


def page(visit: Visit) -> Shown:
    """The ledger as it was known on the day that the address names."""
    asked = visit.asked
    told = _remembered.of(visit.ledger, (asked.as_of, asked.held), lambda: overview(visit))
    parts = {
        "most": max((n for each in told.dyads for _, n in each.weeks), default=0),
        "chart": charted(visit, partial(activity, Selection(until=asked.as_of)), "/timeline/chart"),
    }
    return Shown("overview.html", told, parts=parts)


def overview(visit: Visit) -> OverviewShown:
    """What the first page tells."""
    ledger, as_of = visit.ledger, visit.asked.as_of
    day, revised = _revisions(visit)
    return OverviewShown(
        extent(ledger), as_of, tuple(_until(each, as_of) for each in dyads(ledger, PAIRS, WEEKS)),
        tuple(map(brief_of, newest(visit, DISPUTES, SMALLEST))), tuple(map(brief_of, newest(visit, ADMISSIONS))),
        day, revised,
    )  # fmt: skip


def newest(visit: Visit, statuses: tuple[str, ...], size: int = 1) -> list[Question]:
    """The questions that stand in one of several ways and were reported last; how they stood on an earlier day is known
    only by making each anew, which its own page does.
    """
    found = [
        each
        for status in statuses
        for each in questions(
            visit.ledger,
            Wanted(status=status, size=size, until=visit.asked.as_of),
            NEWEST,
            recorded=visit.asked.held,
            linked=False,
        )
    ]
    return sorted(found, key=lambda each: (_last(each), each.id), reverse=True)[:NEWEST]


def _last(asked: Question) -> str:
    return max((each.published or "" for each in asked.answers), default="")


def _until(dyad: Dyad, as_of: str | None) -> Dyad:
    """A pair in the weeks that were over, or under way, on a day."""
    if as_of is None:
        return dyad
    weeks = tuple(
        (monday, count) for monday, count in dyad.weeks if date.fromisoformat(monday) <= date.fromisoformat(as_of)
    )
    return Dyad(dyad.speaker, dyad.target, sum(count for _, count in weeks), weeks)


def _revisions(visit: Visit) -> tuple[str | None, tuple[RevisedShown, ...]]:
    """The newest day of revisions with what was revised; of an earlier day that is known only question by question."""
    days = days_of_revisions(visit.ledger, 1) if visit.asked.as_of is None else ()
    if not days:
        return None, ()
    ((day, _),) = days
    found = []
    for each in revisions_of(visit.ledger, day, REVISIONS):
        try:
            asked = brief(visit.ledger, each.question)
        except NotInLedger:  # joined with another meanwhile
            continue
        found.append(RevisedShown(brief_of(asked), answer_brief(each.answer), each.answer.revisions[-1]))
    return day, tuple(found)


routes: Final = page_routes("/", page, "overview")
