"""Lessons: coded reports as the judge sees them, with what is right of what it could read there.

Examples enter, `Lesson`s leave: the places of each report, which of their options a coded claim is, and which only
repeat one. Nothing is learned here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from counterclaim.coding.counting import lost
from counterclaim.coding.hearing import hear
from counterclaim.coding.judge.candidates import KEPT, Candidates, candidates
from counterclaim.coding.judge.features import Words
from counterclaim.coding.judge.hints import Hints
from counterclaim.coding.judge.options import value
from counterclaim.coding.judge.places import Place, places
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.wording import WORD_NAMES, Wording, scores
from counterclaim.model import TWO_SIDED, Claim
from counterclaim.training.examples import Example

COMMON: Final = 20
"""Times a word must stand among the candidates to have a number."""
UNKNOWN_WEIGHS: Final = 3.0
"""Weight of a report that no rule was written by: on the others the rules look better than they are."""


@dataclass(slots=True)
class Lesson:
    """One example as the judge sees it."""

    example: Example
    fold: int
    view: View | None = None
    places: list[Place] = field(default_factory=list)
    right: dict[tuple[int, int], Claim] = field(default_factory=dict)
    """Of a place and its option, the coded claim that it is."""
    actors: dict[tuple[int, int], str | None] = field(default_factory=dict)
    """Of each of these, who is taken for who acts by what did not learn from it."""
    neither: set[tuple[int, int]] = field(default_factory=set)
    """Options that repeat one that is right: they cost nothing and bring nothing."""
    marks: list[list[int]] = field(default_factory=list)
    """Of each place, the words beside it, where the judge is to look at words (`wording`)."""


def words_of(found: Sequence[Candidates]) -> dict[str, int]:
    """A number for every word for an event, and every cue, that is common enough."""
    counts: Counter[str] = Counter()
    for each in found:
        for candidate in each.found:
            draft = candidate.draft
            if draft.trigger is not None:
                counts[draft.trigger.word] += 1
            if draft.speech is not None and draft.speech.cue is not None:
                counts["~" + draft.speech.cue.word] += 1
    return {word: at for at, word in enumerate(sorted(word for word, count in counts.items() if count >= COMMON))}


def lessons(
    examples: Sequence[Example],
    folds: Mapping[str, int],
    hints: Mapping[str, Hints] | None,
    words: Mapping[str, int] | None,
) -> tuple[list[Lesson], Words]:
    """The lessons of examples, and the numbers of words, made of them where none are given.

    With `hints`, examples without any are left out; without, the judge is to look at words itself.
    """
    asked = [each for each in examples if hints is None or each.report.id in hints]
    heard = [hear(each.report) for each in asked]
    found = [candidates(each.report, ear) if ear.conflict else None for each, ear in zip(asked, heard, strict=True)]
    numbers = words_of([each for each in found if each is not None]) if words is None else words
    made: list[Lesson] = []
    for example, each in zip(asked, found, strict=True):
        lesson = Lesson(example, folds[example.report.id])
        if each is not None:
            lesson.view, lesson.places = places(each, hints[example.report.id] if hints is not None else None, numbers)
            _mark(lesson)
            texts = lesson.view.texts
            lesson.marks = [texts.marks(place.candidate, place.at) for place in lesson.places if hints is None]
        made.append(lesson)
    return made, numbers


def _mark(lesson: Lesson) -> None:
    """Match options with coded claims, one to one: first what the rules claim, then the most alike."""
    pairs = [
        (-_likeness(place, at, claim, trigger, lesson), i, at, k)
        for k, (claim, trigger) in enumerate(zip(lesson.example.claims, lesson.example.triggers, strict=True))
        for i, place in enumerate(lesson.places)
        for at, option in enumerate(place.options)
        if option[:3] == (claim.event, claim.speaker_party, claim.stance)
    ]
    taken: set[int] = set()
    won: dict[int, int] = {}
    for _, i, at, k in sorted(pairs):
        if k not in taken and i not in won:
            taken.add(k)
            won[i] = at
            lesson.right[i, at] = lesson.example.claims[k]
    told = {(lesson.places[i].options[at][:3], *_content(lesson.places[i])) for i, at in won.items()}
    lesson.neither = {
        (i, at)
        for i, place in enumerate(lesson.places)
        if i not in won
        for at, option in enumerate(place.options)
        if (option[:3], *_content(place)) in told
    }


def _content(place: Place) -> tuple[object, ...]:
    """Target, unit and count of a candidate."""
    draft = place.candidate.draft
    return (draft.target, draft.unit or lost(draft.event, draft.act), value(draft.number if draft.unit else None))


def _likeness(place: Place, at: int, claim: Claim, trigger: tuple[int, int] | None, lesson: Lesson) -> float:
    """How alike an option and a coded claim of the same core are."""
    draft = place.candidate.draft
    _, unit, bounds = _content(place)
    start, end = _stored(lesson, draft.start, draft.end)
    common = min(end, claim.evidence.end) - max(start, claim.evidence.start)
    joint = max(end, claim.evidence.end) - min(start, claim.evidence.start)
    near = trigger is not None and trigger[0] < place.at[1] and place.at[0] < trigger[1]
    return (
        20.0 * (place.candidate.fate == KEPT and at == 0)
        + 4.0 * ((unit, bounds) == (claim.unit, (claim.low, claim.high)))
        + 1.0 * (unit == claim.unit)
        + 1.0 * (sides(claim.event, draft.actor, draft.target) == sides(claim.event, claim.actor, claim.target))
        + 0.5 * (draft.actor == claim.actor)
        + max(common, 0) / max(joint, 1)
        + 2.0 * near
    )


def _stored(lesson: Lesson, start: int, end: int) -> tuple[int, int]:
    assert lesson.view is not None
    return lesson.view.found.heard.main.text.stored_span(start, end)


def sides(event: str, actor: str | None, target: str | None) -> object:
    """The target; of an event with two sides, both."""
    return frozenset((actor, target)) - {None} if event in TWO_SIDED else target


def say(some: Sequence[Lesson], wording: Wording | None) -> None:
    """Write into the rows of lessons what words say."""
    if wording is None:
        return
    for lesson in some:
        for place, marks in zip(lesson.places, lesson.marks, strict=True):
            place.row[-len(WORD_NAMES) :] = scores(wording, marks)


def weight(lesson: Lesson) -> float:
    """How much a lesson counts."""
    return 1.0 if lesson.example.known else UNKNOWN_WEIGHS
