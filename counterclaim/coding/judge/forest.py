"""A sum of small decision trees, in plain Python.

Rows of numbers enter, chances from 0 to 1 leave. How trees grow is the business of `counterclaim.training`.

The trees are written out as one function of Python, each tree one expression: that takes half the time of walking
them, and gives the same numbers, added in the same order. Only numbers of the trees come into its text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from math import exp, isfinite
from typing import Any, Final

LIMIT: Final = 700.0
"""Log odds beyond which a chance is 0, or 1, in any floating-point number."""
DEEPEST: Final = 40
"""Branches above each other in one tree; those that we grow have a dozen, and Python reads no more than 90."""
Node = Any
"""A leaf is a number; a branch is (feature, limit or kinds, branch below or among them, branch above or outside)."""


class Forest:
    """Trees whose leaves add up to the log odds of a chance."""

    def __init__(self, trees: Sequence[Node]) -> None:
        """Trees as they are written down: a leaf a number, a branch a list, its kinds a list.

        Raises ValueError, TypeError or OverflowError where they are none.
        """
        self.trees = tuple(_grown(tree) for tree in trees)

    def chance(self, row: Sequence[float]) -> float:
        """The chance of one row."""
        return 1.0 / (1.0 + exp(-max(self.margin(row), -LIMIT)))

    @property
    def widest(self) -> int:
        """The highest place of a row that is asked for; -1 where none is."""
        return max(map(_widest, self.trees), default=-1)

    @cached_property
    def margin(self) -> Callable[[Sequence[float]], float]:
        """What gives the log odds of one row; made when it is first needed."""
        names: dict[str, object] = {}
        lines = (f" total += {_spelled(tree, names)}\n" for tree in self.trees)
        text = f"def margin(row):\n total = 0.0\n{''.join(lines)} return total\n"
        exec(compile(text, "forest", "exec"), names)
        made: Callable[[Sequence[float]], float] = names["margin"]  # type: ignore[assignment]
        return made

    def __add__(self, other: Forest) -> Forest:
        """Both forests as one."""
        both = Forest(())
        both.trees = (*self.trees, *other.trees)
        return both

    def chances(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The chances of rows."""
        return [self.chance(row) for row in rows]


def _grown(node: Node, depth: int = 0) -> Node:
    if not isinstance(node, list):
        return _number(node)
    feature, limit, low, high = node
    if depth > DEEPEST or not isinstance(feature, int) or feature < 0:
        raise ValueError("no tree of a forest")
    test = frozenset(map(_number, limit)) if isinstance(limit, list) else _number(limit)
    return (int(feature), test, _grown(low, depth + 1), _grown(high, depth + 1))


def _number(node: Node) -> float:
    """A number of a tree: nothing else comes into the text that is run."""
    if not isinstance(node, int | float) or not isfinite(node):
        raise ValueError("no number of a forest")
    return float(node)


def _widest(node: Node) -> int:
    return max(node[0], _widest(node[2]), _widest(node[3])) if isinstance(node, tuple) else -1


def _spelled(node: Node, names: dict[str, object]) -> str:
    """A tree as an expression of Python; its kinds are given names."""
    if not isinstance(node, tuple):
        return repr(node)
    feature, limit, low, high = node
    if isinstance(limit, float):
        test = f"row[{feature}] <= {limit!r}"
    else:
        test = f"row[{feature}] in kinds{len(names)}"
        names[f"kinds{len(names)}"] = limit
    return f"({_spelled(low, names)} if {test} else {_spelled(high, names)})"


class Curve:
    """Steps from a chance as a forest gives it to the share that was right among such chances."""

    def __init__(self, steps: Sequence[Sequence[float]]) -> None:
        """Pairs of a chance, rising, and the share from there on; raises ValueError or TypeError."""
        self.starts = [_number(start) for start, _ in steps]
        self.shares = [_number(share) for _, share in steps]
        rising = all(before < after for before, after in pairwise(self.starts))
        if not steps or not rising or not all(0.0 <= share <= 1.0 for share in self.shares):
            raise ValueError("no steps of a curve")

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
