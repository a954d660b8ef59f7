"""Verifies the tables that are drawn from others: they must be what would be drawn now.

A private copy of a ledger enters and is changed, faults leave. The full-text indexes are made anew beside the stored
ones, both are put into one order by FTS5, and then they must be the same byte for byte: FTS5's own test compares sums
that many changes leave as they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from counterclaim.ledger import segments, tallies
from counterclaim.ledger.copies import looked_up, signed
from counterclaim.ledger.faults import Fault
from counterclaim.ledger.folding import forms
from counterclaim.ledger.lookup import all_numbered
from counterclaim.ledger.statements import statement

INDEXES: Final[dict[str, str]] = {
    "search_reports": "written, folded",
    "search_evidence": "written, folded",
    "bands": "band",
}
"""Full-text indexes with what is put into them."""
FTS_FORMAT: Final = 4
"""Version of FTS5's files that a ledger has; later ones are written only where secure deletion is asked for."""
PARTS: Final = {
    "data": f"id & {(1 << segments.SEGMENT_BIT) - 1} AS id, block",
    "idx": "term, pgno",
    "docsize": "id, sz",
}
"""Tables of an index, and what of them must be the same; how segments are numbered need not be."""


def faults(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """Rows of derived tables that are not what the rows they come from give."""
    yield from indexes(snapshot)
    yield from blocks(snapshot)
    snapshot.execute("BEGIN")
    yield from tallies.faults(snapshot)
    snapshot.execute("COMMIT")
    for table in INDEXES:
        (made,) = snapshot.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        snapshot.execute(made.replace(f"VIRTUAL TABLE {table} ", f"VIRTUAL TABLE temp.new_{table} "))
    snapshot.execute("BEGIN")
    yield from evidence(snapshot)
    yield from reports(snapshot)
    snapshot.execute("COMMIT")
    for table, columns in INDEXES.items():
        yield from anew(snapshot, table, columns)


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
        own = forms(said) if said is not None else None
        if own is None or own != (written, folded):
            yield Fault(f"search_evidence {number}", "is not what its claim gives")
        if own is not None:
            snapshot.execute(
                "INSERT INTO new_search_evidence (rowid, written, folded) VALUES (?, ?, ?)", (number, *own)
            )


def blocks(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """Rows that lead from blocks to tellings and are not what the tellings say."""
    for (telling,) in snapshot.execute(statement("blocks_beside_tellings")):
        yield Fault(f"telling_blocks {telling}", "is not what its telling gives")


def reports(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """What search and marks hold of each report."""
    searched = {"search_reports": 0, "marks": 0}
    total = 0
    for number, report in all_numbered(snapshot):
        total += 1
        written, own = snapshot.execute(statement("search_of_report"), (number,)).fetchone(), forms(report.text)
        searched["search_reports"] += written is not None
        if written != tuple(own):
            yield Fault(f"search_reports {number}", "is not what its report gives")
        snapshot.execute("INSERT INTO new_search_reports (rowid, written, folded) VALUES (?, ?, ?)", (number, *own))
        drawn = looked_up(report)
        if drawn.bands:
            snapshot.execute("INSERT INTO new_bands (rowid, band) VALUES (?, ?)", (number, " ".join(drawn.bands)))
        mark = snapshot.execute(statement("marks_of_report"), (number,)).fetchone()
        searched["marks"] += mark is not None
        sketch = drawn.sketch
        if mark != (signed(sketch.fingerprint), sketch.address or None, sketch.article or None):
            yield Fault(f"marks {number}", "is not what its report gives")
    for table, found in searched.items():
        (count,) = snapshot.execute(f"SELECT count(*) FROM {table}").fetchone()
        if count != found:
            yield Fault(table, f"holds {count:,} rows for {total:,} reports")


def anew(snapshot: sqlite3.Connection, table: str, columns: str) -> Iterator[Fault]:
    """Whether an index, once in order, is the one that was made anew.

    A merge that was under way is only finished by the first ordering, and leaves the pages it had written before as
    they were; the second one writes all anew.
    """
    (last,) = snapshot.execute(statement("last_indexed")).fetchone()
    for more in (1, 2):
        _order(snapshot, table, columns, last + more)
        differing = [part for part in PARTS if _differs(snapshot, table, part)]
        if not differing:
            return
    for part in differing:
        yield Fault(table, f"is not what indexing anew gives ({part})")


def _order(snapshot: sqlite3.Connection, table: str, columns: str, row: int) -> None:
    """Have FTS5 write both indexes in one order, with one row more: one segment alone would be left as it is."""
    words = ["x"] * len(columns.split(","))
    gaps = ", ".join("?" * len(words))
    for index in (table, f"new_{table}"):
        snapshot.execute(f"INSERT INTO {index} (rowid, {columns}) VALUES (?, {gaps})", (row, *words))
        snapshot.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def _differs(snapshot: sqlite3.Connection, table: str, part: str) -> bool:
    """Whether a table of an index holds other rows than that of the index that was made anew."""
    if part == "docsize" and table == "bands":
        return False
    where = f"WHERE id <> {tallies.STRUCTURE}" if part == "data" else ""
    stored, fresh = (
        f"SELECT {PARTS[part]} FROM {schema}.{prefix}{table}_{part} {where}"
        for schema, prefix in (("main", ""), ("temp", "new_"))
    )
    differ = f"SELECT 1 FROM ({stored} EXCEPT {fresh}) UNION ALL SELECT 1 FROM ({fresh} EXCEPT {stored}) LIMIT 1"
    return snapshot.execute(differ).fetchone() is not None
