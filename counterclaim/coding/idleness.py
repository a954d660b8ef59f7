"""Tells what happens in a clause from what is only spoken of: capabilities, dangers, states that go on, attributes.

The acts of one passage enter, with the phrases around them; those that make no claim leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.coding.acts import Act
from counterclaim.coding.belonging import part_of_another
from counterclaim.coding.families import CALLED_OFF, FORCE, STRIKES
from counterclaim.coding.holding import attribute, governs, no_ground
from counterclaim.coding.standing import brought_about, spoken_of
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, SMALL, TIME, Phrase
from counterclaim.language.readings import BASE, EITHER, PART, PRESENT
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE

TELLING = frozenset({"say", "media", "by", "cite", "hedge"})
"""Forms of speech that tell what is so; the others want, refuse or threaten it, and so make a claim of it."""
BROKEN = frozenset({"agreement", "ceasefire", "withdrawal", "released"})
"""What is broken."""
OPENING = frozenset({"act", "owner", "passive", "causes", "light", "suffers"})
"""Words that stand between an act and what it depends on."""
FAR = 9
"""Phrases after an act among which stands what becomes of it."""
STANDING_FRAMES = frozenset({"mutual", "alone"})


def real(acts: Sequence[Act], phrases: Sequence[Phrase]) -> list[Act]:
    """The acts without those that are only spoken of; a speech that loses one has one fewer."""
    kept: list[Act] = []
    for act in acts:
        _ended(act, phrases)
        _undone(act, phrases)
        _fails(act, phrases)
        if kept and kept[-1].trigger.event == "exercise" and act.index == kept[-1].index + 1:
            continue  # "drills (to) blockade": what is drilled is not done
        if kept and _broken(act, kept[-1], phrases):
            if act.speech is not None:
                act.speech.acts -= 1
            continue
        if _idle(act, acts, phrases):
            plan = bool(kept) and "proposal" in kept[-1].phrase.func
            if kept and act.trigger.event == "ceasefire" and kept[-1].trigger.event == "agreement" and not plan:
                # "a peace deal to end the war": what it is about says what it is
                kept[-1].trigger = act.trigger
            if act.speech is not None:
                act.speech.acts -= 1
        else:
            if act.speech is not None and _told_aside(act):
                act.speech.acts -= 1
                act.speech = None
            kept.append(act)
    return kept


def _broken(act: Act, before: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether a deal is only what the act before it breaks: "violates the truce", "violating the withdrawal deal"."""
    if before.trigger.event != "violation" or not before.phrase.form or act.trigger.event not in BROKEN:
        return False
    between = phrases[before.index + 1 : act.index]
    return act.phrase.form == AS_NOUN and all(phrase.modifies or phrase.form == AS_NOUN for phrase in between)


def _ended(act: Act, phrases: Sequence[Phrase]) -> None:
    """Fighting that is brought to an end is a ceasefire."""
    before = _head(act, phrases)
    if before is not None and "ends" in before.func and act.trigger.event in STRIKES | {"clash"}:
        act.trigger = replace(act.trigger, event="ceasefire", frame="mutual", standing=False)


def _fails(act: Act, phrases: Sequence[Phrase]) -> None:
    """What somebody says does not take place is denied: "says that the meeting of X and Y will not take place"."""
    if act.speech is None or act.speech.form not in TELLING or act.speech.speaker is None:
        return
    for phrase in phrases[act.index + 1 : act.index + FAR]:
        if "fails" in phrase.func:
            act.stance = "denies"
            return
        if phrase.kind in (MARK, CUE, EVENT) or not phrase.func.isdisjoint(("background", "contrast")):
            return


def _undone(act: Act, phrases: Sequence[Phrase]) -> None:
    """What is told of as lifted or cancelled is no longer done: "says that some sanctions are to be lifted"."""
    if not act.heads or act.trigger.event not in CALLED_OFF:
        return
    for phrase in phrases[act.index + 1 : act.index + 5]:
        if not phrase.func.isdisjoint(("lifts", "halts")) and phrase.form in (PART, EITHER):
            act.stance = "denies"
            if act.speech is not None and act.speech.speaker is not None and not act.actors:
                act.actors = [act.speech.speaker]
            return
        if phrase.kind not in (SMALL, TIME) or not phrase.func.isdisjoint(("background", "contrast")):
            return


