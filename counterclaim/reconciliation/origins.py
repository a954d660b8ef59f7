"""To whom a claim goes back: outlets that relay one speaker are one origin, two ministries of one state are two.

A `Told` claim enters, the name of its origin leaves: "RUS/defence", "UKR" where the words name only the party. What a
report says itself goes back to the agency it relays, else to the outlet of its earliest printing.
"""

from __future__ import annotations

from functools import lru_cache

from counterclaim.language.offices import office_of
from counterclaim.model import Told
from counterclaim.reconciliation.kinship import NOBODY


def origin_of(told: Told, outlet: str | None) -> str:
    """The origin of a claim; `outlet` is that of the earliest printing of its report."""
    claim = told.claim
    if claim.speaker_party not in NOBODY:
        office = office_of(claim.speaker.text) if claim.speaker is not None else None
        return f"{claim.speaker_party}/{office}" if office else claim.speaker_party
    if claim.via:
        return claim.via[0]
    return slug(outlet or told.outlet or claim.report)


@lru_cache(maxsize=1 << 12)
def slug(outlet: str) -> str:
    """The name of an outlet in small letters, joined by hyphens."""
    return "-".join(outlet.casefold().split())
