"""The words around a number that decide what it is: its qualifier, and whether it counts anything.

"at least" before a number and "or more" behind it, "resolution 2334", "5 o'clock", words that are spelled like number
words. All of it is data of a language pack (`numbers.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from counterclaim.language.numberforms import said_qualifiers
from counterclaim.language.numerals import Numeral
from counterclaim.language.tables import next_is, one_of

LOOK_BACK = 24
"""Characters read before a number; the longest label in any pack, three words, fits."""
OLDEST = 120
"""A figure up to this between two commas is somebody's age, where the pack says so."""

ENCLOSING = frozenset(",.;)")
"""Marks behind such a figure."""


@dataclass(frozen=True, slots=True)
class Homograph:
    """When a number word is the other word that is spelled alike."""

    follow: re.Pattern[str]
    """Words behind it that say so."""
    lead: frozenset[str]
    """Words before it that say so, unless a counted noun follows."""
    needs_counted: bool
    """Whether it is a number only where a counted noun follows."""


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a numeral that decide what it is."""

    qualifiers: dict[str, str]
    pieces: re.Pattern[str]
    """One qualifier at a time, of several in a row."""
    prepositions: dict[str, int]
    """Qualifiers that are also prepositions, and the value from which on they are none."""
    particles: dict[str, frozenset[str]]
    """Words behind which a qualifier belongs to them: "handed over 1,000"."""
    before: dict[str, str]
    """Qualifiers by the mark that stands right before a figure."""
    after: dict[str, str]
    """Qualifiers by the mark that stands right behind it."""
    label_ends: frozenset[str]
    """The last words of all labels: the cheap test comes first."""
    labels: frozenset[str]
    digit_labels: frozenset[str]
    soft_labels: frozenset[str]
    no_labels: frozenset[str]
    homographs: dict[str, Homograph]
    articles: frozenset[str]
    uncounted: re.Pattern[str]
    """What behind a number says that it counts nothing."""
    has_ages: bool
    """Whether a bare figure between commas is an age: "a boy, 11, was killed"."""
    counted: re.Pattern[str]
    """Nouns behind a number that say that it counts."""
    soon_counted: re.Pattern[str]
    """The same with words between."""
    behind: re.Pattern[str]
    """Words behind number and noun that set a floor."""
    goes_on: re.Pattern[str]
    """A further word, quoted or not, as a noun would be."""

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Context:
        """Reads the tables of words around numbers."""
        said = said_qualifiers(data)
        particles = data["qualifiers"].get("particles", {})
        before, after, nouns = data["not_before"], data["not_after"], data["counted"]["words"]
        keep, drop, signs = one_of(before["unless"]), one_of(before["words"]), one_of(before["signs"])
        over = rf"(?:{one_of(before['over'])} )?" if "over" in before else ""
        between = rf"(?: [^\W\d]+){{0,{data['counted'].get('gap', 0)}}}"
        homographs = {
            word: Homograph(
                next_is(entry.get("not_before", [])),
                frozenset(entry.get("not_after", [])),
                entry.get("counted", False),
            )
            for entry in data["homograph"]
            for word in entry["words"]
        }
        return cls(
            said, re.compile(rf"{one_of(said)}(?!\w)"), data["prepositions"],
            {word: frozenset(verbs) for word, verbs in particles.items()},
            data["marks"].get("before", {}), data["marks"].get("behind", {}),
            frozenset(words.split(" ")[-1] for kind in after.values() for words in kind),
            frozenset(after["words"]), frozenset(after["digits"]), frozenset(after["digits_unless_counted"]),
            frozenset(after["unless"]), homographs, frozenset(data["small"].get("articles", ())),
            re.compile(rf" ?{signs}(?:(?<!\w)|(?!\w))| (?!{keep}(?!\w)){over}{drop}(?!\w)"), before.get("aside", False),
            next_is(nouns), re.compile(rf"{between} {one_of(nouns)}(?!\w)"),
            re.compile(rf"(?: [^\W\d]+){{0,3}} {one_of(data['qualifiers']['behind'])}(?!\w)"),
            re.compile(r" (?:[^\W\d]|[\"'“‘(])"),
        )  # fmt: skip

    def qualifier(self, text: str, start: int, said: str, numeral: Numeral) -> tuple[str, int]:
        """The qualifier that several in a row from `start` on amount to, and how many characters of them are none."""
        kinds: list[str] = []
        skipped = 0
        before = text[max(0, start - LOOK_BACK) : start].rstrip(" ").rpartition(" ")[2] if self.particles else ""
        for piece in self.pieces.finditer(said):
            weak = self.prepositions.get(piece[0], 0) > numeral.low or before in self.particles.get(piece[0], ())
            if weak and not kinds:
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

    def counts_nothing(self, text: str, start: int, end: int) -> bool:
        """Whether the words behind a number say that it is a time, a share, a price, an age."""
        if self.uncounted.match(text, end):
            return True
        if not self.has_ages or text[end : end + 1] not in ENCLOSING or text[start - 2 : start] not in (", ", " ("):
            return False
        said = text[start:end]
        return said.isdigit() and int(said) <= OLDEST

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
        homograph = self.homographs.get(numeral.said)
        if homograph is None:
            return False
        if homograph.follow.match(text, numeral.end):
            return True
        if text[numeral.end : numeral.end + 2].strip().isdigit():
            return numeral.said not in self.articles  # "a 12-year-old"
        if is_bare and not self.goes_on.match(text, numeral.end):
            return True
        if homograph.needs_counted and is_bare and not self.soon_counted.match(text, numeral.end):
            return True
        words = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2].split(" ")
        if words[-1] or len(words) < 2:
            return False
        lead = homograph.lead
        return words[-2][-1:].isdigit() or (not is_counted and (words[-2] in lead or " ".join(words[-3:-1]) in lead))
