"""The chart of a party's account: what it claims of others' losses beside what these admit.

Accounts enter, a `Chart` leaves. Two marks on one line for each kind of loss; nothing is summed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from counterclaim.charts import scales
from counterclaim.charts.chart import SIZE, WIDE, Chart, Line, Spec, field, frame, is_wide, layer, raw
from counterclaim.charts.colours import hue
from counterclaim.charts.theme import PAGE, Theme
from counterclaim.charts.words import words
from counterclaim.reconciliation.accounts import Account

ROW: Final = 26
MOST: Final = 12
"""Kinds of losses drawn, those with most questions first; the table has all."""
NAMES: Final = {True: 250, False: 140}
"""Pixels for the names of losses, by whether the chart is wide."""
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
    spec = _spec(party, own[:MOST], names[:MOST], theme, width)
    notes = (told.say("note_claimed"), told.say("note_admitted"))
    return Chart(told.say("balance_title"), summary, spec, columns, lines, notes, lang)


def _spec(party: str, own: Sequence[Account], names: Sequence[str], theme: Theme, width: int) -> Spec:
    wide = is_wide(width)
    left, height = NAMES[wide], ROW * len(own)
    numbers = [number for each in own for number in (each.claimed.number, *([each.admitted.number]
               if each.admitted.claims else []))]  # fmt: skip
    steep, top = scales.steep(numbers), max(numbers)
    ticks = scales.tens(top, 4) if steep else scales.even(top, 4)
    kind = {"type": "symlog", "constant": 1} if steep else {"type": "linear"}
    scale = {**kind, "domain": [0, top * 1.1 if steep else ticks[-1]], "nice": False}
    axis = {"values": list(ticks), "format": ",d", "grid": True, "domain": False, "ticks": False}
    x = field("claimed", scale=scale, axis=axis)
    layers: list[Spec] = []
    for position, (each, name) in enumerate(zip(own, names, strict=True)):
        y = ROW * position + ROW / 2
        row: dict[str, Any] = {
            "claimed": each.claimed.number, "admitted": each.admitted.number, "said": name,
            "colour": theme.of(hue(party)), "other": theme.of(hue(each.opponent)),
        }  # fmt: skip
        mark = {"type": "text", "align": "right", "baseline": "middle", "x": -10, "y": y, "limit": left - 12,
                "fontSize": SIZE}  # fmt: skip
        layers.append(layer(mark, [row], text=field("said", "nominal"), color=raw("other")))
        if each.admitted.claims:
            tie = {"type": "rule", "y": y, "color": theme.quiet, "strokeWidth": 1.4}
            layers.append(layer(tie, [row], x=x, x2={"field": "admitted"}))
            ring = {"type": "point", "filled": True, "fill": theme.paper, "y": y, "size": 70, "strokeWidth": 2,
                    "aria": False}  # fmt: skip
            layers.append(layer(ring, [row], x=field("admitted", scale=scale), stroke=raw("other")))
        dot = {"type": "point", "filled": True, "opacity": 1, "y": y, "size": 70, "aria": False}
        layers.append(layer(dot, [row], x=x, fill=raw("colour")))
    return frame(width - left - 24, height, (left, 24, 6, AXIS), theme, layers)
