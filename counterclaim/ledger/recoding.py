"""Codes stored reports again and says which claims a newer coder finds otherwise; on request appends what it finds.

A ledger and the coders enter; differences leave. Claims that a person reviewed stay what the person made them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from counterclaim.coding import Coded, Coder
from counterclaim.errors import CoderMissing, UnknownLanguage
from counterclaim.ledger import lookup
from counterclaim.ledger.appending import By, commit
from counterclaim.ledger.connection import said
from counterclaim.ledger.folding import forms
from counterclaim.ledger.lookup import ALWAYS, REVIEWED, rows
from counterclaim.ledger.rows import Standing, as_json, claim_of, claim_values
from counterclaim.ledger.statements import statement
from counterclaim.ledger.store import CODED, Ledger
from counterclaim.model import Claim, Report

AT_ONCE = 200
"""Superseding codings of one commit."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What coding a report again finds otherwise: "of report r1 two claims are new, one is gone, one changed"."""

    report: Report
    row: int
    """Number of the report's row."""
    coder: str
    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    """Ids of claims of which place, period or another field outside of the id is read otherwise."""
    coded: Coded


def read(coder: Coder, report: Report) -> Coded:
    """What a coder finds; nothing, in no language, where no pack reads the report."""
    try:
        return coder(report)
    except UnknownLanguage:
        return Coded(())


def differences(ledger: Ledger, coder_named: Callable[[str], Coder]) -> Iterator[Difference]:
    """The reports, in their newest versions, that their coder would code otherwise now; people's codings stay out.

    Raises LedgerError.
    """
    with said(ledger.path):
        for number, report in lookup.all_numbered(ledger.connection):
            found = rows(ledger.connection, "machine_coding", {"report": number})
            if not found:
                continue
            coding, name = found[0]["n"], found[0]["coder"]
            try:
                coder = coder_named(name)
            except CoderMissing:
                continue
            difference = _difference(ledger, report, number, coding, name, read(coder, report))
            if difference is not None:
                yield difference


def _difference(
    ledger: Ledger, report: Report, number: int, coding: int, coder: str, coded: Coded
) -> Difference | None:
    stored = {
        row["id"]: claim_of(row, report.id, report.text)
        for row in rows(ledger.connection, "claims_of_coding", {"coding": coding, "coder": coder})
    }
    now = {claim.id: claim for claim in reversed(coded.claims)}
    new, gone = tuple(sorted(now.keys() - stored.keys())), tuple(sorted(stored.keys() - now.keys()))
    changed = tuple(sorted(id_ for id_ in now.keys() & stored.keys() if _told(now[id_]) != _told(stored[id_])))
    return Difference(report, number, coder, new, gone, changed, coded) if new or gone or changed else None


def _told(claim: Claim) -> tuple[object, ...]:
    """What a ledger keeps of a claim, whatever row it stands in."""
    return claim_values(claim.id, claim, Standing(0, 0, 0, CODED, ""))


def supersede(ledger: Ledger, found: Iterable[Difference], by: By) -> int:
    """Append what coding again finds, and how many reports it was; reviewed claims stay. Raises LedgerError."""
    waiting: list[Difference] = []
    total = 0
    for difference in found:
        waiting.append(difference)
        total += 1
        if len(waiting) == AT_ONCE:
            _append(ledger, waiting, by)
            waiting = []
    _append(ledger, waiting, by)
    return total


def _append(ledger: Ledger, found: Iterable[Difference], by: By) -> None:
    with commit(ledger.connection, ledger.path, "code", by) as begun:
        for each in found:
            now = {claim.id: claim for claim in reversed(each.coded.claims)}
            before = {stored.id: stored for stored in lookup.claims(ledger.connection, each.row, ALWAYS)}
            coding = begun.append("codings", each.row, each.coder, 0, as_json(each.coded.languages))
            appended: list[tuple[str, Claim, Standing]] = []
            for position, (claim_id, claim) in enumerate(reversed(now.items())):
                reviewed = claim_id in before and before[claim_id].standing.standing in REVIEWED
                if not reviewed:
                    appended.append((claim_id, claim, Standing(each.row, coding, position, CODED, each.coder)))
            for claim_id, stored in before.items():
                if claim_id not in now and stored.standing.standing not in REVIEWED and not stored.standing.gone:
                    place = Standing(each.row, coding, len(now), CODED, each.coder, gone=True)
                    appended.append((claim_id, stored.claim, place))
            for claim_id, claim, standing in appended:
                number = begun.append("claims", *claim_values(claim_id, claim, standing))
                ledger.connection.execute(statement("add_search_evidence"), (number, *forms(claim.evidence.text)))
            ledger.connection.execute(statement("add_untold"), (each.row,))
