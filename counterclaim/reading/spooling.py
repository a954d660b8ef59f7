"""Lays a stream on disk, within limits, for what has to be read from its end: zip archives and Parquet files."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from typing import IO, Final

from counterclaim.errors import RefusedReport
from counterclaim.reading.material import Limits, Material

IN_MEMORY: Final = 8_000_000
"""Bytes kept in memory before a file is made."""
AT_ONCE: Final = 1 << 20


@contextlib.contextmanager
def on_disk(material: Material, limits: Limits) -> Iterator[IO[bytes]]:
    """The same bytes as a stream that can go back; raises RefusedReport where they are too many."""
    if material.stream.seekable():
        yield material.stream
        return
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as laid:
        taken = 0
        while piece := material.stream.read(AT_ONCE):
            taken += len(piece)
            if taken > limits.spooled:
                what = f"longer than {limits.spooled:,} bytes"
                raise RefusedReport(material.name, what, "give it as a file of its own")
            laid.write(piece)
        laid.seek(0)
        yield laid
