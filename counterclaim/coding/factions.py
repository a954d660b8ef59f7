"""Who the two sides are of a war that a state fights on its own soil, where they bear no name: "rebels", "the regime".

The phrases of a report and the parties it names enter; phrases get the codes of the sides they stand for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.language.phrase import NOUN, Phrase

MAIN = 2
"""Among how many of the parties that a report names most its land stands, where the war is in that land."""

HYPHENS = frozenset("-–‑")
"""Marks after a word that only says what something is like: "rebel-held"."""


def name_factions(
    passages: Sequence[Sequence[Phrase]], ranked: Sequence[str], rebels: Mapping[str, frozenset[str]], shown: str
) -> str | None:
    """Give unnamed rebels and their state's own forces codes, in a report about a land whose rebels have a code.

    `ranked` holds the parties that the report names, the most named first; `rebels` their code by state. The
    land leaves, where any phrase got a code.
    """
    land = next((code for code in ranked[:MAIN] if code in rebels), None)
    if land is None:
        return None
    (group,) = rebels[land]
    found = False
    for passage in passages:
        for phrase in passage:
            if phrase.kind != NOUN or phrase.codes or not phrase.func or shown[phrase.end : phrase.end + 1] in HYPHENS:
                continue
            if "rebels" in phrase.func:
                phrase.codes, found = (group,), True
            elif "ruling" in phrase.func:
                phrase.codes, found = (land,), True
    return land if found else None
