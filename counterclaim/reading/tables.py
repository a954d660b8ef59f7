"""Reads tables: CSV and TSV, and Parquet. One row is one report; the caller says which column is which field.

A stream enters; reports and refusals leave, each with its place ("file:line" of a CSV, "file:row" of a Parquet file,
from 1). Rows stream.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from counterclaim.errors import RefusedReport
from counterclaim.reading.extras import needed
from counterclaim.reading.interchange import report_from_json
from counterclaim.reading.lines import EMPTY, too_long
from counterclaim.reading.material import Found, Given, Material, Outcome, fresh, refused
from counterclaim.reading.spooling import on_disk
from counterclaim.reading.unpacking import BROKEN_READ, read_fault

FIELDS: Final = ("id", "lang", "outlet", "published", "url", "title", "text", "modified", "byline")
"""Fields of a report that a table may hold."""
DELIMITERS: Final = ",;\t|"
ROWS_AT_ONCE: Final = 256
"""Rows of a Parquet file in memory."""


def read_csv(material: Material, given: Given) -> Iterator[Found]:
    """A report of each row; a row with more or fewer fields than the head is refused."""
    csv.field_size_limit(given.limits.report)
    number = 1
    try:
        rows = csv.reader(*_dialect(_text_lines(material, given)))
        head = _row(rows, material.name)
        if not head:
            yield refused(material.name, *EMPTY)
            return
        mapped = _mapped([name.strip() for name in head], given, material.name)
        while True:
            try:
                row = _row(rows, material.name)
            except RefusedReport as refusal:
                yield refusal.where, fresh(refusal)
                continue
            finally:
                number = rows.line_num
            if row is None:
                return
            if row:
                where = f"{material.name}:{number}"
                yield where, _from_row(row, head, mapped, where, given)
    except RefusedReport as refusal:
        yield refusal.where, fresh(refusal)
    except UnicodeError as error:
        yield refused(f"{material.name}:{number + 1}", f"cannot be decoded ({error})", "save the table as UTF-8")
    except BROKEN_READ as error:
        yield refused(f"{material.name}:{number + 1}", *read_fault(error))


def _text_lines(material: Material, given: Given) -> Iterator[str]:
    """The lines of a table as text; bytes that are no UTF-8 become half characters, so that their row can be
    refused.
    """
    limits, encoding = given.limits, material.charset or given.encoding or "utf-8-sig"
    text = io.TextIOWrapper(material.stream, encoding, errors="surrogateescape", newline="")
    number = 0
    try:
        while line := text.readline(limits.report + 1):
            number += 1
            if len(line) > limits.report:
                raise RefusedReport(f"{material.name}:{number}", *too_long(limits))
            yield line
    finally:
        text.detach()  # whoever opened the stream closes it


def _dialect(lines: Iterator[str]) -> tuple[Iterator[str], _Dialect]:
    """The lines again, and how they are cut: at that of the usual marks which the head holds most of."""
    first = next(lines, "")

    def again() -> Iterator[str]:
        yield first
        yield from lines

    return again(), _Dialect(max(DELIMITERS, key=first.count))


class _Dialect(csv.excel):
    """Excel's way of quoting, with another mark between the fields."""

    strict = True

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter
        super().__init__()


def _row(rows: Iterator[list[str]], name: str) -> list[str] | None:
    """The next row; None after the last. Raises RefusedReport."""
    try:
        return next(rows, None)
    except csv.Error as error:
        where = f"{name}:{rows.line_num}"  # type: ignore[attr-defined]  # csv.reader has it
        raise RefusedReport(where, f"no row of a table: {error}", "check its quotation marks") from None


def _mapped(head: Sequence[str], given: Given, name: str) -> dict[str, int]:
    """Field of a report -> position of its column. Raises RefusedReport where a column that the caller named, or a
    text, is missing.
    """
    positions = {column: position for position, column in reversed(list(enumerate(head)))}
    for field, column in given.columns.items():
        if column not in positions:
            said = ", ".join(head[:20]) or "none"
            raise RefusedReport(name, f"no column {column!r} for {field}", f"it has: {said}; map others with --columns")
    columns = {field: given.columns.get(field, field) for field in FIELDS}
    found = {field: positions[column] for field, column in columns.items() if column in positions}
    if "text" not in found and "title" not in found:
        said = ", ".join(head[:20])
        raise RefusedReport(name, "no column 'text'", f"say which it is, as in --columns text=COLUMN; it has: {said}")
    return found


def _from_row(row: Sequence[str], head: Sequence[str], mapped: Mapping[str, int], where: str, given: Given) -> Outcome:
    if len(row) != len(head):
        what = f"{len(row)} fields, but the head has {len(head)}"
        return RefusedReport(where, what, "put fields that hold the separator in quotation marks")
    fields = {field: row[position].strip() or None for field, position in mapped.items()}
    for field, said in fields.items():
        for letter in said or "":
            if "\udc80" <= letter <= "\udcff":
                what = f"byte 0x{ord(letter) - 0xDC00:02x} in {field} is not UTF-8"
                return RefusedReport(where, what, "save the table as UTF-8, or say --encoding")
    return _report(fields, where, given)


def _report(fields: Mapping[str, object], where: str, given: Given) -> Outcome:
    try:
        return report_from_json(
            {"text": fields.get("text") or ""} | {k: v for k, v in fields.items() if v}, where, given
        )
    except RefusedReport as refusal:
        return fresh(refusal)


def read_parquet(material: Material, given: Given) -> Iterator[Found]:
    """A report of each row; of the columns only those that are fields of a report are read."""
    name, number = material.name, 0
    try:
        parquet = needed("pyarrow.parquet", "parquet", name)
        arrow = needed("pyarrow", "parquet", name)
        with on_disk(material, given.limits) as stream:
            try:
                file = parquet.ParquetFile(stream, pre_buffer=False)
                head = file.schema_arrow.names
                mapped = _mapped(head, given, name)
                columns = [head[position] for position in mapped.values()]
                for batch in file.iter_batches(ROWS_AT_ONCE, columns=columns, use_threads=False):
                    for row in batch.to_pylist():
                        number += 1
                        fields = {field: _said(row[head[position]]) for field, position in mapped.items()}
                        yield f"{name}:{number}", _report(fields, f"{name}:{number}", given)
            except arrow.ArrowException as error:
                raise RefusedReport(name, f"no Parquet, or damaged ({_first_line(error)})", "write it again") from None
        if not number:
            yield refused(name, *EMPTY)
    except RefusedReport as refusal:
        yield refusal.where, fresh(refusal)
    except BROKEN_READ as error:
        yield refused(name, *read_fault(error))


def _said(value: object) -> object:
    """A value of a table as JSON has it: days and times in ISO 8601, other values as they are."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".")
