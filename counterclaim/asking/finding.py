"""Finds the words of a quotation in a text: exact, or where only blanks, case or the shape of marks differ.

In: a text and words. Out: where they stand, in stored characters, or nothing. It takes no other words for them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from counterclaim.model import Span
from counterclaim.reading.text import normal_text

ALIKE: Final = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)
"""Marks that are written in many ways; each stands for one character, so that places do not move."""
EDGES: Final = " \t\n\"'“”‘’.,;:…"
"""What a quotation may have at its ends that the text has not."""
_BLANKS: Final = re.compile(r"\s+")


class Text:
    """A text in which words are looked for."""

    def __init__(self, stored: str) -> None:
        self._stored = stored
        self._normal = normal_text(stored)
        self._folded, self._at = _folded(self._normal.lower.translate(ALIKE))

    def find(self, quoted: str, near: Span | None = None) -> Span | None:
        """Where the words stand whole: inside `near` if they can, else nearest to where it begins; else nowhere."""
        for words in dict.fromkeys((quoted, quoted.strip(EDGES))):
            found = self._exact(words, near) or self._alike(words, near)
            if found is not None:
                return found
        return None

    def within(self, quoted: str, near: Span) -> Span | None:
        """Where the words stand inside a stretch of the text, or nowhere."""
        found = self.find(quoted, near)
        return found if found is not None and near.start <= found.start and found.end <= near.end else None

    def _exact(self, words: str, near: Span | None) -> Span | None:
        start = _best(self._stored, words, (near.start, near.end) if near else (0, 0))
        return Span(start, start + len(words), words) if start >= 0 else None

    def _alike(self, words: str, near: Span | None) -> Span | None:
        asked = _folded(normal_text(words).lower.translate(ALIKE).strip())[0]
        start = _best(self._folded, asked, (self._place(near.start), self._place(near.end)) if near else (0, 0))
        if start < 0:
            return None
        begin, end = self._normal.stored_span(self._at[start], self._at[start + len(asked) - 1] + 1)
        return Span(begin, end, self._stored[begin:end])

    def _place(self, stored: int) -> int:
        """Where a stored character is in the folded text."""
        return bisect_left(self._at, self._normal.shown_position(stored))


def _folded(plain: str) -> tuple[str, array[int]]:
    """The text with one blank for each run of them, and where each of its characters came from."""
    at, position = array("l"), 0
    pieces: list[str] = []
    for run in _BLANKS.finditer(plain):
        pieces.extend((plain[position : run.start()], " "))
        at.extend(range(position, run.start() + 1))
        position = run.end()
    pieces.append(plain[position:])
    at.extend(range(position, len(plain)))
    return "".join(pieces), at


def _best(text: str, words: str, near: tuple[int, int]) -> int:
    """The first place of the words inside a stretch of the text, else the one nearest to its beginning; or -1."""
    start, end = near
    places = list(_places(text, words))
    inside = [place for place in places if start <= place and place + len(words) <= end]
    return inside[0] if inside else min(places, key=lambda place: abs(place - start), default=-1)


def _places(text: str, words: str) -> Iterator[int]:
    """Where the words stand in a text without cutting one in two."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        cut_before = at > 0 and text[at - 1].isalnum() and words[0].isalnum()
        cut_behind = end < len(text) and text[end].isalnum() and words[-1].isalnum()
        if not cut_before and not cut_behind:
            yield at
        at = text.find(words, at + 1)
