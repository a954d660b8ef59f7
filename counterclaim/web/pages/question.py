"""The page of a question: what each party says to it, by which claims, and what that comes to by a named rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from counterclaim.charts import Chart, answers_chart
from counterclaim.ledger.browsing import days
from counterclaim.ledger.lookup import ALWAYS
from counterclaim.ledger.questions import question, told
from counterclaim.model import Answer, Figure, Place, Question, Relation, Revision, Told
from counterclaim.reconciliation.figures import rule, rules
from counterclaim.reconciliation.figures.votes import votes
from counterclaim.reconciliation.wording import asking, worded
from counterclaim.web.asked import part
from counterclaim.web.charted import chart_routes, charted
from counterclaim.web.citing import cited
from counterclaim.web.evidence import Evidence, evidence_of, giving, of_answer
from counterclaim.web.paging import paged
from counterclaim.web.ranking import rank
from counterclaim.web.remembered import Remembered
from counterclaim.web.visiting import Shown, Visit, page_routes

_remembered: Final = Remembered(128)
QUOTED: Final = 2
"""Claims of an answer that are quoted at once; the others are one click away."""
TELLING: Final = ("contradicts", "denies", "revises", "corroborates", "repeats", "unrelated")
"""Kinds of relations, what tells most first."""


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One party's position, with the claims to read it by."""

    party: str
    stance: str
    low: int | None
    high: int | None
    qualifier: str | None
    published: str | None
    """When the figure that it stands by now was first published."""
    revisions: tuple[Revision, ...]
    denied_by: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    quoted: tuple[str, ...]
    """Ids of the claims by which to read it: the one that gives the number, then the newest."""


@dataclass(frozen=True, slots=True)
class RuledFigure:
    """Low, best and high by one rule, each with the claim that gives it."""

    rule: str
    place: int
    """Among all rules, from 0."""
    low: int | None
    best: int | None
    high: int | None
    low_claim: str | None
    best_claim: str | None
    high_claim: str | None
    claims: tuple[str, ...]
    sentence: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with all that its page tells."""

    question: str
    """Its id."""
    words: Mapping[str, str]
    """It in words, by language."""
    event: str
    actor: str | None
    target: str | None
    unit: str | None
    place: Place | None
    start: str | None
    end: str | None
    dated: bool
    scope: str | None
    status: str
    as_of: str | None
    recorded: str | None
    rule: str
    figures: tuple[RuledFigure, ...]
    """By every rule, the one that was asked for first."""
    answers: tuple[AnswerShown, ...]
    relations: tuple[Relation, ...]
    claims: Mapping[str, Evidence]
    reports: tuple[str, ...]
    copies: tuple[tuple[str, ...], ...]
    days: tuple[str, ...]
    """Days on which something about it was published, the first one first."""


def page(visit: Visit) -> Shown:
    """A question as it was known on the day that the address names."""
    named, query = visit.request.path_params["id"], visit.request.query_params
    asked = known(visit, named)
    behind = told(visit.ledger, asked, visit.asked.held)
    shown = shown_question(visit, asked, behind, days(visit.ledger, named, visit.asked.held))
    party = query.get("party") or None
    listed = [each for each in shown.claims.values() if party in (None, each.speaker_party)]
    ordered = sorted(asked.relations, key=lambda each: (TELLING.index(each.kind), -each.score))
    parts = {
        "kinds": sorted(Counter(each.kind for each in asked.relations).items(), key=lambda row: TELLING.index(row[0])),
        "relations": paged(ordered, query, "relations"),
        "listed": paged(listed[::-1], query, "claims"),
        "party": party,
        "votes": votes(asked, behind),
        "chart": charted(visit, partial(_chart, asked, behind), f"/question/{part(named)}/chart"),
        "cited": cited(visit, f"/question/{part(named)}", shown.days[-1] if shown.days else None, visit.rule),
    }
    return Shown("question.html", shown, parts=parts)


def known(visit: Visit, named: str) -> Question:
    """A question as it was known on the day that the address names; one of an earlier day is made anew once only."""
    day, held = visit.asked.published, visit.asked.held
    if day == ALWAYS:
        return question(visit.ledger, named, day, held)
    return _remembered.of(visit.ledger, (named, day, held), lambda: question(visit.ledger, named, day, held))


def chart(visit: Visit, width: int) -> Chart | None:
    """What each party said over time, as it was known on the day that the address names."""
    asked = known(visit, visit.request.path_params["id"])
    return _chart(asked, told(visit.ledger, asked, visit.asked.held), visit, width)


def _chart(asked: Question, behind: Mapping[str, Told], visit: Visit, width: int) -> Chart | None:
    return answers_chart(asked, behind, rule(visit.rule)(asked, behind), visit.words.lang, width=width)


def shown_question(visit: Visit, asked: Question, behind: Mapping[str, Told], known: tuple[str, ...]) -> QuestionShown:
    """A question with its claims, as its page tells it."""
    evidence = {claim: evidence_of(behind[claim]) for claim in asked.claims if claim in behind}
    period = asked.period
    return QuestionShown(
        asked.id, {lang: worded(asked, lang) for lang in asking()}, asked.event, asked.actor, asked.target, asked.unit,
        asked.place,
        str(period.start) if period and period.start else None, str(period.end) if period and period.end else None,
        asked.dated, asked.scope, asked.status, visit.asked.as_of, visit.asked.recorded, visit.rule,
        figures(asked, behind, evidence, visit.rule),
        tuple(_answer(each, evidence) for each in sorted(asked.answers, key=lambda each: rank(each, asked))),
        asked.relations, evidence, asked.reports, asked.copies, known,
    )  # fmt: skip


def figures(
    asked: Question, behind: Mapping[str, Told], evidence: Mapping[str, Evidence], first: str
) -> tuple[RuledFigure, ...]:
    """The figures of a question by every rule, the named one first."""
    names = (first, *(name for name in rules() if name != first))
    return tuple(_ruled(rule(name)(asked, behind), evidence) for name in names)


def _ruled(figure: Figure, evidence: Mapping[str, Evidence]) -> RuledFigure:
    low, best, high = (giving(number, figure, evidence) for number in (figure.low, figure.best, figure.high))
    return RuledFigure(
        figure.rule,
        list(rules()).index(figure.rule),
        figure.low,
        figure.best,
        figure.high,
        low,
        best,
        high,
        figure.claims,
        figure.sentence,
        figure.notes,
    )


def _answer(answer: Answer, evidence: Mapping[str, Evidence]) -> AnswerShown:
    quoted = tuple(each.claim for each in of_answer(answer, evidence, QUOTED))
    return AnswerShown(
        answer.party, answer.stance, answer.low, answer.high, answer.qualifier, answer.published, answer.revisions,
        answer.denied_by, answer.origins, answer.claims, answer.reports, quoted,
    )  # fmt: skip


routes: Final = (
    *page_routes("/question/{id}", page, "question"),
    *chart_routes("/question/{id}/chart", chart, "question-chart"),
)
