"""Reconciles a whole ledger again, on a private copy, and says how many questions come out otherwise.

A ledger enters, counts leave. That a newer version reconciles otherwise is no fault; after a change by other tools it
is what shows that a question is not what its claims give.
"""

from __future__ import annotations

from counterclaim.ledger.appending import By
from counterclaim.ledger.checking import snapshot_of
from counterclaim.ledger.connection import said, transaction
from counterclaim.ledger.settling import settle
from counterclaim.ledger.statements import statement
from counterclaim.ledger.store import Ledger

AGAIN = By("check", "reconciled again")


def leave_all(ledger: Ledger) -> None:
    """Leave all reports to be told and all blocks to be reconciled again. Raises LedgerError."""
    with transaction(ledger.connection, ledger.path):
        ledger.connection.execute(statement("leave_all_reports"))
        ledger.connection.execute(statement("leave_all_blocks"))


def otherwise(ledger: Ledger) -> int:
    """How many questions would be told otherwise, beyond those that wait to be. Raises LedgerError."""
    copy = Ledger.of(snapshot_of(ledger.path), ledger.path)
    try:
        settle(copy, AGAIN)
        with said(ledger.path):
            (before,) = copy.connection.execute(statement("last_question")).fetchone()
        leave_all(copy)
        settle(copy, AGAIN)
        with said(ledger.path):
            (changed,) = copy.connection.execute(statement("questions_since"), {"n": before}).fetchone()
        return int(changed)
    finally:
        copy.close()
