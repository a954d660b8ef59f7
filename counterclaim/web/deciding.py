"""Carries a decision from a form or from JSON into the ledger: what was sent enters, the number of a review leaves.

A form sends all fields of a claim, and those that say the same as the claim are no correction. Whoever saw an older row
of a claim than the newest decides nothing. What the ledger refuses is told in one line, and nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import parse_qs

import msgspec

from counterclaim.errors import CounterclaimError, LedgerError
from counterclaim.ledger import Ledger, missed, reviews
from counterclaim.ledger.appending import By
from counterclaim.ledger.questions import brief
from counterclaim.ledger.reviews import FIELDS, After
from counterclaim.reading.interchange import claims_to_json

FIELD: Final = "f."
"""Begins the names of a form's fields that are fields of a claim."""
DECISIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "claim": ("accept", "reject", "correct"),
    "question": ("merge", "split", "withdraw"),
    "report": ("accept", "add", "copy", "no_copy"),
}
"""What can be decided about each kind of subject."""
COUNTS: Final = ("low", "high")
MOST_FIELDS: Final = 300
WAIT: Final = 5.0
"""Seconds that a decision waits for other writers."""


class BadDecision(CounterclaimError):
    """What was sent is no decision that can be read."""


class Overtaken(CounterclaimError):
    """Somebody decided about the same claim meanwhile."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A decision as it was sent: "accept, because the ministry says so"."""

    decision: str = ""
    why: str = ""
    changes: Mapping[str, Any] | None = None
    """Field of a claim -> value as the codebook writes it, null where nothing is said."""
    row: int | None = None
    """Number of the claim's row that the reviewer saw."""
    into: str = ""
    """Id of the question that another is merged into."""
    claims: tuple[str, ...] = ()
    """Ids of the claims that are split off."""
    claim: str = ""
    other: str = ""
    """Id of the other claim of a relation, or of the other report of a pair."""
    review: int | None = None
    """Number of the review that is undone."""


def sent_of(body: bytes, kind: str) -> tuple[Sent, Mapping[str, str]]:
    """What a request says, and its fields as text where it is a form. Raises BadDecision."""
    if kind.startswith("application/json"):
        try:
            return msgspec.json.decode(body, type=Sent), {}
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise BadDecision(f"this JSON is no decision ({error}); see /openapi.json") from None
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except (ValueError, UnicodeDecodeError):
        raise BadDecision("this form cannot be read; send it from the page") from None
    text = {name: values[-1].strip() for name, values in fields.items()}
    changes = {name.removeprefix(FIELD): value for name, value in text.items() if name.startswith(FIELD)}
    return Sent(
        text.get("decision", ""), text.get("why", ""), changes or None, _count(text.get("row", "")),
        _chosen(fields.get("into", ())), tuple(fields.get("claims", ())), text.get("claim", ""), text.get("other", ""),
        _count(text.get("review", "")),
    ), text  # fmt: skip


def _chosen(values: Sequence[str]) -> str:
    """What was written by hand, or else chosen from a list; a form sends both under one name, in that order."""
    return next((value.strip() for value in reversed(values) if value.strip()), "")


def _count(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 19 else None


def as_written(ledger: Ledger, claim: str) -> dict[str, Any]:
    """The fields of a claim as the codebook writes them: what a correction is compared with. Raises NotInLedger."""
    stored = replace(ledger.claim(claim).claim, denies=())
    row = claims_to_json(stored.report, [stored])["claims"][0]
    return {name: row.get(name) for name in FIELDS}


def values_of(written: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form that say otherwise than the claim does now. Raises BadDecision."""
    found = {name: _value(name, value) if isinstance(value, str) else value for name, value in written.items()}
    return {name: value for name, value in found.items() if name not in now or value != now[name]}


def _said(written: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something, of a claim that is to be added. Raises BadDecision."""
    return {name: value for name, value in values_of(written, {}).items() if value is not None}


def _value(name: str, written: str) -> Any:
    if name == "via":
        return [each for each in (word.strip() for word in written.split(",")) if each]
    if not written:
        return None
    if name in COUNTS:
        plain = written.replace(" ", "").replace("\u202f", "")
        if _count(plain) is None:
            raise BadDecision(f"{name}: {written[:40]!r} is no count; write a whole number without marks, or nothing")
        return int(plain)
    return written


def decide(ledger: Ledger, kind: str, subject: str, sent: Sent, by: By, then: After) -> int:
    """Decide about a claim, question or report. Raises BadDecision, Overtaken, LedgerError."""
    if sent.decision not in DECISIONS[kind]:
        raise BadDecision(f"{sent.decision[:40]!r} is no decision; send one of {', '.join(DECISIONS[kind])}")
    _check(ledger, kind, subject, sent)
    deciding: Mapping[str, Callable[[], int]] = {
        "accept": lambda: reviews.accept(ledger, subject, by, then=then),
        "reject": lambda: reviews.reject(ledger, subject, by, then=then),
        "correct": lambda: _correct(ledger, subject, sent, by, then),
        "merge": lambda: reviews.merge(ledger, subject, sent.into.strip(), by, then=then),
        "split": lambda: reviews.split(ledger, subject, sent.claims, by, then=then),
        "withdraw": lambda: reviews.withdraw(ledger, sent.claim, sent.other, by),
        "add": lambda: missed.add_claim(ledger, subject, _said(sent.changes or {}), by, then=then).review,
        "copy": lambda: reviews.mark_copy(ledger, subject, sent.other.strip(), by, then=then),
        "no_copy": lambda: reviews.mark_copy(ledger, subject, sent.other.strip(), by, copy=False, then=then),
    }
    return deciding[sent.decision]()


def _check(ledger: Ledger, kind: str, subject: str, sent: Sent) -> None:
    """Raise NotInLedger where there is no such subject, Overtaken where it is not as the reviewer saw it."""
    if kind == "claim":
        stored = ledger.claim(subject)
        if sent.row is not None and stored.row != sent.row:
            raise Overtaken(subject)
    elif kind == "report":
        ledger.report(subject)
    else:
        brief(ledger, subject)


def _correct(ledger: Ledger, claim: str, sent: Sent, by: By, then: After) -> int:
    changes = values_of(sent.changes or {}, as_written(ledger, claim))
    if not changes:
        raise LedgerError(claim, "nothing was changed", "change a field, or accept the claim")
    return reviews.correct(ledger, claim, changes, by, then=then)
