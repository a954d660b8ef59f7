"""The store as people write it: entries of TOML, each with its names in all languages, become facets of phrases.

An entry says in `names` what every language writes alike (Latin script: "Hezbollah", "Lavrov"), and in a table of its
own for each language what that language adds: `vi.names`, `en.demonyms`, `ru.names`. A folder and a language enter;
an unknown key, language or kind is an error that names file and entry.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import PackError
from counterclaim.language.facets import Collector
from counterclaim.language.folder import Entry, entries, only, table
from counterclaim.language.inflections import Inflections
from counterclaim.language.lexicon import PartyName, PlaceName

FILES: Final = ("countries.toml", "languages.toml", "outlets.toml", "parties.toml", "people.toml", "places.toml")
"""Everything that the names of a language are made from, but for the forms in which they are written."""
PARTY_KINDS: Final = frozenset("state region armed-group organisation bloc people".split())
PLACE_KINDS: Final = frozenset("region city town site water zone".split())
PARTY_NAMES: Final = {"names": "", "demonyms": "demonym", "capitals": "capital", "metonyms": "metonym"}
"""Lists of names of a party, and what a name of each is; in `names` it is what the party is."""
BESIDE: Final = ("ambiguous", "contested", "without")
"""Names that are also other words; names that other entries have too, and that stand for this one only where a report
tells so; names that all languages share and this one does not have."""


def inflected(lang: str) -> str:
    """The file that says how the names of a language change; most languages have none."""
    return f"inflections/{lang}.toml"


def languages(folder: Path) -> tuple[str, ...]:
    """Codes of the languages that the store has names in; raises `PackError`."""
    codes = table(folder, "languages.toml").get("codes")
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise PackError(f"{folder.name}/languages.toml", "codes", "must be a list of language codes")
    return tuple(codes)


class Names(Collector):
    """Collects what names stand for, each in all the forms that its language has for it."""

    def __init__(self, inflections: Inflections, facets: dict[str, dict[str, Any]]) -> None:
        super().__init__(facets)
        self.inflections = inflections
        self._said: list[tuple[Entry, str, str, Any]] = []

    def name(self, entry: Entry, words: Iterable[str], facet: str, value: Any) -> None:
        """Give names a facet, as the store writes them."""
        words = list(words)
        super().name(entry, words, facet, value)
        self._said.extend((entry, word, facet, value) for word in words)

    def inflect(self) -> None:
        """Give the other forms of every name what the name has; a form that is also a name itself stays that."""
        for entry, word, facet, value in self._said:
            marks = [mark for mark in ("ambiguous", "contested") if word in entry.row.get(mark, ())]
            named = self.of(entry, word)
            meant = (value, named.get(facet), *named.get("elsewhere", ()))
            for written, form in self.inflections.named(word):
                facets = self.of(entry, written)
                if facet == "parties" or facets.get(facet, value) in meant:
                    row = {mark: [written] for mark in marks}
                    super().name(Entry(entry.file, entry.name, row), [written], facet, value)
                if form:
                    self.formed(facets, form)


@dataclass(frozen=True, slots=True)
class Listing:
    """Where entries of names come from, and the language that is wanted: "those of the store, in one of its three"."""

    lang: str
    known: tuple[str, ...]
    """All languages that an entry may have names in."""
    listed: Callable[[str, str, Collection[str]], Iterator[Entry]]
    """The entries of a file, by its name, their key, and what else they may say."""
    drawn: Mapping[str, str] = field(default_factory=dict)
    """Names of states by party, drawn from elsewhere."""


def facets(folder: Path, lang: str) -> dict[str, dict[str, Any]]:
    """What the names of a language stand for, by phrase; raises `PackError`."""

    def listed(file: str, key: str, allowed: Collection[str]) -> Iterator[Entry]:
        return entries(folder, file, key, (), allowed)

    return extend({}, folder, Listing(lang, languages(folder), listed, _drawn(folder, lang)))


def extend(named: dict[str, dict[str, Any]], folder: Path, listing: Listing) -> dict[str, dict[str, Any]]:
    """The facets of names, to which those of a listing are added; `folder` has the forms in which names are written.

    Raises `PackError`.
    """
    collector = Names(Inflections(folder, inflected(listing.lang)), named)
    for read in READERS:
        read(listing, collector)
    collector.inflect()
    return collector.facets


def _rows(listing: Listing, what: tuple[str, str], lists: tuple[str, ...], keys: set[str]) -> Iterator[Entry]:
    """The entries of a file, each with the names that one language has for it; every language's are checked."""
    (file, key), lang = what, listing.lang
    allowed = {"name", "from", "until", *keys, *lists, *BESIDE, *listing.known}
    drawn = dict(listing.drawn) if key == "party" else {}
    for entry in listing.listed(file, key, allowed):
        for code in listing.known:
            own = entry.row.get(code, {})
            if not isinstance(own, dict):
                raise entry.fault(f"{code!r} must be a table of names")
            only(Entry(entry.file, f"{entry.name}, {code}", own), {*lists, *BESIDE})
        own = entry.row.get(lang, {})
        if entry.row.get("code") in drawn:  # the first entry of a code is its party, others are names with dates
            own = {**own, "names": [*own.get("names", ()), drawn.pop(entry.row["code"])]}
        yield _in_language(entry, own, lists)


