"""Which stored reports a new one is a copy or version of: by text, address or shared words (docs/decisions/0011).

A report enters; ids of reports that came before it leave, and what will tell later ones is put into the derived tables
`marks` and `bands`. It decides as `reading.identity` does and calls its rules; only where that keeps all reports in
memory, this looks them up.
"""

from __future__ import annotations

import sqlite3
from base64 import b32encode
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from counterclaim.ledger.known import Known
from counterclaim.ledger.statements import statement
from counterclaim.model import Report
from counterclaim.reading import identity
from counterclaim.reading.identity import BANDS, HASHES, near, same_article
from counterclaim.reading.sketches import Sketch, sketch_of

BAND_BYTES: Final = 5
"""Bytes of a band's name: two texts share one by chance once in 10^12, and are then compared and found different."""
KEPT: Final = 20_000
"""Sketches kept in memory, so that a run need not draw those of recent reports again: about 20 MB."""
SAME_ARTICLE_LOOKED_AT: Final = 50
"""Reports of one article number that are compared, the newest first; more are another kind of number."""
FIRST_COMMIT: Final = 1
"""Number of the commit that begins a ledger."""
LETTERS: Final = "abcdefghijklmnop"
"""First letters of the names of bands, one each."""


@dataclass(slots=True)
class LookedUp:
    """What is looked up of a report."""

    sketch: Sketch
    bands: tuple[str, ...]
    """Names of the bands of its MinHash; empty where it is too short to be a near-duplicate."""


def looked_up(report: Report) -> LookedUp:
    """What is looked up of a report; raises RefusedReport where rensa is missing."""
    found = identity.sketched(report)
    return LookedUp(found.sketch, _bands(found.signature.digest()) if found.signature is not None else ())


def _bands(hashes: Sequence[int]) -> tuple[str, ...]:
    """Names of the bands of a MinHash: words of small letters and digits, the same everywhere."""
    rows = HASHES // BANDS
    names = []
    for band, letter in enumerate(LETTERS[:BANDS]):
        part = b"".join(value.to_bytes(8) for value in hashes[band * rows : (band + 1) * rows])
        names.append(letter + b32encode(blake2b(part, digest_size=BAND_BYTES).digest()).decode().lower())
    return tuple(names)


def group_of(connection: sqlite3.Connection, report: str) -> set[str]:
    """Ids of all reports that are one with this one, itself among them."""
    found, open_ends = {report}, [report]
    while open_ends:
        rows = connection.execute(statement("neighbours_of_copy"), {"id": open_ends.pop()}).fetchall()
        for (other,) in rows:
            if other not in found:
                found.add(other)
                open_ends.append(other)
    return found


def signed(fingerprint: int) -> int:
    """A fingerprint of 64 bits as SQLite keeps it."""
    return fingerprint - (1 << 64) if fingerprint >= 1 << 63 else fingerprint


@dataclass(slots=True)
class Copies:
    """Looks up the copies of reports in one ledger, report by report, inside the transaction that adds them."""

    connection: sqlite3.Connection
    read: Callable[[int], Report]
    """Gives the stored report of a number."""
    _sketches: OrderedDict[int, Sketch] = field(default_factory=OrderedDict)
    _known: Known | None = None
    """Bands that may be in the ledger; None where that is not known."""

    def begin(self, commit: int) -> None:
        """A commit of this number begins, in which reports are added."""
        if commit == FIRST_COMMIT:
            self._known = Known(commit - 1)
        elif self._known is not None and not self._known.holds(commit):
            self._known = None

    def ended(self, commit: int) -> None:
        """What was added is in the ledger, whose last commit has this number."""
        if self._known is not None:
            self._known.ended(commit)

    def found(self, number: int, own: LookedUp) -> tuple[str, ...]:
        """Ids of earlier reports that this one is one with, one of each group, and remember it under its number."""
        joined: set[str] = {own.sketch.id}
        others = []
        for sketch in self._candidates(own):
            if sketch.id not in joined:
                others.append(sketch.id)
                joined |= group_of(self.connection, sketch.id)
        self._remember(number, own)
        return tuple(others)

    def _candidates(self, own: LookedUp) -> Iterator[Sketch]:
        sketch = own.sketch
        seen: set[int] = set()
        for name, value in (("same_text", signed(sketch.fingerprint)), ("same_address", sketch.address)):
            for (other,) in self.connection.execute(statement(name), (value,)) if value else ():
                if other not in seen:
                    seen.add(other)
                    yield self._sketch(other)
        if sketch.article:
            rows = self.connection.execute(statement("same_article"), (sketch.article, SAME_ARTICLE_LOOKED_AT))
            yield from self._confirmed(rows.fetchall(), seen, lambda other: same_article(other, sketch))
        bands = own.bands if self._known is None else self._known.add(own.bands)
        if bands:
            rows = self.connection.execute(statement("same_bands"), (" OR ".join(bands),))
            yield from self._confirmed(rows.fetchall(), seen, lambda other: near(other, sketch))

    def _confirmed(
        self, rows: Iterable[tuple[int]], seen: set[int], test: Callable[[Sketch], bool]
    ) -> Iterator[Sketch]:
        for (other,) in rows:
            if other not in seen:
                known = self._sketch(other)
                if test(known):
                    seen.add(other)
                    yield known

    def _remember(self, number: int, own: LookedUp) -> None:
        sketch = own.sketch
        mark = (number, signed(sketch.fingerprint), sketch.address or None, sketch.article or None)
        self.connection.execute(statement("add_marks"), mark)
        if own.bands:
            self.connection.execute(statement("add_bands"), (number, " ".join(own.bands)))
        self._keep(number, sketch)

    def _sketch(self, number: int) -> Sketch:
        known = self._sketches.get(number)
        if known is None:
            known = sketch_of(self.read(number))[0]
            self._keep(number, known)
        return known

    def _keep(self, number: int, sketch: Sketch) -> None:
        self._sketches[number] = sketch
        if len(self._sketches) > KEPT:
            self._sketches.popitem(last=False)

    def forget(self, numbers: Iterable[int]) -> None:
        """Drop the sketches of rows that a transaction did not keep."""
        self._known = None
        for number in numbers:
            self._sketches.pop(number, None)
