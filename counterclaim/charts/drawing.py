"""Draws Vega-Lite specifications: one enters, the characters of an SVG leave.

The drawing runs in this process; it may load nothing from anywhere, and a specification holds all that it shows. What
was drawn is kept by content, so that a chart that many read is drawn once. Needs the extra `web` (vl-convert).
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

from counterclaim.charts.theme import DARK, LIGHT, Theme
from counterclaim.errors import CounterclaimError

VERSION: Final = "5.21"
"""Of Vega-Lite: a newer one may draw otherwise."""
NOWHERE: Final = ["https://nowhere.invalid/"]
"""The only addresses that a specification may load from: there are none (RFC 2606)."""
KEPT: Final = 512
"""Drawings kept; a drawing has 5,000 to 60,000 characters."""
_SIZE: Final = re.compile(r' width="[\d.]+" height="[\d.]+"(?= viewBox)')
_BACKGROUND: Final = re.compile(r'(?<=>)<rect width="[\d.]+" height="[\d.]+" fill="transparent"/>')
_EMPTY: Final = re.compile(r'<path class="(?:background|foreground)" aria-hidden="true" d="[^"]*"[^>]*/>')


class _Drawn:
    """The drawings that were asked for last, by their specification."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> str | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: str, svg: str) -> None:
        with self._lock:
            self._held[key] = svg
            while len(self._held) > KEPT:
                self._held.popitem(last=False)


_drawn: Final = _Drawn()


def svg(spec: Mapping[str, Any], numbers: Mapping[str, Any]) -> str:
    """The SVG of a specification, as wide as what holds it; `numbers` is how a language writes them (d3-format).

    The first drawing of a process takes a second, further ones 20 to 50 ms, one drawn before none. Raises
    CounterclaimError where vl-convert is missing or refuses the specification, which no ledger can cause.
    """
    key = json.dumps((spec, numbers), ensure_ascii=False, separators=(",", ":"))
    found = _drawn.get(key)
    if found is None:
        found = _tidy(_draw(spec, numbers))
        _drawn.put(key, found)
    return found


def warmed() -> None:
    """Draw nothing once, so that no reader waits for the first drawing of a process. Raises CounterclaimError."""
    mark = {"type": "text", "text": ""}
    svg({"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "data": {"values": [{}]}, "mark": mark}, {})


def standing_alone(drawn: str, light: Theme = LIGHT, dark: Theme = DARK) -> str:
    """A drawing in the colours of pages with these colours in it, so that it can be a picture or a file of its own."""
    at_night = f"@media (prefers-color-scheme:dark){{:root{{{_properties(dark)}}}}}"
    style = f"<style>:root{{{_properties(light)}}}{at_night}</style>"
    end = drawn.index(">") + 1
    return drawn[:end] + style + drawn[end:]


def _properties(theme: Theme) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in theme.named)


def _draw(spec: Mapping[str, Any], numbers: Mapping[str, Any]) -> str:
    try:
        import vl_convert
    except ImportError as missing:
        raise CounterclaimError("charts: vl-convert is missing; pip install 'counterclaim[web]'") from missing
    try:
        return str(
            vl_convert.vegalite_to_svg(
                dict(spec), vl_version=VERSION, allowed_base_urls=NOWHERE, format_locale=dict(numbers)
            )
        )
    except ValueError as fault:
        raise CounterclaimError(f"charts: a chart could not be drawn ({fault}); report this") from fault


def _tidy(drawn: str) -> str:
    """Without the fixed size, so that the page decides it, and without frames that hold nothing."""
    return _EMPTY.sub("", _BACKGROUND.sub("", _SIZE.sub("", drawn, count=1), count=1))
