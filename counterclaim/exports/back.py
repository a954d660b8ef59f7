"""Typed values of rows that `tables.read_rows` reads back: the same claims and questions that the ledger gave.

Rows of a table enter, `Claim`s and `Question`s leave. A claim keeps the id that it was first coded under. A row that
somebody has spoilt raises CounterclaimError.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from counterclaim.errors import CounterclaimError, in_one_line
from counterclaim.ledger.tellings import kept
from counterclaim.model import Answer, Claim, Period, Place, Quantity, Question, Relation, Revision, Span


@contextmanager
def _reading(kind: str, row: Mapping[str, Any]) -> Iterator[None]:
    """Say in one line what is wrong with a row."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        said = in_one_line(f"{type(fault).__name__}: {fault}")
        raise CounterclaimError(
            f"{kind} {row.get('id')!r}: its row cannot be read ({said}); export it again"
        ) from fault


def claim_of(row: Mapping[str, Any]) -> Claim:
    """The claim of a row of the table of claims. Raises CounterclaimError where it is none."""
    with _reading("claim", row):
        return _claim(row)


def _claim(row: Mapping[str, Any]) -> Claim:
    evidence = _span(row, "evidence")
    if evidence is None:
        raise ValueError(f"claim {row['id']} has no evidence")
    number, time = _span(row, "number"), _span(row, "time")
    quantity = Quantity(row["low"], row["high"], row["qualifier"], number) if row["qualifier"] else None
    claim = Claim(
        report=row["report"],
        speaker_party=row["speaker_party"],
        stance=row["stance"],
        event=row["event"],
        evidence=evidence,
        speaker=_span(row, "speaker"),
        actor=row["actor"],
        target=row["target"],
        unit=row["unit"],
        quantity=quantity,
        scope=row["scope"],
        period=_period(row, time) if row["start"] or row["end"] or row["time_open"] else None,
        place=_span(row, "place"),
        via=tuple(row["via"]),
        cue=_span(row, "cue"),
        trigger=_span(row, "trigger"),
        further=tuple(Span(each["start"], each["end"], each["text"]) for each in row["further"]),
        denies=tuple(row["denies"]),
        confidence=row["confidence"],
    )
    return kept(claim, row["id"])


def _span(row: Mapping[str, Any], name: str) -> Span | None:
    text = row[name]
    return Span(row[f"{name}_start"], row[f"{name}_end"], text) if text is not None else None


def _period(row: Mapping[str, Any], written: Span | None) -> Period:
    start, end = (date.fromisoformat(row[name]) if row[name] else None for name in ("start", "end"))
    return Period(start, end + timedelta(days=1) if end else None, written)


def question_of(
    row: Mapping[str, Any], answers: Iterable[Mapping[str, Any]], relations: Iterable[Mapping[str, Any]]
) -> Question:
    """The question of a row of the table of questions, with its rows of answers and relations in any order.

    Raises CounterclaimError where one of them is none.
    """
    with _reading("question", row):
        return _question(row, answers, relations)


def _question(
    row: Mapping[str, Any], answers: Iterable[Mapping[str, Any]], relations: Iterable[Mapping[str, Any]]
) -> Question:
    place = None
    if row["place_code"] is not None:
        near, known = bool(row["place_near"]), bool(row["place_known"])
        place = Place(row["place"], row["place_code"], tuple(row["place_within"]), near, known)
    return Question(
        id=row["id"],
        event=row["event"],
        actor=row["actor"],
        target=row["target"],
        unit=row["unit"],
        place=place,
        period=_period(row, None) if row["start"] or row["end"] else None,
        scope=row["scope"],
        status=row["status"],
        answers=tuple(_answer(each) for each in sorted(answers, key=_position)),
        relations=tuple(_relation(each) for each in sorted(relations, key=_position)),
        claims=tuple(row["claims"]),
        reports=tuple(row["reports"]),
        copies=tuple(tuple(group) for group in row["copies"]),
        dated=row["dated"],
    )


def _position(row: Mapping[str, Any]) -> int:
    position: int = row["position"]
    return position


def _answer(row: Mapping[str, Any]) -> Answer:
    revisions = tuple(
        Revision(said["published"], said["stance"], said["low"], said["high"], said["qualifier"], tuple(said["claims"]))
        for said in row["revisions"]
    )
    return Answer(
        row["party"], row["stance"], row["low"], row["high"], row["qualifier"], revisions, tuple(row["denied_by"]),
        tuple(row["claims"]), tuple(row["reports"]), tuple(row["origins"]), row["published"],
    )  # fmt: skip


def _relation(row: Mapping[str, Any]) -> Relation:
    reasons = tuple((field, outcome) for field, outcome in row["reasons"])
    return Relation(row["claim"], row["other"], row["kind"], reasons, row["score"], row["made_by"])
