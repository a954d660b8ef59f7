"""The normal form of a text, in which all matching is done, with the way back to the stored characters.

A stored text enters, a `NormalText` leaves: composed (NFC), without zero-width characters, in lower case, and once
more with everything that is no letter or digit blanked, so that a phrase matches across no punctuation. Nothing
here changes the stored text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass

ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe0f\ufeff]")
"""Characters that print nothing: soft hyphen, zero-width spaces and joiners, direction marks, byte order mark."""
BLANKS = "\u00a0\u2009\u202f"
"""Blanks at which no line breaks; matching takes them for plain ones."""
NO_WORD = re.compile(r"[^\w ]")
"""What is blanked; a blank is one already, and texts are full of them."""
COMMON_MARKS = ".,\n-'’:\"()?/‘“”%;"
"""What of it most texts have, and few anything else."""


@dataclass(frozen=True, slots=True)
class NormalText:
    """A text as matching sees it."""

    stored: str
    """The text as it came."""
    shown: str
    """Composed, without zero-width characters, case kept."""
    lower: str
    """`shown` in lower case, with plain blanks, of the same length."""
    words: str
    """`lower` with a blank for every character that is no letter or digit, of the same length."""
    starts: array[int] | None
    """Where each character of `shown` starts in `stored`, and the length of `stored` at the end; None where both
    have the same characters."""

    def stored_span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of `stored` that `shown[start:end]` was made of."""
        if self.starts is None:
            return start, end
        if start == end:
            return self.starts[start], self.starts[start]
        return self.starts[start], self.starts[end - 1] + self._width(end - 1)

    def _width(self, position: int) -> int:
        """Stored characters behind one shown character, without zero-width ones that follow it."""
        assert self.starts is not None
        first, following = self.starts[position], position + 1
        while self.starts[following] == first:
            following += 1
        after = self.starts[following]
        while after - 1 > first and ZERO_WIDTH.match(self.stored[after - 1]):
            after -= 1
        return after - first

    def shown_position(self, position: int) -> int:
        """The character of `shown` that holds stored character `position`."""
        if self.starts is None:
            return position
        found = bisect_left(self.starts, position)
        return found if found < len(self.starts) and self.starts[found] == position else found - 1


def normal_text(text: str) -> NormalText:
    """The normal form of a stored text."""
    composed = unicodedata.is_normalized("NFC", text)
    lower = text.lower()
    words = _blanked(lower)
    if composed and _is_plain(words) and len(lower) == len(text):
        return NormalText(text, text, lower, words, None)  # no character without width, no blank but the plain one
    shown, starts = (text, None) if composed and not ZERO_WIDTH.search(text) else _composed(text)
    lower = shown.lower()
    if len(lower) != len(shown):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in shown)
    for blank in BLANKS:
        if blank in lower:
            lower = lower.replace(blank, " ")
    words = _blanked(lower)
    return NormalText(text, shown, lower, words if _is_plain(words) else NO_WORD.sub(" ", words), starts)


def _blanked(lower: str) -> str:
    """A text with a blank for every common mark."""
    for mark in COMMON_MARKS:
        if mark in lower:
            lower = lower.replace(mark, " ")
    return lower


def _is_plain(words: str) -> bool:
    """Whether there are letters, digits and blanks alone; it takes a third of the time that the pattern does."""
    return words.replace(" ", "0").isalnum()


def _composed(text: str) -> tuple[str, array[int]]:
    """Compose cluster by cluster, so that every character knows where it came from."""
    letters = set(text)
    joined = {char for char in letters if unicodedata.combining(char) or ZERO_WIDTH.match(char)}
    # most characters stand alone and stay what they are
    alone = {char for char in letters - joined if unicodedata.normalize("NFC", char) == char}
    pieces: list[str] = []
    starts = array("l")
    position, length = 0, len(text)
    while position < length:
        end = position + 1
        while end < length and text[end] in joined:
            end += 1
        if end == position + 1 and text[position] in alone:
            pieces.append(text[position])
            starts.append(position)
        else:
            cluster = unicodedata.normalize("NFC", ZERO_WIDTH.sub("", text[position:end]))
            pieces.append(cluster)
            starts.extend([position] * len(cluster))
        position = end
    starts.append(length)
    return "".join(pieces), starts
