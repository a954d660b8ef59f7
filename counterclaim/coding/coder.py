"""`code`: everything one report claims. Pure: no database, no network, no clock, no randomness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from counterclaim.coding.acts import Speech
from counterclaim.coding.clauses import Reading, read_passage
from counterclaim.coding.completing import complete
from counterclaim.coding.denials import linked
from counterclaim.coding.draft import Draft
from counterclaim.coding.drafts import drafts
from counterclaim.coding.finishing import claims_of
from counterclaim.coding.hearing import Foreign, Hearing, Voice, hear, marks
from counterclaim.coding.inspection import Inspection, inspection
from counterclaim.coding.merging import merged
from counterclaim.coding.quoting import ends_with
from counterclaim.coding.retelling import retold
from counterclaim.coding.sides import Sides
from counterclaim.coding.stances import settled
from counterclaim.coding.statements import pertinent
from counterclaim.coding.warlike import grounded
from counterclaim.language.mention import Mention
from counterclaim.language.phrase import EVENT, Phrase
from counterclaim.language.phrases import phrases
from counterclaim.language.segment import Passage
from counterclaim.model import Claim, Report

DATELINE = 8
"""Phrases at the head of a report among which a dateline stands."""
STOPS = frozenset(".!?…;\n")
DASHES = frozenset({"-", "–", "—"})

Part = tuple[Passage, list[Phrase], Reading]
"""One passage, its phrases, and what it says."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with its claims: "read in one language, two claims, one sentence in another left out"."""

    languages: tuple[str, ...]
    """Codes of the languages in which it was read, the main one first."""
    claims: tuple[Claim, ...] = ()
    """In the order in which the text first tells of them; the evidence may stand further on, where it is told best."""
    left_out: tuple[Foreign, ...] = ()
    """Passages in languages that no pack reads."""
    refused: tuple[str, ...] = ()
    """Why claims that the coder proposed do not stand in the report, one reason each."""
    instead: str | None = None
    """Why another coder stood in for the one that was asked; None where none did."""


@dataclass(frozen=True, slots=True)
class Course:
    """What the rules draft of one report, and what is left of it after each stage."""

    sides: Sides
    made: Sequence[Draft]
    """All that is drafted."""
    sound: Sequence[Draft]
    """Of these, what somebody does or what befalls somebody."""
    once: Sequence[Draft]
    """Of these, each claim once."""
    pertinent: Sequence[Draft]
    """Of these, what is of a conflict."""
    told: Sequence[Draft]
    """What is claimed: these, denials with what they deny, each with the outlets that relay the report."""


def code(report: Report) -> tuple[Claim, ...]:
    """The claims of one report, in the order of `Coded.claims`; raises `UnknownLanguage` where no pack reads it."""
    return coded(report).claims


def coded(report: Report) -> Coded:
    """The claims of one report, and what of it could not be read; raises `UnknownLanguage` where no pack reads it."""
    heard = hear(report)
    languages = tuple([voice.lang for voice in heard.voices])
    if not heard.conflict:
        return Coded(languages, (), heard.left_out) if heard.left_out else _silent(languages)
    parts = parts_of(heard, {voice.lang: marks(voice, report) for voice in heard.voices})
    return Coded(languages, claims_in(parts, heard.main, report), heard.left_out)


@cache
def _silent(languages: tuple[str, ...]) -> Coded:
    """A report that claims nothing, as most do: the same value each time."""
    return Coded(languages)


def claims_in(parts: Sequence[Part], main: Voice, report: Report) -> tuple[Claim, ...]:
    """What the passages of a report claim, as they were read."""
    return claims_of(report, main.text, course(parts, main, report).told, main.pack.running)


def course(parts: Sequence[Part], main: Voice, report: Report) -> Course:
    """What the rules draft of the passages of a report, stage by stage."""
    made, sides = drafts_of(parts, main)
    sound = [draft for draft in made if grounded(draft)]
    once = merged(sound)
    pert = pertinent(once, [group for _, group, _ in parts], main.pack)
    told = credited(linked(settled(pert)), report, parts)
    return Course(sides, made, sound, once, pert, told)


