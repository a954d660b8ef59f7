"""Joins mentions into noun phrases where cases hold a phrase together: "двух российских солдат", "удар армии Израиля".

The parts of a passage enter, its phrases leave, as in `headfirst` and `headlast` for other orders of words. What stands
before a noun agrees with it; what stands after it in the genitive owns it or says more of it. The cases that a phrase
can stand in stay with it: `cases` makes of them what it does in its clause.
"""

from __future__ import annotations

from counterclaim.language.inflections import number_of
from counterclaim.language.mention import Mention
from counterclaim.language.nominals import SITES, nominal, single, take_name, take_noun
from counterclaim.language.order import Order
from counterclaim.language.phrase import NOUN, POINTERS, Phrase
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.language.tails import name_tail
from counterclaim.language.walk import Mark, Part, Walk
from counterclaim.model import PEOPLE
from counterclaim.reading.text import NormalText

ADJECTIVES = 3
"""Words outside the lexicon that may stand before a noun: "двух крупных областных больниц"."""
OWNED = 2
"""Words outside the lexicon that may stand between a noun and its owner."""
GENITIVE = frozenset({"gen", "gens"})
DIRECT = frozenset({"nom", "acc", "noms", "accs"})
OBLIQUE = frozenset({"dats", "inss", "locs"})


