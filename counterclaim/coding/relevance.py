"""The cheap test: whether a report can be conflict news at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.language.lexicon import Lexeme
from counterclaim.language.packs import Pack
from counterclaim.language.scan import Match, Touch, capital_in
from counterclaim.reading.text import NormalText

FORCEFUL = frozenset(
    "attack air_strike missile_strike drone_strike shelling clash ceasefire violation shot_down bombing "
    "deployment exercise".split()
)
"""Events that fill no other news; any other event needs words of conflict beside it."""
MILITARY = frozenset(
    "soldiers fighters officers hostages prisoners tanks armoured_vehicles artillery rocket_artillery air_defence "
    "helicopters drones missiles rockets launchers missiles_and_drones bombs submarines equipment bases depots "
    "aircraft area_km2".split()
)
"""Units of war."""
ACCIDENTAL = frozenset("killed wounded killed_or_wounded missing destroyed damaged captured displaced".split())
"""Events that befall people and things in peace too."""
FALLEN = frozenset({"soldiers", "fighters"})
"""People whose loss is no accident where somebody fights: "X says 31 soldiers were killed"."""
TOLD = frozenset({"say", "refuse"})
"""Cues of whoever tells of a loss, or denies it."""
HURLED = frozenset({"drones", "missiles", "rockets", "missiles_and_drones", "bombs"})
"""What one party hurls at another: "Iranian drone damages plant in Bahrain"."""
STRUCK = frozenset({"attack", "killed", "wounded", "destroyed", "damaged"})
"""What it does to whom it reaches; what is only fired may carry satellites."""
BROKEN = frozenset({"destroyed", "damaged"})
"""Losses of things by which people die in peace too."""
ENOUGH = 2
"""How many signs of conflict it takes."""
RAIDED = 3
"""Signs of conflict in many people taken away by force, whom other news tells of too (a pope who prays for them)."""
BY_NATURE = 4
"""Signs of conflict that a disaster takes away: what strikes and kills is then nobody's act."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What one phrase says for or against conflict news, wherever it stands."""

    force: int = 0
    """3 for an act of force."""
    broad: bool = False
    """An act of force in a word that tells of much else too."""
    other: bool = False
    """An act that other news has not."""
    acts: bool = False
    """Any act at all."""
    losses: bool = False
    words: bool = False
    """A word of conflict, or an armed group."""
    war: bool = False
    unrelated: bool = False
    """A word of other news."""
    disasters: bool = False
    fallen: bool = False
    """One of `FALLEN`."""
    said: bool = False
    """A cue of `TOLD`."""
    broken: bool = False
    """A loss of `BROKEN`."""
    hurled: bool = False
    """One of `HURLED`."""
    strikes: bool = False
    """An event of `STRUCK`."""
    holds: bool = False
    """Taking, holding or losing a place."""
    refused: bool = False
    """A cue of whoever says that something is not so."""
    abducts: bool = False
    """Taking people away by force."""
    flock: bool = False
    """People who are taken in numbers by armed groups, and singly by criminals."""


NO_SIGNS = Signs()
Known = tuple[Lexeme, str | None, Signs | None]
"""A phrase, the party that it names, and its signs; None where it has none, as most have."""
_KNOWN: dict[int, Known] = {}
"""By identity of the phrase, which each entry keeps alive."""
MOST_KNOWN = 200_000
"""Entries after which all are forgotten: more than all packs have phrases."""


@dataclass(frozen=True, slots=True)
class Heralds:
    """Phrases of a pack, by position, without which no report is conflict news."""

    parties: frozenset[int]
    """Those that name one, and none that is at home."""
    acts: frozenset[int]
    words: frozenset[int]


@cache
def heralds(pack: Pack) -> Heralds:
    """What `promising` looks for."""
    told = [(index, lexeme, _code(lexeme)) for index, lexeme in enumerate(pack.lexemes)]
    return Heralds(
        frozenset(index for index, _, code in told if code and code not in pack.home),
        frozenset(index for index, lexeme, _ in told if lexeme.triggers or _menace(lexeme)),
        frozenset(index for index, lexeme, _ in told if _of_conflict(lexeme)),
    )


def promising(touched: Sequence[Touch], text: NormalText, pack: Pack) -> bool:
    """Whether a report may pass `relevant`; where it says no, nothing needs to be made of what the automaton found."""
    known = heralds(pack)
    indexes = [index for index, _, _ in touched]
    if not known.parties.isdisjoint(indexes) and (
        not known.acts.isdisjoint(indexes) or len(known.words.intersection(indexes)) >= ENOUGH
    ):
        return True
    # several words of which the last goes on hold other phrases
    words = " " + text.words + " "
    return bool([end for _, start, end in touched if words[end] != " " and " " in words[start + 1 : end]])


