"""Which claims of a block are about one question: contents enter, the leader of each leaves.

Every content weighs as much as others are near it, and points to the heaviest content near it that is heavier than
itself; its leader is where two such steps lead. So a leader is never further away than twice the reach of its family,
and what leads a content depends on its surroundings in time alone: that is what lets an archive be cut into windows
that give the same questions as the whole (docs/decisions). The order of input plays no part: contents are told apart by
what they say and by the ids behind them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from counterclaim.language.gazetteer import JOINT
from counterclaim.reconciliation.comparing import APART, ENOUGH, fits, nearness, tokens
from counterclaim.reconciliation.content import Content, Row
from counterclaim.reconciliation.families import MUTUAL
from counterclaim.reconciliation.kinship import kin

STEPS = 2
"""Steps to a leader. With `reach` days to a step, what leads a content depends on no day further than `SPAN`
reaches."""
SPAN = STEPS + 1
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
        scores = sorted([score * len(voices[other].printings) for other, score in others])
        weight = len(voice.printings) + sum(scores)  # in one order, because sums of fractions depend on it
        ranks.append((round(weight * (VAGUE if voice.said.vague else 1.0), 6), voice.id))
    above = list(range(len(voices)))
    for position, others in enumerate(near):
        best = position
        for other, _ in others:
            if ranks[other] > ranks[best]:
                best = other
        above[position] = best
    found = above
    for _ in range(STEPS - 1):
        found = [above[position] for position in found]
    return found


def neighbours(voices: Sequence[Voices], reach: int) -> list[list[tuple[int, float]]]:
    """For each content the positions of those near enough, with how near they are."""
    index: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for position, voice in enumerate(voices):
        for token in tokens(voice.said):
            index[token].append((voice.said.day or 0, position))
    near: list[list[tuple[int, float]]] = [[] for _ in voices]
    sides = [said.target if said.event not in MUTUAL else None for said in (voice.said for voice in voices)]
    related = [kin().get(side, frozenset()) if side is not None else frozenset() for side in sides]
    codes = [said.code if not said.near and JOINT not in said.code else "" for said in (voice.said for voice in voices)]
    within = [voice.said.within for voice in voices]
    seen: set[int] = set()
    count = len(voices)
    for group in index.values():
        if len(group) < 2:
            continue
        group.sort()
        days = [day for day, _ in group]
        for at, (day, position) in enumerate(group):
            side, akin, code, around = sides[position], related[position], codes[position], within[position]
            for _, other in group[at + 1 : bisect_right(days, day + reach)]:
                facing = sides[other]
                if side != facing and side is not None and facing is not None and facing not in akin:
                    continue
                there = codes[other]
                if code != there and code and there and code not in within[other] and there not in around:
                    continue
                pair = position * count + other if position < other else other * count + position
                if pair in seen:
                    continue
                seen.add(pair)
                score = _score(voices[position], voices[other])
                if score >= ENOUGH:
                    near[position].append((other, score))
                    near[other].append((position, score))
    return near


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
