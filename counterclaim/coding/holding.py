"""Tells who takes or holds ground from what only says which ground is meant: "the area that X holds".

An act enters with the phrases of its passage; yes or no leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.coding.acts import Act
from counterclaim.language.phrase import CUE, NOUN, Phrase
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.language.readings import PART


def attribute(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether holding only says which ground is meant: "the area that X holds", "in X-held territory"."""
    subject = act.subject[-1] if act.subject else None
    if act.passive or act.nominal or (act.trigger.frame == "toll" and not act.trigger.needs_place):
        return False  # "the town has fallen": the town is what was lost
    before = phrases[max(act.index - 4, 0) : act.index]
    if act.by_agent or any(_tells_which(phrase, phrases) for phrase in before):
        return True
    ground = before[-1] if before else None
    if ground is not None and ground.kind == NOUN and ground.place_noun and ground.codes:
        return True
    if subject is None or not subject.place_noun or subject.end > act.phrase.start:
        return False
    return bool(subject.codes or subject.role)


def _tells_which(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Whether a word opens what says which ground is meant, and not what somebody says: "denies that X holds"."""
    if "that" in phrase.func:
        at = phrases.index(phrase)
        return "relative" in phrase.func and not (at and phrases[at - 1].kind == CUE)
    return not phrase.func.isdisjoint(("relative", "agent"))


def governs(act: Act) -> bool:
    """Whether somebody only goes on to govern a land, and is not about to: "the general who runs Sudan"."""
    aimed = act.speech is not None and act.speech.form in ("will", "ask", "warn")
    return "governs" in act.phrase.func and (act.phrase.form == PART or not (act.future or act.must or aimed))


def no_ground(act: Act) -> bool:
    """Whether a verb of taking takes nothing that can be held: "captured the moment", "makes up 7% of the output"."""
    if act.objects and _share(act.objects[0]):
        return True
    if not act.phrase.form or act.nominal or act.phrase.form == AS_NOUN or act.trigger.complete:
        return False
    nouns = [*act.objects, *act.aims]
    return not any(noun.place or noun.codes or noun.unit is not None or noun.role for noun in nouns)


def _share(noun: Phrase) -> bool:
    """Whether a noun is a bare number: "makes up 7% of the output"."""
    return noun.number is not None and not (noun.codes or noun.unit or noun.place or noun.title)
