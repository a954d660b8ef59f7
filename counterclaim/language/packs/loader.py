"""From a pack's folder to a `Pack`: reads the files in a fixed order and merges what they say of each phrase."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import ahocorasick_rs

from counterclaim.errors import PackError, UnknownLanguage
from counterclaim.language.lexicon import Cue, Lexeme, PartyName, PlaceName, Title, Trigger, UnitNoun
from counterclaim.language.numbers import Numbers
from counterclaim.language.times import Times
from counterclaim.model import EVENTS, STANCES, UNITS
from counterclaim.reading.text import normal_text

FOLDER: Final = Path(__file__).parent
FRAMES: Final = frozenset("strike harm toll hold leave enter move give mutual alone against".split())
FORMS: Final = frozenset("say blame refuse ask will warn media cite by hedge".split())
PARTY_KINDS: Final = frozenset("state region armed-group organisation bloc people".split())
TITLE_KINDS: Final = frozenset("office organ forces source person".split())


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything the engine knows of one language."""

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
    abbreviations: frozenset[str]
    """Lower-case words whose full stop ends no sentence."""
    name_words: frozenset[str]
    """Function words that may stand inside a personal name or a title."""
    rivals: Mapping[str, frozenset[str]]
    """Parties that fight or have fought each party, whatever the language."""


def supported() -> tuple[str, ...]:
    """Codes of the languages that have a pack."""
    return tuple(sorted(entry.name for entry in FOLDER.iterdir() if (entry / "pack.toml").is_file()))


@cache
def pack_for(lang: str) -> Pack:
    """The pack of a language; raises `UnknownLanguage` where there is none."""
    if lang not in supported():
        raise UnknownLanguage(lang, supported())
    return load_pack(FOLDER / lang)


def load_pack(folder: Path) -> Pack:
    """Read and check one pack; raises `PackError`."""
    about = _table(folder, "pack.toml")
    _only(folder, "pack.toml", "pack", about, {"name", "abbreviations", "name_words"})
    grammar = _table(folder, "grammar.toml")
    lexicon = _Lexicon(folder)
    for kind in (_parties, _people, _outlets, _titles, _places, _units, _events, _speech):
        kind(folder, lexicon)
    for name, words in grammar.items():
        if not isinstance(words, list):
            raise PackError(f"{folder.name}/grammar.toml", name, "must be a list of words")
        for word in words:
            lexicon.grammar(name, word)
    lexemes = tuple(lexicon.entries.values())
    return Pack(
        code=folder.name,
        automaton=ahocorasick_rs.AhoCorasick(
            [" " + lexeme.phrase for lexeme in lexemes],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        ),
        lexemes=lexemes,
        by_phrase=lexicon.entries,
        numbers=Numbers.from_data(_table(folder, "numbers.toml")),
        times=Times.from_data(_table(folder, "times.toml")),
        abbreviations=frozenset(about.get("abbreviations", ())),
        name_words=frozenset(about.get("name_words", ())),
        rivals=_rivals(),
    )


@cache
def _rivals() -> Mapping[str, frozenset[str]]:
    """The pairs of `conflicts.toml`, by either party."""
    try:
        pairs = tomllib.loads((FOLDER / "conflicts.toml").read_text("utf-8"))["pairs"]
        found: dict[str, set[str]] = {}
        for one, other in pairs:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    except (OSError, ValueError, KeyError) as fault:
        raise PackError("conflicts.toml", "pairs", str(fault)) from fault
    return {code: frozenset(others) for code, others in found.items()}


def phrase_of(words: str) -> str:
    """A phrase as the automaton sees it."""
    return normal_text(words).words.strip()


