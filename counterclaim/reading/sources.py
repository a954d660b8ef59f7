"""Streams reports from files and standard input.

In: paths of `.txt`, `.jsonl` and their `.gz`, or `-`. Out: one `Report` or `RefusedReport` after the other, in the
order of the input: what cannot be read is a value of the stream, so that the rest goes on. At most one line, or one
text, is in memory at a time. Text is kept exactly as stored (no normal form, no other line ends); only a byte order
mark at the head of a file goes. This module does not fetch addresses, unpack archives or strip markup.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import IO, Final, TypeAlias, cast

from counterclaim.errors import RefusedReport
from counterclaim.model import Report
from counterclaim.reading.interchange import report_from_json

LONGEST_REPORT: Final = 10_000_000
"""Bytes of one line of JSON or one text; about a thousand times a long article. What is longer is skipped unread."""
SKIPPED_AT_ONCE: Final = 1_000_000
"""Bytes of an overlong line held in memory while it is skipped."""
STANDARD_INPUT: Final = "-"
KINDS: Final = {".jsonl": "lines", ".txt": "text", "": "either"}
"""What a file holds, by its suffix without `.gz`; standard input and names without a suffix may hold either."""
BROKEN_READ: Final = (OSError, EOFError, zlib.error)
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

Outcome: TypeAlias = Report | RefusedReport
Located: TypeAlias = tuple[str, Outcome]


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of the reports: where and when those were published that do not say so themselves."""

    published: str | None = None
    """ISO 8601 date or time for reports without one."""
    outlet: str | None = None
    """Outlet for reports without one."""
    lang: str | None = None
    """Language to read every report in, whatever it says itself."""


NOTHING: Final = Given()


def read(
    paths: Iterable[str | os.PathLike[str]],
    published: str | None = None,
    outlet: str | None = None,
    lang: str | None = None,
) -> Iterator[Outcome]:
    """Yield the reports of all paths and a `RefusedReport` for each input that is none; never raises it.

    `published` and `outlet` stand in where a report does not say; `lang` replaces what it says.
    """
    return (outcome for _, outcome in read_located(paths, Given(published, outlet, lang)))


def read_located(paths: Iterable[str | os.PathLike[str]], given: Given = NOTHING) -> Iterator[Located]:
    """Yield what `read` yields, each after the place it was read from: "file:line", or "file" of a whole text."""
    for path in paths:
        yield from _read_path(os.fspath(path), given)


def _read_path(path: str, given: Given) -> Iterator[Located]:
    name = "<stdin>" if path == STANDARD_INPUT else _printable(path)
    try:
        opened = _open(path)
    except OSError as error:
        yield _refused(name, *_open_fault(error))
        return
    with opened as stream:
        kind = KINDS.get(os.path.splitext(path.lower().removesuffix(".gz"))[1])
        if kind == "lines":
            yield from _from_lines(_lines(stream), name, given)
        elif kind == "text":
            yield _from_text(stream, b"", name, given)
        elif kind == "either":
            yield from _from_either(stream, name, given)
        else:
            yield _refused(name, "unknown kind of file", "give .txt or .jsonl, plain or .gz")


def _from_either(stream: IO[bytes], name: str, given: Given) -> Iterator[Located]:
    """JSON lines where the first character that is not blank is `{`, else one text."""
    head, number = bytearray(), 0
    lines = _lines(stream)
    try:
        for number, line in lines:
            if line.lstrip().startswith(b"{"):
                yield from _from_lines(chain([(number, line)], lines), name, given)
                return
            head += line
            if line.strip() or len(head) > LONGEST_REPORT:
                break
    except BROKEN_READ as error:
        yield _refused(f"{name}:{number + 1}", *_read_fault(error))
        return
    yield _from_text(stream, bytes(head), name, given)


def _from_lines(lines: Iterable[tuple[int, bytes]], name: str, given: Given) -> Iterator[Located]:
    """One outcome a line that is not blank; a file that shows NUL bytes before any report is left at once."""
    number, reports, refused = 0, 0, 0
    try:
        for number, line in lines:
            if not line.strip():
                continue
            where = f"{name}:{number}"
            outcome = _from_line(line, where, given)
            yield where, outcome
            if isinstance(outcome, Report):
                reports += 1
                continue
            refused += 1
            if b"\0" in line and not reports:
                return
    except BROKEN_READ as error:
        yield _refused(f"{name}:{number + 1}", *_read_fault(error))
        return
    if not reports and not refused:
        yield _refused(name, *EMPTY)


