"""One hue for each party, the same on every page: a party code enters, a number leaves.

Parties that fight each other never have the same one (`conflicts.toml` of the store); of all others it is drawn from
the code alone, so that a party keeps its hue whatever else a page shows. Colour never stands alone: parties are named
beside it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from counterclaim.language.folder import table
from counterclaim.language.store import STORE
from counterclaim.model import NARRATOR, UNNAMED

HUES: Final = 8
"""As many as can be told apart with red-green blindness where words must stay readable."""


def hue(party: str) -> int | None:
    """The hue of a party, 0 to 7; None for the narrator and unnamed sources, who are no party."""
    if party in (NARRATOR, UNNAMED):
        return None
    return _settled().get(party, _own(party))


def _own(party: str) -> int:
    return hashlib.sha256(party.encode()).digest()[0] % HUES


@cache
def _settled() -> Mapping[str, int]:
    """Hues of parties with enemies: the one with most enemies chooses first; raises `PackError`."""
    enemies: dict[str, set[str]] = defaultdict(set)
    rows = table(STORE, "conflicts.toml")
    for one, other in rows["pairs"]:
        enemies[one].add(other)
        enemies[other].add(one)
    given: dict[str, int] = {}
    for party in sorted(enemies, key=lambda code: (-len(enemies[code]), code)):
        taken = {given[other] for other in enemies[party] if other in given}
        free = [number % HUES for number in range(_own(party), _own(party) + HUES) if number % HUES not in taken]
        given[party] = free[0] if free else _own(party)
    return given
