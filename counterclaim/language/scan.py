"""One pass over a report: every phrase of the pack, every number and every time, in order.

A normal text and a pack enter, mentions leave. What a mention means where it stands is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from counterclaim.language.contested import settle
from counterclaim.language.lexicon import Lexeme, PartyName
from counterclaim.language.mention import UPPER, Mention
from counterclaim.language.packs import Pack
from counterclaim.language.settled import towns_in
from counterclaim.reading.text import NormalText

NOTHING = Lexeme("")
"""Stands for the lexeme of a number or a time."""


PLACING = frozenset({"in", "near", "toward", "out", "owner"})
"""Grammatical classes of words after which a place may stand."""
Touch = tuple[int, int, int]
"""Position of a phrase in `Pack.lexemes`, start, end with the blank before it: what the automaton itself finds, some of
it inside longer words."""
Match = tuple[int, int, Lexeme]
"""Start, end, lexeme: a match of the automaton at word edges, before anything is made of it."""


def touches(text: NormalText, pack: Pack) -> list[Touch]:
    """Every phrase of the pack, leftmost longest: the one automaton pass."""
    touched: list[Touch] = pack.automaton.find_matches_as_indexes(" " + text.words + " ")
    return touched


def matches(text: NormalText, pack: Pack, touched: Sequence[Touch] | None = None) -> list[Match]:
    """Every phrase of the pack at word edges, leftmost longest; `touched`: what `touches` found, where it is known."""
    words, lexemes = " " + text.words + " ", pack.lexemes
    found: list[Match] = []
    reach = 0
    for index, start, end in touches(text, pack) if touched is None else touched:
        if start < reach:
            continue
        if words[end] == " ":
            found.append((start, end - 1, lexemes[index]))
        elif " " in words[start + 1 : end]:  # one word holds no other
            found.extend(_whole(words, start, end, pack))
            reach = found[-1][1] + 1 if found else 0
    return found


AHEAD = 48
"""Characters after a word within which a phrase that opens with it is looked for."""


def _whole(words: str, start: int, end: int, pack: Pack) -> Iterator[Match]:
    """The phrases at word edges in what a match that ends inside a word has taken: "is k" of "is killed"."""
    stop = words.find(" ", end)
    shorter = _shorter(words, start, end, pack)
    if shorter is not None:
        yield shorter
    cut = shorter[1] + 1 if shorter is not None else words.find(" ", start + 1)
    if cut >= stop:
        return
    for index, first, last in pack.automaton.find_matches_as_indexes(words[cut : stop + AHEAD]):
        if cut + first >= stop:
            return
        if words[cut + last] == " ":
            yield cut + first, cut + last - 1, pack.lexemes[index]
        elif (inner := _shorter(words, cut + first, cut + last, pack)) is not None:
            yield inner


def _shorter(words: str, start: int, end: int, pack: Pack) -> Match | None:
    """The longest phrase that a match cut off inside a word still holds whole."""
    cut = words.rfind(" ", start + 1, end)
    while cut > start:
        lexeme = pack.by_phrase.get(words[start + 1 : cut])
        if lexeme is not None:
            return start, cut - 1, lexeme
        cut = words.rfind(" ", start + 1, cut)
    return None


def capital_in(shown: str, start: int, end: int) -> bool:
    """Whether a name stands with its capital: its first letter, or that of a later word ("el-Fasher")."""
    return shown[start].isupper() or not shown[start:end].islower()


OPENING = re.compile(r"(?:\A|[.!?\n|:])[\s\"“'‘]*\Z")
CALLED = re.compile(rf"\w+ [{UPPER}][^\W\d_]*[^\W\d_{UPPER}]\b")
"""A word and a name after it, both with a capital."""


def mentions(text: NormalText, pack: Pack, found: list[Match], published: date | None) -> list[Mention]:
    """Matches, numbers and times as mentions in order, none overlapping: times first, then numbers, then phrases."""
    shown = text.shown
    times = [Mention(time.start, time.end, NOTHING, time=time) for time in pack.times.find(text.lower, published)]
    numbers = [Mention(number.start, number.reach, NOTHING, number=number) for number in pack.numbers.find(text.lower)]
    phrases: list[Mention] = []
    contested = False
    names = {start for start, _, lexeme in found if lexeme.parties or lexeme.place or lexeme.title}
    for position, (start, end, lexeme) in enumerate(found):
        if lexeme.mute:
            phrases.append(Mention(start, end, lexeme))
            continue
        named = lexeme.is_name and (not lexeme.capital or capital_in(shown, start, end))
        named = named and not (lexeme.acronym and not shown[start:end].isupper())
        if named and lexeme.ambiguous and _inside_name(shown, start, end, phrases, names):
            continue
        if named and lexeme.ambiguous and _of_person(lexeme) and end + 1 not in names and _opens_name(shown, end):
            continue
        if named and lexeme.ambiguous and not lexeme.parties and lexeme.place:
            named = _placed(text, start, end, phrases, found[position + 1 :][:1], pack.order.determiners)
        if named or lexeme.is_common:
            party = _party(lexeme.parties, published) if named and lexeme.parties else None
            phrases.append(Mention(start, end, lexeme, named, party=party))
            contested = contested or (named and lexeme.contested)
    if contested:
        phrases = settle(shown, phrases, partial(_valid, day=published), pack.everywhere)
    phrases = _with_towns(text, pack, phrases)
    numbers = _told_apart(_outside(numbers, times), phrases)
    kept = _outside(phrases, sorted(times + numbers, key=_start)) + numbers + times
    kept.sort(key=_start)
    return kept


def _placed(
    text: NormalText, start: int, end: int, before: list[Mention], following: list[Match], determiners: frozenset[str]
) -> bool:
    """Whether a place whose name is also a word or somebody's name stands as one: "in Nice", "Van region"."""
    shown = text.shown
    if before and determiners.issuperset(text.words[before[-1].end : start].split()):
        lexeme = before[-1].lexeme
        if not lexeme.func.isdisjoint(PLACING) or (lexeme.place and lexeme.place.noun):
            return not _opens_name(shown, end) or (bool(following) and following[0][0] == end + 1)
    if not following:
        return False
    begin, _, lexeme = following[0]
    if begin == end + 1:
        return bool(lexeme.place and lexeme.place.noun in ("geo", "site"))
    return shown[end:begin] == ", " and bool(lexeme.parties or (lexeme.place and lexeme.place.noun is None))


