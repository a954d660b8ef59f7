"""Families of events that are coded alike. Plain sets of the event names of the codebook, section 4."""

from __future__ import annotations

FORCE = frozenset(
    "clash shelling air_strike missile_strike drone_strike ground_attack bombing shooting attack incursion".split()
)
STRIKES = FORCE - {"clash", "incursion"}
TOLLS = frozenset("killed wounded killed_or_wounded missing displaced captured".split())
THINGS = frozenset("destroyed damaged shot_down seized".split())
HARMFUL = FORCE | THINGS | frozenset("killed control blockade".split())
DIPLOMACY = frozenset("ceasefire talks mediation agreement humanitarian_aid released withdrawal".split())
CALLED_OFF = frozenset(
    "sanction exercise arms_supply mobilization deployment blockade talks agreement ceasefire".split()
)
"""Events that who does them denies by halting or lifting them."""
OBSERVERS = frozenset({"un", "osce", "icc", "icrc", "who", "iaea"})
"""Bodies that warn of what others may do, and threaten nobody."""
FLYING = frozenset({"drones", "missiles", "rockets", "missiles_and_drones"})
"""Units of what is fired at somebody, and shot down."""
HURT = frozenset({"killed", "wounded", "killed_or_wounded"})
"""What an attack does to people."""
BEFALLEN = STRIKES | TOLLS | THINGS
"""What somebody suffers."""
