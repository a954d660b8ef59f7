"""The rule `ucdp`: low, best and high of deaths, after the practice of the UCDP georeferenced event dataset.

- Deaths only; anything else has no figure.
- Independent counts and what a party says of its own dead are reliable; an enemy's figure and a source that nobody
  names are not, and move only high.
- low: the smallest reliable figure; best: the middle of the independent counts, else of its own side's; high: the
  largest figure of all. Where nothing is reliable, low and best are 0.
Source: UCDP GED codebook, as far as the project's notes on forms have it; our reading of "reliable" is the second line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counterclaim.model import Figure, Question, Told
from counterclaim.reconciliation.figures.votes import INDEPENDENT, OWN, middle, rejected_by, votes

NAME: Final = "ucdp"
DEATHS: Final = "killed"


def ucdp(question: Question, told: Mapping[str, Told]) -> Figure:
    """Low, best and high of a question about deaths; no numbers for any other."""
    if question.event != DEATHS:
        return Figure(question.id, NAME, None, None, None, (), "UCDP counts deaths, and this is none.")
    cast = votes(question, told)
    if not cast:
        return Figure(question.id, NAME, None, None, None, (), "Nobody gives a number.")
    independent = [vote.least for vote in cast if vote.side == INDEPENDENT]
    own = [vote.least for vote in cast if vote.side == OWN]
    reliable = [*independent, *own]
    low, best = min(reliable, default=0), middle(independent or own) or 0
    high = max(vote.most for vote in cast)
    unreliable = len(cast) - len(reliable)
    among = "the independent ones" if independent else "those of its own side" if own else "none"
    sentence = (
        f"Low {low:,} is the smallest of {len(reliable)} reliable figures, best {best:,} the middle of "
        f"{among}, high {high:,} the largest of all, {unreliable} by an enemy or a source that nobody names among them."
    )
    denied = rejected_by(question)
    notes = (f"denied or doubted by {', '.join(denied)}",) if denied else ()
    return Figure(question.id, NAME, low, best, high, tuple(vote.claim for vote in cast), sentence, notes)
