"""Verifies a ledger: a file enters; what is wrong with it leaves, each fault with the row it is about.

All is done on a private copy of one moment, so that writers go on meanwhile, and read-only files can be checked too.
Nothing is mended here. What a newer coder would code differently is no fault, and is found by `recoding`.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import LedgerError
from counterclaim.ledger import cells, derived, references
from counterclaim.ledger.chain import START, TABLES, digest_of, link_of
from counterclaim.ledger.connection import APPLICATION, VERSION, made, open_to_read, said
from counterclaim.ledger.faults import Fault
from counterclaim.ledger.statements import statement

MOST_PAGE_FAULTS: Final = 20
"""Faults of the file's structure that are listed."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: "3 commits with 120 rows, head 5f3a..., nothing wrong"."""

    commits: int
    rows: int
    """Rows of the chain."""
    head: str
    """The newest link, 64 hexadecimal digits; who keeps it elsewhere can tell later that nothing was cut off."""
    faults: tuple[Fault, ...]


def check(path: Path, expected_link: str | None = None) -> Checked:
    """Verify a ledger; `expected_link` is one that it must hold. Raises LedgerError where it cannot be opened."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "copy"
        snapshot = snapshot_of(path, file)
        try:
            return _checked(snapshot, file, expected_link)
        finally:
            snapshot.close()


def _checked(snapshot: sqlite3.Connection, file: Path, expected_link: str | None) -> Checked:
    walk = Walk(snapshot)
    faults: list[Fault] = []
    tests: tuple[Callable[[], Iterator[Fault]], ...] = (
        lambda: structure(snapshot),
        lambda: schema(snapshot),
        walk.faults,
        lambda: cells.faults(snapshot, file),
        lambda: references.faults(snapshot),
        lambda: derived.faults(snapshot),
    )
    for test in tests:
        try:
            faults.extend(test())
        except (sqlite3.Error, LedgerError, ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
            # Damaged rows can break whatever reads them; that is a fault as well, and the other tests go on.
            faults.append(Fault("pages", f"cannot be read to their end ({error})"))
    if expected_link and expected_link.lower() not in walk.links:
        faults.append(Fault(f"link {expected_link}", "does not stand in the chain: commits were cut off or replaced"))
    return Checked(walk.commits, walk.rows, walk.head.hex(), tuple(dict.fromkeys(faults)))


def snapshot_of(path: Path, file: Path | None = None) -> sqlite3.Connection:
    """A private copy of a ledger, in a file; in one that is gone when it is closed, where none is named.

    Raises LedgerError.
    """
    source = open_to_read(path)
    try:
        with said(path):
            snapshot = sqlite3.connect(file or "", isolation_level=None)
            source.backup(snapshot)
    finally:
        source.close()
    snapshot.execute("PRAGMA synchronous = OFF")  # nobody needs the copy once it was checked
    # Bytes that are no text must not stop the check: they stay what they are, and no digest has them.
    snapshot.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return snapshot


def structure(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """What SQLite itself finds wrong: pages, indexes, references between rows."""
    for (line,) in snapshot.execute(f"PRAGMA integrity_check({MOST_PAGE_FAULTS})"):
        if line != "ok":
            yield Fault("pages", " ".join(str(line).split()))
    for table, row, parent, _ in snapshot.execute("PRAGMA foreign_key_check"):
        yield Fault(f"{table} {row}", f"names a row of {parent} that is not there")


def schema(snapshot: sqlite3.Connection) -> Iterator[Fault]:
    """Tables, views and guards that are not those of a ledger of this version."""
    (application,) = snapshot.execute("PRAGMA application_id").fetchone()
    (version,) = snapshot.execute("PRAGMA user_version").fetchone()
    if (application, version) != (APPLICATION, VERSION):
        yield Fault("schema", "is not that of a ledger of this version")
    expected, rows = made(), snapshot.execute("SELECT type, name, sql FROM sqlite_master")
    found = {(kind, name): sql for kind, name, sql in rows}
    for kind, name in sorted(expected.keys() | found.keys()):
        if (kind, name) not in found:
            yield Fault(f"{kind} {name}", "is missing")
        elif (kind, name) not in expected:
            yield Fault(f"{kind} {name}", "does not belong to a ledger")
        elif expected[kind, name] != found[kind, name]:
            yield Fault(f"{kind} {name}", "is not as this version makes it")


class Walk:
    """Goes through the chain from its beginning, table beside table."""

    def __init__(self, snapshot: sqlite3.Connection) -> None:
        self._snapshot = snapshot
        self.commits = self.rows = 0
        self.head = START
        self.links: set[str] = set()

    def faults(self) -> Iterator[Fault]:
        """Rows that are not as they were written, and commits whose rows are not those that came with them."""
        tables = {table: _Rows(self._snapshot, table) for table in TABLES}
        commits = self._snapshot.execute(statement("all_commits")).fetchall()
        for (before, *_), (after, *_) in pairwise([(0,), *commits]):
            if after != before + 1:
                yield Fault(f"commit {before + 1}", "is missing")
        link = START
        for *own, stored in commits:
            digests: list[bytes] = []
            for table, rows in tables.items():
                for row in rows.of(own[0]):
                    self.rows += 1
                    digest = _digest(table, row)
                    digests.append(digest)
                    if digest != row[-1]:
                        yield Fault(f"{table} {row[0]}", f"is not as it was written (commit {own[0]})")
            try:
                whole = link_of(link, own, digests) == stored and own[-1] == len(digests)
            except UnicodeEncodeError:
                whole = False
            if not whole:
                yield Fault(f"commit {own[0]}", "does not link its rows: a row of it was changed, added or taken away")
            link = stored if isinstance(stored, bytes) else START
            self.commits += 1
            self.links.add(link.hex())
        self.head = link
        for table, rows in tables.items():
            for row in rows.rest():
                yield Fault(f"{table} {row[0]}", "belongs to no commit")


class _Rows:
    """The rows of one table in their order, commit by commit."""

    def __init__(self, snapshot: sqlite3.Connection, table: str) -> None:
        self._cursor = snapshot.execute(f"SELECT * FROM {table} ORDER BY n")
        self._next: Any = self._cursor.fetchone()

    def of(self, seq: int) -> Iterator[tuple[Any, ...]]:
        """The rows that follow and belong to a commit, or to one before it whose turn is over."""
        while self._next is not None and self._next[1] <= seq:
            yield self._next
            self._next = self._cursor.fetchone()

    def rest(self) -> Iterator[tuple[Any, ...]]:
        """What no commit took."""
        while self._next is not None:
            yield self._next
            self._next = self._cursor.fetchone()


def _digest(table: str, row: tuple[Any, ...]) -> bytes:
    """The digest that a row should have; nothing where a value is no text."""
    try:
        return digest_of(table, row[:-1])
    except UnicodeEncodeError:
        return b""


def by_table(faults: tuple[Fault, ...]) -> dict[str, int]:
    """How many faults each kind of row has."""
    counted: dict[str, int] = defaultdict(int)
    for fault in faults:
        counted[fault.where.partition(" ")[0]] += 1
    return dict(counted)


__all__ = ["Checked", "Fault", "LedgerError", "by_table", "check", "snapshot_of"]
