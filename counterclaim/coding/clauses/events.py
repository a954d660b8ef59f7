"""Turns a trigger into an act with what stands before it: subject, voice, speaker, cause, means.

A clause and a phrase enter; the clause gets one more act.
"""

from __future__ import annotations

from counterclaim.coding.acts import WORD, Act
from counterclaim.coding.clauses.accounts import whose_account
from counterclaim.coding.clauses.proposing import put_forward
from counterclaim.coding.clauses.state import Clause
from counterclaim.coding.clauses.triggers import host, party_next
from counterclaim.coding.clauses.turning import anothers, call_off, is_suffered, turned, verb_before
from counterclaim.coding.clauses.voice import befell, read_form, says_more, take_doers, told_after
from counterclaim.coding.families import STRIKES, THINGS
from counterclaim.language.lexicon import Trigger
from counterclaim.language.phrase import MARK, NOUN, SMALL, TIME, Phrase
from counterclaim.language.readings import EITHER, ING, PART
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE

AGREED = frozenset({"deployment", "arms_supply", "withdrawal", "sanction", "released", "blockade", "exercise"})
"""Events that lie ahead where somebody agrees to bring them about."""
REACH = 20
"""Characters within which a negation must find its verb."""


def carry_marks(clause: Clause, act: Act) -> None:
    """Let an act bear the marks that the small words before it have set."""
    phrase, trigger = act.phrase, act.trigger
    act.nominal = (clause.nominal or trigger.noun) and trigger.event not in ("ceasefire", "repel")
    act.negated = clause.negated and phrase.start - clause.negated_at <= REACH
    act.may, act.must, act.future = clause.may, clause.must, clause.future
    if trigger.event in AGREED and not act.nominal and "agrees" in verb_before(clause, act.index):
        act.future = True  # "agrees to sell": not sold yet
    # what an act stands in is no longer "said to be": "is said to have died in the clashes"
    act.hedged = clause.hedged and not (clause.nominal and clause.prep == "in" and clause.last is not None)
    refused = clause.speech is not None and clause.speech.stance == "denies"  # "denies that any town was lost"
    act.conditional = clause.conditional or ("any" in verb_before(clause, act.index) and not refused)
    warned = clause.speech is not None and clause.speech.form == "warn" and trigger.event in STRIKES
    if warned and clause.speech is not None and act.conditional and not clause.conditional:
        clause.speech.menaces = clause.speech.force = True  # "warns that any attack will be met": with force
    if trigger.frame == "toll" and (dead_already(clause, act.index) or counted_dead(clause, act.index)):
        clause.purpose = False
    act.purpose, act.light = clause.purpose, clause.light
    if trigger.frame == "strike" and "trades" in verb_before(clause, act.index):
        act.each_other = True  # "trade attacks"
    act.background, act.past = clause.background, clause.past
    act.stance, act.cause = clause.stance, clause.cause


def dead_already(clause: Clause, index: int) -> bool:
    """Whether a loss tells of people whom a purpose is about: "to mourn those who died in the raid"."""
    before = clause.phrases[max(index - 2, 0) : index]
    if len(before) < 2 or "purpose" not in before[0].func or before[1].unit not in PEOPLE:
        return False
    return before[1].start - before[0].end > WORD


def counted_dead(clause: Clause, index: int) -> bool:
    """Whether "to" and a verb of loss only tell what "is" says somebody is: "is the 7th soldier to die"."""
    before = clause.phrases[max(index - 3, 0) : index]
    if len(before) < 3 or "infinitive" not in before[2].func or before[1].unit not in PEOPLE:
        return False
    return "that" in before[0].func


