"""Which claims of a block are about one question: contents enter, the leader of each leaves.

Every content weighs as much as others are near it, and points to the heaviest content near it that is heavier than
itself; its leader is where two such steps lead. So a leader is never further away than twice the reach of its family,
and what leads a content depends on its surroundings in time alone: that is what lets an archive be cut into windows
that give the same questions as the whole (docs/decisions). The order of input plays no part: contents are told apart by
what they say and by the ids behind them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from counterclaim.language.gazetteer import JOINT
from counterclaim.reconciliation.comparing import APART, ENOUGH, fits, nearness
from counterclaim.reconciliation.content import Content, Row
from counterclaim.reconciliation.families import BLAME, LOCATED, MUTUAL, PAIRED, TOLLS
from counterclaim.reconciliation.kinship import kin
from counterclaim.reconciliation.regions import is_bare
from counterclaim.reconciliation.waters import shores

STEPS = 3
"""Steps to a leader. With `reach` days to a step, what leads a content depends on no day further than `SPAN`
reaches."""
SPAN = STEPS + 1
TELLING = 5
"""Counts from which on a number is looked for by itself."""
ONE_PRINTING = 1.0
"""Nearness that two versions of one report add."""

VAGUE = 0.3
"""Share of its weight that a number in words like "dozens" has: it fits many others, and leads none of them."""


class Voices:
    """One content with all that say it: ids of claims, printings and reports."""

    __slots__ = ("id", "printings", "reports", "said", "weight")

    def __init__(self, said: Content, rows: Sequence[Row]) -> None:
        """`rows` are the claims that say it, one at least."""
        self.said = said
        self.id = min([row.id for row in rows])
        """The smallest of the ids of its claims."""
        self.printings = {row.printing for row in rows}
        self.reports = {row.report for row in rows}
        self.weight = 0.0


def leaders(voices: Sequence[Voices], reach: int) -> list[int]:
    """For each content the position of the one that leads it, itself where nothing near is heavier."""
    near = neighbours(voices, reach)
    ranks: list[tuple[float, str]] = []
    for voice, others in zip(voices, near, strict=True):
        ranks.append(rank(voice, [(voices[other], score) for other, score in others]))
    above = list(range(len(voices)))
    for position, others in enumerate(near):
        best = position
        for other, _ in others:
            if ranks[other] > ranks[best] and leads(voices[other].said, voices[position].said):
                best = other
        above[position] = best
    found = above
    for _ in range(STEPS - 1):
        found = [above[position] for position in found]
    return found


def rank(voice: Voices, near: Sequence[tuple[Voices, float]]) -> tuple[float, str]:
    """How much a content weighs, and its id: of two, the heavier one leads."""
    scores = sorted([score * len(other.printings) for other, score in near])
    weight = len(voice.printings) + sum(scores)  # in one order, because sums of fractions depend on it
    return round(weight * (VAGUE if _leads_none(voice.said) else 1.0), 6), voice.id


def leads(said: Content, other: Content) -> bool:
    """Whether a content can lead another one that is near: what fits many others leads only its like."""
    return not _leads_none(said) or _leads_none(other)


def _leads_none(said: Content) -> bool:
    """Whether it fits many others: a number in words like "dozens", none at all of a toll, two towns at once."""
    uncounted = not said.counted and (said.event in TOLLS or said.event == "released")
    one_sided = said.event in PAIRED | BLAME and len(said.parties) < 2
    return said.vague or uncounted or one_sided or _of_two_places(said)


def _of_two_places(said: Content) -> bool:
    """Whether it tells of two towns at once: it is about the question of either, and makes them none."""
    return said.event in LOCATED and JOINT in said.code


def neighbours(voices: Sequence[Voices], reach: int) -> list[list[tuple[int, float]]]:
    """For each content the positions of those near enough, with how near they are."""
    near: list[list[tuple[int, float]]] = [[] for _ in voices]
    for position, others in enumerate(_candidates(voices, reach)):
        voice = voices[position]
        for other in others:
            score = _score(voice, voices[other])
            if score >= ENOUGH:
                near[position].append((other, score))
                near[other].append((position, score))
    return near


def _candidates(voices: Sequence[Voices], reach: int) -> list[set[int]]:
    """For each content the positions of those worth comparing with it; each pair once.

    Where both name whom it befell, it must be the same; a place must be the same or around the other; contents that
    name nobody are found by place and doer.
    """
    index: dict[str, list[tuple[int, str, int]]] = defaultdict(list)
    asked: list[tuple[str, ...]] = []
    for position, voice in enumerate(voices):
        known, asks = asked_for(voice.said)
        asked.append(asks)
        for token in known:
            index[token].append((voice.said.day or 0, voice.id, position))
    days: dict[str, list[int]] = {}
    for token, group in index.items():
        group.sort()
        days[token] = [day for day, _, _ in group]
    codes = [_code(voice.said) for voice in voices]
    found: list[set[int]] = [set() for _ in voices]
    for position, voice in enumerate(voices):
        day, code, around = voice.said.day or 0, codes[position], voice.said.within
        for token in asked[position]:
            if (near := days.get(token)) is None:
                continue
            for _, _, other in index[token][bisect_left(near, day - reach) : bisect_right(near, day + reach)]:
                there = codes[other]
                if code and there and code != there and there not in around and code not in voices[other].said.within:
                    continue
                if other < position:
                    found[position].add(other)
                elif other > position:
                    found[other].add(position)
    return found


def asked_for(said: Content) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a content is found by and what it asks for, its number too."""
    (known, asks), number = tokens(said), _number(said)
    return (*known, *number), (*asks, *number)


