"""`code`: everything one report claims. Pure: no database, no network, no clock, no randomness."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.clauses import Reader
from counterclaim.coding.completing import complete
from counterclaim.coding.denials import linked
from counterclaim.coding.drafts import Draft, drafts
from counterclaim.coding.finishing import claims_of
from counterclaim.coding.merging import merged
from counterclaim.coding.relevance import relevant
from counterclaim.coding.sides import Sides
from counterclaim.language.packs import pack_for
from counterclaim.language.phrases import Phrase, phrases
from counterclaim.language.scan import Mention, matches, mentions
from counterclaim.language.segment import Passage, passages
from counterclaim.model import Claim, Report
from counterclaim.reading.text import NormalText, normal_text


def code(report: Report) -> tuple[Claim, ...]:
    """The claims of one report, in the order of the text; raises `UnknownLanguage` where no pack reads it."""
    pack = pack_for(report.lang)
    text = normal_text(report.text)
    found = matches(text, pack)
    # the cheap test: a report without conflict vocabulary has cost one pass of the automaton and no more
    if not relevant(found, text):
        return ()
    marked = mentions(text, pack, found, report.published_on)
    parts = passages(text, title_length(report, text), pack.abbreviations)
    joined = [phrases(text, inside, part.start, part.end) for part, inside in _inside(parts, marked)]
    return claims_of(report, text, linked(merged(_drafts(parts, joined))))


def title_length(report: Report, text: NormalText) -> int:
    """Characters of the normal form that the title takes."""
    return text.shown_position(len(report.title)) if report.title else 0


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


def _drafts(parts: Sequence[Passage], joined: Sequence[list[Phrase]]) -> list[Draft]:
    """The drafts of all passages, read with the report's sides in view."""
    title_end = parts[0].end if parts and parts[0].title else 0
    sides = Sides([phrase for group in joined for phrase in group], title_end)
    found: list[Draft] = []
    for position, (part, group) in enumerate(zip(parts, joined, strict=True)):
        if group:
            found.extend(drafts(Reader(group, part.start, part.title).read(), sides, position, part.title))
    complete(found, sides)
    return found