def take_event(clause: Clause, phrase: Phrase, trigger: Trigger, index: int) -> None:
    """Turn a trigger into an act with what stands before it."""
    if phrase.form:
        if says_more(clause, phrase, trigger):
            return
        read_form(clause, phrase, trigger, index)
    fired_by, clause.fired_by = clause.fired_by, None
    if trigger.suffered and is_suffered(clause, phrase, index):
        return
    verb = verb_before(clause, index)
    called_off = call_off(clause, phrase, trigger, verb)
    beaten = clause.adjacent and clause.last is not None and clause.last.trigger.event == "repel"
    trigger = trigger if beaten else turned(trigger, verb, anothers(clause))
    act = Act(phrase, trigger, clause.speech, clause.clause_start, index)
    carry_marks(clause, act)
    clause.stance = None if called_off else clause.stance
    if act.nominal and not clause.light and clause.prep in ("toward", "in", "with"):
        act.stance = None  # "is ready to help with the attack": what is meant is the help
    retold = clause.last is not None and clause.last.trigger.weak and clause.adjacent and act.nominal
    act.answers = list(clause.last.actors) if retold and clause.last is not None else clause.answer
    act.weapons = list(clause.weapons)
    act.others = clause.others
    bound = clause.prep == "for" and bool(phrase.form)  # "travel to the US for talks"
    visited = host(clause, act.index) if trigger.event == "talks" and (trigger.needs_party or bound) else None
    if visited is not None and not act.others and not party_next(clause, act.index, trigger.frame):
        act.others = [visited]
    act.place = clause.place
    act.time = clause.time.time if clause.time is not None else None
    act.passive = clause.passive
    act.count, clause.count = clause.count if act.nominal or clause.nominal else None, None
    act.by_agent = bool(clause.agents) and not clause.passive
    before = clause.last
    blamed = doer_before(clause, index)
    struck = (clause.prep == "agent" and act.nominal) or (blamed is not None and trigger.frame == "strike")
    within = (phrase.form == AS_NOUN and clause.prep in ("in", "out")) or (clause.background and phrase.form == AS_NOUN)
    act.within = phrase.form == AS_NOUN and (struck or within) and before is not None
    if (struck or within) and before is not None and befell(before):
        before.cause = before.cause or act  # "50 were wounded by the raid", "as Israel struck"
    if clause.owed is not None and phrase.form == AS_NOUN and trigger.event in STRIKES:
        clause.owed.cause = clause.owed.cause or act  # "five dead after a raid"
    clause.owed = None
    if clause.relative:
        act.subject, act.objects, act.actors = clause.relative, list(clause.relative), clause.agents
        act.speech, act.future, act.purpose = None, False, act.purpose and not phrase.form
        clause.relative = []
    else:
        fill_subject(clause, act)
        if blamed is not None and not (act.passive or act.nominal) and trigger.frame == "hold":
            act.actors = [blamed]  # "this country is short of fuel, as the US blockades ..."
    if phrase.form:
        take_doers(clause, act, before)
    put_forward(clause, act, verb)
    move_arguments(clause, act, before, fired_by)
    add_act(clause, act, before)


def move_arguments(clause: Clause, act: Act, before: Act | None, fired_by: Phrase | None) -> None:
    """Put arguments where the frame of the act wants them, and not where they stand."""
    trigger = act.trigger
    if trigger.frame == "move" and trigger.needs_actor and not act.nominal:
        act.objects = list(act.actors)  # what moves of itself is what is deployed
    if trigger.frame == "move" and act.passive and act.phrase.form and not act.actors:
        act.actors = [noun for noun in act.objects if _goes_itself(noun)]  # "US troops were sent"
    suffered = trigger.frame == "toll" or (trigger.frame == "harm" and act.passive)
    if suffered and clause.sufferer is not None and not act.receivers:
        # "which made X lose a lot: 16 civilians died, 46 were wounded"
        act.receivers = [clause.sufferer]
    whose_account(clause, act, before)
    if trigger.takes and not act.nominal:
        act.receivers, act.actors = act.actors, []
    if clause.fired is not None and trigger.fires:
        act.actors = clause.agents or ([clause.fired] if clause.fired.codes else list(act.actors))
        act.objects, clause.fired = [clause.fired], None
    if fired_by is not None and trigger.fires and before is not None:
        act.actors, act.objects, act.weapons = [fired_by], [], before.objects[-1:]


def _goes_itself(noun: Phrase) -> bool:
    """Whether what is moved says whose it is, and is no foreign fighters, whom another sends."""
    return bool(noun.codes) and noun.unit != "fighters"