def _idle(act: Act, acts: Sequence[Act], phrases: Sequence[Phrase]) -> bool:
    told = act.speech is None or act.speech.form in TELLING
    after = phrases[act.index + 1] if act.index + 1 < len(phrases) else None
    if _only_thought(act, phrases, told) or _lacks(act) or part_of_another(act, acts, phrases):
        return True
    if act.trigger.event == "sanction" and act.passive and act.objects and not act.actors:
        # "seized a tanker (that is) under sanctions"
        if act.index > 1 and phrases[act.index - 2].kind == EVENT:
            return True
        return any(act.objects[-1] in (*other.objects, *other.aims) for other in acts if other.index < act.index)
    if act.purpose and told and act.trigger.frame == "strike" and not _armed(act, phrases):
        return True
    ends = act.index + 2 >= len(phrases) or phrases[act.index + 2].kind == MARK
    if after is not None and "unreal" in after.func and (ends or "condition" not in after.func):
        return True
    if act.trigger.standing and after is not None and after.kind == CUE and after.form in (AS_NOUN, BASE) and told:
        return True  # "renews its ceasefire appeal"
    if after is not None and "goes_on" in after.func and act.trigger.frame in STANDING_FRAMES and told:
        return True
    if act.trigger.weak and told and after is not None and (after.kind in (EVENT, CUE) or "act" in after.func):
        return True
    if act.trigger.event == "ceasefire" and act.trigger.needs_beside and _awaited(act):
        return True
    if act.trigger.event == "control" and (attribute(act, phrases) or governs(act)):
        return True
    wanted = act.speech is not None and act.speech.form in ("ask", "will")
    if _disowned(act):
        return False
    # nobody asks for a conflict: it is what is spoken of
    aside = told or act.background or (wanted and act.trigger.event == "clash")
    return act.trigger.standing and aside and not brought_about(act, phrases) and not spoken_of(act, phrases)


def _disowned(act: Act) -> bool:
    """Whether somebody says that there is no truce: "says there is no ceasefire"."""
    speech = act.speech
    if act.trigger.event != "ceasefire" or speech is None or act.background:
        return False
    return act.negated and speech.form in ("say", "refuse")


def _awaited(act: Act) -> bool:
    """Whether an end of fighting only says when something else is to be: "once the war ends"."""
    return act.background and not act.past and act.phrase.form in ("", BASE, PRESENT)


def _only_thought(act: Act, phrases: Sequence[Phrase], told: bool) -> bool:
    """Whether it hangs on a power, a danger, or a plan that nobody is said to have."""
    before = _head(act, phrases)
    if before is None:
        return False
    warned = act.speech is not None and act.speech.form == "warn" and act.speech.start < act.phrase.start
    if "potential" in before.func and warned:
        act.stance = "asserts"  # "warns of the danger that ...": of what others may do
    if "menaced" in before.func and told and act.nominal and act.trigger.event in FORCE:
        act.stance = "threatens"  # "the threat of a US attack": it is threatened by whoever would do it
        return not any(noun.codes for noun in act.actors)
    if "tends" in before.func and act.trigger.event == "exercise":
        act.actors = [noun for noun in act.actors if noun.codes] or list(act.subject)
        return False  # "oversees a missile test": it is held, by whoever oversees it
    if ("potential" in before.func and told) or "tends" in before.func:
        return True
    if "danger" in before.func and act.speech is not None and act.speech.form == "warn":
        return True  # "warns of the danger of an attack"
    if "conjunction" in before.func and told and _one_of_several(act, phrases):
        return True
    if "plan" in before.func and told:
        # whoever has the plan intends it; a plan that nobody holds is none
        act.future = act.may = True
        foiled = phrases[max(act.index - 4, 0) : act.index]
        return act.hedged or any("foils" in phrase.func for phrase in foiled)
    return False


