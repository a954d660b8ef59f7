"""Marks a clause by small words: negation, future, duty, possibility, what is untrue or only a topic.

A clause and a phrase enter; the clause is changed.
"""

from __future__ import annotations

from counterclaim.coding.acts import Act
from counterclaim.coding.clauses.speaking import of_speaker
from counterclaim.coding.clauses.state import Clause
from counterclaim.language.phrase import EVENT, MARK, NOUN, Phrase
from counterclaim.language.readings import EITHER, PART
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE

PREPOSITIONS = ("toward", "in", "between", "with", "out", "for", "means", "agent", "owner")
FLAGS = {"negation": "negated", "future": "future", "must": "must", "may": "may", "past": "past"}
"""Small words that mark a clause, and the mark that they set."""


def take_modifier(clause: Clause, func: frozenset[str], index: int) -> None:
    """Let a small word mark the clause, or say what the next noun is for."""
    flag = None if FLAGS.keys().isdisjoint(func) else next(name for name in FLAGS if name in func)
    if "conjunction" in func:
        clause.conj = True
        if "with" in func:
            clause.prep = "with"
    elif flag is not None:
        raise_flag(clause, flag, index)
    elif "none_of" in func or "untrue" in func:
        deny_noun(clause, index) if "none_of" in func else call_untrue(clause)
    elif "menace" in func:
        if clause.speech is not None:
            clause.speech.menaces = True
    elif "among" in func:
        join_counted(clause, index)
    elif "topic" in func and is_topic(clause):
        clause.topic = True
    elif "each_other" in func:
        done_to_each_other(clause)
    elif "act" in func:
        ordered = "orders" in func and clause.phrases[index - 1] in clause.subject
        clause.light = clause.light or ordered or "light" in func
        clause.nominal = clause.nominal or not ordered
    elif "light" in func:
        brought_about(clause, index)
        clause.light = True
        keep_negated(clause, clause.phrases[index])
    elif "with" in func and index and "war" in clause.phrases[index - 1].func:
        clause.prep = "aside"  # "talks on the war with X": X is whom the war is with
    else:
        clause.prep = next((prep for prep in PREPOSITIONS if prep in func), clause.prep)
        if "hits" in func and hits_thing(clause, index):
            clause.prep = "toward"
        if "near" in func:
            clause.near = clause.phrases[index].start


def deny_noun(clause: Clause, index: int) -> None:
    """Negate the act right after a word like "no", where somebody speaks: "says no ceasefire with X"."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if clause.speech is None or following is None:
        return
    if following.kind == NOUN and not following.codes and not clause.speech.acts:
        verb = next((each for each in clause.phrases[index + 2 :] if "that" not in each.func), None)
        if (
            verb is not None
            and verb.kind == EVENT
            and verb.form in (PART, EITHER)
            and verb.triggers[0].frame == "strike"
        ):
            clause.negated, clause.negated_at = True, verb.start  # "says no ship was hit"
        return
    if following.kind != EVENT or following.form != AS_NOUN:
        return
    if following.start <= clause.phrases[index].end + 1:
        clause.negated, clause.negated_at = True, following.start


def hits_thing(clause: Clause, index: int) -> bool:
    """Whether a thing that was hit follows an act of force: "a drone strike at a base", and not "at the border"."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    act = clause.last
    if act is None or act.trigger.frame != "strike" or (act.objects and not act.trigger.fires):
        return False
    return following is not None and following.kind == NOUN and bool(following.unit) and following.unit not in PEOPLE


def join_counted(clause: Clause, index: int) -> None:
    """Let what befell those counted befall the subject too, which is one of them: "X among three killed"."""
    following = clause.phrases[index + 1 : index + 3]
    if len(following) < 2 or not clause.subject:
        return
    counted, told = following
    if counted.number is not None and told.kind == EVENT and told.triggers[0].frame in ("harm", "toll"):
        clause.conj, clause.copula, clause.slot, clause.passive = True, False, clause.subject, False


def brought_about(clause: Clause, index: int) -> None:
    """Let the act before a participle be brought about, and not only named: "sanctions reimposed on X"."""
    act = clause.last
    if act is not None and act.nominal and clause.adjacent and clause.phrases[index].form in (PART, EITHER):
        act.light = True


def done_to_each_other(clause: Clause) -> None:
    """Let the sides do to each other what the clause tells."""
    if clause.last is not None:
        clause.last.each_other = True
    elif clause.speech is not None and clause.speech.form == "blame":
        clause.speech.mutual = True
    for act in clause.acts[-2:]:
        act.each_other = act.each_other or act.start == clause.clause_start


def supposed(clause: Clause, act: Act, index: int) -> bool:
    """Whether taking a place is only what would bring something about: "Capturing Pokrovsk would help Russia"."""
    opens = act.index == 0 or clause.phrases[act.index - 1].kind == MARK
    if act.trigger.frame != "hold" or act.actors or not opens:
        return False
    between = clause.phrases[act.index + 1 : index]
    return bool(between) and all(each.kind == NOUN or "conjunction" in each.func for each in between)


def raise_flag(clause: Clause, flag: str, index: int) -> None:
    """Mark the clause, and the speech whose predicate it is, as denied, ahead, due, possible or done."""
    if flag == "must" and clause.speech is None and "compelled" in clause.phrases[index].func:
        return  # the report tells what somebody had to do as a fact
    if flag in ("future", "may") and clause.last is not None and supposed(clause, clause.last, index):
        clause.last.conditional = True
    setattr(clause, FLAGS[flag], True)
    keep_negated(clause, clause.phrases[index])
    if flag == "negation":
        clause.negated_at = clause.phrases[index].end
        if not clause.conditional and (not clause.subject or of_speaker(clause, clause.subject[0])):
            clause.mark_speech("negated")
    elif flag == "future" and clause.subject and clause.subject[0].codes and not of_speaker(clause, clause.subject[0]):
        pass  # "says that the alliance will collapse": what lies ahead is not the speaker's to do
    elif flag != "past" and "compels" not in clause.phrases[index].func:
        clause.mark_speech(flag)
    last = clause.last
    if flag == "future" and last is not None and last.nominal and last.speech is not None:
        # "the attacks will grow": what is told of the act lies ahead
        last.future = last.future or not acts_on(clause, index)


def keep_negated(clause: Clause, word: Phrase) -> None:
    """Let a negation reach over a word right after it that only helps to say the act: "will not take part in"."""
    if clause.negated and word.start <= clause.negated_at + 1:
        clause.negated_at = word.end


def acts_on(clause: Clause, index: int) -> bool:
    """Whether an act follows before the clause ends."""
    for phrase in clause.phrases[index + 1 : index + 4]:
        if phrase.kind == MARK:
            return False
        if phrase.kind == EVENT:
            return True
    return False


def is_topic(clause: Clause) -> bool:
    """Whether a speech says no more than what it is about: "gives the reasons for the attack"."""
    speech = clause.speech
    return speech is not None and speech.form in ("say", "media") and speech.bare


def call_untrue(clause: Clause) -> None:
    """What the speaker calls false is denied: the acts just told, or what somebody else said."""
    speech = clause.speech
    if speech is None or speech.form not in ("say", "media"):
        return
    if speech.acts:
        for act in clause.acts:
            if act.speech is speech:
                act.stance = "denies"
    else:
        speech.stance, speech.form = "denies", "refuse"
