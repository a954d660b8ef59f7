"""Whether what a report itself tells is of a conflict and has a side: "the meeting" alone says nothing.

A draft enters whose parties are known as far as the report says them; yes or no leaves.
"""

from __future__ import annotations

from counterclaim.coding.draft import Draft
from counterclaim.model import NARRATOR, UNNAMED

DONE_TO = frozenset({"captured", "sanction", "violation", "shelling", "shooting", "control"})
"""Events that nobody tells without saying who did them or whom they befell."""
GUARDED = frozenset({"soldiers", "fighters", "officers", "officials", "prisoners", "hostages"})
"""People whom a war makes captives; others are arrested for crimes and rescued from accidents."""


def grounded(draft: Draft) -> bool:
    """Whether what the report itself tells is of a conflict, and has a side: "the meeting" alone says nothing."""
    if draft.event in DONE_TO and not (draft.actor or draft.target or (draft.event == "violation" and draft.number)):
        return False
    if draft.actor is None and draft.event == "deployment" and draft.stance == "asserts":
        return False  # "the deployment of drones": by nobody
    if draft.event == "repel" and draft.target is None and draft.stance == "intends":
        return False  # "will thwart every effort": of nobody
    if draft.act is not None and draft.act.trigger.fires and not (draft.actor or draft.target):
        return False  # "the use of drones in hospitals"
    if draft.event == "attack" and _bare(draft):
        return False  # "attack options", "strikes and assassinations": nobody strikes anybody
    if draft.event in ("ground_attack", "missile_strike") and not (draft.actor or draft.target or draft.unit):
        return False  # space rockets, drills and raids on crime
    if draft.event == "other" and draft.stance == "accuses" and not (draft.actor or draft.target):
        return False  # blamed on nobody: crime, or a quarrel at home
    if draft.speaker_party not in (NARRATOR, UNNAMED):
        return True
    if draft.event in ("captured", "released") and not _of_war(draft):
        return False
    if draft.event not in ("talks", "agreement"):
        return True
    if draft.event == "talks" and draft.actor is not None and draft.target is None and draft.actor.isupper():
        return False  # a state's own cabinet meets
    spoken = draft.act is not None and draft.act.trigger.frame == "alone"  # "an expert discusses ..."
    return bool(draft.actor or draft.target or (draft.title and not spoken))


def _bare(draft: Draft) -> bool:
    """Whether a word that changes its form tells of an attack, and nothing tells who, whom, what, when or where."""
    said = draft.actor or draft.target or draft.unit or draft.number or draft.place or draft.time
    return draft.act is not None and bool(draft.act.phrase.form) and not said


def _of_war(draft: Draft) -> bool:
    """Whether somebody held or freed is no suspect and no accident's victim: a fighter, or somebody else's."""
    if draft.unit in GUARDED:
        return True
    if draft.event == "captured":
        if draft.trigger is not None and "abducts" in draft.trigger.func and draft.target is not None:
            return True  # no police do that
        return draft.actor is not None and draft.target is not None and draft.actor != draft.target
    return draft.target is not None or draft.actor is None
