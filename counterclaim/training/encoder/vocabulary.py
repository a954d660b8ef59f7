"""Which pieces of the model's 250,000 are kept: those that news in our languages is written in.

Texts and the words that packs and store hold enter, positions of pieces leave. Kept are pieces that texts use `OFTEN`
times, all that the packs and the store need, the commonest of the Latin and the Cyrillic letters, and single letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from counterclaim.coding.encoder.pieces import BLANK, UNKNOWN, cutter
from counterclaim.training.encoder.source import Source

OFTEN = 3
"""Times that texts must use a piece."""
COMMON = 9000
"""How many of the commonest pieces are kept of each of two alphabets, for texts that no corpus holds yet."""


def kept(
    source: Source, texts: Iterable[str], words: Iterable[str], alphabets: Sequence[str], scripts: Sequence[str]
) -> list[int]:
    """Positions of the pieces to keep, in order; the four marks of the model come first.

    `alphabets` are letters as a class of a regular expression holds them, `scripts` what the Unicode names of letters
    start with.
    """
    cut = cutter(list(zip(source.pieces, source.scores, strict=True)))
    used: Counter[int] = Counter()
    for text in texts:
        used.update(piece for piece, _, _ in cut(text, 0, len(text)))
    needed = {piece for word in words for piece, _, _ in cut(word, 0, len(word))}
    often = {piece for piece, times in used.items() if times >= OFTEN}
    single = {
        at for at, piece in enumerate(source.pieces) if len(piece.replace(BLANK, "")) <= 1 and _ours(piece, scripts)
    }
    common = {at for letters in alphabets for at in _commonest(source.pieces, letters)}
    return sorted({*range(UNKNOWN + 1)} | often | needed | single | common)


def _commonest(pieces: Sequence[str], letters: str) -> list[int]:
    """The pieces of an alphabet; the model lists its pieces from the commonest on."""
    spelled = re.compile(f"{BLANK}?[{letters}]+")
    return [at for at, piece in enumerate(pieces) if at > UNKNOWN and spelled.fullmatch(piece)][:COMMON]


def _ours(piece: str, scripts: Sequence[str]) -> bool:
    return all(
        unicodedata.name(char, "").startswith(tuple(scripts)) for char in piece if char.isalpha() and char != BLANK
    )
