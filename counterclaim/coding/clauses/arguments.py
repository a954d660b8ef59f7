"""Gives an act its arguments: objects, aims, means, other sides, receivers, places, doers.

A clause, an act and a noun enter; the act is changed.
"""

from __future__ import annotations

from counterclaim.coding.acts import WORD, Act
from counterclaim.coding.clauses.attributes import DONE_TO
from counterclaim.coding.clauses.proposing import take_proposer
from counterclaim.coding.clauses.state import Clause
from counterclaim.language.phrase import Phrase
from counterclaim.language.readings import EITHER, PART
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE


def receiver_next(clause: Clause, noun: Phrase) -> bool:
    """Whether a word that opens the receiver follows a noun."""
    at = clause.phrases.index(noun) + 1
    return at < len(clause.phrases) and "for" in clause.phrases[at].func


def take_object(clause: Clause, noun: Phrase, act: Act) -> None:
    """The noun right after a trigger."""
    frame = act.trigger.frame
    if act.nominal and act.phrase.form and act.trigger.people and act.objects and noun.start > act.phrase.end + 1:
        clause.subject = clause.slot = [noun]  # "Maduro's capture angered Russia": it befell him alone
        return
    if frame == "toll" and is_loss(noun, act):
        act.grow(noun)
        clause.slot = act.objects
        return
    if frame == "toll" and tells_own_loss(clause, noun, act):
        act.objects = []
        put_into(clause, act.objects, noun, act)
        return
    if frame == "toll" and act.objects and not act.nominal:
        clause.subject = [noun]
        clause.slot = clause.subject
        return
    if frame == "move" and noun.unit and not act.trigger.needs and noun.start > act.phrase.end + WORD:
        # "sent fighters to follow a drone": the word itself says what was sent
        clause.subject = clause.slot = [noun]
        return
    if act.trigger.suffered and act.trigger.needs:
        act.weapons.append(noun)
        clause.slot = act.weapons
    elif act.trigger.suffered and noun.codes and not act.actors:
        act.actors.append(noun)
        clause.slot = act.actors
    elif act.nominal and frame == "strike" and noun.weapon and noun.codes and not act.actors:
        act.weapons.append(noun)
        act.actors.append(noun)
        clause.slot = act.actors
    elif act.nominal and act.trigger.event == "violation" and noun.codes and not act.actors:
        put_into(clause, act.actors, noun, act)  # "to answer the 'breach of the truce' (of) Hamas"
    elif frame == "mutual" and act.trigger.event_for(noun.unit) == act.trigger.event and not exchanged(act, noun):
        act.others.append(noun)
        clause.slot = act.others
        joined = not act.phrase.form and noun.role == "name" and noun.start <= act.phrase.end + 1
        if len(noun.codes) > 1 and (act.nominal or joined):
            act.actors = []  # "supports the talks (of) Russia and Ukraine": the sides, but for a verb
    elif frame == "give" and act.nominal and noun.role == "name" and not act.actors and receiver_next(clause, noun):
        put_into(clause, act.actors, noun, act)  # "the military aid of X for Y"
    elif frame == "give" and noun.role == "name" and not act.receivers:
        act.receivers.append(noun)
        clause.slot = act.receivers
    else:
        act.objects.append(noun)
        clause.slot = act.objects
        people = noun.unit in PEOPLE or noun.title == "office"
        if (
            clause.pair is not None
            and not clause.pair.objects
            and not (people and clause.pair.trigger.frame == "strike")
        ):
            clause.pair.objects = act.objects
    act.grow(noun)


def tells_own_loss(clause: Clause, noun: Phrase, act: Act) -> bool:
    """Whether the count after a word of loss is of its own loss: "killed 63 people, wounded 182 people"."""
    before = clause.acts[-2] if len(clause.acts) > 1 else None
    if before is None or noun.number is None or noun.unit not in PEOPLE or noun.start > act.phrase.end + 1:
        return False
    told = before.trigger.frame in ("toll", "harm") and bool(act.objects) and act.objects[-1] in before.objects
    at = clause.phrases.index(noun) + 1
    return told and not (at < len(clause.phrases) and clause.phrases[at].triggers)


