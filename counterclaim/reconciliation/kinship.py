"""Parties that stand for each other: Gaza's people and Palestinians, an armed group and the land where it is fought,
a coalition and the state that leads it. And parties that fight each other.

Party codes enter, yes or no leaves. The pairs are those of the store (`conflicts.toml`: `parts`, `hosts`, `led` and
`pairs`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from counterclaim.language.folder import table
from counterclaim.language.own import active
from counterclaim.language.packs.loader import rivals_of
from counterclaim.language.store.towns import STORE
from counterclaim.model import NARRATOR, UNNAMED

NOBODY: Final = frozenset({NARRATOR, UNNAMED})
"""Speakers that are no party to anything."""


@cache
def kin() -> Mapping[str, frozenset[str]]:
    """By party: the parties that may be meant by it or mean it; itself is not among them."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = table(STORE, "conflicts.toml")
    for one, other in (*rows.get("parts", ()), *rows.get("hosts", ()), *rows.get("led", ())):
        found[one].add(other)
        found[other].add(one)
    for part, whole in rows.get("parts", ()):
        for group in found[part] | found[whole]:
            for land in (part, whole):
                if group != land:
                    found[group].add(land)
                    found[land].add(group)
    return {party: frozenset(others) for party, others in found.items()}


def same_party(one: str, other: str) -> bool:
    """Whether two codes can mean one party."""
    return one == other or other in kin().get(one, ())


def rivals(one: str, other: str) -> bool:
    """Whether a party is known to fight another, or whoever may be meant by the other: who speaks is known, whom it
    befell may be named by group, people or land.
    """
    known = rivals_of(active())
    return any(kindred in known.get(one, ()) for kindred in (other, *kin().get(other, ())))
