"""Tells statements about a conflict from statements about anything else.

The drafts of a report enter, with the phrases of its passages; those that say nothing of a conflict leave.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.draft import Draft
from counterclaim.coding.families import FORCE, STRIKES, TOLLS
from counterclaim.coding.relevance import MILITARY, rivals_meet
from counterclaim.language.packs import Pack
from counterclaim.language.phrase import EVENT, MARK, Phrase
from counterclaim.model import NARRATOR, UNNAMED

SOFT = frozenset({"asserts", "intends", "offers"})
"""Stances of what is said at large: blame, threats and denials have somebody they stand against."""
PEACETIME = TOLLS | {"destroyed", "damaged", "released", "seized", "shooting", "attack"}
"""Events that crimes and accidents bring about too."""
STOPS = frozenset(".!?…;|\n")


def pertinent(drafts: Sequence[Draft], groups: Sequence[Sequence[Phrase]], pack: Pack) -> Sequence[Draft]:
    """The drafts without the readers' own country's peace, and without what is said at large of something else.

    What the readers' own country does but for force, and what others do with it, is no conflict news.
    """
    drafts = [draft for draft in drafts if not _at_home(draft, pack.home)]
    if all(_accidental(draft) for draft in drafts) and not (_of_war(groups, pack) or _of_many(drafts, groups)):
        return []
    if any(draft.event != "other" for draft in drafts):
        told = [draft for draft in drafts if draft.event != "other"]
        heard = {(draft.passage, party) for draft in told for party in (draft.speaker_party, draft.actor)}
        return [draft for draft in drafts if (draft.passage, draft.speaker_party) not in heard or not _at_large(draft)]
    return [draft for draft in drafts if not _soft(draft) or _on_conflict(draft, groups[draft.passage])]


def _at_large(draft: Draft) -> bool:
    """Whether somebody says what the packs know no word for: beside what it is told to do or say, that says no more.

    Headlines, praise, warnings, and what somebody says of what another party does stay.
    """
    said = draft.event == "other" and draft.stance == "asserts" and draft.actor == draft.speaker_party
    said = said and not draft.title
    return said and not (draft.speech is not None and (draft.speech.praise or draft.speech.form == "warn"))


def _soft(draft: Draft) -> bool:
    """Whether a statement stands against nobody: what is said at large, and what is refused to nobody named."""
    return draft.stance in SOFT or (draft.stance == "denies" and draft.target is None and not draft.denies)


def _at_home(draft: Draft, home: frozenset[str]) -> bool:
    if draft.event in FORCE or draft.stance == "calls_for":
        return False
    return draft.actor in home or draft.target in home


def _accidental(draft: Draft) -> bool:
    """Whether it can as well be an accident or a crime: a loss or an act told by the report that no other party did."""
    if draft.speaker_party not in (NARRATOR, UNNAMED) or draft.event not in PEACETIME:
        return False
    return draft.actor is None or draft.target is None or draft.actor == draft.target


def _of_war(groups: Sequence[Sequence[Phrase]], pack: Pack) -> bool:
    """Whether a report has words of war, or names parties that fight each other."""
    if any(_warlike(group) for group in groups):
        return True
    if any("disaster" in phrase.func for group in groups for phrase in group):
        return False
    return rivals_meet({code for group in groups for phrase in group for code in phrase.codes}, pack.rivals)


def _of_many(drafts: Sequence[Draft], groups: Sequence[Sequence[Phrase]]) -> bool:
    """Whether many who had been carried off are freed: no accident does that."""
    freed = any(draft.event == "released" for draft in drafts)
    return freed and any("flock" in phrase.func for group in groups for phrase in group)


def _warlike(phrases: Sequence[Phrase]) -> bool:
    """Whether a word of war or a raid stands in a passage; ranks, weapons and blows fill police news too."""
    return any(not phrase.func.isdisjoint(("conflict", "war")) or _raid(phrase) for phrase in phrases)


def _raid(phrase: Phrase) -> bool:
    if phrase.kind != EVENT or not phrase.func.isdisjoint(("everyday", "broad")):
        return False
    return any(
        trigger.event in STRIKES - {"shooting", "bombing"}
        and not (trigger.weak or trigger.needs or trigger.needs_actor)
        for trigger in phrase.triggers
    )


def _on_conflict(draft: Draft, phrases: Sequence[Phrase]) -> bool:
    """Whether the sentence of a statement holds a word of conflict."""
    for phrase in phrases:
        if phrase.start < draft.start:
            continue
        if phrase.kind == MARK and phrase.mark in STOPS and phrase.start >= draft.end:
            return False
        if _sign(phrase):
            return True
    return False


def _sign(phrase: Phrase) -> bool:
    if not phrase.func.isdisjoint(("conflict", "war")) or phrase.unit in MILITARY:
        return True
    return phrase.kind == EVENT and "everyday" not in phrase.func
