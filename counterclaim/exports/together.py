"""Claims and the questions they are about in one stream, so that nothing in a document points at what is not there.

A ledger and a selection enter; the claims of the selection leave, then its questions, each after those of its claims
that the selection itself does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.ledger.bulk import Asked, Printed, Selection, claims_of, questions_of, snapshot
from counterclaim.ledger.lookup import StoredClaim
from counterclaim.ledger.store import Ledger


def together(ledger: Ledger, selection: Selection) -> Iterator[tuple[StoredClaim, Printed] | Asked]:
    """Claims with their reports, and questions, of one moment of a ledger. Raises LedgerError."""
    with snapshot(ledger):
        known: set[str] = set()
        for stored, printed in claims_of(ledger, selection):
            known.add(stored.id)
            yield stored, printed
        for asked in questions_of(ledger, selection):
            for claim in asked.question.claims:
                if claim not in known:
                    known.add(claim)
                    yield ledger.claim(claim, selection.recorded), asked.source(claim)
            yield asked
