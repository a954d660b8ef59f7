"""Writes rows in a published form: values by field enter, CSV, tab-separated or JSON lines leave.

The order of fields is that of the form's list (`published`). Texts that a spreadsheet would take for formulas get a
guard (`cells`); what would break a line of tab-separated values becomes a blank.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, BinaryIO

import msgspec

from counterclaim.exports.cells import guarded
from counterclaim.exports.published import published

Row = Mapping[str, Any]


def write_rows(form: str, rows: Iterable[Row], out: BinaryIO) -> int:
    """Write the rows of a form, and say how many there were."""
    own = published(form)
    if own.format == "jsonl":
        return _write_lines(rows, out)
    text, written = io.TextIOWrapper(out, "utf-8", newline=""), 0
    tabbed = own.format == "tsv"
    try:
        sheet = csv.writer(text, delimiter="\t") if tabbed else csv.writer(text)
        sheet.writerow(own.names)
        for row in rows:
            sheet.writerow([_cell(row[name], tabbed) for name in own.names])
            written += 1
        return written
    finally:
        text.detach()


def _cell(value: Any, tabbed: bool) -> Any:
    if isinstance(value, str):
        return guarded(" ".join(value.split()) if tabbed else value) if value else ""
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _write_lines(rows: Iterable[Row], out: BinaryIO) -> int:
    encode, written = msgspec.json.Encoder().encode, 0
    for row in rows:
        out.write(encode(row) + b"\n")
        written += 1
    return written
