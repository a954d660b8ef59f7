"""What each party says to a question now, and what it said before: the members of a question enter, `Answer`s leave.

A party has one answer for each way of standing to the question: it may accuse the other side and deny what that one
says. Its figure is the last that each of its origins gave; of several origins', for a toll that rises the highest, else
the last. A number in words like "dozens" gives way to any other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from counterclaim.model import NARRATOR, UNNAMED, Answer, Revision
from counterclaim.reconciliation.comparing import OF_UNITS, fits
from counterclaim.reconciliation.content import INCIDENT
from counterclaim.reconciliation.families import ATTACK, TOLLS, family_of
from counterclaim.reconciliation.members import Member
from counterclaim.reconciliation.status import AFFIRMS, REJECTS, Position

AFFIRMING: Final = "affirms"
"""The way of those who say that it is so."""
WEAKER: Final[Mapping[str, tuple[str, ...]]] = {
    "withholds": ("denies", AFFIRMING, "doubts"),
    "doubts": ("denies",),
}
"""Ways of standing to a question that are no answer beside one of these of the same party."""
OUTRIGHT: Final[Mapping[str, int]] = {"confirms": 3}
"""Ways of affirming that say more than the others, which papers shorten to "says"; one claim in so many is enough."""
OF_FORCE: Final[Mapping[str, int]] = {**OUTRIGHT, "accuses": 6}
"""The same of the use of force, where somebody did it; who counts the dead need accuse nobody."""
MANY: Final = 3
"""One claim in so many is enough for a number of an attack."""
RANK: Final[Mapping[str, int]] = {"confirms": 0, "accuses": 1, "asserts": 2}
"""Of those who say that it is so, what says more comes first."""


def answers(members: Sequence[Member]) -> tuple[Answer, ...]:
    """The answers of a question, by party and stance. `members` are in the order of publication."""
    if len(members) == 1:
        return (_alone(members[0]),)
    groups: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in members:
        way = ("opposite" if member.opposite else AFFIRMING) if member.stance in AFFIRMS else member.stance
        groups[member.party, way].append(member)
    for party, way in [key for key in groups if key[1] in WEAKER]:
        _give_way(groups, party, way)
    deniers = {party for party, way in groups if way in REJECTS}
    hearsay = _taken_over(groups)
    return tuple(
        _answer(group, way, deniers, hearsay if party == NARRATOR and way == AFFIRMING else ())
        for (party, way), group in sorted(groups.items())
    )


def _taken_over(groups: dict[tuple[str, str], list[Member]]) -> Sequence[Member]:
    """What nobody by name says, where papers say it in their own voice too: then it is theirs. Out of `groups`.

    Another number is nobody's but the unnamed one's; "at least" a lower one says no other.
    """
    theirs, hearsay = groups.get((NARRATOR, AFFIRMING)), groups.get((UNNAMED, AFFIRMING))
    if not theirs or not hearsay:
        return ()
    own, heard = present(theirs), present(hearsay)
    if heard is not None:
        if own is None:
            return ()
        same = (own.said.low, own.said.high) == (heard.said.low, heard.said.high)
        lower = heard.said.high is None and _value(heard) <= _value(own)
        if not same and not lower:
            return ()
    return groups.pop((UNNAMED, AFFIRMING))


def _give_way(groups: dict[tuple[str, str], list[Member]], party: str, way: str) -> None:
    """Let a doubt or silence go into what the same party says outright: neither takes anything back."""
    spoken = next((groups[party, other] for other in WEAKER[way] if (party, other) in groups), None)
    if spoken is not None:
        spoken.extend(groups.pop((party, way)))
        spoken.sort(key=lambda member: (member.moment, member.id))


def _alone(member: Member) -> Answer:
    """The only answer of a question that one claim is about."""
    said, claim = member.said, member.told.claim
    counts = said.counted and member.stance not in REJECTS
    return Answer(
        party=said.speaker,
        stance=member.stance,
        low=said.low if counts else None,
        high=said.high if counts else None,
        qualifier=_qualifier(member) if counts else None,
        revisions=(),
        denied_by=(),
        claims=(member.id,),
        reports=(claim.report,),
        origins=(member.origin,),
        published=member.told.published,
    )


def _answer(own: Sequence[Member], way: str, deniers: set[str], hearsay: Sequence[Member]) -> Answer:
    """The answer of a party that says `own`; `hearsay` goes with it, and gives no figure."""
    party = own[0].party
    group = sorted([*own, *hearsay], key=lambda member: (member.moment, member.id)) if hearsay else own
    stances = Counter([member.stance for member in own if way in WEAKER or member.stance not in WEAKER])
    now = present(own) if way not in REJECTS else None
    counted = now is not None and now.said.counted
    return Answer(
        party=party,
        stance=_stance(stances, OF_FORCE if family_of(own[0].said.event) == ATTACK else OUTRIGHT),
        low=now.said.low if now is not None else None,
        high=now.said.high if now is not None else None,
        qualifier=_qualifier(now) if now is not None and counted else None,
        revisions=_revisions(group, now),
        denied_by=tuple(sorted(deniers - {party})) if way not in REJECTS else (),
        claims=tuple(dict.fromkeys([member.id for member in group])),
        reports=tuple(dict.fromkeys([member.told.claim.report for member in group])),
        origins=tuple(dict.fromkeys([member.origin for member in group])),
        published=now.told.published if now is not None else group[-1].told.published,
    )


def present(group: Sequence[Member]) -> Member | None:
    """The claim whose figure a party stands by now; None where it gives none.

    An attack is about no number: one that few of its claims give is of something beside it.
    """
    counted = [member for member in group if member.said.counted]
    if not counted or (counted[0].said.event not in OF_UNITS and MANY * len(counted) < len(group)):
        return None
    exact = [member for member in counted if not member.said.vague]
    rising = counted[0].said.event in TOLLS and counted[0].said.scope == INCIDENT
    last: dict[str, Member] = {}
    for member in sorted(exact or counted, key=lambda member: (member.moment, _value(member), member.id)):
        if not (rising and member.origin in last and _lower_floor(member, last[member.origin])):
            last[member.origin] = member
    if not rising:
        return max(last.values(), key=lambda member: (member.moment, _value(member), member.id))
    return max(last.values(), key=lambda member: (_value(member), member.moment, member.id))


def _stance(stances: Counter[str], strong: Mapping[str, int]) -> str:
    """How a party stands: as most of its claims say, and outright where enough of them do."""
    outright = [stance for stance, enough in strong.items() if enough * stances[stance] >= sum(stances.values())]
    return min(outright or stances, key=lambda stance: (-stances[stance], RANK.get(stance, 9), stance))


def _lower_floor(member: Member, before: Member) -> bool:
    """Whether a number only says "at least", and no more than the number before: that one still stands."""
    said = member.said
    return said.high is None and fits(said, before.said) and _value(member) <= _value(before)


def _value(member: Member) -> int:
    said = member.said
    return said.low if said.low is not None else said.high or 0


def _qualifier(member: Member) -> str | None:
    claim = member.told.about or member.told.claim
    return claim.quantity.qualifier if claim.quantity is not None else None


def _revisions(group: Sequence[Member], now: Member | None) -> tuple[Revision, ...]:
    """The figures of a party but for the present one, in the order in which they were first given."""
    if now is None:
        return ()
    told: dict[tuple[int | None, int | None], list[Member]] = defaultdict(list)
    for member in group:
        if member.said.counted:
            told[member.said.low, member.said.high].append(member)
    told.pop((now.said.low, now.said.high))
    return tuple(
        Revision(
            first[0].told.published, first[0].stance, low, high, _qualifier(first[0]),
            tuple(dict.fromkeys(member.id for member in first)),
        )
        for (low, high), first in told.items()
    )  # fmt: skip


def positions(members: Sequence[Member], given: Sequence[Answer]) -> tuple[Position, ...]:
    """What each party says last, in each way of standing to the question."""
    last: dict[tuple[str, str], tuple[float, bool]] = {}
    for member in members:
        way = AFFIRMING if member.stance in AFFIRMS else member.stance
        last[member.party, way + str(member.opposite)] = (member.moment, member.opposite)
    found = []
    for answer in given:
        way = AFFIRMING if answer.stance in AFFIRMS else answer.stance
        for opposite in (False, True):
            if (at := last.get((answer.party, way + str(opposite)))) is not None:
                found.append(Position(answer.party, answer.stance, answer.low, answer.high, *at))
    return tuple(dict.fromkeys(found))
