"""Verifies the tables that are drawn from others: they must be what would be drawn now.

A private copy of a ledger enters, faults leave.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from counterclaim.ledger import segments, tallies
from counterclaim.ledger.copies import signed, sketched
from counterclaim.ledger.faults import Fault
from counterclaim.ledger.folding import forms
from counterclaim.ledger.lookup import all_numbered
from counterclaim.ledger.statements import statement
from counterclaim.reading.identity import BANDS

SEARCHED: Final = ("search_reports", "search_evidence")
INDEXES: Final = (*SEARCHED, "bands")
FTS_FORMAT: Final = 4
"""Version of FTS5's files that a ledger has; later ones are written only where secure deletion is asked for."""
_MASK: Final = (1 << 64) - 1


def faults(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """Rows of derived tables that are not what the rows they come from give."""
    yield from indexes(snapshot)
    yield from evidence(snapshot)
    yield from blocks(snapshot)
    yield from reports(snapshot)
    yield from tallies.faults(snapshot)


def indexes(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """Full-text indexes that do not agree with their own content."""
    for table in INDEXES:
        try:
            snapshot.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            yield Fault(table, f"the index does not agree with what it indexes ({error})")
        yield from segments.faults(snapshot, table)
        if snapshot.execute(f"SELECT k, v FROM {table}_config").fetchall() != [("version", FTS_FORMAT)]:
            yield Fault(f"{table}_config", "is not that of an index of this format")


def evidence(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """Rows of the search over evidence that are not their claims' evidence."""
    for number, said, written, folded in snapshot.execute(statement("evidence_beside_search")):
        if said is None or written is None or forms(said) != (written, folded):
            yield Fault(f"search_evidence {number}", "is not what its claim gives")


def blocks(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """Rows that lead from blocks to tellings and are not what the tellings say."""
    for (telling,) in snapshot.execute(statement("blocks_beside_tellings")):
        yield Fault(f"telling_blocks {telling}", "is not what its telling gives")


def reports(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """What search, marks and bands hold of each report."""
    bands = _bands(snapshot)
    searched = {"search_reports": 0, "marks": 0}
    total = banded = 0
    for number, report in all_numbered(snapshot):
        total += 1
        written = snapshot.execute(statement("search_of_report"), (number,)).fetchone()
        searched["search_reports"] += written is not None
        if written != tuple(forms(report.text)):
            yield Fault(f"search_reports {number}", "is not what its report gives")
        own = sketched(report)
        banded += bool(own.bands)
        sketch = own.sketch
        mark = snapshot.execute(statement("marks_of_report"), (number,)).fetchone()
        searched["marks"] += mark is not None
        if mark != (signed(sketch.fingerprint), sketch.address or None, sketch.article or None):
            yield Fault(f"marks {number}", "is not what its report gives")
        if bands.pop(number, 0) != sum(hash(name) for name in own.bands) & _MASK:
            yield Fault(f"bands {number}", "is not what its report gives")
    for number in bands:
        yield Fault(f"bands {number}", "belongs to no report")
    for table, found in searched.items():
        (count,) = snapshot.execute(f"SELECT count(*) FROM {table}").fetchone()
        if count != found:
            yield Fault(table, f"holds {count:,} rows for {total:,} reports")
    yield from _counts(snapshot, banded)


def _bands(snapshot: sqlite3.Connection) -> dict[int, int]:
    """For each report a sum over its bands: equal sums, equal bands."""
    snapshot.execute("CREATE VIRTUAL TABLE temp.band_rows USING fts5vocab (main, bands, instance)")
    found: dict[int, int] = defaultdict(int)
    for term, number in snapshot.execute("SELECT term, doc FROM temp.band_rows"):
        found[number] = (found[number] + hash(term)) & _MASK
    snapshot.execute("DROP TABLE temp.band_rows")
    return dict(found)


def _counts(snapshot: sqlite3.Connection, banded: int) -> Iterator[Fault]:
    """What the indexes count of themselves, for the order of what is found; their own test compares it with nothing."""
    expected: dict[str, tuple[int, ...]] = {"bands": (banded, banded * BANDS) if banded else ()}
    for table in SEARCHED:
        rows = words = other = 0
        for (sizes,) in snapshot.execute(f"SELECT sz FROM {table}_docsize"):
            one, two = segments.varints(sizes)
            rows, words, other = rows + 1, words + one, other + two
        expected[table] = (rows, words, other) if rows else ()
    for table, numbers in expected.items():
        if segments.counts(snapshot, table) != numbers:
            yield Fault(table, f"does not count what it holds: {numbers}")
