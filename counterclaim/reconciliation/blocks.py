"""Blocks: all claims that could be about the same question, found by keys computed from each claim alone.

A key is a family of events, a mood (what happened, is asked for, will be) and a window of days. Windows follow each
other; a claim near the edge of one is in the neighbouring one too, so that whatever could join with it is there, and a
question belongs to the window in which its leading claim lies. So no block grows with the archive, and each question is
made once. Claims without any day are kept by what they say instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from counterclaim.model import Question
from counterclaim.reconciliation.clustering import SPAN, STEPS, Voices, leaders
from counterclaim.reconciliation.comparing import fits, nearness, of_two_things
from counterclaim.reconciliation.content import Content, Row, key
from counterclaim.reconciliation.families import reach_of
from counterclaim.reconciliation.questions import question

LENGTH: Final = 90
"""Days of a window of families whose claims are a day or two apart; of others in proportion to their reach."""
PER_REACH: Final = 20
"""Days of a window for each day of reach, where that makes it longer."""
UNDATED: Final = "undated"


class Block(NamedTuple):
    """The name of a block."""

    family: str
    mood: str
    window: str
    """Number of the window, or what undated claims say."""


@cache
def windows(family: str) -> tuple[int, int]:
    """Days of a window of a family, and days around it whose claims can join its questions."""
    reach = reach_of(family)
    return max(LENGTH, PER_REACH * reach), (STEPS + SPAN) * reach


def blocks_of(row: Row) -> tuple[Block, ...]:
    """The blocks that a claim is in, by itself alone."""
    said = row.said
    family, mood = key(row.told, said)
    if said.day is None:
        about = f"{UNDATED} {said.target or said.actor or ''} {said.code}"
        return (Block(family, mood, about),)
    length, margin = windows(family)
    first, last = (said.day - margin) // length, (said.day + margin) // length
    if first == last:
        return (_block(family, mood, first),)
    return tuple([_block(family, mood, number) for number in range(first, last + 1)])


@lru_cache(maxsize=1 << 14)
def _block(family: str, mood: str, number: int) -> Block:
    return Block(family, mood, str(number))


def owned(block: Block, said: Content) -> bool:
    """Whether a question led by this content belongs to a block."""
    if said.day is None:
        return True
    return block.window == str(said.day // windows(block.family)[0])


def reconcile(block: Block, rows: Iterable[Row]) -> tuple[Question, ...]:
    """The questions that belong to a block, by id. `rows` are all its claims, in any order."""
    own: list[Row] = []
    denials: list[Row] = []
    for row in rows:
        (own if row.told.about is None else denials).append(row)
    voices, saying = _voices(own)
    groups: dict[int, list[Row]] = defaultdict(list)
    for position, leader in enumerate(leaders(voices, reach_of(block.family))):
        if owned(block, voices[leader].said):
            groups[leader].extend(saying[position])
    found: list[list[Row]] = []
    for leader, group in groups.items():
        found.extend(consistent(group, voices[leader].said) if len(group) > 1 else [group])
    where = {row.id: number for number, group in enumerate(found) for row in group} if denials else {}
    for row in denials:
        number = where.get(row.told.about.id) if row.told.about is not None else None
        if number is not None:
            found[number].append(row)
    return tuple(sorted(map(question, found), key=lambda each: each.id))


def around(rows: Iterable[Row]) -> tuple[int, int] | None:
    """The first and the last day that have a say in the questions of some claims; None where none of these has a day.

    A leader is at most `STEPS` reaches from what it leads, other claims that it leads as far from it, and what leads a
    claim depends on nothing further away than `SPAN` reaches (docs/decisions/0012).
    """
    dated = [(row.said.day, reach_of(key(row.told, row.said)[0])) for row in rows if row.said.day is not None]
    if not dated:
        return None
    days = [day for day, _ in dated]
    margin = (2 * STEPS + SPAN) * max(reach for _, reach in dated)
    return min(days) - margin, max(days) + margin


def near(rows: Sequence[Row], days: tuple[int, int]) -> tuple[Row, ...]:
    """Of the rows of a block those of some days, and those that have none."""
    first, last = days
    return tuple(row for row in rows if row.said.day is None or first <= row.said.day <= last)


def _voices(own: Sequence[Row]) -> tuple[list[Voices], list[list[Row]]]:
    """Each content once, with the claims that say it."""
    saying: dict[Content, list[Row]] = {}
    for row in own:
        saying.setdefault(row.said, []).append(row)
    return [Voices(said, rows) for said, rows in saying.items()], list(saying.values())


def consistent(group: list[Row], leading: Content) -> list[list[Row]]:
    """The claims of a question, and alone those by which one speaker would contradict himself in one report.

    Of such claims the one nearest to the leading claim stays, and the others are about something else.
    """
    counted: dict[tuple[str, str], list[Row]] = {}
    for row in group:
        if row.said.counted:
            counted.setdefault((row.report, row.said.speaker), []).append(row)
    out: set[str] = set()
    for rows in counted.values():
        if len(rows) > 1:
            ranked = sorted(rows, key=lambda row: (-nearness(row.said, leading), row.id))
            kept = ranked[:1]
            for row in ranked[1:]:
                if all(fits(row.said, other.said) for other in kept):
                    kept.append(row)
                else:
                    out.add(row.id)
    out |= {row.id for row in group if of_two_things(row.said, leading)}
    if not out:
        return [group]
    together = [row for row in group if row.id not in out]  # none where the leading claim is led by another itself
    return [*([together] if together else []), *([row] for row in group if row.id in out)]
