"""Gives what stands in quotation marks before its speaker to the one who is named after them.

The speeches and acts of one passage that opens with a quotation enter; those inside the quotation get their speaker.
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
            for noun in (*act.actors, *act.objects, *act.aims):
                if "third" in noun.func and noun.role == "self":
                    noun.role = "enemy"
            act.start, act.end = min(act.start, outer.start), max(act.end, outer.end)
    for speech in speeches:
        if speech is not outer and speech.end <= end and (speech.speaker is None or speech.speaker.role == "self"):
            # "We call for ...", X said
            speech.speaker, speech.end, given = outer.speaker, max(speech.end, outer.end), given + 1
    return given > 0
