"""`code`: everything one report claims. Pure: no database, no network, no clock, no randomness."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.clauses import Reading, read_passage
from counterclaim.coding.completing import complete, grounded
from counterclaim.coding.denials import linked
from counterclaim.coding.draft import Draft
from counterclaim.coding.drafts import drafts
from counterclaim.coding.finishing import claims_of
from counterclaim.coding.inspection import Inspection, inspection
from counterclaim.coding.merging import merged
from counterclaim.coding.relevance import relevant
from counterclaim.coding.sides import Sides
from counterclaim.coding.stances import settled
from counterclaim.coding.statements import pertinent
from counterclaim.language.captions import reported
from counterclaim.language.packs import Pack, pack_for
from counterclaim.language.phrase import EVENT, Phrase
from counterclaim.language.phrases import phrases
from counterclaim.language.scan import Match, Mention, matches, mentions
from counterclaim.language.segment import Passage, passages
from counterclaim.model import Claim, Report
from counterclaim.reading.text import NormalText, normal_text

Part = tuple[Passage, list[Phrase], Reading]
"""One passage, its phrases, and what it says."""


def code(report: Report) -> tuple[Claim, ...]:
    """The claims of one report, in the order of the text; raises `UnknownLanguage` where no pack reads it."""
    pack = pack_for(report.lang)
    text = pack.spelling.applied(normal_text(report.text))
    found = matches(text, pack)
    # the cheap test: a report without conflict vocabulary has cost one pass of the automaton and no more
    if not relevant(found, text, pack):
        return ()
    parts = _parts(report, text, pack, mentions(text, pack, found, report.published_on))
    drafted = pertinent(merged(_drafts(parts, pack, text.shown)), [group for _, group, _ in parts], pack.home)
    told = linked(settled(drafted))
    for draft in told if (credits := _closing_credits(parts)) else ():
        draft.via = tuple(dict.fromkeys((*draft.via, *credits)))
    return claims_of(report, text, told)


def inspect(report: Report) -> Inspection:
    """What the pack knew and did not know of one report; raises `UnknownLanguage` where no pack reads it."""
    pack = pack_for(report.lang)
    text = pack.spelling.applied(normal_text(report.text))
    found: list[Match] = matches(text, pack)
    marked = mentions(text, pack, found, report.published_on)
    readings = [(group, reading) for _, group, reading in _parts(report, text, pack, marked)]
    return inspection(text, marked, readings, relevant(found, text, pack), len(code(report)))


def title_length(report: Report, text: NormalText) -> int:
    """Characters of the normal form that the title takes."""
    return text.shown_position(len(report.title)) if report.title else 0


def _parts(report: Report, text: NormalText, pack: Pack, marked: Sequence[Mention]) -> list[Part]:
    """The passages of a report, read."""
    found: list[Part] = []
    cut = passages(text, title_length(report, text), pack.abbreviations)
    for passage, inside in _inside(reported(cut, text, pack.credits), marked):
        group = phrases(text, inside, passage.start, passage.end, pack.order, passage.title)
        found.append((passage, group, read_passage(group, passage.start, passage.end, passage.title, passage.quoted)))
    return found


def _inside(parts: Sequence[Passage], marked: Sequence[Mention]) -> list[tuple[Passage, list[Mention]]]:
    """Each passage with the mentions that lie in it; a mention across two passages belongs to neither."""
    found, position = [], 0
    for part in parts:
        inside: list[Mention] = []
        while position < len(marked) and marked[position].start < part.end:
            if marked[position].start >= part.start and marked[position].end <= part.end:
                inside.append(marked[position])
            position += 1
        found.append((part, inside))
    return found


def _drafts(parts: Sequence[Part], pack: Pack, shown: str) -> list[Draft]:
    """The drafts of all passages, made with the report's sides in view."""
    title_end = parts[0][0].end if parts and parts[0][0].title else 0
    sides = Sides([group for _, group, _ in parts], title_end, pack, shown)
    found: list[Draft] = []
    for position, (passage, _, reading) in enumerate(parts):
        found.extend(drafts(reading, sides, position, passage.title))
    complete(found, sides)
    return [draft for draft in found if grounded(draft)]


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
