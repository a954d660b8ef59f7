"""Reads nouns of speech: whose a claim, a threat or a call is, and what it says ("Russia's threat to strike").

A clause and a noun of speech enter; the clause gets one more speech, or none where the noun says no content.
"""

from __future__ import annotations

from counterclaim.coding.acts import WORD, Speech
from counterclaim.coding.clauses.state import Clause
from counterclaim.language.lexicon import Cue
from counterclaim.language.phrase import CUE, EVENT, NOUN, Phrase
from counterclaim.language.readings import BASE
from counterclaim.language.readings import NOUN as AS_NOUN

OPENERS = frozenset({"owner", "for", "toward"})
"""Small words after a noun of speech that open its content where an act follows: "calls for a truce"."""
REJECTED = OPENERS | {"reason", "topic"}
"""The same of what is rejected: "rejects the accusations over the attack"."""


def said_by_noun(clause: Clause, phrase: Phrase, cue: Cue, index: int) -> bool:
    """Open the speech that a noun names, by whoever stands before it or by nobody named; its content follows."""
    outer = clause.speech if clause.speech is not None and not clause.speech.acts else None
    if not (_content_follows(clause, phrase, index, outer) or _clause_follows(clause, phrase, index, outer)):
        if outer is not None and outer.form == "refuse":
            outer.refers = True  # "rejects Israel's accusation": it points back
        return True
    if "scheme" in phrase.func and clause.speech is not None and clause.speech.form != "refuse":
        clause.subject = []  # "supports Trump's plan to end the war": what is supported is the end, whoever planned it
        return True
    speaker = owner_before(clause, phrase, index)
    if speaker is None and outer is None and cue.form == "will" and "scheme" not in phrase.func:
        speaker = _own(clause)
    speech = Speech(cue.stance, cue.form, phrase, speaker, phrase.start if speaker is None else speaker.start)
    speech.nested, speech.outer = True, outer
    speech.aside = outer is None
    main = clause.main
    clause.speeches.append(speech)
    clause.speech = speech
    clause.new_clause()
    clause.subject, clause.main = [], main
    return True


def _own(clause: Clause) -> Phrase | None:
    """Whose a threat or an offer without an owner is: that of whoever speaks or acts ("after his threat to ...")."""
    if clause.speech is not None and clause.speech.speaker is not None:
        return clause.speech.speaker
    return clause.subject[0] if clause.subject and clause.subject[0].speaks else None


def owner_before(clause: Clause, phrase: Phrase, index: int) -> Phrase | None:
    """Whose a noun of speech is: the party, office or organ that stands right before it."""
    before = clause.phrases[index - 1] if index else None
    if before is None or before.kind != NOUN or not before.speaks or phrase.start - before.end > 4 * WORD:
        return None
    return before


def _content_follows(clause: Clause, phrase: Phrase, index: int, outer: Speech | None) -> bool:
    """Whether what a noun says follows: a clause after "that", a verb after "to", an act after "of" or "for"."""
    following = clause.phrases[index + 1] if index + 1 < len(clause.phrases) else None
    beyond = next((each for each in clause.phrases[index + 2 :] if not each.modifies), None)
    if following is None or following.start - phrase.end > WORD:
        return False
    if {"that", "relative"} <= following.func or "act" in following.func:
        return True
    if following.kind == EVENT and following.form == AS_NOUN:
        return True
    if beyond is None:
        return False
    if "infinitive" in following.func and beyond.form == BASE:
        return True
    openers = REJECTED if outer is not None and outer.form == "refuse" else OPENERS
    return not following.func.isdisjoint(openers) and beyond.kind in (EVENT, CUE)


def _clause_follows(clause: Clause, phrase: Phrase, index: int, outer: Speech | None) -> bool:
    """Whether a clause without "that" says what is denied: "denies claims it fired missiles"."""
    following = clause.phrases[index + 1 : index + 3]
    if outer is None or outer.form != "refuse" or len(following) < 2:
        return False
    subject, verb = following
    plain = subject.kind == NOUN and subject.start - phrase.end <= WORD and bool(subject.codes or subject.role)
    return plain and ((verb.kind == EVENT and verb.form != AS_NOUN) or "past" in verb.func or "light" in verb.func)
