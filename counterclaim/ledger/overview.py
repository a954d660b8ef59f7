"""What happens in a ledger as a whole: who speaks of whom week by week, and what was revised on a day.

A ledger enters, typed values leave; they are read from counts that `tallies` keeps, so that nothing is counted here.
The newest disputes and admissions are lists of questions (`questions.questions`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from counterclaim.ledger.connection import said
from counterclaim.ledger.lookup import rows
from counterclaim.ledger.questionrows import answer_of
from counterclaim.ledger.store import Ledger
from counterclaim.model import NARRATOR, UNNAMED, Answer

NOBODY: Final = (NARRATOR, UNNAMED)
"""Speakers that are no party."""
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Dyad:
    """One party that speaks of what befell another: "Ukraine of Russia, 412 claims, 31 of them last week"."""

    speaker: str
    """Party code."""
    target: str
    """Party code."""
    claims: int
    """All its claims that hold and whose report has a day."""
    weeks: tuple[tuple[str, int], ...]
    """Monday (ISO 8601) and claims of each week from the first asked for to the last in the ledger, also of empty
    ones."""


@dataclass(frozen=True, slots=True)
class Revised:
    """An answer that says other than before: "Ukraine, on the losses at Kupiansk, 12 now and 9 before"."""

    question: str
    """Id of the question."""
    answer: Answer
    """What the party says now, with its revisions."""


def dyads(ledger: Ledger, limit: int = 20, weeks: int = 12, *, themselves: bool = False) -> tuple[Dyad, ...]:
    """Pairs of speaker and target, those with most claims in the last `weeks` weeks first, narrators left out.

    Weeks are counted back from the newest one in the ledger. `themselves` also gives what parties say of what befell
    themselves. Raises LedgerError where the file cannot be read.
    """
    with said(ledger.path):
        (last,) = ledger.connection.execute("SELECT max(week) FROM dyad_weeks WHERE week <> ''").fetchone()
        if last is None:
            return ()
        mondays = [(date.fromisoformat(last) - WEEK * back).isoformat() for back in range(weeks - 1, -1, -1)]
        counted: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        totals: dict[tuple[str, str], int] = defaultdict(int)
        for row in rows(ledger.connection, "all_dyads", {}):
            pair = row["speaker"], row["target"]
            if pair[0] not in NOBODY and (themselves or pair[0] != pair[1]):
                totals[pair] += row["claims"]
                counted[pair][row["week"]] = row["claims"]
    recent = {pair: sum(found.get(monday, 0) for monday in mondays) for pair, found in counted.items()}
    ranked = sorted(counted, key=lambda pair: (-recent[pair], -totals[pair], pair))[:limit]
    return tuple(
        Dyad(*pair, totals[pair], tuple((monday, counted[pair].get(monday, 0)) for monday in mondays))
        for pair in ranked
    )


def days_of_revisions(ledger: Ledger, limit: int = 14) -> tuple[tuple[str, int], ...]:
    """The newest days of publication on which parties revised what they say, with how many answers.

    Raises LedgerError where the file cannot be read.
    """
    with said(ledger.path):
        return tuple(
            (row["day"], row["answers"]) for row in rows(ledger.connection, "newest_revisions", {"limit": limit})
        )


def revisions_of(ledger: Ledger, day: str, limit: int = 50) -> tuple[Revised, ...]:
    """Answers whose present figure was first published on a day (ISO 8601), and that said something else before.

    Raises LedgerError where the file cannot be read.
    """
    with said(ledger.path):
        found = rows(ledger.connection, "revised_on", {"day": day, "limit": limit})
    return tuple(Revised(row["question"], answer_of(row)) for row in found)
