"""Flips bytes of the rows that a SQLite file stores, whatever table they belong to.

The numbers by which SQLite finds its way from page to page inside a table are left out: they are no rows, and where the
numbers of rows have gaps, another one may guide as well.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

LEAF_OF_TABLE, LEAF_OF_INDEX, INNER_OF_TABLE, INNER_OF_INDEX = 13, 10, 5, 2


def stored_bytes(path: Path) -> dict[str, list[int]]:
    """For each table and index, where in the file the bytes of its rows stand; bytes that nothing uses are left out."""
    found: dict[str, list[int]] = {}
    content = path.read_bytes()
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as connection:
        pages = connection.execute("SELECT name, pageno, pagetype, pgoffset, pgsize, payload FROM dbstat").fetchall()
    for name, _, kind, offset, size, payload in pages:
        page = content[offset : offset + size]
        if kind == "overflow":
            places = range(4, 4 + payload)
        else:
            places = sorted(
                {place for start, end in _cells(page, 100 if offset == 0 else 0) for place in range(start, end)}
            )
        found.setdefault(name, []).extend(offset + place for place in places)
    return found


def _cells(page: bytes, header: int) -> Iterator[tuple[int, int]]:
    """Start and end of each cell of a page."""
    kind, count = page[header], int.from_bytes(page[header + 3 : header + 5])
    pointers = header + (12 if kind in (INNER_OF_TABLE, INNER_OF_INDEX) else 8)
    for number in range(count):
        start = int.from_bytes(page[pointers + 2 * number : pointers + 2 * number + 2])
        yield start, start + _length(page, start, kind)


def _length(page: bytes, start: int, kind: int) -> int:
    """Bytes of a cell on its own page."""
    at = start + (4 if kind in (INNER_OF_TABLE, INNER_OF_INDEX) else 0)
    if kind == INNER_OF_TABLE:
        return (
            at - start
        )  # the number behind it guides to a page and is no row: one that still guides right does no harm
    payload, at = _varint(page, at)
    if kind == LEAF_OF_TABLE:
        at = _varint(page, at)[1]
    usable = len(page)
    most = usable - 35 if kind == LEAF_OF_TABLE else (usable - 12) * 64 // 255 - 23
    if payload <= most:
        return at + payload - start
    least = (usable - 12) * 32 // 255 - 23
    local = least + (payload - least) % (usable - 4)
    return at + (local if local <= most else least) + 4 - start


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = page[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, at
    return value << 8 | page[at], at + 1


def flipped(path: Path, at: int, lots: random.Random) -> tuple[int, int]:
    """Change one bit to eight of the byte at a place; the byte before and after."""
    with path.open("r+b") as file:
        file.seek(at)
        before = file.read(1)[0]
        after = before ^ lots.randrange(1, 256)
        file.seek(at)
        file.write(bytes([after]))
    return before, after


def put(path: Path, at: int, byte: int) -> None:
    """Write a byte."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(bytes([byte]))
