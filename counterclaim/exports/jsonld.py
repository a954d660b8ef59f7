"""Linked data: one JSON-LD document of reports, claims, their relations and questions, and what is wrong with one.

A ledger and a choice enter, a document leaves, one node a line, its context inside it so that nothing is ever fetched.
schema.org says `NewsArticle`, `Claim` and `ClaimReview`; Web Annotation where the evidence stands; PROV-O what came of
what; what they do not have stands in our own small vocabulary (`linked/vocabulary.ttl`, docs/linked-data.md). A
`ClaimReview` here rates nothing: its rating names how the answers stand to each other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final

from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.exports.linkedclaims import NOBODY, Node, claim_of, iri, node_of, said
from counterclaim.exports.together import together
from counterclaim.language.store.shown import shown
from counterclaim.ledger.bulk import Asked, Printed
from counterclaim.ledger.lookup import StoredClaim
from counterclaim.ledger.store import Ledger
from counterclaim.model import AGREED, DIFFERED, Answer, Claim, Figure, Relation
from counterclaim.reconciliation.figures import rule
from counterclaim.reconciliation.wording import asking, worded

FOLDER: Final = "linked"
NO_TEXT: Final = "texts of reports stay in the ledger: a document holds what is quoted, and the SHA-256 of the rest"
NO_HISTORY: Final = "earlier codings, reviews and the chain of commits stay in the ledger"
STANDS: Final = "How the answers of several parties stand to each other. It does not say which of them is true."
END: Final = b"\n]}\n"


@cache
def context() -> dict[str, Any]:
    """The terms of our documents."""
    read: dict[str, Any] = json.loads(resources.files(__package__).joinpath(FOLDER, "context.json").read_text("utf-8"))
    return read


def vocabulary() -> str:
    """Our own terms and what they mean, as Turtle."""
    return resources.files(__package__).joinpath(FOLDER, "vocabulary.ttl").read_text("utf-8")


def _write(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses = Losses()
    out.write(b'{"@context": ' + _line(context()) + b',\n"@graph": [')
    for number, node in enumerate(_nodes(ledger, choice)):
        out.write((b",\n" if number else b"\n") + _line(node))
        losses.rows += 1
    out.write(END)
    if losses.rows:
        losses.lose(NO_TEXT)
        losses.lose(NO_HISTORY)
    return losses


def _line(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode()


def _nodes(ledger: Ledger, choice: Choice) -> Iterator[Node]:
    figured = rule(choice.rule) if choice.rule is not None else None
    parties: set[str] = set()
    agents: set[str] = set()
    reports: set[int] = set()
    for each in together(ledger, choice.selection):
        if isinstance(each, Asked):
            question = each.question
            parties.update(party for party in (question.actor, question.target) if party)
            for answer in question.answers:
                parties.update((answer.party, *answer.denied_by))
            yield question_node(each, figured(question, each.told) if figured is not None else None)
            yield from _relation_nodes(each)
            continue
        stored, printed = each
        if printed.row not in reports:
            reports.add(printed.row)
            yield report_node(printed)
        parties.update((stored.claim.speaker_party,))
        agents.add(stored.standing.made_by)
        yield _claim_node(stored, printed)
    yield from (_party_node(party) for party in sorted(parties - NOBODY))
    yield from ({"@id": iri("agent", each), "@type": "Agent", "name": each} for each in sorted(agents))


def report_node(printed: Printed) -> Node:
    """The node of a report."""
    report, raw = printed.report, printed.report.raw
    return said(
        {
            "@id": iri("report", report.id),
            "@type": ["NewsArticle", "Entity"],
            "identifier": report.id,
            "headline": report.title or None,
            "inLanguage": report.lang,
            "datePublished": report.published,
            "dateModified": report.modified,
            "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
            "author": {"@type": "Person", "name": report.byline} if report.byline else None,
            "url": report.url,
            "version": printed.version,
            "contentDigest": printed.sha256,
            "via": list(report.via),
            "wasDerivedFrom": iri("sha256", raw.sha256) if raw else None,
            "generatedAtTime": printed.added,
        }
    )


def _claim_node(stored: StoredClaim, printed: Printed) -> Node:
    made = iri("agent", stored.standing.made_by)
    node = node_of(stored.id, stored.claim, printed.report.text)
    standing = {"standing": stored.standing.standing, "generatedAtTime": stored.at}
    return node | {"claimInterpreter": made, "wasAttributedTo": made} | standing


def question_node(asked: Asked, figure: Figure | None) -> Node:
    """The node of a question: a review of claims that names how its answers stand to each other."""
    question, place = asked.question, asked.question.place
    days = sorted(printed.report.published for printed in asked.printed.values() if printed.report.published)
    period = question.period
    return said(
        {
            "@id": iri("question", question.id),
            "@type": ["ClaimReview", "Question"],
            "name": [{"@value": worded(question, lang), "@language": lang} for lang in asking()],
            "datePublished": days[-1][:10] if days else None,
            "itemReviewed": [iri("claim", claim) for claim in question.claims],
            "reviewRating": {"@type": "Rating", "alternateName": question.status, "ratingExplanation": STANDS},
            "status": question.status,
            "event": question.event,
            "actorParty": question.actor,
            "targetParty": question.target,
            "unit": question.unit,
            "scope": question.scope,
            "firstDay": str(period.start) if period and period.start else None,
            "lastDay": str(period.end) if period and period.end else None,
            "placeCode": place.code or None if place else None,
            "placeWithin": list(place.within) if place else [],
            "answer": [_answer(answer) for answer in question.answers],
            "figure": _figure(figure) if figure is not None else None,
        }
    )


def _answer(answer: Answer) -> Node:
    before = [
        {"@type": "Revision", "datePublished": each.published, "stance": each.stance, "low": each.low,
         "high": each.high, "qualifier": each.qualifier, "rests": [iri("claim", claim) for claim in each.claims]}
        for each in answer.revisions
    ]  # fmt: skip
    return said(
        {
            "@type": "Answer",
            "answeredBy": iri("party", answer.party) if answer.party not in NOBODY else None,
            "speakerParty": answer.party,
            "stance": answer.stance,
            "low": answer.low,
            "high": answer.high,
            "qualifier": answer.qualifier,
            "datePublished": answer.published,
            "deniedBy": [iri("party", party) for party in answer.denied_by if party not in NOBODY],
            "origin": list(answer.origins),
            "saidBefore": [said(each) for each in before],
            "rests": [iri("claim", claim) for claim in answer.claims],
        }
    )


def _figure(figure: Figure) -> Node:
    numbers = {"low": figure.low, "best": figure.best, "high": figure.high}
    told = {"sentence": figure.sentence, "note": list(figure.notes)}
    rests = [iri("claim", claim) for claim in figure.claims]
    return said({"@type": "Figure", "rule": figure.rule, **numbers, **told, "rests": rests})


def _relation_nodes(asked: Asked) -> Iterator[Node]:
    """Each relation twice: as one plain statement, and as a node that says why."""
    for link in asked.question.relations:
        one, other = iri("claim", link.claim), iri("claim", link.other)
        if link.kind in context():
            yield {"@id": one, link.kind: other} | _also(link, asked)
        yield said(
            {
                "@type": "Relation",
                "relating": one,
                "relatedTo": other,
                "kind": f"cc:{link.kind}",
                "agreedOn": [field for field, found in link.reasons if found == AGREED],
                "differedOn": [field for field, found in link.reasons if found == DIFFERED],
                "score": repr(float(link.score)),
                "madeBy": link.made_by,
            }
        )


def _also(link: Relation, asked: Asked) -> Node:
    """What a relation says in the terms of others."""
    if link.kind == "revises":
        return {"wasRevisionOf": iri("claim", link.other)}
    if link.kind == "repeats" and link.other in asked.told:
        return {"firstAppearance": iri("report", asked.told[link.other].claim.report)}
    return {}


def _party_node(code: str) -> Node:
    names = [{"@value": shown(code, lang), "@language": lang} for lang in asking()]
    return {"@id": iri("party", code), "@type": ["Organization", "Agent"], "partyCode": code, "name": names}


def read_nodes(path: Path) -> Iterator[Node]:
    """The nodes of a document that this module wrote, one by one. Raises ValueError where it is none."""
    with path.open("rb") as lines:
        first = next(lines, b"")
        if not first.startswith(b'{"@context": ') or next(lines, b"") != b'"@graph": [\n':
            raise ValueError(f"{path}: is not laid out as counterclaim export writes it; export it anew")
        for line in chain(lines):
            if line == END.lstrip():
                return
            yield _node(path, line)
    raise ValueError(f"{path}: ends in the middle; export it anew")


def _node(path: Path, line: bytes) -> Node:
    try:
        node = json.loads(line.rstrip().removesuffix(b","))
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"{path}: a line is no JSON ({fault}); export it anew") from fault
    if not isinstance(node, dict):
        raise ValueError(f"{path}: a line is no node; export it anew")
    return node


def read_claims(path: Path) -> Iterator[tuple[str, Claim]]:
    """The claims of a document, each with the id it was kept under. Raises ValueError where it is none of ours."""
    for node in read_nodes(path):
        if isinstance(node.get("@type"), list) and "Claim" in node["@type"]:
            try:
                yield claim_of(node)
            except (KeyError, TypeError, AttributeError, OverflowError) as fault:
                raise ValueError(
                    f"{path}: {node.get('@id')!r} cannot be read back ({fault}); export it anew"
                ) from fault


JSONLD: Final = Form(
    "jsonld", ".jsonld", "linked data: schema.org, Web Annotation, PROV-O, our own relations", _write, rule="ledger"
)
