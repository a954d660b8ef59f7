"""The rule `ledger`: own admissions are floors, enemy figures are ceilings, independent counts stand between.

- One vote for each origin, the latest it said.
- low: what whom it befell says of itself; without that, the smallest independent count; else not known.
- best: the middle of the independent counts, never under the floor; without one, the own statement; else not known.
- high: the largest number that anybody names, an enemy's too, and one that is denied, which is then marked.
Source: ours (design, section 5; codebook, section 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counterclaim.model import Figure, Question, Told
from counterclaim.reconciliation.figures.votes import (
    ENEMY,
    INDEPENDENT,
    OWN,
    UNCLEAR,
    middle,
    rejected_by,
    spread,
    votes,
)

NAME: Final = "ledger"


def ledger(question: Question, told: Mapping[str, Told]) -> Figure:
    """Floor, middle and ceiling of the votes, by who says so."""
    cast = votes(question, told)
    own = [vote for vote in cast if vote.side == OWN]
    between = [vote for vote in cast if vote.side == INDEPENDENT]
    others = [vote for vote in cast if vote.side in (ENEMY, UNCLEAR)]
    floor = max((vote.least for vote in own), default=None)
    low = floor if floor is not None else min((vote.least for vote in between), default=None)
    best = middle(vote.least for vote in between)
    if best is None:
        best = floor
    elif floor is not None:
        best = max(best, floor)
    high = max((vote.most for vote in cast), default=None)
    return Figure(
        question.id, NAME, low, best, high,
        tuple(vote.claim for vote in cast),
        _sentence(len(own), len(between), len(others), low, best, high),
        _notes(question, any(vote.high is None and vote.most == high for vote in cast), high),
    )  # fmt: skip


def _sentence(own: int, between: int, others: int, low: int | None, best: int | None, high: int | None) -> str:
    if not own + between + others:
        return "Nobody gives a number."
    floor = "its own side's figure" if own else "the smallest independent count" if between else "only others say"
    middle_by = "the middle of the independent counts" if between else "its own side's figure" if own else "not known"
    return (
        f"Low {'unknown' if low is None else f'{low:,}'} ({floor}), best {'unknown' if best is None else f'{best:,}'} "
        f"({middle_by}), high {high:,} (the largest figure of any origin); {spread(low, high)} by {own} own, "
        f"{between} independent and {others} hostile or unnamed origins."
    )


def _notes(question: Question, open_ended: bool, high: int | None) -> tuple[str, ...]:
    denied = rejected_by(question)
    notes = [f"denied or doubted by {', '.join(denied)}"] if denied and high is not None else []
    if open_ended:
        notes.append("the largest figure is a minimum: it may be more")
    return tuple(notes)
