"""Ways of finding near-duplicates, compared on the same reports: how long each takes and what of all pairs it finds.

Reports enter, `Pairs` leave. All ways cut texts into the same shingles and call the same pairs near-duplicates
(`identity.near`); they differ in which pairs they look at: those that meet in a band of rensa's or datasketch's
signatures, of as many hashes in as many bands, or all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import combinations
from time import perf_counter
from typing import Final

from counterclaim.benchmarks.results import Pairs
from counterclaim.model import Report
from counterclaim.reading.identity import BANDS, CONTAINED, FEWEST, HASHES, SEED, near
from counterclaim.reading.sketches import Sketch, sketch_of

EXHAUSTIVE: Final = "all with all"
Pair = tuple[int, int]
Ready = Sequence[tuple[Sketch, list[str]]]
"""Sketch and shingles of every report, which all ways are given."""


def compared(reports: Sequence[Report], ways: Sequence[str]) -> tuple[Pairs, ...]:
    """What each way takes and finds on these reports. Raises ImportError where one is not installed."""
    ready = [sketch_of(report) for report in reports]
    found: dict[str, tuple[float, set[Pair], int]] = {}
    for way in ways:
        begun = perf_counter()
        met = list(WAYS[way](ready))
        pairs = {pair for pair in met if near(ready[pair[0]][0], ready[pair[1]][0])}
        found[way] = (perf_counter() - begun, pairs, len(met))
    whole = found[EXHAUSTIVE][1]
    return tuple(
        Pairs(way, len(reports), seconds, len(pairs & whole), len(whole), looked_at)
        for way, (seconds, pairs, looked_at) in found.items()
    )


def _all(ready: Ready) -> Iterator[Pair]:
    """All pairs; those that share too few shingles to be near are passed over by counting, which `near` does too."""
    marks = [frozenset(sketch.marks) if sketch.words >= FEWEST else None for sketch, _ in ready]
    levels = [sketch.level for sketch, _ in ready]
    for one, other in combinations(range(len(ready)), 2):
        first, second = marks[one], marks[other]
        if first is None or second is None:
            continue
        same_level = levels[one] == levels[other]
        if not same_level or len(first & second) >= CONTAINED * min(len(first), len(second)):
            yield one, other


def _rensa(ready: Ready) -> Iterator[Pair]:
    rensa = import_module("rensa")
    index = rensa.RMinHashLSH(0.5, HASHES, BANDS)
    for number, (sketch, shingles) in enumerate(ready):
        if sketch.words < FEWEST:
            continue
        signature = rensa.RMinHash(HASHES, SEED)
        signature.update(shingles)
        yield from ((other, number) for other in set(index.query(signature)))
        index.insert(number, signature)


def _datasketch(ready: Ready) -> Iterator[Pair]:
    datasketch = import_module("datasketch")
    index = datasketch.MinHashLSH(num_perm=HASHES, params=(BANDS, HASHES // BANDS))
    for number, (sketch, shingles) in enumerate(ready):
        if sketch.words < FEWEST:
            continue
        signature = datasketch.MinHash(num_perm=HASHES, seed=SEED)
        signature.update_batch([shingle.encode() for shingle in shingles])
        yield from ((other, number) for other in index.query(signature))
        index.insert(number, signature)


WAYS: Final[dict[str, Callable[[Ready], Iterator[Pair]]]] = {
    "rensa": _rensa,
    "datasketch": _datasketch,
    EXHAUSTIVE: _all,
}
"""By name; the first is what the program uses."""