def exchanged(act: Act, noun: Phrase) -> bool:
    """Whether people are what two sides hand over to each other."""
    return act.trigger.event == "released" and noun.unit in PEOPLE


def is_loss(noun: Phrase, act: Act) -> bool:
    """Let "the army lost 2,200 men", "the city evacuated its people" be about the people, the subject's own."""
    if act.nominal or act.passive or noun.unit not in PEOPLE or not act.objects:
        return False
    owner = act.objects[0]
    if owner.unit in PEOPLE or owner.number is not None or (noun.number is None and act.trigger.event != "displaced"):
        return False
    if act.trigger.event == "displaced" and not act.actors:
        act.actors = list(act.objects)
    noun.codes = noun.codes or owner.codes
    noun.role = noun.role or owner.role if not noun.codes else noun.role
    act.objects = [noun]
    return True


def after_preposition(clause: Clause, noun: Phrase, prep: str) -> None:
    """Give a noun the part that the preposition before it says."""
    act = clause.last
    if prep == "aside":
        clause.slot = None
    elif prep in ("with", "means") and noun.weapon and act is not None and act.trigger.frame == "strike":
        put_into(clause, act.weapons, noun, act)
    elif prep == "between":
        take_sides(clause, noun, act)
    elif prep == "with":
        if act is not None and act.nominal and act.trigger.frame == "mutual" and not act.actors:
            act.actors = list(act.subject)  # "Putin in the call with Trump said"
        put_into(clause, act.others if act is not None else clause.others, noun, act)
    elif prep == "means":
        near = act if clause.adjacent else None
        put_into(clause, near.weapons if near is not None else clause.weapons, noun, near)
    elif prep in ("agent", "owner"):
        take_doer(clause, noun, prep, act)
    elif act is None:
        before_act(clause, noun, prep)
    elif prep == "toward":
        take_aim(clause, noun, act)
    elif prep == "for":
        take_receiver(clause, noun, act)
    else:
        if prep == "out":
            act.source = noun
        elif noun.place and (act.place is None or act.place.start < act.phrase.start):
            act.place = noun
        act.grow(noun)
        clause.slot = None


def before_act(clause: Clause, noun: Phrase, prep: str) -> None:
    """Give a noun after a preposition its part where no act has been told yet."""
    if prep == "toward" and noun.role == "self" and clause.subject and not clause.subject[-1].role:
        clause.subject[-1].role = noun.role  # "84 soldiers on its side"
    elif prep in ("in", "out"):
        clause.place = noun
    elif prep == "for" and clause.speech is not None and clause.speech.form == "blame" and not clause.subject:
        clause.subject = [noun]  # "puts the blame on X"
    clause.slot = None


def take_receiver(clause: Clause, noun: Phrase, act: Act) -> None:
    """For whom it is done; whom a measure is taken against: "France issues an arrest warrant for X"."""
    slot = act.receivers
    if act.bears is not None and noun.codes:
        does_it(act)
        slot = act.aims
    put_into(clause, slot, noun, act)


def does_it(act: Act) -> None:
    """Let the name before the noun of an act be its doer, as somebody else is struck: "the Iran attack on a base"."""
    if act.bears is not None and act.bears in act.aims and not act.actors:
        act.aims.remove(act.bears)
        act.actors = [act.bears]
        act.bears = None


def take_aim(clause: Clause, noun: Phrase, act: Act) -> None:
    """The noun after "on", "against": what an act is directed at, or whom it is blamed on."""
    if blamed_on(clause, noun, act):
        put_into(clause, act.actors, noun, act)
        return
    does_it(act)
    put_into(clause, act.aims, noun, act)


