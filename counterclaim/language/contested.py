"""Names that stand for more than one party or place, and what a report means by them.

Mentions enter in order, those of contested names leave with one meaning, or with none. A name right beside it tells
("South Korea's Joint Chiefs of Staff", "Tripoli, Lebanon"), else the other names of the report. Where nothing tells,
a name means what the store says it usually does, and nothing where the store says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from counterclaim.language.lexicon import Lexeme, PartyName, PlaceName
from counterclaim.language.mention import Mention

BEFORE = re.compile(r"(?:['’]s?)?(?: [^\W\d_]+){0,2} ")
"""What may stand between a name and a contested one that it belongs to: "Lebanon's ", "Lebanese city of "."""
AFTER = re.compile(r"(?:,| \(|(?: [^\W\d_]+){1,2}) ?")
"""What may stand between a contested name and the name of where it lies: "Tripoli, ", "Tripoli in northern "."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the meanings of a contested name."""

    code: str
    party: PartyName | None
    place: PlaceName | None
    usual: bool
    """It is meant where nothing tells."""


def settle(
    shown: str,
    mentions: Sequence[Mention],
    valid: Callable[[PartyName], bool],
    everywhere: Collection[str],
) -> list[Mention]:
    """The mentions, contested names with the meaning that the report gives them, or as places of nobody.

    `valid` says whether a name stands for a party on the day of the report; parties that are named `everywhere` tell
    nothing about where something is.
    """
    sure = [mention for mention in mentions if mention.name and not mention.lexeme.contested]
    support, located = _support(sure, everywhere)
    kept = []
    for position, mention in enumerate(mentions):
        if not (mention.name and mention.lexeme.contested):
            kept.append(mention)
            continue
        found = candidates(mention.lexeme, valid)
        chosen = _beside(shown, mentions, position, found) or _supported(found, support, located)
        if _meant(mention, chosen, found):
            kept.append(mention)
    return kept


def candidates(lexeme: Lexeme, valid: Callable[[PartyName], bool]) -> list[Candidate]:
    """The meanings of a name on a day, one for each party, the party itself before a place that is its."""
    parties: dict[str, PartyName] = {}
    for party in lexeme.parties:
        if valid(party):
            parties.setdefault(party.code, party)
    places: dict[str, PlaceName] = {}
    for place in (lexeme.place, *lexeme.elsewhere):
        if place is not None and place.noun is None and place.code:
            places.setdefault(place.code, place)
    found = []
    for code in dict.fromkeys((*parties, *places)):
        named, located = parties.get(code), places.get(code)
        usual = bool((named and not named.contested) or (named is None and located and not located.contested))
        found.append(Candidate(code, named, located, usual))
    return found


def _support(sure: Sequence[Mention], everywhere: Collection[str]) -> tuple[Counter[str], Counter[str]]:
    """How often the report names each party or what is its; and the same, where it says where something is."""
    support: Counter[str] = Counter()
    located: Counter[str] = Counter()
    for mention in sure:
        place = mention.lexeme.place
        code = mention.party.code if mention.party else place.code if place else None
        if code:
            support[code] += 1
            if mention.party is None or code not in everywhere:
                located[code] += 1
    return support, located


def _beside(shown: str, mentions: Sequence[Mention], position: int, found: Sequence[Candidate]) -> Candidate | None:
    """The candidate that a name right before or after tells."""
    mention = mentions[position]
    by_code = {candidate.code: candidate for candidate in found}
    for step, between in ((-1, BEFORE), (1, AFTER)):
        at = position + step
        while 0 <= at < len(mentions) and not mentions[at].name:
            if _parts(mentions[at].lexeme):
                break
            at += step
        else:
            other = mentions[at] if 0 <= at < len(mentions) else None
            if other is None or other.lexeme.contested:
                continue
            gap = shown[other.end : mention.start] if step < 0 else shown[mention.end : other.start]
            place = other.lexeme.place
            code = other.party.code if other.party else place.code if place else None
            if code in by_code and between.fullmatch(gap):
                return by_code[code]
    return None


def _parts(lexeme: Lexeme) -> bool:
    """Whether a word parts two names that stand on both sides of it."""
    return bool(lexeme.triggers or lexeme.cue or "conjunction" in lexeme.func)


def _supported(found: Sequence[Candidate], support: Counter[str], located: Counter[str]) -> Candidate | None:
    """The candidate that the report names most, where one is named more than the others; else the usual one."""
    counts = [(support if each.party else located)[each.code] for each in found]
    most = max(counts, default=0)
    best = [each for each, count in zip(found, counts, strict=True) if most and count == most]
    if len(best) == 1:
        return best[0]
    return next((each for each in best or found if each.usual), None)


def _meant(mention: Mention, chosen: Candidate | None, found: Sequence[Candidate]) -> bool:
    """Give a mention the meaning that was chosen; False where it has none and is no place either."""
    lexeme = mention.lexeme
    if chosen is not None:
        mention.party = chosen.party
        parties = tuple(party for party in lexeme.parties if chosen.party is not None and party == chosen.party)
        mention.lexeme = replace(lexeme, parties=parties, place=chosen.place, elsewhere=(), contested=False)
        return True
    land = any(each.place or (each.party and each.party.kind in ("state", "region", "capital")) for each in found)
    mention.party = None
    place = PlaceName(None) if land else None
    mention.lexeme = replace(lexeme, parties=(), place=place, elsewhere=(), contested=False)
    mention.name = mention.lexeme.is_name
    return mention.name or mention.lexeme.is_common
