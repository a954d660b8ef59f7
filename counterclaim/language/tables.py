"""Word lists of a pack: their tables are checked, and become regular expressions that fail fast.

Used by the engines of numbers and times. This module knows no table by name and reads no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from counterclaim.errors import PackError


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first; it shares beginnings and so fails fast."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree) if tree else r"(?!)"


def _branch(tree: dict[str, Any]) -> str:
    ways = [re.escape(char) + _branch(node) for char, node in sorted(tree.items()) if char]
    if not ways:
        return ""
    inside = ways[0] if len(ways) == 1 and "" not in tree else f"(?:{'|'.join(ways)})"
    return f"{inside}?" if "" in tree else inside


def next_is(words: Iterable[str]) -> re.Pattern[str]:
    """Matches a blank and one of the words, whole."""
    return re.compile(rf" {one_of(words)}(?!\w)")


def check_tables(
    file: str, data: Mapping[str, Any], shape: Mapping[str, frozenset[str]], may_miss: frozenset[str] = frozenset()
) -> None:
    """Refuses missing and unknown tables and unknown keys; an empty set of keys allows the pack's own."""
    for table in sorted(shape.keys() - data.keys() - may_miss):
        raise PackError(file, table, "is missing")
    for table, content in data.items():
        if table not in shape:
            raise PackError(file, table, f"is not known; known are {', '.join(sorted(shape))}")
        for entry in content if isinstance(content, list) else [content]:
            for key in entry:
                if shape[table] and key not in shape[table]:
                    known = ", ".join(sorted(shape[table]))
                    raise PackError(file, f"{table}.{key}", f"is not known; known are {known}")


def check_whole_numbers(file: str, table: str, values: Mapping[str, object]) -> None:
    """Refuses values of a table that are no whole numbers."""
    for word, value in values.items():
        if not isinstance(value, int):
            raise PackError(file, f"{table}.{word}", "must be a whole number")
