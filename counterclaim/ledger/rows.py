"""Rows and typed values: a report or claim enters and its columns leave, and the other way round.

Characters of a claim are kept as the positions they stand at; what people read in a table (speaker, place, evidence)
is kept as written beside them, and `checking` holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from hashlib import sha256
from typing import Any, Final, ParamSpec, TypeVar

import msgspec

from counterclaim.errors import LedgerError
from counterclaim.ledger.chain import Value
from counterclaim.model import Claim, Period, Quantity, Raw, Report, Span

_encode: Final = msgspec.json.Encoder().encode
_decode: Final = msgspec.json.Decoder().decode

CLAIM_COLUMNS: Final = (
    "id", "report", "coding", "position", "gone", "standing", "made_by", "event", "speaker_party", "stance", "actor",
    "target", "unit", "low", "high", "qualifier", "scope", "start", "end", "speaker", "place", "evidence", "confidence",
    "via", "denies", "spans",
)  # fmt: skip
"""Columns of a claim after number and commit, in the order of the schema."""
DAMAGED: Final = ("a row", "is damaged", "restore a copy, or run counterclaim check to see what else is")
_Told = ParamSpec("_Told")
_Typed = TypeVar("_Typed")


def as_json(value: Any) -> str:
    """A value as JSON text."""
    return _encode(value).decode()


def stored(typed: Callable[_Told, _Typed]) -> Callable[_Told, _Typed]:
    """A function from rows to a value that raises LedgerError where a row is not as we wrote it."""

    @wraps(typed)
    def read(*told: _Told.args, **named: _Told.kwargs) -> _Typed:
        try:
            return typed(*told, **named)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as fault:
            raise LedgerError(*DAMAGED) from fault

    return read


@stored
def from_json(text: str) -> Any:
    """The value of a JSON text of ours. Raises LedgerError where it is damaged."""
    try:
        return _decode(text)
    except (msgspec.MsgspecError, RecursionError) as fault:
        raise ValueError(str(fault)) from fault


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim's row stands in the ledger: "in report 7, from coding 9, third of it, accepted by Anna"."""

    report: int
    """Number of the report's row."""
    coding: int
    """Number of the coding's row."""
    position: int
    """In the coding, from 0."""
    standing: str
    """`coded`, `accepted`, `corrected`, `rejected` or `blind`."""
    made_by: str
    """Name of the coder or of the reviewer."""
    gone: bool = False
    """Whether a newer coding no longer finds it."""


def report_values(report: Report) -> tuple[Value, ...]:
    """What tells one version of a report from another; how and when it was fetched does not."""
    return (
        report.id, report.lang, report.outlet, report.published, report.modified, report.url, report.byline,
        as_json(report.via), report.title, report.body,
    )  # fmt: skip


def content_digest(values: Sequence[Value]) -> bytes:
    """SHA-256 of `report_values`."""
    return sha256(msgspec.msgpack.encode(tuple(values))).digest()


@stored
def report_of(row: Mapping[str, Any]) -> Report:
    """The report of a row that also has its source's columns."""
    raw = Raw(row["source_sha256"], row["fetched"], row["encoding"]) if row["source_sha256"] else None
    return Report(
        row["id"], row["body"], row["lang"], row["title"], row["outlet"], row["published"], row["url"],
        row["modified"], row["byline"], tuple(from_json(row["via"])), raw,
    )  # fmt: skip


def claim_values(claim_id: str, claim: Claim, standing: Standing) -> tuple[Value, ...]:
    """The columns of a claim after number and commit, in the order of `CLAIM_COLUMNS`.

    `claim_id` is the id it was first coded under.
    """
    period, quantity = claim.period, claim.quantity
    return (
        claim_id, standing.report, standing.coding, standing.position, int(standing.gone), standing.standing,
        standing.made_by, claim.event, claim.speaker_party, claim.stance, claim.actor, claim.target, claim.unit,
        claim.low, claim.high, quantity.qualifier if quantity else None, claim.scope,
        period.start.isoformat() if period and period.start else None,
        period.end.isoformat() if period and period.end else None,
        claim.speaker.text if claim.speaker else None, claim.place.text if claim.place else None, claim.evidence.text,
        claim.confidence, as_json(claim.via), as_json(claim.denies), as_json(_spans(claim)),
    )  # fmt: skip


def _spans(claim: Claim) -> dict[str, Any]:
    quantity, period = claim.quantity, claim.period
    told = {
        "evidence": claim.evidence,
        "speaker": claim.speaker,
        "place": claim.place,
        "cue": claim.cue,
        "trigger": claim.trigger,
        "number": quantity.written if quantity else None,
        "time": period.written if period else None,
    }
    found: dict[str, Any] = {name: (span.start, span.end) for name, span in told.items() if span}
    if claim.further:
        found["further"] = [(span.start, span.end) for span in claim.further]
    if period and period.start is None and period.stop is None:
        found["period"] = True  # words of a time of which no day is known
    return found


@stored
def claim_of(row: Mapping[str, Any], report_id: str, text: str) -> Claim:
    """The claim of a row; `text` is that of its report."""
    spans = from_json(row["spans"])

    def span(name: str) -> Span | None:
        if name not in spans:
            return None
        start, end = spans[name]
        return Span(start, end, text[start:end])

    evidence = span("evidence")
    if evidence is None:
        raise ValueError(f"claim {row['id']} has no evidence")
    number, time = span("number"), span("time")
    quantity = Quantity(row["low"], row["high"], row["qualifier"], number) if row["qualifier"] else None
    further = tuple(Span(first, last, text[first:last]) for first, last in spans.get("further", ()))
    return Claim(
        report_id, row["speaker_party"], row["stance"], row["event"], evidence, span("speaker"), row["actor"],
        row["target"], row["unit"], quantity, row["scope"],
        _period(row, time, "period" in spans), span("place"), tuple(from_json(row["via"])),
        span("cue"), span("trigger"), further, tuple(from_json(row["denies"])), row["confidence"],
    )  # fmt: skip


@stored
def light_claim_of(row: Mapping[str, Any], report_id: str) -> Claim:
    """The claim of a row without its report's text: the words of cue, trigger, number and time stay out."""
    spans = from_json(row["spans"])
    evidence, speaker, place = (
        Span(spans[name][0], spans[name][1], row[name]) if name in spans else None
        for name in ("evidence", "speaker", "place")
    )
    if evidence is None:
        raise ValueError(f"claim {row['id']} has no evidence")
    quantity = Quantity(row["low"], row["high"], row["qualifier"]) if row["qualifier"] else None
    return Claim(
        report_id, row["speaker_party"], row["stance"], row["event"], evidence, speaker, row["actor"], row["target"],
        row["unit"], quantity, row["scope"], _period(row, None, "period" in spans), place,
        tuple(from_json(row["via"])), denies=tuple(from_json(row["denies"])), confidence=row["confidence"],
    )  # fmt: skip


def _period(row: Mapping[str, Any], written: Span | None, said: bool) -> Period | None:
    start, end = (date.fromisoformat(row[name]) if row[name] else None for name in ("start", "end"))
    return Period(start, end + timedelta(days=1) if end else None, written) if start or end or said else None
