"""Teaches who acts, whom it befalls, and what is counted, in what is right of a report.

Lessons enter, a table of words and trees leave for each question. What words say of an answer is learned first; the
trees see what was said of answers that it did not learn from. Whom it befalls is learned beside who was taken for who
acts by trees that did not learn from the report either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from counterclaim.coding.judge import counts as counting
from counterclaim.coding.judge import features, siding
from counterclaim.coding.judge.countwords import marks as count_marks
from counterclaim.coding.judge.deciding import likeliest
from counterclaim.coding.judge.forest import Forest
from counterclaim.coding.judge.options import Option, value
from counterclaim.coding.judge.places import Place
from counterclaim.coding.judge.sidewords import marks as side_marks
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.weights import Judgement
from counterclaim.coding.judge.wording import Table
from counterclaim.model import TWO_SIDED, Claim
from counterclaim.training import wording as said
from counterclaim.training.folds import number
from counterclaim.training.growing import Rows, Trees, grown
from counterclaim.training.lessons import Lesson, sides, weight

INNER: Final = 3
"""Parts of what is learned from, each judged in turn by what was learned from the others."""


class Taught(NamedTuple):
    """What was learned of one question."""

    table: Table
    trees: Trees


class Asked(NamedTuple):
    """One right reading, and every answer that it may have."""

    place: Place
    option: Option
    view: View
    answers: list[Any]
    right: list[bool]


class Question(NamedTuple):
    """What is asked of a right reading."""

    name: str
    asked: Callable[[Lesson], Iterator[Asked]]
    rows: Callable[[Place, Option, Sequence[Any], View, Table | None], list[features.Row]]
    marks: Callable[[Place, Option, Any, View], list[int]]
    kinds: list[int]
    """Numbers of a row that are kinds and no amounts."""


Learnt = tuple[Forest, Table]
"""What was learned of one question before."""


def answers(taught: Sequence[Lesson], rounds: Mapping[str, int], before: Judgement | None) -> tuple[Taught, ...]:
    """What lessons teach of each question, in the order of `ANSWERS`; `before`: what is gone on from."""
    known: dict[str, Learnt | None] = {
        each.name: (getattr(before, each.name), getattr(before.by_words, each.name)) if before is not None else None
        for each in QUESTIONS
    }
    for part in range(INNER):
        others = [each for each in taught if _part(each, "") != part]
        learned = _taught(others, ACTOR, rounds["actor"], known["actor"])
        forest = Forest(learned.trees) if before is None else before.actor + Forest(learned.trees)
        for lesson in taught:
            if _part(lesson, "") == part:
                _act(lesson, forest, learned.table)
    return tuple(_taught(taught, each, rounds[each.name], known[each.name]) for each in QUESTIONS)


def _part(lesson: Lesson, of: str) -> int:
    return number(of + lesson.example.report.id, INNER)


def _act(lesson: Lesson, forest: Forest, table: Table) -> None:
    """Write into a lesson who is taken for who acts."""
    for at, (place, option, view, found, _) in zip(lesson.right, _who_acts(lesson), strict=True):
        lesson.actors[at] = likeliest(forest, found, siding.side_rows(place, option, found, view, table)).code


def _readings(lesson: Lesson) -> Iterator[tuple[Place, Option, View, Claim, tuple[int, int]]]:
    for at, claim in lesson.right.items():
        assert lesson.view is not None
        place = lesson.places[at[0]]
        yield place, place.options[at[1]], lesson.view, claim, at


def _who_acts(lesson: Lesson) -> Iterator[Asked]:
    """Who acts; of an event with two sides, either of them."""
    for place, option, view, claim, _ in _readings(lesson):
        own = {claim.actor, claim.target} if claim.event in TWO_SIDED else {claim.actor}
        own = own if own == {None} else own - {None}
        found = siding.actors(place, option, view)
        yield Asked(place, option, view, found, [side.code in own for side in found])


def _whom(lesson: Lesson) -> Iterator[Asked]:
    """Whom it befalls, beside who was taken for who acts; of an event with two sides, the other one."""
    for place, option, view, claim, at in _readings(lesson):
        actor = lesson.actors[at]
        both = sides(claim.event, claim.actor, claim.target)
        found = siding.targets(place, option, actor, view)
        yield Asked(place, option, view, found, [sides(claim.event, actor, side.code) == both for side in found])


def _how_many(lesson: Lesson) -> Iterator[Asked]:
    for place, option, view, claim, _ in _readings(lesson):
        own = (claim.unit, claim.low, claim.high)
        found = counting.counts(place, option, view)
        said_of = [(count.unit, *value(count.number if count.unit else None)) for count in found]
        yield Asked(place, option, view, found, [each == own for each in said_of])


def _kinds(names: Sequence[str], kinds: Sequence[str]) -> list[int]:
    own = (len(features.NAMES) + names.index(kind) for kind in kinds)
    return [*(features.NAMES.index(kind) for kind in features.KINDS), *own]


_SIDE_KINDS = _kinds(siding.SIDE_NAMES, siding.SIDE_KINDS)
_COUNT_KINDS = _kinds(counting.COUNT_NAMES, counting.COUNT_KINDS)
ACTOR: Final = Question("actor", _who_acts, siding.side_rows, side_marks, _SIDE_KINDS)
QUESTIONS: Final = (
    ACTOR,
    Question("target", _whom, siding.side_rows, side_marks, _SIDE_KINDS),
    Question("count", _how_many, counting.count_rows, count_marks, _COUNT_KINDS),
)


def _taught(lessons: Sequence[Lesson], question: Question, rounds: int, before: Learnt | None) -> Taught:
    """What lessons teach of one question."""
    if before is not None:
        forest, table = before
        return Taught(table, grown(_rows(lessons, question, lambda _: table), question.kinds, rounds, forest))
    tables = [_table([each for each in lessons if _part(each, "words ") != part], question) for part in range(INNER)]
    rows = _rows(lessons, question, lambda lesson: tables[_part(lesson, "words ")])
    return Taught(_table(lessons, question), grown(rows, question.kinds, rounds))


def _table(lessons: Sequence[Lesson], question: Question) -> Table:
    """What words weigh for one question."""
    found: list[list[int]] = []
    right: list[bool] = []
    weights: list[float] = []
    for lesson in lessons:
        for place, option, view, several, truth in question.asked(lesson):
            found += [question.marks(place, option, answer, view) for answer in several]
            right += truth
            weights += [weight(lesson)] * len(truth)
    return said.table(found, right, weights)


def _rows(lessons: Sequence[Lesson], question: Question, table: Callable[[Lesson], Table]) -> Rows:
    """The rows of all answers, each with what a table says of it."""
    rows = Rows()
    for lesson in lessons:
        for place, option, view, several, truth in question.asked(lesson):
            made = question.rows(place, option, several, view, table(lesson))
            for row, right in zip(made, truth, strict=True):
                rows.add(row, right, weight(lesson))
    return rows
