"""Cuts a report into windows of pieces, and says what stands at each piece: what the encoder reads.

A report with its spots and the claims of the rules enters, `Window`s leave. A window holds the title and as many whole
sentences as fit behind it; the next one starts with the last sentence of the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from counterclaim.coding.encoder.spots import Spots
from counterclaim.model import NARRATOR, UNNAMED, Claim

PIECES = 254
"""Pieces of a window at most, the marks of its ends among them; the encoder was trained on windows up to this."""
TITLE_PIECES = 80
"""Pieces of a title at most."""
OPEN, CLOSE = 0, 2
"""Ids of the marks that open and close a window; the second also parts the title from the body."""
NOWHERE = -1
"""Start and end of a mark, which stands nowhere in the text."""
FIRST = ("event", "cue:")
"""Marks that are given once more for the first piece of a phrase: only there is the trigger of a claim looked for."""

Piece = tuple[int, int, int]
"""Id, first character, one past the last character."""
Mark = tuple[int, str]
"""Position of a piece, and what is known there."""


class Cut(Protocol):
    """Cuts characters of a text into pieces."""

    def __call__(self, text: str, start: int, end: int) -> list[Piece]:
        """The pieces of `text[start:end]`, in characters of `text`."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A phrase of a window that can be pointed at."""

    first: int
    """Its first piece."""
    last: int
    """Its last piece."""


@dataclass(frozen=True, slots=True)
class PartyPoint(Pointed):
    """A phrase that can mean a party."""

    codes: tuple[str, ...]
    kind: int


@dataclass(frozen=True, slots=True)
class NumberPoint(Pointed):
    """A number."""

    start: int
    end: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class UnitPoint(Pointed):
    """A word that says what is counted or hit."""

    unit: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the rules, and the pieces of its trigger."""

    pieces: frozenset[int]
    claim: Claim


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of a report as the encoder reads it."""

    pieces: tuple[Piece, ...]
    codes: tuple[str, ...]
    """Parties that its phrases can mean, in the order of the alphabet."""
    parties: tuple[PartyPoint, ...]
    numbers: tuple[NumberPoint, ...]
    units: tuple[UnitPoint, ...]
    marks: tuple[Mark, ...]
    """What the language layer knows."""
    told: tuple[Told, ...]
    told_marks: tuple[Mark, ...]
    """What the rules say."""

    def at(self, start: int, end: int) -> list[int]:
        """Positions of the pieces that share characters with `start..end`."""
        return [i for i, (_, first, stop) in enumerate(self.pieces) if first >= 0 and first < end and stop > start]


def windows(text: str, spots: Spots, claims: Sequence[Claim], cut: Cut) -> list[Window]:
    """The windows of a report, none where no passage of it is read."""
    return [_window(pieces, spots, claims) for pieces in _cut(text, spots, cut)]


def _cut(text: str, spots: Spots, cut: Cut) -> Iterator[list[Piece]]:
    if not spots.passages:
        return
    mark: Piece = (CLOSE, NOWHERE, NOWHERE)
    title = [piece for start, end, titled in spots.passages if titled for piece in cut(text, start, end)]
    head: list[Piece] = [(OPEN, NOWHERE, NOWHERE), *title[:TITLE_PIECES], mark]
    room = PIECES - len(head) - 1
    parts = [cut(text, start, end)[:room] for start, end, titled in spots.passages if not titled]
    if not parts:
        yield head
        return
    at = 0
    while at < len(parts):
        body, after = list(parts[at]), at + 1
        while after < len(parts) and len(body) + len(parts[after]) <= room:
            body += parts[after]
            after += 1
        yield [*head, *body, mark]
        if after == len(parts):
            return
        at = max(after - 1, at + 1)


def _window(pieces: Sequence[Piece], spots: Spots, claims: Sequence[Claim]) -> Window:
    bare = Window(tuple(pieces), (), (), (), (), (), (), ())
    parties = tuple(
        PartyPoint(at[0], at[-1], spot.codes, spot.kind)
        for spot in spots.parties
        if (at := bare.at(spot.start, spot.end))
    )
    numbers = tuple(
        NumberPoint(at[0], at[-1], spot.start, spot.end, spot.low, spot.high)
        for spot in spots.numbers
        if (at := bare.at(spot.start, spot.end))
    )
    units = tuple(
        UnitPoint(at[0], at[-1], mark[5:])
        for hint in spots.hints
        for mark in hint.marks
        if mark.startswith("unit:") and (at := bare.at(hint.start, hint.end))
    )
    told = tuple(_told(bare, claim) for claim in claims)
    return Window(
        pieces=bare.pieces,
        codes=tuple(sorted({code for point in parties for code in point.codes} - {UNNAMED, NARRATOR})),
        parties=parties,
        numbers=numbers,
        units=units,
        marks=tuple(_marks(bare, spots)),
        told=told,
        told_marks=tuple(mark for each in told for mark in _told_marks(bare, each)),
    )


def _marks(window: Window, spots: Spots) -> Iterator[Mark]:
    for hint in spots.hints:
        at = window.at(hint.start, hint.end)
        for piece in at:
            yield from ((piece, mark) for mark in hint.marks)
        if at:
            yield from ((at[0], "B:" + mark) for mark in hint.marks if mark.startswith(FIRST))
    for start, end, titled in spots.passages:
        if titled:
            yield from ((piece, "title") for piece in window.at(start, end))


def _told(window: Window, claim: Claim) -> Told:
    """A claim with the pieces of its trigger; where it has none, the first piece of its evidence."""
    if claim.trigger is not None:
        return Told(frozenset(window.at(claim.trigger.start, claim.trigger.end)), claim)
    return Told(frozenset(window.at(claim.evidence.start, claim.evidence.end)[:1]), claim)


def _told_marks(window: Window, told: Told) -> Iterator[Mark]:
    claim = told.claim
    speaker = claim.speaker_party if claim.speaker_party in (NARRATOR, UNNAMED) else "said"
    known = [f"R:e:{claim.event}", f"R:s:{claim.stance}", f"R:{speaker}"]
    if claim.unit is not None:
        known.append(f"R:u:{claim.unit}")
    known.append("R:none" if claim.trigger is None else "R:trig")
    for piece in sorted(told.pieces):
        yield from ((piece, mark) for mark in known)
    written = claim.quantity.written if claim.quantity is not None else None
    for span, mark in ((claim.speaker, "R:speaker"), (claim.cue, "R:cue"), (written, "R:number")):
        if span is not None:
            yield from ((piece, mark) for piece in window.at(span.start, span.end))


def positions(marks: Iterable[Mark], known: dict[str, int], length: int) -> list[list[int]]:
    """For each piece of a window, the positions of its marks among those that the weights know."""
    found: list[list[int]] = [[] for _ in range(length)]
    for piece, mark in marks:
        if (position := known.get(mark)) is not None:
            found[piece].append(position)
    return found
