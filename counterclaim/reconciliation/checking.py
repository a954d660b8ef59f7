"""What cannot be reconciled: a claim enters, what is wrong with it leaves, in words for one line.

A claim of any coder may come, from any file. One that is broken is set aside and counted, so that the rest is
reconciled. Nothing here compares two claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from counterclaim.language.folder import table
from counterclaim.language.own import OwnWords, active
from counterclaim.language.store.towns import STORE
from counterclaim.model import EVENTS, QUALIFIERS, SCOPES, STANCES, UNITS, Claim, Told, moment_of
from counterclaim.reconciliation.kinship import NOBODY

DAYS_AHEAD: Final = 1
"""Days that a report may be dated after today: it is tomorrow elsewhere already."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A claim that was set aside, and why."""

    report: str
    claim: str
    what: str
    """The fault."""
    remedy: str
    """What to do."""

    def __str__(self) -> str:
        return f"{self.report}: claim {self.claim} is set aside: {self.what}; {self.remedy}"


def fault(told: Told, today: date | None = None) -> tuple[str, str] | None:
    """What is wrong with a claim and what to do; None where nothing is. `today` is what no report can be dated
    after.
    """
    claim = told.claim
    return _missing(claim) or _impossible(claim) or _unknown(claim) or _misdated(told, today)


def _missing(claim: Claim) -> tuple[str, str] | None:
    if claim.stance in STANCES and claim.event in EVENTS and claim.report and claim.speaker_party:
        unit, scope = claim.unit, claim.scope
        if (unit is None or unit in UNITS) and (scope is None or scope in SCOPES):
            return None
    for field, known in (("stance", STANCES), ("event", EVENTS), ("unit", UNITS | {None}), ("scope", SCOPES | {None})):
        value = getattr(claim, field)
        if value not in known:
            said = f"has no {field}" if not value else f"has the {field} {value!r}, which the codebook does not have"
            return said, f"give it one of the {field}s of the codebook"
    return f"has no {'speaker_party' if claim.report else 'report'}", "code it again"


def _impossible(claim: Claim) -> tuple[str, str] | None:
    number = claim.quantity
    if number is not None:
        low, high = number.low, number.high
        if (low is not None and low < 0) or (high is not None and high < 0):
            return f"counts less than nothing ({low} to {high})", "code its number again"
        if low is not None and high is not None and low > high:
            return f"counts from {low} to {high}", "code its number again"
        if number.qualifier not in QUALIFIERS:
            return f"has the qualifier {number.qualifier!r}, which the codebook does not have", "code its number again"
    period = claim.period
    if period is not None and period.start is not None and period.stop is not None and period.start >= period.stop:
        return f"happened from {period.start} to {period.end}", "code its time again"
    return None


def _unknown(claim: Claim) -> tuple[str, str] | None:
    known = parties()
    if claim.speaker_party in known and (claim.actor in known) and (claim.target in known):
        return None
    for field in ("speaker_party", "actor", "target"):
        party = getattr(claim, field)
        if party not in known:
            return (
                f"names the {field.replace('_', ' ')} {party!r}, which the store does not know",
                "add it to parties.toml",
            )
    return None


def _misdated(told: Told, today: date | None) -> tuple[str, str] | None:
    if not told.published:
        return None
    try:
        day = _day(told.published[:10])
        moment_of(told.published)
    except ValueError:
        return f"was published on {told.published!r}, which is no date", "write it as 2020-09-28, or leave it out"
    if today is not None and (day - today).days > DAYS_AHEAD:
        return f"was published on {day}, which is yet to come", "correct the date of its report"
    return None


@lru_cache(maxsize=1 << 14)
def _day(day: str) -> date:
    return date.fromisoformat(day)


def parties() -> frozenset[str | None]:
    """Codes of all parties that can speak, act or suffer: those of the store, outlets, nobody named, and None.

    Those of one's own that are in use too.
    """
    return _parties(active())


@cache
def _parties(own: OwnWords | None) -> frozenset[str | None]:
    known: set[str | None] = {row["code"] for row in table(STORE, "parties.toml")["party"]}
    known.update(code for names in table(STORE, "countries.toml").values() for code in names)
    known.update(row["party"] for row in table(STORE, "people.toml")["person"])
    known.update(row["slug"] for row in table(STORE, "outlets.toml")["outlet"])
    known.update(row["state"] for row in table(STORE, "outlets.toml")["outlet"] if row.get("state"))
    return frozenset(known | NOBODY | {None} | (own.parties if own else frozenset()))
