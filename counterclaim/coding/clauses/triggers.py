"""Decides whether a word that can name an event does so here, and which one.

A clause and a phrase enter, a trigger or None leaves; nothing is changed.
"""

from __future__ import annotations

from counterclaim.coding.clauses.state import Clause
from counterclaim.coding.clauses.voice import suffered, suffered_by
from counterclaim.language.lexicon import Trigger
from counterclaim.language.nominals import SITES
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, SMALL, Phrase
from counterclaim.language.readings import EITHER, PART
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE


def choose_trigger(clause: Clause, phrase: Phrase, index: int) -> Trigger | None:
    """The trigger that this word is here, or None."""
    if ("amounts" in phrase.func and tallies(clause, index)) or kept_from(clause, phrase):
        return None
    for trigger in phrase.triggers:
        if trigger.needs and lacks_object(clause, trigger, index):
            continue
        if trigger.frame == "against" and only_says_which(clause, index):
            continue
        if trigger.frame == "move" and trigger.needs and given(clause, phrase, index):
            continue
        if trigger.needs_beside and (
            withheld(clause, trigger) or not stands_beside(clause, index, trigger.needs_beside)
        ):
            continue
        if trigger.needs_actor and trigger.frame == "harm" and not clause.passive:
            continue
        if trigger.needs_actor:
            striking = clause.last is not None and clause.last.trigger.frame == "strike"
            if striking and "toward" in phrase.func:
                continue  # "an attack with guns aimed at ...": the word is a preposition of the attack
            nouns = clause.subject or (clause.slot or [])[-1:]
            meant = index and "toward" in phrase.func and announced(clause.phrases[index - 1])
            meant = meant or has_targets(clause, phrase, index)
            if not meant and not any(_does(trigger, noun) for noun in [*nouns, *(clause.slot or [])[-1:]]):
                continue
        if trigger.needs_place and not ground_beside(clause, index):
            continue
        if trigger.needs_aim and not aim_next(clause, index):
            continue
        if trigger.needs_party and not party_next(clause, index, trigger.frame) and host(clause, index) is None:
            continue
        if trigger.needs_actor and "toward" in phrase.func and aimed(clause):
            continue
        return trigger
    return None


def lacks_object(clause: Clause, trigger: Trigger, index: int) -> bool:
    """Whether what the trigger needs as its object stands neither after it nor, in the passive, before it."""
    sufferer = None if trigger.fires else sufferer_of(clause, trigger, index)
    noun = sufferer or next_noun(clause, index)
    clause.fired = None
    # "the singer released an album", but "Maduro captured in raid"
    word, beyond = clause.phrases[index], clause.phrases[index + 1 : index + 2]
    named = sufferer is None or word.form != EITHER or (bool(beyond) and beyond[0].start <= word.end + 1)
    if noun is not None and _fits(trigger, noun, named):
        return False
    clause.fired = fired_before(clause, index, trigger)
    return clause.fired is None


def only_says_which(clause: Clause, index: int) -> bool:
    """Whether a participle only says which things are meant: "boards sanctioned tanker", "of sanctioned ships"."""
    if index == 0 or index + 1 >= len(clause.phrases):
        return False
    before, phrase, noun = clause.phrases[index - 1 : index + 2]
    if phrase.form not in (PART, EITHER) or not any(trigger.frame == "against" for trigger in phrase.triggers):
        return False
    if noun.kind != NOUN or noun.codes or noun.unit is None or noun.start > phrase.end + 1:
        return False
    prepositions = ("owner", "toward", "in", "for", "with", "out", "including")
    return before.kind in (EVENT, CUE) or (before.kind == SMALL and not before.func.isdisjoint(prepositions))


def kept_from(clause: Clause, phrase: Phrase) -> bool:
    """Whether aid is the object of an act that keeps it from people, and not given: "restrict aid convoys"."""
    last = clause.last
    return "relief" in phrase.func and clause.adjacent and last is not None and "relief" in last.trigger.needs_beside


def withheld(clause: Clause, trigger: Trigger) -> bool:
    """Whether what would come in is what an act before it keeps out: "restricts aid entering the town"."""
    if trigger.frame != "give":
        return False
    return clause.last is not None and "relief" in clause.last.trigger.needs_beside


def tallies(clause: Clause, index: int) -> bool:
    """Whether a verb only brings a running total to its number: "the toll hits 400", "taking the toll to 400"."""
    beside = (*clause.phrases[max(index - 4, 0) : index], *clause.phrases[index + 1 : index + 2])
    return any("tally" in phrase.func for phrase in beside)