def add_act(clause: Clause, act: Act, before: Act | None) -> None:
    """Add an act to the clause, with what it shares with the act before; the next phrase is beside it."""
    if act.cause is not None and act.cause.heads and act.cause.effect is None:
        act.cause.effect = act
    trigger, phrase = act.trigger, act.phrase
    if not content_of_mediation(clause, act):
        clause.acts.append(act)
    if clause.bearer is not None and trigger.frame in ("toll", "harm"):
        part_of_losses(clause, act, clause.bearer)
    if act.speech is not None:
        act.speech.acts += 1
        act.speech.end = max(act.speech.end, phrase.end)
    # "struck and destroyed a house", "struck (to) destroy a house": one object for both
    serial = (
        before is not None
        and not act.nominal
        and not before.nominal
        and (clause.conj or phrase.start <= before.phrase.end + 1)
    )
    things = trigger.event in THINGS or (before is not None and before.trigger.frame != "strike")
    clause.pair = before if serial and things and before is not None and not before.objects else None
    if before is not None and trigger.frame in ("strike", "harm", "enter", "against") and not act.nominal:
        serves(clause, before, act)
    if not content_of_mediation(clause, act):
        clause.last = act
    clause.adjacent = True
    clause.slot = None
    clause.passive = clause.conj = clause.nominal = clause.light = clause.negated = clause.may = clause.must = (
        clause.past
    ) = False
    clause.agents = []
    clause.others = []
    clause.prep = None


def take_broker(clause: Clause, brought: tuple[Phrase, Phrase], index: int) -> None:
    """Add that somebody brought about what stands next, which the report itself tells: "the US-brokered truce"."""
    who, word = brought
    act = Act(word, word.triggers[0], None, who.start, index)
    act.actors, act.past = [who], True
    clause.acts.append(act)


def doer_before(clause: Clause, index: int) -> Phrase | None:
    """Who stands between a word like "by", "as" and an act: "(died) as Israel struck"."""
    if index < 2 or "agent" not in clause.phrases[index - 2].func:
        return None
    noun = clause.phrases[index - 1]
    return noun if noun.kind == NOUN and noun.codes else None


def content_of_mediation(clause: Clause, act: Act) -> bool:
    """Whether talks are what somebody mediates ("to mediate talks and a truce"), and no act of their own."""
    last = clause.last
    return last is not None and last.trigger.event == "mediation" and act.trigger.frame == "mutual"


def serves(clause: Clause, before: Act, act: Act) -> None:
    """Let the first act's object be the second's means: "fired drones and struck", "deployed drones to strike"."""
    moved = before.trigger.frame == "move" and bool(before.trigger.needs)
    if not before.objects or not (moved or before.trigger.fires) or (moved and parted(clause, before)):
        return
    if moved and act.purpose and act.subject and act.subject is not before.subject:
        return  # "sends missiles for Ukraine to strike with": somebody else strikes
    act.weapons.extend(before.objects)
    act.actors = act.actors or before.actors
    downed = act.trigger.event == "shot_down" and act.purpose
    if downed:
        act.purpose = False  # "fired a missile to stop a drone": the missile did what it was fired for
    if (moved or downed) and before in clause.acts:
        clause.acts.remove(before)
        if before.speech is not None:
            before.speech.acts -= 1
        if act.trigger.frame == "enter":
            act.actors = list(before.objects)


def parted(clause: Clause, before: Act) -> bool:
    """Whether a mark or a conjunction parts what is read now from an act before it."""
    between = clause.phrases[before.index + 1 : clause.acts[-1].index if clause.acts else None]
    if any("including" in phrase.func for phrase in between):
        return False  # "deployed many weapons, among them missiles, to strike"
    return any(phrase.kind == MARK or "conjunction" in phrase.func for phrase in between)


def person_before(clause: Clause, act: Act) -> Phrase | None:
    """Whom a participle right after a noun befell, where the subject is another: "thousands mourn a man killed by"."""
    before = clause.phrases[act.index - 1] if act.index else None
    if before is None or before.kind != NOUN or before in clause.subject or act.phrase.form not in (PART, EITHER):
        return None
    near = act.phrase.start <= before.end + 1 and (before.unit in PEOPLE or before.title == "office")
    return before if near and act.trigger.people and clause.inflected else None


