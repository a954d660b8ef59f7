"""Strikes that a report tells only by what they did: "a drone kills five" is a drone strike too.

A draft of somebody killed or of something destroyed and its act enter, the draft of the strike leaves, or None.
"""

from __future__ import annotations

from counterclaim.coding.acts import Act
from counterclaim.coding.draft import Draft
from counterclaim.coding.families import FLYING

HARM = frozenset({"killed", "wounded", "killed_or_wounded", "destroyed", "damaged"})
"""What a weapon that is fired at somebody does."""
LOST = frozenset({"destroyed", "damaged"})
FIRED = frozenset({"drone_strike", "missile_strike", "shelling", "air_strike"})
"""Strikes that the weapon alone tells; what a tank or a gun did may be anything."""
TOLD = frozenset({"asserts", "accuses", "confirms"})
"""Stances to what has happened."""


def strike_of(draft: Draft, act: Act) -> Draft | None:
    """The strike whose weapon is the doer of a harm: "missiles wounded 9", "killed by a drone"."""
    if draft.event not in HARM or draft.stance not in TOLD or draft.unit in FLYING or not act.phrase.form:
        return None
    if act.cause is not None:
        return None  # "hit a house, killing two": what it came of is told
    if draft.actor is None and draft.target is None:
        return None
    kinds = {noun.weapon for noun in act.actors}
    if len(kinds) != 1 or not kinds <= FIRED:
        return None
    strike = Draft(draft.speaker_party, draft.stance, kinds.pop() or draft.event)
    strike.speaker, strike.speech, strike.act, strike.trigger = draft.speaker, draft.speech, act, draft.trigger
    strike.actor, strike.target, strike.time, strike.place = draft.actor, draft.target, draft.time, draft.place
    strike.start, strike.end = draft.start, draft.end
    if draft.event in LOST:
        strike.unit, strike.number = draft.unit, draft.number  # what was hit; of people it is the toll
    return strike
