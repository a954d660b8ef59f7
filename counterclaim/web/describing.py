"""What the site tells as JSON, described as OpenAPI: the table of pages enters, one document leaves (`/openapi.json`).

Every address that gives JSON stands here, with what it takes and the type that it tells; a test holds the table to the
routes, and the answers to the types. Forms of HTML are not described: each takes what its page shows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any, Final

import msgspec

from counterclaim.ledger.queue import KINDS
from counterclaim.model import EVENTS, STATUSES
from counterclaim.reconciliation.figures import RULES
from counterclaim.web.charted import SIZES, ChartShown
from counterclaim.web.deciding import DECISIONS, Sent
from counterclaim.web.pages import (
    atlas,
    changing,
    overview,
    party,
    question,
    questions,
    report,
    review,
    reviewing,
    search,
    sources,
    timeline,
)
from counterclaim.web.visiting import Refusal

REFERENCE: Final = "#/components/schemas/{name}"
DAY: Final = {"type": "string", "format": "date"}
WORDS: Final = {"type": "string", "maxLength": 120}
PAGE: Final = {"type": "integer", "minimum": 1, "maximum": 100}
MANY: Final = {"type": "integer", "minimum": 1, "maximum": 100_000}
QUERY: Final[Mapping[str, tuple[Mapping[str, Any], str]]] = {
    "lang": ({"type": "string"}, "Language of words that are told with the figures."),
    "as_of": (DAY, "Only reports published by this day count."),
    "recorded": (DAY, "As the ledger stood at the end of this day, or at this time."),
    "rule": ({"type": "string", "enum": sorted(RULES)}, "Rule of low, best and high."),
    "party": (WORDS, "Code of a party."),
    "target": (WORDS, "Code of the party that it befell."),
    "event": ({"type": "string", "enum": sorted(EVENTS)}, "Event of the codebook."),
    "status": ({"type": "string", "enum": sorted(STATUSES)}, "How the answers stand to each other."),
    "place": (WORDS, "Code of a place, or of one around it."),
    "outlet": (WORDS, "Who printed a report."),
    "since": (DAY, "On this day or later."),
    "until": (DAY, "On this day or before."),
    "size": (MANY, "Fewest claims."),
    "page": (PAGE, "Page of the list, from 1."),
    "words": ({"type": "string", "maxLength": 120}, "Words to look for, with marks or without."),
    "version": (MANY, "Version of a report; the newest without it."),
    "claim": ({"type": "string"}, "Id of a claim."),
    "kind": ({"type": "string", "enum": list(KINDS)}, "Kind of what waits."),
    "queue": ({"type": "string", "enum": list(KINDS)}, "Queue to go on with."),
    "before": (MANY, "Only reviews with a smaller number."),
    "subject": ({"type": "string"}, "Id of a claim, question or report."),
    "who": ({"type": "string"}, "Name of a reviewer."),
    "drawn": ({"type": "string", "enum": list(SIZES)}, "Size of the drawing; the address writes it `size`."),
}
"""Values of an address: their form, and what they ask for."""
EVERYWHERE: Final = ("lang", "as_of", "recorded", "rule")
FAULTS: Final[Mapping[int, str]] = {
    400: "A value of the address cannot be read.",
    404: "It is not in the ledger, or was not known then.",
    429: "Too many requests; Retry-After says when to come again.",
    503: "The ledger cannot be read just now.",
}
REFUSALS: Final[Mapping[int, str]] = {
    401: "No reviewer; sign in, or send a token.",
    403: "Neither a token nor a form of this site came with it.",
    404: "It is not in the ledger.",
    409: "Somebody decided meanwhile; look at it again.",
    413: "It is too large.",
    422: "The ledger refuses it, and says why; nothing was changed.",
    429: "Too many changes; Retry-After says when to come again.",
    503: "The ledger cannot be written just now; nothing was changed.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One address that gives JSON: "/question/{id}.json tells a QuestionShown"."""

    path: str
    kind: type
    said: str
    query: tuple[str, ...] = ()


