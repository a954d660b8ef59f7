"""Everything that one report could be read to claim: what the rules keep, and what they drop, with the reason.

A report that speaks of conflict enters as the rules hear it, `Candidates` leave. The rules themselves are run once and
unchanged; what they drop is drafted after them, so that nothing of it touches what they keep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from counterclaim.coding.acts import Act, Speech
from counterclaim.coding.aiming import pairs_of, targets_of
from counterclaim.coding.clauses import Reading
from counterclaim.coding.coder import Course, Part, course, parts_of
from counterclaim.coding.counting import event_of, groups_of
from counterclaim.coding.draft import Draft
from counterclaim.coding.drafts import claimer, doers, fill, speakers
from counterclaim.coding.finishing import claims_of
from counterclaim.coding.hearing import Hearing, marks
from counterclaim.coding.judge.hints import ORDER, Hint, Hints, likeliest
from counterclaim.coding.questions import asks
from counterclaim.coding.sides import Sides
from counterclaim.coding.stances import bare_stance, stance_of
from counterclaim.coding.unclaimed import makes_no_claim
from counterclaim.language.mention import Mention
from counterclaim.language.phrase import EVENT, MARK, NOUN, Phrase
from counterclaim.model import NARRATOR, UNNAMED, Claim, Report

FATES: Final = (
    "kept",  # the rules make a claim of it
    "repeated",  # they take it for another mention of one
    "surpassed",  # said at large, where the same speaker says something definite
    "impertinent",  # of no conflict
    "ungrounded",  # nobody does it to anybody
    "idle",  # only spoken of
    "unclaimed",  # a condition, a purpose, a call not to act
    "asked",  # in a question
    "stanceless",  # nobody stands to it in any way
    "passed",  # its word is not read as an event here
    "unsaid",  # a speech without content that is known
    "told",  # a speech whose content makes claims
    "proposed",  # found by another reader than the rules
)  # fmt: skip
KEPT, REPEATED, SURPASSED, IMPERTINENT, UNGROUNDED, IDLE, UNCLAIMED, ASKED, STANCELESS, *_others = FATES
PASSED, UNSAID, TOLD, PROPOSED = _others
REACH = 4
"""Phrases after a word that is not read as an event, among which its object is looked for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of one place of a report, and what the rules make of it."""

    draft: Draft
    fate: str
    """One of `FATES`."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What one report could be read to claim."""

    report: Report
    heard: Hearing
    marked: Mapping[str, Sequence[Mention]]
    """What the pack of each language finds in it."""
    parts: Sequence[Part]
    sides: Sides
    found: tuple[Candidate, ...]
    """Those of the rules first, in their order, then the others in the order of the text."""


def candidates(report: Report, heard: Hearing) -> Candidates:
    """The candidates of a report that speaks of conflict."""
    marked = {voice.lang: marks(voice, report) for voice in heard.voices}
    parts = parts_of(heard, marked)
    ruled = course(parts, heard.main, report)
    found = [Candidate(draft, KEPT) for draft in ruled.told]
    found.extend(_dropped(ruled))
    sides, made = ruled.sides, ruled.made
    drafted = {id(draft.act) for draft in made if draft.act is not None}
    spoken = {id(draft.speech) for draft in made if draft.act is None and draft.speech is not None}
    for position, (passage, group, reading) in enumerate(parts):
        for candidate in (*_unread(group, reading, sides, drafted), *_speeches(reading, sides, spoken)):
            candidate.draft.passage, candidate.draft.title = position, passage.title
            found.append(candidate)
    return Candidates(report, heard, marked, parts, sides, tuple(found))


def _dropped(ruled: Course) -> Iterator[Candidate]:
    """What the rules draft and do not claim, with the stage that drops it."""
    kept, single, solid = (frozenset(map(id, each)) for each in (ruled.pertinent, ruled.once, ruled.sound))
    again = {place for draft in ruled.once for place in draft.further}
    for draft in ruled.made:
        if id(draft) in kept:
            continue
        if id(draft) not in solid:
            fate = UNGROUNDED
        elif id(draft) in single:
            fate = IMPERTINENT
        else:
            fate = REPEATED if (draft.start, draft.end) in again else SURPASSED
        yield Candidate(draft, fate)


def _unread(group: Sequence[Phrase], reading: Reading, sides: Sides, drafted: set[int]) -> Iterator[Candidate]:
    """Acts and words for events of a passage of which the rules draft nothing."""
    told = {id(act) for act in reading.acts}
    words = {act.phrase.start for act in reading.spoken_of}
    for act in reading.spoken_of:
        if id(act) not in drafted:
            yield Candidate(plain_draft(act, sides), _fate(act, reading, told))
    for index, phrase in enumerate(group):
        if phrase.kind == EVENT and phrase.start not in words:
            yield Candidate(plain_draft(_rough(phrase, index, group, reading.speeches), sides), PASSED)


def _fate(act: Act, reading: Reading, told: set[int]) -> str:
    if id(act) not in told:
        return IDLE
    if asks(reading.asked, act.phrase.start):
        return ASKED
    return UNCLAIMED if makes_no_claim(act) else STANCELESS


