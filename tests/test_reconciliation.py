"""Rows of claims, each with the group it belongs to: claims of a group are one question, those of None stand alone."""

from collections import defaultdict

import pytest
from claimed import told

from counterclaim.reconciliation.comparing import of_two_things
from counterclaim.reconciliation.content import content
from counterclaim.reconciliation.engine import reconciled

KYIV = {"event": "killed", "target": "UKR", "unit": "people", "place": "Kyiv"}
TOWN = {"event": "control", "unit": None, "place": "Pokrovsk"}
TABLE = {
    "a toll rises within a day, whoever counts": [
        ("a", told("UKR", number=2, published="2025-11-25T05:00:00Z", **KYIV)),
        ("a", told("UKR", number=6, published="2025-11-25T09:00:00Z", **KYIV)),
        ("a", told("narrator", number=7, published="2025-11-25T16:00:00Z", **KYIV)),
        (None, told("narrator", number=6, published="2025-11-14T16:00:00Z", **KYIV)),
    ],
    "the dead of one side are not those of the other": [
        ("a", told("AFG", target="PAK", number=58, published="2025-10-12")),
        ("b", told("PAK", target="AFG", number=200, published="2025-10-12")),
        ("a", told("narrator", target="PAK", number=58, published="2025-10-12")),
        ("b", told("narrator", target="AFG", number=200, published="2025-10-12")),
    ],
    "two sides' counts of the same losses": [
        ("a", told("PAK", target="PAK", number=2, published="2026-02-26")),
        ("a", told("AFG", target="PAK", number=55, published="2026-02-27")),
    ],
    "a town has many spellings, and another town is another question": [
        ("a", told("RUS", actor="RUS", event="control", unit=None, place="Kupiansk")),
        ("a", told("UKR", "denies", actor="RUS", event="control", unit=None, place="thành phố Kupyansk")),
        ("b", told("RUS", actor="RUS", event="control", unit=None, place="Pokrovsk")),
        ("b", told("UKR", "denies", actor="RUS", event="control", unit=None, place="Покровском")),
    ],
    "who holds a town is another question than who holds its country": [
        ("a", told("RUS", actor="RUS", event="control", unit=None, place="Pokrovsk")),
        ("a", told("narrator", actor="RUS", event="control", unit=None, place="Pokrovsk")),
        (None, told("narrator", event="control", unit=None, place="Ukraine")),
    ],
    "control is true at a date": [
        ("a", told("RUS", actor="RUS", published="2025-11-21", **TOWN)),
        ("a", told("UKR", "denies", actor="RUS", published="2025-11-22", **TOWN)),
        ("b", told("RUS", actor="RUS", published="2025-12-16", **TOWN)),
        ("b", told("UKR", actor="UKR", target="RUS", published="2025-12-17", **TOWN)),
    ],
    "killed in one strike and killed in a war": [
        (None, told("narrator", number=89, unit="people", place="Gaza", target="gaza")),
        (None, told("narrator", number=2783, unit="people", place="Gaza", target="gaza", scope="cumulative")),
    ],
    "killed is not killed or wounded": [
        (None, told("RUS", number=70)),
        (None, told("RUS", event="killed_or_wounded", number=70)),
    ],
    "damaged and destroyed are one question, of one thing": [
        ("a", told("UKR", event="damaged", target="RUS", unit="submarines", number=1, place="Novorossiysk")),
        ("a", told("RUS", "denies", event="destroyed", target="RUS", unit="ships", place="Novorossiysk")),
        (None, told("UKR", event="damaged", target="RUS", unit="air_defence", place="Novorossiysk")),
    ],
    "what is asked for is another question than what was done": [
        (None, told("USA", event="ceasefire", actor="THA", target="KHM", unit=None)),
        (None, told("MYS", "calls_for", event="ceasefire", actor="THA", target="KHM", unit=None)),
    ],
    "a running total and a toll without a number": [
        (None, told("gaza", number=100, unit="people", place="Gaza", target="gaza", scope="cumulative")),
        ("a", told("narrator", unit="people", place="Gaza", target="gaza")),
        ("a", told("narrator", number=15, unit="people", place="Gaza", target="gaza")),
    ],
    "dozens, days later, are others": [
        (None, told("AFG", target="PAK", number=58, published="2025-10-12")),
        (None, told("narrator", target="PAK", number=(24, 99), qualifier="vague", published="2025-10-14")),
    ],
    "a number that few others have tells the incident, whoever is named as hit": [
        ("a", told("USA", actor="USA", target="VEN", number=32, unit="people")),
        ("a", told("CUB", actor="USA", target="CUB", number=32, unit="soldiers")),
    ],
    "the same small number is not enough": [
        (None, told("narrator", actor="RUS", target="UKR", number=3, unit="people", published="2025-12-02")),
        (None, told("narrator", actor="ISR", target="gaza", number=3, unit="people", published="2025-12-02")),
    ],
    "one speaker does not contradict himself in one report": [
        (None, told("narrator", target=None, actor="USA", unit="people", number=14, report="one")),
        (None, told("narrator", target=None, actor="USA", unit="people", number=57, report="one")),
    ],
    "a total over two towns is not that of one": [
        (None, told("narrator", number=9, unit="people", target="UKR", place="Kyiv, Rostov")),
        (None, told("UKR", number=6, unit="people", target="UKR", place="Kyiv")),
    ],
    "prisoners were soldiers": [
        ("a", told("THA", event="released", actor="THA", target="KHM", unit="prisoners", number=18)),
        ("a", told("narrator", event="released", actor="THA", target="KHM", unit="soldiers", number=18)),
    ],
    "some of the dead are counted beside all of them": [
        ("all", told("gaza", number=20, unit="people", target="gaza", place="Gaza")),
        ("all", told("narrator", number=20, unit="people", target="gaza", place="Gaza", published="2025-12-03")),
        ("some", told("gaza", number=5, unit="journalists", target="gaza", place="Gaza")),
        ("some", told("narrator", number=5, unit="journalists", target="gaza", place="Gaza")),
        (None, told("narrator", number=5, unit="people", target="gaza", place="Khan Younis")),
    ],
    "the same large number is of the same people, whatever they are called": [
        ("a", told("IRN", number=165, unit="people", target="IRN", place="Minab")),
        ("a", told("narrator", number=165, unit="children", target="IRN", place="Minab")),
    ],
    "a commander of one report is an official of another": [
        ("a", told("ISR", number=1, unit="officials", target="hezbollah", place="Beirut")),
        ("a", told("hezbollah", "confirms", number=1, unit="officers", target="hezbollah", place="Beirut")),
    ],
    "who holds headquarters in a town does not yet hold the town": [
        (None, told("rsf", actor="rsf", event="control", unit="bases", number=1, place="El Fasher")),
        ("a", told("rsf", actor="rsf", event="control", unit="settlements", number=1, place="El Fasher")),
        ("a", told("narrator", actor="rsf", event="control", unit=None, place="El Fasher")),
    ],
    "a truce of four days later is another one": [
        ("a", told("PAK", actor="PAK", target="AFG", event="ceasefire", unit=None, published="2025-10-15")),
        ("a", told("narrator", actor="AFG", target="PAK", event="ceasefire", unit=None, published="2025-10-16")),
        (None, told("QAT", actor="AFG", target="PAK", event="ceasefire", unit=None, published="2025-10-19")),
    ],
    "at least three, of yesterday, are none of thirty": [
        (None, told("narrator", number=(3, None), unit="people", target="gaza", published="2025-11-20")),
        (None, told("gaza", number=30, unit="people", target="gaza", published="2025-11-21")),
    ],
    "a floor of one day is no toll of the next, where no town says that it is": [
        (None, told("narrator", actor="ISR", number=(30, None), unit="people", target="gaza", published="2025-11-20")),
        (None, told("gaza", actor="ISR", number=32, unit="people", target="gaza", published="2025-11-22")),
        ("a", told("narrator", number=(8, None), unit="people", target="UKR", place="Kharkiv", published="2026-03-07")),
        ("a", told("narrator", number=10, unit="people", target="UKR", place="Kharkiv", published="2026-03-08")),
    ],
    "a count of breaches is no accusation of one": [
        (None, told("narrator", event="violation", actor="ISR", target="gaza", unit="attacks", number=47)),
        ("a", told("hamas", "accuses", event="violation", actor="ISR", target="gaza", unit=None)),
        ("a", told("ISR", "accuses", event="violation", actor="hamas", target="ISR", unit=None)),
    ],
    "a breach that names one side alone is no bridge to one towards a party's own people": [
        ("a", told("ISR", "accuses", event="violation", actor="hamas", target="ISR", unit=None)),
        ("a", told("hamas", "accuses", event="violation", actor="ISR", target="gaza", unit=None)),
        ("a", told("narrator", event="violation", target="gaza", unit=None)),
        (None, told("USA", "accuses", event="violation", actor="hamas", target="gaza", unit=None)),
    ],
    "a strike in a region of which no town is known, and in a town of its state": [
        ("a", told("narrator", event="attack", target="SDN", unit=None, place="El Fasher", published="2025-10-10")),
        ("a", told("SDN", event="attack", target="SDN", unit=None, place="North Darfur", published="2025-10-10")),
        (None, told("SDN", event="attack", target="SDN", unit=None, place="Khartoum", published="2025-10-10")),
    ],
    "what one speaker counts once is no other count": [
        ("a", told("RUS", event="released", actor="UKR", target="RUS", unit="people", number=200)),
        ("a", told("UKR", event="released", actor="UKR", target="RUS", unit="people", number=200)),
        ("a", told("narrator", event="released", actor="RUS", target="UKR", unit="prisoners", number=200)),
        ("a", told("narrator", event="released", actor="UKR", target="RUS", unit="prisoners")),
        (None, told("narrator", event="released", actor="UKR", target="RUS", unit="prisoners", number=500, outlet="B")),
    ],
    "a toll without a number is no bridge between two": [
        (None, told("narrator", number=11, unit="people", target="gaza", place="Gaza City", published="2025-10-18")),
        ("a", told("narrator", actor="ISR", unit="people", target="gaza", place="Gaza", published="2025-10-19")),
        (
            "a",
            told(
                "narrator", actor="ISR", number=42, unit="people", target="gaza", place="Gaza", published="2025-10-19"
            ),
        ),
    ],
    "talks with another are other talks, and who names one side alone is no bridge": [
        ("a", told("narrator", event="talks", actor="USA", target="UKR", unit=None)),
        ("a", told("UKR", event="talks", actor="UKR", target="USA", unit=None)),
        ("b", told("narrator", event="talks", actor="USA", target="COL", unit=None)),
        ("b", told("COL", event="talks", actor="COL", target="USA", unit=None)),
        ("c", told("narrator", event="talks", actor="ISR", target="SYR", unit=None)),
        ("c", told("SYR", event="talks", actor="SYR", target=None, unit=None)),
    ],
    "who leaves a town that it took is another question than who took it": [
        ("took", told("m23", event="control", actor="m23", target="COD", unit=None, place="Uvira")),
        ("took", told("narrator", event="control", actor="m23", target="COD", unit=None, place="Uvira")),
        ("left", told("m23", event="withdrawal", actor="m23", target=None, unit=None, place="Uvira")),
        ("left", told("narrator", event="withdrawal", actor="m23", target=None, unit=None, place="Uvira")),
    ],
    "who leaves a town confirms that the other side holds it": [
        ("a", told("RUS", event="control", actor="RUS", target="UKR", unit=None, place="Siversk")),
        ("a", told("UKR", event="withdrawal", actor="UKR", target=None, unit=None, place="Siversk")),
    ],
    "prisoners that both sides hand over, in either order": [
        ("a", told("RUS", event="released", actor="RUS", target="UKR", unit="prisoners", number=200)),
        ("a", told("UKR", event="released", actor="UKR", target="RUS", unit="prisoners", number=200)),
    ],
}


