"""Draws the names of countries in all languages of the store from CLDR, by way of Babel: `make countries`.

Run when a language joins the store, or a state changes its name; the file it writes is committed, and nothing of this
is needed to read a report. Babel comes with the development tools. CLDR is under the Unicode licence.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale
from babel.core import get_global

from counterclaim.language.folder import table
from counterclaim.language.store import STORE
from counterclaim.language.store.sources import languages

SHORTENED = ("(", "&", " - ", "о-ва", "SAR", "Đặc khu")
"""Marks of a name that nobody writes in a text."""
OTHER_CODES = {"XKX": "XK"}
"""Codes of parties that CLDR does not know, with the two letters it has for them."""
HEAD = """\
# Names of states as CLDR has them, by language and party: made by `make countries` and never edited. The names that
# CLDR lacks (short forms, demonyms, capitals) stand in parties.toml. Source: Unicode CLDR (https://cldr.unicode.org),
# Copyright Unicode, Inc., under the Unicode licence (https://www.unicode.org/license.txt).
"""


def countries(folder: Path) -> str:
    """The content of `countries.toml` for the states and the languages of a store."""
    codes = sorted({row["code"] for row in table(folder, "parties.toml")["party"] if _is_state(row["code"])})
    lines = [HEAD]
    for lang in languages(folder):
        named = Locale(lang).territories
        lines.append(f"[{lang}]")
        for code in codes:
            name = named.get(_two_letters(code), "").replace("’", "'")
            if name and not any(mark in name for mark in SHORTENED):
                lines.append(f'{code} = "{name}"')
        lines.append("")
    return "\n".join(lines)


def _is_state(code: str) -> bool:
    return len(code) == 3 and code.isupper() and code.isalpha() and bool(_two_letters(code))


def _two_letters(code: str) -> str:
    """The code that CLDR has for a party; empty where it has none, or where the state is no more."""
    places = get_global("territory_aliases").get(code, [])
    gone = code in ("SUN", "YUG", "DDR")
    return OTHER_CODES.get(code, places[0] if len(places) == 1 and not gone else "")


if __name__ == "__main__":
    (STORE / "countries.toml").write_text(countries(STORE), "utf-8")
    sys.stdout.write("countries.toml\n")