def _from_line(line: bytes, where: str, given: Given) -> Outcome:
    try:
        if _overlong(line):
            raise RefusedReport(where, *TOO_LONG)
        return _report(_json(_decoded(line, where), where), where, given)
    except RefusedReport as refusal:
        return _fresh(refusal)


def _from_text(stream: IO[bytes], head: bytes, name: str, given: Given) -> Located:
    """The whole stream as one report, `head` being what was read of it already."""
    raw = head
    try:
        raw += stream.read(max(LONGEST_REPORT + 1 - len(head), 0))
        if len(raw) > LONGEST_REPORT:
            raise RefusedReport(_at_line(name, raw), *TOO_LONG)
        text = _decoded(raw.removeprefix(BYTE_ORDER_MARK), name, of_file=True)
        if not text.strip():
            raise RefusedReport(name, *EMPTY)
        return name, _report({"text": text}, name, given)
    except RefusedReport as refusal:
        return name, _fresh(refusal)
    except BROKEN_READ as error:
        return _refused(name, *_read_fault(error))


def _report(row: object, where: str, given: Given) -> Report:
    """The report that a JSON value is, completed by what the caller gave."""
    if isinstance(row, dict):
        stand_ins = {"published": given.published, "outlet": given.outlet}
        missing = {field: said for field, said in stand_ins.items() if said and not row.get(field)}
        row = row | missing | ({"lang": given.lang} if given.lang else {})
    return report_from_json(row, where)


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Numbered lines with their ends; of an overlong one the head alone, longer than `LONGEST_REPORT`."""
    number = 0
    while line := stream.readline(LONGEST_REPORT + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        rest = line if _overlong(line) else b"\n"
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(SKIPPED_AT_ONCE)
        yield number, line


def _overlong(line: bytes) -> bool:
    """Whether this is but the head of a line; an end of line does not count."""
    return len(line) > LONGEST_REPORT and not line.endswith(b"\n")


def _decoded(raw: bytes, where: str, *, of_file: bool = False) -> str:
    """The text of UTF-8 bytes; refusals of a whole file name the line of the fault."""

    def place(byte: int) -> str:
        return _at_line(where, raw[:byte]) if of_file else where

    if b"\0" in raw:
        what = "NUL bytes, so this is binary data or UTF-16"
        raise RefusedReport(place(raw.index(b"\0")), what, "give text saved as UTF-8")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise RefusedReport(place(error.start), what, "save the text as UTF-8") from None


def _at_line(name: str, before: bytes) -> str:
    """The place in a file after these bytes."""
    lines = before.count(b"\n") + 1
    return f"{name}:{lines}"


def _json(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except RecursionError:
        what = "JSON nested too deeply"
    except json.JSONDecodeError as error:
        what = f"no JSON: {error.msg} at column {error.colno}"
    except ValueError as error:
        what = f"no JSON: {error}"
    raise RefusedReport(where, what, "write one report a line, as one JSON object")


def _open(path: str) -> contextlib.AbstractContextManager[IO[bytes]]:
    if path == STANDARD_INPUT:
        return contextlib.nullcontext(sys.stdin.buffer)
    return cast("IO[bytes]", gzip.open(path)) if path.lower().endswith(".gz") else open(path, "rb")


EMPTY: Final = ("empty", "give a report, or leave it out")
TOO_LONG: Final = (f"longer than {LONGEST_REPORT:,} bytes", "split it into one report a line")


def _open_fault(error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "no such file", "check the path"
    if isinstance(error, IsADirectoryError):
        return "a folder", "name the files in it"
    return f"cannot be opened ({error.strerror})", "check the path and your rights to read it"


def _read_fault(error: Exception) -> tuple[str, str]:
    if isinstance(error, EOFError):
        return "compressed data ends too early", "fetch the file again"
    if isinstance(error, (gzip.BadGzipFile, zlib.error)):
        return "not gzip, or damaged", "fetch the file again, or drop .gz from the name of a plain file"
    return f"cannot be read ({error})", "check the file and the disk"


def _refused(where: str, what: str, remedy: str) -> Located:
    return where, RefusedReport(where, what, remedy)


def _fresh(refusal: RefusedReport) -> RefusedReport:
    """The refusal without its traceback, which would keep the refused bytes in memory."""
    return RefusedReport(refusal.where, refusal.what, refusal.remedy)


def _printable(path: str) -> str:
    """The path on one line, with whatever a terminal cannot show escaped."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in path)
