"""Joins mentions into the phrases that a clause is made of: who, what, how many, where; verbs, cues, small words.

The mentions of one passage enter, a list of `Phrase` leaves in the order of the text. A phrase is put together by
what stands beside what, and by the pack's grammatical classes; who does what to whom is decided in `coding`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.language import agreement, headfirst, headlast
from counterclaim.language.cases import spelled_out
from counterclaim.language.mention import Mention
from counterclaim.language.order import Order
from counterclaim.language.phrase import Phrase
from counterclaim.language.readings import settle
from counterclaim.language.walk import Mark, Part
from counterclaim.reading.text import NormalText

# one class first: what can be no mark is passed over at once
PUNCTUATION = re.compile(
    r"[:;|!?()…\n,.\s](?:(?<=[:;|!?()…\n])|(?<=,)(?!\d)|(?<=\.)(?<!\b[A-Z]\.)(?!\d)|(?<=\s)[-–—]\s)"
)


def phrases(
    text: NormalText, mentions: Sequence[Mention], start: int, end: int, order: Order, title: bool = False
) -> list[Phrase]:
    """The phrases of the passage `start..end`, from the mentions that lie in it."""
    settle(text, mentions, order)
    parts: list[Part] = []
    plurals: set[int] = set()
    ones: dict[int, int] = {}
    singles: set[int] = set()
    for position, mention in enumerate(mentions):
        lexeme, func = mention.lexeme, mention.lexeme.func
        if lexeme.mute and not mention.name:
            continue
        if not func:
            parts.append(mention)
            continue
        following = mentions[position + 1] if position + 1 < len(mentions) else None
        if lexeme.title and "light" in func and _of_act(following):
            mention.lexeme = replace(lexeme, title=None)  # "organised the raid", and no organisation
        if "one_of" in func and following is not None and (order.last or following.number is not None):
            ones[following.start] = mention.start
        elif "single" in func:
            singles.add(mention.start)
        elif "plural" not in func:
            parts.append(mention)
        elif following is not None:
            plurals.add(following.start)
    parts.extend(_marks(text, mentions, start, end))
    parts.sort(key=_begin)
    if order.last:
        return headlast.Joiner(text, parts, order, end, title, ones).join()
    if order.agrees:
        return spelled_out(agreement.Joiner(text, parts, order, end, plurals, ones).join(), text, order)
    return headfirst.Joiner(text, parts, plurals, ones, singles, end).join()


def _marks(text: NormalText, mentions: Sequence[Mention], start: int, end: int) -> Iterator[Mark]:
    """The marks of a passage that part phrases; those inside a name ("TP.Gaza") do not."""
    position = 0
    for mark in PUNCTUATION.finditer(text.shown, start, end):
        while position < len(mentions) and mentions[position].end <= mark.start():
            position += 1
        if mark.group() != "." or position == len(mentions) or mentions[position].start >= mark.start():
            yield mark.start(), mark.end(), mark.group().strip() or "\n"


def _of_act(following: Mention | None) -> bool:
    """Whether an act, or a word that opens one, comes next."""
    if following is None:
        return False
    return bool(following.lexeme.triggers) or not following.lexeme.func.isdisjoint(("act", "plural"))


def _begin(part: Part) -> int:
    return part[0] if isinstance(part, tuple) else part.start