def inspect(report: Report) -> Inspection:
    """What the packs knew and did not know of one report; raises `UnknownLanguage` where no pack reads it."""
    heard = hear(report)
    marked = {voice.lang: marks(voice, report) for voice in heard.voices}
    readings = [(group, reading) for _, group, reading in parts_of(heard, marked)]
    known = [mention for own in marked.values() for mention in own]
    seen = inspection(heard.main.text, known, readings, heard.conflict, len(code(report)))
    return replace(seen, left_out=tuple(foreign.lang for foreign in heard.left_out))


def parts_of(heard: Hearing, marked: Mapping[str, Sequence[Mention]]) -> list[Part]:
    """The passages of a report, read, each by the pack of its own language."""
    found: list[Part] = []
    inside = {
        voice.lang: _inside([passage for passage, reader in heard.passages if reader is voice], marked[voice.lang])
        for voice in heard.voices
    }
    before: Speech | None = None
    for passage, voice in heard.passages:
        own = next(inside[voice.lang])
        group = phrases(voice.text, own, passage.start, passage.end, voice.pack.order, passage.title)
        reading = read_passage(group, passage, before)
        before = None if passage.title else ends_with(reading.speeches)
        if found:
            retold(found[-1][2], reading, group)
        found.append((passage, group, reading))
    return found


def _inside(parts: Sequence[Passage], marked: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The mentions that lie in each passage; a mention across two passages belongs to neither."""
    position = 0
    for part in parts:
        inside: list[Mention] = []
        while position < len(marked) and marked[position].start < part.end:
            if marked[position].start >= part.start and marked[position].end <= part.end:
                inside.append(marked[position])
            position += 1
        yield inside


def drafts_of(parts: Sequence[Part], main: Voice) -> tuple[list[Draft], Sides]:
    """The drafts of all passages, made with the report's sides in view; those too that are of no conflict."""
    title_end = parts[0][0].end if parts and parts[0][0].title else 0
    sides = Sides([group for _, group, _ in parts], title_end, main.pack, main.text.shown)
    found: list[Draft] = []
    for position, (passage, _, reading) in enumerate(parts):
        found.extend(drafts(reading, sides, position, passage.title))
    complete(found, sides)
    return found, sides


def credited(told: list[Draft], report: Report, parts: Sequence[Part]) -> list[Draft]:
    """The drafts, each with the outlets that relay the report as a whole."""
    credits = (*report.via, *_dateline(parts), *_closing_credits(parts))
    for draft in told if credits else ():
        draft.via = tuple(dict.fromkeys((*draft.via, *credits)))
    return told


def _dateline(parts: Sequence[Part]) -> tuple[str, ...]:
    """The agency in the brackets of a dateline, before its dash: "KYIV (Reuters) - ..."."""
    body = next((group for passage, group, _ in parts if not passage.title), [])
    for at, phrase in enumerate(body[: min(DATELINE, len(body) - 2)]):
        if phrase.mark in STOPS:
            break
        inside, close = body[at + 1], body[at + 2]
        dash = body[at + 3].mark if at + 3 < len(body) else ""
        if phrase.mark == "(" and inside.outlet is not None and close.mark == ")" and dash in DASHES:
            return (inside.outlet[0],)
    return ()


def _closing_credits(parts: Sequence[Part]) -> tuple[str, ...]:
    """The outlets that the lines after the last sentence credit with the whole report: "(According to Reuters)"."""
    found: list[str] = []
    for passage, group, _ in reversed(parts):
        outlets = [phrase.outlet[0] for phrase in group if phrase.outlet]
        told = any(phrase.kind == EVENT or (phrase.codes and not phrase.outlet) for phrase in group)
        cues = [phrase.cue.form for phrase in group if phrase.cue]
        if passage.title or told or not outlets or cues not in ([], ["by"]):
            break
        found = outlets + found
    return tuple(dict.fromkeys(found))
