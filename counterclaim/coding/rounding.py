"""Fills in places, things struck and hosts, once the parties of a report's drafts are known.

Drafts of one report enter in the order of the text and are completed in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.draft import Draft
from counterclaim.coding.families import FORCE, HURT, STRIKES, THINGS, TOLLS
from counterclaim.coding.losses import CIVIL, LOST, owned
from counterclaim.coding.sides import Sides

SOMEWHERE = FORCE | TOLLS | THINGS
"""Events that happen where the others of these happen that are told with them."""
LANDS = frozenset({"state", "demonym"})
"""Kinds of names that stand for a people as a whole."""


def round_off(drafts: Sequence[Draft], sides: Sides) -> None:
    """Places, things struck and hosts, once the parties are known."""
    for position, draft in enumerate(drafts):
        if draft.place is None and draft.event in SOMEWHERE:
            _same_place(draft, drafts, position)
    for position, draft in enumerate(drafts):
        alone = draft.act is not None and bool(draft.act.phrase.form)
        if draft.event in STRIKES and draft.unit is None and draft.nominal and not alone:
            _same_things(draft, (*drafts[position + 1 : position + 2], *drafts[max(position - 1, 0) : position]))
    for draft in drafts:
        if draft.target and draft.event in SOMEWHERE:
            part = sides.part(draft.target)
            draft.target = draft.target if part != draft.target and _outside(draft) else part
        if draft.event in STRIKES and draft.actor and draft.target:
            if draft.unit not in CIVIL and not _grounds(draft, sides):
                draft.target = sides.on_soil((draft.actor,), draft.target)
        elif draft.event in TOLLS and draft.target and draft.unit in CIVIL and not owned(draft):
            draft.target = sides.host(draft.target)
    _over_breaches(drafts)


def _over_breaches(drafts: Sequence[Draft]) -> None:
    """A toll told with a count of breaches is one over all of them: "38 killed as Israel commits 47 violations"."""
    counted = {draft.passage for draft in drafts if draft.event == "violation" and draft.number is not None}
    for draft in drafts:
        draft.runs = draft.event in HURT and draft.number is not None and draft.passage in counted


def _outside(draft: Draft) -> bool:
    """Whether a town or a region of a people's land is named where it happened: "killed in Jenin" is not in Gaza."""
    act = draft.act
    if act is None:
        return False
    cause = act.cause
    around = (*act.objects, *act.aims, act.place, *((*cause.objects, *cause.aims, cause.place) if cause else ()))
    return any(noun.place and noun.land not in LANDS and noun.codes == (draft.target,) for noun in around if noun)


def _grounds(draft: Draft, sides: Sides) -> bool:
    """Whether the land that was struck is named ("attacks in Lebanon"), or nothing at all: not "attacks Lebanon"."""
    act = draft.act
    if act is None or not act.phrase.form:
        return False
    if not (act.objects or act.aims or act.place) and draft.actor in sides.rivals.get(draft.target or "", ()):
        return True  # "Israel continues attacks": on whom it is at war with
    return any(noun.place and draft.target in noun.codes for noun in (*act.aims, *act.objects, act.place) if noun)


def _same_things(strike: Draft, beside: Sequence[Draft]) -> None:
    """What an attack that names nothing hit: the things that are told with it as damaged by it."""
    if strike.act is None or strike.act.objects or strike.act.aims:
        return
    for other in beside:
        if other.passage == strike.passage and other.event in LOST and other.target == strike.target:
            strike.unit = other.unit
            return


def _same_place(draft: Draft, drafts: Sequence[Draft], position: int) -> None:
    """An attack and what it does to the same party, told in one passage, are in one place."""
    for other in (*drafts[position + 1 : position + 2], *reversed(drafts[:position])):
        if other.passage != draft.passage:
            continue
        if other.event in SOMEWHERE and other.place and draft.target in (None, other.target):
            draft.place = other.place
            return
