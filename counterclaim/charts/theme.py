"""Colours of a chart by what they are for: a role enters, something that SVG takes for a colour leaves.

`PAGE` names the custom properties of the site's style sheet, so that a chart inside a page follows it into the dark and
onto paper; a program that knows no style sheet draws what stands after the comma. `LIGHT` and `DARK` are for pictures
that stand alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ROLES: Final = ("ink", "quiet", "faint", "band", "land", "paper")
KINDS: Final = ("disputed", "shared", "alone")
"""How questions stand, for colours: sides against each other; several sides, or the one that suffers it; one alone."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours."""

    ink: str
    """Of words."""
    quiet: str
    """Of axes, and of what no party says."""
    faint: str
    """Of lines that only help the eye."""
    band: str
    """Of areas behind what is shown."""
    land: str
    """Of land on maps."""
    paper: str
    """Of the page."""
    parties: tuple[str, ...]
    """By hue (`colours.hue`)."""
    nobody: str
    """Of the narrator and of unnamed sources."""
    statuses: tuple[str, str, str]
    """Of what is disputed or denied, of what several parties or the one that suffers it say, and of the rest."""

    def of(self, number: int | None) -> str:
        """The colour of a party's hue."""
        return self.nobody if number is None else self.parties[number]

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Its colours by the custom property that a style sheet gives them."""
        roles = tuple((f"chart-{role}", getattr(self, role)) for role in ROLES)
        parties = tuple((f"party-{number}", colour) for number, colour in enumerate(self.parties))
        kinds = tuple((f"chart-{kind}", colour) for kind, colour in zip(KINDS, self.statuses, strict=True))
        return *roles, *parties, ("party-none", self.nobody), *kinds


LIGHT: Final = Theme(
    "#1d1f21", "#5a5f66", "#dedbd3", "#efece4", "#e7e3d8", "#fdfcf9",
    ("#0a6fcb", "#c4440a", "#4b1766", "#14806b", "#52561a", "#a9579b", "#1c3f94", "#7c1420"), "#5a5f66",
    ("#c4440a", "#0a6fcb", "#a09d95"),
)  # fmt: skip
"""On white paper. All colours of words have a contrast of 4.5 at least, and those of parties can be told apart with
red-green blindness (a test measures both)."""
DARK: Final = Theme(
    "#e8e6e1", "#a7adb4", "#3a3e44", "#26292e", "#2b2f35", "#16181b",
    ("#4f9be8", "#f0883e", "#d3b4f5", "#2fc9b0", "#e6e06a", "#e8709a", "#7f83ff", "#c7d9b0"), "#a7adb4",
    ("#f0883e", "#4f9be8", "#6f747b"),
)  # fmt: skip
"""On a dark screen."""


def _property(name: str, otherwise: str) -> str:
    return f"var(--{name}, {otherwise})"


PAGE: Final = Theme(
    _property("chart-ink", LIGHT.ink),
    _property("chart-quiet", LIGHT.quiet),
    _property("chart-faint", LIGHT.faint),
    _property("chart-band", LIGHT.band),
    _property("chart-land", LIGHT.land),
    _property("chart-paper", LIGHT.paper),
    tuple(_property(f"party-{number}", colour) for number, colour in enumerate(LIGHT.parties)),
    _property("party-none", LIGHT.nobody),
    (
        _property("chart-disputed", LIGHT.statuses[0]),
        _property("chart-shared", LIGHT.statuses[1]),
        _property("chart-alone", LIGHT.statuses[2]),
    ),
)
"""Inside a page of the site."""
