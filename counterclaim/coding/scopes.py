"""Tells the scope of a number: one incident, a stated period, or a running total.

A draft with its number and time, and the words around it, enter; one of `SCOPES` leaves. Source: codebook, section 2.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from counterclaim.coding.draft import Draft
from counterclaim.language.numbers import Number
from counterclaim.language.running import Running
from counterclaim.language.timejoints import Time
from counterclaim.reading.text import NormalText

RUNNING: Final = frozenset({"since", "until"})
"""Kinds of time that a total runs over: "since October", "up to now"."""
LASTING: Final = frozenset({"back", "span", "week", "month", "season", "year", "decade", "elapsed"})
"""Kinds of time that are a stated period."""
INCIDENT_DAYS: Final = 1
"""Days that one incident lasts at most, where a time of that length is said; a night is one."""
SINGLE: Final = {"killed": 1000, "wounded": 1000, "killed_or_wounded": 1000, "missing": 1000, "displaced": 10_000}
"""From these numbers on people are not harmed or driven out in one incident, where no time is said."""
FEWEST: Final = 3
"""Count from which on a number can be a running total."""
WORDS: Final = 100
"""Characters that the words of a total take at most."""
STOP: Final = re.compile(r"[.!?…](?:\s|$)|\n|\d")
"""Where the sentence of a claim ends, or the next number stands."""


def scope_of(draft: Draft, text: NormalText, running: Running) -> str:
    """The scope of a draft's number; `running` are the pack's words for totals that run on."""
    time, number = draft.time, draft.number
    if number is not None and number.low == number.high == 1:
        return "incident"  # somebody, or one thing
    if time is not None and (time.first or time.stop):
        if time.first is None or time.stop is None or time.kind in RUNNING:
            return "cumulative"
        return "period" if time.kind in LASTING and _lasts(time) else "incident"
    if draft.runs:
        return "cumulative"
    if number is not None and number.low is not None and number.low >= SINGLE.get(draft.event, number.low + 1):
        return "cumulative"
    if number is not None and max(number.low or 0, number.high or 0) >= FEWEST and _runs(draft, number, text, running):
        return "cumulative"
    return "incident"


def _runs(draft: Draft, number: Number, text: NormalText, running: Running) -> bool:
    """Whether words of a total stand before a number, or words of its beginning behind it."""
    if running.total.search(text.words, draft.start, number.start):
        return True
    stop = STOP.search(text.shown, number.end)
    end = stop.start() if stop is not None else len(text.words)
    other = running.total.search(text.words, number.end, end + WORDS)
    return running.runs(text.words, draft.start, min(end, other.start()) if other is not None else end)


def _lasts(time: Time) -> bool:
    """Whether a time has both ends and is longer than one incident."""
    return time.first is not None and time.stop is not None and time.stop - time.first > timedelta(days=INCIDENT_DAYS)
