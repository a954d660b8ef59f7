"""Words of a newsroom's own: the parties, people, outlets, places and figure rules of a `counterclaim.toml`.

A file enters, checked `OwnWords` leave, or a `PackError` of one line: file, entry, what is wrong and what to do. While
`using` them, packs, gazetteer and rules have them too; the packs and the store themselves stay as they are. What is
read with them is told from what is read without by their digest. Where no such file is named, nothing here is asked
for more than whether there is one.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import PackError
from counterclaim.language.facets import phrase_of
from counterclaim.language.folder import Entry, Row, table
from counterclaim.language.store.compiled import STORE, names_of
from counterclaim.language.store.sources import (
    BESIDE,
    PARTY_KINDS,
    PARTY_NAMES,
    PLACE_KINDS,
    Listing,
    extend,
    languages,
)
from counterclaim.model import NARRATOR, UNNAMED

FILE: Final = "counterclaim.toml"
"""What the file is called in the folder in which a command is run."""
LISTS: Final = {"party": tuple(PARTY_NAMES), "person": ("names",), "outlet": ("names",), "place": ("names",)}
"""Lists of names by kind of entry."""
KEYS: Final = {
    "party": {"code", "kind", "name", "fights", "from", "until"},
    "person": {"party", "office", "name", "from", "until"},
    "outlet": {"slug", "state", "kind", "name"},
    "place": {"kind", "party", "name", "lat", "lon"},
    "figure": {"name", "like", "without_parties", "without_outlets", "only_outlets", "least_origins"},
}
"""What else an entry may say."""
NEEDED: Final = {
    "party": ("code",),
    "person": ("party",),
    "outlet": ("slug",),
    "place": ("kind",),
    "figure": ("name", "like"),
}
NAMING: Final = ("party", "person", "outlet", "place")
TAKEN: Final = frozenset({NARRATOR, UNNAMED, "both"})
"""Words that stand for no party of one's own."""
STATE: Final = re.compile(r"[A-Z]{3}")
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DIGITS: Final = 12
"""Hexadecimal digits of a digest: enough to tell the files of one newsroom apart."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a newsroom adds: "two parties and an outlet, from /desk/counterclaim.toml, with this digest"."""

    digest: str
    """By content, 12 hexadecimal digits: comments, blanks and the order of keys do not change it."""
    path: Path = field(compare=False)
    entries: Mapping[str, tuple[Entry, ...]] = field(compare=False)
    """By kind, in the order of the file."""

    def listed(self, lang: str) -> Listing:
        """The entries as the store would list them for a language."""
        return Listing(lang, languages(STORE), self._rows)

    def _rows(self, _: str, kind: str, allowed: Collection[str]) -> Iterator[Entry]:
        known = _known()
        for entry in self.entries.get(kind, ()):
            row = {key: value for key, value in entry.row.items() if key in allowed}
            if kind == "party":
                row.setdefault("kind", known.get(row["code"], "armed-group"))
                row.setdefault("name", row["code"])
            yield Entry(entry.file, entry.name, row)

    @property
    def parties(self) -> frozenset[str]:
        """Codes of parties and slugs of outlets that the packs may not have."""
        outlets = {entry.row["slug"] for entry in self.entries.get("outlet", ())}
        return frozenset(entry.row["code"] for entry in self.entries.get("party", ())) | outlets

    @property
    def called(self) -> Mapping[str, str]:
        """How parties are called when a sentence names them: by their `name`, else by the first of their names."""
        rows = [entry.row for entry in self.entries.get("party", ())]
        own = ((row["code"], row.get("name") or next(iter(row.get("names", ())), None)) for row in reversed(rows))
        return {code: name for code, name in own if name}

    @property
    def fights(self) -> Iterator[tuple[str, str]]:
        """Pairs of parties that fight each other."""
        for entry in self.entries.get("party", ()):
            yield from ((entry.row["code"], other) for other in entry.row.get("fights", ()))


_ACTIVE: Final[ContextVar[OwnWords | None]] = ContextVar("own_words", default=None)


