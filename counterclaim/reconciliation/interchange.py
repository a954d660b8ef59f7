"""Questions as JSON: a `Question` and the claims behind it enter, one object leaves.

Days are inclusive at both ends, as everywhere at the border. Every claim stands there with its evidence, so that each
number leads to the characters it came from. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.model import Answer, Figure, Question, Told
from counterclaim.reconciliation.wording import asking, worded


def question_to_json(question: Question, told: Mapping[str, Told], figure: Figure | None = None) -> dict[str, Any]:
    """A question as a JSON object; `told` are its claims by id. Raises `PackError` where no words can be found for
    it.
    """
    period, place = question.period, question.place
    return {
        "question": question.id,
        "words": {lang: worded(question, lang) for lang in asking()},
        "event": question.event,
        "actor": question.actor,
        "target": question.target,
        "unit": question.unit,
        "place": place.written if place is not None else None,
        "place_code": place.code or None if place is not None else None,
        "place_within": list(place.within) if place is not None else [],
        "start": str(period.start) if period is not None and period.start else None,
        "end": str(period.end) if period is not None and period.end else None,
        "dated": question.dated,
        "scope": question.scope,
        "status": question.status,
        "reports": list(question.reports),
        "copies": [list(group) for group in question.copies],
        "answers": [_answer(answer) for answer in question.answers],
        "relations": [
            {
                "claim": link.claim, "other": link.other, "kind": link.kind, "reasons": dict(link.reasons),
                "score": link.score, "made_by": link.made_by,
            }
            for link in question.relations
        ],
        **({"figure": _figure(figure)} if figure is not None else {}),
        "claims": {claim_id: _claim(told[claim_id]) for claim_id in question.claims if claim_id in told},
    }  # fmt: skip


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "rule": figure.rule,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "claims": list(figure.claims),
        "sentence": figure.sentence,
        "notes": list(figure.notes),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "party": answer.party,
        "stance": answer.stance,
        "low": answer.low,
        "high": answer.high,
        "qualifier": answer.qualifier,
        "published": answer.published,
        "revises": [
            {"published": said.published, "stance": said.stance, "low": said.low, "high": said.high,
             "qualifier": said.qualifier, "claims": list(said.claims)}
            for said in answer.revisions
        ],
        "denied_by": list(answer.denied_by),
        "origins": list(answer.origins),
        "claims": list(answer.claims),
        "reports": list(answer.reports),
    }  # fmt: skip


def _claim(told: Told) -> dict[str, Any]:
    claim = told.claim
    return {
        "report": claim.report,
        "outlet": told.outlet,
        "published": told.published,
        "speaker": claim.speaker.text if claim.speaker is not None else None,
        "speaker_party": claim.speaker_party,
        "via": list(claim.via),
        "stance": claim.stance,
        "event": claim.event,
        "evidence": [claim.evidence.start, claim.evidence.end],
        "said": claim.evidence.text,
        "denies": list(claim.denies),
    }
