"""Who printed what is in a ledger, whom they relay, and whose reports they print again.

A ledger enters, counts and reports leave. Nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.errors import NotInLedger
from counterclaim.ledger.browsing import Printing
from counterclaim.ledger.connection import said
from counterclaim.ledger.lookup import rows
from counterclaim.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: "Tuoi Tre, 28,847 reports in vi, from August 2025 to March 2026"."""

    name: str
    reports: int
    langs: tuple[str, ...]
    first: str | None
    """First and last month of publication, as in 2025-08."""
    last: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """That an outlet takes reports from another: "Thanh Nien from reuters, 45 reports"."""

    outlet: str
    source: str
    """Slug of an agency or outlet, or the name of an outlet whose report came before."""
    reports: int


def outlets(ledger: Ledger) -> tuple[Outlet, ...]:
    """All outlets, those with most reports first."""
    with said(ledger.path):
        found = rows(ledger.connection, "outlets", {})
    return tuple(
        Outlet(
            row["outlet"], row["reports"], tuple(sorted(filter(None, (row["langs"] or "").split(",")))), row["first"],
            row["last"],
        )
        for row in found
    )  # fmt: skip


def relayed(ledger: Ledger) -> tuple[Link, ...]:
    """Which outlet relays which agency, the most frequent first; it reads all claims, so keep what it gives."""
    return _links(ledger, "relayed", "slug")


def copied(ledger: Ledger) -> tuple[Link, ...]:
    """Which outlet prints what another printed before, the most frequent first; it reads all copies."""
    return _links(ledger, "copied", "earlier")


def _links(ledger: Ledger, name: str, column: str) -> tuple[Link, ...]:
    with said(ledger.path):
        return tuple(Link(row["outlet"], row[column], row["reports"]) for row in rows(ledger.connection, name, {}))


def months_of(ledger: Ledger, outlet: str) -> tuple[tuple[str, int], ...]:
    """Reports of an outlet by month of publication; raises NotInLedger where it printed none."""
    with said(ledger.path):
        found = rows(ledger.connection, "months_of_outlet", {"outlet": outlet})
        known = found or rows(ledger.connection, "newest_of_outlet", _asked(outlet, None, 1, 0))
    if not known:
        raise NotInLedger(str(ledger.path), f"outlet {outlet!r} printed nothing here", "look for it in the sources")
    return tuple((row["month"], row["reports"]) for row in found)


def newest_of(ledger: Ledger, outlet: str, until: str | None, limit: int, offset: int = 0) -> tuple[Printing, ...]:
    """Reports of an outlet that were published by a day, the newest first."""
    with said(ledger.path):
        found = rows(ledger.connection, "newest_of_outlet", _asked(outlet, until, limit, offset))
    return tuple(Printing(*row.values()) for row in found)


def _asked(outlet: str, until: str | None, limit: int, offset: int) -> dict[str, object]:
    after = str(date.fromisoformat(until) + timedelta(days=1)) if until else None
    return {"outlet": outlet, "after": after, "limit": limit, "offset": offset}
