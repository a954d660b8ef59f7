"""What `counterclaim add` makes of reports where they were coded: all that a ledger needs and that looks into none.

In: the rows of a part (a report, its place, and what it claims or why nobody could code it). Out: reports ready to be
added, and what became of the others. Nothing here opens a ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from counterclaim.coding import Coded
from counterclaim.errors import CounterclaimError, UnknownLanguage
from counterclaim.ledger.handing import packed, unpacked
from counterclaim.ledger.store import Fresh, fresh

if TYPE_CHECKING:
    from counterclaim.asking.abreast import Row


@dataclass(frozen=True, slots=True)
class Names:
    """Under which names codings are kept: "rules, and where the model had no answer rules+own.1f3a"."""

    coder: str
    fallback: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """The reports of a part, in order."""

    places: tuple[str, ...]
    ready: tuple[Fresh | None, ...]
    """None where a report is refused."""
    faults: Mapping[int, CounterclaimError]
    """Position -> why nobody could code it; one in a language that no pack reads is ready all the same."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.places, packed(self.ready), dict(self.faults))


def _again(places: tuple[str, ...], ready: bytes, faults: dict[int, CounterclaimError]) -> Prepared:
    return Prepared(places, unpacked(ready), faults)


def prepared(names: Names, rows: Sequence[Row]) -> Prepared:
    """The rows of a part, ready to be added. Raises RefusedReport where rensa is missing."""
    ready: list[Fresh | None] = []
    faults: dict[int, CounterclaimError] = {}
    for position, (_, report, done) in enumerate(rows):
        if isinstance(done, UnknownLanguage):
            faults[position] = done
            ready.append(fresh(report, Coded(()), names.coder))
        elif isinstance(done, CounterclaimError):
            faults[position] = done
            ready.append(None)
        else:
            ready.append(fresh(report, done, names.fallback if done.instead else names.coder))
    return Prepared(tuple(where for where, _, _ in rows), tuple(ready), faults)
