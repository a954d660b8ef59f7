"""One hue for each party, the same on every page: a party code enters, a number leaves.

Parties that fight each other never have the same one, and those that are often named together rarely do
(`conflicts.toml` of the store); of all others it is drawn from the code alone, so that a party keeps its hue whatever
else a page shows. Colour never stands alone: parties are named
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

ENEMIES: Final = 10_000
TOGETHER: Final = 20
"""Parties that have an enemy in common, or live on one soil, are often named together."""
EVERYWHERE: Final = 45
"""Parties that reports from everywhere name."""


def hue(party: str) -> int | None:
    """The hue of a party, 0 to 7; None for the narrator and unnamed sources, who are no party."""
    if party in (NARRATOR, UNNAMED):
        return None
    return _settled().get(party, _own(party))


def _own(party: str) -> int:
    return hashlib.sha256(party.encode()).digest()[0] % HUES


@cache
def _settled() -> Mapping[str, int]:
    """Hues of parties with enemies, the one with most enemies first: each takes the hue that clashes least with those
    that are taken. Raises `PackError`.
    """
    rows = table(STORE, "conflicts.toml")
    enemies: dict[str, set[str]] = defaultdict(set)
    kin: dict[str, set[str]] = defaultdict(set)
    for one, other in rows["pairs"]:
        enemies[one].add(other)
        enemies[other].add(one)
    for one, other in (*rows["hosts"], *rows["parts"]):
        kin[one].add(other)
        kin[other].add(one)
    everywhere = frozenset(rows["everywhere"])

    def clash(one: str, other: str) -> int:
        if other in enemies[one]:
            return ENEMIES
        together = bool(enemies[one] & enemies[other]) or other in kin[one]
        return TOGETHER * together + int(EVERYWHERE ** len({one, other} & everywhere))

    given: dict[str, int] = {}
    for party in sorted({*enemies, *everywhere}, key=lambda code: (-len(enemies[code]), code)):
        clashes = [0] * HUES
        for other, number in given.items():
            clashes[number] += clash(party, other)
        given[party] = min(range(HUES), key=lambda number: (clashes[number], (number - _own(party)) % HUES))
    return given
