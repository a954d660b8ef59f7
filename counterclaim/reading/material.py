"""What the readers of all kinds of sources share: what the caller says, the limits, and what goes from one to the next.

Nothing here opens or reads anything. A `Material` is a stream of bytes with its name; readers turn it into reports,
refusals, and pages that are yet to become reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Final, TypeAlias

from counterclaim.errors import RefusedReport
from counterclaim.model import Report

if TYPE_CHECKING:
    from counterclaim.reading.gauge import Gauge

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one source may cost; what goes beyond is refused, and the rest is read."""

    report: int = 10_000_000
    """Bytes of one line of JSON, one text or one page; about a thousand times a long article."""
    unpacked: int = 1_000_000_000_000
    """Bytes that one compressed file may unpack to."""
    times: int = 400
    """How many times its own size one compressed file may unpack to, once it has given `unsuspicious` bytes. News text
    unpacks to 3 to 15 times its size, the same line over and over to 200 times; bombs to 1,000 times and more."""
    nesting: int = 3
    """Archives and compressed files inside each other."""
    members: int = 1_000_000
    """Files of one archive or folder."""
    entries: int = 10_000
    """Entries of one feed."""
    feed: int = 50_000_000
    """Bytes of one feed."""
    fetched: int = 50_000_000
    """Bytes of what one address gives."""
    spooled: int = 4_000_000_000
    """Bytes of an archive or table that comes as a stream and has to be laid on disk, because it is read from its
    end."""
    seconds: float = 60.0
    """Seconds that one address may take to answer in full, redirects counted in."""

    unsuspicious: int = 32_000_000
    """Bytes that any compressed file may unpack to, however small it is."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address: "these bytes, from there in the end, at that time, said to be windows-1251"."""

    content: bytes
    url: str
    """The address after all redirects."""
    at: str
    """ISO 8601 time with zone."""
    kind: str | None = None
    """Media type, for instance `text/html`; None where the server does not say."""
    charset: str | None = None
    """Encoding that the server says."""


Fetch: TypeAlias = Callable[[str], Fetched]
"""Fetches an address; raises RefusedReport."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of the reports, and how they may be read."""

    published: str | None = None
    """ISO 8601 date or time for reports without one."""
    outlet: str | None = None
    """Outlet for reports without one."""
    lang: str | None = None
    """Language to read every report in, whatever it says itself."""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Field of a report -> column of a table that holds it; without one, the column of the same name."""
    encoding: str | None = None
    """Encoding of texts, tables and pages that do not say it themselves; None where it has to be told."""
    follow: bool = False
    """Whether the pages that feeds name are fetched too."""
    fetch: Fetch | None = None
    """How addresses are fetched; None where they may not be."""
    limits: Limits = field(default_factory=Limits)
    gauge: Gauge | None = None
    """What is told of every file that is read; None where nobody asks how far reading has come."""


NOTHING: Final = Given()


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came, not yet a report."""

    where: str
    """The place it was read from, for refusals."""
    content: bytes
    url: str | None = None
    fetched: str | None = None
    """ISO 8601 time with zone, or None."""
    charset: str | None = None
    """Encoding that whoever sent it says."""
    stand_ins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Fields of a report, for what the page does not say: what the feed said that named it."""


Outcome: TypeAlias = Report | RefusedReport
Found: TypeAlias = tuple[str, Outcome | Page]
"""What a reader yields: the place, and what was found there."""


@dataclass(slots=True)
class Tally:
    """What one file, with all that lies packed in it, came to so far: bombs inside bombs are one bomb."""

    taken: Callable[[], int]
    """Bytes that were taken of the file itself."""
    given: int = 0
    """Bytes that came out of it, at all depths together; no more than is honest, once it was found to hold a bomb."""
    bombed: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """One stream of bytes to be read: "this file", "this member of that archive", "what this address gave"."""

    name: str
    """The place, on one line, as refusals name it."""
    file: str
    """The file name by whose suffix its kind is told; may be empty."""
    stream: IO[bytes]
    url: str | None = None
    fetched: str | None = None
    charset: str | None = None
    kind: str | None = None
    """Media type that whoever sent it says."""
    depth: int = 0
    """Archives and compressed files that it lies in."""
    tally: Tally | None = None
    """What the outermost of these came to; None where it lies in none."""


Reader: TypeAlias = Callable[[Material, Given], Iterator[Found]]


def refused(where: str, what: str, remedy: str) -> Found:
    """A refusal at its place."""
    return where, RefusedReport(where, what, remedy)


def fresh(refusal: RefusedReport) -> RefusedReport:
    """The refusal without its traceback, which would keep the refused bytes in memory."""
    return RefusedReport(refusal.where, refusal.what, refusal.remedy)


def printable(path: str) -> str:
    """The path on one line, with whatever a terminal cannot show escaped."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in path)
