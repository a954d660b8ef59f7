"""When two claims are near enough to be one question: rows that a reader of the codebook can check.

Each row is worked out from the rule and not from the program: what counts stands at the top of
`counterclaim/reconciliation/comparing.py`, which units and events belong together in `families.py`. Rows come in pairs
where they can: the same two claims with one thing more or less, one side and the other of the border.
"""

from __future__ import annotations

import pytest
from contents import (
    AIR_BASE,
    BLACK_SEA,
    DARFUR,
    EL_FASHER,
    ENGELS,
    KORDOFAN,
    KYIV,
    LVIV,
    REGION,
    SINOP,
    STRIP,
    TURKIYE,
    UKRAINE,
    both,
    cubans,
    killed,
    said,
    venezuelans,
)

from counterclaim.reconciliation.comparing import ENOUGH, nearness
from counterclaim.reconciliation.content import Content

ONE, FAR, APART = "one question", "not near enough", "never one question"

NEAR = {
    # events
    "the same event, side and day": (said(day=1), said(day=1), ONE),
    "the same event and side, and nothing else": (said(), said(), FAR),
    "the same event, side and doer": (said(actor="RUS"), said(actor="RUS"), ONE),
    "the same event, side and doer, two days apart": (said(actor="RUS", day=1), said(actor="RUS", day=3), ONE),
    "a strike, and a strike by drones": (said(actor="RUS"), said("drone_strike", actor="RUS"), FAR),
    "a strike, and a strike by drones, on the next day": (
        said(actor="RUS", day=1), said("drone_strike", actor="RUS", day=2), ONE,
    ),
    "missiles and drones are two strikes": (
        said("missile_strike", actor="RUS", day=1), said("drone_strike", actor="RUS", day=1), APART,
    ),
    "damaged and destroyed": (said("damaged", unit="ships", day=1), said("destroyed", unit="ships", day=1), ONE),
    # days
    "the next day, by side alone": (said(day=1), said(day=2), FAR),
    "two days later, by side alone": (said(day=1), said(day=3), FAR),
    "no day, by side alone": (said(day=1), said(), FAR),
    "both say the same day": (said(days=(5, 5)), said(days=(5, 5)), ONE),
    "both say the same day, by doer alone": (
        said(target=None, actor="RUS", days=(5, 5)), said(target=None, actor="RUS", days=(5, 5)), FAR,
    ),
    "both say days, far from each other": (
        said(actor="RUS", day=5, days=(5, 5)), said(actor="RUS", day=5, days=(9, 9)), APART,
    ),
    "one says a day, printed on one day": (said(day=5, days=(5, 5)), said(day=5), ONE),
    # parties
    "by doer and day, whoever was hit": (
        said(target=None, actor="RUS", day=1), said(target=None, actor="RUS", day=1), FAR,
    ),
    "another doer": (said(actor="RUS", day=1), said(actor="USA", day=1), APART),
    "another side": (said(day=1), said(target="RUS", day=1), APART),
    "one names the doer": (said(actor="RUS", day=1), said(day=1), ONE),
    "one names the side": (said(actor="RUS", day=1), said(target=None, actor="RUS", day=1), FAR),
    "no party at all": (said(target=None, day=1), said(target=None, day=1), FAR),
    "Gaza's people are Palestinians": (said(target="gaza", day=1), said(target="PSE", day=1), ONE),
    "a group and where it is fought": (
        said(actor="houthi", target=None, place=KYIV, day=1), said(actor="YEM", target=None, place=KYIV, day=1), ONE,
    ),
    # two sides
    "talks of the same two": (both(), both(), ONE),
    "talks of the same two, in the other order": (both(), both(one="UKR", other="RUS"), ONE),
    "talks of two of whom one is the same": (both(day=1), both(other="USA", day=1), APART),
    "the same, in places of which one holds the other": (
        both(day=1, place=KYIV), both(other="USA", day=1, place=REGION), APART,
    ),
    "talks of others": (both(day=1), both(one="ARM", other="AZE", day=1), APART),
    "talks that name one side": (both(), both(one=None), FAR),
    "talks that name one side, on that day": (both(day=1), both(one=None, day=1), ONE),
    "talks that name one side, which is not among them": (both(day=1), both(one=None, other="USA", day=1), APART),
    "talks, both of which name one side alone": (both(one=None), both(one=None), FAR),
    "talks that name nobody": (both(day=1, place=KYIV), both(one=None, other=None, day=1, place=KYIV), ONE),
    "talks that name nobody and no place": (both(day=1), both(one=None, other=None, day=1), FAR),
    "talks of one with itself": (both(day=1), both(one="RUS", other="RUS", day=1), APART),
    "both broke it, so often": (
        both("violation", unit="attacks", number=30), both("violation", unit="attacks", number=12), FAR,
    ),
    "two ways to hand over prisoners": (
        both("released", unit="prisoners", number=200, day=1),
        both("released", one="UKR", other="RUS", unit="soldiers", number=200, day=1),
        ONE,
    ),
    # units
    "the same losses": (killed(), killed(), ONE),
    "the same unit, on one day, of whom nobody says": (killed(target=None, day=1), killed(target=None, day=1), FAR),
    "soldiers and people": (killed(), killed(unit="people"), FAR),
    "soldiers and people, on the next day": (killed(day=1), killed(unit="people", day=2), ONE),
    "soldiers and civilians": (killed(day=1), killed(unit="civilians", day=1), APART),
    "a strike on buildings and on ships": (said(unit="buildings"), said(unit="ships"), FAR),
    "a strike on buildings and on ships, of one day": (said(unit="buildings", day=1), said(unit="ships", day=1), ONE),
    "prisoners and hostages that are freed": (
        both("released", unit="tanks", day=1), both("released", unit="prisoners", day=1), APART,
    ),
    "tanks given and missiles given": (
        said("arms_supply", unit="tanks", day=1), said("arms_supply", unit="missiles", day=1), APART,
    ),
    "a unit that one does not say": (killed(day=1), killed(unit=None, day=1), ONE),
    "a unit that one does not say, on no day": (killed(), killed(unit=None), FAR),
    "children, and dead of whom nobody says": (killed(unit="children", day=1), killed(unit=None, day=1), ONE),
    "prisoners and soldiers who were freed, nobody says how many": (
        both("released", unit="prisoners", day=1), both("released", unit="soldiers", day=1), ONE,
    ),
    "children and people, nobody says how many": (killed(unit="children", day=1), killed(unit="people", day=1), APART),
    "nine children, and nine people": (killed(9, unit="children", day=1), killed(9, unit="people", day=1), APART),
    "ten children, and ten people": (killed(10, unit="children", day=1), killed(10, unit="people", day=1), ONE),
    "12 children, and 20 people": (killed(12, unit="children", day=1), killed(20, unit="people", day=1), APART),
    # places
    "the same town is enough": (said(target=None, place=KYIV), said(target=None, place=KYIV), ONE),
    "a strike, and a strike by drones, on one town": (
        said(target=None, place=KYIV), said("drone_strike", target=None, place=KYIV), ONE,
    ),
    "talks in one town that name nobody": (both(place=KYIV), both(one=None, other=None, place=KYIV), ONE),
    "a town in its region": (said(place=KYIV), said(place=REGION), ONE),
    "a town in its region, whoever was hit": (said(target=None, place=KYIV), said(target=None, place=REGION), FAR),
    "a site that is called by its town": (
        said(target="RUS", place=AIR_BASE, day=1), said(target="RUS", place=ENGELS, day=1), ONE,
    ),
    "who holds a town, and a site in it": (
        said("control", actor="UKR", target="RUS", place=AIR_BASE, day=1),
        said("control", actor="UKR", target="RUS", place=ENGELS, day=1), APART,
    ),
    "one number of one day, which one takes for a running total": (
        killed(18, day=1, scope="cumulative"), killed(18, day=1), ONE,
    ),
    "a small one": (killed(8, day=1, scope="cumulative"), killed(8, day=1), APART),
    "the same number, two days later": (killed(18, day=1, scope="cumulative"), killed(18, day=3), APART),
    "the same number of nobody in particular": (
        killed(18, target=None, day=1, scope="cumulative"), killed(18, day=1), APART,
    ),
    "a town, and a region of which no town is known": (
        said(target="SDN", place=EL_FASHER, day=1), said(target="SDN", place=DARFUR, day=1), ONE,
    ),
    "the same, by side alone": (said(target="SDN", place=EL_FASHER), said(target="SDN", place=DARFUR), FAR),
    "two such regions": (
        said(target="SDN", place=DARFUR, day=1), said(target="SDN", place=KORDOFAN, day=1), APART,
    ),
    "who holds such a region, and a town": (
        said("control", actor="rsf", target="SDN", place=EL_FASHER, day=1),
        said("control", actor="rsf", target="SDN", place=DARFUR, day=1), APART,
    ),
    "at sea, and off a coast of it": (
        said(target="RUS", place=BLACK_SEA, day=1), said(target="RUS", place=TURKIYE, day=1), ONE,
    ),
    "at sea, and off a coast of it, by side alone": (
        said(target="RUS", place=BLACK_SEA), said(target="RUS", place=TURKIYE), FAR,
    ),
    "at sea, and off a town of it, by the same doer": (
        said(target="RUS", actor="UKR", place=BLACK_SEA, day=1), said(target="RUS", actor="UKR", place=SINOP, day=1),
        ONE,
    ),
    "at sea, and in a land that does not lie on it": (
        said(target="RUS", actor="UKR", place=BLACK_SEA, day=1), said(target="RUS", actor="UKR", place=DARFUR, day=1),
        APART,
    ),
    "who holds a water, and a land on it": (
        said("control", actor="RUS", place=BLACK_SEA), said("control", actor="RUS", place=UKRAINE), APART,
    ),
    "another town": (said(place=KYIV, day=1), said(place=LVIV, day=1), APART),
    "near a town, by side alone": (said(place=LVIV, near=True), said(place=KYIV), FAR),
    "near a town, on the next day": (said(place=LVIV, near=True, day=1), said(place=KYIV, day=2), ONE),
    "the same state, by side": (said(place=UKRAINE), said(place=UKRAINE), ONE),
    "the same state, by doer": (
        said(target=None, actor="RUS", place=UKRAINE), said(target=None, actor="RUS", place=UKRAINE), FAR,
    ),
    "who holds a town": (both("control", place=KYIV), both("control", place=KYIV), ONE),
    "who holds a place that one does not name": (both("control", place=KYIV, day=1), both("control", day=1), APART),
    "who holds a town and who holds its region": (
        both("control", place=KYIV, day=1), both("control", place=REGION, day=1), ONE,
    ),
    "who holds a town and who holds the country": (
        both("control", place=KYIV, day=1), both("control", place=UKRAINE, day=1), APART,
    ),
    "who holds the country": (both("control", place=UKRAINE), both("control", place=UKRAINE), ONE),
    "who holds a town, and who holds a base in it": (
        both("control", place=KYIV, day=1), both("control", place=KYIV, day=1, unit="bases", number=1), APART,
    ),
    "who holds a town, and its bases, that nobody counts": (
        both("control", place=KYIV, day=1), both("control", place=KYIV, day=1, unit="bases"), ONE,
    ),
    "who holds one base, and two": (
        both("control", place=KYIV, day=1, unit="bases", number=1),
        both("control", place=KYIV, day=1, unit="bases", number=(1, None)),
        ONE,
    ),
    "who holds a region, and two towns of it": (
        both("control", place=REGION, day=1), both("control", place=REGION, day=1, unit="settlements", number=2), ONE,
    ),
    "a unit does not matter to who holds a town": (
        both("control", place=REGION, unit="settlements"),
        both("withdrawal", one="UKR", other="RUS", place=REGION, unit="soldiers"),
        ONE,
    ),
    "who leaves a town has held it, and holds it no more": (
        both("control", place=REGION, day=1), both("withdrawal", place=REGION, day=3), APART,
    ),
    # numbers
    "a number that many incidents have, of whom nobody says": (
        killed(4, target=None, day=1), killed(4, target=None, day=2), FAR,
    ),
    "a number that few have, of whom nobody says": (killed(5, target=None, day=1), killed(5, target=None, day=2), ONE),
    "a small number, on one day": (killed(2, target=None, day=1), killed(2, target=None, day=1), ONE),
    "a small number, on no day": (killed(2, target=None), killed(2, target=None), FAR),
    "a number alone": (killed(50, target=None, unit=None), killed(50, target=None, unit=None), FAR),
    "at least 10, and 12, by one doer": (
        killed((10, None), target=None, actor="RUS"), killed(12, target=None, actor="RUS"), ONE,
    ),
    "the same without a unit": (
        killed((10, None), target=None, actor="RUS", unit=None), killed(12, target=None, actor="RUS", unit=None), FAR,
    ),
    "up to 10, and up to 12": (
        killed((None, 10), target=None, actor="RUS"), killed((None, 12), target=None, actor="RUS"), ONE,
    ),
    "at least 10, and six times as many": (killed((10, None)), killed(60), ONE),
    "at least 10, and more than six times as many": (killed((10, None)), killed(61), FAR),
    "the same, on the next day": (killed((10, None), day=1, place=KYIV), killed(61, day=2, place=KYIV), APART),
    "the same, on one day": (killed((10, None), day=1, place=KYIV), killed(61, day=1, place=KYIV), ONE),
    "none or more, and six": (killed((0, None)), killed(6), ONE),
    "none or more, and seven": (killed((0, None)), killed(7), FAR),
    "at least 10, and 12 on the next day": (killed((10, None), day=1), killed(12, day=2), FAR),
    "at least 10, and 12 on the next day, in one town": (
        killed((10, None), day=1, place=KYIV), killed(12, day=2, place=KYIV), ONE,
    ),
    "at least 10, and 12 two days later": (killed((10, None), day=1), killed(12, day=3), APART),
    "at least 10, and 61 on the next day": (killed((10, None), day=1), killed(61, day=2), APART),
    "at least 10 missing, and 12 on the next day": (
        killed((10, None), event="missing", day=1), killed(12, event="missing", day=2), ONE,
    ),
    "at least 10 missing, and 12 two days later": (
        killed((10, None), event="missing", day=1), killed(12, event="missing", day=3), ONE,
    ),
    "a paper's number and a party's": (killed(7), killed(9, speaker="UKR"), FAR),
    "two sides' numbers, on the next day": (
        killed(20, speaker="RUS", day=1), killed(5, speaker="UKR", day=2), ONE,
    ),
    "two sides' numbers, two days later": (
        killed(20, speaker="RUS", day=1), killed(5, speaker="UKR", day=3), APART,
    ),
    "a party's numbers, on one day and at none": (
        killed(7, speaker="UKR", day=1), killed(9, speaker="UKR", day=1), ONE,
    ),
    "47 breaches, and one that is told": (both("violation", number=47, day=1), both("violation", day=1), APART),
    "a breach that is told twice": (both("violation", day=1), both("violation", day=1), ONE),
    "a breach towards a party's own people is not what its foe is accused of": (
        both("violation", one="hamas", other="gaza", day=1), both("violation", one="ISR", other="gaza", day=1), APART,
    ),
    "two accusations that answer each other": (
        both("violation", one="hamas", other="ISR", day=1), both("violation", one="ISR", other="gaza", day=1), ONE,
    ),
    "strikes on a land that is a party, in that land": (
        said(target="gaza", place=STRIP), said("drone_strike", target="gaza", place=STRIP), FAR,
    ),
    "strikes on somebody else in that land": (
        said(target="ISR", place=STRIP), said("drone_strike", target="ISR", place=STRIP), ONE,
    ),
    "47 breaches, and 47": (both("violation", number=47, day=1), both("violation", number=47, day=1), ONE),
    "a toll, and none said": (killed(47, day=1), killed(day=1), ONE),
    "dozens, and 30, by one doer": (
        killed((24, 99), vague=True, target=None, actor="RUS"), killed(30, target=None, actor="RUS"), FAR,
    ),
    "dozens, and 30, of one side": (
        said("killed", number=(24, 99), vague=True, day=1), said("killed", number=30, day=1), ONE,
    ),
    "dozens, and 30 on the next day": (
        killed((24, 99), vague=True, day=1), killed(30, day=2), ONE,
    ),
    "dozens, and 30 two days later": (killed((24, 99), vague=True, day=1), killed(30, day=3), APART),
    "two sides' figures for one thing": (killed(20, speaker="RUS"), killed(5, speaker="UKR"), ONE),
    "two sides' figures, of soldiers and of people": (
        killed(20, speaker="RUS"), killed(5, speaker="UKR", unit="people"), FAR,
    ),
    "a toll that differs": (killed(7), killed(9), FAR),
    "a toll that differs, on one day": (killed(7, day=1), killed(9, day=1), ONE),
    "a toll that rises by the next day": (killed(7, day=1, place=KYIV), killed(9, day=2, place=KYIV), ONE),
    "a toll that rises by the next day, without a place": (killed(7, day=1), killed(9, day=2), FAR),
    "a toll that falls by the next day": (killed(9, day=1, place=KYIV), killed(7, day=2, place=KYIV), APART),
    "a toll that rises two days later": (killed(7, day=1, place=KYIV), killed(9, day=3, place=KYIV), APART),
    "a toll that differs, of a day that one does not know": (
        killed(7, day=800_000, place=KYIV), killed(9, place=KYIV), ONE,
    ),
    "a toll of a town and of its region": (killed(7, day=1, place=KYIV), killed(9, day=1, place=REGION), APART),
    "the same toll of a town and of its region": (killed(7, day=1, place=KYIV), killed(7, day=1, place=REGION), ONE),
    "one speaker's toll, six times as high": (
        killed(2, speaker="UKR", day=1), killed(12, speaker="UKR", day=1), ONE,
    ),
    "one speaker's toll, more than six times as high": (
        killed(2, speaker="UKR", day=1), killed(13, speaker="UKR", day=1), APART,
    ),
    "one speaker's toll, from none to six": (killed(0, speaker="UKR", day=1), killed(6, speaker="UKR", day=1), ONE),
    "one speaker's toll, from none to seven": (
        killed(0, speaker="UKR", day=1), killed(7, speaker="UKR", day=1), APART,
    ),
    "one speaker's toll, from fewer than 3 to 13": (
        killed((None, 2), speaker="UKR", day=1), killed(13, speaker="UKR", day=1), APART,
    ),
    "one speaker's toll, from fewer than 4 to 13": (
        killed((None, 3), speaker="UKR", day=1), killed(13, speaker="UKR", day=1), ONE,
    ),
    "two papers' tolls, far from each other": (killed(2, day=1), killed(13, day=1, speaker="unnamed"), ONE),
    "a deployment of another size": (
        said("deployment", unit="soldiers", number=300, day=1),
        said("deployment", unit="soldiers", number=1000, day=1),
        FAR,
    ),
    "a deployment of another size, to one town": (
        said("deployment", None, unit="soldiers", number=300, day=1, place=KYIV),
        said("deployment", None, unit="soldiers", number=1000, day=1, place=KYIV),
        ONE,
    ),
    "a deployment of another size, to one town, without a unit": (
        said("deployment", None, number=300, place=KYIV), said("deployment", None, number=1000, place=KYIV), FAR,
    ),
    "a deployment of another size, a day later": (
        said("deployment", None, unit="soldiers", number=300, day=1, place=KYIV),
        said("deployment", None, unit="soldiers", number=1000, day=2, place=KYIV),
        APART,
    ),
    "two states' figures for a deployment": (
        said("deployment", unit="soldiers", number=300, speaker="RUS"),
        said("deployment", unit="soldiers", number=1000, speaker="UKR"),
        ONE,
    ),
    "a deployment with a number and without": (
        said("deployment", number=300, day=1), said("deployment", day=1), ONE,
    ),
    # scopes
    "a toll and a running total": (killed(7, day=1), killed(7, day=1, scope="cumulative"), APART),
    "a running total and a toll without a number": (killed(7, day=1, scope="cumulative"), killed(day=1), APART),
    "two running totals": (killed(7, day=1, scope="cumulative"), killed(7, day=1, scope="cumulative"), ONE),
    # a number that tells the incident, whoever is named as hit
    "ten killed by one doer": (venezuelans(10, actor="USA"), cubans(10, actor="USA"), ONE),
    "nine killed by one doer": (venezuelans(9, actor="USA"), cubans(9, actor="USA"), APART),
    "ten killed by one doer, on another day": (venezuelans(10, actor="USA"), cubans(10, actor="USA", day=2), APART),
    "ten killed, and eleven": (venezuelans(10, actor="USA"), cubans(11, actor="USA"), APART),
    "ten killed, and dozens": (venezuelans(10, actor="USA"), cubans((10, 99), vague=True, actor="USA"), APART),
    "nobody says how many": (venezuelans(actor="USA"), cubans(actor="USA"), APART),
    "ten killed by one doer, of no day and nobody in particular": (
        venezuelans(10, actor="USA", day=None, unit=None), cubans(10, actor="USA", day=None, unit=None), FAR,
    ),
    "ten killed by another doer": (venezuelans(10, actor="USA"), cubans(10, actor="RUS"), APART),
    "ten killed in one town": (venezuelans(10, place=KYIV), cubans(10, place=KYIV), ONE),
    "ten killed in one town, where one names the doer": (
        venezuelans(10, actor="USA", place=KYIV), cubans(10, place=KYIV), ONE,
    ),
    "ten killed in a town and its region": (venezuelans(10, place=KYIV), cubans(10, place=REGION), APART),
    "ten killed, nobody says by whom or where": (venezuelans(10), cubans(10), APART),
    "ten killed, one says by whom": (venezuelans(10, actor="USA"), cubans(10), APART),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "wanted"), NEAR.values(), ids=NEAR)
def test_when_two_claims_are_one_question(one: Content, other: Content, wanted: str) -> None:
    score = nearness(one, other)
    assert score == nearness(other, one)
    assert (ONE if score >= ENOUGH else FAR if score > -2 else APART) == wanted
