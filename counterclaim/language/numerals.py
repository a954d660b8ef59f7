"""The value of number words: "ba mươi mốt", "2,5 triệu" or "hàng chục nghìn" go in, bounds come out.

How the words add up is data of a language pack (`numbers.toml`). This module reads no text around the words:
which of them stand where, with what qualifier, and whether they count anything, is the business of `numbers.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from counterclaim.language.numberforms import joined

FIGURE = re.compile(r"[\d.,]+")
"""Digits of any script: what follows is a suffix."""
MANY = 10
"""A vague number with no ceiling of its own stays below this many times its scale: "vài trăm" is below 1000."""

GROUP_WORDS = 8
"""More words than any spelling of 1 to 999 has."""
MOST_CHARACTERS = 80
"""Longer runs of digits or number words are no count of anything."""


class Numeral(NamedTuple):
    """Number words without their qualifier: "2,5 triệu", "hàng chục", "ba mươi mốt"."""

    said: str
    end: int
    """One past the words that make sense together, in the text."""
    low: int
    high: int | None
    kind: str = "exact"
    """exact, range or vague."""
    scale: int = 1
    """The last multiplier said; 0 where the words are a bare multiplier ("chục")."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """How the number words of a language make a value."""

    groups: dict[str, int]
    """Every spelling of 1 to 999, or every word of one where the parts add up."""
    adds_up: bool
    """Whether a group is hundred, ten and one in a row, each in any of its forms: a pack with a table of hundreds."""
    scales: dict[str, int]
    """What may stand behind a figure or a phrase and multiplies it."""
    powers: dict[str, int]
    """The scales that close a group: thousand, million."""
    fillers: frozenset[str]
    halves: frozenset[str]
    rounds: frozenset[str]
    thousands: str
    suffixes: dict[str, int]
    """What may touch a figure and multiplies it: 1.5m."""
    doubtful: frozenset[str]
    """Suffixes that may also be a unit: 20m."""
    phrases: dict[str, dict[str, Any]]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Numerals:
        """Spells out the groups that the tables of number words allow."""
        small = data["small"]
        return cls(
            _groups(data), "hundreds" in data, data["times"] | data["scales"], data["scales"],
            frozenset(small["fillers"]), frozenset(small["halves"]), frozenset(small["round"]),
            data["marks"]["thousands"], data["marks"].get("suffixes", {}),
            frozenset(data["marks"].get("doubtful", ())), data["phrases"],
        )  # fmt: skip

    def value(self, said: str, start: int) -> Numeral | None:
        """The value of number words that begin at `start`; None where they are no whole number."""
        if len(said) > MOST_CHARACTERS:
            return None
        if said.isdigit():
            return Numeral(said, start + len(said), int(said), int(said))
        if said[0].isdigit():
            return self._figure(said, start)
        if said in self.groups:
            return Numeral(said, start + len(said), self.groups[said], self.groups[said])
        head, scale = said, 1
        while head and head not in self.phrases:
            head, _, word = head.rpartition(" ")
            scale *= self.scales.get(word, 0)
        return self._phrase(said, head, scale, start) if head and scale else self._spelled(said, start)

    def is_doubtful(self, said: str) -> bool:
        """Whether a written figure is multiplied by letters that may also be a unit: 20m."""
        return said[-1].isalpha() and " " not in said and said.lstrip("0123456789.,") in self.doubtful

    def is_round(self, numeral: Numeral) -> bool:
        """Whether a vague expression is also a round number, which a qualifier before it makes it."""
        return numeral.kind == "vague" and numeral.said in self.rounds

    def is_phrase(self, numeral: Numeral) -> bool:
        """Whether number words are a fixed expression, and not a plain number."""
        return numeral.said in self.phrases or numeral.kind == "vague"

    def _phrase(self, said: str, head: str, scale: int, start: int) -> Numeral:
        entry = self.phrases[head]
        low, high, kind = entry["low"] * scale, entry.get("high"), entry.get("qualifier", "vague")
        if scale > 1 and kind == "vague":
            high = ((high or MANY - 1) + 1) * scale - 1
        elif high is not None:
            high *= scale
        return Numeral(said, start + len(said), low, high, kind, scale)

    def _figure(self, said: str, start: int) -> Numeral | None:
        figure, *words = said.split(" ")
        while words and words[0][0].isdigit():
            figure += words.pop(0)  # "12 500"
        suffix = FIGURE.sub("", figure, count=1)
        value, scale = _value(figure.removesuffix(suffix), self.thousands), self.suffixes.get(suffix, 1)
        if value is None:
            return None
        for word in words:
            value, scale = (value, scale * self.scales[word]) if word in self.scales else (value + 0.5, scale)
        whole = round(value * scale)
        is_whole = abs(value * scale - whole) < 1e-6
        return Numeral(said, start + len(said), whole, whole, scale=scale) if is_whole else None

    def _spelled(self, said: str, start: int) -> Numeral | None:
        """Adds up the longest beginning of the words that makes one number."""
        words = said.split(" ")
        total, place, scale = 0, 0, 1
        while place < len(words):
            group, used = self._group(words, place, bare=place == 0)
            if not used:
                break
            place, scale = place + used, 1
            while place < len(words) and words[place] in self.powers:
                scale *= self.powers[words[place]]
                place += 1
            total += group * scale
            if scale == 1:
                break
            if place < len(words) and words[place] in self.halves:
                total, place = total + scale // 2, place + 1
                break
        if not place:
            return self._round(words[0], start)
        end = start + len(" ".join(words[:place]))
        return Numeral(" ".join(words[:place]), end, total, total, scale=scale)

    def _group(self, words: list[str], place: int, bare: bool) -> tuple[int, int]:
        """The longest spelled group from `place` on and how many words it has; behind a scale, a bare one is none."""
        if self.adds_up:
            return self._added(words, place)
        lead = 1 if not bare and words[place] in self.fillers else 0
        for stop in range(min(len(words), place + lead + GROUP_WORDS), place + lead, -1):
            value = self.groups.get(" ".join(words[place + lead : stop]), 0)
            if value and (bare or lead or value >= 10):
                return value, stop - place
        return 0, 0

    def _added(self, words: list[str], place: int) -> tuple[int, int]:
        """What hundred, ten and one from `place` on add up to, and how many words they are."""
        total, room, used = 0, 1000, 0
        for word in words[place:]:
            value = self.groups.get(word, 0)
            if not 0 < value < room:
                break
            total, used = total + value, used + 1
            room = 100 if value >= 100 else 10 if value >= 20 else 0
        return total, used

    def _round(self, word: str, start: int) -> Numeral | None:
        value = self.scales.get(word)
        return Numeral(word, start + len(word), value, value, scale=0) if value and word in self.rounds else None


def _groups(data: dict[str, Any]) -> dict[str, int]:
    """All spellings of 1 to 999 from ones, tens, multipliers and fillers."""
    ones: dict[str, int] = data["ones"]["first"]
    after_ten: dict[str, int] = data["ones"]["after_ten"]
    after_hundred = data["ones"].get("after_hundred", {})
    tens: dict[str, int] = dict(data["tens"])
    hundreds: dict[str, int] = dict(data.get("hundreds", {}))
    if hundreds:
        return ones | after_ten | tens | hundreds
    for word, by in data["times"].items():
        (tens if by == 10 else hundreds).update({f"{one} {word}": value * by for one, value in ones.items()})
    tens |= {f"{ten} {one}": tens[ten] + value for ten in tens for one, value in after_ten.items()} | joined(data)
    groups = ones | tens | hundreds
    for hundred, base in hundreds.items():
        groups |= {f"{hundred} {ten}": base + value for ten, value in tens.items()}
        groups |= {f"{hundred} {one}": base + value for one, value in after_hundred.items()}
        for fill in data["small"]["fillers"]:
            groups |= {f"{hundred} {fill} {rest}": base + value for rest, value in (ones | tens).items()}
    return groups


def _value(figure: str, thousands: str) -> float | None:
    """The value of a written figure: 19.000 and 19,000 are thousands, 2,5 and 1.5 are not; None for neither."""
    parts = re.split(r"[.,]", figure)
    marks = {char for char in figure if not char.isdigit()}
    if not marks:
        return float(figure)
    if all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0" and len(marks) == 1:
        return float("".join(parts)) if marks <= set(thousands) else None
    if all(len(part) == 3 for part in parts[1:-1]) and len(marks) == min(len(parts) - 1, 2):
        return float("".join(parts[:-1]) + "." + parts[-1])
    return None
