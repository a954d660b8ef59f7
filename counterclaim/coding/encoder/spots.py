"""Where in a report parties, numbers and words of acts stand: what the encoder points at.

A report enters, its `Spots` leave, in stored characters. The language layer finds them; which of them belong
together is for the encoder to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.coding.hearing import Hearing, hear, marks
from counterclaim.coding.sides import Sides
from counterclaim.language.mention import Mention
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, Phrase
from counterclaim.language.phrases import phrases
from counterclaim.model import UNNAMED, Report
from counterclaim.reading.text import NormalText

KINDS = ("named", "owned", "pointed", "outlet", "described")
"""How a phrase means a party: by name; by an owner inside; by pointing back; as an outlet; it says no party."""


@dataclass(frozen=True, slots=True)
class PartySpot:
    """A phrase that can mean a party: "the ministry", which here is Russia's."""

    start: int
    end: int
    codes: tuple[str, ...]
    """What it can mean, one or more codes."""
    kind: int
    """Position in `KINDS`."""


@dataclass(frozen=True, slots=True)
class NumberSpot:
    """A number as said."""

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str


@dataclass(frozen=True, slots=True)
class ActSpot:
    """A phrase that can name an act, or be a word of speech (`other`)."""

    start: int
    end: int
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """What the language layer knows of some words: "announced" is `cue:asserts` and `form:say`."""

    start: int
    end: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spots:
    """What stands in one report."""

    parties: tuple[PartySpot, ...] = ()
    numbers: tuple[NumberSpot, ...] = ()
    acts: tuple[ActSpot, ...] = ()
    hints: tuple[Hint, ...] = ()
    passages: tuple[tuple[int, int, bool], ...] = ()
    """Start, end and whether it is the title, of each passage that is read."""


def spots(report: Report, heard: Hearing | None = None) -> Spots:
    """The spots of a report; none where there is no conflict in it. Raises `UnknownLanguage`."""
    heard = heard or hear(report)
    if not heard.conflict or not heard.passages:
        return Spots()
    text = heard.main.text
    marked = {voice.lang: marks(voice, report) for voice in heard.voices}
    groups: list[list[Phrase]] = []
    numbers: list[NumberSpot] = []
    for passage, voice in heard.passages:
        inside = [m for m in marked[voice.lang] if m.start >= passage.start and m.end <= passage.end]
        numbers.extend(_numbers(inside, text))
        groups.append(phrases(voice.text, inside, passage.start, passage.end, voice.pack.order, passage.title))
    first = heard.passages[0][0]
    sides = Sides(groups, first.end if first.title else 0, heard.main.pack, text.shown)
    return Spots(
        tuple(_parties(groups, sides, text)),
        tuple(numbers),
        tuple(_acts(groups, text)),
        tuple(_hints(groups, text)),
        tuple((*text.stored_span(passage.start, passage.end), passage.title) for passage, _ in heard.passages),
    )


def _numbers(inside: Sequence[Mention], text: NormalText) -> Iterator[NumberSpot]:
    for mention in inside:
        number = mention.number
        if number is not None:
            yield NumberSpot(*text.stored_span(number.start, number.end), number.low, number.high, number.qualifier)


def _parties(groups: Sequence[Sequence[Phrase]], sides: Sides, text: NormalText) -> Iterator[PartySpot]:
    for group in groups:
        for phrase in group:
            if phrase.kind != NOUN:
                continue
            place = text.stored_span(phrase.start, phrase.end)
            if phrase.outlet is not None:
                yield PartySpot(*place, (phrase.outlet[0],), 3)
            if phrase.codes:
                yield PartySpot(*place, phrase.codes, 0 if phrase.role == "name" else 1)
            elif codes := sides.codes(phrase):
                yield PartySpot(*place, tuple(dict.fromkeys(codes)), 2)
            elif phrase.speaks and phrase.outlet is None:
                yield PartySpot(*place, (UNNAMED,), 4)


def _acts(groups: Sequence[Sequence[Phrase]], text: NormalText) -> Iterator[ActSpot]:
    for group in groups:
        for phrase in group:
            events = list(dict.fromkeys(trigger.event for trigger in phrase.triggers))
            if phrase.kind == CUE or phrase.cue is not None:
                events.append("other")
            if events and (phrase.kind in (EVENT, CUE) or phrase.cue is not None):
                yield ActSpot(*text.stored_span(phrase.start, phrase.end), tuple(events))


def _hints(groups: Sequence[Sequence[Phrase]], text: NormalText) -> Iterator[Hint]:
    for group in groups:
        for phrase in group:
            if phrase.kind != MARK and (known := tuple(dict.fromkeys(_known(phrase)))):
                yield Hint(*text.stored_span(phrase.start, phrase.end), known)


def _known(phrase: Phrase) -> Iterator[str]:
    yield "kind:" + phrase.kind
    for trigger in phrase.triggers:
        yield "event:" + trigger.event
        yield "frame:" + trigger.frame
        if trigger.weak:
            yield "weak"
    if phrase.cue is not None:
        yield "cue:" + phrase.cue.stance
        yield "form:" + phrase.cue.form
    for word in sorted(phrase.func):
        yield "word:" + word
    for field, value in (
        ("unit", phrase.unit),
        ("weapon", phrase.weapon),
        ("title", phrase.title),
        ("role", phrase.role),
    ):
        if value:
            yield f"{field}:{value}"
    if phrase.codes:
        yield "party"
    if phrase.number is not None:
        yield "number"
    if phrase.place:
        yield "place"
    if phrase.outlet is not None:
        yield "outlet"