class Joiner(Walk):
    """Lets a noun phrase take what belongs to it."""

    def __init__(
        self, text: NormalText, parts: list[Part], order: Order, end: int, plurals: set[int], ones: dict[int, int]
    ) -> None:
        super().__init__(text, parts, end, ones)
        self.order, self.plurals = order, plurals

    def _other(self, mention: Mention) -> None:
        phrase = single(mention)
        phrase.form, phrase.cases = mention.form, mention.lexeme.cases
        self.out.append(phrase)

    def _noun(self, head: Mention) -> None:
        phrase = self._filled(head)
        following = self._mention(self.position)
        adjective = phrase.land == "demonym" and phrase.unit is None and phrase.title is None and phrase.number is None
        if adjective and following is not None and following.form == AS_NOUN and following.lexeme.triggers:
            phrase.modifies = self._agrees(phrase, following) and self._loose(phrase.end, following) <= ADJECTIVES
        self.out.append(phrase)

    def _filled(self, head: Mention) -> Phrase:
        """The noun phrase that opens at a mention."""
        phrase = Phrase(NOUN, head.start, head.end)
        self._add(phrase, head)
        last = head
        while (part := self._at(self.position)) is not None:
            if isinstance(part, tuple):
                if not self._over(phrase, part):
                    break
                continue
            if part.time is not None:
                break
            if not nominal(part):
                if not (self._and(phrase, part, last) or self._source(phrase, part)):
                    break
                continue
            if self._headless(phrase, last):
                if not self._is_noun(phrase, last, part):
                    break
                self._add(phrase, part)
                self.position += 1
            elif self._beside(phrase, last, part):
                self._beside_taken(phrase, part)
                self.position += 1
            elif self._owns(phrase, part):
                self.position += 1
                self._merge(phrase, self._filled(part))
            else:
                break
            last = part
        name_tail(phrase, self.text, self._limit())
        phrase.plural = phrase.plural or head.start in self.plurals
        self._one_of(phrase, head)
        return phrase

    def _loose(self, end: int, part: Mention) -> int:
        """How many words that no lexicon has stand before a mention."""
        return len(self.text.words[end : part.start].split())

    @staticmethod
    def _headless(phrase: Phrase, last: Mention) -> bool:
        """Whether a phrase holds no noun yet: only a number, or an adjective of a name."""
        if phrase.unit or phrase.title or phrase.place_noun:
            return False
        return last.number is not None or (last.party is not None and last.name and last.party.kind == "demonym")

    def _agrees(self, phrase: Phrase, part: Mention) -> bool:
        """Whether a mention can stand in the case of what is there; what has no case agrees with all."""
        cases = part.lexeme.cases
        if phrase.number is not None and not cases.isdisjoint(GENITIVE) and not phrase.cases.isdisjoint(GENITIVE):
            return True  # "34 украинских беспилотника"
        return not cases or not phrase.cases or not cases.isdisjoint(phrase.cases)

    def _is_noun(self, phrase: Phrase, last: Mention, part: Mention) -> bool:
        """Whether a mention is the noun that a number or an adjective belongs to."""
        if part.number is not None or self._loose(last.end, part) > ADJECTIVES:
            return False
        if not part.lexeme.func.isdisjoint(POINTERS):
            return False
        if last.number is not None:
            return not part.name or (part.party is not None and part.party.kind == "demonym")
        return self._agrees(phrase, part)

    def _beside(self, phrase: Phrase, last: Mention, part: Mention) -> bool:
        """Whether a mention right after a noun names who or what it is: "президент Путин", "город Сумы"."""
        loose = self._loose(last.end, part)
        if part.number is not None or loose > 1:
            return False
        if part.party is not None and part.party.kind == "person":
            return bool(phrase.title or phrase.unit in PEOPLE) and self._agrees(phrase, part)
        if loose:
            return False
        if part.name and part.lexeme.outlet and part.party is None:
            return phrase.title is not None or phrase.unit is not None
        if part.name and part.party is None:
            fits = self._agrees(phrase, part) or "nom" in part.lexeme.cases
            return (phrase.place_noun or phrase.unit in SITES) and phrase.number is None and fits
        if part.lexeme.unit is not None and phrase.unit is not None and not part.lexeme.cases:
            return True  # "комплекс Patriot"
        title = part.lexeme.title
        return title is not None and phrase.title is not None and self._agrees(phrase, part) and not last.name

    def _beside_taken(self, phrase: Phrase, part: Mention) -> None:
        cases, outlet = phrase.cases, phrase.outlet
        self._add(phrase, part)
        phrase.cases = cases
        if phrase.title == "source":
            phrase.outlet = outlet  # "два источника Reuters": sources, and not the agency

    def _owns(self, phrase: Phrase, part: Mention) -> bool:
        """Whether a mention after a noun is its owner: a genitive, or right after it a name that has no cases."""
        if part.number is not None:
            return phrase.weak and self._loose(phrase.end, part) == 0
        loose, cases = self._loose(phrase.end, part), part.lexeme.cases
        if not part.lexeme.func.isdisjoint(POINTERS):
            # "минздрав страны": of the state that is spoken of
            return "same" in part.lexeme.func and phrase.title is not None and not phrase.codes and loose == 0
        if loose > OWNED or (phrase.role in ("name", "person", *POINTERS) and not phrase.place_noun):
            return False
        if cases:
            return not cases.isdisjoint(GENITIVE) and not (phrase.codes and part.party is not None)
        return loose == 0 and not phrase.codes and (part.name or part.lexeme.title is not None)

    def _add(self, phrase: Phrase, mention: Mention) -> None:
        """Let a noun phrase take one more mention, which is its noun so far."""
        lexeme = mention.lexeme
        phrase.end = mention.end
        phrase.word = phrase.word or lexeme.phrase
        counted = phrase.number is not None
        if mention.number is not None:
            phrase.number = mention.number
            if "both" in lexeme.func:
                phrase.role = "both"
            return
        cases = lexeme.cases
        if cases:
            phrase.cases = (phrase.cases & cases or cases) if phrase.cases else cases
            if counted and not phrase.cases.isdisjoint(GENITIVE) and phrase.cases.isdisjoint(OBLIQUE - GENITIVE):
                phrase.cases = DIRECT | GENITIVE  # "77 беспилотников": what the number stands in is not seen
        phrase.plural = bool(phrase.cases) and all(number_of(case) == "plural" for case in phrase.cases)
        if mention.name:
            take_name(phrase, mention)
            if mention.party is not None and mention.party.kind == "demonym":
                phrase.place = phrase.located = False
            return
        phrase.word = lexeme.phrase
        if phrase.role in ("name", "person") and phrase.land == "demonym":
            phrase.role = None
        take_noun(phrase, lexeme)

    def _merge(self, phrase: Phrase, inner: Phrase) -> None:
        """Let a noun phrase take its owner, or what says more of it."""
        phrase.end = inner.end
        bare = phrase.unit is None and phrase.title is None and not phrase.place_noun
        if bare or phrase.generic or phrase.weak:
            phrase.unit, phrase.weapon = inner.unit or phrase.unit, inner.weapon
            phrase.title = inner.title or phrase.title
            phrase.number = phrase.number or inner.number
            phrase.weak = phrase.generic = False
            phrase.plural = phrase.plural or inner.plural
        phrase.codes = phrase.codes or inner.codes
        if inner.role == "same" and not phrase.codes:
            phrase.role, phrase.func = inner.role, phrase.func | inner.func
        phrase.outlet = phrase.outlet or inner.outlet
        phrase.named = phrase.named or inner.named
        if phrase.place_noun or phrase.unit in SITES:
            phrase.place = phrase.place or inner.place
            phrase.located = phrase.located or inner.located
            phrase.named = phrase.named or inner.located

    def _and(self, phrase: Phrase, part: Mention, last: Mention) -> bool:
        """Take "and X" where bare names are joined; True where one was taken."""
        if "conjunction" not in part.lexeme.func or not phrase.codes or last.party is None:
            return False
        following = self._mention(self.position + 1)
        if following is None or following.party is None or following.party.kind in ("person", "demonym"):
            return False
        if last.party.kind in ("person", "demonym") or (phrase.role != "name" and last is None):
            return False
        if self._loose(phrase.end, part) or self._loose(part.end, following):
            return False
        mine, its = last.lexeme.cases, following.lexeme.cases
        if mine and its and mine.isdisjoint(its):
            return False
        self._join_name(phrase, following)
        self.position += 2
        return True

    def _source(self, phrase: Phrase, part: Mention) -> bool:
        """Take the institution that a source is in: "источник в Минобороны"; True where it was taken."""
        following = self._mention(self.position + 1)
        if phrase.title != "source" or phrase.codes or "in" not in part.lexeme.func or following is None:
            return False
        if not nominal(following) or following.number is not None or self._loose(part.end, following):
            return False
        if phrase.end + 1 < part.start:
            return False
        self.position += 2
        inner = self._filled(following)
        phrase.codes, phrase.outlet, phrase.end = inner.codes, inner.outlet, inner.end
        return True

    def _join_name(self, phrase: Phrase, name: Mention) -> None:
        assert name.party is not None
        phrase.codes = (*phrase.codes, *(code for code in (name.party.code,) if code not in phrase.codes))
        phrase.end = name.end

    def _over(self, phrase: Phrase, mark: Mark) -> bool:
        """Step over the mark between two names that are joined: "Катар, Египет и США"; True where it was."""
        following = self._mention(self.position + 1)
        if following is None or following.party is None or phrase.role != "name" or mark[0] > phrase.end + 1:
            return False
        if following.party.kind in ("person", "demonym") or self.text.words[mark[1] : following.start].strip():
            return False
        dash = mark[2] in "-–—"
        if not dash and not (mark[2] == "," and self._list_goes_on(following)):
            return False
        self._join_name(phrase, following)
        self.position += 2
        return True

    def _list_goes_on(self, name: Mention) -> bool:
        """Whether a name after a comma is one of several: "and" or another comma and a name follow."""
        after, beyond = self._mention(self.position + 2), self._mention(self.position + 3)
        if after is None or beyond is None or beyond.party is None or after.start > name.end + 1:
            return False
        return "conjunction" in after.lexeme.func
