"""The timeline: what was reported first on each day, the newest day first, with the parties' answers in short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from counterclaim.charts import Bar, Chart, activity_chart
from counterclaim.ledger.mapping import OnDay, Selection, by_day, opened
from counterclaim.model import Answer, Question
from counterclaim.reconciliation.wording import asking, worded
from counterclaim.web.asked import number_of
from counterclaim.web.briefs import AnswerBrief, answer_brief
from counterclaim.web.charted import chart_routes, charted
from counterclaim.web.remembered import Remembered
from counterclaim.web.selecting import chosen, offered, selection_of
from counterclaim.web.visiting import Shown, Visit, page_routes

LISTED: Final = 30
"""Questions on one page."""
ANSWERS: Final = 4
"""Answers of a question in the list."""
FARTHEST: Final = 100_000
"""Last page that an address may name."""
_remembered: Final = Remembered(512)


@dataclass(frozen=True, slots=True)
class Opened:
    """A question in the list."""

    question: str
    """Its id."""
    words: Mapping[str, str]
    """It in words, by language."""
    event: str
    status: str | None
    """None where the address names a day: how it stood then is told by its own page."""
    place: str | None
    """As written."""
    start: str | None
    end: str | None
    dated: bool
    """Whether a claim says when it happened; else these are days of publication."""
    answers: tuple[AnswerBrief, ...]
    """Empty where the address names a day."""
    claims: int
    reports: int


@dataclass(frozen=True, slots=True)
class Day:
    """What was first reported on one day."""

    day: date
    questions: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class TimelineShown:
    """One page of the timeline."""

    filters: Mapping[str, str]
    as_of: str | None
    recorded: str | None
    total: int
    """Questions that fit."""
    page: int
    pages: int
    days: tuple[Day, ...]


def page(visit: Visit) -> Shown:
    """The days that the address selects, `LISTED` questions at a time."""
    selection = selection_of(visit)
    counted = _counted(visit, selection)
    total = sum(each.questions for each in counted)
    pages = max(1, -(-total // LISTED))
    at = number_of(visit.request.query_params, "page", 1, FARTHEST, 1)
    listed = _listed(visit, selection, counted, (at - 1) * LISTED)
    days = tuple(
        Day(day, tuple(_opened(asked, visit) for _, asked in group))
        for day, group in groupby(listed, key=lambda pair: pair[0])
    )
    shown = TimelineShown(chosen(visit), visit.asked.as_of, visit.asked.recorded, total, at, pages, days)
    parts = {"offered": offered(visit), "chart": charted(visit, chart, "/timeline/chart", **chosen(visit))}
    return Shown("timeline.html", shown, parts=parts)


def chart(visit: Visit, width: int) -> Chart | None:
    """How many questions were opened over time, and how they stand."""
    return activity(selection_of(visit), visit, width)


def activity(selection: Selection, visit: Visit, width: int) -> Chart | None:
    """The same of any selection."""
    then, lang = visit.asked.as_of is not None, visit.words.lang

    def made() -> Chart | None:
        counted = _counted(visit, selection)
        bars = [Bar(each.day, None if then else each.status, each.questions) for each in counted]
        return activity_chart(bars, lang, width=width)

    return _remembered.of(visit.ledger, ("chart", selection, then, lang, width, visit.asked.held), made)


def _counted(visit: Visit, selection: Selection) -> tuple[OnDay, ...]:
    held = visit.asked.held
    return _remembered.of(visit.ledger, (selection, held), lambda: by_day(visit.ledger, selection, held))


def _listed(
    visit: Visit, selection: Selection, counted: tuple[OnDay, ...], offset: int
) -> tuple[tuple[date, Question], ...]:
    """The questions of one page: the counts tell which days they are of, so that no other days are read."""
    days: dict[date, int] = {}
    for each in reversed(counted):
        days[each.day] = days.get(each.day, 0) + each.questions
    newest = oldest = None
    seen = skipped = 0
    for day, number in days.items():
        if newest is None and seen + number <= offset:
            skipped += number
        else:
            newest, oldest = newest or day, day
        seen += number
        if seen >= offset + LISTED:
            break
    if newest is None or oldest is None:
        return ()
    within = replace(selection, since=oldest.isoformat(), until=newest.isoformat())
    return opened(visit.ledger, within, LISTED, offset - skipped, visit.asked.held)


def _opened(asked: Question, visit: Visit) -> Opened:
    then, period = visit.asked.as_of is not None, asked.period
    return Opened(
        asked.id, {lang: worded(asked, lang) for lang in asking()}, asked.event, None if then else asked.status,
        asked.place.written if asked.place else None,
        str(period.start) if period and period.start else None, str(period.end) if period and period.end else None,
        asked.dated, () if then else tuple(answer_brief(each) for each in _telling(asked)), len(asked.claims),
        len(asked.reports),
    )  # fmt: skip


def _telling(asked: Question) -> list[Answer]:
    """The answers that tell most: with numbers, of many reports."""
    return sorted(asked.answers, key=lambda each: (each.low is None and each.high is None, -len(each.reports)))[
        :ANSWERS
    ]


routes: Final = (
    *page_routes("/timeline", page, "timeline"),
    *chart_routes("/timeline/chart", chart, "timeline-chart"),
)
