"""From a pack's folder to a `Pack`: the lexicon with its automaton, the engines of numbers and times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import ahocorasick_rs

from counterclaim.cycles import undisturbed
from counterclaim.errors import PackError, UnknownLanguage
from counterclaim.language.captions import CreditWords
from counterclaim.language.folder import Entry, only, pairs, table
from counterclaim.language.lexicon import Lexeme
from counterclaim.language.numbers import Numbers
from counterclaim.language.order import Order
from counterclaim.language.own import OwnWords, active, extended
from counterclaim.language.packs.words import lexemes
from counterclaim.language.running import Running
from counterclaim.language.spelling import Spelling
from counterclaim.language.store import STORE, names_of
from counterclaim.language.store.towns import Towns, towns_of
from counterclaim.language.times import Times

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """Everything the engine knows of one language; a pack is equal to itself alone."""

    code: str
    """Language code, the name of the folder."""
    automaton: ahocorasick_rs.AhoCorasick
    """Finds the phrases, each with a blank before it, in `NormalText.words` with a blank before it."""
    lexemes: tuple[Lexeme, ...]
    """What the automaton's patterns mean, by position."""
    by_phrase: Mapping[str, Lexeme]
    """The same, by phrase."""
    numbers: Numbers
    times: Times
    order: Order
    """What stands before what, and how words change beside each other."""
    spelling: Spelling
    """Words that are written in two ways."""
    abbreviations: frozenset[str]
    """Lower-case words whose full stop ends no sentence."""
    credits: CreditWords
    """What opens the credit of a picture, or a list of further reading."""
    home: frozenset[str]
    """Parties at home where the language is spoken: a report that names no other is domestic news."""
    rivals: Mapping[str, frozenset[str]]
    """Parties that fight or have fought each party, whatever the language."""
    bodies: frozenset[str]
    """Organisations and blocs that fight nobody."""
    hosts: Mapping[str, frozenset[str]]
    """Armed groups and the states on whose soil they are fought."""
    rebels: Mapping[str, frozenset[str]]
    """States and the rebels of their land, where these have no other name."""
    towns: Towns
    """Towns that are places only where one is expected, with the parties that may be there."""
    everywhere: frozenset[str]
    """Parties named in reports from everywhere, so that their name does not tell where something is."""
    parts: Mapping[str, frozenset[str]]
    """Lands with a code of their own and the people or state they are part of."""
    running: Running
    """Words of a running total: "since the war began", "so far"."""


@cache
def supported() -> tuple[str, ...]:
    """Codes of the languages that have a pack."""
    return tuple(sorted(entry.name for entry in FOLDER.iterdir() if (entry / "pack.toml").is_file()))


def pack_for(lang: str) -> Pack:
    """The pack of a language, with the words of one's own that are in use; raises `UnknownLanguage` where there is
    none.
    """
    return _pack_for(lang, active())


@cache
def _pack_for(lang: str, own: OwnWords | None) -> Pack:
    if lang not in supported():
        raise UnknownLanguage(lang, supported())
    with undisturbed():
        return load_pack(FOLDER / lang, own)


def load_pack(folder: Path, own: OwnWords | None = None) -> Pack:
    """Read and check one pack, with the names that the store and `own` have in its language; raises `PackError`."""
    about = table(folder, "pack.toml")
    only(
        Entry(f"{folder.name}/pack.toml", "pack", about),
        {
            "name",
            "abbreviations",
            "credits",
            "more",
            "home",
            "running",
            "records",
            "totals",
            "spellings",
            "respelled_not_after",
            "order",
        },
    )
    spelling = Spelling.of(about.get("spellings", {}), about.get("respelled_not_after", ""))
    order = _order(folder, about)
    names, rivals = names_of(folder.name), rivals_of(own)
    by_phrase = lexemes(folder, extended(names, folder.name, own) if own else names, order.last)
    for phrase, lexeme in tuple(by_phrase.items()):
        by_phrase.setdefault(spelling.fold(phrase), lexeme)
    return Pack(
        code=folder.name,
        automaton=ahocorasick_rs.AhoCorasick(
            [" " + phrase for phrase in by_phrase],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        ),
        lexemes=tuple(by_phrase.values()),
        by_phrase=by_phrase,
        numbers=Numbers.from_data(table(folder, "numbers.toml")),
        times=Times.from_data(table(folder, "times.toml")),
        order=order,
        spelling=spelling,
        abbreviations=frozenset(about.get("abbreviations", ())),
        credits=CreditWords.of(about.get("credits", ()), about.get("more", ())),
        home=frozenset(about.get("home", ())),
        rivals=rivals,
        bodies=frozenset(
            party.code
            for lexeme in by_phrase.values()
            for party in lexeme.parties
            if party.kind in ("organisation", "bloc") and party.code not in rivals
        ),
        hosts=_hosts(),
        rebels=_rebels(),
        towns=towns_of(folder.name),
        everywhere=_everywhere(),
        parts=_parts(),
        running=Running.of(about.get("running", ()), about.get("totals", ()), about.get("records", ())),
    )


def _order(folder: Path, about: Mapping[str, Any]) -> Order:
    try:
        return Order.of(about.get("order", {}))
    except TypeError as fault:
        raise PackError(f"{folder.name}/pack.toml", "order", str(fault)) from fault


@cache
def rivals_of(own: OwnWords | None) -> Mapping[str, frozenset[str]]:
    """Parties that fight or have fought each party, those of one's own too; raises `PackError`."""
    found = dict(pairs(STORE / "conflicts.toml", "pairs"))
    for one, other in own.fights if own else ():
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found


@cache
def _hosts() -> Mapping[str, frozenset[str]]:
    return pairs(STORE / "conflicts.toml", "hosts", mutual=False)


@cache
def _rebels() -> Mapping[str, frozenset[str]]:
    return pairs(STORE / "conflicts.toml", "rebels", mutual=False)


@cache
def _everywhere() -> frozenset[str]:
    return frozenset(table(STORE, "conflicts.toml").get("everywhere", ()))


@cache
def _parts() -> Mapping[str, frozenset[str]]:
    return pairs(STORE / "conflicts.toml", "parts", mutual=False)
