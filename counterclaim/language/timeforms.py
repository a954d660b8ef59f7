"""The forms in which a language says times: a pack's `times.toml` goes in, compiled forms by their first word come out.

A form is written as it is said: "<night> <day>? {date}" is a word of list `night`, perhaps one of `day`, and a date.
`{name}` is a slot with a value; `?` stands behind what may be missing. What a form means is one of
`periods.MEANINGS`. This module reads no text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.errors import PackError
from counterclaim.language.periods import MEANINGS, NEEDS
from counterclaim.language.tables import check_tables, check_whole_numbers, one_of

FILE = "times.toml"
DIGIT = "#"
"""The first "word" of forms that may begin with a figure."""
SLOTS = {
    "date": r"(?P<day>\d{1,2})(?P<sep>[./-])(?P<month>\d{1,2})(?:(?P=sep)(?P<year>\d{4}))?"
    r"(?![\w%]|[.,:]\d|/|-\w|–\d)",
    "full_date": r"(?P<day>\d{1,2})(?P<sep>[./-])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d/]|[.,]\d)",
    "month_year": r"(?P<month>\d{1,2})[./-](?P<year>(?:19|20)\d\d)(?![\d/])",
    "day": r"(?P<day>\d{1,2})",
    "first_day": r"(?P<first_day>\d{1,2})",
    "year": r"(?P<year>(?:18|19|20)\d\d)(?![\d/]|[.,]\d)",
    "last_year": r"(?P<last_year>(?:19|20)\d\d)(?![\d/]|[.,]\d)",
}
"""Slots that take figures only; the groups inside are the values."""
FIGURES = {"month": r"\d{1,2}(?![\d/%]|[.,-]\d)", "count": r"\d{1,3}(?![\d/%]|[.,]\d)"}
"""Slots that take figures beside the words of their table."""
PROBE_FROM = 9
"""Fewer forms are tried one by one: compiling a probe for them would cost more at the start than it saves."""
ANYTHING = ""
KEYS: dict[str, frozenset[str]] = {
    "form": frozenset({"says", "means", "kind", "said", "offset", "span", "lean"})
    | {"bare", "anchored", "not_before", "only_before", "not_after", "only_after", "not_after_number", "hinted"},
    "lists": frozenset(),
    "values": frozenset(),
    "joints": frozenset(
        {"numbers", "since", "until", "between", "overnight", "before", "at", "longer", "pair", "paired"}
    ),
    "bare": frozenset({"context", "not_after", "not_before", "future", "turns", "past", "coming", "due"}),
    "figures": frozenset({"endings", "closed"}),
}
"""Tables of `times.toml` and their keys; no keys where the pack names its own lists."""
MAY_MISS = frozenset({"figures"})
TOKEN = re.compile(
    r"(?:<(?P<list>\w+)>|\{(?P<slot>\w+)(?::(?P<table>\w+))?\}|(?P<word>[^<>{}\s]+?))(?P<may>\?)?(?: |$)"
)
ENDED = frozenset({"day", "first_day", "year", "last_year"})
"""Slots whose figures may have an ending: "the 30th"."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying a time."""

    pattern: str
    """Its expression, compiled when it is first tried."""
    means: str
    kind: str
    said: dict[str, int]
    """Values that the form itself says."""
    offset: int
    span: int
    lean: int
    is_bare: bool
    """Whether it is a date with nothing around it that says so."""
    is_anchored: bool
    """Whether it counts from the day of speaking, where that is said."""
    follows_no_number: bool
    not_after: frozenset[str]
    """Words in front that say that it is none: "USA Today"."""
    only_after: frozenset[str]
    """Words of which one has to stand in front, where there are any."""
    is_hinted: bool
    """Whether words of the future in front of it move it ahead: "talks will begin on Friday"."""


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms that may begin with one word, in the pack's order."""

    probe: str
    """Expression that matches where one of them could: most words that may begin a time do not."""
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One token of a form: its expression, the words it may begin with, whether it may be missing or touch others."""

    pattern: str
    begins: frozenset[str]
    may_miss: bool
    is_loose: bool


def forms_by_first_word(data: dict[str, Any]) -> dict[str, Forms]:
    """All forms of a pack, in the pack's order, under every word they may begin with; raises PackError."""
    check(data)
    found: dict[str, list[Form]] = defaultdict(list)
    for entry in data["form"]:
        for says in entry["says"]:
            parts = [_part(data, says, token) for token in _tokens(says)]
            form = _form(entry, _sequence(says, parts))
            begins: set[str] = set()
            for part in parts:
                begins |= part.begins
                if not part.may_miss:
                    break
            for word in begins:
                found[word].append(form)
    # Many words begin the same forms: their probe is compiled once.
    shared = {tuple(map(id, forms)): tuple(forms) for forms in found.values()}
    known = {key: Forms(_probe(forms), forms) for key, forms in shared.items()}
    return {word: known[tuple(map(id, forms))] for word, forms in found.items()}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The expression; a pack has hundreds, and most reports need few of them."""
    return re.compile(pattern)


def _probe(forms: tuple[Form, ...]) -> str:
    if len(forms) < PROBE_FROM:
        return ANYTHING
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", form.pattern).replace("(?P=sep)", "[./-]") for form in forms)
    return "|".join(nameless)


def _form(entry: dict[str, Any], pattern: str) -> Form:
    stop = rf"(?! {one_of(entry['not_before'])}(?!\w))" if "not_before" in entry else ""
    stop += rf"(?= {one_of(entry['only_before'])}(?!\w))" if "only_before" in entry else ""
    return Form(
        rf"{pattern}(?!\w){stop}", entry["means"], entry["kind"], entry.get("said", {}),
        entry.get("offset", 0), entry.get("span", 1), entry.get("lean", 0), entry.get("bare", False),
        entry.get("anchored", False), entry.get("not_after_number", False),
        frozenset(entry.get("not_after", ())), frozenset(entry.get("only_after", ())), entry.get("hinted", False),
    )  # fmt: skip


def _part(data: dict[str, Any], says: str, token: re.Match[str]) -> _Part:
    may_miss = token["may"] is not None
    if token["word"]:
        return _Part(re.escape(token["word"]), _begins([token["word"]]), may_miss, False)
    if token["list"]:
        words = data["lists"].get(token["list"])
        if words is None:
            raise PackError(FILE, f"form {says!r}", f"there is no list {token['list']!r}")
        return _Part(
            one_of(words), _begins(words), may_miss, not all(word[0].isalnum() and word[-1].isalnum() for word in words)
        )
    name = token["slot"]
    if name in SLOTS and not token["table"]:
        ending = rf"(?:{one_of(endings)})?" if name in ENDED and (endings := _endings(data)) else ""
        return _Part(SLOTS[name] + ending, frozenset({DIGIT}), may_miss, False)
    table = data["values"].get(token["table"] or name)
    if table is None:
        raise PackError(FILE, f"form {says!r}", f"there is no table of values {token['table'] or name!r}")
    if name in FIGURES and not token["table"]:
        return _Part(rf"(?P<{name}>{FIGURES[name]}|{one_of(table)})", _begins(table) | {DIGIT}, may_miss, False)
    return _Part(rf"(?P<{name}>{one_of(table)})", _begins(table), may_miss, False)


def _tokens(says: str) -> list[re.Match[str]]:
    """The tokens of a form; raises PackError for what is none."""
    tokens = list(TOKEN.finditer(says))
    if "".join(token[0] for token in tokens) != says:
        raise PackError(FILE, f"form {says!r}", "is no row of words, <lists> and {slots} with a blank between each")
    return tokens


def _endings(data: dict[str, Any]) -> list[str]:
    found: list[str] = data.get("figures", {}).get("endings", [])
    return found


def _begins(words: Any) -> frozenset[str]:
    return frozenset(DIGIT if word[0].isdigit() else word.split(" ")[0] for word in words)


def slot_values(data: dict[str, Any]) -> dict[str, dict[str, int]]:
    """The value of every word by slot: `{month:short}` takes the words of table `short` for slot `month`."""
    found: dict[str, dict[str, int]] = {name: dict(words) for name, words in data["values"].items()}
    for entry in data["form"]:
        for says in entry["says"]:
            for token in TOKEN.finditer(says):
                if token["table"]:
                    found.setdefault(token["slot"], {}).update(data["values"][token["table"]])
    return found


def _sequence(says: str, parts: list[_Part]) -> str:
    """The parts with blanks between; around dashes and commas the blank may be missing."""
    if not parts or all(part.may_miss for part in parts):
        raise PackError(FILE, f"form {says!r}", "needs a part that may not be missing")
    pattern, is_open, was_loose = "", True, False
    for part in parts:
        blank = " ?" if part.is_loose or was_loose else r"(?!\w) " if pattern else ""
        if is_open and part.may_miss:
            pattern += rf"(?:{part.pattern}(?!\w) )?"
            continue
        blank = "" if is_open else blank
        is_open = False
        pattern += rf"(?:{blank}{part.pattern})?" if part.may_miss else blank + part.pattern
        was_loose = part.is_loose
    return pattern


def check(data: dict[str, Any]) -> None:
    """Refuses unknown and missing tables and keys, unknown meanings, and values that are no numbers."""
    check_tables(FILE, data, KEYS, MAY_MISS)
    for name, values in data["values"].items():
        check_whole_numbers(FILE, f"values.{name}", values)
    for entry in data["form"]:
        where = f"form {entry.get('says', ['without says'])[0]!r}"
        for key in {"says", "means", "kind"} - entry.keys():
            raise PackError(FILE, where, f"lacks {key}")
        if entry["means"] not in MEANINGS:
            raise PackError(FILE, where, f"means {entry['means']!r}; known are {', '.join(sorted(MEANINGS))}")
        for says in entry["says"]:
            _check_said(entry, says)


def _check_said(entry: dict[str, Any], says: str) -> None:
    """Refuses a form that does not say what its meaning needs."""
    said = {token["slot"] for token in _tokens(says) if token["slot"] and not token["may"]} | entry.get(
        "said", {}
    ).keys()
    if said & {"date", "full_date", "month_year"}:
        said |= {"day", "month", "year"}
    for slot in sorted(NEEDS.get(entry["means"], frozenset()) - said):
        raise PackError(FILE, f"form {says!r}", f"means {entry['means']!r} and says no {slot}")
