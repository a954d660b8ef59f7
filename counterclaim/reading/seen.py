"""A set of texts that remembers fingerprints only, in 1 MB of memory: from some ten thousand on they lie on disk.

Texts enter, whether they are new leaves. The file has no name and is gone with the process; where none can be had, all
stays in memory, 16 bytes a text. Two texts have the same fingerprint of 64 bits by chance in 3 of a million runs over
ten million texts.
"""

from __future__ import annotations

import os
import sys
import tempfile
from array import array
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final, Protocol

FIRST_SLOTS: Final = 1 << 10
"""Slots of an empty set; a power of two."""
IN_MEMORY: Final = 1 << 17
"""Most slots that are held in memory: 1 MB."""
ON_DISK: Final = 1 << 21
"""Slots of the first file, 16 MB; each further one has four times as many. A text costs 3 µs there, 1 in memory."""
SLOT: Final = 8
"""Bytes of a slot."""
AT_ONCE: Final = 8
"""Slots that are read from a file in one piece."""
PIECE: Final = 1 << 13
"""Slots that are read in one piece where all are read."""
FULLEST: Final = 0.6
"""Share of slots taken before the set grows."""


def fingerprint(text: str) -> int:
    """64 bits that tell a text from others, never 0; the same everywhere."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1


class _Slots(Protocol):
    """Where fingerprints lie: each in the slot that its last bits number, or in the next free one."""

    size: int

    def put(self, mark: int) -> bool:
        """Put a fingerprint there; whether it was not there. There must be a free slot."""
        ...

    def marks(self) -> Iterator[int]:
        """All that are there."""
        ...


class _Memory:
    """Slots in memory."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._slots = array("Q", [0]) * size

    def put(self, mark: int) -> bool:
        """Put a fingerprint there; whether it was not there."""
        slots, last = self._slots, self.size - 1
        position = mark & last
        while held := slots[position]:
            if held == mark:
                return False
            position = (position + 1) & last
        slots[position] = mark
        return True

    def marks(self) -> Iterator[int]:
        """All that are there."""
        return filter(None, self._slots)


class _File:
    """Slots in a file without a name. Raises OSError where there is no room for it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # closed, and gone, with this
        self._number = self._file.fileno()
        os.posix_fallocate(self._number, 0, size * SLOT)

    def __del__(self) -> None:
        self._file.close()

    def put(self, mark: int) -> bool:
        """Put a fingerprint there; whether it was not there."""
        position = mark & (self.size - 1)
        while True:
            held = array("Q", os.pread(self._number, AT_ONCE * SLOT, position * SLOT))
            for place, each in enumerate(held):
                if each == mark:
                    return False
                if not each:
                    os.pwrite(self._number, mark.to_bytes(SLOT, sys.byteorder), (position + place) * SLOT)
                    return True
            position = (position + len(held)) & (self.size - 1)

    def marks(self) -> Iterator[int]:
        """All that are there."""
        for start in range(0, self.size, PIECE):
            yield from filter(None, array("Q", os.pread(self._number, PIECE * SLOT, start * SLOT)))


class Seen:
    """The texts that came by."""

    def __init__(self, in_memory: int = IN_MEMORY, on_disk: int = ON_DISK) -> None:
        """`in_memory` and `on_disk`: the most slots in memory and the first on disk, powers of two."""
        self._slots: _Slots = _Memory(min(FIRST_SLOTS, in_memory))
        self._count, self._in_memory, self._on_disk = 0, in_memory, on_disk

    def __len__(self) -> int:
        return self._count

    def add(self, text: str) -> bool:
        """Remember a text; whether it is new. Raises OSError where the disk of the file fails."""
        if self._count >= FULLEST * self._slots.size:
            self._grow()
        if not self._slots.put(fingerprint(text)):
            return False
        self._count += 1
        return True

    def _grow(self) -> None:
        wider = self._wider()
        for mark in self._slots.marks():
            wider.put(mark)
        self._slots = wider

    def _wider(self) -> _Slots:
        """More slots, all free."""
        size = self._slots.size
        if 2 * size <= self._in_memory:
            return _Memory(2 * size)
        try:
            return _File(max(4 * size if isinstance(self._slots, _File) else 0, self._on_disk))
        except (OSError, AttributeError):  # no room, or a system that reserves none
            self._in_memory = 4 * size
            return _Memory(2 * size)
