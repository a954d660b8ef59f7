"""The words and numbers of charts in a language: `words.toml` has each text in all languages of the interface.

A key and what fills it enter, a text leaves. A language that the file does not have falls back on the first one it has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import PackError
from counterclaim.language.folder import table
from counterclaim.language.store.shown import shown
from counterclaim.model import NARRATOR, UNNAMED

FOLDER: Final = Path(__file__).parent
FILE: Final = "words.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language."""

    lang: str
    texts: Mapping[str, str]

    def say(self, key: str, **filled: object) -> str:
        """The text of a key, filled; whole numbers are written as the language writes them."""
        return self.texts[key].format(
            **{name: self.number(value) if isinstance(value, int) else value for name, value in filled.items()}
        )

    def number(self, number: int) -> str:
        """A whole number as the language groups it."""
        return f"{number:,}".replace(",", self.texts["thousands"])

    def day(self, day: date | datetime) -> str:
        """A day with its year."""
        return self.texts["date"].format(day=day.day, month=self.texts["months"].split()[day.month - 1], year=day.year)

    def party(self, code: str) -> str:
        """How a party is called."""
        return self.texts[code] if code in (NARRATOR, UNNAMED) else shown(code, self.lang)

    def count(self, low: int | None, high: int | None, qualifier: str | None) -> str:
        """A number as said: "at least 550", "24–99"; empty where none was."""
        if low is None and high is None:
            return ""
        said = qualifier or "exact"
        if low is not None and high is not None:
            number = self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"
            return self.say("about", number=number) if said == "about" else number
        if low is not None:
            return self.say("more_than", number=low - 1) if said == "more_than" else self.say("at_least", number=low)
        assert high is not None  # one of the two is there
        return self.say("fewer_than", number=high + 1) if said == "fewer_than" else self.say("at_most", number=high)

    @property
    def locale(self) -> dict[str, Any]:
        """How the language writes numbers, for the axes."""
        return {
            "decimal": self.texts["decimal"], "thousands": self.texts["thousands"], "grouping": [3],
            "currency": ["", ""],
        }  # fmt: skip


def languages() -> tuple[str, ...]:
    """Codes of the languages that charts speak."""
    return tuple(next(iter(table(FOLDER, FILE).values())))


@cache
def words(lang: str) -> Words:
    """The texts of a language; raises `PackError` where one is missing."""
    read = table(FOLDER, FILE)
    known = languages()
    spoken = lang if lang in known else known[0]
    for key, texts in read.items():
        for each in known:
            if each not in texts:
                raise PackError(f"{FOLDER.name}/{FILE}", key, f"has no text in {each!r}")
    return Words(spoken, {key: texts[spoken] for key, texts in read.items()})
