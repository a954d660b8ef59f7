"""A place that somebody wrote, and where it lies, so that names of any language can be compared.

Frozen values only; the gazetteer that fills them in is `counterclaim.language.gazetteer`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim's content happened: "Kupyansk, which is the gazetteer's kupiansk, in Kharkiv, in Ukraine"."""

    written: str
    """The characters of the report, as `Claim.place` has them."""
    code: str
    """What the gazetteer calls it, whichever language wrote it; the written name in small letters where it has none."""
    within: tuple[str, ...] = ()
    """Codes of the larger places that hold it, the smallest first, the state's party code last; empty where unknown."""
    near: bool = False
    """Whether the words only say nearness ("near Kyiv", "off Qatar")."""
    known: bool = True
    """Whether the gazetteer has it."""
