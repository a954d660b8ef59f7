"""What a party's page needs of a ledger: the questions about losses that it has a part in, and who speaks for it.

A party code enters, typed values leave. Nothing here writes; accounts are made of the questions by `reconciliation`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from counterclaim.ledger.connection import said
from counterclaim.ledger.lookup import rows
from counterclaim.ledger.questionrows import question_of
from counterclaim.ledger.rows import as_json
from counterclaim.ledger.store import Ledger
from counterclaim.model import Question


def losses(ledger: Ledger, party: str, events: Iterable[str]) -> tuple[Question, ...]:
    """The questions about losses of these events in which a party acts, suffers or answers, without relations."""
    with said(ledger.path):
        found = rows(ledger.connection, "losses_of_party", {"party": party, "events": as_json(sorted(events))})
        answers: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows(
            ledger.connection, "answers_of_questions", {"questions": as_json([row["id"] for row in found])}
        ):
            answers[row["question"]].append(row)
    return tuple(question_of(row, answers[row["id"]], ()) for row in found)


def speakers(ledger: Ledger, party: str, limit: int = 12) -> tuple[tuple[str, int], ...]:
    """How reports call those who speak for a party, with how many claims, the most frequent first."""
    with said(ledger.path):
        found = rows(ledger.connection, "speakers_of_party", {"party": party, "limit": limit})
    return tuple((row["speaker"], row["claims"]) for row in found)
