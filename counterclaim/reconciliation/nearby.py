"""The questions that a few new claims can change, found without looking at the rest of their blocks.

New claims and two functions enter: one that loads the claims of some days, and one that says which stored questions
claims are in. Groups of claims leave, each a question as a full run would make it, with the stored questions that they
take the place of. What leads a content is worked out step by step (`clustering`), and only where it is asked for; days
are loaded when somebody looks at them. New claims alone come this way: what is taken away or changed touches more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from counterclaim.reconciliation.blocks import Block, consistent, windows
from counterclaim.reconciliation.clustering import STEPS, Voices, alike, apart, asked_for, leads, rank
from counterclaim.reconciliation.content import Content, Row
from counterclaim.reconciliation.families import reach_of

SPREAD = STEPS + 1
"""Steps from a new claim to the furthest content whose leader it can change: its neighbours weigh more, theirs point
elsewhere, and what comes to those in two more steps is led elsewhere."""

Load = Callable[[int, int], Iterable[Row]]
"""Gives all claims of a family and mood whose day lies between two ordinals, both inclusive; denials too."""


@dataclass(slots=True)
class Surroundings:
    """What stands around contents of one family and mood."""

    family: str
    load: Load
    voices: dict[Content, Voices] = field(default_factory=dict)
    rows: dict[Content, list[Row]] = field(default_factory=dict)
    content_of: dict[str, Content] = field(default_factory=dict)
    """By id of a claim that is no linked denial."""
    denials: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """By id of the claim that they deny."""
    _first: int = 1
    _last: int = 0
    _known: dict[tuple[str, int], list[Voices]] = field(default_factory=lambda: defaultdict(list))
    _asking: dict[tuple[str, int], list[Voices]] = field(default_factory=lambda: defaultdict(list))
    _near: dict[Content, list[tuple[Voices, float]]] = field(default_factory=dict)
    _ranks: dict[Content, tuple[float, str]] = field(default_factory=dict)
    _above: dict[Content, Content] = field(default_factory=dict)

    def see(self, first: int, last: int) -> None:
        """Load the days between two ordinals, both inclusive, as far as they are not loaded."""
        if self._first > self._last:
            self._take(self.load(first, last), first, last)
            self._first, self._last = first, last
        if first < self._first:
            self._take(self.load(first, self._first - 1), first, self._first - 1)
            self._first = first
        if last > self._last:
            self._take(self.load(self._last + 1, last), self._last + 1, last)
            self._last = last

    def _take(self, found: Iterable[Row], first: int, last: int) -> None:
        fresh: dict[Content, list[Row]] = {}
        for row in found:
            if row.told.about is not None:
                if row not in self.denials[row.told.about.id]:
                    self.denials[row.told.about.id].append(row)
            elif row.said.day is not None and first <= row.said.day <= last:
                fresh.setdefault(row.said, []).append(row)
                self.content_of[row.id] = row.said
        for said, rows in fresh.items():
            voice = self.voices[said] = Voices(said, rows)
            self.rows[said] = rows
            known, asks = asked_for(said)
            for token in known:
                self._known[token, said.day or 0].append(voice)
            for token in dict.fromkeys(asks):
                self._asking[token, said.day or 0].append(voice)

    def near(self, said: Content) -> list[tuple[Voices, float]]:
        """What is near enough to a content, with how near it is."""
        if (found := self._near.get(said)) is None:
            found = self._near[said] = list(self._neighbours(said))
        return found

    def _neighbours(self, said: Content) -> Iterator[tuple[Voices, float]]:
        day, reach = said.day or 0, reach_of(self.family)
        self.see(day - reach, day + reach)
        own, (known, asks) = self.voices[said], asked_for(said)
        seen = {said}
        for index, tokens in ((self._known, asks), (self._asking, known)):
            for token in tokens:
                for each in range(day - reach, day + reach + 1):
                    for other in index.get((token, each), ()):
                        if other.said not in seen:
                            seen.add(other.said)
                            score = None if apart(said, other.said) else alike(own, other)
                            if score is not None:
                                yield other, score

    def rank(self, said: Content) -> tuple[float, str]:
        """How much a content weighs, and its id."""
        if (found := self._ranks.get(said)) is None:
            found = self._ranks[said] = rank(self.voices[said], self.near(said))
        return found

    def above(self, said: Content) -> Content:
        """The heaviest content near one that is heavier than it; itself where none is."""
        if (found := self._above.get(said)) is None:
            near = (other.said for other, _ in self.near(said) if leads(other.said, said))
            found = max((said, *near), key=self.rank)
            self._above[said] = found
        return found

    def leader(self, said: Content) -> Content:
        """What leads a content."""
        for _ in range(STEPS):
            said = self.above(said)
        return said

    def led_by(self, leader: Content) -> set[Content]:
        """All that a content leads."""
        level = {leader}
        for _ in range(STEPS):
            level = {
                below
                for said in level
                for below in (said, *(other.said for other, _ in self.near(said)))
                if self.above(below) == said
            }
        return level

    def around(self, seeds: Iterable[Content]) -> set[Content]:
        """What lies within `SPREAD` steps of contents, themselves too."""
        found = set(seeds)
        edge = found
        for _ in range(SPREAD):
            edge = {other.said for said in edge for other, _ in self.near(said)} - found
            found |= edge
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """Questions as they are now, and the stored ones that they take the place of."""

    groups: tuple[tuple[Block, tuple[Row, ...]], ...]
    """The claims of each question, with the block that it belongs to."""
    replaced: frozenset[str]
    """Ids of stored questions."""


def changed(
    around: Surroundings, mood: str, new: Sequence[Row], stored: Callable[[Iterable[str]], dict[str, Sequence[Row]]]
) -> Change:
    """What new claims change. `stored` gives the stored questions that claims are in, by id, each with its claims."""
    for row in new:
        if row.said.day is not None:
            around.see(row.said.day, row.said.day)
    seeds = {row.said if row.told.about is None else around.content_of.get(row.told.about.id) for row in new}
    touched = around.around(said for said in seeds if said is not None)
    replaced: dict[str, Sequence[Row]] = {}
    led: dict[Content, set[Content]] = {}
    while True:
        for said in touched:
            leader = around.leader(said)
            if leader not in led:
                led[leader] = around.led_by(leader)
        inside = {said for group in led.values() for said in group}
        found = stored(row.id for said in inside for row in around.rows[said])
        further = [row for question, rows in found.items() if question not in replaced for row in rows]
        replaced.update(found)
        for row in further:
            if row.told.about is None and row.said.day is not None:
                around.see(row.said.day, row.said.day)
        touched = {row.said for row in further if row.told.about is None} - inside
        if not touched:
            break
    groups = [each for leader, group in led.items() if group for each in _groups(around, mood, leader, group)]
    return Change(tuple(groups), frozenset(replaced))


def _groups(
    around: Surroundings, mood: str, leader: Content, group: set[Content]
) -> Iterator[tuple[Block, tuple[Row, ...]]]:
    """The questions of all that one content leads, each with the denials of its claims."""
    block = Block(around.family, mood, str((leader.day or 0) // windows(around.family)[0]))
    rows = [row for said in group for row in around.rows[said]]
    for part in consistent(rows, leader):
        ids = {row.id for row in part}
        yield block, (*part, *(row for each in sorted(ids) for row in around.denials.get(each, ())))
