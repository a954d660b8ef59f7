"""What each party said of a question, one after the other: answers enter, their statements leave in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, sqrt
from typing import Final

from counterclaim.charts.scales import EARLIEST, LATEST
from counterclaim.model import Answer, Question, Told, moment_of
from counterclaim.reconciliation.status import AFFIRMS

DENYING: Final = frozenset({"denies", "doubts"})
"""Stances that a cross marks."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One number, denial or word of one party: "on 25 November UKR said 6, and stands by it"."""

    party: str
    stance: str
    low: int | None
    high: int | None
    qualifier: str | None
    published: str | None
    """As given."""
    claims: tuple[str, ...]
    """Ids of the claims that say so."""
    denied_by: tuple[str, ...]
    """Codes of the parties that deny the answer; of what was replaced nobody says."""
    stands: bool
    """Whether the party stands by it now."""
    again: float | None = None
    """When it was said again after another number, in milliseconds since 1970; None where it was not. A party may
    return to what it said first."""

    @property
    def way(self) -> str:
        """How it stands to the question: all who say that it is so stand alike."""
        return "asserts" if self.stance in AFFIRMS else self.stance

    @property
    def moment(self) -> float | None:
        """Milliseconds since 1970 in UTC; None where no date is known, or none that can be."""
        if not self.published or not EARLIEST <= date.fromisoformat(self.published[:10]) < LATEST:
            return None
        return moment_of(self.published) * 1000

    @property
    def number(self) -> float | None:
        """The number that a mark stands at: of a range its middle by proportion; None where none was said."""
        if self.low is not None and self.high is not None:
            return sqrt(self.low * self.high) if self.low else self.high / 2
        return self.low if self.low is not None else self.high


def statements(question: Question, told: Mapping[str, Told]) -> tuple[Statement, ...]:
    """All statements of all answers, those without a date last; `told` are the claims behind them by id."""
    said = [each for answer in question.answers for each in _of(answer, told)]
    return tuple(sorted(said, key=lambda each: (each.moment is None, each.moment or 0, each.party, each.stance)))


def _of(answer: Answer, told: Mapping[str, Told]) -> Iterator[Statement]:
    before: set[str] = set()
    for said in answer.revisions:
        before.update(said.claims)
        yield Statement(
            answer.party, said.stance, said.low, said.high, said.qualifier, said.published, said.claims, (), False
        )
    claims = tuple(claim for claim in answer.claims if claim not in before) or answer.claims
    last = max((moment_of(said.published) for said in answer.revisions if said.published), default=None)
    later = [told[claim].moment for claim in claims if claim in told and last is not None and told[claim].moment > last]
    returned = last is not None and answer.published is not None and moment_of(answer.published) < last
    again = min((moment * 1000 for moment in later if moment != inf), default=None) if returned else None
    yield Statement(
        answer.party, answer.stance, answer.low, answer.high, answer.qualifier, answer.published, claims,
        answer.denied_by, True, again,
    )  # fmt: skip


def denials(said: Sequence[Statement]) -> tuple[tuple[Statement, Statement], ...]:
    """Denials and doubts, each with the last number of every answer that they deny; `said` is in order of time."""
    found = []
    for denial in (each for each in said if each.stance in DENYING):
        answers = {each.party for each in said if denial.party in each.denied_by and each.number is not None}
        for party in sorted(answers):
            before = [each for each in said if each.party == party and each.number is not None]
            before = [each for each in before if (each.moment or 0) <= (denial.moment or 0)]
            found += [(denial, before[-1])] if before else []
    return tuple(found)
