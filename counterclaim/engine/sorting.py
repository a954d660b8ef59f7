"""Sorts what a part of reports claims by the shards of its blocks: reports or a kept part enter, a `Sorted` leaves.

It runs where the part is coded. What comes back is small: what has to be said of reports, what their copies are found
by, and the claims as bytes that nobody looks at until they are reconciled, or the place of a file that holds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterclaim.asking.abreast import Outcome, Row, worth_saying
from counterclaim.coding import Coded
from counterclaim.engine.bundles import Bundle, Telling, bundled, shard_of
from counterclaim.engine.coding import Recipe, own_words
from counterclaim.engine.parts import read
from counterclaim.engine.standing import mark_of, pack_marks
from counterclaim.errors import PartRefused, RefusedReport
from counterclaim.language.own import using
from counterclaim.model import Report
from counterclaim.reading.identity import Sketched, sketched
from counterclaim.reconciliation.blocks import blocks_of
from counterclaim.reconciliation.checking import fault
from counterclaim.reconciliation.content import row_of
from counterclaim.reconciliation.telling import tell


@dataclass(frozen=True, slots=True)
class Plan:
    """How parts are coded and sorted: "by the rules, as of that day, kept there"."""

    recipe: Recipe
    today: date
    """The day after which no report can be published."""
    as_of: date | None = None
    """The last day of publication that counts; reports of unknown date then do not."""
    folder: Path | None = None
    """Where parts are kept."""

    def wants(self, report: Report) -> bool:
        """Whether a report was published in time."""
        day = report.published_on
        return self.as_of is None or (day is not None and day <= self.as_of)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A report that claims something, without its claims."""

    report: str
    position: int
    """In its part."""
    sketched: Sketched | None
    """What its copies are found by; None where rensa is missing."""
    shards: tuple[int, ...]
    """Where its claims went."""
    marks: bytes


@dataclass(frozen=True, slots=True)
class Sorted:
    """What became of a part."""

    reports: int
    said: tuple[tuple[str, Outcome], ...]
    """Reports that something has to be said of, by where they were read; without their claims."""
    sightings: tuple[Sighting, ...]
    bundles: tuple[Bundle, ...]


def sort_kept(plan: Plan, path: Path) -> Sorted | PartRefused:
    """Sort the claims of a kept part; a refusal where its file is none."""
    try:
        rows = read(path).rows
    except PartRefused as refused:
        return refused
    return sort_rows(plan, tuple(row for row in rows if plan.wants(row[1])))


def sort_rows(plan: Plan, rows: Sequence[Row]) -> Sorted:
    """Sort what coded reports claim."""
    said: list[tuple[str, Outcome]] = []
    sightings, shards = [], defaultdict[int, list[Telling]](list)
    with using(own_words(plan.recipe.config)):
        for position, (where, report, done) in enumerate(rows):
            if (told := worth_saying(done)) is not None:
                said.append((where, told))
            if isinstance(done, Coded) and done.claims:
                sightings.append(_sort_report(plan, position, report, done, shards))
    return Sorted(len(rows), tuple(said), tuple(sightings), bundled(shards, plan.folder))


def _sort_report(plan: Plan, position: int, report: Report, done: Coded, shards: dict[int, list[Telling]]) -> Sighting:
    """Put the claims of a report into the shards of their blocks, but for those that cannot be reconciled."""
    found, marks, touched = _sketched(report), [], set[int]()
    printing = report.id if found is not None else None
    for told in tell(report, done.claims, done.languages[0] if done.languages else None, printing):
        wrong = fault(told, plan.today)
        marks.append(mark_of(told, wrong))
        if wrong is None:
            to = {shard_of(block) for block in blocks_of(row_of(told))}
            touched |= to
            for shard in to:
                shards[shard].append(Telling(position, told))
    return Sighting(report.id, position, found, tuple(sorted(touched)), pack_marks(marks))


def _sketched(report: Report) -> Sketched | None:
    try:
        return sketched(report)
    except RefusedReport:
        return None
