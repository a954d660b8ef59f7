"""Collects what is known of each phrase of a language, facet by facet, whatever file says it.

Entries with their words enter, phrases with their facets leave: one phrase may be a party, a place and a title. The
same facet twice with another meaning is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from unicodedata import is_normalized

from counterclaim.language.folder import Entry
from counterclaim.language.inflections import CASES, number_of
from counterclaim.reading.text import NO_WORD, normal_text

ACRONYM: Final = 3
"""Characters of a name in capitals that is none with one capital alone: "KIA" is no "Kia"."""


def phrase_of(words: str) -> str:
    """A phrase as the automaton sees it: the normal form, in which texts are matched."""
    if is_normalized("NFC", words):  # nearly all are, and a language has thousands
        return NO_WORD.sub(" ", words.lower()).strip()
    return normal_text(words).words.strip()


class Collector:
    """Collects the facets of each phrase."""

    def __init__(self, facets: dict[str, dict[str, Any]] | None = None) -> None:
        """`facets` by phrase are those known before; they are added to."""
        self.facets: dict[str, dict[str, Any]] = {} if facets is None else facets

    def of(self, entry: Entry, word: str) -> dict[str, Any]:
        """The facets of a word so far."""
        phrase = phrase_of(word)
        if not phrase:
            raise entry.fault(f"{word!r} holds no letter")
        return self.facets.setdefault(phrase, {})

    def name(self, entry: Entry, words: Iterable[str], facet: str, value: Any) -> None:
        """Give names a facet; one listed in lower case ("phe ly khai ...") needs no capital letter."""
        for word in words:
            facets = self.of(entry, word)
            if word[0].islower():
                facets["capital"] = False
            if word.isupper() and len(word) <= ACRONYM:
                facets.setdefault("acronym", True)
            else:
                facets["acronym"] = False
            if word in entry.row.get("ambiguous", ()):
                facets["ambiguous"] = True
            if word in entry.row.get("contested", ()):
                facets["contested"] = True
            self.one(entry, word, facets, facet, value)

    def formed(self, facets: dict[str, Any], form: str) -> None:
        """Note that a word can be in a form."""
        facets["forms"] = facets.get("forms", frozenset()) | {number_of(form)}
        if form in CASES:
            facets["cases"] = facets.get("cases", frozenset()) | {form}

    def common(self, entry: Entry, words: Iterable[str], facet: str, value: Any) -> None:
        """Give words that no capital letter marks a facet."""
        for word in words:
            self.one(entry, word, self.of(entry, word), facet, value)

    def one(self, entry: Entry, word: str, facets: dict[str, Any], facet: str, value: Any) -> None:
        """Give one word one facet."""
        present = facets.get(facet)
        if facet in ("parties", "triggers"):
            # spellings that differ only in their capitals are one phrase
            if value not in (present or ()):
                facets[facet] = (*(present or ()), value)
        elif facet == "place" and present is not None and (present.noun is None) != (value.noun is None):
            facets[facet] = present if present.noun is None else value  # a noun that is also a name: the name says more
        elif facet == "place" and present is not None and (present.contested or value.contested):
            first, other = (value, present) if present.contested else (present, value)
            facets["place"] = first
            if other != first:
                others = (place for place in facets.get("elsewhere", ()) if place not in (first, other))
                facets["elsewhere"] = (*others, other)
        elif present not in (None, value):
            raise entry.fault(f"{word!r} stands twice")
        else:
            facets[facet] = value
