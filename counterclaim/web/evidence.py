"""Claims as pages show them: a claim with its report enters, its evidence and where to read it leaves.

Nothing here reads a ledger; `told` comes from `counterclaim.ledger.questions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.model import Answer, Figure, Told


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim behind a number: "VnExpress, 28 September: 'at least 550 soldiers', says the ministry of AZE"."""

    claim: str
    """Its id."""
    report: str
    outlet: str | None
    published: str | None
    lang: str | None
    speaker: str | None
    """As written."""
    speaker_party: str
    via: tuple[str, ...]
    stance: str
    event: str
    low: int | None
    high: int | None
    qualifier: str | None
    start: int
    """First character of the evidence in the report's text."""
    end: int
    """One past the last."""
    said: str
    """The characters of the report that say so."""
    denies: tuple[str, ...]
    confidence: float | None


def evidence_of(told: Told) -> Evidence:
    """A claim as pages show it."""
    claim = told.claim
    return Evidence(
        claim.id, claim.report, told.outlet, told.published, told.lang,
        claim.speaker.text if claim.speaker else None, claim.speaker_party, claim.via, claim.stance, claim.event,
        claim.low, claim.high, claim.quantity.qualifier if claim.quantity else None,
        claim.evidence.start, claim.evidence.end, claim.evidence.text, claim.denies, claim.confidence,
    )  # fmt: skip


def of_answer(answer: Answer, evidence: Mapping[str, Evidence], most: int) -> tuple[Evidence, ...]:
    """The claims by which to read an answer: first the one that gives its number, then the newest of other reports."""
    known = [evidence[claim] for claim in answer.claims if claim in evidence]
    giving = [each for each in known if (each.low, each.high) == (answer.low, answer.high)]
    first = next((each for each in giving if each.published == answer.published), next(iter(giving), None))
    chosen: dict[str, Evidence] = {}
    for each in (*((first,) if first else ()), *reversed(known)):
        chosen.setdefault(each.report, each)
    return tuple(chosen.values())[:most]


def giving(number: int | None, figure: Figure, evidence: Mapping[str, Evidence]) -> str | None:
    """Id of the claim of a figure that gives a number; of none, of its first claim."""
    if number is None:
        return None
    known = [claim for claim in figure.claims if claim in evidence]
    for claim in known:
        if number in (evidence[claim].low, evidence[claim].high):
            return claim
    return next(iter(known), None)


def by_report(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Claims by their report, in their order."""
    found: dict[str, list[Evidence]] = {}
    for each in evidence:
        found.setdefault(each.report, []).append(each)
    return found
