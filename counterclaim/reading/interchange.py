"""The JSON border: reports come in, claims go out and come back.

Enters: JSON values, with the place they were read from ("file" or "file:line").
Leaves: `Report` and `Claim` values that hold what the codebook allows, or an error that says where, what and
what to do; and reports and claims as plain JSON values. It opens no files.

The JSON of a claim carries the codebook's fields and no more. What `Claim` knows beyond them does not travel:
words of cue, trigger, number and time, further mentions, and where in the report speaker and place were read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Final, TypeVar

import msgspec

from counterclaim.errors import GoldError, RefusedReport
from counterclaim.model import (
    EVENTS,
    QUALIFIERS,
    SCOPES,
    STANCES,
    UNITS,
    Claim,
    Period,
    Quantity,
    Raw,
    Report,
    Span,
    report_id,
)
from counterclaim.reading.material import NOTHING, Given

REPORT_FORM: Final = 'write {"text": "..."}, and id, lang, outlet, published, url, title as texts or null'
"""What to do about a value that is no report."""
PUBLISHED_YEARS: Final = range(1600, 3000)
"""Years a report can be from: from the first newspapers on, and far from where date arithmetic would overflow."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:$|[T ])")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_Count = Annotated[int, msgspec.Meta(ge=0)] | None
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)] | None
_Row = TypeVar("_Row", bound=msgspec.Struct)


class _RawRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """The JSON of the bytes that a report was made of."""

    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    fetched: str | None = None
    encoding: str | None = None


class _ReportRow(msgspec.Struct, frozen=True):
    """The JSON of a report; fields it does not name are passed over."""

    text: str
    id: str | None = None
    lang: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    modified: str | None = None
    byline: str | None = None
    via: tuple[str, ...] = ()
    raw: _RawRow | None = None


_ROWS: Final = msgspec.json.Decoder(_ReportRow)
_FIELDS: Final = ("text", "id", "lang", "outlet", "published", "url", "title", "modified", "byline")
"""What of a row is text."""


class _ClaimRow(msgspec.Struct, frozen=True):
    """The JSON of a claim: every field must stand there, null where nothing is said; only confidence may be missing."""

    speaker: str | None
    speaker_party: Annotated[str, msgspec.Meta(min_length=1)]
    via: tuple[str, ...]
    stance: str
    event: str
    actor: str | None
    target: str | None
    unit: str | None
    low: _Count
    high: _Count
    qualifier: str | None
    scope: str | None
    start: date | None
    end: date | None
    place: str | None
    denies: tuple[int, ...]
    evidence: tuple[int, int]
    confidence: _Share = None


class _CodedRow(msgspec.Struct, frozen=True):
    """The JSON of a coded report."""

    report: str
    claims: tuple[_ClaimRow, ...]


def report_from_json(obj: object, where: str, given: Given = NOTHING) -> Report:
    """The report that a JSON object holds; one without an id gets one by content. Raises RefusedReport.

    `given` completes what it does not say.
    """
    try:
        row = _convert(obj, _ReportRow)
    except msgspec.ValidationError as fault:
        raise RefusedReport(where, f"this is no report: {fault}", REPORT_FORM) from None
    return _report_of(row, where, given)


def report_from_bytes(line: bytes, where: str, given: Given = NOTHING) -> Report | None:
    """The report that a line of JSON holds, read fast; None where it has to be looked at more closely."""
    try:
        return _report_of(_ROWS.decode(line), where, given)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _report_of(row: _ReportRow, where: str, given: Given) -> Report:
    """The report of a row, checked and completed. Raises RefusedReport."""
    title, text = row.title or "", row.text
    for field in _FIELDS:
        said = getattr(row, field)
        if said and not said.isascii() and _SURROGATE.search(said):
            raise RefusedReport(where, f"{field} holds half a character (a lone surrogate)", "save it again as UTF-8")
    if not (text.strip() or title.strip()):
        raise RefusedReport(where, "title and text are empty", "give the report a text, or leave it out")
    published, outlet = row.published or given.published, row.outlet or given.outlet or None
    if published:
        check_published(published, where)
    if row.modified:
        check_published(row.modified, where, "modified")
    report = Report(
        id=row.id or "",
        body=text,
        lang=given.lang or row.lang or None,
        title=title,
        outlet=outlet,
        published=published or None,
        url=row.url or None,
        modified=row.modified or None,
        byline=row.byline or None,
        via=row.via,
        raw=Raw(row.raw.sha256, row.raw.fetched, row.raw.encoding) if row.raw else None,
    )
    return report if report.id else replace(report, id=report_id(outlet, report.published, report.text, report.url))


