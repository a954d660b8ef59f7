"""Reads JSON: one report a line, or a whole file that is one report or a list of them.

A stream enters; reports and refusals leave, each with its place ("file:line"). At most one line is in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Final

from counterclaim.errors import RefusedReport
from counterclaim.model import Report
from counterclaim.reading.encodings import decoded
from counterclaim.reading.interchange import report_from_bytes, report_from_json
from counterclaim.reading.material import Found, Given, Limits, Material, Outcome, fresh, refused
from counterclaim.reading.unpacking import BROKEN_READ, read_fault

SKIPPED_AT_ONCE: Final = 1_000_000
"""Bytes of an overlong line held in memory while it is skipped."""
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
EMPTY: Final = ("empty", "give a report, or leave it out")
ONE_A_LINE: Final = "write one report a line, as one JSON object"


def too_long(limits: Limits) -> tuple[str, str]:
    """What is said of a line or text beyond the limit."""
    return f"longer than {limits.report:,} bytes", "split it into one report a line"


def read_lines(material: Material, given: Given) -> Iterator[Found]:
    """One outcome a line that is not blank."""
    return outcomes(lines(material.stream, given.limits), material.name, given)


def outcomes(numbered: Iterable[tuple[int, bytes]], name: str, given: Given) -> Iterator[Found]:
    """One outcome a line that is not blank; a file that shows NUL bytes before any report is left at once."""
    number, reports, refusals = 0, 0, 0
    try:
        for number, line in numbered:
            if not line.strip():
                continue
            where = f"{name}:{number}"
            outcome = _from_line(line, where, given)
            yield where, outcome
            if isinstance(outcome, Report):
                reports += 1
                continue
            refusals += 1
            if b"\0" in line and not reports:
                return
    except BROKEN_READ as error:
        yield refused(f"{name}:{number + 1}", *read_fault(error))
        return
    if not reports and not refusals:
        yield refused(name, *EMPTY)


def lines(stream: IO[bytes], limits: Limits) -> Iterator[tuple[int, bytes]]:
    """Numbered lines with their ends; of an overlong one the head alone, longer than the limit."""
    number, longest = 0, limits.report
    while line := stream.readline(longest + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        if len(line) > longest:
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(SKIPPED_AT_ONCE)
        yield number, line


def _from_line(line: bytes, where: str, given: Given) -> Outcome:
    try:
        if len(line) > given.limits.report and not line.endswith(b"\n"):
            raise RefusedReport(where, *too_long(given.limits))
        report = report_from_bytes(line, where, given)
        return report or report_from_json(_json(decoded(line, where)[0], where), where, given)
    except RefusedReport as refusal:
        return fresh(refusal)


def read_json(material: Material, given: Given) -> Iterator[Found]:
    """A file `.json`: one report, a list of reports, or one report a line."""
    name, limits = material.name, given.limits
    try:
        raw = material.stream.read(limits.report + 1)
    except BROKEN_READ as error:
        yield refused(name, *read_fault(error))
        return
    first, _, rest = raw.lstrip().removeprefix(BYTE_ORDER_MARK).partition(b"\n")
    if first.startswith(b"{") and (first.rstrip().endswith(b"}") or len(raw) > limits.report) and rest.strip():
        yield from outcomes(_numbered(raw, material.stream, limits), name, given)
        return
    try:
        if len(raw) > limits.report:
            raise RefusedReport(name, *too_long(limits))
        whole = _json(decoded(raw, name, given.encoding, of_file=True)[0].removeprefix("\ufeff"), name)
    except RefusedReport as refusal:
        yield name, fresh(refusal)
        return
    rows = whole if isinstance(whole, list) else [whole]
    if not rows:
        yield refused(name, *EMPTY)
    for position, row in enumerate(rows, 1):
        where = f"{name}[{position}]" if isinstance(whole, list) else name
        try:
            yield where, report_from_json(row, where, given)
        except RefusedReport as refusal:
            yield where, fresh(refusal)


def _numbered(head: bytes, stream: IO[bytes], limits: Limits) -> Iterator[tuple[int, bytes]]:
    """The lines of a stream whose head was read already."""
    whole = head.splitlines(keepends=True)
    if whole and not whole[-1].endswith(b"\n"):
        whole[-1] += stream.readline(limits.report + 1)
    yield from enumerate(whole, 1)
    for number, line in lines(stream, limits):
        yield len(whole) + number, line


def _json(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except RecursionError:
        what = "JSON nested too deeply"
    except json.JSONDecodeError as error:
        what = f"no JSON: {error.msg} at column {error.colno}"
    except ValueError as error:
        what = f"no JSON: {error}"
    raise RefusedReport(where, what, ONE_A_LINE)
