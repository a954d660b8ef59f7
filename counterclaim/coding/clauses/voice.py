"""Reads acts and cues whose words change their form: who does and who suffers what "struck", "striking" tell.

A clause and a phrase with a form enter; the clause is changed so that what follows reads it like any other. Phrases of
languages whose words do not change have no form and never come here.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.acts import Act, Speech
from counterclaim.coding.clauses.attributes import modify
from counterclaim.coding.clauses.state import Clause
from counterclaim.coding.families import STRIKES
from counterclaim.language.lexicon import Cue, Trigger
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, SMALL, TIME, Phrase
from counterclaim.language.readings import BASE, EITHER, ING, PART
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE

TRANSITIVE = frozenset({"strike", "harm", "hold", "against", "give"})
"""Frames whose verb has an object, so that a participle without one tells what its subject suffered."""
OBJECT = 20
"""Characters within which an object must follow its verb: "freed all the remaining hostages"."""
PASSIVE_AFTER = frozenset({"agent", "owner", "infinitive"})
"""Small words after a participle of blame or demand that stands in the passive: "accused of", "told to"."""
PREDICATES = frozenset({"that", "past", "future", "may", "must", "negation", "light"})
"""Small words that open what is told of a noun before them."""

WORDS = 2
"""Phrases between the noun of an act and a verb that tells of it, and that noun: "attack", "that"."""


def read_form(clause: Clause, phrase: Phrase, trigger: Trigger, index: int) -> None:
    """Set the voice of the clause by the form of its verb, before the act is made."""
    form = phrase.form
    if form == AS_NOUN:
        clause.nominal, clause.passive = True, clause.passive and _undergone(clause, index)
        return
    before = clause.phrases[index - 1] if index else None
    if form == PART or (form == EITHER and suffered(clause, trigger, index)):
        clause.passive = True
        if after_argument(clause, before):
            clause.relative = [before] if before is not None else []  # "the soldiers captured in May"
        elif before is not None and before.unit and not clause.subject and trigger.frame == "harm":
            clause.subject = [before]  # "confirms the identity of a body returned by ..."
        return
    clause.passive = clause.nominal = False
    if form == ING:
        going_on(clause, trigger, before)


def _undergone(clause: Clause, index: int) -> bool:
    """Whether the noun of an act is what the subject suffers: "came under heavy Russian shelling"."""
    for phrase in reversed(clause.phrases[max(index - 3, 0) : index]):
        if phrase.kind == SMALL and "suffers" in phrase.func:
            return True
        if phrase.kind != NOUN or not phrase.modifies:
            return False
    return False


def suffered(clause: Clause, trigger: Trigger, index: int) -> bool:
    """Whether a participle that can be the past tells what was suffered: no object follows, and the subject can."""
    if (
        trigger.complete
        or not (trigger.frame in TRANSITIVE or (trigger.frame == "move" and trigger.needs))
        or (clause.conj and clause.last is not None and not clause.last.passive)
    ):
        return False
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if following is not None and "agent" in following.func:
        return True
    if following is not None and following.kind == NOUN and following.start <= clause.phrases[index].end + OBJECT:
        return False
    if following is not None and following.kind == EVENT and following.form != AS_NOUN and not clause.subject:
        return False
    subject = clause.subject[-1] if clause.subject else None
    before = clause.phrases[index - 1] if index else None
    if before is not None and before.role == "self" and clause.phrases[index].start <= before.end + 1:
        return False  # "it killed": of whom, no lexicon knows
    if trigger.frame == "harm":
        # "a day after Israel killed him": no state is killed, and of whom it did no lexicon knows
        state = subject is not None and (subject.role, subject.land, subject.unit) == ("name", "state", None)
        return not (trigger.people and state)
    if subject is None or subject.weapon:
        return False
    relative = index >= 2 and clause.phrases[index - 2].kind == NOUN  # "the group (that) X struck"
    if clause.title and trigger.frame == "strike" and subject.codes and ends_at(clause, index) and not relative:
        return True  # headlines tell what a party does in the present
    somebody = subject.title == "office" or (subject.role == "person" and trigger.people)
    return bool(subject.unit or subject.number or somebody) or (subject.place and subject.land != "state")


def told_after(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether the subject of a verb follows it, as its case says: "погибли двое"; what stands before is another's."""
    following = phrases[act.index + 1] if act.index + 1 < len(phrases) else None
    if following is None or following.kind != NOUN or act.nominal or act.trigger.needs:
        return False
    return act.trigger.frame == "toll" and any(case.startswith("nom") for case in following.cases)


