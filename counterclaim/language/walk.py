"""What joining of mentions into noun phrases does in every order of words: go over the parts of a passage once.

`headfirst`, `headlast` and `agreement` say what a noun phrase takes.
"""

from __future__ import annotations

from counterclaim.language.mention import Mention
from counterclaim.language.nominals import nominal
from counterclaim.language.numbers import Number
from counterclaim.language.phrase import MARK, Phrase
from counterclaim.reading.text import NormalText

Mark = tuple[int, int, str]
"""Start, end and sign of a punctuation mark."""
Part = Mention | Mark


class Walk:
    """Walks the parts once, opening a phrase at each and letting noun phrases take what belongs to them."""

    def __init__(self, text: NormalText, parts: list[Part], end: int, ones: dict[int, int]) -> None:
        self.text, self.parts, self.end, self.ones = text, parts, end, ones
        self.position = 0
        self.out: list[Phrase] = []

    def join(self) -> list[Phrase]:
        """The phrases, in the order of the text."""
        parts = self.parts
        while self.position < len(parts):
            part = parts[self.position]
            self.position += 1
            if isinstance(part, tuple):
                phrase = Phrase(MARK, part[0], part[1])
                phrase.mark = part[2]
                self.out.append(phrase)
            elif nominal(part):
                self._noun(part)
            else:
                self._other(part)
        return self.out

    def _noun(self, head: Mention) -> None:
        """Add the noun phrase that opens at a mention."""
        raise NotImplementedError

    def _other(self, mention: Mention) -> None:
        """Add what a mention that is no part of a noun phrase stands for."""
        raise NotImplementedError

    def _at(self, position: int) -> Part | None:
        return self.parts[position] if position < len(self.parts) else None

    def _mention(self, position: int) -> Mention | None:
        part = self._at(position)
        return None if part is None or isinstance(part, tuple) else part

    def _limit(self) -> int:
        """Where the part that comes next starts, or the passage ends."""
        part = self._at(self.position)
        return self.end if part is None else part[0] if isinstance(part, tuple) else part.start

    def _one_of(self, phrase: Phrase, head: Mention) -> bool:
        """Let "one" before what it is one of count the phrase: "one of the 3 missiles"."""
        if head.start not in self.ones:
            return False
        phrase.start = self.ones[head.start]
        phrase.number = Number(phrase.start, head.start, 1, 1, "exact", phrase.start)
        return True
