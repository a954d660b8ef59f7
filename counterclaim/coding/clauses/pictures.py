"""Lets whoever released a picture say what it shows: "footage released by the army shows ...".

A clause and the word of a picture enter; the clause gets one more speech where the words name a source.
"""

from __future__ import annotations

from counterclaim.coding.acts import Speech
from counterclaim.coding.clauses.nouns import outlet
from counterclaim.coding.clauses.speaking import open_speech, relay_speech
from counterclaim.coding.clauses.state import Clause
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, TIME, Phrase

WITHIN = 9
"""Phrases after the word of a picture among which its source stands."""
SHOWN = 4
"""Phrases after its source among which a verb says what it shows."""


def take_picture(clause: Clause, picture: Phrase, index: int) -> int:
    """Open the speech of who released a picture; the position where its content starts, or 0 where nobody is named."""
    if clause.speech is not None or clause.last is not None:
        return 0
    if clause.subject:
        return _released(clause, picture, index)
    at = _source(clause, index)
    content = _content(clause, at) if at else 0
    if not content:
        return 0
    source = clause.phrases[at]
    clause.new_clause()
    if outlet(source):
        relay_speech(clause, Speech("asserts", "by", picture, None, picture.start), source)
    else:
        open_speech(clause, Speech("asserts", "media", picture, source, clause.opening))
    return content


def _released(clause: Clause, picture: Phrase, index: int) -> int:
    """Let the subject say what its pictures show: "the army aired footage of ..."."""
    source, following = clause.subject[0], clause.phrases[index + 1 : index + 2]
    shown = following and ("owner" in following[0].func or following[0].kind in (NOUN, CUE))
    if not shown or not source.speaks or not (source.codes or source.role):
        return 0
    if not all(phrase.kind in (NOUN, TIME, EVENT) for phrase in clause.phrases[clause.phrases.index(source) : index]):
        return 0
    open_speech(clause, Speech("asserts", "media", picture, source, source.start))
    return index + 1 + (following[0].kind != NOUN)


def _source(clause: Clause, index: int) -> int:
    """Where the party stands by whom a picture was released, or 0."""
    for at in range(index + 1, min(index + WITHIN, len(clause.phrases))):
        phrase, before = clause.phrases[at], clause.phrases[at - 1]
        if phrase.kind == MARK or (phrase.kind == CUE and phrase.cue is not None and phrase.cue.form == "media"):
            return 0
        if phrase.kind == NOUN and phrase.speaks:
            handed = not before.func.isdisjoint(("agent", "toward"))
            return at if handed and (phrase.title or phrase.outlet or phrase.role == "name") else 0
    return 0


def _content(clause: Clause, source: int) -> int:
    """Where what a picture shows starts: after a verb that says so, or after a comma; 0 where neither follows."""
    for at in range(source + 1, min(source + 1 + SHOWN, len(clause.phrases))):
        phrase = clause.phrases[at]
        if phrase.mark == "," or (phrase.cue is not None and phrase.cue.form == "media"):
            return at + 1
        if phrase.kind in (NOUN, MARK, EVENT):
            return 0
    return 0
