"""What a second reader, an encoder, makes of a report: numbers from which the judge takes readings and features.

The reader's numbers enter, in characters of the stored text; `Hints` leaves, which finds those of a place. Nothing here
needs the encoder itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from counterclaim.model import STANCES


@dataclass(frozen=True, slots=True)
class Hint:
    """What the second reader makes of one place, where it is to name one event; all numbers are probabilities."""

    start: int
    """First character of the words for the event, in the stored text."""
    end: int
    event: str
    p: float
    """That this event is claimed here."""
    speaker: Mapping[str, float]
    """By party code, `narrator` and `unnamed` among them."""
    stance: Mapping[str, Sequence[float]]
    """By speaker, in the order of `ORDER`."""
    actor: Mapping[str, float]
    """By party code, `none` among them."""
    target: Mapping[str, float]
    unit: Mapping[str, float]
    """By unit, `none` among them."""
    count: Mapping[str, float]
    """By characters of the number ("12:14"), `none` or `one`."""


ORDER = "asserts confirms accuses denies doubts withholds calls_for offers threatens intends".split()
"""Order in which the second reader gives stances."""
assert frozenset(ORDER) == STANCES


class Hints:
    """The numbers of one report."""

    def __init__(self, proposals: Iterable[Hint], asked: Iterable[Hint]) -> None:
        self.proposals = tuple(proposals)
        self.known = (*self.proposals, *asked)

    def at(self, start: int, end: int) -> dict[str, Hint]:
        """The likeliest hint of each event at these characters."""
        found: dict[str, Hint] = {}
        for hint in self.known:
            if hint.start < end and start < hint.end and (hint.event not in found or hint.p > found[hint.event].p):
                found[hint.event] = hint
        return found


def hint_of(row: Mapping[str, Any]) -> Hint:
    """A hint as the second reader writes it down."""
    return Hint(*(row[field.name] for field in fields(Hint)))


def likeliest(chances: Mapping[str, float], most: int) -> list[str]:
    """The likeliest few, the likeliest first; equal ones by name."""
    return sorted(chances, key=lambda name: (-chances[name], name))[:most]
