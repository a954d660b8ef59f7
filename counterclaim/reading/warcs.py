"""Reads WARC files (ISO 28500), as crawls leave them: the pages among their records.

A stream of bytes, already unpacked, enters; pages and refusals leave, each with its place ("file:record", from 1). One
record is in memory at a time, and of none more than a page may have.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from typing import IO, Final

from counterclaim.errors import RefusedReport
from counterclaim.reading.material import Found, Given, Material, Page, fresh, refused
from counterclaim.reading.transfer import is_page, length_said, media_type, unchunked, unencoded
from counterclaim.reading.unpacking import BROKEN_READ, read_fault

PASSED_OVER: Final = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})
"""Types of records that hold no page of their own; a revisit says that a page was as before."""
LONGEST_LINE: Final = 65_536
MOST_LINES: Final = 1_000
SKIPPED_AT_ONCE: Final = 1 << 20
_Headers = dict[str, str]


class _CutShort(EOFError):
    """A record that is not whole."""


def read_warc(material: Material, given: Given) -> Iterator[Found]:
    """Every page of a WARC file; responses that are no pages are refused."""
    stream, number, name = material.stream, 0, material.name
    try:
        while headers := _headers(stream, f"{name}:{number + 1}"):
            number += 1
            where = f"{name}:{number}"
            length = _length(headers, where)
            block, rest = _block(stream, headers, length, given.limits.report)
            try:
                page = _page(headers, block, whole=not rest, where=where, given=given)
                if page:
                    yield where, page
            except RefusedReport as refusal:
                yield where, fresh(refusal)
            _skip(stream, rest)
        if not number:
            yield refused(name, "empty", "give a report, or leave it out")
    except RefusedReport as refusal:
        yield refusal.where, fresh(refusal)
    except _CutShort:
        yield refused(f"{name}:{number}", "the record ends too early", "fetch the file again")
    except BROKEN_READ as error:
        yield refused(f"{name}:{number + 1}", *read_fault(error))


def _headers(stream: IO[bytes], where: str) -> _Headers:
    """The headers of the next record, names in lower case; none at the end. Raises RefusedReport."""
    line = stream.readline(LONGEST_LINE)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(LONGEST_LINE)
    if not line:
        return {}
    if not line.startswith(b"WARC/"):
        raise RefusedReport(where, "no WARC record", "check that the file is WARC, and whole")
    found: _Headers = {"warc": line.decode("ascii", "replace").strip()}
    for _ in range(MOST_LINES):
        line = stream.readline(LONGEST_LINE)
        if not line.strip():
            if not line:
                raise _CutShort
            return found
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip().lower()] = value.strip()
    raise RefusedReport(where, f"more than {MOST_LINES} headers", "check that the file is WARC, and whole")


def _length(headers: _Headers, where: str) -> int:
    length = length_said(headers.get("content-length", ""))
    if length is None:
        raise RefusedReport(where, "a record without its length", "check that the file is WARC, and whole")
    return length


def _block(stream: IO[bytes], headers: _Headers, length: int, longest: int) -> tuple[bytes, int]:
    """As much of a record as may be a page, and how many bytes of it were left unread."""
    if headers.get("warc-type", "").lower() in PASSED_OVER:
        return b"", length
    wanted = min(length, longest + LONGEST_LINE)
    block = stream.read(wanted)
    if len(block) < wanted:
        raise _CutShort
    return block, length - wanted


def _skip(stream: IO[bytes], rest: int) -> None:
    while rest:
        piece = stream.read(min(rest, SKIPPED_AT_ONCE))
        if not piece:
            raise _CutShort
        rest -= len(piece)


def _page(headers: _Headers, block: bytes, *, whole: bool, where: str, given: Given) -> Page | None:
    """The page that a record holds, None where it holds none by its type. Raises RefusedReport."""
    kind = headers.get("warc-type", "").lower()
    if kind in PASSED_OVER:
        return None
    longest = given.limits.report
    said, charset = media_type(headers.get("content-type", ""))
    if kind == "response" and said in ("application/http", ""):
        status, fields, content = _response(block, where)
        if status != 200:
            raise RefusedReport(where, f"the server answered {status}", "leave it out, or crawl it again")
        said, charset = media_type(fields.get("content-type", ""))
        _check_page(said, content, where)
        if fields.get("transfer-encoding", "").lower() == "chunked":
            content = unchunked(content)
        if whole and len(content) <= longest:
            content = unencoded(content, fields.get("content-encoding", ""), where, given.limits)
    else:
        content = block
        _check_page(said, content, where)
    if not whole or len(content) > longest:
        raise RefusedReport(where, f"a page longer than {longest:,} bytes", "raise --limit report, or leave it out")
    address = headers.get("warc-target-uri", "").strip("<>") or None
    return Page(where, content, address, headers.get("warc-date"), charset)


def _check_page(said: str, content: bytes, where: str) -> None:
    if not is_page(said, content):
        raise RefusedReport(where, f"no page but {said or 'something unnamed'}", "leave it out")


def _response(block: bytes, where: str) -> tuple[int, _Headers, bytes]:
    """Status, headers (names in lower case) and body of a response of HTTP. Raises RefusedReport."""
    stream = io.BytesIO(block)
    first = stream.readline(LONGEST_LINE).split(None, 2)
    if len(first) < 2 or not first[0].startswith(b"HTTP/") or not (len(first[1]) == 3 and first[1].isdigit()):
        raise RefusedReport(where, "no response of HTTP", "check that the file is WARC, and whole")
    lines = []
    while (line := stream.readline(LONGEST_LINE)).strip():
        lines.append(line)
    parsed = BytesHeaderParser().parsebytes(b"".join(lines))
    return int(first[1]), {name.lower(): str(value) for name, value in parsed.items()}, block[stream.tell() :]
