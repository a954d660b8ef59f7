"""Fills in the parties that a report implies: whom an attack was aimed at, whose the dead are, who the other side is.

Drafts of one report enter in the order of the text and are completed in place. Only what the report itself sets beside
each other is used: the act that caused a loss, the other acts of the passage, the two sides of the report.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.aiming import nowhere
from counterclaim.coding.draft import Draft
from counterclaim.coding.families import FLYING, FORCE, OBSERVERS, STRIKES, THINGS, TOLLS
from counterclaim.coding.losses import CIVIL, LOST, done_for, find_sufferer, loser, own_loss, owned, striker, suffered
from counterclaim.coding.sides import Sides
from counterclaim.model import NARRATOR, TWO_SIDED, UNNAMED

AGAINST = FORCE | THINGS | {"control", "repel", "violation", "blockade", "killed", "captured", "sanction"}
"""Events that a party does to its opponent."""


WISHED = frozenset({"calls_for", "offers"})
"""Stances to what the sides of the report are to do."""
OWN_STANCES = frozenset({"threatens", "offers", "intends"})
"""Stances to one's own acts."""
MANY = 1000
"""People lost from which on they are those of a war, and may be of all its sides."""
FACTUAL = frozenset({"asserts", "confirms", "accuses"})
"""Stances to what has happened."""
BEFALLEN = STRIKES | TOLLS | THINGS
"""What somebody suffers."""
DONE_TO = frozenset({"captured", "sanction", "violation", "shelling", "shooting", "control"})
"""Events that nobody tells without saying who did them or whom they befell."""
SOMEWHERE = FORCE | TOLLS | THINGS
"""Events that happen where the others of these happen that are told with them."""
ACCUSED = STRIKES | {"violation", "incursion", "deployment", "arms_supply"}
"""Events that a party is accused of, and rejects."""
GUARDED = frozenset({"soldiers", "fighters", "officers", "officials", "prisoners", "hostages"})
"""People whom a war makes captives; others are arrested for crimes and rescued from accidents."""
FIRED = {"missile_strike": "missiles", "drone_strike": "drones"}
"""What is shot down where "the target" is all that is said: what was fired before."""
HURT = frozenset({"killed", "wounded", "killed_or_wounded"})
LANDS = frozenset({"state", "demonym"})
"""Kinds of names that stand for a people as a whole."""
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
        _weapon(draft, sides)
        _trial(draft, sides)
        if draft.event in AGAINST and draft.event not in TWO_SIDED:
            _against(draft, drafts, position, sides)
        _fired(draft, drafts[:position])
        _claimed(draft, sides)
        if draft.event in LOST and draft.target is None and own_loss(draft, sides):
            draft.target = loser(draft, drafts, position)
        if draft.event in TOLLS or suffered(draft):
            find_sufferer(draft, drafts, position, sides)
    for draft in drafts:
        if draft.event in BEFALLEN and draft.actor is None and draft.target is None:
            draft.target = _hurt_by(draft, drafts) or _only_party(draft, drafts, sides)
    _round_off(drafts, sides)
    _over_breaches(drafts)
    _struck_by(drafts, sides)
    _civilians(drafts, sides)
    for draft in drafts:
        _supplied(draft, sides)


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


def _supplied(draft: Draft, sides: Sides) -> None:
    """Whose arms somebody gets who is told to buy or receive them: "Ukraine mua tiêm kích của Pháp"."""
    act = draft.act
    if draft.event != "arms_supply" or draft.actor is not None or act is None or act.phrase.form or not act.receivers:
        return
    got = sides.all_codes(act.receivers)
    makers = {code for noun in act.objects if noun.unit is not None for code in noun.codes if code not in got}
    draft.actor = makers.pop() if len(makers) == 1 else None


def _over_breaches(drafts: Sequence[Draft]) -> None:
    """A toll told with a count of breaches is one over all of them: "38 killed as Israel commits 47 violations"."""
    counted = {draft.passage for draft in drafts if draft.event == "violation" and draft.number is not None}
    for draft in drafts:
        draft.runs = draft.event in HURT and draft.number is not None and draft.passage in counted


def _civilians(drafts: Sequence[Draft], sides: Sides) -> None:
    """Whose the civilians are that a report tells of, and whom what struck them struck, where nothing says it."""
    for draft in drafts:
        if draft.event not in TOLLS or draft.target is not None or draft.unit not in CIVIL:
            continue
        if draft.stance not in FACTUAL or (land := _there(draft, drafts, sides)) is None:
            continue
        draft.target = land
        for other in drafts:
            near = other.passage == draft.passage and other.event in STRIKES and other.stance in FACTUAL
            if near and other.target is None and other.actor is not None:
                other.target = land  # "a Russian air strike killed 38 civilians"


