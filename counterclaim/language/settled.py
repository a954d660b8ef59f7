"""Finds towns that no lexicon has where a report expects a place: "in X", "near X", "the city of X", "X district".

A text, its mentions so far and the towns of the language enter; places with the party that is there leave. A town's
name says nothing anywhere else, because it may be anybody's surname. It belongs to a party that has a town of this name
and that the report names; where there is none, or more than one, the place is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from counterclaim.language.lexicon import Lexeme, PlaceName
from counterclaim.language.mention import UPPER
from counterclaim.language.store.towns import Towns
from counterclaim.reading.text import NormalText

LONGEST: Final = 4
"""Words of a town's name."""
PLACING: Final = frozenset({"in", "near"})
"""Grammatical classes of words after which a place stands."""
REACH: Final = 64
"""Characters before a noun of place in which its name may stand."""
GAP: Final = re.compile("[ \\-–'’]")
"""What may stand between two words of one name."""
WORD: Final = re.compile(r"\w+")
ARTICLE: Final = 3
"""Letters of a word in lower case that may open a name with a hyphen."""
NAMED: Final = frozenset({"geo", "site"})
"""Nouns of place that stand right after the name of the place."""
SENTENCE: Final = re.compile(r"(?:\A|[.!?\n|:])[\s\"“'‘]*\Z")
"""What stands before the first word of a sentence, which has a capital anyway."""
LONGER: Final = re.compile(rf"[-–]\w| [{UPPER}]")
"""What comes after a word that is only part of a name: "Hwasong-12"."""


class Located(Protocol):
    """What a mention has to show: where it stands and what it is."""

    start: int
    end: int
    lexeme: Lexeme
    name: bool


@dataclass(frozen=True, slots=True)
class Town:
    """A town where it stands in `NormalText.shown`."""

    start: int
    end: int
    lexeme: Lexeme


def towns_in(text: NormalText, mentions: Sequence[Located], towns: Towns, parties: set[str], last: bool) -> list[Town]:
    """The towns among words that no mention holds, in order; `parties` are those that the report names.

    `last` says that nouns stand after their names: then any name before a noun of place is that of a place.
    """
    found: list[Town] = []
    for position, mention in enumerate(mentions):
        if not mention.lexeme.func and mention.lexeme.place is None:
            continue
        following = mentions[position + 1] if position + 1 < len(mentions) else None
        before = mentions[position - 1] if position else None
        lexeme = mention.lexeme
        noun = lexeme.place.noun if lexeme.place is not None and not mention.name else None
        placing = noun is not None or not lexeme.func.isdisjoint(PLACING)
        if placing or ("owner" in lexeme.func and _names_kind(before, mention)):
            limit = following.start if following else len(text.shown)
            found.extend(_town_after(text, mention.end, limit, towns, parties))
        if noun in NAMED:
            town = _town_before(text, mention.start, before.end if before else 0, towns, parties, last)
            found.extend([town] if town else [])
    return sorted({town.start: town for town in found}.values(), key=lambda town: town.start)


def _names_kind(before: Located | None, owner: Located) -> bool:
    """Whether "of" stands right after a noun of place: "the city of X"."""
    return before is not None and before.end + 1 == owner.start and bool(before.lexeme.place)


def _town_after(text: NormalText, end: int, limit: int, towns: Towns, parties: set[str]) -> Iterator[Town]:
    """The longest town that starts right after a place in the text, and ends with its name."""
    head = text.shown[end : end + ARTICLE + 3]
    if head[:1] != " " or not (head[1:2].isupper() or "-" in head):
        return
    words: list[re.Match[str]] = []
    for word in WORD.finditer(text.shown, end, limit):
        gap = text.shown[words[-1].end() if words else end : word.start()]
        if len(words) > LONGEST or not (GAP.fullmatch(gap) if words else gap == " "):
            break
        words.append(word)
    for count in range(min(len(words), LONGEST), 0, -1):
        town = _town(text, words[:count], towns, parties)
        if town is not None:
            if not LONGER.match(text.shown, town.end):
                yield town
            return


def _town_before(text: NormalText, start: int, limit: int, towns: Towns, parties: set[str], last: bool) -> Town | None:
    """The longest town that ends right before a noun of place, or any name that stands there within a sentence."""
    words = list(WORD.finditer(text.shown, max(limit, start - REACH), start))
    parted = start
    for count, word in enumerate(reversed(words)):
        if count == LONGEST or not GAP.fullmatch(text.shown[word.end() : parted]):
            words = words[len(words) - count :]
            break
        parted = word.start()
    for first in range(len(words)):
        town = _town(text, words[first:], towns, parties)
        if town is not None:
            return town
    while words and not _opens(text, words):
        words.pop(0)
    if not last or not words or SENTENCE.search(text.shown[max(0, words[0].start() - 3) : words[0].start()]):
        return None
    begin, end = words[0].start(), words[-1].end()
    return Town(begin, end, Lexeme(phrase=text.words[begin:end], place=PlaceName(None)))


def _opens(text: NormalText, words: Sequence[re.Match[str]]) -> bool:
    """Whether words are a name: all with a capital, but for articles joined to what follows ("al-Midan")."""
    return all(
        word.group()[0].isupper() or (len(word.group()) <= ARTICLE and text.shown[word.end()] in "-–") for word in words
    )


def _town(text: NormalText, words: Sequence[re.Match[str]], towns: Towns, parties: set[str]) -> Town | None:
    """The town whose name these words are, the last of them with a capital."""
    start, end = words[0].start(), words[-1].end()
    if not words[-1].group()[0].isupper():
        return None
    codes = towns.codes(" ".join(text.words[start:end].split()))
    if not codes:
        return None
    named = parties.intersection(codes)
    code = named.pop() if len(named) == 1 else None
    return Town(start, end, Lexeme(phrase=text.words[start:end], place=PlaceName(code)))
