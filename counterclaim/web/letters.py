"""Characters of reports that would hide or move what stands around them, made to be seen.

A text enters, the same text leaves as HTML, with each such character as a sign that names it. Evidence is shown as it
is stored: what turns the order of letters around is part of it, and must not turn the page around.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

TURNING: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters by which a text changes its direction (Unicode Standard Annex 9)."""
UNSEEN: Final = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{TURNING}\ufeff\ufff9-\ufffb]")
"""These, and controls that are no line break or tab."""
SIGN: Final = '<span class="unseen" title="{0}"><bdi>{0}</bdi></span>'


def visible(text: str | None) -> Markup:
    """A text of a report as HTML: escaped, no character of it able to turn or hide others."""
    if not text:
        return Markup("")
    if not UNSEEN.search(text):
        return escape(text)
    pieces, last = [], 0
    for found in UNSEEN.finditer(text):
        pieces += [escape(text[last : found.start()]), Markup(SIGN).format(f"U+{ord(found[0]):04X}")]
        last = found.end()
    return Markup("").join([*pieces, escape(text[last:])])
