"""Number expressions of one text: lower-cased NFC text goes in, spans with their value come out.

The words, their values and the words around them that decide what is no count ("5 giờ", "nghị quyết 2334") are
data of a language pack (`numbers.toml`); this engine knows only how numerals are put together. It does not know
what is counted, and it finds no dates: `times.py` does, and where both read the same characters, the time is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from counterclaim.errors import PackError
from counterclaim.language.numerals import Numeral, Numerals
from counterclaim.language.tables import check_tables, check_whole_numbers, next_is, one_of

FILE = "numbers.toml"
LOOK_BACK = 24
"""Characters read before a number; the longest label in any pack, three words, fits."""
YEARS = range(1900, 2100)
"""Four digits without a mark in this range are a year unless a counted noun follows."""

SHAPE: dict[str, frozenset[str]] = {
    "marks": frozenset({"thousands", "decimal", "dashes"}),
    "ranges": frozenset({"between", "openers"}),
    "ones": frozenset({"first", "after_ten", "after_hundred"}),
    "tens": frozenset(),
    "times": frozenset(),
    "scales": frozenset(),
    "small": frozenset({"fillers", "halves", "round"}),
    "phrases": frozenset(),
    "qualifiers": frozenset({"at_least", "more_than", "at_most", "fewer_than", "about", "exact", "weak", "behind"}),
    "prepositions": frozenset(),
    "none": frozenset({"said", "gap", "closing", "not_over"}),
    "not_before": frozenset({"signs", "words", "unless"}),
    "not_after": frozenset({"words", "digits", "digits_unless_counted", "unless"}),
    "counted": frozenset({"words"}),
    "homograph": frozenset({"words", "not_before", "not_after"}),
}
"""Tables of `numbers.toml` and their keys; no keys where the entries are the language's own words."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said, "at least 550": its characters and what they allow (codebook, section 7)."""

    start: int
    """First character, the qualifier included."""
    end: int
    """One past the last character of the number words."""
    low: int | None
    """Smallest count the words allow, None where they set no floor."""
    high: int | None
    """Largest count the words allow, None where they set no ceiling."""
    qualifier: str
    """One of the codebook's qualifiers."""
    core_start: int
    """First character of the number words behind the qualifier."""


