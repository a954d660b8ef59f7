"""Reads RSS and Atom feeds: title, lead, time and address of each entry.

A stream enters; reports and refusals leave, each with its place ("file[entry]", from 1). Entries stream. No entity is
expanded and nothing outside is read: a feed that declares an entity is refused. What is damaged, or never ends, gives
the entries before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final
from xml.parsers import expat

from counterclaim.errors import RefusedReport
from counterclaim.reading.interchange import check_published, report_from_json
from counterclaim.reading.lines import EMPTY
from counterclaim.reading.markup import BREAKS, shown
from counterclaim.reading.material import Fetched, Found, Given, Material, Page, fresh, refused
from counterclaim.reading.unpacking import BROKEN_READ, read_fault

AT_ONCE: Final = 1 << 16
XML: Final = "http://www.w3.org/XML/1998/namespace"
ENTRIES: Final = frozenset({"item", "entry"})
FIELDS: Final = {
    "title": "title", "description": "text", "summary": "text", "encoded": "content", "content": "content",
    "pubdate": "published", "published": "published", "issued": "published", "date": "published",
    "created": "published",
    "updated": "modified", "modified": "modified", "link": "url", "origlink": "link", "guid": "guid", "id": "guid",
    "creator": "byline", "author": "byline", "name": "byline",
}  # fmt: skip
"""Local name of an element of RSS 0.9 to 2.0, RDF, Dublin Core or Atom -> what it says."""
FOREIGN: Final = frozenset({"http://search.yahoo.com/mrss/", "http://www.itunes.com/dtds/podcast-1.0.dtd"})
"""Name spaces whose titles and descriptions are those of pictures and sounds."""
INSIDE: Final = frozenset({"source", "image", "textinput", "contributor", "group", "thumbnail"})
"""Elements whose titles and links are not those of the entry."""


class _Entries:
    """Collects entries as the parser goes: one dictionary each."""

    def __init__(self, name: str, longest: int) -> None:
        self._name, self._longest = name, longest
        self._open: list[str] = []
        self._entry: dict[str, str] | None = None
        self._text: list[str] = []
        self._length = self._skipped = self._inside = 0
        self.outlet = self.lang = ""
        self.ready: list[dict[str, str]] = []
        self.is_feed = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, local = tag.rpartition(" ")
        local = local.lower()
        self._open.append(local)
        self.is_feed = self.is_feed or local in ("rss", "feed", "rdf", "channel")
        self.lang = self.lang or attributes.get(f"{XML} lang", "")
        if self._skipped or space in FOREIGN or local in INSIDE:
            self._skipped += 1
        elif self._inside:  # XHTML inside Atom: its words are wanted, its tags are not
            self._inside += 1
            self.words("\n" if local in BREAKS else "")
        else:
            self._opened(local, attributes)

    def _opened(self, local: str, attributes: dict[str, str]) -> None:
        """An element of the feed's own."""
        self._text, self._length = [], 0
        if local in ENTRIES:
            self._entry = {}
        elif local == "link" and self._entry is not None and attributes.get("href"):
            if attributes.get("rel", "alternate") == "alternate":
                self._entry.setdefault("url", attributes["href"])
        elif FIELDS.get(local) in ("title", "text", "content"):
            self._inside = 1

    def words(self, text: str) -> None:
        if not self._skipped and self._length <= self._longest:
            self._length += len(text)
            self._text.append(text)

    def end(self, _tag: str) -> None:
        local = self._open.pop()
        if self._skipped:
            self._skipped -= 1
            return
        if self._inside:
            self._inside -= 1
            if self._inside:
                return
        said = "".join(self._text).strip()
        if local in ENTRIES and self._entry is not None:
            self.ready.append(self._entry)
            self._entry = None
        elif self._entry is not None:
            if said and (field := FIELDS.get(local)):
                self._entry.setdefault(field, said)
        elif said and len(self._open) <= 2:
            self.outlet = self.outlet or (said if local == "title" else "")
            self.lang = self.lang or (said if local == "language" else "")
        self._text, self._length = [], 0

    def refuse(self, *_declared: object) -> int:
        raise RefusedReport(self._name, "declares entities, which are never expanded", "give a plain feed")


