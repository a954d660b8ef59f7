"""A claim in the making: what passes from the reading of clauses to the finished claim.

Made in `drafts`, completed in `completing`, merged in `merging`, linked in `denials`. Characters of the normal form.
"""

from __future__ import annotations

from counterclaim.coding.acts import Act, Speech
from counterclaim.language.numbers import Number
from counterclaim.language.phrase import Phrase
from counterclaim.language.timejoints import Time


class Draft:
    """A claim in the making."""

    __slots__ = (
        "act",
        "actor",
        "bare",
        "confidence",
        "denies",
        "end",
        "event",
        "further",
        "nominal",
        "number",
        "passage",
        "place",
        "runs",
        "speaker",
        "speaker_party",
        "speech",
        "stance",
        "start",
        "target",
        "time",
        "title",
        "trigger",
        "unit",
        "via",
    )  # fmt: skip

    def __init__(self, speaker_party: str, stance: str, event: str) -> None:
        self.speaker_party = speaker_party
        self.stance = stance
        self.event = event
        self.speaker: Phrase | None = None
        self.speech: Speech | None = None
        self.act: Act | None = None
        self.actor: str | None = None
        self.target: str | None = None
        self.unit: str | None = None
        self.number: Number | None = None
        self.time: Time | None = None
        self.place: tuple[int, int] | None = None
        self.via: tuple[str, ...] = ()
        self.trigger: Phrase | None = None
        self.start = self.end = 0
        self.title = False
        self.nominal = False
        self.bare = False
        """It stands for a speech without content."""
        self.runs = False
        """Its number is one over several incidents, though no time says so."""
        self.passage = 0
        self.confidence: float | None = None
        """Probability that event, speaker and stance are right, from a coder that says so."""
        self.denies: list[Draft] = []
        self.further: list[tuple[int, int]] = []

    def __repr__(self) -> str:
        return f"Draft({self.speaker_party} {self.stance} {self.event} {self.actor}>{self.target} {self.unit})"
