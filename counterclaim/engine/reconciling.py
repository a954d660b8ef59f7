"""Reconciles reports with an engine: reports or kept parts enter, what is printed of their questions leaves, in order.

Workers code and sort parts (`sorting`), and workers reconcile shards (`shards`). Between the two stands what no block
knows by itself: which reports are printings of one, and which came by more than once. That takes sketches and marks,
and no claims. The output is that of `reconciliation.engine.Archive`, whatever the engine and however many the parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from counterclaim.engine.bundles import Bundle
from counterclaim.engine.coding import finished
from counterclaim.engine.engines import Engine
from counterclaim.engine.lost import Lost
from counterclaim.engine.shards import Line, Settling, Shard, settle
from counterclaim.engine.sorting import Plan, Sighting, Sorted, sort_kept, sort_rows
from counterclaim.engine.standing import At, Name, Standing
from counterclaim.errors import PartRefused
from counterclaim.model import Report
from counterclaim.reading.identity import Identity

REMEDY: Final = "give each worker more memory, or name fewer of --workers"


def sorted_parts(reports: Iterable[tuple[str, Report]], plan: Plan, engine: Engine) -> Iterator[Sorted]:
    """Each part of the reports, coded and sorted; of one that takes its worker down only what is to blame is refused.

    Raises PartRefused where parts cannot be kept.
    """
    wanted = (each for each in reports if plan.wants(each[1]))
    return finished(wanted, plan.recipe, engine, partial(sort_rows, plan), plan.folder)


def sorted_kept(paths: Iterable[Path], plan: Plan, engine: Engine) -> Iterator[Sorted | PartRefused]:
    """Each kept part, sorted, or why it cannot be read."""
    known = tuple(paths)
    for path, found in zip(known, engine.map(partial(sort_kept, plan), known), strict=True):
        yield _refused(str(path), found) if isinstance(found, Lost) else found


def reconciled(shards: Iterable[Shard], settling: Settling, engine: Engine) -> Iterator[Sequence[Line] | Path]:
    """The questions of each shard, or the file that holds them; raises PartRefused where a shard cannot be read, or
    takes its worker down each time.
    """
    for found in engine.map(partial(settle, settling), shards):
        if isinstance(found, Lost):
            raise _refused("a share of the claims", found)
        yield found


def _refused(what: str, lost: Lost) -> PartRefused:
    return PartRefused(what, f"ended the process of its worker {lost.tries} times", REMEDY)


@dataclass(slots=True)
class Gathered:
    """What is known of all parts together: where claims lie, and what their blocks cannot know."""

    standing: Standing = field(default_factory=Standing)
    _parts: int = 0
    _bundles: dict[int, list[tuple[int, Bundle]]] = field(default_factory=lambda: defaultdict(list))
    """By shard, each with the number of its part."""
    _copies: Identity | None = None
    _shards: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """By report: where its claims went."""

    def take(self, found: Sorted) -> None:
        """Take a part in, in the order of parts."""
        for sighting in found.sightings:
            self._see(sighting)
        for bundle in found.bundles:
            self._bundles[bundle.shard].append((self._parts, bundle))
        self._parts += 1

    def _see(self, sighting: Sighting) -> None:
        before = self._shards.get(sighting.report, ())
        self._shards[sighting.report] = (*before, *(each for each in sighting.shards if each not in before))
        self.standing.take(sighting.report, (self._parts, sighting.position), sighting.marks)
        if sighting.sketched is not None:
            self._copies = self._copies or Identity()
            self._copies.take(sighting.sketched)

    def shards(self) -> tuple[Shard, ...]:
        """What is to be reconciled, the largest first, so that none is waited for at the end."""
        printings: dict[int, dict[str, str]] = defaultdict(dict)
        for group in self._copies.groups() if self._copies is not None else ():
            for report in group.reports:
                for shard in self._shards[report]:
                    printings[shard][report] = group.first
        repeated: dict[int, dict[str, Mapping[Name, At]]] = defaultdict(dict)
        for report, stands in self.standing.repeated().items():
            for shard in self._shards[report]:
                repeated[shard][report] = stands
        found = [
            Shard(number, tuple(bundles), printings[number], repeated[number])
            for number, bundles in self._bundles.items()
        ]
        return tuple(sorted(found, key=lambda shard: (-shard.claims, shard.number)))
