"""Number expressions of one text: lower-cased NFC text goes in, spans with their value come out.

The words, their values and the words around them that decide what is no count ("5 giờ", "nghị quyết 2334") are
data of a language pack (`numbers.toml`); this engine knows only how numerals are put together. It does not know
what is counted, and it finds no dates: `times.py` does, and where both read the same characters, the time is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from counterclaim.language.numbercontext import Context
from counterclaim.language.numberforms import check, date_marks, pattern, second_pattern
from counterclaim.language.numerals import Numeral, Numerals
from counterclaim.language.tables import one_of

YEARS = range(1900, 2100)
"""Four digits without a mark in this range are a year unless a counted noun follows."""


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
    tied: int = 0
    """One past the word that ties it to what is counted ("dozens *of*"), 0 where there is none."""
    is_article: bool = False
    """Whether an article alone says it: "a", "an"."""

    @property
    def reach(self) -> int:
        """One past the last character that belongs to it."""
        return self.tied or self.end


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number engine of one language."""

    numerals: Numerals
    context: Context
    pattern: re.Pattern[str]
    """Finds candidates."""
    second: re.Pattern[str]
    """Finds the second number of a range behind a word that numbers have too."""
    opened: frozenset[str]
    """Words that join a range only behind an opener: "between 4 *and* 5"."""
    dashes: frozenset[str]
    has_dashed_dates: bool
    """Whether two figures with a dash between may be day and month."""
    ties: re.Pattern[str] | None
    articles: frozenset[str]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Numbers:
        """Builds the engine from the content of `numbers.toml`; raises PackError for what it cannot use."""
        check(data)
        small, opened = data["small"], frozenset(data["ranges"].get("opened", ()))
        ties = re.compile(rf" {one_of(small['ties'])}(?!\w)") if "ties" in small else None
        return cls(
            Numerals.from_data(data), Context.from_data(data), pattern(data), second_pattern(data), opened,
            frozenset(data["marks"]["dashes"]), "-" in date_marks(data), ties, frozenset(small.get("articles", ())),
        )  # fmt: skip

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
        start = core_start = match.start("a")
        first = self.numerals.value(match["a"], start)
        if first is None:
            return None, match.end("a")
        numeral, is_none = self._ranged(text, match, first)
        if is_none:
            return None, match.end("b")
        if numeral is not first and match["open"]:
            start = match.start("open")
        if self.context.counts_nothing(text, core_start, numeral.end):
            return None, numeral.end
        qualifier, start, end = self._qualified(text, match, numeral, start)
        if end > numeral.end and text[end : end + 1].isdigit():
            return None, end + 1  # "the 5+1 powers"
        if not self._counts(text, start, core_start, numeral, qualifier):
            return None, end
        if qualifier and self.numerals.is_round(numeral):
            numeral = numeral._replace(kind="exact")  # "более сотни": more than one hundred
        low, high, kind = _bounds(numeral, qualifier)
        if kind == "exact" and self.context.behind.match(text, end):
            high, kind = None, "at_least"
        tied = self._tie(text, end, numeral)
        if tied and self.context.counts_nothing(text, core_start, tied):
            return None, tied
        article = not qualifier and numeral.said in self.articles
        return Number(start, end, low, high, kind, core_start, tied, article), tied or end

    def _qualified(self, text: str, match: re.Match[str], numeral: Numeral, start: int) -> tuple[str, int, int]:
        """The qualifier by words or marks around a number, and where the whole starts and ends."""
        context, qualifier, end = self.context, "", numeral.end
        if match["q"]:
            qualifier, skipped = context.qualifier(text, match.start(), match["q"], numeral)
            start = match.start() + skipped if qualifier else start
        elif start and text[start - 1] in context.before:
            qualifier, start = context.before[text[start - 1]], start - 1
        if end < len(text) and text[end] in context.after:
            return qualifier or context.after[text[end]], start, end + 1
        return qualifier, start, end

    def _tie(self, text: str, end: int, numeral: Numeral) -> int:
        """Where the word ends that ties a fixed expression to what is counted, 0 where there is none."""
        tie = self.ties.match(text, end) if self.ties is not None and self.numerals.is_phrase(numeral) else None
        return tie.end() if tie else 0

    def _ranged(self, text: str, match: re.Match[str], first: Numeral) -> tuple[Numeral, bool]:
        """The range that a first number opens, else that number; and whether the two are no number at all."""
        if first.said in self.articles:
            return first, False
        sep, more, at = match["sep"], match["b"], match.start("b")
        if first.end < match.end("a"):
            again = self.second.match(text, first.end) if match["open"] else None
            if again is None:
                return first, False
            sep, more, at = again["sep"], again["b"], again.start("b")
        elif not more or (sep.strip() in self.opened and not match["open"]):
            return first, False
        second = self.numerals.value(more, at)
        joined = _join(first, second) if second else None
        if sep.strip() in self.dashes and (joined is None or self._is_date(text, match)):
            return first, True
        return joined or first, False

    def _is_date(self, text: str, match: re.Match[str]) -> bool:
        """Whether two figures joined by a dash could be day and month, and nothing counted follows."""
        day, month = match["a"], match["b"]
        could_be = day.isdigit() and month.isdigit() and 0 < int(day) <= 31 and 0 < int(month) <= 12
        return could_be and self.has_dashed_dates and not self.context.counted.match(text, match.end("b"))

    def _counts(self, text: str, start: int, core_start: int, numeral: Numeral, qualifier: str) -> bool:
        """Whether the words around say that the number counts something."""
        context, said = self.context, numeral.said
        is_figure = said[0] in "0123456789"
        is_counted = context.counted.match(text, numeral.end) is not None
        if is_figure and not is_counted and self.numerals.is_doubtful(said):
            return False
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
