"""The floors that a coder must not fall under, and the gold they were measured on.

Enters: `floors.json` of this package, a folder with gold, measurements. Leaves: floors, and one line for each figure
under its floor or file that is not the one the floors were measured on. It never changes a floor: floors are raised,
or with a reason in the changelog lowered, by hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import reduce
from importlib import resources
from pathlib import Path
from typing import Final

import msgspec

from counterclaim.errors import GoldError
from counterclaim.evaluation.cases import CaseFigures
from counterclaim.evaluation.figures import FIELDS, Figures, Share
from counterclaim.evaluation.gold import GoldSet, load
from counterclaim.evaluation.measurement import Measurement

FLOORS_FILE: Final = "floors.json"


class SetFloors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One gold set: "on these very files, core F1 is at least 0.80"."""

    items_sha256: str
    """Digest of `NAME.items.jsonl`, hexadecimal."""
    claims_sha256: str
    """Digest of `NAME.claims.jsonl`, hexadecimal."""
    floors: dict[str, float]
    """Lowest F1 of core, full, measures or denials, or lowest share of a field, 0 to 1."""


class QuietFloor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reports without a gold claim: "in these sets together, so many of them are left without one"."""

    sets: tuple[str, ...]
    """Names of the sets whose reports are counted together."""
    floor: float
    """Lowest share, 0 to 1."""


class CaseFloors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One set of cases: "on these very files, at least 0.85 of the reports are joined"."""

    items_sha256: str
    """Digest of `NAME.items.jsonl`, hexadecimal."""
    cases_sha256: str
    """Digest of `NAME.cases.jsonl`, hexadecimal."""
    floors: dict[str, float]
    """Lowest F1 of joined or answers, or lowest share of status, 0 to 1."""
    ceilings: dict[str, float]
    """Highest share of distractors, 0 to 1."""


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is held."""

    sets: dict[str, SetFloors]
    """By name of the gold set."""
    quiet: tuple[QuietFloor, ...]
    """Over several sets of a language, because one alone has too few such reports to tell."""
    cases: dict[str, CaseFloors]
    """By name of the set of cases."""


def read_floors() -> Floors:
    """The floors of this package."""
    return msgspec.json.decode(resources.files(__package__).joinpath(FLOORS_FILE).read_bytes(), type=Floors)


def load_pinned(name: str, floors: SetFloors, folder: Path) -> GoldSet:
    """The gold set of that name, once it is known to be the one the floors belong to. Raises GoldError."""
    items, claims = folder / f"{name}.items.jsonl", folder / f"{name}.claims.jsonl"
    _pin({items: floors.items_sha256, claims: floors.claims_sha256})
    return load(items, claims)


def pinned_cases(name: str, floors: CaseFloors, folder: Path) -> tuple[Path, Path]:
    """Reports and cases of that name, once they are known to be those the floors belong to. Raises GoldError."""
    items, cases = folder / f"{name}.items.jsonl", folder / f"{name}.cases.jsonl"
    _pin({items: floors.items_sha256, cases: floors.cases_sha256})
    return items, cases


def _pin(files: Mapping[Path, str]) -> None:
    for path, pinned in files.items():
        if digest(path) != pinned:
            what = "is not the file its floors were measured on"
            raise GoldError(f"{path}: {what}; measure again and pin {digest(path)} in {FLOORS_FILE}")


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal. Raises GoldError where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as fault:
        raise GoldError(f"{path}: cannot be read: {fault}; floors hold only where every gold file is read") from fault


def under_floor(name: str, floors: SetFloors, figures: Figures) -> tuple[str, ...]:
    """One line for each figure of the set that is under its floor."""
    reached = {figure: value(figures, figure) for figure in floors.floors}
    return tuple(
        f"{name}: {figure} is {reached[figure]:.4f}, under its floor of {floor:.4f}"
        for figure, floor in floors.floors.items()
        if reached[figure] < floor
    )


def outside_case_floors(name: str, floors: CaseFloors, figures: CaseFigures) -> tuple[str, ...]:
    """One line for each figure of the cases that is under its floor or over its ceiling."""
    under = [
        f"{name}: {figure} is {figures.value(figure):.4f}, under its floor of {floor:.4f}"
        for figure, floor in floors.floors.items()
        if figures.value(figure) < floor
    ]
    over = [
        f"{name}: {figure} is {figures.value(figure):.4f}, over its ceiling of {ceiling:.4f}"
        for figure, ceiling in floors.ceilings.items()
        if figures.value(figure) > ceiling
    ]
    return (*under, *over)


def under_quiet_floor(floor: QuietFloor, measurements: Mapping[str, Measurement]) -> tuple[str, ...]:
    """One line if too few of the reports without a gold claim were left without one; `measurements` by set."""
    reached = pooled(measurements[name].quiet for name in floor.sets)
    if reached.share >= floor.floor:
        return ()
    counted = f"{reached.right} of {reached.of} reports without a gold claim"
    return (f"{', '.join(floor.sets)}: {counted} are left without a claim, under the floor of {floor.floor:.4f}",)


def pooled(shares: Iterable[Share]) -> Share:
    """All shares counted together."""
    return reduce(Share.__add__, shares, Share())


def value(figures: Figures, name: str) -> float:
    """The figure that a floor of that name holds: an F1 of core, full, measures or denials, or a field's share."""
    if name in FIELDS:
        return figures.field(name).share
    tallies = {"core": figures.core, "full": figures.full, "measures": figures.measures, "denials": figures.denials}
    return tallies[name].f1
