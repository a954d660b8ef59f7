"""Tables of claims, one line of JSON each."""

from __future__ import annotations

from typing import BinaryIO

from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.ledger.bulk import claims_of
from counterclaim.ledger.rows import CLAIM_COLUMNS, as_json, claim_values
from counterclaim.ledger.store import Ledger


def _claims_jsonl(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses = Losses()
    for stored, printed in claims_of(ledger, choice.selection):
        row = dict(zip(CLAIM_COLUMNS, claim_values(stored.id, stored.claim, stored.standing), strict=True))
        out.write(as_json(row | {"report": printed.report.id}).encode() + b"\n")
        losses.rows += 1
    return losses


CLAIMS_JSONL = Form("claims.jsonl", ".jsonl", "claims, one line of JSON each", _claims_jsonl)