def apart(one: Content, other: Content) -> bool:
    """Whether the places of two contents keep them apart: neither is the other, or around it."""
    code, there = _code(one), _code(other)
    return bool(code and there and code != there and there not in one.within and code not in other.within)


def _code(said: Content) -> str:
    """The place by which contents are kept apart; empty where it is vague, a water, or a region whose towns nobody
    knows.
    """
    kept = not said.near and JOINT not in said.code and said.code not in shores() and not is_bare(said.code)
    return said.code if kept else ""


def tokens(said: Content) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a content is found by, and what it asks for: of two that can be near, one at least asks for the other."""
    if said.event in LOCATED:
        codes = said.code.split(JOINT) if said.code else []
        return tuple(codes), (*codes, *said.within)
    if said.event in MUTUAL:
        parties = said.parties
        akin = [other for party in parties for other in kin().get(party, ())]
        return (*parties, *_placed(said)), (*parties, *akin) if parties else _placed(said)
    target, actor = said.target, said.actor
    known = [*_placed(said)]
    if target is not None:
        known.append(target)
    if actor is not None:
        known.append(f"by {actor}")
    if target is not None:
        return tuple(known), (target, *kin().get(target, ()))
    asks = [*_placed(said)]
    if actor is not None:
        asks += [f"by {actor}", *(f"by {other}" for other in kin().get(actor, ()))]
    return tuple(known), tuple(asks)


def _number(said: Content) -> tuple[str, ...]:
    """A number that few others have: whoever gives it on the same day may speak of the same."""
    value = said.low if said.low is not None else said.high
    return (f"#{value}",) if value is not None and value >= TELLING and not said.vague else ()


def _placed(said: Content) -> tuple[str, ...]:
    """The places of a content, and those around it."""
    return tuple([f"@{code}" for code in (*said.code.split(JOINT), *said.within)]) if said.code else ()


def alike(one: Voices, other: Voices) -> float | None:
    """How near two contents with all that say them are; None where they are not near enough."""
    score = _score(one, other)
    return score if score >= ENOUGH else None


def _score(one: Voices, other: Voices) -> float:
    score = nearness(one.said, other.said)
    if score <= APART / 2:
        return APART
    said, told = one.said, other.said
    differ = said.speaker == told.speaker and said.counted and told.counted and not fits(said, told)
    if differ and not one.reports.isdisjoint(other.reports):
        return APART  # one speaker does not contradict himself in one report: these are two things
    if one.reports != other.reports and not one.printings.isdisjoint(other.printings):
        score += ONE_PRINTING
    return score
