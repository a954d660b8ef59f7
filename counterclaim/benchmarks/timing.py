"""Times contenders in turns, so that a machine that gets slower or faster does so for all of them.

Contenders enter: functions that make one pass and say what they found, by name. Medians leave.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter, process_time

Pass = Callable[[], "int | Passed"]
"""One pass over all texts: how much was found, or also the seconds where the contender looks at a clock of its own."""


@dataclass(frozen=True, slots=True)
class Passed:
    """One pass, or the median of several."""

    seconds: float
    found: int


def in_turns(contenders: Mapping[str, Pass], rounds: int) -> dict[str, Passed]:
    """The median of so many passes of each contender, after one that is not counted; all take turns."""
    passes: dict[str, list[Passed]] = {name: [] for name in contenders}
    gc.collect()  # what came before is nobody's cost
    for counted in range(rounds + 1):
        for name, contender in contenders.items():
            passed = _once(contender)
            if counted:
                passes[name].append(passed)
    return {
        name: Passed(statistics.median(each.seconds for each in made), made[-1].found) for name, made in passes.items()
    }


def _once(contender: Pass) -> Passed:
    begun = perf_counter()
    found = contender()
    seconds = perf_counter() - begun
    return found if isinstance(found, Passed) else Passed(seconds, found)


def quickest(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Processor seconds of the quickest of so many passes of each; what disturbs a pass only makes it slower."""
    seconds: dict[str, float] = {}
    for _ in range(rounds):
        for name, contender in contenders.items():
            begun = process_time()
            contender()
            seconds[name] = min(process_time() - begun, seconds.get(name, float("inf")))
    return seconds
