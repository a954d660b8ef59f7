"""Tells whose account an act is: the speaker's, or the report's own of what the speaker only refers to.

A clause and an act enter; the act is changed.
"""

from __future__ import annotations

from counterclaim.coding.acts import Act
from counterclaim.coding.clauses.state import Clause
from counterclaim.language.phrase import CUE, EVENT


def whose_account(clause: Clause, act: Act, before: Act | None) -> None:
    """Let the report itself tell what what is said only refers to."""
    speech = clause.speech
    if act.nominal and before is not None and clause.prep == "in":
        act.future = False
        if before.speech is None:
            act.speech = None  # "soldiers captured in the clashes": where the report's own account goes on
    asked = speech is not None and speech.form == "ask" and act.stance is None
    if asked and act.nominal and act.trigger.frame == "strike" and not clause.light:
        act.speech = None  # "demands that the strike be looked into": the strike is there already
    if act.future and act.trigger.event == "ceasefire" and foretold(clause, act):
        act.stance = "asserts"
    told = (act.nominal and clause.adjacent) or act.trigger.frame == "toll"
    answered = told and before is not None and before.trigger.weak
    ahead = (before is not None and before.future) or (speech is not None and speech.form == "will")
    if answered and ahead:
        # "threatens to answer the raid": the raid is what the report tells
        act.speech, act.future = None, False
    if ((act.nominal or act.trigger.event == "talks") and clause.background and not clause.passive) or (
        clause.topic and not clause.negated
    ):
        act.speech = None
    elif (
        clause.prep == "in"
        and act.speech is not None
        and act.speech.form in ("will", "ask")
        and not amount(clause, act)
    ):
        act.speech = None  # "seeks ways out in its campaign": the campaign is there already


def amount(clause: Clause, act: Act) -> bool:
    """Whether only a sum stands between a promise and its act: "pledges $2bn in military aid"."""
    before = clause.phrases[act.index - 2] if act.index > 1 else None
    given = act.trigger.frame == "give" and bool(act.phrase.form)
    return given and act.speech is not None and before is not None and before is act.speech.cue


def foretold(clause: Clause, act: Act) -> bool:
    """Whether a war is said to end by itself: "the fighting will be over soon", which nobody plans."""
    if clause.speech is None or clause.speech.form not in ("say", "by"):
        return False
    for phrase in reversed(clause.phrases[max(act.index - 6, 0) : act.index]):
        if phrase.kind == CUE or phrase.mark == ",":
            return False
        if "war" in phrase.func or (phrase.kind == EVENT and phrase.triggers[0].standing):
            return True
    return False
