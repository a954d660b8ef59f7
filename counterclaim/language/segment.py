"""Cuts a report into passages: the title, then sentences; a quotation over several sentences stays in one passage.

A normal text enters, passages leave, in order and without overlap. What a passage says is not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.reading.text import NormalText

LONGEST_QUOTATION = 900
"""Characters; a quotation mark that closes later than this is taken for a stray one."""
LONGEST_SENTENCE = 4_000
"""Characters; what goes on for longer is cut at a blank, so that work which grows with the square of a sentence stays
small. The longest sentence in 11,600 reports of the corpora has 1,568."""
STATEMENT = 4
"""Blanks in a quotation, from which on it is a statement."""
# a pattern that opens with letters is sought faster than one that first looks at what stands before them
ENDING = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*[\"”’'»)\]]*(?=\s|[^\W\d_])|\n+")
OPENING = re.compile(r"[\"“«'‘](?<!\w['‘])")
"""A mark that may open a quotation; most passages have none."""
QUOTATION = re.compile(
    rf"[\"“«][^\"”»\n]{{2,{LONGEST_QUOTATION}}}[\"”»]"
    # single marks: one that opens stands before a word and after none, one that closes after a word or a stop
    rf"|(?<![\w'’.,!?])['‘](?=[\w\[…\"“])[^\n]{{2,{LONGEST_QUOTATION}}}?(?<=[\w.,!?…;)\]\"”])['’](?!\w)"
)
LAST_WORD = re.compile(r"[\w.]+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """One title or sentence, in characters of `NormalText.shown`."""

    start: int
    end: int
    title: bool = False
    quoted: int = 0
    """Where the quotation ends that opens it, or 0."""
    quotes: tuple[tuple[int, int], ...] = ()
    """Where the quotations of several words in it start and end."""


def passages(text: NormalText, title_length: int, abbreviations: frozenset[str]) -> list[Passage]:
    """The passages of a report whose title takes the first `title_length` characters of `shown`."""
    found = [Passage(0, title_length, title=True)] if title_length else []
    shown = text.shown
    quotations = [match.span() for match in _quotations(shown, title_length, len(shown))]
    start, inside = title_length, 0
    for ending in ENDING.finditer(shown, title_length):
        while inside < len(quotations) and quotations[inside][1] <= ending.start():
            inside += 1
        quoted = inside < len(quotations) and quotations[inside][0] < ending.start() < quotations[inside][1] - 2
        if quoted or not _ends(shown, ending, abbreviations):
            continue
        _keep(found, shown, start, ending.end())
        start = ending.end()
    _keep(found, shown, start, len(shown))
    return found


def _keep(found: list[Passage], shown: str, start: int, end: int) -> None:
    while start < end and shown[start].isspace():
        start += 1
    while end > start and shown[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        blank = shown.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = blank if blank > 0 else start + LONGEST_SENTENCE
        _keep(found, shown, start, cut)
        start = cut
    if end > start:
        quotations = _quotations(shown, start, end)
        opening = quotations[0].end() if quotations and quotations[0].start() == start else 0
        quotes = tuple([match.span() for match in quotations if _of_words(match.group())])
        found.append(Passage(start, end, quoted=opening, quotes=quotes))


def _quotations(shown: str, start: int, end: int) -> list[re.Match[str]]:
    return list(QUOTATION.finditer(shown, start, end)) if OPENING.search(shown, start, end) else []


def _of_words(quotation: str) -> bool:
    """Whether a quotation is a statement, and not a word or a name in quotation marks."""
    return quotation.count(" ") >= STATEMENT


def _ends(shown: str, ending: re.Match[str], abbreviations: frozenset[str]) -> bool:
    """Whether these marks end a sentence, and not an abbreviation, an initial or a number."""
    mark = ending.group()
    if mark[0] != "." or len(mark.rstrip("\"”’'»)]")) > 1:
        return True
    word = LAST_WORD.search(shown, max(0, ending.start() - 12), ending.start())
    if word is None:
        return True
    before, after = word.group(), shown[ending.end()]
    if after.isspace():
        return before.lower() not in abbreviations and not (len(before) == 1 and before.isupper())
    # no space after the stop: a new sentence opens with a capital, and what stands before it is no name or number
    follows = shown[ending.end() + 1 : ending.end() + 2]
    return (
        after.isupper()
        and (follows.islower() or follows.isspace())
        and before.lower() not in abbreviations
        and (before[-1].islower() or before[-1].isdigit() or len(mark) > 1)
    )
