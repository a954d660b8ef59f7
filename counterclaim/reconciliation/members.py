"""The claims of one question, in the order of their publication, each with how its speaker stands to the question.

`Told` claims with their contents enter, `Member`s leave. What a claim is in its report and what it is to a question can
differ: a party that says it holds the town denies that the other side took it; one that leaves it confirms that; one
that states its own loss confirms it; one that says the other side broke the truce accuses it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.model import Told
from counterclaim.reconciliation.content import Content, Row
from counterclaim.reconciliation.families import BLAME
from counterclaim.reconciliation.kinship import NOBODY, same_party
from counterclaim.reconciliation.origins import origin_of
from counterclaim.reconciliation.status import AFFIRMS, REJECTS, admission


class Member(NamedTuple):
    """A claim in a question."""

    told: Told
    said: Content
    id: str
    """Id of the claim."""
    moment: float
    """When its report was published, in seconds since 1970; infinity where unknown."""
    origin: str
    stance: str
    """How the speaker stands to the question."""
    opposite: bool = False
    """Whether it says of the other side what the question asks of one: an accusation that answers an accusation."""

    @property
    def party(self) -> str:
        """Party code of the speaker."""
        return self.said.speaker


def members(rows: Sequence[Row], target: str | None, blamed: str | None) -> tuple[Member, ...]:
    """The claims of a question, the earliest first. `target` is whom it befell, `blamed` who is accused in the first
    place.
    """
    in_order = sorted(rows, key=_order) if len(rows) > 1 else rows
    outlets: dict[str, str | None] = {}
    for row in in_order:
        outlets.setdefault(row.printing, row.told.outlet)
    found = []
    for told, said, claim_id, _, printing, moment in in_order:
        stance, opposite = _standing(told, said, target, blamed)
        found.append(Member(told, said, claim_id, moment, origin_of(told, outlets[printing]), stance, opposite))
    return tuple(found)


def _order(row: Row) -> tuple[float, str, str]:
    return row.moment, row.id, row.told.about.id if row.told.about is not None else ""


def _standing(told: Told, said: Content, target: str | None, blamed: str | None) -> tuple[str, bool]:
    stance, speaker = told.claim.stance, said.speaker
    if stance not in AFFIRMS and stance not in REJECTS:
        return stance, False
    if said.event in ("control", "withdrawal"):
        return _of_land(stance, said, target)
    if said.event in BLAME and stance in AFFIRMS:
        own = said.actor is not None and same_party(speaker, said.actor)
        accuses = speaker not in NOBODY and not own
        other = said.actor is not None and blamed is not None and not same_party(said.actor, blamed)
        opposite = accuses and (other or (blamed is not None and same_party(speaker, blamed)))
        return ("accuses" if accuses else stance), opposite
    if stance == "asserts" and said.target is not None and same_party(speaker, said.target):
        return ("confirms" if admission(said.event, said.unit) else stance), False
    return stance, False


def _of_land(stance: str, said: Content, loser: str | None) -> tuple[str, bool]:
    """How a claim about who holds or leaves a place stands to its loss by `loser`.

    A paper that tells the opposite denies nothing of its own: it is an answer of the other side's.
    """
    if loser is None:
        return stance, False
    if said.event == "withdrawal":
        holds = said.actor is not None and not same_party(said.actor, loser)
    else:
        holds = (said.actor is not None and same_party(said.actor, loser)) or (
            said.actor is None and said.target is not None and not same_party(said.target, loser)
        )
    if holds and stance in AFFIRMS:
        return (stance, True) if said.speaker in NOBODY else ("denies", False)
    if holds:
        return "asserts", False
    if stance == "asserts" and same_party(said.speaker, loser):
        return "confirms", False
    return stance, False


def loser(rows: Sequence[Row]) -> str | None:
    """Of claims about who holds a place: who lost it, first of all the one whose land it is."""
    lost: Counter[str] = Counter()
    owners = {code for _, said, *_ in rows for code in said.within}
    for _, said, *_ in rows:
        who = said.actor if said.event == "withdrawal" else said.target
        if who is not None:
            lost[who] += 1
    return min(lost, key=lambda party: (party not in owners, -lost[party], party), default=None)


def blamed(rows: Sequence[Row]) -> str | None:
    """Who is accused by most of those who accuse; one that denies it before one that does not."""
    denied = {told.claim.speaker_party for told, *_ in rows if told.claim.stance in REJECTS}
    accused = Counter(said.actor for told, said, *_ in rows if said.actor is not None and told.claim.stance in AFFIRMS)
    return min(accused, key=lambda party: (party not in denied, -accused[party], party), default=None)
