"""Who does an act to whom: its actors and targets as party codes, and how they pair into claims.

An act and the report's sides enter, party codes leave.
"""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.coding.acts import Act
from counterclaim.coding.counting import Group
from counterclaim.coding.families import THINGS, TOLLS
from counterclaim.coding.sides import Codes, Sides
from counterclaim.language.phrase import Phrase
from counterclaim.model import PEOPLE, TWO_SIDED

Pair = tuple[str | None, str | None]
"""Actor and target of one claim."""
UNAIMED = frozenset({"alone", "leave", "give", "take", "mutual", "move"})
"""Frames of acts that befall nobody."""
AGAINST_ANOTHER = ("strike", "harm", "against", "enter", "hold")
"""Frames of what a party does to another."""


def actors_of(act: Act, view: Codes, sides: Sides) -> Codes:
    """Who does it, seen from the speaker; joint speakers each tell what they did themselves."""
    if act.trigger.frame == "take":
        givers = sides.all_codes([*act.others, *((act.source,) if act.source is not None else ())], view)
        return givers or tuple(code for noun in act.objects for code in noun.codes)
    asked = act.speech is not None and act.speech.form == "ask" and act.actors and _others(act.actors[0])
    actors = sides.addressed(act.actors[0].start) if asked else sides.all_codes(act.actors, view)
    if len(actors) > 1 and set(view) <= set(actors) and _speaking(act) and not act.each_other:
        actors = view or actors
    if act.each_other and act.phrase.form and len(actors) == 1:
        actors = (*actors, *sides.all_codes([*act.others, *act.aims], actors))  # "trades fire with"
    if not actors and act.trigger.frame in ("strike", "enter"):
        actors = sides.all_codes(act.weapons, view)
    if not actors and act.answers:
        actors = sides.opponent(sides.all_codes(act.answers, view))
    shown = act.speech is not None and act.speech.form == "media"
    flown = bool(act.actors) and all(noun.weapon for noun in act.actors)
    if not actors and (act.nominal or flown) and shown and not act.background:
        actors = view
    return actors


def _others(noun: Phrase) -> bool:
    """Whether "they" are asked, and not a party by its name."""
    return "third" in noun.func and not noun.codes and noun.role == "self"


def _speaking(act: Act) -> bool:
    """Whether who does it is who speaks."""
    return act.speech is not None and act.speech.speaker in act.actors and act.trigger.frame in AGAINST_ANOTHER


def targets_of(act: Act, group: Group, actors: Codes, view: Codes, sides: Sides) -> Codes:
    """Whom it befell, from the object, the aim, the place, the act that caused it."""
    frame = act.trigger.frame
    if frame in UNAIMED or act.trigger.event == "mobilization":
        return _met(act, actors, view, sides)
    found = _said(act, group, actors, view, sides)
    if not found and act.trigger.event == "sanction" and "dealings" in act.trigger.needs_beside:
        found = sides.all_codes(act.others, actors or view)  # "halts all trade with X"
    if not found and act.place is None and act.effect is not None and act.effect.place is not None:
        found = sides.befallen(act.effect.place, actors, view)  # "the attack caused damage in X"
    if not found and frame == "toll" and in_fighting(act):
        # the dead of a fight between two sides are nobody's where nothing says whose
        civil = group.nouns and group.nouns[0].unit == "civilians" and act.place is not None
        return sides.codes(act.place) if civil else ()
    asked = act.speech is not None and act.speech.form == "ask"
    if not found and act.trigger.event == "displaced" and act.source is not None and not asked:
        found = sides.codes(act.source)  # "are moved out of Gaza City"
    if not found and act.cause is not None and frame == "toll":
        found = _struck(act.cause, actors, view, sides)
    if not found and at_sea(act.cause if act.cause is not None and frame in ("harm", "toll") else act):
        return ()  # off whose coast it was says nothing of whom it befell
    if not found and act.place is not None and not (act.place.near is not None and nowhere(act)):
        found = tuple(code for code in sides.befallen(act.place, actors, view) if code not in sides.bodies)
    if not found and act.cause is not None:
        found = _struck(act.cause, actors, view, sides)
    return _of_others(act, found, actors, sides)