def _with_towns(text: NormalText, pack: Pack, phrases: list[Mention]) -> list[Mention]:
    """The phrases, and the towns that stand beside them where a place is expected."""
    parties = {mention.party.code for mention in phrases if mention.party}
    parties |= {place.code for mention in phrases if (place := mention.lexeme.place) is not None and place.code}
    found = towns_in(text, phrases, pack.towns, parties, pack.order.last)
    if not found:
        return phrases
    return sorted([*phrases, *(Mention(town.start, town.end, town.lexeme, name=True) for town in found)], key=_start)


def _inside_name(shown: str, start: int, end: int, before: list[Mention], names: set[int]) -> bool:
    """Whether a word that is also an ordinary name ("Anh") stands inside somebody's name ("Vũ Anh")."""
    if end + 1 not in names and CALLED.match(shown, start) and OPENING.search(shown[max(0, start - 3) : start]):
        return True  # "Anh Tuấn ..." at the head of a sentence
    if start < 2 or shown[start - 1] != " " or (before and before[-1].end == start - 1):
        return False
    word = start - 1
    while word and shown[word - 1].isalpha():
        word -= 1
    return 0 < word < start - 1 and shown[word].isupper()


def _of_person(lexeme: Lexeme) -> bool:
    """Whether a name is that of somebody, and not of a state."""
    return bool(lexeme.parties) and lexeme.parties[0].kind == "person"


def _opens_name(shown: str, end: int) -> bool:
    """Whether a word that is also an ordinary name opens somebody's name that no lexicon has ("Kim Hưng")."""
    return shown[end : end + 1] == " " and shown[end + 1 : end + 2].isupper()


def _told_apart(numbers: list[Mention], phrases: list[Mention]) -> list[Mention]:
    """The numbers that no longer phrase holds ("hai bên"); one that is a phrase itself ("cả hai") keeps its meaning."""
    kept, position = [], 0
    for number in numbers:
        while position < len(phrases) and phrases[position].end <= number.start:
            position += 1
        phrase = phrases[position] if position < len(phrases) else None
        if phrase is None or phrase.start >= number.end:
            kept.append(number)
        elif phrase.start == number.start and phrase.end == number.end:
            number.lexeme = phrase.lexeme
            kept.append(number)
        elif not (phrase.start <= number.start and phrase.end >= number.end):
            kept.append(number)
    return kept


def _party(parties: tuple[PartyName, ...], day: date | None) -> PartyName | None:
    """The party that a name stands for on a day; without a day the one it stands for now."""
    if len(parties) == 1:
        return parties[0]
    return next((party for party in parties if _valid(party, day)), None)


def _valid(party: PartyName, day: date | None) -> bool:
    """Whether a name stands for a party on a day; without a day, now."""
    if day is None:
        return party.until is None
    return (party.since is None or party.since <= day) and (party.until is None or day <= party.until)


_start = attrgetter("start")


def _outside(candidates: list[Mention], stronger: list[Mention]) -> list[Mention]:
    """The candidates that overlap none of the stronger mentions; both in order."""
    if not stronger:
        return candidates
    kept, position, last = [], 0, len(stronger)
    for candidate in candidates:
        while position < last and stronger[position].end <= candidate.start:
            position += 1
        if position == last or stronger[position].start >= candidate.end:
            kept.append(candidate)
    return kept
