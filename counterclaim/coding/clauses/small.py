"""Lets the small words of a clause do what the pack says they do: open, close and link clauses.

A clause and a phrase enter; the clause is changed.
"""

from __future__ import annotations

from counterclaim.coding.acts import Speech
from counterclaim.coding.clauses.modifiers import take_modifier
from counterclaim.coding.clauses.speaking import points
from counterclaim.coding.clauses.state import Clause
from counterclaim.coding.clauses.voice import befell, to_infinitive
from counterclaim.coding.families import STRIKES
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, SMALL, TIME, Phrase
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE


def _keeps_subject(phrase: Phrase) -> bool:
    """Whether what follows "when" is done by the subject before it: an act, but no fighting; a speech."""
    if phrase.kind == CUE and not phrase.form:
        return phrase.cue is not None and phrase.cue.form not in ("by", "hedge", "cite", "media")
    if phrase.kind != EVENT:
        return "light" in phrase.func
    return phrase.form != AS_NOUN and phrase.triggers[0].event != "clash"


def _has_done(clause: Clause, index: int) -> bool:
    """Whether the subject has done what follows "which" or "who": "X, which has shelled the town, ..."."""
    told = [phrase for phrase in clause.phrases[max(index - 2, 0) : index] if phrase.kind != MARK][-1:]
    tense, verb = (*clause.phrases[index + 1 : index + 3], None, None)[:2]
    if tense is None or verb is None or verb.kind != EVENT or not verb.form or told != clause.subject:
        return False
    return "past" in tense.func and _keeps_subject(verb)


TENSES = frozenset({"passive", "past", "negation", "future"})
"""Words of voice and tense, which have no subject of their own after "but"."""


def does_more(clause: Clause, start: int, index: int) -> bool:
    """Let the subject of what is being said do one more thing: "..., and at the same time destroyed"."""
    following = next((phrase for phrase in clause.phrases[index + 1 :] if phrase.kind != SMALL), None)
    if following is None or following.kind != EVENT or clause.speech is None or clause.last is None:
        return False
    opener = clause.phrases[index + 1]
    if "but" in clause.phrases[index].func and (opener.start > start + 1 or opener.func.isdisjoint(TENSES)):
        return False
    subject = clause.last.subject
    if not subject or subject[0] is clause.speech.speaker or clause.last.passive or clause.last.background:
        return False
    clause.new_clause()
    clause.subject, clause.clause_start = subject, clause.speech.start
    return True


def still_told_of(clause: Clause, phrase: Phrase, index: int) -> list[Phrase]:
    """The subject that goes on where a verb stands right after the word: "negotiates but masses troops"."""
    following = clause.phrases[index + 1 : index + 3]
    if "but" not in phrase.func or clause.speech is not None or not following:
        return []
    verb = following[-1] if not following[0].func.isdisjoint(TENSES) else following[0]
    near = following[0].start <= phrase.end + 1 and verb.start <= following[0].end + 1
    done = verb.kind == EVENT and verb.form != AS_NOUN and not verb.triggers[0].noun and "act" not in verb.func
    return clause.subject if near and done else []


def amid_clause(clause: Clause, index: int) -> bool:
    """Whether a word that may open a clause stands between a subject and its verb: "Russia meanwhile says"."""
    if index == 0 or index + 1 >= len(clause.phrases) or clause.last is not None or clause.speech is not None:
        return False
    beside = clause.phrases[index - 1].kind == NOUN and clause.phrases[index + 1].kind in (CUE, EVENT)
    return bool(clause.subject) and beside


