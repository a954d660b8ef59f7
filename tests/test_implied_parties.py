"""Who did it and to whom where a report implies it: one line for each mechanism, half of them expecting nobody."""

from __future__ import annotations

import pytest

from counterclaim.coding.coder import code
from counterclaim.model import Report

IMPLIED = [
    # whose attack struck the same people, in the same words or in the title
    ("Israeli attacks on Gaza kill 59", "At least 42 people were killed in Gaza City.", "killed", "ISR>gaza"),
    ("Israel raids several West Bank towns after killing Hebron youth", "", "killed", "ISR>PSE"),
    ("Pakistan air strike kills at least 100 in Kabul", "", "killed", "PAK>AFG"),
    # not where two struck them, nor where another was struck
    ("US and Israel strike Iran", "Dozens of people were killed in Iran.", "killed", "None>IRN"),
    ("Russia strikes Kyiv", "Two people were killed in Syria.", "killed", "None>SYR"),
    # a state is taken for whom its enemy strikes; a group is not, unless somebody names it as the doer
    ("Russia wants a truce with Ukraine", "An air strike hit a hospital in Kherson, Ukraine.", "air_strike", "RUS>UKR"),
    (
        "Islamic State is still in Syria",
        "An air strike killed ten civilians in Idlib, Syria.",
        "air_strike",
        "None>SYR",
    ),
    # unnamed sides of a war inside one land
    ("War in Syria", "Two civilians were killed as rebels shelled Damascus.", "shelling", "syrian-rebels>SYR"),
    ("War in Syria", "Three children were killed in regime airstrikes on Homs.", "killed", "SYR>SYR"),
    ("War in Syria", "Government forces captured 12 rebels near Aleppo.", "captured", "SYR>syrian-rebels"),
    # nobody's where the land is another's, or the word only says what a place is like
    ("War in Congo", "Rebels killed ten people near Goma in Congo.", "killed", "None>COD"),
    ("War in Ukraine", "Rebels shelled a town in Ukraine.", "shelling", "None>UKR"),
    ("War in Syria", "Russian planes bombed a rebel-held town near Aleppo in Syria.", "air_strike", "RUS>SYR"),
]


@pytest.mark.parametrize(("title", "body", "event", "parties"), IMPLIED)
def test_parties_are_implied_or_left_open(title: str, body: str, event: str, parties: str) -> None:
    claims = code(
        Report(id="x", lang="en", title=title, body=body or "A short report on the war.", published="2026-03-10")
    )
    found = [f"{claim.actor}>{claim.target}" for claim in claims if claim.event == event]
    assert found[-1:] == [parties]
