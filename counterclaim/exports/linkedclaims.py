"""A claim as a node of linked data, and back: nothing of a claim is lost on the way.

A claim and the text of its report enter `node_of`, a JSON-LD node leaves; the node enters `claim_of`, the same claim
leaves. Evidence is a Web Annotation with position and quote selectors (offsets in characters of the stored text, end
exclusive); days are inclusive at both ends. The terms stand in `linked/context.json`, what they mean in
`linked/vocabulary.ttl`. Nothing here opens a file or knows a ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import quote, unquote

from counterclaim.model import NARRATOR, UNNAMED, Claim, Period, Quantity, Span

AROUND: Final = 32
"""Characters of the text before and after a quotation that tell it from others."""
NOBODY: Final = frozenset({NARRATOR, UNNAMED})
"""Speakers that are no party, and author of nothing."""
SPANS: Final = {"speaker": "speaker", "place": "placeNamed", "cue": "cue", "trigger": "trigger"}
"""Fields of a claim that are words of the report -> the terms for them."""
FIELDS: Final = {
    "speaker_party": "speakerParty", "stance": "stance", "event": "event", "actor": "actorParty",
    "target": "targetParty", "unit": "unit", "scope": "scope",
}  # fmt: skip
"""Fields of a claim that are codes -> the terms for them."""
Node = dict[str, Any]


def iri(kind: str, name: str) -> str:
    """The compact IRI of a claim, report, party, question or agent."""
    return f"{kind}:{quote(name, safe='')}"


def named(compact: str) -> str:
    """The name in a compact IRI."""
    return unquote(compact.partition(":")[2])


def node_of(claim_id: str, claim: Claim, text: str) -> Node:
    """The node of a claim; `claim_id` is the id it is kept under, `text` that of its report."""
    report = iri("report", claim.report)

    def words(span: Span | None) -> Node | None:
        return _selected(report, span, text) if span is not None else None

    node: Node = {
        "@id": iri("claim", claim_id),
        "@type": ["Claim", "Entity"],
        "text": claim.evidence.text,
        "appearance": report,
        "wasQuotedFrom": report,
        "author": iri("party", claim.speaker_party) if claim.speaker_party not in NOBODY else None,
        **{term: getattr(claim, field) for field, term in FIELDS.items()},
        **{term: words(getattr(claim, field)) for field, term in SPANS.items()},
        "quantity": _quantity(claim.quantity, words(claim.quantity.written) if claim.quantity else None),
        "period": _period(claim.period, words(claim.period.written) if claim.period else None),
        "via": list(claim.via),
        "deniesInReport": [iri("claim", other) for other in claim.denies],
        "denies": [iri("claim", other) for other in claim.denies],
        "further": [words(span) for span in claim.further],
        "confidence": repr(float(claim.confidence)) if claim.confidence is not None else None,
        "evidence": {
            "@id": f"{iri('claim', claim_id)}#evidence",
            "@type": "Annotation",
            "motivation": "oa:identifying",
            "body": iri("claim", claim_id),
            "target": words(claim.evidence),
        },
    }
    return said(node)


def said(node: Node) -> Node:
    """A node without what is not said."""
    return {term: value for term, value in node.items() if value is not None and value != []}


def _selected(report: str, span: Span, text: str) -> Node:
    """Words of a report, by where they stand and by what they say."""
    return {
        "@type": "SpecificResource",
        "source": report,
        "selector": [
            {"@type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "@type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }


def _quantity(quantity: Quantity | None, written: Node | None) -> Node | None:
    if quantity is None:
        return None
    told = {"low": quantity.low, "high": quantity.high, "qualifier": quantity.qualifier, "written": written}
    return said({"@type": "Quantity", **told})


def _period(period: Period | None, written: Node | None) -> Node | None:
    if period is None:
        return None
    first, last = (str(day) if day is not None else None for day in (period.start, period.end))
    return said({"@type": "Period", "firstDay": first, "lastDay": last, "written": written})


def claim_of(node: Mapping[str, Any]) -> tuple[str, Claim]:
    """The id that a claim is kept under, and the claim, of a node that `node_of` made.

    Raises ValueError, KeyError or TypeError where it is none.
    """
    quantity, period = node.get("quantity"), node.get("period")
    evidence = _span(node["evidence"]["target"])
    confidence = node.get("confidence")
    codes: dict[str, Any] = {field: node.get(term) for field, term in FIELDS.items()}
    words: dict[str, Any] = {field: _span(node[term]) if term in node else None for field, term in SPANS.items()}
    return named(node["@id"]), Claim(
        report=named(node["appearance"]),
        evidence=evidence,
        **codes,
        **words,
        quantity=_quantity_of(quantity) if quantity is not None else None,
        period=_period_of(period) if period is not None else None,
        via=tuple(node.get("via", ())),
        further=tuple(map(_span, node.get("further", ()))),
        denies=tuple(map(named, node.get("deniesInReport", ()))),
        confidence=float(confidence) if confidence is not None else None,
    )


def _span(selected: Mapping[str, Any]) -> Span:
    position, quoted = sorted(selected["selector"], key=lambda selector: str(selector["@type"]))
    return Span(position["start"], position["end"], quoted["exact"])


def _quantity_of(node: Mapping[str, Any]) -> Quantity:
    written = _span(node["written"]) if "written" in node else None
    return Quantity(node.get("low"), node.get("high"), node["qualifier"], written)


def _period_of(node: Mapping[str, Any]) -> Period:
    first, last = (date.fromisoformat(node[term]) if term in node else None for term in ("firstDay", "lastDay"))
    written = _span(node["written"]) if "written" in node else None
    return Period(first, last + timedelta(days=1) if last is not None else None, written)
