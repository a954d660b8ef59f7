"""Acts that are told of, or asked for, and still make no claim.

An act enters, a yes or no leaves; nothing is changed.
"""

from __future__ import annotations

from counterclaim.coding.acts import Act
from counterclaim.model import PEOPLE

CONCEDED = frozenset({"ceasefire", "withdrawal"})
"""What a call to stop or not to act still asks for."""


def makes_no_claim(act: Act) -> bool:
    """Whether an act is a condition, a mere purpose, a call not to act, or a meeting among one's own."""
    asked = act.speech is not None and act.speech.form == "ask"
    if act.conditional or (asked and act.negated and act.trigger.event not in CONCEDED):
        return True  # a call not to act asks for something else
    if act.stance == "denies" and act.trigger.event == "blockade" and act.speech is None and not act.actors:
        return True  # "the crossing reopens": nobody says who lifts what
    return _among_themselves(act) or _mere_purpose(act)


def _mere_purpose(act: Act) -> bool:
    """Whether an act only says what another is for; where nothing else is said, it is what is said."""
    if not act.purpose or act.trigger.frame == "strike" or _going_to_meet(act):
        return False
    ordered = any(noun.title in ("organ", "forces") for noun in act.actors)
    if act.trigger.event == "mobilization" and act.speech is None and ordered:
        return False  # "orders the army to be on high alert": by the order it is
    speech = act.speech
    return speech is None or not (speech.acts == 1 or (speech.form in ("ask", "will") and not speech.told))


def _going_to_meet(act: Act) -> bool:
    """Whether a journey is told with whom it is to: "left for Alaska to meet Putin"."""
    met = any(noun.codes for noun in act.others)
    return act.trigger.event == "talks" and act.trigger.needs_party and bool(act.actors) and met


def _among_themselves(act: Act) -> bool:
    """Whether somebody meets people of its own: "a meeting with the generals"."""
    met = [*act.others, *act.objects]
    if act.trigger.event != "talks" or not met or any(noun.codes or noun.role for noun in met):
        return False
    if any(act.trigger.event_for(noun.unit) == "released" and noun.number is not None for noun in met):
        return False  # "exchanged 200 people"
    return all(noun.unit in PEOPLE and noun.unit != "prisoners" for noun in met)
