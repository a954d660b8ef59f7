"""Parts: reports that were coded together, kept as one Parquet file under a name that their content gives.

What has the name is whole (`keeping`), so that a task that is done twice, anywhere, changes nothing. A file holds one
row a report, with the report itself, so that a ledger can be made of parts alone. Needs the extra `parquet`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from counterclaim.asking.abreast import Outcome, Row
from counterclaim.coding import Coded
from counterclaim.coding.grounding import misplaced
from counterclaim.engine.keeping import REMEDY, damaged, write_whole
from counterclaim.engine.packing import Packing
from counterclaim.errors import PartRefused, RefusedReport, UnknownLanguage
from counterclaim.model import Report
from counterclaim.reading.extras import needed

Part = tuple[tuple[str, Report], ...]
"""Reports with the places they were read from, in order."""
PARTS: Final = Packing[Part](Part)
"""How a part is handed over."""

SUFFIX: Final = ".parquet"
VERSION: Final = "1"
"""Of the columns; another one is another name."""
COLUMNS: Final = ("place", "report", "coded", "lang", "supported")
MOST_BYTES: Final = 1 << 30
"""Bytes that one part may unpack to: some thousand times what one of ours holds."""
ROWS_AT_ONCE: Final = 64
CODER: Final = b"counterclaim.coder"
"""Where the file says who coded it."""
_ENCODE: Final = msgspec.json.Encoder().encode
_REPORT: Final = msgspec.json.Decoder(Report)
_CODED: Final = msgspec.json.Decoder(Coded)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where parts are kept, and who coded them."""

    folder: Path
    coder: str


@dataclass(frozen=True, slots=True)
class Coding:
    """What a part holds: reports in order, with what a coder of that name made of them."""

    coder: str
    rows: tuple[Row, ...]


def name_of(part: Part, coder: str) -> str:
    """The name of a part: whose content, coded by whom; 64 hexadecimal digits."""
    known = hashlib.sha256(f"{VERSION}\x1f{coder}".encode())
    for where, report in part:
        known.update(b"\x1e" + where.encode("utf-8", "surrogatepass") + b"\x1f" + _ENCODE(report))
    return known.hexdigest()


def kept_or_made(make: Callable[[Part], tuple[Outcome, ...]], keep: Kept, part: Part) -> tuple[Outcome, ...]:
    """The outcomes of a part: read where it is kept, else made and kept. Raises PartRefused."""
    path, coder = keep.folder / f"{name_of(part, keep.coder)}{SUFFIX}", keep.coder.partition(" ")[0]
    if path.exists():
        held = read(path)
        if (held.coder, tuple(row[:2] for row in held.rows)) != (coder, part):
            raise PartRefused(str(path), "holds other reports than its name says", REMEDY)
        return tuple(outcome for _, _, outcome in held.rows)
    made = make(part)
    write(path, part, made, coder)
    return made


def write(path: Path, part: Part, outcomes: tuple[Outcome, ...], coder: str) -> None:
    """Write a part in one piece. Raises PartRefused where it cannot be written."""
    arrow, parquet = _arrow(path)
    rows = [
        (where, _ENCODE(report).decode(), *_row(outcome))
        for (where, report), outcome in zip(part, outcomes, strict=True)
    ]
    columns = list(zip(*rows, strict=True))
    types = [arrow.string()] * 4 + [arrow.list_(arrow.string())]
    arrays = [arrow.array(column, kind) for column, kind in zip(columns, types, strict=True)]
    made = arrow.table(arrays, list(COLUMNS)).replace_schema_metadata({CODER: coder})
    sink = arrow.BufferOutputStream()
    parquet.write_table(made, sink, compression="zstd")
    write_whole(path, [sink.getvalue()])


def _row(outcome: Outcome) -> tuple[str | None, str | None, tuple[str, ...] | None]:
    if isinstance(outcome, Coded):
        return _ENCODE(outcome).decode(), None, None
    if isinstance(outcome, UnknownLanguage):
        return None, outcome.lang, outcome.supported
    raise outcome  # a fault of this run and not of the report: nothing that should be found again


def read(path: Path) -> Coding:
    """What a part holds. Raises PartRefused where the file is none or damaged, or somebody else made it badly."""
    arrow, parquet = _arrow(path)
    try:
        # texts that stand in it many times stay one text until they are asked for: none unpacks to more than it says
        with parquet.ParquetFile(path, read_dictionary=list(COLUMNS[:4])) as file:
            coder = file.schema_arrow.metadata[CODER].decode()
            return Coding(coder, tuple(_outcome_row(*row) for row in _rows(file)))
    except (arrow.ArrowException, OSError, KeyError, TypeError, ValueError, msgspec.MsgspecError) as fault:
        raise damaged(path, fault) from None


def _rows(file: Any) -> Iterator[list[Any]]:
    """The rows of a file, each as its columns. Raises ValueError where they are too much."""
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    taken = 0 if sum(group.total_byte_size for group in groups) <= MOST_BYTES else MOST_BYTES + 1
    for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(COLUMNS), use_threads=False):
        for number in range(batch.num_rows):
            row = [batch.column(name)[number].as_py() for name in COLUMNS]
            taken += sum(len(value or ()) for value in row)
            if taken > MOST_BYTES:
                raise ValueError(f"unpacks to more than {MOST_BYTES:,} bytes")
            yield row


def _outcome_row(where: str, report: str, coded: str | None, lang: str | None, supported: list[str] | None) -> Row:
    """A row of a part. Raises ValueError where its claims are none of its report."""
    own = _REPORT.decode(report)
    if not isinstance(where, str):
        raise ValueError("no place")
    if coded is None:
        return where, own, UnknownLanguage(lang, tuple(supported or ()))
    done = _CODED.decode(coded)
    ids = {claim.id for claim in done.claims}
    for claim in done.claims:
        fault = misplaced(claim, own)
        if fault is None and not ids.issuperset(claim.denies):
            fault = "it denies what is not there"
        if fault is not None:
            raise ValueError(f"claim {claim.id}: {fault}")
    return where, own, done


def parts_in(folder: Path) -> tuple[Path, ...]:
    """The parts of a folder by name. Raises PartRefused where there is none."""
    try:
        found = tuple(sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and path.name[0] != "."))
    except OSError as fault:
        raise PartRefused(str(folder), f"cannot be read ({fault.strerror})", "name the folder of --parts") from None
    if not found:
        raise PartRefused(str(folder), "holds no parts", "name the folder of --parts")
    return found


def _arrow(path: Path) -> tuple[Any, Any]:
    """Arrow and its Parquet. Raises PartRefused where they are not installed."""
    try:
        return needed("pyarrow", "parquet", str(path)), needed("pyarrow.parquet", "parquet", str(path))
    except RefusedReport as fault:
        raise PartRefused(fault.where, fault.what, fault.remedy) from None