def given(clause: Clause, phrase: Phrase, index: int) -> bool:
    """Whether what is sent goes to somebody: "sends missiles to Ukraine", and not "sends ships to the Gulf"."""
    if not any(trigger.frame == "give" for trigger in phrase.triggers):
        return False
    return any("for" in after.func for after in clause.phrases[index + 2 : index + 4])


def _does(trigger: Trigger, noun: Phrase) -> bool:
    """Whether it is what the trigger needs as its doer; of ships, only those of a navy are deployed."""
    merchant = trigger.frame == "move" and noun.unit == "ships" and noun.title is None
    own = noun.title == "forces" and noun.unit is None and trigger.frame == "move" and bool(noun.codes)
    folk = noun.land == "demonym" and noun.unit is None and "people" in trigger.needs_actor
    return (noun.unit in trigger.needs_actor and not merchant) or own or folk


def _forces_moved(trigger: Trigger, noun: Phrase) -> bool:
    """Whether what is moved are forces of no said kind: "sends many forces"."""
    return trigger.frame == "move" and noun.title == "forces" and noun.unit is None and not noun.codes


def _fits(trigger: Trigger, noun: Phrase, named: bool) -> bool:
    """Whether a noun is what the trigger needs as its object; `named`: people by name or office count too."""
    return noun.unit in trigger.needs or _forces_moved(trigger, noun) or (named and _person(trigger, noun))


def _person(trigger: Trigger, noun: Phrase) -> bool:
    """Whether what the trigger befalls are people, and the noun is one of them by name or office."""
    named = noun.role == "person" or noun.title in ("person", "office") or noun.land == "demonym"
    return named and noun.unit is None and trigger.people and "people" in trigger.needs


