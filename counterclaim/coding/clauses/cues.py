"""Decides what a word of speech or stance does here: it opens a speech, sharpens one, hedges, or is a noun.

A clause and a phrase enter; the clause is changed.
"""

from __future__ import annotations

from counterclaim.coding.acts import WORD, Speech
from counterclaim.coding.clauses.nouns import outlet
from counterclaim.coding.clauses.saidnouns import said_by_noun
from counterclaim.coding.clauses.speaking import (
    cue_goes_on,
    disowned,
    done_by_act,
    is_shown,
    open_blamed,
    open_speech,
    open_spoken,
    opens,
    points,
    relay_speech,
    said_inside,
    speaker_of_cue,
)
from counterclaim.coding.clauses.state import Clause
from counterclaim.coding.clauses.voice import blamed_by_form, speaker_after
from counterclaim.language.lexicon import Cue
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, Phrase
from counterclaim.language.readings import EITHER, PART
from counterclaim.language.readings import NOUN as AS_NOUN


def take_cue(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Open a speech; False where the word is no cue here."""
    before = clause.phrases[index - 1] if index else None
    if cue.form == "hedge" and suspects(clause, phrase, index):
        cue = Cue("accuses", "blame")
    if cue.form in ("hedge", "by"):
        return take_hedge(clause, index) if cue.form == "hedge" else according_to(clause, phrase, cue, index)
    threats = bool(phrase.form) and "scheme" not in phrase.func  # "US threats to ..." open what is threatened
    if phrase.plural and cue.form == "will" and not (clause.nominal or threats):
        clause.nominal = True  # "the proposals of the West"
        return True
    if cue.form != "cite" and noun_follows(clause, phrase, index) and not of_act(clause, phrase, index):
        return noun_cue(clause, phrase, cue, index)
    if phrase.form == AS_NOUN and cue.form != "cite":
        return said_by_noun(clause, phrase, cue, index)
    if before is not None and before.kind == CUE and before.cue is not None and before.cue.form not in ("by", "hedge"):
        return denied_by(clause, phrase, cue, index) or refine_speech(clause, cue, phrase.func)
    if put_forward(clause, cue, index) or denied_aside(clause, phrase, cue, index):
        return True
    known = no_cue(clause, phrase, cue, index)
    if known is not None:
        return known
    if cue_goes_on(clause, index):
        clause.passive = clause.conditional = False
    if blamed_by_form(clause, phrase, cue, index):
        return open_blamed(clause, phrase, cue, index)
    if cue.form == "will" and says_which(clause, index):
        return True
    if speaker_after(clause, phrase, cue, index):
        return await_speaker(clause, phrase, cue, index)
    speaker = speaker_of_cue(clause, index)
    if cue.form == "cite":
        relay_speech(
            clause, Speech(cue.stance, "cite", phrase, None, speaker.start if speaker else phrase.start), speaker
        )
        clause.awaiting = clause.speech
        return True
    if said_inside(clause, cue, index):
        return True
    return cue_of(clause, phrase, cue, speaker, index)


def denied_by(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Open the speech of who denies what was said right before: "..., a claim denied by Ukraine"."""
    if cue.form != "refuse" or phrase.form not in (PART, EITHER) or index + 2 >= len(clause.phrases):
        return False
    before, by, denier = clause.phrases[index - 1], *clause.phrases[index + 1 : index + 3]
    if before.form != AS_NOUN or "agent" not in by.func or denier.kind != NOUN or not denier.speaks:
        return False
    speech = Speech(cue.stance, cue.form, phrase, denier, phrase.start)
    speech.refers = True
    open_speech(clause, speech)
    return True


def denied_aside(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Open the speech of who denies in an aside what it is accused of: "..., a claim Hamas denies"."""
    if cue.form != "refuse" or index < 3 or clause.speech is None or clause.speech.form != "blame":
        return False
    comma, opener, denier = clause.phrases[index - 3 : index]
    ends = index + 1 >= len(clause.phrases) or clause.phrases[index + 1].kind == MARK
    names = opener.kind == CUE and opener.form == AS_NOUN
    if comma.kind != MARK or denier.kind != NOUN or not ends or not (names or "relative" in opener.func):
        return False
    start = denier.start
    if not denier.func.isdisjoint(("self", "third")):
        accused = [act.actors[0] for act in clause.acts if act.speech is clause.speech and act.actors]
        if not accused:
            return False
        denier = accused[-1]  # "accused Hamas of ..., which it denies"
    speech = Speech(cue.stance, cue.form, phrase, denier, start)
    speech.refers = True
    open_speech(clause, speech)
    return True


def await_speaker(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Let a verb of speech wait for the speaker who follows it; an outlet that follows only relays."""
    form = "by" if outlet(clause.phrases[index + 1]) else cue.form
    open_speech(clause, Speech(cue.stance, form, phrase, None, phrase.start))
    clause.awaiting = clause.speech
    return True


def according_to(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Let "according to" wait for its speaker."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if following is not None and (following.kind == EVENT or "act" in following.func):
        return True  # "under the new deal": nobody speaks
    open_speech(clause, Speech(cue.stance, cue.form, phrase, None, phrase.start))
    clause.awaiting = clause.speech
    return True


def cue_of(clause: Clause, phrase: Phrase, cue: Cue, speaker: Phrase | None, index: int) -> bool:
    """Open the speech of a speaker, or of one who is named later."""
    before = clause.phrases[index - 1] if index else None
    if speaker is not None and before is not None and before.mark == ",":
        drop_apposition(clause, speaker)
    if cue.form == "ask" and phrase.form and speaker is not None and outlet(speaker):
        return True  # "the BBC asks an expert": nobody calls for anything
    if cue.form in ("say", "media") and speaker is not None and outlet(speaker):
        # an outlet vouches for nothing: the report does, by way of it
        relay_speech(clause, Speech(cue.stance, "by", phrase, None, phrase.start), speaker)
        return True
    nobody = speaker is not None and speaker.number is not None and speaker.number.high == 0
    asked = speaker is None and opens(clause, index) and phrase.form in (PART, EITHER)
    if nobody or asked or disowned(clause, phrase, cue, index) or done_by_act(clause, phrase, cue, index):
        return True  # "No group has claimed ...", "Asked about the raid, X ..."
    if cue.form == "media" and not is_shown(clause, speaker, before):
        return True
    if speaker is None and opens(clause, index) and cue.form in ("say", "blame", "refuse", "ask", "warn"):
        # "Accusing Hamas of ..., Israel ...": the subject of the main clause speaks
        open_speech(clause, Speech(cue.stance, cue.form, phrase, None, phrase.start))
        clause.pending = clause.speech
        return True
    return open_spoken(clause, phrase, cue, speaker, index)


def drop_apposition(clause: Clause, speaker: Phrase) -> None:
    """Drop an act that only says between commas what the speaker is: "Russia, a mediator in the conflict, calls"."""
    act = clause.last
    if act is None or act.trigger.frame != "alone" or act.actors != [speaker] or act not in clause.acts:
        return
    at = clause.phrases.index(speaker)
    if clause.phrases[at + 1].mark == "," and clause.phrases[at + 2] is act.phrase:
        clause.acts.remove(act)


def put_forward(clause: Clause, cue: Cue, index: int) -> bool:
    """Whether a cue says whose thing is meant: "the plan (that was) put forward by X"."""
    if index < 2 or clause.last is None or cue.form not in ("will", "ask"):
        return False
    before, opener = clause.phrases[index - 1], clause.phrases[index - 2]
    return before is clause.proposer or (before.kind == NOUN and "agent" in opener.func)


def no_cue(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool | None:
    """Whether a word of speech that is no cue here is done with; None where it is one."""
    before = clause.phrases[index - 1] if index else None
    if second_of_two(clause, index) or said_beside(clause, cue, index):
        return True
    if cue.form == "blame" and before is not None and "negation" in before.func:
        clause.negated = False
        return True  # "is not concerned about ..."
    calls = clause.speech is not None and clause.speech.cue is not None and "calls" in clause.speech.cue.func
    if calls and clause.speech is not None and before is not None and "that" in before.func:
        # "calls the drills a threat": what they are called, and no speech of its own
        clause.speech.blames = clause.speech.blames or cue.stance in ("accuses", "threatens")
        return True
    if clause.speech is not None and clause.speech.stance == "withholds" and clause.conj and clause.speech.bare:
        return True  # "neither confirms nor denies"
    if "orders" in phrase.func and not commands(clause, index):
        return False  # "orders its army to advance", "ordered a strike": it is done
    false = index + 1 < len(clause.phrases) and "untrue" in clause.phrases[index + 1].func
    strives = before is not None and "strives" in before.func and bool(clause.subject)
    named = clause.nominal and not strives and not (before is not None and "conjunction" in before.func)
    clause.nominal = False
    if phrase.plural and cue.form == "blame" and clause.speech is not None and clause.speech.form == "ask":
        # "urges calm over the accusations that ...": others accuse
        open_speech(clause, Speech(cue.stance, cue.form, phrase, None, phrase.start))
        return True
    if named or phrase.plural or false:
        return phrase.plural or false
    after = before is not None and not before.func.isdisjoint(("toward", "with"))
    if after and cue.form in ("will", "ask") and phrase.form in ("", AS_NOUN):
        return False  # "doubts about the commitment": a noun
    if cue.form == "say" and before is not None and moved_by(clause, before):
        return False  # "is alarmed at the news that ...": what moves somebody is what the news says
    refused = clause.speech is not None and clause.speech.form == "refuse" and clause.speech.bare
    if refused and before is not None and "toward" in before.func and cue.form in ("say", "blame"):
        return False  # "has not commented on the news that ..."
    return None


def commands(clause: Clause, index: int) -> bool:
    """Whether another party is told to do something: "orders Israel to stop"."""
    following = clause.phrases[index + 1 : index + 3]
    if len(following) < 2 or "infinitive" not in following[1].func or not clause.subject:
        return False
    told, own = following[0], clause.subject[0]
    return told.kind == NOUN and bool(told.codes) and set(told.codes).isdisjoint(own.codes)


def said_beside(clause: Clause, cue: Cue, index: int) -> bool:
    """Whether somebody only names what the clause tells of: "what Italy says was a raid", "targets it says are ..."."""
    speaker, opener = (clause.phrases[index - 1], clause.phrases[index - 2]) if index > 1 else (None, None)
    if speaker is None or opener is None or speaker.kind != NOUN or not clause.phrases[index].form:
        return False
    if "question" in opener.func and cue.form in ("say", "blame"):
        return True
    if cue.form != "say" or clause.last is None:
        return False
    if "relative" in opener.func and "that" in opener.func:
        opener = clause.phrases[index - 3]
        return opener.kind == NOUN
    return opener.kind == NOUN and speaker.start - opener.end <= 1


def moved_by(clause: Clause, before: Phrase) -> bool:
    """Whether what follows is what somebody is angry at or alarmed by."""
    blaming = clause.speech is not None and clause.speech.form == "blame" and clause.speech.bare
    return blaming and "when" not in before.func and not before.func.isdisjoint(("background", "toward", "with"))


def take_hedge(clause: Clause, index: int) -> bool:
    """Hedge what follows, or say a noun more closely ("a target said to be a HIMARS launcher")."""
    if clause.last is not None and clause.slot and clause.slot is not clause.subject and clause.noun_after(index):
        clause.apposition = clause.slot[-1]
    elif not (said_to_be(clause, index) or owner_next(clause, index)):
        clause.hedged = True
    if "agent" in clause.phrases[index].func:
        clause.prep, clause.apposition = "agent", None  # "a raid thought to be by Iran"
    return True


def suspects(clause: Clause, phrase: Phrase, index: int) -> bool:
    """Whether one party suspects another: "Slovakia suspects Kyiv of ...", and not "a plane suspected to be Iran's"."""
    if "suspects" not in phrase.func or not index or index + 1 >= len(clause.phrases) or clause.speech is not None:
        return False
    before, following = clause.phrases[index - 1], clause.phrases[index + 1]
    if before.kind != NOUN or following.kind != NOUN or before not in clause.subject:
        return False
    parties = all(noun.codes and noun.unit is None and noun.speaks for noun in (before, following))
    return parties and set(before.codes).isdisjoint(following.codes) and phrase.start <= before.end + 1


def owner_next(clause: Clause, index: int) -> bool:
    """Whether only the owner of a thing is uncertain: "20 drones, presumably of Russia, entered ..."."""
    return index + 1 < len(clause.phrases) and "owner" in clause.phrases[index + 1].func


def second_of_two(clause: Clause, index: int) -> bool:
    """Whether a cue is joined to the one right before it and has the same content: "doubts and rejects the plan"."""
    if index < 2 or clause.phrases[index - 2].kind != CUE or clause.speech is None or clause.speech.said > WORD:
        return False
    return clause.speech.cue is clause.phrases[index - 2] and "conjunction" in clause.phrases[index - 1].func


def noun_follows(clause: Clause, phrase: Phrase, index: int) -> bool:
    """Whether a cue is a noun, since its owner or "this" follows."""
    if index + 1 >= len(clause.phrases) or phrase.form not in ("", AS_NOUN):
        return False
    following = clause.phrases[index + 1]
    gap = following.start - phrase.end
    owner = clause.phrases[index + 2] if index + 2 < len(clause.phrases) else None
    if "agent" in following.func and gap <= 4 * WORD and owner is not None and owner.speaks:
        return phrase.cue is not None and phrase.cue.stance in ("offers", "calls_for", "accuses")
    called = any("untrue" in each.func for each in clause.phrases[index + 2 : index + 4])  # "says that this is a lie"
    return ("owner" in following.func and gap <= 4 * WORD) or ("this" in following.func and gap <= 1 and not called)


def of_act(clause: Clause, phrase: Phrase, index: int) -> bool:
    """Whether an act follows, which is what the noun says, and no owner: "denies claims of a raid"."""
    if phrase.form != AS_NOUN:
        return False
    act = next((each for each in clause.phrases[index + 2 :] if not each.modifies), None)
    return act is not None and act.kind == EVENT


def says_which(clause: Clause, index: int) -> bool:
    """Whether a cue right after an object tells of it: "stopped a fleet (that was) trying to reach ..."."""
    last, before = clause.last, clause.phrases[index - 1] if index else None
    if last is None or before is None or before.kind != NOUN or clause.slot is None:
        return False
    return clause.slot in (last.objects, last.aims) and clause.slot is not clause.subject and not before.speaks


def said_to_be(clause: Clause, index: int) -> bool:
    """Whether a hedge stands between a thing and what it is: "drones believed to be Geran-2 hit ..."."""
    before, following = clause.phrases[index - 1], clause.phrases[index + 1 : index + 2]
    if not following or following[0].kind != NOUN or not clause.subject or before is not clause.subject[-1]:
        return False
    noun = following[0]
    if noun.role in ("name", "person") or not (noun.unit or noun.title):
        return False
    clause.apposition = before
    return True


def noun_cue(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Let the owner of "the accusation of Armenia" say what follows; "this accusation" points back."""
    outer = clause.speech if clause.speech is not None and not clause.speech.acts else None
    clause.nominal = False
    owner = clause.phrases[index + 2] if index + 2 < len(clause.phrases) else None
    own = owner is None or owner.kind != NOUN or points(owner) or cue.stance == "intends"
    if own or clause.phrases[index + 1].func.isdisjoint(("owner", "agent")):
        if outer is not None:
            outer.refers = True
        return False
    speech = Speech("asserts" if cue.form == "refuse" else cue.stance, cue.form, phrase, None, phrase.start)
    speech.nested, speech.outer = True, outer
    clause.speeches.append(speech)
    clause.speech = clause.awaiting = speech
    return True


def refine_speech(clause: Clause, cue: Cue, func: frozenset[str]) -> bool:
    """A second cue right after the first: it sharpens a plain one and is a noun after others."""
    speech = clause.speech
    if "future" in func:
        clause.future = True
        clause.mark_speech("future")
    elif speech is not None and speech.form in ("say", "warn", "media") and cue.form not in ("say", "media", "cite"):
        speech.form = cue.form
        speech.stance = cue.stance
        speech.own = cue.own
    return True
