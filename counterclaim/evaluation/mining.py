"""Which words of claims coded by hand the packs do not cover: what a linguist adds to them next.

In: a gold set whose claims say, beside their fields, the words of cue, trigger, actor, target and number; a corpus
that nobody coded, where one is given. Out: `Mined`: how many of these words are covered, and the rest as `Lack`, by
field, meaning and frequency. It changes no pack; whether a word is general enough to be added is for people to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import ahocorasick_rs
import msgspec

from counterclaim.coding.coder import code
from counterclaim.coding.hearing import hear, marks
from counterclaim.errors import GoldError
from counterclaim.evaluation.fitting import KNOWN, Place, fitted, pictured
from counterclaim.evaluation.gold import GoldSet, load, rows
from counterclaim.evaluation.measurement import Coder
from counterclaim.evaluation.scoring import matched_pairs, without_repeats
from counterclaim.model import Claim, Report, Span
from counterclaim.reading.text import normal_text

FIELDS: Final = {
    "cue": "cue",
    "trigger": "trigger",
    "actor": "actor_text",
    "target": "target_text",
    "number": "count_text",
}
"""What is looked at, and the key under which the gold has its words."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one field of one claim, where they stand: "the trigger of this claim is 'opened fire'"."""

    claim: Claim
    field: str
    """One of `FIELDS`."""
    words: Span

    @property
    def meaning(self) -> str:
        """What the words have to mean: the stance of a cue, else the event."""
        return self.claim.stance if self.field == "cue" else self.claim.event


@dataclass(frozen=True, slots=True)
class Lack:
    """Words that the packs do not cover: "the trigger 'opened fire' of a shooting is unknown, 3 times"."""

    field: str
    """One of `FIELDS`."""
    meaning: str
    """The event of the claims; of a cue the stance."""
    words: str
    """In the normal form in which packs are matched."""
    fit: str
    """`unknown`, `other` (of another meaning), `longer` (within a longer phrase), `part` (only some of the words)."""
    known_as: tuple[str, ...]
    """What the packs make of these words, the most frequent first, as in "trigger:attack"."""
    times: int
    """Claims with these words, 1 or more."""
    missed: int
    """How many of these claims the coder did not find."""
    in_corpus: int | None = None
    """How often the words stand in the corpus; None without one."""


@dataclass(frozen=True, slots=True)
class Mined:
    """What the words of a gold set were compared to."""

    lacks: tuple[Lack, ...] = ()
    """By field, the most frequent first."""
    compared: Counter[str] = field(default_factory=Counter)
    """Words that were looked at, by field."""
    known: Counter[str] = field(default_factory=Counter)
    """Those of them that the packs cover, by field."""


def mine(items_path: Path, gold_path: Path, coder: Coder = code) -> Mined:
    """Compare the words of a gold set with the packs; raises GoldError, and UnknownLanguage for a report unread."""
    gold = load(items_path, gold_path)
    compared, known = Counter[str](), Counter[str]()
    found: dict[tuple[str, str, str, str], list[tuple[str, bool]]] = {}
    written = _written(gold_path, gold)
    for report in gold.reports.values():
        missed = _missed(gold.claims[report.id], coder(report))
        places = places_of(report) if report.id in written else ()
        for said in written.get(report.id, ()):
            fit, beside = fitted(said.claim, said.field, said.words, places)
            compared[said.field] += 1
            known[said.field] += fit == KNOWN
            key = said.field, said.meaning, folded(said.words.text), fit
            if fit != KNOWN and key[2]:
                found.setdefault(key, []).append((pictured(beside), id(said.claim) in missed))
    return Mined(tuple(sorted((_lack(*key, told) for key, told in found.items()), key=_order)), compared, known)


def places_of(report: Report) -> tuple[Place, ...]:
    """Every mention of a report in all its languages, with its stored characters; raises `UnknownLanguage`."""
    return tuple(
        Place(*voice.text.stored_span(mention.start, mention.end), mention)
        for voice in hear(report).voices
        for mention in marks(voice, report)
    )


def folded(words: str) -> str:
    """Words as packs are matched with them: in lower case, without marks, one blank apart."""
    return " ".join(normal_text(words).words.split())


