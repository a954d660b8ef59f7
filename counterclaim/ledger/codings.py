"""Codings by people: their files enter the ledger blind, apart from what holds; codings and gold leave.

Two people who code the same report apart are compared by `evaluation.agreement`. Reports that a person accepted as a
whole are gold, with their claims as they then stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.errors import GoldError, LedgerError
from counterclaim.ledger import lookup
from counterclaim.ledger.appending import By, commit
from counterclaim.ledger.connection import said
from counterclaim.ledger.folding import forms
from counterclaim.ledger.lookup import ALWAYS, rows, standing_claims_of
from counterclaim.ledger.rows import Standing, as_json, claim_of, claim_values
from counterclaim.ledger.statements import statement
from counterclaim.ledger.store import Ledger
from counterclaim.model import Claim, Report
from counterclaim.reading.interchange import claims_from_json

BLIND = "blind"


def add_blind(ledger: Ledger, coded: Sequence[tuple[str, object]], by: By) -> int:
    """Add a person's codings, each with the place it was read from; how many. All or none: raises LedgerError."""
    told: list[tuple[int, tuple[Claim, ...]]] = []
    for where, row in coded:
        name = row.get("report") if isinstance(row, dict) else None
        found = lookup.report(ledger.connection, name, None, ALWAYS) if isinstance(name, str) else None
        if found is None:
            raise LedgerError(
                where, f"there is no report {name!r} in {ledger.path}", "add it first; nothing was changed"
            )
        try:
            told.append((found.version.row, claims_from_json(row, found.report, where)))
        except GoldError as error:
            raise LedgerError(where, str(error).removeprefix(f"{where}: "), "nothing was changed") from None
    with commit(ledger.connection, ledger.path, "code", by) as begun:
        for number, claims in told:
            coding = begun.append("codings", number, by.who, 1, as_json(()))
            for position, claim in enumerate(claims):
                place = Standing(number, coding, position, BLIND, by.who)
                row_number = begun.append("claims", *claim_values(claim.id, claim, place))
                ledger.connection.execute(statement("add_search_evidence"), (row_number, *forms(claim.evidence.text)))
    return len(told)


def coded_by(ledger: Ledger, coder: str) -> dict[str, tuple[Claim, ...]]:
    """What a person or coder coded, by report; raises LedgerError where the ledger holds nothing of it."""
    with said(ledger.path):
        found: dict[str, tuple[Claim, ...]] = {}
        for coding in rows(ledger.connection, "codings_by", {"coder": coder}):
            report = lookup.report_by_number(ledger.connection, coding["report"])
            claims = rows(ledger.connection, "claims_as_coded", {"coding": coding["n"], "coder": coder})
            found[report.id] = tuple(claim_of(row, report.id, report.text) for row in claims)
        known = ", ".join(row["coder"] for row in rows(ledger.connection, "coders", {}))
    if not found:
        raise LedgerError(str(ledger.path), f"{coder!r} coded nothing here", f"name one of {known or 'nobody'}")
    return found


def gold(ledger: Ledger) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """Reports that a person accepted as a whole, with the claims that hold."""
    with said(ledger.path):
        for row in rows(ledger.connection, "reviewed_reports", {}):
            stored = list(lookup.claims(ledger.connection, row["n"]))
            report = lookup.report_by_number(ledger.connection, row["n"])
            yield report, tuple(claim for _, claim in standing_claims_of(stored))


def shared(one: Mapping[str, object], other: Mapping[str, object]) -> tuple[str, ...]:
    """Reports that both coded, in order."""
    return tuple(sorted(one.keys() & other.keys()))
