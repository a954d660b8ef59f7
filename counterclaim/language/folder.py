"""The files of a pack or of the store, read and checked: what is wrong in one is said with its file and entry.

A folder enters, tables and rows leave. What they mean is not known here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.errors import PackError

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of one file: its name for messages, and its keys."""

    file: str
    """Folder and file."""
    name: str
    """Table, position and first word."""
    row: Row

    def fault(self, what: str) -> PackError:
        """The error that says what is wrong here."""
        return PackError(self.file, self.name, what)

    def one_of(self, value: str, allowed: Collection[str]) -> str:
        """The value, where it is allowed; raises `PackError`."""
        if not isinstance(value, str) or value not in allowed:
            raise self.fault(f"{value!r} is not one of {', '.join(sorted(allowed))}")
        return value

    def units(self, key: str, allowed: Collection[str]) -> frozenset[str]:
        """The values of a list, each allowed; raises `PackError`."""
        return frozenset(self.one_of(value, allowed) for value in self.row.get(key, ()))

    def day(self, key: str) -> date | None:
        """The day under a key, or None; raises `PackError` where it is none."""
        value = self.row.get(key)
        try:
            return date.fromisoformat(value) if value is not None else None
        except (TypeError, ValueError) as fault:
            raise self.fault(f"{key} {value!r} is no date (YYYY-MM-DD)") from fault


class Compiled(msgspec.Struct, frozen=True):
    """The content of a file as JSON, which reads in a thirtieth of the time."""

    digest: str
    """SHA-256 of the file that it was made of."""
    table: Row


def table(folder: Path, file: str) -> Row:
    """The content of one file; raises `PackError` where it cannot be read."""
    try:
        written = (folder / file).read_bytes()
        return _compiled(folder, file, written) or tomllib.loads(written.decode("utf-8"))
    except (OSError, ValueError) as fault:
        raise PackError(f"{folder.name}/{file}", "file", str(fault)) from fault
    except RecursionError as fault:
        raise PackError(f"{folder.name}/{file}", "file", "is nested too deep") from fault


def compiled_at(folder: Path, file: str) -> Path:
    """Where a file of the folder stands compiled, if it does."""
    return folder / "compiled" / f"{Path(file).stem}.table.json"


def compile_table(folder: Path, file: str) -> Path:
    """Compile a file, and say where; raises `PackError` where it cannot be read."""
    try:
        written = (folder / file).read_bytes()
        content = Compiled(sha256(written).hexdigest(), tomllib.loads(written.decode("utf-8")))
    except (OSError, ValueError) as fault:
        raise PackError(f"{folder.name}/{file}", "file", str(fault)) from fault
    path = compiled_at(folder, file)
    path.write_bytes(msgspec.json.encode(content).replace(b'},{"', b'},\n{"') + b"\n")  # one entry a line
    return path


def _compiled(folder: Path, file: str, written: bytes) -> Row | None:
    """What was compiled of a file, if it still is what the file holds."""
    path = compiled_at(folder, file)
    if not path.is_file():
        return None
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Compiled)
    except msgspec.DecodeError:
        return None
    return found.table if found.digest == sha256(written).hexdigest() else None


def entries(folder: Path, file: str, key: str, required: Collection[str], allowed: Collection[str]) -> Iterator[Entry]:
    """The entries under `key` of one file; raises `PackError` where a key is missing, unknown or no list of words."""
    rows = table(folder, file).get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PackError(f"{folder.name}/{file}", key, f"write each entry under [[{key}]]")
    for position, row in enumerate(rows, 1):
        entry = Entry(f"{folder.name}/{file}", f"{key} {position} ({_called(row)})", row)
        only(entry, {*required, *allowed})
        for name in required:
            if name not in row:
                raise entry.fault(f"key {name!r} is missing")
        for name, value in row.items():
            if isinstance(value, list) and not all(isinstance(each, str) for each in value):
                raise entry.fault(f"key {name!r} must be a list of words")
        yield entry


def _called(row: Row) -> object:
    """What tells an entry from others for whoever reads a message: its own name, or its first word."""
    said = next(
        (row[key] for key in ("words", "nouns", "verbs", "names", "name", "code", "slug", "office") if row.get(key)),
        "?",
    )
    return said[0] if isinstance(said, list) else said


def only(entry: Entry, allowed: Collection[str]) -> None:
    """Raise `PackError` where an entry has a key that nothing reads."""
    unknown = sorted(set(entry.row) - set(allowed))
    if unknown:
        raise entry.fault(f"unknown key {unknown[0]!r}")


def pairs(file: Path, key: str, mutual: bool = True) -> Mapping[str, frozenset[str]]:
    """Pairs of codes, by either, or by the first alone where they are not mutual; raises `PackError`."""
    found: dict[str, set[str]] = {}
    try:
        for one, other in tomllib.loads(file.read_text("utf-8"))[key]:
            found.setdefault(one, set()).add(other)
            if mutual:
                found.setdefault(other, set()).add(one)
    except (OSError, ValueError, KeyError) as fault:
        raise PackError(file.name, key, str(fault)) from fault
    return {code: frozenset(others) for code, others in found.items()}
