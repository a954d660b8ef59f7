"""What every chart is made of: its words, its specification, and the table behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from counterclaim.charts import drawing
from counterclaim.charts.theme import Theme
from counterclaim.charts.words import words

WIDE: Final = 720
"""Pixels of a chart beside text on a desk; it scales with its place."""
NARROW: Final = 350
"""Pixels of a chart on a phone."""
FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
SIZE: Final = 12
"""Pixels of words."""

REACH: Final = 9
"""Pixels around a mark that lead where it leads."""

Address = Callable[[str], str]
"""The address under which the id of a claim, or the code of a place, is shown."""
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table behind a chart."""

    cells: tuple[str, ...]
    """As wide as the columns; empty where there is nothing to say."""
    party: str | None = None
    """Code of the party that it is about."""
    claims: tuple[str, ...] = ()
    """Ids of the claims behind it."""
    place: str | None = None
    """Code of the place that it is about."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the mark of a claim or place stands in a drawing, so that a page can link it there."""

    x: float
    """Pixels from the left of the whole drawing."""
    y: float
    """Pixels from its top."""
    said: str
    """What it says, for those who do not see it."""
    key: str
    """Id of the claim, on maps code of the place, that it stands for."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with the words that stand for it: "6 figures by 3 parties, 14 to 17 November; from 1 to 401"."""

    title: str
    summary: str
    """One sentence that says what the drawing shows, for those who do not see it."""
    spec: Mapping[str, Any]
    """Vega-Lite; it holds all that is drawn and loads nothing."""
    columns: tuple[str, ...]
    """Heads of the table behind it."""
    lines: tuple[Line, ...]
    """The table behind it."""
    notes: tuple[str, ...]
    """What the signs mean, those alone that are drawn."""
    lang: str
    marks: tuple[Mark, ...] = ()
    """Where the claims stand in the drawing."""

    @property
    def size(self) -> tuple[int, int]:
        """Pixels of the whole drawing, across and down."""
        edge = self.spec["padding"]
        return (
            round(self.spec["width"] + edge["left"] + edge["right"]),
            round(self.spec["height"] + edge["top"] + edge["bottom"]),
        )

    @property
    def svg(self) -> str:
        """The drawing; see `drawing.svg` for how long it takes. Raises CounterclaimError."""
        return drawing.svg(self.spec, words(self.lang).locale)

    def linked(self, address: Address) -> str:
        """The drawing with a link over each mark. Raises CounterclaimError."""
        links = "".join(
            f'<a href="{escape(address(mark.key))}"><title>{escape(mark.said)}</title>'
            f'<circle cx="{mark.x}" cy="{mark.y}" r="{REACH}" fill="transparent"/></a>'
            for mark in self.marks
        )
        return self.svg.removesuffix("</svg>") + links + "</svg>"


def is_wide(width: int) -> bool:
    """Whether a chart of so many pixels has the room of a desk."""
    return width >= (WIDE + NARROW) // 2


def frame(width: int, height: int, padding: tuple[int, int, int, int], theme: Theme, layers: list[Spec]) -> Spec:
    """A specification of layers in a plot of so many pixels; padding stands left, right, top and below."""
    left, right, top, bottom = padding
    quiet = {"labelColor": theme.quiet, "labelFont": FONT, "labelFontSize": SIZE - 1, "domainColor": theme.quiet}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "autosize": "none",
        "padding": {"left": left, "right": right, "top": top, "bottom": bottom},
        "background": "transparent",
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {**quiet, "aria": False, "tickColor": theme.quiet, "gridColor": theme.faint, "title": None},
            "text": {"fontSize": SIZE, "color": theme.ink, "aria": False},
            "rule": {"aria": False},
            "line": {"aria": False},
            "rect": {"aria": False},
        },
        "layer": layers,
    }


def layer(mark: Mapping[str, Any], rows: list[dict[str, Any]], **encoding: Any) -> Spec:
    """One layer: a mark, its rows, and what of a row shows how."""
    return {"mark": dict(mark), "data": {"values": rows}, "encoding": encoding}


def field(name: str, kind: str = "quantitative", **told: Any) -> Spec:
    """What a column of the rows shows."""
    return {"field": name, "type": kind, **told}


def raw(name: str) -> Spec:
    """A column that holds the very thing to draw: a colour, a shape."""
    return {"field": name, "type": "nominal", "scale": None}


def pixel(name: str) -> Spec:
    """A column that holds a place in pixels."""
    return {"value": {"expr": f"datum.{name}"}}
