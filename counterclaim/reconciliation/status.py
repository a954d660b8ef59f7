"""How the answers of a question stand to each other: the only place where a status is given.

The positions of the parties enter, one of `STATUSES` leaves. The narrator and unnamed sources are no party: what a
paper says in its own voice neither disputes nor confirms what a party says. The first rule that holds gives the status:

  denied     a party says, as its last word, that what another speaker says is not so
  disputed   two parties give numbers that cannot both be right, or each accuses the other
  agreed     two parties or more say it
  admitted   the party that suffered it, and no other, says it, and it is a loss that nobody likes to admit
  one-sided  all else
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from counterclaim.reconciliation.families import LOSSES, MILITARY
from counterclaim.reconciliation.kinship import NOBODY, same_party

AFFIRMS: Final = frozenset({"asserts", "confirms", "accuses"})
"""Stances of those who say that it is so."""
REJECTS: Final = frozenset({"denies"})


@dataclass(frozen=True, slots=True)
class Position:
    """What one party says last, in one way of standing to the question."""

    party: str
    stance: str
    low: int | None
    high: int | None
    moment: float
    """When it said so last, in seconds since 1970."""
    opposite: bool = False
    """Whether it says so of the other side: an accusation that answers an accusation."""


def status_of(positions: Sequence[Position], event: str, target: str | None, unit: str | None) -> str:
    """The status of a question about an event that befell `target`."""
    said = [each for each in positions if each.stance in AFFIRMS and not each.opposite]
    parties = [each for each in said if each.party not in NOBODY]
    for denial in (each for each in positions if each.stance in REJECTS and each.party not in NOBODY):
        later = any(each.party == denial.party and each.moment > denial.moment for each in said)
        if not later and any(each.party != denial.party for each in said):
            return "denied"
    if any(apart(one, other) for one, other in combinations(parties, 2)):
        return "disputed"
    answering = {each.party for each in positions if each.opposite and each.stance == "accuses"}
    if any(each.stance == "accuses" and answering - {each.party} for each in parties):
        return "disputed"
    named = {each.party for each in parties}
    if len(named) > 1:
        return "agreed"
    if target is not None and any(same_party(party, target) for party in named) and admission(event, unit):
        return "admitted"
    return "one-sided"


def status_of_one(party: str, stance: str, event: str, target: str | None, unit: str | None) -> str:
    """The same of a question that one claim is about."""
    own = stance in AFFIRMS and party not in NOBODY and target is not None and same_party(party, target)
    return "admitted" if own and admission(event, unit) else "one-sided"


def apart(one: Position, other: Position) -> bool:
    """Whether two parties give numbers that cannot both be right."""
    if one.party == other.party:
        return False
    if one.low is not None and other.high is not None and one.low > other.high:
        return True
    return other.low is not None and one.high is not None and other.low > one.high


def admission(event: str, unit: str | None) -> bool:
    """Whether saying that an event befell oneself is against one's interest: forces and land, not one's civilians."""
    return event in ("control", "withdrawal") or (event in LOSSES and unit in MILITARY)
