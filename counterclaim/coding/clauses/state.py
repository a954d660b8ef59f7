"""What the reader of a passage knows at one place of it: the clause, who speaks, what the next noun is for.

Created at the start of a passage, changed phrase by phrase by the other modules of this package.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.acts import WORD, Act, Speech
from counterclaim.language.numbers import Number
from counterclaim.language.phrase import NOUN, Phrase


class Clause:
    """The state of reading one passage."""

    def __init__(self, phrases: Sequence[Phrase], opening: int, end: int, title: bool, quoted: int = 0) -> None:
        self.phrases = phrases
        self.opening, self.end = opening, end
        self.title, self.quoted = title, quoted
        self.inflected = any(phrase.form for phrase in phrases)
        """Words of the passage change their form."""
        self.quotes: Sequence[tuple[int, int]] = ()
        self.before: Speech | None = None
        """The speech that the passage before ends with."""
        self.speeches: list[Speech] = []
        self.acts: list[Act] = []
        self.outlets: list[Phrase] = []
        self.speech: Speech | None = None
        self.main: list[Phrase] = []
        self.first: list[Phrase] = []
        self.subject: list[Phrase] = []
        self.outer: list[Phrase] = []
        self.sufferer: Phrase | None = None
        self.clause_start = phrases[0].start if phrases else 0
        self.opening_time: Phrase | None = None
        self.bearer: Act | None = None
        """Losses whose parts are being told."""
        self.unspoken: set[str] = set()
        """`future`, `condition`: said before anybody is named who says it."""
        self.new_clause()

    def new_clause(self) -> None:
        """Forget what belongs to one clause only."""
        self.last: Act | None = None
        self.pair: Act | None = None
        self.slot: list[Phrase] | None = None
        self.adjacent = self.passive = self.conj = self.nominal = self.light = False
        self.negated = self.may = self.must = self.future = self.hedged = self.past = False
        self.conditional = self.purpose = self.background = self.fronted = False
        self.topic = self.copula = self.replaced = False
        self.prep: str | None = None
        self.possessor: Phrase | None = None
        self.near: int | None = None
        self.agents: list[Phrase] = []
        self.weapons: list[Phrase] = []
        self.others: list[Phrase] = []
        self.place: Phrase | None = None
        self.time: Phrase | None = None
        self.cause: Act | None = None
        self.owed: Act | None = None
        """What befell somebody, told before what brought it about: "five dead after ..."."""
        self.answer: list[Phrase] = []
        self.relative: list[Phrase] = []
        self.fired_by: Phrase | None = None
        self.negated_at = self.parted_at = 0
        self.resumed: Speech | None = None
        self.pending: Speech | None = None
        self.count: Number | None = None
        self.apposition: Phrase | None = None
        self.stance: str | None = None
        self.awaiting: Speech | None = None
        self.fired: Phrase | None = None
        self.proposer: Phrase | None = None
        self.modifier: Phrase | None = None
        """What stands before the noun of an act and says whose or which it is."""

    def noun_after(self, index: int) -> bool:
        """Whether a noun follows right after a phrase."""
        return index + 1 < len(self.phrases) and self.phrases[index + 1].kind == NOUN

    def subject_before(self, index: int) -> bool:
        """Whether a noun stands right before a phrase."""
        return index > 0 and self.phrases[index - 1].kind == NOUN

    def drop_unsaid(self, speech: Speech) -> None:
        """Take back a speech that found no speaker."""
        self.speeches.remove(speech)
        for act in self.acts:
            if act.speech is speech:
                act.speech = None

    def count_unknown(self, length: int, start: int) -> None:
        """Words that no lexicon knows belong to what is being said."""
        speech = self.speech
        if speech is not None and length > WORD and start >= speech.end:
            speech.said += length

    def mark_speech(self, flag: str) -> None:
        """Mark the speech as a whole, where it has no act yet."""
        if self.speech is None:
            self.unspoken.add(flag)
        if self.speech is not None and not self.speech.acts:
            setattr(self.speech, flag, True)

    def break_off(self, start: int) -> None:
        """A new main clause: nobody speaks until somebody does."""
        self.speech = self.bearer = None
        self.subject = []
        self.new_clause()
        self.clause_start = start

    def subclause(self) -> None:
        """A clause of its own inside what is being said."""
        stance = self.stance
        self.outer = self.subject or self.outer
        self.subject = []
        self.new_clause()
        self.stance = stance
        self.time = self.opening_time
