"""Gives what one sentence tells to whoever the next one names for it: "A town burns. This the police said".

The readings of two passages in a row enter; the acts of the first get the speaker of the second, where a word of the
second points back to all that was said ("about this") and it tells nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.clauses import Reading
from counterclaim.language.phrase import Phrase


def retold(before: Reading, reading: Reading, phrases: Sequence[Phrase]) -> None:
    """Let the speaker of a passage say what the passage before it tells, where a word says so."""
    if not [phrase for phrase in phrases if "retells" in phrase.func]:
        return
    speech = next((speech for speech in reading.speeches if speech.form in ("say", "by") and not speech.acts), None)
    if speech is None:
        return
    for act in before.acts:
        if act.speech is None and not act.background:
            act.speech = speech
            speech.acts += 1