def fill_subject(clause: Clause, act: Act) -> None:
    """Who stands before the trigger, and in which part."""
    subject = [] if told_after(act, clause.phrases) else clause.subject
    last = clause.last
    if last is not None and clause.slot is last.objects and not clause.adjacent and not act.passive:
        moving = act.trigger.frame in ("enter", "toll") or act.trigger.needs_actor
        if moving and last.objects[-1].unit:
            # "shot down a drone that entered ...": the object goes on as the subject
            subject = last.objects[-1:]
    raider = clause.phrases[act.index - 1] if act.index else None
    if raider is not None and raider.kind == NOUN and raider.unit in act.trigger.needs_actor and not act.passive:
        # "let slip a missile aimed at ...": the missile, and not who let it slip
        subject = subject if any(noun.unit in act.trigger.needs_actor for noun in subject) else [raider]
    if also_caused(clause, act, last):
        # "the raid wounded 10 and damaged several planes"
        act.actors = list(act.cause.actors) if act.cause is not None else []
        return
    act.subject = subject
    if act.trigger.event == "blockade" and subject and "border" in subject[-1].func and not act.nominal:
        act.objects = list(subject)  # "the crossing reopens"
        return
    if act.trigger.frame == "toll":
        loses = act.trigger.needs or (act.trigger.needs_place and not act.nominal)
        if loses and subject and subject[0].codes and not subject[0].unit:
            act.receivers = list(subject)  # "Ukraine lost 20 aircraft"
            return
        counted = bool(subject and _counts_dead(subject[0], act))
        if not act.nominal or act.passive or counted or (subject and subject[0].unit in PEOPLE):
            act.objects = list(subject)
        if subject and subject[0].role == "it" and act.cause is not None:
            act.objects = act.cause.objects or act.cause.aims
        act.actors = clause.agents or (act.actors if act.passive else _blamed(clause))
        return
    if act.passive:
        beside = person_before(clause, act)
        act.objects = [beside] if beside is not None else list(subject or (clause.outer if clause.background else ()))
        act.actors = clause.agents
        return
    if act.nominal and not clause.light:
        meets = act.trigger.event == "talks" and bool(act.others)
        act.actors = clause.agents or (list(subject) if meets else _blamed(clause))
        return
    if clause.agents and not subject:
        act.actors = clause.agents
        return
    if subject and subject[0].role == "it" and last is not None and last.objects:
        act.actors = last.objects  # "shot down a jet while it dropped bombs"
        return
    act.actors = list(subject or _meant(clause, act))


def _counts_dead(noun: Phrase, act: Act) -> bool:
    """Whether a bare number right before the noun of a toll counts the dead: "four deaths"."""
    bare = noun.number is not None and noun.unit is None and not noun.codes
    return bare and act.phrase.start <= noun.end + 1


def _blamed(clause: Clause) -> list[Phrase]:
    """Who does what somebody is blamed for: "accuses X of a breach of the truce"."""
    speech = clause.speech
    if speech is None or speech.form != "blame" or speech.acts or clause.prep not in ("in", "owner", "for"):
        return []
    return [noun for noun in clause.subject if noun.codes and noun.role in ("name", "person")]


def _meant(clause: Clause, act: Act) -> list[Phrase]:
    """Who does an act that stands without a subject: the speaker, or the subject of the sentence."""
    if clause.background and clause.cause is not None and clause.cause.trigger.frame == "mutual":
        return []  # "in the fighting, which killed dozens": both sides did
    if act.trigger.event == "clash" and act.phrase.form in (ING, AS_NOUN) and clause.background:
        return []  # "X said ..., as fighting raged": not X's alone
    if clause.speech is None:
        return clause.main
    cue = clause.speech.cue
    if clause.speech.nested and act.trigger.event == "ceasefire" and cue is not None and "scheme" in cue.func:
        return []  # "Trump's plan to end the war": whose plan it is is no side of it
    if _ends_by_itself(clause, act):
        act.future = False
        return []
    told = clause.speech.form not in ("ask", "blame") and clause.speech.speaker is not None
    return [clause.speech.speaker] if told and clause.speech.speaker is not None else []


def _ends_by_itself(clause: Clause, act: Act) -> bool:
    """Whether the war is the subject of its end: "says that the war in Ukraine will soon end"."""
    if act.trigger.event != "ceasefire" or "ends" not in act.phrase.func or clause.purpose:
        return False
    for phrase in reversed(clause.phrases[max(act.index - 8, 0) : act.index]):
        if "war" in phrase.func:
            return True
        if phrase.kind not in (NOUN, SMALL, TIME):
            return False
    return False


def also_caused(clause: Clause, act: Act, last: Act | None) -> bool:
    """Whether harm told right after a toll is one more thing that the same act did."""
    if last is None or act.cause is None or last.cause is not act.cause or not clause.conj:
        return False
    return last.trigger.frame == "toll" and act.trigger.frame == "harm" and not act.passive


def part_of_losses(clause: Clause, act: Act, losses: Act) -> None:
    """Let what is told in a list of losses befall the one who bore them; the losses are then told in their parts."""
    if losses in clause.acts:
        clause.acts.remove(losses)
    for noun in act.objects:
        noun.codes = noun.codes or losses.objects[-1].codes
