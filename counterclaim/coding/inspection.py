"""What the pack made of one report, for looking at where it is silent.

In: nothing. Out: the type `Inspection`, which coding fills and `counterclaim.evaluation.coverage` counts. It holds no
text but that of the cues; offsets count characters of `Report.text`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Span


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in one report: "it speaks of conflict, made 3 claims, and one cue has no speaker"."""

    conflict: bool
    """Whether the vocabulary of conflict stands in the report, so that claims are to be expected."""
    claims: int
    """How many claims it made, 0 or more."""
    mentions: tuple[tuple[str, int, int], ...] = ()
    """Kind, start and end of every phrase that the pack knew, `party` and `number` among the kinds; in any order."""
    orphan_cues: tuple[Span, ...] = ()
    """Words of speech or stance for which no speaker was found."""