def ends_at(clause: Clause, index: int) -> bool:
    """Whether nothing that could be an object stands after a verb, not even a word that no lexicon has."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    return (clause.end if following is None else following.start) <= clause.phrases[index].end + 1


def after_argument(clause: Clause, before: Phrase | None) -> bool:
    """Whether a participle stands right after a noun that is an argument of another act: it tells which is meant."""
    last = clause.last
    if before is None or before.kind != NOUN or last is None or before in clause.subject:
        return False
    return clause.slot is not None and before in clause.slot and clause.slot is not last.actors


def going_on(clause: Clause, trigger: Trigger, before: Phrase | None) -> None:
    """Who does what a form in "ing" tells: the noun before it, or what went on before the comma brought it about."""
    last = clause.last
    if before is None or last is None:
        return
    if before.kind == MARK or (before.kind in (EVENT, TIME) and last.nominal) or "conjunction" in before.func:
        clause.cause = last
        clause.subject = [] if trigger.frame in ("harm", "toll") else (last.actors or last.subject)
        clause.slot, clause.adjacent = None, False
    elif before.kind == NOUN and trigger.frame == "harm" and last.trigger.frame == "strike" and not before.weapon:
        clause.cause, clause.subject = last, []  # "strikes a boat killing three"
        clause.slot, clause.adjacent = None, False
    elif before.kind == NOUN and clause.slot is not None and before in clause.slot and before.unit:
        clause.subject = [before]
        clause.slot = clause.subject


def suffered_by(clause: Clause, index: int) -> Phrase | None:
    """Who suffered what the noun of an act tells, where its doer follows: "Maduro's capture by the US"."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    person = clause.modifier if clause.modifier is not None and clause.modifier.role == "person" else None
    if person is not None and (following is None or following.func.isdisjoint(("agent", "owner"))):
        return person  # "Maduro's abduction": a person does not do what armies and police do
    if following is None or "agent" not in following.func:
        return None
    nouns = [clause.modifier] if clause.modifier is not None else clause.subject[-1:]
    return next(
        (noun for noun in nouns if noun.role == "person" or noun.title == "office" or noun.unit in PEOPLE), None
    )


def take_doers(clause: Clause, act: Act, before: Act | None) -> None:
    """Give an act whoever its form and what stands before it say that did it."""
    noun, clause.modifier = clause.modifier, None
    if act.phrase.form == AS_NOUN:
        clause.modifier = noun
        sufferer = suffered_by(clause, act.index) if act.trigger.people and not act.objects else None
        clause.modifier = None
        if sufferer is not None:
            act.objects, act.actors, act.subject = [sufferer], [], []
        elif noun is not None:
            modify(act, noun)
        elif clause.prep == "in" and before is not None and act.trigger.event == "violation":
            # "strikes Lebanon in the latest breach of the truce"
            act.actors, act.objects, act.aims = list(before.actors), list(before.objects), list(before.aims)
            act.place, act.subject = before.place, before.subject
        elif act.phrase.own and not act.actors:
            act.actors = list(owners(clause))
        if clause.prep == "in" and before is not None and act.trigger.event in STRIKES and not act.actors:
            act.actors = list(before.actors)  # "kills four in an attack at sea"
        act.heads = before is None and clause.prep is None and not clause.subject
        return
    if act.passive:
        return
    told = told_of_act(clause, act)
    if told is not None and (told.actors or any(noun.codes for noun in act.actors)):
        act.cause = before = told
        act.subject = act.actors = clause.subject = list(told.actors)
    if before is None:
        return
    if act.cause is before and act.phrase.form == ING and act.trigger.frame != "toll":
        act.actors = list(before.actors)  # "..., killing five"
        act.befell = next((noun.unit for noun in (*before.objects, *before.aims) if noun.unit in PEOPLE), None)
    elif (
        not clause.conj and not (act.subject or clause.agents) and (before := heading(clause, before, act)) is not None
    ):
        act.cause, act.actors = before, list(before.actors)
        act.subject = list(before.actors)


