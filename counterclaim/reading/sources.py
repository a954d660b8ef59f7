"""Streams reports from whatever a user names: files, folders, archives, crawls, feeds, addresses, standard input.

In: paths, addresses, or `-`. Out: one `Report` or `RefusedReport` after the other, in the order of the input: what
cannot be read is a value of the stream, so that the rest goes on. At most one report is in memory at a time. What a
source holds is told by its name, and where that says nothing by how it begins; each kind has a reader of its own.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO, Final, TypeAlias, cast
from urllib.parse import urlsplit

from counterclaim.errors import RefusedReport
from counterclaim.model import Report
from counterclaim.reading.addresses import Web, is_address
from counterclaim.reading.archives import files_in, read_tar, read_zip
from counterclaim.reading.feeds import read_feed
from counterclaim.reading.lines import read_json, read_lines
from counterclaim.reading.material import (
    NOTHING,
    STANDARD_INPUT,
    Fetched,
    Found,
    Given,
    Material,
    Outcome,
    Page,
    Reader,
    fresh,
    printable,
    refused,
)
from counterclaim.reading.pages import read_page, report_of
from counterclaim.reading.resuming import Resume
from counterclaim.reading.seen import Seen
from counterclaim.reading.tables import read_csv, read_parquet
from counterclaim.reading.texts import read_either, read_markdown, read_text
from counterclaim.reading.transfer import FEEDS, PAGES, is_html
from counterclaim.reading.unpacking import BROKEN_READ, MAGIC, packed_suffix, unpacked
from counterclaim.reading.warcs import read_warc

Located: TypeAlias = tuple[str, Outcome]

READERS: Final[dict[str, Reader]] = {
    "txt": read_text, "text": read_text, "md": read_markdown, "markdown": read_markdown,
    "jsonl": read_lines, "ndjson": read_lines, "json": read_json,
    "html": read_page, "htm": read_page, "xhtml": read_page, "shtml": read_page,
    "csv": read_csv, "tsv": read_csv, "parquet": read_parquet, "pq": read_parquet,
    "rss": read_feed, "atom": read_feed, "rdf": read_feed, "xml": read_feed, "warc": read_warc,
    "zip": lambda material, given: read_zip(material, given, read_material),
    "tar": lambda material, given: read_tar(material, given, read_material),
}  # fmt: skip
"""Who reads what, by suffix."""
SHORT_NAMES: Final = {".tgz": ".tar.gz", ".tzst": ".tar.zst"}
LOOKED_AT: Final = 2048
"""Bytes by which the kind is told where the name does not tell it."""
TAR_MARK: Final = (257, b"ustar")
UNKNOWN: Final = (
    "unknown kind of file",
    "give .txt, .md, .html, .jsonl, .json, .csv, .parquet, .rss, .warc, .zip or .tar, plain, .gz or .zst",
)


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


def read_located(
    paths: Iterable[str | os.PathLike[str]], given: Given = NOTHING, resume: Resume | None = None
) -> Iterator[Located]:
    """Yield what `read` yields, each after the place it was read from: "file:line", or "file" of a whole text.

    A report whose id was read already is refused. With `resume`, what an earlier run gave is passed over.
    """
    given = given if given.fetch else replace(given, fetch=Web(given.limits).fetch)
    seen = Seen()
    for path in [os.fspath(each) for each in paths]:
        if resume and resume.is_done(path):
            if given.gauge is not None:
                given.gauge.passed(path)
            continue
        passed = resume.passed(path) if resume else 0
        for number, (where, found) in enumerate(_read_path(path, given), 1):
            if number <= passed:
                continue
            yield where, _unique(_settled(found, given), where, seen)
            if resume:
                resume.note(path, number)
        if resume:
            resume.done(path)


def _settled(found: Outcome | Page, given: Given) -> Outcome:
    """The report of a page; what is none stays."""
    if not isinstance(found, Page):
        return found
    try:
        return report_of(found, given)
    except RefusedReport as refusal:
        return fresh(refusal)


def _unique(outcome: Outcome, where: str, seen: Seen) -> Outcome:
    if isinstance(outcome, Report) and not seen.add(outcome.id):
        return RefusedReport(
            where, f"id {outcome.id!r} was read already", "give each report, and each version, its own id"
        )
    return outcome


def _read_path(path: str, given: Given) -> Iterator[Found]:
    """What one path, address or standard input holds."""
    if is_address(path):
        yield from _read_address(path, given)
        return
    name = "<stdin>" if path == STANDARD_INPUT else printable(path)
    if path != STANDARD_INPUT and os.path.isdir(path):
        for file in files_in(path, name, given):
            if isinstance(file, str):
                yield from _read_path(file, given)
            else:
                yield file
        return
    try:
        opened = _open(path)
    except (OSError, ValueError) as error:
        yield refused(name, *_open_fault(error))
        return
    with opened as stream:
        if given.gauge is not None and path != STANDARD_INPUT:
            given.gauge.open(stream)
        yield from read_material(Material(name, "" if path == STANDARD_INPUT else path, stream), given)
        if given.gauge is not None:
            given.gauge.close()


def _read_address(address: str, given: Given) -> Iterator[Found]:
    """What an address holds: a page, a feed, or a file of any kind."""
    assert given.fetch is not None
    try:
        came: Fetched = given.fetch(address)
    except RefusedReport as refusal:
        yield refusal.where, fresh(refusal)
        return
    stream = cast("IO[bytes]", io.BufferedReader(cast("io.RawIOBase", io.BytesIO(came.content))))
    file = urlsplit(came.url).path.rpartition("/")[2]
    where = printable(address)
    yield from read_material(Material(where, file, stream, came.url, came.at, came.charset, came.kind), given)


def read_material(material: Material, given: Given) -> Iterator[Found]:
    """What a stream holds, by the reader of its kind; compression is undone first."""
    if material.depth > given.limits.nesting:
        yield refused(
            material.name, f"nested more than {given.limits.nesting} deep", "unpack it first, or leave it out"
        )
        return
    try:
        file = material.file.lower()
        for short, long in SHORT_NAMES.items():
            file = file.removesuffix(short) + long if file.endswith(short) else file
        head = b"" if os.path.splitext(file)[1].lstrip(".") in READERS else _peek(material.stream)
        suffix = packed_suffix(file) or MAGIC.get(head[:2]) or MAGIC.get(head[:4]) or ""
        if suffix:
            stream, tally = unpacked(material, suffix, given.limits)
            depth = material.depth + 1
            inner = replace(
                material, stream=stream, file=file.removesuffix(suffix), depth=depth, kind=None, tally=tally
            )
            yield from read_material(inner, given)
            return
    except RefusedReport as refusal:
        yield refusal.where, fresh(refusal)
        return
    reader = _by_type(material) or READERS.get(os.path.splitext(file)[1].lstrip(".")) or _by_head(file, head)
    if reader is None:
        yield refused(material.name, *UNKNOWN)
        return
    yield from reader(material, given)


def _by_type(material: Material) -> Reader | None:
    """The reader for what a server says that it sent, where it is what begins: feeds are often sent as pages."""
    if material.kind not in PAGES and material.kind not in FEEDS:
        return None
    start = _peek(material.stream).lstrip()
    if _is_feed(start):
        return read_feed
    return read_page if material.kind in PAGES or is_html(start) else read_feed


def _is_feed(start: bytes) -> bool:
    return start.startswith(b"<") and any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:RDF"))


def _peek(stream: IO[bytes]) -> bytes:
    """How a stream begins, as far as that can be told without waiting or reading on."""
    try:
        return cast("io.BufferedReader", stream).peek(LOOKED_AT)[:LOOKED_AT]
    except BROKEN_READ:
        return b""  # whoever reads it will say so


def _by_head(file: str, head: bytes) -> Reader | None:
    """The reader for a stream whose name says nothing; None where the name says what nobody reads."""
    start = head.lstrip()
    if start.startswith(b"WARC/"):
        return read_warc
    if start.startswith(b"PK\x03\x04"):
        return READERS["zip"]
    if start.startswith(b"PAR1"):
        return read_parquet
    if head[TAR_MARK[0] :].startswith(TAR_MARK[1]):
        return READERS["tar"]
    if is_html(start):
        return read_page
    if _is_feed(start):
        return read_feed
    return read_either if not os.path.splitext(file)[1] else None


def _open(path: str) -> contextlib.AbstractContextManager[IO[bytes]]:
    if path != STANDARD_INPUT:
        return open(path, "rb")
    stream = sys.stdin.buffer
    if not hasattr(stream, "peek"):
        stream = cast("IO[bytes]", io.BufferedReader(cast("io.RawIOBase", stream)))
    return contextlib.nullcontext(cast("IO[bytes]", stream))


def _open_fault(error: OSError | ValueError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "no such file", "check the path"
    said = error.strerror if isinstance(error, OSError) else error
    return f"cannot be opened ({said})", "check the path and your rights to read it"
