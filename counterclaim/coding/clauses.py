"""Reads the phrases of one passage from left to right and gives speeches and acts their arguments.

Phrases enter, a `Reading` leaves: who speaks, what is done, by the order of phrases, voice and the small words between
them. Party codes are not resolved here: "this country" stays a phrase.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.coding.acts import WORD, Act, Speech
from counterclaim.coding.families import THINGS
from counterclaim.coding.idleness import real
from counterclaim.coding.questions import Stretches, asked
from counterclaim.coding.quoting import quoted_by
from counterclaim.language.lexicon import Cue, Trigger
from counterclaim.language.numbers import Number
from counterclaim.language.phrases import CUE, EVENT, MARK, NOUN, SMALL, TIME, Phrase
from counterclaim.model import PEOPLE

PREPOSITIONS = ("toward", "in", "between", "with", "out", "for", "means", "agent", "owner")
FLAGS = {"negation": "negated", "future": "future", "must": "must", "may": "may", "past": "past"}
"""Small words that mark a clause, and the mark that they set."""
HARD_STOPS = frozenset(".!?…;|\n")
SITES = frozenset({"infrastructure", "buildings", "bases"})
"""Units of places that have a staff, and so can say something."""
CALLED_OFF = frozenset({"sanction", "exercise", "arms_supply", "mobilization", "deployment", "blockade", "talks"})
"""Events that who does them denies by halting or lifting them."""
ENDINGS = frozenset({"contrast", "background"})
"""Words that open the next clause."""
REACH = 20
"""Characters within which a negation must find its verb."""
PREDICATES = frozenset({"that", "negation", "future", "may", "must", "past"})
"""Words that open what is said of a subject."""
REFERRING = 3
"""Phrases after a denial within which it must find content, else it points back."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage says."""

    speeches: list[Speech]
    acts: list[Act]
    outlets: list[Phrase]
    """Outlets that relay the passage as a whole."""
    asked: Stretches
    """Where it asks."""


def _outlet(noun: Phrase) -> bool:
    """Whether it is a medium that is not a state's own."""
    return noun.outlet is not None and noun.outlet[1] is None and noun.title != "office" and not noun.codes


def _points(noun: Phrase) -> bool:
    """Whether it only points back: "he", "this country"."""
    return noun.role in ("self", "same") and not noun.codes


