"""The types that flow through the program: a report goes in, its claims come out.

Everything here is frozen data; nothing here reads text, files or clocks. All offsets count Unicode
characters of `Report.text` as stored, end exclusive. `None` always means "not said".
Source of the values: the project's codebook, sections 2 to 8.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

STANCES: Final = frozenset(
    "asserts confirms accuses denies doubts withholds calls_for offers threatens intends".split()
)
EVENTS: Final = frozenset(
    """clash shelling air_strike missile_strike drone_strike ground_attack bombing shooting attack incursion
    killed wounded killed_or_wounded missing captured displaced released destroyed damaged shot_down seized
    control repel withdrawal blockade mobilization deployment exercise arms_supply
    ceasefire violation talks mediation agreement sanction humanitarian_aid other""".split()
)
UNITS: Final = frozenset(
    """soldiers fighters civilians children police officers officials journalists aid_workers hostages prisoners
    people tanks armoured_vehicles artillery rocket_artillery air_defence radars aircraft helicopters drones missiles
    rockets launchers missiles_and_drones bombs ships submarines vehicles depots bases buildings infrastructure
    equipment settlements area_km2 attacks targets""".split()
)
PEOPLE: Final = frozenset(
    """soldiers fighters civilians children police officers officials journalists aid_workers hostages prisoners
    people""".split()
)
QUALIFIERS: Final = frozenset("exact at_least more_than at_most fewer_than about range vague".split())
SCOPES: Final = frozenset({"incident", "period", "cumulative"})
TWO_SIDED: Final = frozenset({"clash", "talks", "ceasefire", "agreement"})
"""Events whose actor and target are two sides that may stand in either order (codebook, section 4)."""
NARRATOR: Final = "narrator"
"""Speaker party of what the report says itself, with no source."""
UNNAMED: Final = "unnamed"
"""Speaker party of a source that is not described by any party."""

ID_LENGTH = 16
"""Hexadecimal digits of an id by content: 64 bits, a collision in 10^8 claims has odds below 1 in 3,000."""


def content_id(*parts: object) -> str:
    """The id of whatever these parts identify: the same parts give the same id everywhere."""
    written = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a report: `report.text[start:end] == text`."""

    start: int
    """First character, from 0."""
    end: int
    """One past the last character."""
    text: str
    """The characters themselves, as stored."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes that a report was made of: "these, fetched then, read as windows-1258"."""

    sha256: str
    """SHA-256 of the bytes as they came, after any compression for the way was undone; 64 hexadecimal digits."""
    fetched: str | None = None
    """ISO 8601 time, with zone, at which they were fetched; None for a file that does not say."""
    encoding: str | None = None
    """How its characters were written, for instance `utf-8`."""


@dataclass(frozen=True, slots=True)
class Report:
    """One published text: "VnExpress printed this title and body on 28 September 2020"."""

    id: str
    """The caller's id, or one by content (`report_id`)."""
    body: str
    """The text below the title, exactly as read."""
    lang: str | None = None
    """Language code as given (`en`, `en-GB`); None where it has to be told from the text."""
    title: str = ""
    """The title, or the empty string where there is none."""
    outlet: str | None = None
    """Who printed it, as given."""
    published: str | None = None
    """ISO 8601 date or time as given, in the outlet's own country; None where unknown."""
    url: str | None = None
    """The address it was read from."""
    modified: str | None = None
    """ISO 8601 date or time of the last change, as given; None where unknown."""
    byline: str | None = None
    """Who wrote it, as given."""
    via: tuple[str, ...] = ()
    """Slugs of the outlets or agencies that it says it relays, in the order of the text."""
    raw: Raw | None = None
    """The page it was made of; None where it came as a text."""

    @property
    def text(self) -> str:
        """The stored text that all offsets count in: title, two line breaks, body; the body alone without a title."""
        return f"{self.title}\n\n{self.body}" if self.title else self.body

    @property
    def published_on(self) -> date | None:
        """The day of publication in the outlet's own country, or None."""
        return date.fromisoformat(self.published[:10]) if self.published else None


def report_id(outlet: str | None, published: str | None, text: str, url: str | None = None) -> str:
    """Id of a report that brought none: outlet, time, text and, where there is one, its address identify it."""
    return content_id(outlet, published, text, *([url] if url else []))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as said: "at least 550" is (550, None, at_least), never a point."""

    low: int | None
    """Smallest count the words allow, 0 or more; None where they set no floor."""
    high: int | None
    """Largest count the words allow; None where they set no ceiling."""
    qualifier: str
    """How it was said, one of `QUALIFIERS`."""
    written: Span | None = None
    """The words of the number."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which something happened or would happen; half-open, so that periods add up."""

    start: date | None
    """First day, or None where the words leave the beginning open."""
    stop: date | None
    """One past the last day, or None where the words leave the end open."""
    written: Span | None = None
    """The words of the time."""

    @property
    def end(self) -> date | None:
        """The last day, inclusive, as the codebook writes it."""
        return self.stop - timedelta(days=1) if self.stop else None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one speaker said about one kind of event in one report, with the characters that say so."""

    report: str
    """Id of the report."""
    speaker_party: str
    """Party code of the speaker, `narrator` or `unnamed` (codebook, section 5)."""
    stance: str
    """How the speaker stands to the content, one of `STANCES`."""
    event: str
    """What kind of thing the content is about, one of `EVENTS`."""
    evidence: Span
    """The shortest clause that holds speaker, cue and content."""
    speaker: Span | None = None
    """The speaker as written; None where the report speaks itself or the source has no words."""
    actor: str | None = None
    """Party code of who did, does or would do it."""
    target: str | None = None
    """Party code of whom it befell, or whose people, things or land."""
    unit: str | None = None
    """What is counted or was hit, one of `UNITS`."""
    quantity: Quantity | None = None
    """How many; None where nothing is counted."""
    scope: str | None = None
    """One of `SCOPES`; None where nothing is counted."""
    period: Period | None = None
    """When the content happened or would happen; None where the words do not say."""
    place: Span | None = None
    """Where, as written, without its preposition."""
    via: tuple[str, ...] = ()
    """Slugs of the outlets or agencies that relay it, in the order of the text."""
    cue: Span | None = None
    """The words of speech or stance."""
    trigger: Span | None = None
    """The words that name the event."""
    further: tuple[Span, ...] = ()
    """Other places of the report that say the same."""
    denies: tuple[str, ...] = ()
    """Ids of the claims of this report that it rejects, doubts or declines to confirm."""
    confidence: float | None = None
    """Calibrated probability, 0 to 1, that event, speaker's party and stance are right; None where the coder does not
    say."""

    @property
    def low(self) -> int | None:
        """Smallest count, or None."""
        return self.quantity.low if self.quantity else None

    @property
    def high(self) -> int | None:
        """Largest count, or None."""
        return self.quantity.high if self.quantity else None

    @property
    def id(self) -> str:
        """Id by content: report, evidence, speaker, stance, event, parties, unit and count tell claims apart.

        `denies` stands outside, because it names ids; place, period and confidence do, because better reading of
        them does not make another claim.
        """
        return content_id(
            self.report, self.evidence.start, self.evidence.end, self.speaker_party, self.stance, self.event,
            self.actor, self.target, self.unit, self.low, self.high,
        )  # fmt: skip
