"""Lists too long for one page: a list and an address enter, the part of it that the address asks for leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from counterclaim.web.asked import number_of

Row = TypeVar("Row")
LISTED: Final = 40
"""Rows on one page."""


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """One page of a list: "rows 41 to 80 of 312"."""

    name: str
    """What an address calls the number of the page."""
    rows: tuple[Row, ...]
    at: int
    """From 1."""
    pages: int
    total: int
    """Rows on all pages."""


def paged(every: Sequence[Row], query: Mapping[str, str], name: str, listed: int = LISTED) -> Paged[Row]:
    """The page of a list that an address asks for. Raises BadAddress."""
    pages = max(1, -(-len(every) // listed))
    at = number_of(query, name, 1, pages, 1)
    return Paged(name, tuple(every[(at - 1) * listed : at * listed]), at, pages, len(every))
