"""How a speaker stands to what is said (codebook, section 3): by cue, by the small words around the act, by who acts.

Acts, speeches and drafts enter; stances leave, or are set in the drafts. Party codes are resolved before.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.acts import Act, Speech
from counterclaim.coding.draft import Draft
from counterclaim.coding.families import DIPLOMACY, FORCE, HARMFUL, OBSERVERS, STRIKES, THINGS, TOLLS
from counterclaim.model import NARRATOR, TWO_SIDED, UNNAMED

REPORTING = ("say", "media", "by", "warn")
THREATENED = HARMFUL - {"control", "clash"}
"""What is a threat where its doer says that it will be done."""
BLAMED = FORCE | THINGS | {"control", "blockade", "deployment", "arms_supply"}
"""What somebody who accuses a party elsewhere accuses it of; a toll is told as a fact."""
BREACHES = frozenset({"violation", "shooting"})
"""What is told of another only to blame it."""


PEACEFUL = frozenset({"talks", "agreement", "ceasefire", "mediation"})
"""What nobody threatens: who does not rule it out offers it."""
KIND = frozenset({"released", "withdrawal", "humanitarian_aid"})
"""What somebody who vows it means to do."""
MOVES = frozenset({"deployment", "arms_supply", "withdrawal", "sanction"})
"""What somebody who says that it may be done by the own side has in mind to do."""


def stance_of(act: Act, event: str, party: str, actor: str | None) -> str | None:
    """How the speaker stands to the act; None where it makes no claim."""
    if act.stance is None and planned(act.speech):
        if party == UNNAMED:
            return None  # a plan of nobody named
        if event in ("ceasefire", "agreement"):
            return "offers"  # "Trump's plan to end the war"
    return _stance_of(act, event, party, actor)


def planned(speech: Speech | None) -> bool:
    """Whether a speech is a plan or proposal that stands as a noun: "Trump's plan to ..."."""
    return speech is not None and speech.nested and speech.cue is not None and "scheme" in speech.cue.func


def _stance_of(act: Act, event: str, party: str, actor: str | None) -> str | None:
    speech = act.speech
    if act.stance is not None and not (act.stance == "intends" and speech is not None and speech.form == "blame"):
        own = actor is None or actor == party
        harm = act.stance == "offers" and own and event in THREATENED and not act.negated
        return "threatens" if harm else act.stance
    if speech is None and act.future and party not in (NARRATOR, UNNAMED):
        return "denies" if act.negated else "intends"
    if speech is None or party in (NARRATOR, UNNAMED):
        forced = act.must and act.trigger.frame not in ("toll", "leave") and act.cause is None
        if (
            forced
            or act.negated
            or (act.may and party == NARRATOR)
            or (act.future and event in TOLLS and speech is None)
        ):
            return None
        if speech is not None and speech.stance == "calls_for":
            return None  # "in the hope of a ceasefire": nobody's
        return speech.stance if speech is not None and speech.form not in ("by", "warn") else "asserts"
    if speech.form in REPORTING:
        return _reported(act, speech, event, party, actor)
    if speech.form == "will" and speech.stance == "threatens" and act.actors and actor != party:
        return None  # "threatens to shoot down aircraft that enter": nobody has entered
    if speech.form == "will" and act.negated:
        return "denies"
    if speech.stance == "offers" and event == "sanction":
        return "threatens"
    if speech.form == "will" and speech.stance == "threatens" and event in PEACEFUL | KIND:
        return "offers" if event in PEACEFUL else "intends"
    if speech.form == "will" and event in THREATENED and (speech.stance == "offers" or act.future) and not act.negated:
        return "threatens"
    if speech.form == "ask" and event in STRIKES and not act.negated and (act.nominal or act.background):
        # "sets a deadline before it strikes"; "asks for an inquiry into the attack" is no call for one
        return "threatens" if speech.own == "threatens" or _to_own_forces(speech) else None
    if speech.own == "threatens":
        return "threatens" if event in STRIKES else speech.stance
    if speech.own is not None and not act.actors and (event not in TWO_SIDED or _wishes_to_meet(act, speech, event)):
        return speech.own
    return speech.stance


def _reported(act: Act, speech: Speech, event: str, party: str, actor: str | None) -> str:
    """The stance of somebody who says, shows or warns."""
    bidden = speech.form == "warn" or bool(act.trigger.needs_beside)  # "a last warning for the people to leave"
    if event == "displaced" and bidden and actor in (None, party) and not (act.past or act.negated):
        return "calls_for"
    nobodys = act.may and not act.future and (act.nominal or act.passive)  # "may become the target of a raid"
    own = actor == party or (actor is None and not act.actors and not nobodys)
    if event == "ceasefire" and not act.actors:
        own = False  # "the war will end": by itself, for all that is said
    own = own or (event in TWO_SIDED and act.future and _by_speaker(act, party))
    if act.negated:
        return "denies"
    if act.must and not own and act.trigger.frame != "toll":
        return "calls_for"
    if (act.future or (act.may and not act.past)) and own and not act.background:
        if event in THREATENED or speech.form == "warn":
            return "threatens"
        if act.offered and event in DIPLOMACY:
            return "offers"
        return "intends" if act.future or event in MOVES else speech.stance
    if own and act.offered and event in DIPLOMACY and not act.past:
        return "offers"
    if own and not act.past and act.trigger.weak and speech.form == "say" and speech.acts == 1:
        # "declares that it takes revenge": not done yet
        return "threatens"
    if speech.form == "warn":
        own = own and party not in OBSERVERS
        return speech.stance if own and (actor is not None or event in HARMFUL) else "asserts"
    return speech.stance


def _wishes_to_meet(act: Act, speech: Speech, event: str) -> bool:
    """Whether whoever wishes for talks wishes to hold them: "wants to meet X"; who "wants talks" asks for them."""
    return event == "talks" and act.trigger.needs_party and speech.own == "intends" and not act.subject


def _to_own_forces(speech: Speech) -> bool:
    """Whether somebody tells the own army to prepare something: "asks the Pentagon to prepare military action"."""
    asked = speech.about[0] if speech.about else None
    return asked is not None and speech.speaker is not None and not set(asked.codes).isdisjoint(speech.speaker.codes)


def _by_speaker(act: Act, party: str) -> bool:
    """Whether the speaker will bring it about for others: "says that he will end the war of X and Y"."""
    return any(noun.role == "self" or party in noun.codes for noun in act.subject)


def bare_stance(speech: Speech) -> str:
    """The stance of a speech without an event."""
    if speech.form == "warn" and speech.negated and not speech.future and _addressed(speech):
        return "calls_for"  # "warns X not to cross its red lines"
    if speech.form in ("say", "media", "warn"):
        if speech.menaces and (speech.future or speech.form == "warn" or speech.force):
            return "asserts" if not set(speech.codes).isdisjoint(OBSERVERS) else "threatens"
        if speech.ready is not None and not speech.negated:
            return speech.ready
        if speech.must and speech.future and speech.form != "warn":
            return "asserts"  # "will have to raise its spending": how things are
        if speech.must:
            return "calls_for"
        if speech.negated:
            return "denies"
        if speech.form == "warn" and not speech.future:
            return speech.stance if _addressed(speech) else "asserts"
        if speech.future:
            return "threatens" if speech.form == "warn" else "intends"
    return speech.stance


def _addressed(speech: Speech) -> bool:
    """Whether a party is named right after the cue: "warns NATO"."""
    if speech.cue is None or not speech.about:
        return False
    if speech.may:
        return speech.speaker is not None and not set(speech.about[0].codes).isdisjoint(speech.speaker.codes)
    return bool(speech.about[0].codes) and speech.about[0].start - speech.cue.end <= 1


def settled(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Let what a party says of another be blame where it is a breach, or where it blames that other elsewhere."""
    for draft in drafts:
        if draft.speaker_party == UNNAMED and draft.stance == "accuses":
            _named_accuser(draft, drafts)
    for draft in drafts:
        _anothers_plan(draft)
    accusations = [draft for draft in drafts if draft.stance == "accuses" and draft.actor]
    for draft in drafts:
        party = draft.speaker_party
        nobody = party == NARRATOR or (party == UNNAMED and not _described(draft))
        if draft.stance != "asserts" or nobody or draft.actor == party:
            continue
        told = (draft.event in BREACHES or _called_wrong(draft)) and draft.actor is not None
        if told or (draft.event in BLAMED and any(_beside(draft, other) for other in accusations)):
            draft.stance = "accuses"
            if draft.event == "talks":
                draft.event, draft.target = "other", None  # blamed for what it does in them, and not for talking
        elif draft.event in TOLLS and any(_same_harm(draft, other) for other in accusations):
            draft.stance = "accuses"
    return drafts


