"""Commas, colons, stops, brackets and times: where clauses end, lists go on, and what is dated.

A clause and a phrase enter; the clause is changed.
"""

from __future__ import annotations

from bisect import bisect_left

from counterclaim.coding.acts import WORD, Speech
from counterclaim.coding.clauses.nouns import outlet
from counterclaim.coding.clauses.quotations import attributed, source_after, told_aside
from counterclaim.coding.clauses.speaking import HARD_STOPS, open_speech
from counterclaim.coding.clauses.state import Clause
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, SMALL, TIME, Phrase
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE

ENDINGS = frozenset({"contrast", "background"})
"""Words that open the next clause."""
GAP = 1
"""Characters that may stand between a label and its colon."""
DASHES = frozenset("-–—")
ITEMS = frozenset(";|:")
"""Marks between items of news."""


def skip_bracket(clause: Clause, index: int) -> int:
    """Where a short bracket ends: what stands in it is no part of the clause ("giờ VN")."""
    for end in range(index + 1, min(index + 6, len(clause.phrases))):
        if clause.phrases[end].mark == ")":
            return end + 1
    return index + 1


def stretch_acts(clause: Clause) -> None:
    """Let each act reach to the end of its clause: the words that no lexicon has are part of what is said."""
    stops = [
        phrase.start - (phrase.kind != MARK)
        for phrase in clause.phrases
        if phrase.kind == MARK or not phrase.func.isdisjoint(ENDINGS)
    ]
    for act in clause.acts:
        at = bisect_left(stops, act.end)
        act.end = stops[at] if at < len(stops) else max(act.end, clause.end)
    for speech in clause.speeches:
        if not speech.acts:
            end = max([speech.end, *(noun.end for noun in speech.about)])
            at = bisect_left(stops, end)
            speech.end = stops[at] if at < len(stops) else max(end, clause.end)


def take_mark(clause: Clause, mark: Phrase, index: int) -> None:
    """Let a comma, a colon, a stop or a bracket do what it does."""
    sign = mark.mark
    if sign == ",":
        take_comma(clause, mark, index)
    elif sign == ":" and (speaker := label(clause, index)) is not None:
        if outlet(speaker):
            clause.outlets.append(speaker)
            clause.break_off(mark.end)
        elif dateline(clause, speaker, index):
            clause.break_off(mark.end)
            clause.main, clause.place = [], speaker
        elif speaker.speaks:
            clause.main = [speaker]
            open_speech(clause, Speech("asserts", "say", None, speaker, speaker.start))
    elif sign == ":" and source_after(clause, index):
        pass
    elif sign == ":" and clause.speech is None:
        clause.break_off(mark.end)
        clause.main = []
    elif sign.strip() in ("-", "–") and between_sides(clause, index):
        clause.conj = True
    elif sign.strip() in DASHES and closes_aside(clause, index):
        take_comma(clause, mark, index)
    elif sign in HARD_STOPS:
        clause.sufferer = None
        subject = clause.main
        clause.break_off(mark.end)
        clause.main = subject


def closes_aside(clause: Clause, index: int) -> bool:
    """Whether a dash closes what a dash has opened about a noun: "the EU - which backs the plan - said ..."."""
    if not (clause.background and clause.outer) or clause.fronted:
        return False
    opened = next((at for at in range(index - 1, 0, -1) if clause.phrases[at].mark.strip() in DASHES), 0)
    return opened > 0 and "relative" in clause.phrases[opened + 1].func


def label(clause: Clause, index: int) -> Phrase | None:
    """The noun that stands alone before a colon, at the head of a passage or of one of its items of news."""
    noun = clause.phrases[index - 1] if index else None
    if noun is None or noun.kind != NOUN:
        return None
    if index == 1:
        beside = clause.phrases[index].start - noun.end <= GAP  # and not "Trump live:"
        return noun if noun.start == clause.opening and beside else None
    mark = clause.phrases[index - 2]
    fresh = mark.kind == MARK and mark.mark in ITEMS and noun.start - mark.end <= 1
    return noun if fresh and not (noun.place and noun.title is None) else None


