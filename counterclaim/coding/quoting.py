"""Gives what stands in quotation marks to its speaker: named after them, before them, or in the passage before.

The speeches and acts of one passage with a quotation enter; those inside the quotation get their speaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.acts import Act, Speech

NO_OUTSIDE = frozenset({"ask", "blame"})
"""Forms of a speech after a quotation whose content stands after it, and not in the quotation."""


def quoted_by(speeches: Sequence[Speech], acts: Sequence[Act], end: int) -> bool:
    """Let the speaker named after a quotation that closes at `end` say what it holds; False where nothing is given."""
    after = [speech for speech in speeches if speech.cue is not None and speech.cue.start >= end and speech.speaker]
    if not after or after[0].form in NO_OUTSIDE:
        return False
    outer, given = after[0], 0
    for act in acts:
        if act.phrase.end <= end and act.speech is None:
            act.speech = outer
            outer.acts, given = outer.acts + 1, given + 1
            _turn(act)
            act.start, act.end = min(act.start, outer.start), max(act.end, outer.end)
    for speech in speeches:
        if speech is not outer and speech.end <= end and (speech.speaker is None or speech.speaker.role == "self"):
            # "We call for ...", X said
            speech.speaker, speech.end, given = outer.speaker, max(speech.end, outer.end), given + 1
    return given > 0


def quoted_after(speeches: list[Speech], acts: Sequence[Act], start: int, end: int) -> None:
    """Let the speaker named before a quotation `start..end` say what its later sentences hold."""
    named = [speech for speech in speeches if speech.cue is not None and speech.cue.end <= start and speech.speaker]
    if named:
        _go_on(speeches, [act for act in acts if start <= act.phrase.start < end], named[-1])


def quoted_on(speeches: list[Speech], acts: Sequence[Act], before: Speech) -> None:
    """Let the speaker of the passage before say what a passage holds that is a quotation and no more."""
    for speech in speeches:
        if speech.speaker is None or speech.speaker.role == "self":
            speech.speaker, speech.start = before.speaker, before.start
    _go_on(speeches, acts, before)


def _turn(act: Act) -> None:
    """Let "it", "they" of a quotation be another one than who speaks."""
    for noun in (*act.actors, *act.objects, *act.aims):
        if "third" in noun.func and noun.role == "self":
            noun.role = "enemy"


def _go_on(speeches: list[Speech], acts: Sequence[Act], before: Speech) -> None:
    """Give acts that nobody says yet to a speaker who goes on speaking."""
    untold = [act for act in acts if act.speech is None]
    if not untold or before.speaker is None:
        return
    speech = Speech("asserts", "say", before.cue, before.speaker, before.start)
    speeches.append(speech)
    for act in untold:
        _turn(act)
        act.speech, speech.acts = speech, speech.acts + 1
        act.start, speech.end = min(act.start, speech.start), max(speech.end, act.end)


def ends_with(speeches: Sequence[Speech]) -> Speech | None:
    """The speech whose speaker goes on where a passage after it is a quotation and no more."""
    last = max(speeches, key=lambda speech: speech.cue.start if speech.cue else speech.start, default=None)
    return last if last is not None and last.speaker is not None and not last.nested else None
