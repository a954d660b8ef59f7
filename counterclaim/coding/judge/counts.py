"""What is counted, and how many: every answer that a chosen reading may have, in numbers.

A place of a report and its chosen option enter; `Count`s and their rows leave, to stand behind the row of the place.
The rules' own answer is the first. Which of them is right is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counterclaim.coding.counting import lost
from counterclaim.coding.draft import Draft
from counterclaim.coding.judge.countwords import Count, marks, stored
from counterclaim.coding.judge.features import EVENT_AT, STANCE_AT, UNIT_AT, Row
from counterclaim.coding.judge.hints import Hint, likeliest
from counterclaim.coding.judge.options import Option, value
from counterclaim.coding.judge.places import Place
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.wording import Table, ranked

MOST: Final = 5
"""Answers that are weighed."""
NEAREST: Final = 2
"""Counted nouns of the passage that may be meant in place of what the rules count."""
COUNT_KINDS: Final = ("its unit", "its event", "its stance")
COUNT_NAMES: Final = (
    *COUNT_KINDS, "count is base", "no unit", "no number", "low", "distance", "behind", "vague", "just one",
    "hint unit", "hint unit base", "hint unit best", "hint count", "hint count none", "hint count best",
    "count by words", "count ahead by words", "count rank by words",
)  # fmt: skip


def counts(place: Place, option: Option, view: View) -> list[Count]:
    """What may be counted, and how many."""
    draft, hint = place.candidate.draft, place.hints.get(option.event)
    base = draft.unit or lost(draft.event, draft.act)
    found: list[Count] = [Count(base, draft.number if draft.unit else None, True)]
    at = draft.trigger.start if draft.trigger is not None else draft.start
    near = sorted(view.beside(draft).counted, key=lambda noun: (abs(noun.start - at), noun.start))
    more = [Count(noun.unit, noun.number) for noun in near if noun.unit][:NEAREST]
    if hint is not None:
        units = [None if unit == "none" else unit for unit in likeliest(hint.unit, 2)]
        numbers = [view.number_at(draft, place) for place in likeliest(hint.count, 1)]
        more = [Count(unit, number if unit else None) for unit in units for number in numbers] + more
    for one in (*more, Count(base, None), Count(None, None) if draft.unit else Count(base, None)):
        if all((one.unit, value(one.number)) != (other.unit, value(other.number)) for other in found):
            found.append(one)
    return found[:MOST]


def count_rows(place: Place, option: Option, answers: Sequence[Count], view: View, table: Table | None) -> list[Row]:
    """The rows of all answers; `table`: what words weigh for them."""
    draft, hint = place.candidate.draft, place.hints.get(option.event)
    by_words = [table.score(marks(place, option, count, view)) if table else 0.0 for count in answers]
    return [
        [*place.row, *_row(draft, option, count), *_hinted(draft, count, hint, view), *ranks]
        for count, ranks in zip(answers, ranked(by_words), strict=True)
    ]


def _row(draft: Draft, option: Option, count: Count) -> Row:
    number = count.number
    start = draft.trigger.start if draft.trigger is not None else draft.start
    return [
        UNIT_AT.get(count.unit, -1),
        EVENT_AT[option.event],
        STANCE_AT[option.stance],
        count.base,
        count.unit is None,
        number is None,
        (number.low or 0) if number is not None else -1,
        start - number.end if number is not None else -999,
        number is not None and number.start > start,
        number is not None and number.qualifier == "vague",
        number is not None and number.low == 1 and number.high == 1,
    ]


def _hinted(draft: Draft, count: Count, hint: Hint | None, view: View) -> Row:
    """What the second reader makes of an answer; -1 throughout where it was not asked."""
    if hint is None:
        return [-1.0] * 6
    start, end = stored(count, view) or (0, 0)
    written = f"{start}:{end}" if end else "none"
    return [
        hint.unit.get(count.unit or "none", 0.0),
        hint.unit.get(draft.unit or "none", 0.0),
        max(hint.unit.values(), default=0.0),
        hint.count.get(written, 0.0),
        hint.count.get("none", 0.0),
        hint.count.get(likeliest(hint.count, 1)[0], 0.0) if hint.count else 0.0,
    ]