def heading(clause: Clause, before: Act, act: Act) -> Act | None:
    """The noun of an act that is the subject of a verb; nouns of acts beside it: "attacks since the truce killed"."""
    if before.heads:
        return before
    told = act.trigger.frame in ("toll", "harm") and "relative" not in clause.phrases[act.index - 1].func
    if before.phrase.form != AS_NOUN or not told:
        return None
    at = len(clause.acts) - 1
    while at > 0 and clause.acts[at].phrase.form == AS_NOUN and not clause.acts[at].heads:
        at -= 1
    head = clause.acts[at]
    parted = any(each.kind == MARK for each in clause.phrases[head.index : act.index])
    struck = head.heads and head.trigger.frame == "strike" and head.speech is act.speech
    return head if struck and not parted else None


def owners(clause: Clause) -> Sequence[Phrase]:
    """Whose an act is where a word before its noun points back: "Israel says that its strikes ..."."""
    speech = clause.speech
    if speech is not None and speech.form == "blame" and (blamed := [noun for noun in speech.about if noun.codes]):
        return blamed[:1]  # "condemns Israel for its attack"
    if speech is not None and speech.speaker is not None:
        return [speech.speaker]
    return clause.outer or clause.main or clause.first


def told_of_act(clause: Clause, act: Act) -> Act | None:
    """The attack before a verb that tells what it did: "an attack that hit a school", "a raid in Kyiv which killed"."""
    before = clause.acts[-1] if clause.acts else None
    if before is None or act.index < WORDS:
        return None
    opener, argument = clause.phrases[act.index - 1], clause.phrases[act.index - 2]
    if "relative" not in opener.func:
        return None
    if before.phrase.form != AS_NOUN or before.trigger.frame != "strike":
        return None
    near = argument in (before.phrase, before.place, *before.aims, *before.objects)
    return before if near else None


def says_more(clause: Clause, phrase: Phrase, trigger: Trigger) -> bool:
    """Whether a verb of force only says whom the act that is its subject struck: "a drone attack hit the port"."""
    last = clause.last
    if last is None or not last.heads or phrase.form in (AS_NOUN, ING, PART) or clause.conj or clause.subject:
        return False
    if trigger.event not in STRIKES or last.trigger.event not in STRIKES or trigger.frame != "strike":
        return False
    last.nominal = False
    clause.adjacent, clause.slot, clause.prep = True, None, None
    clause.past = clause.passive = clause.nominal = False
    last.grow(phrase)
    return True


def befell(act: Act) -> bool:
    """Whether an act tells what befell somebody or something, so that what follows "in" or "by" brought it about."""
    return act.trigger.frame == "toll" or (act.trigger.frame == "harm" and act.passive)


