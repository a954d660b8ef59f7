"""An option in numbers: how it differs from the rules' reading, and what a second reader makes of it.

A candidate, an option, its `View` and the hints of its place enter, a row of numbers leaves, to stand behind the row of
the candidate (`features`). `AGAIN` is what a second look adds, when the first has given every option a chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counterclaim.coding.draft import Draft
from counterclaim.coding.judge.features import EVENT_AT, STANCE_AT, Row, speaker_kind
from counterclaim.coding.judge.hints import ORDER, Hint
from counterclaim.coding.judge.options import Option
from counterclaim.coding.judge.views import View

STANCE_PLACE: Final = {stance: at for at, stance in enumerate(ORDER)}
OPTION_KINDS: Final = ("its event", "its stance", "its speaker kind", "its source", "its voice")
OPTION_NAMES: Final = (
    *OPTION_KINDS, "same event", "same speaker", "same stance", "event by trigger", "event in report", "event kept",
    "speaker is actor", "speaker is target", "speaker speaks here", "speaker speaks", "its speaker here",
    "its speaker in report", "its speaker in title", "speaker first", "its speaker before", "its speaker after",
    "its speaker order", "its speaker kept", "its speaker told it", "speaker rank", "same speaker kind", "core kept",
)  # fmt: skip
HINT_NAMES: Final = (
    "hint", "hint event", "hint best event", "hint event rank", "hint speaker", "hint best speaker",
    "hint base speaker",
    "hint stance", "hint best stance", "hint base stance", "hint joint", "hint base joint", "hint any event",
    "hint other event", "hint actor", "hint narrator",
)  # fmt: skip
AGAIN_NAMES: Final = (
    "chance", "own best", "own second", "own base", "rank", "same core elsewhere", "same core before",
    "same event elsewhere", "same words", "all", "same core number", "same full", "event speaker elsewhere",
)  # fmt: skip


def option_row(draft: Draft, option: Option, view: View) -> Row:
    """The numbers of one option."""
    event, party, stance, source = option
    beside = view.beside(draft)
    kind = speaker_kind(party, view)
    named = draft.trigger is not None and any(each.event == event for each in draft.trigger.triggers)
    return [
        EVENT_AT[event],
        STANCE_AT[stance],
        kind,
        source,
        STANCE_AT.get(beside.voices.get(party, view.voices.get(party)), -1),
        event == draft.event,
        party == draft.speaker_party,
        stance == draft.stance,
        named,
        view.all_events[event],
        view.events[event],
        party == draft.actor,
        party == draft.target,
        party in beside.voices,
        party in view.voices,
        beside.codes[party],
        view.codes[party],
        view.title[party],
        party == beside.first,
        *view.nearest(draft, party),
        view.order(draft, party),
        view.tellers[party],
        view.told[event, party],
        view.rank.get(party, -1),
        kind == speaker_kind(draft.speaker_party, view),
        view.cores[event, party, stance],
    ]


def hint_row(draft: Draft, option: Option, hints: Mapping[str, Hint]) -> Row:
    """What the second reader makes of one option; -1 throughout where it was not asked about the place."""
    if not hints:
        return [-1.0] * len(HINT_NAMES)
    hint = hints.get(option.event)
    base = hints.get(draft.event)
    best = max(each.p for each in hints.values())
    any_event = 1.0
    for each in hints.values():
        any_event *= 1.0 - each.p
    others = max((each.p for each in hints.values() if each.event != option.event), default=0.0)
    base_joint = _joint(base, draft.speaker_party, draft.stance)
    if hint is None:
        return [0.0, 0.0, best, 9.0, *[-1.0] * 7, base_joint, 1.0 - any_event, others, -1.0, -1.0]
    stances = hint.stance.get(option.speaker, ())
    return [
        1.0,
        hint.p,
        best,
        sum(each.p > hint.p for each in hints.values()),
        hint.speaker.get(option.speaker, 0.0),
        max(hint.speaker.values(), default=0.0),
        hint.speaker.get(draft.speaker_party, 0.0),
        stances[STANCE_PLACE[option.stance]] if stances else -1.0,
        max(stances, default=-1.0),
        stances[STANCE_PLACE[draft.stance]] if stances else -1.0,
        _joint(hint, option.speaker, option.stance),
        base_joint,
        1.0 - any_event,
        others,
        hint.actor.get(draft.actor or "none", 0.0),
        hint.speaker.get("narrator", 0.0),
    ]


def _joint(hint: Hint | None, speaker: str, stance: str) -> float:
    if hint is None:
        return 0.0
    stances = hint.stance.get(speaker, ())
    return hint.p * hint.speaker.get(speaker, 0.0) * (stances[STANCE_PLACE[stance]] if stances else 0.0)
