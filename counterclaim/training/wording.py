"""Learns what the words beside a candidate weigh: a logistic regression over hashed words.

Marks of candidates with what is right enter, a table of weights leaves. The same marks give the same table.
"""

from __future__ import annotations

from array import array
from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Any, Final

from counterclaim.coding.judge.wording import SIZE, STEEP, Table

COST: Final = 0.3
"""What a mistake costs beside the weights themselves. Chosen on held-out folds: 1.0 is no better."""
STEPS: Final = 60
KEPT: Final = 8
"""Steps that the way down is remembered for."""
CLOSE: Final = 1e-4
"""Share of the first slope from which on the bottom is reached."""
MOST: Final = 127
"""The largest whole number of a table."""


class Marked:
    """Candidates by their marks, ready to learn from."""

    def __init__(self, marks: Sequence[Sequence[int]]) -> None:
        import numpy  # type: ignore[import-not-found, unused-ignore]  # an extra

        self.lengths = numpy.array([len(each) for each in marks])
        self.at = numpy.fromiter((mark for each in marks for mark in each), dtype=numpy.int64, count=sum(self.lengths))
        self.rows = numpy.repeat(numpy.arange(len(marks)), self.lengths)
        self.worth = STEEP / numpy.sqrt(self.lengths)
        self.sums = numpy.bincount

    def told(self, weights: Any) -> Any:
        """The log odds of each candidate, but for what all have in common."""
        return self.worth * self.sums(self.rows, weights[self.at], len(self.lengths))

    def back(self, slopes: Any) -> Any:
        """What slopes of candidates make of slopes of weights."""
        return self.sums(self.at, (self.worth * slopes)[self.rows], SIZE)


def table(marks: Sequence[Sequence[int]], right: Sequence[bool], weights: Sequence[float]) -> Table:
    """What words weigh for one question."""
    import numpy  # type: ignore[import-not-found, unused-ignore]  # an extra

    marked = Marked(marks)
    signs = numpy.where(numpy.array(right), 1.0, -1.0)
    cost = COST * numpy.array(weights)

    def worth(found: Any) -> tuple[float, Any]:
        odds = -signs * (marked.told(found[:SIZE]) + found[SIZE])
        slopes = -signs * cost / (1.0 + numpy.exp(-odds))
        slope = found + numpy.append(marked.back(slopes), slopes.sum())
        return float(found @ found / 2 + (cost * numpy.logaddexp(0.0, odds)).sum()), slope

    found = _lowest(worth, numpy.zeros(SIZE + 1))[:SIZE]
    scale = float(abs(found).max()) / MOST or 1.0
    return Table(array("b", [int(each) for each in numpy.rint(found / scale)]), scale)


def _lowest(worth: Callable[[Any], tuple[float, Any]], at: Any) -> Any:
    """Where a convex function is lowest, by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5)."""
    value, slope = worth(at)
    first = float(abs(slope).max())
    steps: list[tuple[Any, Any]] = []
    for _ in range(STEPS):
        if float(abs(slope).max()) <= CLOSE * first:
            break
        way, passed = -slope, []
        for step, turn in reversed(steps):
            share = (step @ way) / (step @ turn)
            passed.append(share)
            way = way - share * turn
        if steps:
            step, turn = steps[-1]
            way = way * ((step @ turn) / (turn @ turn))
        for (step, turn), share in zip(steps, reversed(passed), strict=True):
            way = way + step * (share - (turn @ way) / (step @ turn))
        length = 1.0 if steps else 1.0 / max(float(abs(slope).sum()), 1.0)
        fall = float(way @ slope)
        while length > 1e-12:
            there, bent = worth(at + length * way)
            if there <= value + 1e-4 * length * fall:
                break
            length /= 2
        else:
            break
        step, turn = length * way, bent - slope
        if float(step @ turn) > 0.0:
            steps = [*steps[-KEPT + 1 :], (step, turn)]
        at, value, slope = at + step, there, bent
    return at


def body(tables: Sequence[Table]) -> dict[str, Any]:
    """Tables as a file of weights holds them."""
    written = [b64encode(bytes(each & 0xFF for each in table.weights)).decode() for table in tables]
    return {"tables": written, "scales": [table.scale for table in tables]}
