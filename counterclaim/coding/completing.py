"""Fills in the parties that a report implies: whom an attack was aimed at, whose the dead are, who the other side is.

Drafts of one report enter in the order of the text and are completed in place. Only what the report itself sets beside
each other is used: the act that caused a loss, the other acts of the passage, the two sides of the report.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.aiming import nowhere
from counterclaim.coding.arms import armed, fired, supplied, tried
from counterclaim.coding.civilians import befallen, whose_civilians
from counterclaim.coding.draft import Draft
from counterclaim.coding.families import BEFALLEN, FLYING, FORCE, HURT, OBSERVERS, STRIKES, THINGS, TOLLS
from counterclaim.coding.losses import CIVIL, LOST, done_for, find_sufferer, loser, own_loss, owned, striker, suffered
from counterclaim.coding.rounding import round_off
from counterclaim.coding.sides import Sides
from counterclaim.model import NARRATOR, TWO_SIDED, UNNAMED

AGAINST = FORCE | THINGS | {"control", "repel", "violation", "blockade", "killed", "captured", "sanction"}
"""Events that a party does to its opponent."""
WISHED = frozenset({"calls_for", "offers"})
"""Stances to what the sides of the report are to do."""
OWN_STANCES = frozenset({"threatens", "offers", "intends"})
"""Stances to one's own acts."""
ACCUSED = STRIKES | {"violation", "incursion", "deployment", "arms_supply"}
"""Events that a party is accused of, and rejects."""
SUFFERED = HURT | LOST | {"displaced"}
"""What an attack brings about."""


def complete(drafts: Sequence[Draft], sides: Sides) -> None:
    """Fill missing actors and targets of a report's drafts."""
    for draft in drafts:
        _carried_off(draft)
        _turn(draft, drafts)
        _denier(draft, drafts)
    for draft in drafts:
        if draft.actor and draft.target and draft.event in AGAINST and not (draft.act and draft.act.answers):
            sides.meet(draft.actor, draft.target)
    for draft in drafts:
        if draft.event in TWO_SIDED or (draft.act is not None and draft.act.trigger.frame == "mutual"):
            _second_side(draft, sides)
    for position, draft in enumerate(drafts):
        _own(draft)
        _threatened(draft, sides)
        _endangered(draft, drafts)
        _ground(draft)
        armed(draft, sides)
        tried(draft, sides)
        if draft.event in AGAINST and draft.event not in TWO_SIDED:
            _against(draft, drafts, position, sides)
        fired(draft, drafts[:position])
        _claimed(draft, sides)
        if draft.event in LOST and draft.target is None and own_loss(draft, sides):
            draft.target = loser(draft, drafts, position)
        if draft.event in TOLLS or suffered(draft):
            find_sufferer(draft, drafts, position, sides)
    befallen(drafts, sides)
    round_off(drafts, sides)
    _struck_by(drafts, sides)
    whose_civilians(drafts, sides)
    for draft in drafts:
        supplied(draft, sides)


def _carried_off(draft: Draft) -> None:
    """Whose people are carried off, where the land alone is named: "Nigeria's mass abduction", "Nigerian gunmen"."""
    trigger = draft.trigger.func if draft.trigger is not None else frozenset()
    gang = draft.act is not None and any(noun.unit == "fighters" for noun in draft.act.actors)
    taken = draft.event == "captured" and ("flock" in trigger or ("abducts" in trigger and gang))
    if taken and draft.target is None and draft.actor is not None and draft.actor.isupper():
        draft.target, draft.actor = draft.actor, None


def _struck_by(drafts: Sequence[Draft], sides: Sides) -> None:
    """Say who brought about a loss of which nothing says it; nobody kills its own, but in a war inside its land."""
    for draft in drafts:
        if draft.event in SUFFERED and draft.actor is None and draft.target is not None:
            doer = striker(draft, drafts)
            draft.actor = doer if doer != draft.target or doer == sides.divided else None
        own = draft.actor == draft.target and (draft.target != sides.divided or draft.unit not in CIVIL)
        if draft.event == "killed" and own and not owned(draft):
            draft.target = None  # "its response killed 90 attackers"