def report_to_json(report: Report) -> dict[str, Any]:
    """The report as a JSON object in the interchange form; what few reports have stands there only where it is said."""
    row: dict[str, Any] = {
        "id": report.id,
        "lang": report.lang,
        "outlet": report.outlet,
        "published": report.published,
        "url": report.url,
        "title": report.title,
        "text": report.body,
    }
    if report.modified:
        row["modified"] = report.modified
    if report.byline:
        row["byline"] = report.byline
    if report.via:
        row["via"] = list(report.via)
    if report.raw:
        said = {"sha256": report.raw.sha256, "fetched": report.raw.fetched, "encoding": report.raw.encoding}
        row["raw"] = {field: value for field, value in said.items() if value}
    return row


def check_published(published: str, where: str, field: str = "published") -> str:
    """The same ISO 8601 date or time of publication, once it is known to be one. Raises RefusedReport."""
    try:
        if not _ISO_DAY.match(published):
            raise ValueError(published)
        year = datetime.fromisoformat(published).year
    except ValueError:
        remedy = "write it as 2020-09-28 or 2020-09-28T17:05:00+07:00, or leave it out"
        raise RefusedReport(where, f"{field} {published!r} is no date", remedy) from None
    if year not in PUBLISHED_YEARS:
        remedy = f"give a year from {PUBLISHED_YEARS[0]} to {PUBLISHED_YEARS[-1]}, or leave it out"
        raise RefusedReport(where, f"{field} {published!r} is too far away", remedy)
    return published


def claims_to_json(report_id: str, claims: Sequence[Claim]) -> dict[str, Any]:
    """The coded report as a JSON object; `denies` become positions in the list of claims.

    Raises ValueError where a claim denies one that is not among them: no reader could tell which was meant.
    """
    positions: dict[str, int] = {}
    for position, claim in enumerate(claims):
        positions.setdefault(claim.id, position)
    return {"report": report_id, "claims": [_claim_to_json(claim, positions) for claim in claims]}


def claims_from_json(obj: object, report: Report, where: str) -> tuple[Claim, ...]:
    """The claims of a coded report, with their characters found again in the report. Raises GoldError."""
    try:
        coded = _convert(obj, _CodedRow)
    except msgspec.ValidationError as fault:
        raise GoldError(f"{where}: this is no coded report: {fault}; codebook, section 2, lists the fields") from None
    if coded.report != report.id:
        raise GoldError(f"{where}: claims of report {coded.report!r} were read beside report {report.id!r}")
    claims = tuple(
        _claim_from_json(row, report, f"{where}: claim {position}") for position, row in enumerate(coded.claims)
    )
    return tuple(
        replace(claim, denies=_denied_ids(row.denies, claims, position, f"{where}: claim {position}"))
        for position, (row, claim) in enumerate(zip(coded.claims, claims, strict=True))
    )


def _convert(obj: object, kind: type[_Row]) -> _Row:
    """The row that `obj` holds. Raises msgspec.ValidationError."""
    return msgspec.convert(obj, type=kind, strict=True)


