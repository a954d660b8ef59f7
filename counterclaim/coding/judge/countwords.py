"""The words that tell what is counted and how many, as places in a table of weights (`wording`).

An answer enters, marks leave: the unit beside the event, the words of the event, those beside the number and those
between the two.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, NamedTuple

from counterclaim.coding.judge.options import Option
from counterclaim.coding.judge.places import Place
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.wording import Hashed, mark
from counterclaim.language.numbers import Number

BEFORE, AFTER = 3, 5
"""Words beside the number that are looked at: what is counted mostly stands behind it."""
BETWEEN: Final = 12
"""Words between the number and the event, at most, that are looked at."""
AROUND: Final = 5
"""Words on each side of the event that are looked at."""


class Count(NamedTuple):
    """One answer to what is counted, and how many."""

    unit: str | None
    number: Number | None
    base: bool = False
    """Whether it is the rules' own."""


def stored(count: Count, view: View) -> tuple[int, int] | None:
    """Where the number stands in the stored text."""
    if count.number is None:
        return None
    return view.found.heard.main.text.stored_span(count.number.start, count.number.end)


def marks(place: Place, option: Option, count: Count, view: View) -> list[int]:
    """Where in the table stands what words say of an answer."""
    draft, event, unit, number = place.candidate.draft, option.event, count.unit, count.number
    own = f"{view.lang}c"
    words, first, last, word = view.texts.around(draft, place.at)
    just_one = number is not None and (number.low, number.high) == (1, 1)
    kind = ("=" if count.base else "") + ("n" if number is None else "1" if just_one else "x")
    known = (f"{event} {unit}", f"{event} {unit} {kind}", f"{event} {kind} {option.stance}", f"{unit} {kind}",
             f"{unit} {kind} {draft.target}", f"{event} {unit} {draft.target}")  # fmt: skip
    found = [mark(f"c {each}") for each in known]
    found += [mark(f"{own} word {each}", word) for each in (unit, kind, f"{unit} {kind}")]
    for each in (*words.hashes[max(first - AROUND, 0) : first], *words.hashes[last : last + AROUND + 1]):
        found += [mark(f"{own} near {unit}", each), mark(f"{own} near {kind}", each)]
    span = stored(count, view)
    if span is not None and not just_one:
        found += _beside(words, span, (first, last), own, (event, unit))
    return found


def _beside(
    words: Hashed, span: tuple[int, int], event_at: tuple[int, int], own: str, named: tuple[str, str | None]
) -> list[int]:
    """The words beside a number, its own, and those between it and the event."""
    event, unit = named
    first, last = (bisect_left(words.starts, at) for at in span)
    found: list[int] = []
    for away in range(BEFORE):
        each = words.at(first - 1 - away)
        found += [mark(f"{own} L{away}", each), mark(f"{own} L {event}", each)]
    for away in range(AFTER):
        each = words.at(last + away)
        found += [mark(f"{own} R{away}", each), mark(f"{own} R {unit}", each), mark(f"{own} R {event}", each)]
    found += [mark(f"{own} own", each) for each in words.hashes[first:last]]
    way = "l" if first < event_at[0] else "r"
    low, high = (last, event_at[0]) if last <= event_at[0] else (event_at[1], first)
    if not 0 <= high - low <= BETWEEN:
        return [*found, mark(f"{own} far {way}")]
    found += [mark(f"{own} between {way}", each) for each in sorted({*words.hashes[low:high]})]
    return [*found, mark(f"{own} apart {way} {high - low}")]