def read_feed(material: Material, given: Given) -> Iterator[Found]:
    """A report of each entry; where links are followed, its page, completed by what the feed says."""
    name, limits = material.name, given.limits
    entries = _Entries(name, limits.report)
    parser = _parser(entries, material.charset)
    taken = number = 0
    try:
        while True:
            piece = material.stream.read(AT_ONCE)
            taken += len(piece)
            parser.Parse(piece, not piece)
            for entry in entries.ready:
                number += 1
                yield _found(entry, entries, f"{name}[{number}]", given)
                if number >= limits.entries:
                    raise RefusedReport(name, f"more than {limits.entries:,} entries", "raise --limit entries")
            entries.ready.clear()
            if not piece:
                break
            if taken - parser.CurrentByteIndex > limits.report:
                raise RefusedReport(name, f"one mark longer than {limits.report:,} bytes", "fetch the feed again")
            if taken > limits.feed:
                raise RefusedReport(name, f"a feed longer than {limits.feed:,} bytes", "raise --limit feed")
        if not number:
            what = "a feed without entries" if entries.is_feed else "no feed"
            raise RefusedReport(name, what, "give RSS or Atom with entries, or leave it out")
    except RefusedReport as refusal:
        yield name, fresh(refusal)
    except expat.ExpatError as error:
        if not taken:
            yield refused(name, *EMPTY)
            return
        what = f"no XML from line {error.lineno}: {expat.errors.messages.get(error.code, 'damaged')}"
        yield refused(f"{name}:{error.lineno}", what, "fetch the feed again, or mend it")
    except BROKEN_READ as error:
        yield refused(name, *read_fault(error))


def _parser(entries: _Entries, charset: str | None) -> expat.XMLParserType:
    parser = expat.ParserCreate(charset if charset and charset.lower() in ("utf-8", "iso-8859-1") else None, " ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = entries.start, entries.end
    parser.CharacterDataHandler = entries.words
    parser.EntityDeclHandler = parser.ExternalEntityRefHandler = entries.refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


def _found(entry: dict[str, str], entries: _Entries, where: str, given: Given) -> Found:
    """The report of one entry, or its page if that is wanted."""
    row = _row(entry, entries)
    try:
        if given.follow and given.fetch and row.get("url"):
            came: Fetched = given.fetch(row["url"])
            return where, Page(where, came.content, came.url, came.at, came.charset, row)
        return where, report_from_json({"text": ""} | row, where, given)
    except RefusedReport as refusal:
        return where, fresh(refusal)


def _row(entry: dict[str, str], entries: _Entries) -> dict[str, str]:
    """The fields of a report that an entry says; a time that cannot be read is left out."""
    row = {
        "title": shown(entry.get("title", "")).replace("\n", " "),
        "text": shown(entry.get("text") or entry.get("content", "")),
        "published": iso_time(entry.get("published") or entry.get("modified", "")),
        "modified": iso_time(entry.get("modified", "")),
        "url": entry.get("url") or entry.get("link") or _address(entry.get("guid", "")),
        "byline": " ".join(shown(entry.get("byline", "")).split()),
        "outlet": shown(entries.outlet).replace("\n", " "),
        "lang": entries.lang,
    }
    if row["modified"] == row["published"]:
        row["modified"] = ""
    return {field: said for field, said in row.items() if said}


def _address(guid: str) -> str:
    return guid if guid.startswith(("http://", "https://")) else ""


def iso_time(written: str) -> str:
    """ISO 8601 of a time in a feed (RFC 822 or ISO 8601), with its zone; empty where it is none."""
    written = written.strip()
    try:
        return check_published(written, "")
    except RefusedReport:
        pass
    try:
        moment = parsedate_to_datetime(written)
        # "-0000" is a time in UTC without a zone of its own
        return check_published((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(), "")
    except (ValueError, TypeError, OverflowError, RefusedReport):
        return ""
