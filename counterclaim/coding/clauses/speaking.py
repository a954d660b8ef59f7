"""Opens speeches: who the speaker of a cue is, and what inside a speech belongs to what is said.

A clause and a cue enter; the clause is changed.
"""

from __future__ import annotations

from counterclaim.coding.acts import WORD, Speech
from counterclaim.coding.clauses.state import Clause
from counterclaim.language.lexicon import Cue
from counterclaim.language.phrase import MARK, NOUN, SMALL, TIME, Phrase
from counterclaim.language.readings import ING

HARD_STOPS = frozenset(".!?…;|\n")
SITES = frozenset({"infrastructure", "buildings", "bases"})
"""Units of places that have a staff, and so can say something."""


def points(noun: Phrase) -> bool:
    """Whether it only points back: "he", "this country"."""
    return noun.role in ("self", "same") and not noun.codes


def open_spoken(clause: Clause, phrase: Phrase, cue: Cue, speaker: Phrase | None, index: int) -> bool:
    """Open the speech of a speaker; where there is none, or the content goes on, keep no more than the stance."""
    form, outer = cue.form, clause.speech
    if speaker is None or not (speaker.speaks or (form == "say" and speaker.codes and speaker.unit in SITES)):
        if outer is not None and form in ("will", "ask", "refuse") and (form != "will" or is_own(clause, speaker)):
            clause.stance = cue.stance
        if form in ("say", "media", "refuse", "blame"):
            told = index and not clause.phrases[index - 1].func.isdisjoint(("background", "occurs"))
            # nobody who can speak: what follows is the object, and no subject; after "news that ..." it is one
            clause.prep = None if told else "for"
            return True
        return False
    if outer is not None and (clause.conditional or (clause.subject and clause.must)):
        return True
    if clause.negated and form in ("say", "media"):
        # "did not say where": nothing is claimed
        clause.speech = None
        return True
    before = clause.phrases[index - 1] if index else None
    refused = before is not None and "negation" in before.func and phrase.start - before.end <= 1
    if form in ("ask", "will") and refused:
        cue = Cue("denies", "refuse")  # "does not propose talks"
        form, clause.negated = "refuse", False
    if form == "will" and clause.subject and wills_inside(clause, cue, speaker, index):
        return True
    if refuses_inside(clause, phrase, cue, speaker):
        clause.stance = "denies"
        return True
    speech = Speech(cue.stance, form, phrase, speaker, min(speaker.start, phrase.start))
    nouns = next((nouns for nouns in (clause.subject, clause.main) if nouns and nouns[0] is speaker), [])
    speech.joined = [noun for noun in nouns[1:] if noun.speaks and noun.role != "both"]
    speech.praise, speech.own, speech.aside = cue.praise, cue.own, clause.background and clause.fronted
    speech.guessed = clause.hedged
    open_speech(clause, speech)
    return True


def wills_inside(clause: Clause, cue: Cue, subject: Phrase, index: int) -> bool:
    """Whether a speaker tells of the own side's will, which only colours what is said; others will themselves."""
    outer = clause.speech
    if outer is None or outer.speaker is None or outer.speaker is subject:
        return False
    own = is_own(clause, subject)
    if own:
        clause.stance = cue.stance
        if outer.form == "say" and not outer.acts and of_speaker(clause, subject) and does(clause, index):
            outer.ready = cue.stance
    source = not outer.speaker.codes and not points(outer.speaker) and bool(subject.codes)
    # where words change their form, "says that Hamas is ready to ..." is told, and no offer of Hamas's
    told = cue.stance == "offers" and outer.cue is not None and bool(outer.cue.form)
    return (cue.stance == "intends" or told or own) and not source


def refuses_inside(clause: Clause, phrase: Phrase, cue: Cue, subject: Phrase) -> bool:
    """Whether somebody says of another that it would never do something: no words of that other."""
    outer = clause.speech
    if outer is None or outer.form != "say" or outer.speaker is None or outer.speaker is subject or outer.acts:
        return False
    negated = cue.form == "refuse" and cue.stance == "denies" and not phrase.form
    return negated and bool(clause.subject) and bool(subject.codes) and not is_own(clause, subject) and _changes(outer)


def _changes(speech: Speech) -> bool:
    """Whether its language changes its words."""
    return speech.cue is not None and bool(speech.cue.form)


