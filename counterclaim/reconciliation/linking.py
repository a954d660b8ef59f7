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

COMPARABLE = frozenset({"unit", "population", "place", "period", "scope"})
"""What must not differ before two numbers contradict each other."""


def relations(members: Sequence[Member]) -> tuple[Relation, ...]:
    """The links of a question's claims, each claim's to earlier ones, in the order of publication."""
    found: list[Relation] = []
    of_origin: dict[tuple[str, str], Member] = {}
    firsts: dict[tuple[str, str], Member] = {}
    for member in members:
        if member.told.about is not None:
            found.append(related(member, member, "denies", member.told.about.id))
        before = of_origin.get((member.party, member.origin))
        if before is not None and before.stance in REJECTS and member.stance not in REJECTS:
            found.append(related(member, before, "revises"))
        elif before is not None:
            found.append(related(member, before, "repeats" if _same(member, before) else "revises"))
        else:
            found.extend(related(member, first, kind(member, first)) for first in firsts.values())
        of_origin[member.party, member.origin] = member
        firsts.setdefault((member.party, member.stance), member)
    return tuple(link for link in found if link.claim != link.other)


def related(member: Member, other: Member, kind: str, other_id: str | None = None) -> Relation:
    """A relation with its reasons and score."""
    why = reasons(member.said, other.said)
    agreed = sum(outcome == AGREED for _, outcome in why)
    return Relation(member.id, other_id or other.id, kind, why, round(agreed / len(why), 3))


def kind(member: Member, other: Member) -> str:
    """What a claim is to an earlier one of another origin."""
    if (member.stance in REJECTS) != (other.stance in REJECTS):
        return "denies" if member.stance in REJECTS else "contradicts"
    if member.opposite != other.opposite:
        return "contradicts"
    why = dict(reasons(member.said, other.said))
    if why["number"] != DIFFERED:
        return "corroborates"
    return "unrelated" if any(why[field] == DIFFERED for field in COMPARABLE) else "contradicts"


def _same(member: Member, before: Member) -> bool:
    """Whether two claims of one origin say the same; one that leaves the number out says no other."""
    if (member.stance in REJECTS) != (before.stance in REJECTS):
        return False
    one, other = member.said, before.said
    return not one.counted or not other.counted or (one.low, one.high) == (other.low, other.high)
