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

from counterclaim.model import Question, Told
from counterclaim.reconciliation.blocks import Block, blocks_of, reconcile
from counterclaim.reconciliation.content import Row, row_of


@dataclass(slots=True)
class Archive:
    """Claims that came by, and the questions they are about."""

    _blocks: dict[Block, dict[tuple[str, str], Row]] = field(default_factory=lambda: defaultdict(dict))
    _questions: dict[Block, tuple[Question, ...]] = field(default_factory=dict)
    _touched: set[Block] = field(default_factory=set)

    def add(self, told: Iterable[Told]) -> frozenset[Block]:
        """Take claims in, and say which blocks they touch; a claim that is there already is replaced."""
        touched = set()
        for each in told:
            row = row_of(each)
            name = (row.id, each.about.id if each.about is not None else "")
            for block in blocks_of(row):
                self._blocks[block][name] = row
                touched.add(block)
        self._touched |= touched
        return frozenset(touched)

    def questions(self) -> Iterator[Question]:
        """All questions, block by block."""
        for block in self._touched:
            self._questions[block] = reconcile(block, self._blocks[block].values())
        self._touched.clear()
        for block in sorted(self._questions):
            yield from self._questions[block]


def reconciled(told: Iterable[Told], as_of: date | None = None) -> tuple[Question, ...]:
    """The questions that claims are about, by id; with `as_of`, of those published by that day alone."""
    archive = Archive()
    archive.add(each for each in told if as_of is None or (each.day is not None and each.day <= as_of))
    return tuple(sorted(archive.questions(), key=lambda question: question.id))
