"""How well a coder did, as numbers that add up over reports.

Enters: counts of what is right, made by `scoring`.
Leaves: `Figures` with precision, recall, F1 and shares, as lines for people or as JSON. It compares nothing itself.

    core      claims right in event, speaker's party and stance
    full      those that are also right in target, unit, low and high
    measures  what is counted (event, unit, low, high), whoever says it
    denials   who denies what event of whose
    fields    over the claims right in core, how often each further field is right
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

FIELDS: Final = (
    "actor",
    "target",
    "unit",
    "low",
    "high",
    "qualifier",
    "scope",
    "start",
    "end",
    "place",
    "speaker",
    "evidence",
)
"""Fields that are asked of every claim right in core."""
DIGITS: Final = 4
"""Decimal places of a share in JSON."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of what was predicted is right, and how much of what is right was predicted."""

    hit: int = 0
    """Predicted and in the gold."""
    predicted: int = 0
    """All that was predicted."""
    gold: int = 0
    """All that the gold holds."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right, 0 to 1; 0 where nothing was predicted."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was predicted, 0 to 1; 0 where there is none."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How often something was right of the times it was asked."""

    right: int = 0
    """Times it was right."""
    of: int = 0
    """Times it was asked."""

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def share(self) -> float:
        """Right by asked, 0 to 1; 0 where it was never asked."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a coder did on some reports; the figures of two sets of reports can be added."""

    core: Tally = Tally()
    """Claims right in event, speaker's party and stance."""
    full: Tally = Tally()
    """Claims also right in target, unit, low and high."""
    measures: Tally = Tally()
    """Counts right in event, unit, low and high, whoever says so."""
    denials: Tally = Tally()
    """Denials right in who denies, and in event and speaker's party of what is denied."""
    fields: tuple[Share, ...] = ()
    """For each of `FIELDS`, in that order, how often it is right in matched claims."""
    repeats: int = 0
    """Predicted claims set aside because the report says them again."""
    reports: int = 0
    """Reports in the gold."""

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            core=self.core + other.core,
            full=self.full + other.full,
            measures=self.measures + other.measures,
            denials=self.denials + other.denials,
            fields=tuple(self.field(name) + other.field(name) for name in FIELDS),
            repeats=self.repeats + other.repeats,
            reports=self.reports + other.reports,
        )

    def field(self, name: str) -> Share:
        """How often the field of that name, one of `FIELDS`, is right."""
        return dict(zip(FIELDS, self.fields, strict=False)).get(name, Share())


def render(figures: Figures) -> str:
    """The figures as lines for people."""
    lines = [f"{figures.reports} reports, {figures.repeats} repeats set aside"]
    for name, tally in _tallies(figures):
        rates = f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
        lines.append(f"{name:9} {rates}   ({tally.hit} right, {tally.predicted} predicted, {tally.gold} gold)")
    for name in FIELDS:
        field = figures.field(name)
        if field.of:
            lines.append(f"  {name:10} {field.share:.3f}  ({field.right} of {field.of})")
    return "\n".join(lines)


def figures_to_json(figures: Figures) -> dict[str, Any]:
    """The figures as a JSON object, shares rounded; fields that were never asked are left out."""
    tallies = {
        name: {
            "precision": round(tally.precision, DIGITS),
            "recall": round(tally.recall, DIGITS),
            "f1": round(tally.f1, DIGITS),
            "hit": tally.hit,
            "predicted": tally.predicted,
            "gold": tally.gold,
        }
        for name, tally in _tallies(figures)
    }
    shares = {name: figures.field(name) for name in FIELDS}
    asked = {
        name: {"right": field.right, "of": field.of, "share": round(field.share, DIGITS)}
        for name, field in shares.items()
        if field.of
    }
    return {**tallies, "fields": asked, "repeats": figures.repeats, "reports": figures.reports}


def _tallies(figures: Figures) -> tuple[tuple[str, Tally], ...]:
    return (
        ("core", figures.core),
        ("full", figures.full),
        ("measures", figures.measures),
        ("denials", figures.denials),
    )
