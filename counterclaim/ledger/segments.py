"""Verifies the directories of full-text indexes, which their own test does not read.

FTS5 keeps an index in segments of leaf pages (`_data`), and for each leaf that begins a term a row of a directory
(`_idx`): segment, the first bytes of that term, number of the leaf. A private copy of a ledger enters, faults leave.
Source: the comments at the head of SQLite's fts5_index.c.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from counterclaim.ledger.faults import Fault

SEGMENT_BIT: Final = 37
"""Bit of a page's id from which on its segment stands."""
STRUCTURE: Final = 10
"""Id of the page that lists the segments."""
LIST_BIT: Final = 36
"""Bit of a page's id that tells a list of leaves, kept for a term that spans many."""
PAGE_MASK: Final = (1 << 31) - 1


class Leaf(NamedTuple):
    """A leaf page: which segment, which page, and the first term that begins there."""

    segment: int
    page: int
    term: bytes


def faults(snapshot: sqlite3.Connection, table: str) -> Iterator[Fault]:
    """Rows of the directory that do not lead to their leaf, and leaves to which no row leads."""
    leaves = {(leaf.segment, leaf.page): leaf.term for leaf in _leaves(snapshot, table)}
    listed = {
        (id_ >> SEGMENT_BIT, id_ & PAGE_MASK)
        for (id_,) in snapshot.execute(f"SELECT id FROM {table}_data WHERE id >> {LIST_BIT} & 1")
    }
    first_pages = _first_pages(snapshot, table)
    before: dict[int, bytes] = {}
    for segment, term, packed in snapshot.execute(f"SELECT segid, term, pgno FROM {table}_idx ORDER BY segid, pgno"):
        page, has_list = packed >> 1, bool(packed & 1)
        if page < first_pages.get(segment, 0):
            continue  # a merge that is under way took this page already, and leaves its row till it is done
        first = leaves.pop((segment, page), None)
        shortest = first[: _common(first, before[segment]) + 1] if first is not None and segment in before else b""
        expected = (shortest, first) if segment in before else (b"",)  # whole where a merge was taken up again
        if page == first_pages.get(segment) and page > 1 and first is not None:
            expected = (bytes(term or b""),)  # a merge under way rewrote this page, not its row
        said = term if isinstance(term, bytes) else None  # FTS5 writes a blob, an empty one too
        if first is None or has_list != ((segment, page) in listed) or said not in expected:
            yield Fault(f"{table}_idx", f"segment {segment} does not lead to page {page}")
        before[segment] = _last_term(snapshot, table, segment, page) or b""
    for segment, page in leaves:
        yield Fault(f"{table}_idx", f"nothing leads to page {page} of segment {segment}")


def _first_pages(snapshot: sqlite3.Connection, table: str) -> dict[int, int]:
    """The first page of each segment that still counts, as the structure of the index says."""
    (block,) = snapshot.execute(f"SELECT block FROM {table}_data WHERE id = {STRUCTURE}").fetchone()
    numbers = varints(block[4:])
    levels, _segments, _writes = next(numbers), next(numbers), next(numbers)
    found: dict[int, int] = {}
    for _ in range(levels):
        _merging, segments = next(numbers), next(numbers)
        for _ in range(segments):
            segment, first, _last = next(numbers), next(numbers), next(numbers)
            found[segment] = first
    return found


def _leaves(snapshot: sqlite3.Connection, table: str) -> Iterator[Leaf]:
    for id_, block in snapshot.execute(f"SELECT id, block FROM {table}_data WHERE id >> {SEGMENT_BIT} > 0 ORDER BY id"):
        if id_ >> LIST_BIT & 1:
            continue
        terms = terms_of(block)
        if terms:
            yield Leaf(id_ >> SEGMENT_BIT, id_ & PAGE_MASK, terms[0])


def _last_term(snapshot: sqlite3.Connection, table: str, segment: int, page: int) -> bytes | None:
    row = snapshot.execute(
        f"SELECT block FROM {table}_data WHERE id = ?", ((segment << SEGMENT_BIT) + page,)
    ).fetchone()
    return terms_of(row[0])[-1] if row and terms_of(row[0]) else None


def terms_of(leaf: bytes) -> list[bytes]:
    """The terms that begin on a leaf page, in order."""
    end = int.from_bytes(leaf[2:4])
    terms: list[bytes] = []
    at, place = end, 0
    while at < len(leaf):
        step, at = varint(leaf, at)
        place += step
        shared, start = varint(leaf, place) if terms else (0, place)
        length, start = varint(leaf, start)
        terms.append((terms[-1][:shared] if terms else b"") + leaf[start : start + length])
    return terms


def _common(one: bytes, other: bytes) -> int:
    """How many first bytes two terms share."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared


def varint(packed: bytes, at: int = 0) -> tuple[int, int]:
    """The number that stands at a place, and where the next thing stands."""
    value = 0
    for _ in range(8):
        byte = packed[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, at
    return value << 8 | packed[at], at + 1


def counts(snapshot: sqlite3.Connection, table: str) -> tuple[int, ...]:
    """What an index counts of itself: its rows, then the words of each column."""
    row = snapshot.execute(f"SELECT block FROM {table}_data WHERE id = 1").fetchone()
    return tuple(varints(row[0])) if row and row[0] else ()


def varints(packed: bytes) -> Iterator[int]:
    """Numbers that stand one behind the other."""
    at = 0
    while at < len(packed):
        number, at = varint(packed, at)
        yield number
