"""The cheap test: whether a report can be conflict news at all."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.language.scan import Match
from counterclaim.reading.text import NormalText

PLAIN = frozenset(
    {
        "talks",
        "agreement",
        "killed",
        "wounded",
        "captured",
        "released",
        "damaged",
        "missing",
        "displaced",
        "sanction",
        "humanitarian_aid",
        "mediation",
        "destroyed",
    }
)
"""Events that fill other news too: alone they make no conflict report."""


def relevant(found: Sequence[Match], text: NormalText) -> bool:
    """Whether the matches name a party and an act of conflict, or a party and words of conflict."""
    parties, force, plain, words, unrelated = 0, 0, 0, 0, 0
    shown = text.shown
    for start, _, lexeme in found:
        if lexeme.parties or (lexeme.place and lexeme.place.code):
            parties += shown[start].isupper()
        for trigger in lexeme.triggers:
            if trigger.needs or trigger.needs_actor or trigger.weak:
                continue
            if trigger.event in PLAIN:
                plain += 1
            else:
                force += 1
        words += "conflict" in lexeme.func
        unrelated += "unrelated" in lexeme.func
    if not parties or unrelated > words + force:
        return False
    return bool(force) or bool(plain and words) or words >= 2