def active() -> OwnWords | None:
    """The words of one's own that are in use, or None."""
    return _ACTIVE.get()


@contextmanager
def using(own: OwnWords | None) -> Iterator[None]:
    """Read everything inside with these words of one's own, or with none."""
    token = _ACTIVE.set(own)
    try:
        yield
    finally:
        _ACTIVE.reset(token)


def extended(names: dict[str, Row], lang: str, own: OwnWords) -> dict[str, Row]:
    """The names of a language with those of one's own, which are added to them; raises `PackError`."""
    return extend(names, STORE, own.listed(lang))


def read_own(path: Path) -> OwnWords:
    """The words of a file, checked; raises `PackError` in one line: file, entry, what is wrong, what to do."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except OSError as fault:
        raise PackError(str(path), "file", f"cannot be read ({fault.strerror}); check the path") from None
    except RecursionError:
        raise PackError(
            str(path), "file", "is nested too deep; write it as the page of one's own words shows"
        ) from None
    except ValueError as fault:
        raise PackError(str(path), "file", f"is no TOML ({fault}); save it as UTF-8 and correct that line") from None
    unknown = sorted(set(content) - set(KEYS))
    if unknown:
        raise PackError(str(path), unknown[0], f"is not known; write {', '.join(f'[[{key}]]' for key in KEYS)}")
    entries = {kind: tuple(_entries(path, kind, content.get(kind, []))) for kind in KEYS}
    digest = sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:DIGITS]
    own = OwnWords(digest, path, entries)
    _check_codes(own)
    for lang in languages(STORE):
        names = names_of(lang)
        _check_names(own, lang, names)
        extended(names, lang, own)
    return own


def _entries(path: Path, kind: str, rows: object) -> Iterator[Entry]:
    """The entries of one kind, each with keys that are known and of the right type."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PackError(str(path), kind, f"is no list of tables; write [[{kind}]] above each")
    known = languages(STORE)
    for position, row in enumerate(rows, 1):
        called = next((row[key] for key in ("code", "slug", "name", "party") if row.get(key)), "?")
        entry = Entry(str(path), f"{kind} {position} ({called})", row)
        lists = LISTS.get(kind, ())
        allowed = {*KEYS[kind], *lists, *(BESIDE if lists else ()), *(known if lists else ())}
        for key in row:
            if key not in allowed:
                raise entry.fault(f"key {key!r} is not known; write one of {', '.join(sorted(allowed))}")
        for key in NEEDED[kind]:
            if key not in row:
                raise entry.fault(f"says no {key!r}; add {key} = ...")
        for told in (row, *(row[code] for code in known if isinstance(row.get(code), dict))):
            for key in (*lists, *BESIDE, "fights", "without_parties", "without_outlets", "only_outlets"):
                _check_list(entry, key, told.get(key, []))
        if lists and not any(_written(entry, kind, lang) for lang in known):
            raise entry.fault('has no name; add names = ["..."]')
        yield entry


def _check_list(entry: Entry, key: str, words: object) -> None:
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise entry.fault(f'{key} is no list of words; write {key} = ["...", "..."]')


def _written(entry: Entry, kind: str, lang: str) -> list[str]:
    """All names that an entry has in a language."""
    own = entry.row.get(lang, {})
    if not isinstance(own, dict):
        raise entry.fault(f'{lang!r} is no table of names; write {lang}.names = ["..."]')
    without = {*entry.row.get("without", ()), *own.get("without", ())}
    shared = [name for names in LISTS[kind] for name in entry.row.get(names, ()) if name not in without]
    return [*shared, *(name for names in LISTS[kind] for name in own.get(names, ()))]


@cache
def _known() -> Mapping[str, str]:
    """The codes of the store's parties, each with its kind."""
    kinds = {code: "state" for names in table(STORE, "countries.toml").values() for code in names}
    kinds.update((row["code"], row["kind"]) for row in reversed(table(STORE, "parties.toml")["party"]))
    return kinds


