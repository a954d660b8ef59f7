"""Questions, their answers and relations by the column: questions enter as a stream, pages of columns leave.

The columns are those of `columns`. A figure stands beside each question, by the rule that is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from counterclaim.exports.columns import TABLES
from counterclaim.exports.form import Choice
from counterclaim.ledger.bulk import Asked, questions_of
from counterclaim.ledger.store import Ledger
from counterclaim.ledger.tabled import Page
from counterclaim.model import Figure, Question
from counterclaim.reconciliation.figures import rule

ROWS: Final = 1_000
"""Rows of one page."""


def question_pages(ledger: Ledger, choice: Choice) -> Iterator[Page]:
    """The questions of a choice. Raises LedgerError."""
    figured = rule(choice.rule) if choice.rule else None
    rows = (
        question_row(asked, figured(asked.question, asked.told) if figured else None)
        for asked in questions_of(ledger, choice.selection)
    )
    yield from _pages("questions", rows)


def answer_pages(ledger: Ledger, choice: Choice) -> Iterator[Page]:
    """The answers of the questions of a choice. Raises LedgerError."""
    asked = questions_of(ledger, choice.selection)
    yield from _pages("answers", (row for each in asked for row in answer_rows(each.question)))


def relation_pages(ledger: Ledger, choice: Choice) -> Iterator[Page]:
    """The relations of the claims of the questions of a choice. Raises LedgerError."""
    asked = questions_of(ledger, choice.selection)
    yield from _pages("relations", (row for each in asked for row in relation_rows(each.question)))


def _pages(table: str, rows: Iterator[Mapping[str, Any]]) -> Iterator[Page]:
    while some := list(islice(rows, ROWS)):
        yield {column.name: [row[column.name] for row in some] for column in TABLES[table]}


def question_row(asked: Asked, figure: Figure | None) -> dict[str, Any]:
    """The cells of a question, by column."""
    question, place, period = asked.question, asked.question.place, asked.question.period
    days = sorted(each.published[:10] for each in asked.told.values() if each.published)
    return {
        "id": question.id,
        "event": question.event,
        "actor": question.actor,
        "target": question.target,
        "unit": question.unit,
        "place": place.written if place else None,
        "place_code": place.code if place else None,
        "place_within": list(place.within) if place else [],
        "place_near": place.near if place else None,
        "place_known": place.known if place else None,
        "start": period.start.isoformat() if period and period.start else None,
        "end": period.end.isoformat() if period and period.end else None,
        "dated": question.dated,
        "scope": question.scope,
        "status": question.status,
        "claims": list(question.claims),
        "reports": list(question.reports),
        "copies": [list(group) for group in question.copies],
        "outlets": sorted({each.outlet for each in asked.told.values() if each.outlet}),
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
        "rule": figure.rule if figure else None,
        "low": figure.low if figure else None,
        "best": figure.best if figure else None,
        "high": figure.high if figure else None,
        "figure_claims": list(figure.claims) if figure else [],
        "figure": figure.sentence if figure else None,
        "figure_notes": list(figure.notes) if figure else [],
    }


def answer_rows(question: Question) -> Iterable[dict[str, Any]]:
    """The cells of each answer, by column."""
    for position, answer in enumerate(question.answers):
        yield {
            "question": question.id,
            "position": position,
            "party": answer.party,
            "stance": answer.stance,
            "low": answer.low,
            "high": answer.high,
            "qualifier": answer.qualifier,
            "published": answer.published,
            "denied_by": list(answer.denied_by),
            "origins": list(answer.origins),
            "claims": list(answer.claims),
            "reports": list(answer.reports),
            "revisions": [
                {"published": said.published, "stance": said.stance, "low": said.low, "high": said.high,
                 "qualifier": said.qualifier, "claims": list(said.claims)}
                for said in answer.revisions
            ],
        }  # fmt: skip


def relation_rows(question: Question) -> Iterable[dict[str, Any]]:
    """The cells of each relation, by column."""
    for position, link in enumerate(question.relations):
        yield {
            "question": question.id,
            "position": position,
            "claim": link.claim,
            "kind": link.kind,
            "other": link.other,
            "reasons": [list(each) for each in link.reasons],
            "score": link.score,
            "made_by": link.made_by,
        }
