"""What is wrong with a JSON-LD document of ours: a file enters, one line for each finding leaves.

It checks what a reader of linked data relies on: that every term is in the context, that quotations are as long as
their positions say, that codes are those of the codebook, that what is pointed at is there, that no id stands twice.
Whether it parses as RDF is for a parser of RDF to say (a test does).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from counterclaim.exports.jsonld import context, read_nodes
from counterclaim.exports.linkedclaims import claim_of
from counterclaim.model import EVENTS, QUALIFIERS, RELATIONS, SCOPES, STANCES, STATUSES, UNITS

KEYWORDS: Final = frozenset({"@id", "@type", "@value", "@language", "@context", "@graph"})
CODES: Final = {
    "stance": STANCES, "event": EVENTS, "unit": UNITS, "scope": SCOPES, "qualifier": QUALIFIERS, "status": STATUSES,
}  # fmt: skip


def findings(path: Path) -> Iterator[str]:
    """What is wrong with a document, one line each, with the id of its node."""
    ids = set[str]()
    pointed: dict[str, str] = {}
    try:
        for node in read_nodes(path):
            name = str(node.get("@id", node.get("relating", "?")))
            try:
                faults, others = list(_faults(node)), list(_pointed(node)) if "@type" in node else []
            except (KeyError, TypeError, AttributeError, RecursionError) as fault:  # not built as our nodes are
                faults, others = [f"is no node of ours ({type(fault).__name__}: {fault})"], []
            yield from (f"{path}: {_shown(name)}: {' '.join(fault.split())}" for fault in faults)
            if "@type" not in node:
                continue  # a plain statement about a claim that has a node of its own
            if "@id" in node and name in ids:
                yield f"{path}: {_shown(name)}: stands twice"
            ids.update([name] if "@id" in node else [])
            pointed.update({str(other): name for other in others})
    except ValueError as fault:
        yield " ".join(str(fault).split())
        return
    for other, name in pointed.items():
        if other not in ids:
            yield f"{path}: {_shown(name)}: points at {other!r}, which is not there"


def _shown(name: str) -> str:
    """An id that anybody may have written, in one line."""
    return repr(name)[1:-1]


def _pointed(node: Mapping[str, Any]) -> Iterator[str]:
    """What has to be there besides a node."""
    for term in ("appearance", "claimInterpreter", "author", "relating", "relatedTo", "firstAppearance"):
        if isinstance(node.get(term), str):
            yield node[term]
    yield from node.get("itemReviewed", ())
    for answer in node.get("answer", ()):
        yield from (*answer.get("rests", ()), *answer.get("deniedBy", ()))
        yield from [answer["answeredBy"]] if "answeredBy" in answer else ()


def _faults(node: Any) -> Iterator[str]:
    yield from _terms(node)
    kinds = node.get("@type", ())
    if "Claim" in kinds:
        try:
            claim_of(node)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as fault:
            yield f"cannot be read back as a claim ({type(fault).__name__}: {fault})"
    if "Relation" in kinds and str(node.get("kind")).removeprefix("cc:") not in RELATIONS:
        yield f"kind {node.get('kind')!r} is no relation of the codebook"


def _terms(node: Any) -> Iterator[str]:
    """Terms that the context does not have, codes that the codebook does not, quotations that do not fit."""
    if isinstance(node, list):
        for each in node:
            yield from _terms(each)
    if not isinstance(node, dict):
        return
    for term, value in node.items():
        if term not in KEYWORDS and term not in context():
            yield f"term {term!r} is not in the context"
        if term in CODES and value not in CODES[term]:
            yield f"{term} {value!r} is not in the codebook"
        yield from _terms(value)
    if node.get("@type") == "SpecificResource":
        by_kind = {each["@type"]: each for each in node["selector"]}
        position, quoted = by_kind["TextPositionSelector"], by_kind["TextQuoteSelector"]
        if position["end"] - position["start"] != len(quoted["exact"]):
            yield f"quotes {len(quoted['exact'])} characters from {position['start']} to {position['end']}"
