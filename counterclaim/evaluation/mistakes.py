"""Names the claims on which a coder and the people who coded by hand differ, one line each.

In: a gold set and a coder. Out: lines "REPORT  missed|spurious|wrong FIELDS  claim", in the order of the gold. Claims
are matched as in `counterclaim.evaluation.scoring`. It counts nothing, and says not who is right: gold has slips too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from counterclaim.coding.coder import code
from counterclaim.evaluation.gold import GoldSet
from counterclaim.evaluation.measurement import Coder
from counterclaim.evaluation.scoring import full_key, matched_pairs, target_key, without_repeats
from counterclaim.model import Claim


def mistakes(gold: GoldSet, coder: Coder = code) -> Iterator[str]:
    """Yield the mistakes of each report in turn; reports are coded only as far as the caller reads on."""
    for report in gold.reports.values():
        expected, found = without_repeats(gold.claims[report.id]), without_repeats(coder(report))
        pairs = matched_pairs(expected, found)
        matched = {id(claim) for pair in pairs for claim in pair}
        yield from (f"{report.id}  missed  {_line(claim)}" for claim in expected if id(claim) not in matched)
        yield from (f"{report.id}  spurious  {_line(claim)}" for claim in found if id(claim) not in matched)
        for right, coded in pairs:
            if full_key(right) != full_key(coded):
                fields = ",".join(_differing(right, coded))
                yield f"{report.id}  wrong {fields}  gold {_line(right)}  coded {_line(coded)}"


def _differing(right: Claim, coded: Claim) -> Iterator[str]:
    if target_key(right) != target_key(coded):
        yield "target"
    yield from (field for field in ("unit", "low", "high") if getattr(right, field) != getattr(coded, field))


def _line(claim: Claim) -> str:
    """The fields that are compared, and the evidence, as one line of JSON."""
    fields = ("speaker_party", "stance", "event", "actor", "target", "unit", "low", "high")
    said = {field: getattr(claim, field) for field in fields if getattr(claim, field) is not None}
    return json.dumps(said | {"evidence": claim.evidence.text}, ensure_ascii=False)
