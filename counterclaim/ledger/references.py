"""Verifies what rows say of each other: evidence stands in its text, and whatever a row names is there.

A private copy of a ledger enters, faults leave.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from counterclaim.ledger.faults import Fault
from counterclaim.ledger.lookup import rows
from counterclaim.ledger.rows import from_json
from counterclaim.ledger.statements import statement

SHOWN: Final = ("evidence", "speaker", "place")
"""Fields that are kept as written beside the positions where they stand."""


def faults(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """Everything that does not stand where it should."""
    yield from evidence(snapshot)
    for name, what in DANGLING.items():
        for where, number, named in snapshot.execute(statement(name)):
            yield Fault(f"{where} {number}", f"{what} {named!r}, which is not here")


DANGLING: Final = {
    "claims_denying_nothing": "denies claim",
    "copies_of_nothing": "is about report",
    "claims_of_another_coding": "comes from coding",
    "tellings_of_nothing": "tells of claim",
    "parts_of_nothing": "is part of question",
    "links_of_nothing": "links claim",
    "reviews_of_nothing": "is about",
}
"""Named statement -> what its rows do to something that is not there."""


def evidence(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """Claims whose characters do not stand in their report where they say."""
    last = 0
    while found := rows(snapshot, "claims_with_texts", {"n": last}):
        for row in found:
            last = row["n"]
            fault = _misplaced(row)
            if fault:
                yield Fault(f"claims {row['n']}", fault)


def _misplaced(row: dict[str, Any]) -> str:
    """Which of a claim's characters do not stand where they should; empty where all do."""
    text = f"{row['title']}\n\n{row['body']}" if row["title"] else row["body"]
    spans = from_json(row["spans"])
    for name, span in spans.items():
        parts = span if name == "further" else [] if name == "period" else [span]
        for start, end in parts:
            if not 0 <= start <= end <= len(text):
                return f"{name} {[start, end]} lies outside of its report's {len(text)} characters"
    for name in SHOWN:
        start, end = spans.get(name, (0, 0))
        if (row[name] or "") != text[start:end]:
            return f"{name} does not stand in its report at {[start, end]}"
    return ""
