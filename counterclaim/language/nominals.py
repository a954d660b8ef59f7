"""What the words of a noun phrase make of it: a party, a title, something counted, a place.

A phrase in the making and a mention enter; the phrase is filled. Which mentions belong together is decided by
`headfirst` (nouns before what says more of them), `headlast` (nouns after it) and `agreement` (told by their cases).
"""

from __future__ import annotations

from counterclaim.language.lexicon import Lexeme
from counterclaim.language.mention import Mention
from counterclaim.language.phrase import CUE, EVENT, POINTERS, SMALL, TIME, Phrase
from counterclaim.model import PEOPLE

SITES = frozenset({"bases", "buildings", "infrastructure", "depots", "settlements"})
"""Units of things that stand in one place: one with a name of its own is a place."""
CLOSER = frozenset(
    (part, whole) for part in ("radars", "launchers", "vehicles") for whole in ("air_defence", "rocket_artillery")
)
"""Units that a noun after them says more closely: the radar of an air defence system."""


def nominal(mention: Mention) -> bool:
    """Whether a mention is part of a noun phrase."""
    lexeme = mention.lexeme
    if mention.name or mention.number is not None:
        return True
    if lexeme.triggers or lexeme.cue:
        return False
    return bool(
        lexeme.unit or lexeme.title or (lexeme.place and lexeme.place.noun) or not lexeme.func.isdisjoint(POINTERS)
    )


def organ(mention: Mention) -> bool:
    """Whether it is an institution that speaks or acts."""
    return mention.lexeme.title is not None and mention.lexeme.title.kind == "organ"


def take_name(phrase: Phrase, mention: Mention) -> bool:
    """Let a noun phrase take the name of a party, a place or an outlet; False where it is none of them."""
    lexeme = mention.lexeme
    if mention.party:
        phrase.outlet = phrase.outlet or lexeme.outlet
        phrase.named = phrase.named or mention.party.kind == "person"
        if not phrase.codes:
            phrase.codes = (mention.party.code,)
            phrase.land = mention.party.kind
            if phrase.unit is None and phrase.title is None and phrase.number is None:
                phrase.role = "person" if mention.party.kind == "person" else "name"
            land = mention.party.kind in ("state", "capital", "region")
            phrase.place = phrase.place or land
            phrase.located = phrase.located or (land and (phrase.role == "name" or phrase.place_noun))
    elif lexeme.place:
        phrase.func = phrase.func or lexeme.func
        phrase.place = True
        phrase.located = phrase.located or (phrase.title is None and phrase.unit in (None, *SITES))
        phrase.codes = phrase.codes or ((lexeme.place.code,) if lexeme.place.code else ())
        if phrase.unit is None and phrase.title is None:
            phrase.place_noun = True
            phrase.unit = lexeme.unit.unit if lexeme.unit else None
    elif lexeme.outlet:
        phrase.outlet = lexeme.outlet
        phrase.codes = phrase.codes or ((lexeme.outlet[1],) if lexeme.outlet[1] else ())
    else:
        return False
    return True


def take_noun(phrase: Phrase, lexeme: Lexeme) -> None:
    """Let a noun phrase take what is counted, a title, a kind of place, or a word that points back."""
    unit = lexeme.unit
    if unit is not None:
        free = phrase.unit is None and phrase.title is None and not phrase.place_noun
        told = phrase.generic and phrase.unit == "people" and unit.unit in PEOPLE  # "members of the police"
        if free or told or (phrase.weak and not unit.place) or (phrase.unit, unit.unit) in CLOSER:
            phrase.unit, phrase.weak, phrase.generic = unit.unit, unit.weak, unit.generic
            phrase.grouped = unit.grouped
            phrase.weapon = unit.weapon
            phrase.place = phrase.place or unit.place
    aboard = unit is not None and unit.unit not in PEOPLE and phrase.generic and phrase.unit == "people"
    if lexeme.title and not aboard:  # "members on the ship" are no navy's
        phrase.title = phrase.title or (lexeme.title.kind if phrase.unit is None or unit else None)
        phrase.codes = phrase.codes or ((lexeme.title.code,) if lexeme.title.code else ())
    if lexeme.place and lexeme.place.noun:
        phrase.place = True
        phrase.located = phrase.located or lexeme.place.noun == "zone"
        phrase.place_noun = phrase.place_noun or (phrase.unit is None and phrase.title is None)
    if lexeme.func and not phrase.role:
        phrase.role = next((pointer for pointer in POINTERS if pointer in lexeme.func), None)
    phrase.func = phrase.func or lexeme.func


def single(mention: Mention) -> Phrase:
    """The phrase of a mention that stands alone: time, event, cue or small word."""
    lexeme = mention.lexeme
    kind = TIME if mention.time else EVENT if lexeme.triggers else CUE if lexeme.cue else SMALL
    phrase = Phrase(kind, mention.start, mention.end)
    phrase.word, phrase.triggers, phrase.cue = lexeme.phrase, lexeme.triggers, lexeme.cue
    phrase.func, phrase.time = lexeme.func, mention.time
    return phrase