def blamed_on(clause: Clause, noun: Phrase, act: Act) -> bool:
    """Whether a noun is whom an act is laid to: "blames the raid on X", "the raid was blamed on X"."""
    speech = clause.speech
    if speech is None or speech.cue is None or "blames_on" not in speech.cue.func or act.speech is not speech:
        return False
    named = any(other.codes and other is not noun and other.start < act.phrase.start for other in speech.about)
    aims = [aim for aim in act.aims if aim.start > speech.cue.start]
    return not (named or act.actors or aims) and (bool(noun.codes) or noun.unit in PEOPLE) and not noun.place_noun


def put_into(clause: Clause, slot: list[Phrase], noun: Phrase, act: Act | None) -> None:
    """Let a noun fill a part, of an act that is there or of one to come; a list may go on with it."""
    slot.append(noun)
    clause.slot = slot
    if act is not None:
        act.grow(noun)


def take_sides(clause: Clause, noun: Phrase, act: Act | None) -> None:
    """The sides of a mutual act: "the fighting between X and Y"."""
    if act is None:
        clause.others = [noun]
        clause.slot = clause.others
    elif act.each_other and act.actors:
        pass  # its sides have been told: "the fighting between A and B, flights between C and D"
    elif act.trigger.frame in ("mutual", "strike", "alone") and act.trigger.event != "mediation":
        act.actors, act.others, act.each_other = [], [], act.trigger.event != "exercise"
        put_into(clause, act.actors, noun, act)


def take_doer(clause: Clause, noun: Phrase, prep: str, act: Act | None) -> None:
    """Who does it, after "by" or "of"; "the losses of X" are X's own."""
    spoken = prep == "agent" and speaks_passive(clause, noun, act)
    if spoken or (act is not None and take_proposer(clause, noun, act)):
        clause.slot = None
    elif act is None:
        if clause.subject and clause.subject[-1].weapon and not clause.subject[-1].codes:
            clause.subject[-1].codes = noun.codes
        elif prep == "owner" and not clause.subject:
            clause.possessor = noun
        elif prep == "agent" and noun.role == "both" and not clause.subject and not clause.passive:
            # "because both ...": nobody has done anything yet that they could be the doers of
            clause.subject = clause.slot = [noun]
        elif prep == "agent":
            put_into(clause, clause.agents, noun, None)
    elif prep == "owner" and owned(noun, act):
        put_into(clause, act.objects, noun, act)
    elif prep == "owner" and act.actors and not (act.objects or act.aims or act.nominal or act.passive):
        put_into(clause, act.aims, noun, act)  # "blocks the oil of X": no lexicon has what was hit
    elif (act.nominal or act.passive or act.trigger.takes or act.trigger.frame == "mutual") and not act.actors:
        put_into(clause, act.actors, noun, act)
    elif prep == "agent" and act.objects and clause.slot is act.objects and noun.codes:
        clause.fired_by = noun  # "shot down 3 drones fired by Ukraine"


def speaks_passive(clause: Clause, noun: Phrase, act: Act | None) -> bool:
    """Whether a noun after "by" is who says it: "was accused by the UN", "were told to leave by the army"."""
    speech = clause.speech
    if speech is None or speech.cue is None or speech.cue.form not in (PART, EITHER):
        return speech is not None and noun is speech.speaker
    if speech.speaker is None and noun.speaks and (act is None or not (act.nominal or act.passive)):
        speech.speaker = noun
    return noun is speech.speaker


def owned(noun: Phrase, act: Act) -> bool:
    """Whether "of" names what an act was done to: "the losses of X", "the bombing of Y"."""
    if act.objects:
        return False
    done = act.phrase.form == AS_NOUN and act.trigger.frame in DONE_TO
    return done or act.trigger.frame == "toll" or handed_over(noun, act)


def handed_over(noun: Phrase, act: Act) -> bool:
    """Whether "returned the bodies of 3 hostages" counts the hostages."""
    return act.trigger.event == "released" and not act.nominal and noun.unit in PEOPLE