def _own(draft: Draft) -> None:
    """What somebody threatens, offers or plans is done by nobody else, where nobody is named: "will be sealed off".

    So are the forces whose deployment somebody rejects: "reject military involvement in the strait".
    """
    spoken = draft.speaker_party not in (NARRATOR, UNNAMED)
    own = draft.stance in OWN_STANCES or (draft.stance, draft.event) == ("denies", "deployment")
    if spoken and draft.actor is None and own and draft.target != draft.speaker_party:
        draft.actor = draft.speaker_party


def _ground(draft: Draft) -> None:
    """Lost ground is the speaker's own where nobody is named: "denied that any villages had been lost"."""
    lost = draft.event == "control" and draft.act is not None and draft.act.trigger.frame == "toll"
    if lost and draft.actor is None and draft.target is None and draft.speaker_party not in (NARRATOR, UNNAMED):
        draft.target = draft.speaker_party


def _turn(draft: Draft, drafts: Sequence[Draft]) -> None:
    """Let the name before an act be its doer ("the Iran attacks") where the rest of the report has it strike others."""
    bears = draft.act.bears if draft.act is not None else None
    if bears is None or draft.target not in bears.codes or draft.actor is not None:
        return
    others = [other for other in drafts if other.act is not draft.act and other.event in FORCE | THINGS | TOLLS]
    done = sum(other.actor == draft.target for other in others)
    if done > sum(other.target == draft.target for other in others):
        draft.actor, draft.target = draft.target, None


def _denier(draft: Draft, drafts: Sequence[Draft]) -> None:
    """Who rejects what another claims of nobody has been accused of it: "denies the UN's allegations of an attack"."""
    speech, act = draft.speech, draft.act
    if speech is None or not speech.nested or speech.outer is None or speech.outer.form != "refuse":
        return
    if act is None or draft.actor is not None or draft.event not in ACCUSED:
        return
    for denial in (other for other in drafts if other.act is act and other.speech is speech.outer):
        denier = denial.speaker_party
        if denial.actor is None and denier not in (NARRATOR, UNNAMED, draft.speaker_party, draft.target):
            draft.actor = denial.actor = denier


def _claimed(draft: Draft, sides: Sides) -> None:
    """Who tells that the enemy's things were destroyed has destroyed them, where nobody else is named."""
    speaker, act = draft.speaker_party, draft.act
    if draft.event not in THINGS or draft.actor is not None or draft.stance != "asserts" or act is None:
        return
    done = act.trigger.frame == "harm" and act.cause is None and bool(act.phrase.form)
    if done and draft.target is not None and speaker in sides.rivals.get(draft.target, ()):
        draft.actor = speaker


def _threatened(draft: Draft, sides: Sides) -> None:
    """Whom a threat is made to that names nobody: the other side of who makes it."""
    if draft.event == "other" and draft.stance == "threatens" and draft.target is None:
        draft.target = next(iter(sides.opponent((draft.speaker_party,))), None)


def _endangered(draft: Draft, drafts: Sequence[Draft]) -> None:
    """For whom a body that only observes warns, where it names nobody: those whom the report tells to be struck."""
    cue = draft.speech.cue if draft.speech is not None else None
    if draft.event != "other" or draft.stance != "asserts" or draft.target or cue is None or not cue.form:
        return
    if draft.speaker_party in OBSERVERS:
        near = (other for other in drafts if other.event in BEFALLEN and other.target)
        draft.actor, draft.target = None, next((other.target for other in near), None)


def _second_side(draft: Draft, sides: Sides) -> None:
    if draft.act is not None and draft.act.trigger.frame == "alone":
        return
    draft.actor, draft.target = sides.negotiator(draft.actor), sides.negotiator(draft.target)
    formed = draft.act is not None and bool(draft.act.phrase.form)
    if formed and draft.event == "ceasefire":
        _outsiders(draft, sides)
    one = draft.actor or draft.target
    told = draft.event == "talks" and draft.stance not in WISHED
    if one is None and formed and told and draft.speaker_party not in (NARRATOR, UNNAMED):
        one = draft.speaker_party  # "says that talks are going on"
    if one is None:
        pair = sides.enemies()
        if pair and draft.event != "agreement":
            draft.actor, draft.target = pair
    elif draft.actor is None or draft.target is None:
        other = next(iter(sides.opponent((one,))), None)
        outside = draft.event == "ceasefire" and other == draft.speaker_party
        if outside and other is not None and not sides.fight(one, other):
            other = None  # whoever speaks of a truce of others is no side of it
        draft.actor, draft.target = one, other