def _met(act: Act, actors: Codes, view: Codes, sides: Sides) -> Codes:
    """The other party of an act that befalls nobody: who is met, who receives, against whom forces move."""
    frame = act.trigger.frame
    if act.trigger.event == "exercise" and not act.phrase.form:
        near = sides.all_codes(_ground(act), actors or view)  # "drills around X": against a foe
        return near if len(near) == 1 and any(sides.fight(actor, near[0]) for actor in actors) else ()
    if frame == "alone" and act.trigger.event != "mobilization":
        return sides.all_codes(act.others, actors or view) if act.trigger.event in TWO_SIDED else ()
    if frame == "leave":
        left = sides.codes(act.source or act.place)
        return tuple(code for code in left if any(sides.fight(actor, code) for actor in actors))
    if frame == "give":
        return sides.all_codes([*act.receivers, *act.aims], actors or view)
    if frame == "take":
        return sides.all_codes(act.actors, view)
    if frame == "mutual":
        offered = act.trigger.event == "agreement" and act.speech is not None and act.speech.stance == "offers"
        met = [*act.others, *(act.objects if not act.nominal else ()), *(act.aims if offered else ())]
        return sides.all_codes(met, actors or view)  # "presented a peace plan to the US"
    return _moved_against(act, actors, view, sides)


def _said(act: Act, group: Group, actors: Codes, view: Codes, sides: Sides) -> Codes:
    """Whom the act's own nouns name: its objects, its aims, those who receive a loss."""
    found: Codes = ()
    if not group.fired:
        found = sides.all_befallen(group.nouns, actors, view) or (act.objects[-1].codes if act.objects else ())
    if not found:
        found = sides.all_befallen([noun for noun in act.aims if noun.role == "self"], actors, view)  # "on its side"
    if not (act.trigger.frame == "toll" and group.nouns):
        found = found or sides.all_befallen(act.aims, actors, view)  # "wounded in a campaign against X": not X's
    if not found and (act.trigger.frame == "toll" or act.passive):
        found = sides.all_befallen(act.receivers, actors, view)
    return found


def _of_others(act: Act, found: Codes, actors: Codes, sides: Sides) -> Codes:
    """Without the actors: what a party strikes is not its own ("shot down two missiles over Bryansk (Russia)")."""
    if act.trigger.frame not in AGAINST_ANOTHER or not actors:
        return found
    # in a war inside one land a state strikes its own towns; words that keep their form tell of the rebels there
    kept = sides.divided if act.phrase.form else None
    found = tuple(code for code in found if code not in actors or code == kept)
    if act.trigger.weak:
        return found or sides.met(actors)
    bare = act.trigger.event == "blockade" and not act.objects  # whoever blames it on somebody means itself
    if (
        found
        or bare
        or nowhere(act)
        or sides.adrift
        or (act.trigger.frame == "enter" and not (act.objects or act.aims))
    ):
        return found
    if sides.unnamed_group(act.objects):
        return ()
    foes = sides.opponent(actors)
    return tuple(sides.host(foe) for foe in foes) if act.phrase.form and act.trigger.frame == "strike" else foes


def nobodys(act: Act) -> bool:
    """Whether what an act is done to is nobody's: a strait that is closed."""
    straits = bool(act.objects) and all(noun.place and not noun.codes and noun.unit is None for noun in act.objects)
    return act.trigger.event == "blockade" and act.trigger.frame == "hold" and straits and not act.others


def nowhere(act: Act) -> bool:
    """Whether an act is done to no party."""
    return nobodys(act) or at_sea(act) or _no_land(act) or (act.cause is not None and nowhere(act.cause))


def _no_land(act: Act) -> bool:
    """Whether an act of force is told to be in a place that is nobody's, and its objects are nobody's either."""
    grounds = [noun for noun in (*act.aims, act.place) if noun is not None]
    named = any(noun.codes for noun in (*act.objects, *grounds))
    return bool(act.phrase.form) and not named and any(noun.located for noun in grounds)


def at_sea(act: Act) -> bool:
    """Whether ships that are not said to be anybody's are struck or seized, by a word that changes its form."""
    nouns = (*act.objects, *act.aims)
    return bool(act.phrase.form and nouns) and all(noun.unit == "ships" and not noun.codes for noun in nouns)


def in_fighting(act: Act) -> bool:
    """Whether a loss came of fighting between two sides."""
    return act.cause is not None and act.cause.trigger.event == "clash"


def _struck(cause: Act, actors: Codes, view: Codes, sides: Sides) -> Codes:
    """Whom the act struck that caused another."""
    objects: Iterable[Phrase] = () if cause.trigger.fires else cause.objects
    return sides.all_befallen([*objects, *cause.aims], actors, view)


def _ground(act: Act) -> list[Phrase]:
    """Where forces move to or are."""
    return [*act.aims, *((act.place,) if act.place is not None else ())]


