"""Finds what a denial denies.

Drafts enter, the same drafts leave with `denies` filled; a denial that names no content takes that of the claim it
points back to (codebook, section 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from counterclaim.coding.draft import Draft
from counterclaim.coding.families import FORCE
from counterclaim.model import NARRATOR, TWO_SIDED, UNNAMED

NEAR = 2
"""Sentences between an accusation and a denial that names none, at most."""
DENYING = frozenset({"denies", "doubts", "withholds"})


def linked(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each denial with the claims it rejects, doubts or declines to confirm."""
    told: list[Draft] = []
    for draft in drafts:
        told.append(draft)
        if draft.stance not in DENYING:
            if draft.event == "other" and draft.stance == "accuses":
                _blame(draft, drafts)
            continue
        if draft.event == "other" and _points_back(draft):
            _take_content(draft, drafts)
            told.extend(_others(draft))
        elif draft.event != "other" and not draft.denies:
            draft.denies = [other for other in drafts if rejects(draft, other)]
    return told


def _others(denial: Draft) -> list[Draft]:
    """One more denial for each other thing that is denied: "rejects those claims"."""
    more: dict[tuple[str | None, ...], Draft] = {_content(denial): denial}
    counted = denial.speech is not None and denial.speech.cue is not None and denial.speech.cue.form
    if not counted or any(other.stance != "asserts" for other in denial.denies):
        return []  # words without a plural: "the claim" is one as like as not
    for other in denial.denies:
        if other.event == "other":
            continue
        draft = more.get(_content(other))
        if draft is None:
            draft = more[_content(other)] = copy(denial)
            draft.event, draft.actor, draft.target, draft.unit = other.event, other.actor, other.target, other.unit
            draft.time, draft.denies = other.time, [other]
    first, *rest = more.values()
    denied = [other for draft in rest for other in draft.denies]
    first.denies = [other for other in first.denies if other not in denied]
    return rest


def _content(draft: Draft) -> tuple[str | None, ...]:
    return (draft.event, draft.actor, draft.target, draft.unit)


def _points_back(denial: Draft) -> bool:
    """Whether a denial without an event rejects what was claimed before, and is no mere negation."""
    speech = denial.speech
    return speech is None or speech.form == "refuse" or speech.refers or speech.figure


def rejects(denial: Draft, other: Draft) -> bool:
    """Whether a claim says what a denial with content of its own rejects."""
    return (
        other is not denial
        and other.stance not in DENYING
        and other.speaker_party not in (denial.speaker_party, NARRATOR)
        and other.event == denial.event
        and (
            other.actor is None
            or denial.actor is None
            or other.actor == denial.actor
            or (other.event in TWO_SIDED and denial.actor == other.target)
        )
    )


def _take_content(denial: Draft, drafts: Sequence[Draft]) -> None:
    """Let a denial without content reject the nearest claim of somebody else before it, else after it."""
    others = [
        other
        for other in drafts
        if other is not denial and other.stance not in DENYING and other.speaker_party != denial.speaker_party
    ]
    # "this news" may be what the report itself tells by way of an outlet
    before = [other for other in others if other.speaker_party != NARRATOR] or [other for other in others if other.via]
    if not before and denial.bare:
        # "..., Russia rejects it": what the report tells that the denier has done
        before = [other for other in others if other.actor == denial.speaker_party and other.event in FORCE]
    if not before:
        return
    if denial.speech is not None and denial.speech.figure:
        before = [other for other in before if other.number is not None] or before
    own = [
        other
        for other in before
        if other.actor == denial.speaker_party and other.stance == "accuses" and denial.passage - other.passage <= NEAR
    ]
    nearest = _nearest(denial, own or before)
    group = [other for other in before if other.speech is nearest.speech or _beside(denial, nearest, other)]
    about = next((other for other in group if other.event != "other"), nearest)
    if any(other.stance == "accuses" for other in group):
        # who denies one accusation denies them all
        group = [
            other for other in drafts if other.stance == "accuses" and other.speaker_party == nearest.speaker_party
        ]
    denial.event, denial.actor, denial.target, denial.unit = about.event, about.actor, about.target, about.unit
    denial.denies = [about] if about.number is not None and denial.speech and denial.speech.figure else group


def _beside(denial: Draft, nearest: Draft, other: Draft) -> bool:
    """Whether one denial of "those claims" meets another claim of the same speaker in the same sentence."""
    counted = denial.speech is not None and denial.speech.cue is not None and bool(denial.speech.cue.form)
    return counted and (other.passage, other.speaker_party) == (nearest.passage, nearest.speaker_party)


def _nearest(denial: Draft, others: Sequence[Draft]) -> Draft:
    """The claim that a denial points back to: the last before it, else the first after it."""
    same = [other for other in others if other.passage == denial.passage]
    earlier = [other for other in same if other.start <= denial.start] or [
        other for other in others if other.passage < denial.passage and not other.title
    ]
    return (earlier or same or list(others))[-1]


def _blame(blame: Draft, drafts: Sequence[Draft]) -> None:
    """Let who condemns without saying what condemn the nearest act of another: "... that X blames on Y"."""
    acts = [
        other
        for other in drafts
        if other.passage == blame.passage and other.event in FORCE and other.actor not in (None, blame.speaker_party)
    ]
    if not blame.bare:
        cue = blame.speech.cue if blame.speech is not None else None
        if cue is None or "blames_on" not in cue.func or blame.actor is None:
            return
        # what the report tells of nobody, or of whom it is blamed on
        acts = [
            other
            for other in drafts
            if other.passage == blame.passage
            and other.event in FORCE
            and other.speaker_party in (NARRATOR, UNNAMED)
            and other.actor in (None, blame.actor)
            and other.target not in (None, blame.actor)
        ]
    if acts:
        about = acts[-1]
        blame.event, blame.target = about.event, about.target
        blame.actor = about.actor or blame.actor
