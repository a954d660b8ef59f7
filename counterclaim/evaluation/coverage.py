"""Where the packs are silent: conflict reports without a claim, unknown words, cues without a speaker.

In: reports, each with what coding found in it (`Inspection`). Out: `Coverage`, plain counts, and its page of text.
It counts in one pass with bounded memory, codes nothing itself, and judges no claim: silence can be right.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from counterclaim.coding.inspection import Inspection
from counterclaim.model import Report

BESIDE: Final = ("party", "number")
"""Kinds of mention whose neighbours are looked at: what stands there is often an event, a cue, a title or a unit."""
PHRASE_WORDS: Final = 2
"""Most words of a neighbour: where writing parts syllables, most words have two."""
KEPT_PHRASES: Final = 200_000
"""Phrases counted at once; above it the rarest go, so that a corpus of any size fits."""
SHOWN_PHRASES: Final = 15
"""Lines of each list of the page."""

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Words the pack does not know next to a mention that it knows: "after a number: hộ dân"."""

    kind: str
    """Kind of the mention, one of `BESIDE`."""
    side: str
    """`before` or `after` the mention."""
    words: str
    """The words in lower case."""


@dataclass(slots=True)
class Coverage:
    """Counts over all reports so far."""

    reports: int = 0
    """All reports."""
    conflict: int = 0
    """Reports with the vocabulary of conflict."""
    silent: int = 0
    """Reports with the vocabulary of conflict and no claim."""
    claims: int = 0
    """Claims of all reports."""
    neighbours: Counter[Neighbour] = field(default_factory=Counter)
    """Unknown words beside parties and numbers of conflict reports."""
    orphan_cues: Counter[str] = field(default_factory=Counter)
    """Cues without a speaker in conflict reports, in lower case."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Passages that no pack reads, by language."""

    @property
    def silent_share(self) -> float:
        """Share of the conflict reports without a claim, 0 to 1; 0 where there are none."""
        return self.silent / self.conflict if self.conflict else 0.0

    def add(self, report: Report, seen: Inspection) -> None:
        """Count one report."""
        self.reports += 1
        self.claims += seen.claims
        self.left_out.update(seen.left_out)
        if not seen.conflict:
            return
        self.conflict += 1
        self.silent += not seen.claims
        self.neighbours.update(neighbours(report.text, seen.mentions))
        self.orphan_cues.update(_folded(cue.text) for cue in seen.orphan_cues)
        if len(self.neighbours) > KEPT_PHRASES:
            self.neighbours = Counter(dict(self.neighbours.most_common(KEPT_PHRASES // 2)))


def coverage(inspected: Iterable[tuple[Report, Inspection]]) -> Coverage:
    """Count all reports of a stream."""
    total = Coverage()
    for report, seen in inspected:
        total.add(report, seen)
    return total


def neighbours(text: str, mentions: Iterable[tuple[str, int, int]]) -> Iterator[Neighbour]:
    """The unknown words that touch a party or a number; a known phrase, a mark or a line end stops them."""
    found = tuple(dict.fromkeys(mentions))
    known = bytearray(len(text))
    for _, start, end in found:
        known[start:end] = b"\1" * (end - start)
    words = [match.span() for match in _WORD.finditer(text)]
    firsts = [start for start, _ in words]
    for kind, start, end in found:
        if kind not in BESIDE:
            continue
        before, after = bisect_left(firsts, start), bisect_left(firsts, end)
        for side, order in (
            ("before", words[max(before - PHRASE_WORDS, 0) : before][::-1]),
            ("after", words[after : after + PHRASE_WORDS]),
        ):
            left, right = _grown(text, known, (start, end), order)
            phrase = text[left:start] if side == "before" else text[end:right]
            if phrase.strip():
                yield Neighbour(kind, side, _folded(phrase))


def render(counted: Coverage) -> str:
    """The page of a coverage: the shares, then each list with the most frequent first."""
    lines = [
        f"reports                           {counted.reports:>9,}",
        f"  that speak of conflict          {counted.conflict:>9,}",
        f"    and make no claim             {counted.silent:>9,}  ({counted.silent_share:.1%})",
        f"claims                            {counted.claims:>9,}",
    ]
    lines += _listed("passages in languages that no pack reads", counted.left_out, counted.left_out.total())
    for kind in BESIDE:
        beside = {_pictured(near): times for near, times in counted.neighbours.items() if near.kind == kind}
        lines += _listed(f"unknown words beside a {kind}", beside)
    lines += _listed("cues without a speaker", counted.orphan_cues)
    return "\n".join(lines) + "\n"


def _grown(text: str, known: bytearray, mention: tuple[int, int], words: list[tuple[int, int]]) -> tuple[int, int]:
    """The mention and the words that touch it, nearest first, up to the first that is known or does not touch."""
    left, right = mention
    for start, end in words:
        gap = text[right:start] if start >= right else text[end:left]
        if gap.strip() or "\n" in gap or known.find(1, start, end) >= 0:
            break
        left, right = min(left, start), max(right, end)
    return left, right


def _listed(title: str, times: Mapping[str, int], size: int | None = None) -> list[str]:
    """A titled list, the most frequent first and equals in the order of the alphabet; nothing for an empty one."""
    most = sorted(times.items(), key=lambda entry: (-entry[1], entry[0]))[:SHOWN_PHRASES]
    head = f"{title} ({len(times) if size is None else size:,} in all)"
    return ["", head] + [f"{number:>9,}  {phrase}" for phrase, number in most] if most else []


def _pictured(near: Neighbour) -> str:
    mention = f"‹{near.kind}›"
    return f"{near.words} {mention}" if near.side == "before" else f"{mention} {near.words}"


def _folded(phrase: str) -> str:
    return unicodedata.normalize("NFC", " ".join(phrase.casefold().split()))
