"""Reads a ledger: a connection and what is asked for enter, typed values leave. Nothing here writes.

Every question takes `recorded`, a time: what was appended later is not seen. Rows become values at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from counterclaim.ledger.connection import said
from counterclaim.ledger.copies import group_of
from counterclaim.ledger.rows import Standing, claim_of, report_of
from counterclaim.ledger.statements import statement
from counterclaim.model import Claim, Report

ALWAYS: Final = "9999"
"""A time after all others."""
REVIEWED: Final = frozenset({"accepted", "corrected", "rejected"})
"""Standings that a newer coding does not touch."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report: "the second, added by the watch on 3 May"."""

    row: int
    number: int
    """From 1."""
    at: str
    who: str


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as the ledger holds it: "accepted by Anna on 3 May, because the ministry confirmed it"."""

    id: str
    """The id it was first coded under; a correction does not change it."""
    claim: Claim
    standing: Standing
    row: int
    at: str
    """When this row of it was recorded."""
    who: str
    why: str | None

    @property
    def holds(self) -> bool:
        """Whether it is neither rejected nor dropped by a newer coding."""
        return not self.standing.gone and self.standing.standing != "rejected"

    @property
    def reviewed(self) -> bool:
        """Whether a person decided on it."""
        return self.standing.standing in REVIEWED


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the ledger holds it, with its claims."""

    report: Report
    version: Version
    versions: tuple[Version, ...]
    """All versions, the first one first."""
    claims: tuple[StoredClaim, ...]
    """In the order of the text; also those that were rejected or that a newer coding dropped."""
    copies: tuple[str, ...]
    """Ids of the other reports that are one with it."""


def standing_claims(found: StoredReport) -> tuple[tuple[StoredClaim, Claim], ...]:
    """The claims of a report that hold, each as it now reads: what it denies are those that hold, by their ids."""
    return standing_claims_of(found.claims)


def standing_claims_of(found: Sequence[StoredClaim]) -> tuple[tuple[StoredClaim, Claim], ...]:
    """Of the claims of one report those that hold, each as it now reads."""
    holding = [each for each in found if each.holds]
    now = {each.id: each.claim.id for each in holding}
    return tuple(
        (each, replace(each.claim, denies=tuple(now[other] for other in each.claim.denies if other in now)))
        for each in holding
    )


def until(day: str) -> str:
    """The last moment of a day, or the moment itself, as commits write theirs."""
    return f"{day}T23:59:59.999999Z" if len(day) == 10 else day


def rows(connection: sqlite3.Connection, name: str, told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows that a named statement gives, by column. Raises LedgerError where they cannot be read."""
    given = frozenset(field for field, value in told.items() if value is not None and value != ALWAYS)
    with said(connection):
        cursor = connection.execute(statement(name, given), told)
        columns = [each[0] for each in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def report_by_number(connection: sqlite3.Connection, number: int) -> Report:
    """The report of a row."""
    return report_of(rows(connection, "report_by_number", {"n": number})[0])


def report(connection: sqlite3.Connection, report_id: str, version: int | None, recorded: str) -> StoredReport | None:
    """A report with its claims; None where it is not here."""
    found = rows(connection, "versions_of", {"id": report_id, "recorded": recorded})
    versions = tuple(Version(row["n"], row["version"], row["at"], row["who"]) for row in found)
    asked = [each for each in versions if version is None or each.number == version]
    if not asked:
        return None
    own = report_by_number(connection, asked[-1].row)
    told = tuple(sorted(group_of(connection, report_id) - {report_id}))
    return StoredReport(own, asked[-1], versions, tuple(claims(connection, asked[-1].row, recorded)), told)


def newest_version_before(connection: sqlite3.Connection, report_id: str, row: int) -> int:
    """The row of the newest version of a report but the one named."""
    found = rows(connection, "versions_of", {"id": report_id, "recorded": ALWAYS})
    return max(int(each["n"]) for each in found if each["n"] != row)


def claims(connection: sqlite3.Connection, report_row: int, recorded: str = ALWAYS) -> Iterator[StoredClaim]:
    """The claims of one version of a report as they stood at a time."""
    found = rows(connection, "claims_of_report", {"report": report_row, "recorded": recorded})
    own = report_by_number(connection, report_row) if found else None
    for row in found:
        if own is not None:
            yield stored(row, own)


def claim(connection: sqlite3.Connection, claim_id: str, recorded: str) -> StoredClaim | None:
    """A claim as it stood at a time; None where it is not here."""
    found = rows(connection, "newest_claim", {"id": claim_id, "recorded": recorded})
    return stored(found[0], report_by_number(connection, found[0]["report"])) if found else None


def history(connection: sqlite3.Connection, claim_id: str) -> tuple[StoredClaim, ...]:
    """All that a claim was, the first first."""
    found = rows(connection, "history_of_claim", {"id": claim_id})
    return tuple(stored(row, report_by_number(connection, row["report"])) for row in found)


def stored(row: Mapping[str, Any], own: Report) -> StoredClaim:
    """The stored claim of a row and its report."""
    place = Standing(
        row["report"], row["coding"], row["position"], row["standing"], row["made_by"], bool(row["gone"])
    )  # fmt: skip
    return StoredClaim(row["id"], claim_of(row, own.id, own.text), place, row["n"], row["at"], row["who"], row["why"])


def all_numbered(connection: sqlite3.Connection) -> Iterator[tuple[int, Report]]:
    """All reports in all versions with their numbers, in the order in which they were added."""
    last = 0
    while found := rows(connection, "reports_after", {"n": last}):
        for row in found:
            last = row["n"]
            yield last, report_of(row)
