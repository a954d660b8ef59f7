"""Joins mentions into noun phrases where the noun opens its phrase, and whose it is follows: "soldiers of Russia".

The parts of a passage enter, its phrases leave, as in `headlast` for languages whose noun comes last. A phrase takes
what follows its noun: whose it is, who it is, where it is.
"""

from __future__ import annotations

from counterclaim.language.mention import Mention
from counterclaim.language.nominals import nominal, organ, single, take_name, take_noun
from counterclaim.language.numbers import Number
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, POINTERS, TIME, Phrase
from counterclaim.language.tails import name_tail
from counterclaim.language.walk import Mark, Part, Walk
from counterclaim.reading.text import NormalText

LOOSE_WORDS = 3
"""Words outside the lexicon that may stand between a noun and the party it belongs to."""
OWNED_WORDS = 5
"""Words outside the lexicon that may stand between a noun and the word that names its owner."""
CAPTIVE = frozenset({"hostages", "prisoners"})
"""Units of people who are no party of the place they are held in."""
HANGING = frozenset({"for", "with", "toward", "in", "out"})
"""Words that a name hangs on, so that it opens no clause."""
PREDICATES = frozenset({"future", "past", "must", "may", "negation"})
"""Words that open what is said of a subject."""
REBELS = frozenset({"rebels"})
"""What a phrase is to be called by that only says whose something is: the rebels of a land."""


