"""Judges what somebody says that holds no act: of whom it is, and whether it says enough of a conflict.

Speeches enter, with the sides of the report; answers leave.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.acts import Speech
from counterclaim.coding.draft import Draft
from counterclaim.coding.families import OBSERVERS
from counterclaim.coding.sides import Codes, Sides
from counterclaim.model import PEOPLE, UNNAMED

JOINED = 6
"""Characters between two names of a list: ", and the "."""
ADJACENT = 7
"""Characters that may stand between a cue and the subject of what it opens: "said that X ..."."""


def of_another(speech: Speech, party: str, sides: Sides) -> bool:
    """Whether a speech is about what another party does: its content opens with that party."""
    first = speech.about[0] if speech.about else None
    if first is None or speech.cue is None or speech.praise or speech.form not in ("say", "media"):
        return False
    before = first.end < speech.cue.start  # what stands before its speaker opens with whom it is about
    if not (before or 0 < first.start - speech.cue.end <= ADJACENT) or first.place_noun or first.unit is not None:
        return False
    codes = sides.codes(first, (party,))
    return bool(codes) and party not in codes


def asks_another(speech: Speech, party: str, sides: Sides) -> bool:
    """Whether the one who wishes for something wants another party to do it: "wants Kyiv to ..."."""
    first = speech.about[0] if speech.about else None
    if first is None or speech.cue is None or first.start - speech.cue.end > ADJACENT:
        return False
    codes = sides.codes(first, (party,))
    return bool(first.title or first.role or first.place_noun or first.unit in PEOPLE) and party not in codes


def acted_upon(speech: Speech, actor: str | None, view: Codes, sides: Sides) -> str | None:
    """Whom a party is said to act upon: one that stands in another phrase ("the US-Israeli war on Iran")."""
    doers = next((codes for noun in speech.about if actor in (codes := sides.codes(noun, view))), ())
    joint = doers if speech.cue is not None and speech.cue.form else (actor,)
    others = (code for noun in speech.about for code in sides.codes(noun, view))
    return next((code for code in others if code not in joint and code not in view), None)


def formed_foe(speech: Speech, actor: str | None, party: str, sides: Sides) -> bool:
    """Whether somebody demands something of a foe, which it is to do to nobody else."""
    formed = speech.cue is not None and bool(speech.cue.form)
    return formed and actor is not None and actor != party and sides.fight(actor, party)


def wronged(speech: Speech, actor: str | None, party: str, sides: Sides) -> bool:
    """Whether a state that blames another of which the report tells names nobody wronged, and so means itself.

    What is only called a wrong ("stirs up conflict") befalls nobody; words that change their form say who is wronged.
    """
    formed = speech.cue is not None and bool(speech.cue.form)
    spoken = party not in (UNNAMED, *sides.bodies) and actor not in (None, party)
    states = actor is not None and actor.isupper() and party.isupper()  # a group at war is blamed for what it does
    return spoken and states and not formed and not speech.blames and actor in sides.ranked[:2]


def pressed(speech: Speech) -> bool:
    """Whether a party is pressed itself: "puts pressure (on) Kyiv", and not "on the oil trade"."""
    first = speech.about[0] if speech.about else None
    named = first is not None and bool(first.codes or first.role) and first.unit is None
    return named and first is not None and speech.cue is not None and first.start - speech.cue.end <= 1


def described(speech: Speech) -> bool:
    """Whether somebody described, though of no party, calls what a party does a wrong: "experts say ... genocide"."""
    if speech.cue is None or not speech.cue.form or speech.speaker is None:
        return False
    return speech.blames and any(noun.codes for noun in speech.about)


def of_force(draft: Draft, speech: Speech) -> Draft:
    """The draft, about an attack where force is what somebody threatens or opposes: "warns of total war"."""
    if speech.force and draft.stance in ("threatens", "denies"):
        draft.event = "attack"
        draft.actor = None if draft.stance == "denies" else draft.actor
    return draft


def also_meant(speech: Speech, draft: Draft, sides: Sides) -> list[str]:
    """The parties that stand joined to the target of praise or of a threat: "voices support for A, B and C"."""
    if draft.target is None or not (speech.praise or speech.force) or speech.cue is None or not speech.cue.form:
        return []
    end = 0
    found: list[str] = []
    for noun in speech.about:
        codes = sides.codes(noun)
        if end and noun.start - end > JOINED:
            break
        if draft.target in codes or end:
            end = noun.end
            found.extend(code for code in codes if code not in (draft.target, draft.actor, *found))
    return found


def retold(draft: Draft, target: str) -> Draft:
    """The same claim with another target."""
    other = Draft(draft.speaker_party, draft.stance, draft.event)
    for field in ("speaker", "speech", "bare", "start", "end", "actor"):
        setattr(other, field, getattr(draft, field))
    other.target = target
    return other


def announced(speech: Speech) -> bool:
    """Whether something is only announced, or put behind a name and a colon: news of any kind."""
    if speech.blames or speech.praise:
        return False
    return speech.cue is None or (speech.cue.cue is not None and speech.cue.cue.plain)


def _of_others(speech: Speech) -> bool:
    """Whether what must be done is for somebody else to do: "says that Hamas must disarm", and not "that we must"."""
    first = speech.about[0] if speech.about else None
    own = speech.speaker.codes if speech.speaker is not None else ()
    if first is None or (first.role in ("self", "same") and not first.codes):
        return False
    return set(first.codes).isdisjoint(own)


def _warns_off(speech: Speech) -> bool:
    """Whether a call is one not to do something: "warns against"."""
    return speech.cue is not None and "lifts" in speech.cue.func


def says_little(speech: Speech, stance: str, others: Sequence[str]) -> bool:
    """Whether what somebody says without an act is too little of a conflict: it names neither a foe nor arms."""
    if stance == "calls_for" and not others and _warns_off(speech) and not speech.acts:
        return True  # "warns against travel there"
    if speech.form == "say" and stance == "intends":
        return True  # plans without an act that is known are mostly of peace
    if speech.form == "say" and stance == "denies":
        return not speech.future  # "did not see ...": a fact is missing, and nothing that anybody said
    if speech.form == "say" and stance == "calls_for":
        return not _of_others(speech)
    if speech.form not in ("say", "warn") or stance != "asserts" or others:
        return False
    if speech.form == "warn" and speech.cue is not None and speech.cue.form:
        return OBSERVERS.isdisjoint(speech.codes)  # "the UN warns of a catastrophe"
    return speech.form == "warn" or not any(noun.unit for noun in speech.about)
