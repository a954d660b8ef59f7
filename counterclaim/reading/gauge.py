"""How far reading has come: the share of the bytes of all named files that have been read, as they lie on disk.

Sources enter as they are named, files as they are opened; a share leaves whenever somebody asks. Nobody knows how much
an address or standard input will give, so that there is no share where one is among the sources.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import IO

from counterclaim.reading.addresses import is_address
from counterclaim.reading.material import STANDARD_INPUT


class Gauge:
    """The bytes of the sources of one run."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self._total: int | None = None
        self._before = self._furthest = 0
        self._file: IO[bytes] | None = None

    def open(self, file: IO[bytes]) -> None:
        """A file is being read now; the one before it was read to its end."""
        self.close()
        self._file = file

    def close(self) -> None:
        """What is being read came to its end."""
        if self._file is not None:
            self._before += os.fstat(self._file.fileno()).st_size
        self._file, self._furthest = None, 0

    def passed(self, source: str) -> None:
        """A source is left out, because it was read before."""
        self._before += _size(source)

    def share(self) -> float | None:
        """The share that was read, 0 to 1; None where nobody knows the whole."""
        if self._total is None:
            known = all(each != STANDARD_INPUT and not is_address(each) for each in self._sources)
            self._total = sum(map(_size, self._sources)) if known else 0
        if self._file is not None and not self._file.closed:
            self._furthest = max(self._furthest, self._file.tell())  # tables are read from their end
        return min((self._before + self._furthest) / self._total, 1.0) if self._total else None


def _size(source: str) -> int:
    """Bytes of a file, or of all files of a folder; 0 where it cannot be read: whoever reads it will say so."""
    try:
        if not os.path.isdir(source):
            return os.stat(source).st_size
        return sum(_size(os.path.join(folder, name)) for folder, _, names in os.walk(source) for name in names)
    except OSError:
        return 0
