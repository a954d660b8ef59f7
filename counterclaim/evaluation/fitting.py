"""Whether what the packs make of some words is what people made of them.

In: a claim coded by hand, the words of one of its fields, and the mentions of its report. Out: how well they fit, and
the mentions that stand there. It reads no files and judges no claim: a word that fits may still be read wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from counterclaim.language.mention import Mention
from counterclaim.model import Claim, Span

KNOWN: Final = "known"
UNKNOWN: Final = "unknown"
OTHER: Final = "other"
LONGER: Final = "longer"
PART: Final = "part"

BY_MEANS: Final = frozenset("attack air_strike missile_strike drone_strike shelling bombing".split())
"""Attacks that the same words name: what they were done with decides between them."""
CASUALTIES: Final = frozenset("killed wounded killed_or_wounded".split())
"""What a word of undivided losses may come to."""
POINTING: Final = frozenset("both enemy same self state group he third they it".split())
"""Grammatical classes of words that point to a party named elsewhere."""
HELPING: Final = frozenset("future may must plan proposal strives".split())
"""Grammatical classes of words that give an act a stance without being cues."""
AHEAD: Final = frozenset("intends offers threatens calls_for".split())
"""The stances that they give."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention with the stored characters it stands in, end exclusive."""

    start: int
    end: int
    mention: Mention


def fitted(claim: Claim, field: str, words: Span, places: Iterable[Place]) -> tuple[str, tuple[Place, ...]]:
    """How the mentions fit the words of a field, and those that touch the words."""
    beside = tuple(place for place in places if place.start < words.end and place.end > words.start)
    apt = [place for place in beside if _apt(place.mention, field)]
    if not apt:
        hidden = any(place.start <= words.start and words.end <= place.end for place in beside)
        return (OTHER if hidden else UNKNOWN), beside
    right = [place for place in apt if _right(place.mention, claim, field)]
    if field in ("actor", "target"):
        return (KNOWN if right else OTHER), beside
    return _extent(right, beside, words) if right else OTHER, beside


def pictured(beside: Sequence[Place]) -> str:
    """What the packs make of words, as in "trigger:attack unit:tanks"."""
    return " ".join(filter(None, (_pictured(place.mention) for place in beside)))


def _extent(right: Sequence[Place], beside: Sequence[Place], words: Span) -> str:
    """Whether the right mentions hold the words, more than them, or a part of them beside words that no file knows."""
    if any(place.start == words.start and place.end == words.end for place in right):
        return KNOWN
    if any(place.start <= words.start and words.end <= place.end for place in right):
        return LONGER
    rest = list(words.text)
    for place in beside:
        first, stop = max(place.start - words.start, 0), min(place.end, words.end) - words.start
        rest[first:stop] = " " * (stop - first)
    return PART if any(map(str.isalnum, rest)) else KNOWN


def _apt(mention: Mention, field: str) -> bool:
    """Whether a mention can be what the field asks for at all."""
    lexeme = mention.lexeme
    if field == "cue":
        return lexeme.cue is not None or not lexeme.func.isdisjoint(HELPING)
    if field == "trigger":
        return bool(lexeme.triggers)
    if field == "number":
        return mention.number is not None
    who = mention.party or lexeme.outlet or lexeme.place or lexeme.title or lexeme.unit
    return bool(who) or not lexeme.func.isdisjoint(POINTING)


def _right(mention: Mention, claim: Claim, field: str) -> bool:
    """Whether an apt mention means what the claim says."""
    if field == "cue":
        cue = mention.lexeme.cue
        return claim.stance in (cue.stance, cue.own) if cue is not None else claim.stance in AHEAD
    if field == "trigger":
        return claim.event in _events(mention)
    if field == "number":
        number = mention.number
        return number is not None and (number.low, number.high) == (claim.low, claim.high)
    party = claim.actor if field == "actor" else claim.target
    codes = _codes(mention)
    return party is None or not codes or party in codes


def _events(mention: Mention) -> frozenset[str]:
    """The events that the triggers of a word can name."""
    found: set[str] = set()
    for trigger in mention.lexeme.triggers:
        found |= {trigger.event, *(event for _, event in trigger.by_unit)}
        if trigger.frame == "strike" and trigger.event in BY_MEANS:
            found |= BY_MEANS
        if trigger.losses:
            found |= CASUALTIES
    return frozenset(found)


def _codes(mention: Mention) -> frozenset[str]:
    """The parties that a mention names; none where only its surroundings tell."""
    lexeme = mention.lexeme
    named = {mention.party.code} if mention.party else set()
    places = {lexeme.place, *lexeme.elsewhere} if lexeme.place else set()
    named |= {place.code for place in places if place.code}
    title = lexeme.title.code if lexeme.title else None
    return frozenset(named | ({title} if title else set()))


def _pictured(mention: Mention) -> str:
    lexeme = mention.lexeme
    if mention.number is not None:
        return f"number:{mention.number.low}-{mention.number.high}"
    if mention.time is not None:
        return "time"
    if mention.party is not None:
        return f"party:{mention.party.code}"
    told = (
        ("trigger", "/".join(trigger.event for trigger in lexeme.triggers)),
        ("cue", lexeme.cue.stance if lexeme.cue else ""),
        ("unit", lexeme.unit.unit if lexeme.unit else ""),
        ("title", lexeme.title.kind if lexeme.title else ""),
        ("place", (lexeme.place.code or lexeme.place.noun or "open") if lexeme.place else ""),
        ("small", "/".join(sorted(lexeme.func))),
    )
    return next((f"{kind}:{meaning}" for kind, meaning in told if meaning), "")
