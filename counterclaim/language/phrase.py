"""One phrase of a clause: what joining the mentions of a passage leaves for reading clauses."""

from __future__ import annotations

from counterclaim.language.lexicon import Cue, Trigger
from counterclaim.language.numbers import Number
from counterclaim.language.timejoints import Time

NOUN, EVENT, CUE, SMALL, TIME, MARK = "noun", "event", "cue", "small", "time", "mark"

POINTERS = ("both", "enemy", "same", "self", "they", "it")
"""Roles of words that point to a party named elsewhere."""


class Phrase:
    """One phrase of a clause, in characters of `NormalText.shown`. Made by the dozen: plain slots, not frozen."""

    __slots__ = (
        "brought",
        "cases",
        "codes",
        "cue",
        "end",
        "form",
        "func",
        "generic",
        "grouped",
        "kind",
        "land",
        "located",
        "mark",
        "modifies",
        "named",
        "near",
        "number",
        "outlet",
        "own",
        "owns",
        "place",
        "place_noun",
        "plural",
        "quotes",
        "role",
        "start",
        "time",
        "title",
        "triggers",
        "unit",
        "weak",
        "weapon",
        "whose",
        "word",
    )  # fmt: skip

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.word = ""
        """The lexicon's phrase of its head."""
        self.codes: tuple[str, ...] = ()
        """Parties it names or belongs to; several where they are joined."""
        self.unit: str | None = None
        self.weak = False
        """Its unit says less than a noun that follows."""
        self.generic = False
        """Its unit says of people only what they are."""
        self.grouped = False
        """Its unit counts groups of people."""
        self.weapon: str | None = None
        """Event that an attack with it is."""
        self.number: Number | None = None
        self.plural = False
        """A word before it says that there are several."""
        self.title: str | None = None
        """Kind of the title it opens with."""
        self.role: str | None = None
        """`name` for a bare name, `person` for a person, or the pointer it is, one of `POINTERS`."""
        self.place = False
        """It can say where."""
        self.place_noun = False
        self.near: int | None = None
        """Where the word of nearness before it starts: "near Kiev"."""
        self.land = ""
        """Kind of the name it opens with: `state`, `capital`, `demonym`, ..."""
        self.owns = False
        """It owns what follows it: "Israel's"."""
        self.whose = False
        """Before the noun of an act its name says who does it, as an adjective would: "US strikes"."""
        self.own = False
        """A word that points back opens it and says whose it is: "its troops", "their attack"."""
        self.located = False
        """It names a place, and is not only somebody's thing: "the Prince Sultan base", not "Russia's refinery"."""
        self.named = False
        """It holds somebody's or something's own name."""
        self.outlet: tuple[str, str | None] | None = None
        self.triggers: tuple[Trigger, ...] = ()
        self.cue: Cue | None = None
        self.func: frozenset[str] = frozenset()
        self.time: Time | None = None
        self.mark = ""
        self.form = ""
        """How a word that changes is read (`readings`), or nothing."""
        self.cases: frozenset[str] = frozenset()
        """Cases it can stand in, where the words of the language have them."""
        self.brought: tuple[Phrase, Phrase] | None = None
        """Who brought about what it names, and the word that says so: "US", "brokered" of "the US-brokered truce"."""
        self.modifies = False
        """It stands before the noun of an act and says whose or which it is: "Russian drone" before "attack"."""

    def __repr__(self) -> str:
        what = self.codes or self.role or self.unit or self.word or self.mark
        return f"<{self.kind} {self.start}-{self.end} {what}>"

    @property
    def speaks(self) -> bool:
        """Whether it can be somebody who says something."""
        return (
            bool(
                (self.title and not self.weapon)
                or self.outlet
                or self.role
                or (self.codes and not self.place_noun and self.unit is None)
            )
            or self.unit in SPEAKING
        )


SPEAKING = frozenset(
    ["soldiers", "fighters", "officers", "officials", "civilians", "police", "people", "journalists", "aid_workers"]
)
