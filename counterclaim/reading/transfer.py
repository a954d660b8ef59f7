"""Undoes what HTTP does to a body on its way, within limits, and reads what its headers say of it."""

from __future__ import annotations

import re
import zlib
from typing import Final
from urllib.parse import SplitResult, urlsplit

from counterclaim.errors import RefusedReport
from counterclaim.reading.material import Limits

PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
FEEDS: Final = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"}
)
MOST_DIGITS: Final = 18
"""Digits of a length that can be true."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)
_BEFORE = re.compile(rb"\s+|<\?xml[^>]*>|<!--.*?-->", re.DOTALL)
"""What may stand before the first tag of a page, one piece of it: a pattern for all of them would try a page of nothing
but comments in more ways than anybody can wait for."""
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def media_type(header: str) -> tuple[str, str | None]:
    """Media type, in lower case, and encoding of a Content-Type header."""
    charset = _CHARSET.search(header)
    said = header.partition(";")[0].split()  # a header may go on in the next line
    return said[0].lower() if said else "", charset.group(1) if charset else None


def length_said(header: str) -> int | None:
    """The length of a body that a Content-Length header says; None where it says none that can be true."""
    return int(header) if header.isdecimal() and len(header) <= MOST_DIGITS else None


def split(address: str) -> SplitResult:
    """The parts of an address that a stranger wrote; all empty where it is none, as http://[x."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def is_page(said: str, content: bytes) -> bool:
    """Whether a body is an HTML page: by its type, or by how it begins where the type is not said."""
    return said in PAGES or (said in ("", "application/octet-stream") and is_html(content[:2048]))


def is_html(head: bytes) -> bool:
    """Whether bytes begin as an HTML page does."""
    position = 0
    while before := _BEFORE.match(head, position):
        position = before.end()
    return bool(_HTML.match(head, position))


def unchunked(body: bytes) -> bytes:
    """The body without its chunks; as it is where it has none, as some crawlers store it."""
    found: list[bytes] = []
    position = 0
    while True:
        end = body.find(b"\r\n", position, position + 200)
        size = body[position:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            return b"".join(found) if found else body
        length = int(size, 16)
        if not length:
            return b"".join(found)
        found.append(body[end + 2 : end + 2 + length])
        position = end + 2 + length + 2


def unencoded(body: bytes, encoding: str, where: str, limits: Limits) -> bytes:
    """The body with its Content-Encoding undone; raises RefusedReport where it is unknown, damaged or a bomb."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity") or not body:
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RefusedReport(where, f"compressed as {encoding!r}", "fetch it without compression")
    if encoding == "deflate":
        window = zlib.MAX_WBITS if body[0] & 0x0F == 8 else -zlib.MAX_WBITS
    else:
        if not body.startswith(b"\x1f\x8b"):
            return body  # crawlers that unpack a body often leave its header
        window = zlib.MAX_WBITS | 16
    unpacking = zlib.decompressobj(window)
    try:
        found = unpacking.decompress(body, limits.report + 1)
    except zlib.error:
        raise RefusedReport(where, "compressed data is damaged", "fetch it again") from None
    if len(found) > limits.report:
        raise RefusedReport(
            where, f"unpacks to more than {limits.report:,} bytes", "raise --limit report, or leave it out"
        )
    if not unpacking.eof:
        raise RefusedReport(where, "compressed data ends too early", "fetch it again")
    return found
