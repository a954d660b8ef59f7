"""Tells which acts another act of the clause tells already: of what kind it is, what it is for, whom it is about.

An act enters with the acts and phrases of its passage; yes or no leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.acts import Act
from counterclaim.coding.standing import detail, setting
from counterclaim.language.phrase import CUE, EVENT, MARK, Phrase

DRILLED = frozenset({"strike", "against", "harm"})
"""Frames of what is practised in drills."""


def part_of_another(act: Act, acts: Sequence[Act], phrases: Sequence[Phrase]) -> bool:
    """Whether another act of the clause tells it already: it says of what kind, what about, what for, or whom."""
    trigger = act.trigger
    if trigger.event == "deployment" and trigger.needs_actor and _modifies(act, acts):
        return True
    if trigger.frame == "toll" and (_listed(act, phrases) or _by_nature(act, phrases)):
        return True
    if trigger.frame in DRILLED and _drilled(act, phrases):
        return True
    return (
        detail(act, phrases) or setting(act, phrases) or (trigger.event == "control" and _aim_of_attack(act, phrases))
    )


def _drilled(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether it is what a drill practises: "drills to beat back an attack"."""
    if act.index and "practises" in phrases[act.index - 1].func:
        return True
    for position in range(act.index - 1, -1, -1):
        phrase = phrases[position]
        if phrase.kind in (MARK, CUE) or "background" in phrase.func:
            return False
        if phrase.kind == EVENT and any(trigger.event == "exercise" for trigger in phrase.triggers):
            return True
    return False


def _aim_of_attack(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether holding is only what an attack right before it is for: "the attack (to) take the town"."""
    before = phrases[act.index - 1] if act.index else None
    return before is not None and before.kind == EVENT and before.triggers[0].frame == "strike"


def _listed(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether a loss only says of what kinds one told before it is: "casualties, including dead and wounded"."""
    for phrase in reversed(phrases[max(act.index - 5, 0) : act.index]):
        if "including" in phrase.func:
            return True
        toll = phrase.kind == EVENT and phrase.triggers[0].frame == "toll"
        if not toll and phrase.mark != "," and "conjunction" not in phrase.func:
            return False
    return False


def _by_nature(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether other news than of conflict stands beside a loss, and nothing of war: "died in the floods"."""
    beside = phrases[max(act.index - 4, 0) : act.index + 5]
    other = any(not phrase.func.isdisjoint(("unrelated", "disaster")) for phrase in beside)
    return other and not any("war" in phrase.func for phrase in beside)


def _modifies(act: Act, acts: Sequence[Act]) -> bool:
    """Whether an act only says which people or things another act is about: "to withdraw troops stationed there"."""
    return bool(act.subject) and any(act.subject[-1] in other.objects for other in acts if other is not act)
