"""Says with a small word what a language says with a case, so that clauses are read the same way in all languages.

The phrases of one passage enter, each noun with the cases that it can stand in; they leave with a small word of no
length before a noun whose case says that it owns, does, receives or is used, and with objects beside their verbs. Which
case does what is grammar that languages with cases share as far as the program goes: the genitive owns, the
instrumental does or is used, the dative receives. A noun after a preposition has its part already.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.language.inflections import number_of
from counterclaim.language.lexicon import Cue
from counterclaim.language.nominals import SITES
from counterclaim.language.numbers import Number
from counterclaim.language.order import Order
from counterclaim.language.phrase import CUE, EVENT, MARK, NOUN, POINTERS, SMALL, TIME, Phrase
from counterclaim.language.readings import FUTURE, PART
from counterclaim.language.readings import NOUN as AS_NOUN
from counterclaim.model import PEOPLE
from counterclaim.reading.text import NormalText

GOVERNING = frozenset(
    {"toward", "in", "with", "between", "out", "for", "means", "agent", "owner", "near", "background"}
)
"""Small words that say what the noun after them does."""
FAR = 4
"""Words outside the lexicon that may stand between a word and the noun that depends on it."""
DIRECT = frozenset({"nom", "acc"})
STANDING = frozenset({"loc", "ins"})
"""Cases that say where something is, after prepositions that have the accusative for where it goes."""
OBJECT = "object"
"""Stands for no small word: the noun is what the act befalls."""
SUFFERED = frozenset({"harm", "hold", "against"})
"""Frames of acts whose noun has after it whom they befall, whoever that is: "разгром ХАМАС"."""
DASHES = frozenset("-–—")
SPEAKERS = frozenset({"metonym", "organisation", "bloc", "armed-group", "capital"})
"""Kinds of names that speak where a sentence says that it was told in them: "в Кремле заявили"."""


def spelled_out(phrases: Sequence[Phrase], text: NormalText, order: Order) -> list[Phrase]:
    """The phrases of a passage with what their cases say."""
    found: list[Phrase] = []
    for position, phrase in enumerate(phrases):
        following = phrases[position + 1] if position + 1 < len(phrases) else None
        if phrase.mark == "," and following is not None and "that" in following.func and found:
            continue  # "заявил, что": the mark parts nothing
        if phrase.kind == NOUN:
            _befallen(phrase, following)
            _take_preposition(phrase, following, found, text, order)
            _settle(phrase, found, text)
            if following is None and found and found[-1].mark in DASHES and phrase.speaks and len(found) > 1:
                found.append(_source(phrase))
        elif phrase.form == FUTURE:
            found.append(_small(phrase.start, "future"))
        found.append(phrase)
        if phrase.cue is not None and phrase.cue.form == "by" and "self" in phrase.func:
            found.append(_pointer(phrase, text))
    return _beside_verbs(found, text)


def _small(start: int, *func: str) -> Phrase:
    """A small word of no length."""
    phrase = Phrase(SMALL, start, start)
    phrase.func = frozenset(func)
    return phrase


def _source(noun: Phrase) -> Phrase:
    """What makes of a noun after the last dash of a headline the source of all of it."""
    phrase = Phrase(CUE, noun.start, noun.start)
    phrase.cue = Cue("asserts", "by")
    return phrase


def _pointer(cue: Phrase, text: NormalText) -> Phrase:
    """Who is meant by a word inside a cue: "по его словам"."""
    first = text.words.find(" ", cue.start, cue.end) + 1
    end = text.words.find(" ", first, cue.end)
    phrase = Phrase(NOUN, first, end if end > 0 else cue.end)
    phrase.role, phrase.func, phrase.word = "self", frozenset({"self"}), text.words[first:end]
    return phrase


def _befallen(noun: Phrase, following: Phrase | None) -> None:
    """A bare number before a word for the dead or wounded counts people: "трое погибших"."""
    if following is None or following.kind != EVENT or following.form != AS_NOUN:
        return
    bare = noun.number is not None and noun.unit is None and noun.title is None and not noun.codes
    if bare and any(trigger.frame == "toll" for trigger in following.triggers):
        noun.unit = "people"


def _take_preposition(
    noun: Phrase, following: Phrase | None, found: list[Phrase], text: NormalText, order: Order
) -> None:
    """Drop a preposition that the noun cannot depend on, and one after which an institution speaks."""
    before = found[-1] if found else None
    if before is None or before.kind != SMALL:
        return
    allowed = order.governed(before.word)
    cases = frozenset(_case(form) for form in noun.cases)
    stray = bool(allowed and cases and cases.isdisjoint(allowed)) and before.func.isdisjoint(("when", "relative"))
    speaks = "in" in before.func and _institution(noun, found, following, text)
    if stray or speaks:
        found.pop()
    elif allowed and cases:
        noun.cases = frozenset(form for form in noun.cases if _case(form) in allowed)
        _turn(before, frozenset(_case(form) for form in noun.cases), allowed)


def _turn(preposition: Phrase, cases: frozenset[str], allowed: frozenset[str]) -> None:
    """Let the case say whether a preposition of both tells where or where to: "в Киеве", "в Киев"."""
    if "acc" not in allowed or not (allowed & STANDING) or preposition.func.isdisjoint(("in", "toward")):
        return
    if cases == {"acc"}:
        preposition.func = (preposition.func - {"in"}) | {"toward"}
    elif cases <= STANDING:
        preposition.func = (preposition.func - {"toward"}) | {"in"}


def _institution(noun: Phrase, found: Sequence[Phrase], following: Phrase | None, text: NormalText) -> bool:
    """Whether an institution after "in" is who says what follows or what went before: "сообщили в Минобороны"."""
    if noun.place_noun or noun.role == "person":
        return False
    if noun.title is None and (noun.land not in SPEAKERS or noun.role != "name"):
        return False
    told = len(found) > 1 and found[-2].kind == CUE and found[-2].form != ""
    if told and (following is None or following.kind == MARK):
        return _words(text, found[-2].end, noun.start) <= 1
    return following is not None and following.kind == CUE and _words(text, noun.end, following.start) <= 1


def _words(text: NormalText, start: int, end: int) -> int:
    return len(text.words[start:end].split())


def _settle(noun: Phrase, found: list[Phrase], text: NormalText) -> None:
    """Choose the case of a noun, put the small word that says what it does before it, and count one thing."""
    before = found[-1] if found else None
    governed = before is not None and _governs(before) and _words(text, before.end, noun.start) <= FAR
    if not governed and not noun.modifies:
        bare = frozenset(_case(form) for form in noun.cases)
        said = _said(noun, bare, found, text)
        if said:
            noun.cases = frozenset(form for form in noun.cases if _case(form) not in DIRECT) or noun.cases
        if said and said != OBJECT:
            found.append(_small(noun.start, said))
        elif not said and not bare.isdisjoint(DIRECT):
            noun.cases = frozenset(form for form in noun.cases if _case(form) in DIRECT)
    head = _head(found)
    if noun.weapon is None or (head is not None and head.kind == EVENT):
        _count_one(noun)  # "ракета попала в дом": the house is counted, and not the missile


def _case(form: str) -> str:
    """A case without its number."""
    return form[:-1] if number_of(form) == "plural" else form


def _governs(before: Phrase) -> bool:
    if before.kind == CUE:
        return before.cue is not None and before.cue.form in ("by", "cite")
    return before.kind == SMALL and not before.func.isdisjoint(GOVERNING)


def _head(found: Sequence[Phrase]) -> Phrase | None:
    """The act or word of speech that the next noun can depend on, over what else depends on it."""
    for phrase in reversed(found):
        if phrase.kind in (EVENT, CUE):
            return phrase
        if phrase.kind == MARK or (phrase.kind == SMALL and phrase.end > phrase.start and not _governs(phrase)):
            return None
    return None


def _said(noun: Phrase, cases: frozenset[str], found: Sequence[Phrase], text: NormalText) -> str:
    """The class of the small word that a case stands for, or nothing where the noun is a subject or an object."""
    before, head = found[-1] if found else None, _head(found)
    beside = before is not None and before is head and _words(text, before.end, noun.start) <= FAR
    nominal = head is not None and head.kind == EVENT and head.form == AS_NOUN
    genitive = "gen" in cases or (not cases and beside and (noun.role == "name" or noun.title is not None))
    if nominal and genitive and head is not None and (beside or "patient" in head.func):
        certain = any(trigger.frame in SUFFERED for trigger in head.triggers)
        if "patient" in head.func and (certain or not _doer(noun)):
            return OBJECT
        if len(noun.codes) > 1 and any(trigger.frame == "mutual" for trigger in head.triggers):
            return "between"  # "саммит России и Украины"
        return "owner" if any(trigger.frame == "toll" for trigger in head.triggers) else "agent"
    if not cases:
        return ""
    if not cases.isdisjoint(DIRECT):
        return ""
    if "ins" in cases:
        passive = head is not None and head.form == PART
        return "agent" if (noun.codes and not noun.weapon) or passive or noun.role in POINTERS else "means"
    return "for" if "dat" in cases and head is not None else ""


def _doer(noun: Phrase) -> bool:
    """Whether a noun after the noun of an act can only be who did it: an army, a service, an armed group."""
    return noun.title in ("organ", "forces") or noun.land in ("armed-group", "metonym")


def _count_one(noun: Phrase) -> None:
    """A noun in the singular is one."""
    if noun.number is not None or noun.unit is None or noun.plural or not noun.cases or "mass" in noun.func:
        return
    if noun.title in ("forces", "source") or (noun.title == "organ" and noun.unit in PEOPLE):
        return
    if all(number_of(form) == "singular" for form in noun.cases):
        noun.number = Number(noun.start, noun.end, 1, 1, "exact", noun.start)


def _beside_verbs(phrases: list[Phrase], text: NormalText) -> list[Phrase]:
    """Objects that stand after what else depends on their verb, moved to it: "передал Киеву ракеты"."""
    found: list[Phrase] = []
    position = 0
    while position < len(phrases):
        phrase = phrases[position]
        found.append(phrase)
        position += 1
        if phrase.kind != EVENT:
            continue
        if _dated(phrase, phrases[position : position + 2]):
            found[-1:] = [phrases[position], phrase]
            position += 1
        if _struck_first(found, phrases[position : position + 2]):
            found[-2:] = [phrases[position], phrase, found[-2]]
            position += 1
            continue
        at = _object_after(phrases, position, phrase, text)
        if at:
            end = _list_end(phrases, at)
            found.extend(phrases[at:end])
            found.extend(phrases[position:at])
            position = end
    return found


def _dated(event: Phrase, after: Sequence[Phrase]) -> bool:
    """Whether a time stands between a verb and its noun: "отбили за день 22 атаки"."""
    if len(after) < 2 or after[0].kind != TIME or after[1].kind != NOUN:
        return False
    return event.form != AS_NOUN and not after[1].modifies


def _list_end(phrases: Sequence[Phrase], at: int) -> int:
    """Where a list of things ends that begins with the noun at hand: "120 ракет, 90 дронов и две бомбы"."""
    end = at + 1
    while end + 1 < len(phrases):
        joint, noun = phrases[end], phrases[end + 1]
        beyond = phrases[end + 2] if end + 2 < len(phrases) else None
        listed = "conjunction" in joint.func or joint.mark == ","
        if not listed or noun.kind != NOUN or noun.unit is None or (beyond is not None and beyond.kind in (EVENT, CUE)):
            break
        end += 2
    return end


def _struck_first(before: Sequence[Phrase], after: Sequence[Phrase]) -> bool:
    """Whether an act stands between whom it struck and who struck: "город атаковали дроны"."""
    if len(before) < 2 or not after or before[-2].kind != NOUN or after[0].kind != NOUN:
        return False
    event, struck, striker = before[-1], before[-2], after[0]
    if event.form in (AS_NOUN, PART) or not any(trigger.frame == "strike" for trigger in event.triggers):
        return False
    passive = struck.title is None and struck.weapon is None and struck.role != "person"
    passive = (
        passive and (struck.place or struck.place_noun or struck.unit in SITES) and not _follows_preposition(before)
    )
    active = (
        striker.weapon is not None or striker.title in ("organ", "forces") or striker.unit in ("soldiers", "fighters")
    )
    beyond = after[1] if len(after) > 1 else None
    return passive and active and (beyond is None or beyond.kind not in (EVENT, CUE))


def _follows_preposition(before: Sequence[Phrase]) -> bool:
    return len(before) > 2 and _governs(before[-3])


def _object_after(phrases: Sequence[Phrase], start: int, event: Phrase, text: NormalText) -> int:
    """Where the object of an act stands after nouns with small words of their own; 0 where it stands beside it."""
    at = start
    while at + 1 < len(phrases) and _governs(phrases[at]) and phrases[at + 1].kind == NOUN:
        at += 2
        while at < len(phrases) and phrases[at].kind == TIME:
            at += 1
    if at == start or at >= len(phrases) or phrases[at].kind != NOUN or phrases[at].modifies:
        return 0
    noun, after = phrases[at], phrases[at + 1] if at + 1 < len(phrases) else None
    if after is not None and after.kind in (EVENT, CUE):
        return 0  # the subject of what follows
    patient = event.form != AS_NOUN or "patient" in event.func
    nearest = _words(text, phrases[at - 1].end, noun.start) <= FAR
    return at if patient and nearest and (noun.unit or noun.number or noun.codes) else 0
