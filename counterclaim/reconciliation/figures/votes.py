"""The votes on a question: the number that each origin stands by, and on which side it stands.

A question and its claims enter, `Vote`s leave: one for each origin, the latest it said. Rules of figures weigh them.
Source: design, section 5 ("one vote per origin").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from counterclaim.model import NARRATOR, UNNAMED, Question, Told
from counterclaim.reconciliation.kinship import rivals, same_party
from counterclaim.reconciliation.origins import origin_of
from counterclaim.reconciliation.status import AFFIRMS

REJECTS: Final = frozenset({"denies", "doubts"})
"""Stances of somebody who says, or suspects, that it is not so."""
OWN: Final = "own"
"""Whom it befell: what it says of itself is against its interest."""
ENEMY: Final = "enemy"
"""Who did it, or fights whom it befell."""
INDEPENDENT: Final = "independent"
"""Anybody else who counts: a third state, an organisation, the report itself."""
UNCLEAR: Final = "unclear"
"""A source that nobody names."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one origin stands by: "Armenia's ministry says 31, exactly, of its own"."""

    origin: str
    party: str
    side: str
    """`own`, `enemy`, `independent` or `unclear`."""
    low: int | None
    high: int | None
    qualifier: str | None
    claim: str
    """Id of the claim that says so."""

    @property
    def least(self) -> int:
        """The smallest number it stands for: "at least 550" is 550, "up to 400" is 400 as well."""
        return self.low if self.low is not None else self.high if self.high is not None else 0

    @property
    def most(self) -> int:
        """The largest number it names: "at least 550" names 550."""
        return self.high if self.high is not None else self.least


def votes(question: Question, told: Mapping[str, Told]) -> tuple[Vote, ...]:
    """One vote for each origin that gives a number, by origin; of several numbers the last published."""
    outlets = {told[claim_id].claim.report: told[claim_id].outlet for claim_id in question.claims}
    latest: dict[str, tuple[tuple[float, str], Vote]] = {}
    for claim_id in question.claims:
        one = told[claim_id]
        claim = one.claim
        if claim.stance not in AFFIRMS or (claim.low is None and claim.high is None):
            continue
        origin = origin_of(one, outlets.get(one.printing or "", one.outlet))
        when = (one.moment, claim_id)
        vote = Vote(
            origin,
            claim.speaker_party,
            _side(claim.speaker_party, question),
            claim.low,
            claim.high,
            claim.quantity.qualifier if claim.quantity else None,
            claim_id,
        )
        if origin not in latest or when > latest[origin][0]:
            latest[origin] = (when, vote)
    return tuple(vote for _, (_, vote) in sorted(latest.items()))


def rejected_by(question: Question) -> tuple[str, ...]:
    """Codes of the parties that deny or doubt it, in order."""
    return tuple(sorted({answer.party for answer in question.answers if answer.stance in REJECTS}))


def sufferer(question: Question) -> str | None:
    """Whom it befell: the target, else the state on whose soil it happened; None where neither is known."""
    if question.target is not None:
        return question.target
    place = question.place
    if place is None:
        return None
    return place.within[-1] if place.within else place.code or None


def middle(numbers: Iterable[int]) -> int | None:
    """The number in the middle, the smaller of two; None of none."""
    ordered = sorted(numbers)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def spread(low: int | None, high: int | None) -> str:
    """Two ends of a range in words: "17", "17 to 70", "17 or more"."""
    if low is None and high is None:
        return "no number"
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"{low:,} or more"
    return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"


def _side(party: str, question: Question) -> str:
    if party == UNNAMED:
        return UNCLEAR
    if party == NARRATOR:
        return INDEPENDENT
    befell = sufferer(question)
    if befell is not None and same_party(party, befell):
        return OWN
    if party == question.actor or (befell is not None and rivals(party, befell)):
        return ENEMY
    return INDEPENDENT
