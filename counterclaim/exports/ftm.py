"""FollowTheMoney statements: reports as articles, questions as events, parties as organisations, claims between them.

A ledger and a choice enter, a CSV of statements leaves: one row says one thing of one entity. A claim is a
`Documentation` of an event by an article, because FollowTheMoney has no claims; its numbers become words. Which
properties there are, and of which type, stands in `linked/ftm.toml` (drawn from followthemoney 4.11).
"""

from __future__ import annotations

import codecs
import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO, Final
from unicodedata import normalize

from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.exports.together import together
from counterclaim.language.store.shown import shown
from counterclaim.ledger.bulk import Asked, Printed
from counterclaim.ledger.store import Ledger
from counterclaim.model import NARRATOR, UNNAMED, Claim, Figure
from counterclaim.reconciliation.figures import rule
from counterclaim.reconciliation.wording import asking, worded
from counterclaim.rendering import shown as visible

COLUMNS: Final = (
    "entity_id", "prop", "prop_type", "value", "lang", "original_value", "dataset", "origin", "schema", "first_seen",
    "last_seen", "external", "canonical_id",
)  # fmt: skip
DATASET: Final = "counterclaim"
WORDY: Final = frozenset({"string", "text", "name", "address"})
"""Types of properties whose values are in a language."""
ADDRESS: Final = re.compile(r"https?://[^\s/]+\S*")
NO_CLAIMS: Final = (
    "FollowTheMoney has no claims: number, unit, days and offsets of a claim become words in `description`"
)
NO_RELATIONS: Final = "relations between claims have no place; a question and its claims are joined by `Documentation`"
NO_ADDRESS: Final = "the report's address is no http(s) address"
NO_LANGUAGE: Final = "the report's language has no ISO 639-3 code here"
NO_DIGEST: Final = "the SHA-256 of a report has no property (FollowTheMoney keeps SHA-1): it stands in `notes`"
Statement = tuple[str, str, str, str, str | None]
"""Entity, schema, property, value, language."""


@cache
def _known() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("linked", "ftm.toml").read_text("utf-8"))


