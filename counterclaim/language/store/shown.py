"""How a party or a place is called when a sentence names it to a reader.

A party code and a language enter, a name leaves: the state's name in that language; of others the usual name where all
languages write it so ("Hamas"), else the first that the language gives it. A place has the name of its entry in the
language, else the one in Latin script, else what the report wrote. No text is read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from counterclaim.language.facets import phrase_of
from counterclaim.language.folder import table
from counterclaim.language.own import active
from counterclaim.language.store.compiled import STORE
from counterclaim.language.store.sources import languages
from counterclaim.model import Place

SPELLED_OUT: Final = re.compile(r"-[^\W\d_]")
"""In a name that other languages have too: spelled out by syllables, as newspapers no longer do ("Đô-nhét-xcơ")."""


def shown(code: str, lang: str) -> str:
    """The name of a party in a language; the code itself, with blanks for hyphens, where the store does not know it."""
    own = active()
    named = _names(lang).get(code) or (own.called.get(code) if own is not None else None)
    return named or code.replace("-", " ")


@cache
def _names(lang: str) -> Mapping[str, str]:
    """Names by party code; raises `PackError` where the store cannot be read."""
    named: dict[str, str] = dict(table(STORE, "countries.toml").get(lang, {}))
    described = table(STORE, "languages.toml")["described"]
    for row in table(STORE, "parties.toml")["party"]:
        usual = row["name"].partition(" (")[0]  # "Kataib Hezbollah (Iraq)" says its land in brackets
        alike = [name for name in row.get("names", ()) if name.casefold() in usual.casefold()]
        own = () if lang == described else (*alike, *row.get(lang, {}).get("names", ()), *row.get("names", ()))
        named.setdefault(row["code"], next(iter(own), usual))
    return named


def place_shown(place: Place, lang: str) -> str:
    """The name of a place in a language: as it was written where the language writes it so, else as the store does."""
    written = phrase_of(place.written)
    own, usual, shared = _places(lang).get(place.code, ((), None, frozenset()))
    if written in map(phrase_of, own) or (not own and written in shared):
        return place.written
    return next(iter(own), None) or usual or _names(lang).get(place.code) or place.written


Called = tuple[tuple[str, ...], str | None, frozenset[str]]
"""What a language itself calls a place, what is usual, and all other names in the form of matching."""


@cache
def _places(lang: str) -> Mapping[str, Called]:
    """How places are called, by code; raises `PackError` where the store cannot be read."""
    described, known = table(STORE, "languages.toml")["described"], languages(STORE)
    named: dict[str, Called] = {}
    for file, entry, lists in (("parties.toml", "party", "capitals"), ("places.toml", "place", "names")):
        for row in table(STORE, file)[entry]:
            names = row.get(lists, ())
            every = (*names, *(name for each in known for name in row.get(each, {}).get(lists, ())))
            usual = (row.get("name") if lists == "names" else None) or next(iter(every), None)
            if usual is None:
                continue
            own = tuple(name for name in row.get(lang, {}).get(lists, ()) if not SPELLED_OUT.search(name))
            shared = (*names, *own) if lang == described else names
            named.setdefault(
                phrase_of(usual), (() if lang == described else own, usual, frozenset(map(phrase_of, shared)))
            )
    return named
