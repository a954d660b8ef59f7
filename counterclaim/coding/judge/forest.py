"""A sum of small decision trees, walked in plain Python.

Rows of numbers enter, chances from 0 to 1 leave. How trees grow is the business of `counterclaim.training`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import exp
from typing import Any, Final

LIMIT: Final = 700.0
"""Log odds beyond which a chance is 0 in any floating-point number."""
Node = Any
"""A leaf is a number; a branch is (feature, limit or kinds, branch below or among them, branch above or outside)."""


class Forest:
    """Trees whose leaves add up to the log odds of a chance."""

    def __init__(self, trees: Sequence[Node]) -> None:
        """Trees as they are written down: a leaf a number, a branch a list, its kinds a list."""
        self.trees = tuple(_grown(tree) for tree in trees)

    def chance(self, row: Sequence[float]) -> float:
        """The chance of one row."""
        return 1.0 / (1.0 + exp(-max(self.margin(row), -LIMIT)))

    def margin(self, row: Sequence[float]) -> float:
        """The log odds of one row."""
        total = 0.0
        for node in self.trees:
            while node.__class__ is tuple:
                feature, limit, low, high = node
                if limit.__class__ is float:
                    node = low if row[feature] <= limit else high
                else:
                    node = low if row[feature] in limit else high
            total += node
        return total

    def __add__(self, other: Forest) -> Forest:
        """Both forests as one."""
        both = Forest(())
        both.trees = (*self.trees, *other.trees)
        return both

    def chances(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The chances of rows."""
        return [self.chance(row) for row in rows]


def _grown(node: Node) -> Node:
    if not isinstance(node, list):
        return float(node)
    feature, limit, low, high = node
    return (feature, frozenset(limit) if isinstance(limit, list) else float(limit), _grown(low), _grown(high))


class Curve:
    """Steps from a chance as a forest gives it to the share that was right among such chances."""

    def __init__(self, steps: Sequence[Sequence[float]]) -> None:
        """Pairs of a chance, rising, and the share from there on."""
        self.starts = [start for start, _ in steps]
        self.shares = [share for _, share in steps]

    def share(self, chance: float) -> float:
        """The share that was right, between the steps on a straight line."""
        at = bisect_right(self.starts, chance)
        if at == 0:
            return self.shares[0]
        if at == len(self.starts):
            return self.shares[-1]
        before, after = self.starts[at - 1], self.starts[at]
        part = (chance - before) / (after - before)
        return self.shares[at - 1] + part * (self.shares[at] - self.shares[at - 1])
