"""What people should look at first: a ledger enters, what waits for a decision leaves, what matters most in front.

Four kinds wait, each with the facts that say why. What was decided waits no longer; nothing here writes. A question
waits until a person has accepted or corrected, for every number that a party stands by, a claim that gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import log2, log10
from typing import Any, Final

from counterclaim.ledger.connection import said
from counterclaim.ledger.lookup import rows
from counterclaim.ledger.rows import as_json, from_json
from counterclaim.ledger.store import Ledger
from counterclaim.model import Answer, Question

KINDS: Final = ("disputed", "unlike", "unsure", "new")
"""Kinds of what waits: numbers in dispute; claims that a person who coded blind does not make; claims of which the
coder is not sure; claims of parties that hardly ever speak."""
MOST: Final = 200
"""Of each kind that are looked at; the rest waits behind them."""
NEWEST: Final = 50_000
"""Claims and codings, from the newest, that are looked at, so that the queue of a large ledger is as quick."""
UNSURE: Final = 0.5
"""Confidence below which a claim waits."""
FEW: Final = 3
"""A party that speaks in no more claims is new."""
WEIGHTS: Final[Mapping[str, float]] = {"disputed": 2.0, "unlike": 2.0, "unsure": 1.5, "new": 1.0}
"""What each kind weighs: a number in dispute stands on pages that many read; a new party may be a misread name."""
NEAR: Final = 3
"""Days around the reports of a question in which others may be about the same."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to decide: "disputed, in 41 reports of two parties, from 8 to 550"."""

    kind: str
    """One of `KINDS`."""
    weight: float
    """What matters more weighs more; see `WEIGHTS`."""
    question: str | None = None
    """Id of the question, where one waits."""
    claim: str | None = None
    """Id of the claim, where one waits."""
    report: str | None = None
    """Id of the report, where its coding waits."""
    status: str | None = None
    reports: int = 0
    parties: int = 0
    low: int | None = None
    """Of a question, the smallest number that a party stands by."""
    high: int | None = None
    """Of a question, the largest."""
    checked: int = 0
    """Of a question, answers whose number a person has checked."""
    answers: int = 0
    """Of a question, answers that have a number."""
    confidence: float | None = None
    party: str | None = None
    coder: str | None = None
    """Of a coding, the person who coded otherwise."""
    unlike: int = 0
    """Of a coding, claims that the person does not make."""

    @property
    def subject(self) -> str:
        """Id of what is decided about."""
        return self.question or self.claim or self.report or ""


@dataclass(frozen=True, slots=True)
class Review:
    """One decision: "review 12: Anna corrected this claim on 3 May, because the ministry said so"."""

    number: int
    kind: str
    about: str
    """What its subject is: claim, question or report."""
    subject: str
    other: str | None
    field: str | None
    value: Any
    undoes: int | None
    who: str
    why: str | None
    at: str
    undone_by: int | None

    @property
    def can_be_undone(self) -> bool:
        """Whether it holds and is none that undoes another."""
        return self.undone_by is None and self.kind != "undo"


def waiting(ledger: Ledger, kinds: tuple[str, ...] = KINDS) -> tuple[Waiting, ...]:
    """What waits for a decision, what weighs most first. Raises LedgerError."""
    with said(ledger.path):
        found = [each for kind in kinds for each in _FINDERS[kind](ledger)]
    return tuple(sorted(found, key=lambda each: (-each.weight, KINDS.index(each.kind), each.subject)))


def _disputed(ledger: Ledger) -> Iterator[Waiting]:
    for row in rows(ledger.connection, "queue_disputed", {"most": MOST}):
        apart = log10(max(row["high"], 1) / max(row["low"], 1))
        weight = WEIGHTS["disputed"] * (1 + apart) * log2(1 + row["reports"]) / (1 + row["checked"])
        yield Waiting(
            "disputed", weight, row["question"], status=row["status"], reports=row["reports"], parties=row["parties"],
            low=row["low"], high=row["high"], checked=row["checked"], answers=row["answers"],
        )  # fmt: skip


def _unsure(ledger: Ledger) -> Iterator[Waiting]:
    for row in rows(ledger.connection, "queue_unsure", {"most": MOST, "newest": NEWEST, "unsure": UNSURE}):
        weight = WEIGHTS["unsure"] * (1 + UNSURE - row["confidence"])
        yield Waiting("unsure", weight, claim=row["claim"], confidence=row["confidence"], party=row["party"])


def _unlike(ledger: Ledger) -> Iterator[Waiting]:
    for row in rows(ledger.connection, "queue_unlike", {"most": MOST, "newest": NEWEST}):
        weight = WEIGHTS["unlike"] * log2(1 + row["unlike"])
        yield Waiting("unlike", weight, report=row["report"], coder=row["coder"], unlike=row["unlike"])


def _new(ledger: Ledger) -> Iterator[Waiting]:
    for row in rows(ledger.connection, "queue_new", {"most": MOST, "few": FEW}):
        yield Waiting("new", WEIGHTS["new"], claim=row["claim"], party=row["party"])


_FINDERS: Final = {"disputed": _disputed, "unlike": _unlike, "unsure": _unsure, "new": _new}


def reviews_made(
    ledger: Ledger, most: int, before: int | None = None, subject: str | None = None, who: str | None = None
) -> tuple[Review, ...]:
    """What people decided, the last first: all, about one subject, or by one reviewer. Raises LedgerError."""
    told = {"most": most, "before": (1 << 62) if before is None else before, "subject": subject, "who": who}
    with said(ledger.path):
        found = rows(ledger.connection, "reviews_listed", told)
    return tuple(Review(**row | {"value": from_json(row["value"]) if row["value"] else None}) for row in found)


def is_unsettled(ledger: Ledger) -> bool:
    """Whether questions are yet to be brought up to date with what was added or decided."""
    with said(ledger.path):
        return bool(rows(ledger.connection, "is_unsettled", {})[0]["unsettled"])


def giving(ledger: Ledger, answer: Answer) -> tuple[str, ...]:
    """Ids of the claims that give the number that a party stands by now, the newest first; none where it has none."""
    if answer.low is None and answer.high is None:
        return ()
    told = {"claims": as_json(answer.claims), "low": answer.low, "high": answer.high}
    with said(ledger.path):
        return tuple(row["id"] for row in rows(ledger.connection, "claims_giving", told))


def near(ledger: Ledger, asked: Question, first: str | None, last: str | None, most: int = 12) -> tuple[str, ...]:
    """Ids of questions that could be the same as this one, the likeliest first; its days of publication are given."""
    if first is None or last is None:
        return ()
    around = timedelta(NEAR)
    told = {
        "id": asked.id,
        "event": asked.event,
        "target": asked.target,
        "unit": asked.unit,
        "place": asked.place.code if asked.place else None,
        "since": (date.fromisoformat(first) - around).isoformat(),
        "until": (date.fromisoformat(last) + around).isoformat(),
        "most": most,
    }
    with said(ledger.path):
        return tuple(row["id"] for row in rows(ledger.connection, "near_questions", told))
