"""Rows and typed values of questions: a question, answer or relation enters and its columns leave, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from counterclaim.ledger.chain import Value
from counterclaim.ledger.rows import as_json, from_json, stored
from counterclaim.model import Answer, Period, Place, Question, Relation, Revision

QUESTION_COLUMNS: Final = (
    "block", "event", "actor", "target", "unit", "place", "place_code", "place_within", "place_near", "place_known",
    "start", "end", "dated", "scope", "status", "first", "last", "size", "claims", "reports", "copies",
)  # fmt: skip
"""Columns of a question after id and gone."""
ANSWER_COLUMNS: Final = (
    "party", "stance", "low", "high", "qualifier", "published", "revisions", "denied_by", "claims", "reports",
    "origins",
)  # fmt: skip
"""Columns of an answer after question, position and gone."""
RELATION_COLUMNS: Final = ("reasons", "score", "made_by")
"""Columns of a relation after question, claim, other, kind and gone."""


def question_values(question: Question, block: str, days: Mapping[str, str]) -> tuple[Value, ...]:
    """The columns of a question; `days` are those of publication, by report."""
    place, period = question.place, question.period
    published = sorted(days[report] for report in question.reports if report in days)
    return (
        block, question.event, question.actor, question.target, question.unit,
        place.written if place else None, place.code if place else None, as_json(place.within) if place else None,
        int(place.near) if place else None, int(place.known) if place else None,
        period.start.isoformat() if period and period.start else None,
        period.end.isoformat() if period and period.end else None,
        int(question.dated), question.scope, question.status,
        published[0] if published else None, published[-1] if published else None, len(question.claims),
        as_json(question.claims), as_json(question.reports), as_json(question.copies),
    )  # fmt: skip


def answer_values(answer: Answer) -> tuple[Value, ...]:
    """The columns of an answer."""
    revisions = [
        {"published": said.published, "stance": said.stance, "low": said.low, "high": said.high,
         "qualifier": said.qualifier, "claims": said.claims}
        for said in answer.revisions
    ]  # fmt: skip
    return (
        answer.party, answer.stance, answer.low, answer.high, answer.qualifier, answer.published, as_json(revisions),
        as_json(answer.denied_by), as_json(answer.claims), as_json(answer.reports), as_json(answer.origins),
    )  # fmt: skip


def relation_values(relation: Relation) -> tuple[Value, ...]:
    """The columns of a relation."""
    return as_json(relation.reasons), float(relation.score), relation.made_by


@stored
def question_of(
    row: Mapping[str, Any], answers: Iterable[Mapping[str, Any]], relations: Iterable[Mapping[str, Any]]
) -> Question:
    """The question of a row, with those of its answers and relations that are not gone."""
    place = None
    if row["place_code"] is not None:
        within = tuple(from_json(row["place_within"]))
        place = Place(row["place"], row["place_code"], within, bool(row["place_near"]), bool(row["place_known"]))
    claims = tuple(from_json(row["claims"]))
    start, end = (date.fromisoformat(row[name]) if row[name] else None for name in ("start", "end"))
    period = Period(start, end + timedelta(days=1) if end else None) if start or end else None
    return Question(
        row["id"], row["event"], row["actor"], row["target"], row["unit"], place, period, row["scope"], row["status"],
        tuple(answer_of(each) for each in answers if not each["gone"]),
        in_order((relation_of(each) for each in relations if not each["gone"]), claims),
        claims, tuple(from_json(row["reports"])),
        tuple(tuple(group) for group in from_json(row["copies"])), bool(row["dated"]),
    )  # fmt: skip


def in_order(relations: Iterable[Relation], claims: Sequence[str]) -> tuple[Relation, ...]:
    """Relations, each once, in the order of the claims that they link, then of the others."""
    places = {claim: place for place, claim in enumerate(claims)}
    last = len(claims)
    return tuple(
        sorted(
            dict.fromkeys(relations),
            key=lambda each: (places.get(each.claim, last), places.get(each.other, last), each.kind),
        )
    )


@stored
def answer_of(row: Mapping[str, Any]) -> Answer:
    """The answer of a row."""
    revisions = tuple(
        Revision(said["published"], said["stance"], said["low"], said["high"], said["qualifier"], tuple(said["claims"]))
        for said in from_json(row["revisions"])
    )
    return Answer(
        row["party"], row["stance"], row["low"], row["high"], row["qualifier"], revisions,
        tuple(from_json(row["denied_by"])), tuple(from_json(row["claims"])), tuple(from_json(row["reports"])),
        tuple(from_json(row["origins"])), row["published"],
    )  # fmt: skip


@stored
def relation_of(row: Mapping[str, Any]) -> Relation:
    """The relation of a row."""
    reasons = tuple((field, outcome) for field, outcome in from_json(row["reasons"]))
    return Relation(row["claim"], row["other"], row["kind"], reasons, row["score"], row["made_by"])
