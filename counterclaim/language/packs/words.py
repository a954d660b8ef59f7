"""From the files of a pack to its lexicon: every phrase with all that the files say of it.

A folder and the names of its language enter, lexemes leave. One phrase may get several facets, each from its own file;
the same facet twice with another meaning is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import PackError
from counterclaim.language.facets import Collector
from counterclaim.language.folder import Entry, entries, only, table
from counterclaim.language.inflections import KINDS, Inflections
from counterclaim.language.lexicon import Cue, Lexeme, PlaceName, Title, Trigger, UnitNoun
from counterclaim.model import EVENTS, PEOPLE, STANCES, UNITS

FRAMES: Final = frozenset("strike harm toll hold leave enter move give take mutual alone against".split())
FORMS: Final = frozenset("say blame refuse ask will warn media cite by hedge".split())
TITLE_KINDS: Final = frozenset("office organ forces source person local".split())
MUTE: Final = frozenset({"idle", "broad", "compounds", "conflict", "disaster", "everyday", "unrelated"})
"""Grammatical classes of words that do nothing in a clause."""
PLACE_NOUNS: Final = ("geo", "site", "zone", "side")
SAID: Final = frozenset({"words", "nouns", "verbs"})
"""Keys of an entry's phrases: as they stand, and nouns and verbs in all their forms."""


def lexemes(folder: Path, names: dict[str, dict[str, Any]], last: bool = False) -> dict[str, Lexeme]:
    """The lexicon of a pack, by phrase, with the names of its language, which it takes over; raises `PackError`.

    `last` says that nouns close their phrases.
    """
    lexicon = _Lexicon(names, Inflections(folder))
    for read in READERS:
        read(folder, lexicon)
    lexicon.inflect()
    _longer_names(lexicon, last)
    _check_shadows(folder, lexicon.facets)
    return {phrase: Lexeme(phrase=phrase, mute=_mute(facets), **facets) for phrase, facets in lexicon.facets.items()}


def _check_shadows(folder: Path, facets: dict[str, dict[str, Any]]) -> None:
    """Raise `PackError` where a phrase that ends in a negation would swallow the first word of a trigger.

    The longest match from the left wins: with "sẽ không" in a lexicon, "sẽ không kích" ("will strike from the air") is
    read as "sẽ không" ("will not").
    """
    openers = {
        phrase.split(" ")[0]: phrase for phrase, facet in facets.items() if "triggers" in facet and " " in phrase
    }
    negations = {last for last in openers if "negation" in facets.get(last, {}).get("func", ())}
    for phrase, facet in facets.items():
        before, _, last = phrase.rpartition(" ")
        # "phòng không" (air defence) ends in the same syllable and is a word of its own
        small = before and last in negations and all("func" in facets.get(word, ()) for word in before.split(" "))
        if small and not _mute(facet):
            raise PackError(folder.name, phrase, f"hides the first word of {openers[last]!r}")


def _mute(facets: dict[str, Any]) -> bool:
    """Whether the only facet is a grammatical class that does nothing in a clause."""
    return facets.keys() == {"func"} and facets["func"] <= MUTE


