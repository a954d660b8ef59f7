"""Opens ledgers: a path enters, a connection leaves that is a ledger of this version, or one clear line why not.

A new file is made by writers alone. Older ledgers are migrated by whoever writes next, in one transaction, so that a
half-done migration is none. Readers never wait for a writer; writers wait for each other.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from counterclaim.errors import LedgerError
from counterclaim.ledger.statements import FOLDER, statements_of

APPLICATION: Final = 0x43436C6D
"""SQLite's application id of a ledger: "CClm"."""
VERSION: Final = 6
"""Version of the schema that this program writes."""
OLDEST_SQLITE: Final = (3, 37, 0)
"""First SQLite with STRICT tables."""
CACHE_KIB: Final = 65_536
"""Memory for pages of a writer."""
CHECKPOINT_PAGES: Final = 8_192
"""Pages of the write-ahead log after which it is written back: 32 MB, few enough to keep the log small."""
WAIT: Final = 120.0
"""Seconds that a writer waits for others before it gives up."""

NO_TEXT: Final = "Could not decode to UTF-8"
"""What Python says of a text of a row that is none; it has no code of its own."""
UPDATE: Final = "update Counterclaim"
ANOTHER_FILE: Final = "name a ledger, or a new file"


def open_to_write(path: Path, wait: float = WAIT) -> sqlite3.Connection:
    """A connection that may append, to a new ledger where there is no file. Raises LedgerError."""
    _check_sqlite(path)
    existed = path.exists()
    with said(path):
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            if existed and path.stat().st_size:
                _check(connection, path)
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
            prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. Raises LedgerError."""
    _check_sqlite(path)
    if not path.is_file():
        raise LedgerError(str(path), "there is no such ledger", "make one with counterclaim add, or check the path")
    with said(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            try:
                connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            except sqlite3.OperationalError:
                # Where nothing can be written the log has no shared memory; without a log there is nothing to share.
                if path.with_name(path.name + "-wal").exists():
                    raise
                connection.close()
                address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
                connection = sqlite3.connect(address, uri=True, isolation_level=None)
            version = _check(connection, path)
            if version == 0:
                raise LedgerError(str(path), "it was begun and holds nothing yet", "add reports to it first")
            if version < VERSION:
                what = f"a ledger of version {version}, and this program reads version {VERSION}"
                raise LedgerError(str(path), what, "open it once for writing: counterclaim check --migrate")
        except BaseException:
            connection.close()
            raise
        return connection


def _check_sqlite(path: Path) -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        what = f"SQLite {sqlite3.sqlite_version} is too old for a ledger"
        raise LedgerError(str(path), what, f"use a Python with SQLite {'.'.join(map(str, OLDEST_SQLITE))} or newer")


def _check(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a ledger; raises LedgerError where it is none, or newer than this program."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    empty = connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    if application != APPLICATION and not empty:
        raise LedgerError(str(path), "this is a database, but no ledger", ANOTHER_FILE)
    if version > VERSION:
        what = f"a ledger of version {version}, and this program knows versions up to {VERSION}"
        raise LedgerError(str(path), what, UPDATE)
    for kind, name, table, sql in connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')"
    ):
        # A view in place of a table or of ours, or a trigger, would run what whoever made the file wrote.
        if (name, sql) not in _guards(table) if kind == "trigger" else version == VERSION and _poses(name, sql):
            what = f"a {kind} {name[:40]!r} does not belong to a ledger"
            raise LedgerError(str(path), what, "do not use this file, or ask whoever made it")
    return int(version)


def _poses(view: str, sql: str) -> bool:
    """Whether a view takes the place of a table or view of ours; others are nobody's business."""
    return ("table", view) in made() or made().get(("view", view), sql) != sql


