"""Reconciles an archive of claims, all at once or as they come: `Told` claims enter, questions leave.

Adding claims touches only the blocks that they are in, and at any time the questions are those that a full run over the
same claims would give, in whatever order they came. What cannot be reconciled is set aside with a reason and never
stops the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from counterclaim.cycles import undisturbed
from counterclaim.model import Question, Told
from counterclaim.reconciliation.blocks import Block, blocks_of, reconcile
from counterclaim.reconciliation.checking import Aside, fault
from counterclaim.reconciliation.content import Row, row_of

Name = str
"""Id of a claim; of a denial also that of the claim that it denies: it is told of every one."""


@dataclass(slots=True)
class Archive:
    """Claims that came by, and the questions they are about."""

    today: date | None = None
    """The day after which no report can be published; None where nobody knows."""
    aside: dict[str, Aside] = field(default_factory=dict)
    """Claims that were set aside, by id."""
    _rows: dict[Name, Row] = field(default_factory=dict)
    _blocks: dict[Block, dict[Name, Row]] = field(default_factory=lambda: defaultdict(dict))
    _questions: dict[Block, tuple[Question, ...]] = field(default_factory=dict)
    _touched: set[Block] = field(default_factory=set)
    _denials: dict[str, dict[Name, None]] = field(default_factory=dict)

    def add(self, told: Iterable[Told]) -> frozenset[Block]:
        """Take claims in, and say which blocks they touch.

        A claim that is there already takes the place of itself: its report's printing may be known better now. Two
        claims with one id that say different things are both set aside.
        """
        touched: set[Block] = set()
        with undisturbed():
            for each in told:
                touched.update(self._take(each))
        self._touched |= touched
        return frozenset(touched)

    def _take(self, told: Told) -> tuple[Block, ...]:
        wrong = fault(told, self.today)
        row = row_of(told) if wrong is None else None
        claim_id = row.id if row is not None else told.claim.id
        if claim_id in self.aside:
            return ()
        known = self._rows.get(claim_id) or self._rows.get(next(iter(self._denials.get(claim_id, ())), ""))
        if known is not None and known.told.claim is not told.claim and known.told.claim != told.claim:
            wrong = "has the id of another claim that says something else", "code their report again"
        if wrong is not None or row is None:
            self.aside[claim_id] = Aside(told.claim.report, claim_id, *(wrong or ("", "")))
            names = (claim_id, *self._denials.pop(claim_id, ()))
            return tuple([block for name in names if name in self._rows for block in self._drop(name)])
        name = claim_id
        if told.about is not None:
            name = f"{claim_id} {told.about.id}"
            self._denials.setdefault(claim_id, {})[name] = None
        touched: tuple[Block, ...] = ()
        if name in self._rows:
            if self._rows[name].told == told:
                return ()
            touched = self._drop(name)
        self._rows[name] = row
        blocks = blocks_of(row)
        for block in blocks:
            self._blocks[block][name] = row
        return touched + blocks

    def _drop(self, name: Name) -> tuple[Block, ...]:
        blocks = blocks_of(self._rows.pop(name))
        for block in blocks:
            del self._blocks[block][name]
        return blocks

    def questions(self) -> Iterator[Question]:
        """All questions, block by block; those of blocks that nothing touched since the last time are not made
        again.
        """
        with undisturbed():
            for block in self._touched:
                self._questions[block] = reconcile(block, self._blocks[block].values())
        self._touched.clear()
        for block in sorted(self._questions):
            yield from self._questions[block]

    @property
    def largest_block(self) -> int:
        """Claims of the largest block."""
        return max(map(len, self._blocks.values()), default=0)

    def in_order(self) -> tuple[Question, ...]:
        """All questions by the day on which they begin; those of unknown days come last."""
        return tuple(sorted(self.questions(), key=begins))


def begins(question: Question) -> tuple[date, str]:
    """A question's place among all: the day on which it begins, and its id."""
    start = question.period.start if question.period is not None else None
    return start or date.max, question.id


def reconciled(told: Iterable[Told], as_of: date | None = None) -> tuple[Question, ...]:
    """The questions that claims are about, by id; with `as_of`, of those published by that day alone."""
    archive = Archive()
    archive.add(known_by(told, as_of))
    return tuple(sorted(archive.questions(), key=lambda question: question.id))


def known_by(told: Iterable[Told], as_of: date | None) -> Iterator[Told]:
    """The claims that were published by a day; those of unknown date are known by none. Without a day, all of them."""
    for each in told:
        if as_of is None or (each.day is not None and each.day <= as_of):
            yield each