def _moved_against(act: Act, actors: Codes, view: Codes, sides: Sides) -> Codes:
    """Whom forces are moved against: who lies where they go, where the two fight each other."""
    near = sides.all_codes(_ground(act), actors or view)
    sent = bool(act.phrase.form) and act.trigger.event == "deployment"
    if sent:
        # forces go to somebody's land, foe or friend, and not to a region at large: "in the Gulf"
        aimed = sides.all_codes(act.aims, actors or view)
        return tuple(code for code in near if code not in actors and (code in aimed or code.isupper()))
    if act.speech is not None and act.speech.form in ("blame", "refuse"):
        # who is blamed for it, or denies it, is said to do it to whoever lives there
        return tuple(code for code in near if code not in actors)
    if act.trigger.event == "deployment":
        # into a land at war, foe or friend
        inside = sides.all_codes([noun for noun in _ground(act) if noun.near is None], actors or view)
        lands = (code for code in inside if code.isupper() and code not in actors)
        if war := tuple(code for code in lands if code in sides.enemies()):
            return war
    return tuple(code for code in near if any(sides.fight(actor, code) for actor in actors))


def _hostile(codes: list[str], sides: Sides) -> list[Pair]:
    """The pairs among several parties that fight each other."""
    return [(one, other) for at, one in enumerate(codes) for other in codes[at + 1 :] if sides.fight(one, other)]


def _at_each_other(act: Act, actors: Codes, sides: Sides) -> bool:
    """Whether joint actors strike one another: they are said to, or they are foes and nobody else is struck."""
    if act.each_other or act.trigger.frame != "strike" or act.objects or act.aims or act.place is not None:
        return act.each_other
    return any(sides.fight(one, other) for one in actors for other in actors if one != other)


def pairs_of(act: Act, event: str, actors: Codes, targets: Codes, sides: Sides) -> list[Pair]:
    """Actor and target of each claim; joint actors and different targets are one claim each."""
    if event in TWO_SIDED or act.trigger.frame == "mutual":
        both = list(dict.fromkeys((*actors, *targets)))
        if event == "ceasefire" and len(actors) == 1 and len(targets) == 2 and sides.fight(*targets):
            return [(targets[0], targets[1])]  # "will end the war of X and Y": it is theirs
        counted = bool(act.phrase.form) and any(noun.number is not None for noun in act.objects)
        if event == "released" and len(both) == 2 and counted:
            return [(both[0], both[1]), (both[1], both[0])]  # "X and Y exchange 100 prisoners": each frees the other's
        if event == "talks" and len(both) == 1 and actors and targets:
            return []  # a party that meets its own officials
        if len(both) > 2 and (not actors or len(actors) > 1):
            return _hostile(both, sides) or [(both[0], both[1])]
        if len(both) >= 2:
            return [(both[0], other) for other in both[1:]] if actors and len(actors) == 1 else [(both[0], both[1])]
        return [(both[0], None)] if both else [(None, None)]
    if len(actors) >= 2 and (_at_each_other(act, actors, sides) or any(noun.role == "enemy" for noun in act.objects)):
        apart = [(one, other) for one in actors for other in actors if one != other]
        hostile: list[Pair] = [(one, other) for one, other in apart if sides.fight(one, other)]
        return hostile or ([*apart] if len(actors) == 2 else [(one, None) for one in actors])
    if event in TOLLS or event in THINGS:
        if act.trigger.frame == "toll" or (act.passive and act.phrase.form):
            cause = sides.all_codes(act.cause.actors) if act.cause is not None and not in_fighting(act) else ()
            actors = actors or cause
        actors = actors if len(actors) == 1 else ()
        if len(targets) > 1 and len(act.objects) == 1 and act.objects[0].unit in PEOPLE:
            targets = ()  # a single toll over both
    if len(actors) > 1 and act.trigger.frame not in ("give", "take"):
        targets = tuple(code for code in targets if code not in actors)
    pairs: list[Pair] = [(actor, target) for actor in (actors or (None,)) for target in (targets or (None,))]
    # nobody supplies itself: of "X and Y say that X sells to Y" one pair is left
    others = [(actor, target) for actor, target in pairs if actor is None or actor != target]
    return others if others and act.trigger.frame in ("give", "take") else pairs


def where(act: Act, group: Group) -> Phrase | None:
    """The most specific place said: what was struck, where it has a name, else what "in" names, else the cause's."""
    struck: tuple[Phrase, ...] = ()
    if act.trigger.frame in (*AGAINST_ANOTHER, "toll", "leave", "move"):
        struck = (*(() if group.fired else group.nouns), *act.aims)
    effect = act.effect.place if act.effect is not None and act.place is None else None
    around = [noun for noun in (act.source, act.place, effect) if noun is not None]
    for noun in (*struck, *around):
        if noun.located:
            return noun
    return where(act.cause, Group(tuple(act.cause.objects), act.cause.trigger.fires)) if act.cause is not None else None
