"""Which colour a party has on pages: that of charts (`charts.colours`), by the name that style sheets use."""

from __future__ import annotations

from counterclaim.charts import hue as hue_of


def hue(party: str) -> str:
    """Number of a party's colour, 0 to 7; `none` for the narrator and unnamed sources."""
    number = hue_of(party)
    return "none" if number is None else str(number)
