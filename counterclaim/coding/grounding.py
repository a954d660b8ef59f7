"""Checks that a claim stands in its report: what every coder finds passes here; the rules are held to it by tests.

In: claims, and the `Ground` of their report: what its words can mean, as our own readers of names, numbers and times
read them. Out: the claims that stand, and those refused, each with the first reason. It mends nothing, and does not
say whether a claim reads the report right: only that nothing in it is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from counterclaim.coding.hearing import Hearing, Voice, hear, marks
from counterclaim.language.mention import Mention
from counterclaim.model import (
    EVENTS,
    NARRATOR,
    QUALIFIERS,
    SCOPES,
    STANCES,
    UNITS,
    UNNAMED,
    Claim,
    Period,
    Quantity,
    Report,
    Span,
)

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""How a party without a code of its own is written (codebook, section 5)."""
ONE: Final = (1, 1, "exact")
"""A named or described person, or a thing in the singular, is one without a word of number (codebook, section 7)."""


class NumberRead(NamedTuple):
    """A number that our reader finds, in stored characters."""

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str


class TimeRead(NamedTuple):
    """A time that our reader finds, in stored characters; half-open days."""

    start: int
    end: int
    first: date | None
    stop: date | None


class Refused(NamedTuple):
    """A claim that does not stand in its report, and why."""

    claim: Claim
    reason: str


@dataclass(frozen=True)
class Ground:
    """What the words of one report can mean. What is asked for is read once, and only then."""

    report: Report
    heard: tuple[tuple[Voice, Sequence[Mention]], ...]
    """Each language of the report with the mentions that its pack finds."""

    @cached_property
    def text(self) -> str:
        """The stored text."""
        return self.report.text

    @cached_property
    def parties(self) -> Mapping[str, tuple[str, ...]]:
        """Codes that a name, a place, an outlet or an office of the report can stand for, with its words."""
        words: dict[str, dict[str, None]] = {}
        for voice, found in self.heard:
            for mention in found:
                for code in _codes(mention):
                    words.setdefault(code, {})[voice.text.shown[mention.start : mention.end]] = None
        for voice, found in self.heard:
            rebels = {voice.text.shown[each.start : each.end]: None for each in found if "rebels" in each.lexeme.func}
            for land, groups in voice.pack.rebels.items() if rebels else ():
                for code in groups if land in words else ():  # "the rebels" of a land that the report names
                    words.setdefault(code, {}).update(rebels)
        return {code: tuple(said) for code, said in words.items()}

    @cached_property
    def words(self) -> str:
        """The words of the report in normal form, one blank before and after each."""
        return f" {' '.join(self.heard[0][0].text.words.split())} "

    @cached_property
    def numbers(self) -> tuple[NumberRead, ...]:
        """All numbers, as they were read among the other mentions and as they read alone."""
        found = dict.fromkeys(
            NumberRead(*voice.text.stored_span(number.start, number.end), number.low, number.high, number.qualifier)
            for voice, mentions in self.heard
            for number in (
                *(mention.number for mention in mentions if mention.number is not None),
                *voice.pack.numbers.find(voice.text.lower),
            )
        )
        return tuple(found)

    @cached_property
    def times(self) -> tuple[TimeRead, ...]:
        """All times."""
        return tuple(
            TimeRead(*voice.text.stored_span(time.start, time.end), time.first, time.stop)
            for voice, _ in self.heard
            for time in voice.pack.times.find(voice.text.lower, self.report.published_on)
        )

    def names(self, party: str) -> bool:
        """Whether a party stands in the report: by a name that can mean it, or as a slug whose words stand there."""
        return party in self.parties or bool(SLUG.match(party) and f" {party.replace('-', ' ')} " in self.words)

    def number_in(self, span: Span) -> NumberRead | None:
        """The number that these characters say, the longest if there are several; None where they say none."""
        inside = [number for number in self.numbers if _overlap(number, span)]
        return max(inside, key=lambda number: number.end - number.start, default=None)

    def one_in(self, span: Span) -> bool:
        """Whether these characters name one thing or person: a noun in the singular, where words show it."""
        return any(
            "singular" in lexeme.forms and "plural" not in lexeme.forms and (lexeme.unit or lexeme.title)
            for voice, found in self.heard
            for mention in found
            for lexeme in (mention.lexeme,)
            for start, end in (voice.text.stored_span(mention.start, mention.end),)
            if start < span.end and span.start < end
        )

    def time_in(self, span: Span) -> TimeRead | None:
        """The time that these characters say, the longest if there are several; None where they say none."""
        inside = [time for time in self.times if _overlap(time, span)]
        return max(inside, key=lambda time: time.end - time.start, default=None)


def ground_of(report: Report, heard: Hearing | None = None) -> Ground:
    """What the words of a report, heard before or now, can mean; raises `UnknownLanguage` where no pack reads it."""
    return Ground(report, tuple((voice, marks(voice, report)) for voice in (heard or hear(report)).voices))


def grounded(claims: Sequence[Claim], ground: Ground) -> tuple[tuple[Claim, ...], tuple[Refused, ...]]:
    """The claims that stand in the report, without links to those that do not; and those refused."""
    kept: dict[str, Claim] = {}
    refused: list[Refused] = []
    for claim in claims:
        reason = fault(claim, ground) or ("it is said twice in the same words" if claim.id in kept else None)
        if reason is None:
            kept[claim.id] = claim
        else:
            refused.append(Refused(claim, reason))
    linked = (replace(claim, denies=_among(claim, kept)) if claim.denies else claim for claim in kept.values())
    return tuple(linked), tuple(refused)


