"""Who does an act to whom: its actors and targets as party codes, and how they pair into claims.

An act and the report's sides enter, party codes leave.
"""

from __future__ import annotations

from counterclaim.coding.acts import Act
from counterclaim.coding.counting import Group
from counterclaim.coding.families import THINGS, TOLLS
from counterclaim.coding.sides import Codes, Sides
from counterclaim.model import TWO_SIDED


def actors_of(act: Act, view: Codes, sides: Sides) -> Codes:
    """Who does it, seen from the speaker."""
    actors = sides.all_codes(act.actors, view)
    if not actors and act.trigger.frame in ("strike", "enter"):
        actors = sides.all_codes(act.weapons, view)
    shown = act.speech is not None and act.speech.form == "media"
    if not actors and act.nominal and shown and not act.background:
        actors = view
    return actors


def targets_of(act: Act, group: Group, actors: Codes, view: Codes, sides: Sides) -> Codes:
    """Whom it befell, from the object, the aim, the place, the act that caused it."""
    frame = act.trigger.frame
    if frame in ("alone", "leave"):
        return ()
    if frame == "give":
        return sides.all_codes([*act.receivers, *act.aims], actors or view)
    if frame == "mutual":
        return sides.all_codes([*act.others, *(act.objects if not act.nominal else ())], actors or view)
    if frame == "move":
        return sides.all_codes(act.aims, actors or view)
    found: Codes = ()
    objects = group.nouns
    if not group.fired:
        found = sides.all_befallen(objects, actors, view) or sides.all_befallen(act.objects[-1:], actors, view)
    if not found:
        found = sides.all_befallen(act.aims, actors, view)
    if not found and act.place is not None:
        found = sides.befallen(act.place, actors, view)
    if not found and act.cause is not None:
        cause = act.cause
        found = sides.all_befallen([*(() if cause.trigger.fires else cause.objects), *cause.aims], actors, view)
    if found and frame in ("strike", "harm", "against", "enter") and actors:
        # what a party strikes is not its own: "shot down two missiles over Bryansk (Russia)"
        found = tuple(code for code in found if code not in actors) or sides.opponent(actors)
    if not found and frame in ("strike", "harm", "hold", "against") and actors:
        found = sides.opponent(actors)
    return found


def pairs_of(act: Act, event: str, actors: Codes, targets: Codes, sides: Sides) -> list[tuple[str | None, str | None]]:
    """Actor and target of each claim; joint actors and different targets are one claim each."""
    if event in TWO_SIDED:
        both = list(dict.fromkeys((*actors, *targets)))
        if len(both) >= 2:
            return [(both[0], other) for other in both[1:]] if actors and len(actors) == 1 else [(both[0], both[1])]
        return [(both[0], None)] if both else [(None, None)]
    if act.each_other and len(actors) >= 2:
        return [(one, other) for one in actors for other in actors if one != other]
    if event in TOLLS or event in THINGS:
        if act.trigger.frame == "toll":
            cause = sides.all_codes(act.cause.actors) if act.cause is not None else ()
            actors = actors or cause
        actors = actors if len(actors) == 1 else ()
    return [(actor, target) for actor in (actors or (None,)) for target in (targets or (None,))]
