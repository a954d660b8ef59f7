"""Gives what stands before its speaker to that speaker.

A clause that was read to its end enters; its acts and speeches are changed.
"""

from __future__ import annotations

from counterclaim.coding.clauses.state import Clause
from counterclaim.coding.quoting import quoted_by


def look_back(clause: Clause) -> None:
    """Give content that stands before its speaker ("...", X said; ..., according to X) to that speaker."""
    if not clause.speeches or (clause.quoted and quoted_by(clause.speeches, clause.acts, clause.quoted)):
        return
    speech = clause.speeches[-1]
    if (
        speech.acts
        or speech.form in ("ask", "will", "refuse", "blame", "warn")
        or (speech.speaker is None and speech.form != "by")
    ):
        return
    if speech.form != "by" and (speech.praise or not speech.bare):
        return
    if "future" in clause.unspoken and not clause.acts and speech.form == "say":
        # "Steps will be taken if ...", X said
        speech.future, speech.said = True, speech.start - clause.opening
        speech.start = clause.opening
        speech.form = "warn" if "condition" in clause.unspoken else "say"
    item = max((mark.end for mark in clause.phrases if mark.mark == ";" and mark.end <= speech.start), default=0)
    for act in clause.acts:
        if act.speech is None and not act.background and act.phrase.start >= item:
            act.speech = speech
            speech.acts += 1
            act.start = min(act.start, speech.start)
            act.end = max(act.end, speech.end)
