"""What the arms that a report names say of its acts: the weapon of a strike, a test, what was shot down, whose arms.

Drafts of one report enter and are completed in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.draft import Draft
from counterclaim.coding.families import STRIKES
from counterclaim.coding.sides import Sides
from counterclaim.model import NARRATOR

FIRED = {"missile_strike": "missiles", "drone_strike": "drones"}
"""What is shot down where "the target" is all that is said: what was fired before."""


def armed(draft: Draft, sides: Sides) -> None:
    """An attack without a weapon is one with the only kind of weapon of its actor that the report names."""
    act = draft.act
    if draft.event != "attack" or draft.actor is None or act is None or act.weapons or act.trigger.weak:
        return
    kind = sides.weapon(draft.actor)
    if kind in ("missile_strike", "drone_strike") and draft.stance in ("asserts", "accuses", "confirms"):
        draft.event = kind


def tried(draft: Draft, sides: Sides) -> None:
    """A weapon fired at nobody, where the report tells of tests or of the sea or names nobody else, is tried out."""
    act = draft.act
    if act is None or draft.event not in STRIKES or not act.trigger.fires or act.each_other:
        return
    alone = draft.speaker_party == NARRATOR and draft.target is None and list(sides.ranked) == [draft.actor]
    if not (sides.trial or alone):
        return
    if any(noun.codes or noun.unit not in (None, "targets") for noun in (*act.aims, *act.receivers)):
        return
    draft.event, draft.target = "exercise", None
    if draft.number is None:
        draft.unit = None


def fired(draft: Draft, before: Sequence[Draft]) -> None:
    """What was shot down, where nothing says it: what was fired before."""
    if draft.event == "shot_down" and draft.unit in (None, "targets"):
        draft.unit = next((FIRED[other.event] for other in reversed(before) if other.event in FIRED), draft.unit)


def supplied(draft: Draft, sides: Sides) -> None:
    """Whose arms somebody gets who is told to buy or receive them: "Ukraine mua tiêm kích của Pháp"."""
    act = draft.act
    if draft.event != "arms_supply" or draft.actor is not None or act is None or act.phrase.form or not act.receivers:
        return
    got = sides.all_codes(act.receivers)
    makers = {code for noun in act.objects if noun.unit is not None for code in noun.codes if code not in got}
    draft.actor = makers.pop() if len(makers) == 1 else None