class _Lexicon:
    """Collects what the files say of each phrase; the same facet twice is an error."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, Lexeme] = {}

    def add(self, file: str, entry: str, words: Iterable[str], **facet: Any) -> None:
        """Give each of `words` one facet."""
        ((name, value),) = facet.items()
        for word in words:
            phrase = phrase_of(word)
            if not phrase:
                raise PackError(f"{self.folder.name}/{file}", entry, f"{word!r} holds no letter")
            lexeme = self.entries.get(phrase) or Lexeme(phrase)
            present = getattr(lexeme, name)
            if isinstance(value, tuple) and name in ("parties", "triggers"):
                # spellings that differ only in their capitals are one phrase
                value_here = present if value[0] in present else (*present, *value)
            elif name == "place" and present and present.noun is not None and value.noun is None:
                value_here = value  # a noun that is also a name: the name says more
            elif present and present != value:
                raise PackError(f"{self.folder.name}/{file}", entry, f"{word!r} stands twice")
            else:
                value_here = value
            # a name listed in lower case ("phe ly khai ...") needs no capital letter
            free = name in ("parties", "outlet", "place") and word[0].islower()
            capital = lexeme.capital and not free
            self.entries[phrase] = replace(lexeme, capital=capital, **{name: value_here})

    def grammar(self, name: str, word: str) -> None:
        """Give a phrase one more grammatical class."""
        phrase = phrase_of(word)
        lexeme = self.entries.get(phrase) or Lexeme(phrase)
        if name == "idle" and phrase in self.entries:
            raise PackError(f"{self.folder.name}/grammar.toml", name, f"{word!r} means something elsewhere")
        self.entries[phrase] = replace(lexeme, func=lexeme.func | {name})


def _table(folder: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / file).read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise PackError(f"{folder.name}/{file}", "file", str(fault)) from fault


def _rows(folder: Path, file: str, key: str, allowed: set[str]) -> Iterable[tuple[str, dict[str, Any]]]:
    """The entries of one file, each with a name for messages."""
    for position, row in enumerate(_table(folder, file).get(key, ()), 1):
        words = row.get("words") or row.get("names") or ["?"]
        entry = f"{key} {position} ({words[0]})"
        _only(folder, file, entry, row, allowed)
        yield entry, row


def _only(folder: Path, file: str, entry: str, row: Mapping[str, Any], allowed: set[str]) -> None:
    unknown = sorted(set(row) - allowed)
    if unknown:
        raise PackError(f"{folder.name}/{file}", entry, f"unknown key {unknown[0]!r}")


def _one_of(folder: Path, file: str, entry: str, value: str, allowed: Iterable[str]) -> str:
    if value not in allowed:
        raise PackError(f"{folder.name}/{file}", entry, f"{value!r} is not one of {', '.join(sorted(allowed))}")
    return value


def _day(folder: Path, file: str, entry: str, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value is not None else None
    except (TypeError, ValueError) as fault:
        raise PackError(f"{folder.name}/{file}", entry, f"{value!r} is no date (YYYY-MM-DD)") from fault


def _parties(folder: Path, lexicon: _Lexicon) -> None:
    file = "parties.toml"
    allowed = {"code", "kind", "name", "names", "capitals", "metonyms", "ambiguous", "from", "until", "gloss"}
    for entry, row in _rows(folder, file, "party", allowed):
        kind = _one_of(folder, file, entry, row["kind"], PARTY_KINDS)
        since, until = _day(folder, file, entry, row.get("from")), _day(folder, file, entry, row.get("until"))
        for key, of_kind in (("names", kind), ("capitals", "capital"), ("metonyms", "metonym")):
            lexicon.add(file, entry, row.get(key, ()), parties=(PartyName(row["code"], of_kind, since, until),))
        _ambiguous(lexicon, row)


def _ambiguous(lexicon: _Lexicon, row: Mapping[str, Any]) -> None:
    for word in row.get("ambiguous", ()):
        phrase = phrase_of(word)
        if phrase in lexicon.entries:
            lexicon.entries[phrase] = replace(lexicon.entries[phrase], ambiguous=True)


def _people(folder: Path, lexicon: _Lexicon) -> None:
    file = "people.toml"
    for entry, row in _rows(
        folder, file, "person", {"names", "party", "office", "from", "until", "ambiguous", "gloss"}
    ):
        person = PartyName(
            row["party"],
            "person",
            _day(folder, file, entry, row.get("from")),
            _day(folder, file, entry, row.get("until")),
        )
        lexicon.add(file, entry, row["names"], parties=(person,))
        _ambiguous(lexicon, row)


def _outlets(folder: Path, lexicon: _Lexicon) -> None:
    file = "outlets.toml"
    for entry, row in _rows(folder, file, "outlet", {"slug", "names", "state", "kind", "ambiguous", "gloss"}):
        lexicon.add(file, entry, row["names"], outlet=(row["slug"], row.get("state")))
        _ambiguous(lexicon, row)


def _titles(folder: Path, lexicon: _Lexicon) -> None:
    file = "titles.toml"
    for entry, row in _rows(folder, file, "title", {"words", "kind", "party", "gloss"}):
        kind = _one_of(folder, file, entry, row["kind"], TITLE_KINDS)
        lexicon.add(file, entry, row["words"], title=Title(kind, row.get("party")))


def _places(folder: Path, lexicon: _Lexicon) -> None:
    file = "places.toml"
    table = _table(folder, file)
    _only(folder, file, "file", table, {"nouns_geo", "nouns_site", "nouns_zone", "place"})
    for noun in ("geo", "site", "zone"):
        lexicon.add(file, f"nouns_{noun}", table.get(f"nouns_{noun}", ()), place=PlaceName(None, noun))
    for entry, row in _rows(folder, file, "place", {"names", "kind", "party", "gloss", "country", "ambiguous"}):
        lexicon.add(file, entry, row["names"], place=PlaceName(row.get("party")))


def _units(folder: Path, lexicon: _Lexicon) -> None:
    file = "units.toml"
    for entry, row in _rows(folder, file, "unit", {"unit", "words", "weapon", "doer", "place", "weak"}):
        unit = _one_of(folder, file, entry, row["unit"], UNITS)
        noun = UnitNoun(
            unit, row.get("weapon"), row.get("doer", False), row.get("place", False), row.get("weak", False)
        )
        lexicon.add(file, entry, row["words"], unit=noun)


def _events(folder: Path, lexicon: _Lexicon) -> None:
    file = "events.toml"
    sets, flags = {"needs", "needs_actor"}, {"noun", "weak", "fires", "people", "things", "losses", "suffered"}
    for entry, row in _rows(folder, file, "trigger", {"event", "frame", "words", "by_unit", *sets, *flags}):
        by_unit = row.get("by_unit", {})
        trigger = Trigger(
            event=_one_of(folder, file, entry, row["event"], EVENTS),
            frame=_one_of(folder, file, entry, row["frame"], FRAMES),
            by_unit=tuple((_one_of(folder, file, entry, unit, UNITS), event) for unit, event in by_unit.items()),
            **{key: frozenset(_one_of(folder, file, entry, unit, UNITS) for unit in row.get(key, ())) for key in sets},
            **{key: bool(row.get(key)) for key in flags},
        )
        lexicon.add(file, entry, row["words"], triggers=(trigger,))


def _speech(folder: Path, lexicon: _Lexicon) -> None:
    file = "speech.toml"
    for entry, row in _rows(folder, file, "cue", {"stance", "form", "words", "own", "praise"}):
        cue = Cue(
            stance=_one_of(folder, file, entry, row["stance"], STANCES),
            form=_one_of(folder, file, entry, row["form"], FORMS),
            own=row.get("own"),
            praise=row.get("praise", False),
        )
        lexicon.add(file, entry, row["words"], cue=cue)
