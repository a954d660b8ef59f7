"""The words of a running total: "since the war began" after a number, "bringing the total to" before it.

Phrases of a pack enter, patterns leave that find them in texts as they are matched. What they say of a count is for the
coding to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from counterclaim.language.facets import phrase_of

BEFORE: Final = 40
"""Characters before the words of a beginning within which a record is told."""


@dataclass(frozen=True, slots=True)
class Running:
    """What says of a count that it is a running total, where no date does."""

    since: re.Pattern[str]
    """Words before the number or after it."""
    total: re.Pattern[str]
    """Words before the number; after one, they are those of the next."""

    records: re.Pattern[str]
    """Words before those of a beginning that tell of a record, and of no total: "the most since the war began"."""

    @classmethod
    def of(cls, since: Iterable[str], total: Iterable[str], records: Iterable[str]) -> Running:
        """From the phrases of a pack."""
        return cls(_any(since), _any(total), _any(records))

    def runs(self, text: str, start: int, end: int) -> bool:
        """Whether words of a beginning stand between two positions of a text, with no record told before them."""
        return any(
            not self.records.search(text, max(start, found.start() - BEFORE), found.start())
            for found in self.since.finditer(text, start, end)
        )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    written = [re.escape(phrase_of(phrase)) for phrase in phrases]
    # what stands before is looked at last: a pattern that opens with letters is sought faster
    words = "|".join(rf"{phrase}(?<!\w{phrase})" for phrase in written)
    return re.compile(rf"(?:{words})(?!\w)" if words else r"(?!)")
