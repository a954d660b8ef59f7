"""What is drawn from other tables: an index that merges differently while it is put into order is the same index."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence

import pytest

from counterclaim.ledger.derived import anew

COLUMNS = "written, folded"
Row = tuple[int, str, str]


def rows(count: int) -> list[Row]:
    lots = random.Random(1)
    said = [" ".join(f"w{lots.randrange(2000)}" for _ in range(60)) for _ in range(count)]
    return [(number, each, each) for number, each in enumerate(said)]


def indexes(stored: Sequence[Row], fresh: Sequence[Row]) -> sqlite3.Connection:
    """Two indexes, the second one written in three parts: a fourth can begin a merge, which ordering only ends."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript("CREATE TABLE reports (n); CREATE TABLE claims (n);")
    for index, told, parts in (("search_evidence", stored, 1), ("temp.new_search_evidence", fresh, 3)):
        connection.execute(f"CREATE VIRTUAL TABLE {index} USING fts5 ({COLUMNS})")
        for part in range(parts):
            share = told[part * len(told) // parts : (part + 1) * len(told) // parts]
            connection.execute("BEGIN")
            connection.executemany(f"INSERT INTO {index} (rowid, {COLUMNS}) VALUES (?, ?, ?)", share)
            connection.execute("COMMIT")
    connection.execute("INSERT INTO claims VALUES (?)", (len(stored),))
    return connection


@pytest.mark.parametrize("count", [300, *range(1336, 1348, 2)])  # with SQLite 3.40, 1340 begins a merge
def test_a_merge_under_way_is_no_fault(count: int) -> None:
    told = rows(count)
    assert list(anew(indexes(told, told), "search_evidence", COLUMNS)) == []


def test_another_word_is_a_fault() -> None:
    told = rows(1340)
    other = [*told[:-1], (told[-1][0], told[-1][1] + " w1", told[-1][2])]
    assert {fault.where for fault in anew(indexes(told, other), "search_evidence", COLUMNS)} == {"search_evidence"}
