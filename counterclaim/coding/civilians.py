"""Whose the people are whom something befell, where nothing beside it says so: those of the land where it happened.

Drafts of one report enter once their parties are filled in, and are completed in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.draft import Draft
from counterclaim.coding.families import BEFALLEN, FLYING, HURT, STRIKES, TOLLS
from counterclaim.coding.losses import CIVIL
from counterclaim.coding.sides import Sides

MANY = 1000
"""People lost from which on they are those of a war, and may be of all its sides."""
FACTUAL = frozenset({"asserts", "confirms", "accuses"})
"""Stances to what has happened."""


def whose_civilians(drafts: Sequence[Draft], sides: Sides) -> None:
    """Whose the civilians are that a report tells of, and whom what struck them struck, where nothing says it."""
    for draft in drafts:
        if draft.event not in TOLLS or draft.target is not None or draft.unit not in CIVIL:
            continue
        if draft.stance not in FACTUAL or (land := _there(draft, drafts, sides)) is None:
            continue
        draft.target = land
        for other in drafts:
            near = other.passage == draft.passage and other.event in STRIKES and other.stance in FACTUAL
            if near and other.target is None and other.actor is not None:
                other.target = land  # "a Russian air strike killed 38 civilians"


def _there(draft: Draft, drafts: Sequence[Draft], sides: Sides) -> str | None:
    """Whose the civilians of one incident are, in a report whose places all lie in one land at war with no other."""
    counted = draft.number.low if draft.number is not None else None
    if (draft.speech is not None and draft.speech.mutual) or (counted or 0) >= MANY:
        return None
    cause = draft.act.cause if draft.act is not None else None
    fought = any(other.event == "clash" and other.passage == draft.passage for other in drafts)
    return None if fought or (cause is not None and cause.trigger.frame == "mutual") else sides.theatre()


def befallen(drafts: Sequence[Draft], sides: Sides) -> None:
    """Say whom it befell of which nothing says who did it to whom."""
    for draft in drafts:
        if draft.event in BEFALLEN and draft.actor is None and draft.target is None:
            draft.target = _hurt_by(draft, drafts) or _only_party(draft, drafts, sides)


def _hurt_by(draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """Whom an attack by nobody named struck: those of one party whom it hurt ("a mine wounded two Thais")."""
    if draft.event not in STRIKES or draft.act is None:
        return None
    tolls = (other for other in drafts if other.event in HURT and other.act is not None)
    hurt = {other.target for other in tolls if other.act is not None and other.act.cause is draft.act}
    return hurt.pop() if len(hurt) == 1 else None


def _only_party(draft: Draft, drafts: Sequence[Draft], sides: Sides) -> str | None:
    """Whom something befell on land, in a report that names one party alone, which does nothing to anybody in it."""
    by_nature = draft.event in ("bombing", "shooting", "incursion")
    on_land = by_nature or draft.unit not in (
        None,
        "ships",
        "targets",
        *FLYING,
    )
    if len(sides.ranked) != 1 or not on_land or draft.stance not in ("asserts", "confirms"):
        return None
    only = sides.ranked[0]
    return None if any(other.actor == only for other in drafts) else only
