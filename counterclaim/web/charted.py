"""Charts on pages: a chart for the desk and one for the phone, as pictures of their own with links laid over.

A page is readable before its chart is drawn: the page carries the words, the places of the links and the table, and the
browser asks for the one drawing that fits. The address of a drawing names what it shows, so that it is kept for a year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim.charts import NARROW, WIDE, Chart
from counterclaim.charts.drawing import standing_alone
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.web.asked import Asked, BadAddress, asked_of
from counterclaim.web.visiting import Visit, reason, refused, words_for

SIZES: Final = {"wide": WIDE, "narrow": NARROW}
"""Pixels across, by the name that an address has."""
KEPT: Final = "private, max-age=31536000, immutable"
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""A drawing carries its own colours, and nothing that runs or loads."""

Draw = Callable[[Visit, int], Chart | None]
"""What a visit asks for, so many pixels across."""


@dataclass(frozen=True, slots=True)
class Charted:
    """One chart of a page in both sizes."""

    wide: Chart
    narrow: Chart
    addresses: tuple[str, str]
    """Of the drawings, in that order."""
    table: str
    """Address of the chart as JSON: its table and its Vega-Lite specification."""


@dataclass(frozen=True, slots=True)
class ChartShown:
    """A chart as JSON."""

    title: str
    summary: str
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    claims: tuple[tuple[str, ...], ...]
    """Ids of the claims behind each line."""
    spec: dict[str, object]
    """Vega-Lite, version 5; it holds all that is drawn and loads nothing."""


def charted(visit: Visit, draw: Draw, path: str, **query: str | None) -> Charted | None:
    """The chart of a page, to be drawn at `path`; None where there is none."""
    wide, narrow = (draw(visit, width) for width in SIZES.values())
    if wide is None or narrow is None:
        return None
    asked = Asked(visit.words.lang, visit.asked.as_of, visit.asked.recorded, visit.asked.rule)
    addresses = tuple(
        asked.address(f"{path}.svg", **query, size=size, v=_version(chart))
        for size, chart in zip(SIZES, (wide, narrow), strict=True)
    )
    return Charted(wide, narrow, (addresses[0], addresses[1]), asked.address(f"{path}.json", **query))


def _version(chart: Chart) -> str:
    return sha256(msgspec.json.encode(chart.spec)).hexdigest()[:12]


def chart_routes(path: str, draw: Draw, name: str) -> tuple[Route, ...]:
    """The routes of a chart: its drawing (`.svg`, in two sizes), and its table and specification (`.json`)."""

    def svg(request: Request) -> Response:
        return _answered(request, draw, as_json=False)

    def json(request: Request) -> Response:
        return _answered(request, draw, as_json=True)

    return Route(f"{path}.svg", svg, name=f"{name}.svg"), Route(f"{path}.json", json, name=f"{name}.json")


def _answered(request: Request, draw: Draw, *, as_json: bool) -> Response:
    state = request.app.state
    query = request.query_params
    try:
        size = query.get("size") or "wide"
        if size not in SIZES:
            raise BadAddress("size", size, f"write {' or '.join(SIZES)}")
        with Ledger(state.ledger) as ledger:
            visit = Visit(request, ledger, asked_of(query), words_for(request, state.settings), state.settings)
            chart = draw(visit, SIZES[size])
        if chart is None:
            return refused(request, HTTPStatus.NOT_FOUND, as_json=as_json)
        return _json(chart) if as_json else _svg(chart, query.get("v"))
    except CounterclaimError as error:
        return refused(request, *reason(error), as_json=as_json)


def _svg(chart: Chart, version: str | None) -> Response:
    headers = {"Content-Security-Policy": POLICY}
    if version == _version(chart):
        headers["Cache-Control"] = KEPT
    return Response(standing_alone(chart.svg), media_type="image/svg+xml", headers=headers)


def _json(chart: Chart) -> Response:
    shown = ChartShown(
        chart.title, chart.summary, chart.notes, chart.columns, tuple(line.cells for line in chart.lines),
        tuple(line.claims for line in chart.lines), dict(chart.spec),
    )  # fmt: skip
    return Response(msgspec.json.encode(shown), media_type="application/json")
