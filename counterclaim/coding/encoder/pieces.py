"""Cuts a text into the pieces that the encoder was made with: the likeliest way to put each word together.

A text enters, `(id, start, end)` leaves, in characters of the text. The pieces with their weights come with the
encoder's weights; a word is read in its compatible form (NFKC), with a mark for the blank before it. What no piece
spells is one unknown piece.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

BLANK = "▁"
"""Stands for the blank before a word, as in the pieces of SentencePiece."""
UNKNOWN = 3
"""Id of what no piece spells."""
LONGEST = 16
"""Characters of a piece at most."""
PENALTY = 10.0
"""How much less likely an unknown character is than the least likely piece."""
KEPT = 100_000
"""Words whose pieces are remembered."""
WORD = re.compile(r"\S+")

Part = tuple[int, int, int]
"""Id of a piece, and its first and last character in the word, end exclusive."""


@dataclass(frozen=True, slots=True)
class Cutter:
    """The pieces there are."""

    ids: Mapping[str, int]
    """Id of each piece."""
    scores: Mapping[str, float]
    """Logarithm of how likely it is."""
    least: float
    _seen: dict[str, tuple[Part, ...]] = field(default_factory=dict)

    def __call__(self, text: str, start: int, end: int) -> list[Part]:
        """The pieces of `text[start:end]`, in characters of `text`."""
        found: list[Part] = []
        for match in WORD.finditer(text, start, end):
            word, at = match.group(), match.start()
            found.extend((piece, at + first, at + last) for piece, first, last in self._word(word))
        return found

    def _word(self, word: str) -> tuple[Part, ...]:
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= KEPT:
                self._seen.clear()
            known = self._seen[word] = self._cut(word)
        return known

    def _cut(self, word: str) -> tuple[Part, ...]:
        """The pieces of a word, in characters of the word; a blank alone takes none of them."""
        shown, places = _compatible(word)
        best: list[tuple[float, int]] = [(0.0, 0)]
        for stop in range(1, len(shown) + 1):
            top = (best[stop - 1][0] + self.least, stop - 1)
            for first in range(max(0, stop - LONGEST), stop):
                score = self.scores.get(shown[first:stop])
                if score is not None and best[first][0] + score > top[0]:
                    top = (best[first][0] + score, first)
            best.append(top)
        cuts = [len(shown)]
        while cuts[-1]:
            cuts.append(best[cuts[-1]][1])
        found: list[Part] = []
        for first, stop in zip(cuts[:0:-1], cuts[-2::-1], strict=True):
            piece = self.ids.get(shown[first:stop], UNKNOWN)
            start, end = places[first], max(places[stop], places[first] + (stop > 1))
            if found and piece == found[-1][0] == UNKNOWN:
                start = found.pop()[1]
            found.append((piece, start, end))
        return tuple(found)


def _compatible(word: str) -> tuple[str, list[int]]:
    """The blank and a word in its compatible form, and for each of its characters where it stands in the word."""
    shown, places = [BLANK], [0]
    for at, char in enumerate(word):
        plain = char if char.isascii() else unicodedata.normalize("NFKC", char).replace(" ", "")
        shown.append(plain)
        places.extend([at] * len(plain))
    places.append(len(word))
    return "".join(shown), places


def cutter(rows: list[tuple[str, float]]) -> Cutter:
    """The cutter of pieces with their scores; the id of a piece is its position."""
    scores = dict(rows[UNKNOWN + 1 :])
    ids = {piece: at for at, (piece, _) in enumerate(rows)}
    return Cutter(ids, scores, min(scores.values()) - PENALTY)
