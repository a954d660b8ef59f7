"""Tables of claims, questions, answers and relations as CSV, JSON lines and Parquet, and their way back.

Pages of columns enter a writer as a stream, bytes leave; `read_rows` gives the same values back from a file. All
formats hold all fields, so that nothing is lost.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec

from counterclaim.errors import CounterclaimError, in_one_line
from counterclaim.exports import cells
from counterclaim.exports.columns import TABLES, Column
from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.exports.questionpages import answer_pages, question_pages, relation_pages
from counterclaim.ledger.store import Ledger
from counterclaim.ledger.tabled import Page, claim_pages

Pages = Iterator[Page]
Writer = Callable[[Sequence[Column], Pages, BinaryIO], int]
"""Columns, their pages and a file enter; how many rows were written leaves."""

_encode: Final = msgspec.json.Encoder().encode


def write_csv(columns: Sequence[Column], pages: Pages, out: BinaryIO) -> int:
    """CSV of RFC 4180 in UTF-8, with a line of names; cells as `cells` makes them."""
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=False)
    try:
        writer, rows = csv.writer(text), 0
        writer.writerow([column.name for column in columns])
        for page in pages:
            made = [cells.CELLS[column.kind](page[column.name]) for column in columns]
            writer.writerows(zip(*made, strict=True))
            rows += len(made[0])
        return rows
    finally:
        text.detach()


def write_jsonl(columns: Sequence[Column], pages: Pages, out: BinaryIO) -> int:
    """One JSON object a line, in UTF-8; null where a cell is empty."""
    names, rows = [column.name for column in columns], 0
    for page in pages:
        made = zip(*[page[name] for name in names], strict=True)
        lines = [_encode(dict(zip(names, row, strict=True))) for row in made]
        out.write(b"\n".join(lines) + b"\n")
        rows += len(lines)
    return rows


def write_parquet(columns: Sequence[Column], pages: Pages, out: BinaryIO) -> int:
    """Parquet with typed columns; raises CounterclaimError where pyarrow is missing."""
    from counterclaim.exports.parquet import write

    return write(columns, pages, out)


FORMATS: Final[Mapping[str, tuple[Writer, str]]] = {
    "csv": (write_csv, "CSV"),
    "jsonl": (write_jsonl, "JSON lines"),
    "parquet": (write_parquet, "Parquet"),
}
"""Ending -> its writer, and what people call it."""
CONTENTS: Final[Mapping[str, tuple[Callable[[Ledger, Choice], Pages], str]]] = {
    "claims": (lambda ledger, choice: claim_pages(ledger, choice.selection), "claims with their provenance"),
    "questions": (question_pages, "questions with a figure"),
    "answers": (answer_pages, "answers of the parties"),
    "relations": (relation_pages, "relations between claims"),
}
"""Name of a table -> what gives its pages, and what it holds."""


def _write(table: str, ending: str, ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    pages, _ = CONTENTS[table]
    writer, _ = FORMATS[ending]
    return Losses(writer(TABLES[table], pages(ledger, choice), out))


def table(name: str) -> Form:
    """The form of a table: `claims.csv`, `answers.parquet` and so on."""
    content, ending = name.split(".")
    said = f"{CONTENTS[content][1]}, as {FORMATS[ending][1]}"
    figured = "ledger" if content == "questions" else None
    return Form(name, f".{ending}", said, partial(_write, content, ending), figured)


def read_rows(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table that was exported, each value as it was: days as texts, lists as lists.

    Raises CounterclaimError where the file is no such table, or damaged.
    """
    columns = TABLES[table]
    reader = {".csv": _read_csv, ".jsonl": _read_jsonl, ".parquet": _read_parquet}.get(path.suffix)
    if reader is None:
        raise CounterclaimError(f"{path}: tables end in .csv, .jsonl or .parquet; rename it")
    rows = reader(path, columns)
    while True:
        try:
            row = next(rows, None)
        except (ValueError, RecursionError, csv.Error, OSError, msgspec.MsgspecError) as fault:
            raise CounterclaimError(f"{path}: is damaged ({in_one_line(fault)}); export it again") from fault
        if row is None:
            return
        yield row


def _read_csv(path: Path, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    values = [(column.name, cells.VALUES[column.kind]) for column in columns]
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, strict=True)
        _check(path, next(lines, []), columns)
        for line in lines:
            yield {name: value(cell) for (name, value), cell in zip(values, line, strict=True)}


def _read_jsonl(path: Path, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            row = json.loads(line)
            _check(path, list(row) if isinstance(row, dict) else [], columns)
            yield row


def _read_parquet(path: Path, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    from counterclaim.exports.parquet import read

    names, rows = read(path, columns)
    _check(path, names, columns)
    yield from rows


def _check(path: Path, names: Sequence[str], columns: Sequence[Column]) -> None:
    if list(names) != [column.name for column in columns]:
        raise CounterclaimError(f"{path}: its columns are not those of this table; export it again")
