"""How a page is cited: a title and what it tells enter, one line leaves that leads back to the same.

The address in it names the day until which reports count, the time until which the ledger counts, and the rule: what
is added later does not change what a citation shows. The link of the newest commit tells which ledger it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counterclaim.ledger.browsing import head
from counterclaim.web.visiting import Visit

LINK_SHOWN: Final = 16
"""Digits of a commit's link in a citation: enough to tell ledgers apart."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation of a page says."""

    address: str
    as_of: str | None
    recorded: str | None
    """When the newest commit was made that it counts."""
    commit: int
    link: str
    rule: str | None


def cited(visit: Visit, path: str, last: str | None, rule: str | None = None) -> Cited:
    """The citation of a page; `last` is the last day of publication that it shows."""
    newest = head(visit.ledger, visit.asked.held)
    as_of = visit.asked.as_of or last
    recorded = visit.asked.recorded or (newest.at if newest else None)
    told = visit.asked.address(path, as_of=as_of, recorded=recorded, rule=rule, lang=visit.words.lang)
    base = str(visit.request.base_url).rstrip("/")
    return Cited(
        base + told, as_of, recorded, newest.seq if newest else 0, newest.link[:LINK_SHOWN] if newest else "", rule
    )
