"""Who acts and whom it befalls: every answer that a chosen reading may have, in numbers.

A place of a report, its chosen option and what is known of the other side enter; `Side`s and their rows leave, to stand
behind the row of the place. The rules' own answer is the first. Which of them is right is not decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from counterclaim.coding.draft import Draft
from counterclaim.coding.judge.features import EVENT_AT, STANCE_AT, Row, speaker_kind
from counterclaim.coding.judge.hints import Hint, likeliest
from counterclaim.coding.judge.options import Option
from counterclaim.coding.judge.places import Place
from counterclaim.coding.judge.sidewords import ROLES, Side, marks
from counterclaim.coding.judge.views import View
from counterclaim.coding.judge.wording import Table, ranked
from counterclaim.model import NARRATOR, UNNAMED

MOST: Final = 7
"""Answers that are weighed for one side."""
SIDE_KINDS: Final = ("side kind", "its event", "its stance", "its speaker kind")
SIDE_NAMES: Final = (
    *SIDE_KINDS, "side is base", "side is none", "side is other side", "side is speaker", "side here",
    "side in report", "side in title", "side before", "side after", "side order", "side fights other side",
    "side fights speaker", "side rank", "side kept", "side of event", "side kept as other side", "side state",
    "side body", "side hosted", *(f"side among {role}" for role in ROLES), "base none", "other side none",
    "other side is speaker", "other side is base", "hint side", "hint side best", "hint side base",
    "hint as other side", "hint other side", "side by words", "side ahead by words", "side rank by words",
)  # fmt: skip


def actors(place: Place, option: Option, view: View) -> list[Side]:
    """Who may act."""
    draft, hint = place.candidate.draft, place.hints.get(option.event)
    more = (option.speaker, *view.sides.opponent((draft.target,) if draft.target else ()))
    codes = _codes(draft, draft.actor, hint.actor if hint else {}, more, view)
    return [Side(True, code, draft.target) for code in codes]


def targets(place: Place, option: Option, actor: str | None, view: View) -> list[Side]:
    """Whom it may befall, where this party acts."""
    draft, hint = place.candidate.draft, place.hints.get(option.event)
    more = (*view.sides.opponent((actor,) if actor else ()), option.speaker)
    codes = _codes(draft, draft.target, hint.target if hint else {}, more, view)
    return [Side(False, code, actor) for code in codes]


def _codes(
    draft: Draft, own: str | None, hinted: Mapping[str, float], more: Sequence[str], view: View
) -> list[str | None]:
    found: dict[str | None, None] = {own: None, None: None}
    for code in likeliest(hinted, 2):
        found.setdefault(None if code == "none" else code)
    for code in (*view.beside(draft).codes, *more, *view.ranked):
        if code not in (NARRATOR, UNNAMED):
            found.setdefault(code)
    return list(found)[:MOST]


def side_rows(place: Place, option: Option, sides: Sequence[Side], view: View, table: Table | None) -> list[Row]:
    """The rows of all answers for one side; `table`: what words weigh for it."""
    draft, hint = place.candidate.draft, place.hints.get(option.event)
    by_words = [table.score(marks(place, option, side, view)) if table else 0.0 for side in sides]
    return [
        [*place.row, *_row(draft, option, side, view), *_hinted(draft, side, hint), *ranks]
        for side, ranks in zip(sides, ranked(by_words), strict=True)
    ]


def _row(draft: Draft, option: Option, side: Side, view: View) -> Row:
    beside, sides, speaker, code, other = view.beside(draft), view.sides, option.speaker, side.code, side.other
    base, across = (draft.actor, draft.target) if side.acts else (draft.target, draft.actor)
    row: Row = [
        speaker_kind(code, view) if code else -1,
        EVENT_AT[option.event],
        STANCE_AT[option.stance],
        speaker_kind(speaker, view),
        code == base,
        code is None,
        code == other,
        code == speaker,
    ]
    if code is None:
        row += [-1.0] * (15 + len(ROLES))
    else:
        kept, kept_across = (view.actors, view.targets) if side.acts else (view.targets, view.actors)
        row += [
            beside.codes[code],
            view.codes[code],
            view.title[code],
            *view.nearest(draft, code),
            view.order(draft, code),
            sides.fight(other, code) if other else -1,
            sides.fight(speaker, code),
            view.rank.get(code, -1),
            kept[code],
            (view.doers if side.acts else view.pairs)[option.event, code],
            kept_across[code],
            code.isupper(),
            code in sides.bodies,
            bool(sides.hosts.get(code)),
            *_roles(draft, code),
        ]
    return [*row, base is None, other is None, other == speaker, other == across]


def _roles(draft: Draft, code: str) -> Row:
    """As what a party stands in the clause of an act; -1 throughout where there is none."""
    if draft.act is None:
        return [-1.0] * len(ROLES)
    return [any(code in noun.codes for noun in getattr(draft.act, role)) for role in ROLES]


def _hinted(draft: Draft, side: Side, hint: Hint | None) -> Row:
    """What the second reader makes of an answer; -1 throughout where it was not asked."""
    if hint is None:
        return [-1.0] * 5
    base = draft.actor if side.acts else draft.target
    own, across = (hint.actor, hint.target) if side.acts else (hint.target, hint.actor)
    return [
        own.get(side.code or "none", 0.0),
        max(own.values(), default=0.0),
        own.get(base or "none", 0.0),
        across.get(side.code or "none", 0.0),
        across.get(side.other or "none", 0.0),
    ]