SELECTED: Final = ("party", "event", "status", "place", "since", "until")
TOLD: Final[tuple[Told, ...]] = (
    Told("/index.json", overview.OverviewShown, "The overview."),
    Told("/questions.json", questions.QuestionsShown, "Questions by filters.", (*SELECTED, "target", "size", "page")),
    Told("/question/{id}.json", question.QuestionShown, "A question with its answers and figures.", ("party",)),
    Told("/question/{id}/chart.json", ChartShown, "What parties said over time.", ("drawn",)),
    Told("/report/{id}.json", report.ReportShown, "A report with its claims.", ("version", "claim")),
    Told("/party/{code}.json", party.PartyShown, "What a party says, and what is said of it."),
    Told("/party/{code}/chart.json", ChartShown, "What a party claims and admits.", ("drawn",)),
    Told("/search.json", search.SearchShown, "Reports by their words.",
         ("words", "party", "event", "status", "outlet", "since", "until", "page")),
    Told("/sources.json", sources.SourcesShown, "Outlets, and who relays whom."),
    Told("/source/{name}.json", sources.SourceShown, "One outlet.", ("page",)),
    Told("/timeline.json", timeline.TimelineShown, "Questions by day.", (*SELECTED, "page")),
    Told("/timeline/chart.json", ChartShown, "How much was reported over time.", (*SELECTED, "drawn")),
    Told("/map.json", atlas.MapShown, "Questions by place.", SELECTED),
    Told("/map/chart.json", ChartShown, "The map.", (*SELECTED, "drawn")),
    Told("/review.json", review.Queue, "What waits for a decision, what matters most first.", ("kind", "page")),
    Told("/review/history.json", review.History, "What was decided.", ("before", "subject", "who")),
    Told("/review/claim/{id}.json", reviewing.ClaimReview, "A claim, to decide about.", ("queue",)),
    Told("/review/question/{id}.json", reviewing.QuestionReview, "A question, to decide about.", ("queue", "page")),
    Told("/review/report/{id}.json", reviewing.ReportReview, "A report, to decide about.", ("queue",)),
)  # fmt: skip
CHANGES: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    *((f"/review/{kind}/{{id}}", f"Decide about a {kind}.", decisions) for kind, decisions in DECISIONS.items()),
    ("/review/undo/{number}", "Undo a review; what it changed is as it was before.", ()),
)
"""Addresses that change the ledger, what they do, and the decisions that each takes."""


@cache
def description() -> dict[str, Any]:
    """The whole document."""
    kinds = sorted({each.kind for each in TOLD} | {changing.Reviewed, Refusal, Sent}, key=lambda kind: kind.__name__)
    schemas, components = msgspec.json.schema_components(kinds, schema_hook=_anything, ref_template=REFERENCE)
    by_kind = dict(zip(kinds, schemas, strict=True))
    paths: dict[str, Any] = {each.path: {"get": _told(each, by_kind)} for each in TOLD}
    paths |= {path: {"post": _change(path, said, decisions, by_kind)} for path, said, decisions in CHANGES}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Counterclaim",
            "version": version("counterclaim"),
            "description": "Who says what about an armed conflict, with the characters that say so. "
            "Codes are those of the codebook; all offsets count Unicode characters, end exclusive.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _anything(kind: type) -> dict[str, Any]:
    """The schema of what may be any JSON, as a chart's specification. Raises NotImplementedError for all else."""
    if kind is object:
        return {"description": "Any JSON."}
    raise NotImplementedError(kind)


def _told(each: Told, by_kind: Mapping[type, Any]) -> dict[str, Any]:
    named = [_parameter(name) for name in dict.fromkeys((*EVERYWHERE, *each.query))]
    return {
        "operationId": _operation("get", each.path),
        "summary": each.said,
        "parameters": [*_parts(each.path), *named],
        "responses": {"200": _json("What was asked for.", by_kind[each.kind]), **_refused(FAULTS, by_kind)},
    }


def _change(path: str, said: str, decisions: tuple[str, ...], by_kind: Mapping[type, Any]) -> dict[str, Any]:
    body: dict[str, Any] = {"allOf": [by_kind[Sent]], "required": ["why"]}
    if decisions:
        body |= {"required": ["decision", "why"], "properties": {"decision": {"enum": list(decisions)}}}
    return {
        "operationId": _operation("post", path),
        "summary": said,
        "security": [{"token": []}],
        "parameters": _parts(path),
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"201": _json("It is on disk.", by_kind[changing.Reviewed]), **_refused(REFUSALS, by_kind)},
    }


def _operation(verb: str, path: str) -> str:
    return "_".join([verb, *re.findall(r"\w+", path.removesuffix(".json"))])


def _parts(path: str) -> list[dict[str, Any]]:
    """Parts of a path that are filled in."""
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 1} if name == "number" else {"type": "string", "minLength": 1},
        }
        for name in re.findall(r"{(\w+)}", path)
    ]


def _parameter(name: str) -> dict[str, Any]:
    schema, said = QUERY[name]
    return {"name": "size" if name == "drawn" else name, "in": "query", "description": said, "schema": schema}


def _json(said: str, schema: Any) -> dict[str, Any]:
    return {"description": said, "content": {"application/json": {"schema": schema}}}


def _refused(faults: Mapping[int, str], by_kind: Mapping[type, Any]) -> dict[str, Any]:
    return {str(status): _json(said, by_kind[Refusal]) for status, said in faults.items()}
