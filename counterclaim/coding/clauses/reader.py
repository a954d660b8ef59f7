"""Reads the phrases of one passage from left to right.

Phrases enter, a `Reading` leaves. Party codes are not resolved here: "this country" stays a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.coding.acts import WORD, Act, Speech
from counterclaim.coding.clauses.cues import take_cue
from counterclaim.coding.clauses.events import take_broker, take_event
from counterclaim.coding.clauses.marks import skip_bracket, stretch_acts, take_mark, take_time
from counterclaim.coding.clauses.nouns import outlet, take_noun
from counterclaim.coding.clauses.pictures import take_picture
from counterclaim.coding.clauses.quotations import look_back
from counterclaim.coding.clauses.small import take_small_word
from counterclaim.coding.clauses.state import Clause
from counterclaim.coding.clauses.triggers import choose_trigger
from counterclaim.coding.clauses.voice import says_that
from counterclaim.coding.idleness import real
from counterclaim.coding.questions import Stretches, asked
from counterclaim.language.phrase import EVENT, MARK, NOUN, TIME, Phrase
from counterclaim.language.segment import Passage

SIGNED = 3
"""Phrases at least of a headline with something before the dash and the outlet."""
DASHES = frozenset("-–—|")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage says."""

    speeches: list[Speech]
    acts: list[Act]
    outlets: list[Phrase]
    """Outlets that relay the passage as a whole."""
    asked: Stretches
    """Where it asks."""
    spoken_of: Sequence[Act] = ()
    """All acts, those too that are only spoken of."""


def read(clause: Clause) -> Reading:
    """The speeches and acts of the passage, in the order of the text."""
    before, aside = clause.opening, 0
    for index, phrase in enumerate(clause.phrases):
        kind = phrase.kind
        if clause.speech is not None and phrase.start - before > WORD:
            clause.count_unknown(phrase.start - before, before)
        before = phrase.end
        if index < aside:
            continue
        if kind == MARK and phrase.mark == "(":
            aside = skip_bracket(clause, index)
            continue
        if "picture" in phrase.func and (content := take_picture(clause, phrase, index)):
            aside = content
        elif kind == NOUN:
            take_noun(clause, phrase, index)
        elif kind == MARK:
            take_mark(clause, phrase, index)
        elif kind == TIME:
            take_time(clause, phrase, index)
        else:
            take_word(clause, phrase, index)
    if clause.speech is not None:
        clause.count_unknown(clause.end - before, before)
    if clause.pending is not None:
        clause.drop_unsaid(clause.pending)
    look_back(clause)
    stretch_acts(clause)
    return Reading(
        clause.speeches,
        real(clause.acts, clause.phrases),
        clause.outlets,
        asked(clause.phrases, clause.title),
        clause.acts,
    )


def take_word(clause: Clause, phrase: Phrase, index: int) -> None:
    """Let a word be the event, the cue or the small word that it is here."""
    if phrase.brought is not None and any(trigger.event == "talks" for trigger in phrase.triggers):
        take_broker(clause, phrase.brought, index)
    if phrase.kind == EVENT and not (phrase.cue is not None and says_that(clause, phrase, index)):
        trigger = choose_trigger(clause, phrase, index)
        if trigger is not None:
            take_event(clause, phrase, trigger, index)
            return
        if all(each.fires for each in phrase.triggers):
            clause.passive = False  # "a drone (that was) launched from X struck"
    if phrase.cue is not None and take_cue(clause, phrase, phrase.cue, index):
        return
    if phrase.func:
        take_small_word(clause, phrase, index)


def read_passage(phrases: Sequence[Phrase], passage: Passage, before: Speech | None = None) -> Reading:
    """What one passage says; `before` is the speech that the passage before it ends with."""
    credit = phrases[-2:] if passage.title and signed(phrases, passage.end) else ()
    told, end = (phrases[:-2], credit[0].start) if credit else (phrases, passage.end)
    clause = Clause(told, passage.start, end, passage.title, passage.quoted)
    clause.quotes, clause.before = passage.quotes, before
    reading = read(clause)
    reading.outlets.extend(credit[1:])
    return reading


def signed(phrases: Sequence[Phrase], end: int) -> bool:
    """Whether a headline closes with the outlet that it was taken from: "Strike kills 19, hospital says - AP News"."""
    if len(phrases) < SIGNED or phrases[-1].end < end - 1:
        return False
    mark, last = phrases[-2:]
    return mark.mark.strip() in DASHES and last.kind == NOUN and outlet(last)
