"""Turns the acts and speeches of a report into drafts of claims: stance, event, parties, unit, number.

Readings of passages enter, `Draft`s leave. A draft is a claim in the making, in characters of the normal form; what
two drafts say twice is settled in `merging`, what a denial denies in `denials`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.coding.acts import WORD, Act, Speech
from counterclaim.coding.aiming import actors_of, pairs_of, targets_of, where
from counterclaim.coding.clauses import Reading
from counterclaim.coding.clauses.arguments import does_it
from counterclaim.coding.counting import Group, counted, event_of, groups_of
from counterclaim.coding.draft import Draft
from counterclaim.coding.families import FORCE
from counterclaim.coding.firing import strike_of
from counterclaim.coding.questions import asks
from counterclaim.coding.remarks import (
    acted_upon,
    also_meant,
    announced,
    asks_another,
    described,
    formed_foe,
    of_another,
    of_force,
    pressed,
    retold,
    says_little,
    wronged,
)
from counterclaim.coding.sides import Codes, Sides
from counterclaim.coding.stances import REPORTING, bare_stance, stance_of
from counterclaim.coding.unclaimed import makes_no_claim
from counterclaim.language.phrase import Phrase
from counterclaim.language.timejoints import Time
from counterclaim.model import NARRATOR, PEOPLE, UNNAMED

SITES = frozenset({"bases", "infrastructure", "buildings", "depots"})
"""Units of what stands in one place."""
SHIPS = frozenset({"ships", "submarines"})


WELCOME = frozenset({"ceasefire", "withdrawal", "agreement", "talks", "released"})
"""What is not asked to be left undone, but to be kept."""

STAFF = frozenset({"soldiers", "officers", "officials", "police"})
"""People whom their own state commands."""


def speakers(speech: Speech | None, sides: Sides) -> Codes:
    """Party codes of who speaks: several where speakers are joined; the narrator where nobody does."""
    if speech is None:
        return (NARRATOR,)
    if speech.speaker is None:
        return (NARRATOR,) if speech.form == "by" or speech.form == "cite" else (UNNAMED,)
    if speech.codes:
        return speech.codes
    codes = sides.codes(speech.speaker, sides.speaking if speech.speaker.role == "self" else ())
    told = sides.speaking if len(sides.speaking) == 1 else ()
    if speech.speaker.role == "same" and told and told[0] in sides.bodies:
        codes = told  # "The group also said ...", where a body that only watches spoke last
    if speech.at is not None and speech.speaker.title == "local" and not speech.speaker.codes:
        codes = sides.around(speech.at) or codes
    bare = not (speech.speaker.codes or speech.speaker.named)
    if speech.closing is not None and bare and speech.speaker.title == "office":
        codes = sides.opening(speech.closing) or codes  # of whom the sentence is about, not of who is named last
    if speech.closing is not None and bare and {"conflict", "state"} <= speech.speaker.func:
        codes = sides.opening(speech.closing, acting=True) or codes  # "X shoots down a drone of Y, military says"
    codes = tuple(dict.fromkeys((*codes, *sides.all_codes(speech.joined))))
    if not codes:
        outlet = speech.speaker.outlet
        codes = (outlet[0],) if outlet is not None else (UNNAMED,)
    speech.codes = codes
    sides.speaking = codes
    return codes


def drafts(reading: Reading, sides: Sides, passage: int, title: bool) -> Iterator[Draft]:
    """The drafts of one passage, in the order of the text."""
    via = tuple(dict.fromkeys(noun.outlet[0] for noun in reading.outlets if noun.outlet))
    for act in reading.acts:
        if asks(reading.asked, act.phrase.start):
            continue
        for speech in _speeches(act):
            act.speech = speech
            for draft in _with_strikes(act, sides):
                if speech is not None:
                    speech.told = True
                draft.via, draft.passage, draft.title = via, passage, title
                yield draft
    for position, speech in enumerate(reading.speeches):
        inner = next(iter(reading.speeches[position + 1 : position + 2]), None)
        # "Germany says that it has no plans to ...": one party says one thing
        one = inner is not None and inner.speaker in speech.about and speakers(inner, sides) == speakers(speech, sides)
        if not one and not speech.told and not asks(reading.asked, speech.start):
            for draft in _speech_drafts(speech, sides):
                draft.via, draft.passage, draft.title = via, passage, title
                yield draft


def _with_strikes(act: Act, sides: Sides) -> Iterator[Draft]:
    """The drafts of one act, each strike that is told only by what its weapon did before the first of them."""
    struck: set[str] = set()
    for draft in _act_drafts(act, sides):
        strike = strike_of(draft, act)
        if strike is not None and draft.speaker_party not in struck:
            struck.add(draft.speaker_party)
            yield strike
        yield draft


def _speeches(act: Act) -> Sequence[Speech | None]:
    """Whose content an act is: of "rejects the claim of Russia that ..." also that of the one who rejects it."""
    speech = act.speech
    if speech is None or speech.outer is None or speech.outer.form != "refuse":
        return (speech,)
    return (speech, speech.outer)


def _act_drafts(act: Act, sides: Sides) -> Iterator[Draft]:
    if act.conditional and act.trigger.frame == "strike":
        sides.provoking.extend(sides.all_codes(act.actors))
    if makes_no_claim(act):
        return
    hit = act.effect.place if act.effect is not None else None
    if hit is not None and act.bears is not None and hit.codes not in ((), act.bears.codes):
        does_it(act)  # "the Iran attack caused damage in Qatar"
    act.objects = act.objects or _objects_elsewhere(act)
    if act.trigger.losses and _plain_losses(act):
        yield from _loss_drafts(act, sides)
        return
    # "the enemy" is another one for each of two speakers
    for speaker in speakers(act.speech, sides):
        view = () if speaker in (NARRATOR, UNNAMED) else (speaker,)
        actors = doers(act, view, sides)
        for group in groups_of(act):
            event = event_of(act, group)
            targets = targets_of(act, group, actors, view, sides)
            for actor, target in pairs_of(act, event, actors, targets, sides):
                if actor and target and event in FORCE and not act.answers:
                    sides.meet(actor, target)
                party = claimer(act, speaker, target if act.trigger.frame == "take" else actor)
                if event == "control" and actor is not None and actor == target:
                    continue  # "secede and join X": nobody takes anything from itself
                if event == "sanction" and actor is None and party == NARRATOR and not _imposed(act):
                    continue  # "hurt by sanctions", "a sanctioned tanker": nobody imposes any here
                draft = _draft(act, event, party, actor, target, group)
                if draft is None:
                    continue
                if act.speech is not None and act.speech.own is not None and draft.stance == act.speech.own:
                    draft.actor = draft.actor or party
                if event == "incursion" and act.trigger.needs_actor and target is None and _afloat(act):
                    draft.event = "deployment"  # ships that sail into nobody's waters
                yield draft


def _imposed(act: Act) -> bool:
    """Whether sanctions are being imposed, and not only named: in the passive, and on more than a ship."""
    return (act.passive or act.light) and all(noun.unit not in SHIPS for noun in act.objects)


def _objects_elsewhere(act: Act) -> list[Phrase]:
    """What was lost or harmed, where it stands after a preposition."""
    if act.trigger.frame == "toll":
        return act.receivers or act.aims or act.others
    if act.trigger.frame != "harm":
        return []
    if act.trigger.losses and not act.receivers and act.place is not None and act.place.unit in SITES:
        return [act.place]  # "caused heavy damage at several bases"
    return act.receivers


def doers(act: Act, view: Codes, sides: Sides) -> Codes:
    """Who does it, seen from one of several speakers."""
    speech = act.speech
    if view and speech is not None and speech.mutual and not act.actors:
        return tuple(code for code in speech.codes if code not in view)[:1]  # "A and B accuse each other of ..."
    if speech is not None and speech.form == "blame" and speech.outer is not None and all(map(_points, act.actors)):
        view = speakers(speech.outer, sides)  # "Hamas rejects Israel's accusation (that) it broke the truce"
    if view and speech is not None and act.actors == [speech.speaker] and act.trigger.frame != "mutual":
        return view  # "France and Germany say that they will ...": each of itself
    return actors_of(act, view, sides)


def _points(noun: Phrase) -> bool:
    """Whether it only points back: "it", "they"."""
    return noun.role == "self" and not noun.codes


def _afloat(act: Act) -> bool:
    return any(noun.unit in SHIPS for noun in act.actors)


def _plain_losses(act: Act) -> bool:
    """Whether losses are of men and equipment at large, and not damage to a thing."""
    nouns = [*act.objects, *act.aims, *act.receivers, *act.others]
    if act.trigger.things and any(noun.place_noun and noun.unit is None for noun in nouns):
        return False  # a town takes damage
    return all(noun.unit is None or noun.unit in PEOPLE or noun.unit == "equipment" for noun in nouns)


def _loss_drafts(act: Act, sides: Sides) -> Iterator[Draft]:
    """Losses of people, of equipment, or of both: one claim each; losses that say neither are none."""
    nouns = [*act.objects, *act.aims, *act.receivers, *act.others]
    for speaker in speakers(act.speech, sides):
        view = () if speaker in (NARRATOR, UNNAMED) else (speaker,)
        actors = actors_of(act, view, sides)
        sufferers = sides.all_befallen([noun for noun in nouns if noun.unit is None], actors, view)
        for unit in dict.fromkeys("people" if noun.unit in PEOPLE else noun.unit for noun in nouns if noun.unit):
            event = "killed_or_wounded" if unit == "people" else "destroyed"
            for target in sufferers or (None,):
                actor = next(iter(actors), None)
                draft = _draft(act, event, claimer(act, speaker, actor), actor, target, Group())
                if draft is not None:
                    draft.unit = unit
                    yield draft


def _arranged(act: Act) -> bool:
    """Whether talks lie ahead for both sides, so that neither of them plans them: "X and Y will meet on Friday"."""
    several = len(act.actors) > 1 or any(len(noun.codes) > 1 for noun in act.actors)
    return several and act.trigger.event == "talks" and act.stance is None and not act.negated


def claimer(act: Act, speaker: str, actor: str | None) -> str:
    """Who makes the claim: the speaker, or the one who is reported to plan or refuse, or nobody named."""
    if speaker != NARRATOR:
        return speaker
    professed = "professed" in act.phrase.func  # "X claims control of Y"
    if (act.future or act.stance or professed) and actor and not _arranged(act):
        return actor
    return UNNAMED if act.hedged else NARRATOR


def _draft(act: Act, event: str, party: str, actor: str | None, target: str | None, group: Group) -> Draft | None:
    if event == "arms_supply" and party == NARRATOR and not (actor or target):
        return None  # "a carrier equipped with ...": nobody supplies anybody
    doer = target if act.trigger.frame == "take" else actor  # who buys does, whoever the arms come from
    stance = stance_of(act, event, party, doer)
    if act.negated and event not in WELCOME and act.speech is not None:
        asked = (
            act.speech.form == "ask"
            or (act.speech.form == "warn" and actor != party and not act.future)
            or (act.must and act.speech.form in REPORTING and actor != party)
        )
        if asked and party not in (NARRATOR, UNNAMED):
            event, stance, group = "other", "calls_for", Group()  # a call not to act
    if event == "talks" and stance == "accuses":
        event, group = "other", Group()  # blamed for what it does in them, and not for talking
    if stance is None or (act.trigger.weak and not (actor or target)):
        return None
    draft = Draft(party, stance, event)
    draft.actor, draft.target = actor, target
    fill(draft, act, group)
    wished = stance in ("threatens", "calls_for") or (event == "arms_supply" and stance in ("offers", "denies"))
    if draft.number is None and wished:
        draft.unit = None  # what is only threatened or asked for has befallen nothing
    return draft


def fill(draft: Draft, act: Act, group: Group) -> None:
    """Give a draft whose event and parties are known what the words of its act say of one group of its objects."""
    draft.act, draft.speech, draft.trigger = act, act.speech, act.phrase
    draft.speaker = act.speech.speaker if act.speech is not None else None
    draft.time, draft.nominal = act.time or _time_of_cause(act), act.nominal
    draft.unit, draft.number = counted(act, draft.event, group, draft.target)
    place = where(act, group)
    if place is not None:
        draft.place = (place.start if place.near is None else place.near, place.end)
    draft.start = min(act.start, act.speech.start) if act.speech is not None else act.start
    draft.end = act.end


def _time_of_cause(act: Act) -> Time | None:
    """When people were lost, where only what it came of is dated: "killed in attacks on Sunday"."""
    return act.cause.time if act.cause is not None and act.trigger.frame in ("toll", "harm") else None


def _unsaid(speech: Speech) -> bool:
    """Whether a speech without an act makes no claim, whoever the speaker is."""
    if (
        speech.form in ("by", "cite", "hedge")
        or speech.nested
        or speech.guessed
        or (speech.form == "will" and speech.stance in ("intends", "offers"))
        or (speech.form == "blame" and speech.said > WORD and not speech.about)
        or (speech.bare and not speech.force and speech.form in ("say", "media", "warn"))
    ):
        return True
    asserts = bare_stance(speech) == "asserts"
    if speech.form in ("say", "media") and not speech.about and asserts:
        return True  # words that no lexicon knows say nothing of the conflict
    if speech.form == "media" and asserts:
        return True  # pictures of no act
    if ((speech.form == "say" and asserts) or speech.form == "ask") and announced(speech):
        return True
    return speech.cue is not None and "pressure" in speech.cue.func and not pressed(speech)


def _speech_drafts(speech: Speech, sides: Sides) -> Iterator[Draft]:
    """What somebody says that holds no event: a denial that points back, or a statement about the conflict."""
    if _unsaid(speech):
        return
    for party in speakers(speech, sides):
        if party == NARRATOR or (party == UNNAMED and not described(speech)):
            continue
        wish = speech.own == "intends" and not asks_another(speech, party, sides)
        draft = Draft(party, "intends" if wish else bare_stance(speech), "other")
        draft.speaker, draft.speech, draft.bare = speech.speaker, speech, speech.bare
        draft.start, draft.end = speech.start, speech.end
        others = [code for noun in speech.about for code in sides.codes(noun, (party,)) if code != party]
        another = of_another(speech, party, sides) and draft.stance != "threatens"
        if speech.future and not another and draft.stance == "asserts" and speech.form == "say":
            draft.stance = "intends"
        if says_little(speech, draft.stance, others):
            continue
        if draft.stance == "accuses" and not others and any(noun.codes for noun in speech.about):
            continue  # nobody blames itself: a quarrel at home, or the words of another
        if (speech.form in ("ask", "blame") and not wish) or another or speech.blames:
            draft.actor = next(iter(others), None)
            draft.target = acted_upon(speech, draft.actor, (party,), sides)
        else:
            draft.actor, draft.target = party, acted_upon(speech, party, (party,), sides)
        if draft.stance == "accuses" and draft.target is None and wronged(speech, draft.actor, party, sides):
            draft.target = party
        if draft.stance == "calls_for":
            draft.actor = next(iter(others), None)
            draft.target = party if formed_foe(speech, draft.actor, party, sides) else None
        if draft.stance == "calls_for" and draft.actor is None and any(noun.unit in STAFF for noun in speech.about):
            continue  # orders to one's own men
        if speech.about:
            draft.end = max(draft.end, speech.about[-1].end)
        yield of_force(draft, speech)
        for code in also_meant(speech, draft, sides):
            yield retold(draft, code)