def _outsiders(draft: Draft, sides: Sides) -> None:
    """Let no truce be that of who only tells of it or asks for it: "the US announces a ceasefire for Gaza"."""
    one = draft.actor
    if one is None or draft.target is not None:
        return
    fighting = sides.enemies()
    told = one == draft.speaker_party and fighting and not any(sides.fight(one, each) for each in sides.ranked)
    if one in sides.bodies or told:
        draft.actor = None


def _against(draft: Draft, drafts: Sequence[Draft], position: int, sides: Sides) -> None:
    spoken = draft.speaker_party not in (NARRATOR, UNNAMED)
    if draft.target is None and spoken and draft.stance == "accuses" and _wronged(draft, sides):
        draft.target = draft.speaker_party
    astray = sides.adrift or (draft.act is not None and nowhere(draft.act))
    if draft.target is None and draft.actor is not None and not astray:
        answering = draft.act is not None and draft.act.trigger.weak
        provoking = tuple(code for code in sides.provoking if code != draft.actor)
        others = provoking or sides.met((draft.actor,)) if answering else sides.opponent((draft.actor,))
        if draft.act is not None and sides.unnamed_group([*draft.act.objects, *draft.act.aims]):
            others = ()
        draft.target = next(iter(others), None)
    if draft.act is not None and draft.actor is None and sides.unnamed_group(draft.act.actors):
        return
    if draft.actor is None and draft.target is not None and draft.event in STRIKES:
        draft.actor = _foe(draft, draft.target, drafts, sides)
    if draft.actor is None and draft.target is None and draft.event in STRIKES | {"violation"}:
        later = [other for other in drafts[position + 1 :] if other.passage == draft.passage and other.event in THINGS]
        for other in (*reversed(drafts[:position]), *later):
            near = other.passage == draft.passage and other.event in AGAINST
            if not ((near or other.event in STRIKES) and other.actor and other.target):
                continue
            draft.actor, draft.target = other.actor, other.target
            if done_for(draft.speaker_party, other, sides):
                draft.actor, draft.target = other.target, draft.speaker_party
            return
    if draft.target is None and draft.actor is None and draft.event in THINGS and spoken and draft.unit in FLYING:
        # who tells that a drone was shot down has shot it down
        draft.target = next(iter(sides.opponent((draft.speaker_party,))), None)


def _wronged(draft: Draft, sides: Sides) -> bool:
    """Whether who accuses a party that wronged nobody it names means itself, and not that party's foe."""
    speaker, actor = draft.speaker_party, draft.actor
    if actor is None or actor == speaker or draft.event != "violation" or sides.fight(actor, speaker):
        return actor != speaker
    return not any(sides.fight(actor, other) for other in sides.ranked)


def _foe(draft: Draft, target: str, drafts: Sequence[Draft], sides: Sides) -> str | None:
    """Who struck a party where nothing says it: its opponent; in words that change their form only one it fights."""
    foe = next(iter(sides.opponent((target,))), None)
    act = draft.act
    if foe is None or act is None or not act.phrase.form:
        return foe
    if not (foe.isupper() or foe == draft.speaker_party or _same_told(draft, foe, target, drafts)):
        return None
    there = act.place is not None and foe in act.place.codes
    return foe if sides.fight(foe, target) and not there else None


def _same_told(draft: Draft, foe: str, target: str, drafts: Sequence[Draft]) -> bool:
    """Whether the report that a title heads tells of the same kind of act by an armed group against the same party."""
    return draft.title and any(
        (other.event, other.actor, other.target) == (draft.event, foe, target) for other in drafts
    )
