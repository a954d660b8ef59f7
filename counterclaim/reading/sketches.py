"""What of a report is kept to tell its copies, versions and near-duplicates: some hundred bytes of numbers.

A report enters, a `Sketch` leaves. All matching is on the normal form: composed, lower case, words only.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from counterclaim.model import Report
from counterclaim.reading.seen import fingerprint
from counterclaim.reading.text import normal_text

SHINGLE: Final = 3
"""Words of one shingle."""
LEAST_WORDS: Final = 25
"""Words of a body that is compared by itself, whatever its title; a shorter one is compared with its title."""
MOST_MARKS: Final = 400
"""Shingles kept of one report; of longer ones those whose number ends with enough zeros, the same in every report."""
TRACKING: Final = re.compile(
    r"utm_\w+|at_\w+|traffic_source|oc|fbclid|gclid|yclid|ref|referrer|source|src|cmpid|cid|ito|ns_\w+|mc_\w+|smid|partner|rss|from|share\w*"
)
"""Parameters of an address that tell where a reader came from."""
NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
ARTICLE: Final = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_DAY: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?$")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of one report."""

    id: str
    fingerprint: int
    """64 bits of the normal form of the whole text."""
    marks: array[int]
    """Numbers of shingles, in order, without repeats."""
    level: int
    """How many bits at the end of each mark are zero: 0 where all shingles are kept."""
    words: int
    address: str
    """The address without what does not identify the page; empty where there is none."""
    article: str
    """Host and article number of the address; empty where it holds none."""
    title: str
    paragraphs: array[int]
    figures: tuple[str, ...]
    """Numbers of the text, as written, in their order, without repeats."""
    outlet: str
    via: tuple[str, ...]
    published: str
    moment: str
    """Time of publication in UTC, for sorting; after all others where it is not known."""
    version: str
    """Time of the last change, or else of publication, or else of fetching, in UTC."""


def sketch_of(report: Report) -> tuple[Sketch, list[str]]:
    """The sketch of a report, and the shingles that it was made of."""
    words = _WORD.findall(normal_text(report.body).words)
    title = _WORD.findall(normal_text(report.title).words)
    whole = " ".join((*title, "\n", *words))
    compared = words if len(words) >= LEAST_WORDS else title + words
    shingles = shingles_of(compared)
    marks = sorted({crc32(shingle.encode()) for shingle in shingles})
    level = 0
    while len(marks) > MOST_MARKS:
        level += 1
        marks = [mark for mark in marks if not mark & ((1 << level) - 1)]
    address = plain_address(report.url) if report.url else ""
    lines = [line for line in report.body.split("\n") if line.strip()]
    sketch = Sketch(
        id=report.id,
        fingerprint=fingerprint(whole),
        marks=array("I", marks),
        level=level,
        words=len(compared),
        address=address,
        article=_article(address),
        title=report.title,
        paragraphs=array("I", [crc32(line.strip().encode("utf-8", "replace")) for line in lines]),
        figures=tuple(dict.fromkeys(NUMBER.findall(report.text))),
        outlet=report.outlet or "",
        via=report.via,
        published=report.published or "",
        moment=_moment(report.published),
        version=_moment(report.modified or report.published or (report.raw.fetched if report.raw else None)),
    )
    return sketch, shingles


def shingles_of(words: Sequence[str]) -> list[str]:
    """All runs of `SHINGLE` words; the words themselves where they are fewer."""
    if len(words) <= SHINGLE:
        return [" ".join(words)]
    return [f"{first} {second} {third}" for first, second, third in zip(words, words[1:], words[2:], strict=False)]


def containment(one: Sketch, other: Sketch) -> float:
    """Share of the shingles of the shorter text that the other holds, 0 to 1."""
    level = max(one.level, other.level)
    low = (1 << level) - 1
    first, second = ({mark for mark in each.marks if not mark & low} for each in (one, other))
    fewest = min(len(first), len(second))
    return len(first & second) / fewest if fewest else 0.0


def plain_address(url: str) -> str:
    """The address without scheme, "www.", fragment and what tells where a reader came from."""
    try:
        parts = urlsplit(url.strip())
        kept = [(name, value) for name, value in parse_qsl(parts.query) if not TRACKING.fullmatch(name.lower())]
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return url.strip()
    path = parts.path.rstrip("/").removesuffix("/amp")
    return f"{host}{path}" + (f"?{urlencode(sorted(kept))}" if kept else "")


def _article(address: str) -> str:
    """Host and article number: the last long number of the path that is no day."""
    host, _, path = address.partition("/")
    numbers = [number for number in ARTICLE.findall(path.partition("?")[0]) if not _DAY.fullmatch(number)]
    return f"{host}#{numbers[-1]}" if numbers else ""


def _moment(written: str | None) -> str:
    """A time in UTC, as text that sorts; one without a zone is taken for UTC; "9999" where there is none."""
    if not written:
        return "9999"
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return "9999"
    if moment.tzinfo:
        try:
            moment = moment.astimezone(UTC)
        except OverflowError:
            return "9999"
    return moment.replace(tzinfo=None).isoformat()