@dataclass(frozen=True, slots=True)
class _Context:
    """The words around a numeral that decide what it is."""

    qualifiers: dict[str, str]
    pieces: re.Pattern[str]
    """One qualifier at a time, of several in a row."""
    prepositions: dict[str, int]
    dashes: frozenset[str]
    label_ends: frozenset[str]
    """The last words of all labels: the cheap test comes first."""
    labels: frozenset[str]
    digit_labels: frozenset[str]
    soft_labels: frozenset[str]
    no_labels: frozenset[str]
    homographs: dict[str, tuple[re.Pattern[str], frozenset[str]]]
    uncounted: re.Pattern[str]
    """What behind a number says that it counts nothing."""
    counted: re.Pattern[str]
    """Nouns behind a number that say that it counts."""
    behind: re.Pattern[str]
    """Words behind number and noun that set a floor."""
    goes_on: re.Pattern[str]
    """A further word, quoted or not, as a noun would be."""

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> _Context:
        """Reads the tables of words around numbers."""
        said = {word: kind for kind, words in data["qualifiers"].items() if kind != "behind" for word in words}
        before, after = data["not_before"], data["not_after"]
        keep, drop, signs = one_of(before["unless"]), one_of(before["words"]), one_of(before["signs"])
        homographs = {
            word: (next_is(entry.get("not_before", [])), frozenset(entry.get("not_after", [])))
            for entry in data["homograph"]
            for word in entry["words"]
        }
        return cls(
            said, re.compile(rf"{one_of(said)}(?!\w)"), data["prepositions"], frozenset(data["marks"]["dashes"]),
            frozenset(words.split(" ")[-1] for kind in after.values() for words in kind),
            frozenset(after["words"]), frozenset(after["digits"]), frozenset(after["digits_unless_counted"]),
            frozenset(after["unless"]), homographs, re.compile(rf" ?{signs}| (?!{keep}(?!\w)){drop}(?!\w)"),
            next_is(data["counted"]["words"]),
            re.compile(rf"(?: [^\W\d]+){{0,3}} {one_of(data['qualifiers']['behind'])}(?!\w)"),
            re.compile(r" (?:[^\W\d]|[\"'“‘(])"),
        )  # fmt: skip

    def qualifier(self, said: str, numeral: Numeral) -> tuple[str, int]:
        """The qualifier that several in a row amount to, and how many characters in front of it are none."""
        kinds: list[str] = []
        skipped = 0
        for piece in self.pieces.finditer(said):
            floor = self.prepositions.get(piece[0], 0)
            if floor > numeral.low and not kinds:
                skipped = piece.end() + 1
            else:
                kinds.append(self.qualifiers[piece[0]])
        # "tới gần 600" and "ước tính hơn 10": the more telling word stands nearer to the number.
        strong = [kind for kind in kinds if kind not in ("weak", "exact")]
        if len(strong) > 1 and strong[0] == "at_most":
            strong = strong[1:]
        if strong:
            return strong[0], skipped
        return ("about" if "weak" in kinds else "exact" if kinds else ""), skipped

    def names(self, text: str, start: int, is_figure: bool, is_counted: bool) -> bool:
        """Whether the words before a bare number make it a name, a rank or a date: "nghị quyết 2334"."""
        words = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2].split(" ")
        if len(words) < 2 or words[-1] or words[-2] not in self.label_ends:
            return False
        tails = {" ".join(words[-size:-1]) for size in (2, 3, 4)}
        if tails & self.no_labels:
            return False
        return bool(tails & self.labels or (is_figure and tails & self.digit_labels)) or (
            is_figure and not is_counted and bool(tails & self.soft_labels)
        )

    def is_other_word(self, text: str, start: int, numeral: Numeral, is_counted: bool, is_bare: bool) -> bool:
        """Whether a number word is here the other word that is spelled alike: "năm" is also a year."""
        if numeral.said not in self.homographs:
            return False
        follow, lead = self.homographs[numeral.said]
        if (is_bare and not self.goes_on.match(text, numeral.end)) or follow.match(text, numeral.end):
            return True
        if text[numeral.end : numeral.end + 2].strip().isdigit():
            return True
        words = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2].split(" ")
        if words[-1] or len(words) < 2:
            return False
        return words[-2][-1:].isdigit() or (not is_counted and (words[-2] in lead or " ".join(words[-3:-1]) in lead))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number engine of one language."""

    numerals: Numerals
    context: _Context
    pattern: re.Pattern[str]
    """Finds candidates: qualifiers, number words and the second number of a range; or words for none."""

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Numbers:
        """Builds the engine from the content of `numbers.toml`; raises PackError for what it cannot use."""
        _check(data)
        return cls(Numerals.from_data(data), _Context.from_data(data), _pattern(data))

    def find(self, text: str) -> list[Number]:
        """All number expressions of the normal form `text`, in order, none overlapping."""
        found: list[Number] = []
        at = 0
        while match := self.pattern.search(text, at):
            if match.lastgroup == "none":
                start, at = match.span()
                found.append(Number(start, at, 0, 0, "exact", start))
                continue
            number, at = self._read(text, match)
            if number:
                found.append(number)
        return found

    def _read(self, text: str, match: re.Match[str]) -> tuple[Number | None, int]:
        """The number of a match, None where it counts nothing, and where its words end."""
        _, before, opener, said, sep, more = match.groups()
        start = core_start = match.start("a")
        numeral = self.numerals.value(said, start)
        if numeral is None:
            return None, match.end("a")
        if more and numeral.end == match.end("a"):
            second = self.numerals.value(more, match.start("b"))
            joined = _join(numeral, second) if second else None
            if sep.strip() in self.context.dashes and (joined is None or self._is_date(text, match)):
                return None, match.end("b")
            if joined:
                numeral, start = joined, match.start("open") if opener else start
        if self.context.uncounted.match(text, numeral.end):
            return None, numeral.end
        qualifier = ""
        if before:
            qualifier, skipped = self.context.qualifier(before, numeral)
            start = match.start() + skipped if qualifier else start
        if not self._counts(text, start, core_start, numeral, qualifier):
            return None, numeral.end
        low, high, kind = _bounds(numeral, qualifier)
        if kind == "exact" and self.context.behind.match(text, numeral.end):
            high, kind = None, "at_least"
        return Number(start, numeral.end, low, high, kind, core_start), numeral.end

    def _is_date(self, text: str, match: re.Match[str]) -> bool:
        """Whether two figures joined by a dash could be day and month, and nothing counted follows."""
        day, month = match["a"], match["b"]
        could_be = day.isdigit() and month.isdigit() and 0 < int(day) <= 31 and 0 < int(month) <= 12
        return could_be and not self.context.counted.match(text, match.end("b"))

    def _counts(self, text: str, start: int, core_start: int, numeral: Numeral, qualifier: str) -> bool:
        """Whether the words around say that the number counts something."""
        context, said = self.context, numeral.said
        is_figure = said[0] in "0123456789"
        is_counted = context.counted.match(text, numeral.end) is not None
        if not qualifier:
            if numeral.scale == 0 or (not is_counted and len(said) == 4 and numeral.low in YEARS and said.isdigit()):
                return False
            if context.names(text, start, is_figure, is_counted):
                return False
        return is_figure or not context.is_other_word(text, core_start, numeral, is_counted, not qualifier)


def _join(first: Numeral, second: Numeral) -> Numeral | None:
    """The range from one number to a larger one; a multiplier said once holds for both: "2-3 triệu"."""
    if (first.kind == "vague") != (second.kind == "vague") or second.high is None or first.scale == 0:
        return None
    by = second.scale if first.scale == 1 and first.low * second.scale < second.low else 1
    low, kind = first.low * by, "vague" if first.kind == "vague" else "range"
    return Numeral(first.said + " " + second.said, second.end, low, second.high, kind) if low < second.high else None


def _bounds(numeral: Numeral, qualifier: str) -> tuple[int | None, int | None, str]:
    """What numeral and qualifier allow together (codebook, section 7)."""
    value = numeral.low
    if not qualifier or numeral.kind != "exact":
        return value, numeral.high, numeral.kind
    if numeral.scale == 0 and qualifier == "exact":
        return value, value, "about"
    bounds: dict[str, tuple[int | None, int | None]] = {
        "at_least": (value, None), "more_than": (value + 1, None), "at_most": (None, value),
        "fewer_than": (None, max(value - 1, 0)), "about": (value, value), "exact": (value, value),
    }  # fmt: skip
    return *bounds[qualifier], qualifier


def _pattern(data: dict[str, Any]) -> re.Pattern[str]:
    """The one expression that finds candidates; digits that belong to a name, a date or a score do not match."""
    small, marks, ones = data["small"], data["marks"], data["ones"]
    scale = one_of([*data["times"], *data["scales"]])
    word = one_of(
        [*ones["first"], *ones["after_ten"], *ones.get("after_hundred", {}), *data["tens"], *data["times"],
         *data["scales"], *small["fillers"], *small["halves"]]
    )  # fmt: skip
    opening = one_of([*ones["first"], *data["tens"], *small["round"]])
    dash, between = one_of(marks["dashes"]), one_of(data["ranges"]["between"])
    # No possessive quantifiers: those of CPython 3.11.2 match wrongly inside a repeated group.
    figure = rf"\d*(?:[.,]\d+)*(?![.,]?\d)(?: {scale}(?!\w)){{0,2}}(?: {one_of(small['halves'])}(?!\w))?"
    spelled = rf"(?:{one_of(data['phrases'])}(?!\w)(?: {scale}(?!\w)){{0,2}}|{opening}(?!\w)(?: {word}(?!\w)){{0,14}})"
    kinds = [kind for name, kind in data["qualifiers"].items() if name != "behind"]
    qualifier = one_of(word for kind in kinds for word in kind)
    sep = rf"(?: ?{dash} ?| {between} )"
    # A figure behind a letter, a mark or a dash is part of a name or a date: F-16, 27/9, 12:30.
    first, second = rf"\d(?<![-./:,–]\d){figure}", rf"\d{figure}"
    date_follows = rf" ?(?:{dash}|{between}) ?\d+[./-]\d{{1,2}}(?!\d)"
    said = [*data["phrases"], *ones["first"], *data["tens"], *small["round"], *data["ranges"]["openers"]]
    said += [word for kind in kinds for word in kind] + [word for entry in data["none"] for word in entry["said"]]
    begins = one_of({words.split(" ")[0] for words in said})
    return re.compile(
        rf"\b(?=\d|{begins}(?!\w))(?:(?P<none>{_none(data['none'])})"
        rf"|(?P<q>(?:{qualifier} ){{0,3}})(?:(?P<open>{one_of(data['ranges']['openers'])}) )?"
        rf"(?P<a>{first}|{spelled})(?:(?P<sep>{sep})(?P<b>{second}|{spelled}))?"
        rf"(?!\w|/|[-–:]\d|-[^\W\d]|{date_follows}))"
    )


def _none(entries: list[dict[str, Any]]) -> str:
    ways = []
    for entry in entries:
        over = rf"(?:(?!{one_of(entry.get('not_over', []))}(?!\w))[^\W\d]+ ){{0,{entry['gap']}}}"
        ways.append(rf"{one_of(entry['said'])}(?= {over}{one_of(entry['closing'])}(?!\w))")
    return "|".join(ways) or r"(?!)"


def _check(data: dict[str, Any]) -> None:
    """Refuses unknown and missing tables and keys, and values that are no lists or numbers."""
    check_tables(FILE, data, SHAPE)
    for table in ("tens", "times", "scales", "prepositions"):
        check_whole_numbers(FILE, table, data[table])
    for words, entry in data["phrases"].items():
        if not (isinstance(entry, dict) and "low" in entry and entry.keys() <= {"low", "high", "qualifier"}):
            raise PackError(FILE, f"phrases.{words}", "knows low, high and qualifier, and needs low")
