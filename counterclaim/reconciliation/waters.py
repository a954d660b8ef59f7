"""Which waters lie off which lands: what happens off a coast is told as of the water or as of the land.

Two codes of places with what is around them enter, yes or no leaves. The shores are those of the store (`waters.toml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from counterclaim.language.folder import table
from counterclaim.language.store.towns import STORE


@cache
def shores() -> Mapping[str, frozenset[str]]:
    """By water: the lands on it, and the larger waters that it is part of; by place: who has or claims it."""
    found = {water: set(around) for water, around in table(STORE, "waters.toml")["shores"].items()}
    for place, land in table(STORE, "conflicts.toml").get("claimed", ()):
        found.setdefault(place, set()).add(land)
    return {code: frozenset(around) for code, around in found.items()}


def off_shore(code: str, within: tuple[str, ...], other: str, around: tuple[str, ...]) -> bool:
    """Whether one of two places is a water that lies off the other or is part of it, or is claimed by the other."""
    known = shores()
    return _on(known.get(code), other, around) or _on(known.get(other), code, within)


def _on(shore: frozenset[str] | None, code: str, within: tuple[str, ...]) -> bool:
    return shore is not None and (code in shore or not shore.isdisjoint(within))