def to_infinitive(clause: Clause, index: int) -> bool:
    """Let "to" before a verb open what is wished or said, or a purpose; False where a noun follows."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if following is None or following.start > clause.phrases[index].end + 1:
        return False
    before = clause.phrases[index - 1] if index else None
    if following.kind == SMALL and "past" in following.func and before is not None and before.kind == CUE:
        return True  # "claimed to have shot down ...": it has been done
    if following.form != BASE:
        return False
    speech = clause.speech
    if speech is not None and before is not None and instructed(speech, before):
        speech.form, speech.stance = "ask", "calls_for"
    wished = speech is not None and speech.form in ("ask", "will", "refuse", "warn") and not speech.acts
    led = before is not None and (before.kind == CUE or "light" in before.func or "future" in before.func)
    opens = clause.last is None and speech is None and bool(clause.subject) and before in clause.subject
    if opens and clause.title and not (wished or led):
        clause.future = True  # as headlines have it: "Britain to send troops"
    elif not (wished or led):
        clause.purpose = True
    clause.adjacent = False
    return True


def instructed(speech: Speech, before: Phrase) -> bool:
    """Whether somebody is told to do what follows: "told the army to stop"."""
    if speech.acts or speech.cue is None or speech.form not in ("say", "warn"):
        return False
    told = "instructs" in speech.cue.func and before.kind == NOUN and speech.about[-1:] == [before]
    return told and (len(speech.about) == 1 or speech.about[0] is before)


def speaker_after(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Whether a verb of speech stands before its speaker: '..., said the minister'."""
    closes = _told_before(clause, index)
    if not phrase.form or cue.form not in ("say", "warn", "media") or (clause.subject_before(index) and not closes):
        return False
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    beyond = clause.phrases[index + 2] if index + 2 < len(clause.phrases) else None
    if following is None or following.kind != NOUN or not following.speaks:
        return False
    before = clause.phrases[index - 1] if index else None
    if before is not None and before.kind != MARK and "retells" not in before.func and not closes:
        return False
    if beyond is not None and beyond.cue is not None and beyond.cue.form == "cite":
        return True  # "..., said the paper, quoting sources"
    return beyond is None or beyond.kind in (MARK, TIME) or (beyond.kind == SMALL and not beyond.func & PREDICATES)


def _told_before(clause: Clause, index: int) -> bool:
    """Whether all before a verb of speech is told and its last noun is no subject: "killed 9 in Raqa said the army"."""
    before = clause.phrases[index - 1] if index else None
    if before is None or clause.speech is not None or not any(act.speech is None for act in clause.acts):
        return False
    return before.kind in (EVENT, TIME) or (before.kind == NOUN and before not in clause.subject)


def says_that(clause: Clause, phrase: Phrase, index: int) -> bool:
    """Whether a verb that can tell an act or a speech opens what is said: "added that ..."."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    return bool(phrase.form) and following is not None and following.func >= {"that", "relative"}


def blamed_by_form(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Set the voice of a word of speech by its form: True where its subject is accused, told or asked."""
    if phrase.form:
        clause.passive = phrase.form == PART or _blamed(clause, phrase, cue, index)
    return clause.passive


def _blamed(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Whether a participle that can be the past stands in the passive."""
    told = clause.last is not None and clause.last.heads and "hearsay" in phrase.func and not clause.subject
    if told and phrase.form == EITHER and not _says_more(clause, index):
        return True  # "Attacks reported in Rafah"
    if phrase.form != EITHER or cue.form not in ("blame", "ask", "say") or not clause.subject:
        return False
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if following is None or following.start > phrase.end + 1:
        return False
    if following.form == BASE and cue.form == "ask":
        return True  # "residents told to leave"
    if cue.form == "say":  # "six soldiers believed killed", "five reported dead"
        fallen = following.kind == EVENT and following.triggers[0].frame in ("harm", "toll")
        counted = clause.subject[-1].number is not None or clause.subject[-1].unit is not None
        return fallen and following.form in (PART, EITHER, "") and counted
    return following.kind == SMALL and not following.func.isdisjoint(PASSIVE_AFTER)


def _says_more(clause: Clause, index: int) -> bool:
    """Whether what is said follows a verb of speech."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    return following is not None and (following.kind == NOUN or "that" in following.func)