def counted(mined: Mined, corpus: Iterable[Report]) -> Mined:
    """The same, with how often the words of each lack stand in the reports of a corpus."""
    phrases = sorted({lack.words for lack in mined.lacks})
    automaton = ahocorasick_rs.AhoCorasick([f" {phrase} " for phrase in phrases])
    times = [0] * len(phrases)
    for report in corpus:
        words = f" {folded(report.text)} "
        for index, _, _ in automaton.find_matches_as_indexes(words, overlapping=True) if phrases else ():
            times[index] += 1
    frequency = dict(zip(phrases, times, strict=True))
    lacks = (replace(lack, in_corpus=frequency[lack.words]) for lack in mined.lacks)
    return replace(mined, lacks=tuple(sorted(lacks, key=_order)))


def render(mined: Mined, shown: int) -> str:
    """The page: the share that is covered of each field, then what is not, `shown` lines of each kind."""
    lines: list[str] = []
    for name in FIELDS:
        known, compared = mined.known[name], mined.compared[name]
        share = f"{known / compared:.1%}" if compared else "none"
        lines += [*([""] if lines else []), f"{name:<10}{known:>8,} of {compared:,} known ({share})"]
        for fit in dict.fromkeys(lack.fit for lack in mined.lacks if lack.field == name):
            lacks = [lack for lack in mined.lacks if (lack.field, lack.fit) == (name, fit)]
            lines += [f"  {fit} ({len(lacks):,} in all): times, missed, in the corpus"]
            lines += map(_line, lacks[:shown])
    return "\n".join(lines) + "\n"


def lack_to_json(lack: Lack) -> dict[str, Any]:
    """The lack as a JSON object, its fields by name."""
    return asdict(lack)


class _Words(msgspec.Struct):
    """The words of a claim; gold of other makings leaves them out."""

    cue: str | None = None
    trigger: str | None = None
    actor_text: str | None = None
    target_text: str | None = None
    count_text: str | None = None


class _Row(msgspec.Struct):
    report: str
    claims: tuple[_Words, ...]


def _written(path: Path, gold: GoldSet) -> dict[str, list[Said]]:
    """The words of all claims by report id; raises GoldError where words do not stand in their report."""
    found: dict[str, list[Said]] = {}
    for where, content in rows(path):
        try:
            row = msgspec.convert(content, _Row)
        except msgspec.ValidationError as fault:
            raise GoldError(f"{where}: the words of a claim are wrong: {fault}; write text or null") from None
        report = gold.reports[row.report]
        for claim, words in zip(gold.claims[row.report], row.claims, strict=True):
            for name, key in FIELDS.items():
                text = getattr(words, key)
                if text:
                    span = _span(text, report.text, claim.evidence, f"{where}: {key}")
                    found.setdefault(row.report, []).append(Said(claim, name, span))
    return found


def _span(words: str, text: str, near: Span, where: str) -> Span:
    """Where words stand whole: in the evidence if they can, else at their first place in the report."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = whole.search(text, near.start, near.end) or whole.search(text)
    start = found.start() if found else text.find(words)
    if start < 0:
        raise GoldError(f"{where} {words!r} does not stand in the report; copy it exactly, or write null")
    return Span(start, start + len(words), words)


def _missed(gold: Sequence[Claim], coded: Sequence[Claim]) -> set[int]:
    """Which of the gold claims nothing that was coded matches; one that repeats another counts as that one."""
    expected = without_repeats(gold)
    matched = {id(right) for right, _ in matched_pairs(expected, without_repeats(coded))}
    return {id(claim) for claim in expected} - matched


def _lack(name: str, meaning: str, words: str, fit: str, told: Sequence[tuple[str, bool]]) -> Lack:
    pictures = Counter(picture for picture, _ in told if picture)
    missed = sum(miss for _, miss in told)
    return Lack(name, meaning, words, fit, tuple(dict(pictures.most_common())), len(told), missed)


def _order(lack: Lack) -> tuple[Any, ...]:
    fields = tuple(FIELDS)
    return fields.index(lack.field), lack.fit, -lack.times, -(lack.in_corpus or 0), lack.words, lack.meaning


def _line(lack: Lack) -> str:
    corpus = "" if lack.in_corpus is None else f"{lack.in_corpus:,}"
    known = f"  [{'; '.join(lack.known_as)}]" if lack.known_as else ""
    return f"{lack.times:>7,} {lack.missed:>6,} {corpus:>9}  {lack.meaning:<18} {lack.words}{known}"
