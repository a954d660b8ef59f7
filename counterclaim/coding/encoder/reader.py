"""Reads a report with the encoder: where it sees which event, who says so, in which stance, about whom and how many.

A report enters, with what the rules claim of it and places somebody asks about; a `Sight` for each place leaves. It
makes no claims: `judge` decides which of them stand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.coding.encoder.spots import Spots, spots
from counterclaim.coding.encoder.weights import FOLDER, Network, network
from counterclaim.coding.encoder.windows import NOWHERE, Window, windows
from counterclaim.coding.hearing import Hearing
from counterclaim.model import Claim, Report

SEEN = 0.1
"""Probability from which on an event that nobody asked about is told."""
NEIGHBOURS = 2
"""Pieces either way of which only the likeliest is taken for the trigger of an event."""
LEAST = 0.01
"""Probability below which a code, unit or count is left out."""
SPEAKERS = 4
"""Of how many speakers the stances are told."""
NONE, ONE = "none", "one"
"""No party, unit or number; one that is implied: "a soldier"."""

Place = tuple[int, int, str]
"""Start and end in stored characters, and an event."""
Shares = Mapping[str, float]
"""Probabilities by name, those of `LEAST` and more."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the encoder sees at one place: "shot down" is `shot_down` with 0.93, said by Ukraine with 0.8."""

    start: int
    end: int
    event: str
    p: float
    """Probability, 0 to 1, that a claim of this event has its trigger here."""
    speaker: Shares
    """By party, `narrator` or `unnamed`."""
    stance: Mapping[str, tuple[float, ...]]
    """For the likeliest speakers, the probability of each of `heads.STANCE_NAMES`."""
    actor: Shares
    target: Shares
    unit: Shares
    count: Shares
    """By "start:end" of the number in stored characters, `NONE` or `ONE`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder sees in a report."""

    proposals: tuple[Sight, ...] = ()
    """In the order of the text."""
    asked: tuple[Sight, ...] = ()
    """One for each place asked about that stands in what it reads, in the order asked."""


def read(
    report: Report,
    claims: Sequence[Claim] = (),
    asked: Sequence[Place] = (),
    heard: Hearing | None = None,
    folder: Path = FOLDER,
) -> Seen:
    """What the encoder sees in a report that speaks of conflict; nothing in any other.

    `claims` are those of the rules; without them it reads alone. Raises `UnknownLanguage` and `CoderMissing`.
    """
    found = spots(report, heard)
    if not found.passages:
        return Seen()
    net = network(folder)
    with net.alone():
        return _seen(net, report.text, found, claims, asked)


def _seen(net: Network, text: str, found: Spots, claims: Sequence[Claim], asked: Sequence[Place]) -> Seen:
    proposals: dict[Place, Sight] = {}
    answers: dict[Place, Sight] = {}
    for window in windows(text, found, claims, net.cut):
        for sight, proposed in _sights(net, window, text, bool(claims), asked):
            kept = proposals if proposed else answers
            place = (sight.start, sight.end, sight.event)
            if place not in kept or sight.p > kept[place].p:
                kept[place] = sight
    return Seen(
        tuple(sorted(proposals.values(), key=lambda sight: (sight.start, sight.end, sight.event))),
        tuple(answers[place] for place in dict.fromkeys(asked) if place in answers),
    )


def _sights(
    net: Network, window: Window, text: str, heard: bool, asked: Sequence[Place]
) -> Iterator[tuple[Sight, bool]]:
    from counterclaim.coding.encoder import heads

    states, hints = net.states(window, heard)
    chances = heads.events(states, hints, net.tables)
    chances[[piece[1] == NOWHERE for piece in window.pieces]] = 0
    wanted = [(at, event, _word(text, *window.pieces[at][1:]), True) for at, event in _peaks(chances)]
    for start, end, name in asked:
        event = heads.EVENT_NAMES.index(name)
        if pieces := window.at(start, end):
            wanted.append((max(pieces, key=lambda piece: float(chances[piece, event])), event, (start, end), False))
    if not wanted:
        return
    answers = heads.answers(states, window, [(at, event) for at, event, _, _ in wanted], heard, net.tables)
    for row, (at, event, place, proposed) in enumerate(wanted):
        yield _sight(window, answers, row, float(chances[at, event]), event, place), proposed


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole word that a piece is of."""
    while start > 0 and _spells(text[start - 1]) and _spells(text[start]):
        start -= 1
    while end < len(text) and _spells(text[end]) and _spells(text[end - 1]):
        end += 1
    return start, end


def _spells(char: str) -> bool:
    return char.isalnum() or unicodedata.combining(char) != 0


def _peaks(chances: Any) -> Iterator[tuple[int, int]]:
    """Where an event is likely, and likelier than at its neighbours; the first of equals."""
    for at, event in zip(*(chances >= SEEN).nonzero(), strict=True):
        own = chances[at, event]
        before = chances[max(at - NEIGHBOURS, 0) : at, event]
        after = chances[at + 1 : at + NEIGHBOURS + 1, event]
        if not ((before >= own).any() or (after > own).any()):
            yield int(at), int(event)


def _sight(window: Window, answers: Any, row: int, p: float, event: int, place: tuple[int, int]) -> Sight:
    from counterclaim.coding.encoder import heads

    names = heads.speakers(window)
    counts = (*(f"{number.start}:{number.end}" for number in window.numbers), NONE, ONE)
    units = (answers.count[row][:, None] * answers.unit[row]).sum(0)
    likely = (-answers.speaker[row]).argsort(kind="stable")[:SPEAKERS]
    return Sight(
        start=place[0],
        end=place[1],
        event=heads.EVENT_NAMES[event],
        p=p,
        speaker=_shares(names, answers.speaker[row]),
        stance={names[at]: tuple(float(each) for each in answers.stance[row, at]) for at in likely},
        actor=_shares((*window.codes, NONE), answers.actor[row]),
        target=_shares((*window.codes, NONE), answers.target[row]),
        unit=_shares(heads.UNIT_NAMES, units),
        count=_shares(counts, answers.count[row]),
    )


def _shares(names: Sequence[str], chances: Any) -> Shares:
    return {name: float(chance) for name, chance in zip(names, chances, strict=True) if chance >= LEAST}
