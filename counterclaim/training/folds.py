"""Deals reports into folds, so that no report is judged by what was learned from it or from its near-duplicate.

Reports enter, the fold of each leaves; the same reports give the same folds, in whatever order they come.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from counterclaim.model import Report

FOLDS: Final = 3
SHINGLE: Final = 3
"""Words of one shingle."""
ALIKE: Final = 0.35
"""Share of the shorter report's shingles from which on two reports must not be in different folds; well below what
makes them copies (`reading.identity`)."""
COMMON: Final = 40
"""Reports that share a shingle, from which on it is a turn of phrase and tells nothing."""
_WORD: Final = re.compile(r"\w+")


def folds(reports: Iterable[Report]) -> dict[str, int]:
    """The fold of each report, from 0."""
    shingles = {report.id: _shingles(report) for report in reports}
    holding: dict[str, list[str]] = defaultdict(list)
    for name, marks in shingles.items():
        for mark in marks:
            holding[mark].append(name)
    parents = {name: name for name in shingles}
    for name, marks in shingles.items():
        met = Counter(
            other for mark in marks if len(holding[mark]) < COMMON for other in holding[mark] if other != name
        )
        for other, shared in met.items():
            if shared >= ALIKE * max(1, min(len(marks), len(shingles[other]))):
                low, high = sorted((_root(parents, name), _root(parents, other)))
                parents[high] = low
    return {name: number(_root(parents, name), FOLDS) for name in shingles}


def number(name: str, parts: int) -> int:
    """A part from 0 that a name always falls into."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % parts


def _root(parents: dict[str, str], name: str) -> str:
    while parents[name] != name:
        parents[name] = parents[parents[name]]
        name = parents[name]
    return name


def _shingles(report: Report) -> set[str]:
    words = _WORD.findall(unicodedata.normalize("NFC", f"{report.title} {report.body}").lower())
    return {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
