"""Which events, units and parties can be about the same question: all such rules stand here, as tables.

Names of the codebook (sections 4 to 6) only; nothing here looks at a claim. Two events of one family can be one
question: what one report calls damaged another calls destroyed, what one calls a strike another calls a drone strike.
An event that stands in no row is a family of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FAMILIES: Final[Mapping[str, frozenset[str]]] = {
    "attack": frozenset(
        "attack shelling air_strike missile_strike drone_strike ground_attack bombing shooting".split()
    ),
    "hit": frozenset({"damaged", "destroyed"}),
    "control": frozenset({"control", "withdrawal"}),
}
"""`killed` and `killed_or_wounded` are no family: the dead are some of the dead and wounded, which is another
question."""
FAMILY: Final[Mapping[str, str]] = {event: family for family, events in FAMILIES.items() for event in events}
"""By event; an event that is not here is its own family."""
ATTACK: Final = "attack"
"""The family of all use of force, and the event that says no more than that."""
GENERAL: Final = frozenset({ATTACK})
"""Events that say no more than their family: they agree with every other event of it."""
ALIKE: Final = frozenset({"control", "hit"})
"""Families whose events all agree with each other."""

REACH: Final[Mapping[str, int]] = {
    "control": 12, "hit": 4, "shot_down": 2, "killed": 2, "wounded": 2, "killed_or_wounded": 2, "attack": 1, "clash": 1,
    "repel": 2, "blockade": 6, "agreement": 4, "sanction": 5, "arms_supply": 5, "deployment": 5, "mobilization": 5,
    "exercise": 5, "released": 2, "talks": 2, "ceasefire": 1, "violation": 1, "missing": 3,
}  # fmt: skip
"""Days between what two claims say, or between their publications, up to which they can be one question."""
USUAL_REACH: Final = 3
"""Days of families that are not in the table."""

LOSSES: Final = frozenset(
    "killed wounded killed_or_wounded missing captured displaced destroyed damaged shot_down seized".split()
)
"""Events that befall the target, each counted by itself."""
TOLLS: Final = frozenset("killed wounded killed_or_wounded destroyed damaged shot_down displaced captured".split())
"""Losses whose count rises while a report is followed by the next."""
MUTUAL: Final = frozenset(
    {"clash", "talks", "ceasefire", "agreement", "violation", "control", "withdrawal", "released"}
)
"""Events whose actor and target are not compared one by one: two sides in either order, accusations of
each by the other, a place that one side holds when the other does not, prisoners of both."""
PAIRED: Final = frozenset({"talks", "ceasefire", "agreement"})
"""Of these, events of two sides: with another side it is another one."""
LOCATED: Final = frozenset({"control", "withdrawal", "repel"})
"""Events that are about a place: two claims that name none cannot be known to be about the same."""
LAND: Final = frozenset({"control", "withdrawal"})
"""Events by which a place changes hands."""
BLAME: Final = frozenset({"violation"})
"""Events of which whoever says that the other side did it accuses it."""

FACT: Final = "fact"
"""How a speaker stands to what happened or is so."""
WILL: Final = "will"
"""How a speaker stands to what is asked, offered, planned or threatened."""
MOODS: Final[Mapping[str, str]] = {
    "asserts": FACT, "confirms": FACT, "accuses": FACT, "denies": FACT, "doubts": FACT, "withholds": FACT,
    "calls_for": "call", "offers": WILL, "threatens": WILL, "intends": WILL,
}  # fmt: skip
"""What was done, what is asked for and what will be done are different questions about one event."""

UNIT_ABOVE: Final[Mapping[str, str]] = {
    **dict.fromkeys("soldiers fighters civilians police officials hostages prisoners".split(), "people"),
    "officers": "soldiers", "children": "civilians", "journalists": "civilians", "aid_workers": "civilians",
    "submarines": "ships", "missiles": "missiles_and_drones", "drones": "missiles_and_drones",
    "radars": "air_defence", "launchers": "equipment", "tanks": "equipment", "armoured_vehicles": "equipment",
    "artillery": "equipment", "rocket_artillery": "equipment", "air_defence": "equipment", "vehicles": "equipment",
    "aircraft": "equipment", "helicopters": "aircraft", "ships": "equipment", "rockets": "missiles",
    "depots": "infrastructure", "bases": "targets", "buildings": "targets", "infrastructure": "targets",
    "equipment": "targets",
}  # fmt: skip
"""Each unit within the larger one that it is part of."""
LIKE_UNITS: Final = frozenset(
    frozenset(pair.split())
    for pair in (
        "soldiers fighters", "soldiers prisoners", "fighters prisoners", "hostages prisoners",
        "soldiers police", "fighters police", "officers officials",
    )
)  # fmt: skip
"""Units that reports name differently: one side's soldiers are the other's fighters, prisoners were soldiers, security
forces are either, and one's commander is the other's official."""
MILITARY: Final = frozenset(
    """soldiers fighters officers officials tanks armoured_vehicles artillery rocket_artillery air_defence radars
    aircraft helicopters drones missiles launchers ships submarines vehicles depots bases equipment""".split()
)
"""Units whose loss a party does not like to admit: forces, and those who lead it."""
PEOPLE: Final = "people"
"""The unit above all people."""
SOME: Final = frozenset("children journalists aid_workers officials officers police hostages prisoners".split())
"""Units of some people among others: they are counted beside everybody who was hurt, never in their stead."""
GROUNDS: Final = frozenset("bases buildings infrastructure depots".split())
"""What stands in a place: who holds that does not yet hold the place."""


TARGETS: Final = "targets"
"""The unit of what was struck where nothing more is said of it."""


def family_of(event: str) -> str:
    """The family of an event."""
    return FAMILY.get(event, event)


def reach_of(family: str) -> int:
    """Days between two claims of a family up to which they can be one question."""
    return REACH.get(family, USUAL_REACH)


def chain(unit: str) -> tuple[str, ...]:
    """A unit and those it is part of, the smallest first."""
    found = [unit]
    while (above := UNIT_ABOVE.get(found[-1])) is not None:
        found.append(above)
    return tuple(found)
