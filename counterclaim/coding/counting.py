"""What an act counts: its objects or weapons in groups, one for each claim, with their event, unit and number.

An act enters, groups of noun phrases leave; of a group, what is counted and how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.coding.acts import Act
from counterclaim.coding.families import DIPLOMACY, STRIKES, TOLLS
from counterclaim.language.numbers import Number
from counterclaim.language.phrase import Phrase
from counterclaim.model import PEOPLE

NAMED_PEOPLE = frozenset({"officials", "officers", "people", "journalists", "soldiers"})
"""Units of which one with a name or a title is one person."""
UNCOUNTED = DIPLOMACY - {"released"} | {"exercise", "violation", "clash", "repel"}
"""Events that take no unit of things or people."""
COUNTED = frozenset({"deployment", "arms_supply", "mobilization", "sanction", "blockade"})
"""Events that take a unit only with a number."""


ARMS = frozenset({"missiles", "drones", "aircraft", "helicopters", "tanks", "air_defence", "submarines", "ships"})
"""Units of arms that are given as such, however many."""
BY_WEAPON = frozenset({"missile_strike", "drone_strike"})
"""Events that the weapon alone tells from any other attack."""

FLYING = frozenset({"missiles", "drones", "rockets", "bombs", "missiles_and_drones"})
"""Units that one count may run over."""
LOSSES = frozenset({"killed", "wounded", "killed_or_wounded", "missing", "captured"})
"""Events that befall people alone."""


class Group(NamedTuple):
    """Nouns of an act that make one claim together."""

    nouns: tuple[Phrase, ...] = ()
    fired: bool = False
    """They are the weapons of the act, not what it befell."""


def groups_of(act: Act) -> list[Group]:
    """The groups of an act: things of different units or with counts of their own apart."""
    if act.trigger.fires:
        return _weapon_groups(act.objects)
    changes = bool(act.phrase.form)
    if act.trigger.frame == "strike" and all(_uncounted(noun, changes) for noun in act.objects):
        weapons = [noun for noun in (*act.weapons, *act.actors) if noun.weapon and noun.number is not None]
        if changes:
            weapons = [noun for noun in weapons if noun.number is not None and noun.number.high != 1]
        if weapons:
            return _weapon_groups([noun for noun in (*act.weapons, *act.actors) if noun.weapon])
    groups: list[list[Phrase]] = []
    _share(act.objects)
    for noun in act.objects:
        alike = groups and groups[-1][0].unit == noun.unit and noun.number is None and groups[-1][0].number is None
        alike = alike or (groups and _both_fly(groups[-1][0], noun))
        if alike:
            groups[-1].append(noun)
        else:
            groups.append([noun])
    return [Group(tuple(group)) for group in groups] or [Group()]


def _uncounted(noun: Phrase, changes: bool) -> bool:
    """Whether nothing is counted; where words change their form a noun in the singular says no more than itself."""
    return noun.number is None or (changes and noun.number.high == 1)


def _both_fly(first: Phrase, noun: Phrase) -> bool:
    """Whether one count runs over two kinds of weapons: "320 drones and missiles"."""
    flying = {first.unit, noun.unit} == {"drones", "missiles"}
    return flying and noun.number is None


def _share(nouns: Sequence[Phrase]) -> None:
    """Let an order of magnitude count every thing of a list that has none: "dozens of tanks, guns and radars"."""
    number = None
    for noun in nouns:
        if noun.number is not None:
            number = noun.number
        elif number is not None and number.qualifier == "vague" and number.high and noun.unit not in (None, *FLYING):
            noun.number = number if noun.title != "office" else None


def _weapon_groups(weapons: Sequence[Phrase]) -> list[Group]:
    """Weapons with a number each make claims of their own, "600 missiles and drones" one over both."""
    groups: list[list[Phrase]] = []
    for noun in weapons:
        if groups and (noun.number is None or groups[-1][-1].number is None):
            groups[-1].append(noun)
        else:
            groups.append([noun])
    return [Group(tuple(group), fired=True) for group in groups] or [Group()]


def event_of(act: Act, group: Group) -> str:
    """The event, by trigger, unit of the object and weapon."""
    trigger = act.trigger
    unit = group.nouns[0].unit if group.nouns and not group.fired else None
    event = trigger.event_for(unit)
    if event == "shot_down" and group.nouns and _sails(group.nouns[0]):
        return "seized"  # "intercepts the flotilla"
    if event == "arms_supply" and trigger.frame == "give" and act.aims and not act.receivers:
        nowhere = all(noun.place and not noun.codes for noun in act.aims)
        event = "deployment" if nowhere else event  # "moves launchers to the Middle East": to nobody
    if event not in ("attack", "air_strike"):
        mixed = event in BY_WEAPON and any(noun.weapon not in (None, event) for noun in act.weapons)
        return "attack" if mixed else event
    subject = [noun for noun in act.subject if act.nominal and noun.weapon in BY_WEAPON]
    nouns: Sequence[Phrase] = group.nouns if group.fired else (*act.weapons, *act.actors, *subject)
    if group.fired and any(actor.weapon == "air_strike" for actor in act.actors):
        return "air_strike"  # what a crewed aircraft fires
    found = {noun.weapon for noun in nouns if noun.weapon}
    if event == "attack" and any(noun.weapon is None and noun.title == "organ" for noun in act.weapons):
        return event  # "with its air force and artillery": several means
    if event == "air_strike" and {"missile_strike", "drone_strike"} <= found and "air_strike" not in found:
        return "attack"
    if event == "air_strike":
        return "drone_strike" if found == {"drone_strike"} else event
    return found.pop() if len(found) == 1 else event


def _sails(noun: Phrase) -> bool:
    """Whether a body by its name is stopped, which does not fly: a flotilla of activists."""
    return noun.unit is None and bool(noun.codes) and noun.land == "organisation"


def counted(act: Act, event: str, group: Group, target: str | None) -> tuple[str | None, Number | None]:
    """Unit and number of what was hit, lost, taken or fired, for the claim that names this target."""
    if group.fired and any(noun.number for noun in group.nouns):
        first = group.nouns[0]
        units = {noun.unit for noun in group.nouns}
        if units == {"tanks", "armoured_vehicles"}:
            return "armoured_vehicles", first.number
        return "missiles_and_drones" if len(units) > 1 and units <= FLYING else first.unit, first.number
    if len(group.nouns) > 1 and not group.fired and _both_fly(group.nouns[0], group.nouns[1]):
        return "missiles_and_drones", group.nouns[0].number
    sailing = event == "seized" and bool(group.nouns) and _sails(group.nouns[0])
    if sailing or "grid" in act.phrase.func:
        return ("ships" if sailing else "infrastructure"), None
    noun = _measured(act, event, group, target)
    unit = noun.unit or somebody(noun) if noun is not None else None
    times = act.count if event in STRIKES | {"violation", "incursion"} and not act.trigger.standing else None
    if times is not None and times.low != 1 and (noun is None or noun.number is None):
        return "attacks", times
    if noun is not None and unit is None and noun.number is not None and event in TOLLS and not act.trigger.things:
        armed = act.phrase.form and noun.title in ("organ", "forces") and event != "captured"
        unit = _enlisted(noun) or ("soldiers" if armed else "people")  # "457 military deaths", "3 men of the UN"
    elif unit == "people" and noun is not None and noun.generic and (event != "captured" or noun.plural):
        unit = _enlisted(noun) or unit
    if act.befell is not None and unit == "people" and noun is not None and (noun.unit is None or "other" in noun.func):
        unit = act.befell
    villages = unit == "settlements" and noun is not None and noun.number is not None and not noun.named
    razed = unit == "settlements" and noun is not None and noun.plural and not noun.named and event == "destroyed"
    settled = (villages or razed) and bool(act.phrase.form)
    if noun is None or unit is None or not (settled or _told(event, unit, noun)):
        return None, None
    if unit == "officials" and noun.named and noun.number is not None and noun.number.high == 2:
        unit = "people"  # "the couple of President X"
    if event in LOSSES and unit not in PEOPLE:
        return ("people", noun.number) if noun.number else (None, None)
    if event == "control" and unit == "buildings":
        unit = "settlements"
    if noun.grouped:
        return unit, None  # "15 families" are more than 15 people
    troop = noun.title == "organ" and unit in PEOPLE
    if troop and noun.number is not None and noun.number.high == 1 and event not in LOSSES:
        return unit, None  # "a brigade" is not one soldier
    return unit, noun.number or _one(noun, unit)


def _measured(act: Act, event: str, group: Group, target: str | None) -> Phrase | None:
    """The noun whose unit the claim takes."""
    if act.trigger.frame == "enter" or (act.trigger.frame == "move" and act.trigger.needs_actor and not group.nouns):
        return next((noun for noun in act.actors if noun.unit), None)
    noun = group.nouns[0] if group.nouns and not group.fired else None
    if event in STRIKES and (noun is None or not (noun.unit or somebody(noun))):
        aims = [aim for aim in act.aims if not aim.codes or target is None or target in aim.codes]
        several = [actor for actor in act.actors if actor.number is not None and actor.number.high != 1]
        raiders = [actor for actor in several if actor.unit in ("soldiers", "fighters")]
        if (act.nominal and not act.light) or event == "bombing":
            raiders = [actor for actor in raiders if actor.start > act.phrase.start]  # not "12 soldiers died in a raid"
        if aims and aims[0].role == "name":
            return noun  # "at Venezuela and its leaders"
        return next((aim for aim in (*aims, *raiders) if aim.unit or somebody(aim)), noun)
    return noun


def _enlisted(noun: Phrase) -> str | None:
    """Who members of an armed body are: "14 members of the Syrian Democratic Forces", "12 Hezbollah members"."""
    if noun.land == "armed-group":
        return "fighters"
    of_state = any(code.isupper() for code in noun.codes)  # and not of "a terrorist organisation"
    return "soldiers" if noun.title == "forces" and of_state else None


def _told(event: str, unit: str, noun: Phrase) -> bool:
    """Whether a claim of this event says what is counted."""
    if event in UNCOUNTED or (event in COUNTED and noun.number is None):
        return event == "arms_supply" and unit in ARMS
    if event == "control" and unit == "targets":
        return False
    return unit != "settlements" or event == "control" or (noun.number is not None and event not in STRIKES)


def _one(noun: Phrase, unit: str) -> Number | None:
    """The number of one named or described person."""
    if (
        noun.plural
        or unit not in NAMED_PEOPLE
        or (noun.generic and not noun.named)
        or not (noun.named or noun.title == "office" or (noun.title == "person" and noun.role == "self"))
    ):
        return None
    return Number(noun.start, noun.end, 1, 1, "exact", noun.start)


def somebody(noun: Phrase) -> str | None:
    """The unit of somebody in office, or of a person with a name."""
    if noun.title == "office":
        return "officials"
    if noun.role == "person" or (noun.title == "person" and (noun.named or noun.role == "self")):
        return "officials"
    return None


def lost(event: str, act: Act | None) -> str | None:
    """The unit of people of whom nothing says who they were: an army's are soldiers."""
    if event == "displaced" and act is not None and act.phrase.form:
        return "people"
    if event not in LOSSES:
        return None
    armed = act is not None and any(noun.title in ("organ", "forces") for noun in act.objects)
    return "soldiers" if armed else "people"