def take_small_word(clause: Clause, phrase: Phrase, index: int) -> None:
    """Let a small word open, close or link clauses."""
    func = before_act(clause, phrase.func, index)
    if "infinitive" in func and to_infinitive(clause, index):
        return
    note_words(clause, func, index)
    if tells_of_noun(clause, phrase, index) or changes_nothing(clause, phrase, index):
        return
    if "contrast" in func:
        subject = still_told_of(clause, phrase, index)
        clause.break_off(phrase.end)
        clause.subject = subject
    elif "background" in func and "suffers" in func and clause.speech is None:
        take_suffering(clause, func)  # "the port burns after a raid": what the subject suffered
    elif "background" in func or ("amid" in func and act_follows(clause, index)):
        open_background(clause, phrase, index)
    elif "figure" in func:
        open_figure(clause)
    elif "reason" in func:
        open_reason(clause, phrase.end, index, answers="answers" in func)
    elif "provided" in func or "condition" in func:
        open_condition(clause, asked="provided" in func)
    elif "causes" in func:
        open_effect(clause)
    elif "suffers" in func and clause.last is not None and clause.last.trigger.frame in ("move", "alone"):
        clause.prep, clause.adjacent = "toward", False  # "declares an emergency to face X"
    elif "passive" in func or "suffers" in func:
        take_suffering(clause, func)
    elif "including" in func:
        include_parts(clause, index)
    elif "sequel" in func:
        clause.adjacent, clause.slot = False, None
    elif "purpose" in func and not before_noun(clause, func, index):
        clause.purpose, clause.adjacent = True, False
    else:
        take_modifier(clause, func, index)


WISHING = frozenset({"blame", "ask", "refuse", "will"})
"""Forms of speeches of which a clause about a noun of theirs is no part."""


def tells_of_noun(clause: Clause, phrase: Phrase, index: int) -> bool:
    """Let "that" open what the report itself tells of a noun: "condemns the raid that killed five"."""
    if not {"that", "relative"} <= phrase.func or not index or index + 1 >= len(clause.phrases):
        return False
    before, following = clause.phrases[index - 1], clause.phrases[index + 1]
    speech = clause.speech
    if speech is None or speech.form not in WISHING or speech.nested:
        return False
    noun = before.kind == NOUN or (before.kind == EVENT and before.form == AS_NOUN)
    if not noun or (following.kind != EVENT and following.func.isdisjoint(("past", "light"))):
        return False
    clause.resumed, clause.speech = speech, None
    return True


def note_words(clause: Clause, func: frozenset[str], index: int) -> None:
    """Note what a small word says besides what it does: that a speech blames, or that it stands for "is"."""
    if "wrong" in func and clause.speech is not None:
        clause.speech.blames = True
    elif "wrong" in func:
        clause.unspoken.add("wrong")
    speech = clause.speech
    if speech is not None and ("onslaught" in func or warned_of_war(clause, speech, index)):
        speech.menaces = speech.force = True
    after_subject = bool(clause.subject) and index > 0 and clause.phrases[index - 1] is clause.subject[-1]
    clause.copula = "that" in func and after_subject


