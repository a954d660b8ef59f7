"""The chart of a party's account: what it claims of others' losses beside what these admit.

Accounts enter, a `Chart` leaves. Two marks on one line for each kind of loss; nothing is summed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from counterclaim.charts import scales
from counterclaim.charts.chart import SIZE, WIDE, Chart, Line, Spec, field, frame, is_wide, layer, pixel, raw
from counterclaim.charts.colours import hue
from counterclaim.charts.theme import PAGE, Theme
from counterclaim.charts.words import words
from counterclaim.reconciliation.accounts import Account

ROW: Final = 26
MOST: Final = 12
"""Kinds of losses drawn, those with most questions first; the table has all."""
NAMES: Final = 250
"""Pixels for the names of losses on a desk; on a phone they stand above their marks."""
NARROW_ROW: Final = 40
NARROW_LEFT: Final = 10
AXIS: Final = 22


def balance_chart(
    party: str,
    accounts: Sequence[Account],
    losses: Mapping[tuple[str, str | None], str],
    lang: str,
    *,
    theme: Theme = PAGE,
    width: int = WIDE,
) -> Chart | None:
    """The chart of the accounts of one party; None where it claims no number of anybody's losses.

    `losses` puts event and unit into words of `lang`, for instance ("killed", "soldiers"). Raises `PackError`.
    """
    own = sorted(
        (each for each in accounts if each.party == party and each.claimed.number),
        key=lambda each: (-each.questions, each.opponent, each.event, each.unit or ""),
    )
    if not own:
        return None
    told = words(lang)
    names = [f"{told.party(each.opponent)}: {losses[each.event, each.unit]}" for each in own]
    lines = tuple(
        Line(
            (name, told.number(each.claimed.number), told.number(each.admitted.number) if each.admitted.claims else "",
             told.number(each.questions)),
            each.opponent, (*each.claimed.claims, *each.admitted.claims),
        )
        for name, each in zip(names, own, strict=True)
    )  # fmt: skip
    columns = tuple(told.say(f"column_{name}") for name in ("losses", "claimed", "admitted", "questions"))
    summary = told.say("balance_summary", number=len(own), party=told.party(party))
    drawn = own[:MOST]
    spec = _spec(party, drawn, names[:MOST], theme, width)
    notes = [told.say("note_claimed"), told.say("note_admitted")]
    notes += [told.say("note_steep")] if scales.steep(_numbers(drawn)) else []
    return Chart(told.say("balance_title"), summary, spec, columns, lines, tuple(notes), lang)


def _numbers(own: Sequence[Account]) -> list[int]:
    """All numbers that are drawn."""
    return [cell.number for each in own for cell in (each.claimed, each.admitted) if cell.claims]


def _spec(party: str, own: Sequence[Account], names: Sequence[str], theme: Theme, width: int) -> Spec:
    wide = is_wide(width)
    left, down = (NAMES, ROW) if wide else (NARROW_LEFT, NARROW_ROW)
    rows: list[dict[str, Any]] = [
        {
            "claimed": each.claimed.number, "admitted": each.admitted.number if each.admitted.claims else None,
            "said": name, "colour": theme.of(hue(party)), "other": theme.of(hue(each.opponent)),
            "place": down * position + (down / 2 if wide else down - 11), "name": down * position + down / 2 - 8,
        }
        for position, (each, name) in enumerate(zip(own, names, strict=True))
    ]  # fmt: skip
    both = [row for row in rows if row["admitted"] is not None]
    numbers = _numbers(own)
    steep, top = scales.steep(numbers), max(numbers)
    ticks = scales.tens(top, 4) if steep else scales.even(top, 4)
    kind = {"type": "symlog", "constant": 1} if steep else {"type": "linear"}
    scale = {**kind, "domain": [0, top * 1.1 if steep else ticks[-1]], "nice": False}
    axis = {"values": list(ticks), "format": ",d", "grid": True, "domain": False, "ticks": False}
    x, y = field("claimed", scale=scale, axis=axis), pixel("place")
    text = {"type": "text", "align": "right" if wide else "left", "baseline": "middle", "x": -10 if wide else 0,
            "limit": left - 12 if wide else width - 20, "fontSize": SIZE}  # fmt: skip
    mark = {"type": "point", "filled": True, "opacity": 1, "size": 70, "aria": False}
    layers = [
        layer(text, rows, text=field("said", "nominal"), color=raw("other"), y=pixel("place" if wide else "name"))
    ]
    if both:
        tie = {"type": "rule", "color": theme.quiet, "strokeWidth": 1.4}
        ring = {**mark, "fill": theme.paper, "strokeWidth": 2}
        layers.append(layer(tie, both, x=x, x2={"field": "admitted"}, y=y))
        layers.append(layer(ring, both, x=field("admitted", scale=scale), y=y, stroke=raw("other")))
    layers.append(layer(mark, rows, x=x, y=y, fill=raw("colour")))
    return frame(width - left - 24, down * len(own), (left, 24, 6, AXIS), theme, layers)
