"""Makes two ways of writing a syllable one, so that a lexicon need know only one of them.

A normal text enters, another leaves whose forms for matching are respelled; what is shown and stored stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from counterclaim.reading.text import NormalText


@dataclass(frozen=True, slots=True)
class Spelling:
    """Parts of words that a language writes in two ways, both of the same length."""

    pattern: re.Pattern[str]
    endings: Mapping[str, str]

    @classmethod
    def of(cls, endings: Mapping[str, str], not_after: str = "") -> Spelling:
        """From the endings of a pack and the letters after which they are something else; "ё*" may stand anywhere."""
        choice = "|".join(_choice(each, not_after) for each in endings) or "(?!)"
        return cls(re.compile(choice), {each.removesuffix("*"): to for each, to in endings.items()})

    def fold(self, words: str) -> str:
        """Lower-case words, each in the one spelling."""
        return self.pattern.sub(lambda match: self.endings[match.group()], words)

    def applied(self, text: NormalText) -> NormalText:
        """A normal text whose forms for matching have the one spelling."""
        if not self.endings or not self.pattern.search(text.lower):
            return text
        return replace(text, lower=self.fold(text.lower), words=self.fold(text.words))


def _choice(ending: str, not_after: str) -> str:
    """The pattern of one ending; what it may not stand after comes last, as letters ahead are sought much faster."""
    part = re.escape(ending.removesuffix("*"))
    barred = f"(?<![{re.escape(not_after)}]{part})" if not_after else ""
    return part + barred + ("" if ending.endswith("*") else r"(?!\w)")
