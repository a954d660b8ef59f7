"""In which order the answers of a question stand."""

from __future__ import annotations

from typing import Final

from counterclaim.model import NARRATOR, UNNAMED, Answer, Question
from counterclaim.reconciliation.status import AFFIRMS, REJECTS

LAST: Final = {NARRATOR: 1, UNNAMED: 2}


def rank(answer: Answer, asked: Question) -> tuple[int, ...]:
    """Where an answer stands: those who say it before those who deny it, parties before the report's own voice."""
    way = 0 if answer.stance in AFFIRMS else 1 if answer.stance in REJECTS else 2
    own = 0 if answer.party == asked.actor else 1 if answer.party == asked.target else 2
    uncounted = answer.low is None and answer.high is None
    return LAST.get(answer.party, 0), uncounted and way == 0, way, own, -len(answer.reports)