def fired_before(clause: Clause, index: int, trigger: Trigger) -> Phrase | None:
    """The weapon that stands before a verb of firing: "400 missiles (that) Iran fired at ..."."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if not trigger.fires or following is None or "toward" not in following.func:
        return None
    for phrase in reversed(clause.phrases[max(index - 4, 0) : index]):
        if phrase.kind == NOUN and (phrase.unit in trigger.needs or phrase.unit):
            return phrase if phrase.unit in trigger.needs else None
        if phrase.kind not in (NOUN, SMALL):
            return None
    return None


def stands_beside(clause: Clause, index: int, classes: frozenset[str]) -> bool:
    """Whether a word of these classes stands before a phrase in its clause, or right after it as its object."""
    of = {"toward", "owner"} if clause.phrases[index].form == AS_NOUN else set()
    for phrase in clause.phrases[index + 1 : index + 3]:
        if not phrase.func.isdisjoint(classes):
            return True
        if phrase.kind == NOUN and phrase.place and phrase.whose:
            continue  # "block Gaza aid"
        named = phrase.kind == EVENT and phrase.form == AS_NOUN  # "violating the withdrawal deal"
        opens = not phrase.func.isdisjoint({"act", *of})  # "restrictions on aid"
        if not (opens or named) and (phrase.kind != NOUN or phrase.codes or phrase.unit):
            break
    for phrase in reversed(clause.phrases[max(index - 5, 0) : index]):
        if phrase.kind == MARK:
            return False
        if not phrase.func.isdisjoint(classes):
            return True
    return False


def has_targets(clause: Clause, phrase: Phrase, index: int) -> bool:
    """Whether a verb of aim is what a party does: "Israel targets the ports"."""
    before = clause.phrases[index - 1] if index else None
    if before is None or "toward" not in phrase.func or clause.last is not None or before not in clause.subject:
        return False
    noun = next_noun(clause, index)
    return before.role == "name" and noun is not None and noun.unit is not None


def announced(before: Phrase) -> bool:
    """Whether a verb of aim after a threat or a plan is what is threatened: "warns it will target ..."."""
    return before.kind == CUE and before.cue is not None and before.cue.form in ("will", "warn")


def aimed(clause: Clause) -> bool:
    """Whether an act of force stands open before a word of aim, which then only says at whom."""
    return clause.last is not None and clause.last.trigger.frame == "strike" and not clause.last.aims


def ground_beside(clause: Clause, index: int) -> bool:
    """Whether a place, or what stands in one, is taken: the object after a word, or its subject where none follows."""
    noun = next_noun(clause, index)
    if noun is None and clause.phrases[index].form in (PART, EITHER) and clause.subject:
        noun = clause.subject[-1]
    return noun is not None and (noun.place or noun.unit in SITES) and noun.unit not in PEOPLE


def aim_next(clause: Clause, index: int) -> bool:
    """Whether a preposition of aim or place stands right after a word, and after it a party or its ground."""
    following = clause.phrases[index + 1 : index + 3]
    if len(following) < 2 or following[0].func.isdisjoint(("toward", "in")):
        return False
    noun = following[1]
    return "each_other" in noun.func or (noun.kind == NOUN and bool(noun.codes or noun.role))


def party_next(clause: Clause, index: int, frame: str) -> bool:
    """Whether a party, somebody in office or people are met: right after the word, or beside "with"."""
    several = len(clause.subject) > 1 or any(several_sides(noun) for noun in clause.subject)
    # "host bases": who has an object meets nobody
    several = several or (any(counted_sides(noun) for noun in clause.subject) and not clause.noun_after(index))
    if frame == "mutual" and (clause.others or several):
        return True
    for phrase in clause.phrases[index + 1 : index + 4]:
        if phrase.kind == NOUN:
            near = frame == "mutual" or phrase.start <= clause.phrases[index].end + 1
            struck = phrase.unit in PEOPLE or (frame == "strike" and phrase.unit is not None)
            if frame == "mutual" and phrase.unit is not None and not struck and clause.phrases[index].form:
                return False  # "hosts US bases"
            return near and bool(phrase.codes or phrase.title or phrase.role or struck)
        if phrase.kind != SMALL or phrase.func.isdisjoint(("with", "each_other")):
            return False
        if "each_other" in phrase.func:
            return True
    return False


def several_sides(noun: Phrase) -> bool:
    """Whether a noun names more than one who can meet: "both"."""
    return noun.role == "both" or len(noun.codes) > 1


def counted_sides(noun: Phrase) -> bool:
    """Whether a noun counts those who can meet: "thirty Western countries"."""
    return noun.number is not None and (noun.number.low or 0) > 1 and bool(noun.codes) and noun.unit is None


def host(clause: Clause, index: int) -> Phrase | None:
    """Whose guests those are who go somewhere to talk: "flew to the US to discuss ..."."""
    at = index - 1
    if at > 0 and not clause.phrases[at].func.isdisjoint(("purpose", "for")):
        at -= 1
    if at < 1 or "toward" not in clause.phrases[at - 1].func:
        return None
    noun = clause.phrases[at]
    return noun if noun.kind == NOUN and noun.codes and noun.place else None


def sufferer_of(clause: Clause, trigger: Trigger, index: int) -> Phrase | None:
    """The noun that a word in the passive tells of, or None where it stands in the active."""
    phrase = clause.phrases[index]
    if phrase.form in (PART, EITHER):
        before = next((noun for noun in reversed(clause.phrases[:index]) if noun.kind != SMALL), None)
        told = before is not None and before.kind == NOUN and not before.modifies
        if told and clause.subject and before is not None and before.unit is None and before.place:
            before = clause.subject[-1]  # "hostages held in Gaza will be released"
        return before if told and (phrase.form == PART or suffered(clause, trigger, index)) else None
    if phrase.form == AS_NOUN and trigger.people and (owner := suffered_by(clause, index)) is not None:
        return owner
    return moved_noun(clause, trigger, index) if clause.passive and clause.subject else None


def moved_noun(clause: Clause, trigger: Trigger, index: int) -> Phrase | None:
    """The subject that an act befalls; forces are moved only where the words say to where."""
    to = clause.phrases[index + 1 : index + 3]
    if trigger.frame == "move" and not (len(to) == 2 and "toward" in to[0].func and to[1].kind == NOUN):
        return None
    return clause.subject[-1]


def next_noun(clause: Clause, index: int) -> Phrase | None:
    """The noun that follows within a few phrases, or None."""
    following = clause.phrases[index + 1 : index + 4]
    if len(following) == 3 and "for" in following[0].func and following[1].role == "name":
        # "supplies to X weapons"
        following = following[2:]
    elif len(following) == 3 and "toward" in following[0].func and following[1].place and following[2].unit:
        # "sends to the Gulf an aircraft carrier"
        following = following[2:]
    for phrase in following[:2]:
        if phrase.kind == NOUN:
            return phrase
        if phrase.kind == EVENT and phrase is following[0] and only_says_which(clause, index + 1):
            continue
        if phrase.kind != SMALL or not phrase.func.isdisjoint(("act", "toward", "in", "background", "contrast")):
            return None
        if "for" in phrase.func and clause.phrases[index].form:
            return None  # "provides insurance for ships"
    return None
