"""What a report as a whole tells of: whom each sentence is about, whether weapons are tried out, whose ships it names.

The phrases of a report enter, what holds for all of it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.language.phrase import NOUN, SMALL, Phrase

Codes = tuple[str, ...]


def adrift(passages: Sequence[Sequence[Phrase]]) -> bool:
    """Whether ships are named, by words that change their form, of which nothing says whose they are."""
    ships = [phrase for passage in passages for phrase in passage if phrase.unit == "ships" and phrase.kind == NOUN]
    changing = any(phrase.form for passage in passages for phrase in passage)
    return changing and bool(ships) and not any(phrase.codes for phrase in ships)


def tried(phrase: Phrase) -> bool:
    """Whether weapons are tried out, or fired into the sea."""
    return "trial" in phrase.func or "exercise" in [trigger.event for trigger in phrase.triggers]


def topics(passages: Sequence[Sequence[Phrase]]) -> list[tuple[int, Codes]]:
    """The party that each sentence names first, and where; places not counted."""
    found: list[tuple[int, Codes]] = []
    for passage in passages:
        before: Phrase | None = None
        for phrase in passage:
            place = phrase.place_noun or (before is not None and before.kind == SMALL and "in" in before.func)
            if phrase.kind == NOUN and len(phrase.codes) == 1 and not phrase.outlet and not place:
                found.append((phrase.start, phrase.codes))
                break
            before = phrase
    return found
