"""Somebody's or something's own name where no lexicon has it: words with a capital right after a noun."""

from __future__ import annotations

import re

from counterclaim.language.mention import UPPER
from counterclaim.language.nominals import SITES
from counterclaim.language.phrase import Phrase
from counterclaim.reading.text import NormalText

CAPITALS = re.compile(rf"(?:[\s(]+[{UPPER}][\w'’.-]*)+")


def name_tail(phrase: Phrase, text: NormalText, limit: int) -> None:
    """Let somebody's name that no lexicon has end the phrase of a title, a person or a place."""
    if not (phrase.title or phrase.role == "person" or phrase.place_noun or phrase.unit):
        return
    following = text.shown[phrase.end : phrase.end + 2]
    if len(following) < 2 or not (following[0] in " (" or following[0].isspace()) or following[1].islower():
        return  # nearly always
    tail = CAPITALS.match(text.shown, phrase.end, limit)
    if tail:
        phrase.end = tail.end()
        phrase.named = True
        phrase.located = phrase.located or phrase.place_noun or phrase.unit in SITES