def _check_codes(own: OwnWords) -> None:
    """Raise `PackError` where a code cannot be one, or is that of nobody."""
    known = {*_known(), *own.parties}
    for entry in own.entries["party"]:
        code, kind = entry.row["code"], entry.row.get("kind")
        if not isinstance(code, str) or code in TAKEN or not (SLUG.fullmatch(code) or code in _known()):
            raise entry.fault(
                f"{code!r} can be no party's code; write a state's ISO 3166-1 code, or a slug: desk-militia"
            )
        if code not in _known() and kind is None:
            raise entry.fault(f"is new and says no 'kind'; add kind = one of {', '.join(sorted(PARTY_KINDS))}")
        if kind is not None:
            entry.one_of(kind, PARTY_KINDS)
        for other in entry.row.get("fights", ()):
            _check_known(entry, other, known)
    for kind, key in (("person", "party"), ("place", "party"), ("outlet", "state")):
        for entry in own.entries[kind]:
            if key in entry.row:
                _check_known(entry, entry.row[key], known)
    for entry in own.entries["outlet"]:
        if not isinstance(entry.row["slug"], str) or not SLUG.fullmatch(entry.row["slug"]):
            raise entry.fault(f"{entry.row['slug']!r} is no slug; write small letters with hyphens: harbour-post")
    for entry in own.entries["place"]:
        entry.one_of(entry.row["kind"], PLACE_KINDS)
        _check_point(entry)


def _check_known(entry: Entry, code: object, known: Collection[str]) -> None:
    if code not in known:
        raise entry.fault(f"party {code!r} is not known; write the code of a party, or add [[party]] with that code")


def _check_point(entry: Entry) -> None:
    lat, lon = entry.row.get("lat"), entry.row.get("lon")
    if (lat, lon) == (None, None):
        return
    numbers = [each for each in (lat, lon) if isinstance(each, int | float) and not isinstance(each, bool)]
    if len(numbers) != 2 or not (-90 <= numbers[0] <= 90 and -180 <= numbers[1] <= 180):
        raise entry.fault(f"lat {lat!r}, lon {lon!r} is no point; write degrees, lat -90 to 90 and lon -180 to 180")


def _check_names(own: OwnWords, lang: str, names: Mapping[str, Row]) -> None:
    """Raise `PackError` where a name stands for two things, in the file or with what the packs have."""
    seen = dict[str, tuple[str, str]]()
    for kind in NAMING:
        for entry in own.entries[kind]:
            meant = _means(entry, kind)
            for name in _written(entry, kind, lang):
                phrase = phrase_of(name)
                if len(phrase.replace(" ", "")) < 2:
                    raise entry.fault(f"name {name!r} is too short to be found; write at least two letters")
                if seen.setdefault(phrase, (meant, entry.name))[0] != meant:
                    raise entry.fault(f"name {name!r} stands in {seen[phrase][1]} as well; leave it out of one of them")
                other = _other(names.get(phrase, {}), kind, meant)
                if other is not None and name not in _contested(entry, lang):
                    raise entry.fault(f"name {name!r} already means {other} ({lang}); use a longer name, or that code")


def _contested(entry: Entry, lang: str) -> Collection[str]:
    return {*entry.row.get("contested", ()), *entry.row.get(lang, {}).get("contested", ())}


def _means(entry: Entry, kind: str) -> str:
    row = entry.row
    return str(row["slug"] if kind == "outlet" else row["code"] if kind == "party" else row.get("party", entry.name))


def _other(facets: Mapping[str, Any], kind: str, meant: str) -> str | None:
    """What a name already means in the packs, where that is not what is meant."""
    parties = [party.code for party in facets.get("parties", ())]
    if kind in ("party", "person"):
        if parties:
            return None if meant in parties else parties[0]
        return f"the outlet {facets['outlet'][0]}" if "outlet" in facets else None
    if kind == "outlet":
        if "outlet" in facets:
            return None if facets["outlet"][0] == meant else f"the outlet {facets['outlet'][0]}"
        return parties[0] if parties else None
    place = facets.get("place")
    if place is not None and place.noun is None and place.code != meant:
        return f"a place of {place.code or 'nobody'}"
    return None
