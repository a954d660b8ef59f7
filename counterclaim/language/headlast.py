"""Joins mentions into noun phrases where the noun closes its phrase: "three Russian soldiers", "Gaza's ministry".

The parts of a passage enter, its phrases leave, as in `headfirst` for languages whose noun comes first. A phrase
takes what stands before its noun, then what "of" adds to it and the name that follows a title.
"""

from __future__ import annotations

import re

from counterclaim.language.mention import UPPER, Mention
from counterclaim.language.nominals import SITES, nominal, single, take_name, take_noun
from counterclaim.language.numbers import Number
from counterclaim.language.order import Order, word_after
from counterclaim.language.phrase import EVENT, NOUN, POINTERS, Phrase
from counterclaim.language.readings import APOSTROPHES, BASE, ING, PAST, PRESENT
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.language.tails import name_tail
from counterclaim.language.walk import Mark, Part, Walk
from counterclaim.model import PEOPLE
from counterclaim.reading.text import NormalText

NAME = re.compile(rf" [{UPPER}][\w’'-]+(?: (?:\w\w-)?[{UPPER}][\w’'-]*)+")
"""Somebody's name: two words or more with a capital letter."""
ADJECTIVES = 3
"""Words outside the lexicon that may stand before a noun: "the 20 badly burned long-range missiles"."""
JOINTS = frozenset({"-", "–", "/", ".-", ".–"})
"""What may stand between two joined names: "US-Israeli", "U.S.-Israeli"."""
BEFORE_ACT = 2
"""Words outside the lexicon that may stand between whose act it is and its noun: "Russian massive overnight attack"."""
OPENED_WITHIN = 60
"""Characters in which the words stand that open a noun phrase."""
THINGS = (SITES - {"settlements"}) | {"ships", "submarines", "vehicles", "aircraft", "helicopters", "tanks"}
"""Units of things of which a noun in the singular is one."""
TYPED = frozenset({("aircraft", "fighters")})
"""Units of a noun and of the one after it where the first says what it is: "MiG-31 fighters" are planes, and no men."""
LANDS = frozenset({"state", "capital", "region", "metonym"})
BESIDE = frozenset({"for", "in", "with", "toward"})
"""Small words after which stands whom somebody in office speaks for: "spokesman for the army"."""
ASIDE = 7
"""Parts that may stand between commas and say who somebody is."""


