"""Reads one text: plain, exactly as stored; or Markdown, without its marks.

A stream enters; one report or refusal leaves. Only a byte order mark goes from a plain text, and its line ends stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from counterclaim.errors import RefusedReport
from counterclaim.reading.encodings import at_line, decoded
from counterclaim.reading.interchange import report_from_json
from counterclaim.reading.lines import EMPTY, lines, outcomes, too_long
from counterclaim.reading.material import Found, Given, Material, fresh, refused
from counterclaim.reading.unpacking import BROKEN_READ, read_fault

FRONT_FIELDS: Final = {
    "title": "title", "date": "published", "published": "published", "outlet": "outlet", "source": "outlet",
    "url": "url",
    "link": "url", "lang": "lang", "language": "lang", "author": "byline", "byline": "byline", "modified": "modified",
    "updated": "modified", "id": "id",
}  # fmt: skip
"""Field that may stand at the head of a Markdown file -> field of a report."""
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_LINE = re.compile(r"^(\w+)[ \t]*:(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?=\S)(.+)\n(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_MARKS: Final = (
    (re.compile(r"!\[[^\]\n]{0,999}\]\([^)\n]{0,999}\)"), ""),  # pictures, with what is written under them
    (re.compile(r"\[([^\]\n]{1,999})\]\([^)\n]{0,999}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,999})\]\[[^\]\n]{0,999}\]"), r"\1"),
    (re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]+\S.*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^>\s]{1,999})>"), r"\1"),
    (re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$", re.MULTILINE), ""),
    (_UNDERLINED, r"\1"),
    (_HEADING, lambda found: _heading(found)),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,999}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~\"'])"), r"\1"),
    (re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE), ""),
    (re.compile(r"\n{3,}"), "\n\n"),
)
"""What Markdown marks, and what stays of it, in this order. What a mark opens ends within a thousand characters, and no
pattern looks at the same characters again and again: a text of nothing but marks takes no longer than another."""


def read_text(material: Material, given: Given, head: bytes = b"", *, marked: bool = False) -> Iterator[Found]:
    """The whole stream as one report, `head` being what was read of it already; `marked` if it is Markdown."""
    raw, name, limits = head, material.name, given.limits
    try:
        raw += material.stream.read(max(limits.report + 1 - len(head), 0))
        if len(raw) > limits.report:
            raise RefusedReport(at_line(name, raw), *too_long(limits))
        text, encoding = decoded(raw, name, material.charset or given.encoding, of_file=True)
        if not text.strip():
            raise RefusedReport(name, *EMPTY)
        row: dict[str, object] = dict(from_markdown(text)) if marked else {"text": text}
        if material.url:
            row.setdefault("url", material.url)
        yield name, report_from_json(row | _raw(raw, encoding, material), name, given)
    except RefusedReport as refusal:
        yield name, fresh(refusal)
    except BROKEN_READ as error:
        yield refused(name, *read_fault(error))


def _raw(raw: bytes, encoding: str, material: Material) -> dict[str, object]:
    """What is kept of the bytes: only where their encoding was no plain UTF-8, or they came from an address."""
    if encoding == "utf-8" and not material.fetched:
        return {}
    from hashlib import sha256

    said = {"sha256": sha256(raw).hexdigest(), "encoding": encoding}
    return {"raw": said | ({"fetched": material.fetched} if material.fetched else {})}


def read_markdown(material: Material, given: Given) -> Iterator[Found]:
    """A Markdown file as one report."""
    return read_text(material, given, marked=True)


def read_either(material: Material, given: Given) -> Iterator[Found]:
    """JSON lines where the first character that is not blank is `{`, else one text."""
    head, number = bytearray(), 0
    numbered = lines(material.stream, given.limits)
    try:
        for number, line in numbered:
            if line.lstrip().startswith(b"{"):
                yield from outcomes(chain([(number, line)], numbered), material.name, given)
                return
            head += line
            if line.strip() or len(head) > given.limits.report:
                break
    except BROKEN_READ as error:
        yield refused(f"{material.name}:{number + 1}", *read_fault(error))
        return
    yield from read_text(material, given, bytes(head))


def from_markdown(text: str) -> dict[str, str]:
    """The fields of a report that Markdown holds: `text`, and `title` and others where the file says them.

    The title is that of the front matter, or the first heading if nothing stands before it.
    """
    text = text.replace("\r\n", "\n")
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        for name, said in _FRONT_LINE.findall(front.group(1)):
            if field := FRONT_FIELDS.get(name.lower()):
                fields.setdefault(field, said.strip().strip("\"'"))
        text = text[front.end() :]
    first = _HEADING.search(text) or _UNDERLINED.search(text)
    if first and not text[: first.start()].strip():
        heading = _plain(_heading(first))
        if fields.setdefault("title", heading) == heading:
            text = text[first.end() :]
    return fields | {"text": _plain(text)}


def _heading(found: re.Match[str]) -> str:
    """The words of a heading, without the marks that may close it."""
    return found[1].rstrip(" \t").rstrip("#").rstrip(" \t")


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[position:start])
        position = end + 3
    return "".join((*kept, text[position:]))


def _plain(text: str) -> str:
    text = _without_comments(text)
    for pattern, stays in _MARKS:
        text = pattern.sub(stays, text)
    return text.strip()
