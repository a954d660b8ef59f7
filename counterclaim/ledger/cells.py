"""Verifies the one byte of each row that SQLite itself never reads.

The number of a row is the key of its cell; in the row's own record SQLite leaves an empty place for it and does not
look at that place again. A private copy of a ledger as a file enters, faults leave. Source: the SQLite file
format, sections 1.6 (b-tree pages) and 2.1 (records).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from counterclaim.ledger.faults import Fault
from counterclaim.ledger.segments import varint
from counterclaim.ledger.statements import statement

INNER: Final = 5
LEAF: Final = 13
"""Kinds of pages of a table."""
FIRST_PAGE_HEADER: Final = 100
"""Bytes before the first page begins as the others do."""


def faults(snapshot: sqlite3.Connection, file: Path) -> Iterator[Fault]:
    """Rows whose place for their number is not empty, in all tables that number their rows."""
    (size,) = snapshot.execute("PRAGMA page_size").fetchone()
    with file.open("rb") as pages:
        for table, root in snapshot.execute(statement("numbered_tables")).fetchall():
            for page in _leaves(pages, size, root):
                for row, kind in _first_kinds(page):
                    if kind:
                        yield Fault(f"{table} {row}", "is not as it was written (its place for a number is not empty)")


def _leaves(pages: BinaryIO, size: int, root: int) -> Iterator[bytes]:
    """The leaf pages of a table, each once, whatever damaged pages say."""
    seen, waiting = set[int](), [root]
    while waiting:
        number = waiting.pop()
        if number in seen or number < 1:
            continue
        seen.add(number)
        pages.seek((number - 1) * size)
        page = pages.read(size)
        if number == 1:
            page = page[FIRST_PAGE_HEADER:]
        if len(page) < 8 or page[0] not in (INNER, LEAF):
            continue  # the structure of the file is another test's matter
        if page[0] == LEAF:
            yield page
            continue
        waiting.append(int.from_bytes(page[8:12]))
        waiting.extend(int.from_bytes(page[start : start + 4]) for start in _cells(page, 12))


def _cells(page: bytes, header: int) -> Iterator[int]:
    """Where the cells of a page start."""
    for place in range(header, header + 2 * int.from_bytes(page[3:5]), 2):
        yield int.from_bytes(page[place : place + 2])


def _first_kinds(page: bytes) -> Iterator[tuple[int, int]]:
    """Number of each row of a leaf, and how it says its first value is packed: 0 where it is left out."""
    for start in _cells(page, 8):
        _, at = varint(page, start)
        row, at = varint(page, at)
        _, at = varint(page, at)
        yield row, varint(page, at)[0]