class Joiner(Walk):
    """Lets a noun phrase take what belongs to it."""

    def __init__(
        self, text: NormalText, parts: list[Part], order: Order, end: int, title: bool, ones: dict[int, int]
    ) -> None:
        super().__init__(text, parts, end, ones)
        self.order, self.title = order, title
        self.brought: tuple[Phrase, Phrase] | None = None
        """Who brought about what is named next, and the word that says so."""

    def _other(self, mention: Mention) -> None:
        phrase = single(mention)
        phrase.form, phrase.plural = mention.form, mention.many
        phrase.own = mention.form == AS_NOUN and self._pointed(self._opening(mention.start), mention.start)
        phrase.brought, self.brought = self.brought, None
        self.out.append(phrase)
        self._named_after(mention)

    def _named_after(self, verb: Mention) -> None:
        """Let a name that no lexicon has, right after what befalls people, be somebody: "killed Shireen Abu Akleh"."""
        shown = self.text.shown
        active = verb.form in (BASE, PRESENT, PAST, ING) and any(trigger.people for trigger in verb.lexeme.triggers)
        if not active or shown[verb.start].isupper():
            return
        name = NAME.match(shown, verb.end)
        if name is not None and name.end() <= self._limit():
            phrase = Phrase(NOUN, verb.end + 1, name.end())
            phrase.unit, phrase.number = "people", Number(phrase.start, phrase.end, 1, 1, "exact", phrase.start)
            self.out.append(phrase)

    def _noun(self, head: Mention) -> None:
        if self._attributive(head):
            self._skip_word(head)
            return
        phrase = self._filled(head)
        if head.number is not None and self.text.words[phrase.start : phrase.end] in self.order.one:
            return  # "an" before a noun that no lexicon has counts nothing
        self.out.append(phrase)
        phrase.modifies = self._modifies_act(phrase)

    def _filled(self, head: Mention) -> Phrase:
        """The noun phrase that opens at a mention."""
        phrase = Phrase(NOUN, self._opening(head.start), head.end)
        last = head
        self._add(phrase, head)
        while (part := self._at(self.position)) is not None:
            if isinstance(part, tuple):
                if not self._over(phrase, part):
                    break
                continue
            if part.time is not None:
                break
            if not nominal(part):
                if self._of(phrase, part) or self._and(phrase, part, last):
                    continue
                break
            if self._hyphen(phrase, part):
                last = part
                continue
            if not self._belongs(phrase, last, part):
                break
            if self._attributive(part):
                self.position += 1
                self._skip_word(part)
                continue
            self._add(phrase, part)
            last = part
            self.position += 1
        phrase.own = not (phrase.codes or phrase.role) and self._pointed(phrase.start, head.start)
        name_tail(phrase, self.text, self._limit())
        self._count_one(phrase, head, last)
        return phrase

    def _pointed(self, start: int, end: int) -> bool:
        """Whether a word that points back to an owner stands between two places."""
        return start < end and not self.order.owners.isdisjoint(self.text.words[start:end].split())

    def _opening(self, start: int) -> int:
        """Where a noun phrase starts with the words that open it: "the", "its own"."""
        words, earliest = self.text.words, max(0, start - OPENED_WITHIN)
        while start > earliest + 1:
            at = words.rfind(" ", earliest, start - 1) + 1
            word = words[at : start - 1] if at > earliest or not earliest else ""
            if not word or words[start - 1] != " " or word not in self.order.determiners:
                break
            start = at
        return start

    def _gap(self, start: int, end: int) -> tuple[int, bool]:
        """How many words stand between two mentions, and whether the first of them makes an owner of what is before."""
        shown = self.text.shown
        if end - start == 1 and shown[start] == " ":
            return 0, False  # nearly always
        words = self.text.words[start:end].split()
        owner = bool(words) and words[0] in self.order.possessive and shown[start : start + 1] in APOSTROPHES
        owner_s = shown[start : start + 1] in APOSTROPHES and shown[start - 1 : start] == "s"
        return len(words) - owner - sum(word in self.order.determiners for word in words), owner or owner_s

    def _attributive(self, name: Mention) -> bool:
        """Whether a name only says what something is like: "Russian-held", "Iran-backed"."""
        if not name.name or self.text.shown[name.end : name.end + 1] not in ("-", "–", "‑"):
            return False
        return word_after(self.text.words, name.end) in self.order.attributive

    def _skip_word(self, name: Mention) -> None:
        """Leave out the word joined to a name, whatever it means elsewhere: "brokered" of "US-brokered"."""
        part = self._at(self.position)
        if isinstance(part, Mention) and part.start == name.end + 1:
            self.position += 1
            if name.party is not None and any(trigger.event == "mediation" for trigger in part.lexeme.triggers):
                whose = Phrase(NOUN, name.start, name.end)
                self._add(whose, name)
                self.brought = (whose, single(part))

    def _add(self, phrase: Phrase, mention: Mention) -> None:
        """Let a noun phrase take one more mention, which is its noun so far."""
        lexeme = mention.lexeme
        phrase.end = mention.end
        phrase.word = lexeme.phrase or phrase.word
        if mention.number is not None:
            phrase.number = mention.number
            if "both" in lexeme.func:
                phrase.role = "both"
            return
        if mention.name:
            self._add_name(phrase, mention)
            return
        phrase.plural = mention.many
        if lexeme.unit is not None and (phrase.unit, lexeme.unit.unit) in TYPED:
            return
        if lexeme.unit is not None and lexeme.unit.weak and {phrase.unit, lexeme.unit.unit} <= PEOPLE:
            phrase.title = None
            return  # "hostage bodies", "the soldier's body": whose they were
        if lexeme.unit is not None:
            named = phrase.located and not phrase.codes
            phrase.unit = None  # the last noun is what it is
            if phrase.title is not None and lexeme.unit.unit not in PEOPLE:
                phrase.title = None
            phrase.place = lexeme.unit.place or (phrase.place and lexeme.unit.unit in SITES)
            phrase.located = phrase.located and lexeme.unit.unit in SITES and (named or phrase.place_noun)
            phrase.place_noun = False
            phrase.weapon = None
        elif lexeme.title is not None:
            phrase.unit = phrase.weapon = None
            phrase.place = phrase.located = phrase.place_noun = False
            phrase.title = lexeme.title.kind
        elif lexeme.place is not None and phrase.unit is not None:
            phrase.unit = phrase.weapon = None
        if phrase.role in ("name", "person") and (lexeme.unit or lexeme.title or lexeme.place):
            phrase.role = None
        take_noun(phrase, lexeme)

    def _add_name(self, phrase: Phrase, mention: Mention) -> None:
        party = mention.party
        if party is not None and phrase.codes and party.kind not in ("person", "demonym", *LANDS):
            phrase.codes = ()  # "Lebanese Hezbollah": the group, and not the state
        if mention.lexeme.place and party is None and phrase.role == "name":
            phrase.role = None
        take_name(phrase, mention)
        if party is not None and party.kind == "person" and phrase.role == "name":
            phrase.role, phrase.place, phrase.located = "person", False, False  # "Venezuela's Maduro"
        phrase.plural = phrase.plural or mention.many
        if party is not None and party.kind == "demonym":
            phrase.place = phrase.place and phrase.place_noun
        stands = self.text.shown[mention.start : mention.end] in self.order.adjectival
        phrase.whose = party is not None and (party.kind != "state" or stands)

    def _belongs(self, phrase: Phrase, last: Mention, part: Mention) -> bool:
        """Whether the next mention is the noun that what stands before it belongs to."""
        loose, owner = self._gap(last.end, part.start)
        if part.number is not None:
            return owner and loose == 0
        if loose > ADJECTIVES:
            return False
        if not part.lexeme.func.isdisjoint(POINTERS):
            return bool(phrase.role == "both" and loose == 0)
        if owner:
            return True
        if last.number is None and phrase.role != "both" and self._reopened(last.end, part.start):
            return False  # "in the town a monitor said"
        person = part.party is not None and part.party.kind == "person"
        if last.number is not None:
            # "six unarmed Palestinians"
            of_land = part.party is not None and part.party.kind == "demonym"
            return not person and (not part.name or loose <= of_land)
        kind = last.party.kind if last.party is not None and last.name else ""
        common = not part.name
        if kind == "demonym":
            return common or (loose == 0 and not person) or (person and loose == 0)
        if kind and kind != "person":
            return common and loose == 0
        if kind == "person":
            return False
        if last.name:
            return (common or part.lexeme.place is not None) and loose == 0
        return self._follows_noun(phrase, last, part, loose)

    def _reopened(self, start: int, end: int) -> bool:
        """Whether a word that opens a noun phrase stands between two mentions."""
        return end - start > 1 and not self.order.determiners.isdisjoint(self.text.words[start:end].split())

    def _follows_noun(self, phrase: Phrase, last: Mention, part: Mention, loose: int) -> bool:
        """Whether a mention right after a common noun belongs to it: a noun of its own, or somebody's name."""
        lexeme = last.lexeme
        if part.party is not None and part.party.kind == "person":
            return loose <= 1 and (lexeme.title is not None or phrase.unit in PEOPLE)
        side = lexeme.place is not None and lexeme.place.noun == "side"
        if part.name:
            group = "group" in lexeme.func and part.party is not None and part.party.kind not in ("demonym", *LANDS)
            return loose == 0 and (side or group or (lexeme.title is not None and lexeme.title.kind == "person"))
        return loose == 0 or (side and loose <= 1)

    def _of(self, phrase: Phrase, part: Mention) -> bool:
        """Take "of X" after a noun, and "for X" after somebody in office; True where something was taken."""
        following = self._mention(self.position + 1)
        if following is None or not nominal(following) or following.time is not None:
            return False
        loose, _ = self._gap(phrase.end, part.start)
        between, _ = self._gap(part.end, following.start)
        owner = "owner" in part.lexeme.func
        speaks = phrase.title in ("office", "source", "organ") and not phrase.codes
        beside = speaks and not part.lexeme.func.isdisjoint(BESIDE) and not part.lexeme.triggers
        if loose or between > ADJECTIVES or not (owner or beside):
            return False
        if not self.order.determiners.isdisjoint(self.text.words[part.end : following.start].split()[1:]):
            return False  # "in the town of Ehsim the monitor said"
        if self._acts(following) and (following.name or not owner):
            return False  # "victims of the Qatar attack", "a commander in an Israeli attack"
        if beside and not owner and not (following.party or following.lexeme.title):
            return False
        if phrase.role in POINTERS or (phrase.role in ("name", "person") and phrase.number is None):
            return False
        if not owner and "toward" in part.lexeme.func and phrase.unit in PEOPLE:
            return False  # "an envoy to Egypt", but "returned hostages to Israel"
        self.position += 2
        inner = self._filled(following)
        self._merge(phrase, inner)
        return True

    def _acts(self, name: Mention) -> bool:
        """Whether the noun of an act follows a name in front of it: "(a commander) in an Israeli attack"."""
        beyond = self._mention(self.position + 2)
        return beyond is not None and beyond.form == AS_NOUN and self._gap(name.end, beyond.start)[0] <= BEFORE_ACT

    def _merge(self, phrase: Phrase, inner: Phrase) -> None:
        """Let a noun phrase take what stands after "of"."""
        phrase.end = inner.end
        bare = phrase.unit is None and phrase.title is None and not phrase.place_noun
        if bare or phrase.generic or phrase.weak:
            phrase.unit, phrase.weapon = inner.unit or phrase.unit, inner.weapon
            phrase.grouped = inner.grouped
            phrase.title = inner.title or phrase.title
            phrase.role = phrase.role or inner.role
            phrase.number = phrase.number or inner.number
            phrase.weak, phrase.generic = False, phrase.unit == "people" and (inner.generic or not inner.unit)
            phrase.plural = inner.plural
        phrase.land = phrase.land if phrase.codes else inner.land
        phrase.codes = phrase.codes or inner.codes
        phrase.outlet = phrase.outlet or inner.outlet
        phrase.named = phrase.named or inner.named
        if phrase.place_noun or (phrase.unit in SITES):
            phrase.place = phrase.place or inner.place
            phrase.located = phrase.located or inner.located
            phrase.named = phrase.named or inner.located

    def _and(self, phrase: Phrase, part: Mention, last: Mention) -> bool:
        """Take "and X" where bare names are joined; True where one was taken."""
        if "conjunction" not in part.lexeme.func or phrase.role != "name" or not phrase.codes:
            return False
        following = self._mention(self.position + 1)
        if following is None or following.party is None or following.party.kind == "person":
            return False
        loose, _ = self._gap(part.end, following.start)
        if self._gap(phrase.end, part.start)[0] or loose:
            return False
        adjective = following.party.kind == "demonym"
        bare = last.party is not None and last.party.kind != "demonym"
        beyond = self._mention(self.position + 2)
        if beyond is not None:
            gap, owner = self._gap(following.end, beyond.start)
            owned = owner or (nominal(beyond) and gap == 0 and beyond.number is None)
            both = adjective and gap <= BEFORE_ACT and beyond.form == AS_NOUN and bool(beyond.lexeme.triggers)
            both = both and self.text.shown[last.start : last.end] in self.order.adjectival
            if (bare and (owned or adjective) and not both) or (
                not gap and beyond.lexeme.cue is not None and self._hangs()
            ):
                return False
        self._join_name(phrase, following)
        self.position += 2
        return True

    def _hyphen(self, phrase: Phrase, part: Mention) -> bool:
        """Take the second of two names joined by a hyphen: "the US-Israeli strikes", "the Trump-Putin summit"."""
        person = part.party is not None and part.party.kind == "person"
        joined = part.party is not None and phrase.role == ("person" if person else "name")
        if not joined or self.text.shown[phrase.end : part.start] not in JOINTS:
            return False
        self._join_name(phrase, part)
        self.position += 1
        return True

    def _hangs(self) -> bool:
        """Whether the noun phrase at hand is an argument of what stands before it, and opens no clause."""
        before = self.out[-1] if self.out else None
        return before is not None and (before.kind == EVENT or bool(before.func))

    def _join_name(self, phrase: Phrase, name: Mention) -> None:
        assert name.party is not None
        phrase.codes = (*phrase.codes, *(code for code in (name.party.code,) if code not in phrase.codes))
        phrase.end, phrase.whose = name.end, True

    def _over(self, phrase: Phrase, mark: Mark) -> bool:
        """Step over what parts a name from who it is; True where it was stepped over."""
        sign = mark[2]
        following = self._mention(self.position + 1)
        if sign in "-–—" and following is not None and following.party and phrase.role in ("name", "person"):
            if (following.party.kind == "person") != (phrase.role == "person"):
                return False
            if mark[0] <= phrase.end + 1 and not self.text.words[mark[1] : following.start].strip():
                self._join_name(phrase, following)
                self.position += 2
                return True
            return False
        return sign == "," and self._apposition(phrase, mark)

    def _apposition(self, phrase: Phrase, mark: Mark) -> bool:
        """Step over what says between commas who somebody is: "Lavrov, the Russian foreign minister, said"."""
        if mark[0] > phrase.end or not (phrase.role == "person" or phrase.title):
            return False
        closing = self.position + 1
        titled = False
        while closing < len(self.parts) and closing <= self.position + ASIDE:
            part = self.parts[closing]
            if isinstance(part, tuple):
                break
            if part.lexeme.triggers or part.lexeme.cue or part.time is not None:
                return False
            titled = titled or part.lexeme.title is not None
            closing += 1
        close = self._at(closing)
        beyond = self._mention(closing + 1)
        if not isinstance(close, tuple) or close[2] != "," or not titled or beyond is None:
            return False
        if beyond.lexeme.cue is None:
            return False
        inside = self._mention(self.position + 1)
        if inside is None or not nominal(inside):
            return False
        self.position += 2
        inner = self._filled(inside)
        phrase.codes = phrase.codes or inner.codes
        phrase.title, phrase.role = phrase.title or inner.title, "person" if phrase.role == "person" else phrase.role
        phrase.end, self.position = close[0], closing + 1
        return True

    def _count_one(self, phrase: Phrase, head: Mention, last: Mention) -> None:
        """Count one where the words say one: "an oil tanker", "one of the missiles", in a headline "tanker hit"."""
        if (
            self._one_of(phrase, head)
            or phrase.number is not None
            or phrase.unit is None
            or last.many
            or last.form != AS_NOUN
        ):
            return
        opening = self.text.words[phrase.start : head.start].split()
        said = any(word in self.order.one for word in opening) or (self.title and not opening)
        if said or phrase.named or phrase.unit in THINGS:
            phrase.number = Number(phrase.start, phrase.end, 1, 1, "exact", phrase.start)

    def _modifies_act(self, phrase: Phrase) -> bool:
        """Whether a noun phrase stands before the noun of an act and says whose or which act it is."""
        position = self.position
        while (part := self._mention(position)) is not None and part.time is not None:
            position += 1
        if part is None or part.form != AS_NOUN or not part.lexeme.triggers:
            return False
        spans = phrase.number is not None and (phrase.number.start, phrase.number.end) == (phrase.start, phrase.end)
        implied = (
            spans and phrase.unit in THINGS
        )  # "airport attack" in a headline: the airport is one by its noun alone
        if phrase.number is not None and not (phrase.codes or phrase.weapon or implied):
            return False
        words = self.text.words[phrase.end : part.start].split()
        if self._gap(phrase.end, part.start)[1] and words[:1] and words[0] in self.order.possessive:
            words = words[1:]  # "Israel's strike"
            phrase.owns = phrase.whose = True
        timed = position - self.position
        if any(word in self.order.determiners or word in self.order.noun_after for word in words):
            return False
        return len(words) <= BEFORE_ACT + 2 * timed and (timed > 0 or self._one_stretch(phrase.end, part.start))

    def _one_stretch(self, start: int, end: int) -> bool:
        """Whether no mark stands between two places; the last full stop of "U.S." is none."""
        shown = self.text.shown
        if shown[start : start + 2] == ". " and shown[start - 2 : start - 1] == ".":
            start += 1
        return not any(mark in self.text.shown[start:end] for mark in ",:;.()")
