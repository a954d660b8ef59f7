"""Whose the people and things are that a report tells were lost: what the report itself sets beside them.

A draft of a loss and the other drafts of its report enter, the draft leaves with whose it is and who did it.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.draft import Draft
from counterclaim.coding.families import STRIKES, TOLLS
from counterclaim.coding.sides import Sides
from counterclaim.language.phrase import POINTERS
from counterclaim.model import NARRATOR, PEOPLE, UNNAMED

CIVIL = PEOPLE - {"soldiers", "fighters", "officers", "officials"}
"""People who are the state's, and not an armed group's, on whose soil they were struck."""
OWN = frozenset({"soldiers", "officers", "officials", "fighters", "police"})
"""Units that somebody who tells of their loss means as the speaker's own, where no owner is named."""
LOST = frozenset({"destroyed", "damaged"})
"""What a party tells of things is of its own where nothing says who did it."""
TOLD = frozenset({"asserts", "confirms", "accuses"})
"""Stances to what has happened."""
NEAR = 1
"""Sentences between people lost and the attack that struck them, at most."""


def suffered(draft: Draft) -> bool:
    """Whether things on the ground are lost, or people are pulled from the rubble: those whom a strike hit."""
    if draft.event in LOST and draft.unit == "buildings":
        return True
    if draft.act is None or not draft.act.phrase.form or draft.actor is not None:
        return False
    rescued = draft.event == "released" and draft.unit in CIVIL and draft.target is None
    return rescued or (draft.event in LOST and draft.unit == "infrastructure")


def find_sufferer(draft: Draft, drafts: Sequence[Draft], position: int, sides: Sides) -> None:
    """Whose the dead are where nothing says so: those whom the nearest attack of the report struck."""
    if inflicted(draft, drafts, sides):
        return
    clash = _clash(draft, drafts)
    if (
        (draft.target is None or _by_place(draft))
        and own_loss(draft, sides)
        and (clash is None or draft.unit != "people")
    ):
        draft.target = loser(draft, drafts, position)
    if draft.target is not None:
        return
    if clash is not None:
        draft.target = _side_of(draft.unit, clash)
        states = (clash.actor or "").isupper() and (clash.target or "").isupper()
        if draft.target is None and states and draft.speaker_party in (clash.actor, clash.target):
            draft.target = draft.speaker_party  # a side of the fighting counts its own, where it says no more
        return
    for other in (*reversed(drafts[:position]), *drafts[position + 1 :]):
        near = abs(other.passage - draft.passage) <= NEAR or other.title
        if near and other.event in STRIKES and other.target and not done_for(draft.speaker_party, other, sides):
            if any(_returned(other, back) for back in drafts):
                return  # a single toll over both
            draft.target = other.target
            draft.actor = draft.actor or (other.actor if draft.event != "released" else None)
            return


def striker(draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """Who brought about a loss of which nothing says it: whose attack struck the same, in its words or the title."""
    if draft.act is None or draft.stance not in TOLD:
        return None
    cause = draft.act.cause
    struck = [other for other in drafts if other.event in STRIKES and other.stance in TOLD and other.target]
    for near in (
        [other for other in struck if cause is not None and other.act is cause],
        [other for other in struck if other.passage == draft.passage],
        [other for other in struck if other.title],
    ):
        found = {other.actor for other in near if other.target == draft.target or other.act is cause}
        if found:
            break
    return found.pop() if len(found) == 1 else None


def inflicted(draft: Draft, drafts: Sequence[Draft], sides: Sides) -> bool:
    """Give a loss to whom the speaker struck: "says 70 fighters were killed in raids on X", "that its target sank"."""
    if (draft.target is not None and not _by_place(draft)) or draft.actor not in (None, draft.speaker_party):
        return False
    if draft.act is None:
        return False
    speaker = draft.speaker_party
    if owned(draft) or speaker in (NARRATOR, UNNAMED):
        return False
    for other in drafts:
        if other.event not in STRIKES or other.target in (None, speaker) or other.act is None:
            continue
        own = other.actor == speaker or (other.actor is None and sides.fight(speaker, other.target))
        same = draft.unit is not None and draft.unit == other.unit
        if (own and other.act is draft.act.cause) or (same and other.actor == speaker):
            draft.actor, draft.target = speaker, other.target
            return True
    return False


def own_loss(draft: Draft, sides: Sides) -> bool:
    """Whether somebody tells of people lost that can only be the speaker's own: "a soldier was killed in ..."."""
    act = draft.act
    return (
        act is not None
        and (act.trigger.frame == "toll" or act.passive)
        and draft.speaker_party not in (NARRATOR, UNNAMED)
        and draft.actor != draft.speaker_party
        and draft.speaker_party not in sides.bodies
        and (
            draft.unit in OWN
            or (
                draft.event in LOST
                and draft.actor is None
                and draft.speech is not None
                and draft.speech.form != "media"
            )
        )
        and not owned(draft)
    )


def loser(draft: Draft, drafts: Sequence[Draft], position: int) -> str:
    """Whose losses somebody tells: the speaker's, or those of whom the speaker has just told losses."""
    told = (
        other for other in reversed(drafts[:position]) if other.speech is draft.speech and other.event in LOST | TOLLS
    )
    return next((other.target for other in told if other.target), draft.speaker_party)


def owned(draft: Draft) -> bool:
    """Whether the words name whose people these are."""
    return draft.act is not None and any(noun.codes or noun.role in POINTERS for noun in draft.act.objects)


def done_for(speaker: str, act: Draft, sides: Sides) -> bool:
    """Whether a third party did this to the speaker's opponent, who then tells of its own losses."""
    if speaker in (NARRATOR, UNNAMED, act.actor, act.target):
        return False
    return act.target in sides.opponent((speaker,))


def _by_place(draft: Draft) -> bool:
    """Whether a target is no more than whose land it happened on: "a soldier died in Syria"."""
    place = draft.act.place if draft.act is not None else None
    return place is not None and draft.target in place.codes


def _returned(strike: Draft, other: Draft) -> bool:
    """Whether the same words tell of an attack and of one the other way: "the shelling by both sides"."""
    same = other.act is not None and strike.act is not None and other.act.phrase is strike.act.phrase
    return same and (other.actor, other.target) == (strike.target, strike.actor)


def _clash(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The fighting in which people were lost: the clause names no attack, and fighting stands in the same sentence."""
    cause = draft.act.cause if draft.act is not None else None
    if cause is not None and cause.trigger.frame != "mutual":
        return None
    near = [other for other in drafts if other.passage == draft.passage and not other.title]
    if any(other.event in STRIKES and other.target for other in near):
        return None
    return next((other for other in near if other.event == "clash"), None)


def _side_of(unit: str | None, clash: Draft) -> str | None:
    """Whose people were lost where a state fights a group: fighters are the group's, all but "people" the state's."""
    sides = [code for code in (clash.actor, clash.target) if code]
    states = [code for code in sides if code.isupper()]
    if len(sides) != 2 or len(states) != 1 or unit in (None, "people"):
        return None
    return next(code for code in sides if (code in states) != (unit == "fighters"))
