"""The store as programs read it: one file of JSON for each language, made from the TOML and never edited.

A language enters, its names with their facets leave. A compiled file that does not fit the TOML beside it (by digest)
is passed over, and the TOML read instead: slower, and the same.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec

from counterclaim.language.folder import compile_table
from counterclaim.language.lexicon import PartyName, PlaceName
from counterclaim.language.store.sources import FILES, facets, inflected, languages

STORE: Final = Path(__file__).parent
VERSION: Final = "4"
"""Of the form of compiled files; another one passes over those made before."""
TABLES: Final = ("outlets.toml", "parties.toml", "people.toml", "places.toml")
"""Files that are also read as they are, by whoever asks for offices, places or codes, and are slow to read."""
NEXT: Final = re.compile(rb"([\]}\d]),([\"\[])")
"""Between two entries of a list or a dictionary."""
FLAGS: Final = ("capital", "acronym", "ambiguous", "contested")
"""What a name may say of how it is written. Compiled, -1 is "nothing said"."""


class Meaning(msgspec.Struct, frozen=True, array_like=True):
    """What a name can stand for. Lists and positions point into the file's lists; -1 is none."""

    flags: tuple[int, int, int, int]
    parties: tuple[int, ...]
    place: int
    elsewhere: tuple[int, ...]
    outlet: int
    form: int


class Compiled(msgspec.Struct, frozen=True):
    """One compiled file. Names point by position to what they stand for, which many share."""

    digest: str
    parties: list[tuple[str, str, date | None, date | None, bool]]
    places: list[tuple[str | None, bool]]
    outlets: list[tuple[str, str | None]]
    forms: list[tuple[str, str]]
    """Forms and cases of words that change, parted by blanks."""
    meanings: list[Meaning]
    names: dict[str, int]
    """By phrase: the position of its meaning."""


def names_of(lang: str, folder: Path = STORE) -> dict[str, dict[str, Any]]:
    """The facets of every name of a language by phrase, to be added to; raises `PackError`."""
    compiled = _read(lang, folder)
    if compiled is None or compiled.digest != digest(folder, lang):
        return facets(folder, lang)
    return _unpacked(compiled)


def fresh(lang: str, folder: Path = STORE) -> bool:
    """Whether the compiled file of a language fits the TOML."""
    compiled = _read(lang, folder)
    return compiled is not None and compiled.digest == digest(folder, lang)


def compile_all(folder: Path = STORE) -> tuple[Path, ...]:
    """Write the compiled file of every language of the store, and large tables as JSON, and say where; raises
    `PackError`.
    """
    (folder / "compiled").mkdir(exist_ok=True)
    written = []
    for lang in languages(folder):
        path = _path(lang, folder)
        path.write_bytes(_lines(_packed(facets(folder, lang), digest(folder, lang))))
        written.append(path)
    return (*written, *(compile_table(folder, file) for file in TABLES))


def digest(folder: Path, lang: str) -> str:
    """Tells one state of the TOML, and of the form of compiled files, from another."""
    seal = sha256(VERSION.encode())
    for path in (folder / file for file in (*FILES, inflected(lang))):
        seal.update(path.read_bytes() if path.is_file() else b"")
        seal.update(b"\0")
    return seal.hexdigest()


def _path(lang: str, folder: Path) -> Path:
    return folder / "compiled" / f"{lang}.json"


def _read(lang: str, folder: Path) -> Compiled | None:
    """The compiled file of a language, or None where there is none that can be read."""
    try:
        return msgspec.json.decode(_path(lang, folder).read_bytes(), type=Compiled)
    except (OSError, msgspec.DecodeError):
        return None


def _packed(names: dict[str, dict[str, Any]], seal: str) -> Compiled:
    parties: dict[PartyName, int] = {}
    places: dict[PlaceName, int] = {}
    outlets: dict[tuple[str, str | None], int] = {}
    forms: dict[tuple[str, str], int] = {}
    meanings: dict[Meaning, int] = {}
    rows = {}
    for phrase, of in names.items():
        written = (" ".join(sorted(of.get("forms", ()))), " ".join(sorted(of.get("cases", ()))))
        capital, acronym, ambiguous, contested = (int(of.get(flag, -1)) for flag in FLAGS)
        meaning = Meaning(
            flags=(capital, acronym, ambiguous, contested),
            parties=tuple(parties.setdefault(party, len(parties)) for party in of.get("parties", ())),
            place=places.setdefault(of["place"], len(places)) if "place" in of else -1,
            elsewhere=tuple(places.setdefault(place, len(places)) for place in of.get("elsewhere", ())),
            outlet=outlets.setdefault(of["outlet"], len(outlets)) if "outlet" in of else -1,
            form=forms.setdefault(written, len(forms)) if any(written) else -1,
        )
        rows[phrase] = meanings.setdefault(meaning, len(meanings))
    return Compiled(
        digest=seal,
        parties=[(party.code, party.kind, party.since, party.until, party.contested) for party in parties],
        places=[(place.code, place.contested) for place in places],
        outlets=list(outlets),
        forms=list(forms),
        meanings=list(meanings),
        names=rows,
    )


def _unpacked(compiled: Compiled) -> dict[str, dict[str, Any]]:
    """The facets of each name, in a dictionary of its own."""
    meanings = _meanings(compiled)
    return {phrase: meanings[position].copy() for phrase, position in compiled.names.items()}


def _meanings(compiled: Compiled) -> list[dict[str, Any]]:
    parties = [PartyName(*party) for party in compiled.parties]
    places = [PlaceName(code, contested=contested) for code, contested in compiled.places]
    forms = [(frozenset(each.split()), frozenset(cases.split())) for each, cases in compiled.forms]
    meanings = []
    for meaning in compiled.meanings:
        of: dict[str, Any] = {flag: said == 1 for flag, said in zip(FLAGS, meaning.flags, strict=True) if said >= 0}
        if meaning.parties:
            of["parties"] = tuple(parties[index] for index in meaning.parties)
        if meaning.place >= 0:
            of["place"] = places[meaning.place]
        if meaning.elsewhere:
            of["elsewhere"] = tuple(places[index] for index in meaning.elsewhere)
        if meaning.outlet >= 0:
            of["outlet"] = compiled.outlets[meaning.outlet]
        if meaning.form >= 0:
            of["forms"], of["cases"] = forms[meaning.form]
        meanings.append(of)
    return meanings


def _lines(compiled: Compiled) -> bytes:
    """JSON with one name a line, so that two versions can be compared."""
    return NEXT.sub(rb"\1,\n\2", msgspec.json.encode(compiled)) + b"\n"
