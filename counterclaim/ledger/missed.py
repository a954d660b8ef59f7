"""Claims that the machine missed: a report, the fields of a claim and a named reviewer enter, the claim stands in the
ledger as any that a person accepted, and an undo takes it out again.

Values are those of the codebook, and the characters must stand in the report. What our own readers do not find there,
such as a number that they cannot read, is said and not refused: that they missed something is why a person adds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from counterclaim.coding.grounding import Ground, ground_of
from counterclaim.coding.grounding import fault as doubt
from counterclaim.errors import GoldError, LedgerError, UnknownLanguage
from counterclaim.ledger.appending import By
from counterclaim.ledger.folding import forms
from counterclaim.ledger.lookup import StoredReport, rows
from counterclaim.ledger.reviews import FIELDS, After, reviewing
from counterclaim.ledger.rows import Standing, claim_values
from counterclaim.ledger.settling import settle
from counterclaim.ledger.statements import statement
from counterclaim.ledger.store import Ledger
from counterclaim.model import Claim, Report, Told
from counterclaim.reading.interchange import claims_from_json
from counterclaim.reconciliation.checking import fault

GIVEN: Final = (*FIELDS, "denies", "evidence")
"""Fields that can be given."""
UNSAID: Final[Mapping[str, Any]] = dict.fromkeys(FIELDS) | {"via": [], "denies": []}
"""What a field that is not given holds."""
ACCEPTED: Final = "accepted"


@dataclass(frozen=True, slots=True)
class Missed:
    """A claim that was added: "claim 5f3a..., by review 7; no words say the number 12 to 12 exact"."""

    review: int
    """Number of the review, to undo it by."""
    claim: str
    """Id of the claim."""
    doubt: str | None
    """What our own readers do not find in the report, in words; None where they find all of it."""


def add_claim(ledger: Ledger, report: str, fields: Mapping[str, Any], by: By, *, then: After = settle) -> Missed:
    """Add a claim to the newest version of a report.

    `fields` are those of the codebook as the scorer writes them, null or left out where nothing is said; `evidence` is
    [start, end] in characters of the text, end exclusive, or the words, where they stand there once; `denies` lists ids
    of claims of the same report. Raises LedgerError, and then nothing is changed.
    """
    found = ledger.report(report)
    claim = _claim(found, fields)
    known = {each.id: each for each in found.claims}
    if claim.id in known and known[claim.id].holds:
        raise LedgerError(claim.id, f"this claim of report {report!r} is there already", "accept or correct it")
    said = _doubt(claim, found.report)
    coding = rows(ledger.connection, "last_coding", {"report": found.version.row})[0]["n"]
    place = Standing(found.version.row, coding, len(found.claims), ACCEPTED, by.who)
    with reviewing(ledger, by) as begun:
        number = begun.append("reviews", "add", claim.id, report, None, None, None)
        row = begun.append("claims", *claim_values(claim.id, claim, place))
        begun.connection.execute(statement("add_search_evidence"), (row, *forms(claim.evidence.text)))
        begun.connection.execute(statement("add_untold"), (place.report,))
    then(ledger, by)
    return Missed(number, claim.id, said)


def _claim(found: StoredReport, fields: Mapping[str, Any]) -> Claim:
    """The claim that the fields make, if it stands in the report and the codebook. Raises LedgerError."""
    report = found.report
    wrong = sorted(set(fields) - set(GIVEN))
    if wrong:
        raise LedgerError(report.id, f"a claim has no field {wrong[0]!r}", f"use {', '.join(GIVEN)}")
    row = {**UNSAID, **fields, "denies": [], "evidence": _evidence(report, fields.get("evidence"))}
    try:
        claim = claims_from_json({"report": report.id, "claims": [row]}, report, report.id)[0]
    except GoldError as error:
        raise LedgerError(report.id, str(error).removeprefix(f"{report.id}: "), "nothing was changed") from None
    holding = {each.id for each in found.claims if each.holds}
    denied = tuple(fields.get("denies") or ())
    strange = [each for each in denied if each not in holding]
    if strange:
        raise LedgerError(report.id, f"holds no claim {strange[0]!r} to be denied", "counterclaim report lists them")
    broken = fault(Told(claim, report.outlet, report.published))
    if broken is not None:
        raise LedgerError(report.id, f"the claim {broken[0]}", f"{broken[1]}; nothing was changed")
    return replace(claim, denies=denied, confidence=None)


def _evidence(report: Report, given: Any) -> Any:
    """Where the evidence stands; words are looked for. Raises LedgerError."""
    if not isinstance(given, str):
        return given
    places = list(_places(report.text, given)) if given else []
    if len(places) == 1:
        return [places[0], places[0] + len(given)]
    what = f"the words {given!r} stand {len(places)} times in it" if places else f"it does not hold the words {given!r}"
    here = ", ".join(f"{start}:{start + len(given)}" for start in places)
    remedy = f"name one of {here}" if places else "copy them from the report as it is stored"
    raise LedgerError(report.id, what, f"{remedy}; nothing was changed")


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _doubt(claim: Claim, report: Report) -> str | None:
    """The first thing of a claim that our readers do not find in the report; None where no pack reads it."""
    try:
        ground: Ground = ground_of(report)
    except UnknownLanguage:
        return None
    return doubt(claim, ground)
