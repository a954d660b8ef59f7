"""The drawing of a question: where each statement, name and number stands, in pixels and milliseconds.

Dated statements and a figure enter, a Vega-Lite specification leaves, and the places of the marks, so that a page can
link them. Numbers stand on an axis, each party a line that steps where it revised itself; statements without a number
stand in lanes below. What is denied is crossed where the denial was published.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from counterclaim.charts import scales
from counterclaim.charts.chart import SIZE, Mark, Spec, field, frame, is_wide, layer, pixel, raw
from counterclaim.charts.colours import hue
from counterclaim.charts.statements import Statement, denials
from counterclaim.charts.theme import Theme
from counterclaim.charts.words import Words
from counterclaim.model import Figure

HEIGHT: Final = 230
"""Pixels of the axis of numbers."""
LINE: Final = 16
"""Pixels between two lines of words."""
LANE: Final = 24
"""Pixels of a lane."""
LANES: Final = 6
"""Lanes drawn; further parties without a number stand in the table alone."""
LEFT: Final = 52
TOP: Final = 10
AXIS: Final = 26
"""Pixels below for the axis of time."""
RIGHT: Final = {True: 190, False: 132}
"""Pixels for the names of parties, by whether the chart is wide."""
SHORTEST: Final = 36 * 3_600_000.0
"""Milliseconds that the axis of time covers at least."""
MARGIN: Final = 0.04
"""Share of the axis of time left free at its beginning."""
NOTES: Final = {"triangle-up": "note_at_least", "triangle-down": "note_at_most", "diamond": "note_about"}
SIGNS: Final = {"denies": "M-1,-1L1,1M1,-1L-1,1", "doubts": "M-1,-1L1,1M1,-1L-1,1"}


def _shape(each: Statement) -> str:
    """The shape of a number's mark, by which way it is open."""
    if each.high is None:
        return "triangle-up"
    if each.low is None:
        return "triangle-down"
    return "diamond" if each.qualifier == "about" else "circle"