def _lacks(act: Act) -> bool:
    """Whether it lacks whom or what it must befall, or what it must be done by."""
    trigger = act.trigger
    if trigger.people and act.objects and not any(_somebody(noun) for noun in act.objects):
        return True
    if trigger.people and act.phrase.form and act.objects and all(_writing(noun) for noun in act.objects):
        return True
    if trigger.event == "released" and trigger.people and act.bare_noun:
        return True  # "the latest release": of what, nobody says
    if trigger.standing and trigger.frame == "strike" and act.background:
        return True
    if trigger.fires and not act.aims and act.objects and all(noun.unit == "aircraft" for noun in act.objects):
        return True  # "uses planes to watch the border"
    if trigger.event == "ground_attack" and any(actor.unit == "police" for actor in act.actors):
        return True
    if trigger.event == "control" and trigger.needs_beside and not act.actors:
        return True  # "the fire is under control": nobody's
    if trigger.event == "control" and no_ground(act):
        return True
    if act.by_agent and trigger.frame == "strike" and not (act.objects or act.aims or act.nominal):
        return True
    return trigger.needs_object and _bare(act)


def _head(act: Act, phrases: Sequence[Phrase]) -> Phrase | None:
    """The word that an act depends on: the last before it that does not itself only open an act."""
    for position in range(act.index - 1, max(act.index - 5, -1), -1):
        phrase = phrases[position]
        if phrase.kind == NOUN and position and _depends(phrases[position - 1], phrase, act):
            continue  # "the danger of the US attacking", "the danger of being attacked by the US"
        if "helps" in phrase.func and position and "potential" in phrases[position - 1].func:
            return phrases[position - 1]  # "technology that helps shoot down drones"
        if (
            phrase.kind != SMALL
            or phrase.func.isdisjoint(OPENING)
            or not phrase.func.isdisjoint(("potential", "plan", "menaced"))
        ):
            return phrase
    return None


def _depends(before: Phrase, noun: Phrase, act: Act) -> bool:
    """Whether the noun before an act is its doer, and what stands before the noun is what both depend on."""
    if noun.start > before.end + 1:
        return False
    return not before.func.isdisjoint(("potential", "plan", "helps", "menaced")) or (
        act.passive and "passive" in before.func
    )


def _one_of_several(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether an act after "and" is one more thing that somebody is able to do: "can jam radars and hit targets"."""
    for position in range(act.index - 1, 0, -1):
        phrase = phrases[position]
        if phrase.kind not in (SMALL, EVENT) or "conjunction" not in phrase.func:
            return "potential" in phrase.func
    return False


def _armed(act: Act, phrases: Sequence[Phrase]) -> bool:
    """Whether a strike that stands as an aim is done, since its weapon is used: "used missiles to strike"."""
    for position in range(act.index - 1, max(act.index - 8, -1), -1):
        phrase = phrases[position]
        if phrase.kind == MARK:
            return False
        if "means" in phrase.func or (phrase.kind == EVENT and any(trigger.fires for trigger in phrase.triggers)):
            return True
    return False


def _writing(noun: Phrase) -> bool:
    """Whether a source that is no people is what is published: "the release of a report"."""
    return noun.title == "source" and noun.unit is None and not (noun.codes or noun.named)


def _somebody(noun: Phrase) -> bool:
    """Whether a noun can be people: it is no thing that is known."""
    return noun.unit is None or noun.unit in PEOPLE


def _told_aside(act: Act) -> bool:
    """Whether a loss stands in what somebody wants only to say whom it is about: the report itself tells it."""
    speech = act.speech
    if speech is not None and speech.praise and act.trigger.standing and act.trigger.frame == "strike":
        return True  # "supports the campaign of X against Y"
    if speech is None or speech.form not in ("ask", "will") or speech.stance == "accuses":
        return False
    event = act.trigger.event
    return (event in ("killed", "wounded", "missing") and act.trigger.frame == "toll") or (
        event == "captured" and act.passive
    )


def _bare(act: Act) -> bool:
    """Whether an act that needs an object has none: "an interceptor drone"."""
    return not (
        act.passive
        or act.nominal
        or act.objects
        or act.aims
        or act.receivers
        or act.source
        or act.place
        or act.each_other
    )
