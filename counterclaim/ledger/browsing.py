"""What pages for readers need beside questions and reports: days, titles, which claim is about which question.

Ids enter, small typed values leave. Nothing here writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.ledger.connection import said
from counterclaim.ledger.lookup import ALWAYS, rows
from counterclaim.ledger.rows import as_json, from_json
from counterclaim.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Printing:
    """What a reader calls a report by: "VnExpress, 28 September 2020: this title"."""

    report: str
    """Its id."""
    version: int
    """The newest."""
    outlet: str | None
    published: str | None
    lang: str | None
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The newest commit of a ledger; its link stands for all that the ledger holds."""

    seq: int
    at: str
    """ISO 8601, UTC."""
    link: str
    """64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a ledger holds: "142,501 reports with 29,955 claims, from 8 August 2025 to 31 March 2026"."""

    reports: int
    claims: int
    questions: int
    first: str | None
    """First and last day of publication."""
    last: str | None


def extent(ledger: Ledger) -> Extent:
    """How much a ledger holds now."""
    with said(ledger.path):
        row = rows(ledger.connection, "extent", {})[0]
    return Extent(row["reports"], row["claims"], row["questions"], row["first"], row["last"])


def head(ledger: Ledger, recorded: str = ALWAYS) -> Head | None:
    """The newest commit by a time; None of a ledger that was empty then."""
    with said(ledger.path):
        found = rows(ledger.connection, "commit_by", {"recorded": recorded})
    return Head(found[0]["seq"], found[0]["at"], found[0]["link"].hex()) if found else None


def printings(ledger: Ledger, reports: Iterable[str]) -> dict[str, Printing]:
    """Reports by id, as readers call them."""
    with said(ledger.path):
        found = rows(ledger.connection, "printings", {"reports": as_json(tuple(dict.fromkeys(reports)))})
    return {row["id"]: Printing(*row.values()) for row in found}


def questions_of(ledger: Ledger, claims: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Ids of the questions that claims are about, by claim."""
    with said(ledger.path):
        found = rows(ledger.connection, "questions_of_claims", {"claims": as_json(tuple(claims))})
    told: dict[str, list[str]] = defaultdict(list)
    for row in found:
        told[row["claim"]].append(row["question"])
    return {claim: tuple(questions) for claim, questions in told.items()}


def days(ledger: Ledger, question: str, recorded: str = ALWAYS) -> tuple[str, ...]:
    """Days on which reports about a question were published, the first one first; none of a question that is not."""
    with said(ledger.path):
        found = rows(ledger.connection, "question_row", {"id": question, "recorded": recorded})
        reports = from_json(found[0]["reports"]) if found else []
        told = rows(ledger.connection, "days_of_reports", {"reports": as_json(reports)})
    return tuple(sorted({row["day"] for row in told if row["day"]}))
