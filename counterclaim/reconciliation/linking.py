"""What the claims of a question are to each other: members in the order of publication enter, `Relation`s leave.

Every claim is linked to what it follows: to the last claim of its own origin, which it repeats or revises; the first of
an origin also to the first claim of every other answer, which it corroborates, contradicts or denies. So links grow
with claims and not with pairs. Numbers that cannot be compared (scope, unit, place, period or population differ)
contradict nothing: such claims are unrelated, with the reasons.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import AGREED, DIFFERED, Relation
from counterclaim.reconciliation.comparing import reasons
from counterclaim.reconciliation.members import Member
from counterclaim.reconciliation.status import REJECTS

Reasons = tuple[tuple[str, str], ...]
COMPARABLE = frozenset({"unit", "population", "place", "period", "scope"})
"""What must not differ before two numbers contradict each other."""


def relations(members: Sequence[Member]) -> tuple[Relation, ...]:
    """The links of a question's claims, each claim's to earlier ones, in the order of publication."""
    found: list[Relation] = []
    of_origin: dict[tuple[str, str], Member] = {}
    firsts: dict[tuple[str, str], Member] = {}
    for member in members:
        if member.told.about is not None:
            found.append(_link(member, member.told.about.id, "denies", reasons(member.said, member.said)))
        before = of_origin.get((member.party, member.origin))
        if before is not None:
            if before.id != member.id:
                kind = "repeats" if _same(member, before) else "revises"
                found.append(_link(member, before.id, kind, reasons(member.said, before.said)))
        else:
            for first in firsts.values():
                if first.id != member.id and (member.told.about is None or member.told.about.id != first.id):
                    why = reasons(member.said, first.said)
                    found.append(_link(member, first.id, _kind(member, first, why), why))
        of_origin[member.party, member.origin] = member
        firsts.setdefault((member.party, member.stance), member)
    return tuple(found)


def _link(member: Member, other: str, kind: str, why: Reasons) -> Relation:
    """A relation with its reasons and score."""
    agreed = len([outcome for _, outcome in why if outcome == AGREED])
    return Relation(member.id, other, kind, why, round(agreed / len(why), 3))


def _kind(member: Member, other: Member, why: Reasons) -> str:
    """What a claim is to an earlier one of another origin."""
    if (member.stance in REJECTS) != (other.stance in REJECTS):
        return "denies" if member.stance in REJECTS else "contradicts"
    if member.opposite != other.opposite:
        return "contradicts"
    outcomes = dict(why)
    if outcomes["number"] != DIFFERED:
        return "corroborates"
    return "unrelated" if any(outcomes[field] == DIFFERED for field in COMPARABLE) else "contradicts"


def _same(member: Member, before: Member) -> bool:
    """Whether two claims of one origin say the same; one that leaves the number out says no other."""
    if (member.stance in REJECTS) != (before.stance in REJECTS):
        return False
    one, other = member.said, before.said
    return not one.counted or not other.counted or (one.low, one.high) == (other.low, other.high)
