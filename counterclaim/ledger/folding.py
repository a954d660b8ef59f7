"""The two forms of a text that are searched: lower case as written, and folded, without marks.

A text enters, two leave, composed and without characters that print nothing. Folding is for finding: "da nang" finds
"Đà Nẵng"; what is shown and kept stays as it is.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from counterclaim.reading.text import ZERO_WIDTH

STROKES: Final = {0x0111: "d", 0x00F0: "d", 0x0142: "l", 0x00F8: "o", 0x0131: "i", 0x00E6: "ae", 0x0153: "oe"}
"""Small letters whose mark is part of the letter, by code point, and what is typed for them where there is none."""


class Forms(NamedTuple):
    """A text as it is searched."""

    written: str
    """In lower case, with its marks."""
    folded: str
    """Without them."""


def forms(text: str) -> Forms:
    """Both forms of a text."""
    written = unicodedata.normalize("NFC", ZERO_WIDTH.sub("", text)).lower()
    if written.isascii():
        return Forms(written, written)
    apart = unicodedata.normalize("NFD", written)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return Forms(written, unicodedata.normalize("NFC", bare.translate(STROKES)))
