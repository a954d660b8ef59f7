"""Which towns may lie in which regions, by the gazetteer of the store."""

from __future__ import annotations

import pytest

from counterclaim.language.gazetteer import gazetteer
from counterclaim.reconciliation.regions import is_bare, may_hold

# two places, whether one may lie in the other
PAIRS = [
    ("El Fasher", "Darfur", True),  # no town of Darfur is known
    ("Woro", "Kwara", False),  # two regions, as far as the store knows
    ("Mukalla", "Hadramawt", True),
    ("Khartoum", "Darfur", False),  # too far from its middle
    ("Tyre", "South Lebanon", True),
    ("Tyre", "Bekaa", False),  # much nearer to the middle of another region
    ("Beit Jinn", "Rif Dimashq", True),  # nobody knows where it lies
    ("Mukalla", "Darfur", False),  # another state
    ("El Fasher", "Mukalla", False),  # two towns
    ("Gaza", "West Bank", False),  # two lands of one people
    ("Nablus", "West Bank", True),
    ("Darfur", "Kordofan", False),  # two regions
    ("Lviv", "Kharkiv region", False),  # whose towns are known
    ("El Fasher", "Sudan", False),  # a state, which is known to hold it
]


@pytest.mark.parametrize(("one", "other", "wanted"), PAIRS)
def test_whether_a_town_may_lie_in_a_region(one: str, other: str, wanted: bool) -> None:
    first, second = gazetteer().locate(one), gazetteer().locate(other)
    found = may_hold(first.code, first.within, second.code, second.within)
    assert found is may_hold(second.code, second.within, first.code, first.within) is wanted


def test_regions_whose_towns_are_known_are_not_bare() -> None:
    codes = [gazetteer().locate(name).code for name in ("Darfur", "Kharkiv region", "El Fasher", "Sudan")]
    assert [is_bare(code) for code in codes] == [True, False, False, False]
