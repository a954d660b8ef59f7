"""The store as programs read it: one file of JSON for each language, made from the TOML and never edited.

A language enters, its names with their facets leave. A compiled file that does not fit the TOML beside it (by digest)
is passed over, and the TOML read instead: slower, and the same.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec

from counterclaim.language.lexicon import PartyName, PlaceName
from counterclaim.language.store.sources import FILES, facets, inflected, languages

STORE: Final = Path(__file__).parent
VERSION: Final = "3"
"""Of the form of compiled files; another one passes over those made before."""
FLAGS: Final = ("capital", "acronym", "ambiguous")
"""What a name may say of how it is written. Compiled, -1 is "nothing said"."""


class Compiled(msgspec.Struct, frozen=True):
    """One compiled file. Names point by position to what they stand for, which many share."""

    digest: str
    parties: list[tuple[str, str, date | None, date | None, bool]]
    places: list[tuple[str | None, bool]]
    outlets: list[tuple[str, str | None]]
    forms: list[tuple[str, str]]
    """Forms and cases of words that change, parted by blanks."""
    names: dict[str, tuple[int, int, int, list[int], int, int, int]]
    """By phrase: the flags, the parties, the place, the outlet and the forms; -1 where there is none."""
    contested: dict[str, list[int]]
    """Contested names, with the other places of the same name."""


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
    """Write the compiled file of every language of the store, and say where; raises `PackError`."""
    (folder / "compiled").mkdir(exist_ok=True)
    written = []
    for lang in languages(folder):
        path = _path(lang, folder)
        path.write_bytes(_lines(_packed(facets(folder, lang), digest(folder, lang))))
        written.append(path)
    return tuple(written)


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
    rows = {}
    for phrase, of in names.items():
        capital, acronym, ambiguous = (int(of.get(flag, -1)) for flag in FLAGS)
        at = [parties.setdefault(party, len(parties)) for party in of.get("parties", ())]
        place = places.setdefault(of["place"], len(places)) if "place" in of else -1
        outlet = outlets.setdefault(of["outlet"], len(outlets)) if "outlet" in of else -1
        written = (" ".join(sorted(of.get("forms", ()))), " ".join(sorted(of.get("cases", ()))))
        form = forms.setdefault(written, len(forms)) if any(written) else -1
        rows[phrase] = (capital, acronym, ambiguous, at, place, outlet, form)
    contested = {
        phrase: [places.setdefault(place, len(places)) for place in of.get("elsewhere", ())]
        for phrase, of in names.items()
        if of.get("contested")
    }
    return Compiled(
        digest=seal,
        parties=[(party.code, party.kind, party.since, party.until, party.contested) for party in parties],
        places=[(place.code, place.contested) for place in places],
        outlets=list(outlets),
        forms=list(forms),
        names=rows,
        contested=contested,
    )


def _unpacked(compiled: Compiled) -> dict[str, dict[str, Any]]:
    parties = [PartyName(*party) for party in compiled.parties]
    places = [PlaceName(code, contested=contested) for code, contested in compiled.places]
    forms = [(frozenset(each.split()), frozenset(cases.split())) for each, cases in compiled.forms]
    names: dict[str, dict[str, Any]] = {}
    for phrase, (capital, acronym, ambiguous, at, place, outlet, form) in compiled.names.items():
        of: dict[str, Any] = {"acronym": acronym == 1}
        if capital >= 0:
            of["capital"] = capital == 1
        if ambiguous >= 0:
            of["ambiguous"] = ambiguous == 1
        if at:
            of["parties"] = tuple([parties[index] for index in at])
        if place >= 0:
            of["place"] = places[place]
        if outlet >= 0:
            of["outlet"] = compiled.outlets[outlet]
        if form >= 0:
            of["forms"], of["cases"] = forms[form]
        names[phrase] = of
    for phrase, others in compiled.contested.items():
        names[phrase]["contested"] = True
        if others:
            names[phrase]["elsewhere"] = tuple(places[index] for index in others)
    return names


def _lines(compiled: Compiled) -> bytes:
    """JSON with one name a line, so that two versions can be compared."""
    return msgspec.json.encode(compiled).replace(b'],"', b'],\n"').replace(b'},"', b'},\n"') + b"\n"
