"""Parquet through pyarrow (extra `parquet`): pages of columns enter, a file leaves, and its rows come back.

Columns are typed: days are dates, lists are lists; what is nested is a text of JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

from counterclaim.errors import CounterclaimError, in_one_line
from counterclaim.exports.columns import COUNT, DAY, FLAG, NESTED, SHARE, SPANS, TEXT, WORDS, Column
from counterclaim.ledger.rows import as_json, from_json
from counterclaim.ledger.tabled import Page

ROWS_OF_A_GROUP: Final = 50_000
"""Rows of one row group: enough to compress well, few enough to be held."""


def _arrow() -> Any:
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as fault:
        raise CounterclaimError("Parquet needs the package pyarrow; pip install 'counterclaim[parquet]'") from fault


def schema(columns: Sequence[Column]) -> Any:
    """The Arrow schema of columns. Raises CounterclaimError."""
    arrow = _arrow()
    span = arrow.struct([("start", arrow.int64()), ("end", arrow.int64()), ("text", arrow.string())])
    kinds: Mapping[str, Any] = {
        TEXT: arrow.string(), COUNT: arrow.int64(), SHARE: arrow.float64(), DAY: arrow.date32(), FLAG: arrow.bool_(),
        WORDS: arrow.list_(arrow.string()), NESTED: arrow.string(), SPANS: arrow.list_(span),
    }  # fmt: skip
    return arrow.schema([(column.name, kinds[column.kind]) for column in columns])


def batches(columns: Sequence[Column], pages: Iterator[Page]) -> Iterator[Any]:
    """Arrow record batches of pages. Raises CounterclaimError."""
    arrow, own = _arrow(), schema(columns)
    for page in pages:
        arrays = []
        for column, field in zip(columns, own, strict=True):
            values = page[column.name]
            if column.kind == DAY:
                arrays.append(arrow.array(values, arrow.string()).cast(arrow.date32()))
            elif column.kind == NESTED:
                arrays.append(arrow.array([as_json(each) for each in values], arrow.string()))
            else:
                arrays.append(arrow.array(values, field.type))
        yield arrow.record_batch(arrays, schema=own)


def arrow_table(columns: Sequence[Column], pages: Iterator[Page]) -> Any:
    """One Arrow table of all pages. Raises CounterclaimError."""
    return _arrow().Table.from_batches(batches(columns, pages), schema(columns))


def write(columns: Sequence[Column], pages: Iterator[Page], out: BinaryIO) -> int:
    """Write pages, and say how many rows there were. Raises CounterclaimError."""
    arrow, rows, waiting, held = _arrow(), 0, [], 0
    with arrow.parquet.ParquetWriter(out, schema(columns), compression="zstd") as writer:
        for batch in batches(columns, pages):
            waiting.append(batch)
            held += batch.num_rows
            rows += batch.num_rows
            if held >= ROWS_OF_A_GROUP:
                writer.write_table(arrow.Table.from_batches(waiting))
                waiting, held = [], 0
        if waiting:
            writer.write_table(arrow.Table.from_batches(waiting))
    return rows


def read(path: Path, columns: Sequence[Column]) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """Names of the columns of a file, and its rows. Raises CounterclaimError; rows of a damaged file, ValueError."""
    arrow = _arrow()
    try:
        file = arrow.parquet.ParquetFile(path)
    except (arrow.ArrowException, OSError) as fault:
        raise CounterclaimError(f"{path}: this is no Parquet ({in_one_line(fault)}); export it again") from fault
    return list(file.schema_arrow.names), _rows(file, columns)


def _rows(file: Any, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    days = [column.name for column in columns if column.kind == DAY]
    nested = [column.name for column in columns if column.kind == NESTED]
    try:
        with file:
            for batch in file.iter_batches(2_000):
                for row in batch.to_pylist():
                    row |= {name: row[name].isoformat() if row[name] else None for name in days}
                    row |= {name: from_json(row[name]) for name in nested}
                    yield row
    except (_arrow().ArrowException, AttributeError, TypeError) as fault:
        raise ValueError(str(fault)) from fault