def _claim_to_json(claim: Claim, positions: Mapping[str, int]) -> dict[str, Any]:
    lost = [denied for denied in claim.denies if denied not in positions]
    if lost:
        raise ValueError(f"report {claim.report}: claim {claim.id} denies {lost}, which are not among the claims")
    period, quantity = claim.period, claim.quantity
    start, end = (period.start, period.end) if period else (None, None)
    said = {"confidence": claim.confidence} if claim.confidence is not None else {}
    return {
        "speaker": claim.speaker.text if claim.speaker else None,
        "speaker_party": claim.speaker_party,
        "via": list(claim.via),
        "stance": claim.stance,
        "event": claim.event,
        "actor": claim.actor,
        "target": claim.target,
        "unit": claim.unit,
        "low": claim.low,
        "high": claim.high,
        "qualifier": quantity.qualifier if quantity else None,
        "scope": claim.scope,
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "place": claim.place.text if claim.place else None,
        "denies": [positions[denied] for denied in claim.denies],
        "evidence": [claim.evidence.start, claim.evidence.end],
        **said,
    }


def _claim_from_json(row: _ClaimRow, report: Report, where: str) -> Claim:
    """The claim of one row, without what it denies: that needs the ids of all claims."""
    _check_words(row, where)
    start, end = row.evidence
    if not 0 <= start < end <= len(report.text):
        raise GoldError(f"{where}: evidence {[start, end]} does not stand in the {len(report.text)} characters")
    evidence = Span(start, end, report.text[start:end])
    return Claim(
        report=report.id,
        speaker_party=row.speaker_party,
        stance=row.stance,
        event=row.event,
        evidence=evidence,
        speaker=_find(row.speaker, report.text, evidence, f"{where}: speaker"),
        actor=row.actor,
        target=row.target,
        unit=row.unit,
        quantity=_quantity(row, where),
        scope=row.scope,
        period=_period(row, where),
        place=_find(row.place, report.text, evidence, f"{where}: place"),
        via=row.via,
        confidence=row.confidence,
    )


def _check_words(row: _ClaimRow, where: str) -> None:
    """Raise GoldError at the first word that the codebook does not have."""
    for field, word, allowed in (
        ("stance", row.stance, STANCES),
        ("event", row.event, EVENTS),
        ("unit", row.unit, UNITS),
        ("qualifier", row.qualifier, QUALIFIERS),
        ("scope", row.scope, SCOPES),
    ):
        if word is not None and word not in allowed:
            raise GoldError(
                f"{where}: {field} {word!r} is not in the codebook; use one of {', '.join(sorted(allowed))}"
            )


def _quantity(row: _ClaimRow, where: str) -> Quantity | None:
    if row.low is not None and row.high is not None and row.low > row.high:
        raise GoldError(f"{where}: low {row.low} is above high {row.high}; exchange them")
    if row.qualifier is not None:
        return Quantity(row.low, row.high, row.qualifier)
    if row.low is None and row.high is None:
        return None
    raise GoldError(f"{where}: a number without a qualifier; say how it was said (codebook, section 7)")


def _period(row: _ClaimRow, where: str) -> Period | None:
    if row.start is None and row.end is None:
        return None
    if row.start and row.end and row.end < row.start:
        raise GoldError(f"{where}: it ends on {row.end}, before it starts on {row.start}; exchange them")
    if row.end == date.max:
        raise GoldError(f"{where}: end {row.end} is past the calendar; leave it null")
    return Period(row.start, row.end + timedelta(days=1) if row.end else None)


def _find(words: str | None, text: str, near: Span, where: str) -> Span | None:
    """Where the words stand: inside the evidence if they can, else at their first place in the report."""
    if words is None:
        return None
    start = text.find(words, near.start, near.end)
    if start < 0:
        start = text.find(words)
    if start < 0 or not words:
        raise GoldError(f"{where} {words!r} does not stand in the report; copy it exactly, or write null")
    return Span(start, start + len(words), words)


def _denied_ids(positions: Sequence[int], claims: Sequence[Claim], own: int, where: str) -> tuple[str, ...]:
    for position in positions:
        if not 0 <= position < len(claims) or position == own:
            raise GoldError(f"{where}: it denies {position}, which is no other claim of this report")
    return tuple(claims[position].id for position in positions)
