"""How a party is called when a sentence names it to a reader.

A party code and a language leave as a name: the state's name in that language; of others the usual name where all
languages write it so ("Hamas"), else the first that the language gives it. No text is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from counterclaim.language.folder import table
from counterclaim.language.store.compiled import STORE


def shown(code: str, lang: str) -> str:
    """The name of a party in a language; the code itself, with blanks for hyphens, where the store does not know it."""
    return _names(lang).get(code, code.replace("-", " "))


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