@cache
def made() -> Mapping[tuple[str, str], str | None]:
    """What a ledger of this version is made of: its SQL as SQLite writes it down, by kind and name."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        prepare(fresh, Path(":memory:"))
        return {(kind, name): sql for kind, name, sql in fresh.execute("SELECT type, name, sql FROM sqlite_master")}
    finally:
        fresh.close()


def _guards(table: str) -> tuple[tuple[str, str], ...]:
    """The triggers of a table, by name, that keep its rows as they are."""
    return tuple(
        (
            f"{table}_never_{verb.lower()}",
            f"CREATE TRIGGER {table}_never_{verb.lower()} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END",
        )
        for verb in ("UPDATE", "DELETE")
    )


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new ledger, or bring an older one to this version, in one transaction."""
    if _check(connection, path) == VERSION:
        return
    with transaction(connection, path):
        version = _check(connection, path)  # another writer may have been faster
        if version == VERSION:
            return
        if version == 0:
            _run(connection, "schema.sql")
        for number in range(max(version, 1) + 1, VERSION + 1):
            _run(connection, f"migrations/{number:04}.sql")
        _refresh_views(connection)
        _draw_tallies(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _refresh_views(connection: sqlite3.Connection) -> None:
    """Views and the guards of the chain hold no data: they are made anew with every version."""
    from counterclaim.ledger.chain import TABLES

    old = connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger')").fetchall()
    for kind, name in old:
        connection.execute(f'DROP {kind} "{name}"')
    _run(connection, "views.sql")
    for table in (*TABLES, "commits"):
        for _, sql in _guards(table):
            connection.execute(sql)


def _draw_tallies(connection: sqlite3.Connection) -> None:
    """Counts hold nothing that the rows do not give: they too are made anew with every version."""
    from counterclaim.ledger import tallies

    tallies.fill(connection)
    tallies.note_structures(connection)


def _run(connection: sqlite3.Connection, file: str) -> None:
    for each in statements_of((FOLDER / file).read_text("utf-8")):
        connection.execute(each)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One writer's turn: waits for it, commits at the end, and leaves nothing behind where anything goes wrong."""
    with said(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
                connection.execute("ROLLBACK")
            raise


@contextlib.contextmanager
def said(file: Path | sqlite3.Connection) -> Iterator[None]:
    """Turn what SQLite says of a file into one line: where, what, what to do."""
    try:
        yield
    except sqlite3.Error as error:
        what, remedy = FAULTS["SQLITE_CORRUPT"] if NO_TEXT in str(error) else _fault(error)
        raise LedgerError(_named(file), what, remedy) from error
    except UnicodeDecodeError as error:  # SQLite's own words quote damaged bytes
        raise LedgerError(_named(file), *FAULTS["SQLITE_CORRUPT"]) from error


def _named(file: Path | sqlite3.Connection) -> str:
    """The file that a fault is about."""
    if isinstance(file, Path):
        return str(file)
    with contextlib.suppress(sqlite3.Error):
        return str(file.execute("PRAGMA database_list").fetchone()[2])
    return "the ledger"


def _fault(error: sqlite3.Error) -> tuple[str, str]:
    name = getattr(error, "sqlite_errorname", "") or ""
    for start, said_of_it in FAULTS.items():
        if name.startswith(start):
            return said_of_it
    return f"SQLite refused ({error})", "run counterclaim check on it"


FAULTS: Final = {
    "SQLITE_FULL": ("no room is left on its disk", "make room and run the same again; what was acknowledged is kept"),
    "SQLITE_IOERR": (
        "its disk refused to write or read",
        "make room or mend the disk, and run the same again; what was acknowledged is kept",
    ),
    "SQLITE_READONLY": ("the file, or its folder, may not be written", "change its permissions, or copy it elsewhere"),
    "SQLITE_BUSY": ("other programs keep writing to it", "wait for them, or raise --lock-wait"),
    "SQLITE_NOTADB": ("this is no ledger", ANOTHER_FILE),
    "SQLITE_CORRUPT": ("its pages are damaged", "restore a copy, or run counterclaim check to see what is damaged"),
    "SQLITE_CANTOPEN": ("it cannot be opened", "check the path and its permissions"),
    "SQLITE_PERM": ("it may not be opened", "check its permissions"),
    "SQLITE_CONSTRAINT_TRIGGER": ("a ledger is append-only", "append a newer row instead"),
}
"""Beginning of SQLite's name for a fault -> what it means here, and what to do."""
