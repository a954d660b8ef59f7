"""Cuts captions, picture credits and lists of further reading out of a report: they tell no news of their own.

Passages enter, those that a reader takes for the report leave. A sentence that stands on the same line as the credit of
the picture before it stays: "Photo: AFP Earlier, the army said ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.language.mention import UPPER
from counterclaim.language.segment import Passage
from counterclaim.reading.text import NormalText

NAMES = rf"[{UPPER}][\w.&'’+-]*(?:\s?[/,]\s?[{UPPER}][\w.&'’+-]*|[ ][{UPPER}][\w.&'’+-]*)*"
AGENCIES = re.compile(rf"[{UPPER}]{{2}}[\w+]*(?:/[{UPPER}][\w+]*(?: [{UPPER}][\w+]*)*)+")
"""Agencies that share one credit: "EPA/TTXVN"."""
LAST_NAME = re.compile(rf"\s+[{UPPER}][\w'’-]*$")
GOES_ON = re.compile(rf"\s(?![{UPPER}])\w")
REPEATED = 40
"""Characters of a sentence that is left out where it stands in the report once more, as under a picture."""
FIRST = 2
"""Title and first sentence: they are news also where a credit follows them."""


@dataclass(frozen=True, slots=True)
class CreditWords:
    """The words of one language that open a credit ("photo") and a list of further reading ("see also")."""

    credits: re.Pattern[str]
    more: re.Pattern[str]

    @classmethod
    def of(cls, credits: Sequence[str], more: Sequence[str]) -> CreditWords:
        """From the lower-case words of a pack; without any, nothing is a caption."""
        return cls(_opening(credits, rf"\s*:\s*({NAMES})"), _opening(more, r"\s*(?:$|[:>+])"))


def _opening(words: Sequence[str], after: str) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    choice = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?i:{choice}){after}")


def reported(passages: Sequence[Passage], text: NormalText, words: CreditWords) -> list[Passage]:
    """The passages of a report without its captions, credits and lists of further reading."""
    kept: list[Passage] = []
    captions: list[Passage] = []
    said: set[str] = set()
    for passage in passages:
        if passage.title:
            kept.append(passage)
            continue
        shown = text.shown[passage.start : passage.end]
        if (plain := shown.strip(" .!\"'“”‘’").lower()) in said and len(plain) >= REPEATED:
            continue
        said.add(plain)
        if words.more.match(shown):
            break
        kept.extend(_without_credits(passage, shown, words, kept, captions))
    if captions and captions[-1].end > kept[-1].start:
        captions.pop()  # what closes a report is the credit of all of it
    # where nearly all of a report stands in captions, they are the report
    few = len(captions) < len(kept) - len(captions)
    return [passage for passage in kept if passage not in captions] if few else kept


def _without_credits(
    passage: Passage, shown: str, words: CreditWords, kept: Sequence[Passage], captions: list[Passage]
) -> Iterator[Passage]:
    """What of a passage stands outside credits; the sentence before a credit is a caption."""
    start, labelled = 0, True
    credit = words.credits.search(shown)
    if credit is None:
        credit, labelled = AGENCIES.match(shown), False
    while credit is not None:
        end = _credit_end(shown, credit.end(), credit.start(1) if labelled else credit.start())
        rest = shown[end:].lstrip(" .)]")
        before = shown[start : credit.start()].strip(" (.[")
        if before:
            caption = replace(passage, start=passage.start + start, end=passage.start + credit.start())
            captions.append(caption)
            yield caption
        elif not rest and not labelled:
            break
        elif len(kept) > FIRST and not kept[-1].title:
            captions.append(kept[-1])
        start = len(shown) - len(rest)
        credit = words.credits.search(shown, start)
    if start < len(shown):
        yield replace(passage, start=passage.start + start) if start else passage


def _credit_end(shown: str, end: int, start: int) -> int:
    """Where the names of a credit end: the last capital is the next sentence's where small letters follow it."""
    if shown.startswith(",", end):
        return shown.find(" ", start, end) if " " in shown[start:end] else end
    if not GOES_ON.match(shown, end):
        return end
    last = LAST_NAME.search(shown, start, end)
    return last.start() if last else end
