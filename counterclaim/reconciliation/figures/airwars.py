"""The rule `airwars`: smallest and largest number of civilian harm, and a grade, after the practice of Airwars.

Grades, the first that fits:
- discounted: those killed or wounded were combatants;
- confirmed: a belligerent accepts that it did so;
- contested: whoever is blamed denies it, or several are blamed;
- fair: two or more origins;
- weak: one origin, or none that has a name.
low and high are the smallest and the largest number of any origin, and the two kinds of origin, belligerents and
others, stand side by side in the notes; there is no best. Source: Airwars methodology, as the project's notes on forms
have it; "credible source" is read as "origin that has a name".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from counterclaim.model import Figure, Question, Told
from counterclaim.reconciliation.figures.votes import (
    ENEMY,
    INDEPENDENT,
    OWN,
    REJECTS,
    UNCLEAR,
    Vote,
    spread,
    votes,
)
from counterclaim.reconciliation.status import AFFIRMS

NAME: Final = "airwars"
HARM: Final = frozenset({"killed", "wounded", "killed_or_wounded"})
COMBATANTS: Final = frozenset({"soldiers", "fighters", "officers"})


def airwars(question: Question, told: Mapping[str, Told]) -> Figure:
    """Range and grade of a question about people harmed; no numbers for any other."""
    if question.event not in HARM:
        return Figure(question.id, NAME, None, None, None, (), "Airwars counts people harmed, and these are none.")
    cast = votes(question, told)
    if not cast:
        return Figure(question.id, NAME, None, None, None, (), "Nobody gives a number.")
    low, high = min(vote.least for vote in cast), max(vote.most for vote in cast)
    grade, why = _grade(question, told, cast)
    sides = [vote for vote in cast if vote.side in (OWN, ENEMY)]
    others = [vote for vote in cast if vote.side in (INDEPENDENT, UNCLEAR)]
    notes = (f"grade: {grade} ({why})", f"belligerents: {_range(sides)}", f"others: {_range(others)}")
    sentence = f"{spread(low, high)} by {len(cast)} origins, graded {grade}: {why}."
    return Figure(question.id, NAME, low, None, high, tuple(vote.claim for vote in cast), sentence, notes)


def _grade(question: Question, told: Mapping[str, Told], cast: Sequence[Vote]) -> tuple[str, str]:
    if question.unit in COMBATANTS:
        return "discounted", "those harmed were combatants"
    claims = [told[claim_id].claim for claim_id in question.claims]
    blamed = sorted({claim.actor for claim in claims if claim.actor and claim.actor != question.target})
    accepts = sorted(
        {
            claim.speaker_party
            for claim in claims
            if claim.actor == claim.speaker_party != question.target and claim.stance in AFFIRMS
        }
    )
    if accepts:
        return "confirmed", f"{', '.join(accepts)} accepts it"
    denying = sorted({claim.speaker_party for claim in claims if claim.stance in REJECTS} & set(blamed))
    if denying:
        return "contested", f"{', '.join(denying)} denies it"
    if len(blamed) > 1:
        return "contested", f"{' and '.join(blamed)} are blamed"
    named = [vote for vote in cast if vote.side != UNCLEAR]
    if len(named) > 1:
        return "fair", f"{len(named)} origins"
    return "weak", "one origin" if named else "no origin that has a name"


def _range(cast: Sequence[Vote]) -> str:
    if not cast:
        return "none"
    return spread(min(vote.least for vote in cast), max(vote.most for vote in cast))
