"""States as other people number and group them: a party code or a place enters, a `Country` leaves, or None.

The numbers are facts of `countries.toml`, with their sources; what is not known there is None here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from counterclaim.language.folder import table
from counterclaim.model import Place

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory: "Ukraine, ISO 804, Correlates of War 369, Gleditsch and Ward 369"."""

    code: str
    """ISO 3166-1 alpha-3."""
    name: str
    """Its name, in the language that the forms are in."""
    iso: int | None = None
    """ISO 3166-1 numeric."""
    cow: int | None = None
    """Number in Correlates of War."""
    gw: int | None = None
    """Number in the list of Gleditsch and Ward, which UCDP uses."""
    ucdp: str | None = None
    """Region in UCDP's data."""
    acled: str | None = None
    """Region in ACLED's data."""


@cache
def countries() -> Mapping[str, Country]:
    """By party code: states, and parties that are lands in one; raises `PackError` where the table is broken."""
    rows = table(FOLDER, "countries.toml")
    states = {code: Country(code, **row) for code, row in rows["states"].items()}
    return states | {land: states[state] for land, state in rows["lands"].items()}


def country_of(party: str | None) -> Country | None:
    """The state that a party is, or lies in as a land."""
    return countries().get(party) if party else None


def country_at(place: Place | None) -> Country | None:
    """The state that a place is or lies in; None where the gazetteer does not say."""
    codes = (place.code, *place.within) if place is not None else ()
    return next((found for code in codes if (found := country_of(code)) is not None), None)
