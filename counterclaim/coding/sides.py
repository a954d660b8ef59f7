"""Who is who in one report: the parties it names, in order, and what "this country" or "the enemy" points to.

The phrases of a report enter, a `Sides` leaves that resolves any of them to party codes. Where two readings are
equally good it answers with nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from counterclaim.coding.factions import name_factions
from counterclaim.coding.themes import adrift, topics, tried
from counterclaim.language.packs import Pack
from counterclaim.language.phrase import NOUN, Phrase

TITLE_WEIGHT = 2
"""How much more often a party of the title is likely to be a side than one of the body."""
RECENT = 8
"""How many of the parties last named a reader keeps in mind."""
OPENS = 4
"""Characters of a sentence before the party that opens it, at most: "The "."""
ELSEWHERE = frozenset({"state", "capital", "metonym", "demonym"})
"""Kinds of names of lands that name a party as often as a place."""
NEARLY_ALL = 0.8
"""Share of the places of a report that lie in one state where it tells of a war there: others are where people met."""
NO_SIDES = frozenset({"un", "eu", "osce", "icc", "icrc", "who", "iaea", "western-states"})
"""Bodies that speak of a conflict and are seldom a side of it."""

Codes = tuple[str, ...]


class Sides:
    """The parties of one report."""

    def __init__(self, passages: Sequence[Sequence[Phrase]], title_end: int, pack: Pack, shown: str = "") -> None:
        self.rivals, self.hosts, self.parts = pack.rivals, pack.hosts, pack.parts
        self.shown, self.bodies = shown, NO_SIDES | pack.bodies
        self.named = _named(passages)
        self.ranked = self._ranked(title_end)
        self.divided = name_factions(passages, self.ranked, pack.rebels, shown)
        """The land whose own two sides bear no name in the report, None where there is none."""
        if self.divided is not None:
            self.named = _named(passages)
            self.ranked = self._ranked(title_end)
        self.starts = [phrase.start for phrase in self.named]
        self.topics = topics(passages)
        self.boths = [phrase.start for passage in passages for phrase in passage if phrase.role == "both"]
        self.people = self._people()
        self.weapons = [(phrase.weapon, phrase.codes) for passage in passages for phrase in passage if phrase.weapon]
        """What an attack with each weapon of the report is, and whose the weapon is where the report says so."""
        self.opponents: dict[str, Counter[str]] = {}
        self.trial = any(tried(phrase) for passage in passages for phrase in passage)
        """Whether weapons are tried out in the report, or fired into the sea."""
        self.adrift = adrift(passages)
        """Whether it tells of ships that are nobody's."""
        self.provoking: list[str] = []
        """Who does what others threaten to answer: "will strike back if X ..."."""
        self.speaking: Codes = ()
        """Who spoke last: "he" of the next sentence."""

    def _ranked(self, title_end: int) -> list[str]:
        """The parties that can be sides, the most named first."""
        counts: Counter[str] = Counter()
        for phrase in self.named:
            for code in phrase.codes:
                counts[code] += TITLE_WEIGHT if phrase.start < title_end else 1
        # an armed group may fight whom it will; a body that is known to fight nobody observes
        return [code for code, _ in counts.most_common() if code not in self.bodies]

    def theatre(self) -> str | None:
        """The state on whose land nearly all places lie that the report names; None where it is fought over."""
        placed = [phrase for phrase in self.named if phrase.place and len(phrase.codes) == 1]
        lands = Counter(phrase.codes[0] for phrase in placed if phrase.land not in ELSEWHERE)
        pair = self.rival_pair()
        if pair and all(code.isupper() for code in pair):
            return None  # two states at war: it lies between them
        best = max(lands, key=lambda code: lands[code], default=None)
        if best is None or not all(phrase.codes[0].isupper() for phrase in placed):
            return None  # land with a government of its own lies in it: "Nagorno-Karabakh"
        return best if lands[best] >= NEARLY_ALL * sum(lands.values()) else None

    def _people(self) -> dict[str, Codes]:
        """Whose the people are that the report introduces by name, by the last word of the name."""
        return {
            self._last_word(phrase): phrase.codes
            for phrase in reversed(self.named)
            if phrase.named and len(phrase.codes) == 1 and (phrase.title or phrase.role == "person")
        }

    def _last_word(self, phrase: Phrase) -> str:
        return self.shown[phrase.start : phrase.end].rpartition(" ")[2]

    def weapon(self, code: str) -> str | None:
        """What an attack of a party is where the report names one kind of weapon as its own and no other."""
        if not any(code in codes for _, codes in self.weapons):
            return None
        kinds = {kind for kind, codes in self.weapons if not codes or code in codes}
        return kinds.pop() if len(kinds) == 1 else None

    def meet(self, actor: str, target: str) -> None:
        """Note that one party acts against another."""
        if actor != target:
            self.opponents.setdefault(actor, Counter())[target] += 1
            self.opponents.setdefault(target, Counter())[actor] += 1

    def unnamed_group(self, phrases: Sequence[Phrase]) -> bool:
        """Whether one of these is an armed group that the report does not name."""
        return any(
            not phrase.codes and (phrase.unit == "fighters" or "group" in phrase.func) and not self.codes(phrase)
            for phrase in phrases
        )

    def enemies(self) -> Codes:
        """The two sides that act against each other most often in this report, or nothing."""
        best = max(
            ((count, one, other) for one, met in self.opponents.items() for other, count in met.items()),
            key=lambda found: found[0],
            default=None,
        )
        return (best[1], best[2]) if best else self.rival_pair()

    def rival_pair(self) -> Codes:
        """The two most named parties that are known to fight each other, or nothing."""
        for position, code in enumerate(self.ranked):
            rivals = self.rivals.get(code, ())
            for other in self.ranked[position + 1 :]:
                if other in rivals:
                    return (code, other)
        return ()

    def fight(self, one: str, other: str) -> bool:
        """Whether two parties act against each other in this report, or are known to fight each other."""
        return other in self.opponents.get(one, ()) or other in self.rivals.get(one, ())

    def on_soil(self, actors: Codes, code: str) -> str:
        """The armed group that an attack on a state's soil is aimed at, where the report names one; else the state."""
        if not code.isupper():
            return code
        for group in self.ranked:
            if (
                code in self.hosts.get(group, ())
                and group not in actors
                and any(group in self.rivals.get(one, ()) for one in actors)
            ):
                return group
        return code

    def part(self, code: str) -> str:
        """The part of a people or a land that the report is about: Gaza, where it speaks of Palestinians."""
        return next((part for part in self.ranked if code in self.parts.get(part, ())), code)

    def negotiator(self, code: str | None) -> str | None:
        """Who speaks for a land: the group that rules it, where the report names it; the land itself has no voice."""
        if code is None or code not in self.parts:
            return code
        return next((group for group in self.ranked if code in self.hosts.get(group, ())), None)

    def host(self, group: str) -> str:
        """Whose the civilians are where an armed group is fought: the host that the report names, else the group."""
        hosts = self.hosts.get(group, ())
        return next((code for code in self.ranked if code in hosts), group)

    def met(self, codes: Codes) -> Codes:
        """The party that these act against in this report, where it is one."""
        found = {other for code in codes for other in self.opponents.get(code, ())}
        return tuple(found) if len(found) == 1 else ()

    def opponent(self, codes: Codes) -> Codes:
        """The other side of the conflict as seen from `codes`, or nothing."""
        for code in codes:
            met, rivals = self.opponents.get(code, Counter()), self.rivals.get(code, frozenset())
            known = [
                other for other in (*met, *self.ranked) if (other in met or other in rivals) and other not in codes
            ]
            if known:
                return (max(known, key=lambda other: (other in rivals, met[other])),)
        others = [code for code in self.ranked if code not in codes]
        return (others[0],) if len(others) == 1 else ()

    def before(self, position: int, skip: Codes = (), state: bool | None = None) -> Codes:
        """The party last named before a position; of states alone, or of groups alone, where `state` says so."""
        at = bisect_left(self.starts, position) - 1
        while at >= 0:
            codes = self.named[at].codes
            if len(codes) == 1 and codes[0] not in skip and state in (None, codes[0].isupper()):
                return codes
            at -= 1
        return ()

    def topic(self, position: int) -> Codes:
        """The party that the text before a position is about: the one that opens the last sentence to name any."""
        at = bisect_left(self.topics, (position,)) - 1
        return self.topics[at][1] if at >= 0 else self.before(position)

    def opening(self, position: int, acting: bool = False) -> Codes:
        """The party that a sentence opens with; nothing where other words stand before it.

        With `acting`, only a state that stands for itself or with its people, and not "Russian strikes".
        """
        at = bisect_left(self.starts, position)
        first = self.named[at] if at < len(self.named) else None
        if acting and (first is None or first.modifies or not all(code.isupper() for code in first.codes)):
            return ()
        return first.codes if first is not None and first.start <= position + OPENS and len(first.codes) == 1 else ()

    def group(self, position: int) -> Codes:
        """The armed group that unnamed fighters belong to: the one last named, else the only one of the report."""
        found = self.before(position, skip=tuple(self.bodies), state=False)
        groups = [code for code in self.ranked if not code.isupper()]
        return found or (tuple(groups) if len(groups) == 1 else ())

    def addressed(self, position: int) -> Codes:
        """Who "they" are who are asked to do something: both sides or the party named last."""
        both = [start for start in self.boths if start < position]
        at = bisect_left(self.starts, position) - 1
        return self.pair(position) if both and (at < 0 or both[-1] > self.starts[at]) else self.before(position)

    def pair(self, position: int, view: Codes = ()) -> Codes:
        """The two sides meant by "both": of the parties last named two that fight each other, else the last two."""
        rivals = self.rival_pair()
        # who speaks of "both sides" is seldom one of them, but for the two whom the report is about
        skip = view if len(view) == 1 and view[0] not in rivals else ()
        found: list[str] = []
        before = self.named[: bisect_left(self.starts, position)]
        last = [code for phrase in before[-RECENT:] for code in phrase.codes if code in rivals and code.isupper()]
        if len(set(last)) == 2:
            other = last[-1]
            return (next(code for code in rivals if code != other), other)
        for phrase in reversed(before):
            if len(phrase.codes) == 2 and phrase.codes[1] in self.rivals.get(phrase.codes[0], ()):
                return phrase.codes
            for code in reversed(phrase.codes):
                if code in found or code in NO_SIDES or code in skip:
                    continue
                for other in found:
                    if other in self.rivals.get(code, ()):
                        return (code, other)
                found.append(code)
        if rivals:
            return rivals
        found = found if len(found) >= 2 else self.ranked
        return (found[1], found[0]) if len(found) >= 2 else ()

    def codes(self, phrase: Phrase | None, view: Codes = ()) -> Codes:
        """The parties a noun phrase stands for, seen from the party that speaks or acts (`view`)."""
        if phrase is None or phrase.codes:
            return phrase.codes if phrase else ()
        start, role = phrase.start, phrase.role
        if phrase.named and (known := self.people.get(self._last_word(phrase))):
            return known
        if role == "both":
            return tuple(self.negotiator(code) or code for code in self.pair(start, view))
        if role == "enemy":
            return self.opponent(view or self.before(start))
        if role == "self" or (phrase.own and role is None):
            return view or self.topic(start)
        if role == "same":
            return self.before(start, state=_is_state(phrase))
        if role == "they":
            return self.before(start)
        if phrase.unit == "fighters" or "group" in phrase.func:
            return self.group(start)
        if phrase.title == "office" and phrase.number is not None and phrase.number.low == 2:
            return self._two_in_office(start) or self.pair(start, view)
        if phrase.title == "local":
            return self.around(start)
        if "monitors" in phrase.func or (phrase.title == "source" and phrase.number is None):
            return self._watcher() if "monitors" in phrase.func else self._told_before(phrase)
        if phrase.title in ("office", "organ", "forces") and not phrase.weapon:
            state = _is_state(phrase)
            own = self._state_at_war() if phrase.title == "forces" and state else ()
            own = own or self._namesake(phrase)
            if not own and phrase.title == "office" and phrase.named:
                own = self.topic(start)  # whom the sentence before is about, and not whom it names last
            if not own and phrase.title == "office":
                own = self._in_office(start)
            return own or self.before(start, state=state) or self.before(start)
        return ()

    def _told_before(self, phrase: Phrase) -> Codes:
        """Whose "the source" is, where the report has named one source of that kind and whose it is."""
        kind = [named for named in self.named if named.title == "source" and named.number is not None]
        found = {named.codes for named in kind if named.word == phrase.word}
        return next(iter(found)) if len(found) == 1 else ()

    def _watcher(self) -> Codes:
        """Who "a monitor", "the rights group" is: the one body that only watches, if the report names no other."""
        found = {
            named.codes for named in self.named if len(named.codes) == 1 and named.codes[0] in self.bodies - NO_SIDES
        }
        if len(found) > 1 and self.speaking in found:
            return self.speaking
        return next(iter(found)) if len(found) == 1 else ()

    def _in_office(self, position: int) -> Codes:
        """Whose the person is whose name stood last before a position: "Trump ... President says"."""
        for named in reversed(self.named[: bisect_left(self.starts, position)]):
            if named.role == "person":
                return named.codes if len(named.codes) == 1 else ()
        return ()

    def around(self, position: int) -> Codes:
        """Whose the land is that was named last before a position, else the party named last."""
        for named in reversed(self.named[: bisect_left(self.starts, position)]):
            if named.place and len(named.codes) == 1:
                return named.codes
        return self.before(position)

    def _two_in_office(self, position: int) -> Codes:
        """Whose "the two leaders" are: of the people last named, the two of different parties."""
        found: list[str] = []
        for phrase in reversed(self.named[: bisect_left(self.starts, position)]):
            if (phrase.title == "office" or phrase.role == "person") and len(phrase.codes) == 1:
                if phrase.codes[0] not in found:
                    found.append(phrase.codes[0])
                if len(found) == 2:
                    return (found[1], found[0])
        return ()

    def _state_at_war(self) -> Codes:
        """The only state of the two sides: "government forces" are its own, whoever was named last."""
        main = tuple(code for code in self.rival_pair() if code.isupper())
        return main if len(main) == 1 else ()

    def _he(self, phrase: Phrase) -> Codes:
        """Whose the person is that "he" means where he suffers something: the one last named, by name or by office."""
        if "he" not in phrase.func:
            return ()
        for named in reversed(self.named[: bisect_left(self.starts, phrase.start)]):
            if named.title in ("office", "person") or named.role == "person":
                return named.codes if len(named.codes) == 1 else ()
        return ()

    def _namesake(self, phrase: Phrase) -> Codes:
        """Whose the others of the same office are that the report names: "the US commander ... Commander McKenzie"."""
        if phrase.title != "office":
            return ()
        found = {named.codes for named in self.named if named.title == "office" and named.word == phrase.word}
        return next(iter(found)) if len(found) == 1 else ()

    def befallen(self, phrase: Phrase, actors: Codes, speakers: Codes) -> Codes:
        """The parties of what an act befalls: "this country" is the speaker's or the one last named, not the actor."""
        if not phrase.codes and (phrase.own or phrase.role in ("same", "they", "self")):
            state = _is_state(phrase)
            if him := self._he(phrase):
                return him
            others = tuple(code for code in speakers if code not in actors and state in (None, code.isupper()))
            return others or self.before(phrase.start, skip=actors, state=state)
        if not phrase.codes and phrase.role is None and phrase.unit != "fighters" and "group" not in phrase.func:
            return ()
        return self.codes(phrase, actors or speakers)

    def all_befallen(self, phrases: Sequence[Phrase], actors: Codes, speakers: Codes) -> Codes:
        """`befallen` of several joined phrases, each code once, in order."""
        return tuple(
            dict.fromkeys(code for phrase in _owned(phrases) for code in self.befallen(phrase, actors, speakers))
        )

    def all_codes(self, phrases: Sequence[Phrase], view: Codes = ()) -> Codes:
        """The parties of several joined phrases, each once, in order."""
        return tuple(dict.fromkeys(code for phrase in _owned(phrases) for code in self.codes(phrase, view)))


def _named(passages: Sequence[Sequence[Phrase]]) -> list[Phrase]:
    """The nouns that name parties; an agency that relays a report is no party to what it tells."""
    return [
        phrase
        for passage in passages
        for phrase in passage
        if phrase.kind == NOUN and phrase.codes and not phrase.outlet
    ]


def _owned(phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Joined phrases without those whose owner stands behind a later one: "drones and missiles of X"."""
    if len(phrases) < 2:
        return phrases
    named = [at for at, phrase in enumerate(phrases) if phrase.codes]
    return [
        phrase
        for at, phrase in enumerate(phrases)
        if not (phrase.unit and not phrase.codes and named and at < named[-1])
    ]


def _is_state(phrase: Phrase) -> bool | None:
    """Whether a phrase that points back can only mean a state, or only an armed group."""
    if "state" in phrase.func:
        return True
    return False if "group" in phrase.func else None
