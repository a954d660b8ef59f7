"""Tells of a deal, a truce or talks whether the clause tells its coming or end, or only what it is about or where.

An act and the phrases of its passage enter, an answer leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.acts import Act, Speech
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, TIME, Phrase
from counterclaim.model import TWO_SIDED

DEALT = frozenset({"ceasefire", "agreement", "released", "withdrawal"})
"""What talks and deals are about."""
SPOKEN = frozenset({"say", "blame", "refuse", "warn"})
"""Forms of speech whose content may be a deal that stands."""
DEALS = frozenset({"talks", "mediation", "agreement", "ceasefire"})


def brought_about(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether a standing deal or conflict is what its clause tells the coming or the end of, or dates."""
    if act.trigger.frame == "strike" and (act.actors or act.source) and act.aims and not act.background:
        return True  # "the campaign of X against Y"
    following = phrases[act.index + 1] if act.index + 1 < len(phrases) else None
    if act.trigger.event in TWO_SIDED and following is not None and following.kind == TIME:
        return True  # "the truce of 2003"
    nouns = 0
    for position in range(act.index - 1, max(act.index - 8, -1), -1):
        phrase = phrases[position]
        if "achieves" in phrase.func:
            return True
        if phrase.kind in (MARK, CUE) or (phrase.kind == EVENT and not phrase.func):
            break
        if act.phrase.form and ("background" in phrase.func or (phrase.kind == NOUN and not phrase.modifies)):
            break  # where the noun closes its phrase, an object stands right after its verb
    for phrase in phrases[act.index + 1 : act.index + 8]:
        if "achieves" in phrase.func:
            return True
        if "holds" in phrase.func and act.speech is not None:
            return True  # "both sides say that the truce is holding"
        nouns += phrase.kind == NOUN
        told = phrase.kind == CUE and phrase.cue is not None and phrase.cue.form != "hedge"
        aside = "background" in phrase.func and "relative" not in phrase.func
        if phrase.kind in (MARK, EVENT) or told or aside or nouns > 3:
            break
    return False


def spoken_of(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether a deal or a truce is all that somebody speaks of: "says the truce is at risk"."""
    speech = act.speech
    if speech is None or speech.speaker is None or speech.acts != 1 or act.background or not act.phrase.form:
        return False
    if act.trigger.event not in DEALS or speech.form not in SPOKEN or _aside(act, speech, phrases):
        return False
    if act.trigger.event == "agreement" and not _which(act, phrases):
        return False
    if act.others and not act.actors and len({code for noun in act.others for code in noun.codes}) == 1:
        act.actors = [speech.speaker]  # "Egypt says the gas deal with Israel ..."
    act.future = False  # what lies ahead is what is said of it: "says nothing will endanger the truce"
    return True


def _which(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether anything says which deal is meant: whose it is, with whom, where, or of what kind."""
    before = phrases[act.index - 1] if act.index else None
    told = act.actors or act.others or act.place or act.aims or " " in act.phrase.word
    return bool(told) or (before is not None and before.modifies)


def _aside(act: Act, speech: Speech, phrases: Sequence[Phrase]) -> bool:
    """Whether a deal only says in what: "says X will stay, in breach of the truce", "its part in the deal"."""
    if act.index and "in" in phrases[act.index - 1].func:
        return True
    cue = speech.cue.end if speech.cue is not None else speech.start
    return any(phrase.kind == MARK and phrase.mark == "," and phrase.start >= cue for phrase in phrases[: act.index])


def detail(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether an act only says what talks or a deal are about: "ceasefire talks", "a deal on the release"."""
    if act.trigger.event not in DEALT:
        return False
    linked = joined = False
    for position in range(act.index - 1, max(act.index - 8, -1), -1):
        phrase = phrases[position]
        if phrase.kind == EVENT:
            # "stop the raids": a word that ends a war only beside one says of no deal
            events = {trigger.event for trigger in phrase.triggers if not (phrase.form and trigger.needs_beside)}
            if joined or (position < act.index - 1 and not linked):
                return joined and act.trigger.event == "released" and not events.isdisjoint(("ceasefire", "agreement"))
            return not events.isdisjoint(DEALS)
        if phrase.kind == CUE or (phrase.kind == MARK and phrase.mark not in "-–" and not linked):
            return False
        # "a deal between A and B to end the war": what stands before the aim is joined among itself
        joined = joined or (not linked and ("conjunction" in phrase.func or phrase.kind == MARK))
        linked = linked or not phrase.func.isdisjoint(("toward", "purpose"))
    return False


def setting(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether talks are only where something is said or yielded: "will not give way in talks with the US"."""
    before = phrases[max(act.index - 5, 0) : act.index]
    if act.trigger.event != "talks" or not before or "in" not in before[-1].func or act.each_other:
        return False
    return not any("achieves" in phrase.func or "progress" in phrase.func for phrase in before)
