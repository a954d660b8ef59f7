"""Puts a question into words: "How many soldiers of Armenia were killed or wounded in Nagorno-Karabakh?".

The fields of a question and a language enter, one sentence leaves. How a language asks is data in its pack
(`wording.toml`); a field that nobody said is left out. Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from counterclaim.errors import PackError
from counterclaim.language.folder import Entry, only, table
from counterclaim.language.packs.loader import FOLDER
from counterclaim.language.store.shown import place_shown, shown
from counterclaim.model import EVENTS, UNITS, Period, Place, Question
from counterclaim.reconciliation.families import LAND

FILE: Final = "wording.toml"
PARTS: Final = frozenset(
    "of by where near at against day span span_month until since so_far date months article articled".split()
)
KINDS: Final = frozenset({"count", "target", "plain"})
FIRED: Final = "fired"
"""A kind that only some events have: a count of what was sent against somebody, not of what was hit."""
WEAPONS: Final = frozenset({"missiles", "rockets", "drones", "bombs", "missiles_and_drones"})
GAPS: Final = re.compile(r"\s+(?=[?.,;]|\s|$)")
"""What a part that was left out leaves behind."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language asks."""

    lang: str
    parts: Mapping[str, Any]
    units: Mapping[str, str]
    events: Mapping[str, Mapping[str, str]]


def worded(question: Question, lang: str) -> str:
    """The question in words of a language; raises `PackError` where its pack has no words for questions."""
    words = wording(lang)
    place, by, party = question.place, _named(question.actor, words), _named(question.target, words)
    where = _placed(place, words) if place else None
    asks = question.scope is not None or question.event not in LAND  # a town that is named is held or not
    counted = asks and question.unit is not None and (question.target is not None or question.event != "other")
    kind = "count" if counted else "target" if party is not None else "plain"
    if kind == "plain" and where is None and "{place}" in words.events[question.event]["plain"]:
        where = by  # "Who holds it?" where no place is named
    if kind == "count" and question.unit in WEAPONS and FIRED in words.events[question.event]:
        kind = FIRED
    filled = {
        "unit": words.units[question.unit] if question.unit else "",
        "party": party or "",
        "of": _part(words, "of", party=party),
        "by": _part(words, "by", party=by),
        "at": _part(words, "at", party=party),
        "against": _part(words, "against", party=party),
        "where": _where(words, place, where),
        "place": where or "",
        "when": _when(question, words),
    }
    asked = GAPS.sub("", words.events[question.event][kind].format(**filled)).strip()
    return asked[:1].upper() + asked[1:]


@cache
def wording(lang: str) -> Wording:
    """The words of a language for questions; raises `PackError` where they are missing or incomplete."""
    read = table(FOLDER / lang, FILE)
    file = f"{lang}/{FILE}"
    only(Entry(file, "file", read), {"parts", "units", "events"})
    for name, needed in (("parts", PARTS), ("units", UNITS), ("events", EVENTS)):
        entry = Entry(file, name, read.get(name, {}))
        only(entry, needed)
        missing = sorted(needed - set(entry.row))
        if missing:
            raise entry.fault(f"key {missing[0]!r} is missing")
    for event, forms in read["events"].items():
        if set(forms) - {FIRED} != KINDS:
            raise PackError(file, event, f"must have {', '.join(sorted(KINDS))}")
    return Wording(lang, read["parts"], read["units"], read["events"])


def asking() -> tuple[str, ...]:
    """Codes of the languages in which questions can be put."""
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if (folder / FILE).is_file()))


def _named(code: str | None, words: Wording) -> str | None:
    """A party as a sentence names it: "the United States"."""
    if code is None:
        return None
    name = shown(code, words.lang)
    return str(words.parts["article"]).format(name=name) if code in words.parts["articled"] else name


def _where(words: Wording, place: Place | None, named: str | None) -> str:
    """Where, with its preposition; a place near another brings its own where it stays as it was written."""
    if place is None or not place.near:
        return _part(words, "where", place=named)
    return place.written if named == place.written else _part(words, "near", place=named)


def _placed(place: Place, words: Wording) -> str:
    """A place in the language of the sentence; as it was written where it has no name there."""
    named = place_shown(place, words.lang)
    article = place.code in words.parts["articled"]
    return str(words.parts["article"]).format(name=named) if article else named


def _part(words: Wording, name: str, **filled: str | None) -> str:
    """One part of a sentence, or nothing where what fills it is not said."""
    return words.parts[name].format(**filled) if all(filled.values()) else ""


def _when(question: Question, words: Wording) -> str:
    """The days of a question in words: of what it says, or of publication."""
    period = question.period
    said = _days(period, words) if period else ""
    so_far = words.parts["so_far"] if question.scope == "cumulative" else ""
    return f"{said} {so_far}".strip()


def _days(period: Period, words: Wording) -> str:
    first, last = period.start, period.end
    if first and first == last:
        return _part(words, "day", day=_day(first, words))
    if first and last and (first.year, first.month) == (last.year, last.month):
        months = words.parts["months"]
        days = {"first": str(first.day), "last": str(last.day)}
        return _part(words, "span_month", **days, month=months[last.month - 1], year=str(last.year))
    if first and last:
        return _part(words, "span", first=_day(first, words), last=_day(last, words))
    if first:
        return _part(words, "since", first=_day(first, words))
    return _part(words, "until", last=_day(last, words)) if last else ""


def _day(day: date, words: Wording) -> str:
    months = words.parts["months"]
    return str(words.parts["date"]).format(day=day.day, month=months[day.month - 1], year=day.year)
