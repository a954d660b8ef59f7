"""Tells what a word that changes its form is where it stands: a noun, a verb of the active or one of the passive.

The mentions of a passage enter, in order; each whose lexeme has forms leaves with its `form` and what it means as that.
Languages whose words do not change are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from counterclaim.language.lexicon import Lexeme
from counterclaim.language.mention import Mention
from counterclaim.language.order import Order, word_after, words_before
from counterclaim.reading.text import NormalText

NOUNS: Final = frozenset({"singular", "plural"})
NOUN, BASE, PRESENT, PAST, PART, EITHER, ING = "noun", "base", "s", "past", "part", "either", "ing"
"""Readings: a noun; a verb with "to" or of several; of one, now; of the past; suffered; past or suffered; going on."""
FUTURE: Final = "future"
"""A verb whose form alone says that it lies ahead."""
MARKS: Final = re.compile(r"[,.;:()]")
APOSTROPHES: Final = "'’‘"


def settle(text: NormalText, mentions: Sequence[Mention], order: Order) -> None:
    """Give each mention whose word changes its reading."""
    for position, mention in enumerate(mentions):
        forms = mention.lexeme.forms
        if not forms:
            continue
        before = mentions[position - 1] if position else None
        after = mentions[position + 1] if position + 1 < len(mentions) else None
        listed = before is not None and position > 1 and _listed(text, mentions[position - 2], before, order)
        _settle(text, mention, before, after, order, listed)


def _listed(text: NormalText, first: Mention, second: Mention, order: Order) -> bool:
    """Whether two names are joined, by a word or as headlines join them: "Rubio and Netanyahu", "US, Israel"."""
    if not (first.party is not None and second.party is not None and first.name and second.name):
        return False
    between = text.shown[first.end : second.start].strip()
    return between in order.joining


def _settle(
    text: NormalText, mention: Mention, before: Mention | None, after: Mention | None, order: Order, listed: bool
) -> None:
    lexeme = mention.lexeme
    verbal = lexeme.forms - NOUNS
    if not verbal:
        mention.form = NOUN
        mention.many = "plural" in lexeme.forms and "singular" not in lexeme.forms
        return
    place = _Place(text, mention, before, after, order, listed)
    if place.is_noun():
        mention.form = NOUN
        mention.many = "plural" in lexeme.forms and "singular" not in lexeme.forms
    else:
        mention.form = _verb(verbal, place)
        if (mention.form in (EITHER, PART) and place.is_adjective()) or place.describes(mention.form):
            mention.lexeme = Lexeme(lexeme.phrase, mute=True)
            return
    mention.lexeme = _as(lexeme, mention.form)


_VARIANTS: dict[tuple[int, bool], tuple[Lexeme, Lexeme]] = {}
"""What words mean as verbs, and as nouns, by identity of the lexeme, which each entry keeps alive."""
MOST_VARIANTS: Final = 20_000
"""Entries after which all are forgotten."""


def _variant(lexeme: Lexeme, noun: bool) -> Lexeme:
    known = _VARIANTS.get((id(lexeme), noun))
    if known is not None and known[0] is lexeme:
        return known[1]
    if len(_VARIANTS) >= MOST_VARIANTS:
        _VARIANTS.clear()
    variant = _read_as(lexeme, noun)
    _VARIANTS[id(lexeme), noun] = lexeme, variant
    return variant


def _read_as(lexeme: Lexeme, noun: bool) -> Lexeme:
    other = "verb" if noun else "noun"
    triggers = tuple(trigger for trigger in lexeme.triggers if trigger.reads != other)
    cue = lexeme.cue if lexeme.cue is None or lexeme.cue.reads != other else None
    if not noun:
        return replace(lexeme, triggers=triggers, cue=cue, unit=None, title=None)
    return replace(lexeme, triggers=triggers, cue=cue)


def _as(lexeme: Lexeme, form: str) -> Lexeme:
    """What a word means as a noun or as a verb; a form in "ing" that stands as a noun keeps what it means as a verb."""
    noun = form == NOUN and not lexeme.forms.isdisjoint(NOUNS)
    return _variant(lexeme, noun) if noun or form != NOUN else lexeme


def _verb(forms: frozenset[str], place: _Place) -> str:
    """Which form of a verb it is."""
    if "ing" in forms:
        return ING
    if forms == {FUTURE}:
        return FUTURE
    if forms == {"s"}:
        return PRESENT
    near = place.words[:1]
    if "base" in forms and near and near[0] in place.order.verb_after:
        return BASE
    if forms.isdisjoint(("past", "part")):
        return BASE
    for word in place.words:
        if word in place.order.passive:
            return PART if "part" in forms else PAST
        if word in place.order.perfect:
            return PAST
    if "part" not in forms or place.names_object():
        return PAST
    return EITHER if "past" in forms else PART


class _Place:
    """What stands around a mention."""

    def __init__(
        self,
        text: NormalText,
        mention: Mention,
        before: Mention | None,
        after: Mention | None,
        order: Order,
        listed: bool,
    ) -> None:
        self.text, self.mention, self.order, self.listed = text, mention, order, listed
        self.words = words_before(text.words, mention.start) if not self._fresh(text, mention.start) else []
        self.before = before if before is not None and before.end >= mention.start - 1 else None
        self.near = before if before is not None and self._beside(text, before.end, mention.start) else None
        self.next = word_after(text.words, mention.end) if not self._closes(text, mention.end) else ""
        self.after = after if after is not None and after.start <= mention.end + 1 else None
        self.object = self.after if self.after is not None else self._described_after(after)

    def _described_after(self, after: Mention | None) -> Mention | None:
        """The mention after a word, where only adjectives stand between."""
        if after is None or self.next not in self.order.describing:
            return None
        between = self.text.words[self.mention.end : after.start].split()
        return after if all(word in self.order.describing for word in between) else None

    @staticmethod
    def _beside(text: NormalText, start: int, end: int) -> bool:
        """Whether no mark and two words at most stand between two places."""
        gap = text.shown[start:end]
        return gap == " " or (gap.count(" ") <= 3 and not MARKS.search(gap))

    @staticmethod
    def _fresh(text: NormalText, start: int) -> bool:
        """Whether a mark or the beginning stands right before a word."""
        around = text.shown[max(0, start - 4) : start]
        before = around.rstrip(" \"“”‘’'\n")
        return not before or before[-1] in ",:;.!?()…|–—" or "\n" in around[len(before) :]

    @staticmethod
    def _closes(text: NormalText, end: int) -> bool:
        """Whether a mark or the end stands right after a word."""
        return text.shown[end : end + 1] in ("", ",", ":", ";", ".", "!", "?", ")", "…", "\n", "|")

    def owned(self) -> bool:
        """Whether the word before it is an owner: "Russia's"."""
        start, shown = self.mention.start, self.text.shown
        if self.words[:1] and self.words[0] in self.order.possessive and start > 2:
            return shown[start - len(self.words[0]) - 2] in APOSTROPHES
        return start > 1 and shown[start - 2 : start - 1] in APOSTROPHES and shown[start - 3 : start - 2] == "s"

    def takes_object(self) -> bool:
        """Whether what follows can be an object: a name, a number, something counted, a word that opens a noun."""
        if self.next in self.order.determiners:
            return True
        after = self.object
        if after is None or after.time is not None:
            return False
        lexeme = after.lexeme
        nominal = lexeme.unit or lexeme.title or (lexeme.place and lexeme.place.noun)
        return bool(after.name or after.number is not None or nominal)

    def names_object(self) -> bool:
        """Whether a name that no lexicon has stands right after a verb in small letters: "killed Shireen Abu Akleh"."""
        shown, end = self.text.shown, self.mention.end
        unknown = self.after is None and shown[end : end + 1] == " "
        return unknown and shown[end + 1 : end + 2].isupper() and shown[self.mention.start].islower()

    def is_adjective(self) -> bool:
        """Whether a participle says more of the noun after it: "the destroyed tanks"."""
        if self._supposes():
            return True
        if not self.words or self.after is None or self.after.number is not None:
            return False
        lexeme, before = self.after.lexeme, self.near
        subject = before is not None and bool(before.name or before.lexeme.unit or before.lexeme.title)
        adjective = self.mention.lexeme.phrase in self.order.adjectives
        if adjective and not subject and lexeme.triggers and lexeme.forms <= NOUNS:
            return True  # "demands targeted assassinations"
        ground = lexeme.place is not None and bool(lexeme.place.noun)  # "the besieged enclave"
        if not (lexeme.unit or lexeme.title or ground or self.after.name):
            return False
        opened = self.words[0] in self.order.determiners or self.words[0] in self.order.noun_after or self.owned()
        return opened or (before is not None and (before.number is not None or _adjective(before)))

    def describes(self, form: str) -> bool:
        """Whether a form of a verb of speech stands between an article and its noun: "the disputed region"."""
        spoken = self.mention.lexeme.cue is not None and not self.mention.lexeme.triggers
        return (
            spoken and form in (EITHER, PART, ING) and self.words[:1] != [] and self.words[0] in self.order.determiners
        )

    def _supposes(self) -> bool:
        """Whether a word of speech stands before a noun as an adjective: "on alleged smugglers", nobody before it."""
        word = self.text.words[self.mention.start : self.mention.end]
        if self.mention.lexeme.cue is None or word not in self.order.describing:
            return False
        told = self.next in self.order.verb_after or self.next in self.order.determiners or not self.next
        before = self.before
        return not told and (before is None or not (before.name or before.lexeme.title or before.lexeme.unit))

    def is_noun(self) -> bool:
        """Whether a word that can be a noun and a verb is a noun here."""
        forms = self.mention.lexeme.forms
        nouns = forms & NOUNS
        word = self.words[0] if self.words else ""
        if not nouns:
            # "the bombing of the town"
            going = "ing" in forms and not self.takes_object()
            opened = word in self.order.determiners or word in self.order.adjectives
            return going and (opened or self.owned() or self._described())
        if word in self.order.verb_after and not forms.isdisjoint(("base", "past", "part")):
            return False
        if "part" in forms and (word in self.order.passive or word in self.order.perfect):
            return False  # "was hit", "has cut"
        if word in self.order.determiners or self.owned():
            return True
        if self._described_by(word) and not self._acts_as_verb():
            return True
        if "base" not in forms and "s" not in forms:
            return not forms.isdisjoint(("ing",)) and not self.takes_object()
        if self.before is not None:
            return self._noun_after(self.before)
        if not self.words:
            return not self.takes_object() or "base" in forms
        if "base" in forms:
            return True
        start = self.mention.start - 1 - len(word)
        name = self.text.shown[start : start + 1].isupper()
        return not (name and self.takes_object())

    def _several(self, before: Mention) -> bool:
        """Whether the noun before it means several: "drones", "Palestinians", "Qatar and Egypt"."""
        if before.many:
            return True
        if self.listed or (before.name and self._joined(before)):
            return True
        phrase = before.lexeme.phrase
        if not phrase.endswith("s") or phrase.endswith("ss"):
            return False
        party = before.party
        if party is None or before.form:
            return True
        # "Israelis", "Houthis", but "US", "Hamas", "Cyprus"
        group = party.kind == "demonym" or (party.code.islower() and party.code != phrase)
        return group and not self.text.shown[before.start : before.end].isupper()

    def _joined(self, before: Mention) -> bool:
        return not self.order.joining.isdisjoint(words_before(self.text.words, before.start, 1))

    def _acts_as_verb(self) -> bool:
        """Whether a word means an act only as a verb, and somebody in arms stands before it: "the military hit"."""
        if self.before is None or self.before.lexeme.title is None or not self.mention.lexeme.triggers:
            return False
        return all(trigger.reads == "verb" for trigger in self.mention.lexeme.triggers)

    def _described_by(self, word: str) -> bool:
        return word in self.order.noun_after or word in self.order.adjectives

    def _described(self) -> bool:
        return self.before is not None and (_adjective(self.before) or self.before.number is not None)

    def _noun_after(self, before: Mention) -> bool:
        """Whether it is a noun right after this mention."""
        forms, lexeme = self.mention.lexeme.forms, before.lexeme
        if before.number is not None or (_adjective(before) and not self._several(before)):
            return True
        if before.time is not None:
            return not self.takes_object()
        nominal = before.name or lexeme.unit or lexeme.title or (lexeme.place is not None)
        speaks = self.mention.lexeme.cue is not None and not self.mention.lexeme.triggers
        if speaks and lexeme.cue is not None and before.form not in ("", NOUN):
            return True  # "denies claims", "rejects calls"
        if not nominal or before.form not in ("", NOUN):
            return not self.takes_object() and not speaks
        if "base" in forms and "past" in forms and not any(t.reads != "verb" for t in self.mention.lexeme.triggers):
            return False  # "station hit in Iran"
        if "base" in forms:
            # "drones strike", but "drone strike"
            several = self._several(before)
            closed = self.listed and self._closes(self.text, self.mention.end)
            return not (several and (self.takes_object() or speaks or before.many or closed))
        if speaks:
            return self.next in self.order.owner
        return not self.takes_object()


def _adjective(mention: Mention) -> bool:
    """Whether a name is one of those that say whose something is: "Russian"."""
    return mention.party is not None and mention.party.kind == "demonym"
