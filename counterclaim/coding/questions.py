"""Tells where a passage asks: what is only asked makes no claim.

The phrases of one passage enter, the stretches that ask leave, in characters of the normal form.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.language.phrase import MARK, Phrase

PARTS = frozenset(";:|.…\n")
"""Marks that end a question, and before which none begins."""

Stretches = tuple[tuple[int, int], ...]


def asked(phrases: Sequence[Phrase], title: bool) -> Stretches:
    """The clauses with a question word; in a headline also all that a question mark ends."""
    found: list[tuple[int, int]] = []
    part = clause = phrases[0].start if phrases else 0
    part_asks = clause_asks = False
    for phrase in phrases:
        if phrase.kind != MARK:
            if "opens_question" in phrase.func and not clause_asks:
                clause = phrase.start
            clause_asks = clause_asks or "question" in phrase.func
            continue
        if phrase.mark == "?" and title and not clause_asks:
            found.append((part, phrase.end))
        elif clause_asks:
            found.append((part if part_asks and phrase.mark == "?" else clause, phrase.end))
        if phrase.mark in PARTS or phrase.mark == "?":
            part, part_asks = phrase.end, False
        part_asks = part_asks or clause_asks
        if phrase.mark == "," or part == phrase.end:
            clause, clause_asks = phrase.end, False
    if clause_asks:
        found.append((clause, phrases[-1].end))
    return tuple(found)


def asks(stretches: Stretches, start: int) -> bool:
    """Whether what starts there is asked."""
    return any(first <= start < last for first, last in stretches)
