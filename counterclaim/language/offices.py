"""Which office of its party a speaker is, as written: "a spokesman of the Ministry of Defence" is the office `defence`.

The words of a speaker enter, an office or the name of a known person leaves; None where the words only name the party.
The words stand in `store/offices.toml`, the people in `store/people.toml`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from counterclaim.language.facets import phrase_of
from counterclaim.language.folder import entries, table
from counterclaim.language.store.sources import languages
from counterclaim.language.store.towns import STORE

LONGEST: Final = 5
"""Words of a phrase."""


@lru_cache(maxsize=1 << 14)
def office_of(words: str) -> str | None:
    """The office that a speaker's words name, or else the known person; raises `PackError` where the store is
    broken.
    """
    return _longest(phrase_of(words), offices()) or _longest(phrase_of(words), _people())


@cache
def offices() -> dict[str, str]:
    """The code of an office by phrase, in all languages; raises `PackError`."""
    known = languages(STORE)
    found: dict[str, str] = {}
    for entry in entries(STORE, "offices.toml", "office", (), {"code", *known}):
        for lang in known:
            found.update((phrase_of(phrase), entry.row["code"]) for phrase in entry.row.get(lang, ()))
    return found


@cache
def _people() -> dict[str, str]:
    """Who somebody is, by name: the office in the gloss, or else the first spelling of the name."""
    known, found = languages(STORE), dict[str, str]()
    for row in table(STORE, "people.toml")["person"]:
        own = (name for lang in known for name in row.get(lang, {}).get("names", ()))
        names = [*row.get("names", ()), *own]
        office = _longest(phrase_of(row.get("office", "")), offices())
        for name in names:
            found.setdefault(phrase_of(name), office or phrase_of(names[0]))
    return found


def _longest(phrase: str, known: dict[str, str]) -> str | None:
    """What the longest known phrase among these words stands for; of two the first."""
    words = phrase.split()
    for count in range(min(LONGEST, len(words)), 0, -1):
        for first in range(len(words) - count + 1):
            if (found := known.get(" ".join(words[first : first + count]))) is not None:
                return found
    return None
