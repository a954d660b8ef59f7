"""A commit in the making: rows are appended to the tables of the chain, and one row says who did it, when and why.

Values enter, numbers of rows leave. Nothing is written for a commit without rows, and nothing of one that fails.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from counterclaim.ledger import tallies
from counterclaim.ledger.chain import START, TABLES, Value, digest_of, link_of
from counterclaim.ledger.connection import transaction
from counterclaim.ledger.statements import statement

COMMIT: Final = "INSERT INTO commits VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a change and why: "Anna, because the ministry corrected itself"."""

    who: str
    why: str | None = None


@dataclass(slots=True)
class Commit:
    """Rows that will be appended together."""

    connection: sqlite3.Connection
    seq: int
    """Number of this commit."""
    at: str
    """When it was begun, ISO 8601, UTC."""
    _link: bytes
    """The link before."""
    _next: dict[str, int] = field(default_factory=dict)
    _waiting: dict[str, list[tuple[Value, ...]]] = field(default_factory=lambda: defaultdict(list))
    _digests: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))

    def append(self, table: str, *values: Value) -> int:
        """Append a row to a table of the chain and return its number; it is there to be read after `flush`."""
        number = self._next.get(table) or self._first(table)
        self._next[table] = number + 1
        row = (number, self.seq, *values)
        digest = digest_of(table, row)
        self._waiting[table].append((*row, digest))
        self._digests[table].append(digest)
        return number

    def _first(self, table: str) -> int:
        (last,) = self.connection.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()
        return int(last) + 1

    def flush(self) -> None:
        """Write the rows that wait, so that this transaction can read them."""
        for table, rows in self._waiting.items():
            gaps = ", ".join("?" * len(rows[0])) if rows else ""
            self.connection.executemany(f"INSERT INTO {table} VALUES ({gaps})", rows)
        self._waiting.clear()

    @property
    def rows(self) -> int:
        """How many rows were appended."""
        return sum(map(len, self._digests.values()))

    def close(self, what: str, by: By) -> None:
        """Write all rows and the commit itself; nothing where there are no rows."""
        self.flush()
        if not self.rows:
            return
        tallies.bring_up(self.connection, {name: self._next[name] - len(rows) for name, rows in self._digests.items()})
        tallies.note_structures(self.connection)
        own = (self.seq, self.at, by.who, what, by.why, program(), self.rows)
        digests = (digest for table in TABLES for digest in self._digests[table])
        self.connection.execute(COMMIT, (*own, link_of(self._link, own, digests)))


@contextlib.contextmanager
def commit(connection: sqlite3.Connection, path: Path, what: str, by: By) -> Iterator[Commit]:
    """One transaction of the ledger. When the block ends, its rows are on disk. Raises LedgerError."""
    with transaction(connection, path):
        last = connection.execute(statement("last_commit")).fetchone()
        seq, at, link = last or (0, "", START)
        now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        begun = Commit(connection, seq + 1, max(now, at), link)  # a clock set back must not make time run backwards
        yield begun
        begun.close(what, by)


@cache
def program() -> str:
    """What writes: name and version."""
    try:
        return f"counterclaim {version('counterclaim')}"
    except PackageNotFoundError:
        return "counterclaim"