@pytest.mark.parametrize("rows", TABLE.values(), ids=TABLE)
def test_claims_of_one_group_are_one_question(rows):
    wanted = defaultdict(set)
    for number, (group, each) in enumerate(rows):
        wanted[group or number].add(each.claim.id)
    found = [set(question.claims) for question in reconciled([each for _, each in rows])]
    assert sorted(map(sorted, found)) == sorted(map(sorted, wanted.values()))


KHARKIV = {"target": "UKR", "unit": "people", "place": "Kharkiv"}
CONTRADICT = [
    (told("narrator", number=2, **KHARKIV), told("UKR", number=2, target="UKR", unit="people", place="Kyiv"), True),
    (told("narrator", number=2, **KHARKIV), told("UKR", number=4, **KHARKIV), False),  # tolls rise
    (told("narrator", number=2, **KHARKIV), told("UKR", number=2, target="UKR", unit="people"), False),
    (told("narrator", event="released", number=200), told("narrator", event="released", number=500), True),
    (told("RUS", event="released", number=200), told("UKR", event="released", number=500), False),  # two sides' counts
    (told("narrator", event="released", number=200), told("narrator", event="released"), False),
]


@pytest.mark.parametrize(("one", "other", "apart"), CONTRADICT)
def test_what_comes_to_a_leader_must_not_contradict_it(one, other, apart):
    assert of_two_things(content(one), content(other)) == of_two_things(content(other), content(one)) == apart
