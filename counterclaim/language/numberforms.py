"""The forms in which a language says numbers: a pack's `numbers.toml` goes in, checked, and one expression comes out.

The expression finds candidates: qualifiers, number words and the second number of a range; or words for none. What a
candidate is worth is the business of `numerals.py`, whether it counts anything that of `numbercontext.py`.
"""

from __future__ import annotations

import re
from typing import Any

from counterclaim.errors import PackError
from counterclaim.language.tables import check_tables, check_whole_numbers, one_of

FILE = "numbers.toml"
GLUE = "-./:,–"
"""A figure behind one of these is part of a name or a date: F-16, 27/9, 12:30."""
QUALIFIERS = ("at_least", "more_than", "at_most", "fewer_than", "about", "exact", "weak")
"""Lists of words before a number; weak ones mean "about" unless another follows."""
SHAPE: dict[str, frozenset[str]] = {
    "marks": frozenset(
        {"thousands", "dashes", "joiner", "closed", "before", "behind", "suffixes", "doubtful", "dates"}
    ),
    "ranges": frozenset({"between", "openers", "opened"}),
    "ones": frozenset({"first", "after_ten", "after_hundred"}),
    "tens": frozenset(),
    "hundreds": frozenset(),
    "times": frozenset(),
    "scales": frozenset(),
    "small": frozenset({"fillers", "halves", "round", "ties", "articles"}),
    "phrases": frozenset(),
    "qualifiers": frozenset({*QUALIFIERS, "behind", "particles"}),
    "prepositions": frozenset(),
    "none": frozenset({"said", "gap", "closing", "not_over"}),
    "not_before": frozenset({"signs", "words", "unless", "over", "aside"}),
    "not_after": frozenset({"words", "digits", "digits_unless_counted", "unless"}),
    "counted": frozenset({"words", "gap"}),
    "homograph": frozenset({"words", "not_before", "not_after", "counted"}),
}
"""Tables of `numbers.toml` and their keys; no keys where the entries are the language's own words."""


MAY_MISS = frozenset({"hundreds"})


def check(data: dict[str, Any]) -> None:
    """Refuses unknown and missing tables and keys, and values that are no lists or numbers."""
    check_tables(FILE, data, SHAPE, MAY_MISS)
    for table in ("tens", "hundreds", "times", "scales", "prepositions"):
        check_whole_numbers(FILE, table, data.get(table, {}))
    check_whole_numbers(FILE, "marks.suffixes", data["marks"].get("suffixes", {}))
    for words, entry in data["phrases"].items():
        if not (isinstance(entry, dict) and "low" in entry and entry.keys() <= {"low", "high", "qualifier"}):
            raise PackError(FILE, f"phrases.{words}", "knows low, high and qualifier, and needs low")
    for mark, kind in (data["marks"].get("before", {}) | data["marks"].get("behind", {})).items():
        if kind not in QUALIFIERS:
            raise PackError(FILE, f"marks {mark!r}", f"{kind!r} is no qualifier")


def said_qualifiers(data: dict[str, Any]) -> dict[str, str]:
    """The words that may stand before a number, with what they make of it."""
    return {word: kind for kind in QUALIFIERS for word in data["qualifiers"].get(kind, ())}


def date_marks(data: dict[str, Any]) -> str:
    """Marks that stand between day and month."""
    marks: str = data["marks"].get("dates", "./-")
    return marks


def joined(data: dict[str, Any]) -> dict[str, int]:
    """Tens and ones written as one word: "thirty-one"; none where the pack names no joiner."""
    joiner = data["marks"].get("joiner")
    if joiner is None:
        return {}
    ones = data["ones"]["after_ten"].items()
    return {f"{ten}{joiner}{one}": tens + value for ten, tens in data["tens"].items() for one, value in ones}


def pattern(data: dict[str, Any]) -> re.Pattern[str]:
    """The one expression that finds candidates; digits that belong to a name, a date or a score do not match."""
    first, second, spelled = _parts(data)
    dash, between = one_of(data["marks"]["dashes"]), one_of(data["ranges"]["between"])
    qualifiers = list(said_qualifiers(data))
    qualifier = one_of(qualifiers)
    sep = rf"(?: ?{dash} ?| {between} )"
    date_follows = rf" ?(?:{dash}|{between}) ?\d+[{re.escape(date_marks(data))}]\d{{1,2}}(?!\d)"
    small = data["small"]
    said = [
        *data["phrases"],
        *data["ones"]["first"],
        *data["tens"],
        *data.get("hundreds", {}),
        *small["round"],
        *data["ranges"]["openers"],
    ]
    said += qualifiers + [word for entry in data["none"] for word in entry["said"]]
    begins = one_of({words.split(" ")[0] for words in said})
    return re.compile(
        rf"\b(?=\d|{begins}(?!\w))(?:(?P<none>{_none(data['none'])})"
        rf"|(?P<q>(?:{qualifier} ){{0,3}})(?:(?P<open>{one_of(data['ranges']['openers'])}) )?"
        rf"(?P<a>{first}|{spelled})(?:(?P<sep>{sep})(?P<b>{second}|{spelled}))?"
        rf"(?!\w|/|[-–:]\d|-[^\W\d]|{date_follows}))"
    )


def second_pattern(data: dict[str, Any]) -> re.Pattern[str]:
    """What joins the second number of a range where the joining word is one that numbers have too: "four and five"."""
    _, second, spelled = _parts(data)
    return re.compile(rf"(?P<sep> {one_of(data['ranges'].get('opened', []))} )(?P<b>{second}|{spelled})(?![\w/-])")


def _parts(data: dict[str, Any]) -> tuple[str, str, str]:
    """Expressions for a figure that opens a number, for a figure behind a joint, and for number words."""
    small, marks, ones = data["small"], data["marks"], data["ones"]
    scale = one_of([*data["times"], *data["scales"]])
    tens = [*data["tens"], *joined(data), *data.get("hundreds", {})]
    word = one_of(
        [*ones["first"], *ones["after_ten"], *ones.get("after_hundred", {}), *tens, *data["times"],
         *data["scales"], *small["fillers"], *small["halves"]]
    )  # fmt: skip
    opening = one_of([*ones["first"], *tens, *small["round"]])
    glue, suffixes = re.escape(GLUE + marks.get("closed", "")), marks.get("suffixes", {})
    suffix = rf"(?:{one_of(suffixes)}(?!\w))?" if suffixes else ""
    group = r"(?:\d{0,2}(?: \d{3})+(?!\d)|\d*)" if " " in marks["thousands"] else r"\d*"
    # No possessive quantifiers: those of CPython 3.11.2 match wrongly inside a repeated group.
    figure = rf"(?:[.,]\d+)*(?![.,]?\d){suffix}(?: {scale}(?!\w)){{0,2}}(?: {one_of(small['halves'])}(?!\w))?"
    spelled = rf"(?:{one_of(data['phrases'])}(?!\w)(?: {scale}(?!\w)){{0,2}}|{opening}(?!\w)(?: {word}(?!\w)){{0,14}})"
    return rf"\d(?<![{glue}]\d){group}{figure}", rf"\d{group}{figure}", spelled


def _none(entries: list[dict[str, Any]]) -> str:
    ways = []
    for entry in entries:
        over = rf"(?:(?!{one_of(entry.get('not_over', []))}(?!\w))[^\W\d]+ ){{0,{entry['gap']}}}"
        ways.append(rf"{one_of(entry['said'])}(?= {over}{one_of(entry['closing'])}(?!\w))")
    return "|".join(ways) or r"(?!)"
