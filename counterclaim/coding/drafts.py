"""Turns the acts and speeches of a report into drafts of claims: stance, event, parties, unit, number.

Readings of passages enter, `Draft`s leave. A draft is a claim in the making, in characters of the normal form; what
two drafts say twice is settled in `merging`, what a denial denies in `denials`.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.coding.acts import Act, Speech
from counterclaim.coding.clauses import Reading
from counterclaim.coding.sides import Codes, Sides
from counterclaim.language.numbers import Number
from counterclaim.language.phrases import Phrase
from counterclaim.language.times import Time
from counterclaim.model import NARRATOR, PEOPLE, TWO_SIDED, UNNAMED

FORCE = frozenset(
    "clash shelling air_strike missile_strike drone_strike ground_attack bombing shooting attack incursion".split()
)
STRIKES = FORCE - {"clash", "incursion"}
TOLLS = frozenset("killed wounded killed_or_wounded missing displaced captured".split())
THINGS = frozenset("destroyed damaged shot_down seized".split())
HARMFUL = FORCE | THINGS | frozenset("killed control blockade".split())
DIPLOMACY = frozenset("ceasefire talks mediation agreement humanitarian_aid released withdrawal".split())
UNCOUNTED = frozenset({"targets", "area_km2"})


class Draft:
    """A claim in the making."""

    __slots__ = (
        "act",
        "actor",
        "bare",
        "denies",
        "end",
        "event",
        "further",
        "nominal",
        "number",
        "passage",
        "place",
        "speaker",
        "speaker_party",
        "speech",
        "stance",
        "start",
        "target",
        "time",
        "title",
        "trigger",
        "unit",
        "via",
    )  # fmt: skip

    def __init__(self, speaker_party: str, stance: str, event: str) -> None:
        self.speaker_party = speaker_party
        self.stance = stance
        self.event = event
        self.speaker: Phrase | None = None
        self.speech: Speech | None = None
        self.act: Act | None = None
        self.actor: str | None = None
        self.target: str | None = None
        self.unit: str | None = None
        self.number: Number | None = None
        self.time: Time | None = None
        self.place: tuple[int, int] | None = None
        self.via: tuple[str, ...] = ()
        self.trigger: Phrase | None = None
        self.start = self.end = 0
        self.title = False
        self.nominal = False
        self.bare = False
        """It stands for a speech without content."""
        self.passage = 0
        self.denies: list[Draft] = []
        self.further: list[tuple[int, int]] = []

    def __repr__(self) -> str:
        return f"Draft({self.speaker_party} {self.stance} {self.event} {self.actor}>{self.target} {self.unit})"


def speakers(speech: Speech | None, sides: Sides) -> Codes:
    """Party codes of who speaks: several where speakers are joined; the narrator where nobody does."""
    if speech is None:
        return (NARRATOR,)
    if speech.speaker is None:
        return (NARRATOR,) if speech.form == "by" or speech.form == "cite" else (UNNAMED,)
    if speech.codes:
        return speech.codes
    codes = sides.codes(speech.speaker)
    if not codes:
        outlet = speech.speaker.outlet
        codes = (outlet[0],) if outlet is not None else (UNNAMED,)
    speech.codes = codes
    return codes


def drafts(reading: Reading, sides: Sides, passage: int, title: bool) -> Iterator[Draft]:
    """The drafts of one passage, in the order of the text."""
    if reading.question:
        return
    via = tuple(dict.fromkeys(noun.outlet[0] for noun in reading.outlets if noun.outlet))
    for act in reading.acts:
        for draft in _act_drafts(act, sides):
            draft.via, draft.passage, draft.title = via, passage, title
            yield draft
    for speech in reading.speeches:
        if not speech.acts:
            for draft in _speech_drafts(speech, sides):
                draft.via, draft.passage, draft.title = via, passage, title
                yield draft


def _act_drafts(act: Act, sides: Sides) -> Iterator[Draft]:
    wanted = act.speech is not None and act.speech.form in ("ask", "will")
    if act.conditional or (act.purpose and not wanted and act.trigger.frame != "strike"):
        return
    if act.trigger.frame == "toll" and not act.objects:
        act.objects = act.receivers or act.aims or act.others
    event = _event(act)
    # "the enemy" is another one for each of two speakers
    for speaker in speakers(act.speech, sides):
        view = () if speaker in (NARRATOR, UNNAMED) else (speaker,)
        actors = _actors(act, view, sides)
        for objects in _groups(act):
            targets = _targets(act, objects, actors, view, sides)
            for actor, target in _pairs(act, event, actors, targets, sides):
                if actor and target and event in FORCE:
                    sides.meet(actor, target)
                party = _party(act, speaker, actor)
                draft = _draft(act, event, party, actor, target, objects)
                if draft is not None:
                    yield draft


def _actors(act: Act, view: Codes, sides: Sides) -> Codes:
    """Who does it, seen from the speaker."""
    actors = sides.all_codes(act.actors, view)
    if not actors and act.trigger.frame in ("strike", "enter"):
        actors = sides.all_codes(act.weapons, view)
    shown = act.speech is not None and act.speech.form == "media"
    if not actors and act.nominal and shown and not act.background:
        actors = view
    return actors


def _party(act: Act, speaker: str, actor: str | None) -> str:
    """Who makes the claim: the speaker, or the one who is reported to plan or refuse, or nobody named."""
    if speaker != NARRATOR:
        return speaker
    if (act.future or act.stance) and actor:
        return actor
    return UNNAMED if act.hedged else NARRATOR


def _event(act: Act) -> str:
    """The event, by trigger, unit of the object and weapon."""
    trigger = act.trigger
    unit = act.objects[0].unit if act.objects else None
    event = trigger.event_for(unit)
    if event not in ("attack", "air_strike"):
        return event
    found = set()
    nouns = [*act.weapons, *act.actors, *(act.objects if trigger.fires else ()), *(act.subject if act.nominal else ())]
    for noun in nouns:
        if noun.weapon:
            found.add(noun.weapon)
    if event == "air_strike":
        return "drone_strike" if found == {"drone_strike"} else event
    if len(found) == 1:
        return found.pop()
    return event


def _groups(act: Act) -> list[list[Phrase]]:
    """The objects, one group for each claim: things of different units or with counts of their own apart."""
    if act.trigger.fires:
        return [list(act.objects)]
    groups: list[list[Phrase]] = []
    for noun in act.objects:
        alike = groups and groups[-1][0].unit == noun.unit and noun.number is None and groups[-1][0].number is None
        if alike:
            groups[-1].append(noun)
        else:
            groups.append([noun])
    return groups or [[]]


def _targets(act: Act, objects: list[Phrase], actors: Codes, view: Codes, sides: Sides) -> Codes:
    """Whom it befell, from the object, the aim, the place, the act that caused it."""
    frame = act.trigger.frame
    if frame in ("alone", "leave"):
        return ()
    if frame == "give":
        return sides.all_codes([*act.receivers, *act.aims], actors or view)
    if frame == "mutual":
        return sides.all_codes([*act.others, *(act.objects if not act.nominal else ())], actors or view)
    if frame == "move":
        return sides.all_codes(act.aims, actors or view)
    found: Codes = ()
    if not act.trigger.fires:
        found = sides.all_befallen(objects, actors, view) or sides.all_befallen(act.objects[-1:], actors, view)
    if not found:
        found = sides.all_befallen(act.aims, actors, view)
    if not found and act.place is not None:
        found = sides.befallen(act.place, actors, view)
    if not found and act.cause is not None:
        cause = act.cause
        found = sides.all_befallen([*(() if cause.trigger.fires else cause.objects), *cause.aims], actors, view)
    if found and frame in ("strike", "harm", "against", "enter") and actors:
        # what a party strikes is not its own: "shot down two missiles over Bryansk (Russia)"
        found = tuple(code for code in found if code not in actors) or sides.opponent(actors)
    if not found and frame in ("strike", "harm", "hold", "against") and actors:
        found = sides.opponent(actors)
    return found


def _pairs(act: Act, event: str, actors: Codes, targets: Codes, sides: Sides) -> list[tuple[str | None, str | None]]:
    """Actor and target of each claim; joint actors and different targets are one claim each."""
    if event in TWO_SIDED:
        both = list(dict.fromkeys((*actors, *targets)))
        if len(both) >= 2:
            return [(both[0], other) for other in both[1:]] if actors and len(actors) == 1 else [(both[0], both[1])]
        return [(both[0], None)] if both else [(None, None)]
    if act.each_other and len(actors) >= 2:
        return [(one, other) for one in actors for other in actors if one != other]
    if event in TOLLS or event in THINGS:
        if act.trigger.frame == "toll":
            cause = sides.all_codes(act.cause.actors) if act.cause is not None else ()
            actors = actors or cause
        actors = actors if len(actors) == 1 else ()
    return [(actor, target) for actor in (actors or (None,)) for target in (targets or (None,))]


def _stance(act: Act, event: str, party: str, actor: str | None) -> str | None:
    """How the speaker stands to the act; None where it makes no claim."""
    speech = act.speech
    if act.stance is not None:
        return act.stance
    if speech is None and act.future and party not in (NARRATOR, UNNAMED):
        return "denies" if act.negated else "intends"
    if speech is None or party in (NARRATOR, UNNAMED):
        if act.must or act.negated or (act.may and party == NARRATOR):
            return None
        return speech.stance if speech is not None and speech.form != "by" else "asserts"
    stance = speech.stance
    if speech.form in ("say", "media", "by", "warn"):
        own = actor is None or actor == party
        if act.negated:
            return "denies"
        if act.must and not own:
            return "calls_for"
        if (act.future or act.may) and own and not act.background:
            if event in HARMFUL or speech.form == "warn":
                return "threatens"
            return "intends" if act.future else stance
        if speech.form == "warn":
            return "asserts" if not own else stance
        return stance
    if speech.form == "will" and stance in ("offers", "intends") and event in FORCE and stance == "intends":
        return "threatens" if act.speech is not None and act.future else stance
    return stance


def _draft(
    act: Act, event: str, party: str, actor: str | None, target: str | None, objects: list[Phrase]
) -> Draft | None:
    stance = _stance(act, event, party, actor)
    if stance is None or (act.trigger.weak and not (actor or target)):
        return None
    draft = Draft(party, stance, event)
    draft.actor, draft.target = actor, target
    draft.act, draft.speech, draft.trigger = act, act.speech, act.phrase
    draft.speaker = act.speech.speaker if act.speech is not None else None
    draft.time, draft.nominal = act.time, act.nominal
    _count(draft, act, objects)
    place = act.place
    if place is None and act.cause is not None:
        place = act.cause.place
    for noun in (*act.aims, *objects):
        if place is None and noun.place:
            place = noun
    if place is not None:
        draft.place = (place.start, place.end)
    draft.start = min(act.start, act.speech.start) if act.speech is not None else act.start
    draft.end = act.end
    return draft


def _count(draft: Draft, act: Act, objects: list[Phrase]) -> None:
    """Unit and number of what was hit, lost, taken or fired."""
    noun = objects[0] if objects else None
    if noun is None and act.trigger.frame == "enter":
        noun = next(iter(act.actors), None)
    if act.trigger.fires and not any(each.number for each in objects):
        noun = None
    if draft.event in STRIKES and noun is None:
        weapon = next((actor for actor in act.actors if actor.weapon and actor.number is not None), None)
        noun = weapon or next((aim for aim in act.aims if aim.unit or _somebody(aim)), None)
    unit = noun.unit or _somebody(noun) if noun is not None else None
    if unit == "officials" and noun is not None and noun.number is not None and noun.number.low == 2:
        unit = "people"
    if noun is None or unit is None:
        if act.count is not None and draft.event in STRIKES | {"violation"}:
            draft.unit, draft.number = "attacks", act.count
        return
    if draft.event in ("deployment", "arms_supply") and noun.number is None:
        return
    if draft.event in DIPLOMACY and draft.event != "released":
        return
    if noun in objects and act.trigger.fires and len({each.unit for each in objects}) > 1:
        unit = "missiles_and_drones"
    elif unit == "settlements" and draft.event != "control" and noun.number is None:
        return
    if draft.event in TOLLS and unit not in PEOPLE:
        unit = "people" if noun.number else unit
    draft.unit = unit
    draft.number = noun.number
    if (
        noun.number is None
        and not noun.plural
        and (noun.named or noun.title == "office")
        and unit in ("officials", "officers", "people", "journalists")
    ):
        draft.number = Number(noun.start, noun.end, 1, 1, "exact", noun.start)


def _somebody(noun: Phrase) -> str | None:
    """The unit of somebody in office, or of a person with a name."""
    if noun.title == "office":
        return "officials"
    if noun.role == "person" or (noun.title == "person" and noun.named):
        return "officials"
    return None


def _speech_drafts(speech: Speech, sides: Sides) -> Iterator[Draft]:
    """What somebody says that holds no event: a denial that points back, or a statement about the conflict."""
    if speech.form in ("by", "cite", "hedge") or (speech.bare and speech.form in ("say", "media", "warn")):
        return
    for party in speakers(speech, sides):
        if party in (NARRATOR, UNNAMED):
            continue
        draft = Draft(party, _bare_stance(speech), "other")
        draft.speaker, draft.speech, draft.bare = speech.speaker, speech, speech.bare
        draft.start, draft.end = speech.start, speech.end
        others = [code for noun in speech.about for code in sides.codes(noun, (party,)) if code != party]
        draft.actor = party if speech.form not in ("ask", "blame") else None
        draft.target = others[0] if others else None
        if speech.about:
            draft.end = max(draft.end, speech.about[-1].end)
        yield draft


def _bare_stance(speech: Speech) -> str:
    if speech.form in ("say", "media", "warn"):
        if speech.must:
            return "calls_for"
        if speech.negated:
            return "denies"
        if speech.future:
            return "threatens" if speech.form == "warn" else "intends"
    return speech.stance
