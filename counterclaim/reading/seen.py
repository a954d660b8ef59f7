"""A set of texts that remembers fingerprints only: 16 bytes each, so that ten million fit where Python's set holds one.

Two texts have the same fingerprint of 64 bits by chance in 3 of a million runs over ten million texts.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b
from typing import Final

FIRST_SLOTS: Final = 1 << 10
"""Slots of an empty set; a power of two."""
FULLEST: Final = 0.6
"""Share of slots taken before the set grows."""


def fingerprint(text: str) -> int:
    """64 bits that tell a text from others, never 0; the same everywhere."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1


class Seen:
    """The texts that came by."""

    def __init__(self) -> None:
        self._slots = array("Q", [0]) * FIRST_SLOTS
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, text: str) -> bool:
        """Remember a text; whether it is new."""
        if self._count >= FULLEST * len(self._slots):
            self._grow()
        mark = fingerprint(text)
        if not _put(self._slots, mark):
            return False
        self._count += 1
        return True

    def _grow(self) -> None:
        wider = array("Q", [0]) * (2 * len(self._slots))
        for mark in self._slots:
            if mark:
                _put(wider, mark)
        self._slots = wider


def _put(slots: array[int], mark: int) -> bool:
    """Put a fingerprint into its slot or the next free one; whether it was not there."""
    last = len(slots) - 1
    position = mark & last
    while held := slots[position]:
        if held == mark:
            return False
        position = (position + 1) & last
    slots[position] = mark
    return True