class Joiner(Walk):
    """Lets a noun phrase take what belongs to it."""

    def __init__(
        self,
        text: NormalText,
        parts: list[Part],
        plurals: set[int],
        ones: dict[int, int],
        singles: set[int],
        end: int,
    ) -> None:
        super().__init__(text, parts, end, ones)
        self.plurals, self.singles = plurals, singles
        self.owned = False
        """The noun phrase at hand ends with the name of a party that owns it."""

    def _other(self, mention: Mention) -> None:
        phrase = single(mention)
        phrase.plural = mention.start in self.plurals
        self.out.append(phrase)

    def _noun(self, head: Mention) -> None:
        phrase = Phrase(NOUN, head.start, head.end)
        self._take(phrase, head)
        parts = self.parts
        while self.position < len(parts):
            part = parts[self.position]
            if isinstance(part, tuple):
                if not self._over_mark(phrase, part):
                    break
                continue
            if part.time is not None:
                break
            gap = self.text.words[phrase.end : part.start].split()
            if not nominal(part):
                if self._owner(phrase, part, gap) or self._joined(phrase, part, gap):
                    continue
                break
            if self._hyphen(phrase, part):
                continue
            if not self._belongs(phrase, part, gap):
                break
            self._take(phrase, part)
            self.position += 1
        name_tail(phrase, self.text, self._limit())
        phrase.plural = head.start in self.plurals
        if (
            not self._one_of(phrase, head)
            and phrase.unit
            and phrase.number is None
            and not phrase.plural
            and self._single_in(phrase)
        ):
            phrase.number = Number(phrase.start, phrase.end, 1, 1, "exact", phrase.start)  # "the last hostage"
        self.out.append(phrase)

    def _single_in(self, phrase: Phrase) -> bool:
        """Whether a word in the phrase, or right after it, says that there is one and no more: "the last tank of X"."""
        return any(phrase.start < start <= phrase.end + 1 for start in self.singles)

    def _take(self, phrase: Phrase, mention: Mention) -> None:
        """Let a noun phrase take one more nominal mention."""
        lexeme = mention.lexeme
        self.owned = mention.party is not None and mention.party.kind != "person"
        phrase.end = mention.end
        phrase.word = phrase.word or lexeme.phrase
        if mention.number is not None:
            phrase.number = mention.number
            if "both" in lexeme.func:
                phrase.role = "both"
        elif not (mention.name and take_name(phrase, mention)):
            take_noun(phrase, lexeme)
            if "rebels" in lexeme.func and not phrase.codes:
                phrase.func |= REBELS  # "positions of the rebels" are theirs

    def _belongs(self, phrase: Phrase, part: Mention, gap: list[str]) -> bool:
        """Whether the next nominal mention is part of this noun phrase."""
        loose = len(gap)
        lexeme = part.lexeme
        bare = phrase.unit is None and phrase.title is None and not phrase.place_noun
        if part.number is not None:
            return False
        if phrase.number is not None and bare and not phrase.codes:
            return loose <= (0 if phrase.role else 2) and not (part.name and loose)
        if part.name:
            if part.party:
                person = part.party.kind == "person"
                if phrase.codes:
                    again = loose == 0 and phrase.codes == (part.party.code,) and bool(phrase.title or phrase.unit)
                    return again or (person and loose <= 2 and (phrase.title is not None or phrase.role == "person"))
                if phrase.role in POINTERS:
                    return person and loose == 0
                return not bare and loose <= LOOSE_WORDS
            if lexeme.place:
                return (phrase.place_noun and loose <= 1) or (not bare and loose <= 1 and not phrase.codes)
            return not bare and loose <= LOOSE_WORDS
        if lexeme.title and lexeme.title.kind == "person" and not bare and not phrase.codes and loose == 0:
            # "the residence (of) Mr. X"
            following = self.parts[self.position + 1] if self.position + 1 < len(self.parts) else None
            return not isinstance(following, tuple) and bool(following and following.party)
        pointer = not lexeme.func.isdisjoint(POINTERS)
        if pointer and phrase.title and phrase.codes and loose == 0 and "same" in lexeme.func:
            return True  # "the Supreme Leader of this country"
        if pointer:
            return (
                not bare
                and loose <= 2
                and not phrase.codes
                and "both" not in lexeme.func
                and ("same" in lexeme.func or "enemy" in lexeme.func)
            )
        if phrase.codes or phrase.role:
            return False
        return loose <= 1

    def _owner(self, phrase: Phrase, part: Mention, gap: list[str]) -> bool:
        """Take "of X" where X is a name or a noun; True where something was taken. A source may be "in X" too."""
        beyond = self.parts[self.position + 1] if self.position + 1 < len(self.parts) else None
        seat = phrase.title == "office" and not isinstance(beyond, tuple) and beyond is not None and organ(beyond)
        source = (phrase.title == "source" or seat) and not phrase.codes and "in" in part.lexeme.func
        # "a source from the government of X"
        source = source or (phrase.title == "source" and not phrase.codes and "agent" in part.lexeme.func)
        source = source and phrase.unit not in CAPTIVE
        if not (source or "owner" in part.lexeme.func) or len(gap) > OWNED_WORDS or part.lexeme.triggers:
            return False
        following = self.parts[self.position + 1] if self.position + 1 < len(self.parts) else None
        if following is None or isinstance(following, tuple) or not nominal(following) or following.number:
            return False
        if self.text.words[part.end : following.start].strip() and following.start not in self.plurals:
            return False
        if phrase.codes and following.party and not phrase.place:
            return False
        if phrase.role == "name" and following.lexeme.title:
            return False
        if phrase.role in POINTERS or (
            phrase.role == "name" and following.party and phrase.codes != (following.party.code,)
        ):
            return False
        self._take(phrase, following)
        self.position += 2
        return True

    def _joined(self, phrase: Phrase, part: Mention, gap: list[str]) -> bool:
        """Take "and X" where bare names are joined; True where one was taken."""
        named = phrase.role == "name" or (self.owned and bool(phrase.codes))
        if gap or not named or "conjunction" not in part.lexeme.func:
            return False
        following = self.parts[self.position + 1] if self.position + 1 < len(self.parts) else None
        if following is None or isinstance(following, tuple) or not following.party:
            return False
        if following.party.kind == "person" or self.text.words[part.end : following.start].strip():
            return False
        if self._speaks_next():
            return False
        return self._join_name(phrase, following, 2)

    def _speaks_next(self) -> bool:
        """Whether the name after "and" opens what somebody else says: "supports B and C rejects ..."."""
        before = self.out[-1] if self.out else None
        after = self.parts[self.position + 2] if self.position + 2 < len(self.parts) else None
        hangs = before is not None and (before.kind == EVENT or not before.func.isdisjoint(HANGING))
        if not hangs or after is None or isinstance(after, tuple):
            return False
        return after.lexeme.cue is not None or not after.lexeme.func.isdisjoint(PREDICATES)

    def _hyphen(self, phrase: Phrase, part: Mention) -> bool:
        """Take the second of two names joined by a hyphen; True where one was taken."""
        if part.party is None or phrase.role != "name" or part.party.kind == "person":
            return False
        if self.text.shown[phrase.end : part.start] not in ("-", "–"):
            return False
        return self._join_name(phrase, part, 1)

    def _over_mark(self, phrase: Phrase, mark: Mark) -> bool:
        """Step over a bracket, or over the mark between two names that are joined; True where it was stepped over."""
        sign = mark[2]
        following = self.parts[self.position + 1] if self.position + 1 < len(self.parts) else None
        if sign == "(":
            return self._bracket(phrase)
        if following is None or isinstance(following, tuple):
            return False
        if sign == "," and self._wider_place(phrase, mark, following):
            self.position += 1
            return True
        if not following.party:
            return False
        if phrase.role == "person" and not phrase.title and sign in "-–—" and following.party.kind == "person":
            return self._join_name(phrase, following, 2)  # "the summit (of) Trump - Putin"
        if sign in "-–—" and self._office_of_both(phrase, mark, following):
            return self._join_name(phrase, following, 2)
        if sign == "," and self._also_of(phrase, mark, following):
            return self._join_name(phrase, following, 2)
        if phrase.role != "name" or self.text.words[mark[1] : following.start].strip():
            return False
        if mark[0] > phrase.end + 1 or following.party.kind == "person":
            return False
        if sign in "-–—" or (sign == "," and self._opens()):
            return self._join_name(phrase, following, 2)
        return False

    def _office_of_both(self, phrase: Phrase, mark: Mark, following: Mention) -> bool:
        """Whether a dash after an office joins a second state that has one: "the ministers (of) US - Russia"."""
        if phrase.title not in ("office", "organ", "forces") or phrase.unit or phrase.named or len(phrase.codes) != 1:
            return False
        assert following.party is not None
        if following.party.kind == "person" or following.party.code in phrase.codes or mark[0] > phrase.end + 1:
            return False
        return not self.text.words[mark[1] : following.start].strip()

    def _also_of(self, phrase: Phrase, mark: Mark, following: Mention) -> bool:
        """Whether a party after a comma owns the subject too, as headlines have it: "planes of Russia, China enter"."""
        if not phrase.codes or phrase.unit is None or phrase.named or not self._opens() or mark[0] != phrase.end:
            return False
        if following.party is None or following.party.kind == "person" or following.party.code in phrase.codes:
            return False
        after = self.parts[self.position + 2] if self.position + 2 < len(self.parts) else None
        bare = not self.text.words[mark[1] : following.start].strip()
        return bare and after is not None and not isinstance(after, tuple) and bool(after.lexeme.triggers)

    def _wider_place(self, phrase: Phrase, mark: Mark, following: Mention) -> bool:
        """Whether a comma after a place that nobody is known to own comes before where it lies: "X, west Mexico"."""
        if not phrase.place_noun or phrase.codes or mark[0] > phrase.end + 1 or self._opens():
            return False
        place = following.lexeme.place
        return place is not None and place.noun == "geo" and not self.text.words[mark[1] : following.start].strip()

    def _opens(self) -> bool:
        """Whether a noun phrase opens its clause, so that a comma after it can only join names."""
        before = self.out[-1] if self.out else None
        return before is None or before.kind in (MARK, CUE, TIME) or "when" in before.func

    def _join_name(self, phrase: Phrase, following: Mention, step: int) -> bool:
        assert following.party is not None
        phrase.codes = (*phrase.codes, following.party.code)
        phrase.end = following.end
        self.position += step
        return True

    def _bracket(self, phrase: Phrase) -> bool:
        """Step over a short bracket after a noun; a party inside it owns the noun."""
        close = self.position + 1
        while close < len(self.parts) and close - self.position <= 4:
            part = self.parts[close]
            if isinstance(part, tuple) and part[2] == ")":
                break
            close += 1
        else:
            return False
        if close >= len(self.parts):
            return False
        for inside in self.parts[self.position + 1 : close]:
            if not isinstance(inside, tuple) and inside.lexeme.cue:
                return False
        for inside in self.parts[self.position + 1 : close]:
            if not isinstance(inside, tuple) and inside.party and not phrase.codes and not phrase.outlet:
                phrase.codes = (inside.party.code,)
        end = self.parts[close]
        phrase.end = end[1] if isinstance(end, tuple) else end.end
        self.position = close + 1
        return True