def _drawn(folder: Path, lang: str) -> dict[str, str]:
    """Names of states in a language by party, as `tools/countries.py` drew them; raises `PackError`."""
    named = table(folder, "countries.toml").get(lang, {})
    if not isinstance(named, dict) or not all(isinstance(name, str) for name in named.values()):
        raise PackError(f"{folder.name}/countries.toml", lang, "must be a table of names by party")
    return named


def _in_language(entry: Entry, own: dict[str, Any], lists: tuple[str, ...]) -> Entry:
    """An entry with the names of all languages and those of one in the same lists."""
    row = {key: value for key, value in entry.row.items() if key not in (*lists, *BESIDE)}
    without = {*entry.row.get("without", ()), *own.get("without", ())}
    for name in lists:
        row[name] = [*(word for word in entry.row.get(name, ()) if word not in without), *own.get(name, ())]
    for name in ("ambiguous", "contested"):
        row[name] = [*entry.row.get(name, ()), *own.get(name, ())]
    words = {word for name in lists for word in (*entry.row.get(name, ()), *row[name])}
    for word in (*row["ambiguous"], *row["contested"], *without):
        if word not in words:
            raise entry.fault(f"{word!r} is none of its names")
    return Entry(entry.file, entry.name, row)


def _required(entry: Entry, *keys: str) -> None:
    for key in keys:
        if key not in entry.row:
            raise entry.fault(f"key {key!r} is missing")


def _name(collector: Collector, entry: Entry, names: str, facet: str, value: PartyName | PlaceName) -> None:
    """Give the names of a list what they stand for, those that other entries have too with a mark."""
    contested = entry.row["contested"]
    collector.name(entry, (word for word in entry.row[names] if word not in contested), facet, value)
    if contested:
        shared = (word for word in entry.row[names] if word in contested)
        collector.name(entry, shared, facet, replace(value, contested=True))


def _parties(listing: Listing, collector: Collector) -> None:
    for entry in _rows(listing, ("parties.toml", "party"), tuple(PARTY_NAMES), {"code", "kind"}):
        _required(entry, "code", "kind", "name")
        kind = entry.one_of(entry.row["kind"], PARTY_KINDS)
        for name, of_kind in PARTY_NAMES.items():
            party = PartyName(entry.row["code"], of_kind or kind, entry.day("from"), entry.day("until"))
            _name(collector, entry, name, "parties", party)


def _people(listing: Listing, collector: Collector) -> None:
    for entry in _rows(listing, ("people.toml", "person"), ("names",), {"party", "office"}):
        _required(entry, "party")
        person = PartyName(entry.row["party"], "person", entry.day("from"), entry.day("until"))
        _name(collector, entry, "names", "parties", person)


def _outlets(listing: Listing, collector: Collector) -> None:
    for entry in _rows(listing, ("outlets.toml", "outlet"), ("names",), {"slug", "state", "kind"}):
        _required(entry, "slug")
        collector.name(entry, entry.row["names"], "outlet", (entry.row["slug"], entry.row.get("state")))


def _places(listing: Listing, collector: Collector) -> None:
    for entry in _rows(listing, ("places.toml", "place"), ("names",), {"kind", "party"}):
        _required(entry, "kind")
        entry.one_of(entry.row["kind"], PLACE_KINDS)
        _name(collector, entry, "names", "place", PlaceName(entry.row.get("party")))


READERS: Final[tuple[Callable[[Listing, Collector], None], ...]] = (
    _parties, _people, _outlets, _places,
)  # fmt: skip
"""In this order: where two entries have the same name, the first of them comes first."""
