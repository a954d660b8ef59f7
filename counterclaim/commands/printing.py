"""What `counterclaim code` prints of reports: made where they were coded, so that only finished lines are handed over.

In: the rows of a part (a report, its place, and what it claims or why nobody could code it). Out: the lines as bytes,
counts, and what of the part somebody has to be told. Nothing here writes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from counterclaim.asking.abreast import Outcome, Row, worth_saying
from counterclaim.coding.confidence import sure
from counterclaim.errors import CounterclaimError
from counterclaim.reading.interchange import claims_to_json
from counterclaim.rendering import Page, table

_encoded: Final = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Form:
    """How claims are printed: "as tables of 100 columns, those that are 0.8 sure or more"."""

    page: Page | None = None
    """Of the tables; None for one line of JSON a report."""
    least: float | None = None
    """Confidence below which claims are left out, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of a part."""

    text: bytes
    """Whole lines of UTF-8; nothing where no report could be coded."""
    reports: int
    claims: int
    unsaid: int
    """Claims found that give no confidence."""
    told: tuple[tuple[str, Outcome], ...]
    """Places of reports that nobody could code, or of which something is missing, with what became of them; their
    claims stand in the text alone."""


def printed(form: Form, rows: Sequence[Row]) -> Printed:
    """The rows of a part as they are printed. Raises ValueError where a claim denies one that is not there."""
    pieces, found, unsaid = [], 0, 0
    told: list[tuple[str, Outcome]] = []
    for where, report, done in rows:
        if (said := worth_saying(done)) is not None:
            told.append((where, said))
        if isinstance(done, CounterclaimError):
            continue
        claims = done.claims if form.least is None else sure(done.claims, form.least)
        unsaid += sum(claim.confidence is None for claim in done.claims)
        found += len(claims)
        pieces.append(
            table(report, claims, form.page) if form.page else _encoded(claims_to_json(report.id, claims)) + "\n"
        )
    return Printed(("\n" if form.page else "").join(pieces).encode(), len(pieces), found, unsaid, tuple(told))
