"""Gives each noun phrase its part in the clause: subject, object, what follows a preposition, speaker.

A clause and a noun enter; the clause is changed.
"""

from __future__ import annotations

from counterclaim.coding.acts import WORD, Act
from counterclaim.coding.clauses.arguments import after_preposition, take_object
from counterclaim.coding.clauses.quotations import told_last
from counterclaim.coding.clauses.state import Clause
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, SMALL, Phrase
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE

ARMED = frozenset({"soldiers", "fighters", "police"})
"""Units of people whose "46 others" are more of them; of others hurt beside civilians nothing says who they are."""
PREDICATES = frozenset({"that", "negation", "future", "may", "must", "past"})
"""Words that open what is said of a subject."""


def outlet(noun: Phrase) -> bool:
    """Whether it is a medium that is not a state's own."""
    return noun.outlet is not None and noun.outlet[1] is None and noun.title != "office" and not noun.codes


def take_noun(clause: Clause, noun: Phrase, index: int) -> None:
    """Give a noun its part in the clause."""
    if noun.modifies:
        clause.modifier = noun
        if noun.number is not None and noun.unit is None:
            clause.count = noun.number  # "two Israeli attacks"
        return
    of_its_office(clause, noun, index)
    if completes_tally(clause, noun, index) or counts_or_names(clause, noun, index):
        return
    if clause.inflected and told_last(clause, index):
        clause.prep = None
    joined, clause.conj = clause.conj, False
    if joined and speaks_itself(clause, noun, index):
        clause.break_off(noun.start)
        joined = False
    if joined and joins(clause, noun, index):
        return
    prep, clause.prep = clause.prep, None
    noun.near, clause.near = (clause.near if prep == "in" else None), None
    last = clause.last
    if of_its_own(clause, prep, index) and acts_next(clause, noun, index):
        # "the ship sank because a submarine attacked it", "died in the case (that) X attacked Y"
        clause.subclause()
        clause.subject = clause.slot = [noun]
    elif prep == "for" and noun.weapon and last is None and acts_next(clause, noun, index):
        clause.subject = clause.slot = [noun]  # "finds the target for missiles (to) strike"
    elif prep is not None:
        after_preposition(clause, noun, prep)
    elif clause.passive:
        clause.agents.append(noun)
        clause.slot = clause.agents
    elif last is not None and clause.adjacent and not (joined and last.passive):
        take_object(clause, noun, last)
        clause.adjacent = clause.slot is last.receivers
        return
    elif clause.subject and noun.place_noun and not noun.codes and clause.subject[0].role == "both":
        clause.slot = None
    elif clause.copula:
        clause.copula, clause.slot = False, None
        return
    else:
        become_subject(clause, noun)
    clause.adjacent = False


def of_its_own(clause: Clause, prep: str | None, index: int) -> bool:
    """Whether what follows the word before a noun is a clause that tells how people died."""
    if clause.last is None or clause.last.trigger.frame != "toll":
        return False
    case = prep == "in" and index > 0 and "act" in clause.phrases[index - 1].func and not clause.inflected
    return prep == "agent" or case


def of_its_office(clause: Clause, noun: Phrase, index: int) -> None:
    """Let an unnamed source be of the party in whose office it sits: "a source at the police command of X".

    Officials are of the land in which they are: "officials in Odesa".
    """
    local = noun.title == "local"
    if not (local or noun.title == "source") or noun.codes or index + 2 >= len(clause.phrases) or not clause.inflected:
        return
    opener, office = clause.phrases[index + 1 : index + 3]
    if opener.func.isdisjoint(("in", "owner")) or opener.start > noun.end + 1 or office.kind != NOUN:
        return
    if office.title in ("organ", "office", "forces") or office.place_noun or (local and office.place):
        noun.codes = office.codes


def counts_or_names(clause: Clause, noun: Phrase, index: int) -> bool:
    """Whether a noun only counts an act, names a speaker, or says more closely what stood before."""
    if clause.awaiting is not None:
        speaker_found(clause, noun)
        return True
    if is_addressed(clause, noun, index):
        return True
    if clause.speech is not None:
        clause.speech.about.append(noun)
    if "other" in noun.func and noun.number is not None:
        as_before(clause, noun, index)
    before = clause.phrases[index - 1] if index else None
    bare = noun.number is not None and noun.unit is None and not (noun.codes or noun.title or noun.role)
    if bare and before is not None and before.kind == NOUN and noun.start - before.end <= 1:
        return True  # "Air Force 1": the number is part of the name
    if noun.number is not None and noun.unit is None and not noun.codes and acts_next(clause, noun, index):
        clause.count = noun.number
        if noun.number.high == 0:
            # "says that there was no attack of X on Y"
            clause.negated, clause.negated_at, clause.nominal, clause.count = True, noun.end, True, None
        return True
    if clause.apposition is not None:
        say_closer(clause, noun)
        return True
    if noun.place and noun.codes and clause.last is not None and lies_in(clause, noun, clause.last, index):
        return True
    return is_goal(clause, noun, index)


