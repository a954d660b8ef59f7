"""What a clause turns into before it becomes claims: acts of speech and acts that are spoken of.

Both are filled phrase by phrase while a passage is read, so they are plain slotted classes, not frozen.
"""

from __future__ import annotations

from counterclaim.language.lexicon import Trigger
from counterclaim.language.numbers import Number
from counterclaim.language.phrase import Phrase
from counterclaim.language.timejoints import Time

WORD = 3
"""Characters between two phrases that may be blanks and quotation marks; more of them are a word."""


class Speech:
    """Somebody stands in some way to a content: "Armenia bác bỏ ..."."""

    __slots__ = (
        "about",
        "acts",
        "aside",
        "at",
        "blames",
        "closing",
        "codes",
        "cue",
        "end",
        "figure",
        "force",
        "form",
        "future",
        "guessed",
        "joined",
        "may",
        "menaces",
        "must",
        "mutual",
        "negated",
        "nested",
        "outer",
        "outlets",
        "own",
        "praise",
        "ready",
        "refers",
        "said",
        "speaker",
        "stance",
        "start",
        "told",
    )  # fmt: skip

    def __init__(self, stance: str, form: str, cue: Phrase | None, speaker: Phrase | None, start: int) -> None:
        self.stance = stance
        self.form = form
        self.cue = cue
        self.speaker = speaker
        self.joined: list[Phrase] = []
        """Who says it too: "the army of Thailand and Cambodia"."""
        self.mutual = False
        """Its speakers say it of each other."""
        self.codes: tuple[str, ...] = ()
        """Parties of the speaker; filled when the report's sides are known."""
        self.start = start
        self.end = cue.end if cue else start
        self.acts = 0
        """How many acts its content holds."""
        self.about: list[Phrase] = []
        """Nouns of its content."""
        self.told = False
        """Whether one of its acts became a claim."""
        self.said = 0
        """Characters of its content that no lexicon knows."""
        self.outlets: list[Phrase] = []
        """Who relays it."""
        self.future = self.must = self.may = self.negated = False
        self.menaces = False
        """Its content holds what threatens: "will pay a price"."""
        self.force = False
        """What it holds of menace is force: "warns of total war"."""
        self.at: int | None = None
        """Where what it says ends that stands before its speaker, and what is told beside it starts."""
        self.closing: int | None = None
        """Where the sentence opens that it stands behind: "..., the minister said"."""
        self.guessed = False
        """The report only supposes that it was said or meant."""
        self.figure = False
        """Its content is a figure that somebody gave before."""
        self.refers = False
        """Its content points back: "this figure"."""
        self.aside = False
        """It stands in a clause of background before the main one: "although Russia says ..., ..."."""
        self.nested = False
        """It stands as a noun: "the accusation of Armenia"."""
        self.outer: Speech | None = None
        """The speech that has this one as its content: "rejects the accusation of Armenia that ..."."""
        self.ready: str | None = None
        """Stance of what the speaker says of the own side at large: "says that it is ready to ..."."""
        self.praise = False
        self.blames = False
        """Its content calls what another does a wrong: "illegal", "an obstacle to peace"."""
        self.own: str | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing is said: "Russia speaks up"."""
        return not (self.acts or self.about or self.said > WORD)


class Act:
    """Something that happens in a content: a trigger with its arguments, each a list of noun phrases."""

    __slots__ = (
        "actors",
        "aims",
        "answers",
        "background",
        "bears",
        "befell",
        "by_agent",
        "cause",
        "conditional",
        "count",
        "each_other",
        "effect",
        "end",
        "future",
        "heads",
        "hedged",
        "index",
        "light",
        "may",
        "must",
        "negated",
        "nominal",
        "objects",
        "offered",
        "others",
        "passive",
        "past",
        "phrase",
        "place",
        "purpose",
        "receivers",
        "source",
        "speech",
        "stance",
        "start",
        "subject",
        "time",
        "trigger",
        "weapons",
        "within",
    )  # fmt: skip

    def __init__(self, phrase: Phrase, trigger: Trigger, speech: Speech | None, start: int, index: int) -> None:
        self.phrase = phrase
        self.index = index
        """Position of its word among the phrases of the passage."""
        self.trigger = trigger
        self.speech = speech
        self.start = start
        """Where its clause starts."""
        self.end = phrase.end
        self.subject: list[Phrase] = []
        """Subject of its clause."""
        self.actors: list[Phrase] = []
        self.objects: list[Phrase] = []
        self.aims: list[Phrase] = []
        """What it is directed at, after a preposition."""
        self.others: list[Phrase] = []
        """The other side of a mutual act."""
        self.receivers: list[Phrase] = []
        self.weapons: list[Phrase] = []
        self.place: Phrase | None = None
        self.source: Phrase | None = None
        self.time: Time | None = None
        self.count: Number | None = None
        """How many times it was done, where it stands as a counted noun."""
        self.cause: Act | None = None
        """The act it is a consequence of."""
        self.bears: Phrase | None = None
        """A name before its noun that says either who does it or whom it befalls: "the Iran strikes"."""
        self.befell: str | None = None
        """Unit of the people whom the act that brought it about struck: "fired on soldiers, killing two"."""
        self.effect: Act | None = None
        """What it is the subject of and brought about: "the attack caused damage in X"."""
        self.answers: list[Phrase] = []
        """Who answers it, and so suffered it."""
        self.stance: str | None = None
        """Stance that a word inside the content gives it."""
        self.past = False
        """A word says that it has been done."""
        self.offered = False
        """A condition follows it."""
        self.within = False
        """It is a noun that only says in what or by what another act came about: "killed in the raid"."""
        self.light = False
        """It is a noun whose verb says that it was done: "carried out a raid"."""
        self.heads = False
        """It is a noun and the subject of its clause: "the raid killed five"."""
        self.by_agent = False
        """Its doer stands before it after a word like "by"."""
        self.negated = self.may = self.must = self.future = self.hedged = False
        self.conditional = self.purpose = self.nominal = self.passive = self.each_other = self.background = False

    @property
    def event_by_weapon(self) -> bool:
        """Whether its word names the weapon."""
        return self.trigger.event in ("missile_strike", "drone_strike")

    @property
    def bare_noun(self) -> bool:
        """Whether it is a noun that names neither who did it nor whom it befell."""
        noun = self.nominal and bool(self.phrase.form)
        return noun and not (self.objects or self.actors or self.aims or self.receivers or self.subject)

    def grow(self, phrase: Phrase) -> None:
        """Let its characters reach to the end of one more argument."""
        if phrase.end > self.end:
            self.end = phrase.end
