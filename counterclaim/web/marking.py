"""Marks the evidence of claims in a text: spans enter, pieces of the text leave, each with what stands there.

Pieces come in order and together are the text, so that nothing of it is lost or twice there. A text too long for one
page is cut into parts. Nothing here knows HTML.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from counterclaim.model import Claim, Span

PART: Final = 40_000
"""Characters of a text on one page."""
FIELDS: Final = ("speaker", "cue", "trigger", "number", "place", "time", "further")
"""Fields of a claim whose words are marked, in the order in which a legend names them."""
EVIDENCE: Final = "evidence"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that belong to a claim: "20 to 31, where claim 3 has its number"."""

    start: int
    end: int
    claim: int
    """Number of the claim on the page, from 1."""
    field: str
    """`evidence`, or one of `FIELDS`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that belong to the same claims in the same way."""

    start: int
    text: str
    claims: tuple[int, ...]
    """Numbers of the claims whose evidence holds them."""
    fields: tuple[str, ...]
    """What they are in the claim that is looked at."""
    opens: tuple[int, ...]
    """Numbers of the claims whose evidence begins with them."""


def marks_of(claim: Claim, number: int, *, fields: bool) -> tuple[Mark, ...]:
    """Where a claim stands in its report: its evidence, and where asked for each of its fields."""
    spans: list[tuple[str, Span | None]] = [(EVIDENCE, claim.evidence)]
    if fields:
        spans += [
            ("speaker", claim.speaker), ("cue", claim.cue), ("trigger", claim.trigger), ("place", claim.place),
            ("number", claim.quantity.written if claim.quantity else None),
            ("time", claim.period.written if claim.period else None),
            *(("further", span) for span in claim.further),
        ]  # fmt: skip
    return tuple(Mark(span.start, span.end, number, name) for name, span in spans if span and span.end > span.start)


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The characters from `start` to `end` in pieces."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *(edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end)})
    beginning: dict[int, list[Mark]] = {}
    for mark in inside:
        beginning.setdefault(max(mark.start, start), []).append(mark)
    found: list[Piece] = []
    open_marks: list[Mark] = []
    for first, last in pairwise(edges):
        open_marks = [mark for mark in open_marks if mark.end > first] + beginning.get(first, [])
        evidence = {mark.claim for mark in open_marks if mark.field == EVIDENCE}
        fields = {mark.field for mark in open_marks} - {EVIDENCE}
        opens = {mark.claim for mark in beginning.get(first, ()) if mark.field == EVIDENCE and mark.start == first}
        found.append(
            Piece(
                first, text[first:last], tuple(sorted(evidence)), tuple(name for name in FIELDS if name in fields),
                tuple(sorted(opens)),
            )
        )  # fmt: skip
    return tuple(found)


def parts(text: str, start: int = 0, size: int = PART) -> tuple[tuple[int, int], ...]:
    """Where a text is cut, from `start`: at the end of a line or word where there is one, each part at most `size`."""
    found: list[tuple[int, int]] = []
    while len(text) - start > size:
        cut = max(text.rfind("\n", start, start + size) + 1, 0)
        if cut <= start + size // 2:
            cut = text.rfind(" ", start, start + size) + 1
        if cut <= start + size // 2:
            cut = start + size
        found.append((start, cut))
        start = cut
    return (*found, (start, len(text)))


def part_at(cuts: Sequence[tuple[int, int]], place: int) -> int:
    """Number of the part that holds a character, from 0; the first for what stands before all of them."""
    return max(0, bisect_right([first for first, _ in cuts], place) - 1)
