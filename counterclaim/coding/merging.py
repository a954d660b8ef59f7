"""Settles what a report says twice: one claim for one thing that one speaker says, the most specific mention first.

Drafts enter in the order of the text, fewer drafts leave; what was merged stays as further evidence.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from counterclaim.coding.draft import Draft
from counterclaim.coding.families import STRIKES, TOLLS
from counterclaim.language.numbers import Number
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import NARRATOR, TWO_SIDED, UNNAMED

STRONGER = {
    "asserts": 0,
    "intends": 1,
    "offers": 3,
    "calls_for": 2,
    "confirms": 2,
    "accuses": 2,
    "threatens": 2,
    "denies": 4,
}


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a report without those that another says as well or better."""
    kept: list[Draft] = []
    divided = {(draft.speaker_party, draft.target, draft.event) for draft in drafts if draft.number and not draft.title}
    for draft in drafts:
        if draft.title and draft.event == "killed_or_wounded" and _divided(draft, divided):
            continue  # "kill and wound dozens", and then how many were killed and how many wounded
        for position, other in enumerate(kept):
            if _same(other, draft):
                kept[position] = _join(other, draft)
                break
        else:
            kept.append(draft)
    spoken = {draft.speaker_party for draft in kept if draft.event != "other"}
    definite = {(draft.speaker_party, draft.stance) for draft in kept if draft.event != "other"}
    # of what a speaker says at large in the title and in the body, the closer stance stays
    closer = {
        (draft.speaker_party, not draft.title) for draft in kept if draft.event == "other" and draft.stance in FIRM
    }
    # what a headline says in brief the text says in full
    quoted = spoken | {draft.speaker_party for draft in kept if not draft.title}
    # but for what it asks, where the text tells something else
    told = {(draft.speaker_party, draft.stance) for draft in kept if not draft.title}
    return [
        draft
        for draft in kept
        if not (draft.event == "other" and draft.stance == "asserts" and (draft.speaker_party, draft.title) in closer)
        and not (
            draft.event == "other"
            and (
                (
                    draft.title
                    and draft.speaker_party in quoted
                    and not (draft.bare and draft.stance == "denies")
                    and (draft.stance != "calls_for" or (draft.speaker_party, "calls_for") in told)
                )
                or (draft.speaker_party in spoken and draft.stance in ("asserts", "intends", "doubts"))
                # who threatens or asks for something definite needs no threat or call at large beside it
                or (not draft.bare and draft.stance != "accuses" and (draft.speaker_party, draft.stance) in definite)
            )
        )
    ]


def _divided(draft: Draft, told: Set[tuple[str, str | None, str]]) -> bool:
    """Whether the text gives the dead and the wounded apart that the title counts together."""
    return all((draft.speaker_party, draft.target, event) in told for event in ("killed", "wounded"))


WILL = ("intends", "threatens", "offers", "calls_for")
"""Stances of somebody whose own act lies ahead."""
FIRM = frozenset({"denies", "accuses", "confirms"})
"""Stances that say more than that somebody spoke."""
ROUNDING = 1.1
"""How far a rounded number of a title lies from the exact one."""
GENERAL = ("attack", "agreement")
"""Events that another event of the same family says more closely."""


LOOSE = frozenset({"people", "targets", "equipment", "attacks", None})
"""Units that a closer one may take the place of."""


