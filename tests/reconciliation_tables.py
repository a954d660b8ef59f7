"""Questions and claims made by hand, for tables of what a rule should give."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import Answer, Claim, Figure, Quantity, Question, Revision, Span, Told
from counterclaim.reconciliation.figures import RULES

Said = tuple[str, str, int | None, int | None]
"""Speaker party, stance, low, high."""


def told(said: Said, position: int, **fields: object) -> Told:
    """The claim of one row, printed by an outlet of its own on the day of its position."""
    party, stance, low, high = said
    qualifier = fields.pop("qualifier", None)
    if qualifier is None and not (low is None and high is None):
        qualifier = "exact" if low == high else "at_least" if high is None else "range"
    quantity = Quantity(low, high, str(qualifier)) if qualifier is not None else None
    claim = Claim(
        report=f"r{position}",
        speaker_party=party,
        stance=stance,
        evidence=Span(0, 4, "said"),
        quantity=quantity,
        **{"event": "killed", "target": "ARM", "unit": "soldiers", "scope": "incident", **fields},  # type: ignore[arg-type]
    )
    return Told(claim, outlet=f"outlet {position}", published=f"2020-09-{position + 1:02}")


def question(rows: Sequence[Told], **fields: object) -> Question:
    """A question that holds these claims, one answer for each party and way of standing to it."""
    by_answer: dict[tuple[str, bool], list[Told]] = {}
    for row in rows:
        by_answer.setdefault((row.claim.speaker_party, row.claim.stance in ("denies", "doubts")), []).append(row)
    claim = rows[0].claim
    return Question(
        **{
            "id": "q",
            "event": claim.event,
            "actor": claim.actor,
            "target": claim.target,
            "unit": claim.unit,
            "place": None,
            "period": None,
            "scope": claim.scope,
            "status": "disputed",
            "answers": tuple(answer(own) for own in by_answer.values()),
            "relations": (),
            "claims": tuple(row.claim.id for row in rows),
            "reports": tuple(row.claim.report for row in rows),
            **fields,
        }  # type: ignore[arg-type]
    )


def answer(rows: Sequence[Told]) -> Answer:
    """The answer of one party: its last row is what it stands by."""
    last = rows[-1].claim
    before = tuple(
        Revision(row.published, row.claim.stance, row.claim.low, row.claim.high, None, (row.claim.id,))
        for row in rows[:-1]
    )
    return Answer(
        party=last.speaker_party,
        stance=last.stance,
        low=last.low,
        high=last.high,
        qualifier=last.quantity.qualifier if last.quantity else None,
        revisions=before,
        denied_by=(),
        claims=tuple(row.claim.id for row in rows),
        reports=tuple(row.claim.report for row in rows),
        origins=(last.speaker_party,),
        published=rows[-1].published,
    )


def figure(rule: str, rows: Sequence[Said], **fields: object) -> Figure:
    """What a rule makes of a question that holds the claims of these rows."""
    said = [told(row, position, **fields) for position, row in enumerate(rows)]
    return RULES[rule](question(said), {one.claim.id: one for one in said})
