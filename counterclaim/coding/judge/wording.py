"""What words say: linear models over hashed words, each language with weights of its own.

A candidate and where its words stand enter; log odds leave: that anything is claimed here, and that it is what the
rules read. No vocabulary is kept: what a word weighs stands where its hash points, in tables of the file of weights.
"""

from __future__ import annotations

import re
from array import array
from base64 import b64decode
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import Any, Final, NamedTuple
from zlib import crc32

from counterclaim.coding.draft import Draft
from counterclaim.coding.judge.candidates import Candidate, Candidates

SIZE: Final = 1 << 17
"""Places of a table; two words may share one, which costs little."""
BEFORE, AFTER = 12, 14
"""Words of the passage that are looked at, before and after those of the event."""
NEAR: Final = 5
"""Of these, those whose side counts too."""
IN_TITLE: Final = 20
"""Words of the title that are looked at."""
WORD_NAMES: Final = ("claimed by words", "own by words")
"""The two numbers, which stand at the end of a candidate's row."""
UNSAID: Final = (0.0, 0.0)
"""The numbers of a judge that has no tables."""
STEEP: Final = 3.0
"""Length of every list of marks, so that long passages weigh no more than short ones."""
_WORD: Final = re.compile(r"\w+|[?!\"“”:]")
_MIX: Final = 0x9E3779B1


class Hashed(NamedTuple):
    """The words of one passage: where each starts in the stored text, and its hash."""

    starts: Sequence[int]
    hashes: Sequence[int]

    def at(self, place: int) -> int:
        """The hash of a word; 0 beyond either end."""
        return self.hashes[place] if 0 <= place < len(self.hashes) else 0


class Table(NamedTuple):
    """What words weigh for one question."""

    weights: Sequence[int]
    """`SIZE` whole numbers."""
    scale: float
    """What one step of them is worth."""

    def score(self, marks: Sequence[int]) -> float:
        """The log odds of what has these marks."""
        weights = self.weights
        return STEEP / sqrt(len(marks)) * self.scale * sum([weights[mark] for mark in marks])


Wording = tuple[Table, ...]
"""Tables, each for a question of its own."""


def scores(wording: Wording, marks: Sequence[int]) -> tuple[float, ...]:
    """The log odds of a candidate with these marks, by each table."""
    return tuple(table.score(marks) for table in wording)


def ranked(by_words: Sequence[float]) -> list[tuple[float, float, int]]:
    """Of each of several answers what words say of it, how far it is ahead of the best other one, and its rank."""
    order = sorted(by_words, reverse=True)
    second = order[1] if len(order) > 1 else order[0]
    return [(score, score - (second if score == order[0] else order[0]), order.index(score)) for score in by_words]


def tables(body: Mapping[str, Any], names: Sequence[str]) -> Wording:
    """One table for each name that a file of weights holds; raises ValueError where they are not as they must be."""
    weights = [array("b", b64decode(table, validate=True)) for table in body["tables"]]
    scales = [float(scale) for scale in body["scales"]]
    if len(scales) != len(names) or [len(table) for table in weights] != [SIZE] * len(names):
        raise ValueError("tables of words")
    return tuple(map(Table, weights, scales))


class Texts:
    """The words of one report, each passage read once."""

    def __init__(self, found: Candidates) -> None:
        self.found = found
        self.text = found.heard.main.text
        self.lang = found.heard.main.lang
        self.title = [crc32(word.lower().encode()) for word in _WORD.findall(found.report.title or "")[:IN_TITLE]]
        self._passages: dict[int, Hashed] = {}

    def passage(self, at: int) -> Hashed:
        """The words of a passage."""
        if at not in self._passages:
            part = self.found.parts[at][0]
            start, end = self.text.stored_span(part.start, max(part.end, part.start + 1))
            words = list(_WORD.finditer(self.found.report.text, start, end))
            self._passages[at] = Hashed(
                [word.start() for word in words], [crc32(word[0].lower().encode()) for word in words]
            )
        return self._passages[at]

    def around(self, draft: Draft, at: tuple[int, int]) -> tuple[Hashed, int, int, int]:
        """The words of the passage of a draft, which of them are those of the event, and their hash as one.

        The first of the event's, and the first after; `at`: where they stand, in stored characters.
        """
        words = self.passage(draft.passage)
        word = crc32(self.found.report.text[at[0] : at[1]].lower().encode())
        return words, bisect_left(words.starts, at[0]), bisect_left(words.starts, at[1]), word

    def marks(self, candidate: Candidate, at: tuple[int, int]) -> list[int]:
        """Where in the tables stands what the words beside a candidate weigh; `at`: its words, in stored characters."""
        draft = candidate.draft
        words, first, last, word = self.around(draft, at)
        left, right = words.hashes[max(first - BEFORE, 0) : first], words.hashes[last : last + AFTER]
        base = f"{self.lang} {'other' if draft.event == 'other' else 'event'}"
        own = f"{self.lang} {draft.event}"
        found = [
            mark(f"{base} this", word),
            mark(f"{own} this", word),
            *(mark(name) for name in _kinds(candidate, base, own)),
        ]
        beside = salt(f"{base} beside")
        found += [mixed(beside, word) for word in {*left}]
        found += [mixed(beside, word) for word in {*right}]
        _sides(found, base, own, left[-1 : -NEAR - 1 : -1], "before")
        _sides(found, base, own, right[: NEAR + 1], "after")
        pair, row = salt(f"{base} pair"), [*left, 0, *right]
        found += [mixed(pair, one * 31 + other) for one, other in pairwise(row)]
        found.append(mark(f"{base} around", (left[-1] if left else 0) * 31 + (right[0] if right else 0)))
        title = salt(f"{base} title")
        found += [mixed(title, word) for word in {*self.title}]
        return found


def _kinds(candidate: Candidate, base: str, own: str) -> tuple[str, ...]:
    """What the rules make of a candidate, as words."""
    draft = candidate.draft
    party = draft.speaker_party
    return (
        f"{base} {candidate.fate} {draft.event}", f"{base} {draft.stance} {draft.event}", f"{own} said by {party}",
        f"{base} said by {party}", f"{base} of {draft.target}", f"{base} {party} of {draft.target}",
    )  # fmt: skip


def _sides(found: list[int], base: str, own: str, words: Sequence[int], side: str) -> None:
    """The words on one side, the nearest first: how near, and beside which event."""
    beside = salt(f"{own} {side}")
    for away, word in enumerate(words):
        found += [mixed(salt(f"{base} {side} {min(away, 2)}"), word), mixed(beside, word)]


def mark(name: str, word: int = 1) -> int:
    """A place in the tables for a word in the part that a name says; for a name alone where no word is given."""
    return mixed(salt(name), word)


def mixed(part: int, word: int) -> int:
    """A place in the tables for a word in a part that it plays, which `salt` gives a number."""
    return (((word ^ part) * _MIX) & 0xFFFFFFFF) * SIZE >> 32


@lru_cache(maxsize=1 << 14)
def salt(name: str) -> int:
    """A number of a name."""
    return crc32(name.encode())