def _there(draft: Draft, drafts: Sequence[Draft], sides: Sides) -> str | None:
    """Whose the civilians of one incident are, in a report whose places all lie in one land at war with no other."""
    counted = draft.number.low if draft.number is not None else None
    if (draft.speech is not None and draft.speech.mutual) or (counted or 0) >= MANY:
        return None
    cause = draft.act.cause if draft.act is not None else None
    fought = any(other.event == "clash" and other.passage == draft.passage for other in drafts)
    return None if fought or (cause is not None and cause.trigger.frame == "mutual") else sides.theatre()


def _hurt_by(draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """Whom an attack by nobody named struck: those of one party whom it hurt ("a mine wounded two Thais")."""
    if draft.event not in STRIKES or draft.act is None:
        return None
    tolls = (other for other in drafts if other.event in HURT and other.act is not None)
    hurt = {other.target for other in tolls if other.act is not None and other.act.cause is draft.act}
    return hurt.pop() if len(hurt) == 1 else None


def _only_party(draft: Draft, drafts: Sequence[Draft], sides: Sides) -> str | None:
    """Whom something befell on land, in a report that names one party alone, which does nothing to anybody in it."""
    by_nature = draft.event in ("bombing", "shooting", "incursion")
    on_land = by_nature or draft.unit not in (
        None,
        "ships",
        "targets",
        *FLYING,
    )
    if len(sides.ranked) != 1 or not on_land or draft.stance not in ("asserts", "confirms"):
        return None
    only = sides.ranked[0]
    return None if any(other.actor == only for other in drafts) else only


def grounded(draft: Draft) -> bool:
    """Whether what the report itself tells is of a conflict, and has a side: "the meeting" alone says nothing."""
    if draft.event in DONE_TO and not (draft.actor or draft.target or (draft.event == "violation" and draft.number)):
        return False
    if draft.actor is None and draft.event == "deployment" and draft.stance == "asserts":
        return False  # "the deployment of drones": by nobody
    if draft.event == "repel" and draft.target is None and draft.stance == "intends":
        return False  # "will thwart every effort": of nobody
    if draft.act is not None and draft.act.trigger.fires and not (draft.actor or draft.target):
        return False  # "the use of drones in hospitals"
    if draft.event == "attack" and _bare(draft):
        return False  # "attack options", "strikes and assassinations": nobody strikes anybody
    if draft.event in ("ground_attack", "missile_strike") and not (draft.actor or draft.target or draft.unit):
        return False  # space rockets, drills and raids on crime
    if draft.event == "other" and draft.stance == "accuses" and not (draft.actor or draft.target):
        return False  # blamed on nobody: crime, or a quarrel at home
    if draft.speaker_party not in (NARRATOR, UNNAMED):
        return True
    if draft.event in ("captured", "released") and not _of_war(draft):
        return False
    if draft.event not in ("talks", "agreement"):
        return True
    if draft.event == "talks" and draft.actor is not None and draft.target is None and draft.actor.isupper():
        return False  # a state's own cabinet meets
    spoken = draft.act is not None and draft.act.trigger.frame == "alone"  # "an expert discusses ..."
    return bool(draft.actor or draft.target or (draft.title and not spoken))


def _bare(draft: Draft) -> bool:
    """Whether a word that changes its form tells of an attack, and nothing tells who, whom, what, when or where."""
    said = draft.actor or draft.target or draft.unit or draft.number or draft.place or draft.time
    return draft.act is not None and bool(draft.act.phrase.form) and not said


def _of_war(draft: Draft) -> bool:
    """Whether somebody held or freed is no suspect and no accident's victim: a fighter, or somebody else's."""
    if draft.unit in GUARDED:
        return True
    if draft.event == "captured":
        if draft.trigger is not None and "abducts" in draft.trigger.func and draft.target is not None:
            return True  # no police do that
        return draft.actor is not None and draft.target is not None and draft.actor != draft.target
    return draft.target is not None or draft.actor is None


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


def _weapon(draft: Draft, sides: Sides) -> None:
    """An attack without a weapon is one with the only kind of weapon of its actor that the report names."""
    act = draft.act
    if draft.event != "attack" or draft.actor is None or act is None or act.weapons or act.trigger.weak:
        return
    kind = sides.weapon(draft.actor)
    if kind in ("missile_strike", "drone_strike") and draft.stance in ("asserts", "accuses", "confirms"):
        draft.event = kind


def _trial(draft: Draft, sides: Sides) -> None:
    """A weapon fired at nobody, where the report tells of tests or of the sea or names nobody else, is tried out."""
    act = draft.act
    if act is None or draft.event not in STRIKES or not act.trigger.fires or act.each_other:
        return
    alone = draft.speaker_party == NARRATOR and draft.target is None and list(sides.ranked) == [draft.actor]
    if not (sides.trial or alone):
        return
    if any(noun.codes or noun.unit not in (None, "targets") for noun in (*act.aims, *act.receivers)):
        return
    draft.event, draft.target = "exercise", None
    if draft.number is None:
        draft.unit = None


def _round_off(drafts: Sequence[Draft], sides: Sides) -> None:
    """Places, things struck and hosts, once the parties are known."""
    for position, draft in enumerate(drafts):
        if draft.place is None and draft.event in SOMEWHERE:
            _same_place(draft, drafts, position)
    for position, draft in enumerate(drafts):
        alone = draft.act is not None and bool(draft.act.phrase.form)
        if draft.event in STRIKES and draft.unit is None and draft.nominal and not alone:
            _same_things(draft, (*drafts[position + 1 : position + 2], *drafts[max(position - 1, 0) : position]))
    for draft in drafts:
        if draft.target and draft.event in SOMEWHERE:
            part = sides.part(draft.target)
            draft.target = draft.target if part != draft.target and _outside(draft) else part
        if draft.event in STRIKES and draft.actor and draft.target:
            if draft.unit not in CIVIL and not _grounds(draft, sides):
                draft.target = sides.on_soil((draft.actor,), draft.target)
        elif draft.event in TOLLS and draft.target and draft.unit in CIVIL and not owned(draft):
            draft.target = sides.host(draft.target)


def _outside(draft: Draft) -> bool:
    """Whether a town or a region of a people's land is named where it happened: "killed in Jenin" is not in Gaza."""
    act = draft.act
    if act is None:
        return False
    cause = act.cause
    around = (*act.objects, *act.aims, act.place, *((*cause.objects, *cause.aims, cause.place) if cause else ()))
    return any(noun.place and noun.land not in LANDS and noun.codes == (draft.target,) for noun in around if noun)


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


def _grounds(draft: Draft, sides: Sides) -> bool:
    """Whether the land that was struck is named ("attacks in Lebanon"), or nothing at all: not "attacks Lebanon"."""
    act = draft.act
    if act is None or not act.phrase.form:
        return False
    if not (act.objects or act.aims or act.place) and draft.actor in sides.rivals.get(draft.target or "", ()):
        return True  # "Israel continues attacks": on whom it is at war with
    return any(noun.place and draft.target in noun.codes for noun in (*act.aims, *act.objects, act.place) if noun)


def _claimed(draft: Draft, sides: Sides) -> None:
    """Who tells that the enemy's things were destroyed has destroyed them, where nobody else is named."""
    speaker, act = draft.speaker_party, draft.act
    if draft.event not in THINGS or draft.actor is not None or draft.stance != "asserts" or act is None:
        return
    done = act.trigger.frame == "harm" and act.cause is None and bool(act.phrase.form)
    if done and draft.target is not None and speaker in sides.rivals.get(draft.target, ()):
        draft.actor = speaker


def _fired(draft: Draft, before: Sequence[Draft]) -> None:
    """What was shot down, where nothing says it: what was fired before."""
    if draft.event == "shot_down" and draft.unit in (None, "targets"):
        draft.unit = next((FIRED[other.event] for other in reversed(before) if other.event in FIRED), draft.unit)


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


def _same_things(strike: Draft, beside: Sequence[Draft]) -> None:
    """What an attack that names nothing hit: the things that are told with it as damaged by it."""
    if strike.act is None or strike.act.objects or strike.act.aims:
        return
    for other in beside:
        if other.passage == strike.passage and other.event in LOST and other.target == strike.target:
            strike.unit = other.unit
            return


def _same_place(draft: Draft, drafts: Sequence[Draft], position: int) -> None:
    """An attack and what it does to the same party, told in one passage, are in one place."""
    for other in (*drafts[position + 1 : position + 2], *reversed(drafts[:position])):
        if other.passage != draft.passage:
            continue
        if other.event in SOMEWHERE and other.place and draft.target in (None, other.target):
            draft.place = other.place
            return
