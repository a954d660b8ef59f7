"""Waters with what lies on them, and places of two lands: tables whose places the gazetteer knows."""

import pytest

from counterclaim.language.gazetteer import gazetteer
from counterclaim.reconciliation.waters import off_shore, shores


def test_every_such_place_and_all_beside_it_are_known() -> None:
    ranks = gazetteer().ranks
    assert [code for code in shores() if code not in ranks] == []
    assert [code for around in shores().values() for code in around if code not in ranks] == []


OFF = [
    (("hormuz", ()), ("IRN", ()), True),
    (("hormuz", ()), ("bandar abbas", ("hormozgan", "IRN")), True),
    (("hormuz", ()), ("persian gulf", ("gulf",)), True),
    (("diego garcia", ()), ("indian ocean", ()), True),
    (("akrotiri", ("GBR",)), ("CYP", ()), True),
    (("akrotiri", ("GBR",)), ("GRC", ()), False),
    (("caribe", ()), ("eastern pacific", ("pacific",)), False),
    (("hormuz", ()), ("UKR", ()), False),
    (("IRN", ()), ("IRQ", ()), False),
]


@pytest.mark.parametrize(("one", "other", "off"), OFF)
def test_what_lies_on_a_water(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]], off: bool) -> None:
    assert off_shore(*one, *other) == off_shore(*other, *one) == off
