"""Tells which reports are one: exact copies, versions of one address, and near-duplicates across outlets.

Reports enter one by one; at any time the groups and versions among them can be asked for, and they are the same
whatever the order in which the reports came. Near-duplicates are found by MinHash and locality-sensitive hashing
(rensa), and confirmed by containment: the share of the shorter text's shingles that the longer one holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from counterclaim.model import Report
from counterclaim.reading.extras import needed
from counterclaim.reading.sketches import Sketch, containment, sketch_of

HASHES: Final = 64
"""Hashes of one signature."""
BANDS: Final = 16
"""Bands of a signature: reports that agree in all 4 hashes of one are looked at. Two texts with half of their
shingles in
common meet with odds of 64 %, with two thirds 97 %, with three quarters 99.8 %."""
SEED: Final = 20200928
"""Of the hashes; the same everywhere, so that the same reports meet."""
CONTAINED: Final = 0.7
"""Share of the shorter text's shingles that a copy's longer text holds. Text with 5 % of its words dropped keeps 0.86
to 0.9;
two reports of one event by different hands share less than 0.3."""
BRIEF: Final = 40
"""Words below which a text is brief: it must be held in `BRIEF_CONTAINED`, because reports of one kind share their
phrases."""
BRIEF_CONTAINED: Final = 0.8
FEWEST: Final = 8
"""Words that a text must have to be a near-duplicate of another."""
SAME_ARTICLE: Final = 0.25
"""Containment that two addresses with one article number need to be one article, where their times differ."""
DAYS_APART: Final = 5
"""Days of publication apart from which on two short texts whose figures differ are two reports after one pattern
(prices, weather)."""
HOURS_APART: Final = 12
"""Hours after which one outlet prints the next report after such a pattern."""
SHORT: Final = 150
"""Words below which a text may be one after a pattern."""
SAME_TITLE: Final = 0.5
"""Share of the shorter title's words that two printings of one outlet have in common; daily digests have fewer."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from one version of an address to the next."""

    before: str
    """Id of the earlier version."""
    after: str
    title: tuple[str, str] | None
    """The earlier and the later title, None where they are the same."""
    figures_gone: tuple[str, ...]
    figures_new: tuple[str, ...]
    paragraphs_gone: int
    paragraphs_new: int


@dataclass(frozen=True, slots=True)
class Versions:
    """One address read more than once, with different text: "these reports are versions of one"."""

    address: str
    reports: tuple[str, ...]
    """Ids in the order of their last change."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One report in several printings."""

    first: str
    """Id of the earliest printing; of those without a time, or with the same, the one with the smallest id."""
    reports: tuple[str, ...]
    """Ids of all printings, the earliest first."""
    outlets: tuple[str, ...]
    """Who printed it, in that order."""
    agency: str | None
    """Slug of the outlet or agency that most printings credit, the first by name where several are; None where none
    is."""


@dataclass(frozen=True, slots=True)
class Sketched:
    """What copies of a report are found by; it can be made elsewhere, and sent."""

    sketch: Sketch
    signature: Any
    """Its MinHash; None where it has too few words for one."""


def sketched(report: Report) -> Sketched:
    """What copies of a report are found by. Raises RefusedReport where rensa is missing."""
    sketch, shingles = sketch_of(report)
    if sketch.words < FEWEST:
        return Sketched(sketch, None)
    signature = needed("rensa", "copies", "near-duplicates").RMinHash(HASHES, SEED)
    signature.update(shingles)
    return Sketched(sketch, signature)


