"""Grows forests with LightGBM and writes them down as the judge walks them.

Rows with what is right enter, trees leave. The same rows give the same trees: one thread, fixed seeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from counterclaim.coding.judge.forest import Forest, Node
from counterclaim.errors import CoderMissing

DIGITS: Final = 5
"""Of the value of a leaf."""
SETTINGS: Final = {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 15,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "cat_smooth": 20,
    "min_data_per_group": 20,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}
"""Small trees and strong shrinkage: some thousand claims are few. Chosen on held-out folds (docs/learned-coder.md)."""
Trees = list[Node]


class Rows:
    """Rows to learn from: what stands in each, whether it is right, how much it weighs."""

    def __init__(self) -> None:
        self.rows: list[Sequence[float]] = []
        self.right: list[bool] = []
        self.weights: list[float] = []

    def add(self, row: Sequence[float], right: bool, weight: float) -> None:
        """One more row."""
        self.rows.append(row)
        self.right.append(right)
        self.weights.append(weight)


def grown(rows: Rows, kinds: Sequence[int], rounds: int, before: Forest | None = None) -> Trees:
    """The trees of `rounds` rounds; `kinds`: features that are no amounts; `before`: a forest that these go on from.

    Raises CoderMissing where the extra `train` is not installed.
    """
    try:
        import lightgbm  # type: ignore[import-not-found, unused-ignore]  # an extra
        import numpy  # type: ignore[import-not-found, unused-ignore]  # an extra
    except ImportError as error:
        raise CoderMissing(
            "learned", f"cannot be trained without {error.name}", "install counterclaim[train]"
        ) from None
    matrix = numpy.asarray(rows.rows, dtype=numpy.float32)
    start = [before.margin(row) for row in rows.rows] if before is not None else None
    lightgbm.register_logger(_Silent())
    known = lightgbm.Dataset(
        matrix, numpy.asarray(rows.right, dtype=float), weight=rows.weights, init_score=start,
        categorical_feature=list(kinds),
    )  # fmt: skip
    booster = lightgbm.train(SETTINGS, known, rounds)
    return [_tree(each["tree_structure"]) for each in booster.dump_model()["tree_info"]]


def chances(trees: Trees, rows: Sequence[Sequence[float]]) -> list[float]:
    """The chances that trees give to many rows at once: what `Forest.chances` gives, sooner."""
    import numpy  # type: ignore[import-not-found, unused-ignore]  # an extra

    if not rows:
        return []
    matrix = numpy.asarray(rows, dtype=numpy.float64)
    totals = numpy.zeros(len(rows))
    for tree in trees:
        waiting: list[tuple[Node, Any]] = [(tree, numpy.arange(len(rows)))]
        while waiting:
            node, at = waiting.pop()
            if not isinstance(node, list):
                totals[at] += node
                continue
            feature, limit, low, high = node
            column = matrix[at, feature]
            below = numpy.isin(column, limit) if isinstance(limit, list) else column <= limit
            waiting += [(low, at[below]), (high, at[~below])]
    found: list[float] = (1.0 / (1.0 + numpy.exp(-totals))).tolist()
    return found


def _tree(node: dict[str, Any]) -> Node:
    """A tree as the judge walks it."""
    if "leaf_value" in node:
        return round(node["leaf_value"], DIGITS)
    among = node["decision_type"] == "=="
    limit = [int(kind) for kind in node["threshold"].split("||")] if among else float(node["threshold"])
    return [node["split_feature"], limit, _tree(node["left_child"]), _tree(node["right_child"])]


class _Silent:
    """Keeps LightGBM from printing."""

    def info(self, message: str) -> None:
        """Nothing."""

    def warning(self, message: str) -> None:
        """Nothing: it warns of -1 among kinds, which is how nothing is written."""