def _same_harm(draft: Draft, accusation: Draft) -> bool:
    """Whether a toll is a part of the harm that the same speaker lays to somebody: the dead, and the wounded too."""
    same = (accusation.speaker_party, accusation.target) == (draft.speaker_party, draft.target)
    return same and accusation.event in TOLLS and draft.actor in (None, accusation.actor)


def _anothers_plan(draft: Draft) -> None:
    """A plan to harm the speaker is blamed on the other who has it, and nobody's own: "says that X plans to strike"."""
    party, actor = draft.speaker_party, draft.actor
    if draft.stance not in ("intends", "threatens") or party in (NARRATOR, UNNAMED) or actor in (None, party):
        return
    if draft.target == party and draft.event in FORCE and draft.speech is not None and draft.speech.form in REPORTING:
        draft.stance = "accuses"


def _called_wrong(draft: Draft) -> bool:
    """Whether its speaker calls what is told a wrong."""
    plain = draft.event in BLAMED or draft.event in ("other", "talks", "exercise", "control")
    return plain and draft.speech is not None and draft.speech.blames


def _described(draft: Draft) -> bool:
    """Whether somebody of no party is named by what they are, and calls what is told a wrong."""
    cue = draft.speech.cue if draft.speech is not None else None
    return cue is not None and bool(cue.form) and draft.speaker is not None and _called_wrong(draft)


def _beside(draft: Draft, accusation: Draft) -> bool:
    """Whether a speaker tells something of the one whom the same speaker accuses in the same breath."""
    near = accusation.title or draft.title or accusation.passage == draft.passage
    return near and (accusation.speaker_party, accusation.actor) == (draft.speaker_party, draft.actor)


def _named_accuser(draft: Draft, drafts: Sequence[Draft]) -> None:
    """Let the one party whose text accuses the same actor be who accuses in a headline ("X is accused of ...")."""
    named = {
        (other.speaker_party, other.speaker)
        for other in drafts
        if other.stance == "accuses" and other.speaker_party != UNNAMED and other.actor == draft.actor
    }
    if draft.title and len(named) == 1:
        draft.speaker_party, draft.speaker = named.pop()
    elif any(other.speaker_party == draft.target for other in drafts):
        draft.speaker_party = draft.target or UNNAMED
