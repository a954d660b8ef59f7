"""What a form is: a name, a writer, and what it cannot hold.

A ledger and a `Choice` enter a form's `write`, bytes go to the file that it is given, and `Losses` leave: nothing that
a form cannot hold is lost silently. Nothing here knows any form (`forms` does), opens files (`writing` does) or prints.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from counterclaim.ledger.bulk import Selection
from counterclaim.ledger.store import Ledger

EXAMPLES: Final = 3
"""Ids that stand for all that one loss befell."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a ledger is exported, and how: "questions about deaths, counted by the rule `ucdp`"."""

    selection: Selection = field(default_factory=Selection)
    rule: str | None = None
    """Name of the rule of figures, or `module:function`; None takes the one that the form names."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a form could not hold: "no column for wounded people: 12 questions, for instance 5fe1"."""

    what: str
    """One clause that names what does not travel, and why."""
    count: int
    """How often, 1 or more."""
    examples: tuple[str, ...]
    """Ids of the first few claims, questions or reports that it befell."""


@dataclass(slots=True)
class Losses:
    """What one export wrote and what it could not hold; grows while a form is written."""

    rows: int = 0
    """Rows, lines or documents written."""
    _found: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def lose(self, what: str, subject: str = "", count: int = 1) -> None:
        """Note a loss; `subject` is the id of what it befell."""
        before, examples = self._found.get(what, (0, ()))
        if subject and len(examples) < EXAMPLES and subject not in examples:
            examples = (*examples, subject)
        self._found[what] = before + count, examples

    def all(self) -> tuple[Loss, ...]:
        """The losses, the most frequent first."""
        found = (Loss(what, count, examples) for what, (count, examples) in self._found.items())
        return tuple(sorted(found, key=lambda loss: (-loss.count, loss.what)))


Write = Callable[[Ledger, Choice, BinaryIO], Losses]
"""Writes what is chosen of a ledger to a file opened for bytes, as a stream. Raises CounterclaimError."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of export: "`ucdp-ged`: one row for each lethal incident, in the 49 columns of UCDP's GED"."""

    name: str
    """As `--as` takes it."""
    ending: str
    """Of its files, with the dot."""
    says: str
    """What it writes, in one clause."""
    write: Write
    rule: str | None = None
    """The rule of figures that it counts by where nobody names one; None where it holds no figures."""
    one_question: bool = False
    """Whether it is about one question, which `Choice.selection.question` then must name."""
    beside: tuple[str, ...] = ()
    """Names of forms that are written along with it, to the same path with their own endings."""