def does(clause: Clause, index: int) -> bool:
    """Whether somebody is ready to do something, and not ready for it: "ready for a world without limits"."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    return following is None or following.func.isdisjoint(("for", "suffers"))


def said_inside(clause: Clause, cue: Cue, index: int) -> bool:
    """Whether a cue belongs to what is said: what the one asked or blamed plans, the aim of what is told."""
    speech = clause.speech
    if helped(clause, cue, index):
        return True
    if speech is None:
        return False
    if speech.nested and speech.bare and clause.phrases[index - 1] is speech.speaker:
        return True  # "the accusation of Trump, who says that ..."
    after = speech.cue is not None and clause.phrases[index - 1] is speech.cue
    if speech.form in ("ask", "blame") and speech.cue is not None and after and far(speech.cue, clause.phrases[index]):
        return True  # "criticises (allies that) refuse ...": words that no lexicon knows stand between
    fresh = index > 1 and clause.phrases[index - 2].mark == "," and clause.phrases[index - 1].codes
    goes_on = cue_goes_on(clause, index) or (fresh and not speech.bare)
    if speech.form in ("ask", "blame", "refuse", "will") and clause.subject and not goes_on:
        speech.about.extend(clause.subject)
        if speech.form == "ask" and cue.stance == "confirms":
            clause.stance = "accuses"  # "demands that Iran apologise for ..."
        return True
    return clause.purpose


def far(cue: Phrase, phrase: Phrase) -> bool:
    """Whether several words that no lexicon knows stand between two phrases."""
    return phrase.start - cue.end > 4 * WORD


def helped(clause: Clause, cue: Cue, index: int) -> bool:
    """Whether a cue is what somebody is made or helped to do: "lets Russia assess ..."."""
    if index < 2 or cue.form not in ("say", "ask", "will", "refuse"):
        return False
    before, opener = clause.phrases[index - 1], clause.phrases[index - 2]
    return before.kind == NOUN and opener.kind == SMALL and "helps" in opener.func


def is_shown(clause: Clause, speaker: Phrase | None, before: Phrase | None) -> bool:
    """Whether somebody shows pictures or figures, and no act shows what kind of act it is."""
    if before is not None and before.mark == ",":
        # "..., which shows ...": the act shows it, or the pictures named before
        clause.speech = next((each for each in clause.speeches if each.form == "media"), clause.speech)
        return False
    return speaker is None or bool(speaker.codes or speaker.role or speaker.title == "organ")


def relay_speech(clause: Clause, speech: Speech, outlet: Phrase | None) -> None:
    """Open a speech that an outlet relays."""
    if outlet is not None:
        speech.outlets.append(outlet)
        clause.outlets.append(outlet)
    open_speech(clause, speech)


def speaker_of_cue(clause: Clause, index: int) -> Phrase | None:
    """Who the cue belongs to: the subject of the clause, else of the sentence."""
    if cue_goes_on(clause, index):
        return clause.main[0]
    if (beside := said_with(clause, index)) is not None:
        return beside
    joined = index > 0 and "conjunction" in clause.phrases[index - 1].func
    if (clause.purpose or (joined and clause.speech is None)) and clause.first:
        return clause.first[0]
    if clause.subject and clause.first and clause.first[0].speaks and not clause.subject[0].speaks:
        gap = clause.subject[0].start - clause.first[0].end
        if 0 <= gap <= WORD:
            return clause.first[0]  # "the governor of Belgorod in Russia says"
    if not clause.subject and clause.speech is None and unknown_subject(clause, index):
        return None
    return next((nouns[0] for nouns in (clause.subject, clause.main) if nouns), None)


def said_with(clause: Clause, index: int) -> Phrase | None:
    """Who says something beside what is told: "X strikes Y, with Z saying that ..."."""
    if index < 2 or clause.phrases[index].form != ING or clause.speech is not None:
        return None
    opener, noun = clause.phrases[index - 2 : index]
    if "with" not in opener.func or noun.kind != NOUN or not noun.speaks:
        return None
    for act in clause.acts:
        act.others = [other for other in act.others if other is not noun]
    return noun


def unknown_subject(clause: Clause, index: int) -> bool:
    """Whether words that no lexicon knows stand where the subject of a cue would."""
    before = clause.phrases[index - 1] if index else None
    return before is not None and "contrast" in before.func and clause.phrases[index].start - before.end > 4 * WORD


def is_own(clause: Clause, subject: Phrase | None) -> bool:
    """Whether a subject inside what is said is of the speaker's own party, as far as names tell."""
    speaker = clause.speech.speaker if clause.speech is not None else None
    if subject is None or speaker is None or not subject.codes or not speaker.codes:
        return True
    return not set(subject.codes).isdisjoint(speaker.codes)


