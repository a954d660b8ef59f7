"""What the pack made of one report, for looking at where it is silent.

The mentions of a report and what its passages say enter, an `Inspection` leaves, which
`counterclaim.evaluation.coverage` counts. Offsets count characters of `Report.text`, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.coding.clauses import Reading
from counterclaim.language.mention import Mention
from counterclaim.language.phrase import CUE, Phrase
from counterclaim.model import Span
from counterclaim.reading.text import NormalText

SILENT_FORMS = frozenset({"hedge", "by", "cite"})
"""Forms of cue that need no speaker of their own."""


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
    left_out: tuple[str, ...] = ()
    """The language of each passage that no pack reads."""


def inspection(
    text: NormalText,
    mentions: Sequence[Mention],
    passages: Sequence[tuple[Sequence[Phrase], Reading]],
    conflict: bool,
    claims: int,
) -> Inspection:
    """The inspection of one report from what was found in it."""
    orphans: list[Span] = []
    for phrases, reading in passages:
        spoken = {speech.cue.start for speech in reading.speeches if speech.cue is not None and speech.speaker}
        for phrase in phrases:
            if phrase.kind == CUE and phrase.start not in spoken and not _needs_none(phrase):
                start, end = text.stored_span(phrase.start, phrase.end)
                orphans.append(Span(start, end, text.stored[start:end]))
    known = tuple((_kind(mention), *text.stored_span(mention.start, mention.end)) for mention in mentions)
    return Inspection(conflict, claims, known, tuple(orphans))


def _needs_none(cue: Phrase) -> bool:
    return cue.cue is None or cue.cue.form in SILENT_FORMS


def _kind(mention: Mention) -> str:
    lexeme = mention.lexeme
    if mention.time is not None:
        return "time"
    if mention.number is not None:
        return "number"
    if mention.party is not None:
        return "party"
    for kind in ("triggers", "cue", "unit", "title", "place", "outlet"):
        if getattr(lexeme, kind):
            return kind
    return "small"
