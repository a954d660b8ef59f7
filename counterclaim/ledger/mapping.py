"""Questions over time and over the map: filters enter, counts by day and by place leave, and lists by day.

Nothing here writes. A question stands at the day on which it was first reported; what it says about when things
happened is its own (`Question.period`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from counterclaim.ledger.connection import said
from counterclaim.ledger.lookup import ALWAYS, rows
from counterclaim.ledger.questionrows import question_of
from counterclaim.ledger.rows import from_json
from counterclaim.ledger.store import Ledger
from counterclaim.model import Place, Question


@dataclass(frozen=True, slots=True)
class Selection:
    """Which questions: "disputed, with Ukraine in it, first reported in November"."""

    status: str | None = None
    event: str | None = None
    party: str | None = None
    """A party that acts, suffers or answers."""
    place: str | None = None
    """Code of a place, or of one around it."""
    since: str | None = None
    """Day; first reported on it or later."""
    until: str | None = None
    """Day; first reported on it or before."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """Questions first reported on one day that stand alike: "on 25 November, 3 disputed"."""

    day: date
    status: str
    questions: int


@dataclass(frozen=True, slots=True)
class AtPlace:
    """Questions about one place, as one way of writing it has it, that stand alike."""

    place: Place | None
    """None where they name no place."""
    status: str
    questions: int


def by_day(ledger: Ledger, selection: Selection, recorded: str = ALWAYS) -> tuple[OnDay, ...]:
    """Questions by the day of first report, the first day first. Raises LedgerError."""
    with said(ledger.path):
        found = rows(ledger.connection, "activity_by_day", asdict(selection) | {"recorded": recorded})
    return tuple(OnDay(date.fromisoformat(row["day"]), row["status"], row["questions"]) for row in found)


def by_place(ledger: Ledger, selection: Selection, recorded: str = ALWAYS) -> tuple[AtPlace, ...]:
    """Questions by place. Raises LedgerError."""
    with said(ledger.path):
        found = rows(ledger.connection, "activity_by_place", asdict(selection) | {"recorded": recorded})
    return tuple(
        AtPlace(
            Place(
                row["place"], row["place_code"], tuple(from_json(row["place_within"])), bool(row["place_near"]),
                bool(row["place_known"]),
            ) if row["place_code"] is not None else None,
            row["status"], row["questions"],
        )
        for row in found
    )  # fmt: skip


def opened(
    ledger: Ledger, selection: Selection, limit: int = 30, offset: int = 0, recorded: str = ALWAYS
) -> tuple[tuple[date, Question], ...]:
    """Questions with the day of their first report, the last opened first and on each day those first that sides say
    otherwise about; without their relations. Raises LedgerError.
    """
    with said(ledger.path):
        told = asdict(selection) | {"recorded": recorded, "limit": limit, "offset": offset}
        found = rows(ledger.connection, "questions_by_first", told)
        answers = [
            rows(ledger.connection, "answers_of_question", {"question": row["id"], "recorded": recorded})
            for row in found
        ]
    return tuple(
        (date.fromisoformat(row["first"]), question_of(row, own, ())) for row, own in zip(found, answers, strict=True)
    )


def parties(ledger: Ledger, limit: int = 80) -> tuple[tuple[str, int], ...]:
    """Parties by how many questions they act, suffer or answer in, those with most first. Raises LedgerError."""
    with said(ledger.path):
        found = rows(ledger.connection, "parties_asked_about", {"limit": limit})
    return tuple((row["party"], row["questions"]) for row in found)
