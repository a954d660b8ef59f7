"""A candidate in numbers: what its words, its clause, its speech and its report say of it.

A candidate and its `View` enter, a row of numbers leaves, in the order of `NAMES`. Kinds are written as their place in
a fixed list, -1 for none; words as their number in the vocabulary of the weights, -1 for a word it does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log1p
from typing import Final

from counterclaim.coding.acts import Act, Speech
from counterclaim.coding.draft import Draft
from counterclaim.coding.families import FORCE, THINGS, TOLLS
from counterclaim.coding.judge.candidates import FATES, Candidate
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.wording import UNSAID, WORD_NAMES
from counterclaim.model import EVENTS, NARRATOR, STANCES, TWO_SIDED, UNITS, UNNAMED

Words = Mapping[str, int]
"""Numbers of words."""
Row = list[float]


def places(kinds: Iterable[str]) -> dict[str | None, int]:
    """The place of each kind in a list."""
    return {kind: at for at, kind in enumerate(kinds)}


EVENT_AT: Final = places(sorted(EVENTS))
STANCE_AT: Final = places(sorted(STANCES))
UNIT_AT: Final = places(sorted(UNITS))
FATE_AT: Final = places(FATES)
FRAME_AT: Final = places("strike against harm toll mutual alone leave give take move enter hold".split())
FORM_AT: Final = places("say media by cite hedge warn ask will blame refuse".split())
READ_AT: Final = places("noun base s past part either ing future".split())
TITLE_AT: Final = places("office organ forces source person local".split())
ROLE_AT: Final = places("name person both enemy same self they it".split())
KIND_AT: Final = places(["narrator", "unnamed", "state", "group", "body"])
FUNCS: Final = ("everyday", "broad", "conflict", "war", "weak", "halts", "lifts", "toward")

KINDS: Final = (
    "fate", "event", "stance", "frame", "read", "trigger event", "form", "cue stance", "cue own", "title", "role",
    "unit", "act stance", "kind", "word", "cue word",
)  # fmt: skip
"""Features that are kinds and no amounts."""
OF_ACT: Final = (
    "nominal", "passive", "negated", "may", "must", "future", "hedged", "conditional", "purpose", "background",
    "light", "heads", "within", "by_agent", "each_other", "past", "offered",
)  # fmt: skip
HELD_BY_ACT: Final = ("actors", "objects", "aims", "receivers", "others", "place", "time", "count", "weapons", "bears",
                      "cause", "effect", "source", "subject")  # fmt: skip
OF_SPEECH: Final = (
    "nested", "guessed", "figure", "refers", "aside", "negated", "future", "may", "must", "praise", "blames",
    "menaces", "force", "mutual", "told",
)  # fmt: skip
OF_TRIGGER: Final = ("weak", "standing", "noun", "fires", "people", "things", "losses", "needs_object", "needs_party",
                     "needs_place", "needs_aim", "suffered")  # fmt: skip
NAMES: Final = (
    *KINDS,
    *(f"act {name}" for name in (*OF_ACT, *HELD_BY_ACT)),
    *(f"speech {name}" for name in OF_SPEECH),
    *(f"trigger {name}" for name in OF_TRIGGER),
    *(f"func {name}" for name in FUNCS),
    "lang", "is title", "passage", "passages", "in passage", "passage length", "parties here", "cues here",
    "events here", "quoted", "counted here", "report length", "parties", "kept", "repeated", "same event kept",
    "same event here", "same event", "event in title", "same teller", "bare", "further", "number", "low", "has unit",
    "has place", "has time", "actor", "target", "actor is speaker", "target is speaker", "actor here", "target here",
    "actor in report", "target in report", "actor before", "actor after", "target before", "target after", "fight",
    "actor state", "target state", "speaker here", "speaker before", "speaker after", "speaker named", "speaker length",
    "cue distance", "cue before", "speaker before cue", "speech acts", "speech about", "speech said", "outer",
    "speaker outlet", "force family", "toll family", "thing family", "two sided", "trigger readings", "evidence length",
    *WORD_NAMES,
)  # fmt: skip


def speaker_kind(party: str, view: View) -> int:
    """The place of the kind of a speaker among `KIND_AT`."""
    if party in (NARRATOR, UNNAMED):
        return KIND_AT[party]
    if party in view.sides.bodies:
        return KIND_AT["body"]
    return KIND_AT["state" if party.isupper() else "group"]


def base_row(candidate: Candidate, view: View, words: Words, said: Sequence[float] = UNSAID) -> Row:
    """The numbers of one candidate; `said`: what the words beside it say of it (`wording`)."""
    draft, act, speech = candidate.draft, candidate.draft.act, candidate.draft.speech
    row: Row = [
        FATE_AT[candidate.fate],
        EVENT_AT[draft.event],
        STANCE_AT[draft.stance],
        FRAME_AT.get(act.trigger.frame, -1) if act is not None else -1,
        READ_AT.get(act.phrase.form, -1) if act is not None else -1,
        EVENT_AT[act.trigger.event] if act is not None else -1,
        *_speech_kinds(speech),
        UNIT_AT.get(draft.unit, -1),
        STANCE_AT.get(act.stance, -1) if act is not None else -1,
        speaker_kind(draft.speaker_party, view),
        words.get(draft.trigger.word, -1) if draft.trigger is not None else -1,
        words.get("~" + speech.cue.word, -1) if speech is not None and speech.cue is not None else -1,
    ]
    _of_act(row, act)
    row += [getattr(speech, name) for name in OF_SPEECH] if speech is not None else _NO_SPEECH
    row += [getattr(act.trigger, name) for name in OF_TRIGGER] if act is not None else _NO_TRIGGER
    func = draft.trigger.func if draft.trigger is not None else frozenset()
    row += [name in func for name in FUNCS]
    _of_place(row, draft, view)
    _of_parties(row, draft, view)
    _of_speaker(row, draft, speech, view)
    row += [
        draft.event in FORCE,
        draft.event in TOLLS,
        draft.event in THINGS,
        draft.event in TWO_SIDED,
        len(draft.trigger.triggers) if draft.trigger is not None else 0,
        draft.end - draft.start,
        *said,
    ]
    return row


_NO_ACT = [-1.0] * (len(OF_ACT) + len(HELD_BY_ACT))
_NO_SPEECH = [-1.0] * len(OF_SPEECH)
_NO_TRIGGER = [-1.0] * len(OF_TRIGGER)


def _speech_kinds(speech: Speech | None) -> tuple[int, int, int, int, int]:
    if speech is None:
        return (-1, -1, -1, -1, -1)
    speaker = speech.speaker
    return (
        FORM_AT.get(speech.form, -1),
        STANCE_AT.get(speech.stance, -1),
        STANCE_AT.get(speech.own, -1),
        TITLE_AT.get(speaker.title, -1) if speaker is not None else -1,
        ROLE_AT.get(speaker.role, -1) if speaker is not None else -1,
    )


def _of_act(row: Row, act: Act | None) -> None:
    if act is None:
        row += _NO_ACT
        return
    row += [getattr(act, name) for name in OF_ACT]
    row += [1.0 if getattr(act, name) else 0.0 for name in HELD_BY_ACT]


def _of_place(row: Row, draft: Draft, view: View) -> None:
    """Where in the report it stands, and what else of its kind is told there."""
    beside = view.beside(draft)
    passage = view.found.parts[draft.passage][0]
    at = draft.trigger.start if draft.trigger is not None else draft.start
    number = draft.number
    row += [
        _lang(view.lang),
        draft.title,
        draft.passage,
        len(view.passages),
        (at - passage.start) / max(beside.length, 1),
        beside.length,
        len(beside.codes),
        beside.cues,
        beside.events,
        beside.quoted,
        len(beside.counted),
        log1p(view.length),
        len(view.codes),
        view.kept,
        view.repeated,
        view.events[draft.event],
        view.near[draft.passage, draft.event],
        view.all_events[draft.event],
        draft.event in view.in_title,
        view.tellers[draft.speaker_party],
        draft.bare,
        len(draft.further),
        number is not None,
        log1p(number.low or 0) if number is not None else -1.0,
        draft.unit is not None,
        draft.place is not None,
        draft.time is not None,
    ]


def _of_parties(row: Row, draft: Draft, view: View) -> None:
    """Who does it to whom, and where they are named."""
    here, actor, target = view.beside(draft).codes, draft.actor, draft.target
    row += [
        actor is not None,
        target is not None,
        actor == draft.speaker_party,
        target == draft.speaker_party,
        here[actor] if actor else -1,
        here[target] if target else -1,
        view.codes[actor] if actor else -1,
        view.codes[target] if target else -1,
        *(view.nearest(draft, actor) if actor else (-1, -1)),
        *(view.nearest(draft, target) if target else (-1, -1)),
        view.sides.fight(actor, target) if actor and target else -1,
        actor.isupper() if actor else -1,
        target.isupper() if target else -1,
    ]


def _of_speaker(row: Row, draft: Draft, speech: Speech | None, view: View) -> None:
    """Who speaks, and how near."""
    party, speaker = draft.speaker_party, draft.speaker
    cue = speech.cue if speech is not None else None
    at = draft.trigger.start if draft.trigger is not None else draft.start
    row += [
        view.beside(draft).codes[party],
        *view.nearest(draft, party),
        speaker.named if speaker is not None else -1,
        speaker.end - speaker.start if speaker is not None else -1,
        at - cue.end if cue is not None else -999,
        cue.start < at if cue is not None else -1,
        speaker.start < cue.start if cue is not None and speaker is not None else -1,
        speech.acts if speech is not None else -1,
        len(speech.about) if speech is not None else -1,
        speech.said if speech is not None else -1,
        speech.outer is not None if speech is not None else -1,
        speaker.outlet is not None if speaker is not None else -1,
    ]


def _lang(code: str) -> float:
    """A number of a language by its letters, so that no list of languages stands here."""
    return float(int.from_bytes(code.encode()[:2], "big"))
