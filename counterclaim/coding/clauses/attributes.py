"""Reads the nouns that stand before the noun of an act: whose it is, with what it was done, to whom or where.

An act and a noun enter; the act is changed.
"""

from __future__ import annotations

from copy import copy

from counterclaim.coding.acts import Act
from counterclaim.language.phrase import Phrase
from counterclaim.model import PEOPLE

DONE_TO = frozenset({"strike", "harm", "hold", "against", "enter"})
"""Frames whose noun names after "of" what it was done to: "the bombing of the town"."""
DOERS = PEOPLE | {"aircraft", "helicopters", "submarines", "artillery", "rocket_artillery", "tanks"}
"""Units of who or what does an act whose noun follows: "the tank attack"."""
PLACES = frozenset({"capital", "region"})
"""Kinds of names that before the noun of an act say where, and not whose it is: "the Gaza strike"."""


def modify(act: Act, noun: Phrase) -> None:
    """Let a noun before the noun of an act say whose it is, with what, or where: "a Russian drone attack"."""
    frame = act.trigger.frame
    if act.trigger.event == "repel" and noun.codes and act.subject:
        act.actors = list(act.subject)  # "foils Russian attacks": the foe's, and its defeat the subject's
        act.objects.append(noun)
        return
    if noun.weapon and frame == "strike":
        act.weapons.append(noun)
    if noun.unit and not noun.weapon and noun.unit not in DOERS and frame in DONE_TO:
        act.objects.append(noun)  # "the hospital strike"
        if noun.number is not None and noun.number.high == 1 and (act.phrase.plural or _kind(noun)):
            noun.number = None  # "the hospital strikes"
        if noun.unit == "ships" and noun.whose:
            _part(act, noun)
        return
    against = frame in ("strike", "hold") or act.trigger.event == "sanction"
    if against and noun.land == "state" and noun.role == "name" and not noun.whose:
        act.aims.append(noun)  # "the Iran strikes", unless what follows says at whom
        act.bears = noun
    elif noun.land in PLACES or (noun.place_noun and noun.role is None):
        if frame in ("strike", "enter", "hold", "against"):
            act.aims.append(noun)
        elif frame == "toll":
            act.objects.append(noun)
        elif act.place is None:
            act.place = noun
        if frame in ("mutual",) and noun.codes:
            act.others = [noun]
    elif frame == "toll" and not (noun.owns and noun.role == "name" and act.trigger.event == "killed"):
        act.objects.append(noun)  # but "Israel's killing of journalists"
    elif frame == "mutual" or noun.codes or noun.title or noun.unit in PEOPLE or noun.role:
        act.subject = act.actors = [noun]
    act.start = min(act.start, noun.start)


def _kind(noun: Phrase) -> bool:
    """Whether a noun without article or owner says of what kind an act is, and counts nothing: "gas field strike"."""
    counted = noun.number
    return counted is not None and not noun.codes and (counted.start, counted.end) == (noun.start, noun.end)


def _part(act: Act, noun: Phrase) -> None:
    """Let the adjective of what was struck at sea say who struck it: "US boat strikes" are on boats, by the US."""
    struck = copy(noun)
    struck.codes = ()
    act.objects, act.actors, act.subject = [struck], [noun], [noun]