class _Lexicon(Collector):
    """Collects the facets of each phrase in all its forms."""

    def __init__(self, names: dict[str, dict[str, Any]], inflections: Inflections) -> None:
        super().__init__(names)
        self.inflections = inflections
        self._later: list[tuple[Entry, str, str, str, Any]] = []

    def said(self, entry: Entry, facet: str, value: Any) -> None:
        """Give the words of an entry a facet, its nouns and verbs in all their forms."""
        self.common(entry, entry.row.get("words", ()), facet, value)
        for kind in sorted(KINDS):
            meant = replace(value, reads=kind) if facet in ("triggers", "cue") else value
            for phrase in entry.row.get(f"{kind}s", ()):
                loose = self.inflections.listed(kind, phrase)
                for word, form in self.inflections.forms(kind, phrase):
                    if loose and word != phrase:
                        self._later.append((entry, word, form, facet, meant))
                    else:
                        self._give(entry, word, form, facet, meant)

    def inflect(self) -> None:
        """Give the forms of words with paradigms what the words have; one that is a word itself stays that."""
        for entry, word, form, facet, meant in self._later:
            facets = self.of(entry, word)
            if facet in ("triggers", "place") or facets.get(facet, meant) == meant:
                self._give(entry, word, form, facet, meant)

    def _give(self, entry: Entry, word: str, form: str, facet: str, meant: Any) -> None:
        facets = self.of(entry, word)
        self.formed(facets, form)
        present = facets.get("cue")
        if facet == "cue" and present is not None and replace(present, reads="") == replace(meant, reads=""):
            if present.reads != meant.reads:
                facets["cue"] = replace(meant, reads="")  # "claim": the same as a noun and as a verb
        else:
            self.one(entry, word, facets, facet, meant)

    def written(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """The words of an entry as they are written, each with the name of its form, or with none."""
        for word in entry.row.get("words", ()):
            yield word, ""
        for kind in sorted(KINDS):
            yield from self._written(kind, entry)

    def _written(self, kind: str, entry: Entry) -> Iterator[tuple[str, str]]:
        for phrase in entry.row.get(f"{kind}s", ()):
            yield from self.inflections.forms(kind, phrase)


def _longer_names(lexicon: Collector, last: bool) -> None:
    """Give names of sites and titles the unit of the noun in them: a hospital is a building under any name."""
    for phrase, facets in lexicon.facets.items():
        site = "place" in facets and "parties" not in facets and facets["place"].noun is None
        title = "title" in facets and facets["title"].kind != "organ"
        if "unit" in facets or not (site or title):
            continue
        cut = phrase.find(" ") if last else phrase.rfind(" ")
        while cut > 0:
            unit = lexicon.facets.get(phrase[cut + 1 :] if last else phrase[:cut], {}).get("unit")
            if unit is not None and (site or unit.unit in PEOPLE or facets["title"].kind == "forces"):
                facets["unit"] = unit
                break
            cut = phrase.find(" ", cut + 1) if last else phrase.rfind(" ", 0, cut)


def _titles(folder: Path, lexicon: _Lexicon) -> None:
    for entry in entries(folder, "titles.toml", "title", {"kind"}, {"party", "gloss", *SAID}):
        title = Title(entry.one_of(entry.row["kind"], TITLE_KINDS), entry.row.get("party"))
        lexicon.said(entry, "title", title)


def _places(folder: Path, lexicon: _Lexicon) -> None:
    content = table(folder, "places.toml")
    whole = Entry(f"{folder.name}/places.toml", "file", content)
    only(whole, {f"nouns_{noun}" for noun in PLACE_NOUNS})
    for noun in PLACE_NOUNS:
        listed = content.get(f"nouns_{noun}", [])
        row = listed if isinstance(listed, dict) else {"words": listed}
        entry = Entry(whole.file, f"nouns_{noun}", row)
        only(entry, SAID)
        lexicon.said(entry, "place", PlaceName(None, noun))


def _units(folder: Path, lexicon: _Lexicon) -> None:
    flags = ("doer", "place", "weak", "generic", "grouped")
    for entry in entries(folder, "units.toml", "unit", {"unit"}, {"weapon", *flags, *SAID}):
        weapon = entry.row.get("weapon")
        noun = UnitNoun(
            entry.one_of(entry.row["unit"], UNITS),
            entry.one_of(weapon, EVENTS) if weapon else None,
            *(bool(entry.row.get(flag)) for flag in flags),
        )
        lexicon.said(entry, "unit", noun)


def _events(folder: Path, lexicon: _Lexicon) -> None:
    flags = (
        "noun",
        "weak",
        "fires",
        "people",
        "things",
        "losses",
        "suffered",
        "complete",
        "standing",
        "needs_object",
        "needs_party",
        "needs_place",
        "needs_aim",
        "takes",
        "needs_beside",
    )
    more = {"needs", "needs_actor", "by_unit", *flags, *SAID}
    plurals = table(folder, "grammar.toml").get("plural", ())
    for entry in entries(folder, "events.toml", "trigger", {"event", "frame"}, more):
        row = entry.row
        trigger = Trigger(
            event=entry.one_of(row["event"], EVENTS),
            frame=entry.one_of(row["frame"], FRAMES),
            needs=entry.units("needs", UNITS),
            needs_actor=entry.units("needs_actor", UNITS),
            by_unit=tuple(
                (entry.one_of(unit, UNITS), entry.one_of(event, EVENTS))
                for unit, event in row.get("by_unit", {}).items()
            ),
            noun=bool(row.get("noun")),
            weak=bool(row.get("weak")),
            fires=bool(row.get("fires")),
            people=bool(row.get("people")),
            things=bool(row.get("things")),
            losses=bool(row.get("losses")),
            suffered=bool(row.get("suffered")),
            complete=bool(row.get("complete")),
            standing=bool(row.get("standing")),
            needs_object=bool(row.get("needs_object")),
            needs_party=bool(row.get("needs_party")),
            needs_place=bool(row.get("needs_place")),
            needs_aim=bool(row.get("needs_aim")),
            takes=bool(row.get("takes")),
            needs_beside=frozenset(row.get("needs_beside", ())),
        )
        row["words"] = _with_plurals(row.get("words", ()), plurals)
        lexicon.said(entry, "triggers", trigger)


def _with_plurals(phrases: Sequence[str], plurals: Sequence[str]) -> list[str]:
    """Every phrase once without and once with each plural word where it has a star: "use * heavy arms"."""
    plain = [phrase.replace(" * ", " ") for phrase in phrases]
    return [*plain, *(phrase.replace("*", word) for phrase in phrases if "*" in phrase for word in plurals)]


def _speech(folder: Path, lexicon: _Lexicon) -> None:
    for entry in entries(folder, "speech.toml", "cue", {"stance", "form"}, {"own", "praise", "plain", *SAID}):
        row = entry.row
        own = entry.one_of(row["own"], STANCES) if "own" in row else None
        stance, form = entry.one_of(row["stance"], STANCES), entry.one_of(row["form"], FORMS)
        lexicon.said(entry, "cue", Cue(stance, form, own, bool(row.get("praise")), bool(row.get("plain"))))


def _grammar(folder: Path, lexicon: _Lexicon) -> None:
    for name, words in table(folder, "grammar.toml").items():
        entry = Entry(f"{folder.name}/grammar.toml", name, words if isinstance(words, dict) else {"words": words})
        only(entry, SAID)
        if not all(isinstance(listed, list) for listed in entry.row.values()):
            raise entry.fault("must be a list of words, or lists of words, nouns and verbs")
        for word, form in lexicon.written(entry):
            facets = lexicon.of(entry, word)
            means = facets.keys() - {"func", "forms"} or not facets.get("func", frozenset()) <= MUTE
            if name in ("idle", "compounds") and means:
                raise entry.fault(f"{word!r} means something elsewhere")
            if form:
                lexicon.formed(facets, form)
            facets["func"] = facets.get("func", frozenset()) | {name}


READERS: Final[tuple[Callable[[Path, _Lexicon], None], ...]] = (_titles, _places, _units, _events, _speech, _grammar)
"""In this order: what a later file says of a phrase joins what an earlier one says."""