class Plan:
    """Where everything stands in the drawing of one question, in pixels and milliseconds."""

    def __init__(self, dated: list[Statement], figure: Figure | None, told: Words, theme: Theme, width: int) -> None:
        self.told, self.theme, self.wide = told, theme, is_wide(width)
        self.right = RIGHT[self.wide]
        self.width = width - LEFT - self.right
        self.numbered = [each for each in dated if each.number is not None]
        counting = {each.party for each in self.numbered}
        silent = {(each.party, each.stance) for each in dated if each.number is None}
        lanes = sorted(silent, key=lambda lane: (lane[1] != "denies", lane[0] in counting, lane))
        self.lanes, self.left_out = lanes[:LANES], len(lanes[LANES:])
        self.dated = dated
        self.figure = figure if figure and self.numbered and figure.best is not None else None
        self._axes()

    def _axes(self) -> None:
        moments = [each.moment for each in self.dated if each.moment is not None]
        first, last = min(moments), max(moments)
        span = max(last - first, SHORTEST)
        missing = span - (last - first)
        self.first, self.last = first - missing / 2 - MARGIN * span, last + missing / 2 + MARGIN * span
        pairs = [(each.low, each.high) for each in self.numbered]
        pairs += [(self.figure.low, self.figure.high)] if self.figure else []
        numbers = [number for pair in pairs for number in pair if number is not None]
        self.steep = scales.steep(numbers)
        top = max(numbers, default=0)
        self.ticks = scales.tens(top) if self.steep else scales.even(max(top, 1))
        self.top = max(self.ticks[-1], top) if not self.steep else max(top * 1.15, 1)
        labels = len({(each.party, each.stance) for each in self.numbered if each.stands})
        self.height = max(HEIGHT, LINE * (labels + 1)) if self.numbered else 0

    def spec(self) -> Spec:
        """The whole specification."""
        lanes = LANE * (len(self.lanes) + bool(self.left_out))
        height, below = (self.height, lanes) if self.numbered else (lanes, 0)
        layers = [*self._behind(), *self._numbers(), *self._denials(), *self._labels(), *self._in_lanes()]
        return frame(self.width, height, (LEFT, self.right, TOP, below + AXIS), self.theme, layers)

    def marks(self) -> tuple[Mark, ...]:
        """Where the statements stand, those of numbers and those in lanes."""
        span = self.last - self.first
        found = []
        for each in self.dated:
            at = LEFT + self.width * ((each.moment or 0) - self.first) / span
            lane = (each.party, each.stance)
            if each.number is not None:
                place = self._pixel(each.number)
            elif lane in self.lanes:
                place = self._lane(self.lanes.index(lane))
            else:
                continue
            found.append(Mark(round(at, 1), round(TOP + place, 1), self._said(each), each.claims[-1]))
        return tuple(found)

    def notes(self) -> tuple[str, ...]:
        """What the signs mean."""
        shapes = {_shape(each) for each in self.numbered}
        keys = [NOTES[shape] for shape in NOTES if shape in shapes]
        if any(each.low is not None and each.high is not None and each.low < each.high for each in self.numbered):
            keys.append("note_range")
        if denials(self.dated) or any(stance == "denies" for _, stance in self.lanes):
            keys.append("note_denial")
        if self.steep:
            keys.append("note_steep")
        found = [self.told.say(key) for key in keys]
        if self.figure:
            found.append(self.told.say("note_band", rule=self.figure.rule))
        return tuple(found)

    def _x(self, name: str = "at", **told: Any) -> Spec:
        scale = {"type": "utc", "domain": [self.first, self.last], "nice": False}
        return field(name, "temporal", scale=scale, **told)

    def _y(self, name: str = "number", **told: Any) -> Spec:
        kind = {"type": "symlog", "constant": 1} if self.steep else {"type": "linear"}
        return field(name, scale={**kind, "domain": [0, self.top], "nice": False, "zero": True}, **told)

    def _pixel(self, number: float) -> float:
        return round(self.height * (1 - scales.height_of(number, self.top, is_steep=self.steep)), 1)

    def _lane(self, position: int) -> float:
        return self.height + LANE * position + LANE / 2 + 2

    def _time_axis(self) -> Spec:
        first, last = (datetime.fromtimestamp(each / 1000, UTC).date() for each in (self.first, self.last))
        days = scales.days(first, last, 8 if self.wide else 4)
        at = [datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000 for day in days]
        at = [each for each in at if self.first <= each <= self.last]
        months = len(days) > 1 and (days[1] - days[0]).days > 27
        form = self.told.texts["axis_month" if months else "axis_day"]
        offset = LANE * (len(self.lanes) + bool(self.left_out)) if self.numbered else 0
        return {"values": at, "format": form, "grid": True, "offset": offset, "labelOverlap": "greedy", "tickSize": 4}

    def _behind(self) -> list[Spec]:
        """The axes, and the low, best and high of the rule."""
        ends = [{"at": self.first, "to": self.last}]
        found = [layer({"type": "rule", "opacity": 0}, ends, x=self._x(axis=self._time_axis()))]
        if not self.numbered:
            return found
        axis = {"values": list(self.ticks), "format": ",d", "grid": True, "domain": False, "ticks": False}
        found.append(layer({"type": "rule", "opacity": 0}, [{"number": 0}], y=self._y(axis=axis)))
        if self.figure and self.figure.best is not None:
            best = self.figure.best
            low = self.figure.low if self.figure.low is not None else best
            high = self.figure.high if self.figure.high is not None else best
            row = {**ends[0], "number": low, "high": high, "best": best}
            across = {"x": self._x(), "x2": {"field": "to"}}
            if low < high:
                band = {"type": "rect", "color": self.theme.band, "opacity": 0.7}
                found.insert(0, layer(band, [row], **across, y=self._y(), y2={"field": "high"}))
            dashed = {"type": "rule", "color": self.theme.quiet, "strokeDash": [2, 3], "strokeWidth": 1.2}
            found.append(layer(dashed, [row], **across, y=self._y("best")))
            if not self.wide:
                return found
            mark = {"type": "text", "align": "left", "baseline": "bottom", "dy": -3, "x": 3, "fontSize": SIZE - 1}
            label: dict[str, Any] = {"best": best, "said": self.told.say("best", number=best)}
            named = {"text": field("said", "nominal"), "color": {"value": self.theme.quiet}}
            found.append(layer(mark, [label], **named, y=self._y("best")))
        return found

    def _numbers(self) -> list[Spec]:
        """Lines that step, bars of ranges, and the points."""
        if not self.numbered:
            return []
        lines: list[dict[str, Any]] = []
        points: list[dict[str, Any]] = []
        for each in self.numbered:
            row = self._mark(each) | {"number": each.number, "who": f"{each.party} {each.way}"}
            row["thick"] = 1 if hue(each.party) is None else 1.9
            points.append(
                row | {"low": each.low, "high": each.high, "shape": _shape(each),
                       "size": 70 if each.stands else 42}
            )  # fmt: skip
            at = [each.moment, *([each.again or each.moment, self.last] if each.stands else [])]
            lines += ({key: row[key] for key in ("number", "who", "colour", "thick")} | {"at": when} for when in at)
        ranges = [
            row for row in points if row["low"] is not None and row["high"] is not None and row["low"] < row["high"]
        ]
        step = {"type": "line", "interpolate": "step-after"}
        bar = {"type": "rule", "strokeWidth": 7, "strokeCap": "round", "opacity": 0.45}
        seen = {"x": self._x(), "color": raw("colour")}
        thick = {"detail": field("who", "nominal"), "strokeWidth": raw("thick")}
        found = [layer(step, lines, **seen, y=self._y(), **thick)]
        if ranges:
            found.append(layer(bar, ranges, **seen, y=self._y("low"), y2={"field": "high"}))
        return [*found, *self._points(points, y=self._y())]

    def _mark(self, each: Statement) -> dict[str, Any]:
        """What all marks of statements show: when, whose, what it says."""
        return {"at": each.moment, "colour": self.theme.of(hue(each.party)), "said": self._said(each)}

    def _said(self, each: Statement) -> str:
        day = self.told.day(datetime.fromisoformat(each.published)) if each.published else ""
        said = self.told.count(each.low, each.high, each.qualifier) or self.told.say(each.stance)
        return self.told.say("point", party=self.told.party(each.party), day=day, said=said)

    def _seen(self) -> dict[str, Any]:
        return {"x": self._x(), "shape": raw("shape"), "size": raw("size"), "description": field("said", "nominal")}

    def _points(self, points: list[dict[str, Any]], y: Spec) -> list[Spec]:
        mark = {"type": "point", "filled": True, "opacity": 1, "stroke": self.theme.paper, "strokeWidth": 1}
        return [layer(mark, points, **self._seen(), fill=raw("colour"), y=y)] if points else []

    def _denials(self) -> list[Spec]:
        rows = [
            {"at": denial.moment, "number": denied.number, "colour": self.theme.of(hue(denial.party))}
            for denial, denied in denials(self.dated)
        ]
        mark = {
            "type": "point",
            "shape": SIGNS["denies"],
            "size": 150,
            "strokeWidth": 2.4,
            "filled": False,
            "aria": False,
        }
        return [layer(mark, rows, x=self._x(), y=self._y(), stroke=raw("colour"))] if rows else []

    def _labels(self) -> list[Spec]:
        """The name and number of each party where its line ends."""
        last = {(each.party, each.way): each for each in self.numbered if each.stands}
        ends = list(last.values())
        wanted = [self._pixel(each.number or 0) for each in ends]
        places = scales.apart(wanted, LINE, SIZE / 2, self.height - SIZE / 2)
        rows = [
            {
                "place": place,
                "from": pixel,
                "colour": self.theme.of(hue(each.party)),
                "said": f"{self.told.count(each.low, each.high, each.qualifier)} · {self.told.party(each.party)}",
            }
            for each, place, pixel in zip(ends, places, wanted, strict=True)
        ]
        if not rows:
            return []
        tie = {"type": "rule", "strokeWidth": 1, "opacity": 0.6}
        across = {"x": {"value": self.width}, "x2": {"value": self.width + 10}}
        ties = layer(tie, rows, **across, y=pixel("from"), y2=pixel("place"), color=raw("colour"))
        return [ties, self._words(rows)]

    def _words(self, rows: list[dict[str, Any]]) -> Spec:
        """Words right of the plot, at the `place` of each row."""
        mark = {"type": "text", "align": "left", "baseline": "middle", "x": self.width + 13, "limit": self.right - 14,
                "fontWeight": 600, "fontSize": SIZE if self.wide else SIZE - 1}  # fmt: skip
        return layer(mark, rows, text=field("said", "nominal"), color=raw("colour"), y=pixel("place"))

    def _in_lanes(self) -> list[Spec]:
        """Statements without a number, a lane for each party and way of standing to the question."""
        names: list[dict[str, Any]] = []
        points: list[dict[str, Any]] = []
        for position, (party, stance) in enumerate(self.lanes):
            place = self._lane(position)
            colour = self.theme.of(hue(party))
            names.append(
                {"place": place, "colour": colour, "said": f"{self.told.party(party)} {self.told.say(stance)}"}
            )
            for each in self.dated:
                if (each.party, each.stance) == (party, stance) and each.number is None:
                    shape = SIGNS.get(stance, "circle")
                    points.append(self._mark(each) | {"place": place, "shape": shape, "size": 60})
        if not names:
            return []
        lines = layer(
            {"type": "rule", "color": self.theme.faint, "opacity": 1},
            names,
            x={"value": 0},
            x2={"value": self.width},
            y=pixel("place"),
        )
        crossed = [row for row in points if row["shape"] != "circle"]
        found = [lines, *self._points([row for row in points if row["shape"] == "circle"], y=pixel("place"))]
        if crossed:
            mark = {"type": "point", "filled": False, "strokeWidth": 2.4, "opacity": 1}
            found.append(layer(mark, crossed, **self._seen(), stroke=raw("colour"), y=pixel("place")))
        if self.left_out:
            place = self.height + LANE * len(self.lanes) + LANE / 2
            said = self.told.say("others_in_table", number=self.left_out)
            names = [*names, {"place": place, "said": said, "colour": self.theme.quiet}]
        return [*found, self._words(names)]
