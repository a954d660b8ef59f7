"""In which languages a report speaks, and what the pack of each finds in it.

A report enters, a `Hearing` leaves: its passages, each with the voice that reads it. Most reports have one voice.
A passage in a language that no pack reads is left out. What a passage says is not looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.coding.relevance import promising, relevant
from counterclaim.errors import UnknownLanguage
from counterclaim.language.captions import reported
from counterclaim.language.identify import language_of, spoken, usual
from counterclaim.language.mention import Mention
from counterclaim.language.packs import Pack, pack_for, supported
from counterclaim.language.scan import Match, matches, mentions, touches
from counterclaim.language.segment import Passage, passages
from counterclaim.model import Report, Span
from counterclaim.reading.text import NormalText, normal_text

WORTH = 0.25
"""Share of a report in a language that a pack reads, from which on it is coded, though most of it may be in another."""
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """One language of a report: its pack, the text as that pack reads it, and the phrases it finds there."""

    pack: Pack
    text: NormalText
    kept: list[Match] | None
    """The phrases of its own passages; None where nobody has asked for them yet."""

    @property
    def lang(self) -> str:
        """Its language."""
        return self.pack.code

    @property
    def found(self) -> list[Match]:
        """The phrases that it finds."""
        return matches(self.text, self.pack) if self.kept is None else self.kept


@dataclass(frozen=True, slots=True)
class Foreign:
    """A passage in a language that no pack reads."""

    lang: str
    passage: Span


@dataclass(frozen=True, slots=True)
class Hearing:
    """A report as it is heard."""

    voices: tuple[Voice, ...]
    """The main one first."""
    conflict: bool
    """Whether one of them speaks of conflict."""
    passages: tuple[tuple[Passage, Voice], ...] = ()
    """In the order of the text, without captions and what no pack reads; empty where there is no conflict."""
    left_out: tuple[Foreign, ...] = ()

    @property
    def main(self) -> Voice:
        """The voice that most of the report has."""
        return self.voices[0]


def hear(report: Report) -> Hearing:
    """The voices of a report; raises `UnknownLanguage` where no pack reads it."""
    text = normal_text(report.text)
    lang = _stated(report)
    alone = lang is not None and usual(text.words, lang)
    pack = pack_for(lang if alone and lang else _told(text, lang))
    alone = alone or usual(text.words, pack.code)
    spelled = pack.spelling.applied(text)
    touched = touches(spelled, pack)
    # the cheap test: a report without conflict vocabulary has cost one pass of the automaton and no more
    if alone and not promising(touched, spelled, pack):
        return Hearing((Voice(pack, spelled, None),), conflict=False)
    main = Voice(pack, spelled, matches(spelled, pack, touched))
    if alone and not relevant(main.found, main.text, main.pack):
        return Hearing((main,), conflict=False)
    cut = passages(main.text, title_length(report, text), main.pack.abbreviations)
    kept = reported(cut, main.text, main.pack.credits)
    languages = [spoken(text.words[passage.start : passage.end], main.lang) for passage in kept]
    if all(lang == main.lang for lang in languages):
        conflict = alone or relevant(main.found, main.text, main.pack)
        return Hearing((main,), conflict, tuple((passage, main) for passage in kept))
    return _mixed(text, main, kept, languages)


def _mixed(text: NormalText, main: Voice, kept: Sequence[Passage], languages: Sequence[str]) -> Hearing:
    """The voices of a report whose passages are not all in one language."""
    packs = supported()
    voices = {main.lang: main} | {lang: _voice(text, lang) for lang in languages if lang in packs and lang != main.lang}
    for lang, voice in voices.items():
        own = [passage for passage, other in zip(kept, languages, strict=True) if other == lang]
        voices[lang] = Voice(voice.pack, voice.text, _within(voice.found, own))
    return Hearing(
        tuple(voices.values()),
        any(relevant(voice.found, voice.text, voice.pack) for voice in voices.values()),
        tuple((passage, voices[lang]) for passage, lang in zip(kept, languages, strict=True) if lang in voices),
        tuple(
            Foreign(lang, _span(text, passage))
            for passage, lang in zip(kept, languages, strict=True)
            if lang not in voices
        ),
    )


def _stated(report: Report) -> str | None:
    """The language that a report is said to be in, for instance `en` of "en-GB"; raises `UnknownLanguage`."""
    if report.lang is None:
        return None
    lang = report.lang.lower().replace("_", "-").partition("-")[0]
    if lang not in supported():
        raise UnknownLanguage(report.lang, supported())
    return lang


def _told(text: NormalText, stated: str | None) -> str:
    """The language of the pack that reads most of a report; raises `UnknownLanguage` where none does."""
    packs = supported()
    lang = language_of(text.words)
    if lang in packs:
        return lang
    if stated is not None:
        return stated
    shares: Counter[str | None] = Counter()
    for line in _LINE.finditer(text.shown):
        shares[language_of(text.words[line.start() : line.end()])] += line.end() - line.start()
    best = max(packs, key=lambda pack: shares[pack])
    if shares[best] < WORTH * len(text.shown):
        raise UnknownLanguage(lang, packs)
    return best


def marks(voice: Voice, report: Report) -> list[Mention]:
    """The mentions that the pack of a voice finds, in order."""
    return mentions(voice.text, voice.pack, voice.found, report.published_on)


def title_length(report: Report, text: NormalText) -> int:
    """Characters of the normal form that the title takes."""
    return text.shown_position(len(report.title)) if report.title else 0


def _voice(text: NormalText, lang: str) -> Voice:
    pack = pack_for(lang)
    spelled = pack.spelling.applied(text)
    return Voice(pack, spelled, matches(spelled, pack))


def _within(found: Sequence[Match], kept: Sequence[Passage]) -> list[Match]:
    """The matches that lie in passages; both in order."""
    inside: list[Match] = []
    position = 0
    for passage in kept:
        while position < len(found) and found[position][0] < passage.end:
            if found[position][0] >= passage.start and found[position][1] <= passage.end:
                inside.append(found[position])
            position += 1
    return inside


def _span(text: NormalText, passage: Passage) -> Span:
    start, end = text.stored_span(passage.start, passage.end)
    return Span(start, end, text.stored[start:end])
