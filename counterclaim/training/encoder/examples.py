"""Coded reports as the encoder learns from them: windows, and for each claim where its trigger can stand.

Reports with their claims enter as JSON values of the scorer's form, `Example`s leave. A claim that gives the words of
its trigger is looked for there; one that does not, where the rules or the lexicon see its event inside its evidence,
and else anywhere in it: training then takes the likeliest place.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from counterclaim.coding import coder as rules
from counterclaim.coding.encoder.spots import Spots, spots
from counterclaim.coding.encoder.windows import Cut, Window, windows
from counterclaim.model import Claim, Report
from counterclaim.reading.interchange import report_from_json

Gold = Mapping[str, Any]
"""A claim in the scorer's form."""
Place = tuple[int, int]
NOTHING: Final = dict.fromkeys(("actor", "target", "unit", "low", "high"))
"""What a claim says where files without texts leave a field out."""


@dataclass(frozen=True, slots=True)
class Label:
    """A claim of a window: positions of the pieces at which its trigger can stand, and the claim."""

    pieces: tuple[int, ...]
    claim: Gold


@dataclass(frozen=True, slots=True)
class Example:
    """A window with the claims that are made in it."""

    window: Window
    labels: tuple[Label, ...]
    acts: tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]
    """Where else the lexicon sees an event, and which."""


def coded(items: Path, claims: Path) -> Iterator[tuple[Report, Sequence[Gold]]]:
    """The reports of one file that are coded in another, in order."""
    gold = {row["report"]: row["claims"] for row in rows(claims)}
    for row in rows(items):
        if row["id"] in gold:
            yield report_from_json(row, str(items)), gold[row["id"]]


def supplied(own: Sequence[Path], corpora: Sequence[Path]) -> Iterator[tuple[Report, Sequence[Gold]]]:
    """The reports of corpora that files of coded claims name by id, in the order of the corpora."""
    gold = {row["report"]: [NOTHING | claim for claim in row["claims"]] for file in own for row in rows(file)}
    for file in corpora:
        for row in rows(file):
            if row["id"] in gold:
                yield report_from_json(row, str(file)), gold.pop(row["id"])


def rows(file: Path) -> Iterator[Any]:
    """The JSON values of a file of lines, packed or not."""
    with gzip.open(file, "rt") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def examples(reports: Iterable[tuple[Report, Sequence[Gold] | None]], cut: Cut) -> Iterator[Example]:
    """The examples of coded reports; where there are no claims but None, those of the rules are taken."""
    for report, gold in reports:
        found = spots(report)
        told = rules.coded(report).claims
        if gold is None:
            gold = [_of_rules(claim) for claim in told]
        places = [_places(report.text, claim, found, told) for claim in gold]
        for window in windows(report.text, found, told, cut):
            yield _example(window, gold, places, found)


def _example(window: Window, gold: Sequence[Gold], places: Sequence[Sequence[Place]], found: Spots) -> Example:
    labels = []
    for claim, spans in zip(gold, places, strict=True):
        exact = len(spans) > 1 or spans[0] != tuple(claim["evidence"])
        at = [piece for start, end in spans for piece in window.at(start, end)[: 1 if exact else None]]
        if at:
            labels.append(Label(tuple(sorted(set(at))), claim))
    acts = tuple((tuple(at), spot.events) for spot in found.acts if (at := window.at(spot.start, spot.end)))
    return Example(window, tuple(labels), acts)


def _places(text: str, claim: Gold, found: Spots, told: Sequence[Claim]) -> list[Place]:
    """Where the trigger of a claim can stand; the claim gives its words, or its characters, or neither."""
    start, end = claim["evidence"]
    words = claim.get("trigger")
    if isinstance(words, list):
        return [(words[0], words[1])]
    if words:
        at = text.find(words, start, end)
        if at < 0:
            others = [match.start() for match in re.finditer(re.escape(words), text)]
            at = min(others, key=lambda other: abs(other - (start + end) / 2), default=-1)
        if at >= 0:
            return [(at, at + len(words))]
    inside = [
        (mine.trigger.start, mine.trigger.end, mine)
        for mine in told
        if mine.event == claim["event"] and mine.trigger and _within(mine.trigger.start, mine.trigger.end, start, end)
    ]
    alike = [(first, stop) for first, stop, mine in inside if _alike(mine, claim)]
    if len({each[:2] for each in inside}) == 1 or alike:
        return [alike[0] if alike else inside[0][:2]]
    known = {
        (spot.start, spot.end)
        for spot in found.acts
        if claim["event"] in spot.events and _within(spot.start, spot.end, start, end)
    }
    return sorted(known) or [(start, end)]


def _within(start: int, end: int, first: int, last: int) -> bool:
    return start >= first - 1 and end <= last + 1


def _alike(mine: Claim, claim: Gold) -> bool:
    return (mine.speaker_party, mine.low, mine.unit) == (claim["speaker_party"], claim["low"], claim["unit"])


def _of_rules(claim: Claim) -> Gold:
    trigger = claim.trigger or claim.evidence
    return {
        "event": claim.event, "speaker_party": claim.speaker_party, "stance": claim.stance, "actor": claim.actor,
        "target": claim.target, "unit": claim.unit, "low": claim.low, "high": claim.high,
        "evidence": [trigger.start, trigger.end],
    }  # fmt: skip