def fault(claim: Claim, ground: Ground) -> str | None:
    """The first thing of a claim that does not stand in the report or the codebook, in words; None if all does."""
    return next(_faults(claim, ground), None)


def misplaced(claim: Claim, report: Report) -> str | None:
    """The first thing of a claim that cannot be one of this report, whatever its words mean; None if there is none.

    It is what can be told without reading: characters that do not stand there, words that the codebook does not have.
    """
    return next(_misplaced(claim, report.id, report.text), None)


def _misplaced(claim: Claim, report: str, text: str) -> Iterator[str]:
    if claim.report != report:
        yield f"it is a claim of report {claim.report!r}"
    for field, span in _spans(claim):
        if not 0 <= span.start < span.end or text[span.start : span.end] != span.text:
            yield f"{field} {span.text!r} does not stand at {span.start} to {span.end}"
    for field, word, allowed in _words(claim):
        if word not in allowed:
            yield f"{field} {word!r} is not in the codebook"
    if claim.low is not None and claim.high is not None and not 0 <= claim.low <= claim.high:
        yield f"{claim.low} to {claim.high} is no number of things"
    period = claim.period
    if period is not None and period.start and period.stop and period.start >= period.stop:
        yield f"it ends on {period.end}, before it starts on {period.start}"


def _faults(claim: Claim, ground: Ground) -> Iterator[str]:
    yield from _misplaced(claim, ground.report.id, ground.text)
    for field, party in _parties(claim):
        if not ground.names(party):
            yield f"{field} {party!r} does not stand in the report"
    for outlet in claim.via:
        if outlet not in ground.report.via and not ground.names(outlet):
            yield f"via {outlet!r} does not stand in the report"
    if claim.quantity is not None and not _counted(claim.quantity, claim.evidence, ground):
        yield f"no words say the number {claim.low} to {claim.high} {claim.quantity.qualifier}"
    if claim.quantity is not None and claim.unit is None:
        yield "a number without a unit"
    if claim.period is not None and not _dated(claim.period, ground):
        yield f"no words say the days {claim.period.start} to {claim.period.end}"
    if claim.confidence is not None and not 0 <= claim.confidence <= 1:
        yield f"confidence {claim.confidence} is no probability"


def _spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Every span of a claim, with the name of its field."""
    yield "evidence", claim.evidence
    named = {"speaker": claim.speaker, "cue": claim.cue, "trigger": claim.trigger, "place": claim.place}
    named["number"] = claim.quantity.written if claim.quantity else None
    named["time"] = claim.period.written if claim.period else None
    yield from ((field, span) for field, span in named.items() if span is not None)
    yield from (("further evidence", span) for span in claim.further)


def _words(claim: Claim) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every word of a claim that the codebook has to hold."""
    yield "stance", claim.stance, STANCES
    yield "event", claim.event, EVENTS
    if claim.unit is not None:
        yield "unit", claim.unit, UNITS
    if claim.quantity is not None:
        yield "qualifier", claim.quantity.qualifier, QUALIFIERS
    if claim.scope is not None:
        yield "scope", claim.scope, SCOPES


def _parties(claim: Claim) -> Iterator[tuple[str, str]]:
    """Every party of a claim that has to stand in the report."""
    if claim.speaker_party not in (NARRATOR, UNNAMED):
        yield "speaker", claim.speaker_party
    if claim.actor is not None:
        yield "actor", claim.actor
    if claim.target is not None:
        yield "target", claim.target


def _counted(quantity: Quantity, evidence: Span, ground: Ground) -> bool:
    """Whether words say this number: those written down with it, else words of the evidence."""
    bounds = (quantity.low, quantity.high, quantity.qualifier)
    if bounds[:2] == (None, None):
        return True
    said = [number for number in ground.numbers if _overlap(number, quantity.written or evidence)]
    if any((number.low, number.high, number.qualifier) == bounds for number in said):
        return True
    return bounds == ONE and (quantity.written is None or not said)


def _dated(period: Period, ground: Ground) -> bool:
    """Whether words say these days: those written down with them, else words anywhere in the report."""
    written, days = period.written, (period.start, period.stop)
    said = (time for time in ground.times if written is None or _overlap(time, written))
    return days == (None, None) or any((time.first, time.stop) == days for time in said)


def _overlap(read: NumberRead | TimeRead, span: Span) -> bool:
    return read.start < span.end and span.start < read.end


def _codes(mention: Mention) -> Iterator[str]:
    """Every party code that a mention can mean."""
    lexeme = mention.lexeme
    yield from (party.code for party in lexeme.parties)
    for place in (lexeme.place, *lexeme.elsewhere):
        if place is not None and place.code:
            yield place.code
    if lexeme.outlet is not None:
        yield from (code for code in lexeme.outlet if code)
    if lexeme.title is not None and lexeme.title.code:
        yield lexeme.title.code


def _among(claim: Claim, kept: dict[str, Claim]) -> tuple[str, ...]:
    return tuple(other for other in claim.denies if other in kept and other != claim.id)
