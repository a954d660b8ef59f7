"""How a language orders its words, as far as the engine has to know: what stands before a noun, what before a verb.

Data of `pack.toml` enters (table `order`), an `Order` leaves. A pack without the table puts nouns first and does not
change its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

LOOK_BACK = 3
"""Words before a verb among which its auxiliary stands: "was reportedly not hit"."""


CASES = ("gen", "dat", "acc", "ins", "loc")
"""Cases that prepositions may ask for, each a field of `Order`."""


@dataclass(frozen=True, slots=True)
class Order:
    """Words beside which another word is a noun, a verb in the active or a verb in the passive."""

    heads: str = "first"
    """Whether the noun stands `first` in its phrase, `last` after what says more of it, or `agrees` with it."""
    determiners: frozenset[str] = frozenset()
    """Words that open a noun phrase: "the", "its"."""
    owners: frozenset[str] = frozenset()
    """Of these, words that point back to an owner: "its", "their"."""
    one: frozenset[str] = frozenset()
    """Of these, words that say that there is one: "a", "another"."""
    attributive: frozenset[str] = frozenset()
    """Words that make of a name before them what something is like: "Russian-held"."""
    possessive: frozenset[str] = frozenset()
    """What an owner ends in after an apostrophe: "Russia's"."""
    owner: frozenset[str] = frozenset()
    """Words after a noun whose owner follows: "the claims of"."""
    noun_after: frozenset[str] = frozenset()
    """Words after which a word that can be both is a noun: prepositions."""
    adjectival: frozenset[str] = frozenset()
    """Names of parties that are their own adjectives, as shown: "US", so that "US strikes" are those of the US."""
    describing: frozenset[str] = frozenset()
    """Adjectives that may stand between a verb and what is counted: "targets senior officers"."""
    adjectives: frozenset[str] = frozenset()
    """Words that say what the noun after them is like, and after which it is a noun: "deadly"."""
    verb_after: frozenset[str] = frozenset()
    """Words after which it is a verb: "to", "will", "not"."""
    joining: frozenset[str] = frozenset()
    """Words that join two names into several: "and"."""
    passive: frozenset[str] = frozenset()
    """Words after which a participle tells what the subject suffered: "was"."""
    perfect: frozenset[str] = frozenset()
    """Words after which it tells what the subject has done: "has"."""

    gen: frozenset[str] = frozenset()
    """Prepositions after which a noun stands in the genitive."""
    dat: frozenset[str] = frozenset()
    """In the dative."""
    acc: frozenset[str] = frozenset()
    """In the accusative."""
    ins: frozenset[str] = frozenset()
    """In the instrumental."""
    loc: frozenset[str] = frozenset()
    """In the locative."""

    @property
    def last(self) -> bool:
        """Whether nouns close their phrases."""
        return self.heads == "last"

    @property
    def agrees(self) -> bool:
        """Whether cases say what belongs to a noun and what it does in its clause."""
        return self.heads == "agrees"

    def governed(self, preposition: str) -> frozenset[str]:
        """The cases in which a noun can stand after a preposition; none where the pack says nothing of it."""
        return frozenset(case for case in CASES if preposition in getattr(self, case))

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Order:
        """From the table of a pack; raises `TypeError` for a key that nothing reads."""
        known = {field.name for field in fields(cls)}
        unknown = sorted(content.keys() - known)
        if unknown:
            raise TypeError(f"unknown key {unknown[0]!r}")
        words = {key: frozenset(value) for key, value in content.items() if key != "heads"}
        return cls(heads=str(content.get("heads", "first")), **words)


def words_before(words: str, start: int, count: int = LOOK_BACK) -> list[str]:
    """The last words before a place in `NormalText.words`, nearest first."""
    return words[max(0, start - 16 * count) : start].split()[: -count - 1 : -1]


def word_after(words: str, end: int) -> str:
    """The word after a place, or nothing."""
    following = words[end : end + 32].split(None, 1)
    return following[0] if following else ""
