"""Tells what the verb before the noun of an act makes of it: halted, called off, beaten back, suffered.

A clause, a phrase and a trigger enter; another trigger or an answer leaves, and the clause bears the mark.
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.coding.clauses.state import Clause
from counterclaim.coding.families import CALLED_OFF
from counterclaim.language.lexicon import Trigger
from counterclaim.language.phrase import EVENT, NOUN, Phrase


def turned(trigger: Trigger, before: frozenset[str], foes: bool) -> Trigger:
    """The trigger after a verb that turns an act of force into its end, or into its defeat where it is a foe's."""
    if trigger.frame != "strike" or trigger.suffered:
        return trigger
    if "halts" in before and not (foes and "stops" in before):
        return replace(trigger, event="ceasefire", by_unit=())
    if "stops" in before:
        return replace(trigger, event="repel", frame="against", by_unit=(), noun=False)
    return trigger


def anothers(clause: Clause) -> bool:
    """Whether the noun before the noun of an act says that it is another party's than the subject's."""
    owner = clause.modifier
    if owner is None or not owner.codes or not clause.subject:
        return False
    return set(owner.codes).isdisjoint(clause.subject[0].codes)


def verb_before(clause: Clause, index: int) -> frozenset[str]:
    """The classes of the verb that an act as a noun hangs on, over the words that open the noun."""
    for phrase in reversed(clause.phrases[max(index - 3, 0) : index]):
        if phrase.modifies:
            continue  # "halts its Gaza offensive"
        bare = phrase.kind == NOUN and phrase.number is not None and phrase.unit is None and not phrase.codes
        if "any" in phrase.func or ("act" not in phrase.func and not bare):
            return phrase.func
    return frozenset()


def is_suffered(clause: Clause, phrase: Phrase, index: int) -> bool:
    """What the subject suffers; True where the word only opens the noun of an act: "was hit by a raid"."""
    clause.passive = clause.nominal = True
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    return following is not None and following.kind == EVENT and following.start <= phrase.end + 1


def call_off(clause: Clause, phrase: Phrase, trigger: Trigger, verb: frozenset[str]) -> bool:
    """Whether an act is halted or undone by the one who does it; a call to halt it is a call not to act."""
    asked = clause.speech is not None and clause.speech.form == "ask"
    blamed = bool(phrase.form) and clause.speech is not None and clause.speech.form == "blame"
    halted = not verb.isdisjoint(("halts", "lifts")) or "reopens" in phrase.func
    undone = (trigger.event in CALLED_OFF and halted) or (trigger.frame == "strike" and "lifts" in verb)
    if undone and (clause.subject or clause.main) and not (clause.passive or asked or blamed):
        clause.light, clause.stance = True, "denies"
        clause.purpose = clause.purpose and "lifts" not in verb
        return True
    if asked and halted:
        clause.negated, clause.negated_at = True, phrase.start  # "asks X to stop taking hostages"
    return False
