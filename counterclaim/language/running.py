"""The words of a running total: "since the war began" after a number, "bringing the total to" before it.

Phrases of a pack enter, patterns leave that find them in texts as they are matched. What they say of a count is for the
coding to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.language.facets import phrase_of


@dataclass(frozen=True, slots=True)
class Running:
    """What says of a count that it is a running total, where no date does."""

    since: re.Pattern[str]
    """Words before the number or after it."""
    total: re.Pattern[str]
    """Words before the number; after one, they are those of the next."""

    @classmethod
    def of(cls, since: Iterable[str], total: Iterable[str]) -> Running:
        """From the phrases of a pack."""
        return cls(_any(since), _any(total))


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase_of(phrase)) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)")