def before_act(clause: Clause, func: frozenset[str], index: int) -> frozenset[str]:
    """What a word like "to" does; before the noun of an act it tells no purpose: "responded to the killing"."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    act = following is not None and following.kind == EVENT and following.form == AS_NOUN
    return func - {"purpose"} if act and "infinitive" in func else func


def warned_of_war(clause: Clause, speech: Speech, index: int) -> bool:
    """Whether war itself is what somebody warns of or opposes: "warns of war", "opposes the war against X"."""
    war, before = clause.phrases[index], clause.phrases[index - 1] if index else None
    if "war" not in war.func or before is None or speech.cue is None or not war.form:
        return False
    if speech.form == "refuse":
        return before is speech.cue
    return speech.form == "warn" and "owner" in before.func and index > 1 and clause.phrases[index - 2] is speech.cue


def open_figure(clause: Clause) -> None:
    """Let a figure that somebody gives be what is said, where nothing was said yet."""
    if clause.speech is not None and not clause.speech.acts:
        clause.speech.figure = True


def open_effect(clause: Clause) -> None:
    """Open a clause whose acts were brought about by the act before it."""
    clause.cause = clause.last or clause.cause
    clause.last, clause.adjacent, clause.subject, clause.slot = None, False, [], None
    clause.passive, clause.prep, clause.sufferer, clause.nominal = False, None, None, False


def changes_nothing(clause: Clause, phrase: Phrase, index: int) -> bool:
    """Whether a word that could close a clause stands inside one, or only says that an act succeeded."""
    func = phrase.func
    if not func.isdisjoint(("also", "but")) and does_more(clause, phrase.end, index):
        return True
    if "contrast" in func:
        return amid_clause(clause, index)
    return "completive" in func and completes(clause, index)


def open_condition(clause: Clause, asked: bool) -> None:
    """What has to happen first: it is asked for in return, or has not happened."""
    if not asked and clause.last is not None:
        clause.last.offered = True
    if not asked and clause.speech is None:
        clause.unspoken.add("condition")
    clause.subclause()
    if asked:
        clause.stance = "calls_for"
    else:
        clause.conditional = True


def take_suffering(clause: Clause, func: frozenset[str]) -> None:
    """Let the subject suffer what follows, or the object before it."""
    if clause.agents and not clause.subject:
        clause.subject, clause.agents = clause.agents, []  # "data from a drone (that was) shot down"
    clause.passive = True
    if clause.speech is not None and clause.speech.form == "ask" and "suffers" in func:
        clause.stance = "threatens"  # "asks X to yield or face a raid"
    if not clause.subject and clause.possessor is not None and clause.last is None:
        clause.subject = [clause.possessor]  # "the secrets of the tanker (that was) seized"
    if clause.replaced and clause.subject and clause.speech is not None and "passive" in func:
        clause.relative = clause.subject  # "will rebuild the plants struck by ...": what follows tells of the plants
    told = clause.last is not None or clause.slot is clause.weapons
    if told and clause.slot and clause.slot is not clause.subject and not clause.adjacent:
        # "the soldiers (whom it freed) captured by ...": what follows the object tells of the object
        clause.relative = clause.slot
    clause.nominal = clause.nominal or "suffers" in func


def act_follows(clause: Clause, index: int) -> bool:
    """Whether the next phrase is an act or opens one as a noun: "amid the raid", and not "between the two"."""
    following = next((phrase for phrase in clause.phrases[index + 1 : index + 4] if not phrase.modifies), None)
    return following is not None and (following.kind == EVENT or "act" in following.func)


def open_background(clause: Clause, phrase: Phrase, index: int) -> None:
    """What went before or beside it: told by the report itself, unless it goes on with the same subject."""
    if index + 1 >= len(clause.phrases) or "conjunction" in clause.phrases[index + 1].func:
        return  # "opened fire first and ...": no clause follows
    if "relative" in phrase.func and clause.adjacent and clause.last is not None and not clause.last.objects:
        if clause.last.phrase.form == AS_NOUN:
            brought_about(clause, phrase.end)
        return  # "struck where arms were hidden": the place is what was struck
    suffered = clause.last if clause.last is not None and befell(clause.last) else None
    ahead = clause.last is not None and clause.last.future
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    subject = clause.subject
    goes_on = "when" in phrase.func and following is not None and _keeps_subject(following)
    goes_on = goes_on or ("relative" in phrase.func and _has_done(clause, index))
    beside = stands_beside(clause, phrase, index)
    wished = ahead or (clause.speech is not None and clause.speech.form in ("will", "ask", "warn"))
    pointing = following is not None and points(following) and "relative" in phrase.func
    if clause.speech is not None and not clause.speech.bare and (wished or not (goes_on or beside or pointing)):
        resumed = clause.speech if "relative" in phrase.func else None
        clause.break_off(phrase.end)
        clause.resumed = resumed
    else:
        clause.subclause()
        clause.subject = subject if goes_on else []
    # "is alarmed at the deployment": what moves somebody is what is said
    moved = clause.speech is not None and clause.speech.form == "blame" and clause.phrases[index - 1].kind == CUE
    clause.owed = suffered if "once" in phrase.func else None
    clause.background = not moved
    clause.nominal = clause.nominal or "suffers" in phrase.func
    # "will be freed when the war ends" has not happened; "will meet, while the shelling goes on" has
    done = following is not None and (following.modifies or following.form == AS_NOUN) and struck(clause, index)
    awaited = (ahead or (wished and "awaits" in phrase.func)) and not done
    clause.conditional = awaited and "once" in phrase.func and clause.phrases[index - 1].kind != MARK
    clause.fronted = index == 0 or all(before.kind in (MARK, TIME) for before in clause.phrases[:index])


def brought_about(clause: Clause, start: int) -> None:
    """Open a clause that tells what an act before it has done: "in the fighting, which killed dozens"."""
    act, speech = clause.last, clause.speech
    clause.break_off(start)
    clause.resumed, clause.cause = speech, act
    clause.background = True


def struck(clause: Clause, index: int) -> bool:
    """Whether the noun of an attack follows, by a name or at once: "will hit back after the raid"."""
    for phrase in clause.phrases[index + 1 : index + 4]:
        if phrase.kind == EVENT:
            return phrase.form == AS_NOUN and phrase.triggers[0].event in STRIKES
        if phrase.kind != NOUN:
            return False
    return False


def stands_beside(clause: Clause, phrase: Phrase, index: int) -> bool:
    """Whether a clause says when what is said happened, so that the speaker says it too."""
    if clause.speech is None or clause.speech.form not in ("say", "media"):
        return False
    if "while" not in phrase.func:
        return "relative" in phrase.func and clause.speech.form == "media"  # pictures show that too
    if clause.title and clause.inflected:
        return False  # "X says Y as Z strikes": a headline sets beside it what the report itself tells
    return clause.last is not None and clause.phrases[index - 1].kind != MARK


def open_reason(clause: Clause, start: int, index: int, answers: bool) -> None:
    """Why: the speaker says it of what is done or rejected, the report itself of what is asked or threatened."""
    answered = list(clause.last.actors if clause.last is not None else clause.first) if answers else []
    why(clause, start, index)
    clause.answer = answered


def why(clause: Clause, start: int, index: int) -> None:
    """Open the clause of a reason."""
    speech = clause.speech
    if speech is not None and (speech.form in ("ask", "will", "warn") or (clause.last and clause.last.future)):
        asked = clause.subject if speech.form == "ask" else []
        clause.break_off(start)
        clause.subject = asked  # "demands that Israel pay, because it struck ..."
        return
    last = clause.last
    # "sanctions X for selling arms", "blames X because it ...": X is the one who did it
    told = index + 1 < len(clause.phrases) and clause.phrases[index + 1].kind == CUE
    blamed = last.objects if last is not None and last.trigger.event == "sanction" and not told else []
    clause.subclause()
    if speech is not None and speech.form == "refuse":
        clause.stance = "asserts"
    clause.subject = blamed


def completes(clause: Clause, index: int) -> bool:
    """Whether a word of the passive stands after a verb and before its object, and so says that it succeeded."""
    if not index or index + 1 >= len(clause.phrases) or clause.phrases[index + 1].kind != NOUN:
        return False
    act = clause.last
    return act is not None and act.index == index - 1 and not (act.nominal or act.passive) and bool(act.actors)


def include_parts(clause: Clause, index: int) -> None:
    """What follows is a part of what was just named: it shares the act, told already or still to come."""
    if counted_subject(clause, index):
        clause.first, clause.slot = clause.subject, clause.subject
        clause.conj, clause.adjacent = True, False
        return
    for act in reversed(clause.acts):
        if act.trigger.losses and act.objects and act.objects[-1].unit is None:
            # "X suffered losses: 16 civilians were killed ...": the parts say what was lost
            clause.bearer, clause.subject = act, []
            clause.last, clause.adjacent, clause.slot = None, False, None
            return
        if act.trigger.frame in ("toll", "harm") and act.objects:
            clause.last, clause.slot, clause.conj, clause.adjacent = act, act.objects, True, False
            return


def counted_subject(clause: Clause, index: int) -> bool:
    """Whether people whose count opens the clause stand right before: "72 people, including 15 children, died"."""
    whole = next((phrase for phrase in reversed(clause.phrases[:index]) if phrase.kind != MARK), None)
    parts = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if whole is None or parts is None or parts.unit not in PEOPLE or parts.number is None:
        return False
    return whole.unit in PEOPLE and whole.number is not None and whole in clause.subject


def before_noun(clause: Clause, func: frozenset[str], index: int) -> bool:
    """Whether a word that is both aim and purpose has a noun after it, and so is an aim."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    return "toward" in func and following is not None and following.kind == NOUN
