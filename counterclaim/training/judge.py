"""Teaches the judge: examples enter, the body of its weights leaves, with a card that says how well it judges.

Every figure of the card, the threshold and the curve of confidence come from reports that were held out, and the last
two only from reports that no rule was written by. Three times the reports are dealt into folds: the outer ones hold out
what is measured, the inner ones give the second look chances that its own examples did not make.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from counterclaim.coding.judge import features, looks
from counterclaim.coding.judge.deciding import chosen
from counterclaim.coding.judge.features import Words
from counterclaim.coding.judge.forest import Curve, Forest
from counterclaim.coding.judge.judging import claims_by
from counterclaim.coding.judge.places import again
from counterclaim.coding.judge.weights import ANSWERS, BY_WORDS, Bars, ByWords, Judgement
from counterclaim.coding.judge.wording import Wording
from counterclaim.model import Claim
from counterclaim.training import wording as said
from counterclaim.training.answers import INNER, answers
from counterclaim.training.folds import FOLDS, number
from counterclaim.training.growing import Rows, Trees, chances, grown
from counterclaim.training.lessons import Lesson, say, weight

ROUNDS: Final = {"first": 150, "second": 120, "actor": 150, "target": 150, "count": 120}
LOWEST: Final = 0.05
"""Chance below which nothing is ever claimed."""
Progress = Callable[[str], None]
_BASE: Final = len(features.NAMES)
_KINDS: Final = [features.NAMES.index(name) for name in features.KINDS]


def _kinds(names: Sequence[str], kinds: Sequence[str]) -> list[int]:
    return [*_KINDS, *(_BASE + names.index(kind) for kind in kinds)]


OPTION_KINDS: Final = _kinds(looks.OPTION_NAMES, looks.OPTION_KINDS)


@dataclass(frozen=True, slots=True)
class Learned:
    """The trees of one way to judge."""

    first: Trees
    second: Trees
    actor: Trees
    target: Trees
    count: Trees
    by_words: ByWords
    wording: Wording | None = None

    def and_then(self, more: Learned) -> Learned:
        """What was learned, and then more."""
        return Learned(
            [*self.first, *more.first],
            [*self.second, *more.second],
            [*self.actor, *more.actor],
            [*self.target, *more.target],
            [*self.count, *more.count],
            self.by_words,
            self.wording,
        )

    def judgement(self) -> Judgement:
        """The judgement that walks them, and takes all that is not quite impossible."""
        trees = (self.first, self.second, self.actor, self.target, self.count)
        first, second, actor, target, count = map(Forest, trees)
        least, right = Bars(LOWEST, LOWEST), Curve([[0.0, 0.0], [1.0, 1.0]])
        return Judgement(first, second, actor, target, count, least, right, {}, {}, self.by_words, self.wording)

    def body(
        self, bars: Mapping[str, tuple[float, float]], right: Mapping[str, Sequence[Sequence[float]]], words: Words
    ) -> dict[str, Any]:
        """What stands in the file of weights; `bars` and `right` by language, and under "" those of all."""
        trees = {name: getattr(self, name) for name in ROUNDS}
        by_language = {lang: steps for lang, steps in right.items() if lang}
        words_say = {} if self.wording is None else {"wording": said.body(self.wording)}
        return {
            **trees, **words_say, BY_WORDS: said.body([getattr(self.by_words, name) for name in ANSWERS]),
            "words": dict(words),
            "least": list(bars[""]), "least by language": {lang: list(each) for lang, each in bars.items() if lang},
            "right": right[""], "right by language": by_language,
        }  # fmt: skip


def learned(taught: Sequence[Lesson], before: Learned | None = None, rounds: Mapping[str, int] = ROUNDS) -> Learned:
    """What lessons teach; `before`: what was learned before, and is gone on from."""
    start = before.judgement() if before is not None else None
    forests = {name: getattr(start, name) if start is not None else None for name in ROUNDS}
    wording = _wording(taught) if before is None else before.wording
    if before is not None:
        say(taught, wording)
    for part in range(INNER):
        inner = [lesson for lesson in taught if number(lesson.example.report.id, INNER) != part]
        rest = [lesson for lesson in taught if number(lesson.example.report.id, INNER) == part]
        _look(rest, grown(_first(inner), OPTION_KINDS, rounds["first"], forests["first"]), before)
    second = grown(_second(taught), OPTION_KINDS, rounds["second"], forests["second"])
    first = grown(_first(taught), OPTION_KINDS, rounds["first"], forests["first"])
    actor, target, count = answers(taught, rounds, start)
    tables = ByWords(actor.table, target.table, count.table)
    return Learned(first, second, actor.trees, target.trees, count.trees, tables, wording)


def _wording(taught: Sequence[Lesson]) -> Wording | None:
    """What words weigh; each lesson is given what lessons of other parts make of its words."""
    if not any(lesson.marks for lesson in taught):
        return None
    part_of = {lesson.example.report.id: number(f"words {lesson.example.report.id}", INNER) for lesson in taught}
    for part in range(INNER):
        others = [lesson for lesson in taught if part_of[lesson.example.report.id] != part]
        say([lesson for lesson in taught if part_of[lesson.example.report.id] == part], _tables(others))
    return _tables(taught)


def _tables(taught: Sequence[Lesson]) -> Wording:
    """What words weigh where anything is claimed, and where it is what the rules read."""
    anything: tuple[list[list[int]], list[bool], list[float]] = ([], [], [])
    own: tuple[list[list[int]], list[bool], list[float]] = ([], [], [])
    for lesson in taught:
        right, repeats = {i for i, _ in lesson.right}, {i for i, _ in lesson.neither}
        for i, marks in enumerate(lesson.marks):
            for (seen, told, weighs), true, left_out in (
                (anything, i in right, i in repeats),
                (own, (i, 0) in lesson.right, (i, 0) in lesson.neither),
            ):
                if not left_out:
                    seen.append(marks)
                    told.append(true)
                    weighs.append(weight(lesson))
    return said.table(*anything), said.table(*own)


def _look(some: Sequence[Lesson], trees: Trees, before: Learned | None) -> None:
    """Give each option of lessons the chance of the first look."""
    whole = trees if before is None else [*before.first, *trees]
    rows = [place.row + row for lesson in some for place in lesson.places for row in place.rows]
    found = iter(chances(whole, rows))
    for lesson in some:
        for place in lesson.places:
            place.chances = [round(next(found), 6) for _ in place.rows]


def _look_again(some: Sequence[Lesson], trees: Trees) -> None:
    """Give each option of lessons the chance of the second look."""
    rows = [
        place.row + row + added
        for lesson in some
        for place, more in zip(lesson.places, again(lesson.places), strict=True)
        for row, added in zip(place.rows, more, strict=True)
    ]
    found = iter(chances(trees, rows))
    for lesson in some:
        for place in lesson.places:
            place.second = [next(found) for _ in place.rows]


def _first(taught: Sequence[Lesson]) -> Rows:
    rows = Rows()
    for lesson in taught:
        for i, place in enumerate(lesson.places):
            for at, row in enumerate(place.rows):
                if (i, at) not in lesson.neither:
                    rows.add(place.row + row, (i, at) in lesson.right, weight(lesson))
    return rows


def _second(taught: Sequence[Lesson]) -> Rows:
    rows = Rows()
    for lesson in taught:
        for i, (place, more) in enumerate(zip(lesson.places, again(lesson.places), strict=True)):
            for at, (row, added) in enumerate(zip(place.rows, more, strict=True)):
                if (i, at) not in lesson.neither:
                    rows.add(place.row + row + added, (i, at) in lesson.right, weight(lesson))
    return rows


def held_out(
    taught: Sequence[Lesson], progress: Progress, before: Learned | None = None, rounds: Mapping[str, int] = ROUNDS
) -> dict[str, tuple[Claim, ...]]:
    """What the judge would claim of each report, taught without its fold; confidences are chances."""
    claims: dict[str, tuple[Claim, ...]] = {}
    for fold in range(FOLDS):
        progress(f"fold {fold + 1} of {FOLDS}")
        more = learned([lesson for lesson in taught if lesson.fold != fold], before, rounds)
        whole = more if before is None else before.and_then(more)
        judgement = whole.judgement()
        held = [lesson for lesson in taught if lesson.fold == fold]
        say(held, whole.wording)
        _look(held, whole.first, None)
        _look_again(held, whole.second)
        for lesson in held:
            report = lesson.example.report
            claims[report.id] = ()
            if lesson.view is not None:
                told = chosen(lesson.places, lesson.view, judgement, LOWEST)
                claims[report.id] = claims_by(told, lesson.view, report, judgement.right)
    return claims
