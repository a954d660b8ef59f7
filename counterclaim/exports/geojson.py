"""GeoJSON: one feature for each question, where it happened, how exactly that is known, and what everybody says.

A ledger and a choice enter, a feature collection after RFC 7946 leaves, one feature a line. A question whose place
nobody knows keeps its feature without a geometry. A point says where something lies around, never whose it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.language.points import PRECISIONS, point_of
from counterclaim.ledger.bulk import Asked, questions_of
from counterclaim.ledger.store import Ledger
from counterclaim.model import EVENTS, STATUSES, Figure
from counterclaim.reconciliation.figures import rule
from counterclaim.reconciliation.wording import asking, worded

SOURCES: Final = "points: GeoNames (https://www.geonames.org, CC BY 4.0) and by hand; they decide no border"
NO_POINT: Final = "no point is known for the place: the feature has no geometry"
NO_PLACE: Final = "nobody says where: the feature has no geometry"
NO_QUOTES: Final = "quotations, relations and earlier answers: a feature holds what each party says now, and ids"
HEAD: Final = b'{"type":"FeatureCollection","sources":'
END: Final = b"\n]}\n"
Feature = dict[str, Any]


def _write(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
    losses, figured = Losses(), rule(choice.rule) if choice.rule is not None else None
    out.write(HEAD + json.dumps(SOURCES).encode() + b',"features":[')
    for asked in questions_of(ledger, choice.selection):
        feature = feature_of(asked, figured(asked.question, asked.told) if figured is not None else None)
        if feature["geometry"] is None:
            losses.lose(NO_PLACE if asked.question.place is None else NO_POINT, asked.question.id)
        losses.lose(NO_QUOTES, asked.question.id)
        line = json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode()
        out.write((b",\n" if losses.rows else b"\n") + line)
        losses.rows += 1
    out.write(END)
    return losses


def feature_of(asked: Asked, figure: Figure | None) -> Feature:
    """The feature of a question; its figure's numbers are null where there is none."""
    question = asked.question
    place, period, point = question.place, question.period, point_of(question.place)
    numbers = {"low": figure.low, "best": figure.best, "high": figure.high} if figure is not None else {}
    return {
        "type": "Feature",
        "id": question.id,
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]} if point is not None else None,
        "properties": {
            **{f"question_{lang}": worded(question, lang) for lang in asking()},
            "event": question.event,
            "actor": question.actor,
            "target": question.target,
            "unit": question.unit,
            "scope": question.scope,
            "status": question.status,
            "start": str(period.start) if period and period.start else None,
            "end": str(period.end) if period and period.end else None,
            "dated": question.dated,
            "place": place.written if place else None,
            "place_code": place.code or None if place else None,
            "place_within": list(place.within) if place else [],
            "precision": point.precision if point is not None else None,
            "point_of": point.code if point is not None else None,
            **numbers,
            "rule": figure.rule if figure is not None else None,
            "answers": [
                {"party": each.party, "stance": each.stance, "low": each.low, "high": each.high,
                 "denied_by": list(each.denied_by)} for each in question.answers
            ],
            "claims": len(question.claims),
            "reports": list(question.reports),
            "outlets": sorted({each.outlet for each in asked.told.values() if each.outlet}),
        },
    }  # fmt: skip


def findings(path: Path) -> Iterator[str]:
    """What is wrong with a file of ours after RFC 7946 and our own properties, one line each."""
    whole = json.loads(path.read_text("utf-8"))
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        yield f"{path}: is no FeatureCollection (section 3.3)"
        return
    if "crs" in whole:
        yield f"{path}: names a reference system; there is only WGS 84 (section 4)"
    seen = set[object]()
    for number, feature in enumerate(whole.get("features") or (), 1):
        for fault in _faults(feature):
            yield f"{path}: feature {number}: {fault}"
        if feature.get("id") in seen:
            yield f"{path}: feature {number}: its id {feature['id']!r} stands twice"
        seen.add(feature.get("id"))


def _faults(feature: Mapping[str, Any]) -> Iterator[str]:
    if feature.get("type") != "Feature":
        yield "is no Feature (section 3.2)"
    if not {"geometry", "properties"} <= set(feature):
        yield "lacks geometry or properties (section 3.2)"
        return
    if not isinstance(feature.get("id"), str | int):
        yield "has an id that is neither text nor number (section 3.2)"
    geometry, told = feature["geometry"], feature["properties"]
    if geometry is not None:
        yield from _geometry_faults(geometry)
    if told.get("event") not in EVENTS or told.get("status") not in STATUSES:
        yield "has an event or status that the codebook does not know"
    if (geometry is None) != (told.get("precision") is None) or told.get("precision") not in (None, *PRECISIONS):
        yield "does not say how exactly its place is known"
    if told.get("start") and told.get("end") and told["start"] > told["end"]:
        yield "ends before it begins"
    numbers = [told.get(name) for name in ("low", "best", "high") if told.get(name) is not None]
    if numbers != sorted(numbers) or any(not isinstance(number, int) or number < 0 for number in numbers):
        yield "has numbers that are not low <= best <= high"


def _geometry_faults(geometry: Mapping[str, Any]) -> Iterator[str]:
    where = geometry.get("coordinates")
    if geometry.get("type") != "Point" or "geometries" in geometry:
        yield "has a geometry that is no Point (section 3.1.2)"
    elif not isinstance(where, list) or len(where) != 2 or not all(type(each) in (int, float) for each in where):
        yield "has a position that is not two numbers (section 3.1.1)"
    elif not (-180 <= where[0] <= 180 and -90 <= where[1] <= 90):
        yield "has a position that is not longitude, latitude (section 3.1.1)"


GEOJSON: Final = Form(
    "geojson", ".geojson", "events on a map, with the precision of each place (RFC 7946)", _write, rule="ledger"
)
