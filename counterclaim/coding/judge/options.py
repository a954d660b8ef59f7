"""What a candidate could be instead: the rules' own reading first, then those that differ from it in one thing, then
those of a second reader.

A candidate, its `View` and the hints of its place enter, `Option`s leave. Which of them is right is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from counterclaim.coding.draft import Draft
from counterclaim.coding.judge.hints import ORDER, Hint, likeliest
from counterclaim.coding.judge.views import View
from counterclaim.language.numbers import Number
from counterclaim.model import NARRATOR, UNNAMED

MOST: Final = 16
"""Options of one candidate."""
MOST_SPEAKERS: Final = 4
LEAST: Final = 0.04
"""Probability below which an option of the second reader is none."""
KINDRED: Final[Mapping[str, tuple[str, ...]]] = {
    "attack": ("air_strike", "missile_strike", "drone_strike"),
    "air_strike": ("attack",),
    "missile_strike": ("attack",),
    "drone_strike": ("attack",),
    "shelling": ("attack",),
    "ground_attack": ("attack",),
    "clash": ("attack",),
    "ceasefire": ("agreement",),
    "agreement": ("ceasefire",),
    "destroyed": ("damaged",),
    "damaged": ("destroyed",),
    "killed": ("killed_or_wounded",),
    "killed_or_wounded": ("killed",),
    "talks": ("agreement", "mediation"),
    "deployment": ("arms_supply",),
    "violation": ("attack",),
}
"""Events that are told in the same words; one that the words themselves name needs no place here."""
AKIN: Final[Mapping[str, tuple[str, ...]]] = {
    "asserts": ("accuses", "confirms", "intends"),
    "accuses": ("asserts",),
    "confirms": ("asserts",),
    "denies": ("asserts", "doubts"),
    "doubts": ("denies", "asserts"),
    "withholds": ("denies",),
    "calls_for": ("offers", "asserts"),
    "offers": ("calls_for", "intends"),
    "threatens": ("intends", "asserts"),
    "intends": ("threatens", "asserts"),
}
"""Stances that are told in the same words."""


class Option(NamedTuple):
    """One way to read the core of a candidate."""

    event: str
    speaker: str
    stance: str
    source: int
    """What differs from the rules' reading: 0 nothing, 1 stance, 2 speaker, 3 event; 4: a second reader found it."""


def options(draft: Draft, view: View, hints: Mapping[str, Hint]) -> list[Option]:
    """The ways to read a candidate, the rules' own first; none twice."""
    found: dict[tuple[str, str, str], Option] = {}
    for option in (*_of_rules(draft, view), *_of_hints(hints)):
        if not (option.event == "other" and option.speaker == NARRATOR):
            found.setdefault(option[:3], option)
    return list(found.values())[:MOST]


def _of_rules(draft: Draft, view: View) -> Iterator[Option]:
    event, speaker, stance = draft.event, draft.speaker_party, draft.stance
    yield Option(event, speaker, stance, 0)
    if speaker not in (NARRATOR, UNNAMED):
        for other in AKIN[stance]:
            yield Option(event, speaker, other, 1)
    for party in tellers(draft, view)[:MOST_SPEAKERS]:
        told = "asserts" if party in (NARRATOR, UNNAMED) else view.stance_by(draft, party)
        yield Option(event, party, told or stance, 2)
    for other in events(draft):
        yield Option(other, speaker, stance, 3)


def _of_hints(hints: Mapping[str, Hint]) -> Iterator[Option]:
    """The likeliest readings of the second reader at the place of a candidate."""
    found: list[tuple[float, Option]] = []
    for hint in hints.values():
        if hint.p < LEAST:
            continue
        for speaker in likeliest(hint.speaker, 3):
            chances = hint.stance.get(speaker, ())
            for stance, chance in zip(ORDER, chances, strict=False):
                joint = hint.p * hint.speaker[speaker] * chance
                if joint >= LEAST:
                    found.append((joint, Option(hint.event, speaker, stance, 4)))
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    yield from (option for _, option in found[:4])


def events(draft: Draft) -> list[str]:
    """The other events that the words of a draft may name."""
    if draft.event == "other" or draft.trigger is None:
        return []
    named = [each.event for each in draft.trigger.triggers]
    if draft.act is not None:
        named.append(draft.act.trigger.event)
        named += [noun.weapon for noun in (*draft.act.weapons, *draft.act.actors) if noun.weapon]
    named += KINDRED.get(draft.event, ())
    return [event for event in dict.fromkeys(named) if event != draft.event]


def tellers(draft: Draft, view: View) -> list[str]:
    """Who else may be the speaker of a draft, the likeliest first."""
    beside = view.beside(draft)
    found = [NARRATOR, *beside.voices, *(code for code in (draft.actor, draft.target) if code)]
    found += [beside.first] if beside.first else []
    found += view.voices
    found.append(UNNAMED)
    return [code for code in dict.fromkeys(found) if code != draft.speaker_party]


def value(number: Number | None) -> tuple[int | None, int | None]:
    """The bounds of a number; of none, neither."""
    return (None, None) if number is None else (number.low, number.high)