def lies_in(clause: Clause, noun: Phrase, act: Act, index: int) -> bool:
    """Whether a land only says where the place before its comma lies: "strikes on Kharkiv, Ukraine killed five"."""
    if not act.heads or act.background or clause.fronted or index < 2:
        return False
    comma, town = clause.phrases[index - 1], clause.phrases[index - 2]
    if comma.mark != "," or town not in (act.place, *act.aims, *act.objects) or not town.place:
        return False
    if town.codes not in ((), noun.codes):
        return False
    after = next((each for each in clause.phrases[index + 1 :] if each.kind not in (SMALL, MARK)), None)
    return after is not None and after.kind == EVENT and after.form != AS_NOUN


def completes_tally(clause: Clause, noun: Phrase, index: int) -> bool:
    """Whether a number says what a running total has come to: "the death toll rises to 40"."""
    before = clause.phrases[index - 1] if index else None
    if noun.number is None or noun.unit not in (None, "people") or before is None:
        return False
    # "has topped 40": the verb is a word of the number
    reaches = noun.number.core_start > noun.number.start
    if not reaches and before.func.isdisjoint(("amounts", "toward", "in", "past")):
        return False
    act = next((act for act in reversed(clause.acts) if _tallied(clause, act)), None)
    parted = act is not None and any(phrase.kind == MARK for phrase in clause.phrases[act.index : index])
    if act is None or parted or (act.objects and act.objects[-1].number is not None):
        return False
    noun.unit = next((before.unit for before in act.objects if before.unit in PEOPLE), "people")
    noun.codes = noun.codes or (act.objects[0].codes if act.objects and not act.objects[0].number else ())
    act.objects = [noun]
    act.grow(noun)
    return True


def _tallied(clause: Clause, act: Act) -> bool:
    """Whether an act is a running total: "the death toll", "the number of those who died"."""
    first = act.objects[0] if act.objects else act.subject[0] if act.subject else None
    before = clause.phrases[clause.phrases.index(first) - 1] if first in clause.phrases[1:] else None
    counted = act.trigger.frame == "toll" and before is not None and "tally" in before.func
    return counted or "tally" in act.phrase.func


def is_addressed(clause: Clause, noun: Phrase, index: int) -> bool:
    """Whether a medium or the press right after a verb of speech is told what is said: "told reporters"."""
    before = clause.phrases[index - 1] if index else None
    if before is None or before.kind != CUE or "addresses" not in before.func or noun.codes:
        return False
    return noun.outlet is not None or noun.unit == "journalists"


def joins(clause: Clause, noun: Phrase, index: int) -> bool:
    """Whether a noun after "and" or in a list goes where the noun before it went, or opens a clause of its own."""
    striking = clause.last is not None and clause.last.trigger.frame == "strike"
    if clause.slot is None and clause.adjacent and noun.weapon and clause.last is not None and striking:
        # "missile strikes and drones": a second weapon after the one that the word itself names
        clause.last.weapons.append(noun)
        clause.slot = clause.last.weapons
        return True
    if clause.passive and clause.slot is clause.subject and not clause.agents:
        # "the shield is stretched and Ukraine strikes": what was said of the subject is over
        clause.new_clause()
        return False
    if clause.slot is None:
        return False
    own_clause = clause.last is not None and opens_clause(clause, index)
    if own_clause or (clause.slot is clause.subject and is_told(clause, index - 2)):
        clause.subject = clause.slot = [noun]
        clause.adjacent = False
        return True
    clause.slot.append(noun)
    if clause.last is not None and not clause.adjacent:
        clause.last.grow(noun)
    return True


def become_subject(clause: Clause, noun: Phrase) -> None:
    """Let a noun be the subject of what follows."""
    if not clause.subject:
        clause.first = [noun]
    else:
        end = clause.subject[-1].end
        clause.replaced = clause.last is None and noun.start - end > WORD and clause.parted_at <= end
    clause.subject = [noun]
    clause.slot = clause.subject
    if clause.nominal and (noun.codes or noun.weapon) and clause.prep is None:
        clause.nominal = False  # "the case (that) Kiev struck ...": a clause follows the noun of the act
    take_owed(clause, noun)
    if clause.cause is not None and clause.sufferer is None and noun.codes and noun.unit is None:
        clause.sufferer = noun


