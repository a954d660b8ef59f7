"""The type that a scan leaves: a phrase, number or time where it stands in a text. No text enters here."""

from __future__ import annotations

from counterclaim.language.lexicon import Lexeme, PartyName
from counterclaim.language.numbers import Number
from counterclaim.language.timejoints import Time

UPPER = "".join(chr(code) for code in range(0x41, 0x1F00) if chr(code).isupper())
"""The capital letters, as a class of a regular expression holds them."""


class Mention:
    """A phrase, number or time where it stands in `NormalText.shown`. Made by the dozen: plain slots, not frozen."""

    __slots__ = ("end", "form", "lexeme", "many", "name", "number", "party", "start", "time")

    def __init__(
        self,
        start: int,
        end: int,
        lexeme: Lexeme,
        name: bool = False,
        number: Number | None = None,
        time: Time | None = None,
        party: PartyName | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.lexeme = lexeme
        self.name = name
        """It stands with a capital letter and its lexeme has a meaning as a name."""
        self.number = number
        self.time = time
        self.party = party
        """The party that the name stands for on the day of the report."""
        self.form = ""
        """How a word that changes is read here (`readings`), or nothing."""
        self.many = False
        """It is a noun in the plural."""

    def __repr__(self) -> str:
        return f"Mention({self.start}, {self.end}, {self.lexeme.phrase or self.number or self.time!r})"