def _rough(phrase: Phrase, index: int, group: Sequence[Phrase], speeches: Sequence[Speech]) -> Act:
    """An act of a word that the rules do not read as one: its parties are those that stand nearest."""
    speech = next((each for each in reversed(speeches) if each.start <= phrase.start), None)
    act = Act(phrase, phrase.triggers[0], speech, speech.start if speech is not None else group[0].start, index)
    act.nominal = phrase.triggers[0].noun or phrase.form == "noun"
    before = (each for each in reversed(group[:index]) if each.kind == NOUN and each.codes)
    act.actors = [each for each in (next(before, None),) if each is not None]
    for each in group[index + 1 : index + REACH]:
        if each.kind == MARK:
            break
        if each.kind == NOUN:
            act.objects = [each]
            act.grow(each)
            break
    return act


def plain_draft(act: Act, sides: Sides) -> Draft:
    """The draft of an act as far as its own words say it: its first speaker, its first pair of parties."""
    speaker = (*speakers(act.speech, sides), NARRATOR)[0]
    view = () if speaker in (NARRATOR, UNNAMED) else (speaker,)
    actors, group = doers(act, view, sides), groups_of(act)[0]
    event = event_of(act, group)
    pairs = pairs_of(act, event, actors, targets_of(act, group, actors, view, sides), sides)
    actor, target = pairs[0] if pairs else (None, None)
    party = claimer(act, speaker, actor)
    stance = stance_of(act, event, party, actor) or (act.speech.stance if act.speech is not None else "asserts")
    draft = Draft(party, stance, event)
    draft.actor, draft.target = actor, target
    fill(draft, act, group)
    draft.end = max(draft.end, draft.start + 1)
    return draft


def _speeches(reading: Reading, sides: Sides, spoken: set[int]) -> Iterator[Candidate]:
    """Speeches of a passage of which the rules make no statement."""
    for speech in reading.speeches:
        if id(speech) in spoken or speech.cue is None:
            continue
        party = (*speakers(speech, sides), UNNAMED)[0]
        draft = Draft(party, bare_stance(speech), "other")
        draft.speaker, draft.speech, draft.bare = speech.speaker, speech, speech.bare
        draft.start = speech.start
        draft.end = max(speech.end, speech.cue.end, speech.about[-1].end if speech.about else 0)
        others = (code for noun in speech.about for code in sides.codes(noun, (party,)) if code != party)
        draft.target = next(others, None)
        draft.actor = party if party not in (NARRATOR, UNNAMED) else None
        yield Candidate(draft, TOLD if speech.told else UNSAID)


def claims_of_rules(found: Candidates) -> tuple[Claim, ...]:
    """What the rules claim."""
    kept = [candidate.draft for candidate in found.found if candidate.fate == KEPT]
    return claims_of(found.report, found.heard.main.text, kept, found.heard.main.pack.running)


def asked_of(found: Candidates) -> tuple[tuple[int, int, str], ...]:
    """What a second reader is asked: at which stored characters, and about which event."""
    text = found.heard.main.text
    places: dict[tuple[int, int, str], None] = {}
    for _, group, _ in found.parts:
        for phrase in group:
            events = [trigger.event for trigger in phrase.triggers] + (["other"] if phrase.cue is not None else [])
            for event in events:
                places.setdefault((*text.stored_span(phrase.start, phrase.end), event))
    for candidate in found.found:
        if candidate.fate == KEPT:
            places.setdefault((*place_of(candidate, found.heard), candidate.draft.event))
    return tuple(places)


def place_of(candidate: Candidate, heard: Hearing) -> tuple[int, int]:
    """Stored characters at which a second reader is asked about a candidate: the words of its event, else its cue."""
    draft = candidate.draft
    phrase = draft.trigger or (draft.speech.cue if draft.speech is not None else None)
    return heard.main.text.stored_span(
        *((phrase.start, phrase.end) if phrase is not None else (draft.start, draft.end))
    )


def proposed(found: Candidates, hints: Hints) -> tuple[Candidate, ...]:
    """What the second reader finds where the rules find nothing."""
    text = found.heard.main.text
    taken = [place_of(candidate, found.heard) for candidate in found.found]
    more: list[Candidate] = []
    for hint in sorted(hints.proposals, key=lambda hint: (-hint.p, hint.start, hint.event)):
        if any(start < hint.end and hint.start < end for start, end in taken):
            continue
        start = text.shown_position(hint.start)
        end = max(text.shown_position(hint.end - 1) + 1, start + 1)
        at = next((at for at, (part, _, _) in enumerate(found.parts) if part.start <= start < part.end), None)
        if at is None:
            continue
        taken.append((hint.start, hint.end))
        more.append(Candidate(_draft_of(hint, start, end, at, found), PROPOSED))
    return tuple(more)


def _draft_of(hint: Hint, start: int, end: int, at: int, found: Candidates) -> Draft:
    """The draft that the likeliest numbers of a hint make."""
    speaker = likeliest(hint.speaker, 1)[0] if hint.speaker else NARRATOR
    chances = hint.stance.get(speaker, ())
    draft = Draft(speaker, ORDER[chances.index(max(chances))] if chances else "asserts", hint.event)
    draft.actor, draft.target, draft.unit = (
        None if not chances or (best := likeliest(chances, 1)[0]) == "none" else best
        for chances in (hint.actor, hint.target, hint.unit)
    )
    draft.trigger = Phrase(EVENT, start, end)
    passage, _, reading = found.parts[at]
    speeches = [each for each in reading.speeches if speaker in speakers(each, found.sides)]
    if speeches:
        draft.speech, draft.speaker = speeches[-1], speeches[-1].speaker
    draft.passage, draft.title = at, passage.title
    draft.start, draft.end = passage.start, passage.end
    return draft