def of_speaker(clause: Clause, subject: Phrase) -> bool:
    """Whether a subject inside what is said names the speaker's own party."""
    speaker = clause.speech.speaker if clause.speech is not None else None
    own = speaker is not None and not set(subject.codes).isdisjoint(speaker.codes)
    return own or points(subject) or subject is speaker


def cue_goes_on(clause: Clause, index: int) -> bool:
    """Whether a cue right after a comma or "and" is the next one of the sentence's speaker."""
    before = clause.phrases[index - 1] if index else None
    if before is None or not (before.mark == "," or "conjunction" in before.func):
        return False
    return clause.speech is not None and not clause.speech.bare and bool(clause.main)


def opens(clause: Clause, index: int) -> bool:
    """Whether nothing but small words stands before a phrase in its sentence."""
    for phrase in reversed(clause.phrases[:index]):
        if phrase.kind == MARK and phrase.mark in HARD_STOPS:
            return True
        if phrase.kind not in (SMALL, TIME, MARK):
            return False
    return True


def open_blamed(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Let the agent of "Y is accused by X" speak; the subject is blamed."""
    clause.passive = False
    if cue.form not in ("blame", "refuse", "ask", "say", "will", "warn"):
        return False
    if clause.relative and not clause.agents:
        clause.relative = []
        return True  # "struck 3 boats (that were) accused of carrying drugs": it says which
    speaker = clause.agents[0] if clause.agents else agent_after(clause, index)
    if phrase.form and cue.form == "say" and speaker is None:
        clause.hedged = "hearsay" in phrase.func  # "five were reported killed", but "a truce was announced"
        if clause.last is not None and clause.last.heads:
            clause.last.hedged = clause.hedged
        return True
    speech = Speech(cue.stance, cue.form, phrase, speaker, clause.clause_start)
    speech.praise = cue.praise
    blamed, act = clause.subject, clause.last
    speech.about.extend(blamed if phrase.form else ())
    open_speech(clause, speech)
    clause.subject = blamed
    if act is not None and act.heads and act.speech is None and not blamed:
        # "The attack was blamed on X": what is told is the blame
        act.speech, act.heads, clause.last = speech, False, act
        speech.acts = 1
    return True


def agent_after(clause: Clause, index: int) -> Phrase | None:
    """Who speaks where the words after a verb of speech say so: "was accused by the UN"."""
    following = clause.phrases[index + 1 : index + 3]
    if len(following) < 2 or "agent" not in following[0].func or not following[1].speaks:
        return None
    return following[1]


def disowned(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Whether somebody named after it does not confirm the act that is the subject: "has not been confirmed by X"."""
    act, speaker = clause.last, agent_after(clause, index)
    if cue.form != "refuse" or act is None or speaker is None or act.speech is not None or clause.subject:
        return False
    speech = Speech(cue.stance, cue.form, phrase, speaker, act.start)
    speech.acts = 1
    open_speech(clause, speech)
    act.speech = speech
    return True


def done_by_act(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Whether an act is the subject of a cue, so that nobody speaks: "the raids threaten the truce"."""
    act = clause.last
    if act is None or not act.heads or clause.subject or not phrase.form or cue.form not in ("will", "ask", "media"):
        return False
    return clause.phrases[index - 1].kind != MARK


def open_speech(clause: Clause, speech: Speech) -> None:
    """Open a speech: what follows is its content."""
    outer = clause.speech
    clause.speeches.append(speech)
    clause.speech = speech
    speaker = [noun for noun in (clause.subject or clause.main) if speech.speaker is not None]
    before = clause.speeches[-2] if len(clause.speeches) > 1 else None
    # "X says that Y says ..., warns that ...": it is X who warns
    inner = before is not None and before.speaker is not None and before is outer and before.form == "say"
    if speaker and speech.speaker in speaker and not inner:
        clause.main = speaker
    if speech.speaker is not None:
        clause.clause_start = speech.start
    time = clause.time
    clause.new_clause()
    clause.time = clause.opening_time if time is not None and time is not clause.opening_time else time
    clause.subject = []
