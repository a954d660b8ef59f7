"""Where marks of an axis stand, and how labels keep apart: numbers and days enter and leave. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import log1p
from typing import Final

STEEP: Final = 40
"""Times that the largest number may be the smallest one before the axis counts in powers of ten."""
WEEK: Final = 7
DAYS: Final = (1, 2, 3, WEEK, 2 * WEEK)
"""Distances of marks in days; longer ones are whole months."""
EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2200, 1, 1)
"""Days outside of these are mistakes of a source, and no axis reaches there; tables have them all the same."""
MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120)


def even(top: int, most: int = 5) -> tuple[int, ...]:
    """Whole numbers from 0 to `top` or just above, evenly apart by 1, 2 or 5 times a power of ten, `most` at most."""
    scale = 1
    while True:
        for step in (scale, 2 * scale, 5 * scale):
            if -(-top // step) < most:
                return tuple(range(0, step * max(1, -(-top // step)) + 1, step))
        scale *= 10


def tens(top: int, most: int = 6) -> tuple[int, ...]:
    """0 and the powers of ten up to the first that is not below `top`, every second or third where they are many."""
    powers = [1]
    while powers[-1] < top:
        powers.append(powers[-1] * 10)
    return 0, *powers[:: -(-len(powers) // most)]


def steep(numbers: Sequence[int]) -> bool:
    """Whether numbers lie so far apart that an even axis would hide the small ones."""
    above = [number for number in numbers if number > 0]
    return bool(above) and max(above) > STEEP * min(above)


def height_of(number: float, top: float, *, is_steep: bool) -> float:
    """How high a number stands on an axis from 0 to `top`, 0 to 1."""
    return log1p(number) / log1p(top) if is_steep else number / top


def days(first: date, last: date, most: int) -> tuple[date, ...]:
    """Days evenly apart from `first` to `last`, both inclusive, `most` at most, on Mondays or firsts of a month where
    they are further apart.
    """
    for step in DAYS:
        start = first + timedelta(days=-first.weekday() % WEEK) if step % WEEK == 0 else first
        if start <= last and (last - start).days // step < most:
            return tuple(start + timedelta(days=step * number) for number in range((last - start).days // step + 1))
    for step in MONTHS:
        found = tuple(_firsts(first, last, step))
        if len(found) <= most:
            return found
    return (first, last)


def _firsts(first: date, last: date, step: int) -> Iterator[date]:
    """Firsts of every `step`th month, January among them."""
    month = first.year * 12 + first.month - 1 + (first.day > 1)
    month += -month % step
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Places as near as can be to the wanted ones, in their order, at least `gap` apart, from `low` to `high` where
    there is room.
    """
    order = sorted(range(len(wanted)), key=lambda position: (wanted[position], position))
    places = [0.0] * len(wanted)
    floor = low
    for position in order:
        places[position] = max(wanted[position], floor)
        floor = places[position] + gap
    ceiling = high
    for position in reversed(order):
        places[position] = min(places[position], ceiling)
        ceiling = places[position] - gap
    return tuple(places)