def _write(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses = Losses()
    sheet = csv.writer(codecs.getwriter("utf-8")(out), dialect=csv.unix_dialect)
    sheet.writerow(COLUMNS)
    for (entity, schema, prop, value, lang), seen in _statements(ledger, choice, losses):
        kind = _known()["schemata"][schema][prop]
        code = lang if kind in WORDY else None
        clean = normalize("NFC", visible(value)) if kind in WORDY else value  # as FollowTheMoney itself cleans them
        original = value if clean != value else None
        row = (entity, prop, kind, clean, code, original, DATASET, None, schema, seen, seen, "f", entity)
        if clean:
            sheet.writerow(row)
            losses.rows += 1
    return losses


def _statements(ledger: Ledger, choice: Choice, losses: Losses) -> Iterator[tuple[Statement, str]]:
    """All statements, each with when the ledger first had it."""
    figured = rule(choice.rule) if choice.rule is not None else None
    reports: set[int] = set()
    parties: dict[str, str] = {}
    for found in together(ledger, choice.selection):
        if isinstance(found, Asked):
            seen = min((printed.added for printed in found.printed.values()), default="")
            for party in (found.question.actor, found.question.target):
                if party:
                    parties.setdefault(party, seen)
            yield from _answered(found, figured(found.question, found.told) if figured is not None else None, losses)
            continue
        stored, printed = found
        if printed.row not in reports:
            reports.add(printed.row)
            yield from ((each, printed.added) for each in _article(printed, losses))
        for party in (stored.claim.speaker_party, stored.claim.actor, stored.claim.target):
            if party and party not in (NARRATOR, UNNAMED):
                parties.setdefault(party, printed.added)
        losses.lose(NO_CLAIMS, stored.id)
        yield from ((each, printed.added) for each in _documentation(stored.id, stored.claim, printed))
    for party, seen in sorted(parties.items()):
        yield from ((each, seen) for each in _organisation(party))


def _answered(asked: Asked, figure: Figure | None, losses: Losses) -> Iterator[tuple[Statement, str]]:
    """The statements of a question, and those that join its claims to it."""
    question = asked.question
    seen = min((printed.added for printed in asked.printed.values()), default="")
    yield from ((each, seen) for each in _event(asked, figure))
    for claim in question.claims:
        added = asked.source(claim).added
        yield (f"claim-{claim}", "Documentation", "entity", f"question-{question.id}", None), added
    if question.relations:
        losses.lose(NO_RELATIONS, question.id, len(question.relations))


def _language(lang: str | None) -> str | None:
    code: str | None = _known()["languages"].get((lang or "").lower().replace("_", "-").partition("-")[0])
    return code


def _article(printed: Printed, losses: Losses) -> Iterator[Statement]:
    report = printed.report
    entity, lang = f"report-{report.id}", _language(report.lang)
    if report.lang and lang is None:
        losses.lose(NO_LANGUAGE, report.id)
    if report.url and not ADDRESS.fullmatch(report.url):
        losses.lose(NO_ADDRESS, report.id)
    losses.lose(NO_DIGEST, report.id)
    told = (
        ("title", report.title or report.body[:80]), ("publisher", report.outlet), ("author", report.byline),
        ("publishedAt", (report.published or "")[:10]), ("modifiedAt", (report.modified or "")[:10]),
        ("sourceUrl", report.url if report.url and ADDRESS.fullmatch(report.url) else None), ("language", lang),
        ("notes", f"sha256:{printed.sha256}"),
    )  # fmt: skip
    yield from ((entity, "Article", prop, " ".join(value.split()), lang) for prop, value in told if value)


def _documentation(claim_id: str, claim: Claim, printed: Printed) -> Iterator[Statement]:
    entity, lang = f"claim-{claim_id}", _language(printed.report.lang)
    period = claim.period
    days = (("start", period.start), ("end", period.end)) if period else ()
    said = (
        ("actor", claim.actor), ("target", claim.target), ("unit", claim.unit), ("low", claim.low),
        ("high", claim.high), ("qualifier", claim.quantity.qualifier if claim.quantity else None),
        ("scope", claim.scope), *days, ("place", claim.place.text if claim.place else None),
        ("speaker", claim.speaker.text if claim.speaker else None),
        ("characters", f"{claim.evidence.start}-{claim.evidence.end}"),
    )  # fmt: skip
    yield entity, "Documentation", "document", f"report-{claim.report}", None
    yield entity, "Documentation", "role", f"{claim.speaker_party} {claim.stance} {claim.event}", None
    yield entity, "Documentation", "recordId", claim_id, None
    yield entity, "Documentation", "summary", " ".join(claim.evidence.text.split()), lang
    described = "; ".join(f"{name}: {' '.join(str(value).split())}" for name, value in said if value is not None)
    yield entity, "Documentation", "description", described, None
    if printed.report.published:
        yield entity, "Documentation", "date", printed.report.published[:10], None


def _event(asked: Asked, figure: Figure | None) -> Iterator[Statement]:
    question = asked.question
    entity, period, place = f"question-{question.id}", question.period, question.place
    for lang in asking():
        yield entity, "Event", "name", worded(question, lang), _language(lang)
    countries = _known()["countries"]
    told = [
        ("recordId", question.id), ("keywords", question.event), ("keywords", question.status),
        ("startDate", str(period.start) if period and period.start else None),
        ("endDate", str(period.end) if period and period.end else None),
        ("location", place.written if place else None),
        ("country", next((countries[code] for code in ((place.code, *place.within) if place else ())
                          if code in countries), None)),
        ("summary", figure.sentence if figure is not None else None),
    ]  # fmt: skip
    told += [("involved", f"party-{party}") for party in (question.actor, question.target) if party]
    told += [("proof", f"report-{report}") for report in question.reports]
    yield from ((entity, "Event", prop, value, None) for prop, value in dict.fromkeys(told) if value)


def _organisation(code: str) -> Iterator[Statement]:
    entity = f"party-{code}"
    for lang in asking():
        yield entity, "Organization", "name", shown(code, lang), _language(lang)
    country = _known()["countries"].get(code)
    if country:
        yield entity, "Organization", "country", country, None


def findings(path: Path) -> Iterator[str]:
    """What is wrong with a file of ours as statements, one line each."""
    schemata = _known()["schemata"]
    of: dict[str, str] = {}
    referred: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, dialect=csv.unix_dialect)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            yield f"{path}: its columns are not those of statements: {', '.join(COLUMNS)}"
            return
        for number, row in enumerate(rows, 2):
            kind = schemata.get(row["schema"], {}).get(row["prop"])
            if kind is None:
                yield f"{path}:{number}: {row['schema']} has no property {row['prop']}"
            elif kind != row["prop_type"]:
                yield f"{path}:{number}: {row['prop']} is of type {kind}, not {row['prop_type']}"
            yield from (f"{path}:{number}: {fault}" for fault in _faults(row))
            if of.setdefault(row["entity_id"], row["schema"]) != row["schema"]:
                yield f"{path}:{number}: {row['entity_id']} is of two schemata"
            if kind == "entity":
                referred.setdefault(row["value"], number)
    for entity, number in referred.items():
        if entity not in of:
            yield f"{path}:{number}: nothing is said of {entity}"


def _faults(row: Mapping[str, str]) -> Iterator[str]:
    value, kind = row["value"], row["prop_type"]
    if not value or not row["entity_id"] or row["canonical_id"] != row["entity_id"]:
        yield "has no value, or no entity"
    if kind == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield f"{value!r} is no day"
    if kind == "country" and value not in _known()["countries"].values():
        yield f"{value!r} is no code of a country"
    if kind == "url" and not ADDRESS.fullmatch(value):
        yield f"{value!r} is no address"
    if row["lang"] and row["lang"] not in _known()["languages"].values():
        yield f"{row['lang']!r} is no code of a language"


FTM: Final = Form("ftm", ".ftm.csv", "FollowTheMoney statements: articles, events, parties, claims", _write, "ledger")