def dateline(clause: Clause, noun: Phrase, index: int) -> bool:
    """Whether a land before a colon only says where, as an act of nobody named follows: "Pakistan: bombing in ..."."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    return noun.role == "name" and noun.place and following is not None and following.kind == EVENT


def take_comma(clause: Clause, mark: Phrase, index: int) -> None:
    """A comma goes on with a list, or ends what hangs on the clause before it."""
    clause.parted_at = mark.end
    if told_aside(clause, mark, index) or attributed(clause, index):
        return
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if clause.pending is not None and clause.pending.bare:
        clause.drop_unsaid(clause.pending)
        clause.speech = clause.pending = None
    if clause.pending is not None and found_speaker(clause, index):
        clause.break_off(mark.end)
        return
    if clause.awaiting is not None and clause.awaiting.form == "by":
        nobody(clause, clause.awaiting)
    if clause.background and clause.fronted and clause.last is None and clause.slot is clause.subject:
        clause.subject, clause.slot = [], None  # "After Venezuela, the US ...": no list
    listing = clause.slot is not None and following is not None and following.kind == NOUN
    if (listing and continues(clause, index)) or (following is not None and more_weapons(clause, following)):
        clause.conj = True
        return
    close_clause(clause, following)
    wish = wish_of_object(clause) if following is not None and following.kind == EVENT else None
    if wish is not None and wish.speaker is not None:
        clause.drop_unsaid(wish)
        clause.speech, clause.subject = None, [wish.speaker]
    elif clause.speech is not None and clause.speech.aside and following is not None and following.kind == NOUN:
        clause.break_off(mark.end)
    elif following is not None and following.kind != NOUN and clause.first and clause.subject:
        clause.subject = clause.first
    elif clause.title and following is not None and other_news(clause, following):
        clause.break_off(mark.end)


def after_time(clause: Clause, following: Phrase | None) -> Phrase | None:
    """What follows a comma but for a time: "..., who rules the north, today said"."""
    if following is None or following.kind != TIME:
        return following
    at = clause.phrases.index(following) + 1
    return clause.phrases[at] if at < len(clause.phrases) else None


def close_clause(clause: Clause, following: Phrase | None) -> None:
    """End what hangs on the clause before a comma; what stood before it may go on."""
    if clause.passive:
        clause.agents = []
    clause.adjacent = clause.passive = clause.conj = clause.nominal = False
    if following is not None and following.kind == CUE and clause.background and clause.main:
        clause.subject = []  # "..., after the raid of X, and says ...": the speaker of before goes on
    if following is None or following.kind != EVENT:
        clause.conditional = clause.purpose = False
    verb = after_time(clause, following)
    resumes = clause.background and not clause.fronted and verb is not None and verb.form not in ("", AS_NOUN)
    clause.background = clause.hedged = clause.negated = clause.must = clause.may = False
    clause.prep = None
    if resumes and clause.outer:
        clause.subject = clause.outer  # "the rebels, who hold the north, said"
        clause.first = clause.outer
    if clause.resumed is not None and (following is None or "causes" not in following.func):
        clause.speech, clause.resumed = clause.resumed, None


def between_sides(clause: Clause, index: int) -> bool:
    """Whether a dash joins the two who meet: "the Trump - Putin summit"."""
    last, following = clause.last, clause.phrases[index + 1 : index + 2]
    return (
        last is not None
        and last.trigger.frame == "mutual"
        and clause.slot is last.others
        and bool(following)
        and bool(following[0].codes)
    )


def nobody(clause: Clause, speech: Speech) -> None:
    """Let a speech be nobody's that names no source: "by the figures, ..."."""
    clause.awaiting = None
    speech.form = "hedge"


def found_speaker(clause: Clause, index: int) -> bool:
    """Give a speech that opens the sentence the subject of the main clause as its speaker."""
    for phrase in clause.phrases[index + 1 : index + 3]:
        if phrase.kind == NOUN and phrase.speaks and clause.pending is not None:
            clause.pending.speaker, clause.pending = phrase, None
            return True
        if phrase.kind != TIME:
            return False
    return False


def other_news(clause: Clause, noun: Phrase) -> bool:
    """Whether a headline goes on after a comma with what another party does: "A says ..., B attacks C"."""
    speech = clause.speech
    if speech is None or speech.speaker is None or speech.bare or noun.kind != NOUN:
        return False
    # "The president weighs a raid, the US sinks a ship": the country does what its leader did not speak of
    country = speech.form == "will" and noun.role == "name" and speech.speaker.role != "name"
    return bool(noun.codes) and noun.unit is None and (country or noun.codes != speech.speaker.codes)


def wish_of_object(clause: Clause) -> Speech | None:
    """A wish that only says which object is meant: "stops a fleet trying to reach X, (and) takes 9 boats"."""
    speech, last = clause.speech, clause.last
    if speech is None or speech.form != "will" or speech.acts or speech.cue is None or not clause.acts:
        return None
    objects = (clause.acts[-1] if last is None else last).objects
    return speech if objects and 0 <= speech.cue.start - objects[-1].end <= 1 else None


def more_weapons(clause: Clause, noun: Phrase) -> bool:
    """Whether a second weapon follows the one that an act's own word names: "a raid with missiles, UAVs"."""
    act = clause.last
    return clause.slot is None and clause.adjacent and bool(noun.weapon) and act is not None and act.event_by_weapon


def continues(clause: Clause, index: int) -> bool:
    """Whether the noun after a comma goes on with a list, and is not the subject of a new clause."""
    noun = clause.phrases[index + 1]
    assert clause.slot is not None
    if clause.slot and clause.phrases[index].start - clause.slot[-1].end > WORD:
        return False
    if not clause.slot or (noun.unit is None) != (clause.slot[-1].unit is None):
        return False
    following = clause.phrases[index + 2] if index + 2 < len(clause.phrases) else None
    if following is None or (noun.weapon and clause.slot[-1].weapon):
        return True
    befallen = clause.last is not None and clause.slot is clause.last.objects and following.kind not in (CUE, EVENT)
    if befallen and noun.unit in PEOPLE and clause.slot[-1].unit in PEOPLE:
        return True  # "kills a father, three children in ..."
    among = clause.last is not None and clause.slot is clause.last.others
    if (
        among
        and following.kind == SMALL
        and noun.role == clause.slot[-1].role == "name"
        and "purpose" in following.func
    ):
        return True  # "called A, B to ..."
    aside = (clause.background and clause.fronted) or (clause.speech is not None and clause.speech.aside)
    listed = clause.slot is clause.subject and not aside
    return following.kind == MARK or "conjunction" in following.func or listed


def take_time(clause: Clause, phrase: Phrase, index: int) -> None:
    """Date the act before, or keep a time for the act that follows."""
    clause.prep = None
    before = clause.phrases[index - 1] if index else None
    if before is not None and before.kind == CUE and before.form:
        return  # "said on Monday": the day of speaking
    if clause.last is not None and clause.last.time is None and clause.adjacent is not None:
        clause.last.time = phrase.time
        clause.last.grow(phrase)
        return
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    if following is not None and following.kind == CUE and clause.subject:
        return
    clause.time = phrase
    if index == 0 or all(before.kind in (MARK, TIME) for before in clause.phrases[:index]):
        clause.opening_time = phrase