def is_told(clause: Clause, index: int) -> bool:
    """Whether something has been said of the subject: "Moscow is a tiger and Kiev can win"."""
    if "among" in clause.phrases[index + 1].func:
        return False
    return index > 0 and clause.phrases[index].kind == SMALL and not PREDICATES.isdisjoint(clause.phrases[index].func)


def is_goal(clause: Clause, noun: Phrase, index: int) -> bool:
    """Whether "target" is the goal of doing what follows, and no thing: "will reach its goal of taking ..."."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    bare = noun.unit == "targets" and noun.number is None and not noun.plural and not noun.codes
    if not bare or following is None or following.kind != EVENT or following.start > noun.end + 1:
        return False
    return bool(clause.subject) and following.triggers[0].frame != "strike"


def speaks_itself(clause: Clause, noun: Phrase, index: int) -> bool:
    """Whether a noun after "and" opens what somebody else says: "A affirms its support for B and C rejects ..."."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if clause.slot is clause.subject or following is None or following.kind != CUE or following.start > noun.end + 1:
        return False
    return noun.speaks and bool(noun.codes) and clause.speech is not None and not clause.conditional


def opens_clause(clause: Clause, index: int) -> bool:
    """Whether a noun after "and" is the subject of a clause of its own: "2 died and 5 were wounded"."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    counts = clause.phrases[index].number is not None and following is not None and following.form == AS_NOUN
    if counts and following is not None and following.kind == EVENT and following.triggers[0].frame == "toll":
        return True  # "nine dead and twelve wounded"
    if clause.slot is clause.subject or (clause.last is not None and clause.last.trigger.fires):
        return False
    if following is None:
        return False
    if following.kind == EVENT:
        return following.triggers[0].frame == "toll" and following.triggers[0].event != "destroyed"
    return not following.func.isdisjoint(("passive", "must", "future"))


def take_owed(clause: Clause, noun: Phrase) -> None:
    """The subject of the main clause is that of the background before it: "After being struck, the school ..."."""
    act = clause.last
    if act is not None and act.nominal and act.others and not act.actors and not act.subject and not clause.background:
        act.subject = act.actors = [noun]  # "In the meeting with X, Y said"
        return
    if act is None or not clause.fronted or not act.background or act.subject or act.speech is not None:
        return
    act.subject = [noun]
    if act.passive or act.trigger.frame == "toll":
        act.objects = act.objects or act.subject
    elif not act.nominal:
        act.actors = act.actors or act.subject


def as_before(clause: Clause, noun: Phrase, index: int) -> None:
    """Let "46 others" be more of the people counted before them."""
    for before in reversed(clause.phrases[:index]):
        if before.kind == NOUN and before.number is not None and before.unit in PEOPLE:
            if before.number.low != 1 and before.unit != "people":
                alike = before.unit in ARMED or (before.unit == "civilians" and not clause.inflected)
                noun.unit = before.unit if alike else noun.unit
                noun.codes = noun.codes or before.codes
            return


def say_closer(clause: Clause, noun: Phrase) -> None:
    """Let a noun say more closely what the one before it is."""
    said, clause.apposition = clause.apposition, None
    assert said is not None
    said.unit, said.codes = noun.unit or said.unit, noun.codes or said.codes
    if clause.last is not None:
        clause.last.grow(noun)


def acts_next(clause: Clause, noun: Phrase, index: int) -> bool:
    """Whether the next phrase opens an act as a noun, or is one; "20 (women) died" counts the dead."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if following is None or following.form not in ("", AS_NOUN):
        return False
    apart = following.start > noun.end + 1 or clause.inflected
    if following.kind == EVENT and apart and following.triggers[0].frame == "toll":
        return False
    return following.kind == EVENT or "act" in following.func


def speaker_found(clause: Clause, noun: Phrase) -> None:
    """The noun after "according to" or "quoted"."""
    speech = clause.awaiting
    assert speech is not None
    clause.awaiting = None
    if outlet(noun):
        clause.outlets.append(noun)
        speech.outlets.append(noun)
        if speech.form == "by":
            clause.slot = clause.outlets
            speech.speaker = None
            return
    elif speech.form == "by" and not noun.speaks:
        # "in two directions": nobody speaks
        clause.speeches.remove(speech)
        clause.speech = None
        return
    speech.speaker = noun
    speech.end = max(speech.end, noun.end)
    speech.start = min(speech.start, noun.start)
    clause.subject = []
    clause.main = clause.main if speech.nested else [noun]
    clause.slot = [noun] if speech.nested else None
    clause.prep = None
