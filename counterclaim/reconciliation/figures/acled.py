"""The rule `acled`: the most conservative number that any report gives, after the practice of ACLED.

- Deaths only, by event: a running total or the toll of a period is no event and has no figure.
- Words for numbers: tens 10, dozens 12, hundreds 100; other vague words count as their floor.
- low, best and high are the same number. A dispute is a note.
Source: ACLED codebook (fatalities), as the project's notes on forms have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counterclaim.model import Figure, Question, Told
from counterclaim.reconciliation.figures.votes import rejected_by
from counterclaim.reconciliation.status import AFFIRMS

NAME: Final = "acled"
DEATHS: Final = "killed"
VAGUE: Final = {(20, 99): 10, (24, 99): 12}
"""Ranges that the codebook gives "tens" and "dozens" (section 7), and what ACLED counts for them."""


def acled(question: Question, told: Mapping[str, Told]) -> Figure:
    """The smallest number of all reports; none for what is no event or no death."""
    if question.event != DEATHS:
        return _none(question, "ACLED counts deaths, and this is none.")
    if question.scope not in (None, "incident"):
        return _none(question, "A total that is tied to no event is left out.")
    said: list[tuple[int, str]] = []
    for claim_id in question.claims:
        claim = told[claim_id].claim
        if claim.stance in AFFIRMS and (claim.low is not None or claim.high is not None):
            said.append((_counted(claim.low, claim.high, claim.quantity.qualifier if claim.quantity else ""), claim_id))
    if not said:
        return _none(question, "No report gives a number.")
    least = min(number for number, _ in said)
    using = tuple(claim_id for number, claim_id in said if number == least)
    most = max(number for number, _ in said)
    notes = [f"reports say {least:,} to {most:,}"] if most > least else []
    denied = rejected_by(question)
    notes += [f"denied or doubted by {', '.join(denied)}"] if denied else []
    sentence = f"{least:,} is the most conservative of {len(said)} figures in the reports."
    return Figure(question.id, NAME, least, least, least, using, sentence, tuple(notes))


def _counted(low: int | None, high: int | None, qualifier: str) -> int:
    if qualifier == "vague" and low is not None and high is not None:
        return VAGUE.get((low, high), low)
    return low if low is not None else high if high is not None else 0


def _none(question: Question, why: str) -> Figure:
    return Figure(question.id, NAME, None, None, None, (), why)
