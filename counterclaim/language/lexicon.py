"""The types of a lexicon: what a phrase can be. One phrase may have several facets ("Washington" is party and place).

Built once by `packs`, read by everything above. No text enters here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name that stands for a party: "Nga" is RUS, and so is "Putin"."""

    code: str
    """Party code (codebook, section 5)."""
    kind: str
    """`state`, `region`, `armed-group`, `organisation`, `bloc`, `people`, `capital`, `metonym`, `person`, `outlet`."""
    since: date | None = None
    """First day on which the name stands for this code, or None."""
    until: date | None = None
    """Last day, or None."""
    contested: bool = False
    """Other parties or places have the same name, and it stands for this one only where the report tells so."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title of office, an organ, a kind of source: it makes a phrase somebody who can speak or act."""

    kind: str
    """`office`, `organ`, `forces`, `source`, `person`, or `local`: officials of wherever it happened."""
    code: str | None = None
    """Party code where only one party has it."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A named place, or a noun that opens a place phrase."""

    code: str | None
    """Party whose people and things are there, or None."""
    noun: str | None = None
    """`geo`, `site` or `zone` for a noun; None for a name."""
    contested: bool = False
    """Other parties or places have the same name, and it stands for this one only where the report tells so."""


@dataclass(frozen=True, slots=True)
class UnitNoun:
    """A noun of people or things that are counted, hit, lost or taken."""

    unit: str
    weapon: str | None = None
    """Event that an attack with it is, where it is a weapon."""
    doer: bool = False
    """Whether it can be the subject of an attack."""
    place: bool = False
    """Whether it is also a place ("town")."""
    weak: bool = False
    """Whether it says less than the noun that follows it ("target", "shelter")."""
    generic: bool = False
    """Whether it says of people only what they are ("official"): without a name it is nobody in particular."""
    grouped: bool = False
    """Whether it counts groups of people ("family"), and so not how many they are."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event, with the frame in which it takes its arguments."""

    event: str
    frame: str
    noun: bool = False
    needs: frozenset[str] = frozenset()
    """Units one of which must be its object."""
    needs_actor: frozenset[str] = frozenset()
    """Units one of which must be its subject."""
    by_unit: tuple[tuple[str, str], ...] = ()
    """Event by the unit of the object."""
    weak: bool = False
    """It names an act of force only where a side of the conflict does it."""
    fires: bool = False
    """Its object is the weapon."""
    suffered: bool = False
    """Its subject is the one who suffers it."""
    complete: bool = False
    """The words hold their own object, so that nothing suffers it in the passive: "open fire"."""
    people: bool = False
    things: bool = False
    standing: bool = False
    """It names what stands for a while: a deal, a truce, a conflict; only its coming or end is an event."""
    needs_object: bool = False
    """It is an act only with somebody or something that suffers it."""
    needs_beside: frozenset[str] = frozenset()
    """Grammatical classes one of which must stand before it in its clause, or right after it."""
    takes: bool = False
    """Its subject receives what another gives."""
    needs_party: bool = False
    """Its object or other side must be a party, somebody in office, or people."""
    needs_place: bool = False
    """Its object, or in the passive its subject, must be a place or what stands in one."""
    needs_aim: bool = False
    """Right after it must stand at whom or where it is aimed."""
    losses: bool = False
    """It names losses, of people or of things as the nouns beside it say."""
    reads: str = ""
    """`noun` or `verb` where the word names the event only as that; empty where it may be either."""

    def event_for(self, unit: str | None) -> str:
        """The event where its object is of this unit."""
        for of_unit, event in self.by_unit:
            if of_unit == unit:
                return event
        return self.event


@dataclass(frozen=True, slots=True)
class Cue:
    """A word by which a speaker stands to a content."""

    stance: str
    form: str
    own: str | None = None
    """Stance where the speaker is the one who would act."""
    praise: bool = False
    plain: bool = False
    """What it tells is news of any kind: without an event it is no statement about the conflict."""
    reads: str = ""
    """`noun` or `verb` where the word is a cue only as that."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """Everything one phrase can be."""

    phrase: str
    parties: tuple[PartyName, ...] = ()
    capital: bool = True
    """As a name it needs a capital letter."""
    acronym: bool = False
    """As a name it needs capitals alone."""
    ambiguous: bool = False
    """The name is also an ordinary word."""
    place: PlaceName | None = None
    elsewhere: tuple[PlaceName, ...] = ()
    """Other places of the same name."""
    contested: bool = False
    """What the name stands for is told by the report alone (`contested`)."""
    outlet: tuple[str, str | None] | None = None
    """Slug, and party code of a state's own medium."""
    title: Title | None = None
    unit: UnitNoun | None = None
    triggers: tuple[Trigger, ...] = ()
    cue: Cue | None = None
    func: frozenset[str] = field(default_factory=frozenset)
    """Grammatical classes of `grammar.toml`."""
    forms: frozenset[str] = field(default_factory=frozenset)
    """Names of the forms it can be, where the pack's words change (`inflections`)."""
    cases: frozenset[str] = field(default_factory=frozenset)
    """Cases it can stand in, where the pack's nouns have them."""
    mute: bool = False
    """It does nothing in a clause but keep its syllables to itself, or tell what a report is about."""

    @property
    def is_name(self) -> bool:
        """Whether it is the name of something."""
        return bool(self.parties or self.outlet or (self.place and self.place.noun is None))

    @property
    def is_common(self) -> bool:
        """Whether it is something that no capital letter marks."""
        return bool(
            self.title or self.unit or self.triggers or self.cue or self.func or (self.place and self.place.noun)
        )