def _agree(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts are one claim."""
    if not _same_event(one, other) or not _same_speaker(one, other):
        return False
    if one.event in TWO_SIDED and other.event in TWO_SIDED:
        left, right = {one.actor, one.target} - {None}, {other.actor, other.target} - {None}
        if left & right and (_headline(one, other) or _headline(other, one)):
            return True
        return left <= right or right <= left
    if not _agree(one.actor, other.actor):
        return False
    retold = one.title != other.title and one.actor is not None and one.actor == other.actor
    if not retold and not _agree(one.target, other.target):
        return False
    if one.event in TOLLS and one.target != other.target and not _near(one, other):
        return False
    if one.title != other.title:
        return _told_closer(one, other) if one.title else _told_closer(other, one)
    if one.number is not None and other.number is not None:
        a, b = one.number, other.number
        if (a.low, a.high) != (b.low, b.high):
            return False
    return _agree(one.unit, other.unit) or (one.event in STRIKES and one.number is None and other.number is None)


def _told_closer(title: Draft, lead: Draft) -> bool:
    """Whether the body tells what a title said in brief: rounded numbers, what was hit named loosely."""
    a, b = title.number, lead.number
    if a is None or b is None:
        return a is None or _agree(title.unit, lead.unit)
    if title.unit != lead.unit and not {title.unit, lead.unit} & LOOSE:
        return False
    if title.event == "captured" and {a.low, b.low} == {1, 2}:
        return True  # "captures the president", "the president and his wife"
    return a.low == b.low or (a.high is not None and a.high == b.high) or _holds(a, b) or _holds(b, a) or _rounded(a, b)


def _holds(vague: Number, exact: Number) -> bool:
    """Whether "dozens" may stand for the number that the other draft tells, or for fewer than it."""
    return vague.qualifier == "vague" and (vague.low or 0) <= max(exact.low or 0, exact.high or 0)


def _rounded(title: Number, lead: Number) -> bool:
    """Whether a title rounds what the body counts: "nearly 300" of 287, "more than 600" of 619."""
    if title.low is None or lead.low is None:
        return False
    if title.qualifier == "exact":
        return lead.qualifier == "more_than" and lead.low == title.low + 1
    if title.qualifier in ("more_than", "at_least"):
        return title.low <= lead.low <= title.low * ROUNDING
    return title.qualifier == "about" and title.low <= lead.low * ROUNDING and lead.low <= title.low * ROUNDING


def _headline(one: Draft, other: Draft) -> bool:
    """Whether the first is what the headline tells by itself and the second says who vouches for it."""
    return one.title and not other.title and one.speaker_party == NARRATOR and other.speaker_party != NARRATOR


def _near(one: Draft, other: Draft) -> bool:
    """Whether two drafts stand in the same sentence or the next, or one of them in the title."""
    return one.title or other.title or abs(one.passage - other.passage) <= 1


def _same_event(one: Draft, other: Draft) -> bool:
    a, b = one.event, other.event
    if a == b or {a, b} == {"ceasefire", "agreement"}:
        return True
    if a in STRIKES and b in STRIKES:
        return _near(one, other) and "attack" in (a, b)
    return False


def _formed(draft: Draft) -> bool:
    """Whether the verbs of a draft change their form and its nouns do not: there headline and text tell alike."""
    act = draft.act
    return act is not None and bool(act.phrase.form) and not any(noun.cases for noun in (*act.actors, *act.objects))


def _told_twice(one: Draft, other: Draft) -> bool:
    """Whether a strike that the report tells by itself and one that a party tells are two claims.

    They are where they befell different parties, and where both say who did it, unless the party only vouches for the
    headline.
    """
    if one.event not in STRIKES or not (_formed(one) and _formed(other)):
        return False
    own, said = (one, other) if one.speaker_party == NARRATOR else (other, one)
    if own.speaker_party != NARRATOR or said.speaker_party == UNNAMED or (own.act is not None and own.act.background):
        return False
    if one.target != other.target:
        return True
    headed = _headline(one, other) or _headline(other, one)
    return one.actor is not None and other.actor is not None and (one.event != other.event or not headed)


def _same_speaker(one: Draft, other: Draft) -> bool:
    a, b = one.speaker_party, other.speaker_party
    if a == b:
        if not (one.title or other.title) and {one.stance, other.stance} == {"asserts", "threatens"}:
            return False  # "has attacked ... and may attack": one is done, the other ahead
        return (
            one.stance == other.stance
            or {one.stance, other.stance} <= {"asserts", "accuses", "confirms"}
            or {one.stance, other.stance} <= {"intends", "threatens"}
            or ((one.title or other.title) and {one.stance, other.stance} <= {"intends", "threatens", "asserts"})
            # "names its terms for a release": the text says that there will be none before they are met
            or (one.title != other.title and {one.stance, other.stance} <= {"offers", "denies", "intends"})
            # wishing for talks and offering them is one thing
            or (one.title != other.title and {one.stance, other.stance} <= {"offers", "calls_for"})
        )
    if NARRATOR in (a, b) or UNNAMED in (a, b):
        if one.passage == other.passage or not (one.title or other.title):
            return False
        stances = {one.stance, other.stance}
        if _noun_of_speech(one) or _noun_of_speech(other):
            return False  # a speech that only speaks of what the headline tells is a claim of its own
        if _told_twice(one, other):
            return False
        if stances <= {"asserts", "accuses", "confirms"}:
            return True
        # a headline tells as done what the one who does it says will be done
        will = other if _headline(one, other) else one if _headline(other, one) else None
        return will is not None and will.stance in WILL and will.actor == will.speaker_party
    return False


def _noun_of_speech(draft: Draft) -> bool:
    """Whether somebody speaks of an act by its noun, which the report tells as well: "calls the raids cynical"."""
    act = draft.act
    if act is None or act.phrase.form != AS_NOUN or act.within or act.light or draft.title or draft.event in TOLLS:
        return False
    cue = draft.speech.cue.cue if draft.speech is not None and draft.speech.cue is not None else None
    if cue is not None and (cue.plain or cue.stance == "confirms"):
        return False  # "reports a raid", "confirms the attack": said as much as in a clause
    return draft.speaker_party not in (NARRATOR, UNNAMED)


def _join(one: Draft, other: Draft) -> Draft:
    """The more specific of two drafts of one claim, with what only the other says."""
    better, worse = (other, one) if _weight(other) > _weight(one) else (one, other)
    if better.event in GENERAL and worse.event != better.event:
        better.event = worse.event
    if better.act is not None and better.act.within and _headline(worse, better):
        better.speaker_party, better.stance, better.speaker = NARRATOR, worse.stance, None
    hedged = worse.act is not None and worse.act.hedged and worse.speaker_party == UNNAMED
    if better.title and better.speaker_party == NARRATOR and hedged:
        better.speaker_party = UNNAMED  # a headline leaves out that nobody knows it for sure
    if STRONGER.get(worse.stance, 0) > STRONGER.get(better.stance, 0) and worse.speaker_party == better.speaker_party:
        better.stance = worse.stance
    _count_closer(better, worse)
    for field in ("actor", "target", "unit", "number", "time", "place"):
        if getattr(better, field) is None:
            setattr(better, field, getattr(worse, field))
    better.further.append((worse.start, worse.end))
    better.further.extend(worse.further)
    return better


def _count_closer(better: Draft, worse: Draft) -> None:
    """Take the count of the other draft where it is the closer one."""
    if better.target == better.actor and worse.target is not None:
        better.target = worse.target
    if better.event == "captured" and better.number is not None and worse.number is not None:
        if better.number.low == 1 and worse.number.low == 2:
            better.unit, better.number = worse.unit, worse.number
        return
    if better.unit == worse.unit and better.number is not None and worse.number is not None:
        higher = (worse.number.low or 0) > (better.number.low or 0)
        better.number = worse.number if higher and better.number.qualifier == "vague" else better.number
    elif better.unit == "attacks" and worse.unit is not None and worse.unit not in LOOSE:
        better.unit, better.number = worse.unit, worse.number


def _weight(draft: Draft) -> int:
    return (
        8 * (draft.speaker_party not in (NARRATOR, UNNAMED))
        + 2 * (draft.number is not None)
        + (draft.target is not None)
        + (draft.unit is not None)
        + (draft.actor is not None)
        + 2 * (not draft.title)
    )
