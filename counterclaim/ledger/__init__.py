"""The ledger: one SQLite file that keeps reports, claims and decisions, append-only, each row in a hash chain.

Only this package knows SQL. `Ledger` (`store`) is opened on a file and gives typed values; `checking` verifies it.
"""

from counterclaim.ledger.store import Added, Ledger

__all__ = ["Added", "Ledger"]