def relevant(found: Sequence[Match], text: NormalText, pack: Pack) -> bool:
    """Whether the matches name a party and an act of conflict, or a party and words of conflict."""
    parties: set[str] = set()
    force = words = war = unrelated = disasters = 0
    broad = other = acts = losses = fallen = said = broken = holds = refused = abducts = flock = False
    ground: set[str] = set()
    shown = text.shown
    seen: set[str] = set()
    last = -1
    owner = weapon = armed = -2  # before them nothing can begin
    struck = False
    for start, end, lexeme in found:
        known = _KNOWN.get(id(lexeme))
        if known is None or known[0] is not lexeme:
            known = _learn(lexeme)
        _, code, signs = known
        if (
            code
            and (not lexeme.capital or capital_in(shown, start, end))
            and not (lexeme.ambiguous and last != start - 1 and _inside_name(shown, start))
        ):
            parties.add(code)
            if lexeme.place is not None:
                ground.add(code)
            owner, armed = end, end if weapon == start - 1 else armed
        last = end
        if signs is None:
            continue
        if signs.hurled:
            weapon, armed = end, end if owner == start - 1 else armed
        struck = struck or (armed == start - 1 and signs.strikes)
        if lexeme.phrase in seen:
            continue  # said again, it is no further sign
        seen.add(lexeme.phrase)
        force, words, war = force + signs.force, words + signs.words, war + signs.war
        unrelated, disasters = unrelated + signs.unrelated, disasters + signs.disasters
        broad, other = broad or signs.broad, other or signs.other
        acts, losses = acts or signs.acts, losses or signs.losses
        fallen, said, broken = fallen or signs.fallen, said or signs.said, broken or signs.broken
        holds, refused = holds or signs.holds, refused or signs.refused
        abducts, flock = abducts or signs.abducts, flock or signs.flock
    if parties <= pack.home or not (acts or losses or words >= ENOUGH):
        return False
    rivals = rivals_meet(parties, pack.rivals)
    # "X says that 31 soldiers were killed", and not that their plane crashed
    own = fallen and said and not (broken or unrelated) and not parties.isdisjoint(pack.rivals)
    hit = struck and len(parties) > 1
    # "denies losing the town": where somebody fights, nobody denies anything else of that kind
    held = holds and refused and not unrelated and not ground.isdisjoint(pack.rivals)
    raided = abducts and flock  # "gunmen abducted schoolgirls"
    if losses and not (acts or war or rivals or own or hit or held or raided):
        return False  # an accident
    words += losses and own
    force += broad + (broad and len(parties) > 1 and bool(rivals or words or war))
    unrelated += disasters * (1 if rivals else BY_NATURE)  # foes go on with their war in a storm
    return force + 2 * war + words + other + 2 * (rivals or hit or held) + RAIDED * raided - unrelated >= ENOUGH


def _learn(lexeme: Lexeme) -> Known:
    """What is to be known of a phrase, kept for the next time."""
    signs = _signs(lexeme)
    if len(_KNOWN) >= MOST_KNOWN:
        _KNOWN.clear()
    known = _KNOWN[id(lexeme)] = (lexeme, _code(lexeme), signs)
    return known


def _signs(lexeme: Lexeme) -> Signs | None:
    """The signs of a phrase; None where it has none."""
    func = lexeme.func
    forceful, other, acts, losses = _events(lexeme) if lexeme.triggers else (False, False, False, False)
    wide, menace = "broad" in func, _menace(lexeme)
    war = _armed(lexeme) or "war" in func
    unrelated = not war and "unrelated" in func
    signs = Signs(
        force=3 * (forceful and not wide),
        broad=forceful and wide,
        other=other,
        acts=acts or menace,  # "Western troops would be targets": force that is only threatened
        losses=losses,
        words=_of_conflict(lexeme),
        war=war,
        unrelated=unrelated,
        disasters=not war and not unrelated and "disaster" in func,
        fallen=lexeme.unit is not None and lexeme.unit.unit in FALLEN,
        said=lexeme.cue is not None and lexeme.cue.form in TOLD,
        broken=any(trigger.event in BROKEN for trigger in lexeme.triggers),
        hurled=lexeme.unit is not None and lexeme.unit.unit in HURLED,
        strikes=any(trigger.event in STRUCK and not trigger.fires for trigger in lexeme.triggers),
        holds=any(trigger.event == "control" for trigger in lexeme.triggers),
        refused=lexeme.cue is not None and lexeme.cue.form == "refuse",
        abducts="abducts" in func,
        flock="flock" in func,
    )
    return signs if signs != NO_SIGNS else None


def _code(lexeme: Lexeme) -> str | None:
    """The party that it names, or that is of a place."""
    return lexeme.parties[0].code if lexeme.parties else lexeme.place.code if lexeme.place else None


def _menace(lexeme: Lexeme) -> bool:
    return "onslaught" in lexeme.func


def _armed(lexeme: Lexeme) -> bool:
    """Whether it names an armed group."""
    return bool(lexeme.parties) and lexeme.parties[0].kind == "armed-group"


def _of_conflict(lexeme: Lexeme) -> bool:
    """Whether it is a word of conflict."""
    return _armed(lexeme) or _menace(lexeme) or "conflict" in lexeme.func or _military(lexeme)


def _inside_name(shown: str, start: int) -> bool:
    """Whether a word stands right after another with a capital letter: "Anh" in "Vũ Anh"."""
    word = shown.rfind(" ", 0, max(start - 1, 0)) + 1
    return shown[word : start - 1].isalpha() and shown[word].isupper()


def _military(lexeme: Lexeme) -> bool:
    """Whether it names people or things of war and of nothing else."""
    return lexeme.unit is not None and lexeme.unit.unit in MILITARY and "everyday" not in lexeme.func


def rivals_meet(parties: set[str], rivals: Mapping[str, frozenset[str]]) -> bool:
    """Whether two of the parties are known to fight each other."""
    return any(not parties.isdisjoint(rivals.get(party, ())) for party in parties)


def _events(lexeme: Lexeme) -> tuple[bool, bool, bool, bool]:
    """Whether it names an act of force; an act that other news has not; an act at all; a loss."""
    other = act = loss = False
    everyday = "everyday" in lexeme.func
    for trigger in lexeme.triggers:
        if trigger.weak:
            act = True
            continue
        if trigger.event in ACCIDENTAL:
            loss = True
            continue
        bound = bool(trigger.needs or trigger.needs_actor)
        if trigger.event in FORCEFUL and not (everyday or bound):
            return True, True, True, loss
        act, other = True, other or not everyday
    if loss:
        return False, False, False, True  # a word that can be a loss is no sign of more
    return False, other, act, loss
