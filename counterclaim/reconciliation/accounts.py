"""Party accounts: what a party claims of an opponent's losses beside what the opponent admits.

Questions and their claims enter, one `Account` for each pair of parties, event and unit leaves, with the claims behind
every cell. It compares what stands side by side in questions; it does not say who is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from counterclaim.model import NARRATOR, UNNAMED, Answer, Question
from counterclaim.reconciliation.figures.votes import REJECTS
from counterclaim.reconciliation.kinship import rivals, same_party
from counterclaim.reconciliation.status import AFFIRMS

LOSSES: Final = frozenset(
    "killed wounded killed_or_wounded missing captured destroyed damaged shot_down seized control".split()
)
"""What befalls a side of a war (codebook, section 4)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of an account, with the claims it was made of."""

    number: int
    claims: tuple[str, ...]
    """Ids, in order."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one party claims of another's losses of one kind: "AZE claims 550 soldiers of ARM, ARM admits 31"."""

    party: str
    """Party code of who claims."""
    opponent: str
    """Party code of whose losses they are."""
    event: str
    unit: str | None
    questions: int
    """Questions on which the party claims such losses."""
    claimed: Cell
    """What it claims in all of them together, the smallest number of each range."""
    admitted: Cell
    """What the opponent admits in all of them together; 0 with no claims where it admits nothing."""
    both: int
    """Questions on which both give a number."""
    ratio: float | None
    """Claimed by admitted over the questions on which both give a number; None without any, or where 0 is admitted."""
    denied: Cell
    """Questions on which the opponent denies or doubts it; share: by `questions`."""
    raised: Cell
    """Revisions by which the party's figure rose."""
    lowered: Cell
    """Revisions by which it fell."""
    alone: Cell
    """Questions on which the party is the only origin."""

    @property
    def share_denied(self) -> float:
        """Denied questions by all, 0 to 1."""
        return self.denied.number / self.questions

    @property
    def share_alone(self) -> float:
        """Questions on which nobody else says so by all, 0 to 1."""
        return self.alone.number / self.questions


class _Sums:
    """The sums of one account while questions are read."""

    def __init__(self) -> None:
        self.questions = self.both = 0
        self.claimed_of_both = self.admitted_of_both = 0
        self.cells: dict[str, list[str]] = defaultdict(list)
        self.numbers: dict[str, int] = defaultdict(int)

    def add(self, cell: str, number: int, claims: Iterable[str]) -> None:
        self.numbers[cell] += number
        self.cells[cell].extend(claims)

    def cell(self, name: str) -> Cell:
        return Cell(self.numbers[name], tuple(sorted(set(self.cells[name]))))


def accounts(questions: Iterable[Question]) -> tuple[Account, ...]:
    """One account for each party, opponent, event and unit, in that order; the order of questions does not matter."""
    sums: dict[tuple[str, str, str, str], _Sums] = defaultdict(_Sums)
    for question in questions:
        opponent = question.target
        if question.event not in LOSSES or opponent is None:
            continue
        for answer in question.answers:
            if answer.stance in AFFIRMS and _against(answer.party, opponent, question.actor):
                _count(sums[(answer.party, opponent, question.event, question.unit or "")], question, answer)
    return tuple(_account(key, sums[key]) for key in sorted(sums))


def _against(party: str, opponent: str, actor: str | None) -> bool:
    """Whether a party speaks of the losses of an enemy: of one that it fights, or says that it has hit."""
    if party in (NARRATOR, UNNAMED) or same_party(party, opponent):
        return False
    return party == actor or rivals(party, opponent)


def _count(into: _Sums, question: Question, answer: Answer) -> None:
    into.questions += 1
    opponent = [each for each in question.answers if question.target and same_party(each.party, question.target)]
    claimed = _number(answer)
    admits = [other for other in opponent if other.stance in AFFIRMS and _number(other) is not None]
    admitted = max((_number(other) or 0 for other in admits), default=None)
    into.add("claimed", claimed or 0, answer.claims if claimed is not None else ())
    into.add("admitted", admitted or 0, (claim for other in admits for claim in other.claims))
    if claimed is not None and admitted is not None:
        into.both += 1
        into.claimed_of_both += claimed
        into.admitted_of_both += admitted
    denying = [other for other in opponent if other.stance in REJECTS]
    into.add("denied", bool(denying), (claim for other in denying for claim in other.claims))
    _directions(into, answer)
    if all(other is answer or other.stance in REJECTS for other in question.answers):
        into.add("alone", 1, answer.claims)


def _directions(into: _Sums, answer: Answer) -> None:
    """Each revision that raised or lowered the party's figure."""
    steps = [(revision.low, revision.claims) for revision in answer.revisions] + [(answer.low, answer.claims)]
    known = [(low, claims) for low, claims in steps if low is not None]
    for (before, _), (after, claims) in pairwise(known):
        if after > before:
            into.add("raised", 1, claims)
        elif after < before:
            into.add("lowered", 1, claims)


def _number(answer: Answer) -> int | None:
    return answer.low if answer.low is not None else answer.high


def _account(key: tuple[str, str, str, str], sums: _Sums) -> Account:
    party, opponent, event, unit = key
    ratio = sums.claimed_of_both / sums.admitted_of_both if sums.both and sums.admitted_of_both else None
    return Account(
        party, opponent, event, unit or None, sums.questions,
        sums.cell("claimed"), sums.cell("admitted"), sums.both, ratio,
        sums.cell("denied"), sums.cell("raised"), sums.cell("lowered"), sums.cell("alone"),
    )  # fmt: skip