@dataclass(slots=True)
class Identity:
    """Reports that came by, and which of them are one. Raises RefusedReport where rensa is missing."""

    _sketches: list[Sketch] = field(default_factory=list)
    _above: list[int] = field(default_factory=list)
    _exact: dict[int, int] = field(default_factory=dict)
    _addresses: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _articles: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _near: Any = None

    def __post_init__(self) -> None:
        self._near = needed("rensa", "copies", "near-duplicates").RMinHashLSH(0.5, HASHES, BANDS)

    def __len__(self) -> int:
        return len(self._sketches)

    def add(self, report: Report) -> None:
        """Remember a report and join it with those that it is one with."""
        self.take(sketched(report))

    def take(self, found: Sketched) -> None:
        """Remember a report that was sketched before, and join it with those that it is one with."""
        sketch, number = found.sketch, len(self._sketches)
        self._sketches.append(sketch)
        self._above.append(number)
        first = self._exact.setdefault(sketch.fingerprint, number)
        self._join(first, number)
        for other in self._same_page(sketch, number):
            self._join(other, number)
        if found.signature is not None:
            self._join_near(sketch, number, found.signature)

    def _same_page(self, sketch: Sketch, number: int) -> Iterator[int]:
        """Reports of the same address, and of the same article under another."""
        if sketch.address:
            known = self._addresses[sketch.address]
            yield from known[:1]
            known.append(number)
        if sketch.article:
            others = self._articles[sketch.article]
            for other in others:
                if same_article(self._sketches[other], sketch):
                    yield other
            others.append(number)

    def _join_near(self, sketch: Sketch, number: int, signature: Any) -> None:
        for other in self._near.query(signature):
            if self._top(other) != self._top(number) and near(self._sketches[other], sketch):
                self._join(other, number)
        self._near.insert(number, signature)

    def _top(self, number: int) -> int:
        """The smallest number of the group that a report is in."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first

    def groups(self) -> list[Group]:
        """All reports that are printed more than once, by the time of their earliest printing."""
        members: dict[int, list[Sketch]] = defaultdict(list)
        for number, sketch in enumerate(self._sketches):
            members[self._top(number)].append(sketch)
        found = [_group(each) for each in members.values() if len(each) > 1]
        return sorted(found, key=lambda group: group.reports)

    def versions(self) -> list[Versions]:
        """All addresses that were read with different texts, by address."""
        found = []
        for address, numbers in sorted(self._addresses.items()):
            told = {self._sketches[number].fingerprint for number in numbers} if len(numbers) > 1 else set()
            if len(told) > 1:
                found.append(_versions(address, [self._sketches[number] for number in numbers]))
        return found


def near(one: Sketch, other: Sketch) -> bool:
    """Whether two texts are near-duplicates: one is held in the other, and they are no two days of one pattern."""
    shorter = min(one.words, other.words)
    if shorter < FEWEST:
        return False
    if containment(one, other) < (CONTAINED if shorter >= BRIEF else BRIEF_CONTAINED):
        return False
    return shorter >= SHORT or not _one_pattern(one, other)


def _one_pattern(one: Sketch, other: Sketch) -> bool:
    """Whether two short texts that are much alike are two reports after one pattern, as prices, results and digests
    are.
    """
    hours = _hours_apart(one, other)
    if set(one.figures) != set(other.figures) and hours > 24 * DAYS_APART:
        return True
    if one.outlet != other.outlet or hours < HOURS_APART:
        return False
    if set(one.figures) != set(other.figures):
        return True
    first, second = (set(each.title.lower().split()) for each in (one, other))
    return len(first & second) < SAME_TITLE * min(len(first), len(second))


def same_article(one: Sketch, other: Sketch) -> bool:
    """Whether two addresses with one article number are one article: printed at one time, or much alike."""
    return one.moment == other.moment != "9999" or containment(one, other) >= SAME_ARTICLE


def _hours_apart(one: Sketch, other: Sketch) -> float:
    """Hours between two publications; 0 where one is not known."""
    if "9999" in (one.moment, other.moment):
        return 0.0
    return abs((datetime.fromisoformat(one.moment) - datetime.fromisoformat(other.moment)).total_seconds()) / 3600


def _group(members: Iterable[Sketch]) -> Group:
    in_order = sorted(members, key=lambda sketch: (sketch.moment, sketch.id))
    credits = Counter(slug for sketch in in_order for slug in sketch.via)
    most = min(credits, key=lambda slug: (-credits[slug], slug)) if credits else None
    outlets = tuple(dict.fromkeys(sketch.outlet for sketch in in_order if sketch.outlet))
    return Group(in_order[0].id, tuple(sketch.id for sketch in in_order), outlets, most)


def _versions(address: str, read: Iterable[Sketch]) -> Versions:
    """The versions of one address; one that was read again unchanged is no version of its own."""
    in_order: list[Sketch] = []
    for sketch in sorted(read, key=lambda sketch: (sketch.version, sketch.fingerprint, sketch.id)):
        if not in_order or in_order[-1].fingerprint != sketch.fingerprint:
            in_order.append(sketch)
    changes = tuple(_change(before, after) for before, after in pairwise(in_order))
    return Versions(address, tuple(sketch.id for sketch in in_order), changes)


def _change(before: Sketch, after: Sketch) -> Change:
    old, new = Counter(before.paragraphs), Counter(after.paragraphs)
    return Change(
        before.id,
        after.id,
        (before.title, after.title) if before.title != after.title else None,
        tuple(figure for figure in before.figures if figure not in after.figures),
        tuple(figure for figure in after.figures if figure not in before.figures),
        (old - new).total(),
        (new - old).total(),
    )