class Reader:
    """Reads one passage; `read` is the only way in."""

    def __init__(self, phrases: Sequence[Phrase], opening: int, end: int, title: bool, quoted: int = 0) -> None:
        self.phrases = phrases
        self.opening, self.end = opening, end
        self.title, self.quoted = title, quoted
        self.speeches: list[Speech] = []
        self.acts: list[Act] = []
        self.outlets: list[Phrase] = []
        self.speech: Speech | None = None
        self.main: list[Phrase] = []
        self.first: list[Phrase] = []
        self.subject: list[Phrase] = []
        self.outer: list[Phrase] = []
        self.sufferer: Phrase | None = None
        self.clause_start = phrases[0].start if phrases else 0
        self.opening_time: Phrase | None = None
        self.bearer: Act | None = None
        """Losses whose parts are being told."""
        self.unspoken: set[str] = set()
        """`future`, `condition`: said before anybody is named who says it."""
        self._new_clause()

    def _new_clause(self) -> None:
        self.last: Act | None = None
        self.pair: Act | None = None
        self.slot: list[Phrase] | None = None
        self.adjacent = self.passive = self.conj = self.nominal = self.light = False
        self.negated = self.may = self.must = self.future = self.hedged = self.past = False
        self.conditional = self.purpose = self.background = self.fronted = False
        self.topic = self.copula = self.replaced = False
        self.prep: str | None = None
        self.possessor: Phrase | None = None
        self.near: int | None = None
        self.agents: list[Phrase] = []
        self.weapons: list[Phrase] = []
        self.others: list[Phrase] = []
        self.place: Phrase | None = None
        self.time: Phrase | None = None
        self.cause: Act | None = None
        self.answer: list[Phrase] = []
        self.relative: list[Phrase] = []
        self.fired_by: Phrase | None = None
        self.negated_at = self.parted_at = 0
        self.resumed: Speech | None = None
        self.pending: Speech | None = None
        self.count: Number | None = None
        self.apposition: Phrase | None = None
        self.stance: str | None = None
        self.awaiting: Speech | None = None
        self.fired: Phrase | None = None

    def read(self) -> Reading:
        """The speeches and acts of the passage, in the order of the text."""
        before, aside = self.opening, 0
        for index, phrase in enumerate(self.phrases):
            kind = phrase.kind
            if self.speech is not None and phrase.start - before > WORD:
                self._unknown(phrase.start - before, before)
            before = phrase.end
            if index < aside:
                continue
            if kind == MARK and phrase.mark == "(":
                aside = self._bracket(index)
                continue
            if kind == NOUN:
                self._noun(phrase, index)
            elif kind == MARK:
                self._mark(phrase, index)
            elif kind == TIME:
                self._time(phrase, index)
            else:
                self._word(phrase, index)
        if self.speech is not None:
            self._unknown(self.end - before, before)
        if self.pending is not None:
            self._unsaid(self.pending)
        self._look_back()
        self._reach()
        return Reading(self.speeches, real(self.acts, self.phrases), self.outlets, asked(self.phrases, self.title))

    def _bracket(self, index: int) -> int:
        """Where a short bracket ends: what stands in it is no part of the clause ("giờ VN")."""
        for end in range(index + 1, min(index + 6, len(self.phrases))):
            if self.phrases[end].mark == ")":
                return end + 1
        return index + 1

    def _unsaid(self, speech: Speech) -> None:
        """Take back a speech that found no speaker."""
        self.speeches.remove(speech)
        for act in self.acts:
            if act.speech is speech:
                act.speech = None

    def _unknown(self, length: int, start: int) -> None:
        """Words that no lexicon knows belong to what is being said."""
        speech = self.speech
        if speech is not None and length > WORD and start >= speech.end:
            speech.said += length

    def _reach(self) -> None:
        """Let each act reach to the end of its clause: the words that no lexicon has are part of what is said."""
        stops = [
            phrase.start - (phrase.kind != MARK)
            for phrase in self.phrases
            if phrase.kind == MARK or not phrase.func.isdisjoint(ENDINGS)
        ]
        for act in self.acts:
            at = bisect_left(stops, act.end)
            act.end = stops[at] if at < len(stops) else max(act.end, self.end)

    # --- nouns ------------------------------------------------------------------------------------------------

    def _noun(self, noun: Phrase, index: int) -> None:
        if self.awaiting is not None:
            self._speaker_found(noun)
            return
        if self.speech is not None:
            self.speech.about.append(noun)
        if "other" in noun.func and noun.number is not None:
            self._as_before(noun, index)
        if noun.number is not None and noun.unit is None and not noun.codes and self._acts_next(noun, index):
            self.count = noun.number
            return
        if self.apposition is not None:
            self._closer(noun)
            return
        joined, self.conj = self.conj, False
        striking = self.last is not None and self.last.trigger.frame == "strike"
        if joined and self.slot is None and self.adjacent and noun.weapon and self.last is not None and striking:
            # "missile strikes and drones": a second weapon after the one that the word itself names
            self.last.weapons.append(noun)
            self.slot = self.last.weapons
            return
        if joined and self.passive and self.slot is self.subject and not self.agents:
            # "the shield is stretched and Ukraine strikes": what was said of the subject is over
            self._new_clause()
        elif joined and self.slot is not None and self.last is not None and self._opens_clause(index):
            self.subject = self.slot = [noun]
            self.adjacent = False
            return
        elif joined and self.slot is self.subject and self._told(index - 2):
            self.subject = self.slot = [noun]
            self.adjacent = False
            return
        elif joined and self.slot is not None:
            self.slot.append(noun)
            if self.last is not None and not self.adjacent:
                self.last.grow(noun)
            return
        prep, self.prep = self.prep, None
        noun.near, self.near = (self.near if prep == "in" else None), None
        last = self.last
        if prep == "agent" and last is not None and last.trigger.frame == "toll" and self._acts_next(noun, index):
            # "the ship sank because a submarine attacked it"
            self._subclause(noun.start)
            self.subject = self.slot = [noun]
        elif prep == "for" and noun.weapon and last is None and self._acts_next(noun, index):
            self.subject = self.slot = [noun]  # "finds the target for missiles (to) strike"
        elif prep is not None:
            self._after_preposition(noun, prep)
        elif self.passive:
            self.agents.append(noun)
            self.slot = self.agents
        elif last is not None and self.adjacent and not (joined and last.passive):
            self._object(noun, last)
            self.adjacent = self.slot is last.receivers
            return
        elif self.subject and noun.place_noun and not noun.codes and self.subject[0].role == "both":
            self.slot = None
        else:
            if self.copula:
                self.copula, self.slot = False, None
                return
            if not self.subject:
                self.first = [noun]
            else:
                end = self.subject[-1].end
                self.replaced = self.last is None and noun.start - end > WORD and self.parted_at <= end
            self.subject = [noun]
            self.slot = self.subject
            if self.nominal and (noun.codes or noun.weapon) and self.prep is None:
                self.nominal = False  # "the case (that) Kiev struck ...": a clause follows the noun of the act
            self._owed(noun)
            if self.cause is not None and self.sufferer is None and noun.codes and noun.unit is None:
                self.sufferer = noun
        self.adjacent = False

    def _told(self, index: int) -> bool:
        """Whether something has been said of the subject: "Moscow is a tiger and Kiev can win"."""
        return index > 0 and self.phrases[index].kind == SMALL and not PREDICATES.isdisjoint(self.phrases[index].func)

    def _goal(self, noun: Phrase, index: int) -> bool:
        """Whether "target" is the goal of doing what follows, and no thing: "will reach its goal of taking ..."."""
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        bare = noun.unit == "targets" and noun.number is None and not noun.plural and not noun.codes
        if not bare or following is None or following.kind != EVENT or following.start > noun.end + 1:
            return False
        return bool(self.subject) and following.triggers[0].frame != "strike"

    def _opens_clause(self, index: int) -> bool:
        """Whether a noun after "and" is the subject of a clause of its own: "2 died and 5 were wounded"."""
        if self.slot is self.subject or (self.last is not None and self.last.trigger.fires):
            return False
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        if following is None:
            return False
        if following.kind == EVENT:
            return following.triggers[0].frame == "toll" and following.triggers[0].event != "destroyed"
        return not following.func.isdisjoint(("passive", "must", "future"))

    def _owed(self, noun: Phrase) -> None:
        """The subject of the main clause is that of the background before it: "After being struck, the school ..."."""
        act = self.last
        if (
            act is not None
            and act.nominal
            and act.others
            and not act.actors
            and not act.subject
            and not self.background
        ):
            act.subject = act.actors = [noun]  # "In the meeting with X, Y said"
            return
        if act is None or not self.fronted or not act.background or act.subject or act.speech is not None:
            return
        act.subject = [noun]
        if act.passive or act.trigger.frame == "toll":
            act.objects = act.objects or act.subject
        elif not act.nominal:
            act.actors = act.actors or act.subject

    def _as_before(self, noun: Phrase, index: int) -> None:
        """Let "46 others" be more of the people counted before them."""
        for before in reversed(self.phrases[:index]):
            if before.kind == NOUN and before.number is not None and before.unit in PEOPLE:
                if before.number.low != 1 and before.unit != "people":
                    noun.unit, noun.codes = before.unit, noun.codes or before.codes
                return

    def _closer(self, noun: Phrase) -> None:
        """Let a noun say more closely what the one before it is."""
        said, self.apposition = self.apposition, None
        assert said is not None
        said.unit, said.codes = noun.unit or said.unit, noun.codes or said.codes
        if self.last is not None:
            self.last.grow(noun)

    def _acts_next(self, noun: Phrase, index: int) -> bool:
        """Whether the next phrase opens an act as a noun, or is one; "20 (women) died" counts the dead."""
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        if following is None:
            return False
        if following.kind == EVENT and following.start > noun.end + 1 and following.triggers[0].frame == "toll":
            return False
        return following.kind == EVENT or "act" in following.func

    def _object(self, noun: Phrase, act: Act) -> None:
        """The noun right after a trigger."""
        frame = act.trigger.frame
        if frame == "toll" and self._lost(noun, act):
            act.grow(noun)
            self.slot = act.objects
            return
        if frame == "toll" and act.objects and not act.nominal:
            self.subject = [noun]
            self.slot = self.subject
            return
        if frame == "move" and noun.unit and not act.trigger.needs and noun.start > act.phrase.end + WORD:
            # "sent fighters to follow a drone": the word itself says what was sent
            self.subject = self.slot = [noun]
            return
        if act.trigger.suffered and act.trigger.needs:
            act.weapons.append(noun)
            self.slot = act.weapons
        elif act.trigger.suffered and noun.codes and not act.actors:
            act.actors.append(noun)
            self.slot = act.actors
        elif act.nominal and frame == "strike" and noun.weapon and noun.codes and not act.actors:
            act.weapons.append(noun)
            act.actors.append(noun)
            self.slot = act.actors
        elif frame == "mutual" and act.trigger.event_for(noun.unit) == act.trigger.event:
            act.others.append(noun)
            self.slot = act.others
        elif frame == "give" and noun.role == "name" and not act.receivers:
            act.receivers.append(noun)
            self.slot = act.receivers
        else:
            act.objects.append(noun)
            self.slot = act.objects
            people = noun.unit in PEOPLE or noun.title == "office"
            if self.pair is not None and not self.pair.objects and not (people and self.pair.trigger.frame == "strike"):
                self.pair.objects = act.objects
        act.grow(noun)

    def _lost(self, noun: Phrase, act: Act) -> bool:
        """Let "the army lost 2,200 men", "the city evacuated its people" be about the people, the subject's own."""
        if act.nominal or act.passive or noun.unit not in PEOPLE or not act.objects:
            return False
        owner = act.objects[0]
        if (
            owner.unit in PEOPLE
            or owner.number is not None
            or (noun.number is None and act.trigger.event != "displaced")
        ):
            return False
        if act.trigger.event == "displaced" and not act.actors:
            act.actors = list(act.objects)
        noun.codes = noun.codes or owner.codes
        noun.role = noun.role or owner.role if not noun.codes else noun.role
        act.objects = [noun]
        return True

    def _after_preposition(self, noun: Phrase, prep: str) -> None:
        act = self.last
        if prep in ("with", "means") and noun.weapon and act is not None and act.trigger.frame == "strike":
            self._into(act.weapons, noun, act)
        elif prep == "between":
            self._between(noun, act)
        elif prep == "with":
            if act is not None and act.nominal and act.trigger.frame == "mutual" and not act.actors:
                act.actors = list(act.subject)  # "Putin in the call with Trump said"
            self._into(act.others if act is not None else self.others, noun, act)
        elif prep == "means":
            near = act if self.adjacent else None
            self._into(near.weapons if near is not None else self.weapons, noun, near)
        elif prep in ("agent", "owner"):
            self._doer(noun, prep, act)
        elif act is None:
            if prep in ("in", "out"):
                self.place = noun
            elif prep == "for" and self.speech is not None and self.speech.form == "blame" and not self.subject:
                self.subject = [noun]  # "puts the blame on X"
            self.slot = None
        elif prep == "toward":
            self._into(act.aims, noun, act)
        elif prep == "for":
            self._into(act.receivers, noun, act)
        else:
            if prep == "out":
                act.source = noun
            elif noun.place and (act.place is None or act.place.start < act.phrase.start):
                act.place = noun
            act.grow(noun)
            self.slot = None

    def _into(self, slot: list[Phrase], noun: Phrase, act: Act | None) -> None:
        """Let a noun fill a part, of an act that is there or of one to come; a list may go on with it."""
        slot.append(noun)
        self.slot = slot
        if act is not None:
            act.grow(noun)

    def _between(self, noun: Phrase, act: Act | None) -> None:
        """The sides of a mutual act: "the fighting between X and Y"."""
        if act is None:
            self.others = [noun]
            self.slot = self.others
        elif act.each_other and act.actors:
            pass  # its sides have been told: "the fighting between A and B, flights between C and D"
        elif act.trigger.frame in ("mutual", "strike", "alone") and act.trigger.event != "mediation":
            act.actors, act.others, act.each_other = [], [], True
            self._into(act.actors, noun, act)

    def _doer(self, noun: Phrase, prep: str, act: Act | None) -> None:
        """Who does it, after "by" or "of"; "the losses of X" are X's own."""
        if act is None:
            if self.subject and self.subject[-1].weapon and not self.subject[-1].codes:
                self.subject[-1].codes = noun.codes
            elif prep == "owner" and not self.subject:
                self.possessor = noun
            elif prep == "agent" and noun.role == "both" and not self.subject and not self.passive:
                # "because both ...": nobody has done anything yet that they could be the doers of
                self.subject = self.slot = [noun]
            elif prep == "agent":
                self._into(self.agents, noun, None)
        elif prep == "owner" and not act.objects and (act.trigger.frame == "toll" or self._handed_over(noun, act)):
            self._into(act.objects, noun, act)
        elif (act.nominal or act.passive or act.trigger.takes or act.trigger.frame == "mutual") and not act.actors:
            self._into(act.actors, noun, act)
        elif prep == "agent" and act.objects and self.slot is act.objects and noun.codes:
            self.fired_by = noun  # "shot down 3 drones fired by Ukraine"

    def _handed_over(self, noun: Phrase, act: Act) -> bool:
        """Whether "returned the bodies of 3 hostages" counts the hostages."""
        return act.trigger.event == "released" and not act.nominal and noun.unit in PEOPLE

    def _speaker_found(self, noun: Phrase) -> None:
        """The noun after "according to" or "quoted"."""
        speech = self.awaiting
        assert speech is not None
        self.awaiting = None
        if _outlet(noun):
            self.outlets.append(noun)
            speech.outlets.append(noun)
            if speech.form == "by":
                self.slot = self.outlets
                speech.speaker = None
                return
        elif speech.form == "by" and not noun.speaks:
            # "in two directions": nobody speaks
            self.speeches.remove(speech)
            self.speech = None
            return
        speech.speaker = noun
        speech.end = max(speech.end, noun.end)
        speech.start = min(speech.start, noun.start)
        self.subject = []
        self.main = self.main if speech.nested else [noun]
        self.slot = [noun] if speech.nested else None
        self.prep = None

    # --- words ------------------------------------------------------------------------------------------------

    def _word(self, phrase: Phrase, index: int) -> None:
        if phrase.kind == EVENT:
            trigger = self._choose(phrase, index)
            if trigger is not None:
                self._event(phrase, trigger, index)
                return
            if all(each.fires for each in phrase.triggers):
                self.passive = False  # "a drone (that was) launched from X struck"
        if phrase.cue is not None and self._cue(phrase, phrase.cue, index):
            return
        if phrase.func:
            self._small(phrase, index)

    def _choose(self, phrase: Phrase, index: int) -> Trigger | None:
        """The trigger that this word is here, or None."""
        for trigger in phrase.triggers:
            if trigger.needs:
                moved = self.passive and self.subject and not trigger.fires
                noun = self._moved(trigger, index) if moved else self._next_noun(index)
                self.fired = None
                if noun is None or noun.unit not in trigger.needs:
                    self.fired = self._fired_before(index, trigger)
                    if self.fired is None:
                        continue
            if trigger.needs_before and not self._stands_before(index, trigger.needs_before):
                continue
            if trigger.needs_actor and trigger.frame == "harm" and not self.passive:
                continue
            if trigger.needs_actor:
                striking = self.last is not None and self.last.trigger.frame == "strike"
                if striking and "toward" in phrase.func:
                    continue  # "an attack with guns aimed at ...": the word is a preposition of the attack
                nouns = self.subject or (self.slot or [])[-1:]
                meant = index and "toward" in phrase.func and self._announced(self.phrases[index - 1])
                meant = meant or self._targets(phrase, index)
                if not meant and not any(
                    noun.unit in trigger.needs_actor for noun in [*nouns, *(self.slot or [])[-1:]]
                ):
                    continue
            if trigger.needs_party and not self._party_next(index, trigger.frame):
                continue
            if trigger.needs_actor and "toward" in phrase.func and self._aimed():
                continue
            return trigger
        return None

    def _fired_before(self, index: int, trigger: Trigger) -> Phrase | None:
        """The weapon that stands before a verb of firing: "400 missiles (that) Iran fired at ..."."""
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        if not trigger.fires or following is None or "toward" not in following.func:
            return None
        for phrase in reversed(self.phrases[max(index - 4, 0) : index]):
            if phrase.kind == NOUN and (phrase.unit in trigger.needs or phrase.unit):
                return phrase if phrase.unit in trigger.needs else None
            if phrase.kind not in (NOUN, SMALL):
                return None
        return None

    def _verb_before(self, index: int) -> frozenset[str]:
        """The classes of the verb that an act as a noun hangs on, over the words that open the noun."""
        for phrase in reversed(self.phrases[max(index - 3, 0) : index]):
            bare = phrase.kind == NOUN and phrase.number is not None and phrase.unit is None and not phrase.codes
            if "act" not in phrase.func and not bare:
                return phrase.func
        return frozenset()

    def _stands_before(self, index: int, classes: frozenset[str]) -> bool:
        """Whether a word of these classes stands before a phrase in its clause."""
        for phrase in reversed(self.phrases[max(index - 5, 0) : index]):
            if phrase.kind == MARK:
                return False
            if not phrase.func.isdisjoint(classes):
                return True
        return False

    def _targets(self, phrase: Phrase, index: int) -> bool:
        """Whether a verb of aim is what a party does: "Israel targets the ports"."""
        before = self.phrases[index - 1] if index else None
        if before is None or "toward" not in phrase.func or self.last is not None or before not in self.subject:
            return False
        noun = self._next_noun(index)
        return before.role == "name" and noun is not None and noun.unit is not None

    def _announced(self, before: Phrase) -> bool:
        """Whether a verb of aim after a threat or a plan is what is threatened: "warns it will target ..."."""
        return before.kind == CUE and before.cue is not None and before.cue.form in ("will", "warn")

    def _aimed(self) -> bool:
        """Whether an act of force stands open before a word of aim, which then only says at whom."""
        return self.last is not None and self.last.trigger.frame == "strike" and not self.last.aims

    def _party_next(self, index: int, frame: str) -> bool:
        """Whether a party, somebody in office or people are met: right after the word, or beside "with"."""
        several = len(self.subject) > 1 or any(noun.role == "both" for noun in self.subject)
        if frame == "mutual" and (self.others or several):
            return True
        for phrase in self.phrases[index + 1 : index + 4]:
            if phrase.kind == NOUN:
                near = frame == "mutual" or phrase.start <= self.phrases[index].end + 1
                return near and bool(phrase.codes or phrase.title or phrase.role or phrase.unit in PEOPLE)
            if phrase.kind != SMALL or phrase.func.isdisjoint(("with", "each_other")):
                return False
            if "each_other" in phrase.func:
                return True
        return False

    def _moved(self, trigger: Trigger, index: int) -> Phrase | None:
        """The subject that an act befalls; forces are moved only where the words say to where."""
        to = self.phrases[index + 1 : index + 3]
        if trigger.frame == "move" and not (len(to) == 2 and "toward" in to[0].func and to[1].kind == NOUN):
            return None
        return self.subject[-1]

    def _next_noun(self, index: int) -> Phrase | None:
        following = self.phrases[index + 1 : index + 4]
        if len(following) == 3 and "for" in following[0].func and following[1].role == "name":
            # "supplies to X weapons"
            following = following[2:]
        for phrase in following[:2]:
            if phrase.kind == NOUN:
                return phrase
            if phrase.kind != SMALL or not phrase.func.isdisjoint(("act", "toward", "in", "background", "contrast")):
                return None
        return None

    def _suffered(self, phrase: Phrase, index: int) -> bool:
        """What the subject suffers; True where the word only opens the noun of an act: "was hit by a raid"."""
        self.passive = self.nominal = True
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        return following is not None and following.kind == EVENT and following.start <= phrase.end + 1

    def _event(self, phrase: Phrase, trigger: Trigger, index: int) -> None:
        fired_by, self.fired_by = self.fired_by, None
        if trigger.suffered and self._suffered(phrase, index):
            return
        verb = self._verb_before(index)
        called_off = trigger.event in CALLED_OFF and not verb.isdisjoint(("halts", "lifts"))
        called_off = (
            called_off
            and bool(self.subject or self.main)
            and not (self.passive or (self.speech is not None and self.speech.form == "ask"))
        )
        if called_off:
            self.light, self.stance = True, "denies"
        elif self.speech is not None and self.speech.form == "ask" and not verb.isdisjoint(("halts", "lifts")):
            self.negated, self.negated_at = True, phrase.start  # "asks X to stop taking hostages"
        trigger = _turned(trigger, verb)
        act = Act(phrase, trigger, self.speech, self.clause_start, index)
        act.nominal = (self.nominal or trigger.noun) and trigger.event not in ("ceasefire", "repel")
        act.negated = self.negated and phrase.start - self.negated_at <= REACH
        act.may, act.must, act.future = self.may, self.must, self.future
        # what an act stands in is no longer "said to be": "is said to have died in the clashes"
        act.hedged = self.hedged and not (self.nominal and self.prep == "in" and self.last is not None)
        act.conditional, act.purpose = self.conditional, self.purpose
        act.background, act.past = self.background, self.past
        act.stance, act.cause = self.stance, self.cause
        self.stance = None if called_off else self.stance
        if act.nominal and not self.light and self.prep in ("toward", "in", "with"):
            act.stance = None  # "is ready to help with the attack": what is meant is the help
        retold = self.last is not None and self.last.trigger.weak and self.adjacent and act.nominal
        act.answers = list(self.last.actors) if retold and self.last is not None else self.answer
        act.weapons = list(self.weapons)
        act.others = self.others
        act.place = self.place
        act.time = self.time.time if self.time is not None else None
        act.passive = self.passive
        act.count, self.count = self.count if act.nominal or self.nominal else None, None
        act.by_agent = bool(self.agents) and not self.passive
        before = self.last
        if self.prep == "agent" and act.nominal and before is not None and before.trigger.frame == "toll":
            before.cause = before.cause or act  # "50 were wounded by the raid"
        if self.relative:
            act.subject, act.objects, act.actors = self.relative, list(self.relative), self.agents
            act.speech, act.future = None, False
            self.relative = []
        else:
            self._fill_subject(act)
        suffered = trigger.frame == "toll" or (trigger.frame == "harm" and act.passive)
        if suffered and self.sufferer is not None and not act.receivers:
            # "which made X lose a lot: 16 civilians died, 46 were wounded"
            act.receivers = [self.sufferer]
        self._whose_account(act, before)
        if trigger.takes and not act.nominal:
            act.receivers, act.actors = act.actors, []
        if self.fired is not None and trigger.fires:
            act.actors = self.agents or ([self.fired] if self.fired.codes else list(act.actors))
            act.objects, self.fired = [self.fired], None
        if fired_by is not None and trigger.fires and before is not None:
            act.actors, act.objects, act.weapons = [fired_by], [], before.objects[-1:]
        if not self._content_of_mediation(act):
            self.acts.append(act)
        if self.bearer is not None and trigger.frame in ("toll", "harm"):
            self._part_of_losses(act, self.bearer)
        if act.speech is not None:
            act.speech.acts += 1
            act.speech.end = max(act.speech.end, phrase.end)
        # "struck and destroyed a house", "struck (to) destroy a house": one object for both
        serial = (
            before is not None
            and not act.nominal
            and not before.nominal
            and (self.conj or phrase.start <= before.phrase.end + 1)
        )
        things = trigger.event in THINGS or (before is not None and before.trigger.frame != "strike")
        self.pair = before if serial and things and before is not None and not before.objects else None
        if before is not None and trigger.frame in ("strike", "harm", "enter", "against") and not act.nominal:
            self._serves(before, act)
        if not self._content_of_mediation(act):
            self.last = act
        self.adjacent = True
        self.slot = None
        self.passive = self.conj = self.nominal = self.light = self.negated = self.may = self.must = self.past = False
        self.agents = []
        self.others = []
        self.prep = None

    def _whose_account(self, act: Act, before: Act | None) -> None:
        """Let the report itself tell what what is said only refers to."""
        speech = self.speech
        if act.nominal and before is not None and self.prep == "in":
            act.future = False
            if before.speech is None:
                act.speech = None  # "soldiers captured in the clashes": where the report's own account goes on
        told = (act.nominal and self.adjacent) or act.trigger.frame == "toll"
        answered = told and before is not None and before.trigger.weak
        ahead = (before is not None and before.future) or (speech is not None and speech.form == "will")
        if answered and ahead:
            # "threatens to answer the raid": the raid is what the report tells
            act.speech, act.future = None, False
        if (act.nominal and self.background and not self.passive) or (self.topic and not self.negated):
            act.speech = None
        elif act.nominal and self.prep == "in" and act.speech is not None and act.speech.form == "will":
            act.speech = None  # "seeks ways out in its campaign": the campaign is there already

    def _content_of_mediation(self, act: Act) -> bool:
        """Whether talks are what somebody mediates ("to mediate talks and a truce"), and no act of their own."""
        last = self.last
        return last is not None and last.trigger.event == "mediation" and act.trigger.frame == "mutual"

    def _serves(self, before: Act, act: Act) -> None:
        """Let the first act's object be the second's means: "fired drones and struck", "deployed drones to strike"."""
        moved = before.trigger.frame == "move" and bool(before.trigger.needs)
        if not before.objects or not (moved or before.trigger.fires) or (moved and self._parted(before)):
            return
        if moved and act.purpose and act.subject and act.subject is not before.subject:
            return  # "sends missiles for Ukraine to strike with": somebody else strikes
        act.weapons.extend(before.objects)
        act.actors = act.actors or before.actors
        if moved and before in self.acts:
            self.acts.remove(before)
            if before.speech is not None:
                before.speech.acts -= 1
            if act.trigger.frame == "enter":
                act.actors = list(before.objects)

    def _parted(self, before: Act) -> bool:
        """Whether a mark or a conjunction parts what is read now from an act before it."""
        between = self.phrases[before.index + 1 : self.acts[-1].index if self.acts else None]
        return any(phrase.kind == MARK or "conjunction" in phrase.func for phrase in between)

    def _fill_subject(self, act: Act) -> None:
        """Who stands before the trigger, and in which part."""
        subject = self.subject
        last = self.last
        if last is not None and self.slot is last.objects and not self.adjacent and not act.passive:
            moving = act.trigger.frame in ("enter", "toll") or act.trigger.needs_actor
            if moving and last.objects[-1].unit:
                # "shot down a drone that entered ...": the object goes on as the subject
                subject = last.objects[-1:]
        if self._also_caused(act, last):
            # "the raid wounded 10 and damaged several planes"
            act.actors = list(act.cause.actors) if act.cause is not None else []
            return
        act.subject = subject
        if act.trigger.frame == "toll":
            if not act.nominal or act.passive or (subject and subject[0].unit in PEOPLE):
                act.objects = list(subject)
            if subject and subject[0].role == "it" and act.cause is not None:
                act.objects = act.cause.objects or act.cause.aims
            if self.agents:
                act.actors = self.agents
            return
        if act.passive:
            act.objects = list(subject or (self.outer if self.background else ()))
            act.actors = self.agents
            return
        if act.nominal and not self.light:
            act.actors = self.agents
            return
        if self.agents and not subject:
            act.actors = self.agents
            return
        if not subject and self.speech is not None and self.speech.form not in ("ask", "blame"):
            subject = [self.speech.speaker] if self.speech.speaker is not None else []
        elif not subject:
            subject = self.main if self.speech is None else []
        act.actors = list(subject)

    def _also_caused(self, act: Act, last: Act | None) -> bool:
        """Whether harm told right after a toll is one more thing that the same act did."""
        if last is None or act.cause is None or last.cause is not act.cause or not self.conj:
            return False
        return last.trigger.frame == "toll" and act.trigger.frame == "harm" and not act.passive

    # --- cues -------------------------------------------------------------------------------------------------

    def _cue(self, phrase: Phrase, cue: Cue, index: int) -> bool:
        """Open a speech; False where the word is no cue here."""
        before = self.phrases[index - 1] if index else None
        if cue.form == "hedge":
            return self._hedge(index)
        if cue.form == "by":
            self._open(Speech(cue.stance, cue.form, phrase, None, phrase.start), index)
            self.awaiting = self.speech
            return True
        if cue.form != "cite" and self._noun_follows(phrase, index):
            return self._noun_cue(phrase, cue, index)
        if before is not None and before.kind == CUE and before.cue is not None and before.cue.form != "by":
            return self._refine(cue, phrase.func)
        known = self._no_cue(phrase, cue, index)
        if known is not None:
            return known
        if self._goes_on(index):
            self.passive = self.conditional = False
        if self.passive:
            return self._blamed(phrase, cue)
        if cue.form == "will" and self._says_which(index):
            return True
        speaker = self._speaker(index)
        if cue.form == "cite":
            self._relay(Speech(cue.stance, "cite", phrase, None, speaker.start if speaker else phrase.start), speaker)
            self.awaiting = self.speech
            return True
        if self._said_inside(cue, index):
            return True
        if cue.form in ("say", "media") and speaker is not None and _outlet(speaker):
            # an outlet vouches for nothing: the report does, by way of it
            self._relay(Speech(cue.stance, "by", phrase, None, phrase.start), speaker)
            return True
        if cue.form == "media" and not self._shown(speaker, before):
            return True
        if speaker is None and self._opens(index) and cue.form in ("say", "blame", "refuse", "ask", "warn"):
            # "Accusing Hamas of ..., Israel ...": the subject of the main clause speaks
            self._open(Speech(cue.stance, cue.form, phrase, None, phrase.start), index)
            self.pending = self.speech
            return True
        return self._spoken(phrase, cue, speaker, index)

    def _no_cue(self, phrase: Phrase, cue: Cue, index: int) -> bool | None:
        """Whether a word of speech that is no cue here is done with; None where it is one."""
        before = self.phrases[index - 1] if index else None
        if self._second_of_two(index):
            return True
        if self.speech is not None and self.speech.stance == "withholds" and self.conj and self.speech.bare:
            return True  # "neither confirms nor denies"
        false = index + 1 < len(self.phrases) and "untrue" in self.phrases[index + 1].func
        if self.nominal or phrase.plural or false:
            self.nominal = False
            return phrase.plural or false
        if before is not None and cue.form == "will" and not before.func.isdisjoint(("toward", "with")):
            return False  # "doubts about the commitment": a noun
        refused = self.speech is not None and self.speech.form == "refuse" and self.speech.bare
        if refused and before is not None and "toward" in before.func and cue.form in ("say", "blame"):
            return False  # "has not commented on the news that ..."
        return None

    def _spoken(self, phrase: Phrase, cue: Cue, speaker: Phrase | None, index: int) -> bool:
        """Open the speech of a speaker; where there is none, or the content goes on, keep no more than the stance."""
        form, outer = cue.form, self.speech
        if speaker is None or not (speaker.speaks or (form == "say" and speaker.codes and speaker.unit in SITES)):
            if outer is not None and form in ("will", "ask", "refuse") and (form != "will" or self._own(speaker)):
                self.stance = cue.stance
            if form in ("say", "media", "refuse", "blame"):
                self.prep = "for"  # nobody who can speak: what follows is the object, and no subject
                return True
            return False
        if outer is not None and (self.conditional or (self.subject and self.must)):
            return True
        if self.negated and form in ("say", "media"):
            # "did not say where": nothing is claimed
            self.speech = None
            return True
        before = self.phrases[index - 1] if index else None
        refused = before is not None and "negation" in before.func and phrase.start - before.end <= 1
        if form in ("ask", "will") and refused:
            cue = Cue("denies", "refuse")  # "does not propose talks"
            form, self.negated = "refuse", False
        inside = outer is not None and outer.speaker is not None and outer.speaker is not speaker
        if inside and form == "will" and self.subject:
            if cue.stance != "intends" or self._own(speaker):
                self.stance = cue.stance
            return True
        speech = Speech(cue.stance, form, phrase, speaker, min(speaker.start, phrase.start))
        nouns = next((nouns for nouns in (self.subject, self.main) if nouns and nouns[0] is speaker), [])
        speech.joined = [noun for noun in nouns[1:] if noun.speaks and noun.role != "both"]
        speech.praise, speech.own, speech.aside = cue.praise, cue.own, self.background and self.fronted
        self._open(speech, index)
        return True

    def _hedge(self, index: int) -> bool:
        """Hedge what follows, or say a noun more closely ("a target said to be a HIMARS launcher")."""
        if self.last is not None and self.slot and self.slot is not self.subject and self._noun_next(index):
            self.apposition = self.slot[-1]
        elif not (self._said_to_be(index) or self._owner_next(index)):
            self.hedged = True
        return True

    def _owner_next(self, index: int) -> bool:
        """Whether only the owner of a thing is uncertain: "20 drones, presumably of Russia, entered ..."."""
        return index + 1 < len(self.phrases) and "owner" in self.phrases[index + 1].func

    def _second_of_two(self, index: int) -> bool:
        """Whether a cue is joined to the one right before it and has the same content: "doubts and rejects the plan"."""
        if index < 2 or self.phrases[index - 2].kind != CUE or self.speech is None or self.speech.said > WORD:
            return False
        return self.speech.cue is self.phrases[index - 2] and "conjunction" in self.phrases[index - 1].func

    def _noun_follows(self, phrase: Phrase, index: int) -> bool:
        """Whether a cue is a noun, since its owner or "this" follows."""
        if index + 1 >= len(self.phrases):
            return False
        following = self.phrases[index + 1]
        gap = following.start - phrase.end
        owner = self.phrases[index + 2] if index + 2 < len(self.phrases) else None
        if "agent" in following.func and gap <= 4 * WORD and owner is not None and owner.speaks:
            return phrase.cue is not None and phrase.cue.stance in ("offers", "calls_for")
        return ("owner" in following.func and gap <= 4 * WORD) or ("this" in following.func and gap <= 1)

    def _said_inside(self, cue: Cue, index: int) -> bool:
        """Whether a cue belongs to what is said: what the one asked or blamed plans, the aim of what is told."""
        speech = self.speech
        if self._helped(cue, index):
            return True
        if speech is None:
            return False
        if speech.nested and speech.bare and self.phrases[index - 1] is speech.speaker:
            return True  # "the accusation of Trump, who says that ..."
        fresh = index > 1 and self.phrases[index - 2].mark == "," and self.phrases[index - 1].codes
        goes_on = self._goes_on(index) or (fresh and not speech.bare)
        if speech.form in ("ask", "blame", "refuse", "will") and self.subject and not goes_on:
            speech.about.extend(self.subject)
            if speech.form == "ask" and cue.stance == "confirms":
                self.stance = "accuses"  # "demands that Iran apologise for ..."
            return True
        return self.purpose

    def _helped(self, cue: Cue, index: int) -> bool:
        """Whether a cue is what somebody is made or helped to do: "lets Russia assess ..."."""
        if index < 2 or cue.form not in ("say", "ask", "will", "refuse"):
            return False
        before, opener = self.phrases[index - 1], self.phrases[index - 2]
        return before.kind == NOUN and opener.kind == SMALL and "helps" in opener.func

    def _shown(self, speaker: Phrase | None, before: Phrase | None) -> bool:
        """Whether somebody shows pictures or figures, and no act shows what kind of act it is."""
        if before is not None and before.mark == ",":
            # "..., which shows ...": the act shows it, or the pictures named before
            self.speech = next((each for each in self.speeches if each.form == "media"), self.speech)
            return False
        return speaker is None or bool(speaker.codes or speaker.role or speaker.title == "organ")

    def _relay(self, speech: Speech, outlet: Phrase | None) -> None:
        """Open a speech that an outlet relays."""
        if outlet is not None:
            speech.outlets.append(outlet)
            self.outlets.append(outlet)
        self._open(speech, 0)

    def _says_which(self, index: int) -> bool:
        """Whether a cue right after an object tells of it: "stopped a fleet (that was) trying to reach ..."."""
        last, before = self.last, self.phrases[index - 1] if index else None
        if last is None or before is None or before.kind != NOUN or self.slot is None:
            return False
        return self.slot in (last.objects, last.aims) and self.slot is not self.subject and not before.speaks

    def _speaker(self, index: int) -> Phrase | None:
        """Who the cue belongs to: the subject of the clause, else of the sentence."""
        if self._goes_on(index):
            return self.main[0]
        joined = index > 0 and "conjunction" in self.phrases[index - 1].func
        if (self.purpose or (joined and self.speech is None)) and self.first:
            return self.first[0]
        if self.subject and self.first and self.first[0].speaks and not self.subject[0].speaks:
            gap = self.subject[0].start - self.first[0].end
            if 0 <= gap <= WORD:
                return self.first[0]  # "the governor of Belgorod in Russia says"
        if not self.subject and self.speech is None and self._unknown_subject(index):
            return None
        return next((nouns[0] for nouns in (self.subject, self.main) if nouns), None)

    def _unknown_subject(self, index: int) -> bool:
        """Whether words that no lexicon knows stand where the subject of a cue would."""
        before = self.phrases[index - 1] if index else None
        return before is not None and "contrast" in before.func and self.phrases[index].start - before.end > 4 * WORD

    def _own(self, subject: Phrase | None) -> bool:
        """Whether a subject inside what is said is of the speaker's own party, as far as names tell."""
        speaker = self.speech.speaker if self.speech is not None else None
        if subject is None or speaker is None or not subject.codes or not speaker.codes:
            return True
        return not set(subject.codes).isdisjoint(speaker.codes)

    def _of_speaker(self, subject: Phrase) -> bool:
        """Whether a subject inside what is said names the speaker's own party."""
        speaker = self.speech.speaker if self.speech is not None else None
        own = speaker is not None and not set(subject.codes).isdisjoint(speaker.codes)
        return own or _points(subject) or subject is speaker

    def _goes_on(self, index: int) -> bool:
        """Whether a cue right after a comma or "and" is the next one of the sentence's speaker."""
        before = self.phrases[index - 1] if index else None
        if before is None or not (before.mark == "," or "conjunction" in before.func):
            return False
        return self.speech is not None and not self.speech.bare and bool(self.main)

    def _opens(self, index: int) -> bool:
        """Whether nothing but small words stands before a phrase in its sentence."""
        for phrase in reversed(self.phrases[:index]):
            if phrase.kind == MARK and phrase.mark in HARD_STOPS:
                return True
            if phrase.kind not in (SMALL, TIME, MARK):
                return False
        return True

    def _said_to_be(self, index: int) -> bool:
        """Whether a hedge stands between a thing and what it is: "drones believed to be Geran-2 hit ..."."""
        before, following = self.phrases[index - 1], self.phrases[index + 1 : index + 2]
        if not following or following[0].kind != NOUN or not self.subject or before is not self.subject[-1]:
            return False
        noun = following[0]
        if noun.role in ("name", "person") or not (noun.unit or noun.title):
            return False
        self.apposition = before
        return True

    def _noun_next(self, index: int) -> bool:
        return index + 1 < len(self.phrases) and self.phrases[index + 1].kind == NOUN

    def _noun_cue(self, phrase: Phrase, cue: Cue, index: int) -> bool:
        """Let the owner of "the accusation of Armenia" say what follows; "this accusation" points back."""
        outer = self.speech if self.speech is not None and not self.speech.acts else None
        self.nominal = False
        owner = self.phrases[index + 2] if index + 2 < len(self.phrases) else None
        own = owner is None or owner.kind != NOUN or _points(owner) or cue.stance == "intends"
        if own or self.phrases[index + 1].func.isdisjoint(("owner", "agent")):
            if outer is not None:
                outer.refers = True
            return False
        speech = Speech("asserts" if cue.form == "refuse" else cue.stance, cue.form, phrase, None, phrase.start)
        speech.nested, speech.outer = True, outer
        self.speeches.append(speech)
        self.speech = self.awaiting = speech
        return True

    def _refine(self, cue: Cue, func: frozenset[str]) -> bool:
        """A second cue right after the first: it sharpens a plain one and is a noun after others."""
        speech = self.speech
        if "future" in func:
            self.future = True
            self._mark_speech("future")
        elif (
            speech is not None and speech.form in ("say", "warn", "media") and cue.form not in ("say", "media", "cite")
        ):
            speech.form = cue.form
            speech.stance = cue.stance
            speech.own = cue.own
        return True

    def _blamed(self, phrase: Phrase, cue: Cue) -> bool:
        """Let the agent of "Y is accused by X" speak; the subject is blamed."""
        self.passive = False
        if cue.form not in ("blame", "refuse", "ask", "say", "will", "warn"):
            return False
        if self.relative and not self.agents:
            self.relative = []
            return True  # "struck 3 boats (that were) accused of carrying drugs": it says which
        speaker = self.agents[0] if self.agents else None
        speech = Speech(cue.stance, cue.form, phrase, speaker, self.clause_start)
        speech.praise = cue.praise
        blamed = self.subject
        self._open(speech, 0)
        self.subject = blamed
        return True

    def _open(self, speech: Speech, index: int) -> None:
        self.speeches.append(speech)
        self.speech = speech
        speaker = [noun for noun in (self.subject or self.main) if speech.speaker is not None]
        if speaker and speech.speaker in speaker:
            self.main = speaker
        if speech.speaker is not None:
            self.clause_start = speech.start
        time = self.time
        self._new_clause()
        self.time = self.opening_time if time is not None and time is not self.opening_time else time
        self.subject = []

    # --- small words, marks, times ------------------------------------------------------------------------------

    def _does_more(self, start: int, index: int) -> bool:
        """Let the subject of what is being said do one more thing: "..., and at the same time destroyed"."""
        following = next((phrase for phrase in self.phrases[index + 1 :] if phrase.kind != SMALL), None)
        if following is None or following.kind != EVENT or self.speech is None or self.last is None:
            return False
        subject = self.last.subject
        if not subject or subject[0] is self.speech.speaker or self.last.passive or self.last.background:
            return False
        self._new_clause()
        self.subject, self.clause_start = subject, self.speech.start
        return True

    def _amid_clause(self, index: int) -> bool:
        """Whether a word that may open a clause stands between a subject and its verb: "Russia meanwhile says"."""
        if index == 0 or index + 1 >= len(self.phrases) or self.last is not None or self.speech is not None:
            return False
        beside = self.phrases[index - 1].kind == NOUN and self.phrases[index + 1].kind in (CUE, EVENT)
        return bool(self.subject) and beside

    def _small(self, phrase: Phrase, index: int) -> None:
        func = phrase.func
        self.copula = (
            "that" in func and bool(self.subject) and index > 0 and self.phrases[index - 1] is self.subject[-1]
        )
        if "also" in func and self._does_more(phrase.end, index):
            pass
        elif "contrast" in func and self._amid_clause(index):
            pass
        elif "contrast" in func:
            self._break(phrase.end)
        elif "background" in func or ("amid" in func and self._act_follows(index)):
            self._background(phrase, index)
        elif "figure" in func:
            if self.speech is not None and not self.speech.acts:
                self.speech.figure = True
        elif "reason" in func:
            answer = list(self.last.actors if self.last is not None else self.first) if "answers" in func else []
            self._reason(phrase.end, index)
            self.answer = answer
        elif "provided" in func or "condition" in func:
            self._condition(phrase, asked="provided" in func)
        elif "causes" in func:
            self.cause = self.last or self.cause
            self.last, self.adjacent, self.subject, self.slot = None, False, [], None
            self.passive, self.prep, self.sufferer, self.nominal = False, None, None, False
        elif "completive" in func and self._completes(index):
            pass
        elif "suffers" in func and self.last is not None and self.last.trigger.frame in ("move", "alone"):
            self.prep, self.adjacent = "toward", False  # "declares an emergency to face X"
        elif "passive" in func or "suffers" in func:
            self._suffering(func)
        elif "including" in func:
            self._include()
        elif "sequel" in func:
            self.adjacent, self.slot = False, None
        elif "purpose" in func and not self._before_noun(func, index):
            self.purpose, self.adjacent = True, False
        else:
            self._modifier(func, index)

    def _condition(self, phrase: Phrase, asked: bool) -> None:
        """What has to happen first: it is asked for in return, or has not happened."""
        if not asked and self.last is not None:
            self.last.offered = True
        if not asked and self.speech is None:
            self.unspoken.add("condition")
        self._subclause(phrase.end)
        if asked:
            self.stance = "calls_for"
        else:
            self.conditional = True

    def _suffering(self, func: frozenset[str]) -> None:
        """Let the subject suffer what follows, or the object before it."""
        if self.agents and not self.subject:
            self.subject, self.agents = self.agents, []  # "data from a drone (that was) shot down"
        self.passive = True
        if not self.subject and self.possessor is not None and self.last is None:
            self.subject = [self.possessor]  # "the secrets of the tanker (that was) seized"
        if self.replaced and self.subject and self.speech is not None and "passive" in func:
            self.relative = self.subject  # "will rebuild the plants struck by ...": what follows tells of the plants
        told = self.last is not None or self.slot is self.weapons
        if told and self.slot and self.slot is not self.subject and not self.adjacent:
            # "the soldiers (whom it freed) captured by ...": what follows the object tells of the object
            self.relative = self.slot
        self.nominal = self.nominal or "suffers" in func

    def _act_follows(self, index: int) -> bool:
        """Whether the next phrase is an act or opens one as a noun: "amid the raid", and not "between the two"."""
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        return following is not None and (following.kind == EVENT or "act" in following.func)

    def _background(self, phrase: Phrase, index: int) -> None:
        """What went before or beside it: told by the report itself, unless it goes on with the same subject."""
        if index + 1 >= len(self.phrases) or "conjunction" in self.phrases[index + 1].func:
            return  # "opened fire first and ...": no clause follows
        ahead = self.last is not None and self.last.future
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        subject = self.subject
        goes_on = "when" in phrase.func and following is not None and _keeps_subject(following)
        beside = self._beside(phrase, index)
        wished = ahead or (self.speech is not None and self.speech.form in ("will", "ask", "warn"))
        pointing = following is not None and _points(following) and "relative" in phrase.func
        if self.speech is not None and not self.speech.bare and (wished or not (goes_on or beside or pointing)):
            resumed = self.speech if "relative" in phrase.func else None
            self._break(phrase.end)
            self.resumed = resumed
        else:
            self._subclause(phrase.end)
            self.subject = subject if goes_on else []
        # "is alarmed at the deployment": what moves somebody is what is said
        moved = self.speech is not None and self.speech.form == "blame" and self.phrases[index - 1].kind == CUE
        self.background = not moved
        self.conditional = ahead
        self.fronted = index == 0 or all(before.kind in (MARK, TIME) for before in self.phrases[:index])

    def _beside(self, phrase: Phrase, index: int) -> bool:
        """Whether a clause says when what is said happened, so that the speaker says it too."""
        if "while" not in phrase.func or self.speech is None or self.speech.form not in ("say", "media"):
            return False
        return self.last is not None and self.phrases[index - 1].kind != MARK

    def _reason(self, start: int, index: int) -> None:
        """Why: the speaker says it of what is done or rejected, the report itself of what is asked or threatened."""
        speech = self.speech
        if speech is not None and (speech.form in ("ask", "will", "warn") or (self.last and self.last.future)):
            asked = self.subject if speech.form == "ask" else []
            self._break(start)
            self.subject = asked  # "demands that Israel pay, because it struck ..."
            return
        last = self.last
        # "sanctions X for selling arms", "blames X because it ...": X is the one who did it
        told = index + 1 < len(self.phrases) and self.phrases[index + 1].kind == CUE
        blamed = last.objects if last is not None and last.trigger.event == "sanction" and not told else []
        self._subclause(start)
        if speech is not None and speech.form == "refuse":
            self.stance = "asserts"
        self.subject = blamed

    def _completes(self, index: int) -> bool:
        """Whether a word of the passive stands after a verb and before its object, and so says that it succeeded."""
        if not index or index + 1 >= len(self.phrases) or self.phrases[index + 1].kind != NOUN:
            return False
        act = self.last
        return act is not None and act.index == index - 1 and not (act.nominal or act.passive) and bool(act.actors)

    def _include(self) -> None:
        """What follows is a part of what was just named: it shares the act."""
        for act in reversed(self.acts):
            if act.trigger.losses and act.objects and act.objects[-1].unit is None:
                # "X suffered losses: 16 civilians were killed ...": the parts say what was lost
                self.bearer, self.subject = act, []
                self.last, self.adjacent, self.slot = None, False, None
                return
            if act.trigger.frame in ("toll", "harm") and act.objects:
                self.last, self.slot, self.conj, self.adjacent = act, act.objects, True, False
                return

    def _before_noun(self, func: frozenset[str], index: int) -> bool:
        """Whether a word that is both aim and purpose has a noun after it, and so is an aim."""
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        return "toward" in func and following is not None and following.kind == NOUN

    def _modifier(self, func: frozenset[str], index: int) -> None:
        flag = next((name for name in FLAGS if name in func), None)
        if "conjunction" in func:
            self.conj = True
            if "with" in func:
                self.prep = "with"
        elif flag is not None:
            self._flag(flag, index)
        elif "untrue" in func:
            self._untrue()
        elif "topic" in func and self._topic():
            self.topic = True
        elif "each_other" in func:
            if self.last is not None:
                self.last.each_other = True
            elif self.speech is not None and self.speech.form == "blame":
                self.speech.mutual = True
            for act in self.acts[-2:]:
                act.each_other = act.each_other or act.start == self.clause_start
        elif "act" in func:
            ordered = "orders" in func and self.phrases[index - 1] in self.subject
            self.light, self.nominal = self.light or ordered, self.nominal or not ordered
        elif "light" in func:
            self.light = True
        else:
            self.prep = next((prep for prep in PREPOSITIONS if prep in func), self.prep)
            if "near" in func:
                self.near = self.phrases[index].start

    def _flag(self, flag: str, index: int) -> None:
        """Mark the clause, and the speech whose predicate it is, as denied, ahead, due, possible or done."""
        if flag == "must" and self.speech is None and "compelled" in self.phrases[index].func:
            return  # the report tells what somebody had to do as a fact
        setattr(self, FLAGS[flag], True)
        if flag == "negation":
            self.negated_at = self.phrases[index].end
            if not self.conditional and (not self.subject or self._of_speaker(self.subject[0])):
                self._mark_speech("negated")
        elif flag in ("future", "must", "may"):
            self._mark_speech(flag)
        last = self.last
        if flag == "future" and last is not None and last.nominal and last.speech is not None:
            # "the attacks will grow": what is told of the act lies ahead
            last.future = last.future or not self._acts_on(index)

    def _acts_on(self, index: int) -> bool:
        """Whether an act follows before the clause ends."""
        for phrase in self.phrases[index + 1 : index + 4]:
            if phrase.kind == MARK:
                return False
            if phrase.kind == EVENT:
                return True
        return False

    def _topic(self) -> bool:
        """Whether a speech says no more than what it is about: "gives the reasons for the attack"."""
        speech = self.speech
        return speech is not None and speech.form in ("say", "media") and speech.bare

    def _untrue(self) -> None:
        """What the speaker calls false is denied: the acts just told, or what somebody else said."""
        speech = self.speech
        if speech is None or speech.form not in ("say", "media"):
            return
        if speech.acts:
            for act in self.acts:
                if act.speech is speech:
                    act.stance = "denies"
        else:
            speech.stance, speech.form = "denies", "refuse"

    def _mark_speech(self, flag: str) -> None:
        if self.speech is None:
            self.unspoken.add(flag)
        if self.speech is not None and not self.speech.acts:
            setattr(self.speech, flag, True)

    def _part_of_losses(self, act: Act, losses: Act) -> None:
        """Let what is told in a list of losses befall the one who bore them; the losses are then told in their parts."""
        if losses in self.acts:
            self.acts.remove(losses)
        for noun in act.objects:
            noun.codes = noun.codes or losses.objects[-1].codes

    def _break(self, start: int) -> None:
        """A new main clause: nobody speaks until somebody does."""
        self.speech = self.bearer = None
        self.subject = []
        self._new_clause()
        self.clause_start = start

    def _subclause(self, start: int) -> None:
        """A clause of its own inside what is being said."""
        stance = self.stance
        self.outer = self.subject or self.outer
        self.subject = []
        self._new_clause()
        self.stance = stance
        self.time = self.opening_time

    def _mark(self, mark: Phrase, index: int) -> None:
        sign = mark.mark
        if sign == ",":
            self._comma(mark, index)
        elif sign == ":" and index == 1 and self.phrases[0].kind == NOUN and self.phrases[0].start == self.opening:
            speaker = self.phrases[0]
            if _outlet(speaker):
                self.outlets.append(speaker)
                self._break(mark.end)
            elif speaker.speaks:
                self.main = [speaker]
                self._open(Speech("asserts", "say", None, speaker, speaker.start), index)
        elif sign == ":" and self.speech is None:
            self._break(mark.end)
            self.main = []
        elif sign in HARD_STOPS:
            self.sufferer = None
            subject = self.main
            self._break(mark.end)
            self.main = subject

    def _comma(self, mark: Phrase, index: int) -> None:
        """A comma goes on with a list, or ends what hangs on the clause before it."""
        self.parted_at = mark.end
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        if self.pending is not None and self.pending.bare:
            self._unsaid(self.pending)
            self.speech = self.pending = None
        if self.pending is not None and self._found_speaker(index):
            self._break(mark.end)
            return
        if self.awaiting is not None and self.awaiting.form == "by":
            self._nobody(self.awaiting)
        listing = self.slot is not None and following is not None and following.kind == NOUN
        if (listing and self._continues(index)) or (following is not None and self._more_weapons(following)):
            self.conj = True
            return
        if self.passive:
            self.agents = []
        self.adjacent = self.passive = self.conj = self.nominal = False
        if following is not None and following.kind == CUE and self.background and self.main:
            self.subject = []  # "..., after the raid of X, and says ...": the speaker of before goes on
        if following is None or following.kind != EVENT:
            self.conditional = self.purpose = False
        self.background = self.hedged = self.negated = self.must = self.may = False
        self.prep = None
        if self.resumed is not None and (following is None or "causes" not in following.func):
            self.speech, self.resumed = self.resumed, None
        if self.speech is not None and self.speech.aside and following is not None and following.kind == NOUN:
            self._break(mark.end)
        elif following is not None and following.kind != NOUN and self.first and self.subject:
            self.subject = self.first
        elif self.title and following is not None and self._other_news(following):
            self._break(mark.end)

    def _nobody(self, speech: Speech) -> None:
        """Let a speech be nobody's that names no source: "by the figures, ..."."""
        self.awaiting = None
        speech.form = "hedge"

    def _found_speaker(self, index: int) -> bool:
        """Give a speech that opens the sentence the subject of the main clause as its speaker."""
        for phrase in self.phrases[index + 1 : index + 3]:
            if phrase.kind == NOUN and phrase.speaks and self.pending is not None:
                self.pending.speaker, self.pending = phrase, None
                return True
            if phrase.kind != TIME:
                return False
        return False

    def _other_news(self, noun: Phrase) -> bool:
        """Whether a headline goes on after a comma with what another party does: "A says ..., B attacks C"."""
        speech = self.speech
        if speech is None or speech.speaker is None or speech.bare or noun.kind != NOUN:
            return False
        return bool(noun.codes) and noun.unit is None and noun.codes != speech.speaker.codes

    def _more_weapons(self, noun: Phrase) -> bool:
        """Whether a second weapon follows the one that an act's own word names: "a raid with missiles, UAVs"."""
        act = self.last
        return self.slot is None and self.adjacent and bool(noun.weapon) and act is not None and act.event_by_weapon

    def _continues(self, index: int) -> bool:
        """Whether the noun after a comma goes on with a list, and is not the subject of a new clause."""
        noun = self.phrases[index + 1]
        assert self.slot is not None
        if self.slot and self.phrases[index].start - self.slot[-1].end > WORD:
            return False
        if not self.slot or (noun.unit is None) != (self.slot[-1].unit is None):
            return False
        following = self.phrases[index + 2] if index + 2 < len(self.phrases) else None
        if following is None or (noun.weapon and self.slot[-1].weapon):
            return True
        return following.kind == MARK or "conjunction" in following.func or self.slot is self.subject

    def _time(self, phrase: Phrase, index: int) -> None:
        self.prep = None
        if self.last is not None and self.last.time is None and self.adjacent is not None:
            self.last.time = phrase.time
            self.last.grow(phrase)
            return
        following = self.phrases[index + 1] if index + 1 < len(self.phrases) else None
        if following is not None and following.kind == CUE and self.subject:
            return
        self.time = phrase
        if index == 0 or all(before.kind in (MARK, TIME) for before in self.phrases[:index]):
            self.opening_time = phrase

    # --- quotations before their speaker ------------------------------------------------------------------------

    def _look_back(self) -> None:
        """Give content that stands before its speaker ("...", X said; ..., according to X) to that speaker."""
        if not self.speeches or (self.quoted and quoted_by(self.speeches, self.acts, self.quoted)):
            return
        speech = self.speeches[-1]
        if (
            speech.acts
            or speech.form in ("ask", "will", "refuse", "blame")
            or (speech.speaker is None and speech.form != "by")
        ):
            return
        if speech.form != "by" and (speech.praise or not speech.bare):
            return
        if "future" in self.unspoken and not self.acts and speech.form == "say":
            # "Steps will be taken if ...", X said
            speech.future, speech.said = True, speech.start - self.opening
            speech.form = "warn" if "condition" in self.unspoken else "say"
        for act in self.acts:
            if act.speech is None and not act.background:
                act.speech = speech
                speech.acts += 1
                act.start = min(act.start, speech.start)
                act.end = max(act.end, speech.end)


def _keeps_subject(phrase: Phrase) -> bool:
    """Whether what follows "when" is done by the subject before it: any act but fighting that breaks out."""
    if phrase.kind != EVENT:
        return "light" in phrase.func
    return phrase.triggers[0].event != "clash"


def _turned(trigger: Trigger, before: frozenset[str]) -> Trigger:
    """The trigger after a verb that turns an act of force into its end, or into its defeat."""
    if trigger.frame != "strike" or trigger.suffered:
        return trigger
    if "halts" in before:
        return replace(trigger, event="ceasefire", by_unit=())
    if "stops" in before:
        return replace(trigger, event="repel", frame="against", by_unit=(), noun=False)
    return trigger
