"""Charts of the ledger: typed values enter, a drawing and the table behind it leave.

A chart is a Vega-Lite specification that holds all it shows; it is drawn to SVG in this process, without a network,
and the same specification always gives the same characters. Every chart is also a table, which says at least as much.
Nothing here reads a ledger or knows of pages: the web face and the dossier use the same charts.
"""

from counterclaim.charts.activity import Bar, activity_chart
from counterclaim.charts.answers import answers_chart
from counterclaim.charts.balances import balance_chart
from counterclaim.charts.chart import NARROW, WIDE, Chart, Line
from counterclaim.charts.colours import hue
from counterclaim.charts.maps import Spot, map_chart
from counterclaim.charts.theme import DARK, LIGHT, PAGE, Theme

__all__ = [
    "DARK", "LIGHT", "NARROW", "PAGE", "WIDE", "Bar", "Chart", "Line", "Spot", "Theme", "activity_chart",
    "answers_chart", "balance_chart", "hue", "map_chart",
]  # fmt: skip
