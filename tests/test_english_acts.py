"""What was done to whom, in sentences of our own: one line for each mechanism, many of them expecting silence."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.model import Report

TOLD = [
    # a state's plain name before the noun of an act suffered it, unless what follows says at whom
    ("The pope prayed for the victims of the Qatar attack.", "", "attack", "None>QAT None None"),
    ("The Iran attack on a refinery in Qatar shook markets.", "", "attack", "IRN>QAT infrastructure 1"),
    ("The US strikes on Iran shook markets.", "", "attack", "USA>IRN None None"),
    # what brought a loss about, before and behind it
    ("Ten people were killed in a Russian strike on Odesa.", "", "killed", "RUS>UKR people 10"),
    ("Russian troops fired on Ukrainian soldiers, killing two.", "", "killed", "RUS>UKR soldiers 2"),
    ("Three dead after Russian drone attack on Kyiv", "title", "killed", "RUS>UKR people 3"),
    # running totals
    ("The death toll from the Israeli strike on Beirut rose to 20.", "", "killed", "ISR>LBN people 20"),
    ("Israel bombed Gaza, taking the death toll to 400.", "", "killed", "ISR>gaza people 400"),
    # one who is among those counted
    ("Two children were among five people killed in a Russian strike on Odesa.", "", "killed", "RUS>UKR children 2"),
    # things in the singular are one; settlements are counted where their number is said
    ("Israeli forces shelled a hospital in Gaza.", "", "shelling", "ISR>gaza buildings 1"),
    ("Russian troops attacked three Ukrainian villages.", "", "attack", "RUS>UKR settlements 3"),
    ("A drone strike at a British base in Cyprus killed two soldiers.", "", "drone_strike", "None>GBR bases 1"),
    # a title before the noun of an act is no owner of what follows "in"
    ("Hamas confirmed the killing of a commander in an Israeli attack.", "", "killed", "ISR>hamas officers 1"),
    # whose an act is, where a word before its noun points back
    ("Israel said its strikes in Gaza killed 12 people.", "", "killed", "ISR>gaza people 12"),
    # ships that nobody is said to own have no opponent
    ("The US seized an oil tanker off the coast of Venezuela.", "", "seized", "USA>None ships 1"),
    # nobody is struck in a place that is nobody's
    ("The US killed four men in an attack in the Pacific Ocean.", "", "killed", "USA>None people 4"),
    # the dead of an army
    ("At least 457 UK military deaths in Afghanistan were counted in the war.", "", "killed", "None>GBR soldiers 457"),
    # the dead and the wounded as one count
    ("Russian strikes on Kherson kill and wound dozens of people.", "", "killed_or_wounded", "RUS>UKR people 24"),
    # people one after the other
    ("Russian drone kills father, 3 children in Ukraine", "title", "killed", "RUS>UKR children 3"),
]
SILENT = [
    ("Huge explosions were heard in Tehran.", "bombing"),
    ("Firefighters battled a large fire at a refinery in Haifa, Israel.", "shooting"),
    ("Israel battles multiple crises at home as war in Gaza goes on.", "clash"),
    ("Witness videos captured Iranian missiles over Tel Aviv.", "control"),
    ("The Israeli army takes visitors to Gaza.", "control"),
    ("The US destroyed Iran's missile depots.", "shot_down"),
    ("Rescuers pulled a family from under the rubble in Gaza.", "missing"),
    ("Analysts looked at attack options and drones.", "attack"),
    ("The singer released an album about the war in Ukraine.", "released"),
    ("The toll road near Kyiv was reopened after Russian strikes.", "killed"),
    ("Capturing Pokrovsk would help Russian forces in Ukraine advance.", "control"),
]


def told(text: str, where: str, event: str) -> list[str]:
    title, body = (text, "A short report on the war.") if where == "title" else ("", text)
    report = Report(id="x", lang="en", title=title, body=body, published="2026-03-10")
    return [
        f"{claim.actor}>{claim.target} {claim.unit} {claim.quantity.low if claim.quantity else None}"
        for claim in code(report)
        if claim.event == event
    ]


@pytest.mark.parametrize(("text", "where", "event", "expected"), TOLD)
def test_who_did_what_to_whom(text: str, where: str, event: str, expected: str) -> None:
    assert expected in told(text, where, event)


@pytest.mark.parametrize(("text", "event"), SILENT)
def test_what_only_looks_like_an_act(text: str, event: str) -> None:
    assert told(text, "", event) == []


def test_a_phrase_that_ends_inside_a_word_leaves_the_word() -> None:
    assert told("The soldier is killed in Gaza.", "", "killed")  # "IS-K" is the name of a group


def test_both_who_blame_the_other_blame_each_other() -> None:
    report = Report(
        id="r", lang="en", title="Israel strikes Gaza, both sides say the other breached truce", body="Hamas denied it."
    )
    blamed = {(claim.speaker_party, claim.actor) for claim in code(report) if claim.event == "violation"}
    assert ("hamas", "ISR") in blamed
    assert not any(speaker == actor for speaker, actor in blamed)


DENIED = [
    ("Israel accused Hamas of violating the ceasefire, a claim rejected by Hamas.", "hamas", "violation"),
    ("Israel accused Hamas of violating the ceasefire, a claim the group denies.", "hamas", "violation"),
    ("Congo accuses Rwanda of sending troops to support M23, which it denies.", "RWA", "deployment"),
    ("Iran claims its missiles hit a US ship; the US says no ship was hit.", "USA", "attack"),
]


@pytest.mark.parametrize(("text", "denier", "event"), DENIED)
def test_who_denies_what(text: str, denier: str, event: str) -> None:
    claims = code(Report(id="x", lang="en", title="", body=text, published="2026-03-10"))
    assert {claim.event for claim in claims if claim.stance == "denies" and claim.speaker_party == denier} == {event}
    assert not any(claim.stance == "denies" for claim in claims if claim.speaker_party != denier)


def test_a_toll_beside_a_count_of_breaches_is_one_over_all_of_them() -> None:
    text = "At least 38 Palestinians were killed as the Israeli army committed 47 violations of the ceasefire."
    claims = code(Report(id="x", lang="en", title="", body=text, published="2026-03-10"))
    assert [claim.scope for claim in claims if claim.event == "killed"] == ["cumulative"]
