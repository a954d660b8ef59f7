"""The chart of activity: how many questions reports opened over time, and how they stand.

Counts by day enter, a `Chart` leaves; days are put together to weeks or months where there are many. Nothing is counted
here that the caller did not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from counterclaim.charts import scales
from counterclaim.charts.chart import WIDE, Chart, Line, Spec, field, frame, is_wide, layer, raw
from counterclaim.charts.theme import PAGE, Theme
from counterclaim.charts.words import Words, words

HEIGHT: Final = 110
LEFT: Final = 44
AXIS: Final = 22
MOST: Final = {True: 90, False: 45}
"""Bars drawn at most, by whether the chart is wide."""
KINDS: Final = ("disputed", "shared", "alone")
"""How questions stand, as they are piled: what sides say against each other is below."""
KIND_OF: Final = {
    "disputed": "disputed", "denied": "disputed", "agreed": "shared", "admitted": "shared", "one-sided": "alone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """Questions of one day, by how they stand."""

    day: date
    status: str | None
    """One of `STATUSES`; None where it is not told, then of no bar."""
    number: int


def activity_chart(
    bars: Iterable[Bar], lang: str, *, theme: Theme = PAGE, width: int = WIDE, height: int = HEIGHT
) -> Chart | None:
    """The chart of counts by day; None where there are none. `width` and `height` are in pixels. Raises `PackError`."""
    counted = [bar for bar in bars if scales.EARLIEST <= bar.day < scales.LATEST]
    if not counted:
        return None
    told, wide = words(lang), is_wide(width)
    first, last = min(bar.day for bar in counted), max(bar.day for bar in counted)
    step, title = _step(first, last, MOST[wide])
    piled: dict[date, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for bar in counted:
        piled[_start(bar.day, step)][KIND_OF[bar.status] if bar.status else "alone"] += bar.number
    told_apart = all(bar.status for bar in counted)
    shown = KINDS if told_apart else ()
    disputed = sum(kinds["disputed"] for kinds in piled.values())
    number, ends = sum(bar.number for bar in counted), {"first": told.day(first), "last": told.day(last)}
    key = "activity_summary" if told_apart else "activity_summary_plain"
    summary = told.say(key, number=number, disputed=disputed, **ends)
    lines = tuple(
        Line((told.day(day), told.number(sum(kinds.values())), *(told.number(kinds[kind]) for kind in shown)))
        for day, kinds in sorted(piled.items())
    )
    columns = tuple(told.say(f"column_{name}") for name in ("from", "all", *shown))
    spec = _spec(sorted(piled.items()), step, told, theme, width, height)
    notes = tuple(told.say(f"note_kind_{kind}") for kind in shown)
    return Chart(told.say(title), summary, spec, columns, lines, notes, lang)


def _step(first: date, last: date, most: int) -> tuple[int, str]:
    """Days of one bar (31 for a month), and the title's key."""
    for step, title in ((1, "activity_title"), (7, "activity_weeks")):
        if (last - first).days // step < most:
            return step, title
    return 31, "activity_months"


def _start(day: date, step: int) -> date:
    if step == 31:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == 7 else day


def _after(day: date, step: int) -> date:
    return (day + timedelta(days=31)).replace(day=1) if step == 31 else day + timedelta(days=step)


def _moment(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000


def _spec(
    piled: Sequence[tuple[date, dict[str, int]]], step: int, told: Words, theme: Theme, width: int, height: int
) -> Spec:
    ticks = scales.even(max(sum(kinds.values()) for _, kinds in piled), 4)
    first, last = piled[0][0], _after(piled[-1][0], step)
    wide = is_wide(width)
    days = scales.days(first, last, 8 if wide else 4)
    months = len(days) > 1 and (days[1] - days[0]).days > 27
    rows: list[dict[str, Any]] = []
    for day, kinds in piled:
        below = 0
        start, end = _moment(day), _moment(_after(day, step))
        for kind, colour in zip(KINDS, theme.statuses, strict=True):
            if kinds[kind]:
                rows.append({"at": start, "to": end - 0.12 * (end - start), "low": below,
                             "high": below + kinds[kind], "colour": colour})  # fmt: skip
            below += kinds[kind]
    x = field(
        "at", "temporal", scale={"type": "utc", "domain": [_moment(first), _moment(last)], "nice": False},
        axis={"values": [_moment(day) for day in days], "format": told.texts["axis_month" if months else "axis_day"],
              "grid": False, "labelOverlap": "greedy", "tickSize": 4},
    )  # fmt: skip
    y = field(
        "low", scale={"domain": [0, ticks[-1]], "nice": False},
        axis={"values": list(ticks), "format": ",d", "domain": False, "ticks": False},
    )  # fmt: skip
    bars = layer({"type": "rect"}, rows, x=x, x2={"field": "to"}, y=y, y2={"field": "high"}, color=raw("colour"))
    return frame(width - LEFT - 14, height, (LEFT, 14, 8, AXIS), theme, [bars])
