"""Which bands of reports may be in a ledger: answers "no" for sure, so that hardly any new report need be looked up.

Names of bands enter, bits are kept: 16 MB at most, however many there are. It holds for a ledger that was empty when it
was begun and that nobody else writes to; whoever asks says after each commit which one it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

BITS: Final = 1 << 27
"""Two are set for a band, and a report has 16 bands: of a million reports, one band in 20 is looked up in vain."""
_LAST: Final = BITS - 1
_SECOND: Final = 32
"""Bits of a hash after which the second place begins."""


class Known:
    """Bands that came by."""

    def __init__(self, commit: int) -> None:
        """`commit` is the number of the last one that is in the ledger."""
        self._bits = bytearray(BITS >> 3)
        self._commit = commit

    def holds(self, commit: int) -> bool:
        """Whether the commit that begins now follows the last that this knows of: nobody else wrote in between."""
        return commit == self._commit + 1

    def ended(self, commit: int) -> None:
        """Remember which commit is the last one now."""
        self._commit = commit

    def add(self, names: Iterable[str]) -> list[str]:
        """Remember bands; those of them that may have been there."""
        bits, found = self._bits, []
        for name in names:
            number = hash(name)
            first, second = number & _LAST, number >> _SECOND & _LAST
            one, other = 1 << (first & 7), 1 << (second & 7)
            first, second = first >> 3, second >> 3
            if bits[first] & one and bits[second] & other:
                found.append(name)
            bits[first] |= one
            bits[second] |= other
        return found
